//! What a gesture does to the findings: occurrences are told apart by their rule and the sessions they are about, so that
//! one that only stands elsewhere in the text, or goes along with the session that is moved, is neither new nor gone.

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use gait_model::calendar::Session;
use gait_model::path::Paths;
use gait_rules::{Group, Occurrence, RULES, Severity, Target};
use gait_syntax::Span;
use jiff::civil::Date;

use super::SessionKey;
use crate::snapshot::Snapshot;

/// What becomes of the findings, and what else is to be said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effect {
    /// Findings that are not there yet, the worst first.
    pub new: Vec<EffectFinding>,
    /// Findings that go, the worst first.
    pub gone: Vec<EffectFinding>,
    /// Findings that become more severe, as they are then.
    pub worse: Vec<EffectFinding>,
    /// Findings that become less severe, as they are then.
    pub better: Vec<EffectFinding>,
    /// What a person should know beside that: lower case, no full stop.
    pub notes: Vec<String>,
    /// All of it in one line: lower case, no full stop.
    pub summary: String,
}

/// Whether a gesture helps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Balance {
    /// Fewer findings, or less severe ones.
    Better,
    /// Neither.
    Same,
    /// More findings, or more severe ones.
    Worse,
}

/// A finding, as far as it changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EffectFinding {
    /// The rule.
    pub rule: &'static str,
    /// How bad the occurrences are that change.
    pub severity: Severity,
    /// What the worst of them says.
    pub message: String,
    /// When the finding happens, all its occurrences taken together.
    pub when: Option<String>,
    /// The key of the finding, in the plan it stands in: the one before if it goes, else the one after.
    pub key: String,
}

/// Which sessions of the plan after are sessions of the plan before, though on other days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Moved {
    /// Those of equal date and name.
    Nothing,
    /// One is another one.
    Session(SessionKey, SessionKey),
    /// Those of two days are those of the other.
    Swapped(Date, Date),
    /// Those of a slot, in the text before, are those of a slot in the text after.
    Slot(Span, Span),
    /// All from this week on, counted from 0, are in the week after theirs: this one is new.
    Later(u32),
    /// This week is gone, counted from 0, and those after it are in the week before theirs.
    Earlier(u32),
}

impl Effect {
    /// Whether more findings go or become less severe than come or become more severe.
    #[must_use]
    pub fn balance(&self) -> Balance {
        let bad = self.new.len() + self.worse.len();
        let good = self.gone.len() + self.better.len();
        match bad.cmp(&good) {
            Ordering::Less => Balance::Better,
            Ordering::Equal => Balance::Same,
            Ordering::Greater => Balance::Worse,
        }
    }

    pub(super) fn of(before: &Snapshot, after: &Snapshot, moved: &Moved, notes: Vec<String>) -> Self {
        let (old, new) = (sights(before, moved, false), sights(after, moved, true));
        let pairs = pairs(&old, &new);
        let mut is_paired = [vec![false; old.len()], vec![false; new.len()]];
        for (was, is) in &pairs {
            is_paired[0][*was] = true;
            is_paired[1][*is] = true;
        }
        let single = |side: usize| -> Vec<usize> {
            is_paired[side].iter().enumerate().filter(|(_, paired)| !**paired).map(|(i, _)| i).collect()
        };
        let turned = |test: fn(Severity, Severity) -> bool| -> Vec<usize> {
            let turned = pairs.iter().filter(|(was, is)| test(old[*was].severity(), new[*is].severity()));
            turned.map(|(_, is)| *is).collect()
        };
        let mut effect = Self {
            new: findings(after, &new, &single(1)),
            gone: findings(before, &old, &single(0)),
            worse: findings(after, &new, &turned(|was, is| is > was)),
            better: findings(after, &new, &turned(|was, is| is < was)),
            notes,
            summary: String::new(),
        };
        if matches!(moved, Moved::Later(_) | Moved::Earlier(_)) {
            effect.ignore_length(before, after);
        }
        effect.summary = effect.summed_up();
        effect
    }

