//! How wide every node is, from the inside out: on one line, and around what cannot stand on one.

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::parts::{Parts, colon_of};
use crate::node::Node;
use crate::token::TokenKind as T;
use crate::tree::{NodeId, NodeKind, Tree};

/// More columns than any line has.
pub(super) const NEVER: u32 = u32::MAX / 8;

/// What a node is to the formatter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// Keeps its bytes: a token, or something that is not understood.
    Kept,
    /// Keeps its own bytes, but what stands in it may be whole.
    Loose,
    /// A field or an entry.
    Pair,
    /// A group with its brackets and commas in order.
    Group,
}

/// The widths of a node, in columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) shape: Shape,
    /// All of it on one line; [`NEVER`] or more if that cannot be.
    pub(super) flat: u32,
    /// The first line, if it stands on several.
    pub(super) head: u32,
    /// The widest line that neither begins nor ends it, and the last one, both without indentation.
    pub(super) mid: u32,
    pub(super) tail: u32,
    /// The first line if only the list at its end is broken; [`NEVER`] if it has none.
    pub(super) hug: u32,
    /// Whether its items must stand on lines of their own.
    pub(super) expand: bool,
    /// Whether its author broke it after the opener.
    pub(super) opened: bool,
}

impl Measure {
    pub(super) const fn fits_a_line(&self) -> bool {
        self.flat < NEVER
    }

    /// A node that keeps its bytes.
    fn kept(text: &str, shape: Shape) -> Self {
        let width = columns(text);
        let (head, tail) = match (text.find('\n'), text.rfind('\n')) {
            (Some(first), Some(last)) => (columns(&text[..first]), columns(&text[last + 1..])),
            _ => (width, width),
        };
        let flat = if text.contains('\n') { NEVER } else { width };
        Self { shape, flat, head, mid: 0, tail, hug: NEVER, expand: false, opened: false }
    }
}

/// The columns of a text on one line.
pub(super) fn columns(text: &str) -> u32 {
    let width = if text.is_ascii() { text.len() } else { text.width() };
    u32::try_from(width).map_or(NEVER, |width| width.min(NEVER))
}

/// Measures every node.
pub(super) fn measure(tree: &Tree, style: &Style, stay: &[NodeId]) -> Vec<Measure> {
    let blank = Measure::kept("", Shape::Kept);
    let mut all = vec![blank; tree.nodes.len()];
    for id in (0..tree.nodes.len()).rev() {
        let node = Node::new(tree, u32::try_from(id).unwrap_or_default());
        all[id] = if stay.contains(&node.id()) {
            Measure::kept(node.text(), Shape::Loose)
        } else {
            one(node, style, &all)
        };
    }
    all
}

fn one(node: Node<'_>, style: &Style, all: &[Measure]) -> Measure {
    let whole = match node.kind() {
        NodeKind::Field | NodeKind::Entry => pair(node, all),
        NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map => group(node, style, all),
        NodeKind::Document => Some(Measure::kept("", Shape::Loose)),
        _ => Some(Measure::kept(node.text(), Shape::Kept)),
    };
    whole.unwrap_or_else(|| {
        let pair = matches!(node.kind(), NodeKind::Field | NodeKind::Entry);
        Measure::kept(node.text(), if pair { Shape::Kept } else { Shape::Loose })
    })
}

fn pair(node: Node<'_>, all: &[Measure]) -> Option<Measure> {
    colon_of(node)?;
    let value = node.value()?;
    if value.kind() == NodeKind::Error {
        return None;
    }
    let tree = node.tree();
    let (first, until) = (node.tokens().0, value.tokens().0);
    let label = own_columns(tree, first, until) + 1;
    let lines =
        (first..until).any(|t| tree.kinds[t as usize] != T::Whitespace && tree.token_text(t).contains('\n'));
    let broken = lines || has_hard_comment(tree, first, until);
    let inner = all[value.id().0 as usize];
    Some(Measure {
        shape: Shape::Pair,
        flat: if broken { NEVER } else { label + inner.flat },
        head: label + if inner.fits_a_line() { inner.flat } else { inner.head },
        hug: if broken { NEVER } else { label + inner.hug },
        ..inner
    })
}

