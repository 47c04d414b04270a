//! The language server, asked by a real client over the real command's streams.

mod diagnostics;
mod help;
mod questions;
mod robust;
mod text;

use suite::approved::assert_approved;

use crate::cli::FLAGGED;

/// Compares with `tests/lsp/<name>.snap`.
fn snapshot(name: &str, text: &str) {
    assert_approved("tests/lsp", name, text);
}
