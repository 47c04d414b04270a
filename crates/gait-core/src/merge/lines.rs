//! Lines and how they end.

use std::ops::Range;

use gait_syntax::Span;

/// A text in lines.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Where each line starts, and the end of the text.
    starts: Vec<usize>,
    /// How most lines end.
    pub(super) style: &'static str,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        }));
        let windows = text.matches("\r\n").count();
        let style = if windows * 2 > text.matches('\n').count() { "\r\n" } else { "\n" };
        Self { text, starts, style }
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The lines without their ends.
    pub(super) fn bodies(&self) -> impl Iterator<Item = &'t str> {
        (0..self.count()).map(|line| split(self.slice(&(line..line + 1))).0)
    }

    /// How a line ends; the last one may not.
    pub(super) fn ending(&self, line: usize) -> &'t str {
        split(self.slice(&(line..line + 1))).1
    }

    /// The text of some lines, with their ends.
    pub(super) fn slice(&self, lines: &Range<usize>) -> &'t str {
        &self.text[self.span(lines).range()]
    }

    /// Where some lines stand.
    pub(super) fn span(&self, lines: &Range<usize>) -> Span {
        let at = |line: usize| u32::try_from(self.starts[line.min(self.count())]).unwrap_or(u32::MAX);
        Span::new(at(lines.start), at(lines.end))
    }
}

/// A line without its end, and its end.
fn split(line: &str) -> (&str, &str) {
    let body = line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
    line.split_at(body.len())
}

/// A text whose lines all end the same way.
pub(super) fn restyled(text: &str, style: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    if style == "\n" { plain } else { plain.replace('\n', style) }
}

/// What two versions make of a small thing: whoever changed it is followed; where both did, the shorter one is, so
/// that it does not matter who is who.
pub(super) fn settled<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> &'t str {
    match (ours == base, theirs == base) {
        (true, _) => theirs,
        (_, true) => ours,
        _ if theirs.len() < ours.len() => theirs,
        _ => ours,
    }
}
