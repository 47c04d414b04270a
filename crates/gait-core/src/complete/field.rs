//! Fields that are not written yet, and how values begin.

use gait_model::shape::{FieldShape, Kind, StructShape};
use gait_syntax::{Node, NodeKind, TokenKind};

use super::{CompletionKind, Item};
use crate::hover::{Desk, format};

impl Desk<'_> {
    /// The fields of a struct that its group does not hold yet, those that must be written first.
    pub(super) fn fields(&self, shape: &'static StructShape, has_colon: bool) -> Vec<Item> {
        let group = self.group();
        let here = |node: &Node<'_>| {
            let span = node.span();
            span.start <= self.site.offset
                && self.site.offset <= node.name().map_or(span.end, |(_, name)| name.end)
        };
        let written = |field: &FieldShape| {
            let named = |node: &Node<'_>| node.name().is_some_and(|(name, _)| name == field.name);
            group.is_some_and(|group| group.fields().any(|node| !here(&node) && named(&node)))
        };
        let comma = if self.another_follows() { "," } else { "" };
        shape
            .fields
            .iter()
            .filter(|field| !written(field))
            .map(|field| {
                let item = Item::new(CompletionKind::Field, field.name)
                    .detail(field_detail(field))
                    .documentation(format::field(field))
                    .rank(if field.required { 1 } else { 3 });
                if has_colon {
                    item
                } else {
                    item.snippet(format!("{}: {}{comma}", field.name, value_form(field)))
                }
            })
            .collect()
    }

    /// The group that the place is in.
    fn group(&self) -> Option<Node<'_>> {
        let node = self.site.node;
        let is_group = |node: &Node<'_>| matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple);
        std::iter::once(node).chain(node.ancestors()).find(is_group)
    }

    /// Whether another element follows without a comma between.
    fn another_follows(&self) -> bool {
        let at = self.site.offset;
        let after = |(kind, span): &(TokenKind, gait_syntax::Span)| !kind.is_trivia() && span.start >= at;
        let next = self.site.tree.tokens().find(after).map(|(kind, _)| kind);
        matches!(next, Some(TokenKind::Ident | TokenKind::RawIdent))
    }
}

/// `must be written`, or what holds otherwise.
fn field_detail(field: &FieldShape) -> String {
    match (field.required, field.default) {
        (true, _) => "must be written".to_owned(),
        (false, Some(default)) => format!("{default} if left out"),
        (false, None) => String::new(),
    }
}

/// How the value of a field begins.
pub(super) fn value_form(field: &FieldShape) -> String {
    match field.name {
        "format" => "1".to_owned(),
        _ => form(&field.kind, "$0"),
    }
}

/// How a value of some kind begins, with the cursor at `at`.
pub(super) fn form(kind: &Kind, at: &str) -> String {
    match kind {
        Kind::Text | Kind::Notation(_) => format!("\"{at}\""),
        Kind::Bool | Kind::Count | Kind::Number | Kind::Scalar | Kind::Variants(_) => at.to_owned(),
        Kind::Struct(_) => format!("({at})"),
        Kind::List(_) => format!("[{at}]"),
        Kind::Map(..) => format!("{{{at}}}"),
        Kind::OneOf(kinds) => {
            // The short form in quotes, else the one struct; a list of several is rarer.
            let text = kinds.iter().find(|kind| matches!(kind, Kind::Notation(_)));
            let first = text.or_else(|| {
                kinds.iter().find(|kind| matches!(kind, Kind::Struct(shape) if shape.name == "Week"))
            });
            first.or_else(|| kinds.first()).map_or_else(|| at.to_owned(), |kind| form(kind, at))
        }
    }
}
