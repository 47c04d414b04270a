//! How many findings there are of each severity, over all plans.

use gait_core::Severity;
use serde::Serialize;

use crate::args::FailOn;
use crate::render::counts::{counted, findings};

/// What came of all inputs; `summary` in JSON.
#[derive(Clone, Copy, Default, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Totals {
    pub(crate) plans: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) advice: usize,
    /// Inputs that could not be checked.
    pub(crate) failures: usize,
}

impl Totals {
    /// Whether there is a finding that makes a check fail.
    pub(crate) fn fails(&self, fail_on: FailOn) -> bool {
        [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.advice, Severity::Advice)]
            .into_iter()
            .any(|(count, severity)| count > 0 && fail_on.fails(severity))
    }

    /// `1 error, 4 warnings`; nothing if there are no findings.
    pub(crate) fn found(&self, coloured: bool) -> Option<String> {
        findings([self.errors, self.warnings, self.advice], coloured)
    }

    /// `2 inputs could not be checked`; nothing if all could.
    pub(crate) fn failed(&self) -> Option<String> {
        let count = counted(self.failures, "input", "inputs");
        (self.failures > 0).then(|| format!("{count} could not be checked"))
    }

    /// `3 plans checked: 1 error, 4 warnings, 2 advice`; where some findings are `accepted`, they are not among these.
    pub(crate) fn checked(&self, accepted: bool) -> String {
        let mut text = match self.plans {
            0 => "no plan checked".to_owned(),
            plans => format!("{} checked", counted(plans, "plan", "plans")),
        };
        match self.found(true) {
            Some(found) => text = format!("{text}: {found}"),
            None if accepted => text.push_str(", nothing new"),
            None if self.plans > 0 => text.push_str(", nothing to report"),
            None => {}
        }
        match self.failed() {
            Some(failed) => format!("{text}; {failed}"),
            None => text,
        }
    }
}
