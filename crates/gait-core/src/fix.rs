//! Fixing: misspelt names first, then the proven fixes of one finding after another, until none is left.

use std::sync::Arc;

use gait_rules::{Action, Proposal, Safety, find};
use gait_syntax::edit::apply;

use crate::actions::respelling;
use crate::prove::{Fix, Standing, full_name};
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;
use crate::source::{Inputs, Source};

/// A plan after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The plan as it is now.
    pub after: Arc<Snapshot>,
    /// What was done, in order.
    pub applied: Vec<Applied>,
}

/// A fix that was applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applied {
    /// The rule whose finding it mended, or the code of the mistake.
    pub rule: &'static str,
    /// What it did.
    pub label: String,
    /// What it gained.
    pub gain: String,
}

/// Applies every fix up to a safety, the worst findings first, until none helps.
#[must_use]
pub fn fix(inputs: &Inputs, most: Safety) -> Fixed {
    let mut fixing = Fixing::new(Arc::new(Snapshot::new(inputs)), inputs.clone(), None, most);
    while fixing.step() {}
    fixing.done()
}

/// Fixing in small steps, for who has other things to do meanwhile.
#[derive(Debug)]
pub struct Fixing {
    inputs: Inputs,
    at: Arc<Snapshot>,
    rule: Option<usize>,
    most: Safety,
    applied: Vec<Applied>,
    /// What was made lighter: once is enough, and what is left then is for a person to decide.
    lightened: Vec<Lightened>,
    /// What was not tried on the plan as it is, the next one last.
    left: Vec<Trial>,
    before: Standing,
    /// How many fixes are applied at most. Each leaves fewer mistakes, of as many a better band of interference, of the
    /// same band fewer errors, and so on: no plan needs so many, but a loop would.
    bound: usize,
}

/// What a cut has made lighter. A session that is cut on one date is written there as a lighter copy, whose name tells.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Lightened {
    /// A session on all its dates, by its name.
    Session(String),
    /// The sessions of a phase, by its name.
    Phase(String),
}

impl Lightened {
    /// What a proposal would make lighter; nothing if it cuts nothing.
    fn by(proposal: &Proposal, at: &Snapshot) -> Option<Self> {
        match proposal.action {
            Action::Cut(session, _) => Some(Self::Session(at.calendar.sessions[session].name.to_string())),
            Action::CutPhase(phase) => Some(Self::Phase(at.plan.phases.get(phase)?.name.to_string())),
            _ => None,
        }
    }
}

/// Whether a proposal would make something lighter that is the lighter copy of a session, of this fixing or of one before.
fn cuts_again(proposal: &Proposal, at: &Snapshot) -> bool {
    let is_copy = |name: &str| full_name(name) != name;
    match proposal.action {
        Action::Cut(session, _) => is_copy(&at.calendar.sessions[session].name),
        Action::CutPhase(phase) => {
            let rows = at.plan.phases.get(phase).into_iter().flat_map(|phase| &phase.rows);
            let choices = rows.flat_map(|row| row.days.iter().flatten()).flat_map(|slot| &slot.choices);
            choices.filter(|choice| choice.template.is_some()).any(|choice| is_copy(&choice.name.value))
        }
        _ => false,
    }
}

/// What may be tried on a plan.
#[derive(Clone, Copy, Debug)]
enum Trial {
    /// What a mistake should say, an index of the mistakes.
    Spelling(usize),
    /// A proposal: the finding, and which of its proposals.
    Proposal(usize, usize),
}

impl Fixing {
    /// Fixes the findings of one rule, or of all, by fixes up to a safety. `inputs` are those of the snapshot.
    #[must_use]
    pub fn new(at: Arc<Snapshot>, inputs: Inputs, rule: Option<&str>, most: Safety) -> Self {
        let rule = rule.map(|name| find(name).unwrap_or(usize::MAX));
        let before = Standing::of(&at);
        let bound = 100 + 2 * (at.problems.len() + at.findings.len());
        let mut fixing = Self {
            bound,
            inputs,
            at,
            rule,
            most,
            applied: Vec::new(),
            lightened: Vec::new(),
            left: Vec::new(),
            before,
        };
        fixing.look_again();
        fixing
    }

