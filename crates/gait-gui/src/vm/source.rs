//! The text with its colours and the marks of its problems.

mod find;
mod places;
mod shown;

use gait_core::{Diagnostic, Edit, Severity, Span, TokenKind};

use crate::document::Document;
use crate::vm::board::Marks;

pub(crate) use find::find;
pub(crate) use places::{selection_at, span_of};
pub(crate) use shown::{Shown, to_u32};

/// A text of more bytes is shown only: laying all of it out for each key would be felt.
pub(crate) const MOST_EDITED: usize = 2_000_000;

/// Everything the source pane shows.
#[derive(Clone, Debug)]
pub(crate) struct SourceVm {
    /// The text.
    pub(crate) shown: Shown,
    /// Its words with a colour, sorted and apart.
    pub(crate) tokens: Vec<Token>,
    /// What is marked in it, by line.
    pub(crate) squiggles: Vec<Squiggle>,
    /// `2 errors, 1 warning` or `no problems`.
    pub(crate) problems: String,
    /// Where lines begin, in bytes.
    starts: Vec<u32>,
}

/// A word of the shown text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    /// Where.
    pub(crate) span: Span,
    /// What.
    pub(crate) kind: TokenKind,
}

/// The mark of a problem: of one that goes over several lines, the first of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Squiggle {
    /// The line, counted from 0.
    pub(crate) line: usize,
    /// The first column, counted from 0 in characters.
    pub(crate) from: usize,
    /// The column behind the last one; there is at least one.
    pub(crate) to: usize,
    /// How bad.
    pub(crate) severity: Severity,
    /// Which diagnostic of the report.
    pub(crate) diagnostic: usize,
}

/// A part of a line of the shown text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    /// The part.
    pub(crate) part: Span,
    /// The line, counted from 0.
    pub(crate) line: usize,
    /// The first column, counted from 0 in characters.
    pub(crate) from: usize,
    /// The column behind the last one.
    pub(crate) to: usize,
}

impl SourceVm {
    /// The text of a document.
    pub(crate) fn new(document: &Document) -> Self {
        let shown = Shown::new(document.text());
        let tokens = document.snapshot().tokens();
        let tokens =
            tokens.iter().map(|token| Token { span: shown.span(token.span), kind: token.kind }).collect();
        let ends = shown.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| to_u32(at + 1))).collect();
        let mut vm = Self { shown, tokens, squiggles: Vec::new(), problems: String::new(), starts };
        let diagnostics = &document.report().diagnostics;
        vm.squiggles = diagnostics.iter().enumerate().map(|(i, one)| vm.squiggle(i, one)).collect();
        vm.squiggles.sort_by_key(|squiggle| (squiggle.line, squiggle.severity, squiggle.from));
        vm.problems = problems(diagnostics);
        vm
    }

    /// How many lines there are.
    pub(crate) const fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line, without its end.
    pub(crate) fn line(&self, line: usize) -> Span {
        let end = to_u32(self.shown.text.len());
        let start = self.starts.get(line).copied().unwrap_or(end);
        let end = self.starts.get(line + 1).map_or(end, |next| next - 1);
        Span::new(start, end.max(start))
    }

    /// The line and the column of a place, counted from 0, columns in characters.
    pub(crate) fn position(&self, offset: u32) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.shown.text.get(start as usize..offset as usize).unwrap_or_default();
        (line, before.chars().count())
    }

    /// The lines and columns of parts of the text that are in order and each within a line: of many on one line, its letters
    /// are counted once.
    pub(crate) fn places(&self, parts: impl Iterator<Item = Span>) -> impl Iterator<Item = Place> {
        let mut known = (0, 0, 0);
        parts.map(move |part| {
            let line = self.starts.partition_point(|start| *start <= part.start).saturating_sub(1);
            let (_, at, column) = if known.0 == line { known } else { (line, self.line(line).start, 0) };
            let letters = |from: u32, to: u32| {
                self.shown.text.get(from as usize..to as usize).unwrap_or_default().chars().count()
            };
            let from = column + letters(at, part.start);
            let to = from + letters(part.start, part.end);
            known = (line, part.end, to);
            Place { part, line, from, to }
        })
    }

    /// The lines that a part of the text is on, the last one included.
    pub(crate) fn lines_of(&self, span: Span) -> std::ops::RangeInclusive<usize> {
        self.position(span.start).0..=self.position(span.end).0
    }

    fn squiggle(&self, diagnostic: usize, of: &Diagnostic) -> Squiggle {
        let span = self.shown.span(of.span);
        let (line, from) = self.position(span.start);
        let end = span.end.min(self.line(line).end);
        let (_, to) = self.position(end.max(span.start));
        Squiggle { line, from, to: to.max(from + 1), severity: of.severity, diagnostic }
    }
}

