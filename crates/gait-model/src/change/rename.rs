//! Renaming a session wherever it is named: its key, slots, ramps and entries of `Each`.

use gait_syntax::edit::Edit;
use gait_syntax::{Node, NodeKind, Span, Tree, offset_in_literal};

use crate::notation::{is_name, parse_slot};

pub(super) fn template(tree: &Tree, from: &str, to: &str) -> Option<Vec<Edit>> {
    if !is_name(to) {
        return None;
    }
    let plan = tree.value()?;
    let key = plan.field("sessions")?.entry(from)?.parent()?.key()?;
    let mut edits = vec![within(key, 0, from.len(), to)?];
    let places = [plan.field("phases"), plan.field("days")];
    for string in
        places.into_iter().flatten().flat_map(Node::descendants).filter(|n| n.kind() == NodeKind::String)
    {
        edits.extend(
            names_in(string, from).into_iter().filter_map(|at| within(string, at, at + from.len(), to)),
        );
    }
    Some(edits)
}

/// Where a string names the session, in bytes of its value: slots, `Each` entries, and keys of `ramp`.
fn names_in(string: Node<'_>, name: &str) -> Vec<usize> {
    let Some(text) = string.str_value() else { return Vec::new() };
    if string.parent().is_some_and(|p| p.kind() == NodeKind::Entry && p.key() == Some(string)) {
        let session = text.split('/').next().unwrap_or("");
        return if session == name { vec![0] } else { Vec::new() };
    }
    // Notes and names of phases parse as slots as well, so only lists of slots and entries are looked at.
    let is_slot = string.parent().is_some_and(|p| match p.kind() {
        NodeKind::List => true,
        NodeKind::Field => p.name().is_some_and(|(field, _)| field == "use"),
        _ => false,
    });
    if !is_slot || !text.contains(name) {
        return Vec::new();
    }
    let Some(slot) = parse_slot(&text).value else { return Vec::new() };
    slot.choices
        .iter()
        .filter(|c| *c.value.name.value == *name)
        .map(|c| c.value.name.at.start as usize)
        .collect()
}

/// The edit that replaces a part of a string's value.
fn within(string: Node<'_>, from: usize, to: usize, with: &str) -> Option<Edit> {
    let at = |offset| {
        u32::try_from(offset_in_literal(string.text(), offset)).ok().map(|o| string.span().start + o)
    };
    Some(Edit::new(Span::new(at(from)?, at(to)?), with))
}
