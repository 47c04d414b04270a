//! Edits of a text: replacements of spans, how they are applied, and how changes of a tree become edits.

use crate::Span;
pub use crate::planner::{insert, move_item, remove, rename, replace, set_field};

/// A replacement of a span by a text. An empty span inserts, an empty text deletes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edit {
    /// What is replaced, in the text before any edit.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Puts `text` at an offset.
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::new(Span::empty(at), text)
    }

    /// Deletes `span`.
    #[must_use]
    pub const fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// Why a list of edits cannot be applied: two overlap, or one does not fit the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadEdit {
    /// The span of the edit that does not fit.
    pub span: Span,
}

impl std::fmt::Display for BadEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the edit of bytes {} to {} does not fit the text or another edit",
            self.span.start, self.span.end
        )
    }
}

impl std::error::Error for BadEdit {}

/// Applies edits to a text. Their order does not matter, but insertions at one place stay in the order given.
///
/// # Errors
/// If two edits overlap, or one reaches past the text or into a character.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, BadEdit> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut result = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for edit in sorted {
        let span = edit.span;
        let fits = span.start <= span.end && text.is_char_boundary(span.end as usize);
        let kept = text.get(at..span.start as usize).filter(|_| fits).ok_or(BadEdit { span })?;
        result.push_str(kept);
        result.push_str(&edit.text);
        at = span.end as usize;
    }
    result.push_str(&text[at..]);
    Ok(result)
}

/// The smallest single edit that makes `new` of `old`; none if they are equal.
#[must_use]
pub fn difference(old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let mut tail = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(same).count();
    while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
        tail -= 1;
    }
    let to_u32 = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let span = Span::new(to_u32(start), to_u32(old.len() - tail));
    Some(Edit::new(span, &new[start..new.len() - tail]))
}

/// Writes a value as a text literal.
#[must_use]
pub fn quote(value: &str) -> String {
    let mut literal = String::with_capacity(value.len() + 2);
    literal.push('"');
    for c in value.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c.is_control() => literal.extend(c.escape_unicode()),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_any_order() {
        let edits = [
            Edit::delete(Span::new(4, 6)),
            Edit::insert(1, "x"),
            Edit::insert(1, "y"),
            Edit::new(Span::new(2, 3), "é"),
        ];
        assert_eq!(apply("abcdefg", &edits).as_deref(), Ok("axybédg"));
        assert_eq!(apply("abc", &[Edit::insert(3, "d"), Edit::insert(0, "_")]).as_deref(), Ok("_abcd"));
    }

    #[test]
    fn edits_that_do_not_fit_are_refused() {
        let refused = [
            ("abc", vec![Edit::delete(Span::new(0, 2)), Edit::delete(Span::new(1, 3))]),
            ("abc", vec![Edit::delete(Span::new(2, 4))]),
            ("abc", vec![Edit::delete(Span { start: 2, end: 1 })]),
            ("é", vec![Edit::insert(1, "x")]),
            ("é", vec![Edit::delete(Span::new(0, 1))]),
        ];
        for (text, edits) in refused {
            assert!(apply(text, &edits).is_err(), "{edits:?}");
        }
    }

    #[test]
    fn a_difference_is_small_and_right() {
        for (old, new) in [
            ("abc", "abc"),
            ("abc", "axc"),
            ("aa", "aaa"),
            ("aaa", "aa"),
            ("é", "è"),
            ("", "x"),
            ("xay", "y"),
        ] {
            let edits: Vec<Edit> = difference(old, new).into_iter().collect();
            assert_eq!(apply(old, &edits).as_deref(), Ok(new));
            assert_eq!(edits.is_empty(), old == new);
        }
        assert_eq!(difference("[a, b]", "[a, x, b]"), Some(Edit::insert(4, "x, ")));
    }

    #[test]
    fn quoted_text_reads_back() {
        for value in ["plain", "a \"b\" \\ c", "two\nlines\r\t", "bell \u{7} é 🏃", ""] {
            let literal = quote(value);
            assert_eq!(crate::literal::text_value(&literal), value);
            assert_eq!(crate::parse(&literal).problems, []);
        }
    }
}
