//! The lossless tree: flat, immutable, and holding its text.

use std::sync::Arc;

use crate::node::Node;
use crate::token::TokenKind;
use crate::{Problem, Span};

/// What [`parse`](crate::parse) gives: a tree for any text, and what is wrong with the text.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The tree, which covers the whole text.
    pub tree: Tree,
    /// What is wrong with the text, in its order.
    pub problems: Vec<Problem>,
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NodeKind {
    /// The whole text.
    Document,
    /// `#![…]`
    Attribute,
    /// `Name(a: 1)` or `(a: 1)`
    Struct,
    /// `Name(1, 2)`, `(1, 2)`, `Name()` or `()`
    Tuple,
    /// A bare name, `Some` and `None` included.
    Ident,
    /// `[…]`
    List,
    /// `{…}`
    Map,
    /// `name: value` in a struct.
    Field,
    /// `key: value` in a map.
    Entry,
    /// `"…"`, raw ones included.
    String,
    /// A number, `b'a'`, `inf` and `NaN` included.
    Number,
    /// `true` or `false`
    Bool,
    /// `'a'`
    Char,
    /// `b"…"`
    Bytes,
    /// `1..=2`
    Range,
    /// Something that is no value, or the empty place where one is missing.
    Error,
}

/// The number of a node in its tree: nodes are numbered in the order of the text, parents first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(pub(crate) u32);

/// A comment and whether there is code before it on its line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Comment {
    /// The comment with its slashes, without the line end.
    pub span: Span,
    /// Whether code stands before it on its line.
    pub trailing: bool,
}

/// One node. Its children are the nodes from the one after it up to `next`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeData {
    pub(crate) kind: NodeKind,
    /// The first token.
    pub(crate) first: u32,
    /// The token after the last one; trivia at either end are not part of the node.
    pub(crate) end: u32,
    /// The node after the last descendant.
    pub(crate) next: u32,
    pub(crate) parent: u32,
}

/// A lossless tree of a RON text.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(crate) text: Arc<str>,
    pub(crate) starts: Vec<u32>,
    pub(crate) kinds: Vec<TokenKind>,
    pub(crate) nodes: Vec<NodeData>,
    /// Whether a backslash stands in some text: mostly none does, and values are the text between quotes.
    pub(crate) escapes: bool,
}

impl Tree {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span does not lie in the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Whether the text starts with a byte order mark.
    #[must_use]
    pub fn has_bom(&self) -> bool {
        self.kinds.first() == Some(&TokenKind::Bom)
    }

    /// The node of the whole text.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::new(self, 0)
    }

    /// The value of the document, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<Node<'_>> {
        self.root().children().find(|child| child.kind() != NodeKind::Attribute)
    }

    /// The node with this number; the root if the number belongs to a larger tree.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, if (id.0 as usize) < self.nodes.len() { id.0 } else { 0 })
    }

    /// Every node, parents before their children, in the order of the text.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len()).map(|id| Node::new(self, u32::try_from(id).unwrap_or_default()))
    }

    /// The tokens, which tile the text.
    pub fn tokens(&self) -> impl Iterator<Item = (TokenKind, Span)> {
        let spans = self.starts.windows(2).map(|pair| Span::new(pair[0], pair[1]));
        self.kinds.iter().copied().zip(spans)
    }

    /// The comments.
    pub fn comments(&self) -> impl Iterator<Item = Comment> {
        let mut code = false;
        self.tokens().filter_map(move |(kind, span)| {
            if kind.is_comment() {
                let comment = Comment { span, trailing: code };
                code &= !self.slice(span).contains('\n');
                return Some(comment);
            }
            if kind == TokenKind::Whitespace {
                code &= !self.slice(span).contains('\n');
            } else {
                code |= !kind.is_trivia();
            }
            None
        })
    }

    /// Whether a byte offset lies in a comment.
    #[must_use]
    pub fn is_in_comment(&self, offset: u32) -> bool {
        let token = self.starts.partition_point(|start| *start <= offset);
        token.checked_sub(1).is_some_and(|token| self.kinds[token].is_comment())
    }

    /// The deepest node at a byte offset; where two touch, the one that begins there.
    #[must_use]
    pub fn node_at(&self, offset: u32) -> Node<'_> {
        let mut node = self.root();
        loop {
            let mut touching = None;
            for child in node.children() {
                let span = child.span();
                if span.start > offset {
                    break;
                }
                if offset <= span.end {
                    touching = Some(child);
                }
            }
            match touching {
                Some(child) => node = child,
                None => return node,
            }
        }
    }

    /// The smallest node that contains a span.
    #[must_use]
    pub fn covering(&self, span: Span) -> Node<'_> {
        let mut node = self.root();
        while let Some(child) = node.children().find(|child| child.span().contains(span)) {
            node = child;
        }
        node
    }

    pub(crate) fn data(&self, id: u32) -> &NodeData {
        &self.nodes[id as usize]
    }

    pub(crate) fn token_span(&self, token: u32) -> Span {
        let at = token as usize;
        Span::new(self.starts[at], self.starts[(at + 1).min(self.starts.len() - 1)])
    }

    pub(crate) fn token_text(&self, token: u32) -> &str {
        self.slice(self.token_span(token))
    }
}
