//! A text as a field shows it: without a byte order mark, and with lines that end in `\n` alone. What is typed goes back
//! into the text as it is.

use gait_core::{Edit, Span, changes, difference};

/// A change of more bytes than this is told line by line, so that places inside it hold.
const SMALL: usize = 4096;

/// The text that is shown, and where the text that is written has more bytes.
#[derive(Clone, Default, Debug)]
pub(crate) struct Shown {
    /// What is shown.
    pub(crate) text: String,
    /// The bytes of the byte order mark.
    mark: u32,
    /// The `\n` of the shown text that are `\r\n` in the other.
    returns: Vec<u32>,
    /// How a line that is typed ends.
    line_end: &'static str,
}

impl Shown {
    /// Shows a text.
    pub(crate) fn new(text: &str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mark = to_u32(text.len() - body.len());
        let mut shown = String::with_capacity(body.len());
        let mut returns = Vec::new();
        let mut lines = 0_usize;
        for line in body.split_inclusive('\n') {
            lines += usize::from(line.ends_with('\n'));
            match line.strip_suffix("\r\n") {
                Some(words) => {
                    shown.push_str(words);
                    returns.push(to_u32(shown.len()));
                    shown.push('\n');
                }
                None => shown.push_str(line),
            }
        }
        let line_end = if returns.len() * 2 > lines { "\r\n" } else { "\n" };
        Self { text: shown, mark, returns, line_end }
    }

    /// Where a place of the shown text is in the other.
    pub(crate) fn written(&self, offset: u32) -> u32 {
        self.mark + offset + to_u32(self.returns.partition_point(|at| *at < offset))
    }

    /// Where a place of the other text is in the shown one.
    pub(crate) fn offset(&self, written: u32) -> u32 {
        let written = written.saturating_sub(self.mark);
        // The n-th of them stands n bytes further on in the other text, behind its `\r`.
        let before = self.returns.iter().enumerate();
        let count = match self.returns.len() {
            0 => 0,
            _ => before.take_while(|(n, at)| **at + to_u32(*n) < written).count(),
        };
        (written - to_u32(count)).min(to_u32(self.text.len()))
    }

    /// [`Self::offset`] of both ends.
    pub(crate) fn span(&self, written: Span) -> Span {
        Span::new(self.offset(written.start), self.offset(written.end))
    }

    /// The edits of the other text that make the shown one `new`.
    pub(crate) fn edits(&self, new: &str) -> Vec<Edit> {
        let Some(whole) = difference(&self.text, new) else { return Vec::new() };
        let is_small = whole.span.range().len().max(whole.text.len()) <= SMALL;
        let edits = if is_small { vec![whole] } else { changes(&self.text, new) };
        edits.into_iter().map(|edit| self.written_edit(&edit)).collect()
    }

    /// An edit of the shown text as one of the other.
    pub(crate) fn written_edit(&self, edit: &Edit) -> Edit {
        let span = Span::new(self.written(edit.span.start), self.written(edit.span.end));
        let text = edit.text.replace("\r\n", "\n");
        Edit::new(span, if self.line_end == "\n" { text } else { text.replace('\n', self.line_end) })
    }
}

/// An offset in a text of at most 4 GiB.
pub(crate) fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use gait_core::apply;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mark_and_returns_are_not_shown_and_stay() {
        let text = "\u{feff}Plan(\r\n  a,\n  é,\r\n)";
        let shown = Shown::new(text);
        assert_eq!(shown.text, "Plan(\n  a,\n  é,\n)");
        let typed = shown.text.replace("é", "éx\nüy");
        let edits = shown.edits(&typed);
        assert_eq!(apply(text, &edits).as_deref(), Ok("\u{feff}Plan(\r\n  a,\n  éx\r\nüy,\r\n)"));
        let joined = shown.text.replace("(\n", "(");
        assert_eq!(apply(text, &shown.edits(&joined)).as_deref(), Ok("\u{feff}Plan(  a,\n  é,\r\n)"));
    }

    #[test]
    fn places_go_there_and_back() {
        let text = "\u{feff}a\r\nb\r\n\nc";
        let shown = Shown::new(text);
        let back = |at: u32| shown.offset(shown.written(at));
        for at in 0..=to_u32(shown.text.len()) {
            assert_eq!(back(at), at);
        }
        assert_eq!(shown.offset(4), 1, "before the return");
        assert_eq!(shown.offset(5), 1, "between the return and the line feed");
        assert_eq!(shown.offset(6), 2, "after both");
        assert_eq!(shown.offset(99), 6, "beyond the end");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_written(
            old in "\u{feff}?([ab\u{e9}]|\r\n|\n){0,40}",
            new in "([ab\u{e9}]|\n){0,40}",
        ) {
            let shown = Shown::new(&old);
            let edited = apply(&old, &shown.edits(&new)).expect("the edits fit");
            prop_assert_eq!(Shown::new(&edited).text, new);
            prop_assert_eq!(edited.starts_with('\u{feff}'), old.starts_with('\u{feff}'));
        }
    }
}
