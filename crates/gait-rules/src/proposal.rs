//! What a rule proposes against a finding. A rule only proposes: core applies it to a copy, checks that, and offers it
//! only if it helps.

use gait_model::change::Change;

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

/// How a proposal is carried out.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// By these changes, one after the other; spans are of the text that was checked.
    Change(Change),
    /// By moving this session, an index of the calendar's, to the best slot of its week.
    Move(usize),
}
