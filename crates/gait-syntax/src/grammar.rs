//! What a document is made of: values, groups, and the fields, elements and entries in them.

use crate::number;
use crate::parser::{MAX_DEPTH, Parser, Shape};
use crate::problem::Instead;
use crate::repair::{Delim, Group};
use crate::token::TokenKind as T;
use crate::tree::NodeKind;

impl Parser<'_> {
    pub(crate) fn document(&mut self) {
        let root = self.open(NodeKind::Document, 0);
        if self.kind().is_trivia() {
            self.at = self.after(0);
        }
        while self.kind() == T::Hash {
            if !self.foreign_comment() {
                self.attribute();
            }
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
        let wrong = match self.kinds[next] {
            T::OpenBracket => Some(Delim::Bracket),
            T::OpenBrace => Some(Delim::Brace),
            _ => None,
        };
        if let Some(wrong) = wrong
            && self.shape(self.after(next)) == Shape::Field
            && self.need[wrong.index()] > 0
            && self.need[Delim::Paren.index()] < 0
        {
            self.bump();
            return self.group(wrong, name);
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
        let delim = self.opener_meant(delim, first);
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
            T::Hash if self.foreign_comment() => {}
            // What stood there was no element.
            _ if self.stray_end == self.prev_end && self.at != before => {}
            // The group should have ended before the comma that is missing too.
            _ if self.is_left_open() => {}
            _ => {
                let last = self.prev_end.checked_sub(1).map_or(T::End, |last| self.kinds[last]);
                // Where a group was closed after its comma, the comma is there.
                if last != T::Comma {
                    self.missing_comma(last);
                }
                // Every turn takes a token or leaves.
                if self.at == before {
                    self.junk();
                }
            }
        }
    }

    /// Something follows an element without a comma. Words that belong together are one mistake.
    fn missing_comma(&mut self, last: T) {
        let kind = self.kind();
        let semicolon = kind == T::Unknown && self.token_text(self.at) == ";";
        let faulty = matches!(last, T::Bad | T::Unknown);
        let amount = matches!((last, kind), (T::Number, T::Ident) | (T::Ident, T::Number));
        let unquoted = (last, kind) == (T::Ident, T::Ident) && self.goes_on_in_words();
        let words = !semicolon && (faulty || amount || unquoted || !kind.starts_value());
        let end = if words { self.words_end() } else { self.at };
        if !faulty {
            let help = if semicolon { None } else { self.quotes_help(last, end) };
            let before = self.token_span(self.prev_end.saturating_sub(1)).end;
            if let Some(problem) = self.expected("`,`") {
                problem.help = help;
                problem.instead = match words {
                    _ if semicolon => Some(Instead::Code(",".into())),
                    true => None,
                    false => Some(Instead::Added(before, ",".into())),
                };
            } else if self.unclosed_at == self.at && !words {
                // What was closed here needs a comma as well.
                self.add_to_last(",");
            }
        }
        if semicolon {
            return self.junk();
        }
        if end == self.at {
            return;
        }
        let bare = matches!(last, T::Ident | T::Number);
        if let Some(leaf) = self.nodes.last_mut().filter(|leaf| bare && leaf.end as usize == self.prev_end) {
            leaf.kind = NodeKind::Error;
        }
        let id = self.open(NodeKind::Error, self.at);
        while self.at < end {
            self.bump();
        }
        self.close(id);
        self.eat(T::Comma);
    }

    /// Whether a field whose value is a bare name goes on in another: `name: Half in May`.
    fn goes_on_in_words(&self) -> bool {
        let in_fields = self.groups.last().is_some_and(|group| group.has_fields);
        let last = self.prev_end.saturating_sub(1);
        in_fields
            && self.shape(self.at) == Shape::Value
            && self.next_kind() != T::OpenParen
            && !self.line_break_between(last, self.at)
    }

    /// The token after the words and signs that follow on this line and make no sense by themselves.
    fn words_end(&self) -> usize {
        let mut at = self.at;
        let mut before = self.prev_end.saturating_sub(1);
        loop {
            let word = matches!(
                self.kinds[at],
                T::Ident
                    | T::Number
                    | T::Range
                    | T::Bad
                    | T::Unknown
                    | T::Colon
                    | T::Equals
                    | T::Bang
                    | T::Hash
            );
            if !word || self.shape(at) == Shape::Field || self.line_break_between(before, at) {
                return at;
            }
            before = at;
            at = self.after(at);
        }
    }

    /// A hint for words that stand where text should: those from the last token up to `end`.
    fn quotes_help(&self, last: T, end: usize) -> Option<String> {
        let next = matches!(self.kind(), T::Ident | T::Number | T::Colon | T::Unknown);
        if !next || !matches!(last, T::Ident | T::Number) || self.shape(self.at) == Shape::Field {
            return None;
        }
        let to = if end == self.at { self.starts[self.at + 1] } else { self.starts[end] } as usize;
        let text = self.text[self.starts[self.prev_end - 1] as usize..to].trim_end();
        Some(format!("text needs quotes: `\"{text}\"`"))
    }

    /// Reads a line that begins with `#`, as comments do elsewhere; whether there was one.
    fn foreign_comment(&mut self) -> bool {
        if self.kind() != T::Hash || self.next_kind() == T::Bang {
            return false;
        }
        if let Some(problem) = self.say("comments begin with `//`".into()) {
            problem.instead = Some(Instead::Code("//".into()));
        }
        let id = self.open(NodeKind::Error, self.at);
        loop {
            let before = self.at;
            self.bump();
            if self.kind() == T::End || self.line_break_between(before, self.at) {
                break;
            }
        }
        self.close(id);
        self.stray_end = self.prev_end;
        true
    }

    fn element(&mut self) {
        if self.foreign_comment() {
            return;
        }
        let Some(group) = self.groups.last_mut() else { return };
        let (fields, first) = (group.has_fields, group.elements == 0);
        group.elements += 1;
        match group.delim {
            Delim::Paren => self.paren_element(fields, first),
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
                if let Some(problem) = self.say_once("a list has no keys".into()) {
                    problem.help = Some("what has keys stands between `{` and `}`".into());
                }
                self.entry();
            }
            _ => self.value(),
        }
    }

    fn paren_element(&mut self, fields: bool, first: bool) {
        let shape = self.shape(self.at);
        if shape == Shape::Field {
            if !fields && !first {
                let name = self.token_text(self.at).to_owned();
                let fact = format!("expected a value without a name, found the field `{name}:`");
                if let Some(problem) = self.say_once(fact) {
                    problem.help = Some("beside named values, those before it need names too".into());
                }
            }
            if !fields {
                self.note_fields();
            }
            return self.field();
        }
        if fields || (first && (shape == Shape::Entry || self.first_field_is_damaged())) {
            return self.damaged_field(shape);
        }
        self.value();
    }

    /// Notes that the innermost group is a struct.
    fn note_fields(&mut self) {
        if let Some(group) = self.groups.last_mut() {
            group.has_fields = true;
        }
    }

    /// `name: value`
    fn field(&mut self) {
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
        self.note_fields();
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
                problem.instead = Some(Instead::Code(name.trim_matches('"').into()));
            }
            self.bump();
            self.bump();
            self.field_value();
        } else if kind.is_name()
            && (next.starts_value() || matches!(next, T::Equals | T::Comma) || next.is_closer())
        {
            self.bump();
            let bare = self.kind() == T::Comma || self.kind().is_closer();
            let equals = self.kind() == T::Equals;
            if let Some(problem) = self.expected(if bare { "`:` and a value" } else { "`:`" })
                && equals
            {
                problem.instead = Some(Instead::Code(":".into()));
            }
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
            let equals = self.kind() == T::Equals;
            if let Some(problem) = self.expected("`:` and a value")
                && equals
            {
                problem.instead = Some(Instead::Code(":".into()));
            }
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
