//! The order of the steps: text, tree, plan, calendar, findings, report; and everything a front end may ask of them, as
//! plain data.
//!
//! Names no terminal, no protocol and no widget; reads no file and no clock.

mod actions;
mod check;
mod complete;
mod diff;
mod expand;
mod explain;
mod fix;
mod folding;
mod form;
mod format;
mod gesture;
mod hints;
mod history;
mod hover;
mod merge;
mod navigate;
mod outline;
mod printout;
mod prove;
mod report;
pub mod schema;
mod score;
mod selection;
mod series;
pub mod site;
mod snapshot;
mod source;
pub mod template;
mod tokens;
mod typed;
mod unread;
mod wording;

pub use actions::{Action, ActionKind};
pub use check::check;
pub use complete::{Completion, CompletionKind};
pub use diff::{
    Change, ChangeKind, Difference, FindingChange, FindingChanges, FindingState, Once, Said, Side, Totals,
    Value, WeekChange, diff,
};
pub use expand::{DayRow, Expansion, PaceTable, SessionRow, Units, WeekRow, ZonePace, expand, expand_in};
pub use explain::{Answer, Question, Subject, Table, Text, Word, reference};
pub use fix::{Applied, FixSearch, Fixed, Fixing, fix};
pub use folding::{Fold, FoldKind};
pub use form::{
    CellError, Column, Control, ExerciseHit, ExerciseQuery, Facets, Field, FieldError, Form, FormPath, Item,
    LiftTable, NotationTable, Origin, Part, Reach, Remark, Row, RunTable, Says, Scope, SetRow, Sheet,
    SlotChoice, SlotTable, StepRow, Target,
};
pub use format::{Formatted, format, format_range, formatted};
pub use gait_model::plan::Profile;
pub use gait_model::shape::{EnumShape, FieldShape, Key, Kind, Notation, StructShape, VariantShape};
pub use gait_model::units::{Clock, DistanceUnit};
pub use gait_rules::settings::profile_levels;
pub use gait_rules::{Group, Level, Param, RULES, Rule, Safety, Severity, find};
pub use gait_syntax::{
    Columns, Edit, LineIndex, Position, Span, edit::BadEdit, edit::apply, edit::difference, nearest,
};
pub use gesture::{
    Attempt, Balance, Effect, EffectFinding, Gesture, Layer, Rating, Refusal, SessionKey, Spot, Spots, Tried,
};
pub use hints::Hint;
pub use history::{BURST, History, Join, MOST_BYTES, Moved, Reload, Step, carried};
pub use hover::Hover;
pub use merge::{Conflict, Merge, Side as MergeSide, changes, merge};
pub use navigate::Link;
pub use outline::{Symbol, SymbolKind};
pub use printout::{PRINTOUT, printout};
pub use prove::Fix;
pub use report::{Diagnostic, EditReport, FixReport, OccurrenceReport, Place, Related, Report};
pub use score::{KeyRun, Scores, Source as ScoreSource, WeekOfScores, scores};
pub use series::{
    CurveDay, Days, Distances, HeatCause, HeatCell, HeatMap, LoadCurves, RunPoint, Series, Timeline,
    WeekDistance, WeekLoad, WeekMark, WeeklyLoad,
};
pub use snapshot::Snapshot;
pub use source::{Inputs, SettingsFile, Source, SourceId};
pub use tokens::{Modifiers, SemanticToken, TokenKind};
pub use unread::Unread;
pub use wording::short_time;
