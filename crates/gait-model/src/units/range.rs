//! Closed ranges of quantities.

use std::fmt;

use super::{Distance, Duration};

/// A closed range; a single value has equal ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Range<T> {
    /// The lower end.
    pub low: T,
    /// The upper end.
    pub high: T,
}

impl<T: Copy + PartialEq> Range<T> {
    /// A single value.
    pub const fn single(value: T) -> Self {
        Self { low: value, high: value }
    }

    /// Whether both ends are equal.
    pub fn is_single(&self) -> bool {
        self.low == self.high
    }

    /// The range between the images of both ends.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Range<U> {
        Range { low: change(self.low), high: change(self.high) }
    }
}

impl Range<u32> {
    /// The middle, which totals use.
    #[must_use]
    pub fn middle(self) -> f64 {
        f64::midpoint(f64::from(self.low), f64::from(self.high))
    }
}

impl Range<Distance> {
    /// The middle, which totals use, rounded up to the millimetre.
    #[must_use]
    pub fn middle(self) -> Distance {
        Distance { mm: halfway(self.low.mm, self.high.mm), ..self.low }
    }
}

impl Range<Duration> {
    /// The middle, which totals use, rounded up to the second.
    #[must_use]
    pub fn middle(self) -> Duration {
        Duration { seconds: halfway(self.low.seconds, self.high.seconds), ..self.low }
    }
}

fn halfway(low: i64, high: i64) -> i64 {
    super::divide_rounded(i128::from(low) + i128::from(high), 2)
}

/// What the printer of a range needs from a quantity with a unit.
pub(super) trait Measured: Copy + PartialEq + fmt::Display {
    /// Writes the number alone.
    fn write_number(self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Writes what follows the number.
    fn write_unit(self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// The same magnitude in the unit of another.
    fn in_unit_of(self, other: Self) -> Self;
}

impl<T: Measured> fmt::Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() {
            return self.low.fmt(f);
        }
        self.low.write_number(f)?;
        f.write_str("-")?;
        self.high.in_unit_of(self.low).write_number(f)?;
        self.low.write_unit(f)
    }
}

impl Measured for u32 {
    fn write_number(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn write_unit(self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn in_unit_of(self, _: Self) -> Self {
        self
    }
}
