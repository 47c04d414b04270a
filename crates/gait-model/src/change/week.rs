//! Weeks put in and taken out. What stands on later days moves along; races do not, as nobody moves a race.
//!
//! What goes is taken out first, one thing after the other; then new rows come in and every number and date is written
//! anew where it stands.

use gait_syntax::edit::{self, Edit, apply, difference, quote};
use gait_syntax::{Node, NodeKind, Span, Tree, offset_in_literal, parse};
use jiff::civil::Date;

use super::insert::{indentation, outdented};
use super::offset;
use crate::date::{DayKey, add_days, days_between, parse_date, parse_day_key};
use crate::lower::MAX_WEEKS;
use crate::plan::Plan;

/// Puts a week in before week `before`, counted from 1.
pub(super) fn insert(tree: &Tree, plan: &Plan, before: u32) -> Option<Vec<Edit>> {
    let last = plan.phases.last()?;
    let at = before.checked_sub(1)?;
    let phase =
        phase_of(plan, at).or((at == last.first_week + last.weeks).then_some(plan.phases.len() - 1))?;
    let place = Place::new(tree, plan, phase, at)?;
    let like = place.in_phase.min(place.weeks.saturating_sub(1));
    place.grown(tree, &Row::Empty, like)
}

/// Puts a copy of a week behind it, counted from 1.
pub(super) fn duplicate(tree: &Tree, plan: &Plan, week: u32) -> Option<Vec<Edit>> {
    let at = week.checked_sub(1)?;
    let place = Place::new(tree, plan, phase_of(plan, at)?, at + 1)?;
    let like = place.in_phase - 1;
    place.grown(tree, &Row::Copy, like)
}

/// Takes a week out, counted from 1; nothing if it is the only one.
pub(super) fn remove(tree: &Tree, plan: &Plan, week: u32) -> Option<Vec<Edit>> {
    let at = week.checked_sub(1)?;
    let place = Place::new(tree, plan, phase_of(plan, at)?, at)?;
    if place.weeks == 1 && plan.phases.len() == 1 {
        return None;
    }
    place.shrunk(tree)
}

fn phase_of(plan: &Plan, week: u32) -> Option<usize> {
    plan.phases.iter().position(|phase| (phase.first_week..phase.first_week + phase.weeks).contains(&week))
}

/// What stands in a row that is put in.
enum Row {
    Empty,
    /// What stands in the row before it.
    Copy,
}

/// Where a week is put in or taken out. Weeks are counted from 0.
struct Place {
    /// The week of the plan.
    week: u32,
    /// Its first day.
    monday: Date,
    /// The first day of the plan.
    first_day: Date,
    /// The phase, as an element of `phases`.
    phase: usize,
    in_phase: usize,
    /// The length of the phase.
    weeks: usize,
    /// Whether each week of the phase has a row of its own.
    by_row: bool,
    /// How many weeks the plan has.
    all: u32,
}

impl Place {
    fn new(tree: &Tree, plan: &Plan, index: usize, week: u32) -> Option<Self> {
        let phase = plan.phases.get(index)?;
        let element = phases(tree)?.elements().position(|element| element.span() == phase.span)?;
        let node = phases(tree)?.elements().nth(element)?;
        let rows = node.field("week").filter(|week| week.kind() == NodeKind::List);
        let weeks = phase.weeks as usize;
        Some(Self {
            week,
            monday: add_days(plan.first_day, i64::from(week) * 7),
            first_day: plan.first_day,
            phase: element,
            in_phase: week.checked_sub(phase.first_week)? as usize,
            weeks,
            by_row: rows.is_some_and(|rows| rows.elements().count() >= weeks),
            all: plan.phases.last().map_or(0, |last| last.first_week + last.weeks),
        })
    }

