//! Flags weeks in which too many sets leave no repetition in reserve, and sets to failure.

use gait_model::calendar::{Aspect, Part, Session, Week};
use gait_model::exercise::{Exercise, Unit as SetUnit};

use gait_model::plan::{Focus, Intent, Lift};

use crate::context::{Context, PlannedLift};
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};
use crate::wording::names;

const MIN_RESERVE: Param =
    Param::count("min_reserve", 1.0, (0.0, 5.0), "a set with fewer repetitions in reserve is hard");
const SHARE: Param = Param::percent("share", 10.0, (0.0, 100.0), "hard sets among the sets of a week");
const SHARE_STRENGTH: Param =
    Param::percent("share_strength", 20.0, (0.0, 100.0), "the same in a phase with focus Strength");
const MISSING: Param = Param::percent(
    "missing",
    50.0,
    (0.0, 100.0),
    "more sets without reserve than this share of the plan are advice",
);

pub(super) const RULE: Rule = Rule {
    name: "reserve-too-small",
    group: Group::Effort,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "too many sets leave no repetition in reserve",
    page: include_str!("reserve_too_small.md"),
    params: &[MIN_RESERVE, SHARE, SHARE_STRENGTH, MISSING],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in &cx.calendar.weeks {
        check_week(cx, week, out);
    }
    check_missing(cx, out);
}

fn check_week(cx: &Context<'_>, week: &Week, out: &mut Occurrences) {
    let min = cx.param(MIN_RESERVE, week.phase);
    let (mut sets, mut hard) = (0u32, 0u32);
    for index in cx.strength_in(week) {
        for lift in planned(cx, index) {
            sets = lift.sets.saturating_add(sets);
            hard = hard_sets(lift, min).saturating_add(hard);
        }
    }
    let is_block = cx.phase(week).focus == Some(Focus::Strength);
    let limit = cx.param(if is_block { SHARE_STRENGTH } else { SHARE }, week.phase);
    let share = share(hard, sets);
    for index in cx.strength_in(week) {
        if share > limit {
            report_share(cx, index, min, &share_message(share, (hard, sets), min, limit), out);
        } else if !is_block {
            report_failure(cx, index, out);
        }
    }
}

fn share_message(share: f64, (hard, sets): (u32, u32), min: f64, limit: f64) -> String {
    let plural = if min == 1.0 { "" } else { "s" };
    format!(
        "{share} % of the week's sets ({hard} of {sets}) leave less than {min} repetition{plural} in reserve; \
         {limit} % advised at most"
    )
}

/// The lifts whose reserve says something about fatigue: work in repetitions or contacts, and no tests.
pub(crate) fn judged<'p>(cx: &Context<'p>, session: &'p Session) -> impl Iterator<Item = &'p Lift> {
    let lifts = cx.exercises_of(session).map(|(_, lift, exercise)| (lift, exercise));
    lifts.filter(|(lift, exercise)| tires(session, lift.test, exercise)).map(|(lift, _)| lift)
}

/// The same of a planned session.
fn planned<'p>(cx: &Context<'p>, index: usize) -> impl Iterator<Item = &'p PlannedLift<'p>> {
    let session = cx.session(index);
    cx.facts.lifts_of(index).iter().filter(|lift| is_judged(session, lift))
}

fn is_judged(session: &Session, lift: &PlannedLift<'_>) -> bool {
    lift.exercise.is_some_and(|exercise| tires(session, lift.is_test, exercise))
}

fn tires(session: &Session, is_test: bool, exercise: &Exercise) -> bool {
    let is_test = is_test || session.def.intent == Some(Intent::Test);
    !is_test && exercise.category.is_work() && exercise.unit != SetUnit::Seconds
}

/// The sets of a lift that leave fewer than `min` repetitions; of `5+` alone the open ones.
fn hard_sets(lift: &PlannedLift<'_>, min: f64) -> u32 {
    if lift.reserve.is_some_and(|reserve| f64::from(reserve) / 10.0 < min) {
        return lift.sets;
    }
    if lift.to_failure { lift.lift.open_sets() } else { 0 }
}

/// Whole per cent.
fn share(part: u32, all: u32) -> f64 {
    if all == 0 { 0.0 } else { round_to(f64::from(part) / f64::from(all) * 100.0, 1.0) }
}

fn report_share(cx: &Context<'_>, index: usize, min: f64, message: &str, out: &mut Occurrences) {
    let hard: Vec<&PlannedLift<'_>> = planned(cx, index).filter(|lift| hard_sets(lift, min) > 0).collect();
    report(index, Severity::Warning, &hard, message, out);
}

/// Single sets to failure: a matter for the legs, advice for a small muscle elsewhere.
fn report_failure(cx: &Context<'_>, index: usize, out: &mut Occurrences) {
    let session = cx.session(index);
    let failing = cx.facts.lifts_of(index).iter().filter(|lift| lift.to_failure && is_judged(session, lift));
    let failing: Vec<&PlannedLift<'_>> = failing.collect();
    if failing.is_empty() {
        return;
    }
    let legs = failing.iter().any(|lift| lift.trains_legs());
    let severity = if legs { Severity::Warning } else { Severity::Advice };
    let verb = if failing.len() == 1 { "goes" } else { "go" };
    let message = format!("{} {verb} to failure", names(failing.iter().map(|lift| &*lift.lift.name.value)));
    report(index, severity, &failing, &message, out);
}

fn report(
    session: usize,
    severity: Severity,
    lifts: &[&PlannedLift<'_>],
    message: &str,
    out: &mut Occurrences,
) {
    let mut parts = lifts.iter().take(3).map(|lift| Aspect::Content(Part::Lift(lift.at)));
    let Some(first) = parts.next() else { return };
    parts
        .fold(out.report(severity, session, first), |draft, part| draft.with(session, part))
        .propose_reserve(lifts, 1)
        .help("stop with 1 or 2 repetitions left (`rir 2`); a planned test is marked `test`")
        .say(message);
}

/// One advice for the plan if most of its sets say nothing about effort.
fn check_missing(cx: &Context<'_>, out: &mut Occurrences) {
    if !cx.plan.is_whole {
        return;
    }
    let (mut sets, mut silent) = (0u32, 0u32);
    let mut first = None;
    for &index in &cx.facts.strength {
        if !cx.session(index).counts() {
            continue;
        }
        // Nobody writes repetitions in reserve for jumps.
        let in_reps = |lift: &&PlannedLift<'_>| lift.exercise.is_some_and(|e| e.unit == SetUnit::Reps);
        for lift in planned(cx, index).filter(in_reps) {
            sets = lift.sets.saturating_add(sets);
            if lift.reserve.is_none() && !lift.to_failure {
                silent = lift.sets.saturating_add(silent);
                first = first.or(Some((index, lift.at)));
            }
        }
    }
    let Some((index, lift)) = first else { return };
    let share = share(silent, sets);
    if share > cx.param(MISSING, cx.session(index).phase) {
        out.advise(index, Aspect::Content(Part::Lift(lift)))
            .help("write `rir 2` after the sets for two repetitions left")
            .say(format!("{share} % of the plan's sets name no repetitions in reserve; two are assumed"));
    }
}
