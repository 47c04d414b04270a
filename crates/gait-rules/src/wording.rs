//! How lists are written for people: weeks, and parts of a sentence.

/// `week 3`, `weeks 1–6, 8`
#[must_use]
pub fn weeks_text(weeks: &[u32]) -> String {
    let word = if weeks.iter().all(|week| Some(week) == weeks.first()) { "week" } else { "weeks" };
    format!("{word} {}", week_numbers(weeks))
}

/// `1–6, 8`
#[must_use]
pub fn week_numbers(weeks: &[u32]) -> String {
    let mut sorted = weeks.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let runs = sorted.chunk_by(|week, next| next - week == 1);
    let run = |run: &[u32]| match run {
        [from, _, .., to] => format!("{from}–{to}"),
        few => few.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

/// `a, b and c`
#[must_use]
pub fn and_list(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}

/// Names for a message: `` `a`, `b` and `c` ``.
#[must_use]
pub fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    and_list(&quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_in_a_row_are_told_by_their_ends() {
        assert_eq!(weeks_text(&[3, 3]), "week 3");
        assert_eq!(weeks_text(&[2, 1]), "weeks 1, 2");
        assert_eq!(weeks_text(&[8, 1, 2, 3, 5, 6]), "weeks 1–3, 5, 6, 8");
    }

    #[test]
    fn the_last_part_follows_an_and() {
        let list = |parts: &[&str]| and_list(&parts.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!([list(&[]), list(&["a"]), list(&["a", "b", "c"])], ["", "a", "a, b and c"]);
    }
}
