//! Paths to parts of a text, by name where the text has names: `phases[Base].week.mon[lower]`. They stay the same
//! when lines move, so findings are told apart by them.

use gait_syntax::{Node, NodeKind, Span, Tree};

/// The path of the smallest part of the text that contains `span`; empty for the document itself.
#[must_use]
pub fn path(tree: &Tree, span: Span) -> String {
    let mut out = String::new();
    let mut node = tree.value();
    while let Some(at) = node {
        if at.span() == span {
            break;
        }
        node = step(at, span, &mut out);
    }
    out
}

/// Goes one level down towards `span`, and writes that down.
fn step<'t>(node: Node<'t>, span: Span, out: &mut String) -> Option<Node<'t>> {
    match node.kind() {
        NodeKind::Struct => {
            let field = node.fields().find(|f| f.span().contains(span))?;
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(field.name().map_or("", |(name, _)| name));
            field.value().filter(|v| v.span().contains(span))
        }
        NodeKind::Map => {
            let entry = node.entries().find(|e| e.span().contains(span))?;
            let key = entry.key().and_then(Node::str_value).unwrap_or_default();
            bracket(out, &key);
            entry.value().filter(|v| v.span().contains(span))
        }
        NodeKind::List => {
            let (index, element) = node.elements().enumerate().find(|(_, e)| e.span().contains(span))?;
            element_step(node, index, element, out);
            Some(element)
        }
        NodeKind::Tuple => node.elements().find(|e| e.span().contains(span)),
        _ => None,
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