    /// That a finding of a pattern shows in one week more or less is no news where weeks come and go.
    fn ignore_length(&mut self, before: &Snapshot, after: &Snapshot) {
        let keys = |snapshot: &Snapshot| -> HashSet<String> {
            let mut paths = Paths::new(&snapshot.tree);
            snapshot.findings.iter().map(|finding| finding.key(&mut paths)).collect()
        };
        let (old, new) = (keys(before), keys(after));
        self.new.retain(|finding| !old.contains(&finding.key));
        self.gone.retain(|finding| !new.contains(&finding.key));
    }

    /// Nothing becomes of anything.
    pub(super) fn none() -> Self {
        let summary = "stays as it is".to_owned();
        let none = Vec::new;
        Self { new: none(), gone: none(), worse: none(), better: none(), notes: Vec::new(), summary }
    }

    /// The highest severity among what is new or becomes worse.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.new.iter().chain(&self.worse).map(|finding| finding.severity).max()
    }

    fn summed_up(&self) -> String {
        let count =
            |verb: &str, list: &[EffectFinding]| (!list.is_empty()).then(|| format!("{verb}{}", list.len()));
        let lead = self.new.iter().chain(&self.worse).max_by_key(|one| one.severity);
        // Of two that are equally bad, the new one comes first.
        let lead =
            self.new.first().filter(|new| lead.is_none_or(|lead| new.severity >= lead.severity)).or(lead);
        let only_new = self.gone.is_empty() && self.better.is_empty() && self.worse.is_empty();
        let mut out = match (self.new.as_slice(), lead) {
            ([], None) if only_new => "no change in findings".to_owned(),
            ([one], _) if only_new => format!("{}: 1 new finding", one.message),
            ([first, ..], _) if only_new => format!("{}: {} new findings", first.message, self.new.len()),
            _ => {
                let new = (!self.new.is_empty()).then(|| format!("{} new", self.new.len()));
                let worse = count("makes ", &self.worse).map(|text| text + " worse");
                let parts = [count("fixes ", &self.gone), count("eases ", &self.better), worse, new];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                let lead = lead.map_or(String::new(), |lead| format!(": {}", lead.message));
                format!("{}{lead}", parts.join(", "))
            }
        };
        for note in &self.notes {
            out.push_str("; ");
            out.push_str(note);
        }
        out
    }
}

/// An occurrence, and what tells it from others of its rule in both plans.
struct Sight<'s> {
    /// An index of the snapshot's findings.
    finding: usize,
    occurrence: &'s Occurrence,
    labels: Vec<Label>,
    week: Option<i64>,
}

/// What is told first: the worst; of equals what concerns the two kinds of training together, then what concerns the
/// session in hand.
type Rank = (Reverse<Severity>, bool, bool, Group);

impl Sight<'_> {
    const fn severity(&self) -> Severity {
        self.occurrence.severity
    }

    fn rank(&self) -> Rank {
        let group = RULES[self.occurrence.rule].group;
        let is_of_it = self.labels.iter().any(|label| matches!(label, Label::Moved(_)));
        (Reverse(self.severity()), group != Group::Interference, !is_of_it, group)
    }
}

/// What an occurrence is about, told so that it is the same in both plans.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Label {
    /// The session that is moved, or its sessions by week.
    Moved(u32),
    /// Another session: its day in the plan before.
    Session(i64, Arc<str>),
    /// A week of the plan before.
    Week(i64),
    /// Something written.
    Item(String),
}

fn sights<'s>(snapshot: &'s Snapshot, moved: &Moved, is_after: bool) -> Vec<Sight<'s>> {
    let mut out = Vec::new();
    for (finding, one) in snapshot.findings.iter().enumerate() {
        for occurrence in &one.occurrences {
            let labels: Vec<Label> = occurrence
                .subjects
                .iter()
                .map(|subject| match subject.target {
                    Target::Session(index) => {
                        session_label(snapshot, &snapshot.calendar.sessions[index], moved, is_after)
                    }
                    Target::Week(week) => Label::Week(week_before(i64::from(week), moved, is_after)),
                    Target::Item(span) => Label::Item(snapshot.tree.slice(span).to_owned()),
                })
                .collect();
            let week = snapshot.week_of(occurrence).map(|week| i64::from(week) - 1);
            let week = week.map(|week| week_before(week, moved, is_after));
            out.push(Sight { finding, occurrence, labels, week });
        }
    }
    out
}

