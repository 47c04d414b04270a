//! Distances run, and lengths of bodies and boxes.

use std::fmt;

use super::decimal::write_in;
use super::range::Measured;
use super::{by_magnitude, quantity};

/// One mile in millimetres (exact by definition).
pub const MILE_MM: i64 = 1_609_344;
/// One kilometre in millimetres.
pub const KM_MM: i64 = 1_000_000;

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

    /// The distance of `metres`, rounded to the millimetre, written in `unit`.
    #[must_use]
    pub fn from_metres(metres: f64, unit: DistanceUnit) -> Self {
        Self { mm: libm::round(metres * 1e3) as i64, unit }
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
    pub fn in_metres(self) -> f64 {
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
