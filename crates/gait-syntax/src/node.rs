//! A place in a tree, and the questions one asks there.

use std::borrow::Cow;
use std::fmt;

use crate::token::TokenKind;
use crate::tree::{NodeData, NodeId, NodeKind, Tree};
use crate::{Span, literal};

/// A node of a [`Tree`]; cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}@{}..{}", self.kind(), self.span().start, self.span().end)
    }
}

impl<'t> Node<'t> {
    pub(crate) const fn new(tree: &'t Tree, id: u32) -> Self {
        Self { tree, id }
    }

    fn data(self) -> &'t NodeData {
        self.tree.data(self.id)
    }

    /// The tree it belongs to.
    #[must_use]
    pub const fn tree(self) -> &'t Tree {
        self.tree
    }

    /// Its number in the tree.
    #[must_use]
    pub const fn id(self) -> NodeId {
        NodeId(self.id)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        self.data().kind
    }

    /// Its place, without white space and comments around it. A missing value has an empty one.
    #[inline]
    #[must_use]
    pub fn span(self) -> Span {
        let data = self.data();
        Span::new(self.tree.starts[data.first as usize], self.tree.starts[data.end as usize])
    }

    /// Its text.
    #[inline]
    #[must_use]
    pub fn text(self) -> &'t str {
        self.tree.slice(self.span())
    }

    /// The node it stands in.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        (self.id != 0).then(|| Self::new(self.tree, self.data().parent))
    }

    /// The nodes it stands in, from the inside out.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The nodes directly in it.
    #[must_use]
    pub fn children(self) -> Children<'t> {
        Children { tree: self.tree, at: self.id + 1, end: self.data().next }
    }

    /// It and every node below it, parents before their children.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
        (self.id..self.data().next).map(move |id| Self::new(self.tree, id))
    }

    /// Whether something in it could not be understood, which has been reported.
    #[must_use]
    pub fn is_broken(self) -> bool {
        self.descendants().any(|node| node.kind() == NodeKind::Error)
    }

    /// Whether it is the key of an entry, without the quotes that it needs.
    pub(crate) fn is_bare_key(self) -> bool {
        let entry = self.parent().filter(|parent| parent.kind() == NodeKind::Entry);
        self.kind() == NodeKind::Ident && entry.and_then(Node::key) == Some(self)
    }

    /// Whether it is a value: no document, attribute, field or entry.
    #[must_use]
    pub fn is_value(self) -> bool {
        use NodeKind::{Attribute, Document, Entry, Error, Field};
        !matches!(self.kind(), Document | Attribute | Field | Entry | Error)
    }

    /// The name of a struct or tuple, of a bare name, or of a field, and its place. `r#` is not part of the name.
    #[must_use]
    pub fn name(self) -> Option<(&'t str, Span)> {
        use NodeKind::{Field, Ident, Struct, Tuple};
        if !matches!(self.kind(), Struct | Tuple | Ident | Field) {
            return None;
        }
        let first = self.data().first;
        // Where the opener is missing, the name is that of the first field.
        let is_group = matches!(self.kind(), Struct | Tuple);
        if is_group && self.children().next().is_some_and(|child| child.data().first == first) {
            return None;
        }
        let span = || self.tree.token_span(first);
        let text = || self.tree.token_text(first);
        match self.tree.kinds[first as usize] {
            TokenKind::Ident => Some((text(), span())),
            TokenKind::RawIdent => Some((text().strip_prefix("r#").unwrap_or(text()), span())),
            // A field name in quotes is an error with an obvious meaning.
            TokenKind::String => Some((text().trim_matches('"'), span())),
            _ => None,
        }
    }

    /// The fields of a struct.
    pub fn fields(self) -> impl Iterator<Item = Self> {
        self.children().filter(|child| child.kind() == NodeKind::Field)
    }

    /// The value of the first field of this name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<Self> {
        self.fields().find(|field| field.name().is_some_and(|(found, _)| found == name))?.value()
    }

    /// The values in a list or tuple, errors included.
    pub fn elements(self) -> impl Iterator<Item = Self> {
        let holds = matches!(self.kind(), NodeKind::List | NodeKind::Tuple);
        let holds_element = |child: &Self| !matches!(child.kind(), NodeKind::Field | NodeKind::Entry);
        self.children().filter(move |child| holds && holds_element(child))
    }

    /// The entries of a map.
    pub fn entries(self) -> impl Iterator<Item = Self> {
        self.children().filter(|child| child.kind() == NodeKind::Entry)
    }

    /// The value of the first entry whose key is this text.
    #[must_use]
    pub fn entry(self, key: &str) -> Option<Self> {
        let named = |entry: &Self| entry.key().and_then(Self::str_value).is_some_and(|found| found == key);
        self.entries().find(named)?.value()
    }

    /// The key of an entry.
    #[must_use]
    pub fn key(self) -> Option<Self> {
        if self.kind() == NodeKind::Entry { self.children().next() } else { None }
    }

    /// The value of a field or an entry; an error node if it is missing.
    #[must_use]
    pub fn value(self) -> Option<Self> {
        match self.kind() {
            NodeKind::Field => self.children().next(),
            NodeKind::Entry => self.children().nth(1),
            _ => None,
        }
    }

    /// The value of a text literal, escapes resolved.
    #[must_use]
    pub fn str_value(self) -> Option<Cow<'t, str>> {
        (self.kind() == NodeKind::String).then(|| self.text_value())
    }

    /// The same for a node that is a text literal.
    #[inline]
    pub(crate) fn text_value(self) -> Cow<'t, str> {
        let literal = self.text();
        match literal.as_bytes() {
            [b'"', .., b'"'] if !self.tree.escapes => Cow::Borrowed(&literal[1..literal.len() - 1]),
            _ => literal::text_value(literal),
        }
    }

    /// The brackets around the contents of a struct, tuple, list or map; the second is missing if it was never closed.
    #[must_use]
    pub fn brackets(self) -> Option<(Span, Option<Span>)> {
        use NodeKind::{List, Map, Struct, Tuple};
        if !matches!(self.kind(), Struct | Tuple | List | Map) {
            return None;
        }
        let data = self.data();
        let opens = |token: &u32| self.tree.kinds[*token as usize].is_opener();
        // A group whose opener is missing may hold one that has its own.
        let contents = self.children().next().map_or(data.end, |child| child.data().first);
        let open = (data.first..contents.min(data.end)).find(opens)?;
        let inner_end = self.children().last().map_or(open + 1, |child| child.data().end);
        let last = data.end - 1;
        let closed = last >= inner_end && self.tree.kinds[last as usize].is_closer();
        Some((self.tree.token_span(open), closed.then(|| self.tree.token_span(last))))
    }

    /// Its first token, and the token after its last one.
    pub(crate) fn tokens(self) -> (u32, u32) {
        (self.data().first, self.data().end)
    }
}

/// The nodes directly in a node.
#[derive(Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    at: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.at >= self.end {
            return None;
        }
        let node = Node::new(self.tree, self.at);
        self.at = self.tree.data(self.at).next;
        Some(node)
    }
}
