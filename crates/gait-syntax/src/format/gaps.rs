//! The space between two tokens, and the comments in it.
//!
//! A comment after code stays on its line, one on its own line stays on its own, and a comment directly before an item
//! stays before it.

use super::emit::Emitter;
use super::{STEP, Space};
use crate::token::TokenKind as T;

/// What a gap stands between, where a line ends in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// The start of the text and its first token.
    Start,
    /// An opener and the first item.
    Opened,
    /// Two items.
    Between,
    /// The last item and the closer.
    Closing,
    /// The last token and the end of the text.
    End,
}

/// A comment in a gap.
#[derive(Clone, Copy)]
struct Note {
    token: u32,
    /// The line ends before it.
    lines: u32,
}

impl Emitter<'_> {
    /// A gap inside a line; `blanks` of them if no comment is there.
    pub(super) fn gap_in_line(&mut self, from: u32, to: u32, blanks: u32) {
        let mut after = None;
        let further = self.indent + STEP;
        for token in from..to {
            let kind = self.tree.kinds[token as usize];
            if !kind.is_comment() {
                continue;
            }
            let opener = token == from || (after.is_none() && token == from + 1);
            let opener = opener && from > 0 && self.tree.kinds[from as usize - 1].is_opener();
            match after {
                Some(T::LineComment) => self.place(token, 1, further),
                _ if kind == T::LineComment => self.place(token, 0, 2),
                _ => self.place(token, 0, if opener { blanks } else { 1 }),
            }
            after = Some(kind);
        }
        let kind = self.tree.kinds[to as usize];
        match after {
            Some(T::LineComment) => self.place(to, 1, further),
            Some(_) if kind.is_closer() || matches!(kind, T::Comma | T::Colon) => self.place(to, 0, blanks),
            Some(_) => self.place(to, 0, 1),
            None => self.place(to, 0, blanks),
        }
    }

    /// A gap in which a line ends: comments stand `indent` deep, the token after them `to_indent`.
    pub(super) fn gap_of_lines(&mut self, (from, to): (u32, u32), place: Place, indent: u32, to_indent: u32) {
        let (notes, last_lines) = self.notes(from, to);
        let trailing = trailing(&notes, last_lines, place);
        for note in &notes[..trailing] {
            let line = self.tree.kinds[note.token as usize] == T::LineComment;
            self.place(note.token, 0, if line { 2 } else { 1 });
        }
        // No blank line stands after an opener.
        let mut first = matches!(place, Place::Start | Place::Opened);
        let begins = place == Place::Start && from == 0;
        let mut begins = begins || (place == Place::Start && self.tree.kinds[0] == T::Bom && from <= 1);
        for note in &notes[trailing..] {
            let beside = note.lines == 0 && !begins && self.on_line;
            match (begins, beside) {
                (true, _) => self.place(note.token, 0, 0),
                (_, true) => self.place(note.token, 0, 1),
                _ => self.place(note.token, if note.lines > 1 && !first { 2 } else { 1 }, indent),
            }
            (first, begins, self.on_line) = (false, false, true);
        }
        self.on_line = false;
        let attached = notes[trailing..]
            .last()
            .is_some_and(|note| self.tree.kinds[note.token as usize] == T::BlockComment);
        let attached =
            attached && last_lines == 0 && matches!(place, Place::Start | Place::Opened | Place::Between);
        let inside = matches!(place, Place::Start | Place::Between) && self.tree.kinds[to as usize] != T::End;
        let blank = last_lines > 1 && !first && inside;
        match place {
            _ if begins => self.place(to, 0, 0),
            _ if attached => self.place(to, 0, 1),
            _ => self.place(to, if blank { 2 } else { 1 }, to_indent),
        }
    }

    /// The comments of a gap, and the line ends after the last.
    fn notes(&self, from: u32, to: u32) -> (Vec<Note>, u32) {
        let mut notes = Vec::new();
        // A comma between comments goes, and the line it may have had to itself with it.
        let (mut lines, mut before_comma) = (0, 0);
        for token in from..to {
            match self.tree.kinds[token as usize] {
                T::Whitespace => lines += count_lines(self.tree.token_text(token)),
                T::Comma => (lines, before_comma) = (0, lines),
                kind if kind.is_comment() => {
                    notes.push(Note { token, lines: lines.max(before_comma) });
                    (lines, before_comma) = (0, 0);
                }
                _ => {}
            }
        }
        (notes, lines.max(before_comma))
    }

    fn place(&mut self, token: u32, lines: u8, blanks: u32) {
        if lines > 0 {
            self.indent_now(blanks);
        }
        self.slots[token as usize].before = Space::Set { lines, blanks };
        self.col = if lines > 0 { blanks } else { self.col + blanks };
        if self.tree.kinds[token as usize].is_comment() {
            self.pass(token);
        }
    }
}

/// How many comments of a gap stay behind the code before it.
fn trailing(notes: &[Note], last_lines: u32, place: Place) -> usize {
    if place == Place::Start {
        return 0;
    }
    match notes.iter().position(|note| note.lines > 0) {
        Some(first) => first,
        None if last_lines > 0 || matches!(place, Place::Closing | Place::End) => notes.len(),
        None => 0,
    }
}

fn count_lines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}
