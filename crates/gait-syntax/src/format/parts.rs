//! The parts of a group that is whole: its brackets, its items and their commas.

use super::measure::has_hard_comment;
use crate::node::Node;
use crate::token::TokenKind as T;
use crate::tree::{NodeKind, Tree};

/// A group in which nothing is missing and nothing is too much.
pub(super) struct Parts<'t> {
    pub(super) opener: u32,
    pub(super) closer: u32,
    pub(super) items: Vec<Part<'t>>,
}

/// One item and the comma after it.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    pub(super) node: Node<'t>,
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) comma: Option<u32>,
    /// Whether a comment stands before the comma that the line must end after.
    late_comma: bool,
}

impl<'t> Parts<'t> {
    /// The parts of a struct, tuple, list or map; `None` if its brackets or commas are not in order.
    pub(super) fn of(group: Node<'t>) -> Option<Self> {
        let tree = group.tree();
        let (first, end) = group.tokens();
        let opener =
            if tree.kinds[first as usize].is_opener() { first } else { code_after(tree, first, end)? };
        let closer = end - 1;
        let matched = matches!(
            (tree.kinds[opener as usize], tree.kinds[closer as usize]),
            (T::OpenParen, T::CloseParen) | (T::OpenBracket, T::CloseBracket) | (T::OpenBrace, T::CloseBrace)
        );
        if !matched || opener >= closer {
            return None;
        }
        let mut items = Vec::new();
        let mut at = opener;
        for node in group.children() {
            let (first, end) = node.tokens();
            // Between two items stands exactly one comma.
            if first >= end || first <= at || code_after(tree, at, closer)? != first {
                return None;
            }
            let comma = code_after(tree, end - 1, closer).filter(|t| tree.kinds[*t as usize] == T::Comma);
            let late_comma = comma.is_some_and(|comma| has_hard_comment(tree, end, comma));
            items.push(Part { node, first, end, comma, late_comma });
            at = comma.unwrap_or(end - 1);
        }
        let missing = items.iter().rev().skip(1).any(|item| item.comma.is_none());
        // A comma after a group that is never closed would belong to that group.
        let open = items.last().is_some_and(|item| item.comma.is_none() && ends_open(item.node));
        (!missing && !open && code_after(tree, at, closer).is_none()).then_some(Self {
            opener,
            closer,
            items,
        })
    }

    /// Where the text before an item ends: after the opener, or after the comma of the item before.
    pub(super) fn before(&self, index: usize) -> u32 {
        index.checked_sub(1).map_or(self.opener + 1, |before| self.items[before].after())
    }

    /// Where the text before the closer begins.
    pub(super) fn before_closer(&self) -> u32 {
        self.before(self.items.len())
    }

    /// The stretches of white space and comments that belong to the group itself.
    pub(super) fn gaps(&self) -> impl Iterator<Item = (u32, u32)> {
        let items = self.items.iter().enumerate().flat_map(|(i, item)| {
            let comma = item.comma.map(|comma| (item.end, comma));
            std::iter::once((self.before(i), item.first)).chain(comma)
        });
        items.chain(std::iter::once((self.before_closer(), self.closer)))
    }
}

impl Part<'_> {
    /// The token after it and its comma. A comma behind a comment to the line end is counted among what follows.
    pub(super) fn after(&self) -> u32 {
        self.comma.filter(|_| !self.late_comma).map_or(self.end, |comma| comma + 1)
    }
}

/// Whether a group at the very end of a node is never closed.
fn ends_open(node: Node<'_>) -> bool {
    let open = node.brackets().is_some_and(|(_, closer)| closer.is_none());
    let last = node.children().last().filter(|last| last.tokens().1 == node.tokens().1);
    open || last.is_some_and(ends_open)
}

/// A field or an entry that is whole: the colon in it.
pub(super) fn colon_of(pair: Node<'_>) -> Option<u32> {
    let tree = pair.tree();
    let (first, end) = pair.tokens();
    let mut children = pair.children();
    let key_end = match pair.kind() {
        NodeKind::Entry => children.next().filter(|key| key.kind() != NodeKind::Error)?.tokens().1,
        _ => first + 1,
    };
    let colon = code_after(tree, key_end.checked_sub(1)?, end)?;
    let value = children.next()?;
    let whole = tree.kinds[colon as usize] == T::Colon
        && code_after(tree, colon, end) == Some(value.tokens().0)
        && value.tokens().1 == end;
    whole.then_some(colon)
}

/// The next token after `from` that is neither white space nor comment.
fn code_after(tree: &Tree, from: u32, end: u32) -> Option<u32> {
    (from + 1..end).find(|token| !tree.kinds[*token as usize].is_trivia())
}
