//! Flags key runs that start with too much left of strength work.

use gait_model::calendar::{Aspect, RunScore};
use gait_model::fatigue::Band;
use gait_model::plan::Intent;

use crate::context::Context;
use crate::number::{hours, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const WARN: Param =
    Param::count("warn", 10.0, (1.0, 100.0), "score from which it is a warning; 10 is where moderate begins");
const ERROR: Param =
    Param::count("error", 20.0, (1.0, 100.0), "score from which it is an error; 20 is where high begins");

/// A second session with at least this share of the score is named too. Ours.
const ADDS: f64 = 0.25;

pub(super) const RULE: Rule = Rule {
    name: "interference-score-high",
    group: Group::Interference,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "a key run starts with too much left of strength work",
    page: include_str!("interference_score_high.md"),
    params: &[WARN, ERROR],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for run in cx.calendar.strength_interference() {
        let key = cx.session(run.session);
        let on_purpose = key.def.intent == Some(Intent::FatigueResistance);
        if !on_purpose && score(&run) >= cx.param(WARN, key.phase) {
            report(cx, &run, out);
        }
    }
}

fn report(cx: &Context<'_>, run: &RunScore, out: &mut Occurrences) {
    let causes = cx.calendar.causes(run);
    let Some(cause) = causes.first() else { return };
    let (key, strength) = (cx.session(run.session), cx.session(cause.session));
    let severity = if score(run) >= cx.param(ERROR, key.phase) { Severity::Error } else { Severity::Warning };
    let gap = |session: usize| hours(key.start - cx.session(session).end);
    let mut draft = out
        .report(severity, cause.session, Aspect::Placement)
        .with(run.session, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[cause.session, run.session])
        .help(format!("put `{}` after a key run, or give it fewer sets", strength.name))
        .propose_move(cause.session)
        .propose_lighter_legs(cause.session);
    if let Some(second) = causes.get(1).filter(|c| c.score >= ADDS * run.interference.strength) {
        let name = &cx.session(second.session).name;
        draft = draft.note(format!("`{name}` {} h before the run adds to it", gap(second.session)));
    }
    draft.say(format!(
        "`{}`: interference from strength is {}, mostly {} from `{}` {} h before",
        key.name,
        Band::of(run.interference.strength).name(),
        muscles(run),
        strength.name,
        gap(cause.session)
    ));
}

/// The score as it is compared: whole, like its band.
fn score(run: &RunScore) -> f64 {
    round_to(run.interference.strength, 1.0)
}

/// The muscle that matters most, and the next if it matters at least half as much.
fn muscles(run: &RunScore) -> String {
    let mut parts = run.interference.parts;
    parts.sort_by(|one, other| other.1.total_cmp(&one.1));
    let [(first, most), (second, next), ..] = parts;
    if next * 2.0 < most { first.to_string() } else { format!("{first} and {second}") }
}
