//! Forms: what an editor shows of a part of a plan to fill in, made from the one table of fields, and what it writes
//! when something is filled in.
//!
//! A place in a form is a [`FormPath`] through the table of fields, so that it exists before anything is written there.
//! Short forms are shown as the long ones they stand for: `Tempo("8 km")` has a run, a note and an effort.

mod build;
mod change;
mod choices;
mod exercises;
mod new;
mod path;
mod sheet;
mod table;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use gait_model::shape::{EnumShape, Key, Kind, Notation, StructShape};
use gait_rules::Severity;
use gait_syntax::Span;

pub use exercises::{ExerciseHit, ExerciseQuery, Facets};
pub use path::{FormPath, Part};
pub use sheet::{Origin, Reach, Scope, Sheet};
pub use table::{
    CellError, Column, LiftTable, NotationTable, RunTable, SetRow, SlotChoice, SlotTable, StepRow,
};

/// What a form is about.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// The plan itself: its name, its dates, its blocked days, its levels.
    Plan,
    /// The runner.
    Athlete,
    /// A race, counted from 0.
    Goal(usize),
    /// A phase, counted from 0.
    Phase(usize),
    /// A session of `sessions`.
    Template(Arc<str>),
    /// An exercise of the plan's own.
    Exercise(Arc<str>),
    /// What stands at this place, or the nearest with fields around it.
    Path(FormPath),
    /// What stands at this span: a slot, a lift, anything with fields, or the nearest that has some.
    At(Span),
}

/// A form to fill in.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is about, by its name in the plan.
    pub title: String,
    /// What it is, by its name in the format: `Phase`.
    pub kind: &'static str,
    /// What that is, one or two sentences.
    pub doc: &'static str,
    /// Where it stands.
    pub path: FormPath,
    /// Where it stands in the text, if anything is written there.
    pub span: Option<Span>,
    /// The fields in the order they are best written.
    pub fields: Vec<Field>,
    /// What is wrong with it as a whole: a field that is missing.
    pub remarks: Vec<Remark>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// How it is written.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it must be written.
    pub required: bool,
    /// What holds when it is left out, as it would be written.
    pub default: Option<&'static str>,
    /// Its value.
    pub item: Item,
}

impl Field {
    /// The name as people read it: `Warm up`.
    #[must_use]
    pub fn label(&self) -> String {
        let words = match self.name {
            "rpe" => "RPE",
            "use" => "slot",
            "rom" => "range",
            "ecc" => "eccentric",
            name => return crate::wording::sentence(&name.replace('_', " ")),
        };
        crate::wording::sentence(words)
    }
}

/// A value in a form, written or not.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it stands.
    pub path: FormPath,
    /// Where it is written; nothing if it is not.
    pub span: Option<Span>,
    /// How it is filled in.
    pub control: Control,
    /// What is wrong with it and with nothing inside it alone.
    pub remarks: Vec<Remark>,
}

/// How a value is filled in. What is not written has no value.
#[derive(Clone, Debug)]
pub enum Control {
    /// One line of text.
    Line {
        /// What it says.
        says: Says,
        /// What is written, without quotes.
        value: Option<String>,
    },
    /// Yes or no.
    Switch {
        /// What is written.
        value: Option<bool>,
    },
    /// One of several named variants.
    Choice {
        /// The variants.
        of: &'static EnumShape,
        /// Which is written.
        chosen: Option<usize>,
        /// What stands in its parentheses, unless that is shown as fields beside it.
        inside: Option<Box<Item>>,
    },
    /// A struct within the form.
    Fields {
        /// What it is.
        of: &'static StructShape,
        /// Its fields.
        fields: Vec<Field>,
    },
    /// A list.
    List {
        /// What each element is.
        of: &'static Kind,
        /// The elements.
        items: Vec<Item>,
    },
    /// Rows of a key and a value.
    Map {
        /// What the keys name.
        key: Key,
        /// What each value is.
        of: &'static Kind,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Something that does not belong there.
    Unreadable {
        /// How it is written.
        text: String,
    },
}

/// A row of a map.
#[derive(Clone, Debug)]
pub struct Row {
    /// The key, without quotes.
    pub key: String,
    /// Where it is written.
    pub key_span: Span,
    /// What is wrong with it.
    pub remarks: Vec<Remark>,
    /// The value.
    pub item: Item,
}

/// What a line of text says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    /// Anything.
    Text,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// Text, a number or a truth value.
    Scalar,
    /// Something in a notation.
    Notation(Notation),
}

impl Says {
    /// How such a line looks; empty if it may be anything.
    #[must_use]
    pub const fn example(self) -> &'static str {
        let Self::Notation(notation) = self else { return "" };
        match notation {
            Notation::Date => "2027-05-23",
            Notation::Run | Notation::EachEntry => "2 km easy + 20 min threshold",
            Notation::Lift => "goblet-squat 3x10 rir 2",
            Notation::Sets => "3x10 @ 50 kg",
            Notation::Slot => "tempo @ 06:30",
            Notation::Distance => "45 km",
            Notation::Amount => "15 km or 90 min",
            Notation::Duration => "45 min",
            Notation::RaceTime => "1:35:00",
            Notation::RaceDistance => "half, 10 km",
            Notation::Percent => "60 %",
            Notation::Mass => "90 kg",
            Notation::Length => "178 cm",
            Notation::Clock => "06:30",
            Notation::Windows => "06:00-09:00, any",
            Notation::Reps => "8-12",
            Notation::GrowStep => "1 km, 10 min, 2.5 kg, 1x",
            Notation::LoadStep => "5 %, 2.5 kg",
            Notation::DefaultTempo => "3-1-1",
            Notation::Exercise => "romanian-deadlift",
        }
    }

    /// The units that may stand behind the number, the metric ones first; none where there is no number with a unit.
    #[must_use]
    pub const fn units(self) -> &'static [&'static str] {
        let Self::Notation(notation) = self else { return &[] };
        match notation {
            Notation::Distance => &["km", "mi"],
            Notation::Amount => &["km", "mi", "min", "h"],
            Notation::Duration => &["min", "h"],
            Notation::Percent => &["%"],
            Notation::Mass => &["kg", "lb"],
            Notation::Length => &["cm", "in"],
            Notation::GrowStep => &["km", "mi", "min", "kg", "lb", "x"],
            Notation::LoadStep => &["%", "kg", "lb"],
            _ => &[],
        }
    }
}

/// What is wrong with a value, or what a rule holds against it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// How bad.
    pub severity: Severity,
    /// The rule's name, or the kind of mistake.
    pub code: &'static str,
    /// The fact.
    pub message: String,
    /// What to try.
    pub help: Option<String>,
    /// Where.
    pub span: Span,
}

/// Why something that was typed is not taken over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// The fact, lower case, no full stop.
    pub message: String,
    /// What to try.
    pub help: Option<String>,
    /// The bytes at fault in what was typed, if it is a part of it.
    pub at: Option<Range<usize>>,
}

impl FieldError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, at: None }
    }

    fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl std::fmt::Display for FieldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FieldError {}
