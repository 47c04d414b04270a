//! What a rule says: it saw something once, at one to three subjects.

use gait_model::calendar::{Aspect, Calendar, Clock, Placement, Session};
use gait_model::change::Change;
use gait_model::date::table_name;
use gait_model::notation::{Effort, Load};
use gait_model::plan::Lift;
use gait_model::units::Clock as Time;
use gait_syntax::Span;

use crate::RULES;
use crate::context::PlannedLift;
use crate::proposal::{Action, Lifts, Proposal, Safety};
use crate::rule::Severity;
use crate::wording::names;

/// What an occurrence is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Target {
    /// A session of the calendar, by index.
    Session(usize),
    /// A week of the calendar, by index; its origin is the pattern of the week.
    Week(u32),
    /// Something written that is not on the calendar: a template, an entry of `days`, a field.
    Item(Span),
}

impl From<usize> for Target {
    fn from(session: usize) -> Self {
        Self::Session(session)
    }
}

impl From<Span> for Target {
    fn from(item: Span) -> Self {
        Self::Item(item)
    }
}

/// A target with the aspect of it that is at fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Subject {
    /// What.
    pub target: Target,
    /// Which aspect; for weeks and items `Presence` says as much as any.
    pub aspect: Aspect,
}

/// A rule seeing something once.
#[derive(Clone, PartialEq, Debug)]
pub struct Occurrence {
    /// The rule, an index of [`crate::RULES`].
    pub rule: usize,
    /// How bad.
    pub severity: Severity,
    /// The fact with its numbers and units; lower case, no full stop.
    pub message: String,
    /// One to three, the first being the one to change.
    pub subjects: Vec<Subject>,
    /// What else the reader should know, such as an assumed start.
    pub notes: Vec<String>,
    /// What to try.
    pub help: Option<String>,
    /// What may be done, best first.
    pub proposals: Vec<Proposal>,
}

/// Collects what the rules say.
#[derive(Debug, Default)]
pub struct Occurrences {
    pub(crate) rule: usize,
    pub(crate) list: Vec<Occurrence>,
}

impl Occurrences {
    /// Begins an occurrence of some severity.
    pub fn report(&mut self, severity: Severity, target: impl Into<Target>, aspect: Aspect) -> Draft<'_> {
        debug_assert!(severity <= RULES[self.rule].worst, "{} says worse", RULES[self.rule].name);
        let occurrence = Occurrence {
            rule: self.rule,
            severity,
            message: String::new(),
            subjects: vec![Subject { target: target.into(), aspect }],
            notes: Vec::new(),
            help: None,
            proposals: Vec::new(),
        };
        Draft { out: self, occurrence }
    }

    /// Begins an error.
    pub fn error(&mut self, target: impl Into<Target>, aspect: Aspect) -> Draft<'_> {
        self.report(Severity::Error, target, aspect)
    }

    /// Begins a warning.
    pub fn warn(&mut self, target: impl Into<Target>, aspect: Aspect) -> Draft<'_> {
        self.report(Severity::Warning, target, aspect)
    }

    /// Begins a piece of advice.
    pub fn advise(&mut self, target: impl Into<Target>, aspect: Aspect) -> Draft<'_> {
        self.report(Severity::Advice, target, aspect)
    }
}

/// An occurrence being put together; [`Draft::say`] ends it.
#[must_use = "an occurrence is reported by `say`"]
#[derive(Debug)]
pub struct Draft<'o> {
    out: &'o mut Occurrences,
    occurrence: Occurrence,
}

