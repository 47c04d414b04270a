//! What a person does on the board, turned into edits of the text, with what it would do before it is done.
//!
//! A gesture speaks of sessions and dates; which layer of the plan it changes is said with it. Nothing is written that
//! cannot be read: a gesture that would bring a new mistake into the text is refused with the reason.

mod clipboard;
mod day;
mod draft;
mod effect;
mod name;
mod pattern;
mod spots;
mod swap;
mod week;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use gait_model::calendar::{Calendar, Placement, Session};
use gait_model::units::Clock;
use gait_syntax::Edit;
use jiff::civil::Date;

pub use effect::{Balance, Effect, EffectFinding};
pub use spots::{Rating, Spots, Tried};

use crate::expand::content;
use crate::merge::changes;
use crate::snapshot::Snapshot;
use crate::source::{Inputs, Source};
use draft::Draft;
use effect::Moved;

/// A session on the board: what it is called across edits that do not touch it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SessionKey {
    /// Its date.
    pub date: Date,
    /// Its name.
    pub name: Arc<str>,
    /// Counted from 1 among the sessions of its name on its day.
    pub ordinal: u32,
}

impl SessionKey {
    /// The key of a session of a calendar.
    #[must_use]
    pub fn of(calendar: &Calendar, session: &Session) -> Self {
        Self { date: calendar.date(session.day), name: Arc::clone(&session.name), ordinal: session.ordinal }
    }
}

impl SessionKey {
    /// The key that a report names; nothing if the text is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once(' ')?;
        let (name, ordinal) = rest.rsplit_once(' ')?;
        Some(Self { date: date.parse().ok()?, name: name.into(), ordinal: ordinal.parse().ok()? })
    }
}

/// As reports name sessions: `2027-01-05 lower 1`.
impl fmt::Display for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.date, self.name, self.ordinal)
    }
}

/// Which layer of the plan a gesture changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub enum Layer {
    /// This date only, in `days`.
    #[default]
    Date,
    /// The pattern: every week of the phase, or of its row.
    Pattern,
}

/// A place on the board.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot {
    /// The date.
    pub date: Date,
    /// Before which session of the date it is, counted without the one that is moved; last if there are fewer.
    pub index: usize,
}

/// What a person does on the board.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Gesture {
    /// Moves a session to another day, or to another place of its day.
    Move {
        /// The session.
        session: SessionKey,
        /// Where it goes.
        to: Spot,
        /// What is changed.
        layer: Layer,
    },
    /// Puts sessions in that are written as text.
    Paste {
        /// Slots in RON (`"tempo"`, `(use: "tempo", note: "…")`, or a list), or in slot notation, one a line.
        text: String,
        /// Where the first comes to stand.
        at: Spot,
        /// What is changed.
        layer: Layer,
    },
    /// Puts a copy of a session somewhere.
    Duplicate {
        /// The session.
        session: SessionKey,
        /// Where the copy comes to stand; the session itself counts.
        to: Spot,
        /// What is changed.
        layer: Layer,
    },
    /// Takes a session out, with the comments that are about it.
    Remove {
        /// The session.
        session: SessionKey,
        /// What is changed.
        layer: Layer,
    },
    /// Makes a day rest.
    Rest {
        /// The day.
        date: Date,
        /// What is changed.
        layer: Layer,
    },
    /// Takes everything from a day.
    Clear {
        /// The day.
        date: Date,
        /// What is changed.
        layer: Layer,
    },
    /// Lets two days change places, on their dates only.
    Swap {
        /// One day.
        date: Date,
        /// The other.
        with: Date,
    },
    /// Sets the start of a session.
    SetStart {
        /// The session.
        session: SessionKey,
        /// The time of day; nothing takes it away.
        at: Option<Clock>,
        /// What is changed.
        layer: Layer,
    },
    /// Writes a session anew.
    Write {
        /// The session.
        session: SessionKey,
        /// What stands there then, in slot notation.
        text: String,
        /// What is changed.
        layer: Layer,
    },
    /// Puts a week in; what comes later moves along.
    InsertWeek {
        /// The week it comes to stand before, from 1; one more than there are puts it last.
        before: u32,
    },
    /// Takes a week out; what comes later moves along.
    RemoveWeek {
        /// The week, from 1.
        week: u32,
    },
    /// Puts a copy of a week behind it; what comes later moves along.
    DuplicateWeek {
        /// The week, from 1.
        week: u32,
    },
}

