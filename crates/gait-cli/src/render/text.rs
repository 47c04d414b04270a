//! Text in columns of a terminal: how wide it is, how it is cut and wrapped. Escapes of styles have no width.

use unicode_width::UnicodeWidthChar;

/// The columns that text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    visible(text).map(|(_, c)| c.width().unwrap_or(0)).sum()
}

/// The characters of a text that are not part of an escape, with their offsets.
fn visible(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut escape = false;
    text.char_indices().filter(move |(_, c)| {
        // Ours are all of the form ESC [ … m.
        let inside = escape || *c == '\u{1b}';
        escape = inside && *c != 'm';
        !inside
    })
}

/// Cuts text that is too wide, with `…` in its last column. Only for text without escapes.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used < columns
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// Breaks text between words into lines of so many columns; a longer word has a line of its own.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    // A number and its sign of per cent are one word.
    const KEPT: char = '\u{a0}';
    let joined = text.replace(" %", "\u{a0}%");
    let words = joined.split(|c: char| c.is_whitespace() && c != KEPT).filter(|word| !word.is_empty());
    fill(words, columns).into_iter().map(|line| line.replace("\u{a0}%", " %")).collect()
}

/// Fills lines of so many columns with parts, a space between two; a longer part has a line of its own.
pub(crate) fn fill<'t>(parts: impl Iterator<Item = &'t str>, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in parts {
        let used = lines.last().map_or(0, |line| width(line));
        match lines.last_mut() {
            Some(last) if used == 0 => last.push_str(part),
            Some(last) if used + 1 + width(part) <= columns => {
                last.push(' ');
                last.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines
}

/// Text with spaces after it up to so many columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Text with spaces before it up to so many columns.
pub(crate) fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A name or text of an author without characters that would move the cursor: a blank for those that make one, and the
/// others by their numbers, since they may be what is wrong.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            _ if c.is_control() => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_have_no_width() {
        assert_eq!(width("\u{1b}[1mlong\u{1b}[0m run"), 8);
        assert_eq!(pad("\u{1b}[1ma\u{1b}[0m", 3), "\u{1b}[1ma\u{1b}[0m  ");
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(width("走る"), 4);
        assert_eq!(cut("走る走る", 5), "走る…");
    }

    #[test]
    fn cutting_keeps_what_fits() {
        assert_eq!(cut("6x800 m", 7), "6x800 m");
        assert_eq!(cut("6x800 m @ 5k", 8), "6x800 m…");
    }

    #[test]
    fn wrapping_breaks_between_words() {
        assert_eq!(wrap("two  easy\nkilometres", 8), ["two easy", "kilometres"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("by 10 % at most", 5), ["by", "10 %", "at", "most"]);
    }
}
