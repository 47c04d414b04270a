//! Changes of place: slots between days, and what stands on single dates.

use std::cmp::Ordering;

use gait_syntax::edit::{self, Edit, apply, difference, quote};
use gait_syntax::{Node, NodeKind, Span, Tree, parse};
use jiff::civil::{Date, Weekday};

use super::insert::{indentation, outdented};
use super::{Day, field_order, node_at, set_notation};
use crate::date::{ALL, parse_day_key, short_name};
use crate::notation::{At, parse_slot};
use crate::plan::Plan;
use crate::units::Clock;

/// The days of a week in the order of the table of fields.
pub(super) fn week_fields() -> [&'static str; 7] {
    ALL.map(short_name)
}

pub(super) fn move_slot(tree: &Tree, plan: &Plan, slot: Span, to: Day, index: usize) -> Option<Vec<Edit>> {
    let room = make_room(tree, plan, slot, to)?;
    let text = apply(tree.text(), &room).ok()?;
    let roomy = parse(&text).tree;
    let node = node_at(&roomy, after(slot, &room))?;
    let source = node.parent().filter(|list| list.kind() == NodeKind::List)?;
    let target = list_of(&roomy, plan, node, to)?;
    let edits = edit::move_item(node, target, index)?;
    // A day left out of a pattern is rest; in `days` the empty list says so.
    let day = source.parent().filter(|day| day.kind() == NodeKind::Field);
    let left = day.filter(|_| source != target && source.elements().count() == 1);
    if room.is_empty() && left.is_none() {
        return Some(edits);
    }
    let mut moved = apply(&text, &edits).ok()?;
    if let Some(day) = left {
        moved = without_day(&moved, &path_of(day))?;
    }
    Some(difference(tree.text(), &moved).into_iter().collect())
}

/// Takes a slot out. A day left out of a pattern is rest; in `days` the empty list says so.
pub(super) fn remove_slot(tree: &Tree, slot: Span) -> Option<Vec<Edit>> {
    let node = node_at(tree, slot)?;
    let list = node.parent().filter(|list| list.kind() == NodeKind::List)?;
    let edits = edit::remove(node)?;
    let day = list.parent().filter(|day| day.kind() == NodeKind::Field);
    let Some(day) = day.filter(|_| list.elements().count() == 1) else { return Some(edits) };
    let left = without_day(&apply(tree.text(), &edits).ok()?, &path_of(day))?;
    Some(difference(tree.text(), &left).into_iter().collect())
}

/// The list of slots that a slot is to go to.
fn list_of<'t>(tree: &'t Tree, plan: &Plan, slot: Node<'t>, to: Day) -> Option<Node<'t>> {
    let list = match to {
        Day::Pattern(day) => week_of(slot)?.field(short_name(day)),
        Day::Date(date) => entry_of(tree, plan, date).and_then(Node::value),
    };
    list.filter(|list| list.kind() == NodeKind::List)
}

/// The pattern that a slot stands in.
fn week_of(slot: Node<'_>) -> Option<Node<'_>> {
    slot.parent()?.parent()?.parent().filter(|week| week.kind() == NodeKind::Struct)
}

/// Writes down the day that a slot is to go to, if the pattern does not have it yet.
fn make_room(tree: &Tree, plan: &Plan, slot: Span, to: Day) -> Option<Vec<Edit>> {
    let node = node_at(tree, slot)?;
    match to {
        _ if list_of(tree, plan, node, to).is_some() => Some(Vec::new()),
        Day::Pattern(day) => edit::set_field(week_of(node)?, short_name(day), "[]", &week_fields()),
        Day::Date(_) => None,
    }
}

/// Where a span is after edits that do not touch it.
fn after(span: Span, edits: &[Edit]) -> Span {
    let before = edits.iter().filter(|edit| edit.span.end <= span.start);
    let by: i64 = before.map(|e| i64::try_from(e.text.len()).unwrap_or(0) - i64::from(e.span.len())).sum();
    let shift = |at: u32| u32::try_from(i64::from(at) + by).unwrap_or(at);
    Span::new(shift(span.start), shift(span.end))
}

/// Takes a day out that a slot has left, by its path; it stays if a comment would be lost with it.
fn without_day(text: &str, path: &[usize]) -> Option<String> {
    let tree = parse(text).tree;
    let day = path.iter().try_fold(tree.root(), |node, index| node.children().nth(*index))?;
    let edits = edit::remove(day)?;
    let loses_comments = edits.iter().any(|e| tree.comments().any(|c| e.span.contains(c.span)));
    if loses_comments { Some(text.to_owned()) } else { apply(text, &edits).ok() }
}

/// The way to a node from the root: which child at every step.
fn path_of(node: Node<'_>) -> Vec<usize> {
    let mut path = Vec::new();
    let mut at = node;
    while let Some(parent) = at.parent() {
        path.extend(parent.children().position(|child| child == at));
        at = parent;
    }
    path.reverse();
    path
}

/// Sets the start of a slot, `at` in the long form, `@ hh:mm` in the short, or takes it away.
pub(super) fn set_start(tree: &Tree, slot: Span, at: Option<Clock>) -> Option<Vec<Edit>> {
    let node = node_at(tree, slot)?;
    let notation = if node.kind() == NodeKind::Struct { node.field("use")? } else { node };
    let written = parse_slot(&notation.str_value()?);
    let mut value = written.value.filter(|_| written.errors.is_empty())?;
    if node.kind() == NodeKind::Struct && value.at.is_none() {
        return match (at, node.field("at")) {
            (Some(at), _) => {
                edit::set_field(node, "at", &quote(&at.to_string()), &["use", "at", "note", "optional"])
            }
            (None, Some(old)) => edit::remove(old.parent()?),
            (None, None) => Some(Vec::new()),
        };
    }
    value.at = at.map(|at| At { value: at, at: 0..0 });
    set_notation(tree, slot, "use", &value.to_string())
}

/// Lets the lists of two days change places; a day that is not written takes the other's name.
pub(super) fn swap_days(tree: &Tree, week: Span, days: [Weekday; 2]) -> Option<Vec<Edit>> {
    let week = node_at(tree, week).filter(|node| node.kind() == NodeKind::Struct)?;
    let list = |day: Weekday| week.field(short_name(day));
    match (list(days[0]), list(days[1])) {
        (Some(one), Some(other)) => {
            let text = |list: Node<'_>| outdented(list.text(), indentation(list));
            Some([edit::replace(one, &text(other)), edit::replace(other, &text(one))].concat())
        }
        (Some(one), None) => edit::rename(one.parent()?, short_name(days[1])),
        (None, Some(other)) => edit::rename(other.parent()?, short_name(days[0])),
        (None, None) => None,
    }
}

/// The entry of `days` for a date, however its key is written.
pub(super) fn entry_of<'t>(tree: &'t Tree, plan: &Plan, date: Date) -> Option<Node<'t>> {
    let days = tree.value()?.field("days")?;
    days.entries().find(|entry| entry.key().and_then(|key| day_of(plan, key)) == Some(date))
}

