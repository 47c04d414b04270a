//! Flags lifts whose sets nothing gives: neither the lift nor a ramp.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::exercise::Unit;

use crate::context::{Context, lifts};
use crate::lifting::tail;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "session-untagged",
    group: Group::Hygiene,
    severity: Severity::Advice,
    worst: Severity::Advice,
    summary: "a lift has no sets, so it counts as nothing",
    page: include_str!("session_untagged.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for (index, session) in cx.calendar.sessions.iter().enumerate().filter(|(_, s)| s.is_planned()) {
        for (lift, part) in lifts(session).iter().zip(0..) {
            if lift.sets.is_some() || lift.side_sets().next().is_some() {
                continue;
            }
            let holds = lift.exercise.is_some_and(|id| cx.plan.exercises.get(id).unit == Unit::Seconds);
            let sets = if holds { "3x30 s" } else { "3x10" };
            let change = Change::Respell { name: tail(lift), with: format!(" {sets}") };
            out.advise(index, Aspect::Content(Part::Lift(part)))
                .propose(Safety::Suggested, format!("do `{}` {sets}", lift.name.value), change)
                .help(format!(
                    "write them, such as `{} 3x10`, or let a ramp of the phase give them",
                    lift.name.value
                ))
                .say(format!(
                    "`{}` in `{}` has no sets, so it counts as nothing",
                    lift.name.value, session.name
                ));
        }
    }
}
