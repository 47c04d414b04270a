//! Flags lifts that use part of their range for nothing but more load.

use gait_model::calendar::{Aspect, Part};
use gait_model::plan::PartialReason;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "partial-range",
    group: Group::Technique,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a lift uses part of its range for nothing but more load",
    page: include_str!("partial_range.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for planned in cx.facts.lifts.iter().filter(|lift| lift.is_special && lift.exercise.is_some()) {
        let lift = planned.lift;
        if lift.rom.as_ref().and_then(|rom| rom.value.as_ref()) != Some(&PartialReason::Load) {
            continue;
        }
        let name = &lift.name.value;
        out.warn(planned.session, Aspect::Content(Part::Lift(planned.at)))
            .help("use the whole range with less load; a reason such as `Partial(PainFree)` is fine")
            .say(format!("`{name}` uses part of its range to lift more"));
    }
}
