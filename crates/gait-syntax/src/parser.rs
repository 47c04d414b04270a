//! Tokens to a tree, whatever the text.
//!
//! Recursive descent that never gives up: what is missing becomes an empty error node, what does not fit is kept
//! inside one. Here is what the parser knows and how it writes nodes; the [`grammar`](crate::grammar) says what a
//! document is made of, and [`repair`](crate::repair) what to do about brackets that do not match.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::lexer::{self, Tokens};
use crate::repair::Group;
use crate::token::TokenKind as T;
use crate::tree::{NodeData, NodeKind, Parse, Tree};
use crate::{Problem, Span, text};

/// How many groups may stand inside each other.
pub const MAX_DEPTH: usize = 128;

/// How many problems of one text are listed.
const MAX_PROBLEMS: usize = 1000;

/// Parses any text. The tree covers all of it; what is wrong comes with it, code `syntax`.
///
/// A text of 4 GiB or more is not read: the tree is empty and the problem says so.
#[must_use]
pub fn parse(text: &str) -> Parse {
    parse_shared(&Arc::from(text))
}

/// Parses a text that the tree shares with its owner.
#[must_use]
pub fn parse_shared(text: &Arc<str>) -> Parse {
    if u32::try_from(text.len()).is_err() {
        let mut parse = parse("");
        parse.problems = vec![Problem::new("syntax", Span::default(), "the file is larger than 4 GiB")];
        return parse;
    }
    let tokens = lexer::lex(text, false);
    let (suspicious, open_text) = (tokens.suspicious, tokens.open_text);
    let first = parse_tokens(text, tokens);
    if first.problems.is_empty() || !(suspicious || open_text) {
        return first;
    }
    // Text that swallows lines which look like fields is legal, so it is only doubted when something is wrong.
    let mut second = parse_tokens(text, lexer::lex(text, true));
    blame_open_text(&mut second);
    if open_text || second.problems.len() <= first.problems.len() { second } else { first }
}

/// Where text never ends, leaves nothing else to say about its line: the quotes on it do not pair up.
fn blame_open_text(parse: &mut Parse) {
    let bytes = parse.tree.text().as_bytes();
    let line_start = |at: u32| memchr::memrchr(b'\n', &bytes[..at as usize]).map_or(0, |newline| newline + 1);
    let open = parse.problems.iter().filter(|problem| problem.message == text::OPEN_TEXT);
    let lines: Vec<_> = open.map(|problem| line_start(problem.span.start)).collect();
    parse.problems.retain(|problem| {
        problem.message == text::OPEN_TEXT || lines.binary_search(&line_start(problem.span.start)).is_err()
    });
}

/// Keeps the problems of a text that is no plan within bounds.
fn limit(problems: &mut Vec<Problem>) {
    let more = problems.len().saturating_sub(MAX_PROBLEMS);
    if more > 0 {
        problems.truncate(MAX_PROBLEMS);
        let span = problems.last().map(|problem| problem.span).unwrap_or_default();
        problems.push(Problem::new("syntax", span, format!("{more} more syntax errors follow")));
    }
}

fn parse_tokens(text: &Arc<str>, tokens: Tokens) -> Parse {
    let guess = tokens.kinds.len() / 2 + 4;
    let mut parser = Parser {
        text,
        starts: &tokens.starts,
        kinds: &tokens.kinds,
        at: 0,
        prev_end: 0,
        nodes: Vec::with_capacity(guess),
        problems: tokens.problems,
        current: 0,
        groups: Vec::new(),
        need: tokens.surplus,
        line_starts: OnceCell::new(),
        unbalanced: tokens.surplus != [0; 3],
        said_at: usize::MAX,
        no_bracket_until: 0,
        stray_end: usize::MAX,
        unclosed_at: usize::MAX,
    };
    parser.document();
    let Parser { nodes, mut problems, .. } = parser;
    problems.sort_by_key(|problem| problem.span);
    limit(&mut problems);
    let Tokens { starts, kinds, escapes, .. } = tokens;
    Parse { tree: Tree { text: Arc::clone(text), starts, kinds, nodes, escapes }, problems }
}

pub(crate) struct Parser<'a> {
    pub(crate) text: &'a str,
    pub(crate) starts: &'a [u32],
    pub(crate) kinds: &'a [T],
    /// The token looked at; never trivia.
    pub(crate) at: usize,
    /// The token after the last one consumed.
    pub(crate) prev_end: usize,
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) problems: Vec<Problem>,
    current: u32,
    /// The groups that are open here, the outermost first.
    pub(crate) groups: Vec<Group>,
    /// Openers minus closers that have not been explained yet, for `(`, `[` and `{`.
    pub(crate) need: [i32; 3],
    /// Where the lines begin, found out when brackets are doubted.
    pub(crate) line_starts: OnceCell<Vec<usize>>,
    /// Whether the brackets of the text do not add up; only then are they doubted.
    pub(crate) unbalanced: bool,
    /// The token of the last problem: one problem per place is enough.
    pub(crate) said_at: usize,
    /// The token up to which no value can lack its `[`.
    pub(crate) no_bracket_until: usize,
    /// The end of the last closer or comma that was skipped.
    pub(crate) stray_end: usize,
    /// The token at which groups were last closed for want of a closer.
    pub(crate) unclosed_at: usize,
}

