//! Training: what may be written in a plan, what it means, and the calendar it makes.
//!
//! Holds no opinion, and reads neither a file nor a clock.

pub mod calendar;
pub mod change;
pub mod constants;
pub mod content_time;
pub mod date;
pub mod dose;
pub mod exercise;
pub mod fatigue;
pub mod kind;
pub mod load;
mod lower;
pub mod notation;
pub mod one_rep_max;
pub mod pace;
pub mod path;
pub mod plan;
pub mod raw;
pub mod shape;
pub mod units;

pub use lower::{FORMAT, Lowered, MAX_WEEKS, lower};
