//! What a rule proposes against a finding. A rule only proposes: core applies it to a copy, checks that, and offers it
//! only if it helps.

use gait_model::change::Change;
use gait_model::plan::Kind;

/// Whether a fix leaves the training as it is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Safety {
    /// Every session's work stays as it is: the order of two untimed sessions, a tag, spelling, a dead suppression.
    Safe,
    /// Cuts, drops, moves or replaces work, so a person decides.
    Suggested,
}

impl Safety {
    /// How it is written everywhere.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggested => "suggested",
        }
    }
}

/// What may be done.
#[derive(Clone, PartialEq, Debug)]
pub struct Proposal {
    /// What it does, as an order: `tag the session as Lower`.
    pub label: String,
    /// Whether a person must decide.
    pub safety: Safety,
    /// How.
    pub action: Action,
}

/// How a proposal is carried out. What a rule leaves open (where, how much, how often) core finds out by trying.
///
/// Sessions are indices of the calendar's. What is done about one is tried on its date alone, then in the pattern or
/// the session as written, which reaches every week.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// By these changes together; spans are of the text that was checked.
    Changes(Vec<Change>),
    /// By moving this session to the best slot of its week.
    Move(usize),
    /// By letting the day of this session change places with the best other day of its pattern.
    SwapDay(usize),
    /// By taking sets from the lifts of this session, as few as help.
    Cut(usize, Lifts),
    /// By leaving this session out.
    Drop(usize),
    /// By leaving out the one of these sessions whose absence helps most.
    DropOneOf(Vec<usize>),
    /// By doing something else, in slot notation, instead of this session.
    Instead(usize, String),
    /// By taking sets from every strength session of a phase, an index of the plan's, and of that phase alone.
    CutPhase(usize),
    /// By making the runs of these kinds in these patterns of a phase shorter, as little as helps; in all of its
    /// patterns if that does not help, or if none is named.
    Shorten(usize, Vec<usize>, &'static [Kind]),
    /// By adding these lifts to the strength session of a week, an index of the calendar's, that they suit best.
    AddLifts(u32, Vec<String>),
}

/// Which lifts lose sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lifts {
    /// Those that load a leg muscle with at least half a set.
    Legs,
    /// All.
    All,
    /// One, by index.
    One(u32),
}
