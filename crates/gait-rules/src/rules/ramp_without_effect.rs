//! Flags ramps that never take a step.

use gait_model::calendar::{Aspect, Session, Status};
use gait_model::change::Change;
use gait_model::plan::{Phase, Plan, Ramp, RampChange};

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "ramp-without-effect",
    group: Group::Hygiene,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "a ramp never takes a step",
    page: include_str!("ramp_without_effect.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for (index, phase) in cx.plan.phases.iter().enumerate() {
        for (ramp, steps) in phase.ramps.iter().zip(cx.calendar.ramp_steps.get(index).into_iter().flatten()) {
            if *steps == 0 {
                let (message, help) = why(cx, index, phase, ramp);
                out.warn(ramp.name_span, Aspect::Presence)
                    .help(help)
                    .propose(Safety::Suggested, "remove the ramp", Change::Remove { item: ramp.span })
                    .say(message);
            }
        }
    }
}

/// Why a ramp takes no step, and what to try.
fn why(cx: &Context<'_>, index: usize, phase: &Phase, ramp: &Ramp) -> (String, &'static str) {
    let name = ramp_name(cx.plan, ramp);
    let session = &cx.plan.templates[ramp.template.0 as usize].name;
    let here = |s: &&Session| s.phase == index && s.template == Some(ramp.template);
    let all: Vec<&Session> = cx.calendar.sessions.iter().filter(here).collect();
    let planned: Vec<&Session> = all.iter().copied().filter(|s| s.is_planned()).collect();
    let stands: Vec<&Session> = planned.iter().copied().filter(|s| !has_own_content(s)).collect();
    let remove = "remove the ramp, or put the session into the week";
    if all.is_empty() {
        return (
            format!("`{session}` does not stand in phase `{}`, so nothing is ramped", phase.name),
            remove,
        );
    }
    if planned.is_empty() {
        let blocked = all.iter().any(|s| matches!(s.status, Status::Blocked(_)));
        let fate = if blocked { "falls on blocked days" } else { "gives way to a race" };
        return (format!("every `{session}` of phase `{}` {fate}, so nothing is ramped", phase.name), remove);
    }
    if stands.is_empty() {
        let fact = format!(
            "`{session}` stands in phase `{}` only with content of its own, which no ramp changes",
            phase.name
        );
        return (fact, "take the content out of the slots, or remove the ramp");
    }
    // Growth takes no step in the first week of the plan in which the session stands, nor in lighter ones.
    let first = first_week(cx, ramp);
    if !stands.iter().any(|s| Some(s.week) != first && !in_deload(cx, s)) {
        let fact = format!(
            "`{session}` stands in phase `{}` only in weeks that take no step: its first of the plan, and lighter weeks",
            phase.name
        );
        return (fact, "remove the ramp, or give it more weeks");
    }
    match &ramp.change {
        RampChange::Grow { to, .. } => (
            format!("`{name}` is not below {to} in phase `{}`, so it does not grow", phase.name),
            "raise `to`, or remove the ramp",
        ),
        _ => (
            format!("`{name}` has no repetitions to add and no load to raise in phase `{}`", phase.name),
            "write its sets as `3x8 @ 40 kg`, or remove the ramp",
        ),
    }
}

/// `long`, or `lower/romanian-deadlift`.
fn ramp_name(plan: &Plan, ramp: &Ramp) -> String {
    let session = &plan.templates[ramp.template.0 as usize].name;
    match ramp.exercise {
        Some(id) => format!("{session}/{}", plan.exercises.get(id).id),
        None => session.to_string(),
    }
}

/// Whether the slot says what is done, so that neither template nor ramp does.
fn has_own_content(session: &Session) -> bool {
    session.trail.written == session.trail.slot
}

/// The first week of the plan in which the session of a ramp stands.
fn first_week(cx: &Context<'_>, ramp: &Ramp) -> Option<u32> {
    let stands = |s: &&Session| s.template == Some(ramp.template) && s.is_planned() && !has_own_content(s);
    cx.calendar.sessions.iter().find(stands).map(|s| s.week)
}

fn in_deload(cx: &Context<'_>, session: &Session) -> bool {
    cx.calendar.weeks.get(session.week as usize).is_some_and(|week| week.deload)
}
