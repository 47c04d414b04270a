//! Load that is remembered from day to day: long-term load, short-term load and their balance (models C6).

use gait_model::load::{LONG_DAYS, SHORT_DAYS, remembered};
use gait_rules::round_to;

use super::load::whole;
use super::{Days, Snapshot, cell};
use crate::explain::Table;

/// The curves: each day they go 1/42 and 1/7 of the way to the load of the day (a convention, AllenCoggan2010).
///
/// They are bookkeeping of what is planned, not fitness, readiness or injury.
#[derive(Clone, Debug)]
pub struct LoadCurves {
    /// What both curves are before the first day: the mean load of a day of the first week, as if the weeks before
    /// had been like it.
    pub start: f64,
    /// The days, in order.
    pub points: Vec<CurveDay>,
    days: Days,
}

/// One day of the curves, in arbitrary units to 0.1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CurveDay {
    /// The load of the day: effort times minutes, to the whole.
    pub load: f64,
    /// Long-term load at the end of the day.
    pub long_term: f64,
    /// Short-term load at the end of the day.
    pub short_term: f64,
    /// Long-term less short-term load on the morning of the day.
    pub balance: f64,
}

impl LoadCurves {
    /// What the curves are called.
    pub const LABELS: [&str; 3] = ["Long-term load", "Short-term load", "Balance"];
    /// What has to be said beside them.
    pub const CAVEAT: &str = "Bookkeeping of planned load, not fitness, readiness or injury";

    pub(super) fn of(snapshot: &Snapshot, days: Days) -> Self {
        let loads: Vec<f64> = (0..days.count).map(|day| snapshot.calendar.load_on(day)).collect();
        let start = mean(&loads[..loads.len().min(7)]);
        let long = remembered(&loads, start, 1.0 / LONG_DAYS);
        let short = remembered(&loads, start, 1.0 / SHORT_DAYS);
        let shown = |value: f64| round_to(value, 0.1) + 0.0;
        let mut morning = 0.0;
        let mut points = Vec::with_capacity(loads.len());
        for ((load, long), short) in loads.iter().zip(&long).zip(&short) {
            points.push(CurveDay {
                load: whole(*load),
                long_term: shown(*long),
                short_term: shown(*short),
                balance: shown(morning),
            });
            morning = long - short;
        }
        Self { start: shown(start), points, days }
    }

    /// How the curves begin, for people.
    #[must_use]
    pub fn beginning(&self) -> String {
        format!("both begin at {} a day, the mean of the first week", self.start)
    }

    /// The same as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let row = |(day, point): (u32, &CurveDay)| {
            let numbers =
                [point.load, point.long_term, point.short_term, point.balance].map(|n| cell(Some(n)));
            std::iter::once(self.days.label(day)).chain(numbers).collect()
        };
        Table {
            caption: format!(
                "load (effort × minutes) remembered over {LONG_DAYS} and {SHORT_DAYS} days, not fitness, readiness or injury; {}",
                self.beginning()
            ),
            columns: vec!["day", "load", "long-term load", "short-term load", "balance"],
            rows: (0..).zip(&self.points).map(row).collect(),
        }
    }
}

fn mean(loads: &[f64]) -> f64 {
    let days = u32::try_from(loads.len()).unwrap_or(u32::MAX).max(1);
    loads.iter().sum::<f64>() / f64::from(days)
}
