//! Two texts line by line, as they are compared by reading.

use similar::{ChangeTag, TextDiff};

/// How many lines that are the same stand around those that differ.
const AROUND: usize = 2;

/// A line of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Where it stands.
    pub side: Side,
    /// Its number in the first text, from 1, or in the second if it stands only there.
    pub number: usize,
    /// What it holds, without its end.
    pub text: String,
}

/// In which of two texts a line stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// In both.
    Both,
    /// Only in the first.
    First,
    /// Only in the second.
    Second,
    /// Nowhere: lines that are the same are left out here.
    Gap,
}

/// The lines in which two texts differ, with a few around them.
#[must_use]
pub fn compare(first: &str, second: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(first, second);
    let mut lines = Vec::new();
    for (i, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if i > 0 {
            lines.push(Line { side: Side::Gap, number: 0, text: "…".into() });
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let (side, index) = match change.tag() {
                ChangeTag::Equal => (Side::Both, change.old_index()),
                ChangeTag::Delete => (Side::First, change.old_index()),
                ChangeTag::Insert => (Side::Second, change.new_index()),
            };
            let text = change.value().trim_end_matches(['\r', '\n']).to_owned();
            lines.push(Line { side, number: index.map_or(0, |index| index + 1), text });
        }
    }
    lines
}

/// How many lines differ: the larger of those that go and those that come.
#[must_use]
pub fn count(first: &str, second: &str) -> usize {
    let lines = compare(first, second);
    let of = |side| lines.iter().filter(|line| line.side == side).count();
    of(Side::First).max(of(Side::Second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_shown_with_those_around() {
        let first = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        let second = "A\nb\nc\nd\ne\nf\ng\nh\ni\nj\r\n";
        let lines = compare(first, second);
        let shown: Vec<String> =
            lines.iter().map(|line| format!("{:?} {} {}", line.side, line.number, line.text)).collect();
        assert_eq!(
            shown,
            [
                "First 1 a",
                "Second 1 A",
                "Both 2 b",
                "Both 3 c",
                "Gap 0 …",
                "Both 8 h",
                "Both 9 i",
                "Second 10 j"
            ]
        );
        assert_eq!(count(first, second), 2);
        assert_eq!(count(first, first), 0);
    }
}
