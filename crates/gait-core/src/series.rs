//! The numbers behind charts, as plain data and as tables: load, distance, fatigue and interference of a plan over
//! its weeks and days.
//!
//! Planning aids; none of them measures fitness, readiness or injury.

mod curves;
mod distance;
mod heat;
mod interference;
mod load;
#[cfg(test)]
mod tests;

pub use curves::{CurveDay, LoadCurves};
pub use distance::{Distances, WeekDistance};
pub use heat::{HeatCause, HeatCell, HeatMap};
pub use interference::{RunPoint, Timeline};
pub use load::{WeekLoad, WeeklyLoad};

use gait_model::calendar::{Session, Status, Week};
use gait_model::date::table_name;
use gait_model::plan::Kind;
use jiff::civil::Date;

use crate::expand::{Rows, Units};
use crate::snapshot::Snapshot;
use crate::wording::day_month;

/// Every series of a plan.
#[derive(Clone, Debug)]
pub struct Series {
    /// The days that charts run along.
    pub days: Days,
    /// The weeks that charts run along.
    pub weeks: Vec<WeekMark>,
    /// Load by week and kind.
    pub load: WeeklyLoad,
    /// Running distance by week.
    pub distance: Distances,
    /// What is left in each muscle on each day.
    pub heat: HeatMap,
    /// What lifting takes from each key run.
    pub interference: Timeline,
    /// Load that is remembered from day to day.
    pub curves: LoadCurves,
}

impl Series {
    /// Makes the series of a plan, with distances in the units that are asked for.
    #[must_use]
    pub fn new(snapshot: &Snapshot, units: Units) -> Self {
        let unit = Rows::in_units(snapshot, units).unit();
        let days = Days::of(snapshot);
        let weeks: Vec<WeekMark> =
            snapshot.calendar.weeks.iter().map(|week| WeekMark::of(snapshot, week)).collect();
        Self {
            load: WeeklyLoad::of(snapshot, &weeks),
            distance: Distances::of(snapshot, &weeks, unit),
            heat: HeatMap::of(snapshot, days),
            interference: Timeline::of(snapshot),
            curves: LoadCurves::of(snapshot, days),
            days,
            weeks,
        }
    }

    /// Why there is nothing to draw, if that is so.
    #[must_use]
    pub fn why_empty(snapshot: &Snapshot) -> Option<&'static str> {
        if snapshot.calendar.sessions.iter().any(Session::is_planned) {
            return None;
        }
        Some(match () {
            () if snapshot.plan.phases.is_empty() && !snapshot.problems.is_empty() => {
                "the text holds no phase that can be read; the problems say why"
            }
            () if snapshot.calendar.sessions.is_empty() => "no session stands in any week yet",
            () => "every session of the plan is blocked",
        })
    }
}

/// The days of a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// How many there are.
    pub count: u32,
    /// Whether the author says when the plan is; without that, dates mean nothing and are not shown.
    pub is_dated: bool,
}

impl Days {
    fn of(snapshot: &Snapshot) -> Self {
        let calendar = &snapshot.calendar;
        Self { first: calendar.first_day, count: calendar.day_count(), is_dated: snapshot.plan.is_dated }
    }

    /// The date of a day, counted from 0.
    #[must_use]
    pub fn date(self, day: u32) -> Date {
        gait_model::date::add_days(self.first, i64::from(day))
    }

    /// A day for people: `Tue 6 Apr`, `week 3 Tue` in a plan without dates.
    #[must_use]
    pub fn label(self, day: u32) -> String {
        let date = self.date(day);
        let weekday = table_name(date.weekday());
        if self.is_dated {
            format!("{weekday} {}", day_month(date))
        } else {
            format!("week {} {weekday}", day / 7 + 1)
        }
    }
}

/// A week as charts mark it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WeekMark {
    /// Counted from 1.
    pub week: u32,
    /// The first day, counted from the first of the plan.
    pub first_day: u32,
    /// How many days it has.
    pub days: u32,
    /// The first day, for people.
    pub from: String,
    /// The phase, an index of the plan's.
    pub phase: usize,
    /// What the phase is called.
    pub phase_name: String,
    /// Marked as a lighter week.
    pub deload: bool,
    /// Holds a race.
    pub race: bool,
    /// Holds blocked days that cost sessions.
    pub blocked: bool,
}

impl WeekMark {
    fn of(snapshot: &Snapshot, week: &Week) -> Self {
        let sessions = snapshot.calendar.in_week(week);
        let name = snapshot.plan.phases.get(week.phase).map_or("", |phase| phase.name.as_str());
        Self {
            week: week.index + 1,
            first_day: week.first_day,
            days: week.days,
            from: Days::of(snapshot).label(week.first_day),
            phase: week.phase,
            phase_name: phase_name(name),
            deload: week.deload,
            race: sessions.iter().any(|s| s.counts() && s.kind() == Kind::Race),
            blocked: sessions.iter().any(|s| matches!(s.status, Status::Blocked(_))),
        }
    }

    /// The phase, and what is special about the week: `Base, deload`.
    #[must_use]
    pub fn about(&self) -> String {
        let marks = [(self.race, "race"), (self.deload, "deload"), (self.blocked, "blocked days")];
        let marks = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| *word);
        let parts: Vec<&str> = std::iter::once(self.phase_name.as_str()).chain(marks).collect();
        parts.join(", ")
    }

    /// The cells that rows of weeks begin with: number, first day, phase.
    fn cells(&self) -> Vec<String> {
        vec![self.week.to_string(), self.from.clone(), self.about()]
    }
}

/// The heads of [`WeekMark::cells`].
const WEEK_COLUMNS: [&str; 3] = ["week", "from", "phase"];

/// What a phase is called; a bare number says that it is one.
fn phase_name(name: &str) -> String {
    if name.chars().all(|c| c.is_ascii_digit()) { format!("phase {name}") } else { name.to_owned() }
}

/// A number in a table: nothing for what does not exist.
fn cell(value: Option<f64>) -> String {
    // An empty sum is -0.
    value.map_or_else(String::new, |value| (value + 0.0).to_string().replace('-', "\u{2212}"))
}

/// A step in whole per cent: `+10 %`, `−5 %`, `0 %`.
fn signed(percent: f64) -> String {
    if percent > 0.0 {
        format!("+{percent} %")
    } else if percent < 0.0 {
        format!("\u{2212}{} %", -percent)
    } else {
        "0 %".to_owned()
    }
}
