//! Flags strength that begins with too many sessions, too many sets, few repetitions or little in reserve.

use gait_model::calendar::{Aspect, Part, Week};
use gait_model::change::Change;
use gait_model::exercise::Unit as SetUnit;
use gait_model::notation::{Effort, OneSet, Sets, Work};
use gait_model::plan::{Familiar, Level, Lift};

use crate::context::{Context, lifts};
use crate::lifting::as_written;
use crate::number::round_to;
use crate::occurrence::{LIGHTER, Occurrences, is_weight};
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};
use crate::wording::and_list;

const WEEKS: Param = Param::count("weeks", 4.0, (0.0, 26.0), "strength is new for so many weeks");
const PAUSE: Param =
    Param::count("pause", 4.0, (1.0, 26.0), "after so many weeks without strength it is new again");
const MAX_SESSIONS: Param =
    Param::count("max_sessions", 2.0, (1.0, 7.0), "most sessions a week at the start");
const MIN_RESERVE: Param =
    Param::count("min_reserve", 3.0, (0.0, 5.0), "least repetitions in reserve at the start");
const MIN_REPS: Param = Param::count("min_reps", 8.0, (1.0, 20.0), "least repetitions of a set at the start");
const MAX_SETS: Param = Param::count("max_sets", 3.0, (1.0, 10.0), "most sets of a lift at the start");

pub(super) const RULE: Rule = Rule {
    name: "starting-too-hard",
    group: Group::Effort,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "strength begins with too much",
    page: include_str!("starting_too_hard.md"),
    params: &[WEEKS, PAUSE, MAX_SESSIONS, MIN_RESERVE, MIN_REPS, MAX_SETS],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in starting_weeks(cx) {
        check_week(cx, week, out);
    }
}

/// The weeks with strength in which it is new.
pub(crate) fn starting_weeks<'c>(cx: &Context<'c>) -> Vec<&'c Week> {
    // Who brings the lifts along is not starting, however short the plan.
    let athlete = &cx.plan.athlete;
    let is_new = athlete.familiar == Familiar::None || athlete.level == Level::Novice;
    let mut pause = if is_new { u32::MAX } else { 0 };
    let mut start = None;
    let mut weeks = Vec::new();
    for week in &cx.calendar.weeks {
        if cx.week(week).strength == 0 {
            pause = pause.saturating_add(1);
            continue;
        }
        if f64::from(pause) >= cx.param(PAUSE, week.phase) {
            start = Some(week.index);
        }
        pause = 0;
        if let Some(start) = start
            && f64::from(week.index - start) < cx.param(WEEKS, week.phase)
        {
            weeks.push(week);
        }
    }
    weeks
}

/// The most sessions of a week in which strength is new.
pub(crate) fn most_sessions(cx: &Context<'_>, week: &Week) -> f64 {
    cx.param(MAX_SESSIONS, week.phase)
}

fn check_week(cx: &Context<'_>, week: &Week, out: &mut Occurrences) {
    let count = f64::from(cx.week(week).strength);
    let most = most_sessions(cx, week);
    if let Some(least) = cx.slightest_strength(week).filter(|_| count > most) {
        out.warn(least, Aspect::Presence).help("leave this one out until the lifts are familiar").say(
            format!("{count} strength sessions in a week while strength is new; {most} advised at most"),
        );
    }
    for index in cx.strength_in(week) {
        for (i, lift) in (0..).zip(lifts(cx.session(index))) {
            check_lift(cx, week.phase, index, i, lift, out);
        }
    }
}

fn check_lift(
    cx: &Context<'_>,
    phase: usize,
    session: usize,
    index: u32,
    lift: &Lift,
    out: &mut Occurrences,
) {
    let Some(exercise) = lift.exercise.map(|id| cx.plan.exercises.get(id)) else { return };
    // Holds and hops are not counted in repetitions; activation and mobility tire nobody.
    if !exercise.category.is_work() || exercise.unit != SetUnit::Reps || lift.test {
        return;
    }
    let param = |param| cx.param(param, phase);
    let Some(sets) = &lift.sets else { return };
    let reserve = if lift.to_failure() {
        Some(0.0)
    } else {
        lift.reserve.map(|reserve| round_to(f64::from(reserve.value) / 10.0, 0.1))
    };
    let reps = least_reps(&sets.value);
    let (mut facts, mut advised) = (Vec::new(), Vec::new());
    if f64::from(lift.set_count()) > param(MAX_SETS) {
        facts.push(format!("{} sets", lift.set_count()));
        advised.push(format!("at most {} sets", param(MAX_SETS)));
    }
    if let Some(reps) = reps.filter(|reps| f64::from(*reps) < param(MIN_REPS)) {
        facts.push(format!("{reps} repetitions"));
        advised.push(format!("at least {} repetitions", param(MIN_REPS)));
    }
    let sets_faults = facts.len();
    if let Some(left) = reserve.filter(|left| *left < param(MIN_RESERVE)) {
        facts.push(format!("{left} in reserve"));
        advised.push(format!("at least {} in reserve", param(MIN_RESERVE)));
    }
    if facts.is_empty() {
        return;
    }
    // A ramp gives sets and repetitions, never the reserve.
    let part = if sets_faults == 0 { Part::Lift(index) } else { Part::Sets(index) };
    let draft = out.warn(session, Aspect::Content(part)).help(
        "for the first weeks choose loads that leave 3 or more of 10 to 15 repetitions; the lifts come first",
    );
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the parameters are small")]
    let limits = (param(MAX_SETS) as u32, param(MIN_REPS) as u32);
    let faults = Faults {
        sets: (sets_faults > 0).then_some(limits),
        reserve: (facts.len() > sets_faults).then(|| param(MIN_RESERVE)),
    };
    let draft = match gentler(cx, session, index, lift, faults) {
        Some((label, changes)) => draft.propose_all(Safety::Suggested, label, changes),
        None => draft,
    };
    draft.say(format!(
        "`{}` has {} while strength is new; {} advised",
        lift.name.value,
        and_list(&facts),
        and_list(&advised)
    ));
}

