//! Decimal numbers as they are written: read exactly, and printed as the shortest text that reads back.

use std::fmt;

/// One in the fixed-point form of [`Number`].
const ONE: i64 = 1_000_000_000;

/// An unsigned decimal number with nine decimals; further ones are cut, and very large ones saturate far above
/// every limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Number {
    /// Billionths.
    nanos: i64,
}

impl Number {
    /// The largest whole part that is told apart.
    const MAX_WHOLE: i64 = ONE;

    /// The number with these digits before and after the point.
    pub(crate) fn from_digits(whole: &[u8], decimals: &[u8]) -> Self {
        let digit = |byte: u8| i64::from(byte.wrapping_sub(b'0'));
        let whole = whole.iter().fold(0, |sum: i64, &d| (sum * 10 + digit(d)).min(Self::MAX_WHOLE));
        let mut place = ONE;
        let mut nanos = whole * ONE;
        for &d in decimals.iter().take(9) {
            place /= 10;
            nanos += digit(d) * place;
        }
        Self { nanos }
    }

    /// The number if it has no decimals.
    pub(crate) fn whole(self) -> Option<u32> {
        if self.nanos % ONE != 0 {
            return None;
        }
        u32::try_from(self.nanos / ONE).ok()
    }

    /// So many units of `unit` each, rounded half away from zero.
    pub(crate) fn of(self, unit: i64) -> i64 {
        let exact = (self.nanos % ONE == 0).then(|| (self.nanos / ONE).checked_mul(unit));
        exact
            .flatten()
            .unwrap_or_else(|| divide_rounded(i128::from(self.nanos) * i128::from(unit), i128::from(ONE)))
    }

    /// So many units of `unit` each, if that is a whole number.
    pub(crate) fn exactly_of(self, unit: i64) -> Option<i64> {
        let product = i128::from(self.nanos) * i128::from(unit);
        if product % i128::from(ONE) != 0 {
            return None;
        }
        i64::try_from(product / i128::from(ONE)).ok()
    }

    /// The nearest floating-point number.
    pub(crate) fn to_f64(self) -> f64 {
        self.nanos as f64 / ONE as f64
    }
}

/// The quotient rounded half away from zero, saturating. `divisor` is positive.
pub(crate) fn divide_rounded(value: i128, divisor: i128) -> i64 {
    let half = if value < 0 { -(divisor / 2) } else { divisor / 2 };
    let quotient = value.saturating_add(half) / divisor;
    i64::try_from(quotient).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

/// Writes `value` in units of `unit` with the fewest decimals that read back as the same value.
pub(super) fn write_in(f: &mut fmt::Formatter<'_>, value: i64, unit: i64) -> fmt::Result {
    let (sign, size, unit) =
        (if value < 0 { "-" } else { "" }, value.unsigned_abs(), unit.unsigned_abs().max(1));
    let mut scale: u128 = 1;
    for decimals in 0..=9 {
        let rounded = (u128::from(size) * scale + u128::from(unit) / 2) / u128::from(unit);
        let back = (rounded * u128::from(unit) + scale / 2) / scale;
        if back == u128::from(size) || decimals == 9 {
            return write_fixed(f, sign, rounded, scale, decimals);
        }
        scale *= 10;
    }
    Ok(())
}

/// Writes `rounded / scale` with so many decimals, without zeros at the end.
fn write_fixed(
    f: &mut fmt::Formatter<'_>,
    sign: &str,
    rounded: u128,
    scale: u128,
    decimals: usize,
) -> fmt::Result {
    write!(f, "{sign}{}", rounded / scale)?;
    let (mut rest, mut width) = (rounded % scale, decimals);
    if rest == 0 {
        return Ok(());
    }
    while rest % 10 == 0 {
        rest /= 10;
        width -= 1;
    }
    write!(f, ".{rest:0width$}")
}
