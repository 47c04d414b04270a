//! The disk: which files are plans, what stands in them, which settings hold for them, when any of it changes, and
//! what is not saved yet.
//!
//! Never looks inside a plan. Whatever goes wrong is a [`FileError`] of one path; the other paths are not affected.
#![allow(clippy::disallowed_methods, reason = "owns the disk")]

mod discover;
mod error;
mod git;
pub mod journal;
mod patterns;
mod printouts;
mod read;
mod save;
mod settings;
mod watch;

pub use discover::{EXTENSION, PlanFile, discover, plan_file, shown};
pub use error::{FileError, Without};
pub use git::{GitError, GitFile, GitText};
pub use patterns::{BadPattern, Patterns};
pub use printouts::{orphaned_printouts, printout_of};
pub use read::{LIMIT, decode, read, read_stdin};
pub use save::{SaveError, remove, save};
pub use settings::{SETTINGS, SettingsLookup, absolute};
pub use watch::{Batch, Notice, Stopper, Watch, WatchOptions, WatchSettings};
