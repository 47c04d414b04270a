//! Either/or: what happens if an alternative is taken instead of the first choice.
//!
//! Each alternative of a slot is put in the first place, on every date the slot stands on, the plan is laid on dates
//! again and checked again. An alternative that brings warnings or errors near those dates is reported.

use std::collections::BTreeMap;

use gait_model::calendar::{Aspect, Calendar, Session, estimate_run, expand};
use gait_model::change::Change;
use gait_model::plan::{Content, Kind, Plan, SessionDef, Slot};
use gait_syntax::Span;
use rustc_hash::FxHashSet;

use crate::RULES;
use crate::occurrence::{Occurrence, Occurrences, Subject, Target};
use crate::proposal::Safety;
use crate::rule::{Group, Severity};
use crate::wording::names;

/// The rule whose findings come from here.
pub(crate) const RULE_NAME: &str = "ambiguous-alternative";

/// At most so many alternatives are tried, since each costs a check of its own.
const MOST: usize = 16;
/// A finding so many days from the alternative is its doing: conflicts reach 48 hours (our convention).
const NEAR: u32 = 3;

/// Where a rule saw something, and the worst it said there.
type Seen = BTreeMap<(usize, Place), Severity>;

/// A day or a week of the plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Day(u32),
    Week(u32),
}

/// Reports alternatives that bring findings the plan as written does not have. `run` is every rule that may say what
/// matters, on a plan and at the level its author asks for; `written` is what rules say of the plan as written.
pub(crate) fn check(
    plan: &Plan,
    calendar: &Calendar,
    written: &[Occurrence],
    run: &dyn Fn(&Plan, &Calendar) -> Vec<Occurrence>,
    out: &mut Occurrences,
) {
    let mut tries = tries(calendar);
    if tries.is_empty() {
        return;
    }
    let all = tries.len();
    let untried = tries.split_off(all.min(MOST));
    if let Some((slot, _)) = untried.first() {
        out.advise(*slot, Aspect::Presence).help("check the others by writing them first").say(format!(
            "{all} alternatives are offered, only the first {MOST} are tried: from here on none is"
        ));
    }
    let before = seen(calendar, written);
    let mut other = plan.clone();
    for (slot, choice) in tries {
        swap(&mut other, slot, choice);
        let there = expand(&other);
        let after = seen(&there, &run(&other, &there));
        swap(&mut other, slot, choice);
        report(plan, calendar, slot, choice, &added(&before, &after), out);
    }
}

/// Each slot with each of its alternatives that could bring a finding, first the ones that stand earlier.
fn tries(calendar: &Calendar) -> Vec<(Span, usize)> {
    let mut tries: Vec<(Span, usize)> = Vec::new();
    let mut slots: FxHashSet<Span> = FxHashSet::default();
    for session in calendar.sessions.iter().filter(|s| s.is_planned() && !s.alternatives.is_empty()) {
        if slots.insert(session.trail.slot) {
            let able = session
                .alternatives
                .iter()
                .enumerate()
                .filter(|(_, (_, def))| !only_eases(calendar, session, def));
            tries.extend(able.map(|(i, _)| (session.trail.slot, i + 1)));
        }
    }
    tries
}

/// Rest, or a run that is no longer and no harder, instead of a run that is not key brings nothing that a rule warns
/// of; most alternatives are of that sort.
fn only_eases(calendar: &Calendar, session: &Session, alternative: &SessionDef) -> bool {
    if session.is_key() || !(session.kind().is_run() || session.kind() == Kind::Rest) {
        return false;
    }
    match &alternative.content {
        Content::Rest => true,
        Content::Run(run) => {
            let time = estimate_run(&calendar.paces, alternative.kind, run).time.high;
            let rpe = alternative.rpe.unwrap_or_else(|| alternative.kind.rpe());
            let key = alternative.key.unwrap_or_else(|| alternative.kind.is_key());
            !key && rpe <= session.rpe() && time <= session.estimate.time.high
        }
        Content::Strength(_) | Content::Mobility(_) => false,
    }
}

