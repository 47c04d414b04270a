//! How many there are of something, in words.

use gait_core::Severity;

use crate::output::{painted, severity_style};

/// `1 plan`, `3 plans`
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// `a mistake`, `3 mistakes`
pub(crate) fn mistakes(count: usize) -> String {
    if count == 1 { "a mistake".to_owned() } else { format!("{count} mistakes") }
}

/// `1 error, 2 advice`, with the colours of their severities if wanted; nothing if there are none.
pub(crate) fn findings([errors, warnings, advice]: [usize; 3], coloured: bool) -> Option<String> {
    let found: Vec<String> = [
        (Severity::Error, errors, "error", "errors"),
        (Severity::Warning, warnings, "warning", "warnings"),
        (Severity::Advice, advice, "advice", "advice"),
    ]
    .into_iter()
    .filter(|(_, count, ..)| *count > 0)
    .map(|(severity, count, one, many)| match coloured {
        true => painted(counted(count, one, many), severity_style(severity)),
        false => counted(count, one, many),
    })
    .collect();
    (!found.is_empty()).then(|| found.join(", "))
}