    /// The text with one more week, as edits: its share of the volume is that of the week `like` of the phase.
    fn grown(&self, tree: &Tree, row: &Row, like: usize) -> Option<Vec<Edit>> {
        if self.all >= MAX_WEEKS {
            return None;
        }
        let mut draft = Draft { text: tree.text().to_owned() };
        draft.change(|tree| self.more_weeks(tree, 1))?;
        draft.change(|tree| self.row_put_in(tree, row))?;
        draft.change(|tree| self.share_put_in(tree, like))?;
        draft.change(|tree| Some(self.numbers(tree, 1)))?;
        draft.change(|tree| Some(self.dates(tree, 1)))?;
        if matches!(row, Row::Copy) {
            draft.change(|tree| self.deload_copied(tree))?;
            for (date, list) in self.entries_of(tree, self.week.checked_sub(1)?) {
                draft.change(|tree| {
                    let days = tree.value()?.field("days")?;
                    let entry = format!("{}: {list}", quote(&date.to_string()));
                    edit::insert(days, days.entries().count(), &entry)
                })?;
            }
        }
        draft.edits(tree)
    }

    /// The text with this week less, as edits.
    fn shrunk(&self, tree: &Tree) -> Option<Vec<Edit>> {
        let mut draft = Draft { text: tree.text().to_owned() };
        while draft.change_if(|tree| edit::remove(self.entry_in(tree)?.parent()?))? {}
        while draft.change_if(|tree| edit::remove(self.block_in(tree)?))? {}
        while draft.change_if(|tree| self.deload_removed(tree))? {}
        if self.weeks == 1 {
            draft.change(|tree| edit::remove(self.phase(tree)?))?;
        } else {
            draft.change(|tree| self.more_weeks(tree, -1))?;
            draft.change(|tree| self.row_removed(tree))?;
            draft.change(|tree| self.share_removed(tree))?;
        }
        for field in ["days", "blocked"] {
            let had_some = tree.value()?.field(field).is_some_and(|node| node.children().next().is_some());
            draft.change_if(|tree| emptied(tree, field).filter(|_| had_some))?;
        }
        draft.change(|tree| Some(self.numbers(tree, -1)))?;
        draft.change(|tree| Some(self.dates(tree, -1)))?;
        draft.edits(tree)
    }

