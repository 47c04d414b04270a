//! How many there are of each, in words and as data.

use std::fmt;

use gait_core::Severity;
use serde::Serialize;

use crate::args::FailOn;
use crate::render::counts::{counted, findings};

/// What came of all inputs.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary {
    pub(super) plans: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) advice: usize,
    /// Inputs that could not be checked.
    pub(super) failures: usize,
    /// Some findings were accepted, and are not among these.
    #[serde(skip)]
    pub(super) accepted: bool,
}

impl Summary {
    /// Whether the check fails.
    pub(super) fn fails(&self, fail_on: FailOn) -> bool {
        [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.advice, Severity::Advice)]
            .into_iter()
            .any(|(count, severity)| count > 0 && fail_on.fails(severity))
    }
}

impl fmt::Display for Summary {
    /// `3 plans checked: 1 error, 4 warnings, 2 advice`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.plans {
            0 => f.write_str("no plan checked")?,
            plans => write!(f, "{} checked", counted(plans, "plan", "plans"))?,
        }
        match findings([self.errors, self.warnings, self.advice], true) {
            Some(found) => write!(f, ": {found}")?,
            None if self.accepted => f.write_str(", nothing new")?,
            None if self.plans > 0 => f.write_str(", nothing to report")?,
            None => {}
        }
        match self.failures {
            0 => Ok(()),
            count => write!(f, "; {} could not be checked", counted(count, "input", "inputs")),
        }
    }
}
