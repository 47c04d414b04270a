//! What an editor offers at a place: fixes that are known to help, other ways of writing, comments that silence.

mod all;
mod allow;
mod form;
mod name;
mod template;

use gait_model::change::Change;
use gait_model::path::Paths;
use gait_rules::{Action as Proposed, Finding, Safety};
use gait_syntax::edit::{Edit, apply, quote};
use gait_syntax::{Instead, NodeKind, Problem, Span, Tree};

use crate::prove::Fix;
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;
use crate::source::{Inputs, SettingsFile, Source};
use crate::tokens::TokenKind;
use crate::wording::sentence;

/// Something that can be done to a text at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Action {
    /// What it does, as a menu says it.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// The edits of the text, none of them overlapping.
    pub edits: Vec<Edit>,
    /// The key of the finding that goes with it; nothing for a mistake in the text.
    pub mends: Option<String>,
    /// Whether it is what most people would choose.
    pub preferred: bool,
}

/// What an action is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ActionKind {
    /// Mends a finding or a mistake.
    Fix,
    /// Mends several at once.
    FixAll,
    /// Says the same in another way.
    Refactor,
    /// Silences a finding.
    Suppress,
}

/// More findings than this at one place are a selection of much of the text: their fixes are not a choice any more.
const MOST_FINDINGS: usize = 8;

impl Snapshot {
    /// What can be done in a part of the text: fixes, other ways of writing, fixing all, silencing.
    ///
    /// Proving fixes takes as many checks as there are candidates.
    #[must_use]
    pub fn actions(&self, inputs: &Inputs, range: Span) -> Vec<Action> {
        let mut out = self.respellings(range);
        out.extend(self.renamings(range));
        let mut touched: Vec<&Finding> = self.findings.iter().filter(|f| touches(f.span, range)).collect();
        touched.sort_by_key(|finding| finding.span.len());
        touched.truncate(MOST_FINDINGS);
        let mut fixes: Vec<(&Finding, Fix)> = Vec::new();
        for finding in &touched {
            out.extend(self.respelling_of(finding));
            fixes.extend(self.fixes(inputs, finding).into_iter().map(|fix| (*finding, fix)));
        }
        let mut paths = Paths::new(&self.tree);
        let mut last = None;
        for (finding, fix) in &fixes {
            let key = finding.key(&mut paths);
            let preferred = fix.safety == Safety::Safe && last.as_ref() != Some(&key);
            if out.iter().all(|other| other.edits != fix.edits) {
                out.push(fix_action(fix, key.clone(), preferred));
            }
            last = Some(key);
        }
        out.extend(self.forms(range));
        out.extend(self.template_actions(range));
        out.extend(self.day_key(range));
        out.extend(self.fix_more(inputs, &fixes));
        out.extend(touched.iter().filter_map(|finding| self.allow(finding)));
        out
    }

    /// The right spelling of what a diagnostic is about, if something is misspelt.
    #[must_use]
    pub fn respellings_for(&self, diagnostic: &Diagnostic) -> Vec<Action> {
        match self.shown_by(diagnostic) {
            Some(finding) => self.respelling_of(finding).into_iter().collect(),
            None => {
                let mut out = self.respellings(diagnostic.span);
                out.extend(self.renamings(diagnostic.span));
                out
            }
        }
    }

    /// The right spelling of what is misspelt, if the plan is better for it.
    fn respellings(&self, range: Span) -> Vec<Action> {
        respellings(&self.tree, &self.problems, range, &|edits| self.is_better_with(edits))
    }

    /// Whether the plan has fewer mistakes after edits.
    fn is_better_with(&self, edits: &[Edit]) -> bool {
        self.after(edits).is_some_and(|after| after.problems.len() < self.problems.len())
    }

