//! Flags entries of `days` that say what the pattern says already.

use gait_model::calendar::{Aspect, week_shares};
use gait_model::change::Change;
use gait_model::date::{long_name, weekday_index};
use gait_model::plan::{Choice, Content, DayEntry, Kind, SessionDef, Slot};
use gait_model::units::Percent;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "redundant-day",
    group: Group::Hygiene,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "an entry of `days` equals the pattern of its week",
    page: include_str!("redundant_day.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for entry in &cx.plan.days {
        if equals_pattern(cx, entry) {
            out.advise(entry.key_span, Aspect::Presence)
                .help("remove the entry, so that the day follows the pattern when that changes")
                // The calendar stays as it is.
                .propose(Safety::Safe, "remove the entry", Change::Remove { item: entry.span })
                .say(message(entry));
        }
    }
}

fn message(entry: &DayEntry) -> String {
    let day = format!("{} {}", long_name(entry.date.weekday()), entry.date);
    if entry.slots.iter().all(is_rest) {
        return format!("the pattern of {day} is rest already");
    }
    format!("the pattern of {day} has these sessions already")
}

fn equals_pattern(cx: &Context<'_>, entry: &DayEntry) -> bool {
    let day = cx.calendar.day_of(entry.date);
    let Some(week) = day.and_then(|day| cx.calendar.weeks.get(day as usize / 7)) else { return false };
    let Some(row) = cx.phase(week).rows.get(week.row) else { return false };
    let weekday = weekday_index(entry.date.weekday());
    // Content of a `days` entry is exact, that of a pattern is scaled: in such a week the entry says something.
    let scaled = week_shares(cx.plan, week)
        .is_some_and(|(running, strength)| running != Percent::HUNDRED || strength != Percent::HUNDRED);
    let own = |slot: &Slot| slot.choices.iter().any(|choice| choice.own.is_some());
    if scaled && entry.slots.iter().any(own) {
        return false;
    }
    let sessions = |slots: &'_ [Slot]| -> Vec<usize> {
        slots.iter().enumerate().filter(|(_, slot)| !is_rest(slot)).map(|(i, _)| i).collect()
    };
    let pattern = &row.days[weekday];
    let (here, there) = (sessions(&entry.slots), sessions(pattern));
    here.len() == there.len()
        && here.iter().zip(&there).all(|(&a, &b)| same_slot(&entry.slots[a], &pattern[b]))
}

/// Whether a slot is nothing but rest, which a day left out is as well.
fn is_rest(slot: &Slot) -> bool {
    let rest = |choice: &Choice| choice.own.as_ref().is_some_and(|def| def.kind == Kind::Rest);
    slot.choices.iter().all(rest)
}

fn same_slot(a: &Slot, b: &Slot) -> bool {
    a.optional == b.optional
        && a.at.map(|at| at.value) == b.at.map(|at| at.value)
        && a.note == b.note
        && a.choices.len() == b.choices.len()
        && a.choices.iter().zip(&b.choices).all(|(a, b)| same_choice(a, b))
}

fn same_choice(a: &Choice, b: &Choice) -> bool {
    let content = match (&a.own, &b.own) {
        (None, None) => true,
        (Some(a), Some(b)) => same_content(a, b),
        _ => false,
    };
    a.name.value == b.name.value && content
}

/// Equal names have equal attributes, so that only what stands after the name can differ.
fn same_content(a: &SessionDef, b: &SessionDef) -> bool {
    match (&a.content, &b.content) {
        (Content::Run(a), Content::Run(b)) => a == b,
        (Content::Mobility(a), Content::Mobility(b)) => a == b,
        (Content::Rest, Content::Rest) => true,
        _ => false,
    }
}
