//! The problems: mistakes and findings as rows, in groups, filtered; and where each of them leads.

use std::collections::HashMap;

use gait_core::{Diagnostic, Safety, SessionKey, Severity, Span, find};

use crate::document::Document;
use crate::selection::Selection;
use crate::vm::dates;

/// All problems of a version.
#[derive(Clone, Debug)]
pub struct ProblemsVm {
    /// By position in the text.
    pub rows: Vec<ProblemVm>,
    /// Whether a rule proposes something that leaves the training as it is.
    pub has_safe: bool,
}

/// A problem.
#[derive(Clone, Debug)]
pub struct ProblemVm {
    /// What tells it from the others, also after an edit elsewhere.
    pub identity: String,
    /// How bad.
    pub severity: Severity,
    /// The rule, or the kind of mistake.
    pub code: &'static str,
    /// Whether it is a finding of a rule.
    pub is_rule: bool,
    /// The fact.
    pub message: String,
    /// `Tuesdays, weeks 1–6; worst in week 5`; empty for what has no time.
    pub when: String,
    /// What else the reader should know.
    pub notes: Vec<String>,
    /// What to try.
    pub help: Option<String>,
    /// The week where it is worst, counted from 1.
    pub week: Option<u32>,
    /// The line in the text, counted from 1.
    pub line: u32,
    /// The place in the text.
    pub span: Span,
    /// The session or week a jump selects; of others, whatever stands in the place.
    pub target: Option<Selection>,
    /// The other places it speaks of.
    pub places: Vec<PlaceVm>,
    /// How a screen reader says it.
    pub name: String,
    /// The sessions it speaks of, and how bad it is there.
    sessions: Vec<(SessionKey, Severity)>,
    /// What the filter looks at, in lower case.
    searched: String,
}

/// Another place that a problem speaks of.
#[derive(Clone, Debug)]
pub struct PlaceVm {
    /// `line 31: track, Tue 07:00–08:05`
    pub label: String,
    /// The place in the text.
    pub span: Span,
    /// What is selected by a jump.
    pub target: Option<Selection>,
}

/// What the groups are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Grouping {
    /// One for each rule.
    #[default]
    Rule,
    /// One for each week.
    Week,
}

/// Which problems are shown, and in which groups.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Filter {
    /// Words that all must occur.
    pub text: String,
    /// Severities that are left out.
    pub hidden: Vec<Severity>,
    /// What the groups are.
    pub grouping: Grouping,
}

/// Problems under one heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// What the heading means.
    pub note: &'static str,
    /// Indices of rows, by position.
    pub rows: Vec<usize>,
}

impl Filter {
    /// Whether it leaves nothing out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.hidden.is_empty()
    }

    /// Leaves nothing out any more; the groups stay.
    pub fn clear(&mut self) {
        self.text.clear();
        self.hidden.clear();
    }

    fn lets_through(&self, row: &ProblemVm) -> bool {
        let text = self.text.to_lowercase();
        !self.hidden.contains(&row.severity)
            && text.split_whitespace().all(|word| row.searched.contains(word))
    }
}

impl ProblemsVm {
    /// The problems of a document.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let snapshot = document.snapshot();
        let mut seen: HashMap<String, u32> = HashMap::new();
        let rows = document.report().diagnostics.iter().map(|diagnostic| {
            let identity = diagnostic.identity();
            let count = seen.entry(identity.clone()).or_default();
            *count += 1;
            let identity = if *count > 1 { format!("{identity} #{count}") } else { identity };
            ProblemVm::new(diagnostic, identity)
        });
        let rows = rows.collect();
        let mut proposals = snapshot.findings.iter().flat_map(|f| &f.occurrences[f.worst].proposals);
        let has_safe = proposals.any(|proposal| proposal.safety == Safety::Safe);
        Self { rows, has_safe }
    }

    /// The rows that are shown, in groups.
    #[must_use]
    pub fn groups(&self, filter: &Filter) -> Vec<Group> {
        let mut groups: Vec<(Order, Group)> = Vec::new();
        let mut of: HashMap<Order, usize> = HashMap::new();
        for (index, row) in self.rows.iter().enumerate().filter(|(_, row)| filter.lets_through(row)) {
            let order = Order::of(row, filter.grouping);
            let at = *of.entry(order).or_insert_with(|| {
                groups.push((order, order.group()));
                groups.len() - 1
            });
            groups[at].1.rows.push(index);
        }
        let worst = |group: &Group| group.rows.iter().map(|&row| self.rows[row].severity).max();
        match filter.grouping {
            // The worst first; those that are as bad stay by position.
            Grouping::Rule => groups
                .sort_by_key(|(order, group)| (*order != Order::Mistakes, std::cmp::Reverse(worst(group)))),
            Grouping::Week => groups.sort_by_key(|(order, _)| *order),
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The row of an identity.
    #[must_use]
    pub fn index_of(&self, identity: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.identity == identity)
    }

    /// The worst problem that speaks of a session.
    #[must_use]
    pub fn of_session(&self, key: &SessionKey) -> Option<&ProblemVm> {
        // Of those that are as bad, the first one.
        let about = self.rows.iter().rev().filter_map(|row| Some((row.severity_for(key)?, row)));
        about.max_by_key(|(severity, _)| *severity).map(|(_, row)| row)
    }

    /// How many problems have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.rows.iter().filter(|row| row.severity == severity).count()
    }
}

