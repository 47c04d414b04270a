//! What became of the findings: told apart by their keys, so that a finding that only stands on another line is the same.

use gait_rules::Severity;
use serde::Serialize;

use super::matching::take_pairs;
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;

/// What became of the findings.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingChanges {
    /// Those that are new, fixed or different: new ones first, then the worst.
    pub list: Vec<FindingChange>,
    /// How many are as before.
    pub same: usize,
}

/// A finding that is new, fixed or different.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingChange {
    /// Which of these.
    pub state: FindingState,
    /// The rule.
    pub rule: &'static str,
    /// What identifies it; in the plan before if it is fixed.
    pub key: String,
    /// What was said before: severity, message, when.
    pub before: Option<Said>,
    /// What is said now.
    pub after: Option<Said>,
}

/// What is said of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// How bad.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// When: `Tuesdays, weeks 1–6`.
    pub when: Option<String>,
}

/// What became of a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum FindingState {
    /// It was not there before.
    New,
    /// It is still there, and says something else.
    Changed,
    /// It is gone.
    Fixed,
}

impl FindingChanges {
    /// How many have this state.
    #[must_use]
    pub fn count(&self, state: FindingState) -> usize {
        self.list.iter().filter(|one| one.state == state).count()
    }
}

/// Compares the findings of two plans.
pub(super) fn compare(before: &Snapshot, after: &Snapshot) -> FindingChanges {
    let (mut old, mut new) = (findings(before), findings(after));
    let mut out = FindingChanges::default();
    let keyed = take_pairs(&mut old, &mut new, |d| d.key.clone());
    // The parts it is about may have been renamed; what it says of which weeks tells it as well.
    let told = take_pairs(&mut old, &mut new, |d| Some((d.code, d.message.clone(), weeks(d))));
    for (before, after) in keyed.iter().chain(&told) {
        let (was, is) = (said(before), said(after));
        if was.severity == is.severity && was.message == is.message && weeks(before) == weeks(after) {
            out.same += 1;
        } else {
            out.list.push(change(FindingState::Changed, after, Some(was), Some(is)));
        }
    }
    out.list.extend(old.iter().map(|one| change(FindingState::Fixed, one, Some(said(one)), None)));
    out.list.extend(new.iter().map(|one| change(FindingState::New, one, None, Some(said(one)))));
    let rank = |one: &FindingChange| {
        let severity = one.after.as_ref().or(one.before.as_ref()).map(|said| said.severity);
        (one.state, std::cmp::Reverse(severity), one.key.clone())
    };
    out.list.sort_by_key(rank);
    out
}

fn change(
    state: FindingState,
    diagnostic: &Diagnostic,
    before: Option<Said>,
    after: Option<Said>,
) -> FindingChange {
    let key = diagnostic.key.clone().unwrap_or_default();
    FindingChange { state, rule: diagnostic.code, key, before, after }
}

/// Which weeks it is about. Dates do not count: a whole plan may move.
fn weeks(diagnostic: &Diagnostic) -> Vec<Option<u32>> {
    diagnostic.occurrences.iter().map(|occurrence| occurrence.week).collect()
}

fn findings(snapshot: &Snapshot) -> Vec<Diagnostic> {
    snapshot.report().diagnostics.into_iter().filter(|d| d.is_rule).collect()
}

fn said(diagnostic: &Diagnostic) -> Said {
    Said {
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        // The first note of a finding is when it happens.
        when: diagnostic.notes.first().filter(|_| !diagnostic.occurrences.is_empty()).cloned(),
    }
}
