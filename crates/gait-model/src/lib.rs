//! Training: what may be written in a plan, what it means, and the calendar it makes.
//!
//! Holds no opinion, and reads neither a file nor a clock.

pub mod content_time;
pub mod dose;
pub mod exercise;
pub mod notation;
pub mod pace;
pub mod raw;
pub mod shape;
pub mod units;
