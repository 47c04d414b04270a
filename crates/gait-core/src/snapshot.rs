//! One version of a plan with everything derived from it, made whole and never changed.

mod number;

use std::sync::Arc;

use gait_model::calendar::{Calendar, expand};
use gait_model::plan::Plan;
use gait_model::{Lowered, lower, raw};
use gait_rules::{Checked, Finding, Settings};
use gait_syntax::{LineIndex, Parse, Problem, Span, Spanned, Tree, parse, parse_shared, read};

use crate::source::{Inputs, SettingsFile, Source};

/// A plan, checked.
#[derive(Debug)]
pub struct Snapshot {
    /// The text and its name.
    pub source: Source,
    /// The settings in force, if there are any.
    pub settings: Option<Arc<SettingsFile>>,
    /// Positions in it.
    pub lines: LineIndex,
    /// The text as a tree.
    pub tree: Tree,
    /// What it means.
    pub plan: Plan,
    /// The plan on dates.
    pub calendar: Calendar,
    /// The author's mistakes, by position.
    pub problems: Vec<Problem>,
    /// What the rules hold against it, by position.
    pub findings: Vec<Finding>,
    /// How many findings comments silence.
    pub(crate) silenced: usize,
}

impl Snapshot {
    /// Checks a plan. Never fails: a text that says nothing is an empty plan with problems.
    #[must_use]
    pub fn new(inputs: &Inputs) -> Self {
        let text = &inputs.plan.text;
        let (tree, raw, mut problems) = read_parsed(parse_shared(text));
        // Of a text that is no plan at all it goes without saying what a plan would have.
        let is_plan = raw.is_some();
        let raw = raw.unwrap_or_else(|| Spanned::new(raw::Plan::default(), Span::empty(0)));
        let Lowered { mut plan, problems: more } = lower(&raw, &tree);
        // What comes next can have its memory, which is still in the cache of the processor.
        drop(raw);
        problems.extend(more.into_iter().filter(|_| is_plan));
        problems.extend(gait_rules::settings::check_lint(&plan.lint));
        for phase in &plan.phases {
            problems.extend(gait_rules::settings::check_lint(&phase.lint));
        }
        problems.sort_by_key(|p| p.span);
        // Where something is missing, nothing was misread.
        plan.is_whole = problems.iter().all(|problem| problem.code == "missing-field");
        let calendar = expand(&plan);
        let none = Settings::default();
        let settings = inputs.settings.as_ref().map_or(&none, |file| &file.settings);
        let Checked { mut findings, silenced } =
            if is_plan { gait_rules::checked(&tree, &plan, &calendar, settings) } else { Checked::default() };
        if !plan.is_whole {
            findings.retain(|finding| !finding.rule().of_absence);
        }
        Self {
            source: inputs.plan.clone(),
            settings: inputs.settings.clone(),
            lines: LineIndex::new(text),
            tree,
            plan,
            calendar,
            problems,
            findings,
            silenced,
        }
    }
}

/// The tree, the raw plan if the text is one, and the mistakes.
pub(crate) fn read_plan(text: &str) -> (Tree, Option<Spanned<raw::Plan>>, Vec<Problem>) {
    read_parsed(parse(text))
}

fn read_parsed(parse: Parse) -> (Tree, Option<Spanned<raw::Plan>>, Vec<Problem>) {
    let tree = parse.tree;
    if tree.tokens().all(|(kind, _)| kind.is_trivia()) {
        // A comment that never ends has swallowed the plan: that there is none goes without saying.
        let end = tree.text().len();
        let inside: Vec<Problem> =
            parse.problems.into_iter().filter(|problem| (problem.span.start as usize) < end).collect();
        if !inside.is_empty() {
            return (tree, None, inside);
        }
        let nothing =
            if tree.text().trim().is_empty() { "the file is empty" } else { "the file holds only comments" };
        let problem = Problem::new("syntax", Span::empty(0), nothing)
            .help("a plan begins with `Plan(`; see `gait explain format`");
        return (tree, None, vec![problem]);
    }
    let mut problems = parse.problems;
    let Some(span) = tree.value().map(|node| node.span()) else { return (tree, None, problems) };
    let mut read = read::<raw::Plan>(&tree);
    number::name_units(&tree, &mut read.problems);
    problems.extend(read.problems);
    let raw = read.value.map(|raw| Spanned::new(raw, span));
    (tree, raw, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_without_an_end_is_what_is_wrong() {
        let said = |text: &str| read_plan(text).2.into_iter().map(|p| p.message).collect::<Vec<_>>();
        assert_eq!(said("/* spring\nPlan(format: 1)"), ["this comment is never closed"]);
        assert_eq!(said("/* spring */\n"), ["the file holds only comments"]);
    }
}