/// The fewest repetitions that are asked for; nothing for holds, carries and `max`.
fn least_reps(sets: &Sets) -> Option<u32> {
    match sets {
        Sets::Alike { work: Work::Reps(reps), .. } => Some(reps.low),
        Sets::Alike { .. } => None,
        Sets::Listed(sets) => sets.iter().map(|set| set.reps).min(),
    }
}

/// The lift with no more sets, no fewer repetitions and no less in reserve than advised, where it is written as it is
/// done: what is not at fault stays, and so does the load.
fn gentler(
    cx: &Context<'_>,
    session: usize,
    index: u32,
    lift: &Lift,
    faults: Faults,
) -> Option<(String, Vec<Change>)> {
    let written = lift.sets.as_ref().filter(|_| !lift.to_failure())?;
    let mut parts = Vec::new();
    let mut changes = Vec::new();
    if let Some((most, least)) = faults.sets {
        let origin = |part| cx.session(session).origin(Aspect::Content(part));
        let scaled = !cx.session(session).trail.changes.is_empty();
        let grown =
            lift.span.contains(written.span) && origin(Part::Sets(index)) != origin(Part::Lift(index));
        if scaled || grown {
            return None;
        }
        let sets = moderate(&written.value, most, least);
        // Whoever is to choose another load need not read this one.
        let told = if is_lighter(faults, lift) { without_load(&sets) } else { sets.clone() };
        parts.push(format!("do {told}"));
        changes.push(Change::Respell { name: written.span, with: as_written(lift, written.span, &sets) });
    }
    if let Some(reserve) = faults.reserve {
        let name = lift.reserve.map(|reserve| reserve.span)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the parameter is at most 5"
        )]
        let with = Effort::Rir((reserve * 10.0) as u8).to_string();
        parts.push(format!("leave {reserve} repetitions in reserve"));
        changes.push(Change::Respell { name, with });
    }
    let lighter = if is_lighter(faults, lift) { LIGHTER } else { "" };
    Some((format!("{}{lighter}", and_list(&parts)), changes))
}

/// Whether more in reserve asks for another load.
fn is_lighter(faults: Faults, lift: &Lift) -> bool {
    faults.reserve.is_some() && lift.heaviest().is_some_and(is_weight)
}

/// Equal sets without their load; loads of sets one by one say which is which.
fn without_load(sets: &Sets) -> Sets {
    match sets {
        Sets::Alike { count, work, per_side, .. } => {
            Sets::Alike { count: *count, work: *work, per_side: *per_side, load: None }
        }
        Sets::Listed(all) => Sets::Listed(all.clone()),
    }
}

/// What of a lift is at fault, with the limits that it breaks.
#[derive(Clone, Copy)]
struct Faults {
    /// The most sets and the least repetitions.
    sets: Option<(u32, u32)>,
    /// The least repetitions in reserve.
    reserve: Option<f64>,
}

/// Sets within limits; of a list the first ones, which are seldom the heaviest.
fn moderate(sets: &Sets, most: u32, least: u32) -> Sets {
    match sets {
        Sets::Alike { count, work, per_side, load } => {
            let work = match work {
                Work::Reps(reps) => Work::Reps(reps.map(|reps| reps.max(least))),
                other => *other,
            };
            Sets::Alike { count: (*count).min(most), work, per_side: *per_side, load: *load }
        }
        Sets::Listed(all) => {
            let some = all.iter().take(most as usize);
            Sets::Listed(some.map(|set| OneSet { reps: set.reps.max(least), ..*set }).collect())
        }
    }
}