/// What sorts rows into groups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Order {
    Mistakes,
    Rule(&'static str),
    Whole,
    Week(u32),
}

impl Order {
    const fn of(row: &ProblemVm, grouping: Grouping) -> Self {
        match (grouping, row.is_rule, row.week) {
            (_, false, _) => Self::Mistakes,
            (Grouping::Rule, ..) => Self::Rule(row.code),
            (Grouping::Week, _, Some(week)) => Self::Week(week),
            (Grouping::Week, ..) => Self::Whole,
        }
    }

    fn group(self) -> Group {
        let (title, note) = match self {
            Self::Mistakes => ("Mistakes in the text".to_owned(), "what could not be read"),
            Self::Rule(name) => (name.to_owned(), summary(name)),
            Self::Whole => ("No week".to_owned(), "about the plan as a whole"),
            Self::Week(week) => (format!("Week {week}"), ""),
        };
        Group { title, note, rows: Vec::new() }
    }
}

fn summary(rule: &str) -> &'static str {
    find(rule).map_or("", |rule| gait_core::RULES[rule].summary)
}

impl ProblemVm {
    fn new(diagnostic: &Diagnostic, identity: String) -> Self {
        // The first of the worst, as the message is about that one.
        let worst = diagnostic.occurrences.iter().rev().max_by_key(|occurrence| occurrence.severity);
        let sessions: Vec<SessionKey> =
            worst.into_iter().flat_map(|o| &o.sessions).filter_map(|text| SessionKey::read(text)).collect();
        let week = worst.and_then(|occurrence| occurrence.week);
        let (when, notes) = match diagnostic.notes.split_first() {
            Some((first, rest)) if week.is_some() => (dates::told(first), rest),
            _ => (String::new(), diagnostic.notes.as_slice()),
        };
        let target = sessions.first().cloned().map(Selection::Session);
        let target = target.or_else(|| week.map(Selection::Week));
        // Sessions are told in the order of the places, if there is one for each.
        let of_place = |i: usize| {
            let one_each = sessions.len() == diagnostic.related.len() + 1;
            sessions.get(i + 1).filter(|_| one_each).cloned().map(Selection::Session)
        };
        let places = diagnostic.related.iter().enumerate().map(|(i, related)| PlaceVm {
            label: place_label(related.place.line, &related.label),
            span: related.span,
            target: of_place(i),
        });
        let places = places.collect();
        let line = diagnostic.place.line;
        let parts = [diagnostic.severity.name(), &diagnostic.message, diagnostic.code, &when];
        let mut name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        name.push_str(&format!(", line {line}"));
        let searched = [name.as_str(), &diagnostic.label, &notes.join(" ")].join(" ").to_lowercase();
        Self {
            identity,
            severity: diagnostic.severity,
            code: diagnostic.code,
            is_rule: diagnostic.is_rule,
            message: diagnostic.message.clone(),
            when,
            notes: notes.to_vec(),
            help: diagnostic.help.clone(),
            week,
            line,
            span: diagnostic.span,
            target,
            places,
            name,
            sessions: sessions_of(diagnostic),
            searched,
        }
    }

    /// Whether it speaks of a session.
    #[must_use]
    pub fn is_about(&self, key: &SessionKey) -> bool {
        self.severity_for(key).is_some()
    }

    /// How bad it is for a session, if it speaks of it.
    fn severity_for(&self, key: &SessionKey) -> Option<Severity> {
        let at = self.sessions.binary_search_by(|(other, _)| other.cmp(key)).ok()?;
        self.sessions.get(at).map(|(_, severity)| *severity)
    }
}

/// The sessions of all occurrences, each once with the worst of it, in order.
fn sessions_of(diagnostic: &Diagnostic) -> Vec<(SessionKey, Severity)> {
    let named = diagnostic.occurrences.iter().flat_map(|occurrence| {
        let keys = occurrence.sessions.iter().filter_map(|text| SessionKey::read(text));
        keys.map(|key| (key, occurrence.severity))
    });
    let mut all: Vec<(SessionKey, Severity)> = named.collect();
    all.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    all.dedup_by(|a, b| a.0 == b.0);
    all
}

fn place_label(line: u32, label: &str) -> String {
    if label.is_empty() { format!("line {line}") } else { format!("line {line}: {}", label.replace('`', "")) }
}

/// The row after or before one in the order of the groups, around the end; `stand` is where a row stood that is gone.
#[must_use]
pub fn step(groups: &[Group], current: Option<usize>, stand: usize, forward: bool) -> Option<usize> {
    let order: Vec<usize> = groups.iter().flat_map(|group| group.rows.iter().copied()).collect();
    let last = order.len().checked_sub(1)?;
    let at = current.and_then(|current| order.iter().position(|&row| row == current));
    let next = match (at, forward) {
        (Some(at), true) => at + 1,
        (None, true) => stand,
        (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        (None, false) => stand.checked_sub(1).unwrap_or(last),
    };
    order.get(next).or_else(|| order.first()).copied()
}

#[cfg(test)]
mod tests;
