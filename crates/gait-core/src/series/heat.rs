//! What is left of past training in each muscle on each day.

use gait_model::calendar::{Calendar, Peak, Residuals};
use gait_model::exercise::Muscle;
use gait_model::fatigue::tired;
use gait_rules::{hours, round_to, time_of_day};

use super::{Days, Snapshot};
use crate::explain::Table;

/// The most that is left in each muscle at any time of each day, of strength and of running.
///
/// In hard sets: the unit in which dose is counted. The peak of a day with training is at the end of a session, that
/// of a day without is at the midnight it begins with, so a day of rest shows what it starts with.
#[derive(Clone, Debug)]
pub struct HeatMap {
    /// What the rows are called; muscles that nothing tires have none.
    pub muscles: Vec<&'static str>,
    /// A row for each muscle, a cell for each day.
    pub rows: Vec<Vec<HeatCell>>,
    days: Days,
    keys: Vec<Muscle>,
    residuals: Residuals,
}

/// A muscle on a day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct HeatCell {
    /// The most that is left, in hard sets to 0.1.
    pub left: f64,
    /// How tired that makes the muscle, 0 to 1, as the interference score has it: what is left saturates.
    pub tired: f64,
    /// When that is, in minutes from midnight before the first day.
    pub at: i64,
}

/// A session behind a cell.
#[derive(Clone, PartialEq, Debug)]
pub struct HeatCause {
    /// The session, an index of the calendar's.
    pub session: usize,
    /// What it is called.
    pub name: String,
    /// What is left of it, in hard sets to 0.1.
    pub left: f64,
    /// How many hours before it ended.
    pub hours: f64,
}

/// Less than this is not shown.
const SHOWN: f64 = 0.05;

impl HeatMap {
    /// What the scale says.
    pub const LABEL: &str = "Left of past training, in hard sets: the most at any time of the day";

    /// How tired a muscle is, 0 to 1, with so much left in it, in hard sets.
    #[must_use]
    pub fn tired(left: f64) -> f64 {
        tired(left)
    }

    pub(super) fn of(snapshot: &Snapshot, days: Days) -> Self {
        let residuals = snapshot.calendar.residuals();
        let is_tired = |muscle: &Muscle| residuals.days.iter().any(|day| day[muscle.index()].left >= SHOWN);
        let keys: Vec<Muscle> = Muscle::ALL.into_iter().filter(is_tired).collect();
        let cell =
            |peak: Peak| HeatCell { left: round_to(peak.left, 0.1), tired: tired(peak.left), at: peak.at };
        let row = |muscle: &Muscle| residuals.days.iter().map(|day| cell(day[muscle.index()])).collect();
        Self {
            muscles: keys.iter().map(|muscle| muscle.name()).collect(),
            rows: keys.iter().map(row).collect(),
            days,
            keys,
            residuals,
        }
    }

    /// The sessions behind a cell, the one that left most first.
    #[must_use]
    pub fn causes(&self, calendar: &Calendar, row: usize, day: usize) -> Vec<HeatCause> {
        let Some((&muscle, cell)) = self.keys.get(row).zip(self.cell(row, day)) else { return Vec::new() };
        let shares = self.residuals.shares(muscle, day).into_iter().filter(|share| share.left >= SHOWN);
        shares
            .filter_map(|share| {
                let session = calendar.sessions.get(share.session)?;
                Some(HeatCause {
                    session: share.session,
                    name: session.name.to_string(),
                    left: round_to(share.left, 0.1),
                    hours: hours(cell.at - session.end),
                })
            })
            .collect()
    }

    /// A cell, if there is such a muscle and such a day.
    #[must_use]
    pub fn cell(&self, row: usize, day: usize) -> Option<HeatCell> {
        self.rows.get(row)?.get(day).copied()
    }

    /// A cell for people: `hamstrings, Tue 6 Apr: 4.6 hard sets left at 18:40`.
    #[must_use]
    pub fn describe(&self, row: usize, day: u32) -> Option<String> {
        let cell = self.cell(row, day as usize)?;
        let (muscle, day) = (self.muscles.get(row)?, self.days.label(day));
        let at = time_of_day(cell.at);
        Some(format!("{muscle}, {day}: {} hard sets left at {at}", cell.left))
    }

    /// The same as a table, with a row for each day.
    #[must_use]
    pub fn table(&self) -> Table {
        let row = |day: u32| {
            let cells = self.rows.iter().map(|row| row.get(day as usize).map_or(0.0, |cell| cell.left));
            let cells = cells.map(|left| if left > 0.0 { left.to_string() } else { String::new() });
            std::iter::once(self.days.label(day)).chain(cells).collect()
        };
        Table {
            caption: "left of past training in each muscle, in hard sets: the most at any time of the day"
                .to_owned(),
            columns: std::iter::once("day").chain(self.muscles.iter().copied()).collect(),
            rows: (0..self.days.count).map(row).collect(),
        }
    }
}
