//! Flags lifts whose name no exercise has.

use gait_model::calendar::Aspect;
use gait_model::change::Change;
use gait_model::plan::{Content, Lift, Template, WarmUp};
use gait_syntax::nearest;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unknown-exercise",
    group: Group::Hygiene,
    severity: Severity::Error,
    summary: "a lift names an exercise that neither the library nor the plan has",
    page: include_str!("unknown_exercise.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for lift in cx.plan.templates.iter().flat_map(lifts).filter(|lift| lift.exercise.is_none()) {
        let name = &*lift.name.value;
        let known = cx.plan.exercises.ids();
        let near = nearest(name, known);
        let help = near.map_or_else(
            || format!("describe it under `exercises`: `\"{name}\": (like: \"…\")` with a lift much like it"),
            |near| format!("did you mean `{near}`?"),
        );
        // The name stands in the template, on the calendar or not.
        let mut draft = out.error(lift.name.span, Aspect::Presence).help(help);
        if let Some(near) = near {
            let change = Change::Respell { name: lift.name.span, with: near.to_owned() };
            draft = draft.propose(Safety::Safe, format!("write `{near}`"), change);
        }
        draft.say(format!("no exercise is called `{name}`, so its load on the legs is unknown"));
    }
}

/// The lifts of a template, those of its warm-up first.
fn lifts(template: &Template) -> impl Iterator<Item = &Lift> {
    let session = &template.session;
    let warm_up = match session.warm_up.as_ref().map(|w| &w.value) {
        Some(WarmUp::Lifts(lifts)) => lifts.as_slice(),
        _ => &[],
    };
    let lifts = match &session.content {
        Content::Strength(lifts) => lifts.as_slice(),
        _ => &[],
    };
    warm_up.iter().chain(lifts)
}
