//! The numbers behind the interference scores: which sessions, which muscles, how many hours before. A planning aid; never
//! an injury risk.

use gait_model::calendar::{Cause, Placement, RunScore};
use gait_model::constants::{IMPORTANCE, MODEL_VERSION, OPTIONAL_IMPORTANCE, RACE_IMPORTANCE};
use gait_model::date::table_name;
use gait_model::fatigue::{Band, WeekScore};
use gait_model::plan::RacePriority;
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
    /// The weeks of those runs.
    pub weeks: Vec<WeekOfScores>,
}

/// What the key runs of a week come to, those without lifting before them as well; from strength alone, 0 to 100, to 0.1.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WeekOfScores {
    /// The week, counted from 1.
    pub week: u32,
    /// How many key runs it has.
    pub runs: usize,
    /// Their mean: a race of priority A counts twice, a run that may be left out half.
    pub mean: f64,
    /// The worst of them.
    pub worst: f64,
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
    let all = snapshot.calendar.interference();
    let shown = all.iter().filter(|run| run.interference.strength >= SHOWN);
    let runs: Vec<KeyRun> = shown.map(|run| key_run(snapshot, run)).collect();
    let week = |run: &RunScore| snapshot.calendar.sessions[run.session].week;
    let weeks = all.chunk_by(|one, next| week(one) == week(next));
    let weeks = weeks.filter_map(|runs| week_of_scores(snapshot, week(runs.first()?), runs)).collect();
    Scores { model: MODEL_VERSION, runs, weeks }
}

/// What the key runs of a week come to; nothing where no lifting comes before any.
fn week_of_scores(snapshot: &Snapshot, week: u32, runs: &[RunScore]) -> Option<WeekOfScores> {
    let scores: Vec<(f64, f64)> =
        runs.iter().map(|run| (importance(snapshot, run), run.interference.strength)).collect();
    let score = WeekScore::of(&scores).filter(|score| score.max >= SHOWN)?;
    let shown = |score: f64| round_to(score, 0.1);
    Some(WeekOfScores { week: week + 1, runs: runs.len(), mean: shown(score.mean), worst: shown(score.max) })
}

/// How much a key run matters in its week.
fn importance(snapshot: &Snapshot, run: &RunScore) -> f64 {
    let session = &snapshot.calendar.sessions[run.session];
    match session.trail.placement {
        Placement::Goal(goal) if snapshot.plan.goals[goal].priority == RacePriority::A => RACE_IMPORTANCE,
        _ if session.optional => OPTIONAL_IMPORTANCE,
        _ => IMPORTANCE,
    }
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
