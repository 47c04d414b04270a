//! Flags leg work that comes before a run of the same day.

use gait_model::calendar::{Aspect, Clock, Placement, Session};
use gait_model::change::{Change, Day};
use gait_model::dose::LegClass;
use gait_model::plan::Priority;

use crate::context::Context;
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const EXEMPT: Param =
    Param::count("exempt_leg_dose", 3.0, (0.0, 22.0), "a session with fewer leg units may come before a run");

pub(super) const RULE: Rule = Rule {
    name: "strength-before-run-same-day",
    group: Group::Interference,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "leg work comes before a run on the same day",
    page: include_str!("strength_before_run_same_day.md"),
    params: &[EXEMPT],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // Who puts strength first in life may put it first in the day.
    if cx.plan.athlete.priority == Priority::Strength {
        return;
    }
    for &strength in &cx.facts.strength {
        let session = cx.session(strength);
        let exempt = round_to(session.leg_dose(), 0.1) < cx.param(EXEMPT, session.phase);
        if !exempt {
            check_session(cx, strength, out);
        }
    }
}

fn check_session(cx: &Context<'_>, strength: usize, out: &mut Occurrences) {
    let session = cx.session(strength);
    // A key run matters more than the run that comes first. Walks and other sports may follow.
    let key = first_after(cx, &cx.facts.key_runs, session, |_| true);
    let any = || first_after(cx, &cx.facts.runs, session, |run| run.kind().counts_distance());
    let Some(run) = key.or_else(any) else { return };
    let later = cx.session(run);
    let severity = match key {
        Some(_) if session.leg_class() >= LegClass::Moderate => Severity::Error,
        _ => Severity::Warning,
    };
    let draft = out.report(severity, strength, Aspect::Placement).with(run, Aspect::Placement);
    // The order of two untimed sessions is what the author wrote; beside a written time it rests on the clock.
    let draft = if session.clock == later.clock && later.clock == Clock::Assumed {
        let draft = draft.help(format!("write `{}` before `{}`", later.name, session.name));
        match move_behind(cx, strength, run) {
            Some(change) => {
                let label = format!("write `{}` before `{}`", later.name, session.name);
                draft.propose(Safety::Safe, label, change)
            }
            None => draft,
        }
    } else {
        draft
            .rests_on_clock(cx.calendar, &[strength, run])
            .help(format!("start `{}` after `{}` ends", session.name, later.name))
            .propose_move(strength)
    };
    draft.say(format!(
        "`{}` ({}, {} leg units) comes before `{}` on {}; run first",
        session.name,
        session.leg_class().name(),
        round_to(session.leg_dose(), 0.1),
        later.name,
        cx.weekday(session.day)
    ));
}

/// Moves a session behind a run that its day lists after it; nothing if the run is a race, which no list holds.
fn move_behind(cx: &Context<'_>, session: usize, run: usize) -> Option<Change> {
    let Session { day, trail, .. } = cx.session(session);
    let date = cx.calendar.date(*day);
    let to = match trail.placement {
        Placement::Pattern => Day::Pattern(date.weekday()),
        Placement::Day(_) => Day::Date(date),
        Placement::Goal(_) => return None,
    };
    let listed = cx.calendar.indices(*day).filter(|&i| cx.session(i).trail.placement == trail.placement);
    // Counted without the session itself, which stands before the run.
    let index = listed.into_iter().position(|i| i == run)?;
    Some(Change::MoveSlot { slot: trail.slot, to, index })
}

/// The first run of `runs` that starts after `session` does on the same day.
fn first_after(
    cx: &Context<'_>,
    runs: &[usize],
    session: &Session,
    accept: impl Fn(&Session) -> bool,
) -> Option<usize> {
    let from = runs.partition_point(|&run| cx.session(run).start <= session.start);
    runs[from..]
        .iter()
        .copied()
        .take_while(|&run| cx.session(run).day == session.day)
        .find(|&run| accept(cx.session(run)))
}
