//! Load of each week, by kind of session.

use gait_model::calendar::{Calendar, Session, Week};
use gait_model::load::monotony;
use gait_model::plan::Kind;
use gait_rules::round_to;

use super::{Snapshot, WEEK_COLUMNS, WeekMark, cell};
use crate::explain::Table;

/// Session load (effort 1 to 10 times minutes, Foster2001) of each week. Optional sessions do not count.
#[derive(Clone, Debug)]
pub struct WeeklyLoad {
    /// The kinds that occur, as slots write them; from running to strength and mobility.
    pub kinds: Vec<&'static str>,
    /// The weeks, in order.
    pub weeks: Vec<WeekLoad>,
    marks: Vec<WeekMark>,
}

/// The load of one week, in arbitrary units.
#[derive(Clone, PartialEq, Debug)]
pub struct WeekLoad {
    /// The load of each kind, in the order of [`WeeklyLoad::kinds`].
    pub parts: Vec<f64>,
    /// All of it.
    pub total: f64,
    /// The mean load of its days over their spread, to 0.1 (Foster1998): high if all days are alike. Nothing for a
    /// week that `end` cuts short and for one whose days do not differ.
    pub monotony: Option<f64>,
    /// The total times the monotony (Foster1998).
    pub strain: Option<f64>,
}

impl WeeklyLoad {
    /// What the axis says.
    pub const LABEL: &str = "Load (effort × minutes)";

    pub(super) fn of(snapshot: &Snapshot, marks: &[WeekMark]) -> Self {
        let calendar = &snapshot.calendar;
        let occurs =
            |kind: &Kind| calendar.sessions.iter().any(|s| s.counts() && s.kind() == *kind && s.load() > 0.0);
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(occurs).collect();
        let weeks = calendar.weeks.iter().map(|week| week_load(calendar, week, &kinds)).collect();
        Self { kinds: kinds.into_iter().map(Kind::name).collect(), weeks, marks: marks.to_vec() }
    }

    /// The same as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let columns = WEEK_COLUMNS.into_iter().chain(self.kinds.iter().copied());
        let row = |(mark, week): (&WeekMark, &WeekLoad)| {
            let parts =
                week.parts.iter().map(|part| if *part > 0.0 { part.to_string() } else { String::new() });
            let totals = [Some(week.total), week.monotony, week.strain];
            mark.cells().into_iter().chain(parts).chain(totals.map(cell)).collect()
        };
        Table {
            caption: "load of each week: effort (1 to 10) × minutes, by kind; optional sessions left out"
                .to_owned(),
            columns: columns.chain(["total", "monotony", "strain"]).collect(),
            rows: self.marks.iter().zip(&self.weeks).map(row).collect(),
        }
    }
}

fn week_load(calendar: &Calendar, week: &Week, kinds: &[Kind]) -> WeekLoad {
    let counted = || calendar.in_week(week).iter().filter(|session| session.counts());
    let of_kind = |kind: &Kind| whole(counted().filter(|s| s.kind() == *kind).map(Session::load).sum());
    let total = counted().map(Session::load).sum::<f64>();
    let monotony = (week.days == 7).then(|| monotony(&calendar.daily_loads(week))).flatten();
    WeekLoad {
        parts: kinds.iter().map(of_kind).collect(),
        total: whole(total),
        monotony: monotony.map(|monotony| round_to(monotony, 0.1)),
        strain: monotony.map(|monotony| whole(total * monotony)),
    }
}

/// A load as it is shown. An empty sum is -0.
pub(super) fn whole(load: f64) -> f64 {
    round_to(load, 1.0) + 0.0
}