/// The date that a key of `days` says.
pub(super) fn day_of(plan: &Plan, key: Node<'_>) -> Option<Date> {
    Some(parse_day_key(&key.str_value()?).ok()?.date(plan.first_day))
}

pub(super) fn set_day(tree: &Tree, plan: &Plan, date: Date, slots: &[String]) -> Option<Vec<Edit>> {
    let list = format!("[{}]", slots.iter().map(|slot| quote(slot)).collect::<Vec<_>>().join(", "));
    if let Some(entry) = entry_of(tree, plan, date) {
        let old = entry.value()?;
        let is_list = old.kind() == NodeKind::List;
        return if is_list { set_entry(tree, plan, date, slots) } else { Some(edit::replace(old, &list)) };
    }
    let value = tree.value()?;
    let entry = format!("\"{date}\": {list}");
    match value.field("days") {
        Some(days) => edit::insert(days, days.entries().count(), &entry),
        None => edit::set_field(value, "days", &format!("{{ {entry} }}"), &field_order(value)),
    }
}

/// Changes only the slots of an entry that differ, so that the others keep their place, notes and comments.
fn set_entry(tree: &Tree, plan: &Plan, date: Date, slots: &[String]) -> Option<Vec<Edit>> {
    let mut text = tree.text().to_owned();
    loop {
        let tree = parse(&text).tree;
        let list = entry_of(&tree, plan, date)?.value()?;
        let Some(edits) = next_slot(list, slots)? else { break };
        text = apply(&text, &edits).ok()?;
    }
    Some(difference(tree.text(), &text).into_iter().collect())
}

/// The edit that makes the first slot right that is not; `Some(None)` if all are.
fn next_slot(list: Node<'_>, slots: &[String]) -> Option<Option<Vec<Edit>>> {
    let old: Vec<Node<'_>> = list.elements().collect();
    let same = old.iter().zip(slots).take_while(|(old, slot)| says(**old, slot)).count();
    let edits = match (old.get(same), slots.get(same)) {
        (None, None) => return Some(None),
        (None, Some(slot)) => edit::insert(list, same, &quote(slot))?,
        (Some(old), None) => edit::remove(*old)?,
        (Some(first), Some(slot)) => {
            let comes_later = old[same..].iter().any(|other| says(*other, slot));
            let is_kept = slots[same..].iter().any(|other| says(*first, other));
            match old.len().cmp(&slots.len()) {
                Ordering::Greater if comes_later => edit::remove(*first)?,
                Ordering::Less if is_kept => edit::insert(list, same, &quote(slot))?,
                _ => edit::replace(*first, &quote(slot)),
            }
        }
    };
    Some(Some(edits))
}

/// Whether a slot as written says what the notation says; a note is beside the point.
fn says(slot: Node<'_>, text: &str) -> bool {
    let only_notes = || slot.fields().filter_map(Node::name).all(|(name, _)| matches!(name, "use" | "note"));
    match slot.kind() {
        NodeKind::String => slot.str_value().is_some_and(|value| value == text),
        NodeKind::Struct if only_notes() => {
            slot.field("use").and_then(Node::str_value).is_some_and(|value| value == text)
        }
        _ => false,
    }
}