/// What a gesture would do.
#[derive(Debug)]
pub struct Attempt {
    /// What it is called, as in a menu's “Undo move lower to Tue 6 Apr”, with a capital.
    pub name: String,
    /// The edits of the text; none if everything stays as it is.
    pub edits: Vec<Edit>,
    /// The plan afterwards.
    pub after: Snapshot,
    /// What the session it is about is then; the first one of several. Nothing if there is none.
    pub session: Option<SessionKey>,
    /// What becomes of the findings.
    pub effect: Effect,
}

/// Why a gesture cannot be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The reason: lower case, no full stop.
    pub reason: String,
}

impl Refusal {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

/// What the text is to be, before it is checked.
struct Outcome {
    name: String,
    draft: Draft,
    moved: Moved,
    /// Where the session it is about is then.
    session: Option<Found>,
    notes: Vec<String>,
}

/// Where a session is after a gesture.
struct Found {
    date: Date,
    name: Arc<str>,
    /// How many slots of the day come before it.
    nth: usize,
    /// Whether it stands in the pattern, which an entry of `days` may hide.
    layer: Layer,
}

impl Snapshot {
    /// The session of a key.
    #[must_use]
    pub fn session(&self, key: &SessionKey) -> Option<&Session> {
        let is_it = |session: &&Session| session.name == key.name && session.ordinal == key.ordinal;
        self.sessions_on(key.date).iter().find(is_it)
    }

    /// The layers in which a session can be changed: the pattern too if it comes from there; none for a race.
    #[must_use]
    pub fn layers(&self, session: &SessionKey) -> Vec<Layer> {
        match self.session(session).map(|session| session.trail.placement) {
            Some(Placement::Pattern) if self.plan.is_dated => vec![Layer::Date, Layer::Pattern],
            Some(Placement::Pattern) => vec![Layer::Pattern],
            Some(Placement::Day(_)) => vec![Layer::Date],
            Some(Placement::Goal(_)) | None => Vec::new(),
        }
    }

    /// Makes a gesture on a copy and says what it would do; `inputs` are those of the snapshot.
    ///
    /// # Errors
    /// If it makes no sense, with the reason: what it speaks of is not there, is a race, is blocked or outside the plan,
    /// or the text would have a mistake that it does not have now.
    pub fn attempt(&self, inputs: &Inputs, gesture: &Gesture) -> Result<Attempt, Refusal> {
        let mut outcome = self.outcome(gesture)?;
        let text = outcome.draft.tree.text();
        let edits = changes(self.tree.text(), text);
        let plan = Source::new(self.source.name.as_str(), text);
        let after = Self::new(&Inputs { plan, ..inputs.clone() });
        self.refuse_mistakes(&after)?;
        outcome.notes.extend(self.comments_gone(&after, gesture)?);
        let session = outcome.session.and_then(|at| after.found(&at, &outcome.moved));
        if let (Moved::Session(_, is), Some(key)) = (&mut outcome.moved, &session) {
            is.clone_from(key);
        }
        outcome.notes.extend(self.others_changed(&after, &outcome.moved));
        let effect = if edits.is_empty() {
            Effect::none()
        } else {
            Effect::of(self, &after, &outcome.moved, outcome.notes)
        };
        Ok(Attempt { name: outcome.name, edits, after, session, effect })
    }

    /// The edits of a gesture, without what they would do; nothing if it makes no sense.
    pub(crate) fn edits_of(&self, gesture: &Gesture) -> Option<Vec<Edit>> {
        let outcome = self.outcome(gesture).ok()?;
        Some(changes(self.tree.text(), outcome.draft.tree.text()))
    }

