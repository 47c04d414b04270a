//! Distances run, and lengths of bodies and boxes.

use std::fmt;

use super::decimal::write_in;
use super::range::Measured;
use super::{by_magnitude, quantity};

/// One mile in millimetres (exact by definition).
pub const MILE_MM: i64 = 1_609_344;
/// One kilometre in millimetres.
pub const KM_MM: i64 = 1_000_000;
/// Kilometres in a mile.
pub const KM_PER_MILE: f64 = MILE_MM as f64 / KM_MM as f64;

/// The unit a distance was written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum DistanceUnit {
    /// Kilometres, `km`.
    #[default]
    Km,
    /// Metres, `m`.
    M,
    /// Miles, `mi`.
    Mi,
}

impl DistanceUnit {
    /// The unit's length in millimetres.
    #[must_use]
    pub const fn millimetres(self) -> i64 {
        match self {
            Self::Km => KM_MM,
            Self::M => 1_000,
            Self::Mi => MILE_MM,
        }
    }

    /// How the unit is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Km => "km",
            Self::M => "m",
            Self::Mi => "mi",
        }
    }

    /// Metres give way to kilometres and miles, which stand beside each other.
    const fn outweighs(self, other: Self) -> bool {
        matches!((self, other), (Self::Km | Self::Mi, Self::M))
    }
}

/// A distance in millimetres, with the unit it was written in. Equality and order look at the length alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Distance {
    /// The length in millimetres.
    pub mm: i64,
    /// The author's unit.
    pub unit: DistanceUnit,
}

by_magnitude!(Distance, mm);
quantity!(Distance, mm);

impl Distance {
    const fn raw(mm: i64) -> Self {
        Self { mm, unit: DistanceUnit::Km }
    }

    /// So many whole units.
    #[must_use]
    pub const fn new(n: i64, unit: DistanceUnit) -> Self {
        Self { mm: n.saturating_mul(unit.millimetres()), unit }
    }

    /// Whole kilometres.
    #[must_use]
    pub const fn km(n: i64) -> Self {
        Self::new(n, DistanceUnit::Km)
    }

    /// Whole metres.
    #[must_use]
    pub const fn metres(n: i64) -> Self {
        Self::new(n, DistanceUnit::M)
    }

    /// Whole miles.
    #[must_use]
    pub const fn miles(n: i64) -> Self {
        Self::new(n, DistanceUnit::Mi)
    }

    /// The same length, written in another unit.
    #[must_use]
    pub const fn written_in(self, unit: DistanceUnit) -> Self {
        Self { unit, ..self }
    }

    /// Rounded to what a report shows: a tenth of a kilometre or of a mile, a whole metre.
    #[must_use]
    pub fn rounded(self) -> Self {
        let unit = self.unit.millimetres();
        // A tenth of a mile is no whole number of millimetres, so the tenths are counted first.
        let parts = if self.unit == DistanceUnit::M { 1 } else { 10 };
        let tenths = super::divide_rounded(i128::from(self.mm) * parts, i128::from(unit));
        Self { mm: super::divide_rounded(i128::from(tenths) * i128::from(unit), parts), unit: self.unit }
    }

    /// In metres.
    #[must_use]
    pub const fn in_metres(self) -> f64 {
        self.mm as f64 / 1e3
    }

    /// In kilometres.
    #[must_use]
    pub fn in_km(self) -> f64 {
        self.mm as f64 / KM_MM as f64
    }

    /// In miles.
    #[must_use]
    pub fn in_miles(self) -> f64 {
        self.mm as f64 / MILE_MM as f64
    }
}

impl Measured for Distance {
    fn write_number(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_in(f, self.mm, self.unit.millimetres())
    }

    fn write_unit(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " {}", self.unit.symbol())
    }

    fn in_unit_of(self, other: Self) -> Self {
        self.written_in(other.unit)
    }
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_number(f)?;
        self.write_unit(f)
    }
}

/// The unit a length was written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum LengthUnit {
    /// Centimetres, `cm`.
    #[default]
    Cm,
    /// Metres, `m`.
    M,
    /// Inches, `in`.
    In,
    /// Feet, `ft`.
    Ft,
}

impl LengthUnit {
    /// The unit's length in micrometres (exact by definition).
    #[must_use]
    pub const fn micrometres(self) -> i64 {
        match self {
            Self::Cm => 10_000,
            Self::M => 1_000_000,
            Self::In => 25_400,
            Self::Ft => 304_800,
        }
    }

    /// How the unit is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Cm => "cm",
            Self::M => "m",
            Self::In => "in",
            Self::Ft => "ft",
        }
    }
}

/// A length of a body or a box in micrometres, with the unit it was written in. Equality and order look at the
/// length alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Length {
    /// The length in micrometres.
    pub um: i64,
    /// The author's unit.
    pub unit: LengthUnit,
}

