//! The work on fixes: proving one takes many checks, so it is done between frames, a proposal at a time. Knows no widget.

use std::collections::HashMap;
use std::sync::Arc;

use gait_core::{Applied, Diagnostic, Edit, Fix, FixSearch, Fixing, Safety, apply, changes};

use crate::document::Document;
use crate::vm::lines::{Line, Side, compare};

/// What is known of the fixes of the version that is shown, and what is being looked for.
#[derive(Debug, Default)]
pub struct Fixes {
    of: Option<(u64, u64)>,
    known: HashMap<String, Known>,
    search: Option<(String, FixSearch)>,
    offers: HashMap<Scope, Offer>,
    job: Option<(Scope, Fixing)>,
}

/// The fixes of one problem.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Known {
    /// Those that are known to help, best first.
    pub fixes: Vec<FixVm>,
    /// How many ways were tried.
    pub tried: usize,
}

/// A fix, ready to be shown and applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixVm {
    /// What it does.
    pub label: String,
    /// What is gained; may be empty.
    pub gain: String,
    /// Whether a person must decide.
    pub safety: Safety,
    /// The edits of the text.
    pub edits: Vec<Edit>,
    /// What they do to its lines.
    pub preview: Vec<Line>,
}

/// Which findings are fixed at once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scope {
    /// Those of a rule, by fixes up to this safety.
    Rule(&'static str, bool),
    /// All that can be fixed safely.
    Safe,
}

/// Many fixes as one step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// What was done, in order; nothing if nothing helps.
    pub applied: Vec<Applied>,
    /// The edits of the text.
    pub edits: Vec<Edit>,
    /// What they do to its lines.
    pub preview: Vec<Line>,
}

impl Scope {
    /// The findings of a rule, where a person has seen the best fix of one of them and what it changes.
    #[must_use]
    pub fn of_rule(rule: &'static str, most: Safety) -> Self {
        Self::Rule(rule, most == Safety::Suggested)
    }

    /// What the step is called.
    #[must_use]
    pub fn name(self, count: usize) -> String {
        let fixes = if count == 1 { "fix" } else { "fixes" };
        match self {
            Self::Rule(rule, _) => format!("Fix all {rule} ({count} {fixes})"),
            Self::Safe => format!("Apply {count} safe {fixes}"),
        }
    }

    const fn most(self) -> Safety {
        match self {
            Self::Rule(_, true) => Safety::Suggested,
            Self::Rule(_, false) | Self::Safe => Safety::Safe,
        }
    }

    const fn rule(self) -> Option<&'static str> {
        match self {
            Self::Rule(rule, _) => Some(rule),
            Self::Safe => None,
        }
    }
}

impl Fixes {
    /// Forgets what is about another version.
    pub fn refresh(&mut self, document: &Document) {
        if self.of != Some(document.check_version()) {
            *self = Self { of: Some(document.check_version()), ..Self::default() };
        }
    }

    /// Whether something is being looked for.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.search.is_some() || self.job.is_some()
    }

    /// The fixes of a problem; nothing as long as they are looked for.
    #[must_use]
    pub fn known(&self, identity: &str) -> Option<&Known> {
        self.known.get(identity)
    }

    /// Many fixes as one step; nothing as long as they are looked for.
    #[must_use]
    pub fn offer(&self, scope: Scope) -> Option<&Offer> {
        self.offers.get(&scope)
    }

    /// Looks for the fixes of a problem, a little. Whether there is more to do.
    pub fn look(&mut self, document: &Document, identity: &str, diagnostic: &Diagnostic) -> bool {
        if self.known.contains_key(identity) {
            return false;
        }
        let is_other = self.search.as_ref().is_none_or(|(other, _)| other != identity);
        if is_other {
            let (snapshot, inputs) = (Arc::clone(document.snapshot()), document.inputs().clone());
            self.search = Some((identity.to_owned(), FixSearch::new(snapshot, inputs, diagnostic)));
        }
        let Some((_, search)) = &mut self.search else { return false };
        if search.step() {
            return true;
        }
        let found = Known::new(document, diagnostic, search);
        self.known.insert(identity.to_owned(), found);
        self.search = None;
        false
    }

    /// Works many fixes out, a little. Whether there is more to do.
    pub fn work_out(&mut self, document: &Document, scope: Scope) -> bool {
        if self.offers.contains_key(&scope) {
            return false;
        }
        if self.job.as_ref().is_none_or(|(other, _)| *other != scope) {
            let (snapshot, inputs) = (Arc::clone(document.snapshot()), document.inputs().clone());
            self.job = Some((scope, Fixing::new(snapshot, inputs, scope.rule(), scope.most())));
        }
        let Some((_, fixing)) = &mut self.job else { return false };
        if fixing.step() {
            return true;
        }
        let Some((_, fixing)) = self.job.take() else { return false };
        let fixed = fixing.done();
        let (before, after) = (document.text(), &fixed.after.source.text);
        let (edits, preview) = (changes(before, after), preview(before, after));
        self.offers.insert(scope, Offer { applied: fixed.applied, edits, preview });
        false
    }
}

impl Known {
    fn new(document: &Document, diagnostic: &Diagnostic, search: &FixSearch) -> Self {
        let text = document.text();
        let spelt = document.snapshot().respellings_for(diagnostic).into_iter().filter_map(|action| {
            Some(FixVm {
                label: action.title,
                gain: String::new(),
                safety: Safety::Safe,
                preview: preview(text, &apply(text, &action.edits).ok()?),
                edits: action.edits,
            })
        });
        let mut fixes: Vec<FixVm> = spelt.collect();
        for fix in search.fixes() {
            if fixes.iter().all(|other| other.edits != fix.edits) {
                fixes.push(FixVm::new(text, fix));
            }
        }
        Self { fixes, tried: search.tried() }
    }
}

impl FixVm {
    fn new(text: &str, fix: &Fix) -> Self {
        Self {
            label: fix.label.clone(),
            gain: fix.gain.clone(),
            safety: fix.safety,
            edits: fix.edits.clone(),
            preview: preview(text, &fix.after.source.text),
        }
    }
}

/// The lines that go and come.
fn preview(before: &str, after: &str) -> Vec<Line> {
    let mut lines = compare(before, after);
    lines.retain(|line| matches!(line.side, Side::First | Side::Second));
    // Lines deep in a plan begin with much that is nothing.
    let indent = |line: &Line| line.text.len() - line.text.trim_start_matches(' ').len();
    let blank = lines.iter().filter(|line| !line.text.trim().is_empty()).map(indent).min().unwrap_or(0);
    for line in &mut lines {
        line.text = line.text.split_off(blank.min(line.text.len()));
    }
    lines
}
