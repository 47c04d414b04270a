//! The order of the steps: text, tree, plan, calendar, findings, report; and everything a front end may ask of them, as
//! plain data.
//!
//! Names no terminal, no protocol and no widget; reads no file and no clock.

mod check;
mod complete;
mod expand;
mod explain;
mod fix;
mod hover;
mod prove;
mod report;
pub mod schema;
mod score;
pub mod site;
mod snapshot;
mod source;

pub use check::check;
pub use complete::{Completion, CompletionKind};
pub use expand::{DayRow, Expansion, SessionRow, WeekRow, expand};
pub use explain::{Answer, Question, Subject, Table, Text, reference};
pub use fix::{Applied, Fixed, fix};
pub use gait_model::plan::Profile;
pub use gait_rules::settings::profile_levels;
pub use gait_rules::{Group, Level, Param, RULES, Rule, Safety, Severity, find};
pub use gait_syntax::{Edit, Span};
pub use hover::Hover;
pub use prove::Fix;
pub use report::{Diagnostic, EditReport, FixReport, OccurrenceReport, Place, Related, Report};
pub use score::{KeyRun, Scores, scores};
pub use snapshot::Snapshot;
pub use source::{Inputs, SettingsFile, Source, SourceId};
