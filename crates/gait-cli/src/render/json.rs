//! Reports for other programs: one object, written piece by piece so that memory stays flat.
//!
//! `reports` holds one report for each plan that could be read, and for each file with settings that has mistakes;
//! `failures` the inputs that could not be checked; `summary` the counts; `baseline` what a baseline has left out, if there
//! is one.

use gait_core::Report;
use gait_files::{FileError, shown};
use serde::Serialize;

use crate::totals::Totals;

/// What comes before the first report.
pub(crate) const BEGIN: &str = "{\"reports\":[\n";
/// What comes between two reports.
pub(crate) const BETWEEN: &str = ",\n";

/// An input that could not be checked.
#[derive(Serialize)]
pub(crate) struct Failed {
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Failed {
    pub(crate) fn new(error: &FileError) -> Self {
        Self { path: shown(error.path()), message: error.to_string(), help: error.hint() }
    }
}

/// One report on one line.
pub(crate) fn render(report: &Report) -> String {
    serialize(report)
}

/// What comes after the last report.
pub(crate) fn end(failures: &[Failed], summary: &Totals, baseline: Option<&impl Serialize>) -> String {
    let baseline = baseline.map(|what| format!(",\"baseline\":{}", serialize(what))).unwrap_or_default();
    format!("\n],\"failures\":{},\"summary\":{}{baseline}}}\n", serialize(&failures), serialize(summary))
}

/// These types hold nothing that JSON cannot: neither maps with odd keys nor failing serialisers.
pub(crate) fn serialize(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| unreachable!("plain data becomes JSON: {error}"))
}
