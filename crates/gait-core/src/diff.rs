//! What differs between two plans once they are laid on dates: sessions, weekly totals, findings. How the texts are written
//! does not matter.

mod align;
mod findings;
mod group;
pub(crate) mod matching;
mod pair;
mod parts;

use gait_rules::weeks_text;
use serde::Serialize;

use crate::expand::{Expansion, WeekRow, expand};
use crate::snapshot::Snapshot;
use align::Frame;
pub use findings::{FindingChange, FindingChanges, FindingState, Said};

/// What differs between two plans.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The plan before.
    pub before: Side,
    /// The plan after.
    pub after: Side,
    /// By how many weeks the whole plan was moved, later being positive; days are compared as if it had not been.
    pub moved_weeks: i64,
    /// Week 1 of the plan after is this week of the plan before: 1 unless weeks were put before it or taken away.
    pub first_week_was: i64,
    /// What happened to sessions: equal changes of several weeks are one; in the order of their first days.
    pub sessions: Vec<Change>,
    /// Sessions that are written as before, though their estimates differ: other paces, other loads on the body.
    pub estimates: usize,
    /// The weeks whose totals differ, in order.
    pub weeks: Vec<WeekChange>,
    /// What became of the findings.
    pub findings: FindingChanges,
}

/// One of the two plans.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Side {
    /// The name of the source.
    pub source: String,
    /// The plan's name.
    pub name: String,
    /// The first day, ISO; nothing if there is no plan.
    pub first_day: Option<String>,
    /// How many weeks it has.
    pub weeks: usize,
    /// Running distance of all weeks, in the author's unit.
    pub distance: String,
    /// Mistakes in the text: what could not be read is not compared.
    pub mistakes: usize,
}

/// What happened to a session, in one week or in several alike.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// What the session is called; for a removed one, what it was called.
    pub name: String,
    /// What it was called before, if that is something else.
    pub was: Option<String>,
    /// What of the session changed: `content`, `lift`, `kind`, `start`, `status`, `optional`, `key`, `details`.
    pub what: Option<&'static str>,
    /// The lift that changed.
    pub lift: Option<String>,
    /// When: `Tuesdays, weeks 3–8`.
    pub when: String,
    /// Each time it happens, by date.
    pub times: Vec<Once>,
}

/// What kind of change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is on another day of its week.
    Moved,
    /// It is the same under another name.
    Renamed,
    /// Something of it is different.
    Changed,
    /// The sessions of a day are in another order.
    Reordered,
}

impl ChangeKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Added, Self::Removed, Self::Moved, Self::Renamed, Self::Changed, Self::Reordered];

    /// `added`, as sentences call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
            Self::Reordered => "reordered",
        }
    }
}

/// A change on one date.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Once {
    /// The week, counted from 1 in the plan that `in_old_plan` names.
    pub week: u32,
    /// The day is none of the plan after: `week` is one of the plan before.
    pub in_old_plan: bool,
    /// The date before, ISO.
    pub date_before: Option<String>,
    /// The date after, ISO.
    pub date_after: Option<String>,
    /// What was there before, in notation.
    pub before: Option<String>,
    /// What is there after.
    pub after: Option<String>,
}

/// What was and what is, in the weeks in which that is so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value {
    /// `weeks 3–5`
    pub weeks: String,
    /// What was there before, in notation.
    pub before: Option<String>,
    /// What is there after.
    pub after: Option<String>,
}

impl Change {
    /// What was and what is, equal ones together, in the order of their first weeks.
    #[must_use]
    pub fn values(&self) -> Vec<Value> {
        let mut groups: Vec<(&Once, Vec<u32>)> = Vec::new();
        for once in &self.times {
            let same = |other: &Once| other.before == once.before && other.after == once.after;
            match groups.iter_mut().find(|(first, _)| same(first)) {
                Some((_, weeks)) => weeks.push(once.week),
                None => groups.push((once, vec![once.week])),
            }
        }
        let value = |(once, weeks): (&Once, Vec<u32>)| Value {
            weeks: weeks_text(&weeks),
            before: once.before.clone(),
            after: once.after.clone(),
        };
        groups.into_iter().map(value).collect()
    }
}

/// A week whose totals differ.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WeekChange {
    /// Its number, counted from 1; in the plan before if it is none of the plan after.
    pub week: u32,
    /// The totals before; nothing if the week is new.
    pub before: Option<Totals>,
    /// The totals after; nothing if the week is gone.
    pub after: Option<Totals>,
}

