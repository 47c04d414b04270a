//! The order of the steps: text, tree, plan, calendar, findings, report; and everything a front end may ask of them, as
//! plain data.
//!
//! Names no terminal, no protocol and no widget; reads no file and no clock.

mod check;
mod expand;
mod explain;
mod report;
mod schema;
mod snapshot;
mod source;

pub use check::check;
pub use expand::{DayRow, ExpandedWeek, Expansion, SessionRow, expand};
pub use explain::{Topic, explain, topics};
pub use gait_rules::{Group, RULES, Rule, Severity};
pub use report::{Diagnostic, OccurrenceReport, Place, Related, Report};
pub use schema::{SCHEMAS, Schema};
pub use snapshot::Snapshot;
pub use source::{Inputs, SettingsFile, Source, SourceId};
