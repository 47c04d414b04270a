//! Markdown on a terminal, as far as our pages use it: headings, paragraphs, lists, code, tables; emphasis and code
//! within a line. Without colour the marks stay, so that what comes out is still Markdown.

use anstyle::Style;
use gait_core::Severity;

use crate::output::{BOLD, DIM, NAME, painted, severity_style};
use crate::render::table;
use crate::render::text::wrap;

/// Renders a page in so many columns; code is not wrapped.
pub(crate) fn render(page: &str, columns: usize, styled: bool) -> String {
    let paper = Paper { columns, styled };
    let mut out = String::new();
    for block in blocks(page) {
        if !out.is_empty() {
            out.push('\n');
        }
        paper.block(&mut out, &block);
    }
    out
}

enum Block<'p> {
    Heading(&'p str),
    Paragraph(String),
    List(Vec<String>),
    Code(Vec<&'p str>),
    Table(Vec<Vec<String>>),
}

/// The blocks of a page, in order.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut out: Vec<Block<'_>> = Vec::new();
    let mut source = page.lines();
    // Whether the line before was empty, so that this one opens a block.
    let mut fresh = true;
    while let Some(line) = source.next() {
        let text = line.trim();
        if let Some(fence) = text.strip_prefix("```").map(|_| "```") {
            let code = source.by_ref().take_while(|line| !line.trim().starts_with(fence)).collect();
            out.push(Block::Code(code));
            fresh = true;
            continue;
        }
        match out.last_mut() {
            _ if text.is_empty() => {}
            _ if text.starts_with('#') => out.push(Block::Heading(text)),
            Some(Block::List(items)) if text.starts_with("- ") => items.push(text[2..].to_owned()),
            _ if text.starts_with("- ") => out.push(Block::List(vec![text[2..].to_owned()])),
            Some(Block::Table(rows)) if text.starts_with('|') && !fresh => rows.extend(cells(text)),
            _ if text.starts_with('|') => out.push(Block::Table(cells(text).into_iter().collect())),
            Some(Block::Paragraph(before)) if !fresh => join(before, text),
            Some(Block::List(items)) if !fresh => {
                if let Some(item) = items.last_mut() {
                    join(item, text);
                }
            }
            _ => out.push(Block::Paragraph(text.to_owned())),
        }
        fresh = text.is_empty() || text.starts_with('#');
    }
    out
}

fn join(before: &mut String, text: &str) {
    before.push(' ');
    before.push_str(text);
}

