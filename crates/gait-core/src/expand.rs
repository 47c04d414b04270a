//! The calendar as plain data: what `gait expand` prints.

use gait_model::calendar::{Clock, Estimate, Session, Status, Week};
use gait_model::dose::LegClass;
use gait_model::plan::{Content, Kind};
use gait_rules::{km, round_to, time_of_day};
use serde::Serialize;

use crate::snapshot::Snapshot;

/// A plan laid on dates.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Expansion {
    /// The plan's name.
    pub name: String,
    /// The weeks, in order.
    pub weeks: Vec<WeekRow>,
}

/// A week with its totals.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WeekRow {
    /// Counted from 1.
    pub week: u32,
    /// The phase.
    pub phase: String,
    /// Marked as a lighter week.
    pub deload: bool,
    /// Running distance in km, to 0.1 km; optional sessions do not count.
    pub km: f64,
    /// The lower and the upper end of the distance, if ranges are written.
    pub km_range: Option<(f64, f64)>,
    /// Minutes of all sessions.
    pub minutes: i64,
    /// Strength sessions of at least three working sets.
    pub strength: u32,
    /// The sum of the leg doses, in hard-set equivalents, to 0.1.
    pub leg_dose: f64,
    /// The days, in order.
    pub days: Vec<DayRow>,
}

/// A day.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DayRow {
    /// ISO.
    pub date: String,
    /// `Mon`
    pub weekday: &'static str,
    /// What stands there, as written.
    pub sessions: Vec<SessionRow>,
}

/// A session.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionRow {
    /// The name the slot uses.
    pub name: String,
    /// Counted from 1 among the sessions of its name on its day.
    pub ordinal: u32,
    /// The kind, as slots write it.
    pub kind: &'static str,
    /// Whether it is a key run.
    pub key: bool,
    /// `planned`, `displaced` or `blocked`.
    pub status: &'static str,
    /// May be left out.
    pub optional: bool,
    /// What may be done instead, by name.
    pub alternatives: Vec<String>,
    /// `07:00`
    pub start: String,
    /// Whether the author wrote the start.
    pub start_written: bool,
    /// What is done, in notation.
    pub content: String,
    /// Minutes, middle of the range.
    pub minutes: i64,
    /// Kilometres to 0.1 km, for runs.
    pub km: Option<f64>,
    /// Leg dose in hard-set equivalents to 0.1, for strength.
    pub leg_dose: Option<f64>,
    /// The class of that dose.
    pub leg_class: Option<&'static str>,
}

/// Lays the plan out as plain data.
#[must_use]
pub fn expand(snapshot: &Snapshot) -> Expansion {
    let weeks = snapshot.calendar.weeks.iter().map(|week| week_row(snapshot, week)).collect();
    Expansion { name: snapshot.plan.name.clone(), weeks }
}

fn week_row(snapshot: &Snapshot, week: &Week) -> WeekRow {
    let calendar = &snapshot.calendar;
    let counted: Vec<&Session> = calendar.in_week(week).iter().filter(|s| s.counts()).collect();
    let distance = |of: fn(&Estimate) -> i64| -> f64 {
        km(counted.iter().filter(|s| s.kind().counts_distance()).map(|s| of(&s.estimate)).sum())
    };
    let (low, high) = (distance(|e| e.distance.low), distance(|e| e.distance.high));
    WeekRow {
        week: week.index + 1,
        phase: snapshot.plan.phases[week.phase].name.clone(),
        deload: week.deload,
        km: distance(Estimate::mm),
        km_range: (low < high).then_some((low, high)),
        minutes: counted.iter().map(|s| s.minutes()).sum(),
        strength: u32::try_from(
            counted.iter().filter(|s| s.working_sets() >= gait_rules::MIN_WORKING_SETS).count(),
        )
        .unwrap_or(u32::MAX),
        leg_dose: round_to(counted.iter().map(|s| s.leg_dose()).sum(), 0.1),
        days: (week.first_day..week.first_day + week.days)
            .map(|day| {
                let date = calendar.date(day);
                DayRow {
                    date: date.to_string(),
                    weekday: gait_model::date::table_name(date.weekday()),
                    sessions: calendar.on(day).iter().map(session_row).collect(),
                }
            })
            .collect(),
    }
}

fn session_row(session: &Session) -> SessionRow {
    let run = session.kind().is_run() && session.is_planned();
    let strength = session.dose.is_some();
    SessionRow {
        name: session.name.to_string(),
        ordinal: session.ordinal,
        kind: session.kind().name(),
        key: session.kind().is_run() && session.is_key(),
        status: match session.status {
            Status::Planned => "planned",
            Status::Displaced => "displaced",
            Status::Blocked(_) => "blocked",
        },
        optional: session.optional,
        alternatives: session.alternatives.iter().map(|(name, _)| name.to_string()).collect(),
        start: time_of_day(session.start),
        start_written: session.clock == Clock::Written,
        content: content(&session.def.content),
        minutes: if session.kind() == Kind::Rest { 0 } else { session.minutes() },
        km: (run && session.estimate.mm() > 0).then(|| km(session.estimate.mm())),
        leg_dose: strength.then(|| round_to(session.leg_dose(), 0.1)),
        leg_class: (strength && session.leg_class() > LegClass::None).then(|| session.leg_class().name()),
    }
}

/// What is done, in notation.
fn content(content: &Content) -> String {
    match content {
        Content::Run(run) => run.to_string(),
        Content::Mobility(time) => time.to_string(),
        Content::Rest => String::new(),
        Content::Strength(lifts) => {
            let one = |lift: &gait_model::plan::Lift| match &lift.sets {
                Some(sets) => format!("{} {}", lift.name.value, sets.value),
                None => lift.name.value.to_string(),
            };
            lifts.iter().map(one).collect::<Vec<_>>().join(", ")
        }
    }
}
