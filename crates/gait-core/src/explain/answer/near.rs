//! How near lifting comes to key runs, long runs and races.

use gait_model::calendar::Session;
use gait_model::dose::LegClass;
use gait_rules::{Context, GoalRace, LONG_MINUTES, hours, round_to, week_numbers};

use super::{ByWeeks, Figures, Table, range};

/// Races are looked at so many days back and ahead.
const AROUND_RACE: u32 = 14;

/// What stands on the day of the long run, and the last leg work before it.
pub(crate) fn lift_near_long_run(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("strength-on-long-run-day");
    let is_long = |session: &Session| cx.is_long_run(session, LONG_MINUTES);
    let mut shared = ByWeeks::default();
    for &index in &cx.facts.strength {
        let session = cx.session(index);
        let runs = cx.calendar.on(session.day).iter().filter(|run| run.is_planned());
        if let Some(run) = runs.filter(|run| is_long(run)).max_by_key(|run| run.minutes()) {
            let minutes = format!("{} min", session.minutes());
            let row = vec![session.name.to_string(), minutes, leg_work(session), run.name.to_string()];
            shared.add(session.week, row);
        }
    }
    let shared = Table {
        caption: "strength on the day of a long run".to_owned(),
        columns: vec!["weeks", "session", "takes", "leg work", "long run"],
        rows: shared.rows(),
    };
    vec![shared, before_key_runs(figures, is_long)]
}

/// A leg session and the key run that comes next after it.
struct Pair<'s> {
    session: &'s str,
    class: LegClass,
    run: &'s str,
    need: f64,
    /// The least and the most leg units.
    leg: (f64, f64),
    /// The least hours between.
    least: f64,
    weeks: Vec<u32>,
}

impl Pair<'_> {
    fn is_like(&self, other: &Self) -> bool {
        (self.session, self.class, self.run, self.need) == (other.session, other.class, other.run, other.need)
    }

    fn take(&mut self, other: &Self) {
        self.leg = (self.leg.0.min(other.leg.0), self.leg.1.max(other.leg.1));
        self.least = self.least.min(other.least);
        self.weeks.extend(&other.weeks);
    }

    fn row(&self) -> Vec<String> {
        let need = if self.need > 0.0 { format!("{} h", self.need) } else { String::new() };
        let leg = format!("{}, {} units", self.class.name(), range(self.leg.0, self.leg.1));
        let between = format!("{} h", self.least);
        vec![week_numbers(&self.weeks), self.session.to_owned(), leg, self.run.to_owned(), between, need]
    }
}

/// How many hours leg work leaves to the next key run, if that run is meant.
pub(super) fn before_key_runs(figures: &Figures<'_>, is_meant: impl Fn(&Session) -> bool) -> Table {
    let cx = figures.measures.context("lower-body-before-key-run");
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for &index in &cx.facts.strength {
        let session = cx.session(index);
        let Some(need) = figures.measures.hours_before_key_run(session) else { continue };
        let Some(run) = next_key_run(&cx, session).filter(|run| is_meant(run)) else { continue };
        let units = round_to(session.leg_dose(), 0.1);
        let pair = Pair {
            session: &session.name,
            class: session.leg_class(),
            run: &run.name,
            need,
            leg: (units, units),
            least: hours(run.start - session.end),
            weeks: vec![session.week + 1],
        };
        match pairs.iter_mut().find(|known| known.is_like(&pair)) {
            Some(known) => known.take(&pair),
            None => pairs.push(pair),
        }
    }
    Table {
        caption: "leg work and the key run that comes next".to_owned(),
        columns: vec!["weeks", "session", "leg work", "next key run", "least between", "advised"],
        rows: pairs.iter().map(Pair::row).collect(),
    }
}

fn next_key_run<'p>(cx: &Context<'p>, session: &Session) -> Option<&'p Session> {
    let runs = &cx.facts.key_runs;
    let next = runs.partition_point(|&run| cx.session(run).start < session.end);
    runs.get(next).map(|&run| cx.session(run))
}

/// `heavy, 29.5 units`
pub(super) fn leg_work(session: &Session) -> String {
    match session.leg_class() {
        LegClass::None => "none".to_owned(),
        class => format!("{}, {} units", class.name(), round_to(session.leg_dose(), 0.1)),
    }
}

const COLUMNS: [&str; 4] = ["when", "session", "leg work", "days kept free of that"];

/// Strength in the two weeks before and after each race that is prepared for.
pub(crate) fn lift_near_race(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("lower-body-in-race-week");
    let mut tables: Vec<Table> = cx
        .races()
        .map(|race| {
            let run = cx.session(race.session);
            let near = |session: &&Session| {
                session.is_planned() && session.dose.is_some() && session.day.abs_diff(run.day) <= AROUND_RACE
            };
            let rows = cx.calendar.sessions.iter().filter(near).map(|session| {
                let days = session.day.abs_diff(run.day);
                let side = if session.start < run.start { "before" } else { "after" };
                let free = free_days(figures, session, race);
                vec![
                    format!("{} {side}", days_of(f64::from(days))),
                    session.name.to_string(),
                    leg_work(session),
                    free.map_or(String::new(), days_of),
                ]
            });
            Table {
                caption: format!(
                    "strength in the two weeks around {}, {}",
                    run.name,
                    cx.calendar.date(run.day)
                ),
                columns: COLUMNS.to_vec(),
                rows: rows.collect(),
            }
        })
        .collect();
    if tables.is_empty() {
        let caption = "strength around races of priority A and B".to_owned();
        tables.push(Table { caption, columns: COLUMNS.to_vec(), rows: Vec::new() });
    }
    tables
}

fn days_of(days: f64) -> String {
    if days == 1.0 { "1 day".to_owned() } else { format!("{days} days") }
}

/// The days around a race that are kept free of such leg work.
fn free_days(figures: &Figures<'_>, session: &Session, race: GoalRace) -> Option<f64> {
    let is_before = session.day <= race.day;
    match session.leg_class() {
        class if is_before => figures.measures.free_days_before_race(class, race),
        LegClass::None | LegClass::Light => None,
        LegClass::Moderate | LegClass::Heavy => Some(figures.measures.easy_days_after_race(race)),
    }
}