    fn phase<'t>(&self, tree: &'t Tree) -> Option<Node<'t>> {
        phases(tree)?.elements().nth(self.phase)
    }

    fn more_weeks(&self, tree: &Tree, by: i64) -> Option<Vec<Edit>> {
        let Some(weeks) = self.phase(tree)?.field("weeks") else { return Some(Vec::new()) };
        let count = i64::try_from(self.weeks).ok()? + by;
        Some(edit::replace(weeks, &count.to_string()))
    }

    fn row_put_in(&self, tree: &Tree, row: &Row) -> Option<Vec<Edit>> {
        if !self.by_row {
            return Some(Vec::new());
        }
        let rows = self.phase(tree)?.field("week")?;
        let text = match row {
            Row::Empty => "()".to_owned(),
            Row::Copy => {
                let row = rows.elements().nth(self.in_phase.checked_sub(1)?)?;
                outdented(row.text(), indentation(row))
            }
        };
        edit::insert(rows, self.in_phase, &text)
    }

    fn row_removed(&self, tree: &Tree) -> Option<Vec<Edit>> {
        if !self.by_row {
            return Some(Vec::new());
        }
        edit::remove(self.phase(tree)?.field("week")?.elements().nth(self.in_phase)?)
    }

    /// The list of shares with one entry per week; one entry alone is for all weeks.
    fn shares<'t>(&self, tree: &'t Tree) -> Option<Node<'t>> {
        let list = self.phase(tree)?.field("volume").filter(|volume| volume.kind() == NodeKind::List)?;
        Some(list).filter(|list| list.elements().count() == self.weeks && self.weeks > 1)
    }

    fn share_put_in(&self, tree: &Tree, like: usize) -> Option<Vec<Edit>> {
        let Some(shares) = self.shares(tree) else { return Some(Vec::new()) };
        edit::insert(shares, self.in_phase, shares.elements().nth(like)?.text())
    }

    fn share_removed(&self, tree: &Tree) -> Option<Vec<Edit>> {
        let Some(shares) = self.shares(tree) else { return Some(Vec::new()) };
        edit::remove(shares.elements().nth(self.in_phase)?)
    }

    /// A lighter week of the list is lighter in its copy as well.
    fn deload_copied(&self, tree: &Tree) -> Option<Vec<Edit>> {
        let Some(weeks) = self.phase(tree)?.field("deload").and_then(|deload| deload.field("weeks")) else {
            return Some(Vec::new());
        };
        // Counted from 1, as they are written, the copy is the week after this one.
        let Some(at) = weeks.elements().position(|week| number(week) == Some(self.week)) else {
            return Some(Vec::new());
        };
        edit::insert(weeks, at + 1, &(self.week + 1).to_string())
    }

    /// The number of the week in a list of lighter weeks, or the `deload` that has no other.
    fn deload_removed(&self, tree: &Tree) -> Option<Vec<Edit>> {
        let mut lists = deload_lists(tree);
        let of_it = |week: &Node<'_>| number(*week) == Some(self.week + 1);
        let week = lists.find_map(|list| list.elements().find(of_it))?;
        let list = week.parent()?;
        if list.elements().count() > 1 {
            return edit::remove(week);
        }
        edit::remove(list.parent()?.parent()?.parent()?)
    }

    /// Numbers of weeks from this one on, in lists of lighter weeks and in keys of `days`.
    fn numbers(&self, tree: &Tree, by: i64) -> Vec<Edit> {
        let moved = |week: u32| (week > self.week).then_some(i64::from(week) + by);
        let lighter = deload_lists(tree).flat_map(Node::elements);
        let lighter = lighter.filter_map(|week| Some((week, moved(number(week)?)?)));
        let mut edits: Vec<Edit> =
            lighter.flat_map(|(week, number)| edit::replace(week, &number.to_string())).collect();
        for key in day_keys(tree) {
            let text = key.str_value().unwrap_or_default();
            let Ok(DayKey::WeekDay(week, _)) = parse_day_key(&text) else { continue };
            let (Some(to), Some(at)) = (moved(week), text.find(|c: char| c.is_ascii_digit())) else {
                continue;
            };
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            edits.push(within(key, at, at + digits, &to.to_string()));
        }
        edits
    }

    /// Dates from the first day of the week on, in `days` and `blocked`, and `end`.
    fn dates(&self, tree: &Tree, by: i64) -> Vec<Edit> {
        let mut edits: Vec<Edit> =
            day_keys(tree).filter_map(|key| dated(key, self.moved(date_of(key)?, by))).collect();
        for block in blocked(tree) {
            let (from, to) = (block.field("from"), block.field("to"));
            // A last day in a week that is taken out becomes the day before it.
            let last = |date: Date| {
                let is_cut = by < 0 && self.days_in(date).is_some();
                if is_cut { add_days(self.monday, -1) } else { self.moved(date, by) }
            };
            edits.extend(from.and_then(|from| dated(from, self.moved(date_of(from)?, by))));
            edits.extend(to.and_then(|to| dated(to, last(date_of(to)?))));
        }
        let end = tree.value().and_then(|plan| plan.field("end"));
        edits.extend(end.and_then(|end| dated(end, self.end(date_of(end)?, by))));
        edits
    }

    /// Where a date is afterwards; one in a week that is taken out becomes the first day that is left.
    fn moved(&self, date: Date, by: i64) -> Date {
        match days_between(self.monday, date) {
            ..0 => date,
            0..7 if by < 0 => self.monday,
            _ => add_days(date, by * 7),
        }
    }

    /// The last day of the plan afterwards. Without its last week, which may have been cut short, it ends with the whole
    /// week before.
    fn end(&self, date: Date, by: i64) -> Date {
        let is_cut = by < 0 && self.days_in(date).is_some();
        if is_cut { add_days(self.monday, -1) } else { add_days(date, by * 7) }
    }

    /// How many days after the first of the week a date is, if it is one of its days.
    fn days_in(&self, date: Date) -> Option<i64> {
        Some(days_between(self.monday, date)).filter(|days| (0..7).contains(days))
    }

    /// The date of a key of `days`.
    fn key_date(&self, key: Node<'_>) -> Option<Date> {
        Some(parse_day_key(&key.str_value()?).ok()?.date(self.first_day))
    }

    /// The key of an entry of `days` on a day of the week.
    fn entry_in<'t>(&self, tree: &'t Tree) -> Option<Node<'t>> {
        day_keys(tree).find(|key| self.key_date(*key).and_then(|date| self.days_in(date)).is_some())
    }

    /// The entries of `days` of a week, dated a week later.
    fn entries_of(&self, tree: &Tree, week: u32) -> Vec<(Date, String)> {
        let first = add_days(self.first_day, i64::from(week) * 7);
        let copied = |key: Node<'_>| {
            let date = self.key_date(key).filter(|date| (0..7).contains(&days_between(first, *date)))?;
            let list = key.parent()?.value()?;
            Some((add_days(date, 7), outdented(list.text(), indentation(list))))
        };
        day_keys(tree).filter_map(copied).collect()
    }

    /// A block all of whose days are in the week.
    fn block_in<'t>(&self, tree: &'t Tree) -> Option<Node<'t>> {
        blocked(tree).find(|block| {
            let date = |field: &str| block.field(field).and_then(date_of);
            let Some(from) = date("from") else { return false };
            let to = date("to").unwrap_or(from);
            self.days_in(from).is_some() && (to < from || self.days_in(to).is_some())
        })
    }
}

