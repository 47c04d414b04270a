//! Tokens to a tree, whatever the text.
//!
//! Recursive descent that never gives up: what is missing becomes an empty error node, what does not fit is kept
//! inside one. How brackets that do not match are repaired is in [`repair`](crate::repair).

use std::sync::Arc;

use crate::lexer::{self, Tokens};
use crate::repair::{Delim, Group};
use crate::token::TokenKind as T;
use crate::tree::{NodeData, NodeKind, Parse, Tree};
use crate::{Problem, Span, number};

/// How many groups may stand inside each other.
pub const MAX_DEPTH: usize = 128;

/// Parses any text. The tree covers all of it; what is wrong comes with it, code `syntax`.
///
/// A text of 4 GiB or more is not read: the tree is empty and the problem says so.
#[must_use]
pub fn parse(text: &str) -> Parse {
    if u32::try_from(text.len()).is_err() {
        let mut parse = parse("");
        parse.problems = vec![Problem::new("syntax", Span::default(), "the file is larger than 4 GiB")];
        return parse;
    }
    let text: Arc<str> = Arc::from(text);
    let tokens = lexer::lex(&text, false);
    let (suspicious, open_text) = (tokens.suspicious, tokens.open_text);
    let first = parse_tokens(&text, tokens);
    if first.problems.is_empty() || !(suspicious || open_text) {
        return first;
    }
    // Text that swallows lines which look like fields is legal, so it is only doubted when something is wrong.
    let mut second = parse_tokens(&text, lexer::lex(&text, true));
    blame_open_text(&mut second);
    if open_text || second.problems.len() <= first.problems.len() { second } else { first }
}

/// Where text never ends, leaves nothing else to say about its line: the quotes on it do not pair up.
fn blame_open_text(parse: &mut Parse) {
    let bytes = parse.tree.text().as_bytes();
    let line_start = |at: u32| memchr::memrchr(b'\n', &bytes[..at as usize]).map_or(0, |newline| newline + 1);
    let open = parse.problems.iter().filter(|problem| problem.message == lexer::OPEN_TEXT);
    let lines: Vec<_> = open.map(|problem| line_start(problem.span.start)).collect();
    parse.problems.retain(|problem| {
        problem.message == lexer::OPEN_TEXT || lines.binary_search(&line_start(problem.span.start)).is_err()
    });
}

fn parse_tokens(text: &Arc<str>, tokens: Tokens) -> Parse {
    let guess = tokens.kinds.len() / 3 + 4;
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
        unbalanced: tokens.surplus != [0; 3],
        said_at: usize::MAX,
        stray_end: usize::MAX,
        unclosed_at: usize::MAX,
    };
    parser.document();
    let Parser { nodes, mut problems, .. } = parser;
    problems.sort_by_key(|problem| problem.span);
    let Tokens { starts, kinds, .. } = tokens;
    Parse { tree: Tree { text: Arc::clone(text), starts, kinds, nodes }, problems }
}

