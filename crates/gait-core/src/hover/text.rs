//! Small pieces of Markdown.

use gait_syntax::Span;

/// The most rows of a table; more would hide the text behind it.
const MOST_ROWS: usize = 16;

/// A table, cut after so many rows; `more` says what the rows are.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>], more: &str) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut out = line(&head.iter().map(ToString::to_string).collect::<Vec<_>>());
    out.push_str(&format!("|{}\n", " --- |".repeat(head.len())));
    rows.iter().take(MOST_ROWS).for_each(|row| out.push_str(&line(row)));
    if rows.len() > MOST_ROWS {
        out.push_str(&format!("\n… and {} more {more}\n", rows.len() - MOST_ROWS));
    }
    out.truncate(out.trim_end().len());
    out
}

/// `- one` on a line each.
pub(crate) fn list(items: &[String]) -> String {
    items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
}

/// The word of letters, digits, `-` and `/` that an offset touches.
pub(crate) fn word_at(text: &str, at: u32) -> Option<Span> {
    let bytes = text.as_bytes();
    let at = (at as usize).min(bytes.len());
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let start = at - bytes[..at].iter().rev().take_while(|byte| is_word(byte)).count();
    let end = at + bytes[at..].iter().take_while(|byte| is_word(byte)).count();
    let place = Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?);
    (!place.is_empty()).then_some(place)
}
