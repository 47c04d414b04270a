//! Flags lifts that use part of their range for nothing but more load.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::plan::PartialReason;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "partial-range",
    group: Group::Technique,
    severity: Severity::Warning,
    worst: Severity::Warning,
    summary: "a lift uses part of its range for nothing but more load",
    page: include_str!("partial_range.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for (index, session) in cx.calendar.sessions.iter().enumerate().filter(|(_, s)| s.is_planned()) {
        for (at, lift, _) in cx.exercises_of(session) {
            if lift.rom.as_ref().and_then(|rom| rom.value.as_ref()) != Some(&PartialReason::Load) {
                continue;
            }
            let name = &lift.name.value;
            let change = Change::SetField { owner: lift.span, field: "rom", value: "Full".to_owned() };
            out.warn(index, Aspect::Content(Part::Lift(at)))
                .help("use the whole range with less load; a reason such as `Partial(PainFree)` is fine")
                .propose(Safety::Suggested, format!("do `{name}` through its whole range"), change)
                .say(format!("`{name}` uses part of its range to lift more"));
        }
    }
}
