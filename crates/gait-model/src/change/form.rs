//! Between the short and the long form of a value: `Tempo("…")` and `Tempo(run: "…")`, `"track"` and `(use: "track")`.

use gait_syntax::edit::Edit;
use gait_syntax::{NodeKind, Span, Tree};

use super::node_at;

pub(super) fn long(tree: &Tree, item: Span, field: &str) -> Option<Vec<Edit>> {
    let node = node_at(tree, item)?;
    match node.kind() {
        // `Tempo("…")` has the parentheses already.
        NodeKind::Tuple if node.name().is_some() && node.elements().count() == 1 => {
            let content = node.elements().next()?;
            Some(vec![Edit::insert(content.span().start, format!("{field}: "))])
        }
        NodeKind::String => {
            let span = node.span();
            Some(vec![Edit::insert(span.start, format!("({field}: ")), Edit::insert(span.end, ")")])
        }
        _ => None,
    }
}

/// The long form with one field more: `Mobility(duration: "15 min", note: "…")`.
pub(super) fn widened(tree: &Tree, item: Span, main: &str, field: &str, value: &str) -> Option<Vec<Edit>> {
    let node = node_at(tree, item)?;
    let content = match node.kind() {
        NodeKind::Tuple if node.elements().count() == 1 => node.elements().next()?,
        NodeKind::String => node,
        _ => return None,
    };
    let (open, close) = if content == node { ("(", ")") } else { ("", "") };
    // A list goes last: what is said of the session is read before what it consists of.
    let (before, after) = match content.kind() {
        NodeKind::List => (format!("{open}{field}: {value}, {main}: "), close.to_owned()),
        _ => (format!("{open}{main}: "), format!(", {field}: {value}{close}")),
    };
    let span = content.span();
    let ends = [Edit::insert(span.start, before), Edit::insert(span.end, after)];
    Some(ends.into_iter().filter(|edit| !edit.text.is_empty()).collect())
}

pub(super) fn short(tree: &Tree, item: Span) -> Option<Vec<Edit>> {
    let node = node_at(tree, item).filter(|node| node.kind() == NodeKind::Struct)?;
    let mut fields = node.fields();
    let (field, None) = (fields.next()?, fields.next()) else { return None };
    let value = field.value().filter(|value| !value.span().is_empty())?.span();
    let (outer, inner) = (node.span(), field.span());
    let gone = match node.name() {
        Some(_) => vec![Span::new(inner.start, value.start)],
        None => vec![Span::new(outer.start, value.start), Span::new(value.end, outer.end)],
    };
    // Comments stand nowhere then.
    let has_comment = |span: &Span| tree.comments().any(|comment| span.contains(comment.span));
    if gone.iter().any(has_comment) {
        return None;
    }
    Some(gone.into_iter().map(Edit::delete).collect())
}
