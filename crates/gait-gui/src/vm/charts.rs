//! The charts: series of the plan with the words that are said about them, ready to be drawn or read as tables.
//!
//! All of them run along one axis of weeks: 0 is where the plan begins, 1 where its second week does.

mod daily;
mod weekly;

pub use daily::{CurvesVm, HeatVm, InterferenceVm, PointVm, WorstVm};
pub use weekly::{DistanceVm, LoadVm, RunWeekVm};

use std::sync::Arc;

use gait_core::{Days, Series, Snapshot, Table, Units, WeekMark};
use jiff::civil::Date;

use crate::document::Document;
use crate::selection::Selection;
use crate::vm::board::phase_title;

/// Everything the charts show.
#[derive(Clone, Debug)]
pub struct ChartsVm {
    /// Why there is nothing to draw, if that is so.
    pub empty: Option<&'static str>,
    /// The days of the plan.
    pub days: Days,
    /// Its weeks.
    pub weeks: Vec<WeekMark>,
    /// Load by week and kind.
    pub load: LoadVm,
    /// Running by week.
    pub distance: DistanceVm,
    /// What lifting takes from key runs.
    pub interference: InterferenceVm,
    /// What is left in muscles.
    pub heat: HeatVm,
    /// Load that is remembered.
    pub curves: CurvesVm,
}

/// A chart as a table.
#[derive(Clone, Debug)]
pub struct TableVm {
    /// The numbers.
    pub table: Table,
    /// What they are, as a sentence.
    pub caption: String,
    /// What each row is about.
    pub targets: Vec<Selection>,
}

impl TableVm {
    fn new(table: Table, targets: Vec<Selection>) -> Self {
        Self { caption: sentence(&table.caption), table, targets }
    }

    /// A table with a row for each week, whose phases are called as they are everywhere.
    fn of_weeks(mut table: Table, marks: &[WeekMark]) -> Self {
        let phase = table.columns.iter().position(|column| *column == "phase");
        for (row, mark) in table.rows.iter_mut().zip(marks) {
            if let Some(cell) = phase.and_then(|phase| row.get_mut(phase)) {
                *cell = mark.about();
            }
        }
        Self::new(table, week_targets(marks))
    }
}

/// With a capital at its start.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl ChartsVm {
    /// The charts of a document.
    #[must_use]
    pub fn new(document: &Document, units: Units) -> Self {
        let snapshot = document.snapshot();
        let Series { days, mut weeks, load, distance, heat, interference, curves } =
            Series::new(snapshot, units);
        for (mark, week) in weeks.iter_mut().zip(&snapshot.calendar.weeks) {
            let phase = snapshot.plan.phases.get(week.phase);
            mark.phase_name = phase.map_or_else(String::new, |phase| phase_title(&phase.name));
        }
        Self {
            empty: Series::why_empty(snapshot),
            load: LoadVm::new(&load, &weeks),
            distance: DistanceVm::new(&distance, &weeks, snapshot),
            interference: InterferenceVm::new(interference, snapshot),
            heat: HeatVm::new(heat, days, Arc::clone(snapshot)),
            curves: CurvesVm::new(&curves, days),
            days,
            weeks,
        }
    }

    /// How long the axis is, in weeks; a last week that is cut short counts whole.
    #[must_use]
    pub fn length(&self) -> f64 {
        number(self.weeks.len())
    }

    /// The day that a selection is on, counted from 0; the first of a week.
    #[must_use]
    pub fn day_of(&self, selection: &Selection) -> Option<u32> {
        let day = match selection {
            Selection::Week(week) => week.checked_sub(1)?.checked_mul(7)?,
            selection => day_between(self.days.first, selection.date()?)?,
        };
        (day < self.days.count).then_some(day)
    }

    /// The stretch of the axis that a selection covers: a day, or a week.
    #[must_use]
    pub fn span_of(&self, selection: &Selection) -> Option<(f64, f64)> {
        let from = at_day(self.day_of(selection)?);
        let length = if matches!(selection, Selection::Week(_)) { 1.0 } else { 1.0 / 7.0 };
        Some((from, from + length))
    }
}

/// Where a day begins on the axis.
#[must_use]
pub fn at_day(day: u32) -> f64 {
    f64::from(day) / 7.0
}

/// Days from one date to another, if that is not before it.
fn day_between(from: Date, to: Date) -> Option<u32> {
    let days = from.until(to).ok()?.get_days();
    u32::try_from(days).ok()
}

#[expect(clippy::cast_precision_loss, reason = "plans are far shorter than 2^52 weeks")]
const fn number(count: usize) -> f64 {
    count as f64
}

/// What is said of a week before its numbers: `Week 3 from Mon 15 Mar: Base, deload`.
fn about_week(mark: &WeekMark) -> String {
    format!("Week {} from {}: {}", mark.week, mark.from, mark.about())
}

fn week_targets(weeks: &[WeekMark]) -> Vec<Selection> {
    weeks.iter().map(|mark| Selection::Week(mark.week)).collect()
}

fn day_targets(days: Days) -> Vec<Selection> {
    (0..days.count).map(|day| Selection::Day(days.date(day))).collect()
}

/// The name of a session of the calendar that stays when lines move.
fn key_of(snapshot: &Snapshot, index: usize) -> Option<gait_core::SessionKey> {
    let session = snapshot.calendar.sessions.get(index)?;
    Some(gait_core::SessionKey::of(&snapshot.calendar, session))
}

/// The end of a scale: a round number, a little above the most there is.
#[must_use]
pub fn scale_top(most: f64) -> f64 {
    let most = (most * 1.12).max(1.0);
    let mut unit = 1.0;
    while unit * 10.0 <= most {
        unit *= 10.0;
    }
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * unit).find(|top| *top >= most).unwrap_or(most)
}

#[cfg(test)]
mod tests;
