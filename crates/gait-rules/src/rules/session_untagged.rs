//! Flags lifts whose sets nothing gives: neither the lift nor a ramp.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::exercise::Unit;

use crate::context::Context;
use crate::lifting::tail;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "session-untagged",
    group: Group::Hygiene,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "a lift has no sets, so it counts as nothing",
    page: include_str!("session_untagged.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for planned in cx.facts.lifts.iter().filter(|lift| lift.sets == 0) {
        let (lift, session) = (planned.lift, cx.session(planned.session));
        if lift.main_sets().is_some() {
            continue;
        }
        let holds = planned.exercise.is_some_and(|exercise| exercise.unit == Unit::Seconds);
        let sets = if holds { "3x30 s" } else { "3x10" };
        let change = Change::Respell { name: tail(lift), with: format!(" {sets}") };
        out.advise(planned.session, Aspect::Content(Part::Lift(planned.at)))
            .propose(Safety::Suggested, format!("do `{}` {sets}", lift.name.value), change)
            .help(format!(
                "write them, such as `{} 3x10`, or let a ramp of the phase give them",
                lift.name.value
            ))
            .say(format!("`{}` in `{}` has no sets, so it counts as nothing", lift.name.value, session.name));
    }
}
