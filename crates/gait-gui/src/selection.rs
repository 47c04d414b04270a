//! What is selected, by names that survive edits of the text.

use gait_core::SessionKey;
use jiff::civil::Date;

/// What the board, the inspector and the source pane agree to be about.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub enum Selection {
    /// Nothing.
    #[default]
    Nothing,
    /// A session on a date.
    Session(SessionKey),
    /// A day.
    Day(Date),
    /// A week, counted from 1.
    Week(u32),
    /// A session of `sessions`, by its name.
    Template(String),
    /// A phase, counted from 0.
    Phase(usize),
    /// A goal, counted from 0.
    Goal(usize),
    /// The athlete.
    Athlete,
    /// The plan as a whole.
    Plan,
}

impl Selection {
    /// The session, if it is one.
    #[must_use]
    pub const fn session(&self) -> Option<&SessionKey> {
        match self {
            Self::Session(key) => Some(key),
            _ => None,
        }
    }

    /// The day it is on.
    #[must_use]
    pub const fn date(&self) -> Option<Date> {
        match self {
            Self::Session(key) => Some(key.date),
            Self::Day(date) => Some(*date),
            _ => None,
        }
    }
}