/// The cells of a table's line; nothing for the line under the head.
fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.trim_matches('|');
    let rule = inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '));
    (!rule).then(|| inner.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// What is written on.
struct Paper {
    columns: usize,
    styled: bool,
}

impl Paper {
    fn block(&self, out: &mut String, block: &Block<'_>) {
        match block {
            Block::Heading(text) => out.push_str(&format!("{}\n", self.heading(text))),
            Block::Paragraph(text) => self.lines(out, "", text),
            Block::List(items) => items.iter().for_each(|item| self.lines(out, "- ", item)),
            Block::Code(code) => {
                for line in code {
                    out.push_str(format!("    {}", self::code(line)).trim_end());
                    out.push('\n');
                }
            }
            Block::Table(rows) => {
                let count = rows.iter().map(Vec::len).max().unwrap_or(0);
                let rows: Vec<Vec<String>> =
                    rows.iter().map(|row| row.iter().map(|cell| self.inline(cell)).collect()).collect();
                out.push_str(&table::rows(&rows, &vec![Style::new(); count], 0, self.columns));
            }
        }
    }

    fn heading(&self, text: &str) -> String {
        let title = text.trim_start_matches('#').trim();
        match self.styled {
            false => text.to_owned(),
            true if text.starts_with("##") => painted(title, BOLD),
            true => painted(title, BOLD.underline()),
        }
    }

    /// Wraps text behind a bullet. Emphasis holds across the lines it is broken over, as every word is styled alone.
    fn lines(&self, out: &mut String, bullet: &str, text: &str) {
        let room = self.columns.saturating_sub(bullet.len()).max(20);
        for (number, line) in wrap(&self.inline(text), room).iter().enumerate() {
            let lead = if number == 0 { bullet } else { &"  "[..bullet.len()] };
            out.push_str(&format!("{lead}{line}\n"));
        }
    }

    /// Styles `code`, **strong** and *emphasis*, word by word.
    fn inline(&self, text: &str) -> String {
        if !self.styled {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['`', '*']) {
            out.push_str(&rest[..at]);
            let mark = if rest[at..].starts_with("**") { "**" } else { &rest[at..=at] };
            let inside = &rest[at + mark.len()..];
            let Some(end) = inside.find(mark).filter(|_| opens(mark, inside)) else {
                out.push_str(mark);
                rest = inside;
                continue;
            };
            let style = match mark {
                "`" => NAME,
                "**" => BOLD,
                _ => Style::new().italic(),
            };
            let words: Vec<String> = inside[..end].split(' ').map(|word| painted(word, style)).collect();
            out.push_str(&words.join(" "));
            rest = &inside[end + mark.len()..];
        }
        out.push_str(rest);
        out
    }
}

/// A star before a space is a star.
fn opens(mark: &str, inside: &str) -> bool {
    mark == "`" || !inside.starts_with(' ')
}

/// A line of code: comments are dim, and findings under the code they point at have the colour of their severity.
fn code(line: &str) -> String {
    let Some(at) = comment(line) else { return line.to_owned() };
    let (code, comment) = line.split_at(at);
    let severity = [Severity::Error, Severity::Warning, Severity::Advice]
        .into_iter()
        .find(|severity| comment.contains(&format!("^ {}[", severity.name())));
    let carets = comment.trim_start_matches(['/', ' ']).starts_with('^');
    let style = match severity {
        Some(severity) => severity_style(severity),
        None if carets => BOLD,
        None => DIM,
    };
    format!("{code}{}", painted(comment, style))
}

/// Where a line's comment begins: at `//` outside text.
fn comment(line: &str) -> Option<usize> {
    let mut quoted = false;
    let bytes = line.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'/' if !quoted && bytes.get(at + 1) == Some(&b'/') => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(page: &str, columns: usize) -> String {
        anstream::adapter::strip_str(&render(page, columns, true)).to_string()
    }

    #[test]
    fn paragraphs_and_items_are_wrapped() {
        let page = "# title\n\none two\nthree\n\n- an item\n  goes on\n- `next`\n\nend";
        let shown = "title\n\none two three\n\n- an item goes on\n- next\n\nend\n";
        assert_eq!(plain(page, 80), shown);
        assert_eq!(plain("- one two three four five six", 20), "- one two three four\n  five six\n");
    }

    #[test]
    fn code_stays_as_it_is() {
        let page = "```ron\nmon: [\"a\"],   // why\n//   ^^^ error[x]: far too long for the columns of this page\n```";
        let shown =
            "    mon: [\"a\"],   // why\n    //   ^^^ error[x]: far too long for the columns of this page\n";
        assert_eq!(plain(page, 20), shown);
    }

    #[test]
    fn tables_line_up() {
        let page = "| a | b |\n|---|---|\n| long | `x` |\n";
        assert_eq!(plain(page, 80), "a     b\nlong  x\n");
    }

    #[test]
    fn stars_and_ticks_without_partner_stay() {
        assert_eq!(plain("2 * 3 = 6, a `tick", 80), "2 * 3 = 6, a `tick\n");
        assert_eq!(plain("**very** *much* `so it is`", 80), "very much so it is\n");
    }

    #[test]
    fn without_colour_it_is_still_markdown() {
        let page = "# title\n\n`code` and *emphasis*\n\n## part\n\n- item\n";
        assert_eq!(render(page, 80, false), page);
    }
}
