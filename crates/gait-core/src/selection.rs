//! Growing selections: what a person may mean by "more" around a place, from a word up to the file.

use gait_syntax::{Node, NodeKind, Span, Tree};

use crate::snapshot::Snapshot;
use crate::source::SettingsFile;
use crate::tokens::body;

impl Snapshot {
    /// What can be selected around an offset, the smallest first; each contains the one before.
    #[must_use]
    pub fn selection(&self, offset: u32) -> Vec<Span> {
        around(&self.tree, offset)
    }
}

impl SettingsFile {
    /// What can be selected around an offset, the smallest first; each contains the one before.
    #[must_use]
    pub fn selection(&self, offset: u32) -> Vec<Span> {
        around(&self.tree(), offset)
    }
}

fn around(tree: &Tree, offset: u32) -> Vec<Span> {
    let end = u32::try_from(tree.text().len()).unwrap_or(u32::MAX);
    let mut offset = offset.min(end);
    while !tree.text().is_char_boundary(offset as usize) {
        offset -= 1;
    }
    let mut out = Vec::new();
    let touches = |span: Span| span.start <= offset && offset <= span.end;
    if let Some(comment) = tree.comments().find(|comment| touches(comment.span)) {
        out.extend(word(tree.text(), comment.span, offset));
        out.push(comment.span);
    }
    let node = tree.node_at(offset);
    if out.is_empty() && node.kind() == NodeKind::String {
        out.extend(in_string(node, offset));
    }
    for node in std::iter::once(node).chain(node.ancestors()) {
        out.extend(node.name().map(|(_, span)| span).filter(|span| touches(*span)));
        let inner = node.brackets().and_then(|(open, close)| Some(Span::new(open.end, close?.start)));
        // The space just inside the brackets is no part of what stands in them.
        out.extend(inner.map(|span| trimmed(tree.text(), span)).filter(|span| touches(*span)));
        out.push(node.span());
    }
    out.push(Span::new(0, end));
    nested(out, offset)
}

/// Keeps the spans that contain the offset and the one kept before.
fn nested(spans: Vec<Span>, offset: u32) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        let grows = out.last().is_none_or(|last| span.contains(*last) && span != *last);
        if grows && !span.is_empty() && span.start <= offset && offset <= span.end {
            out.push(span);
        }
    }
    out
}

fn trimmed(text: &str, span: Span) -> Span {
    let slice = text.get(span.range()).unwrap_or_default();
    let lead = slice.len() - slice.trim_start().len();
    let len = slice.trim().len();
    let start = span.start + u32::try_from(lead).unwrap_or_default();
    Span::new(start, start + u32::try_from(len).unwrap_or_default())
}

/// The word at an offset within a span.
fn word(text: &str, within: Span, offset: u32) -> Option<Span> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\'');
    let (before, after) =
        (text.get(within.start as usize..offset as usize)?, text.get(offset as usize..within.end as usize)?);
    let start = before.len() - before.trim_end_matches(is_word).len();
    let end = after.len() - after.trim_start_matches(is_word).len();
    let span = Span::new(offset - u32::try_from(start).ok()?, offset + u32::try_from(end).ok()?);
    (!span.is_empty()).then_some(span)
}

/// Inside a string: the word, the amount, the step, the parenthesis around it, the alternative, all of it.
fn in_string(node: Node<'_>, offset: u32) -> Vec<Span> {
    let text = node.tree().text();
    let body = body(text, node.span());
    if offset < body.start || offset > body.end {
        return Vec::new();
    }
    let mut out: Vec<Span> = word(text, body, offset).into_iter().collect();
    let mut level = body;
    let mut levels = vec![body];
    while let Some(inner) = parenthesis(text, level, offset) {
        levels.push(inner);
        level = inner;
    }
    for level in levels.into_iter().rev() {
        // A set, a step, what follows a session's name, an alternative: what separates the larger separates the smaller.
        for separators in ["|?:+,", "|?:+", "|?:", "|?"] {
            out.push(trimmed(text, piece(text, level, offset, separators)));
        }
        out.push(level);
        // With its parentheses.
        if level != body {
            out.push(Span::new(level.start - 1, level.end + 1));
        }
    }
    out
}

/// What stands in the outermost parentheses around an offset within a span.
fn parenthesis(text: &str, within: Span, offset: u32) -> Option<Span> {
    let slice = text.get(within.range())?;
    let mut depth = 0u32;
    let mut open = 0;
    for (at, byte) in slice.bytes().enumerate() {
        let at = within.start + u32::try_from(at).ok()?;
        match byte {
            b'(' => {
                depth += 1;
                if depth == 1 {
                    open = at + 1;
                }
            }
            b')' if depth > 0 => {
                depth -= 1;
                if depth == 0 && (open..=at).contains(&offset) {
                    return Some(Span::new(open, at));
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands between separators outside parentheses.
fn piece(text: &str, within: Span, offset: u32, separators: &str) -> Span {
    let slice = text.get(within.range()).unwrap_or_default();
    let (mut start, mut depth) = (within.start, 0u32);
    for (at, c) in slice.char_indices() {
        // `4:30` is one number.
        let in_number = c == ':' && slice[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        let at = within.start + u32::try_from(at).unwrap_or_default();
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && separators.contains(c) && !in_number => {
                if at >= offset {
                    return Span::new(start, at);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    Span::new(start, within.end)
}
