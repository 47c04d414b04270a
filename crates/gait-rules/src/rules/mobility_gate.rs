//! Flags load on a movement whose body-weight test was failed, never taken, or taken long ago.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::date::days_between;
use gait_model::exercise::{Exercise, Unit as SetUnit};
use gait_model::notation::{Load, OneSet, Sets};
use gait_model::plan::{Gate, GateName, Lift, Placed, Plan};
use gait_syntax::Span;
use jiff::civil::Date;

use crate::context::{Context, External};
use crate::lifting::as_written;
use crate::number::number;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity, Unit};

const VALID: Param =
    Param::new("valid", Unit::Days, 180.0, (1.0, 3650.0), "a passed test holds for so many days (advice)");

pub(super) const RULE: Rule = Rule {
    name: "mobility-gate",
    group: Group::WarmUp,
    severity: Severity::Error,
    worst: Severity::Error,
    of_absence: false,
    summary: "load on a movement whose body-weight test was failed or never taken",
    page: include_str!("mobility_gate.md"),
    params: &[VALID],
    check,
};

/// What is wrong with a gate on a day.
enum Fault {
    Failed(Date, Span),
    Untested,
    /// Passed on this day, which is so many days ago.
    Old(Date, i64, Span),
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // Gates that were advised of, which is done once in a plan.
    let mut advised: Vec<GateName> = Vec::new();
    for planned in &cx.facts.lifts {
        let Some(exercise) = planned.exercise else { continue };
        // Most gates are attested; what the lift moves is told only for the others.
        let mut open = exercise.gates.iter().filter(|gate| !is_attested(cx.plan, gate)).peekable();
        let binds =
            open.peek().is_some() && (exercise.is_plyometric() || planned.external() != External::None);
        let (index, at, lift) = (planned.session, planned.at, planned.lift);
        for gate in open.filter(|_| binds) {
            let session = cx.session(index);
            let date = cx.calendar.date(session.day);
            let valid = cx.param(VALID, session.phase);
            match fault(cx.plan, gate, date, valid) {
                Some(Fault::Failed(on, span)) => {
                    report_failed(cx, (index, at), (lift, exercise), (gate, on, span), out);
                }
                Some(fault) if !advised.contains(gate) => {
                    advised.push(gate.clone());
                    advise(exercise, (index, at), lift, gate, &fault, out);
                }
                _ => {}
            }
        }
    }
}

fn tested<'p>(plan: &'p Plan, gate: &GateName) -> Option<&'p Placed<Gate>> {
    plan.athlete.gates.iter().find(|(name, _)| name == gate).map(|(_, state)| state)
}

fn is_attested(plan: &Plan, gate: &GateName) -> bool {
    matches!(tested(plan, gate), Some(Placed { value: Gate::Attested, .. }))
}

fn fault(plan: &Plan, gate: &GateName, date: Date, valid: f64) -> Option<Fault> {
    match tested(plan, gate) {
        // What could not be read may be this test.
        None => plan.is_whole.then_some(Fault::Untested),
        Some(Placed { value: Gate::Attested, .. }) => None,
        // A test on a later day says nothing about this one.
        Some(Placed { value: Gate::Fail(on) | Gate::Pass(on), .. }) if *on > date => None,
        Some(Placed { value: Gate::Fail(on), span }) => Some(Fault::Failed(*on, *span)),
        Some(Placed { value: Gate::Pass(on), span }) => {
            let days = days_between(*on, date);
            (number(days) > valid).then_some(Fault::Old(*on, days, *span))
        }
    }
}

fn report_failed(
    cx: &Context<'_>,
    (session, at): (usize, u32),
    (lift, exercise): (&Lift, &Exercise),
    (gate, on, span): (&GateName, Date, Span),
    out: &mut Occurrences,
) {
    let easier = easier(cx.plan, exercise);
    let help = match easier {
        Some(easier) => format!("do `{}` until the test is passed", easier.id),
        None => "leave the load out (`@ bodyweight`) until the test is passed".to_owned(),
    };
    let draft = out.error(session, Aspect::Content(Part::Lift(at))).with(span, Aspect::Presence).help(help);
    let draft = match gentler(cx, (session, lift), exercise, easier) {
        Some((label, changes)) => draft.propose_all(Safety::Suggested, label, changes),
        None => draft,
    };
    draft.say(format!("`{}` {}, but {} was failed on {on}", lift.name.value, loads(exercise), test(gate)));
}

