//! What Gaitkeeper holds against a plan: one rule per file, beside its page; what they see is merged into findings.
//!
//! Does no I/O, calls no rule from another, edits no text.

mod alternatives;
mod context;
mod finding;
mod history;
mod lifting;
mod measures;
mod number;
mod occurrence;
mod proposal;
pub mod references;
mod resolve;
mod rule;
mod rules;
pub mod settings;
mod suppress;
mod wording;

pub use context::{
    Context, DayFacts, External, Facts, GoalRace, LONG_MINUTES, MIN_WORKING_SETS, WeekFacts, goes_on, lifts,
    strength_sessions,
};
pub use finding::Finding;
pub use history::{Exposure, Step, TopSet};
pub use lifting::WorkingSets;
pub use measures::{Advised, Growth, Measures};
pub use number::{exact_km, hours, km, number, percent_over, round_to};
pub use occurrence::{Draft, Occurrence, Occurrences, Subject, Target, time_of_day};
pub use proposal::{Action, Lifts, Proposal, Safety};
pub use rule::{Group, Level, Param, Rule, Severity, Unit};
pub use rules::RULES;
pub use settings::Settings;
pub use suppress::{NO_REASON_YET, Suppression, is_directive, suppressions};

use gait_model::calendar::Calendar;
use gait_model::plan::Plan;
use gait_syntax::Tree;
use resolve::Resolved;

/// The rule called `name`, an index of [`RULES`].
#[must_use]
pub fn find(name: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.name == name)
}

/// What the rules hold against a plan.
#[derive(Clone, Default, Debug)]
pub struct Checked {
    /// All that is not silenced, sorted by position.
    pub findings: Vec<Finding>,
    /// How many findings comments silence.
    pub silenced: usize,
}

/// Everything the rules hold against a plan, sorted by position.
#[must_use]
pub fn check(tree: &Tree, plan: &Plan, calendar: &Calendar, settings: &Settings) -> Vec<Finding> {
    checked(tree, plan, calendar, settings).findings
}

/// Everything the rules hold against a plan, and how much more there is that comments silence.
#[must_use]
pub fn checked(tree: &Tree, plan: &Plan, calendar: &Calendar, settings: &Settings) -> Checked {
    let resolved = Resolved::new(plan, settings);
    let mut kept = occurrences(plan, calendar, &resolved, |rule| resolved.worst(rule).is_some());
    kept.extend(of_alternatives(plan, calendar, &resolved, &kept));
    let mut findings = finding::merge(plan, calendar, kept);
    let comments = suppress::suppressions(tree);
    let all = findings.len();
    let mut silenced = 0;
    if let (false, Some(rule)) = (comments.is_empty(), find(suppress::RULE_NAME)) {
        let mut out = Occurrences { rule, ..Occurrences::default() };
        suppress::apply(&comments, &mut findings, &mut out);
        silenced = all - findings.len();
        let kept = at_their_level(plan, calendar, &resolved, out.list);
        findings.extend(finding::merge(plan, calendar, kept));
        finding::sort(&mut findings);
    }
    Checked { findings, silenced }
}

/// What every rule that is asked sees, at the severity the author asks for.
fn occurrences(
    plan: &Plan,
    calendar: &Calendar,
    resolved: &Resolved,
    is_asked: impl Fn(usize) -> bool,
) -> Vec<Occurrence> {
    let facts = Facts::new(plan, calendar);
    let mut out = Occurrences::default();
    for (index, rule) in RULES.iter().enumerate().filter(|(index, _)| is_asked(*index)) {
        out.rule = index;
        (rule.check)(&Context { plan, calendar, facts: &facts, settings: resolved, rule: index }, &mut out);
    }
    at_their_level(plan, calendar, resolved, out.list)
}

/// What would be seen besides if an alternative were chosen.
fn of_alternatives(
    plan: &Plan,
    calendar: &Calendar,
    resolved: &Resolved,
    written: &[Occurrence],
) -> Vec<Occurrence> {
    let Some(rule) = find(alternatives::RULE_NAME).filter(|rule| resolved.worst(*rule).is_some()) else {
        return Vec::new();
    };
    let mut out = Occurrences { rule, ..Occurrences::default() };
    let matters = |rule| resolved.worst(rule) >= Some(alternatives::least(rule));
    let run = |plan: &Plan, calendar: &Calendar| occurrences(plan, calendar, resolved, matters);
    alternatives::check(plan, calendar, written, &run, &mut out);
    at_their_level(plan, calendar, resolved, out.list)
}

/// Gives each occurrence the severity its author asks for, and drops those that are off.
fn at_their_level(
    plan: &Plan,
    calendar: &Calendar,
    resolved: &Resolved,
    list: Vec<Occurrence>,
) -> Vec<Occurrence> {
    list.into_iter()
        .filter_map(|mut occurrence| {
            let phase = phase_of(plan, calendar, &occurrence.subjects[0]);
            occurrence.severity = resolved.severity(occurrence.rule, occurrence.severity, phase)?;
            Some(occurrence)
        })
        .collect()
}

/// The phase whose `lint` judges a subject.
fn phase_of(plan: &Plan, calendar: &Calendar, subject: &Subject) -> Option<usize> {
    match subject.target {
        Target::Session(index) => Some(calendar.sessions[index].phase),
        Target::Week(index) => calendar.weeks.get(index as usize).map(|w| w.phase),
        Target::Item(span) => plan.phases.iter().position(|phase| phase.span.contains(span)),
    }
}
pub use wording::{and_list, names, week_numbers, weeks_text};
