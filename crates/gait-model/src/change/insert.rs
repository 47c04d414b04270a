//! Changes that write something new: slots, lifts, days and sessions like others.

use gait_syntax::edit::{self, Edit, apply, quote};
use gait_syntax::{Node, NodeKind, Span, Tree};
use jiff::civil::{Date, Weekday};

use super::place::{day_of, entry_of, week_fields};
use super::{Copied, Slots, add_template, field_order, node_at, remove_comment};
use crate::date::short_name;
use crate::plan::Plan;

/// Puts a slot into a day of a pattern.
pub(super) fn slot(tree: &Tree, week: Span, day: Weekday, index: usize, text: &str) -> Option<Vec<Edit>> {
    let week = node_at(tree, week).filter(|node| node.kind() == NodeKind::Struct)?;
    match week.field(short_name(day)) {
        Some(list) => edit::insert(list, index, &quote(text)),
        None => edit::set_field(week, short_name(day), &format!("[{}]", quote(text)), &week_fields()),
    }
}

/// Puts a slot into a day of a pattern, or of an entry of `days`.
pub(super) fn copy(tree: &Tree, plan: &Plan, day: Slots, index: usize, slot: &Copied) -> Option<Vec<Edit>> {
    let text = written(tree, slot)?;
    let (list, week) = match day {
        Slots::Pattern(week, weekday) => {
            let week = node_at(tree, week).filter(|node| node.kind() == NodeKind::Struct)?;
            (week.field(short_name(weekday)), Some((week, weekday)))
        }
        Slots::Date(date) => (entry_of(tree, plan, date).and_then(Node::value), None),
    };
    match (list.filter(|list| list.kind() == NodeKind::List), week) {
        (Some(list), _) => edit::insert(list, index, &text),
        (None, Some((week, day))) => {
            edit::set_field(week, short_name(day), &format!("[{text}]"), &week_fields())
        }
        (None, None) => None,
    }
}

/// A slot that is written out.
fn written(tree: &Tree, slot: &Copied) -> Option<String> {
    match slot {
        Copied::Slot(span) => node_at(tree, *span).map(|node| outdented(node.text(), indentation(node))),
        Copied::New(text) => Some(quote(text)),
        Copied::Written(text) => Some(text.clone()),
    }
}

/// Puts a lift into a strength session in its short or long form.
pub(super) fn lift(tree: &Tree, session: Span, index: usize, text: &str) -> Option<Vec<Edit>> {
    let session = node_at(tree, session)?;
    let list = session.field("lifts").or_else(|| session.elements().next());
    edit::insert(list.filter(|list| list.kind() == NodeKind::List)?, index, &quote(text))
}

/// Writes out a day that so far follows the pattern.
pub(super) fn day(tree: &Tree, plan: &Plan, date: Date, slots: &[Copied]) -> Option<Vec<Edit>> {
    if entry_of(tree, plan, date).is_some() {
        return None;
    }
    let slots: Vec<String> = slots.iter().map(|slot| written(tree, slot)).collect::<Option<_>>()?;
    let entry = format!("\"{date}\": [{}]", slots.join(", "));
    let value = tree.value()?;
    match value.field("days") {
        Some(days) => {
            let dates = days.entries().map(|other| other.key().and_then(|key| day_of(plan, key)));
            let later = dates.enumerate().filter(|(_, other)| other.is_some_and(|other| other > date));
            let index = later.map(|(index, _)| index).next().unwrap_or(days.entries().count());
            edit::insert(days, index, &entry)
        }
        None => edit::set_field(value, "days", &format!("{{ {entry} }}"), &field_order(value)),
    }
}

/// Adds a session that is written like another but for some parts. What its comments say is true of the other;
/// suppressions hold for both.
pub(super) fn template_like(
    tree: &Tree,
    session: Span,
    name: &str,
    but: &[(Span, String)],
) -> Option<Vec<Edit>> {
    let node = node_at(tree, session)?;
    let start = node.span().start;
    let within = |span: Span| Span::new(span.start - start, span.end - start);
    if !but.iter().all(|(span, _)| node.span().contains(*span)) {
        return None;
    }
    let inside = tree.comments().map(|comment| comment.span).filter(|span| node.span().contains(*span));
    let talk = inside.filter(|span| !tree.slice(*span).contains("gait:"));
    let gone = talk.map(|comment| remove_comment(tree, comment)).filter(|e| node.span().contains(e.span));
    let gone = gone.map(|edit| Edit::delete(within(edit.span)));
    let parts = but.iter().map(|(span, text)| Edit::new(within(*span), text)).chain(gone);
    let value = apply(node.text(), &parts.collect::<Vec<_>>()).ok()?;
    add_template(tree, name, &outdented(&value, indentation(node)))
}

/// The blanks before the line on which a node begins.
pub(super) fn indentation<'t>(node: Node<'t>) -> &'t str {
    let text = &node.tree().text()[..node.span().start as usize];
    let line = &text[text.rfind('\n').map_or(0, |at| at + 1)..];
    &line[..line.len() - line.trim_start().len()]
}

/// A text without what its lines after the first are indented by.
pub(super) fn outdented(text: &str, by: &str) -> String {
    text.replace(&format!("\n{by}"), "\n")
}
