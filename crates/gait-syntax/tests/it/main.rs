//! The tests of the crate, in one binary.

mod common;
mod edits;
mod oracle;
mod read;
mod recovery;
mod typed_oracle;
mod types;
