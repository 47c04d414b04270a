//! The small language inside strings: runs, lifts and slots.

mod ast;

pub use ast::*;