    /// Tries one thing, and does it if it helps. Whether there is more to do.
    pub fn step(&mut self) -> bool {
        match self.left.pop() {
            Some(Trial::Spelling(problem)) => self.spell(problem),
            Some(Trial::Proposal(finding, proposal)) => self.propose(finding, proposal),
            None => {}
        }
        !self.left.is_empty()
    }

    /// Writes what a mistake should say, if there are fewer mistakes then.
    fn spell(&mut self, problem: usize) {
        let problem = &self.at.problems[problem];
        let Some((label, edits)) = respelling(&self.at.tree, problem) else { return };
        let Ok(text) = apply(self.at.tree.text(), &edits) else { return };
        let plan = Source::new(self.at.source.name.as_str(), text);
        let after = Snapshot::new(&Inputs { plan, ..self.inputs.clone() });
        if after.problems.len() < self.at.problems.len() {
            let gain = match self.at.problems.len() - after.problems.len() {
                1 => "1 mistake fewer".to_owned(),
                fewer => format!("{fewer} mistakes fewer"),
            };
            self.applied.push(Applied { rule: problem.code, label, gain });
            self.go_on_from(after);
        }
    }

    /// Tries a proposal, and applies it if it helps.
    fn propose(&mut self, finding: usize, proposal: usize) {
        let finding = &self.at.findings[finding];
        let proposal = &finding.occurrences[finding.worst].proposals[proposal];
        let lightened = Lightened::by(proposal, &self.at);
        if cuts_again(proposal, &self.at) {
            return;
        }
        let Some(fix) = self.at.best(&self.inputs, finding, proposal, &self.before) else { return };
        // On one date it is a copy that is lighter.
        let is_copied = fix.after.plan.templates.len() > self.at.plan.templates.len();
        let lightened = lightened.filter(|one| !(is_copied && matches!(one, Lightened::Session(_))));
        if lightened.as_ref().is_some_and(|one| self.lightened.contains(one)) {
            return;
        }
        self.applied.push(Applied { rule: fix.rule, label: fix.label, gain: fix.gain });
        self.lightened.extend(lightened);
        self.go_on_from(fix.after);
    }

    fn go_on_from(&mut self, after: Snapshot) {
        self.inputs.plan = after.source.clone();
        self.at = Arc::new(after);
        self.before = Standing::of(&self.at);
        self.look_again();
    }

    /// How many fixes were applied until now.
    pub(crate) const fn count(&self) -> usize {
        self.applied.len()
    }

    /// What was done until now.
    #[must_use]
    pub fn done(self) -> Fixed {
        Fixed { after: self.at, applied: self.applied }
    }

    /// Lists what is to be tried on the plan as it is.
    fn look_again(&mut self) {
        self.left.clear();
        if self.applied.len() >= self.bound {
            return;
        }
        let findings = &self.at.findings;
        let mut order: Vec<usize> = (0..findings.len()).collect();
        order.retain(|&i| self.rule.is_none_or(|rule| findings[i].rule == rule));
        order.sort_by_key(|&i| std::cmp::Reverse(findings[i].severity));
        for i in order.into_iter().rev() {
            let proposals = &findings[i].occurrences[findings[i].worst].proposals;
            let fits = proposals.iter().enumerate().rev().filter(|(_, one)| one.safety <= self.most);
            self.left.extend(fits.map(|(k, _)| Trial::Proposal(i, k)));
        }
        // What was meant by a misspelt name is a guess, though a good one, and decides what there is to find.
        if self.rule.is_none() && self.most >= Safety::Suggested {
            self.left.extend((0..self.at.problems.len()).rev().map(Trial::Spelling));
        }
    }
}

/// The search for the fixes of one finding, in small steps.
#[derive(Debug)]
pub struct FixSearch {
    inputs: Inputs,
    at: Arc<Snapshot>,
    finding: Option<usize>,
    before: Standing,
    /// How many proposals were tried.
    tried: usize,
    fixes: Vec<Fix>,
}

