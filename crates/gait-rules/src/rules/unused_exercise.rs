//! Flags exercises of the plan's own that nothing uses.

use gait_model::calendar::Aspect;
use gait_model::change::Change;
use gait_model::plan::{Content, ExerciseId, Lift, Plan, WarmUp};
use rustc_hash::FxHashSet;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unused-exercise",
    group: Group::Hygiene,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "an exercise of the plan's own is used by no session",
    page: include_str!("unused_exercise.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    if cx.plan.exercises.own().next().is_none() {
        return;
    }
    let used = used(cx.plan);
    for own in cx.plan.exercises.own().filter(|own| !used.contains(&own.id)) {
        out.warn(own.name_span, Aspect::Presence)
            .help("name it in a session, or remove it")
            .propose(
                Safety::Suggested,
                format!("remove `{}`", own.exercise.id),
                Change::Remove { item: own.name_span },
            )
            .say(format!("no session lifts `{}`", own.exercise.id));
    }
}

/// The exercises that sessions lift, and those that other exercises of the plan build on.
fn used(plan: &Plan) -> FxHashSet<ExerciseId> {
    let mut used = FxHashSet::default();
    let mut add = |lifts: &[Lift]| used.extend(lifts.iter().filter_map(|lift| lift.exercise));
    for template in &plan.templates {
        if let Content::Strength(lifts) = &template.session.content {
            add(lifts);
        }
        if let Some(WarmUp::Lifts(lifts)) = template.session.warm_up.as_ref().map(|w| &w.value) {
            add(lifts);
        }
    }
    for own in plan.exercises.own() {
        let neighbours = [&own.exercise.regression, &own.exercise.progression];
        used.extend(neighbours.into_iter().flatten().filter_map(|id| plan.exercises.find(id)));
        used.extend(own.like);
    }
    used
}
