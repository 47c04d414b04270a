//! The suite: every test that looks at more than one crate, in one binary. `README.md` says how to add a case.
#![allow(clippy::disallowed_methods, reason = "tests read the files of the repository")]

mod answers;
mod architecture;
mod assist;
mod calendar;
mod carets;
mod changes;
mod cli;
mod emacs;
mod fixes;
mod fmt;
mod interference;
mod mistakes;
mod navigate;
mod plans;
mod precision;
mod properties;
mod readme;
mod references;
mod ron;
mod rules;
mod schemas;
mod soundness;