fn problems(diagnostics: &[Diagnostic]) -> String {
    let mut marks = Marks::default();
    for diagnostic in diagnostics {
        marks.add(diagnostic.severity);
    }
    let words = marks.words();
    if words.is_empty() { "no problems".to_owned() } else { words }
}

/// The colours of a text that is one edit ahead of what was checked: words move along, and the one that is typed in grows.
pub(crate) fn moved(tokens: &[Token], edit: &Edit) -> Vec<Token> {
    let come = to_u32(edit.text.len());
    let behind = |offset: u32| offset - edit.span.end + edit.span.start + come;
    let carried = |token: &Token| {
        let Span { start, end } = token.span;
        let span = if end < edit.span.start {
            token.span
        } else if start > edit.span.end || (start == edit.span.end && start > edit.span.start) {
            Span::new(behind(start), behind(end))
        } else {
            let start = start.min(edit.span.start);
            Span::new(start, if end >= edit.span.end { behind(end) } else { edit.span.start })
        };
        Token { span, kind: token.kind }
    };
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens.iter().map(carried).filter(|token| !token.span.is_empty()) {
        // Two words can grow into each other where one is typed between them.
        let from = out.last().map_or(0, |last| last.span.end);
        let span = Span::new(token.span.start.max(from), token.span.end);
        if span.start < span.end {
            out.push(Token { span, ..token });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vm(text: &str) -> SourceVm {
        SourceVm::new(&Document::new(None, text, None))
    }

    #[test]
    fn problems_are_marked_in_columns_of_the_shown_text() {
        let text = "\u{feff}Plan(\r\n    name: \"é\", nmae: 1,\r\n)";
        let vm = vm(text);
        let marked: Vec<String> = vm
            .squiggles
            .iter()
            .map(|mark| {
                let line = vm.line(mark.line);
                let chars = vm.shown.text[line.range()].chars();
                chars.skip(mark.from).take(mark.to - mark.from).collect()
            })
            .collect();
        assert!(marked.contains(&"nmae".to_owned()), "{marked:?}");
        assert!(vm.problems.contains("error"), "{}", vm.problems);
    }

    #[test]
    fn every_text_can_be_shown() {
        for text in ["", "\n", "\r\n", "\u{feff}", "Plan(", "(((", "\"", "\t\u{1f3c3}", "Plan(\r)"] {
            let vm = vm(text);
            assert!(vm.lines() >= 1);
            for mark in &vm.squiggles {
                assert!(mark.from < mark.to && mark.line < vm.lines(), "{text:?}: {mark:?}");
            }
            for token in &vm.tokens {
                assert!(vm.shown.text.get(token.span.range()).is_some(), "{text:?}: {token:?}");
            }
        }
    }

    #[test]
    fn parts_of_lines_have_columns() {
        let vm = vm("é: é, é\nx\né é");
        let parts = find(&vm.shown.text, "é").into_iter();
        let places: Vec<_> = vm.places(parts).map(|place| (place.line, place.from, place.to)).collect();
        assert_eq!(places, [(0, 0, 1), (0, 3, 4), (0, 6, 7), (2, 0, 1), (2, 2, 3)]);
    }

    #[test]
    fn words_move_along_with_what_is_typed() {
        let token = |start, end| Token { span: Span::new(start, end), kind: TokenKind::Field };
        let spans = |edit: Edit| -> Vec<(u32, u32)> {
            let moved = moved(&[token(0, 4), token(6, 9), token(9, 10)], &edit);
            moved.iter().map(|token| (token.span.start, token.span.end)).collect()
        };
        assert_eq!(spans(Edit::insert(5, "xx")), [(0, 4), (8, 11), (11, 12)]);
        assert_eq!(spans(Edit::insert(4, "x")), [(0, 5), (7, 10), (10, 11)], "a word grows at its end");
        assert_eq!(spans(Edit::insert(7, "x")), [(0, 4), (6, 10), (10, 11)]);
        assert_eq!(spans(Edit::delete(Span::new(3, 7))), [(0, 3), (3, 5), (5, 6)]);
        assert_eq!(spans(Edit::delete(Span::new(0, 10))), []);
        assert_eq!(spans(Edit::new(Span::new(6, 9), "longer")), [(0, 4), (6, 12), (12, 13)]);
    }
}
