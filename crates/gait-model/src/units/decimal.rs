//! Decimal numbers as they are written: read exactly, and printed as the shortest text that reads back.

use std::fmt;

/// How many billionths make one.
const ONE: u32 = 1_000_000_000;

/// An unsigned decimal number with nine decimals; further ones are cut, and numbers above a billion saturate, far
/// above every limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Number {
    whole: u32,
    billionths: u32,
}

impl Number {
    /// The number at the start of `text`, and how many bytes it takes; nothing if `text` begins with no digit.
    pub(crate) fn read(text: &[u8]) -> Option<(Self, usize)> {
        let mut end = 0;
        let mut whole = 0_u32;
        while let Some(digit) = digit_at(text, end) {
            whole = whole.saturating_mul(10).saturating_add(digit).min(ONE);
            end += 1;
        }
        if end == 0 {
            return None;
        }
        let mut number = Self { whole, billionths: 0 };
        if text.get(end) == Some(&b'.') && digit_at(text, end + 1).is_some() {
            end += 1;
            let mut place = ONE;
            while let Some(digit) = digit_at(text, end) {
                place /= 10;
                number.billionths += digit * place;
                end += 1;
            }
        }
        Some((number, end))
    }

    /// The number if it has no decimals.
    pub(crate) fn whole(self) -> Option<u32> {
        (self.billionths == 0).then_some(self.whole)
    }

    /// So many units of `unit` each, rounded half away from zero.
    pub(crate) fn of(self, unit: i64) -> i64 {
        let rest = match self.billionths {
            0 => 0,
            part => divide_rounded(i128::from(part) * i128::from(unit), i128::from(ONE)),
        };
        i64::from(self.whole).saturating_mul(unit).saturating_add(rest)
    }

    /// So many units of `unit` each, if that is a whole number.
    pub(crate) fn exactly_of(self, unit: i64) -> Option<i64> {
        let part = i128::from(self.billionths) * i128::from(unit);
        if part % i128::from(ONE) != 0 {
            return None;
        }
        Some(self.of(unit))
    }

    /// The nearest floating-point number.
    pub(crate) fn to_f64(self) -> f64 {
        f64::from(self.whole) + f64::from(self.billionths) / f64::from(ONE)
    }
}

fn digit_at(text: &[u8], at: usize) -> Option<u32> {
    text.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u32::from(byte - b'0'))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::read(text.as_bytes()).expect("a digit").0
    }

    #[test]
    fn numbers_are_read_exactly() {
        assert_eq!(number("7.5").of(1_609_344), 12_070_080);
        assert_eq!(number("0.1").of(1_609_344), 160_934);
        assert_eq!(number("12").whole(), Some(12));
        assert_eq!(number("12.0").whole(), Some(12));
        assert_eq!(number("12.5").whole(), None);
        assert_eq!(number("7.5").exactly_of(10), Some(75));
        assert_eq!(number("7.55").exactly_of(10), None);
        assert_eq!(Number::read(b"12.x").map(|(_, bytes)| bytes), Some(2));
        assert_eq!(Number::read(b".5"), None);
    }

    #[test]
    fn numbers_too_long_for_any_quantity_saturate() {
        assert_eq!(number("99999999999999999999").whole(), Some(ONE));
        assert_eq!(number("99999999999999999999.9").of(i64::MAX), i64::MAX);
        assert_eq!(number("0.00000000099"), number("0"));
    }

    #[test]
    fn division_rounds_half_away_from_zero() {
        let rounded: Vec<_> = [-15, -14, -5, -4, 0, 4, 5, 14, 15].map(|n| divide_rounded(n, 10)).into();
        assert_eq!(rounded, [-2, -1, -1, 0, 0, 0, 1, 1, 2]);
        assert_eq!(divide_rounded(i128::MAX, 1), i64::MAX);
        assert_eq!(divide_rounded(i128::MIN, 1), i64::MIN);
    }
}
