//! Reports with one line for each diagnostic: `path:line:column: severity[code]: message (when)`.

use gait_core::{Diagnostic, Report};

use super::text;
use crate::output::{BOLD, DIM, painted, severity_style};

/// One line for each diagnostic.
pub(crate) fn render(report: &Report) -> String {
    report.diagnostics.iter().map(|diagnostic| line(&report.source, diagnostic)).collect()
}

/// One diagnostic.
pub(crate) fn line(source: &str, diagnostic: &Diagnostic) -> String {
    let kind = format!("{}[{}]", diagnostic.severity.name(), diagnostic.code);
    // The first note of a finding is when it happens.
    let when = diagnostic.notes.first().filter(|_| diagnostic.is_rule);
    let when = when.map(|when| painted(format!(" ({when})"), DIM)).unwrap_or_default();
    format!(
        "{}:{}:{}: {}: {}{when}\n",
        painted(text::plain(source), BOLD),
        diagnostic.place.line,
        diagnostic.place.column,
        painted(kind, severity_style(diagnostic.severity)),
        text::plain(&diagnostic.message),
    )
}
