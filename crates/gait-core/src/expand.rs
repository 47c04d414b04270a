//! The calendar as plain data: what `gait expand` prints.

mod details;

use gait_model::calendar::{Clock, Estimate, LayerKind, Placement, Session, Status, Trail, Week, usual_unit};
use gait_model::dose::LegClass;
use gait_model::plan::{Content, Kind, Lift};
use gait_model::units::{DistanceUnit, KM_PER_MILE};
use gait_rules::{exact_km, km, round_to, time_of_day};
use serde::{Deserialize, Serialize};

use crate::hover::zone;
use crate::snapshot::Snapshot;

/// A plan laid on dates.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Expansion {
    /// The plan's name.
    pub name: String,
    /// Running distance of all weeks, in the unit the author mostly writes.
    pub distance: String,
    /// The weeks, in order.
    pub weeks: Vec<WeekRow>,
    /// How fast the zones are run, which times and distances rest on.
    pub paces: PaceTable,
}

/// The paces of a runner.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PaceTable {
    /// The VDOT behind them, to 0.1.
    pub vdot: f64,
    /// Whether it is assumed, for want of a usable result.
    pub assumed: bool,
    /// The zones, slowest first.
    pub zones: Vec<ZonePace>,
}

/// The pace of a zone.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ZonePace {
    /// How plans write it.
    pub zone: &'static str,
    /// In the unit the author mostly writes: `5:12/km`.
    pub pace: String,
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
    /// The same in the unit the author mostly writes.
    pub distance: String,
    /// The lower and the upper end of the distance, if ranges are written.
    pub km_range: Option<(f64, f64)>,
    /// The same in the unit the author mostly writes.
    pub distance_range: Option<String>,
    /// Minutes of all sessions.
    pub minutes: i64,
    /// Minutes of those whose distance counts as running.
    pub running_minutes: i64,
    /// Runs that strength work must not spoil.
    pub key_runs: u32,
    /// Strength sessions of at least three working sets.
    pub strength: u32,
    /// Sets of strength that count: not mobility, not activation.
    pub sets: u32,
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
    /// Why the day is blocked, if the author says.
    pub reason: Option<String>,
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
    /// The lifts of it one by one; none for other kinds.
    pub lifts: Vec<String>,
    /// The lifts with everything they say: rest, range, breathing, words.
    pub lifts_in_full: Vec<String>,
    /// What the author says beside the content: what may be done instead, planned time, warm-up, effort, words.
    pub details: Vec<String>,
    /// Minutes, middle of the range.
    pub minutes: i64,
    /// Kilometres to 0.1 km, for runs.
    pub km: Option<f64>,
    /// The same in the unit the author mostly writes.
    pub distance: Option<String>,
    /// Leg dose in hard-set equivalents to 0.1, for strength.
    pub leg_dose: Option<f64>,
    /// The class of that dose.
    pub leg_class: Option<&'static str>,
    /// What made it so: the layers after the pattern and the session as written, first to last.
    pub trail: Vec<String>,
}

/// The unit that distances are shown in; the text stays as it is.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub enum Units {
    /// The one the author mostly writes.
    #[default]
    AsWritten,
    /// Kilometres.
    Kilometres,
    /// Miles.
    Miles,
}

/// Lays the plan out as plain data, in the unit the author mostly writes.
#[must_use]
pub fn expand(snapshot: &Snapshot) -> Expansion {
    expand_in(snapshot, Units::AsWritten)
}

/// Lays the plan out as plain data.
#[must_use]
pub fn expand_in(snapshot: &Snapshot, units: Units) -> Expansion {
    let cx = Rows::in_units(snapshot, units);
    let counted = snapshot.calendar.sessions.iter().filter(|s| s.counts() && s.kind().counts_distance());
    Expansion {
        name: snapshot.plan.name.clone(),
        distance: cx.distance(counted.map(|s| s.estimate.mm()).sum()),
        weeks: snapshot.calendar.weeks.iter().map(|week| cx.week(week)).collect(),
        paces: cx.paces(),
    }
}

impl Units {
    /// Whether distances of this plan are shown in miles.
    pub(crate) fn are_miles(self, snapshot: &Snapshot) -> bool {
        match self {
            Self::AsWritten => mostly_miles(snapshot),
            Self::Kilometres => false,
            Self::Miles => true,
        }
    }
}

/// Makes rows of parts of a calendar.
pub(crate) struct Rows<'s> {
    snapshot: &'s Snapshot,
    miles: bool,
}

impl<'s> Rows<'s> {
    /// The rows of a plan, in the unit the author mostly writes.
    pub(crate) fn new(snapshot: &'s Snapshot) -> Self {
        Self::in_units(snapshot, Units::AsWritten)
    }

    /// The rows of a plan.
    pub(crate) fn in_units(snapshot: &'s Snapshot, units: Units) -> Self {
        Self { snapshot, miles: units.are_miles(snapshot) }
    }

    /// The unit of distances and paces.
    pub(crate) const fn unit(&self) -> DistanceUnit {
        if self.miles { DistanceUnit::Mi } else { DistanceUnit::Km }
    }

    fn paces(&self) -> PaceTable {
        let paces = &self.snapshot.calendar.paces;
        let zones = zone::of_zones(paces, self.unit()).into_iter();
        PaceTable {
            vdot: round_to(paces.vdot, 0.1),
            assumed: paces.assumed,
            zones: zones.map(|(zone, pace)| ZonePace { zone, pace }).collect(),
        }
    }

