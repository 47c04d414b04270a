//! Flags leg work to failure shortly before a key run.

use gait_model::calendar::{Aspect, Part};
use gait_model::plan::Level;

use crate::context::{Context, PlannedLift};
use crate::number::hours;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};
use crate::wording::names;

const GUARD: Param =
    Param::hours("guard", 48.0, (0.0, 120.0), "hours between leg work to failure and a key run");
const GUARD_NOVICE: Param = Param::hours("guard_novice", 72.0, (0.0, 120.0), "the same for novices");

pub(super) const RULE: Rule = Rule {
    name: "failure-near-key-run",
    group: Group::Effort,
    severity: Severity::Error,
    worst: Severity::Error,
    of_absence: false,
    summary: "leg work goes to failure shortly before a key run",
    page: include_str!("failure_near_key_run.md"),
    params: &[GUARD, GUARD_NOVICE],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let failing = cx.facts.lifts.iter().filter(|lift| lift.to_failure && lift.trains_legs());
    let failing: Vec<&PlannedLift<'_>> = failing.collect();
    for failing in failing.chunk_by(|lift, next| lift.session == next.session) {
        let Some((index, first)) = failing.first().map(|lift| (lift.session, lift.at)) else { continue };
        let session = cx.session(index);
        let next = cx.facts.key_runs.partition_point(|&run| cx.session(run).start < session.end);
        let Some(&run) = cx.facts.key_runs.get(next) else { continue };
        let key = cx.session(run);
        let gap = hours(key.start - session.end);
        let novice = cx.plan.athlete.level == Level::Novice;
        let guard = cx.param(if novice { GUARD_NOVICE } else { GUARD }, session.phase);
        if gap >= guard {
            continue;
        }
        let is_open = failing.iter().any(|lift| lift.lift.open_sets() > 0);
        let help = if is_open {
            "write how many repetitions it is at most, with 2 in reserve, for `max` or `+`, or move it after the run"
        } else {
            "leave 2 repetitions in reserve (`rir 2`), or move it after the run"
        };
        let verb = if failing.len() == 1 { "goes" } else { "go" };
        out.error(index, Aspect::Content(Part::Lift(first)))
            .with(run, Aspect::Placement)
            .rests_on_clock(cx.calendar, &[index, run])
            .propose_reserve(failing, 2)
            .propose_move(index)
            .help(help)
            .say(format!(
                "{} {verb} to failure {gap} h before `{}`; {guard} h advised",
                names(failing.iter().map(|lift| &*lift.lift.name.value)),
                key.name
            ));
    }
}