/// What stands at a place, as far as the next token tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `name:`
    Field,
    /// `"text":`
    Entry,
    /// Any other value.
    Value,
    /// No value.
    Other,
}

impl Parser<'_> {
    // Tokens

    pub(crate) fn kind(&self) -> T {
        self.kinds[self.at]
    }

    /// The token after `from` that is not trivia.
    pub(crate) fn after(&self, from: usize) -> usize {
        let mut at = from;
        while self.kinds[at] != T::End {
            at += 1;
            if !self.kinds[at].is_trivia() {
                break;
            }
        }
        at
    }

    pub(crate) fn next_kind(&self) -> T {
        self.kinds[self.after(self.at)]
    }

    pub(crate) fn bump(&mut self) {
        if self.kind() != T::End {
            self.prev_end = self.at + 1;
            self.at = self.after(self.at);
        }
    }

    pub(crate) fn eat(&mut self, kind: T) -> bool {
        let found = self.kind() == kind;
        if found {
            self.bump();
        }
        found
    }

    pub(crate) fn token_span(&self, at: usize) -> Span {
        let start = self.starts[at];
        Span::new(start, self.starts.get(at + 1).copied().unwrap_or(start))
    }

    pub(crate) fn token_text(&self, at: usize) -> &str {
        &self.text[self.token_span(at).range()]
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        let kind = self.kinds[at];
        if !kind.starts_value() {
            return Shape::Other;
        }
        if !(kind.is_name() || kind.is_literal()) || self.kinds[self.after(at)] != T::Colon {
            return Shape::Value;
        }
        if kind.is_name() { Shape::Field } else { Shape::Entry }
    }

    // Problems

    /// What the text has at a token, for a message.
    fn found(&self, at: usize) -> String {
        match (self.kinds[at], self.token_text(at)) {
            (T::End, _) => "the end of the file".into(),
            (_, text) if text.len() <= 24 && !text.contains('\n') => format!("`{text}`"),
            (T::String, _) => "text".into(),
            _ => "something else".into(),
        }
    }

    /// Reports what was expected at the token looked at, unless that place has been spoken of.
    pub(crate) fn expected(&mut self, what: &str) -> Option<&mut Problem> {
        let found = self.found(self.at);
        self.say(match found == what {
            // It stands there, but belongs to another group.
            true => format!("a {what} is missing before this one"),
            false => format!("expected {what}, found {found}"),
        })
    }

    pub(crate) fn say(&mut self, message: String) -> Option<&mut Problem> {
        if self.said_at == self.at || self.kind() == T::Bad {
            return None;
        }
        self.said_at = self.at;
        self.problems.push(Problem::new("syntax", self.token_span(self.at), message));
        self.problems.last_mut()
    }

    /// Reports that an element is of the wrong shape for its group, once in each group.
    pub(crate) fn say_once(&mut self, message: String) -> Option<&mut Problem> {
        let complained = self.groups.last_mut().map(|group| std::mem::replace(&mut group.complained, true));
        if complained == Some(true) {
            self.said_at = self.at;
            return None;
        }
        self.say(message)
    }

    // Nodes

    #[expect(clippy::cast_possible_truncation)]
    pub(crate) fn open(&mut self, kind: NodeKind, first: usize) -> usize {
        let id = self.nodes.len();
        let first = first as u32;
        self.nodes.push(NodeData { kind, first, end: first, next: id as u32 + 1, parent: self.current });
        self.current = id as u32;
        id
    }

    #[expect(clippy::cast_possible_truncation)]
    pub(crate) fn close(&mut self, id: usize) {
        let next = self.nodes.len() as u32;
        let node = &mut self.nodes[id];
        node.end = (self.prev_end as u32).max(node.first);
        node.next = next;
        self.current = node.parent;
    }

    pub(crate) fn leaf(&mut self, kind: NodeKind) {
        let id = self.open(kind, self.at);
        self.bump();
        self.close(id);
    }

    /// The empty place of something missing: right after what stands before it, but inside its parent.
    pub(crate) fn empty_error(&mut self) {
        let parent = self.nodes[self.current as usize].first as usize;
        let id = self.open(NodeKind::Error, self.prev_end.max(parent));
        self.close(id);
    }

    /// Keeps one token that fits nowhere.
    pub(crate) fn junk(&mut self) {
        self.leaf(NodeKind::Error);
    }
}
