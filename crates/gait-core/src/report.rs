//! What comes out: diagnostics as plain data, and their JSON form, which is a contract (`schemas/report.schema.json`).

use gait_rules::Severity;
use gait_syntax::Span;
use serde::{Serialize, Serializer};

use crate::score::Scores;
use crate::source::SourceId;

/// All diagnostics of one check, by position.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The name of the source.
    pub source: String,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// The numbers behind the interference of each key run; nothing if nobody asked for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scores: Option<Scores>,
}

impl Report {
    /// How many diagnostics have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// The worst severity.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|d| d.severity).max()
    }
}

/// What a person sees once: a mistake in the text, or a finding.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// The rule's name, or the kind of mistake.
    pub code: &'static str,
    /// Whether `code` is a rule, with a page, a level and suppressions.
    pub is_rule: bool,
    /// How bad.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// Whether what stands there has no effect, so that an editor may fade it.
    #[serde(skip)]
    pub is_without_effect: bool,
    /// Which input `span` is in.
    #[serde(skip)]
    pub source: SourceId,
    /// What to change, in bytes.
    #[serde(serialize_with = "bytes")]
    pub span: Span,
    /// The same as lines and columns.
    pub place: Place,
    /// What stands there; may be empty.
    pub label: String,
    /// The other places the message speaks of.
    pub related: Vec<Related>,
    /// When it happens, what is assumed.
    pub notes: Vec<String>,
    /// What to try.
    pub help: Option<String>,
    /// What identifies a finding across versions of the text.
    pub key: Option<String>,
    /// Each time the rule saw it, in the order of the calendar.
    pub occurrences: Vec<OccurrenceReport>,
    /// The fixes that are known to help, best first; nothing if nobody asked for them, as proving takes time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixes: Option<Vec<FixReport>>,
}

impl Diagnostic {
    /// What identifies it among those of its source, across versions of the text: the key of a finding, or the code and
    /// the message of a mistake, which has no key.
    #[must_use]
    pub fn identity(&self) -> String {
        self.key.clone().unwrap_or_else(|| format!("{} | {}", self.code, self.message))
    }
}

/// A fix that is known to help.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FixReport {
    /// What it does.
    pub label: String,
    /// What is gained; empty if only the finding itself goes.
    pub gain: String,
    /// `safe` or `suggested`.
    pub safety: &'static str,
    /// The edits of the text in its order, none of them overlapping.
    pub edits: Vec<EditReport>,
}

/// A replacement in the text.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EditReport {
    /// What is replaced, in bytes; empty to insert.
    #[serde(serialize_with = "bytes")]
    pub span: Span,
    /// The same as lines and columns.
    pub place: Place,
    /// What stands there afterwards.
    pub text: String,
}

/// Another place a message speaks of.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Related {
    /// Where, in bytes.
    #[serde(serialize_with = "bytes")]
    pub span: Span,
    /// The same as lines and columns.
    pub place: Place,
    /// What stands there.
    pub label: String,
}

/// One time a rule saw a finding.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OccurrenceReport {
    /// How bad.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// The week, counted from 1.
    pub week: Option<u32>,
    /// The sessions: date, name and ordinal within the day.
    pub sessions: Vec<String>,
}

/// Lines and columns, both counted from 1; columns in characters. The end is exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last.
    pub end_column: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn bytes<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    [span.start, span.end].serialize(serializer)
}
