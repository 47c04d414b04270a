//! What a plan says to a question: tables of numbers, then the findings, one line each.

use anstyle::Style;
use gait_core::{Answer, Table};

use crate::output::{DIM, painted};
use crate::render::text::plain;
use crate::render::{concise, table};

/// The answer of the plan called `source`, in so many columns.
pub(crate) fn render(answer: &Answer, source: &str, columns: usize) -> String {
    let mut out = String::new();
    for table in &answer.tables {
        let caption = plain(&table.caption);
        out.push_str(&match table.rows.is_empty() {
            true => format!("\n{caption}: none\n"),
            false => format!("\n{caption}:\n\n{}", rows(table, columns)),
        });
    }
    out.push('\n');
    if answer.findings.is_empty() {
        out.push_str("The rules behind it find nothing in this plan.\n");
    }
    answer.findings.iter().for_each(|finding| out.push_str(&concise::line(source, finding)));
    out
}

fn rows(table: &Table, columns: usize) -> String {
    let head = table.columns.iter().map(|column| painted(column, DIM)).collect();
    let cells = |row: &Vec<String>| row.iter().map(|cell| plain(cell)).collect();
    let all: Vec<Vec<String>> = std::iter::once(head).chain(table.rows.iter().map(cells)).collect();
    let lines = table::rows(&all, &vec![Style::new(); table.columns.len()], 2, columns);
    lines.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
