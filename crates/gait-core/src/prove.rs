//! Fixes that prove themselves: every proposal of a rule is applied to a copy, the copy is checked, and it is offered
//! only if the finding is gone and nothing as bad has come instead.

mod candidates;
mod cut;
mod faults;
mod promise;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use gait_model::change::Change;
use gait_model::fatigue::Band;
use gait_model::path::Paths;
use gait_rules::{Finding, Proposal, RULES, Safety, Severity};
use gait_syntax::edit::{Edit, apply};

pub(crate) use self::candidates::full_name;
use self::candidates::{Candidate, Candidates};
use self::faults::{Exchange, Fault, exchange};
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;
use crate::source::{Inputs, Source};

/// A change that is known to help.
#[derive(Debug)]
pub struct Fix {
    /// The rule whose finding it mends.
    pub rule: &'static str,
    /// What it does.
    pub label: String,
    /// What is gained.
    pub gain: String,
    /// Whether a person must decide.
    pub safety: Safety,
    /// The edits of the text.
    pub edits: Vec<Edit>,
    /// The plan afterwards.
    pub after: Snapshot,
}

/// How good a candidate is; smaller is better, compared field by field.
#[derive(Clone, PartialEq, PartialOrd, Debug)]
pub(crate) struct Score {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// Whether a start goes that somebody wrote: an hour that can stay does.
    drops_start: bool,
    /// The sum of the strength scores.
    pub(crate) interference: f64,
    /// Days that a session is moved by.
    pub(crate) distance: usize,
}

impl Score {
    pub(crate) fn of(snapshot: &Snapshot, distance: usize) -> Self {
        Self::new(&Standing::of(snapshot), false, distance)
    }

    const fn new(standing: &Standing, drops_start: bool, distance: usize) -> Self {
        Self {
            errors: standing.count(Severity::Error),
            warnings: standing.count(Severity::Warning),
            drops_start,
            interference: standing.interference,
            distance,
        }
    }
}

impl Snapshot {
    /// The fixes of a finding that are known to help, best first.
    #[must_use]
    pub fn fixes(&self, inputs: &Inputs, finding: &Finding) -> Vec<Fix> {
        let before = Standing::of(self);
        let proposals = &finding.occurrences[finding.worst].proposals;
        proposals.iter().filter_map(|proposal| self.best(inputs, finding, proposal, &before)).collect()
    }

    /// The fixes of the finding that a diagnostic shows; none for a mistake in the text.
    #[must_use]
    pub fn fixes_for(&self, inputs: &Inputs, diagnostic: &Diagnostic) -> Vec<Fix> {
        self.shown_by(diagnostic).map_or_else(Vec::new, |finding| self.fixes(inputs, finding))
    }

    /// Whether something is proposed against the finding that a diagnostic shows, tried or not.
    #[must_use]
    pub fn may_be_mended(&self, diagnostic: &Diagnostic) -> bool {
        // By rule and place: this is asked of every finding of many plans, and keys take time.
        let shows = |finding: &&Finding| {
            finding.span == diagnostic.span && RULES[finding.rule].name == diagnostic.code
        };
        let mut findings = self.findings.iter().filter(shows);
        findings.any(|finding| !finding.occurrences[finding.worst].proposals.is_empty())
    }

    /// The finding that a diagnostic shows; nothing for a mistake in the text.
    pub(crate) fn shown_by(&self, diagnostic: &Diagnostic) -> Option<&Finding> {
        let key = diagnostic.key.as_ref()?;
        let mut paths = Paths::new(&self.tree);
        self.findings.iter().find(|f| f.span == diagnostic.span && f.key(&mut paths) == *key)
    }

    /// How many findings share the rule and the key of one, but for the numbers that tell like parts apart: with one of
    /// them gone the others count anew, so it is gone when there are fewer.
    pub(crate) fn count_alike(&self, finding: &Finding, key: &str) -> usize {
        let mut paths = Paths::new(&self.tree);
        let key = unnumbered(key);
        let alike = |f: &&Finding| f.rule == finding.rule && unnumbered(&f.key(&mut paths)) == key;
        self.findings.iter().filter(alike).count()
    }

    /// The best way to carry out one proposal.
    pub(crate) fn best(
        &self,
        inputs: &Inputs,
        finding: &Finding,
        proposal: &Proposal,
        before: &Standing,
    ) -> Option<Fix> {
        let mut best: Option<(Score, Fix)> = None;
        let Candidates { all, first_wins } = self.candidates(proposal, finding);
        for candidate in all {
            let Some((score, fix)) = self.prove(inputs, finding, proposal.safety, candidate, before) else {
                continue;
            };
            if best.as_ref().is_none_or(|(least, _)| score < *least) {
                best = Some((score, fix));
            }
            if first_wins {
                break;
            }
        }
        best.map(|(_, fix)| fix)
    }

