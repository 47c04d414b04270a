//! Text that becomes part of a Markdown document: whatever an author has named, it marks up nothing and ends no code.

use super::text::plain;

/// Prose of ours, with code between backticks. What an author has named stands in it as well.
pub(crate) fn prose(text: &str) -> String {
    marked(text, str::to_owned)
}

/// The same in a cell of a table, which is split into cells before anybody looks for code.
pub(crate) fn prose_in_cell(text: &str) -> String {
    marked(text, |code| code.replace('|', "\\|"))
}

fn marked(text: &str, code: impl Fn(&str) -> String) -> String {
    let text = plain(text);
    let parts: Vec<&str> = text.split('`').collect();
    let inner = parts.len().saturating_sub(1);
    let paired = parts.len() % 2 == 1;
    // Two backticks side by side would open another kind of code.
    let apart = parts.iter().enumerate().all(|(i, part)| i == 0 || i == inner || !part.trim().is_empty());
    if !paired || !apart {
        return escaped(&text);
    }
    let part =
        |(i, part): (usize, &&str)| if i % 2 == 1 { format!("`{}`", code(part)) } else { escaped(part) };
    parts.iter().enumerate().map(part).collect()
}

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A name as code, whatever stands in it.
pub(crate) fn code(name: &str) -> String {
    let name = plain(name);
    if !name.contains('`') {
        return format!("`{name}`");
    }
    let longest = name.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    format!("{fence} {name} {fence}")
}

/// The same in a cell of a table.
pub(crate) fn code_in_cell(name: &str) -> String {
    code(name).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_code_and_the_rest_is_no_markup() {
        assert_eq!(
            prose("`a*b` ends 3 h before <b>*x*</b>"),
            "`a*b` ends 3 h before &lt;b&gt;\\*x\\*&lt;/b&gt;"
        );
    }

    #[test]
    fn a_name_with_backticks_cannot_end_its_code() {
        assert_eq!(prose("`a`<img>`b`"), "`a`&lt;img&gt;`b`");
        assert_eq!(prose("`a``<img>` x"), "\\`a\\`\\`&lt;img&gt;\\` x");
        assert_eq!(prose("``` <img> `"), "\\`\\`\\` &lt;img&gt; \\`");
        assert_eq!(code("a`b"), "`` a`b ``");
    }

    #[test]
    fn nothing_in_a_cell_ends_it() {
        assert_eq!(prose_in_cell("`a | b` | c"), "`a \\| b` \\| c");
        assert_eq!(code_in_cell("a|b"), "`a\\|b`");
    }
}
