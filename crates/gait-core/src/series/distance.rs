//! Running distance of each week, its longest run, and how both grow.

use std::cmp::Reverse;

use gait_model::calendar::{Calendar, Session, Week};
use gait_model::units::DistanceUnit;
use gait_rules::{Growth, Measures, Settings, percent_over, round_to};

use super::{Snapshot, WEEK_COLUMNS, WeekMark, cell, signed};
use crate::explain::Table;

/// Planned running distance; optional sessions, walks and cross training do not count.
#[derive(Clone, Debug)]
pub struct Distances {
    /// The unit of all distances.
    pub unit: DistanceUnit,
    /// The weeks, in order.
    pub weeks: Vec<WeekDistance>,
    marks: Vec<WeekMark>,
}

/// The running of one week.
#[derive(Clone, PartialEq, Debug)]
pub struct WeekDistance {
    /// The distance, to a tenth of the unit.
    pub distance: f64,
    /// By how many whole per cent it is more than that of the week before, as both are shown. Nothing for the first
    /// week and after one without running.
    pub ramp: Option<f64>,
    /// The longest run, to a tenth of the unit; nothing in a week without running.
    pub longest: Option<f64>,
    /// The longest run, an index of the calendar's sessions.
    pub longest_run: Option<usize>,
    /// By how many whole per cent the longest run is longer than any run of the 30 days before, upper end against
    /// upper end; negative if it is shorter. Nothing if those days are not known. See the rule `single-run-spike`.
    pub longest_step: Option<f64>,
}

impl WeekDistance {
    /// [`Self::ramp`] for people: `+8 %`.
    #[must_use]
    pub fn ramp_text(&self) -> Option<String> {
        self.ramp.map(signed)
    }

    /// [`Self::longest_step`] for people: `+8 %`.
    #[must_use]
    pub fn longest_step_text(&self) -> Option<String> {
        self.longest_step.map(signed)
    }
}

impl Distances {
    pub(super) fn of(snapshot: &Snapshot, marks: &[WeekMark], unit: DistanceUnit) -> Self {
        let none = Settings::default();
        let settings = snapshot.settings.as_ref().map_or(&none, |file| &file.settings);
        let growth = Measures::new(&snapshot.plan, &snapshot.calendar, settings).growth();
        let mut weeks: Vec<WeekDistance> = Vec::with_capacity(marks.len());
        for week in &snapshot.calendar.weeks {
            let before = weeks.last().map(|before| before.distance);
            weeks.push(week_distance(&snapshot.calendar, week, before, &growth, unit));
        }
        Self { unit, weeks, marks: marks.to_vec() }
    }

    /// The same as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let row = |(mark, week): (&WeekMark, &WeekDistance)| {
            let numbers = [
                week.distance.to_string(),
                week.ramp_text().unwrap_or_default(),
                cell(week.longest),
                week.longest_step_text().unwrap_or_default(),
            ];
            mark.cells().into_iter().chain(numbers).collect()
        };
        Table {
            caption: format!(
                "planned running in {}; optional sessions, walks and cross training left out",
                self.unit.symbol()
            ),
            columns: WEEK_COLUMNS
                .into_iter()
                .chain(["distance", "against the week before", "longest run", "against 30 days before"])
                .collect(),
            rows: self.marks.iter().zip(&self.weeks).map(row).collect(),
        }
    }
}

fn week_distance(
    calendar: &Calendar,
    week: &Week,
    before: Option<f64>,
    growth: &[Growth],
    unit: DistanceUnit,
) -> WeekDistance {
    let from = calendar.indices(week.first_day).start;
    let runs = || {
        let sessions = (from..).zip(calendar.in_week(week));
        sessions.filter(|(_, s)| s.counts() && s.kind().counts_distance() && s.estimate.mm() > 0)
    };
    let distance = shown(runs().map(|(_, session)| session.estimate.mm()).sum(), unit);
    // The first of several that are as long.
    let longest = runs().max_by_key(|(run, session)| (session.estimate.mm(), Reverse(*run)));
    let step = longest.and_then(|(run, _)| growth.iter().find(|growth| growth.run == run));
    WeekDistance {
        distance,
        ramp: before.filter(|before| *before > 0.0).map(|before| percent_over(distance, before)),
        longest: longest.map(|(_, session): (usize, &Session)| shown(session.estimate.mm(), unit)),
        longest_run: longest.map(|(run, _)| run),
        longest_step: step.filter(|growth| growth.longest > 0.0).map(|growth| growth.percent),
    }
}

/// A length to a tenth of the unit, as `expand` shows it.
#[expect(clippy::cast_precision_loss, reason = "distances are far below 2^52 mm")]
fn shown(mm: i64, unit: DistanceUnit) -> f64 {
    round_to(mm as f64 / unit.millimetres() as f64, 0.1) + 0.0
}