/// A text on its way.
struct Draft {
    text: String,
}

impl Draft {
    fn change(&mut self, edits: impl FnOnce(&Tree) -> Option<Vec<Edit>>) -> Option<()> {
        let edits = edits(&parse(&self.text).tree)?;
        self.text = apply(&self.text, &edits).ok()?;
        Some(())
    }

    /// Makes a change if there is one; says whether there was.
    fn change_if(&mut self, edits: impl FnOnce(&Tree) -> Option<Vec<Edit>>) -> Option<bool> {
        let Some(edits) = edits(&parse(&self.text).tree) else { return Some(false) };
        // What cannot be taken out would be found again and again.
        if edits.is_empty() {
            return None;
        }
        self.text = apply(&self.text, &edits).ok()?;
        Some(true)
    }

    fn edits(self, tree: &Tree) -> Option<Vec<Edit>> {
        Some(difference(tree.text(), &self.text).into_iter().collect())
    }
}

fn phases(tree: &Tree) -> Option<Node<'_>> {
    tree.value()?.field("phases").filter(|phases| phases.kind() == NodeKind::List)
}

fn deload_lists(tree: &Tree) -> impl Iterator<Item = Node<'_>> {
    let phases = phases(tree).into_iter().flat_map(Node::elements);
    phases
        .filter_map(|phase| phase.field("deload")?.field("weeks"))
        .filter(|list| list.kind() == NodeKind::List)
}

fn day_keys(tree: &Tree) -> impl Iterator<Item = Node<'_>> {
    let days = tree.value().and_then(|plan| plan.field("days"));
    days.into_iter().flat_map(Node::entries).filter_map(Node::key)
}

fn blocked(tree: &Tree) -> impl Iterator<Item = Node<'_>> {
    tree.value().and_then(|plan| plan.field("blocked")).into_iter().flat_map(Node::elements)
}

/// Takes out a field of the plan that holds nothing any more.
fn emptied(tree: &Tree, field: &str) -> Option<Vec<Edit>> {
    let value = tree.value()?.field(field)?;
    let has_comment = tree.comments().any(|comment| value.span().contains(comment.span));
    if has_comment || value.children().next().is_some() {
        return None;
    }
    let edits = edit::remove(value.parent()?)?;
    let loses_comments = edits.iter().any(|edit| tree.comments().any(|c| edit.span.contains(c.span)));
    Some(edits).filter(|_| !loses_comments)
}

fn number(node: Node<'_>) -> Option<u32> {
    node.text().parse().ok()
}

/// The date that a text literal says, with its weekday or without.
fn date_of(node: Node<'_>) -> Option<Date> {
    parse_date(&node.str_value()?).ok()
}

/// The edit that writes another date into a literal; its weekday, if there is one, stays right by whole weeks only.
fn dated(node: Node<'_>, to: Date) -> Option<Edit> {
    let from = date_of(node)?;
    let text = node.str_value()?;
    let at = text.find(&from.to_string())?;
    if to == from {
        return None;
    }
    let has_weekday = !text[..at].trim().is_empty();
    if has_weekday && to.weekday() != from.weekday() {
        return Some(Edit::new(node.span(), quote(&to.to_string())));
    }
    Some(within(node, at, at + 10, &to.to_string()))
}

/// The edit that replaces a part of a literal's value.
fn within(literal: Node<'_>, from: usize, to: usize, with: &str) -> Edit {
    let at = |place| literal.span().start + offset(offset_in_literal(literal.text(), place));
    Edit::new(Span::new(at(from), at(to)), with)
}
