//! Changes of a tree as text edits: comments, layout and habits of the text are kept.
//!
//! A change that makes no sense, such as an insertion into a number or into a group that is never closed, gives `None`;
//! one that changes nothing gives no edits. After several edits the text is parsed anew.

use crate::edit::{Edit, apply, difference, quote};
use crate::layout::{Item, Layout, newline_of, reindent};
use crate::node::Node;
use crate::token::TokenKind as T;
use crate::tree::{NodeKind, Tree};
use crate::{Span, parse};

/// The step of indentation where no sibling shows one.
const STEP: &str = "    ";

/// Replaces a node. Lines after the first are indented like the line the node stands on; comments inside the old
/// value go with it.
#[must_use]
pub fn replace(node: Node<'_>, text: &str) -> Vec<Edit> {
    let source = node.tree().text();
    let start = node.span().start as usize;
    let line = &source[source[..start].rfind('\n').map_or(0, |newline| newline + 1)..];
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    let text = reindent(text, "", indent, newline_of(source));
    if text == node.text() { Vec::new() } else { vec![Edit::new(node.span(), text)] }
}

/// Renames a field, the key of an entry, or the name of a struct, tuple or bare name.
#[must_use]
pub fn rename(node: Node<'_>, name: &str) -> Option<Vec<Edit>> {
    if let Some(key) = node.key() {
        let text = if key.kind() == NodeKind::String { quote(name) } else { name.to_owned() };
        let same = key.str_value().is_some_and(|value| value == name);
        return Some(if same { Vec::new() } else { replace(key, &text) });
    }
    let (old, span) = node.name()?;
    Some(if old == name { Vec::new() } else { vec![Edit::new(span, name)] })
}

/// Sets the field of a struct: replaces its value, or inserts it.
///
/// A new field stands after those that come before it in `order`, or last if `order` does not tell.
#[must_use]
pub fn set_field(group: Node<'_>, name: &str, value: &str, order: &[&str]) -> Option<Vec<Edit>> {
    if let Some(old) = group.field(name) {
        return Some(if old.span().is_empty() { vec![fill(old, value)] } else { replace(old, value) });
    }
    let rank = |name: &str| order.iter().position(|other| *other == name);
    let mut index = group.children().count();
    if let Some(own) = rank(name) {
        let after = |field: Node<'_>| {
            field.name().and_then(|(other, _)| rank(other)).is_some_and(|other| other > own)
        };
        index = group.children().position(after).unwrap_or(index);
    }
    insert(group, index, &format!("{name}: {value}"))
}

/// Writes a value where one is missing after a colon.
fn fill(gap: Node<'_>, value: &str) -> Edit {
    let at = gap.span().start;
    let rest = &gap.tree().text()[at as usize..];
    let len = rest.bytes().take_while(|byte| *byte == b' ').count();
    let ends_here = rest[len..].starts_with([',', ')', ']', '}']);
    let blank = if ends_here { u32::try_from(len).unwrap_or_default() } else { 0 };
    Edit::new(Span::new(at, at + blank), format!(" {value}"))
}

/// Inserts an item: an element into a list or tuple, `name: value` into a struct, `key: value` into a map.
///
/// It stands before the item that has this index now, or last. Lines of `text` after the first are indented as deep as
/// it comes to stand.
#[must_use]
pub fn insert(group: Node<'_>, index: usize, text: &str) -> Option<Vec<Edit>> {
    let layout = Layout::of(group)?;
    let needs_lines = text.starts_with("//");
    let snippet = Snippet { text: text.to_owned(), tail: String::new(), indent: String::new(), needs_lines };
    Some(insert_snippet(&layout, index, &snippet))
}

/// Removes an item of a struct, tuple, list or map with its comma and the comments it owns.
#[must_use]
pub fn remove(item: Node<'_>) -> Option<Vec<Edit>> {
    let (layout, index) = place_of(item)?;
    Some(remove_at(&layout, index))
}

/// Moves an item with the comments it owns to a place in a group, which may be its own.
///
/// The index counts the items of that group without the one moved.
#[must_use]
pub fn move_item(item: Node<'_>, group: Node<'_>, index: usize) -> Option<Vec<Edit>> {
    let (source, from) = place_of(item)?;
    if group.id() == item.id() || group.ancestors().any(|outer| outer == item) {
        return None;
    }
    if item.parent() == Some(group) {
        return Some(move_within(&source, group, from, index));
    }
    let target = Layout::of(group)?;
    let snippet = Snippet::cut(&source, &source.items[from]);
    let mut edits = remove_at(&source, from);
    edits.extend(insert_snippet(&target, index, &snippet));
    apply(target.tree.text(), &edits).ok().map(|_| edits)
}

