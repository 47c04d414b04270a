//! Flags muscles that are trained twice within 48 hours.

use gait_model::calendar::{Aspect, Clock, Session};
use gait_model::exercise::{MUSCLES, Muscle, MuscleSet, PerMuscle, Unit};

use crate::context::{Context, goes_on};
use crate::number::{hours, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const MIN_GAP: Param =
    Param::hours("min_gap", 48.0, (0.0, 168.0), "hours from start to start between sessions for a muscle");
const TOLERANCE: Param =
    Param::hours("tolerance", 4.0, (0.0, 24.0), "so many hours less are a warning instead of an error");
const MIN_DOSE: Param =
    Param::count("min_dose", 2.0, (0.5, 20.0), "a muscle is trained from so many units in a session on");
const ERROR_DOSE: Param =
    Param::count("error_dose", 4.0, (0.5, 20.0), "fewer units in one of the sessions are a warning");
const SHORT_HOLD: Param = Param::minutes(
    "short_hold",
    1.5,
    (0.0, 30.0),
    "holds of fewer minutes for a muscle in a session do not count",
);

pub(super) const RULE: Rule = Rule {
    name: "muscle-group-48h",
    group: Group::Recovery,
    severity: Severity::Error,
    worst: Severity::Error,
    of_absence: false,
    summary: "a muscle is trained twice within 48 hours",
    page: include_str!("muscle_group_48h.md"),
    params: &[MIN_GAP, TOLERANCE, MIN_DOSE, ERROR_DOSE, SHORT_HOLD],
    check,
};

/// A session that trained a muscle.
#[derive(Clone, Copy)]
struct Trained {
    session: usize,
    /// In minutes of the calendar.
    start: i64,
    dose: f64,
}

/// A muscle that two sessions train, with the lesser of its two doses.
#[derive(Clone, Copy)]
struct Shared {
    earlier: usize,
    muscle: Muscle,
    dose: f64,
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut recent: [Vec<Trained>; MUSCLES] = Default::default();
    for (place, &index) in cx.facts.strength.iter().enumerate() {
        let session = cx.session(index);
        let (trained, doses) = doses(cx, index);
        let min_dose = cx.param(MIN_DOSE, session.phase);
        let near = near(cx, &cx.facts.strength[..place], session);
        let mut shared = Vec::new();
        for muscle in trained.iter() {
            let dose = round_to(doses[muscle.index()], 0.1);
            if dose < min_dose {
                continue;
            }
            let now = Trained { session: index, start: session.start, dose };
            let recent = &mut recent[muscle.index()];
            recent.retain(|before| near.is_some_and(|near| before.start >= near));
            shared.extend(add(cx, recent, muscle, now));
        }
        report_all(cx, index, shared, out);
    }
}

/// When the first of the sessions before starts that is too near for the same muscles.
fn near(cx: &Context<'_>, before: &[usize], session: &Session) -> Option<i64> {
    let min_gap = cx.param(MIN_GAP, session.phase);
    let starts = before.iter().rev().map(|&index| cx.session(index).start);
    starts.take_while(|start| hours(session.start - start) < min_gap).last()
}

/// Adds a session to those that trained a muscle lately, and says which of these it comes too soon after: the last,
/// or one before that makes it worse. Lighter work between two hard sessions brings them no further apart.
fn add(cx: &Context<'_>, recent: &mut Vec<Trained>, muscle: Muscle, now: Trained) -> Option<Shared> {
    let first_part = recent.pop_if(|before| same_session(cx, *before, now));
    if let Some(part) = first_part.filter(|part| part.dose > now.dose) {
        // Of one session in two parts, the part with most counts.
        recent.push(part);
        return None;
    }
    let grave = |before: &&Trained| is_grave(cx, muscle, **before, now);
    let worst = recent.iter().rev().find(grave);
    let told = first_part.is_some_and(|part| worst.is_none_or(|worst| is_grave(cx, muscle, *worst, part)));
    let before = worst.or(recent.last()).filter(|_| !told).copied();
    recent.push(now);
    before.map(|before| Shared { earlier: before.session, muscle, dose: now.dose.min(before.dose) })
}

/// Whether two sessions for a muscle are so near that it is an error.
fn is_grave(cx: &Context<'_>, muscle: Muscle, before: Trained, now: Trained) -> bool {
    let param = |param| cx.param(param, cx.session(now.session).phase);
    let near = gap(before, now) < param(MIN_GAP) - param(TOLERANCE);
    near && before.dose.min(now.dose) >= param(ERROR_DOSE) && !is_trunk(muscle)
}

/// Hours from start to start.
fn gap(earlier: Trained, later: Trained) -> f64 {
    hours(later.start - earlier.start)
}

fn same_session(cx: &Context<'_>, earlier: Trained, later: Trained) -> bool {
    goes_on(cx.session(earlier.session), cx.session(later.session))
}

/// The muscles that a session trains, with the dose of each from the lifts that train it. Mobility and activation are
/// no training, and neither are holds that are short for a muscle all together.
fn doses(cx: &Context<'_>, index: usize) -> (MuscleSet, PerMuscle) {
    let (session, lifts) = (cx.session(index), cx.facts.lifts_of(index));
    let short_hold = cx.param(SHORT_HOLD, session.phase) * 60.0;
    let mut trained = MuscleSet::EMPTY;
    let mut doses = [0.0; MUSCLES];
    // What holds add, and for how many seconds.
    let (mut held, mut seconds) = (doses, doses);
    for part in session.dose.iter().flat_map(|dose| &dose.parts) {
        let Some(exercise) = lifts.get(part.lift).and_then(|lift| lift.exercise) else { continue };
        if !exercise.category.is_work() {
            continue;
        }
        trained = trained.union(exercise.trained);
        for muscle in exercise.trained.iter() {
            let (at, dose) = (muscle.index(), part.base * exercise.weight(muscle));
            if exercise.unit == Unit::Seconds {
                held[at] += dose;
                seconds[at] += part.sets * part.amount;
            } else {
                doses[at] += dose;
            }
        }
    }
    for muscle in trained.iter().map(Muscle::index) {
        if seconds[muscle] >= short_hold {
            doses[muscle] += held[muscle];
        }
    }
    (trained, doses)
}

/// Reports once for each earlier session.
fn report_all(cx: &Context<'_>, later: usize, mut shared: Vec<Shared>, out: &mut Occurrences) {
    // The muscle with most first.
    shared.sort_by(|one, other| one.earlier.cmp(&other.earlier).then(other.dose.total_cmp(&one.dose)));
    for shared in shared.chunk_by(|one, other| one.earlier == other.earlier) {
        if let Some(first) = shared.first() {
            report(cx, first.earlier, later, shared, out);
        }
    }
}

fn report(cx: &Context<'_>, earlier: usize, later: usize, shared: &[Shared], out: &mut Occurrences) {
    let (before, session) = (cx.session(earlier), cx.session(later));
    let param = |param| cx.param(param, session.phase);
    let (min_gap, near) = (param(MIN_GAP), param(MIN_GAP) - param(TOLERANCE));
    let gap = hours(session.start - before.start);
    // An assumed start moves with the length of the run before it, so it decides nothing within the tolerance.
    let assumed = before.clock == Clock::Assumed || session.clock == Clock::Assumed;
    if gap >= if assumed { near } else { min_gap } {
        return;
    }
    let grave = shared.iter().any(|s| s.dose >= param(ERROR_DOSE) && !is_trunk(s.muscle));
    let severity = if grave && gap < near { Severity::Error } else { Severity::Warning };
    let draft = out.report(severity, later, Aspect::Placement).with(earlier, Aspect::Placement);
    // Neighbouring days are too near at any hour.
    let draft = if session.day.abs_diff(before.day) < 2 {
        draft
    } else {
        draft.rests_on_clock(cx.calendar, &[earlier, later])
    };
    draft.help(format!("move `{}`, or give it other muscles to work", session.name)).propose_move(later).say(
        format!(
            "`{}` starts {gap} h after `{}` on {} and trains {} again; {min_gap} h advised",
            session.name,
            before.name,
            cx.weekday(before.day),
            names(shared)
        ),
    );
}

/// Muscles that hold the body upright all day recover fast; between them alone it is never an error.
fn is_trunk(muscle: Muscle) -> bool {
    matches!(muscle, Muscle::Abs | Muscle::Obliques | Muscle::Erectors)
}

/// `hamstrings and glutes`, or with more `hamstrings, glutes and 2 more`.
fn names(shared: &[Shared]) -> String {
    let name = |s: &Shared| s.muscle.name();
    match shared {
        [] => String::new(),
        [one] => name(one).to_owned(),
        [one, other] => format!("{} and {}", name(one), name(other)),
        [one, other, rest @ ..] => format!("{}, {} and {} more", name(one), name(other), rest.len()),
    }
}
