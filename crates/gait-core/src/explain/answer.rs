//! What a plan says to a question: small tables of its numbers beside those of the rules, and the findings of the rules.

mod balance;
mod days;
mod effort;
mod growth;
mod near;
mod sessions;

pub(super) use balance::{mobility_first, which_lifts};
pub(super) use days::{lift_before_running, which_days};
pub(super) use effort::{how_hard, when_to_ease_off};
pub(super) use growth::{is_this_a_spike, when_to_add_weight};
pub(super) use near::{lift_near_long_run, lift_near_race};
pub(super) use sessions::{how_long, how_many_sessions};

use gait_model::calendar::{Calendar, Week};
use gait_rules::{Advised, Measures, Rule, Settings, week_numbers};
use serde::Serialize;

use super::Subject;
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;

/// What a plan says to a question, a rule or a group.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The plan's numbers; none for rules and groups. A table without rows says that the plan holds nothing of it.
    pub tables: Vec<Table>,
    /// What the rules behind the answer find in the plan, by position.
    pub findings: Vec<Diagnostic>,
}

/// A table of a plan's numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// What it shows, in a line.
    pub caption: String,
    /// The heads of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows, each with a cell for every column; an empty cell says that there is nothing to say.
    pub rows: Vec<Vec<String>>,
}

impl Snapshot {
    /// What the plan says to a question, a rule or a group; nothing for what is not about training.
    #[must_use]
    pub fn answer(&self, subject: Subject) -> Option<Answer> {
        let (rules, tables): (Vec<&Rule>, _) = match subject {
            Subject::Question(question) => {
                (question.rules().collect(), (question.figures)(&Figures::new(self)))
            }
            Subject::Rule(rule) => (vec![rule], Vec::new()),
            Subject::Group(group) => (crate::RULES.iter().filter(|r| r.group == group).collect(), Vec::new()),
            _ => return None,
        };
        let is_behind = |diagnostic: &Diagnostic| {
            diagnostic.is_rule && rules.iter().any(|rule| rule.name == diagnostic.code)
        };
        let mut findings = self.report().diagnostics;
        findings.retain(is_behind);
        Some(Answer { tables, findings })
    }
}

/// A plan and what rules measure in it.
pub(crate) struct Figures<'s> {
    snapshot: &'s Snapshot,
    calendar: &'s Calendar,
    measures: Measures<'s>,
}

impl<'s> Figures<'s> {
    fn new(snapshot: &'s Snapshot) -> Self {
        let none = Settings::default();
        let settings = snapshot.settings.as_ref().map_or(&none, |file| &file.settings);
        let measures = Measures::new(&snapshot.plan, &snapshot.calendar, settings);
        Self { snapshot, calendar: &snapshot.calendar, measures }
    }

    /// The name of a phase; a bare number says that it is one.
    fn phase(&self, phase: usize) -> String {
        let name = self.snapshot.plan.phases.get(phase).map_or("", |phase| phase.name.as_str());
        if name.chars().all(|c| c.is_ascii_digit()) {
            format!("phase {}", phase + 1)
        } else {
            name.to_owned()
        }
    }

    /// The phase of a week, and why less than usual is asked of it.
    fn week(&self, week: &Week) -> String {
        let phase = self.phase(week.phase);
        match self.measures.facts().week(week) {
            facts if facts.race => format!("{phase}, race"),
            _ if week.deload => format!("{phase}, deload"),
            facts if facts.blocked => format!("{phase}, blocked days"),
            _ => phase,
        }
    }
}

/// Rows that say the same, gathered with the weeks they hold in.
#[derive(Default)]
struct ByWeeks(Vec<(Vec<String>, Vec<u32>)>);

impl ByWeeks {
    /// Adds a row of a week, counted from 0.
    fn add(&mut self, week: u32, row: Vec<String>) {
        match self.0.iter_mut().find(|(known, _)| *known == row) {
            Some((_, weeks)) => weeks.push(week + 1),
            None => self.0.push((row, vec![week + 1])),
        }
    }

    /// The rows in the order of their first weeks, with the weeks before the other cells.
    fn rows(self) -> Vec<Vec<String>> {
        let row = |(mut row, list): (Vec<String>, Vec<u32>)| {
            row.insert(0, week_numbers(&list));
            row
        };
        self.0.into_iter().map(row).collect()
    }
}

/// `2–3`, `up to 3`
fn advised(band: Advised, unit: &str) -> String {
    let Advised { min, max } = band;
    let text = if min >= max || min == 0.0 {
        format!("up to {max} {unit}")
    } else {
        format!("{min}–{max} {unit}")
    };
    text.trim_end().to_owned()
}

/// `30–42`, or one number if both are equal.
fn range(low: f64, high: f64) -> String {
    // An empty sum is -0.
    if low < high { format!("{}–{high}", low + 0.0) } else { (high + 0.0).to_string() }
}
