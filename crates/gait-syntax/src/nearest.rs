//! "Did you mean": the known name closest to one that is not known.

/// The candidate closest to `name`, if one is close enough to be meant.
///
/// Letter case does not count. One edit is forgiven in a name of up to four letters, two up to eight, three in longer
/// ones; swapping neighbours is one edit. Of several as close, the first wins. A day in full is
/// its three letters: `mon` for `monday`. Of several words, one may be meant: `start` for `start_date`.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let day = wanted.ends_with("day").then(|| wanted.get(..3)).flatten();
    let mut short = None;
    let mut within = None;
    let length = wanted.chars().count();
    let limit = match length {
        0 => return None,
        1..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if day == Some(candidate) {
            short = Some(candidate);
        }
        if wanted.split('_').any(|word| word == candidate) {
            within = Some(candidate);
        }
        if candidate.len().abs_diff(wanted.len()) > limit * 4 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
        // A change of every letter is another word, not a slip.
        let slip = distance <= limit && distance < length;
        if slip && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    short.or_else(|| best.map(|(_, candidate)| candidate)).or(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_full_is_its_three_letters() {
        let days = || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].into_iter();
        for (written, meant) in [("Monday", "mon"), ("tues", "tue"), ("wednesday", "wed"), ("Sunday", "sun")]
        {
            assert_eq!(nearest(written, days()), Some(meant), "{written}");
        }
        assert_eq!(nearest("holiday", days()), None);
        assert_eq!(nearest("mondays", days()), None);
    }
}