fn group(node: Node<'_>, style: &Style, all: &[Measure]) -> Option<Measure> {
    let parts = Parts::of(node)?;
    let tree = node.tree();
    let joined = (style.joined)(node);
    let filled = !parts.items.is_empty();
    let opened = filled && breaks(tree, parts.opener + 1, parts.items[0].first);
    let hard =
        parts.gaps().any(|(from, to)| has_hard_comment(tree, from, to) || has_pinned(tree, style, from, to));
    let (name, _) = node.tokens();
    let odd = has_hard_comment(tree, name, parts.opener);
    let brace = u32::from(filled && node.kind() == NodeKind::Map);
    let opener = own_columns(tree, name, parts.opener) + 1 + brace;

    let mut line = Lines { cur: opener, head: None, mid: 0 };
    let mut between = false;
    for (i, item) in parts.items.iter().enumerate() {
        let inner = &all[item.node.id().0 as usize];
        line.cur += own_columns(tree, parts.before(i), item.first) + 2 * u32::from(i > 0);
        line.add(inner);
        line.cur += item.comma.map_or(0, |comma| own_columns(tree, item.end, comma));
        between |= i > 0 && breaks(tree, parts.before(i), item.first);
    }
    line.cur += own_columns(tree, parts.before_closer(), parts.closer) + 1 + brace;

    let several = line.head.is_some();
    let expand = hard || (odd && filled) || (opened && (!joined || several)) || (several && between);
    let flat = if several || odd || expand { NEVER } else { line.cur };
    let own = Measure {
        shape: Shape::Group,
        flat,
        head: opener - brace,
        mid: 0,
        tail: 1,
        hug: NEVER,
        expand,
        opened,
    };
    if several && !expand {
        return Some(Measure { head: line.head.unwrap_or(opener), mid: line.mid, tail: line.cur, ..own });
    }
    let hug = if flat < NEVER { hug(node, &parts, all, line.cur - 1) } else { NEVER };
    Some(Measure { hug, ..own })
}

/// The first line if only the list at the end is broken, of a group of which all but the closer has so many columns.
///
/// That is so only after plain values, so that what is broken is what the group is about.
fn hug(node: Node<'_>, parts: &Parts<'_>, all: &[Measure], columns: u32) -> u32 {
    let Some((last, others)) = parts.items.split_last() else { return NEVER };
    if matches!(node.kind(), NodeKind::List | NodeKind::Map) {
        return 1;
    }
    let inner = &all[last.node.id().0 as usize];
    if inner.hug >= NEVER || !others.iter().all(|item| is_plain(item.node)) {
        return NEVER;
    }
    columns - inner.flat + inner.hug
}

/// Whether an item holds no group, but for a name around one plain value.
pub(super) fn is_plain(item: Node<'_>) -> bool {
    let value =
        if matches!(item.kind(), NodeKind::Field | NodeKind::Entry) { item.value() } else { Some(item) };
    let Some(value) = value else { return false };
    let mut children = value.children();
    match (children.next(), children.next()) {
        (None, _) => value.brackets().is_none(),
        (Some(only), None) => value.kind() == NodeKind::Tuple && value.name().is_some() && is_leaf(only),
        _ => false,
    }
}

/// Whether a node is a value and no group.
pub(super) fn is_leaf(node: Node<'_>) -> bool {
    node.brackets().is_none() && node.is_value()
}

/// The widths of lines, while items are added.
struct Lines {
    cur: u32,
    head: Option<u32>,
    mid: u32,
}

impl Lines {
    fn add(&mut self, item: &Measure) {
        if item.fits_a_line() {
            self.cur += item.flat;
            return;
        }
        self.cur += item.head;
        match self.head {
            None => self.head = Some(self.cur),
            Some(_) => self.mid = self.mid.max(self.cur),
        }
        self.mid = self.mid.max(item.mid);
        self.cur = item.tail;
    }
}

/// The columns of a stretch between items on one line: comments, each with a blank.
fn own_columns(tree: &Tree, from: u32, to: u32) -> u32 {
    let mut width = 0;
    for token in from..to {
        let kind = tree.kinds[token as usize];
        if kind.is_comment() {
            width += columns(tree.token_text(token)) + 1;
        } else if kind != T::Whitespace {
            width += columns(tree.token_text(token));
        }
    }
    width
}

/// Whether a comment stands there that the line must end after.
pub(super) fn has_hard_comment(tree: &Tree, from: u32, to: u32) -> bool {
    (from..to).any(|token| match tree.kinds[token as usize] {
        T::LineComment => true,
        T::BlockComment => tree.token_text(token).contains('\n'),
        _ => false,
    })
}

fn has_pinned(tree: &Tree, style: &Style, from: u32, to: u32) -> bool {
    (from..to).any(|t| tree.kinds[t as usize].is_comment() && (style.pinned)(tree.token_text(t)))
}

/// Whether a line ends in a stretch of white space and comments.
pub(super) fn breaks(tree: &Tree, from: u32, to: u32) -> bool {
    (from..to).any(|t| tree.kinds[t as usize] == T::Whitespace && tree.token_text(t).contains('\n'))
}
