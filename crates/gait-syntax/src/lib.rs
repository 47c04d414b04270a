//! RON text: a lossless, error-tolerant tree, spans, edits, and reading with serde.
//!
//! Never fails to parse, loses a byte, or says a running word.

mod access;
mod attribute;
pub mod edit;
mod fault;
mod form;
mod grammar;
mod layout;
mod lexer;
mod line_index;
mod literal;
mod nearest;
mod node;
mod number;
mod parser;
mod planner;
mod problem;
mod read;
mod repair;
mod span;
mod spanned;
mod text;
mod token;
mod tree;

pub use edit::Edit;
pub use form::{Form, No, Scalar};
pub use line_index::{Columns, LineIndex, Position};
pub use literal::offset_in_literal;
pub use nearest::nearest;
pub use node::{Children, Node};
pub use parser::{MAX_DEPTH, parse};
pub use problem::Problem;
pub use read::{Read, read, read_node};
pub use span::Span;
pub use spanned::{Field, List, Map, Spanned};
pub use token::TokenKind;
pub use tree::{Comment, NodeId, NodeKind, Parse, Tree};