/// The easier lift without the load, or the lift itself with body weight where there is none that is easier.
fn gentler(
    cx: &Context<'_>,
    (session, lift): (usize, &Lift),
    exercise: &Exercise,
    easier: Option<&Exercise>,
) -> Option<(String, Vec<Change>)> {
    let respell = |easier: &Exercise| Change::Respell { name: lift.name.span, with: easier.id.clone() };
    // Ten repetitions are no ten seconds.
    let is_timed = |one: &Exercise| one.unit == SetUnit::Seconds;
    if easier.is_some_and(|easier| is_timed(easier) != is_timed(exercise)) {
        return None;
    }
    // Nor are ten on each side ten on both.
    if easier.is_some_and(|easier| easier.is_unilateral() != exercise.is_unilateral()) {
        return None;
    }
    if let Some(easier) = easier.filter(|_| lift.heaviest().is_none()) {
        return Some((format!("do `{}` instead of `{}`", easier.id, exercise.id), vec![respell(easier)]));
    }
    // A jump is one with body weight too.
    if easier.is_none() && exercise.is_plyometric() {
        return None;
    }
    let session = cx.session(session);
    let ramped = session.trail.lifts.iter().any(|(id, _)| lift.exercise == Some(*id));
    let as_done = session.trail.changes.is_empty() && !ramped && lift.sides.is_none();
    let written = lift.sets.as_ref().filter(|sets| as_done && lift.span.contains(sets.span))?;
    let sets = unloaded(&written.value, easier.is_none());
    let change = Change::Respell { name: written.span, with: as_written(lift, written.span, &sets) };
    Some(match easier {
        Some(easier) => {
            (format!("do `{} {sets}` instead of `{}`", easier.id, exercise.id), vec![respell(easier), change])
        }
        None => (format!("do {sets} until the test is passed"), vec![change]),
    })
}

/// The sets with body weight, which is written where it does not go without saying.
fn unloaded(sets: &Sets, says_so: bool) -> Sets {
    match sets {
        Sets::Alike { count, work, per_side, .. } => Sets::Alike {
            count: *count,
            work: *work,
            per_side: *per_side,
            load: says_so.then_some(Load::Bodyweight),
        },
        Sets::Listed(all) => {
            Sets::Listed(all.iter().map(|set| OneSet { load: Load::Bodyweight, ..*set }).collect())
        }
    }
}

fn advise(
    exercise: &Exercise,
    (session, at): (usize, u32),
    lift: &Lift,
    gate: &GateName,
    fault: &Fault,
    out: &mut Occurrences,
) {
    let field = field(gate);
    let draft = out.advise(session, Aspect::Content(Part::Lift(at)));
    let (draft, fact) = match fault {
        Fault::Old(on, days, span) => {
            (draft.with(*span, Aspect::Presence), format!("was passed {days} days before, on {on}"))
        }
        _ => (draft, "was never taken".to_owned()),
    };
    draft
        .help(format!(
            "test it and write `gates: ({field}: Pass(date))`, or `{field}: Attested` if it is sure"
        ))
        .say(format!("`{}` {}, and {} {fact}", lift.name.value, loads(exercise), test(gate)));
}

/// The first easier exercise that no gate binds.
fn easier<'p>(plan: &'p Plan, exercise: &'p Exercise) -> Option<&'p Exercise> {
    let mut next = exercise;
    // The library has no rings; a plan's own exercises may.
    for _ in 0..plan.exercises.count() {
        next = plan.exercises.get(plan.exercises.find(next.regression.as_deref()?)?);
        if next.gates.is_empty() && next.category.is_work() {
            return Some(next);
        }
    }
    None
}

const fn loads(exercise: &Exercise) -> &'static str {
    if matches!(exercise.category, gait_model::exercise::Category::Plyometric) {
        "is a jump"
    } else {
        "adds load"
    }
}

/// The test of a gate, as it stands in a sentence.
const fn test(gate: &GateName) -> &'static str {
    match gate {
        GateName::Squat => "the squat test",
        GateName::Lunge => "the lunge test",
        GateName::Hinge => "the hinge test",
        GateName::CalfCapacity => "the test of 20 calf raises a side",
    }
}

/// The field of `gates`.
const fn field(gate: &GateName) -> &'static str {
    match gate {
        GateName::Squat => "squat",
        GateName::Lunge => "lunge",
        GateName::Hinge => "hinge",
        GateName::CalfCapacity => "calf_capacity",
    }
}