    pub(crate) fn week(&self, week: &Week) -> WeekRow {
        let calendar = &self.snapshot.calendar;
        let counted: Vec<&Session> = calendar.in_week(week).iter().filter(|s| s.counts()).collect();
        let mm = |of: fn(&Estimate) -> i64| -> i64 {
            counted.iter().filter(|s| s.kind().counts_distance()).map(|s| of(&s.estimate)).sum()
        };
        let (low, high) = (mm(|e| e.distance.low), mm(|e| e.distance.high));
        let has_range = km(low) < km(high);
        let strength = gait_rules::strength_sessions(calendar.in_week(week));
        let running = counted.iter().filter(|s| s.kind().counts_distance());
        let key_runs = counted.iter().filter(|s| s.kind().is_run() && s.is_key());
        WeekRow {
            week: week.index + 1,
            phase: self.snapshot.plan.phases[week.phase].name.clone(),
            deload: week.deload,
            km: km(mm(Estimate::mm)),
            distance: self.distance(mm(Estimate::mm)),
            km_range: has_range.then(|| (km(low), km(high))),
            distance_range: has_range
                .then(|| format!("{}–{}", distance_in(low, self.miles).0, self.distance(high))),
            minutes: counted.iter().map(|s| s.minutes()).sum(),
            running_minutes: running.map(|s| s.minutes()).sum(),
            key_runs: count(key_runs.count()),
            strength: count(strength.len()),
            sets: counted.iter().map(|s| s.working_sets()).sum(),
            leg_dose: round_to(counted.iter().map(|s| s.leg_dose()).sum(), 0.1),
            days: week.days().map(|day| self.day(day)).collect(),
        }
    }

    fn day(&self, day: u32) -> DayRow {
        let calendar = &self.snapshot.calendar;
        let date = calendar.date(day);
        DayRow {
            date: date.to_string(),
            weekday: gait_model::date::table_name(date.weekday()),
            sessions: calendar.on(day).iter().map(|s| self.session(s)).collect(),
        }
    }

    pub(crate) fn session(&self, session: &Session) -> SessionRow {
        let run = session.kind().is_run() && session.is_planned();
        let far = (run && session.estimate.mm() > 0).then(|| session.estimate.mm());
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
            reason: match session.status {
                Status::Blocked(index) => self.snapshot.plan.blocked[index].reason.clone(),
                _ => None,
            },
            optional: session.optional,
            alternatives: session.alternatives.iter().map(|(name, _)| name.to_string()).collect(),
            start: time_of_day(session.start),
            start_written: session.clock == Clock::Written,
            content: content(&session.def.content),
            lifts: lifts(&session.def.content),
            lifts_in_full: details::lifts_in_full(&session.def.content),
            details: details::details(session),
            minutes: if session.kind() == Kind::Rest { 0 } else { session.minutes() },
            km: far.map(km),
            distance: far.map(|mm| self.distance(mm)),
            leg_dose: strength.then(|| round_to(session.leg_dose(), 0.1)),
            leg_class: (strength && session.leg_class() > LegClass::None).then(|| session.leg_class().name()),
            trail: trail(&session.trail),
        }
    }

    /// A distance to a tenth, in the author's unit.
    pub(crate) fn distance(&self, mm: i64) -> String {
        distance_text(mm, self.miles)
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A distance to a tenth, in kilometres or miles.
pub(crate) fn distance_text(mm: i64, miles: bool) -> String {
    let (number, unit) = distance_in(mm, miles);
    format!("{number} {unit}")
}

fn distance_in(mm: i64, miles: bool) -> (f64, &'static str) {
    if miles { (round_to(exact_km(mm) / KM_PER_MILE, 0.1), "mi") } else { (km(mm), "km") }
}

/// Whether distances of a plan are shown in miles, as its author mostly writes them.
pub(crate) fn mostly_miles(snapshot: &Snapshot) -> bool {
    usual_unit(&snapshot.plan, &snapshot.calendar) == DistanceUnit::Mi
}

/// The layers after the pattern and the text as written.
fn trail(trail: &Trail) -> Vec<String> {
    let placed = match trail.placement {
        Placement::Pattern => None,
        Placement::Day(_) => Some("from `days`".to_owned()),
        Placement::Goal(_) => Some("from `goals`".to_owned()),
    };
    let amounts = trail.changes.iter().map(|layer| match layer.kind {
        LayerKind::Ramp(steps) => format!("ramp step {steps}"),
        LayerKind::Deload => "deload".to_owned(),
        LayerKind::Volume => "volume".to_owned(),
    });
    placed.into_iter().chain(amounts).collect()
}

/// What is done, in notation.
pub(crate) fn content(content: &Content) -> String {
    match content {
        Content::Run(run) => run.to_string(),
        Content::Mobility(time) => time.to_string(),
        Content::Rest => String::new(),
        Content::Strength(_) => lifts(content).join(", "),
    }
}

pub(crate) fn lifts(content: &Content) -> Vec<String> {
    match content {
        Content::Strength(lifts) => lifts.iter().map(lift).collect(),
        _ => Vec::new(),
    }
}

/// A lift as slots would write it, without its rest.
fn lift(lift: &Lift) -> String {
    let mut text = lift.name.value.to_string();
    if let Some(sets) = &lift.sets {
        text.push_str(&format!(" {}", sets.value));
    }
    if let Some(tenths) = lift.reserve {
        text.push_str(&format!(" rir {}", f64::from(tenths.value) / 10.0));
    }
    if let Some(tempo) = &lift.tempo {
        text.push_str(&format!(" tempo {}", tempo.value));
    }
    text
}
