//! Flags lighter weeks that are listed in a phase they do not belong to.

use gait_model::calendar::Aspect;
use gait_model::plan::Phase;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "deload-outside-phase",
    group: Group::Hygiene,
    severity: Severity::Warning,
    summary: "a lighter week is listed in a phase that does not have it",
    page: include_str!("deload_outside_phase.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for phase in &cx.plan.phases {
        let weeks = phase.first_week..phase.first_week + phase.weeks;
        let listed = phase.deload.iter().flat_map(|deload| &deload.weeks);
        for week in listed.filter(|week| !weeks.contains(&week.value)) {
            out.warn(week.span, Aspect::Presence).help(hint(phase, week.value)).say(format!(
                "week {} is not in phase `{}`, which has {}",
                week.value + 1,
                phase.name,
                span_of(phase)
            ));
        }
    }
}

/// `weeks 9 to 14` of the plan.
fn span_of(phase: &Phase) -> String {
    let (first, last) = (phase.first_week + 1, phase.first_week + phase.weeks);
    if first == last { format!("only week {first}") } else { format!("weeks {first} to {last}") }
}

/// Weeks counted from the start of the phase are the usual slip.
fn hint(phase: &Phase, week: u32) -> String {
    if week < phase.weeks {
        format!(
            "weeks are those of the plan: the phase's week {} is week {}",
            week + 1,
            phase.first_week + week + 1
        )
    } else {
        "list it in the phase that has it".to_owned()
    }
}
