//! Paths to parts of a text, by name where the text has names: `phases[Base].week.mon[lower]`. They stay the same
//! when lines move, so findings are told apart by them.

use gait_syntax::{Node, NodeId, NodeKind, Span, Tree};
use rustc_hash::FxHashMap;

/// Finds the paths of many parts of one text: wide groups are listed once, not searched from their start each time.
#[derive(Debug)]
pub struct Paths<'t> {
    tree: &'t Tree,
    children: FxHashMap<NodeId, Vec<Node<'t>>>,
}

/// So many bytes hold most paths: `phases[Base].week[0].mon[lower]`.
const USUAL_LENGTH: usize = 64;

impl<'t> Paths<'t> {
    /// The paths in a text.
    #[must_use]
    pub fn new(tree: &'t Tree) -> Self {
        Self { tree, children: FxHashMap::default() }
    }

    /// The path of the smallest part of the text that contains `span`; empty for the document itself. Something in a
    /// comment has no place of its own in that part and is named by its words.
    pub fn of(&mut self, span: Span) -> String {
        let mut out = String::with_capacity(USUAL_LENGTH);
        // The outermost group that the path leads to: `Strength` and the list in it have the same.
        let (mut around, mut length) = (self.tree.root(), 0);
        let mut node = self.tree.value();
        while let Some(at) = node {
            if at.span() == span {
                return out;
            }
            if at.span().contains(span) && out.len() > length {
                (around, length) = (at, out.len());
            }
            node = self.step(at, span, &mut out);
        }
        if self.tree.is_in_comment(span.start) {
            // Between a name and its value is not yet in the value.
            out.truncate(length);
            self.words(around, span, &mut out);
        }
        out
    }

    /// Writes down the words of something in a comment, and which of several alike it is in the group around it.
    fn words(&self, around: Node<'t>, span: Span, out: &mut String) {
        let words = self.tree.slice(span);
        let comments = self.tree.comments().map(|comment| comment.span);
        let comments =
            comments.filter(|comment| around.span().contains(*comment) && comment.start < span.start);
        let before =
            comments.map(|comment| self.tree.slice(Span::new(comment.start, comment.end.min(span.start))));
        let alike: usize = before.map(|text| text.matches(words).count()).sum();
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(words);
        if alike > 0 {
            out.push_str(&format!("#{}", alike + 1));
        }
    }

    /// The child of a group that contains `span`, and its index.
    fn child(&mut self, group: Node<'t>, span: Span) -> Option<(usize, Node<'t>)> {
        let children = self.children.entry(group.id()).or_insert_with(|| group.children().collect());
        let index = children.partition_point(|child| child.span().end < span.end);
        children.get(index).filter(|child| child.span().contains(span)).map(|child| (index, *child))
    }

    /// Goes one level down towards `span`, and writes that down.
    fn step(&mut self, node: Node<'t>, span: Span, out: &mut String) -> Option<Node<'t>> {
        let (index, child) = self.child(node, span)?;
        match node.kind() {
            NodeKind::Struct => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(child.name().map_or("", |(name, _)| name));
                child.value().filter(|v| v.span().contains(span))
            }
            NodeKind::Map => {
                let key = child.key().and_then(Node::str_value).unwrap_or_default();
                bracket(out, &key);
                child.value().filter(|v| v.span().contains(span))
            }
            NodeKind::List => {
                element_step(node, index, child, out);
                Some(child)
            }
            NodeKind::Tuple => Some(child),
            _ => None,
        }
    }
}

fn element_step(list: Node<'_>, index: usize, element: Node<'_>, out: &mut String) {
    let Some(name) = name_of(element) else {
        bracket(out, &index.to_string());
        return;
    };
    let before = list.elements().take(index).filter(|e| name_of(*e).as_ref() == Some(&name)).count();
    if before == 0 {
        bracket(out, &name);
    } else {
        bracket(out, &format!("{name}#{}", before + 1));
    }
}

fn bracket(out: &mut String, name: &str) {
    out.push('[');
    out.push_str(name);
    out.push(']');
}

/// What an element of a list is called: its `name`, or the first word of its notation.
fn name_of(element: Node<'_>) -> Option<String> {
    if element.kind() == NodeKind::String {
        return first_word(&element.str_value()?);
    }
    if let Some(name) = element.field("name").and_then(Node::str_value) {
        return Some(name.into_owned());
    }
    let notation = ["use", "lift", "date", "from"].into_iter().find_map(|f| element.field(f));
    first_word(&notation?.str_value()?)
}

fn first_word(text: &str) -> Option<String> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}