impl Draft<'_> {
    /// Adds another subject; three are the most.
    pub fn with(mut self, target: impl Into<Target>, aspect: Aspect) -> Self {
        debug_assert!(self.occurrence.subjects.len() < 3, "an occurrence has one to three subjects");
        self.occurrence.subjects.push(Subject { target: target.into(), aspect });
        self
    }

    /// Adds a hint to try.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.occurrence.help = Some(help.into());
        self
    }

    /// Adds something the reader should know.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.occurrence.notes.push(note.into());
        self
    }

    /// Proposes a change.
    pub fn propose(self, safety: Safety, label: impl Into<String>, change: Change) -> Self {
        self.propose_all(safety, label, vec![change])
    }

    /// Proposes several changes together.
    pub fn propose_all(mut self, safety: Safety, label: impl Into<String>, changes: Vec<Change>) -> Self {
        let action = Action::Changes(changes);
        self.occurrence.proposals.push(Proposal { label: label.into(), safety, action });
        self
    }

    /// Proposes what core has to find out: it is a person's to decide, and core says what it does.
    pub fn propose_action(mut self, action: Action) -> Self {
        self.occurrence.proposals.push(Proposal { label: String::new(), safety: Safety::Suggested, action });
        self
    }

    /// Proposes to move a session to the best slot of its week.
    pub fn propose_move(self, session: usize) -> Self {
        self.propose_action(Action::Move(session))
    }

    /// Proposes to take sets from the leg work of a session.
    pub fn propose_lighter_legs(self, session: usize) -> Self {
        self.propose_action(Action::Cut(session, Lifts::Legs))
    }

    /// Proposes to leave a session out.
    pub fn propose_drop(self, session: usize) -> Self {
        self.propose_action(Action::Drop(session))
    }

    /// Proposes another start of a session, in the minutes of the calendar.
    pub fn propose_start(self, session: &Session, at: i64) -> Self {
        let minutes = u16::try_from(at.rem_euclid(24 * 60)).unwrap_or(0);
        let Some(at) = Time::new(minutes / 60, minutes % 60) else { return self };
        let change = Change::SetStart { slot: session.trail.slot, at };
        self.propose(Safety::Suggested, format!("start `{}` at {at}", session.name), change)
    }

    /// Proposes to leave repetitions in reserve in lifts that leave fewer.
    pub(crate) fn propose_reserve(self, lifts: &[&PlannedLift<'_>], reserve: u8) -> Self {
        let Some(changes) = lifts.iter().map(|lift| gentler(lift.lift, reserve)).collect() else {
            return self;
        };
        let names = names(lifts.iter().map(|lift| &*lift.lift.name.value));
        let left = if reserve == 1 { "repetition" } else { "repetitions" };
        let lighter =
            if lifts.iter().any(|lift| lift.heaviest.is_some_and(is_weight)) { LIGHTER } else { "" };
        let label = format!("leave {reserve} {left} in reserve in {names}{lighter}");
        self.propose_all(Safety::Suggested, label, changes)
    }

    /// Says that the finding rests on the start times of these sessions: if one of them is assumed, it is at most a
    /// warning and says so.
    pub fn rests_on_clock(mut self, calendar: &Calendar, sessions: &[usize]) -> Self {
        let sessions = sessions.iter().map(|&i| &calendar.sessions[i]);
        let assumed: Vec<&Session> = sessions.filter(|s| s.clock == Clock::Assumed).collect();
        if assumed.is_empty() {
            return self;
        }
        let start = |session: &&Session| {
            let day = table_name(calendar.date(session.day).weekday());
            format!("`{}` {day} {}", session.name, time_of_day(session.start))
        };
        let starts: Vec<String> = assumed.iter().map(start).collect();
        // The format has no start for the race of a goal.
        let may_be_written = |session: &&Session| !matches!(session.trail.placement, Placement::Goal(_));
        let fix = if assumed.iter().any(may_be_written) { "; write `@ hh:mm` to fix it" } else { "" };
        self.occurrence.severity = self.occurrence.severity.min(Severity::Warning);
        self.occurrence.notes.push(format!("start assumed: {}{fix}", starts.join(", ")));
        self
    }

    /// Reports it.
    pub fn say(mut self, message: impl Into<String>) {
        self.occurrence.message = message.into();
        self.out.list.push(self.occurrence);
    }
}

/// The reserve of a lift written anew; nothing if that is not what makes it hard.
fn gentler(lift: &Lift, reserve: u8) -> Option<Change> {
    let is_open = lift.open_sets() > 0;
    let written = lift.reserve.filter(|written| !is_open && lift.span.contains(written.span))?;
    Some(Change::Respell { name: written.span, with: Effort::Rir(reserve * 10).to_string() })
}

/// What goes with more in reserve where a load is written: nobody but the runner knows which one leaves that much.
pub(crate) const LIGHTER: &str = ", and choose a lighter load";

/// Whether a load is a number that a person chose.
pub(crate) const fn is_weight(load: Load) -> bool {
    matches!(load, Load::Mass(_) | Load::Pair(_) | Load::OfMax(_))
}

/// `18:05` for minutes from some midnight.
#[must_use]
pub fn time_of_day(minutes: i64) -> String {
    let minutes = minutes.rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
