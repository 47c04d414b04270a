//! RON text: a lossless, error-tolerant tree, spans, edits, and reading with serde.
//!
//! Never fails to parse, loses a byte, or says a running word.
//!
//! [`parse`] makes a [`Tree`] of any text, [`read`] makes typed values of a tree, [`edit`] makes text edits of what is
//! to change in it. What is wrong comes as [`Problem`]s beside the result, with one of these codes:
//!
//! | code | what |
//! |---|---|
//! | `syntax` | the text is no RON |
//! | `unknown-field`, `missing-field` | a struct has a field too many or too few |
//! | `duplicate-key` | a field or key stands twice; the first counts |
//! | `wrong-name`, `unknown-variant` | a name that is not the one, or none of those, expected |
//! | `wrong-type` | a value of another kind, or one its type refuses |

mod access;
mod attribute;
mod conflict;
pub mod edit;
mod fault;
mod form;
mod format;
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
pub use format::{Style, WIDTH, format, format_inside, format_range};
pub use line_index::{Columns, LineIndex, Position};
pub use literal::offset_in_literal;
pub use nearest::nearest;
pub use node::{Children, Node};
pub use parser::{MAX_DEPTH, parse, parse_shared};
pub use problem::{Instead, Problem};
pub use read::{Read, read, read_node};
pub use span::Span;
pub use spanned::{Field, List, Map, Spanned};
pub use token::TokenKind;
pub use tree::{Comment, NodeId, NodeKind, Parse, Tree};
