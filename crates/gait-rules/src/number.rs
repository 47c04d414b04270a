//! Numbers as rules compare and show them.

/// Kilometres to 0.1 km: a rule compares what it prints.
#[must_use]
pub fn km(mm: i64) -> f64 {
    round_to(exact_km(mm), 0.1)
}

/// Kilometres, not rounded.
#[must_use]
pub const fn exact_km(mm: i64) -> f64 {
    number(mm) / 1e6
}

/// Hours to 0.1 h.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "plans are far shorter than 2^52 minutes")]
pub fn hours(minutes: i64) -> f64 {
    round_to(minutes as f64 / 60.0, 0.1)
}

/// Minutes, seconds or millimetres as the number they are compared as.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "amounts are far below 2^52")]
pub const fn number(amount: i64) -> f64 {
    amount as f64
}

/// Rounds to a multiple of `step`, half away from zero.
#[must_use]
#[inline]
pub fn round_to(value: f64, step: f64) -> f64 {
    let steps = rounded(value / step);
    // Dividing by the reciprocal keeps 0.3 from becoming 0.30000000000000004.
    steps / (1.0 / step).round()
}

/// [`f64::round`], which is a call into the C library on processors of some age; rules round all they compare.
#[inline]
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "far below 2^53")]
fn rounded(value: f64) -> f64 {
    const EXACT: f64 = (1_i64 << 52) as f64;
    // The number next to a half: with a half itself, what is just below one would become a whole.
    const HALF: f64 = 0.499_999_999_999_999_94;
    if !(-EXACT..EXACT).contains(&value) {
        return value;
    }
    let whole = (value + HALF.copysign(value)) as i64 as f64;
    whole.copysign(value)
}

/// How much more `now` is than `before`, in whole per cent; 0 if there was nothing before.
#[must_use]
pub fn percent_over(now: f64, before: f64) -> f64 {
    if before > 0.0 { round_to((now / before - 1.0) * 100.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn rounds_like_the_standard_library() {
        let whole =
            [0.0, 1.0, 2.0, 7.0, 1e6, 4_503_599_627_370_495.0, 4_503_599_627_370_496.0, 1e300, f64::INFINITY];
        for whole in whole {
            for part in [0.0, 0.1, 0.25, 0.499_999_999_999_999_94, 0.5, 0.500_000_000_000_000_1, 0.75, 0.999]
            {
                for value in [whole + part, -whole - part, whole - part] {
                    assert_eq!(rounded(value).to_bits(), value.round().to_bits(), "{value}");
                }
            }
        }
        assert!(rounded(f64::NAN).is_nan());
    }
}
