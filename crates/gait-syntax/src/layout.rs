//! How the items of a list, struct or map are laid out: commas, comments, lines.
//!
//! An item owns the comments directly before it, on its line or on the lines above without a blank line between, and
//! those after it on its last line. Comments that stand apart belong to nobody and stay where they are.

use crate::node::Node;
use crate::token::TokenKind as T;
use crate::tree::Tree;

/// One item with what it owns, as places among the tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Its first own token: a comment before it, or the item itself.
    pub(crate) lead: u32,
    /// The item itself.
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The comma after it.
    pub(crate) comma: Option<u32>,
    /// The token after the last one it owns.
    pub(crate) tail: u32,
}

/// A group with brackets at both ends.
pub(crate) struct Layout<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) opener: u32,
    pub(crate) closer: u32,
    pub(crate) items: Vec<Item>,
}

impl<'t> Layout<'t> {
    /// The layout of a struct, tuple, list or map; `None` for anything else, and where a bracket is missing.
    pub(crate) fn of(group: Node<'t>) -> Option<Self> {
        let (_, closing) = group.brackets()?;
        closing?;
        let tree = group.tree();
        let (first, end) = group.tokens();
        let opener = (first..end).find(|token| tree.kinds[*token as usize].is_opener())?;
        let mut layout = Self { tree, opener, closer: end - 1, items: Vec::new() };
        let nodes: Vec<(u32, u32)> = group.children().map(Node::tokens).collect();
        let mut from = opener + 1;
        for (i, &(first, end)) in nodes.iter().enumerate() {
            let next = nodes.get(i + 1).map_or(layout.closer, |next| next.0);
            let item = layout.item(from, first, end, next, i + 1 == nodes.len());
            from = item.tail;
            layout.items.push(item);
        }
        Some(layout)
    }

    fn item(&self, from: u32, first: u32, end: u32, next: u32, last: bool) -> Item {
        let comma = (end..next).find(|token| self.kind(*token) == T::Comma);
        Item { lead: self.lead(from, first), first, end, comma, tail: self.tail(end, comma, next, last) }
    }

    fn lead(&self, from: u32, first: u32) -> u32 {
        let mut lead = first;
        let mut same_line = true;
        for token in (from..first).rev() {
            if self.kind(token) == T::Whitespace {
                let breaks = self.line_breaks(token);
                if breaks > 1 {
                    break;
                }
                same_line &= breaks == 0;
            } else if self.kind(token).is_comment() && (same_line || self.starts_line(token)) {
                lead = token;
            } else {
                break;
            }
        }
        lead
    }

    fn tail(&self, end: u32, comma: Option<u32>, next: u32, last: bool) -> u32 {
        let after = comma.map_or(end, |comma| comma + 1);
        let mut tail = after;
        for token in after..next {
            if self.kind(token).is_comment() {
                tail = token + 1;
                if self.tree.token_text(token).contains('\n') {
                    return tail;
                }
            } else if self.line_breaks(token) > 0 {
                return tail;
            }
        }
        // A comment between two items on one line belongs to the second.
        if last { tail } else { after }
    }

    pub(crate) fn kind(&self, token: u32) -> T {
        self.tree.kinds[token as usize]
    }

    /// Where a token begins.
    pub(crate) fn at(&self, token: u32) -> u32 {
        self.tree.starts[token as usize]
    }

    fn line_breaks(&self, token: u32) -> usize {
        if self.kind(token) == T::Whitespace { self.tree.token_text(token).matches('\n').count() } else { 0 }
    }

    /// Whether only white space stands before a token on its line.
    pub(crate) fn starts_line(&self, token: u32) -> bool {
        match token.checked_sub(1) {
            None => true,
            Some(before) => {
                self.line_breaks(before) > 0
                    || (before == 0 && self.kind(0) != T::OpenBracket && self.kind(0).is_trivia())
            }
        }
    }

    /// Whether the line ends before this token, but for white space.
    pub(crate) fn ends_line(&self, token: u32) -> bool {
        self.kind(token) == T::End || self.line_breaks(token) > 0
    }

    /// The number of blanks a token begins with.
    pub(crate) fn blanks(&self, token: u32) -> u32 {
        let text = self.tree.token_text(token);
        u32::try_from(text.len() - text.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
    }

    /// Whether an item has its lines to itself.
    pub(crate) fn has_own_lines(&self, item: &Item) -> bool {
        self.starts_line(item.lead) && self.ends_line(item.tail)
    }

    /// Whether the token before this one is a comment that goes on to the line end.
    pub(crate) fn follows_line_comment(&self, token: u32) -> bool {
        token > 0 && self.kind(token - 1) == T::LineComment
    }

    pub(crate) fn has_comments(&self, from: u32, to: u32) -> bool {
        (from..to).any(|token| self.kind(token).is_comment())
    }

    /// The start of the line a token stands on.
    pub(crate) fn line_start(&self, token: u32) -> u32 {
        let at = self.at(token) as usize;
        let newline = memchr::memrchr(b'\n', &self.tree.text.as_bytes()[..at]);
        u32::try_from(newline.map_or(0, |newline| newline + 1)).unwrap_or(u32::MAX)
    }

    /// The start of the line after the one a token begins on.
    pub(crate) fn next_line(&self, token: u32) -> u32 {
        let at = self.at(token) as usize;
        let rest = &self.tree.text.as_bytes()[at..];
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
        u32::try_from(at + len).unwrap_or(u32::MAX)
    }

    /// The white space a line begins with.
    pub(crate) fn indent(&self, token: u32) -> &'t str {
        let line = &self.tree.text()[self.line_start(token) as usize..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }
}

/// The line end a text uses.
pub(crate) fn newline_of(text: &str) -> &'static str {
    match memchr::memchr(b'\n', text.as_bytes()) {
        Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

/// Gives the lines of a snippet another indentation and line end. Text and comments over several lines stay as they are.
pub(crate) fn reindent(snippet: &str, from: &str, to: &str, newline: &str) -> String {
    if from == to && !snippet.contains('\n') {
        return snippet.to_owned();
    }
    let tokens = crate::lexer::lex(snippet, false);
    let mut result = String::with_capacity(snippet.len() + 16);
    for (i, pair) in tokens.starts.windows(2).enumerate() {
        let text = &snippet[pair[0] as usize..pair[1] as usize];
        match text.rfind('\n') {
            Some(last) if tokens.kinds[i] == T::Whitespace => {
                for _ in 0..text.matches('\n').count() {
                    result.push_str(newline);
                }
                let indent = &text[last + 1..];
                match indent.strip_prefix(from) {
                    Some(rest) => result.extend([to, rest]),
                    None => result.push_str(indent),
                }
            }
            _ => result.push_str(text),
        }
    }
    result
}
