//! The tests of the crate, in one binary.

#![allow(
    clippy::disallowed_methods,
    reason = "the corpus lies on the disk, and slowness is measured with a clock"
)]

mod common;
mod edits;
mod messages;
mod oracle;
mod read;
mod recovery;
mod tree;
mod typed_oracle;
mod types;
