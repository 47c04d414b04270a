//! Flags lighter weeks that are listed in a phase they do not belong to.

use gait_model::calendar::Aspect;
use gait_model::change::Change;
use gait_model::plan::Phase;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "deload-outside-phase",
    group: Group::Hygiene,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a lighter week is listed in a phase that does not have it",
    page: include_str!("deload_outside_phase.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // Which weeks a phase has is not known where one before it does not say how long it is.
    if !cx.plan.is_counted {
        return;
    }
    for phase in &cx.plan.phases {
        let weeks = phase.first_week..phase.first_week + phase.weeks;
        let listed = phase.deload.iter().flat_map(|deload| &deload.weeks);
        for week in listed.filter(|week| !weeks.contains(&week.value)) {
            let slip = counted_from_phase(phase, week.value);
            let help = slip.map_or_else(
                || "list it in the phase that has it".to_owned(),
                |meant| {
                    format!(
                        "weeks are those of the plan: the phase's week {} is week {meant}",
                        week.value + 1
                    )
                },
            );
            let mut draft = out.warn(week.span, Aspect::Presence).help(help);
            let mut listed = phase.deload.iter().flat_map(|deload| &deload.weeks);
            let mut is_listed = |week: u32| listed.any(|other| other.value + 1 == week);
            if let Some(meant) = slip.filter(|meant| !is_listed(*meant)) {
                let change = Change::Respell { name: week.span, with: meant.to_string() };
                draft = draft.propose(Safety::Suggested, format!("write week {meant}"), change);
            }
            draft.say(format!(
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

/// The week of the plan, counted from 1, that a week counted from the start of the phase is: the usual slip.
fn counted_from_phase(phase: &Phase, week: u32) -> Option<u32> {
    (week < phase.weeks).then_some(phase.first_week + week + 1)
}
