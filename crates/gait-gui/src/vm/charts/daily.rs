//! The charts with a point or a cell for each day.

use std::sync::Arc;

use gait_core::{Days, HeatCell, HeatMap, LoadCurves, RunPoint, SessionKey, Snapshot, Timeline};

use super::{TableVm, at_day, day_targets, key_of, scale_top};
use crate::selection::Selection;
use crate::vm::dates;

/// What past training takes from each key run.
#[derive(Clone, Debug)]
pub struct InterferenceVm {
    /// The runs, by start.
    pub points: Vec<PointVm>,
    /// For each name the worst run of the bands moderate and high, the worst of all first; a few of them.
    pub worst: Vec<WorstVm>,
    /// The end of the scale.
    pub top: f64,
    /// The chart in a sentence.
    pub summary: String,
    /// The chart as a table.
    pub table: TableVm,
}

/// A key run.
#[derive(Clone, Debug)]
pub struct PointVm {
    /// Where it starts on the axis.
    pub at: f64,
    /// The score from strength.
    pub strength: f64,
    /// The score from strength and running.
    pub all: f64,
    /// The band, an index of [`Timeline::BANDS`].
    pub band: usize,
    /// The run on the board.
    pub run: SessionKey,
    /// `Tue 2 Mar speed: 17.8, moderate, from lower-40 22.5 h before`
    pub words: String,
    /// What is said of it.
    pub hover: String,
    /// The session it comes from most, where that is worth a word, and where that ends on the axis.
    pub source: Option<(SessionKey, f64)>,
}

/// The worst of the runs of one name.
#[derive(Clone, Debug)]
pub struct WorstVm {
    /// The run on the board.
    pub run: SessionKey,
    /// `Tue 2 Mar speed: 17.8, moderate, from lower-40 22.5 h before; one of 12`
    pub words: String,
}

/// How many of the worst runs are named under the chart.
const MOST_NAMED: usize = 5;
/// The band from which a run is named.
const NAMED_BAND: usize = 2;

impl InterferenceVm {
    pub(super) fn new(timeline: Timeline, snapshot: &Snapshot) -> Self {
        let mut table = timeline.table();
        let points: Vec<PointVm> = timeline.runs.into_iter().filter_map(|run| point(run, snapshot)).collect();
        let day = table.columns.iter().position(|column| *column == "day");
        for (row, point) in table.rows.iter_mut().zip(&points) {
            if let Some(cell) = day.and_then(|day| row.get_mut(day)) {
                *cell = dates::short(point.run.date);
            }
        }
        let mut bad: Vec<&PointVm> = points.iter().filter(|point| point.band >= NAMED_BAND).collect();
        // Of runs that are as bad the first comes first: the sort is stable.
        bad.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        let most = points.iter().map(|point| point.all.max(point.strength)).fold(0.0, f64::max);
        let summary = summary(&points, &bad);
        let worst = worst(&bad);
        let targets = points.iter().map(|point| Selection::Session(point.run.clone())).collect();
        // The bands moderate and high are always in sight: a low line means little without them.
        Self { points, worst, top: scale_top(most.max(20.0)), summary, table: TableVm::new(table, targets) }
    }
}

fn point(point: RunPoint, snapshot: &Snapshot) -> Option<PointVm> {
    let RunPoint { session, at, run, sources } = point;
    let key = key_of(snapshot, session)?;
    let day = dates::short(key.date);
    let from = run.sessions.first().filter(|first| first.score >= 1.0);
    let from = from.map(|first| format!("from {} {} h before", first.name, first.hours));
    let words: Vec<String> = [format!("{day} {}: {}", run.name, run.strength), run.band.to_owned()]
        .into_iter()
        .chain(from)
        .collect();
    let mut lines = vec![
        format!("{} on {day}, week {}", run.name, run.week),
        format!("score {} from strength: {}", run.strength, run.band),
        format!("score {} with running", run.all),
    ];
    let one = |source: &gait_core::ScoreSource| {
        format!("{} from {}, {} h before", source.score, source.name, source.hours)
    };
    lines.extend(run.sessions.iter().map(one));
    let muscles: Vec<String> = run.muscles.iter().map(|(muscle, part)| format!("{muscle} {part}")).collect();
    if !muscles.is_empty() {
        lines.push(muscles.join(", "));
    }
    let band = Timeline::BANDS.iter().position(|(name, _)| *name == run.band).unwrap_or_default();
    let source = sources.first().zip(run.sessions.first()).filter(|(_, first)| first.score >= 1.0);
    let source =
        source.and_then(|(index, first)| Some((key_of(snapshot, *index)?, at / 7.0 - first.hours / 168.0)));
    Some(PointVm {
        at: at / 7.0,
        strength: run.strength,
        all: run.all,
        band,
        run: key,
        words: words.join(", "),
        hover: lines.join("\n"),
        source,
    })
}

/// The worst run of each name.
fn worst(bad: &[&PointVm]) -> Vec<WorstVm> {
    let mut out: Vec<WorstVm> = Vec::new();
    for point in bad {
        if out.len() == MOST_NAMED {
            break;
        }
        if out.iter().any(|worst| worst.run.name == point.run.name) {
            continue;
        }
        let words = match bad.iter().filter(|other| other.run.name == point.run.name).count() {
            1 => point.words.clone(),
            count => format!("{}; one of {count}", point.words),
        };
        out.push(WorstVm { run: point.run.clone(), words });
    }
    out
}

