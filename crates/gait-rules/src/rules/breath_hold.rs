//! Flags lifts done on a held breath.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::exercise::{Breathing, Exercise};
use gait_model::notation::{Load, Sets, Work};
use gait_model::plan::{Breath, Health, Lift, Plan};

use crate::context::Context;
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const BRACE_MIN: Param =
    Param::percent("brace_min", 80.0, (0.0, 100.0), "share of the maximum from which a brace has its place");
const BRACE_REPS: Param = Param::count(
    "brace_reps",
    6.0,
    (0.0, 20.0),
    "sets of so few repetitions count as that heavy without a load",
);
const BRACE_RESERVE: Param =
    Param::count("brace_reserve", 2.0, (0.0, 10.0), "with less in reserve a brace has its place at any load");

pub(super) const RULE: Rule = Rule {
    name: "breath-hold",
    group: Group::Technique,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "a lift is done on a held breath",
    page: include_str!("breath_hold.md"),
    params: &[BRACE_MIN, BRACE_REPS, BRACE_RESERVE],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for planned in &cx.facts.lifts {
        let Some(exercise) = planned.exercise else { continue };
        // Most lifts say nothing of the breath and need not.
        if exercise.breath == Breathing::Brace || (planned.is_special && planned.lift.breath.is_some()) {
            check_lift(cx, planned.session, (planned.at, planned.lift, exercise), out);
        }
    }
}

fn check_lift(
    cx: &Context<'_>,
    index: usize,
    (at, lift, exercise): (u32, &Lift, &Exercise),
    out: &mut Occurrences,
) {
    let phase = cx.session(index).phase;
    let effort = Effort::of(cx, lift, exercise, phase);
    let cue = match lift.breath.as_ref().map(|breath| &breath.value) {
        Some(Breath::Hold) => "is held through whole repetitions",
        Some(Breath::Brace) => "is held for the effort",
        // The library braces from the same share of the maximum on.
        None if exercise.breath == Breathing::Brace && effort.is_heavy => "is usually held for the effort",
        Some(Breath::Exhale) | None => return,
    };
    let health = cx.plan.athlete.health.first().map(|health| match health {
        Health::Hypertension => "with high blood pressure",
        Health::Pregnancy => "in pregnancy",
    });
    let holds = lift.breath.as_ref().is_some_and(|breath| breath.value == Breath::Hold);
    let name = &lift.name.value;
    let fact = format!("the breath of `{name}` {cue}");
    let (severity, message) = match health {
        Some(health) => (Severity::Error, format!("{fact}, {health}")),
        None if holds => (Severity::Warning, fact),
        None if lift.breath.is_some() && !effort.asks_for_brace => {
            let from = cx.param(BRACE_MIN, phase);
            let at = effort.share.map_or(String::new(), |share| format!(" at {share} %"));
            (Severity::Warning, format!("{fact}{at}; a brace is for {from} % of the maximum and above"))
        }
        None => return,
    };
    let change = Change::SetField { owner: lift.span, field: "breath", value: "Exhale".to_owned() };
    out.report(severity, index, Aspect::Content(Part::Lift(at)))
        .help("breathe out with the effort and in on the way down: `breath: Exhale`")
        .propose(Safety::Suggested, format!("breathe out with the effort of `{name}`"), change)
        .say(message);
}

/// How hard a lift is, as far as the breath goes.
struct Effort {
    /// By its load, or without one by its few repetitions.
    is_heavy: bool,
    /// Heavy, or near to failure.
    asks_for_brace: bool,
    /// The heaviest set in per cent of the maximum, if the plan says enough to know.
    share: Option<f64>,
}

impl Effort {
    fn of(cx: &Context<'_>, lift: &Lift, exercise: &Exercise, phase: usize) -> Self {
        let share = heaviest_share(cx.plan, lift, exercise);
        let is_heavy = match share {
            Some(share) => share >= cx.param(BRACE_MIN, phase),
            None => fewest_reps(lift) <= cx.param(BRACE_REPS, phase),
        };
        let spare = !lift.to_failure()
            && lift.reserve.is_none_or(|r| f64::from(r.value) / 10.0 >= cx.param(BRACE_RESERVE, phase));
        Self { is_heavy, asks_for_brace: is_heavy || !spare, share }
    }
}

/// The heaviest set in per cent of the maximum, if the plan says enough to know.
fn heaviest_share(plan: &Plan, lift: &Lift, exercise: &Exercise) -> Option<f64> {
    let max = || {
        let maxes = plan.athlete.maxes.iter();
        maxes.filter(|(id, _)| plan.exercises.get(*id).id == exercise.id).map(|(_, mass)| mass.value).next()
    };
    match lift.heaviest()? {
        Load::OfMax(share) => Some(round_to(share.fraction() * 100.0, 1.0)),
        Load::Mass(mass) => {
            let max = max().filter(|max| max.ug > 0)?;
            Some(round_to(number(mass.ug) / number(max.ug) * 100.0, 1.0))
        }
        Load::Pair(_) | Load::Bodyweight | Load::Band => None,
    }
}

fn fewest_reps(lift: &Lift) -> f64 {
    match lift.sets.as_ref().map(|sets| &sets.value) {
        Some(Sets::Alike { work: Work::Reps(range), .. }) => f64::from(range.low),
        Some(Sets::Listed(sets)) => sets.iter().map(|set| f64::from(set.reps)).fold(f64::INFINITY, f64::min),
        _ => f64::INFINITY,
    }
}
