//! RON text: a lossless, error-tolerant tree, spans, edits, and reading with serde.
//!
//! Never fails to parse, loses a byte, or says a running word.

mod problem;
mod span;

pub use problem::Problem;
pub use span::Span;
