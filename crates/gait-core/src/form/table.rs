//! Notation as a table: the same value in cells, one row for a step or a set, and back again.
//!
//! A table is read from notation by its parser, and becomes notation by being written out and parsed; what is wrong is
//! told with the cell it is in.

mod lift;
mod run;
mod slot;

use std::ops::Range;

use gait_model::notation::{Parsed, parse_lift, parse_run, parse_sets, parse_slot};
use gait_model::shape::Notation;

pub use lift::{LiftTable, SetRow};
pub use run::{RunTable, StepRow};
pub use slot::{SlotChoice, SlotTable};

/// A value in notation as a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotationTable {
    /// The steps of a run.
    Run(RunTable),
    /// The sets of a lift.
    Lift(LiftTable),
    /// Sets without the lift they belong to.
    Sets(LiftTable),
    /// The sessions of a slot.
    Slot(SlotTable),
}

/// A column of a table, or a cell beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Column {
    /// How often a step is run.
    Repeats,
    /// How far or how long.
    Amount,
    /// How hard.
    Target,
    /// What stands between repeats only.
    Between,
    /// The exercise.
    Exercise,
    /// How many sets.
    Count,
    /// What a set consists of: repetitions, seconds, metres.
    Work,
    /// The load.
    Load,
    /// How near to failure.
    Effort,
    /// Seconds of each phase of a repetition.
    Tempo,
    /// The rest after a set.
    Rest,
    /// A session's name.
    Session,
    /// A session's own content.
    Content,
    /// The start.
    Start,
}

impl Column {
    /// The heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Repeats => "Repeats",
            Self::Amount => "Amount",
            Self::Target => "Target",
            Self::Between => "Between",
            Self::Exercise => "Exercise",
            Self::Count => "Sets",
            Self::Work => "Each",
            Self::Load => "Load",
            Self::Effort => "Effort",
            Self::Tempo => "Tempo",
            Self::Rest => "Rest",
            Self::Session => "Session",
            Self::Content => "Content",
            Self::Start => "Start",
        }
    }

    /// What may be written in it.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Repeats => "6 or 5-6",
            Self::Amount => "800 m, 20 min, 5-6 km",
            Self::Target => "easy, @ 5k, @ 4:30/km, @ rpe 7",
            Self::Between => "90 s jog",
            Self::Exercise => "goblet-squat",
            Self::Count => "3",
            Self::Work => "10, 8-12, 30 s, 20 m, max, 5+",
            Self::Load => "50 kg, 2x10 kg, 72 %1rm, band",
            Self::Effort => "rir 2, rpe 8",
            Self::Tempo => "3-1-1",
            Self::Rest => "90 s",
            Self::Session => "tempo",
            Self::Content => "8 km",
            Self::Start => "06:30",
        }
    }
}

/// Why a table is not a value: a cell that does not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellError {
    /// The row; nothing for a cell beside the rows.
    pub row: Option<usize>,
    /// The column; nothing if the row as a whole makes no sense.
    pub column: Option<Column>,
    /// The fact, lower case, no full stop.
    pub message: String,
    /// What to try.
    pub help: Option<String>,
}

impl NotationTable {
    /// The table of a value; nothing if it does not read, or its notation has no table.
    #[must_use]
    pub fn read(notation: Notation, text: &str) -> Option<Self> {
        match notation {
            Notation::Run => parse_run(text).value.map(|run| Self::Run(RunTable::of(&run))),
            Notation::Lift => parse_lift(text).value.map(|lift| Self::Lift(LiftTable::of(&lift))),
            Notation::Sets => parse_sets(text).value.map(|sets| Self::Sets(LiftTable::of_sets(&sets))),
            Notation::Slot => {
                let parsed = parse_slot(text);
                parsed.value.filter(|_| parsed.errors.is_empty()).map(|slot| Self::Slot(SlotTable::of(&slot)))
            }
            _ => None,
        }
    }

    /// The value in notation, as it is best written.
    ///
    /// # Errors
    /// If a cell does not read.
    pub fn text(&self) -> Result<String, CellError> {
        let mut written = Written::default();
        match self {
            Self::Run(table) => {
                table.write(&mut written);
                written.read(parse_run)
            }
            Self::Lift(table) => {
                table.write(&mut written);
                written.read(parse_lift)
            }
            Self::Sets(table) => {
                table.write(&mut written);
                written.read(parse_sets)
            }
            Self::Slot(table) => {
                table.write(&mut written);
                written.read(parse_slot)
            }
        }
    }
}

/// A table written out, with the place of each cell.
#[derive(Default)]
struct Written {
    text: String,
    cells: Vec<(Range<usize>, Option<usize>, Option<Column>)>,
}

impl Written {
    /// Text that belongs to no cell.
    fn glue(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A cell.
    fn cell(&mut self, row: Option<usize>, column: Column, text: &str) {
        let start = self.text.len();
        self.text.push_str(text.trim());
        self.cells.push((start..self.text.len(), row, Some(column)));
    }

    /// Parses what is written; a mistake is told with its cell.
    fn read<T: std::fmt::Display>(&self, parse: fn(&str) -> Parsed<T>) -> Result<String, CellError> {
        let parsed = parse(&self.text);
        let Some(error) = parsed.errors.into_iter().next() else {
            let nothing =
                || CellError { row: None, column: None, message: "nothing is written".into(), help: None };
            return parsed.value.map(|value| value.to_string()).ok_or_else(nothing);
        };
        let at = error.at.start as usize;
        // A mistake at an end belongs to the cell before it.
        let inside = self.cells.iter().find(|(range, ..)| range.contains(&at));
        let before = || self.cells.iter().rev().find(|(range, ..)| range.start <= at);
        let (row, column) = inside.or_else(before).map_or((None, None), |(_, row, column)| (*row, *column));
        Err(CellError { row, column, message: error.message, help: error.help })
    }
}