pub(crate) struct Parser<'a> {
    pub(crate) text: &'a str,
    pub(crate) starts: &'a [u32],
    pub(crate) kinds: &'a [T],
    /// The token looked at; never trivia.
    pub(crate) at: usize,
    /// The token after the last one consumed.
    pub(crate) prev_end: usize,
    nodes: Vec<NodeData>,
    pub(crate) problems: Vec<Problem>,
    current: u32,
    /// The groups that are open here, the outermost first.
    pub(crate) groups: Vec<Group>,
    /// Openers minus closers that have not been explained yet, for `(`, `[` and `{`.
    pub(crate) need: [i32; 3],
    /// Whether the brackets of the text do not add up; only then are they doubted.
    pub(crate) unbalanced: bool,
    /// The token of the last problem: one problem per place is enough.
    pub(crate) said_at: usize,
    /// The end of the last closer that was skipped.
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

    fn eat(&mut self, kind: T) -> bool {
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
        let message = format!("expected {what}, found {}", self.found(self.at));
        self.say(message)
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
    fn say_once(&mut self, message: String) -> Option<&mut Problem> {
        let complained = self.groups.last_mut().map(|group| std::mem::replace(&mut group.complained, true));
        if complained == Some(true) {
            self.said_at = self.at;
            return None;
        }
        self.say(message)
    }

    // Nodes

    #[expect(clippy::cast_possible_truncation)]
    fn open(&mut self, kind: NodeKind, first: usize) -> usize {
        let id = self.nodes.len();
        let first = first as u32;
        self.nodes.push(NodeData { kind, first, end: first, next: id as u32 + 1, parent: self.current });
        self.current = id as u32;
        id
    }

    #[expect(clippy::cast_possible_truncation)]
    fn close(&mut self, id: usize) {
        let next = self.nodes.len() as u32;
        let node = &mut self.nodes[id];
        node.end = (self.prev_end as u32).max(node.first);
        node.next = next;
        self.current = node.parent;
    }

    fn leaf(&mut self, kind: NodeKind) {
        let id = self.open(kind, self.at);
        self.bump();
        self.close(id);
    }

    /// The empty place of something missing: right after what stands before it, but inside its parent.
    fn empty_error(&mut self) {
        let parent = self.nodes[self.current as usize].first as usize;
        let id = self.open(NodeKind::Error, self.prev_end.max(parent));
        self.close(id);
    }

    /// Keeps one token that fits nowhere.
    pub(crate) fn junk(&mut self) {
        self.leaf(NodeKind::Error);
    }

    // The grammar

    fn document(&mut self) {
        let root = self.open(NodeKind::Document, 0);
        if self.kind().is_trivia() {
            self.at = self.after(0);
        }
        while self.kind() == T::Hash {
            self.attribute();
        }
        if self.kind() == T::End {
            self.expected("a value");
        } else if self.shape(self.at) == Shape::Field {
            self.expected("`(` before the first field");
            self.virtual_group(Delim::Paren, self.at);
        } else {
            self.value();
        }
        if self.kind() != T::End {
            self.trailing();
        }
        let end = self.kinds.len() - 1;
        self.close(root);
        // The document reaches from the first byte to the last.
        self.nodes[root].end = u32::try_from(end).unwrap_or(u32::MAX);
    }

    /// Whatever follows the value of the document, kept as far as it can be understood.
    fn trailing(&mut self) {
        let id = self.open(NodeKind::Error, self.at);
        self.expected("the end of the file");
        while self.kind() != T::End {
            self.said_at = self.at;
            match self.shape(self.at) {
                Shape::Field => self.virtual_group(Delim::Paren, self.at),
                Shape::Entry => self.virtual_group(Delim::Brace, self.at),
                Shape::Value => self.value(),
                Shape::Other => self.junk(),
            }
        }
        self.close(id);
    }

    /// `#![enable(…)]`, `#![type = "…"]` or `#![schema = "…"]`.
    fn attribute(&mut self) {
        let id = self.open(NodeKind::Attribute, self.at);
        let line = self.at;
        self.bump();
        if !self.attribute_body() {
            if self.said_at != self.at {
                self.expected("`#![enable(…)]`, `#![type = \"…\"]` or `#![schema = \"…\"]`");
            }
            // An attribute hardly ever goes on over the line end.
            while self.kind() != T::End && !self.line_break_between(line, self.at) {
                let done = self.kind() == T::CloseBracket;
                self.bump();
                if done {
                    break;
                }
            }
        }
        self.close(id);
    }

    fn attribute_body(&mut self) -> bool {
        if !(self.eat(T::Bang) && self.eat(T::OpenBracket)) || self.kind() != T::Ident {
            return false;
        }
        match self.token_text(self.at) {
            "enable" => {
                self.bump();
                self.eat(T::OpenParen)
                    && self.extensions()
                    && self.eat(T::CloseParen)
                    && self.eat(T::CloseBracket)
            }
            "type" | "schema" => {
                self.bump();
                self.eat(T::Equals) && self.eat(T::String) && self.eat(T::CloseBracket)
            }
            _ => false,
        }
    }

    fn extensions(&mut self) -> bool {
        const KNOWN: [&str; 4] =
            ["unwrap_newtypes", "implicit_some", "unwrap_variant_newtypes", "explicit_struct_names"];
        loop {
            if !self.kind().is_name() {
                return false;
            }
            let name = self.token_text(self.at);
            if !KNOWN.contains(&name) {
                let near = crate::nearest(name, KNOWN.into_iter());
                let message = format!("RON has no extension `{name}`");
                let help = near.map(|near| format!("did you mean `{near}`?"));
                if let Some(problem) = self.say(message) {
                    problem.help = help;
                }
            }
            self.bump();
            if !self.eat(T::Comma) || !self.kind().is_name() {
                return true;
            }
        }
    }

    pub(crate) fn value(&mut self) {
        if self.unbalanced && self.value_without_opener() {
            return;
        }
        match self.kind() {
            T::String => self.leaf(NodeKind::String),
            T::Number => self.leaf(NodeKind::Number),
            T::Ident | T::RawIdent => self.name_value(),
            T::OpenParen => self.group(Delim::Paren, self.at),
            T::OpenBracket => self.group(Delim::Bracket, self.at),
            T::OpenBrace => self.group(Delim::Brace, self.at),
            T::Bytes => self.leaf(NodeKind::Bytes),
            T::Char => self.leaf(NodeKind::Char),
            T::Range => self.leaf(NodeKind::Range),
            T::Bad => self.leaf(NodeKind::Error),
            T::Unknown | T::Bang | T::Hash => {
                self.expected("a value");
                self.junk();
            }
            _ => {
                self.expected("a value");
                self.empty_error();
            }
        }
    }

    /// A bare name, or a struct or tuple with a name.
    fn name_value(&mut self) {
        let name = self.at;
        if self.kind() == T::Ident {
            match self.token_text(name) {
                "true" | "false" => return self.leaf(NodeKind::Bool),
                "None" => return self.leaf(NodeKind::Ident),
                word if matches!(word.as_bytes()[0], b'i' | b'N') && number::is_word(word) => {
                    return self.leaf(NodeKind::Number);
                }
                _ => {}
            }
        }
        let next = self.after(name);
        if self.kinds[next] == T::OpenParen {
            self.bump();
            return self.group(Delim::Paren, name);
        }
        if self.unbalanced && self.lacks_opener_after_name(next) {
            self.bump();
            self.expected("`(`");
            return self.virtual_group(Delim::Paren, name);
        }
        self.leaf(NodeKind::Ident);
    }

    /// A group whose opener is the token looked at; `first` is the name before it, if it has one.
    fn group(&mut self, delim: Delim, first: usize) {
        if self.groups.len() >= MAX_DEPTH {
            return self.too_deep(first);
        }
        let opener = self.at;
        self.bump();
        self.group_body(delim, first, Some(opener));
    }

    /// A group whose opener is missing, which has been reported.
    pub(crate) fn virtual_group(&mut self, delim: Delim, first: usize) {
        if self.groups.len() >= MAX_DEPTH {
            return self.too_deep(first);
        }
        self.need[delim.index()] += 1;
        self.group_body(delim, first, None);
    }

    fn group_body(&mut self, delim: Delim, first: usize, opener: Option<usize>) {
        let id = self.open(delim.node_kind(), first);
        self.groups.push(Group::new(delim, opener));
        while !self.group_ends() {
            let before = self.at;
            self.element();
            self.separator(before);
        }
        if let Some(group) = self.groups.pop()
            && group.has_fields
        {
            self.nodes[id].kind = NodeKind::Struct;
        }
        self.close(id);
    }

    /// Keeps a group that stands too deep as one flat error.
    fn too_deep(&mut self, first: usize) {
        let id = self.open(NodeKind::Error, first);
        self.say(format!("more than {MAX_DEPTH} groups stand inside each other"));
        let mut depth = 0usize;
        loop {
            match self.kind() {
                T::OpenParen | T::OpenBracket | T::OpenBrace => depth += 1,
                kind if kind.is_closer() => depth = depth.saturating_sub(1),
                T::End => break,
                _ => {}
            }
            self.bump();
            if depth == 0 {
                break;
            }
        }
        self.close(id);
    }

    /// What separates the element that began at `before` from the next one.
    fn separator(&mut self, before: usize) {
        match self.kind() {
            T::Comma => self.bump(),
            T::End => {}
            kind if kind.is_closer() => {}
            _ => {
                // Where a group was closed after its comma, the comma is there.
                if self.prev_end == 0 || self.kinds[self.prev_end - 1] != T::Comma {
                    let help = self.quotes_help(before);
                    if let Some(problem) = self.expected("`,`") {
                        problem.help = help;
                    }
                }
                // Every turn takes a token or leaves.
                if self.at == before {
                    self.junk();
                }
            }
        }
    }

    /// A hint for words that stand where text should.
    fn quotes_help(&self, before: usize) -> Option<String> {
        let word = |at: usize| matches!(self.kinds[at], T::Ident | T::Number);
        let last = self.prev_end.checked_sub(1)?;
        if !word(last) || !word(self.at) || self.shape(self.at) == Shape::Field || last < before {
            return None;
        }
        let text = &self.text[self.starts[last] as usize..self.starts[self.at + 1] as usize];
        Some(format!("text needs quotes: `\"{text}\"`"))
    }

    fn element(&mut self) {
        let Some(group) = self.groups.last_mut() else { return };
        let (delim, fields) = (group.delim, group.has_fields);
        group.elements += 1;
        match delim {
            Delim::Paren => self.paren_element(fields),
            Delim::Bracket => self.list_element(),
            Delim::Brace => self.entry(),
        }
    }

    fn list_element(&mut self) {
        match self.shape(self.at) {
            _ if self.unbalanced && self.lacks_opener() => self.value(),
            Shape::Field => {
                let name = self.token_text(self.at).to_owned();
                self.say_once(format!("a list has no named fields, but `{name}:` is one"));
                self.field();
            }
            Shape::Entry => {
                self.say_once("a list has no keys".into());
                self.entry();
            }
            _ => self.value(),
        }
    }

    fn paren_element(&mut self, fields: bool) {
        let shape = self.shape(self.at);
        let first = self.groups.last().is_some_and(|group| group.elements == 1);
        if shape == Shape::Field {
            if !fields && !first {
                let name = self.token_text(self.at).to_owned();
                self.say_once(format!("expected a value without a name, found the field `{name}:`"));
            }
            return self.field();
        }
        if fields || (first && (shape == Shape::Entry || self.first_field_is_damaged())) {
            return self.damaged_field(shape);
        }
        self.value();
    }

    /// `name: value`
    fn field(&mut self) {
        if let Some(group) = self.groups.last_mut() {
            group.has_fields |= group.delim == Delim::Paren;
        }
        let id = self.open(NodeKind::Field, self.at);
        self.bump();
        self.bump();
        self.field_value();
        self.close(id);
    }

    /// The value after a colon. A name with a colon is the next field, not a value.
    fn field_value(&mut self) {
        if self.shape(self.at) == Shape::Field && !(self.unbalanced && self.lacks_opener()) {
            self.expected("a value");
            return self.empty_error();
        }
        self.value();
    }

    /// An element of a struct that is no good field.
    fn damaged_field(&mut self, shape: Shape) {
        if let Some(group) = self.groups.last_mut() {
            group.has_fields = true;
        }
        let (kind, next) = (self.kind(), self.next_kind());
        let id = self.open(NodeKind::Field, self.at);
        if kind == T::Colon {
            self.expected("a field name");
            self.bump();
            self.field_value();
        } else if shape == Shape::Entry && kind == T::String {
            let name = self.token_text(self.at).to_owned();
            let help = format!("write `{}:`", name.trim_matches('"'));
            if let Some(problem) = self.say_once(format!("field names stand without quotes, found `{name}`"))
            {
                problem.help = Some(help);
            }
            self.bump();
            self.bump();
            self.field_value();
        } else if kind.is_name()
            && (next.starts_value() || matches!(next, T::Equals | T::Comma) || next.is_closer())
        {
            self.bump();
            self.expected("`:`");
            self.eat(T::Equals);
            if self.kind() == T::Comma || self.kind().is_closer() {
                self.empty_error();
            } else {
                self.field_value();
            }
        } else {
            self.nodes[id].kind = NodeKind::Error;
            self.expected("a field such as `name: value`");
            if self.kind().starts_value() {
                self.value();
            } else if !matches!(self.kind(), T::Comma | T::End) && !self.kind().is_closer() {
                self.bump();
            }
        }
        self.close(id);
    }

    /// `key: value`
    fn entry(&mut self) {
        let id = self.open(NodeKind::Entry, self.at);
        if self.kind() == T::Colon {
            self.expected("a key");
            self.empty_error();
        } else {
            self.value();
        }
        if self.eat(T::Colon) {
            self.field_value_of_entry();
        } else {
            self.expected("`:` and a value");
            self.eat(T::Equals);
            if self.kind().starts_value() && self.shape(self.at) == Shape::Value {
                self.value();
            } else {
                self.empty_error();
            }
        }
        self.close(id);
    }

    /// The value after the colon of an entry. A literal with a colon is the next entry, not a value.
    fn field_value_of_entry(&mut self) {
        let next = matches!(self.shape(self.at), Shape::Entry | Shape::Field);
        if next && !(self.unbalanced && self.lacks_opener()) {
            self.expected("a value");
            return self.empty_error();
        }
        self.value();
    }
}
