//! View models: what is shown, ready to be drawn. Pure functions of a document; they know no widget.

pub mod board;
pub mod charts;
pub mod dates;
pub mod inspector;
pub mod lines;
pub mod page;
pub mod picker;
pub mod problems;
pub(crate) mod source;
