//! What is typed, as it goes into the text: `Tab` is four spaces, and a new line begins where the last one did.

use std::any::TypeId;
use std::ops::Range;

use egui::TextBuffer;
use egui::text::CharIndex;

/// How many spaces `Tab` is.
const INDENT: usize = 4;

/// The text of a field.
#[derive(Debug)]
pub(super) struct Buffer<'t>(pub(super) &'t mut String);

impl TextBuffer for Buffer<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.0
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let at = usize::from(self.byte_index_from_char_index(char_index));
        let typed = match text {
            "\t" => " ".repeat(INDENT - column(self.0, at) % INDENT),
            "\n" => format!("\n{}", indentation(self.0, at)),
            text => text.to_owned(),
        };
        self.0.insert_str(at, &typed);
        typed.chars().count()
    }

    fn delete_char_range(&mut self, char_range: Range<CharIndex>) {
        self.0.delete_char_range(char_range);
    }

    fn type_id(&self) -> TypeId {
        TypeId::of::<Buffer<'static>>()
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

/// The blanks that a line begins with, up to a place in it.
fn indentation(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..at];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Moves the lines of a selection in by four spaces, or out by up to four. Where the selection is then, in bytes.
pub(super) fn indent(text: &mut String, selection: Range<usize>, out: bool) -> Range<usize> {
    let first = line_start(text, selection.start);
    // A selection that ends where a line begins has nothing of that line.
    let last = if selection.end > selection.start { selection.end - 1 } else { selection.end };
    let starts: Vec<usize> = std::iter::once(first)
        .chain(text[first..].match_indices('\n').map(|(at, _)| first + at + 1))
        .take_while(|start| *start == first || *start <= last)
        .collect();
    let Range { mut start, mut end } = selection;
    for line in starts.into_iter().rev() {
        if out {
            let blanks = text[line..].bytes().take(INDENT).take_while(|byte| *byte == b' ').count();
            let gone = if text[line..].starts_with('\t') { 1 } else { blanks };
            text.replace_range(line..line + gone, "");
            let carried = |at: usize| at - gone.min(at.saturating_sub(line));
            (start, end) = (carried(start), carried(end));
        } else if !text[line..].starts_with('\n') {
            text.insert_str(line, &" ".repeat(INDENT));
            let carried = |at: usize| if at > line { at + INDENT } else { at };
            (start, end) = (carried(start), carried(end));
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, at: usize, what: &str) -> (String, usize) {
        let mut text = text.to_owned();
        let count = Buffer(&mut text).insert_text(what, CharIndex(at));
        (text, count)
    }

    #[test]
    fn a_new_line_begins_where_the_last_one_did() {
        assert_eq!(typed("  é: 1,", 7, "\n"), ("  é: 1,\n  ".to_owned(), 3));
        assert_eq!(typed("  a", 1, "\n"), (" \n  a".to_owned(), 2), "no more than stands before the caret");
        assert_eq!(typed("", 0, "\n"), ("\n".to_owned(), 1));
    }

    #[test]
    fn tab_goes_to_the_next_stop() {
        assert_eq!(typed("", 0, "\t"), ("    ".to_owned(), 4));
        assert_eq!(typed("a\néb", 4, "\t"), ("a\néb  ".to_owned(), 2));
    }

    #[test]
    fn selected_lines_move_in_and_out() {
        let mut text = "a\n  b\n\nc\n".to_owned();
        // From within `a` to the begin of the line of `c`.
        let selection = indent(&mut text, 1..7, false);
        assert_eq!(text, "    a\n      b\n\nc\n");
        assert_eq!(selection, 5..15);
        let selection = indent(&mut text, selection, true);
        assert_eq!(text, "a\n  b\n\nc\n");
        assert_eq!(selection, 1..7);
        let selection = indent(&mut text, 4..5, true);
        assert_eq!((text.as_str(), selection), ("a\nb\n\nc\n", 2..3));
        assert_eq!(indent(&mut text, 0..0, true), 0..0);
    }
}
