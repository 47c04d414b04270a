//! The numbers behind the interference scores: which sessions, which muscles, how many hours before. A planning aid; never
//! an injury risk.

use gait_model::calendar::{Cause, RunScore};
use gait_model::constants::MODEL_VERSION;
use gait_model::date::table_name;
use gait_model::fatigue::Band;
use gait_rules::{hours, round_to};
use serde::Serialize;

use crate::snapshot::Snapshot;

/// The scores of a plan.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scores {
    /// The version of the table of constants.
    pub model: u32,
    /// The key runs that any lifting comes before, by start.
    pub runs: Vec<KeyRun>,
}

/// A key run and what past training takes from it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyRun {
    /// ISO.
    pub date: String,
    /// `Tue`
    pub weekday: &'static str,
    /// The week, counted from 1.
    pub week: u32,
    /// What the run is called.
    pub name: String,
    /// 0 to 100, from strength alone, to 0.1: what the rules look at, compared to a whole number.
    pub strength: f64,
    /// 0 to 100, from strength and running, to 0.1.
    pub all: f64,
    /// `negligible`, `low`, `moderate` or `high`, by the score from strength alone.
    pub band: &'static str,
    /// What each muscle contributes to the score from strength, the most first.
    pub muscles: Vec<(&'static str, f64)>,
    /// The strength sessions behind it, the most first.
    pub sessions: Vec<Source>,
}

/// A strength session behind a score.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// How many hours before the run it ends.
    pub hours: f64,
    /// Its part of the score.
    pub score: f64,
}

/// Less than this is not worth a line.
const SHOWN: f64 = 0.05;

/// The scores of every key run, except those that no lifting comes before.
#[must_use]
pub fn scores(snapshot: &Snapshot) -> Scores {
    let runs = snapshot.calendar.interference();
    let shown = runs.iter().filter(|run| run.interference.strength >= SHOWN);
    Scores { model: MODEL_VERSION, runs: shown.map(|run| key_run(snapshot, run)).collect() }
}

/// The scores of one run.
pub(crate) fn key_run(snapshot: &Snapshot, run: &RunScore) -> KeyRun {
    let calendar = &snapshot.calendar;
    let session = &calendar.sessions[run.session];
    let date = calendar.date(session.day);
    let shown = |score: f64| round_to(score, 0.1);
    let mut muscles: Vec<(&'static str, f64)> =
        run.interference.parts.iter().map(|(muscle, part)| (muscle.name(), shown(*part))).collect();
    muscles.retain(|(_, part)| *part > 0.0);
    muscles.sort_by(|a, b| b.1.total_cmp(&a.1));
    KeyRun {
        date: date.to_string(),
        weekday: table_name(date.weekday()),
        week: session.week + 1,
        name: session.name.to_string(),
        strength: shown(run.interference.strength),
        all: shown(run.interference.all),
        band: Band::of(run.interference.strength).name(),
        muscles,
        sessions: shown_causes(snapshot, run)
            .map(|cause| {
                let source = &calendar.sessions[cause.session];
                Source {
                    name: source.name.to_string(),
                    hours: hours(session.start - source.end),
                    score: shown(cause.score),
                }
            })
            .collect(),
    }
}

/// The strength sessions behind a score that are worth a line, the one that takes most first.
pub(crate) fn shown_causes(snapshot: &Snapshot, run: &RunScore) -> impl Iterator<Item = Cause> {
    snapshot.calendar.causes(run).into_iter().filter(|cause| cause.score >= SHOWN)
}