    /// The right spelling of a name that a finding is about.
    ///
    /// What a name hid comes to light with it, which would fail the proof of a fix; it is right all the same.
    fn respelling_of(&self, finding: &Finding) -> Option<Action> {
        let proposals = &finding.occurrences[finding.worst].proposals;
        let (label, change) = proposals.iter().find_map(|proposal| match &proposal.action {
            Proposed::Changes(changes) => match changes.as_slice() {
                [change @ Change::Respell { .. }] => Some((&proposal.label, change)),
                _ => None,
            },
            _ => None,
        })?;
        let edits = change.edits(&self.tree, &self.plan)?;
        let after = self.after(&edits)?;
        let key = finding.key(&mut Paths::new(&self.tree));
        let is_gone = after.count_alike(finding, &key) < self.count_alike(finding, &key);
        let is_right = is_gone && after.problems.len() <= self.problems.len();
        let (title, kind, mends) = (sentence(label), ActionKind::Fix, Some(key));
        is_right.then_some(Action { title, kind, edits, mends, preferred: true })
    }

    /// The plan after edits.
    fn after(&self, edits: &[Edit]) -> Option<Self> {
        let text = apply(self.tree.text(), edits).ok()?;
        let plan = Source::new(self.source.name.as_str(), text);
        Some(Self::new(&Inputs { plan, settings: self.settings.clone() }))
    }

    /// An action that says the same in another way; nothing if it does not.
    fn refactor(&self, title: String, change: &Change) -> Option<Action> {
        let edits = change.edits(&self.tree, &self.plan).filter(|edits| !edits.is_empty())?;
        let nameless = |name: &str, kind| (kind == TokenKind::Exercise).then(|| name.to_owned());
        self.says_the_same_after(&edits, &nameless).then_some(Action {
            title,
            kind: ActionKind::Refactor,
            edits,
            mends: None,
            preferred: false,
        })
    }
}

impl SettingsFile {
    /// What can be done in a part of the text: the right spelling of what is misspelt.
    #[must_use]
    pub fn actions(&self, range: Span) -> Vec<Action> {
        let better = |edits: &[Edit]| {
            let Ok(text) = apply(&self.source.text, edits) else { return false };
            let after = Self::read(Source::new(self.source.name.as_str(), text));
            after.problems.len() < self.problems.len()
        };
        respellings(&self.tree(), &self.problems, range, &better)
    }
}

/// Whether two parts of a text have a place in common, their ends included.
fn touches(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

fn respellings(
    tree: &Tree,
    problems: &[Problem],
    range: Span,
    better: &dyn Fn(&[Edit]) -> bool,
) -> Vec<Action> {
    let mut out = Vec::new();
    for problem in problems.iter().filter(|problem| touches(problem.span, range)) {
        let Some((label, edits)) = respelling(tree, problem) else { continue };
        if better(&edits) {
            let title = sentence(&label);
            out.push(Action { title, kind: ActionKind::Fix, edits, mends: None, preferred: true });
        }
    }
    out
}

/// What a mistake should say, with the edits that say so.
pub(crate) fn respelling(tree: &Tree, problem: &Problem) -> Option<(String, Vec<Edit>)> {
    match problem.instead.as_ref()? {
        Instead::Text(text) => {
            let node = tree.covering(problem.span);
            let is_literal = node.span() == problem.span && node.kind() == NodeKind::String;
            let written = if is_literal { quote(text) } else { text.to_string() };
            Some((format!("write `{text}`"), vec![Edit::new(problem.span, written)]))
        }
        Instead::Code(code) => Some((format!("write `{code}`"), vec![Edit::new(problem.span, &**code)])),
        Instead::Added(at, text) => {
            let label = format!("write `{}`, which is missing", text.trim());
            Some((label, vec![Edit::insert(*at, &**text)]))
        }
    }
}

fn fix_action(fix: &Fix, key: String, preferred: bool) -> Action {
    let label = sentence(&fix.label);
    let title = if fix.gain.is_empty() { label } else { format!("{label} ({})", fix.gain) };
    Action { title, kind: ActionKind::Fix, edits: fix.edits.clone(), mends: Some(key), preferred }
}
