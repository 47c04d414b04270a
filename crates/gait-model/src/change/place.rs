//! Changes of place: slots between days, and what stands on single dates.

use gait_syntax::edit::{self, Edit, quote};
use gait_syntax::{Node, NodeKind, Span, Tree};
use jiff::civil::{Date, Weekday};

use super::{Day, field_order, in_steps, node_at};
use crate::date::{ALL, DayKey, add_days, parse_day_key, short_name};
use crate::plan::Plan;

/// The days of a week in the order of the table of fields.
fn week_fields() -> [&'static str; 7] {
    ALL.map(short_name)
}

pub(super) fn move_slot(tree: &Tree, plan: &Plan, slot: Span, to: Day, index: usize) -> Option<Vec<Edit>> {
    let node = node_at(tree, slot)?;
    let source = node.parent().filter(|list| list.kind() == NodeKind::List)?;
    let holder = source.parent()?;
    let list = match to {
        Day::Pattern(day) => day_of_week(holder.parent()?, day),
        Day::Date(date) => entry_of(tree, plan, date).and_then(Node::value),
    };
    let alone = source.elements().count() == 1 && list != Some(source);
    match list {
        Some(list) if !alone => edit::move_item(node, list, index),
        Some(_) => in_steps(
            tree,
            &[&|tree| move_slot_into(tree, plan, slot, to, index), &|tree| drop_empty(tree, slot)],
        ),
        None => make_room(tree, plan, slot, to, index),
    }
}

/// Moves into a list that is there.
fn move_slot_into(tree: &Tree, plan: &Plan, slot: Span, to: Day, index: usize) -> Option<Vec<Edit>> {
    let node = node_at(tree, slot)?;
    let list = match to {
        Day::Pattern(day) => day_of_week(node.parent()?.parent()?.parent()?, day)?,
        Day::Date(date) => entry_of(tree, plan, date)?.value()?,
    };
    edit::move_item(node, list, index)
}

/// The list of slots of a weekday in a pattern.
fn day_of_week(week: Node<'_>, day: Weekday) -> Option<Node<'_>> {
    week.field(short_name(day)).filter(|list| list.kind() == NodeKind::List)
}

/// Takes the empty list out that a slot has left, in a pattern: a day left out is rest. In `days` it stays.
fn drop_empty(tree: &Tree, near: Span) -> Option<Vec<Edit>> {
    let plan = tree.value()?;
    let empty = plan
        .descendants()
        .filter(|n| {
            n.kind() == NodeKind::Field
                && n.value().is_some_and(|v| v.kind() == NodeKind::List && v.elements().next().is_none())
        })
        .filter(|n| n.name().is_some_and(|(name, _)| week_fields().contains(&name)))
        .min_by_key(|n| n.span().start.abs_diff(near.start));
    let edits = empty.and_then(edit::remove).unwrap_or_default();
    // A comment beside the list goes with its field; then the empty list stays rather than the comment be lost.
    let loses_comments = edits.iter().any(|e| tree.comments().any(|c| e.span.contains(c.span)));
    Some(if loses_comments { Vec::new() } else { edits })
}

/// Writes the day it goes to first, then moves.
fn make_room(tree: &Tree, plan: &Plan, slot: Span, to: Day, index: usize) -> Option<Vec<Edit>> {
    let Day::Pattern(day) = to else { return None };
    let week = node_at(tree, slot)?.parent()?.parent()?.parent()?;
    let before = edit::set_field(week, short_name(day), "[]", &week_fields())?;
    let moved_by: i64 = before
        .iter()
        .filter(|e| e.span.end <= slot.start)
        .map(|e| i64::try_from(e.text.len()).unwrap_or(0) - i64::from(e.span.len()))
        .sum();
    let shift = |at: u32| u32::try_from(i64::from(at) + moved_by).unwrap_or(at);
    let slot_then = Span::new(shift(slot.start), shift(slot.end));
    let was_alone = node_at(tree, slot)?.parent()?.elements().count() == 1;
    let clean = |tree: &Tree| if was_alone { drop_empty(tree, slot_then) } else { Some(Vec::new()) };
    in_steps(
        tree,
        &[&|_| Some(before.clone()), &|tree| move_slot_into(tree, plan, slot_then, to, index), &clean],
    )
}

/// The entry of `days` for a date, however its key is written.
fn entry_of<'t>(tree: &'t Tree, plan: &Plan, date: Date) -> Option<Node<'t>> {
    let days = tree.value()?.field("days")?;
    days.entries().find(|entry| {
        let key = entry.key().and_then(Node::str_value).unwrap_or_default();
        match parse_day_key(&key) {
            Ok(DayKey::Date(key)) => key == date,
            Ok(DayKey::WeekDay(week, day)) => {
                let first = add_days(plan.first_day, (i64::from(week) - 1).saturating_mul(7));
                add_days(first, i64::from(day.since(plan.first_day.weekday()))) == date
            }
            Err(_) => false,
        }
    })
}

pub(super) fn set_day(tree: &Tree, plan: &Plan, date: Date, slots: &[String]) -> Option<Vec<Edit>> {
    let list = format!("[{}]", slots.iter().map(|slot| quote(slot)).collect::<Vec<_>>().join(", "));
    if let Some(entry) = entry_of(tree, plan, date) {
        return Some(edit::replace(entry.value()?, &list));
    }
    let value = tree.value()?;
    let entry = format!("\"{date}\": {list}");
    match value.field("days") {
        Some(days) => edit::insert(days, days.entries().count(), &entry),
        None => edit::set_field(value, "days", &format!("{{ {entry} }}"), &field_order(value)),
    }
}
