//! Differences on a terminal: a sign, what, when, and what was → what is.

use anstyle::{AnsiColor, Style};
use gait_core::{Change, ChangeKind, Difference, FindingChange, FindingState, Said};

use super::{facts, finding_counts, name, session_counts, sign, totals, values};
use crate::output::{ADDED, BOLD, DIM, REMOVED, painted, severity_style};
use crate::render::text::{pad, plain, width, wrap};

const OTHER: Style = AnsiColor::Yellow.on_default();
/// A name and a time are at most this wide, so that amounts stand near them.
const WIDEST: usize = 34;
/// Amounts on lines of their own stand so far in.
const BELOW: usize = 6;
/// What is wrapped gets at least so much, whatever the terminal is.
const LEAST: usize = 30;
const GAP: usize = 2;

/// Renders differences in so many columns.
pub(crate) fn human(difference: &Difference, columns: usize) -> String {
    let (before, after) = (&difference.before, &difference.after);
    let title = painted(format!("{} → {}", plain(&before.source), plain(&after.source)), BOLD);
    if difference.is_empty() {
        return format!("{title}\n  the same training and the same findings\n");
    }
    let mut out = format!("{title}\n");
    facts(difference).iter().for_each(|fact| out.push_str(&format!("  {fact}\n")));
    if !difference.sessions.is_empty() {
        out.push_str(&heading("sessions", &session_counts(difference)));
        out.push_str(&sessions(&difference.sessions, columns));
    }
    if !difference.weeks.is_empty() {
        out.push_str(&heading("weekly totals", ""));
        out.push_str(&table(&totals(&difference.weeks)));
    }
    if !difference.findings.list.is_empty() {
        out.push_str(&heading("findings", &finding_counts(difference)));
        difference.findings.list.iter().for_each(|one| out.push_str(&finding(one, columns)));
    }
    out
}

fn heading(title: &str, counts: &str) -> String {
    let counts = if counts.is_empty() { String::new() } else { format!(": {counts}") };
    format!("\n{}{counts}\n", painted(title, BOLD))
}

const fn style(kind: ChangeKind) -> Style {
    match kind {
        ChangeKind::Added => ADDED,
        ChangeKind::Removed => REMOVED,
        _ => OTHER,
    }
}

fn sessions(changes: &[Change], columns: usize) -> String {
    let widest = |text: &dyn Fn(&Change) -> usize| changes.iter().map(text).max().unwrap_or(0).min(WIDEST);
    let (names, whens) = (widest(&|c| width(&name(c))), widest(&|c| width(&c.when)));
    changes.iter().map(|one| change(one, names, whens, columns)).collect()
}

fn change(change: &Change, names: usize, whens: usize, columns: usize) -> String {
    let style = style(change.kind);
    let head = format!(
        "  {} {}  {}",
        painted(sign(change.kind), style),
        painted(pad(&name(change), names), style),
        pad(&change.when, whens),
    );
    let values = values(change);
    // One value stands beside the rest if there is room; several are a table of their own.
    if let [(None, before, after)] = values.as_slice() {
        let beside = format!("{head}  {}", from_to(change.kind, before.as_ref(), after.as_ref()));
        if width(&beside) <= columns {
            return format!("{beside}\n");
        }
    }
    let mut out = format!("{}\n", head.trim_end());
    let label = |weeks: &Option<String>| weeks.clone().unwrap_or_default();
    let widest = values.iter().map(|(weeks, ..)| width(&label(weeks))).max().unwrap_or(0);
    let lead = if widest == 0 { 0 } else { widest + GAP };
    for (weeks, before, after) in &values {
        let text = from_to(change.kind, before.as_ref(), after.as_ref());
        let room = columns.saturating_sub(BELOW + lead).max(LEAST);
        for (number, line) in wrap(&text, room).iter().enumerate() {
            let label = if number == 0 { label(weeks) } else { String::new() };
            out.push_str(&format!("{}{}{line}\n", " ".repeat(BELOW), painted(pad(&label, lead), DIM)));
        }
    }
    out
}

/// `14 km → 16 km`; alone where the sign before it says which of the two it is.
fn from_to(kind: ChangeKind, before: Option<&String>, after: Option<&String>) -> String {
    let alone = matches!(kind, ChangeKind::Added | ChangeKind::Removed);
    match (before, after) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (Some(one), None) | (None, Some(one)) if alone => one.clone(),
        (Some(before), None) => format!("{before} → nothing"),
        (None, Some(after)) => format!("nothing → {after}"),
        (None, None) => String::new(),
    }
}

fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| pad(cell, *width)).collect();
        let line = format!("  {}", cells.join("   "));
        let line = line.trim_end();
        out.push_str(&if number == 0 { painted(line, DIM) } else { line.to_owned() });
        out.push('\n');
    }
    out
}

fn finding(change: &FindingChange, columns: usize) -> String {
    let (sign, style) = match change.state {
        FindingState::New => ('+', REMOVED),
        FindingState::Fixed => ('-', ADDED),
        FindingState::Changed => ('~', OTHER),
    };
    let label = |said: &Said| {
        painted(format!("{}[{}]", said.severity.name(), change.rule), severity_style(said.severity))
    };
    let mut out = String::new();
    let mut line = |lead: String, text: &str| {
        let indent = if lead.is_empty() { 6 } else { 4 };
        for (number, part) in wrap(text, columns.saturating_sub(indent).max(LEAST)).iter().enumerate() {
            let lead = if number == 0 && !lead.is_empty() { lead.clone() } else { " ".repeat(indent) };
            out.push_str(&format!("{lead}{part}\n"));
        }
    };
    let lead = format!("  {} ", painted(sign, style));
    let when =
        |said: &Said| said.when.as_ref().map(|when| painted(format!("({when})"), DIM)).unwrap_or_default();
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            line(lead, &format!("{}: {} {}", label(before), before.message, when(before)));
            let severity =
                if before.severity == after.severity { String::new() } else { format!("{}: ", label(after)) };
            line(String::new(), &format!("→ {severity}{} {}", after.message, when(after)));
        }
        (one, other) => {
            if let Some(said) = one.as_ref().or(other.as_ref()) {
                line(lead, &format!("{}: {} {}", label(said), said.message, when(said)));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{ChangeKind, from_to};

    #[test]
    fn a_lift_that_came_or_went_says_which() {
        let sets = "3x12".to_owned();
        assert_eq!(from_to(ChangeKind::Changed, None, Some(&sets)), "nothing → 3x12");
        assert_eq!(from_to(ChangeKind::Changed, Some(&sets), None), "3x12 → nothing");
        assert_eq!(from_to(ChangeKind::Removed, Some(&sets), None), "3x12");
    }
}
