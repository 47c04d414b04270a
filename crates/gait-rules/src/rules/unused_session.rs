//! Flags sessions that nothing names.

use gait_model::calendar::Aspect;
use gait_model::change::Change;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unused-session",
    group: Group::Hygiene,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "a session is named by no week, no day and no ramp",
    page: include_str!("unused_session.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // A plan without a single slot is being written from the top: its sessions come first.
    let slots = cx.plan.phases.iter().flat_map(|phase| &phase.rows).flat_map(|row| row.days.iter().flatten());
    if slots.count() == 0 {
        return;
    }
    for template in cx.plan.templates.iter().filter(|template| !template.is_named) {
        out.warn(template.name_span, Aspect::Presence)
            .help("put it into a week, or remove it")
            .propose(
                Safety::Suggested,
                format!("remove `{}`", template.name),
                Change::Remove { item: template.session.span },
            )
            .say(format!("no week, day or `Each` names `{}`", template.name));
    }
}
