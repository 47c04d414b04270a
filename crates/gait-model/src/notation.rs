//! The small language inside strings: runs, lifts, slots, and the quantities of single fields.
//!
//! Every `parse_…` reads a whole string and reports all that is wrong with it; `Display` prints the canonical
//! form, which reads back as the same value. Numbers have limits far above any training, so that no total of a
//! plan can overflow.

mod amount;
mod ast;
mod cursor;
mod fields;
mod lift;
mod load;
mod print;
mod run;
mod slot;
mod target;
mod words;

#[cfg(test)]
mod meaning_tests;
#[cfg(test)]
mod message_tests;
#[cfg(test)]
mod property_tests;

pub use ast::*;
pub use fields::{
    GrowStep, LoadStep, Window, Windows, parse_amount, parse_clock, parse_distance, parse_duration,
    parse_effort, parse_grow_step, parse_length, parse_load, parse_load_step, parse_mass, parse_pace,
    parse_percent, parse_race_distance, parse_race_time, parse_reps_range, parse_tempo, parse_windows,
};
pub use lift::{parse_lift, parse_sets};
pub use run::{metres_in_all, metres_meant_minutes, parse_run};
pub use slot::{is_name, parse_slot};
pub use words::{RACES, ZONES};

/// A parsed string: what it says, and all that is wrong with it.
#[derive(Clone, PartialEq, Debug)]
pub struct Parsed<T> {
    /// What was read. Nothing if there is an error; but a [`Slot`] keeps the sessions whose names could be read.
    pub value: Option<T>,
    /// The mistakes in the order of the text, at most [`MAX_ERRORS`].
    pub errors: Vec<NotationError>,
}

/// The most mistakes reported for one string.
pub const MAX_ERRORS: usize = 16;
