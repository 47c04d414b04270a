//! Comments that silence a rule: `// gait: allow(rule): reason`.

use gait_syntax::edit::Edit;
use gait_syntax::{Span, Tree};

use super::offset;

/// Silences a rule in the comment about the line that `item` begins on; a comment of its own if there is none, or if it
/// is to stand apart.
pub(super) fn allow(tree: &Tree, item: Span, rule: &str, reason: &str, apart: bool) -> Edit {
    let text = tree.text();
    let start = text[..item.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
    if let (false, Some(at)) = (apart, list_end(tree, start)) {
        return Edit::insert(at, format!(", {rule}"));
    }
    let line = &text[start..];
    // A byte order mark stays first.
    let from = start + usize::from(line.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
    let blank = text[from..].len() - text[from..].trim_start_matches([' ', '\t']).len();
    let indent = &text[from..from + blank];
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Edit::insert(offset(from), format!("{indent}// gait: allow({rule}): {reason}{newline}"))
}

/// Where the list of rules ends in a comment that silences some about the line that begins at `start`.
fn list_end(tree: &Tree, start: usize) -> Option<u32> {
    let text = tree.text();
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let about = |span: Span, trailing: bool| {
        if trailing {
            return (start..end).contains(&(span.start as usize));
        }
        // Other comments may stand between.
        let between = text.get(span.end as usize..start).unwrap_or("x");
        (span.end as usize) <= start
            && between.lines().all(|line| {
                let line = line.trim();
                line.is_empty() || line.starts_with("//")
            })
    };
    let lists = tree.comments().filter(|comment| about(comment.span, comment.trailing));
    lists.filter_map(|comment| list_of(tree, comment.span)).last()
}

/// Where the list of rules ends in a comment.
fn list_of(tree: &Tree, comment: Span) -> Option<u32> {
    let text = tree.slice(comment);
    let body = text.strip_prefix("//").or_else(|| text.strip_prefix("/*"))?.trim_start();
    let list =
        body.strip_prefix("gait:")?.trim_start().strip_prefix("allow")?.trim_start().strip_prefix('(')?;
    let (rules, _) = list.split_once(')').filter(|(rules, _)| !rules.trim().is_empty())?;
    let at = comment.start as usize + (text.len() - list.len()) + rules.trim_end().len();
    Some(offset(at))
}