    fn outcome(&self, gesture: &Gesture) -> Result<Outcome, Refusal> {
        match gesture {
            Gesture::Move { session, to, layer } => self.carried(session, *to, *layer),
            Gesture::Paste { text, at, layer } => self.pasted(text, *at, *layer),
            Gesture::Duplicate { session, to, layer } => self.duplicated(session, *to, *layer),
            Gesture::Remove { session, layer } => self.removed(session, *layer),
            Gesture::Rest { date, layer } => self.rested(*date, *layer),
            Gesture::Clear { date, layer } => self.cleared(*date, *layer),
            Gesture::Swap { date, with } => self.swapped(*date, *with),
            Gesture::SetStart { session, at, layer } => self.started(session, *at, *layer),
            Gesture::Write { session, text, layer } => self.written_anew(session, text, *layer),
            Gesture::InsertWeek { before } => self.week_inserted(*before),
            Gesture::RemoveWeek { week } => self.week_removed(*week),
            Gesture::DuplicateWeek { week } => self.week_duplicated(*week),
        }
    }

    /// Refuses what would bring a mistake into the text that is not there yet.
    fn refuse_mistakes(&self, after: &Self) -> Result<(), Refusal> {
        if after.problems.len() <= self.problems.len() {
            return Ok(());
        }
        let is_old = |message: &str| self.problems.iter().any(|old| old.message == message);
        let new = after.problems.iter().find(|problem| !is_old(&problem.message)).or(after.problems.first());
        let what = new.map_or("", |problem| problem.message.as_str());
        Err(Refusal::new(format!("the plan would have a mistake: {what}")))
    }

    /// Says how many comments go with what is taken out; refuses to lose one otherwise.
    fn comments_gone(&self, after: &Self, gesture: &Gesture) -> Result<Option<String>, Refusal> {
        let gone = self.tree.comments().count().saturating_sub(after.tree.comments().count());
        let takes_out = matches!(
            gesture,
            Gesture::Remove { .. }
                | Gesture::Rest { .. }
                | Gesture::Clear { .. }
                | Gesture::RemoveWeek { .. }
        );
        match gone {
            0 => Ok(None),
            _ if !takes_out => Err(Refusal::new("a comment would be lost; make this change in the text")),
            1 => Ok(Some("a comment goes with it".to_owned())),
            _ => Ok(Some(format!("{gone} comments go with it"))),
        }
    }

    /// The sessions of a date; none if it is outside the plan.
    fn sessions_on(&self, date: Date) -> &[Session] {
        self.calendar.day_of(date).map_or(&[], |day| self.calendar.on(day))
    }

    /// The key of the session that a gesture was about; nothing if it is on no calendar.
    fn found(&self, at: &Found, moved: &Moved) -> Option<SessionKey> {
        let is_slot = |session: &&Session| match (at.layer, session.trail.placement) {
            (Layer::Pattern, placement) => placement == Placement::Pattern,
            (Layer::Date, placement) => !matches!(placement, Placement::Goal(_)),
        };
        let slots: Vec<&Session> = self.sessions_on(at.date).iter().filter(is_slot).collect();
        let nth = slots.get(at.nth).filter(|session| session.name == at.name);
        // What an entry hides on its date shows in other weeks.
        let elsewhere = || match moved {
            Moved::Slot(_, slot) => self.calendar.sessions.iter().find(|s| s.trail.slot == *slot),
            _ => None,
        };
        let named = || slots.iter().rev().find(|session| session.name == at.name);
        let session = nth.or_else(named).copied().or_else(elsewhere)?;
        Some(SessionKey::of(&self.calendar, session))
    }

    /// Says whether sessions of the same name change with the one that is moved, as those with a ramp may.
    fn others_changed(&self, after: &Self, moved: &Moved) -> Option<String> {
        let Moved::Session(was, is) = moved else { return None };
        let others = |snapshot: &Self, but: &SessionKey| -> Vec<(Date, String)> {
            let calendar = &snapshot.calendar;
            let named = calendar.sessions.iter().filter(|session| session.name == but.name);
            let others = named.filter(|session| SessionKey::of(calendar, session) != *but);
            others.map(|session| (calendar.date(session.day), content(&session.def.content))).collect()
        };
        let changed = others(self, was).iter().zip(&others(after, is)).filter(|(was, is)| was != is).count();
        match changed {
            0 => None,
            1 => Some(format!("`{}` changes on one other date", was.name)),
            _ => Some(format!("`{}` changes on {changed} other dates", was.name)),
        }
    }
}
