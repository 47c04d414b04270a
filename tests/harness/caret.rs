//! Caret comments: what is expected of a text, written under the place it is said of.
//!
//! ```ron
//! mon: ["easy", "lower @ 18:00"],
//! //            ^^^^^^^^^^^^^^^ warning[some-rule]: the message
//! ```

use std::fmt::Write;

/// Where something is said.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mark {
    /// A part of the plan by its path: one around the case, or one too near the margin for carets.
    Path(String),
    /// A place in the text without its caret comments.
    Place {
        /// Counted from 0.
        line: usize,
        /// Counted from 0, in characters.
        column: usize,
        /// In characters, at least 1; what spans lines ends with the first.
        length: usize,
    },
}

/// Something said of a place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Note {
    /// Where.
    pub mark: Mark,
    /// `warning[some-rule]: the message`, or `related`.
    pub says: String,
}

/// What a note of a related position says; such notes may be left out.
pub const RELATED: &str = "related";

/// Fewer columns leave no room for the slashes.
pub const FIRST_COLUMN: usize = 2;

const PATH: &str = "// at ";

/// Takes the caret comments out of a text.
///
/// # Errors
/// A caret comment above all code, or one that says nothing.
pub fn parse(text: &str) -> Result<(String, Vec<Note>), String> {
    let mut clean: Vec<&str> = Vec::new();
    let mut notes = Vec::new();
    for line in text.split('\n') {
        match note(line) {
            None => clean.push(line),
            Some(Note { says, .. }) if says.is_empty() => {
                return Err(format!("a caret comment says nothing: `{}`", line.trim()));
            }
            Some(Note { mark: Mark::Place { column, length, .. }, says }) => {
                let line = clean.len().checked_sub(1).ok_or("a caret comment has no line above it")?;
                notes.push(Note { mark: Mark::Place { line, column, length }, says });
            }
            Some(note) => notes.push(note),
        }
    }
    Ok((clean.join("\n"), notes))
}

/// The note that a line is, if it is one. Its own line is not known here.
fn note(line: &str) -> Option<Note> {
    let trimmed = line.trim_start();
    if let Some((path, says)) = trimmed.strip_prefix(PATH).and_then(split_path) {
        return Some(Note { mark: Mark::Path(path.to_owned()), says: says.trim_end().to_owned() });
    }
    let rest = trimmed.strip_prefix("//")?.trim_start();
    let says = rest.trim_start_matches('^');
    let length = rest.len() - says.len();
    let column = line.chars().position(|c| c == '^')?;
    (length > 0).then(|| Note { mark: Mark::Place { line: 0, column, length }, says: says.trim().to_owned() })
}

/// Parts `phases[0].week: warning[rule]: message` after the path.
fn split_path(text: &str) -> Option<(&str, &str)> {
    ["error[", "warning[", "advice["].into_iter().find_map(|severity| {
        let at = text.find(&format!(": {severity}"))?;
        Some((&text[..at], &text[at + 2..]))
    })
}

/// Puts notes into a text as comments.
#[must_use]
pub fn render(clean: &str, notes: &[Note]) -> String {
    let rows = rows(clean, notes.iter().map(|note| (note, ())));
    rows.into_iter().map(|(line, _)| line).collect::<Vec<_>>().join("\n")
}

/// The text with what was expected and not said as `-`, and what was said and not expected as `+`; nothing if the
/// two agree. Related positions need not be written.
#[must_use]
pub fn diff(clean: &str, expected: &[Note], said: &[Note]) -> Option<String> {
    let mut left = said.to_vec();
    let mut marked: Vec<(&Note, char)> = Vec::new();
    for note in expected {
        match left.iter().position(|other| other == note) {
            Some(at) => {
                left.remove(at);
                marked.push((note, ' '));
            }
            None => marked.push((note, '-')),
        }
    }
    marked.extend(left.iter().filter(|note| note.says != RELATED).map(|note| (note, '+')));
    if marked.iter().all(|(_, sign)| *sign == ' ') {
        return None;
    }
    let rows = rows(clean, marked.into_iter());
    let near =
        |i: usize| rows[i.saturating_sub(4)..rows.len().min(i + 4)].iter().any(|(_, s)| *s > Some(' '));
    let mut out = String::new();
    for (i, (line, sign)) in rows.iter().enumerate() {
        if rows.len() < 30 || near(i) {
            let _ = writeln!(out, "{}", format!("{} {line}", sign.unwrap_or(' ')).trim_end());
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Some(out)
}

/// The lines of a text with its notes between them, and what came with each note.
fn rows<'n, T: Copy>(clean: &str, notes: impl Iterator<Item = (&'n Note, T)>) -> Vec<(String, Option<T>)> {
    let mut notes: Vec<(&Note, T)> = notes.collect();
    notes.sort_by(|a, b| a.0.mark.cmp(&b.0.mark));
    let mut out = Vec::new();
    for (note, sign) in &notes {
        if let Mark::Path(path) = &note.mark {
            out.push((format!("{PATH}{path}: {}", note.says), Some(*sign)));
        }
    }
    for (i, text) in clean.split('\n').enumerate() {
        out.push((text.to_owned(), None));
        for (note, sign) in &notes {
            match note.mark {
                Mark::Place { line, column, length } if line == i => {
                    out.push((carets(text, column, length, &note.says), Some(*sign)));
                }
                _ => {}
            }
        }
    }
    out
}

/// A comment under a line, its slashes below the start of the line where there is room.
fn carets(line: &str, column: usize, length: usize, says: &str) -> String {
    let indent = line.chars().take_while(|c| *c == ' ').count();
    let slashes = indent.min(column.saturating_sub(FIRST_COLUMN + 1));
    let gap = column.saturating_sub(slashes + 2);
    format!("{:slashes$}//{:gap$}{} {says}", "", "", "^".repeat(length))
}