/// The totals of a week.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// The week, counted from 1.
    pub week: u32,
    /// The phase.
    pub phase: String,
    /// Marked as a lighter week.
    pub deload: bool,
    /// Running distance in km, to 0.1 km.
    pub km: f64,
    /// The same in the unit the author mostly writes.
    pub distance: String,
    /// Minutes of running.
    pub running_minutes: i64,
    /// Runs that strength work must not spoil.
    pub key_runs: u32,
    /// Strength sessions of at least three working sets.
    pub strength: u32,
    /// Sets of strength that count.
    pub sets: u32,
    /// The sum of the leg doses, in hard-set equivalents, to 0.1.
    pub leg_dose: f64,
}

impl From<&WeekRow> for Totals {
    fn from(week: &WeekRow) -> Self {
        Self {
            week: week.week,
            phase: week.phase.clone(),
            deload: week.deload,
            km: week.km,
            distance: week.distance.clone(),
            running_minutes: week.running_minutes,
            key_runs: week.key_runs,
            strength: week.strength,
            sets: week.sets,
            leg_dose: week.leg_dose,
        }
    }
}

impl Totals {
    /// Whether the week asks for the same, whatever its number and its phase's name are.
    fn same_work(&self, other: &Self) -> bool {
        let work = |t: &Self| {
            (
                t.deload,
                t.km.to_bits(),
                t.running_minutes,
                t.key_runs,
                t.strength,
                t.sets,
                t.leg_dose.to_bits(),
            )
        };
        work(self) == work(other)
    }
}

impl Difference {
    /// Whether the two plans come to the same training and the same findings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { sessions, weeks, findings, .. } = self;
        sessions.is_empty()
            && weeks.is_empty()
            && findings.list.is_empty()
            && self.estimates == 0
            && self.moved_weeks == 0
            && self.before.mistakes == self.after.mistakes
            && self.before.name == self.after.name
            && self.before.first_day == self.after.first_day
            && self.before.weeks == self.after.weeks
    }

    /// How many times something of a kind happened.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        let of_kind = self.sessions.iter().filter(|change| change.kind == kind);
        // A session of which two things changed has changed once.
        let mut days: Vec<_> = of_kind
            .flat_map(|change| {
                change.times.iter().map(|once| (&once.date_before, &once.date_after, &change.name))
            })
            .collect();
        if kind == ChangeKind::Changed {
            days.sort();
            days.dedup();
        }
        days.len()
    }
}

/// Compares two plans on dates.
#[must_use]
pub fn diff(before: &Snapshot, after: &Snapshot) -> Difference {
    let (old, new) = (laid_out(before), laid_out(after));
    let frame = Frame::new(&old, before, &new, after);
    let pairs = pair::pair(&frame);
    Difference {
        before: side(before, &old),
        after: side(after, &new),
        moved_weeks: frame.moved_weeks(),
        first_week_was: frame.first_week_was(),
        estimates: pairs.estimates(),
        sessions: group::group(&frame, &pairs),
        weeks: weeks(&frame, &old, &new),
        findings: findings::compare(before, after),
    }
}

/// A text without a plan has no weeks.
fn laid_out(snapshot: &Snapshot) -> Expansion {
    let mut expansion = expand(snapshot);
    if snapshot.tree.value().is_none() {
        expansion.weeks.clear();
    }
    expansion
}

fn side(snapshot: &Snapshot, expansion: &Expansion) -> Side {
    let is_plan = snapshot.tree.value().is_some();
    Side {
        source: snapshot.source.name.clone(),
        name: expansion.name.clone(),
        first_day: is_plan.then(|| snapshot.calendar.first_day.to_string()),
        weeks: expansion.weeks.len(),
        distance: expansion.distance.clone(),
        mistakes: if is_plan { snapshot.problems.len() } else { 0 },
    }
}

/// The weeks whose totals differ. Weeks are those of the plan after, then those that only the plan before has.
fn weeks(frame: &Frame<'_>, old: &Expansion, new: &Expansion) -> Vec<WeekChange> {
    let mut out: Vec<(i64, WeekChange)> = Vec::new();
    let old_at = |at: i64| old.weeks.iter().find(|week| frame.old_week(week.week) == at);
    for week in &new.weeks {
        let at = i64::from(week.week);
        let (before, after) = (old_at(at).map(Totals::from), Totals::from(week));
        if before.as_ref().is_none_or(|before| !before.same_work(&after)) {
            out.push((at, WeekChange { week: week.week, before, after: Some(after) }));
        }
    }
    let last = i64::try_from(new.weeks.len()).unwrap_or(i64::MAX);
    let gone = old.weeks.iter().filter(|week| !(1..=last).contains(&frame.old_week(week.week)));
    out.extend(gone.map(|week| {
        let change = WeekChange { week: week.week, before: Some(Totals::from(week)), after: None };
        (frame.old_week(week.week), change)
    }));
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, change)| change).collect()
}
