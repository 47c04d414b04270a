//! Quantities as integers that remember the unit their author wrote: sums and comparisons are exact,
//! and a mile stays a mile when it is printed.

/// One mile in millimetres (exact by definition).
pub const MILE_MM: i64 = 1_609_344;
/// One kilometre in millimetres.
pub const KM_MM: i64 = 1_000_000;
/// One pound in micrograms (exact by definition).
pub const POUND_UG: i64 = 453_592_370;
/// One kilogram in micrograms.
pub const KG_UG: i64 = 1_000_000_000;

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
}

/// A distance in millimetres, with the unit it was written in. Equality and order look at the length alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Distance {
    /// The length in millimetres.
    pub mm: i64,
    /// The author's unit.
    pub unit: DistanceUnit,
}

/// A duration in whole seconds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Duration {
    /// The length in seconds.
    pub seconds: i64,
}

/// The unit a load was written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum MassUnit {
    /// Kilograms, `kg`.
    #[default]
    Kg,
    /// Pounds, `lb`.
    Lb,
}

/// A mass in micrograms, with the unit it was written in. Equality and order look at the mass alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mass {
    /// The mass in micrograms.
    pub ug: i64,
    /// The author's unit.
    pub unit: MassUnit,
}

/// A pace in milliseconds per kilometre, with the unit it was written per. Smaller is faster.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Milliseconds for one kilometre.
    pub ms_per_km: i64,
    /// What the author wrote it per: kilometres or miles.
    pub unit: DistanceUnit,
}

/// A share in hundredths of a per cent: 62.5 % is 6250.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Percent {
    /// Hundredths of a per cent.
    pub basis_points: i64,
}

/// A closed range; a single value has equal ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Range<T> {
    /// The lower end.
    pub low: T,
    /// The upper end.
    pub high: T,
}

/// Equality and order by magnitude, whatever the unit it was written in.
macro_rules! by_magnitude {
    ($type:ident, $field:ident) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.$field == other.$field
            }
        }
        impl Eq for $type {}
        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.$field.cmp(&other.$field)
            }
        }
    };
}
by_magnitude!(Distance, mm);
by_magnitude!(Mass, ug);
by_magnitude!(Pace, ms_per_km);
