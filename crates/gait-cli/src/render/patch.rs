//! What changed in a text: as a unified diff, and as the lines of a fix below its finding.

use anstyle::{AnsiColor, Style};
use gait_core::{Edit, FixReport, apply};
use similar::{ChangeTag, TextDiff};

use super::text::{pad_left, plain};
use crate::output::{HELP, painted};

/// Lines of context around a change.
const CONTEXT: usize = 2;

/// The difference between two versions of a file.
pub(crate) fn patch(name: &str, before: &str, after: &str) -> String {
    // A tab ends a name with spaces in it for `patch`.
    let name = if name.contains(' ') { format!("{name}\t") } else { name.to_owned() };
    TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&lines(before), &lines(after))
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&name, &name)
        .to_string()
}

/// Lines as programs that apply patches count them: a carriage return alone ends none.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The colours that the lines of the finding have above.
const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();
const REMOVED: Style = AnsiColor::BrightRed.on_default();
const ADDED: Style = AnsiColor::BrightGreen.on_default();

/// What a fix does and gains, and the lines of `text` that it changes.
///
/// The renderer of findings marks parts of lines, which is misleading once they stand in several: lines between them
/// look changed, and what is taken out is not to be seen.
pub(crate) fn fix(fix: &FixReport, text: &str, styled: bool) -> String {
    let gain = if fix.gain.is_empty() { String::new() } else { format!(": {}", fix.gain) };
    let title = plain(&format!(": {}{gain}", fix.label));
    let edits: Vec<Edit> =
        fix.edits.iter().map(|edit| Edit { span: edit.span, text: edit.text.clone() }).collect();
    let lines = match apply(text, &edits) {
        Ok(after) => changed_lines(text, &after, styled),
        Err(bad) => format!("{bad}\n"),
    };
    format!("{}{title}\n{lines}", paint("fix", HELP, styled))
}

/// The lines that one text has and the other has not, each with its number.
fn changed_lines(before: &str, after: &str, styled: bool) -> String {
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::from_slices(&before, &after);
    let mut rows = Vec::new();
    for hunk in diff.grouped_ops(0) {
        if !rows.is_empty() {
            rows.push(None);
        }
        let changes = hunk.iter().flat_map(|op| diff.iter_changes(op));
        rows.extend(changes.filter_map(|change| {
            let (index, mark, style) = match change.tag() {
                ChangeTag::Delete => (change.old_index()?, "-", REMOVED),
                ChangeTag::Insert => (change.new_index()?, "+", ADDED),
                ChangeTag::Equal => return None,
            };
            // The renderer of findings gives a tab four columns as well.
            let line = plain(&change.value().trim_end().replace('\t', "    "));
            Some(Some((index + 1, mark, style, line)))
        }));
    }
    let digits = rows.iter().flatten().map(|(number, ..)| number.to_string().len()).max().unwrap_or(1);
    let gutter = |mark: &str| format!("{}{}\n", " ".repeat(digits + 1), paint(mark, GUTTER, styled));
    let mut out = gutter("╭╴");
    for row in rows {
        match row {
            None => out.push_str(&gutter("┆")),
            Some((number, mark, style, line)) => {
                let number = paint(&pad_left(&number.to_string(), digits), GUTTER, styled);
                let line = if line.is_empty() { mark.to_owned() } else { format!("{mark} {line}") };
                out.push_str(&format!("{number} {}\n", paint(&line, style, styled)));
            }
        }
    }
    out + &gutter("╰╴")
}

fn paint(text: &str, style: Style, styled: bool) -> String {
    if styled { painted(text, style) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{changed_lines, patch};

    #[test]
    fn a_carriage_return_alone_ends_no_line() {
        let patch = patch("plan.ron", "a\rb\r\r\n", "a\rc\r\r\n");
        assert_eq!(patch, "--- plan.ron\n+++ plan.ron\n@@ -1 +1 @@\n-a\rb\r\r\n+a\rc\r\r\n");
    }

    #[test]
    fn only_lines_that_change_are_shown_wherever_they_stand() {
        let before = "mon: 1\ntue: 2\nwed: 3\n\tthu: 4\n";
        let after = "mon: 1, 4\ntue: 2\nwed: 3\n\n\tthu:\n";
        assert_eq!(
            changed_lines(before, after, false),
            "  ╭╴\n1 - mon: 1\n1 + mon: 1, 4\n  ┆\n4 -     thu: 4\n4 +\n5 +     thu:\n  ╰╴\n"
        );
    }

    #[test]
    fn a_tab_ends_a_name_with_spaces() {
        let head = |name| patch(name, "a\n", "b\n").lines().take(2).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(head("my plan.ron"), ["--- my plan.ron\t", "+++ my plan.ron\t"]);
        assert_eq!(head("plan.ron"), ["--- plan.ron", "+++ plan.ron"]);
    }
}