    fn prove(
        &self,
        inputs: &Inputs,
        finding: &Finding,
        safety: Safety,
        candidate: Candidate,
        before: &Standing,
    ) -> Option<(Score, Fix)> {
        let edits = candidate.edits(self).filter(|edits| !edits.is_empty())?;
        let text = apply(self.tree.text(), &edits).ok()?;
        let plan = Source::new(self.source.name.as_str(), text);
        let after = Self::new(&Inputs { plan, ..inputs.clone() });
        // Whoever wrote a comment inside what would go must decide about it themselves.
        let of_comment = |change: &&Change| matches!(change, Change::RemoveComment { .. });
        let goes = candidate.changes.iter().filter(of_comment).count();
        if after.tree.comments().count() + goes < self.tree.comments().count() {
            return None;
        }
        let standing = Standing::of(&after);
        if after.problems.len() > self.problems.len()
            || !standing.mends(before, finding, self, &after)
            || !standing.gains(before)
            || !candidate.promise.is_kept(&self.calendar, &after.calendar)
        {
            return None;
        }
        let Exchange { gone, new } = exchange(self, &after);
        if new.iter().any(|fault| gone.is_none_or(|gone| fault.severity >= gone)) {
            return None;
        }
        let gain = gain(before, &standing, &new);
        let rule = finding.rule().name;
        let score = Score::new(&standing, candidate.drops_start, candidate.distance);
        Some((score, Fix { rule, label: candidate.label, gain, safety, edits, after }))
    }
}

/// How a plan stands: occurrences by rule, and the interference of its key runs.
#[derive(Debug)]
pub(crate) struct Standing {
    /// Occurrences of each rule at each severity.
    by_rule: Vec<[usize; 3]>,
    /// Findings at each severity.
    findings: [usize; 3],
    /// Findings that comments silence: none may hide there.
    silenced: usize,
    /// The sum of the strength scores.
    interference: f64,
    /// The worst band of any key run.
    band: Band,
}

impl Standing {
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let mut by_rule = vec![[0; 3]; RULES.len()];
        let mut findings = [0; 3];
        for finding in &snapshot.findings {
            findings[finding.severity as usize] += 1;
        }
        for occurrence in snapshot.findings.iter().flat_map(|f| &f.occurrences) {
            by_rule[occurrence.rule][occurrence.severity as usize] += 1;
        }
        let scores = snapshot.calendar.strength_interference();
        let all = || scores.iter().map(|s| s.interference.strength);
        Self {
            by_rule,
            findings,
            silenced: snapshot.silenced,
            interference: all().sum(),
            band: Band::of(all().fold(0.0, f64::max)),
        }
    }

    const fn count(&self, severity: Severity) -> usize {
        self.findings[severity as usize]
    }

    /// How often the rules see something of a severity.
    fn occurrences(&self, severity: Severity) -> usize {
        self.by_rule.iter().map(|counts| counts[severity as usize]).sum()
    }

    /// Whether the finding is gone, its rule sees less, and no rule sees more that is as bad, or turns what it saw into
    /// something worse.
    fn mends(&self, before: &Self, finding: &Finding, was: &Snapshot, is: &Snapshot) -> bool {
        let key = finding.key(&mut Paths::new(&was.tree));
        let gone = is.count_alike(finding, &key) < was.count_alike(finding, &key);
        let from = |counts: &[usize; 3], least: usize| counts[least..].iter().sum::<usize>();
        let (now, then) = (&self.by_rule[finding.rule], &before.by_rule[finding.rule]);
        let fewer = |least| from(now, least) < from(then, least);
        let as_bad = finding.severity as usize;
        let no_worse = self
            .by_rule
            .iter()
            .zip(&before.by_rule)
            .all(|(now, then)| (as_bad..now.len()).all(|least| from(now, least) <= from(then, least)));
        // A comment that is spelt right silences what it was written for.
        let hides = self.silenced > before.silenced && !was.tree.is_in_comment(finding.span.start);
        gone && fewer(0) && fewer(as_bad) && no_worse && !hides
    }

    /// Whether there is less to say: fewer errors, of as many fewer warnings, and so on. Interference that gets worse is
    /// no price for it.
    fn gains(&self, before: &Self) -> bool {
        match self.band.cmp(&before.band) {
            Ordering::Less => true,
            Ordering::Equal => self.findings.iter().rev().lt(before.findings.iter().rev()),
            Ordering::Greater => false,
        }
    }
}

/// A key without the numbers of like parts: `mon[easy#2]` as `mon[easy]`.
fn unnumbered(key: &str) -> String {
    let mut parts = key.split('#');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// So many rules are named that see something new after a fix.
const MOST_NAMED: usize = 3;

/// What is gained, in words, and what comes instead: in the sum it would hide behind what is gone.
fn gain(before: &Standing, after: &Standing, new: &[Fault]) -> String {
    let mut parts = Vec::new();
    if after.band != before.band {
        parts.push(format!("interference {} → {}", before.band.name(), after.band.name()));
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
        let (was, is) = (before.count(severity), after.count(severity));
        if is < was {
            parts.push(format!("{} {} fewer", was - is, counted(severity, was - is)));
        }
        // A finding that falls apart in two is nothing more against the plan.
        let risen = after.occurrences(severity).saturating_sub(before.occurrences(severity));
        let more = is.saturating_sub(was).min(risen);
        if more > 0 {
            parts.push(format!("{more} {} more", counted(severity, more)));
        }
    }
    let new: BTreeSet<usize> = new.iter().map(|fault| fault.rule).collect();
    if !new.is_empty() {
        let named: Vec<String> =
            new.iter().take(MOST_NAMED).map(|&rule| format!("`{}`", RULES[rule].name)).collect();
        let rest = if new.len() > MOST_NAMED { " and others" } else { "" };
        parts.push(format!("new: {}{rest}", named.join(", ")));
    }
    parts.join(", ")
}

fn counted(severity: Severity, count: usize) -> String {
    match (severity, count) {
        (Severity::Advice, _) => "advice".to_owned(),
        (_, 1) => severity.name().to_owned(),
        _ => format!("{}s", severity.name()),
    }
}
