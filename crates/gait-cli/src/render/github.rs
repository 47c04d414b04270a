//! Annotations for GitHub Actions: commands in the log of a job that mark lines of a change.
//!
//! The form of the commands and what is escaped in them:
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use gait_core::{Diagnostic, Place, Report, Severity};
use gait_files::{FileError, shown};

use super::place::{in_words, relative};
use super::text::plain;

/// One command for each diagnostic.
pub(crate) fn render(report: &Report) -> String {
    let file = relative(&report.source);
    report.diagnostics.iter().map(|diagnostic| annotation(&file, diagnostic)).collect()
}

/// An input that could not be checked.
pub(crate) fn failure(error: &FileError) -> String {
    let path = shown(error.path());
    let mut message = error.to_string();
    if let Some(hint) = error.hint() {
        message.push_str(&format!("\nhelp: {hint}"));
    }
    let (title, file) = (property("gait: not checked"), property(&relative(&path)));
    format!("::error title={title},file={file}::{}\n", data(&message))
}

fn annotation(file: &str, diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let title = property(&format!("gait: {}", diagnostic.code));
    let (place, name) = (position(diagnostic.place), property(file));
    format!("::{command} title={title},file={name},{place}::{}\n", data(&in_words(file, diagnostic)))
}

/// Columns are allowed only within one line.
fn position(Place { line, column, end_line, end_column }: Place) -> String {
    if line == end_line {
        format!("line={line},col={column},endLine={end_line},endColumn={end_column}")
    } else {
        format!("line={line},endLine={end_line}")
    }
}

/// The text of a command, which ends with its line.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(plain).collect();
    lines.join("\n").replace('%', "%25").replace('\n', "%0A")
}

/// A property of a command; the next begins after a comma. A line break in the name of a file is told as it is.
fn property(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D");
    plain(&text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_hold_nothing_that_ends_them() {
        assert_eq!(property("a,b:c%0A\n\r.ron"), "a%2Cb%3Ac%250A%0A%0D.ron");
    }

    #[test]
    fn data_is_one_line_without_escapes_for_terminals() {
        assert_eq!(data("50 %\nof a:b, \r\u{1b}[2J"), "50 %25%0Aof a:b,  \\u{1b}[2J");
    }
}
