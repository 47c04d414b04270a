//! What a merge leaves in a text where two versions say different things: lines of seven marks around both.
//!
//! The first version is read and the second passed over, so that the rest of the text is understood and the conflict is
//! told once.

use std::ops::Range;

use memchr::memchr;

use crate::Span;
use crate::lexer::Lexer;
use crate::token::TokenKind;

/// Conflicts of a text, as far as they have been looked for.
pub(crate) struct Conflicts {
    /// The second version of the conflict that was read last, with the marks before and after it.
    pub(crate) theirs: Range<usize>,
    /// Whether marks have been found that no others end, so that nothing is looked for twice.
    endless: bool,
}

impl Default for Conflicts {
    fn default() -> Self {
        Self { theirs: usize::MAX..usize::MAX, endless: false }
    }
}

impl Lexer<'_> {
    /// The line that begins a conflict, if the line looked at is one.
    pub(crate) fn conflict(&mut self) -> Option<TokenKind> {
        let start = self.at;
        let is_first = start == 0 || self.bytes[start - 1] == b'\n';
        if !is_first || self.conflicts.endless || !is_mark(&self.text[start..], '<') {
            return None;
        }
        let Some(theirs) = self.theirs(start) else {
            self.conflicts.endless = true;
            return None;
        };
        self.at = line_end(self.text, start);
        let (head, other) = (self.at, line_end(self.text, theirs.start));
        let problem = self.problem(start, head, "a merge left both versions here");
        problem.help = Some("keep one, and take out the lines of marks; the first is read meanwhile".into());
        #[expect(clippy::cast_possible_truncation, reason = "texts of 4 GiB are turned away before lexing")]
        problem
            .related
            .push((Span::new(theirs.start as u32, other as u32), "the second begins here".to_owned()));
        self.conflicts.theirs = theirs;
        Some(TokenKind::Conflict)
    }

    /// The second version of a conflict, with the marks before and after it.
    fn theirs(&self, start: usize) -> Option<Range<usize>> {
        let mut middle = None;
        let mut at = start;
        while let Some(newline) = memchr(b'\n', &self.bytes[at..]) {
            at += newline + 1;
            let line = &self.text[at..];
            if is_mark(line, '<') {
                return None;
            } else if middle.is_none() && (is_mark(line, '=') || is_mark(line, '|')) {
                middle = Some(at);
            } else if is_mark(line, '>') {
                return middle.map(|middle| middle..line_end(self.text, at));
            }
        }
        None
    }
}

/// Whether a line begins with seven of a mark and goes on with nothing or a name, as git writes it.
fn is_mark(line: &str, mark: char) -> bool {
    let rest = line.trim_start_matches(mark);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
}

/// The end of a line, without what ends it.
fn line_end(text: &str, at: usize) -> usize {
    at + text[at..].lines().next().map_or(0, str::len)
}
