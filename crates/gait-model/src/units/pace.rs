//! Paces.

use std::fmt;

use super::range::Measured;
use super::{DistanceUnit, KM_MM, by_magnitude, divide_rounded};

/// A pace in milliseconds per kilometre, with the unit it was written per. Smaller is faster.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    /// Milliseconds for one kilometre.
    pub ms_per_km: i64,
    /// What the author wrote it per: kilometres or miles.
    pub unit: DistanceUnit,
}

by_magnitude!(Pace, ms_per_km);

impl Pace {
    /// So many seconds for one `unit`.
    #[must_use]
    pub fn new(seconds: i64, unit: DistanceUnit) -> Self {
        let product = i128::from(seconds) * 1_000 * i128::from(KM_MM);
        Self { ms_per_km: divide_rounded(product, i128::from(unit.millimetres())), unit }
    }

    /// The pace at a speed in metres per minute; a standstill is the slowest pace there is.
    #[must_use]
    pub fn from_speed(metres_per_minute: f64, unit: DistanceUnit) -> Self {
        if metres_per_minute > 0.0 {
            Self { ms_per_km: libm::round(60e6 / metres_per_minute) as i64, unit }
        } else {
            Self { ms_per_km: i64::MAX, unit }
        }
    }

    /// The speed in metres per minute; 0 for a pace that is not positive.
    #[must_use]
    pub fn speed(self) -> f64 {
        if self.ms_per_km > 0 { 60e6 / self.ms_per_km as f64 } else { 0.0 }
    }

    /// Whole seconds for one of the author's units, rounded half up.
    #[must_use]
    pub fn seconds_per_unit(self) -> i64 {
        let product = i128::from(self.ms_per_km) * i128::from(self.unit.millimetres());
        divide_rounded(product, 1_000 * i128::from(KM_MM))
    }
}

impl Measured for Pace {
    fn write_number(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds_per_unit().max(0);
        write!(f, "{}:{:02}", seconds / 60, seconds % 60)
    }

    fn write_unit(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.unit.symbol())
    }

    fn in_unit_of(self, other: Self) -> Self {
        Self { unit: other.unit, ..self }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_number(f)?;
        self.write_unit(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Range;

    #[test]
    fn paces_and_speeds_are_inverse() {
        assert_eq!(Pace::new(300, DistanceUnit::Km).speed(), 200.0);
        assert_eq!(Pace::from_speed(200.0, DistanceUnit::Km).to_string(), "5:00/km");
        assert_eq!(Pace::from_speed(268.224, DistanceUnit::Mi).to_string(), "6:00/mi");
        assert_eq!(Pace::from_speed(0.0, DistanceUnit::Km).ms_per_km, i64::MAX);
        assert_eq!(Pace::from_speed(f64::NAN, DistanceUnit::Km).ms_per_km, i64::MAX);
        assert_eq!(Pace::default().speed(), 0.0);
    }

    #[test]
    fn every_whole_second_per_mile_prints_as_written() {
        for seconds in 60..=3600 {
            let pace = Pace::new(seconds, DistanceUnit::Mi);
            assert_eq!(pace.seconds_per_unit(), seconds);
        }
    }

    #[test]
    fn faster_is_smaller() {
        assert!(Pace::new(270, DistanceUnit::Km) < Pace::new(450, DistanceUnit::Mi));
        let range = Range { low: Pace::new(420, DistanceUnit::Mi), high: Pace::new(435, DistanceUnit::Mi) };
        assert_eq!(range.to_string(), "7:00-7:15/mi");
    }
}
