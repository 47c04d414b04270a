//! From the protocol's positions to offsets.

use gait_core::{Columns, LineIndex, Span};
use gen_lsp_types as lsp;

/// The offset of a position; one past the end of its line counts as that end.
pub(crate) fn offset(lines: &LineIndex, columns: Columns, position: lsp::Position) -> u32 {
    lines.offset(gait_core::Position { line: position.line, column: position.character }, columns)
}

/// The span of a range; one that ends before it begins is taken the other way round.
pub(crate) fn span(lines: &LineIndex, columns: Columns, range: lsp::Range) -> Span {
    let (a, b) = (offset(lines, columns, range.start), offset(lines, columns, range.end));
    Span::new(a.min(b), a.max(b))
}
