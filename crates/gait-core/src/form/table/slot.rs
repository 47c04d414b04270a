//! A slot as rows of sessions.

use gait_model::notation::Slot;

use super::{Column, Written};

/// A slot as a table.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct SlotTable {
    /// The session planned, then what may stand in its place.
    pub choices: Vec<SlotChoice>,
    /// Whether it may be left out.
    pub optional: bool,
    /// The start; empty for none.
    pub start: String,
}

/// A session of a slot.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct SlotChoice {
    /// Its name.
    pub session: String,
    /// Its own content; empty if that of the session holds.
    pub content: String,
}

impl SlotTable {
    pub(super) fn of(slot: &Slot) -> Self {
        let choice = |choice: &gait_model::notation::Choice| SlotChoice {
            session: choice.name.value.to_string(),
            content: choice.run.as_ref().map_or_else(String::new, ToString::to_string),
        };
        Self {
            choices: slot.choices.iter().map(|at| choice(&at.value)).collect(),
            optional: slot.optional,
            start: slot.at.as_ref().map_or_else(String::new, ToString::to_string),
        }
    }

    pub(super) fn write(&self, out: &mut Written) {
        for (at, choice) in self.choices.iter().enumerate() {
            if at > 0 {
                out.glue(" | ");
            }
            out.cell(Some(at), Column::Session, &choice.session);
            if !choice.content.trim().is_empty() {
                out.glue(": ");
                out.cell(Some(at), Column::Content, &choice.content);
            }
        }
        if self.optional {
            out.glue("?");
        }
        if !self.start.trim().is_empty() {
            out.glue(" @ ");
            out.cell(None, Column::Start, &self.start);
        }
    }
}