by_magnitude!(Length, um);

impl Length {
    /// In centimetres.
    #[must_use]
    pub fn in_cm(self) -> f64 {
        self.um as f64 / 1e4
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_in(f, self.um, self.unit.micrometres())?;
        write!(f, " {}", self.unit.symbol())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Percent, Range};

    #[test]
    fn miles_are_exact() {
        assert_eq!(Distance::miles(1).mm, 1_609_344);
        assert_eq!(Distance::miles(5).in_km(), 8.04672);
        assert_eq!(Distance::miles(26).in_miles(), 26.0);
        let tenth_of_tenths: Distance =
            std::iter::repeat_n(Distance::miles(1).scaled(Percent::new(50)), 10).sum();
        assert_eq!(tenth_of_tenths, Distance::miles(5));
    }

    #[test]
    fn a_sum_speaks_the_unit_of_the_long_parts() {
        assert_eq!((Distance::metres(800) + Distance::km(2)).to_string(), "2.8 km");
        assert_eq!((Distance::miles(2) + Distance::metres(400)).unit, DistanceUnit::Mi);
        assert_eq!((Distance::km(2) + Distance::miles(1)).unit, DistanceUnit::Km);
        assert_eq!((Distance::ZERO + Distance::miles(1)).to_string(), "1 mi");
        assert_eq!(
            [Distance::miles(3), Distance::miles(4)].into_iter().sum::<Distance>().to_string(),
            "7 mi"
        );
        assert_eq!((Distance::km(5) - Distance::km(7)).to_string(), "-2 km");
        assert_eq!(Distance::metres(400).times(6).to_string(), "2400 m");
    }

    #[test]
    fn equality_and_order_look_at_the_length() {
        assert_eq!(Distance::metres(1000), Distance::km(1));
        assert!(Distance::miles(1) > Distance::metres(1609));
    }

    #[test]
    fn distances_print_as_written() {
        let print = |mm, unit| Distance { mm, unit }.to_string();
        assert_eq!(print(12_000_000, DistanceUnit::Km), "12 km");
        assert_eq!(print(12_070_080, DistanceUnit::Mi), "7.5 mi");
        assert_eq!(print(160_934, DistanceUnit::Mi), "0.1 mi");
        assert_eq!(print(21_097_500, DistanceUnit::Km), "21.0975 km");
        assert_eq!(print(-1, DistanceUnit::Km), "-0.000001 km");
        let range = Range { low: Distance::miles(5), high: Distance::miles(6).written_in(DistanceUnit::Km) };
        assert_eq!(range.to_string(), "5-6 mi");
    }

    #[test]
    fn shares_round_half_away_from_zero() {
        let mm = |mm| Distance { mm, unit: DistanceUnit::M };
        assert_eq!(mm(5).scaled(Percent::new(50)).mm, 3);
        assert_eq!(mm(-5).scaled(Percent::new(50)).mm, -3);
        assert_eq!(Distance::km(12).scaled(Percent::new(70)).to_string(), "8.4 km");
    }

    #[test]
    fn reports_show_tenths() {
        let odd = Distance { mm: 8_567_890, unit: DistanceUnit::Km };
        assert_eq!(odd.rounded().to_string(), "8.6 km");
        assert_eq!(odd.written_in(DistanceUnit::Mi).rounded().to_string(), "5.3 mi");
        assert_eq!(odd.written_in(DistanceUnit::M).rounded().to_string(), "8568 m");
        assert_eq!(odd.to_nearest(Distance::km(2)).to_string(), "8 km");
        assert_eq!(odd.to_nearest(Distance::ZERO), odd);
    }

    #[test]
    fn nothing_overflows() {
        let huge = Distance { mm: i64::MAX, unit: DistanceUnit::Mi };
        assert_eq!((huge + huge).mm, i64::MAX);
        assert_eq!(huge.times(u32::MAX).mm, i64::MAX);
        assert_eq!(huge.scaled(Percent::new(300)).mm, i64::MAX);
        assert!(!huge.rounded().to_string().is_empty());
        assert!(!(Distance { mm: i64::MIN, ..huge }).rounded().to_string().is_empty());
        assert_eq!(Range { low: huge, high: huge }.middle(), huge);
    }

    #[test]
    fn lengths_of_bodies_print_as_written() {
        assert_eq!(Length { um: 450_000, unit: LengthUnit::Cm }.to_string(), "45 cm");
        assert_eq!(Length { um: 508_000, unit: LengthUnit::In }.to_string(), "20 in");
        assert_eq!(Length { um: 1_780_000, unit: LengthUnit::M }.in_cm(), 178.0);
    }
}
