//! Flags lifts that are lowered too fast or too slowly, or turned without a pause.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::exercise::{DefaultTempo, Exercise, Unit, eccentric_s};
use gait_model::notation::{Beat, Sets, Tempo, Work};
use gait_model::plan::{Intent, Lift};

use crate::context::Context;
use crate::lifting::tail;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const SECONDS: (f64, f64) = (0.0, 30.0);
const ECC_MIN: Param = Param::count("ecc_min", 3.0, SECONDS, "shortest lowering in seconds");
const ECC_MAX: Param = Param::count("ecc_max", 4.0, SECONDS, "longest lowering in seconds");
const PAUSE_MIN: Param = Param::count("pause_min", 0.5, SECONDS, "shortest pause at the bottom in seconds");
const PAUSE_MAX: Param = Param::count("pause_max", 2.0, SECONDS, "longest pause at the bottom in seconds");
const HEAVY_REPS: Param =
    Param::count("heavy_reps", 5.0, (0.0, 20.0), "sets of so few repetitions find their own tempo");
const MISSING: Param =
    Param::count("missing", 0.0, (0.0, 1.0), "1 asks for a tempo where none is written as well");

pub(super) const RULE: Rule = Rule {
    name: "tempo-band",
    group: Group::Technique,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "a lift is lowered too fast or too slowly, or turned without a pause",
    page: include_str!("tempo_band.md"),
    params: &[ECC_MIN, ECC_MAX, PAUSE_MIN, PAUSE_MAX, HEAVY_REPS, MISSING],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for planned in &cx.facts.lifts {
        let session = cx.session(planned.session);
        let (index, at, lift) = (planned.session, planned.at, planned.lift);
        let is_asked = lift.tempo.is_some() || cx.param(MISSING, session.phase) >= 1.0;
        let Some(exercise) = planned.exercise.filter(|_| is_asked) else { continue };
        let few = f64::from(most_reps(lift)) <= cx.param(HEAVY_REPS, session.phase);
        let usual = usual_tempo(exercise);
        if few || usual.is_none() || session.def.intent == Some(Intent::Fast) {
            continue;
        }
        match &lift.tempo {
            Some(tempo) => check_written(cx, index, (at, lift, exercise), tempo.value, tempo.span, out),
            None => ask(index, at, lift, usual, out),
        }
    }
}

/// The library's tempo of a loaded lift that is lowered and raised. Nothing for jumps, swings, carries and holds.
fn usual_tempo(exercise: &Exercise) -> Option<Tempo> {
    let moves = exercise.loadable && exercise.unit == Unit::Reps && exercise.category.is_work();
    match exercise.tempo {
        DefaultTempo::Phases(tempo) if moves && tempo.phases[0] != Beat::Fast => Some(tempo),
        _ => None,
    }
}

fn check_written(
    cx: &Context<'_>,
    index: usize,
    (at, lift, exercise): (u32, &Lift, &Exercise),
    tempo: Tempo,
    span: gait_syntax::Span,
    out: &mut Occurrences,
) {
    let session = cx.session(index);
    let Some(usual) = usual_tempo(exercise) else { return };
    let param = |param| cx.param(param, session.phase);
    let (ecc, pause) = (eccentric_s(tempo), pause_s(tempo));
    let (ecc_min, ecc_max, pause_min, pause_max) =
        (param(ECC_MIN), param(ECC_MAX), param(PAUSE_MIN), param(PAUSE_MAX));
    // What the library gives the lift is right for it: a deadlift rests on the floor, a Pallof press is held out.
    let ecc_fits = (ecc_min..=ecc_max).contains(&ecc) || usual.phases[0] == tempo.phases[0];
    let pause_fits = (pause_min..=pause_max).contains(&pause) || usual.phases[1] == tempo.phases[1];
    let fault = match (ecc_fits, pause_fits) {
        (true, true) => return,
        (false, true) => format!("lowered in {ecc} s; {ecc_min}–{ecc_max} s advised"),
        (true, false) => format!("{}; {pause_min}–{pause_max} s advised", pause_words(pause)),
        (false, false) => format!(
            "lowered in {ecc} s, {}; {ecc_min}–{ecc_max} s and a pause of {pause_min}–{pause_max} s advised",
            pause_words(pause)
        ),
    };
    let change = Change::Respell { name: span, with: format!("tempo {usual}") };
    out.advise(index, Aspect::Content(Part::Lift(at)))
        .help(format!("write `tempo {usual}`"))
        .propose(Safety::Suggested, format!("lift `{}` with tempo {usual}", lift.name.value), change)
        .say(format!("`{}` has tempo {tempo}: {fault}", lift.name.value));
}

/// Asks for a tempo where none is written.
fn ask(index: usize, at: u32, lift: &Lift, usual: Option<Tempo>, out: &mut Occurrences) {
    let Some(usual) = usual else { return };
    let change = Change::Respell { name: tail(lift), with: format!(" tempo {usual}") };
    out.advise(index, Aspect::Content(Part::Lift(at)))
        .help(format!("write `tempo {usual}`"))
        .propose(Safety::Safe, format!("write the usual tempo of `{}`", lift.name.value), change)
        .say(format!("`{}` has no tempo", lift.name.value));
}

fn pause_s(tempo: Tempo) -> f64 {
    match tempo.phases[1] {
        Beat::Tenths(tenths) => f64::from(tenths) / 10.0,
        Beat::Fast => 0.0,
    }
}

fn pause_words(pause: f64) -> String {
    if pause > 0.0 { format!("paused for {pause} s") } else { "turned without a pause".to_owned() }
}

/// The most repetitions of a set; those without number count as many.
fn most_reps(lift: &Lift) -> u32 {
    match lift.sets.as_ref().map(|sets| &sets.value) {
        Some(Sets::Alike { work: Work::Reps(range), .. }) => range.high,
        Some(Sets::Listed(sets)) => sets.iter().map(|set| set.reps).max().unwrap_or(u32::MAX),
        _ => u32::MAX,
    }
}
