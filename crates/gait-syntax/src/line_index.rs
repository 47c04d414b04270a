//! Byte offsets to lines and columns and back.

use memchr::memchr_iter;

use crate::Span;

/// How columns are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Columns {
    /// Bytes of UTF-8.
    Bytes,
    /// Units of UTF-16, as most editors count.
    Utf16,
    /// Characters (Unicode scalar values), as people count.
    Chars,
}

/// A line and a column, both counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Debug)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in the unit that was asked for.
    pub column: u32,
}

/// A character of more than one byte, and how far bytes have run ahead of the other units behind it.
#[derive(Clone, Copy, Debug)]
struct Wide {
    end: u32,
    utf16_lag: u32,
    chars_lag: u32,
}

/// Where the lines of a text begin. Every question costs O(log n).
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// The length of the line end of each line: 0, 1 or 2.
    ends: Vec<u8>,
    wide: Vec<Wide>,
    len: u32,
}

impl LineIndex {
    /// Indexes a text of less than 4 GiB. A line ends with `\n` or `\r\n`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        // Lines of plans have some fifty bytes.
        let guess = bytes.len() / 32 + 1;
        let (mut starts, mut ends) = (Vec::with_capacity(guess), Vec::with_capacity(guess));
        starts.push(0);
        for newline in memchr_iter(b'\n', bytes) {
            starts.push(to_u32(newline + 1));
            ends.push(if newline > 0 && bytes[newline - 1] == b'\r' { 2 } else { 1 });
        }
        ends.push(0);
        Self { starts, ends, wide: wide_characters(text), len: to_u32(text.len()) }
    }

    /// The number of lines; a text that ends with a line end has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        to_u32(self.starts.len())
    }

    /// The line an offset lies in, from 0.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        to_u32(self.starts.partition_point(|start| *start <= offset).max(1) - 1)
    }

    /// The span of a line without its line end; the last line if there are fewer.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let line = (line as usize).min(self.starts.len() - 1);
        let next = self.starts.get(line + 1).copied().unwrap_or(self.len);
        Span::new(self.starts[line], next - u32::from(self.ends[line]))
    }

    /// The line and column of an offset; one past the end of the text counts as its end.
    #[must_use]
    pub fn position(&self, offset: u32, columns: Columns) -> Position {
        let offset = offset.min(self.len);
        let line = self.line_of(offset);
        let start = self.starts[line as usize];
        let lag = self.lag(offset, columns) - self.lag(start, columns);
        Position { line, column: offset - start - lag }
    }

    /// The offset of a line and column; a column past the end of its line counts as that end.
    ///
    /// A column inside a character gives the start of the character.
    #[must_use]
    pub fn offset(&self, position: Position, columns: Columns) -> u32 {
        if position.line >= self.line_count() {
            return self.len;
        }
        let line = self.line_span(position.line);
        let base = self.lag(line.start, columns);
        let column_at = |offset: u32| offset - line.start - (self.lag(offset, columns) - base);
        let wide = &self.wide[self.wide.partition_point(|wide| wide.end <= line.start)..];
        // The last wide character that ends at or before the column; from there on a column is a byte.
        let before =
            wide.partition_point(|wide| wide.end <= line.end && column_at(wide.end) <= position.column);
        let from = before.checked_sub(1).map_or(line.start, |last| wide[last].end);
        let offset = from.saturating_add(position.column.saturating_sub(column_at(from)));
        let next_start = wide.get(before).filter(|next| next.end <= line.end).map(|next| {
            let width = self.lag(next.end, Columns::Chars) - self.lag(next.end - 1, Columns::Chars) + 1;
            next.end - width
        });
        offset.min(line.end).min(next_start.unwrap_or(u32::MAX))
    }

    /// By how much bytes are ahead of the unit at an offset, counted from the start of the text.
    fn lag(&self, offset: u32, columns: Columns) -> u32 {
        let after = self.wide.partition_point(|wide| wide.end <= offset);
        let Some(wide) = after.checked_sub(1).map(|last| self.wide[last]) else { return 0 };
        match columns {
            Columns::Bytes => 0,
            Columns::Utf16 => wide.utf16_lag,
            Columns::Chars => wide.chars_lag,
        }
    }
}

fn wide_characters(text: &str) -> Vec<Wide> {
    let mut wide = Vec::new();
    if text.is_ascii() {
        return wide;
    }
    let (mut utf16_lag, mut chars_lag) = (0, 0);
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        utf16_lag += to_u32(c.len_utf8() - c.len_utf16());
        chars_lag += to_u32(c.len_utf8() - 1);
        wide.push(Wide { end: to_u32(at + c.len_utf8()), utf16_lag, chars_lag });
    }
    wide
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_agree_with_counting() {
        let text = "a é 😀 b\r\n\n\u{feff}x\ny\r";
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 4);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
            let number = to_u32(before.matches('\n').count());
            let counts = [
                (Columns::Bytes, line.len()),
                (Columns::Utf16, line.encode_utf16().count()),
                (Columns::Chars, line.chars().count()),
            ];
            for (columns, column) in counts {
                let position = Position { line: number, column: to_u32(column) };
                assert_eq!(index.position(to_u32(at), columns), position);
                let line_end = index.line_span(number).end;
                assert_eq!(index.offset(position, columns), to_u32(at).min(line_end));
            }
        }
    }

    #[test]
    fn a_column_inside_a_character_is_its_start() {
        let index = LineIndex::new("a😀b");
        let inside = |column, columns| index.offset(Position { line: 0, column }, columns);
        assert_eq!(inside(2, Columns::Utf16), 1);
        assert_eq!(inside(3, Columns::Utf16), 5);
        assert_eq!(inside(3, Columns::Bytes), 1);
        assert_eq!(inside(9, Columns::Chars), 6);
    }

    #[test]
    fn lines_end_without_their_line_end() {
        let index = LineIndex::new("ab\r\ncd\n");
        let spans = [0, 1, 2, 9].map(|line| index.line_span(line));
        assert_eq!(spans, [Span::new(0, 2), Span::new(4, 6), Span::new(7, 7), Span::new(7, 7)]);
    }
}
