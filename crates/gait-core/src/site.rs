//! What stands at an offset of a text: the way there through the table of fields, and what may be written in that place.
//!
//! Works on whatever has been typed so far: a missing value, an unclosed bracket and half a word are places like others.
//! All parts of a text one after the other are shown by `typed.rs`.

mod walk;

use std::borrow::Cow;

use gait_model::shape::{EnumShape, FieldShape, Key, Kind, Notation, StructShape, VariantShape};
use gait_syntax::{Node, NodeKind, Span, TokenKind, Tree};

/// An offset of a text, understood.
#[derive(Clone, Debug)]
pub struct Site<'t> {
    /// The text.
    pub tree: &'t Tree,
    /// The byte asked about.
    pub offset: u32,
    /// The deepest node that the offset belongs to.
    pub node: Node<'t>,
    /// The way from the whole text to the node, outermost first.
    pub path: Vec<Step<'t>>,
    /// What stands there.
    pub place: Place,
}

/// One step from a group into a part of it.
#[derive(Clone, Debug)]
pub struct Step<'t> {
    /// The group that is stepped into.
    pub node: Node<'t>,
    /// Which part of it.
    pub part: Part<'t>,
}

/// A part of a group.
#[derive(Clone, Debug)]
pub enum Part<'t> {
    /// The value of a field.
    Field(&'static StructShape, &'static FieldShape),
    /// What a variant holds.
    Variant(&'static EnumShape, &'static VariantShape),
    /// An element of a list, counted from 0.
    Element(usize),
    /// The value of an entry of a map: what the key names, and the key.
    Entry(Key, Cow<'t, str>),
}

/// What stands at an offset.
#[derive(Clone, Debug)]
pub enum Place {
    /// The name of a field, or the empty place for one.
    Name {
        /// The struct.
        shape: &'static StructShape,
        /// What is written of the name; empty where nothing is.
        word: Span,
        /// Whether a colon follows.
        has_colon: bool,
    },
    /// A value that is no text: a word, a number, the name before a parenthesis, or the empty place for any value.
    Value {
        /// The kinds of value that may stand here.
        kinds: Vec<Kind>,
        /// What is written; empty where nothing is.
        word: Span,
        /// Whether parentheses follow the word.
        has_parens: bool,
        /// The struct whose fields may stand here as well: nothing else stands in the parentheses of a variant.
        or_fields_of: Option<&'static StructShape>,
    },
    /// Text, or a word where a key in quotes belongs.
    Text {
        /// What the text says.
        says: Says,
        /// The literal with its quotes.
        literal: Span,
        /// What stands between the quotes; as far as the line goes if they are not closed.
        body: Span,
        /// Whether there are quotes.
        quoted: bool,
        /// Whether a colon follows a key.
        has_colon: bool,
    },
    /// A comment.
    Comment(Span),
    /// Nothing that could be said anything about.
    Nothing,
}

/// What a text says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    /// Something in a notation.
    Notation(Notation),
    /// The key of a map.
    Key(Key),
    /// Anything.
    Free,
}

impl<'t> Site<'t> {
    /// What stands at `offset` of a text whose whole is a value of the kind `root`.
    #[must_use]
    pub fn at(tree: &'t Tree, root: Kind, offset: u32) -> Self {
        let offset = offset.min(u32::try_from(tree.text().len()).unwrap_or(u32::MAX));
        let mut site = Self { tree, offset, node: tree.root(), path: Vec::new(), place: Place::Nothing };
        if let Some(comment) = comment_at(tree, offset) {
            site.place = Place::Comment(comment);
            return site;
        }
        walk::Walk::new(&mut site).document(root);
        site
    }

    /// The field whose value the offset is in, directly or in a list, a map or a variant.
    #[must_use]
    pub fn field(&self) -> Option<(&'static StructShape, &'static FieldShape)> {
        self.path.iter().rev().find_map(|step| match step.part {
            Part::Field(shape, field) => Some((shape, field)),
            _ => None,
        })
    }

    /// The key of the innermost entry of a map with such keys that the offset is in.
    #[must_use]
    pub fn key(&self, wanted: Key) -> Option<&str> {
        self.path.iter().rev().find_map(|step| match &step.part {
            Part::Entry(key, name) if *key == wanted => Some(&**name),
            _ => None,
        })
    }

    /// What stands in a text before the offset, escapes as they are written; nothing outside of texts.
    #[must_use]
    pub fn text_before(&self) -> Option<&'t str> {
        match &self.place {
            Place::Text { body, .. } => {
                Some(self.tree.slice(Span::new(body.start, self.offset.max(body.start))))
            }
            _ => None,
        }
    }
}

/// The comment that the offset is in: at the end of a line comment one may still write on.
fn comment_at(tree: &Tree, offset: u32) -> Option<Span> {
    let inside = |kind: TokenKind, span: Span| {
        let end = if kind == TokenKind::LineComment { span.end + 1 } else { span.end };
        kind.is_comment() && span.start < offset && offset < end
    };
    tree.tokens()
        .take_while(|(_, span)| span.start < offset)
        .find(|(kind, span)| inside(*kind, *span))
        .map(|(_, span)| span)
}

/// Whether a node is a text, also one that is never closed.
fn is_text(node: Node<'_>) -> bool {
    let broken = node.kind() == NodeKind::Error && node.children().next().is_none();
    node.kind() == NodeKind::String
        || (broken && node.text().starts_with(['"', 'r']) && node.text().contains('"'))
}
