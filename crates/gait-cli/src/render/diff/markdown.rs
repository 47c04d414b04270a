//! Differences as Markdown for a comment on a pull request.

use gait_core::{Difference, FindingChange, FindingState, Said};

use super::{facts, finding_counts, name, session_counts, totals, values};
use crate::render::counts;
use crate::render::markup::{code, prose, prose_in_cell};

/// A table of more rows than this is folded away.
const FOLDED: usize = 25;

/// Renders differences.
pub(crate) fn markdown(difference: &Difference) -> String {
    let title =
        if difference.after.name.is_empty() { &difference.before.name } else { &difference.after.name };
    let mut out = format!(
        "### {}\n\n{} → {}\n",
        prose(title),
        code(&difference.before.source),
        code(&difference.after.source)
    );
    if difference.is_empty() {
        out.push_str("\nThe same training and the same findings.\n");
        return out;
    }
    let facts = facts(difference);
    if !facts.is_empty() {
        out.push('\n');
        facts.iter().for_each(|fact| out.push_str(&format!("- {}\n", prose(fact))));
    }
    for side in [&difference.before, &difference.after].into_iter().filter(|side| side.mistakes > 0) {
        let mistakes = counts::mistakes(side.mistakes);
        let source = code(&side.source);
        out.push_str(&format!("\n> {source} has {mistakes}; what could not be read is not compared.\n"));
    }
    if !difference.sessions.is_empty() {
        out.push_str(&format!("\n**Sessions**: {}\n\n", session_counts(difference)));
        out.push_str(&folded("sessions", &sessions(difference)));
    }
    if !difference.weeks.is_empty() {
        out.push_str("\n**Weekly totals**\n\n");
        let mut rows = totals(&difference.weeks);
        if let Some(corner) = rows.first_mut().and_then(|head| head.first_mut()) {
            "week".clone_into(corner);
        }
        out.push_str(&folded("weeks", &rows));
    }
    if !difference.findings.list.is_empty() {
        out.push_str(&format!("\n**Findings**: {}\n\n", finding_counts(difference)));
        difference.findings.list.iter().for_each(|one| out.push_str(&finding(one)));
    }
    out
}

fn sessions(difference: &Difference) -> Vec<Vec<String>> {
    let mut rows = vec![["change", "session", "when", "before", "after"].map(str::to_owned).to_vec()];
    for change in &difference.sessions {
        let kind = change.kind.name().to_owned();
        let values = values(change);
        if values.is_empty() {
            rows.push(vec![kind, name(change), change.when.clone(), String::new(), String::new()]);
            continue;
        }
        let days = change.when.split(", week").next().unwrap_or_default();
        for (weeks, before, after) in values {
            let when = weeks.map_or_else(|| change.when.clone(), |weeks| format!("{days}, {weeks}"));
            let text = Option::unwrap_or_default;
            rows.push(vec![kind.clone(), name(change), when, text(before), text(after)]);
        }
    }
    rows
}

fn folded(what: &str, rows: &[Vec<String>]) -> String {
    let table = table(rows);
    match rows.len().saturating_sub(1) {
        count @ FOLDED.. => format!("<details><summary>{count} {what}</summary>\n\n{table}\n</details>\n"),
        _ => table,
    }
}

fn table(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| prose_in_cell(cell)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if number == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(row.len())));
        }
    }
    out
}

fn finding(change: &FindingChange) -> String {
    let state = match change.state {
        FindingState::New => "new",
        FindingState::Changed => "changed",
        FindingState::Fixed => "fixed",
    };
    let said = |said: &Said| {
        let when = said.when.as_ref().map(|when| format!(" ({when})")).unwrap_or_default();
        format!("{}: {}{when}", said.severity.name(), prose(&said.message))
    };
    let text = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{} → {}", said(before), said(after)),
        (one, other) => one.as_ref().or(other.as_ref()).map(said).unwrap_or_default(),
    };
    format!("- **{state}** {} {text}\n", code(change.rule))
}