/// Puts a choice of a slot in the first place; done again, puts it back.
fn swap(plan: &mut Plan, slot: Span, choice: usize) {
    let rows = plan.phases.iter_mut().flat_map(|phase| &mut phase.rows);
    let pattern = rows.flat_map(|row| row.days.iter_mut().flatten());
    let days = plan.days.iter_mut().flat_map(|day| &mut day.slots);
    let found: Option<&mut Slot> = pattern.chain(days).find(|s| s.span == slot);
    if let Some(found) = found.filter(|found| choice < found.choices.len()) {
        found.choices.swap(0, choice);
    }
}

/// Takes a choice out of the notation of a slot, with the bar before it.
fn without(plan: &Plan, slot: Span, choice: usize) -> Option<Change> {
    let rows = plan.phases.iter().flat_map(|phase| &phase.rows);
    let pattern = rows.flat_map(|row| row.days.iter().flatten());
    let mut slots = pattern.chain(plan.days.iter().flat_map(|day| &day.slots));
    let choices = &slots.find(|s| s.span == slot)?.choices;
    let end = |at: usize| {
        let choice = choices.get(at)?;
        Some(choice.own.as_ref().map_or(choice.name.span, |own| own.span).end)
    };
    let name = Span::new(end(choice.checked_sub(1)?)?, end(choice)?);
    Some(Change::Respell { name, with: String::new() })
}

/// What was seen where; advice does not count, nor what is wrong with a session on whatever day it stands and can be
/// mended in it, such as a warm-up that it lacks.
fn seen(calendar: &Calendar, occurrences: &[Occurrence]) -> Seen {
    let mut seen = Seen::new();
    for occurrence in occurrences.iter().filter(|o| o.severity >= least(o.rule)) {
        for place in occurrence.subjects.iter().filter_map(|subject| place(calendar, subject)) {
            let worst = seen.entry((occurrence.rule, place)).or_insert(occurrence.severity);
            *worst = occurrence.severity.max(*worst);
        }
    }
    seen
}

/// The least severity of a rule that matters.
pub(crate) fn least(rule: usize) -> Severity {
    let of_content = matches!(RULES[rule].group, Group::Exercises | Group::Technique | Group::WarmUp);
    if of_content { Severity::Error } else { Severity::Warning }
}

fn place(calendar: &Calendar, subject: &Subject) -> Option<Place> {
    match subject.target {
        Target::Session(index) => calendar.sessions.get(index).map(|session| Place::Day(session.day)),
        Target::Week(week) => Some(Place::Week(week)),
        Target::Item(_) => None,
    }
}

/// What was not there before, or not as bad.
fn added(before: &Seen, after: &Seen) -> Vec<(usize, Place)> {
    let worse =
        |(key, severity): &(&(usize, Place), &Severity)| before.get(key).is_none_or(|had| had < severity);
    after.iter().filter(worse).map(|(key, _)| *key).collect()
}

/// Reports an alternative on each date of its slot that something was added near.
fn report(
    plan: &Plan,
    calendar: &Calendar,
    slot: Span,
    choice: usize,
    added: &[(usize, Place)],
    out: &mut Occurrences,
) {
    for (index, session) in calendar.sessions.iter().enumerate().filter(|(_, s)| s.trail.slot == slot) {
        let near = |place: &Place| match place {
            Place::Day(day) => day.abs_diff(session.day) <= NEAR,
            Place::Week(week) => *week == session.week,
        };
        let mut rules: Vec<usize> =
            added.iter().filter(|(_, place)| near(place)).map(|(rule, _)| *rule).collect();
        rules.sort_unstable();
        rules.dedup();
        let Some((name, _)) = session.alternatives.get(choice - 1).filter(|_| !rules.is_empty()) else {
            continue;
        };
        let rules = names(rules.into_iter().map(|rule| RULES[rule].name));
        let draft = out.advise(index, Aspect::Presence);
        let draft = match without(plan, slot, choice) {
            Some(change) => {
                draft.propose(Safety::Suggested, format!("drop the alternative `{name}`"), change)
            }
            None => draft,
        };
        draft
            .help(format!("drop the alternative, or put `{name}` on another day"))
            .say(format!("`{name}` instead of `{}` would bring {rules}", session.name));
    }
}
