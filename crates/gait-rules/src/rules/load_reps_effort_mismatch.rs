//! Flags sets whose load, repetitions and reserve contradict each other.

use gait_model::calendar::{Aspect, Part};
use gait_model::notation::Load;
use gait_model::one_rep_max::reps_to_failure;
use gait_model::plan::Lift;

use crate::context::Context;
use crate::history::{Exposure, mass};
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const TOLERANCE: Param = Param::count(
    "tolerance",
    8.0,
    (1.0, 30.0),
    "repetitions may differ by so many from what people do on average; 4 suits lifters",
);

pub(super) const RULE: Rule = Rule {
    name: "load-reps-effort-mismatch",
    group: Group::Effort,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "load, repetitions and reserve contradict each other",
    page: include_str!("load_reps_effort_mismatch.md"),
    params: &[TOLERANCE],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for &exposure in cx.facts.histories.iter().flatten() {
        judge(cx, exposure, out);
    }
}

fn judge(cx: &Context<'_>, exposure: Exposure, out: &mut Occurrences) {
    // Of most lifts the maximum is not known.
    let percent = exposure.heaviest.and_then(|load| percent_of_max(cx, exposure, load));
    let Some(percent) = percent else { return };
    let (Some(lift), Some(top)) = (cx.lift(exposure), cx.top_set(exposure)) else { return };
    let name = &lift.name.value;
    let aspect = Aspect::Content(Part::Sets(exposure.lift));
    if percent > 100.0 {
        out.advise(exposure.session, aspect)
            .help("look at the unit, or write the new maximum into `maxes`")
            .say(format!("{} for `{name}` is {percent} % of its maximum", top.load));
        return;
    }
    let (Some(reps), Some(reserve)) = (top.reps, reserve(lift)) else { return };
    let Some(expected) = reps_to_failure(percent).map(|reps| round_to(reps, 1.0)) else { return };
    let tolerance = cx.param(TOLERANCE, cx.session(exposure.session).phase);
    // Of a range the end counts that fits best.
    let (least, most) = (f64::from(reps.low) + reserve, f64::from(reps.high) + reserve);
    if round_to(least - expected, 0.1) <= tolerance && round_to(expected - most, 0.1) <= tolerance {
        return;
    }
    let help = if least > expected {
        "lower the load or the repetitions, or renew the maximum in `maxes`"
    } else {
        "raise the load, or write how many are really left"
    };
    out.advise(exposure.session, aspect).help(help).say(format!(
        "`{name}`: {reps} repetitions with {reserve} left do not fit {percent} % of the maximum; about {expected} in all are usual there"
    ));
}

/// Whole per cent of the maximum; nothing if that is not known.
fn percent_of_max(cx: &Context<'_>, exposure: Exposure, load: Load) -> Option<f64> {
    if let Load::OfMax(share) = load {
        return Some(round_to(share.fraction() * 100.0, 1.0));
    }
    let (_, max) = cx.plan.athlete.maxes.iter().find(|(id, _)| *id == exposure.exercise)?;
    let load = mass(cx.plan, exposure.exercise, load)?;
    (max.value.ug > 0).then(|| round_to(number(load.ug) / number(max.value.ug) * 100.0, 1.0))
}

/// Repetitions in reserve, if the plan says.
fn reserve(lift: &Lift) -> Option<f64> {
    if lift.to_failure() {
        return Some(0.0);
    }
    lift.reserve.map(|reserve| round_to(f64::from(reserve.value) / 10.0, 0.1))
}
