//! Flags lifts whose sets nothing gives: neither the lift nor a ramp.

use gait_model::calendar::{Aspect, Part};

use crate::context::{Context, lifts};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "session-untagged",
    group: Group::Hygiene,
    severity: Severity::Advice,
    summary: "a lift has no sets, so it counts as nothing",
    page: include_str!("session_untagged.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for (index, session) in cx.calendar.sessions.iter().enumerate().filter(|(_, s)| s.is_planned()) {
        for (lift, part) in lifts(session).iter().zip(0..) {
            if lift.sets.is_some() || lift.sides.iter().any(Option::is_some) {
                continue;
            }
            out.advise(index, Aspect::Content(Part::Lift(part)))
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
