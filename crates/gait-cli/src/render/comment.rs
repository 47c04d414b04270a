//! A report as Markdown, for comments on changes and for job summaries: a table of plans, then the findings.
//!
//! The text is short enough for a comment, however many plans and findings there are.

use gait_core::{Diagnostic, Report};

use super::counts::counted;
use super::json::Failed;
use super::markup::{code, code_in_cell, prose};

/// A comment on GitHub has at most 65,536 characters; this many bytes leave room for what stands around.
const MOST: usize = 56_000;
/// So many plans have a line in the table.
const MOST_PLANS: usize = 100;

/// A report that grows plan by plan.
#[derive(Default)]
pub(crate) struct Comment {
    rows: Vec<String>,
    /// Plans with findings that have no line in the table.
    more_plans: usize,
    clean: usize,
    details: String,
    /// Findings that are not told.
    more: usize,
}

/// The findings of one file, each an item of a list.
pub(crate) fn render(report: &Report) -> String {
    let items: Vec<String> = report.diagnostics.iter().map(item).collect();
    items.concat()
}

fn item(diagnostic: &Diagnostic) -> String {
    let (kind, line) = (diagnostic.severity.name(), diagnostic.place.line);
    let mut text = format!("- **{kind}** line {line}, `{}`: {}", diagnostic.code, prose(&diagnostic.message));
    for note in &diagnostic.notes {
        text.push_str(&format!("<br>note: {}", prose(note)));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("<br>help: {}", prose(help)));
    }
    text.push('\n');
    text
}

impl Comment {
    /// Adds a file: its name, its advice, warnings and errors, its findings as [`render`] writes them.
    pub(crate) fn add(&mut self, source: &str, [advice, warnings, errors]: [usize; 3], items: &str) {
        if items.is_empty() {
            self.clean += 1;
            return;
        }
        let name = code(source);
        if self.rows.len() < MOST_PLANS {
            let [errors, warnings, advice] =
                [errors, warnings, advice].map(|n| if n == 0 { String::new() } else { n.to_string() });
            self.rows.push(format!("| {} | {errors} | {warnings} | {advice} |\n", code_in_cell(source)));
        } else {
            self.more_plans += 1;
        }
        let mut heading = format!("\n#### {name}\n\n");
        for item in items.split_inclusive('\n') {
            if self.details.len() + heading.len() + item.len() > MOST {
                self.more += 1;
                continue;
            }
            self.details.push_str(&std::mem::take(&mut heading));
            self.details.push_str(item);
        }
    }

    /// The whole report.
    pub(crate) fn end(&self, summary: &str, failures: &[Failed]) -> String {
        let mut text = format!("### gait check\n\n{}\n", prose(summary));
        if !self.rows.is_empty() {
            text.push_str("\n| plan | errors | warnings | advice |\n| --- | ---: | ---: | ---: |\n");
            text.push_str(&self.rows.concat());
        }
        let mut notes = Vec::new();
        if self.more_plans > 0 {
            notes.push(format!("{} more have findings.", plans(self.more_plans)));
        }
        if self.clean > 0 && !self.rows.is_empty() {
            notes.push(format!("{} without findings.", plans(self.clean)));
        }
        if !notes.is_empty() {
            text.push_str(&format!("\n{}\n", notes.join(" ")));
        }
        if !failures.is_empty() {
            text.push_str("\n#### Not checked\n\n");
            text.push_str(&failures.iter().map(not_checked).collect::<String>());
        }
        text.push_str(&self.details);
        if self.more > 0 {
            text.push_str(&format!("\n{} more findings; `gait check` shows all.\n", self.more));
        }
        text
    }
}

fn plans(count: usize) -> String {
    counted(count, "plan", "plans")
}

fn not_checked(failed: &Failed) -> String {
    let hint = failed.help.as_ref().map(|help| format!("<br>help: {}", prose(help))).unwrap_or_default();
    format!("- {}{hint}\n", prose(&failed.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn very_many_findings_still_fit_a_comment() {
        let mut comment = Comment::default();
        let items = format!("- **error** {}\n", "x".repeat(500)).repeat(40);
        for number in 0..300 {
            comment.add(&format!("{number}.plan.ron"), [0, 0, 40], &items);
        }
        let text = comment.end("many", &[]);
        assert!(text.chars().count() < 65_536, "{}", text.len());
        assert!(text.contains("200 plans more have findings."), "{text}");
        let told = text.matches("**error**").count();
        assert!(text.contains(&format!("{} more findings", 300 * 40 - told)), "{told} told");
    }
}