/// The layout an item stands in, and its index there.
fn place_of(item: Node<'_>) -> Option<(Layout<'_>, usize)> {
    let group = item.parent()?;
    let index = group.children().position(|child| child == item)?;
    Some((Layout::of(group)?, index))
}

/// An item on its way: its text with the comments before it, and those after it.
struct Snippet {
    text: String,
    tail: String,
    /// The indentation of its lines so far.
    indent: String,
    /// Whether a comment goes on to the line end before or after it.
    needs_lines: bool,
}

impl Snippet {
    fn cut(layout: &Layout<'_>, item: &Item) -> Self {
        let span = Span::new(layout.at(item.lead), layout.at(item.end));
        let comments = (item.end..item.tail).filter(|token| layout.kind(*token).is_comment());
        let mut tail = String::new();
        let mut open = false;
        for token in comments {
            tail.push_str(match (tail.is_empty(), open) {
                (true, _) => "",
                (false, true) => "\n",
                (false, false) => " ",
            });
            tail.push_str(layout.tree.token_text(token));
            open = layout.kind(token) == T::LineComment;
        }
        let indent = layout.indent(item.lead).to_owned();
        let mut around = (item.lead..item.first).chain(item.end..item.tail);
        let needs_lines = around.any(|token| layout.kind(token) == T::LineComment);
        Self { text: layout.tree.slice(span).to_owned(), tail, indent, needs_lines }
    }

    /// The item with or without a comma, then its comments.
    fn written(&self, comma: bool, indent: &str, newline: &str) -> String {
        let mut text = reindent(&self.text, &self.indent, indent, newline);
        if comma {
            text.push(',');
        }
        for line in self.tail.split_inclusive('\n') {
            text.push_str(if text.ends_with('\n') { indent } else { " " });
            text.push_str(line);
        }
        text
    }
}

fn insert_snippet(layout: &Layout<'_>, index: usize, snippet: &Snippet) -> Vec<Edit> {
    match (layout.items.get(index), layout.items.last()) {
        (_, None) => vec![insert_first(layout, snippet)],
        (Some(next), _) => vec![insert_before(layout, index, next, snippet)],
        (None, Some(last)) => insert_last(layout, last, snippet),
    }
}

/// Into a group without items.
fn insert_first(layout: &Layout<'_>, snippet: &Snippet) -> Edit {
    let newline = newline_of(layout.tree.text());
    let outer = layout.indent(layout.closer);
    let indent = format!("{outer}{STEP}");
    let inner = Span::new(layout.at(layout.opener + 1), layout.at(layout.closer));
    if layout.starts_line(layout.closer) {
        let text = format!("{indent}{}{newline}", snippet.written(true, &indent, newline));
        return Edit::insert(layout.line_start(layout.closer), text);
    }
    if snippet.needs_lines {
        let text = format!("{newline}{indent}{}{newline}{outer}", snippet.written(true, &indent, newline));
        let kept = layout.tree.slice(inner).trim_end_matches([' ', '\t']).len();
        let kept = inner.start + u32::try_from(kept).unwrap_or_default();
        return Edit::new(Span::new(kept, inner.end), text);
    }
    let text = snippet.written(false, outer, newline);
    if layout.has_comments(layout.opener + 1, layout.closer) {
        Edit::insert(inner.end, text)
    } else {
        Edit::new(inner, text)
    }
}

fn insert_before(layout: &Layout<'_>, index: usize, next: &Item, snippet: &Snippet) -> Edit {
    let newline = newline_of(layout.tree.text());
    let indent = layout.indent(next.lead);
    if layout.starts_line(next.lead) {
        let text = format!("{indent}{}{newline}", snippet.written(true, indent, newline));
        return Edit::insert(layout.line_start(next.lead), text);
    }
    if !snippet.needs_lines {
        return Edit::insert(layout.at(next.lead), format!("{} ", snippet.written(true, indent, newline)));
    }
    let after = index.checked_sub(1).map_or(layout.opener + 1, |before| layout.items[before].tail);
    let indent = format!("{}{STEP}", layout.indent(layout.opener));
    let text = format!("{newline}{indent}{}{newline}{indent}", snippet.written(true, &indent, newline));
    Edit::new(Span::new(layout.at(after), layout.at(next.lead)), text)
}

