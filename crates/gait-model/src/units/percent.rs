//! Shares.

use std::fmt;

use super::decimal::{divide_rounded, write_in};
use super::range::Measured;

/// A share in hundredths of a per cent: 62.5 % is 6250.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Percent {
    /// Hundredths of a per cent.
    pub basis_points: i64,
}

impl Percent {
    /// The whole.
    pub const HUNDRED: Self = Self::new(100);

    /// Whole per cent.
    #[must_use]
    pub const fn new(percent: i64) -> Self {
        Self { basis_points: percent.saturating_mul(100) }
    }

    /// This share of `value`, rounded half away from zero, saturating.
    #[must_use]
    pub fn of(self, value: i64) -> i64 {
        divide_rounded(i128::from(value) * i128::from(self.basis_points), 10_000)
    }

    /// This share of a count, rounded half up: at least 1 if there was one, as a session keeps one set of each lift.
    #[must_use]
    pub fn of_count(self, count: u32) -> u32 {
        let scaled = u32::try_from(self.of(i64::from(count)).max(0)).unwrap_or(u32::MAX);
        scaled.max(count.min(1))
    }

    /// As a fraction: 62.5 % is 0.625.
    #[must_use]
    pub fn fraction(self) -> f64 {
        self.basis_points as f64 / 1e4
    }
}

impl Measured for Percent {
    fn write_number(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_in(f, self.basis_points, 100)
    }

    fn write_unit(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" %")
    }

    fn in_unit_of(self, _: Self) -> Self {
        self
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_number(f)?;
        self.write_unit(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_counts_keep_at_least_one() {
        let deload = Percent::new(60);
        assert_eq!([0, 1, 2, 3, 4, 5].map(|sets| deload.of_count(sets)), [0, 1, 1, 2, 2, 3]);
        assert_eq!(Percent::new(0).of_count(3), 1);
        assert_eq!(Percent::new(50).of_count(3), 2);
    }

    #[test]
    fn shares_print_without_zeros() {
        assert_eq!(Percent::new(60).to_string(), "60 %");
        assert_eq!(Percent { basis_points: 6250 }.to_string(), "62.5 %");
        assert_eq!(Percent { basis_points: 7233 }.to_string(), "72.33 %");
        assert_eq!(Percent::HUNDRED.fraction(), 1.0);
    }
}
