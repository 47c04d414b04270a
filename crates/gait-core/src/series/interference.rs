//! What past training takes from each key run.

use gait_model::calendar::RunScore;
use gait_model::constants::BANDS;

use super::Snapshot;
use crate::explain::Table;
use crate::score::{KeyRun, key_run, shown_causes};

/// The interference with every planned key run, by start. A planning aid, never an injury risk.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The runs, also those that nothing is taken from.
    pub runs: Vec<RunPoint>,
}

/// A key run.
#[derive(Clone, Debug)]
pub struct RunPoint {
    /// The run, an index of the calendar's sessions.
    pub session: usize,
    /// When it starts, in days from midnight before the first day.
    pub at: f64,
    /// The scores, and the sessions behind them.
    pub run: KeyRun,
    /// Where those sessions stand in the calendar, in the order of [`KeyRun::sessions`].
    pub sources: Vec<usize>,
}

impl Timeline {
    /// What the axis says.
    pub const LABEL: &str = "Interference score (0 to 100)";
    /// What has to be said beside it.
    pub const CAVEAT: &str = "A planning aid, never an injury risk";

    /// The bands with the scores they begin at; a score is compared to a whole number.
    pub const BANDS: [(&str, f64); 4] =
        [("negligible", 0.0), ("low", BANDS[0]), ("moderate", BANDS[1]), ("high", BANDS[2])];

    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let runs = snapshot.calendar.interference();
        Self { runs: runs.iter().map(|run| point(snapshot, run)).collect() }
    }

    /// The same as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let row = |point: &RunPoint| {
            let run = &point.run;
            vec![
                run.week.to_string(),
                format!("{} {}", run.weekday, run.date),
                run.name.clone(),
                run.strength.to_string(),
                run.band.to_owned(),
                run.all.to_string(),
                from(run),
            ]
        };
        Table {
            caption: "interference score of each key run, 0 to 100: a planning aid, never an injury risk"
                .to_owned(),
            columns: vec!["week", "day", "run", "from strength", "band", "with running", "comes from"],
            rows: self.runs.iter().map(row).collect(),
        }
    }
}

fn point(snapshot: &Snapshot, score: &RunScore) -> RunPoint {
    let start = snapshot.calendar.sessions[score.session].start;
    RunPoint {
        session: score.session,
        at: gait_rules::number(start) / (24.0 * 60.0),
        run: key_run(snapshot, score),
        sources: shown_causes(snapshot, score).map(|cause| cause.session).collect(),
    }
}

/// Which sessions a score comes from: `lower 22.5 h before (17.8), maint 70.1 h before (0.4)`.
fn from(run: &KeyRun) -> String {
    let one = |source: &crate::score::Source| {
        format!("{} {} h before ({})", source.name, source.hours, source.score)
    };
    run.sessions.iter().map(one).collect::<Vec<_>>().join(", ")
}
