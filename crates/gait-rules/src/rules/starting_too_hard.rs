//! Flags strength that begins with too many sessions, too many sets, few repetitions or little in reserve.

use gait_model::calendar::{Aspect, Part, Week};
use gait_model::change::Change;
use gait_model::exercise::Unit as SetUnit;
use gait_model::notation::{Effort, Sets, Work};
use gait_model::plan::{Familiar, Level, Lift};

use crate::context::{Context, lifts, round_to};
use crate::occurrence::Occurrences;
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
    summary: "strength begins with too much",
    page: include_str!("starting_too_hard.md"),
    params: &[WEEKS, PAUSE, MAX_SESSIONS, MIN_RESERVE, MIN_REPS, MAX_SETS],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // Who brings the lifts along is not starting, however short the plan.
    let athlete = &cx.plan.athlete;
    let is_new = athlete.familiar == Familiar::None || athlete.level == Level::Novice;
    let mut pause = if is_new { u32::MAX } else { 0 };
    let mut start = None;
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
            check_week(cx, week, out);
        }
    }
}

fn check_week(cx: &Context<'_>, week: &Week, out: &mut Occurrences) {
    let count = f64::from(cx.week(week).strength);
    let most = cx.param(MAX_SESSIONS, week.phase);
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
    let draft = match gentler(cx, session, index, lift, param(MIN_RESERVE), facts.len()) {
        Some((label, change)) => draft.propose(Safety::Suggested, label, change),
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

/// The lift with more in reserve, if that alone is at fault and the lift stands as it is written.
fn gentler(
    cx: &Context<'_>,
    session: usize,
    index: u32,
    lift: &Lift,
    reserve: f64,
    faults: usize,
) -> Option<(String, Change)> {
    let origin = |part| cx.session(session).origin(Aspect::Content(part));
    let scaled = !cx.session(session).trail.changes.is_empty();
    let written = lift.reserve.filter(|_| faults == 1 && !lift.to_failure() && !scaled);
    if written.is_none() || origin(Part::Sets(index)) != origin(Part::Lift(index)) {
        return None;
    }
    let mut text = format!("{} {}", lift.name.value, lift.sets.as_ref()?.value);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the parameter is at most 5"
    )]
    text.push_str(&format!(" {}", Effort::Rir((reserve * 10.0) as u8)));
    if let Some(tempo) = lift.tempo {
        text.push_str(&format!(" tempo {}", tempo.value));
    }
    if let Some(rest) = lift.rest {
        text.push_str(&format!(" rest {}", rest.value));
    }
    Some((format!("leave {reserve} repetitions in reserve"), Change::SetLift { lift: lift.span, text }))
}