impl FixSearch {
    /// A search that has not begun. `inputs` are those of the snapshot, and the diagnostic is of its report.
    #[must_use]
    pub fn new(at: Arc<Snapshot>, inputs: Inputs, diagnostic: &Diagnostic) -> Self {
        let shown = at.shown_by(diagnostic);
        let finding = shown.and_then(|shown| at.findings.iter().position(|f| std::ptr::eq(f, shown)));
        let before = Standing::of(&at);
        Self { inputs, at, finding, before, tried: 0, fixes: Vec::new() }
    }

    /// Tries one proposal. Whether there is more to do.
    pub fn step(&mut self) -> bool {
        let Some(finding) = self.finding.map(|i| &self.at.findings[i]) else { return false };
        let proposals = &finding.occurrences[finding.worst].proposals;
        let Some(proposal) = proposals.get(self.tried) else { return false };
        self.fixes.extend(self.at.best(&self.inputs, finding, proposal, &self.before));
        self.tried += 1;
        self.tried < proposals.len()
    }

    /// How many proposals were tried.
    #[must_use]
    pub const fn tried(&self) -> usize {
        self.tried
    }

    /// The fixes that are known to help, best first.
    #[must_use]
    pub fn fixes(&self) -> &[Fix] {
        &self.fixes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const PLAN: &str = r#"// Two weeks.
Plan(
    format: 1,
    name: "x",
    start: "2027-03-01",
    sessions: {
        "track": Intervals("25 min easy + 5x5 min interval"),
        "lower": Strength(warm_up: "6 min", lifts: [
            "romanian-deadlift 3x10 rir 2", // slow
            "bulgarian-split-squat 3x10/side rir 2",
            "hip-thrust 3x10 rir 2",
        ]),
    },
    phases: [
        Phase(weeks: 2, week: (
            mon: ["easy: 40 min", "lower @ 18:00"], // after work
            tue: ["track @ 07:00"], // the club
            thu: ["easy: 40 min"],
        )),
    ],
)
"#;

    #[test]
    fn a_session_moves_to_where_it_does_no_harm() {
        let inputs = Inputs::plan(Source::new("x", PLAN));
        assert!(fix(&inputs, Safety::Safe).applied.is_empty(), "a move is a person's to decide");
        let fixed = fix(&inputs, Safety::Suggested);
        let text = &fixed.after.source.text;
        let labels: Vec<&str> = fixed.applied.iter().map(|applied| applied.label.as_str()).collect();
        assert_eq!(
            labels,
            ["move `lower` to Tuesday, last, in every week of the pattern", "add `dead-bug 3x10` to `lower`"]
        );
        assert!(fixed.applied[0].gain.starts_with("interference high → negligible"), "{:?}", fixed.applied);
        assert!(text.contains(r#"tue: ["track @ 07:00", "lower @ 18:00"], // the club"#), "{text}");
        assert!(text.contains(r#"mon: ["easy: 40 min"], // after work"#), "{text}");
        assert!(fixed.after.findings.iter().all(|f| f.rule().name != "lower-body-before-key-run"));
    }

    #[test]
    fn the_fixes_of_one_rule_leave_the_others_alone() {
        let inputs = Inputs::plan(Source::new("x", PLAN));
        let at = Arc::new(Snapshot::new(&inputs));
        let rule = Some("lower-body-before-key-run");
        let mut fixing = Fixing::new(at, inputs, rule, Safety::Suggested);
        while fixing.step() {}
        let fixed = fixing.done();
        assert!(!fixed.applied.is_empty());
        assert!(fixed.applied.iter().all(|applied| Some(applied.rule) == rule), "{:?}", fixed.applied);
    }

    #[test]
    fn a_search_in_steps_finds_what_is_found_at_once() {
        let inputs = Inputs::plan(Source::new("x", PLAN));
        let at = Arc::new(Snapshot::new(&inputs));
        let mut found = 0;
        for diagnostic in at.report().diagnostics {
            let mut search = FixSearch::new(Arc::clone(&at), inputs.clone(), &diagnostic);
            while search.step() {}
            let labels = |fixes: &[Fix]| fixes.iter().map(|fix| fix.label.clone()).collect::<Vec<_>>();
            assert_eq!(labels(search.fixes()), labels(&at.fixes_for(&inputs, &diagnostic)));
            found += search.fixes().len();
        }
        assert!(found > 1);
    }
}
