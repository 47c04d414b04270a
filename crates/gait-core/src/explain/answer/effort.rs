//! How hard sets are, and when a lighter week comes.

use gait_model::calendar::Week;
use gait_rules::{round_to, week_numbers};

use super::{Figures, Table, range};

/// The sets of a phase by the repetitions they leave in reserve.
#[derive(Default)]
struct Reserves {
    all: u32,
    unwritten: u32,
    /// Under 1, up to 2, up to 4, more.
    bands: [u32; 4],
}

impl Reserves {
    fn add(&mut self, sets: u32, reserve: Option<f64>) {
        self.all = self.all.saturating_add(sets);
        let count = match reserve {
            None => &mut self.unwritten,
            Some(reserve) if reserve < 1.0 => &mut self.bands[0],
            Some(reserve) if reserve <= 2.0 => &mut self.bands[1],
            Some(reserve) if reserve <= 4.0 => &mut self.bands[2],
            Some(_) => &mut self.bands[3],
        };
        *count = count.saturating_add(sets);
    }

    fn share(&self, sets: u32) -> String {
        match sets {
            0 => String::new(),
            _ => format!("{} %", round_to(f64::from(sets) / f64::from(self.all) * 100.0, 1.0)),
        }
    }
}

/// The sets of each phase by their reserve.
pub(crate) fn how_hard(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("reserve-too-small");
    let phases = 0..figures.snapshot.plan.phases.len();
    let rows = phases.filter_map(|phase| {
        let mut reserves = Reserves::default();
        let sessions = cx.facts.strength.iter().map(|&index| cx.session(index));
        for session in sessions.filter(|session| session.phase == phase && session.counts()) {
            let lifts = figures.measures.reserves(session);
            lifts.into_iter().for_each(|(sets, reserve)| reserves.add(sets, reserve));
        }
        let shares = reserves.bands.iter().chain([&reserves.unwritten]).map(|&sets| reserves.share(sets));
        let cells = [figures.phase(phase), reserves.all.to_string()].into_iter().chain(shares);
        (reserves.all > 0).then(|| cells.collect())
    });
    vec![Table {
        caption: "sets by the repetitions they leave; holds, tests and sessions of fewer than three sets are left out"
            .to_owned(),
        columns: vec!["phase", "sets", "under 1", "1 to 2", "over 2 to 4", "over 4", "not written"],
        rows: rows.collect(),
    }]
}

/// Weeks of strength between lighter ones, with their dose.
pub(crate) fn when_to_ease_off(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("deload-missing");
    let loading = figures.measures.loading_weeks();
    // A run of loading weeks has one row, and so have the weeks between two runs.
    let place = |week: &Week| loading.iter().position(|run| run.contains(&week.index));
    let stretches = figures.calendar.weeks.chunk_by(|a, b| place(a) == place(b));
    let rows = stretches.map(|stretch| {
        let numbers: Vec<u32> = stretch.iter().map(|week| week.index + 1).collect();
        let doses = || stretch.iter().map(|week| cx.week(week).dose);
        let (low, high) = (doses().fold(f64::INFINITY, f64::min), doses().fold(0.0, f64::max));
        let (count, kind) = match stretch.first().and_then(place) {
            Some(_) => (stretch.len().to_string(), "loading"),
            None if high == 0.0 => (String::new(), "without strength"),
            None => (String::new(), "lighter"),
        };
        vec![week_numbers(&numbers), kind.to_owned(), count, range(low, high)]
    });
    vec![Table {
        caption: "weeks of strength, in a row".to_owned(),
        columns: vec!["weeks", "are", "in a row", "strength dose, all muscles"],
        rows: rows.collect(),
    }]
}
