//! Masses: loads of lifts, and of bodies.

use std::fmt;

use super::decimal::write_in;
use super::{by_magnitude, quantity};

/// One pound in micrograms (exact by definition).
pub const POUND_UG: i64 = 453_592_370;
/// One kilogram in micrograms.
pub const KG_UG: i64 = 1_000_000_000;

/// The unit a load was written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum MassUnit {
    /// Kilograms, `kg`.
    #[default]
    Kg,
    /// Pounds, `lb`.
    Lb,
}

impl MassUnit {
    /// The unit's mass in micrograms.
    #[must_use]
    pub const fn micrograms(self) -> i64 {
        match self {
            Self::Kg => KG_UG,
            Self::Lb => POUND_UG,
        }
    }

    /// How the unit is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Kg => "kg",
            Self::Lb => "lb",
        }
    }

    const fn outweighs(self, _other: Self) -> bool {
        false
    }
}

/// A mass in micrograms, with the unit it was written in. Equality and order look at the mass alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mass {
    /// The mass in micrograms.
    pub ug: i64,
    /// The author's unit.
    pub unit: MassUnit,
}

by_magnitude!(Mass, ug);
quantity!(Mass, ug);

impl Mass {
    const fn raw(ug: i64) -> Self {
        Self { ug, unit: MassUnit::Kg }
    }

    /// So many whole units.
    #[must_use]
    pub const fn new(n: i64, unit: MassUnit) -> Self {
        Self { ug: n.saturating_mul(unit.micrograms()), unit }
    }

    /// Whole kilograms.
    #[must_use]
    pub const fn kg(n: i64) -> Self {
        Self::new(n, MassUnit::Kg)
    }

    /// Whole pounds.
    #[must_use]
    pub const fn lb(n: i64) -> Self {
        Self::new(n, MassUnit::Lb)
    }

    /// The step a load is rounded to where the plan names none: 2.5 kg or 5 lb, the smallest pair of plates most
    /// gyms have.
    #[must_use]
    pub const fn usual_step(unit: MassUnit) -> Self {
        match unit {
            MassUnit::Kg => Self { ug: KG_UG * 5 / 2, unit },
            MassUnit::Lb => Self::lb(5),
        }
    }

    /// Rounded to what a report shows: a tenth of the unit.
    #[must_use]
    pub fn rounded(self) -> Self {
        self.to_nearest(Self { ug: self.unit.micrograms() / 10, unit: self.unit })
    }

    /// In kilograms.
    #[must_use]
    pub fn in_kg(self) -> f64 {
        self.ug as f64 / KG_UG as f64
    }
}

impl fmt::Display for Mass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_in(f, self.ug, self.unit.micrograms())?;
        write!(f, " {}", self.unit.symbol())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Percent;

    #[test]
    fn pounds_are_exact() {
        assert_eq!(Mass::lb(100).in_kg(), 45.359_237);
        assert_eq!(Mass::lb(135).to_string(), "135 lb");
        assert_eq!(Mass::lb(45).times(3), Mass::lb(135));
    }

    #[test]
    fn loads_round_to_plates() {
        let raised =
            |mass: Mass| mass.scaled(Percent::new(105)).to_nearest(Mass::usual_step(mass.unit)).to_string();
        assert_eq!(raised(Mass::kg(50)), "52.5 kg");
        assert_eq!(raised(Mass::kg(20)), "20 kg");
        assert_eq!(raised(Mass::lb(135)), "140 lb");
        assert_eq!(Mass { ug: 52_460_000_000, unit: MassUnit::Kg }.rounded().to_string(), "52.5 kg");
    }

    #[test]
    fn a_sum_speaks_the_unit_of_its_first_part() {
        assert_eq!((Mass::kg(20) + Mass::lb(10)).unit, MassUnit::Kg);
        assert_eq!((Mass::ZERO + Mass::lb(10)).to_string(), "10 lb");
        assert_eq!((Mass::kg(20) + Mass { ug: KG_UG / 2 * 5, unit: MassUnit::Kg }).to_string(), "22.5 kg");
    }
}