fn insert_last(layout: &Layout<'_>, last: &Item, snippet: &Snippet) -> Vec<Edit> {
    let newline = newline_of(layout.tree.text());
    let comma = last.comma.is_some();
    let own_line =
        layout.starts_line(last.lead) || snippet.needs_lines || layout.follows_line_comment(last.tail);
    let text = if own_line {
        let indent = if layout.starts_line(last.lead) {
            layout.indent(last.lead).to_owned()
        } else {
            format!("{}{STEP}", layout.indent(layout.opener))
        };
        let mut text = format!("{newline}{indent}{}", snippet.written(comma, &indent, newline));
        if snippet.tail.contains("//") && !layout.ends_line(last.tail) {
            text += newline;
            text += layout.indent(layout.opener);
        }
        text
    } else {
        format!(" {}", snippet.written(comma, layout.indent(last.first), newline))
    };
    let (end, tail) = (layout.at(last.end), layout.at(last.tail));
    // Blanks at the line end would become part of a comment.
    let blanks = if own_line && layout.ends_line(last.tail) { layout.blanks(last.tail) } else { 0 };
    let span = Span::new(tail, tail + blanks);
    match (comma, end == tail) {
        (true, _) => vec![Edit::new(span, text)],
        (false, true) => vec![Edit::new(span, format!(",{text}"))],
        (false, false) => vec![Edit::insert(end, ","), Edit::new(span, text)],
    }
}

fn remove_at(layout: &Layout<'_>, index: usize) -> Vec<Edit> {
    let item = &layout.items[index];
    let before = index.checked_sub(1).map(|before| &layout.items[before]);
    let next = layout.items.get(index + 1);
    let mut edits = Vec::new();
    if let (Some(comma), None, None) = (before.and_then(|before| before.comma), item.comma, next) {
        edits.push(Edit::delete(layout.tree.token_span(comma)));
    }
    let span = match (before, next) {
        _ if layout.has_own_lines(item) => {
            Span::new(layout.line_start(item.lead), layout.next_line(item.tail))
        }
        (None, None) => lone(layout, item),
        (_, Some(next)) if !layout.starts_line(next.lead) => {
            Span::new(layout.at(item.lead), layout.at(next.lead))
        }
        _ => {
            // White space before the item goes too, unless a comment needs its line end.
            let blank = item.lead > 0 && layout.kind(item.lead - 1) == T::Whitespace;
            let opens_line = before.is_none() && layout.starts_line(item.lead);
            let keep = !blank || layout.follows_line_comment(item.lead - 1) || opens_line;
            Span::new(layout.at(if keep { item.lead } else { item.lead - 1 }), layout.at(item.tail))
        }
    };
    edits.push(Edit::delete(span));
    if before.is_none()
        && next.is_none()
        && !layout.has_comments(layout.opener + 1, item.lead)
        && !layout.has_comments(item.tail, layout.closer)
    {
        return vec![Edit::delete(Span::new(layout.at(layout.opener + 1), layout.at(layout.closer)))];
    }
    edits
}

/// The only item of its group, with comments beside it that are not its own.
fn lone(layout: &Layout<'_>, item: &Item) -> Span {
    Span::new(layout.at(item.lead), layout.at(item.tail))
}

fn move_within(layout: &Layout<'_>, group: Node<'_>, from: usize, index: usize) -> Vec<Edit> {
    let count = layout.items.len();
    let index = index.min(count - 1);
    if index == from {
        return Vec::new();
    }
    let snippet = Snippet::cut(layout, &layout.items[from]);
    let to = if index < from { index } else { index + 1 };
    let commas = layout.items.iter().all(|item| item.comma.is_some());
    if commas || (from + 1 < count && to < count) {
        let mut edits = remove_at(layout, from);
        edits.extend(insert_snippet(layout, to, &snippet));
        if apply(layout.tree.text(), &edits).is_ok() {
            return edits;
        }
    }
    // Where commas change hands, the two steps are taken one after the other.
    let text = layout.tree.text();
    let moved = apply(text, &remove_at(layout, from)).ok().and_then(|less| {
        let tree = parse(&less).tree;
        let layout = Layout::of(same_place(group, &tree)?)?;
        apply(&less, &insert_snippet(&layout, index, &snippet)).ok()
    });
    moved.and_then(|moved| difference(text, &moved)).into_iter().collect()
}

/// The node of another tree that stands where this one stands in its own.
fn same_place<'t>(node: Node<'_>, tree: &'t Tree) -> Option<Node<'t>> {
    let Some(parent) = node.parent() else { return Some(tree.root()) };
    let index = parent.children().position(|child| child == node)?;
    same_place(parent, tree)?.children().nth(index)
}
