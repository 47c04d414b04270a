//! The formatter: white space, and the comma at the end of a list. Nothing else of a text ever changes.
//!
//! A group stands on one line if it fits into [`WIDTH`] columns and its author did not break it after the opener.
//! Otherwise it stands one item per line, but items that the author put on one line stay together while they fit.
//! Columns that the author aligned stay aligned ([`align`]). What cannot be understood keeps its bytes.

mod align;
mod emit;
mod gaps;
mod measure;
mod parts;

use crate::layout::newline_of;
use crate::node::Node;
use crate::token::TokenKind as T;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::{Edit, Span};

/// Where lines wrap, in columns. A comment after code may reach further.
pub const WIDTH: u32 = 100;

/// The columns of a step of indentation.
const STEP: u32 = 4;

/// What a formatter must be told of the meaning of a text.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether a group stands on one line whenever it fits, wherever its author broke it.
    pub joined: fn(Node<'_>) -> bool,
    /// Whether a comment speaks of the line it stands on, so that what stands there stays there.
    pub pinned: fn(&str) -> bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { joined: |_| false, pinned: |_| false }
    }
}

/// What stands before a token.
#[derive(Clone, Copy, Debug)]
enum Space {
    /// What the author wrote.
    Kept,
    /// So many line ends, then so many blanks.
    Set { lines: u8, blanks: u32 },
}

/// What becomes of a token: the space before it, and commas.
#[derive(Clone, Copy, Debug)]
struct Slot {
    before: Space,
    /// Whether a comma follows that was not there.
    comma_after: bool,
    /// Whether it is a comma that goes.
    removed: bool,
}

/// Formats a text: the edits that make it so, in order, one for each gap between two tokens that changes.
#[must_use]
pub fn format(tree: &Tree, style: &Style) -> Vec<Edit> {
    format_inside(tree, style, &[])
}

/// As [`format`], but some groups stay as they are, and only what stands in them is formatted, where it stands.
///
/// What lies in one of their items does not depend on any other item. A group counts only if all groups around it stay
/// as they are too.
#[must_use]
pub fn format_inside(tree: &Tree, style: &Style, stay: &[NodeId]) -> Vec<Edit> {
    // The lines of a merge stand where they stand, and its two versions are for a person to join.
    if tree.kinds.contains(&T::Conflict) {
        return Vec::new();
    }
    let mut slots = emit::slots(tree, style, stay);
    align::align(tree, &mut slots);
    edits(tree, &slots)
}

/// The edits of [`format`] that lie in the outermost items a span touches.
#[must_use]
pub fn format_range(tree: &Tree, style: &Style, span: Span) -> Vec<Edit> {
    let around = touched(tree, span);
    let mut edits = format(tree, style);
    edits.retain(|edit| around.contains(edit.span));
    edits
}

/// The items that a span touches, with the space before the first and the comma after the last.
fn touched(tree: &Tree, span: Span) -> Span {
    let mut node = tree.covering(span);
    while !matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map) {
        match node.parent() {
            Some(parent) => node = parent,
            None => return Span::new(0, u32::try_from(tree.text().len()).unwrap_or(u32::MAX)),
        }
    }
    let touches = |item: &Node<'_>| item.span().start <= span.end && span.start <= item.span().end;
    let mut items = node.children().filter(touches);
    let Some(first) = items.next() else { return node.span() };
    let last = items.last().unwrap_or(first);
    let from = first.tokens().0;
    let before = (0..from).rev().find(|t| tree.kinds[*t as usize] != T::Whitespace);
    let end = last.tokens().1;
    let comma = (end..node.tokens().1).find(|t| !tree.kinds[*t as usize].is_trivia());
    let comma = comma.filter(|t| tree.kinds[*t as usize] == T::Comma);
    Span::new(
        before.map_or(0, |t| tree.token_span(t).end),
        comma.map_or(last.span().end, |t| tree.token_span(t).end),
    )
}

/// The edits that bring every token to its place.
fn edits(tree: &Tree, slots: &[Slot]) -> Vec<Edit> {
    let newline = newline_of(tree.text());
    let mut edits = Vec::new();
    // Where the text that is kept ended last, and what was put after it.
    let (mut from, mut last, mut comma) = (0, None, false);
    for token in 0..=u32::try_from(tree.kinds.len() - 1).unwrap_or(0) {
        let (kind, slot) = (tree.kinds[token as usize], slots[token as usize]);
        if kind == T::Whitespace || slot.removed {
            continue;
        }
        let start = tree.starts[token as usize];
        if let Space::Set { lines, blanks } = slot.before {
            let from = last.map_or(from, |last| kept_end(tree, last));
            let mut text = String::new();
            text.push_str(if comma { "," } else { "" });
            text.extend(std::iter::repeat_n(newline, usize::from(lines)));
            text.extend(std::iter::repeat_n(' ', blanks as usize));
            let span = Span::new(from, start);
            if tree.slice(span) != text {
                edits.push(Edit::new(span, text));
            }
        }
        (from, last, comma) = (tree.token_span(token).end, Some(token), slot.comma_after);
    }
    edits
}

/// Where a token ends, without the blanks a comment to the line end may end in.
fn kept_end(tree: &Tree, token: u32) -> u32 {
    let span = tree.token_span(token);
    if tree.kinds[token as usize] != T::LineComment {
        return span.end;
    }
    let kept = tree.slice(span).trim_end_matches([' ', '\t', '\r']).len();
    span.start + u32::try_from(kept).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::parse;

    fn formatted(text: &str, style: &Style) -> String {
        apply(text, &format(&parse(text).tree, style)).expect("the edits fit")
    }

    #[test]
    fn only_gaps_that_differ_are_edited() {
        let tree = parse("(\n    a: 1,\n    b:2,\n    c: [1, 2],\n)\n").tree;
        assert_eq!(format(&tree, &Style::default()), [Edit::insert(18, " ")]);
        let tree = parse("(\n    a: [\n        1, 2 // x  \n    ],\n)\n").tree;
        let edits = format(&tree, &Style::default());
        assert_eq!(edits, [Edit::new(Span::new(23, 24), ",  "), Edit::new(Span::new(28, 35), "\n    ")]);
    }

    #[test]
    fn a_style_says_what_is_joined() {
        let text = "(\n    a: [\n        1,\n        2,\n    ],\n)\n";
        assert_eq!(formatted(text, &Style::default()), text);
        let joined = Style { joined: |node| node.kind() == NodeKind::List, ..Style::default() };
        assert_eq!(formatted(text, &joined), "(\n    a: [1, 2],\n)\n");
    }

    #[test]
    fn a_line_that_a_comment_speaks_of_stays_whole() {
        let items = "\"a long text that fills the line\", ".repeat(4);
        let text = format!("[\n    [{}], // keep\n]\n", items.trim_end_matches(", "));
        let pinned = Style { pinned: |comment| comment.contains("keep"), ..Style::default() };
        assert_eq!(formatted(&text, &pinned), text.replace("], //", "],  //"));
        assert_eq!(formatted(&text, &Style::default()).lines().count(), 8);
    }

    #[test]
    fn groups_that_stay_keep_their_own_space() {
        let text = "(  a: [1,2],\n  b:  (c:1),)";
        let tree = parse(text).tree;
        let whole = tree.value().expect("a value");
        let edits = format_inside(&tree, &Style::default(), &[whole.id()]);
        assert_eq!(apply(text, &edits).as_deref(), Ok("(  a: [1, 2],\n  b: (c: 1),)\n"));
    }
}
