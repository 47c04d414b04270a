//! Tables: columns as wide as their widest cell, the last one wrapped into what is left of the line.

use anstyle::Style;

use crate::output::painted;
use crate::render::text::{pad, width, wrap};

/// What comes between two columns.
const GAP: usize = 2;
/// A last column narrower than this is not worth wrapping.
const LEAST: usize = 24;

/// Rows under one another. `styles` has one entry for each column; `indent` spaces come before each line.
pub(crate) fn rows(rows: &[Vec<String>], styles: &[Style], indent: usize, columns: usize) -> String {
    let count = styles.len();
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<usize> = (0..count.saturating_sub(1)).map(|column| widest(column).unwrap_or(0)).collect();
    let before_last = indent + widths.iter().map(|width| width + GAP).sum::<usize>();
    let room = columns.saturating_sub(before_last).max(LEAST);
    let mut out = String::new();
    for row in rows {
        out.push_str(&" ".repeat(indent));
        for ((cell, style), width) in row.iter().zip(styles).zip(&widths) {
            out.push_str(&painted(pad(cell, width + GAP), *style));
        }
        let last = row.get(count.saturating_sub(1)).map_or("", String::as_str);
        let style = styles.last().copied().unwrap_or_default();
        for (number, line) in wrap(last, room).iter().enumerate() {
            if number > 0 {
                out.push_str(&" ".repeat(before_last));
            }
            out.push_str(&painted(line, style));
            out.push('\n');
        }
    }
    out
}
