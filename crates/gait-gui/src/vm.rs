//! View models: what is shown, ready to be drawn. Pure functions of a document; they know no widget.

pub mod board;
pub mod page;
pub mod problems;
