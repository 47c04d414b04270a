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