fn session_label(snapshot: &Snapshot, session: &Session, moved: &Moved, is_after: bool) -> Label {
    let is_it = match moved {
        Moved::Session(was, is) => {
            let key = if is_after { is } else { was };
            *key == SessionKey::of(&snapshot.calendar, session)
        }
        Moved::Slot(was, is) => session.trail.slot == if is_after { *is } else { *was },
        Moved::Nothing | Moved::Swapped(..) | Moved::Later(_) | Moved::Earlier(_) => false,
    };
    match (is_it, moved) {
        (true, Moved::Slot(..)) => Label::Moved(session.week),
        (true, _) => Label::Moved(0),
        (false, _) => {
            let day = if is_after { day_before(snapshot, session.day, moved) } else { session.day };
            let week = week_before(i64::from(day / 7), moved, is_after);
            Label::Session(week * 7 + i64::from(day % 7), Arc::clone(&session.name))
        }
    }
}

/// The day of the plan before on which the sessions of a day stood, if two days change places.
fn day_before(after: &Snapshot, day: u32, moved: &Moved) -> u32 {
    let Moved::Swapped(one, other) = moved else { return day };
    let date = after.calendar.date(day);
    let from = match date {
        date if date == *one => *other,
        date if date == *other => *one,
        date => date,
    };
    after.calendar.day_of(from).unwrap_or(day)
}

/// The week of the plan before that a week is, counted from 0; one that is in only one of the plans is far off.
fn week_before(week: i64, moved: &Moved, is_after: bool) -> i64 {
    const NOWHERE: i64 = -1_000_000;
    match (moved, is_after) {
        (Moved::Later(at), true) => match week - i64::from(*at) {
            ..0 => week,
            0 => NOWHERE,
            _ => week - 1,
        },
        (Moved::Earlier(at), true) if week >= i64::from(*at) => week + 1,
        _ => week,
    }
}

/// Occurrences of both plans that are the same: by what they are about, then by what they say of which week.
fn pairs(old: &[Sight<'_>], new: &[Sight<'_>]) -> Vec<(usize, usize)> {
    let about = |sight: &Sight<'_>| (sight.occurrence.rule, sight.labels.clone(), None);
    let said = |sight: &Sight<'_>| {
        let message = Some((sight.occurrence.message.clone(), sight.week));
        (sight.occurrence.rule, Vec::new(), message)
    };
    let mut out = Vec::new();
    let mut is_paired = vec![false; old.len()];
    let (mut left_old, mut left_new): (Vec<usize>, Vec<usize>) =
        ((0..old.len()).collect(), (0..new.len()).collect());
    for is_about in [true, false] {
        let key = |sight: &Sight<'_>| if is_about { about(sight) } else { said(sight) };
        let mut waiting: HashMap<_, Vec<usize>> = HashMap::new();
        for i in left_old.iter().rev() {
            waiting.entry(key(&old[*i])).or_default().push(*i);
        }
        left_new.retain(|i| {
            let Some(was) = waiting.get_mut(&key(&new[*i])).and_then(Vec::pop) else { return true };
            out.push((was, *i));
            is_paired[was] = true;
            false
        });
        left_old.retain(|i| !is_paired[*i]);
    }
    out
}

/// The findings that some occurrences belong to, the worst first.
fn findings(snapshot: &Snapshot, sights: &[Sight<'_>], chosen: &[usize]) -> Vec<EffectFinding> {
    let mut paths = Paths::new(&snapshot.tree);
    let mut out: Vec<(usize, Rank, EffectFinding)> = Vec::new();
    for sight in chosen.iter().map(|i| &sights[*i]) {
        let (rank, message) = (sight.rank(), &sight.occurrence.message);
        match out.iter_mut().find(|(finding, ..)| *finding == sight.finding) {
            Some((_, least, one)) if rank < *least => {
                *least = rank;
                one.severity = sight.severity();
                one.message.clone_from(message);
            }
            Some(_) => {}
            None => {
                let finding = &snapshot.findings[sight.finding];
                let one = EffectFinding {
                    rule: RULES[sight.occurrence.rule].name,
                    severity: sight.severity(),
                    message: message.clone(),
                    when: finding.when.clone(),
                    key: finding.key(&mut paths),
                };
                out.push((sight.finding, rank, one));
            }
        }
    }
    out.sort_by_key(|(_, rank, _)| *rank);
    out.into_iter().map(|(.., one)| one).collect()
}
