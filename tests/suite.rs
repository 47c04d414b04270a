//! The suite: every test that looks at more than one crate, in one binary. `README.md` says how to add a case.
#![allow(clippy::disallowed_methods, reason = "tests read the files of the repository")]

mod actions;
mod answers;
mod architecture;
mod assist;
mod baseline;
mod calendar;
mod carets;
mod changes;
mod cli;
mod diff;
mod docs;
mod emacs;
mod fixes;
mod fmt;
mod history;
mod interference;
mod lsp;
mod merge;
mod mistakes;
mod navigate;
mod neovim;
mod outputs;
mod plans;
mod precision;
mod properties;
mod proposals;
mod readme;
mod references;
mod ron;
mod rules;
mod schemas;
mod shell;
mod snapshot;
mod soundness;
mod watch;