fn summary(points: &[PointVm], bad: &[&PointVm]) -> String {
    let runs = match points.len() {
        1 => "1 key run".to_owned(),
        count => format!("{count} key runs"),
    };
    match bad.first() {
        Some(first) => {
            format!("Interference with {runs}: {} moderate or high, worst {}", bad.len(), first.words)
        }
        None => format!("Interference with {runs}: none is moderate or high"),
    }
}

/// What is left of past training in each muscle on each day.
#[derive(Clone, Debug)]
pub struct HeatVm {
    map: HeatMap,
    snapshot: Arc<Snapshot>,
    days: Days,
    /// The chart in a sentence.
    pub summary: String,
    /// The chart as a table.
    pub table: TableVm,
}

/// How many sessions behind a cell are named.
const MOST_CAUSES: usize = 5;

impl HeatVm {
    pub(super) fn new(map: HeatMap, days: Days, snapshot: Arc<Snapshot>) -> Self {
        let table = TableVm::new(map.table(), day_targets(days));
        let summary = heat_summary(&map);
        Self { map, snapshot, days, summary, table }
    }

    /// What the rows are called.
    #[must_use]
    pub fn muscles(&self) -> &[&'static str] {
        &self.map.muscles
    }

    /// The cells of a row, by day.
    #[must_use]
    pub fn row(&self, row: usize) -> &[HeatCell] {
        self.map.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// What is said of a cell: muscle, date, what is left, and the sessions it is left of.
    #[must_use]
    pub fn hover(&self, row: usize, day: u32) -> Option<String> {
        let mut lines = vec![self.map.describe(row, day)?];
        let causes = self.map.causes(&self.snapshot.calendar, row, day as usize);
        let one = |cause: &gait_core::HeatCause| match cause.hours {
            hours if hours > 0.0 => format!("{} of {}, {hours} h before", cause.left, cause.name),
            _ => format!("{} of {}, just done", cause.left, cause.name),
        };
        lines.extend(causes.iter().take(MOST_CAUSES).map(one));
        Some(lines.join("\n"))
    }

    /// What is said of the muscle that has most left on a day.
    #[must_use]
    pub fn most_tired(&self, day: u32) -> Option<String> {
        let left = |row: &usize| self.map.cell(*row, day as usize).map_or(0.0, |cell| cell.left);
        // The first of several that have as much.
        let row = (0..self.map.rows.len()).rev().max_by(|a, b| left(a).total_cmp(&left(b)))?;
        self.map.describe(row, day)
    }

    /// The day as something to select.
    #[must_use]
    pub fn day(&self, day: u32) -> Selection {
        Selection::Day(self.days.date(day))
    }
}

fn heat_summary(map: &HeatMap) -> String {
    let cells = || (0..map.rows.len()).flat_map(|row| (0..map.rows[row].len()).map(move |day| (row, day)));
    let left = |(row, day): &(usize, usize)| map.rows[*row][*day].left;
    let most = cells().max_by(|a, b| left(a).total_cmp(&left(b)).then(b.1.cmp(&a.1)));
    let most = most.and_then(|(row, day)| map.describe(row, u32::try_from(day).ok()?));
    let most = most.map_or_else(String::new, |most| format!("; most in {most}"));
    format!("What is left of past training in {} muscles{most}", map.muscles.len())
}

/// Load that is remembered from day to day.
#[derive(Clone, Debug)]
pub struct CurvesVm {
    /// The curves in the order of [`LoadCurves::LABELS`]: places on the axis and values.
    pub curves: [Vec<[f64; 2]>; 3],
    /// The ends of the scale.
    pub range: (f64, f64),
    /// What has to be known to read them.
    pub caption: String,
    /// What is said of each day.
    pub hovers: Vec<String>,
    /// The days as something to select.
    pub days: Vec<Selection>,
    /// The chart in a sentence.
    pub summary: String,
    /// The chart as a table.
    pub table: TableVm,
}

impl CurvesVm {
    pub(super) fn new(curves: &LoadCurves, days: Days) -> Self {
        let points = || (0u32..).zip(&curves.points);
        // Levels are those of the evening, the balance that of the morning.
        let long: Vec<[f64; 2]> = points().map(|(day, point)| [at_day(day + 1), point.long_term]).collect();
        let short: Vec<[f64; 2]> = points().map(|(day, point)| [at_day(day + 1), point.short_term]).collect();
        let balance: Vec<[f64; 2]> = points().map(|(day, point)| [at_day(day), point.balance]).collect();
        let hover = |(day, point): (u32, &gait_core::CurveDay)| {
            format!(
                "{}\nload {}\nlong-term load {}\nshort-term load {}\nbalance in the morning {}",
                days.label(day),
                point.load,
                point.long_term,
                point.short_term,
                point.balance
            )
        };
        let most = curves.points.iter().map(|p| p.long_term.max(p.short_term)).fold(0.0, f64::max);
        let least = curves.points.iter().map(|p| p.balance).fold(0.0, f64::min);
        let last = curves.points.last();
        let summary = last.map_or_else(
            || "Remembered load: nothing".to_owned(),
            |last| {
                format!(
                    "Remembered load, {} days: long-term load from {} to {}, balance on the last morning {}",
                    curves.points.len(),
                    curves.start,
                    last.long_term,
                    last.balance
                )
            },
        );
        Self {
            curves: [long, short, balance],
            range: (if least < 0.0 { -scale_top(-least) } else { 0.0 }, scale_top(most)),
            caption: format!("{}; {}", LoadCurves::CAVEAT, curves.beginning()),
            hovers: points().map(hover).collect(),
            days: day_targets(days),
            summary,
            table: TableVm::new(curves.table(), day_targets(days)),
        }
    }
}
