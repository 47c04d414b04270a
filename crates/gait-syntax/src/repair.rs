//! Brackets that do not match: which one is missing, and where.
//!
//! A text whose brackets add up is never doubted here. Otherwise the count of openers and closers of each kind
//! says *what* is missing, and the shape of the next element, or where the indentation falls back, says *where*.

use crate::parser::{Parser, Shape};
use crate::problem::Instead;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;

/// A kind of bracket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Delim {
    Paren,
    Bracket,
    Brace,
}

impl Delim {
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// What a group of it is called until its elements say more.
    pub(crate) const fn node_kind(self) -> NodeKind {
        match self {
            Self::Paren => NodeKind::Tuple,
            Self::Bracket => NodeKind::List,
            Self::Brace => NodeKind::Map,
        }
    }

    const fn closer(self) -> T {
        match self {
            Self::Paren => T::CloseParen,
            Self::Bracket => T::CloseBracket,
            Self::Brace => T::CloseBrace,
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Paren => ("(", ")"),
            Self::Bracket => ("[", "]"),
            Self::Brace => ("{", "}"),
        }
    }

    const fn of_closer(kind: T) -> Self {
        match kind {
            T::CloseBracket => Self::Bracket,
            T::CloseBrace => Self::Brace,
            _ => Self::Paren,
        }
    }
}

/// A group that is open.
pub(crate) struct Group {
    pub(crate) delim: Delim,
    /// The opening token, unless it is missing.
    opener: Option<usize>,
    /// Whether it is a struct for certain.
    pub(crate) has_fields: bool,
    pub(crate) elements: u32,
    /// Whether elements of another shape have been reported; once is enough.
    pub(crate) complained: bool,
    /// The column its elements line up at, known only where brackets are doubted.
    anchor: Option<usize>,
}

impl Group {
    pub(crate) const fn new(delim: Delim, opener: Option<usize>) -> Self {
        Self { delim, opener, has_fields: false, elements: 0, complained: false, anchor: None }
    }

    /// Whether an element of this shape may stand in it.
    fn takes(&self, shape: Shape) -> bool {
        match self.delim {
            Delim::Bracket => shape == Shape::Value,
            Delim::Brace => shape == Shape::Entry,
            Delim::Paren if self.has_fields => shape == Shape::Field,
            Delim::Paren => shape == Shape::Value || self.elements == 0,
        }
    }
}

impl Parser<'_> {
    /// Whether the innermost group ends here; its closer is consumed if it is here.
    pub(crate) fn group_ends(&mut self) -> bool {
        loop {
            let Some(group) = self.groups.last() else { return true };
            let delim = group.delim;
            let kind = self.kind();
            if kind == T::End {
                self.never_closed();
                return true;
            }
            if self.unbalanced && self.falls_back() {
                self.never_closed();
                return true;
            }
            if kind.is_closer() {
                match self.closer(delim, kind) {
                    Some(ended) => return ended,
                    None => continue,
                }
            }
            if kind == T::Comma {
                if self.stray_end != self.prev_end {
                    self.expected("a value");
                }
                self.bump();
                self.stray_end = self.prev_end;
                continue;
            }
            if self.unbalanced {
                if self.belongs_outside() {
                    self.never_closed();
                    return true;
                }
                self.note_anchor();
            }
            return false;
        }
    }

    /// Deals with a closer: whether the group ends, or `None` if the closer was skipped.
    fn closer(&mut self, delim: Delim, kind: T) -> Option<bool> {
        if kind == delim.closer() {
            if self.unbalanced && self.need[delim.index()] < 0 && self.is_premature() {
                self.stray(kind);
                return None;
            }
            self.bump();
            return Some(true);
        }
        let other = Delim::of_closer(kind);
        if self.need[delim.index()] > 0 && self.need[other.index()] < 0 {
            self.need[delim.index()] -= 1;
            self.need[other.index()] += 1;
            let closer = delim.words().1;
            if let Some(problem) = self.expected(&format!("`{closer}`")) {
                problem.instead = Some(Instead::Code(closer.into()));
            }
            self.label_opener();
            self.bump();
            return Some(true);
        }
        let open_outside = self.groups.iter().any(|group| group.delim == other);
        if self.need[other.index()] >= 0 && open_outside {
            self.never_closed();
            return Some(true);
        }
        self.stray(kind);
        None
    }

    fn stray(&mut self, kind: T) {
        self.need[Delim::of_closer(kind).index()] += 1;
        let text = self.token_text(self.at).to_owned();
        // Of several in a row, the first is enough.
        if self.stray_end != self.prev_end {
            self.say(format!("`{text}` closes nothing"));
        }
        self.junk();
        self.stray_end = self.prev_end;
    }

    /// Reports that the innermost group lacks its closer before the token looked at.
    fn never_closed(&mut self) {
        let Some(group) = self.groups.last() else { return };
        let delim = group.delim;
        if group.opener.is_none() {
            self.need[delim.index()] -= 1;
            return;
        }
        self.need[delim.index()] -= 1;
        let closer = delim.words().1;
        let before = self.end_of_element();
        if self.unclosed_at != self.at
            && let Some(problem) = self.expected(&format!("`{closer}`"))
        {
            problem.instead = Some(Instead::Added(before, "".into()));
            self.unclosed_at = self.at;
        }
        if self.unclosed_at == self.at {
            self.label_opener();
            self.add_to_last(closer);
        }
    }

    /// Where what was read last ends, without the comma after it.
    fn end_of_element(&self) -> u32 {
        let Some(last) = self.prev_end.checked_sub(1) else { return 0 };
        let span = self.token_span(last);
        if self.kinds[last] == T::Comma { span.start } else { span.end }
    }

    /// Adds to what the last problem says is missing.
    pub(crate) fn add_to_last(&mut self, more: &str) {
        if let Some(Instead::Added(_, text)) =
            self.problems.last_mut().and_then(|problem| problem.instead.as_mut())
        {
            *text = format!("{text}{more}").into();
        }
    }

    /// Points the last problem at the opener of the innermost group.
    fn label_opener(&mut self) {
        let Some(group) = self.groups.last() else { return };
        let (Some(opener), (bracket, _)) = (group.opener, group.delim.words()) else { return };
        let span = self.token_span(opener);
        if let Some(problem) = self.problems.last_mut() {
            problem.related.push((span, format!("this `{bracket}` is never closed")));
        }
    }

    /// Whether what follows the closer looked at would still fit inside the group but not after it.
    fn is_premature(&self) -> bool {
        let Some((group, outside)) = self.groups.split_last() else { return false };
        let mut next = self.after(self.at);
        if self.kinds[next] == T::Comma {
            next = self.after(next);
        } else if self.kinds[next].starts_value() || self.kinds[next] == T::Colon {
            return true;
        }
        let shape = self.shape(next);
        let Some(parent) = outside.last() else { return self.kinds[next] != T::End };
        if self.kinds[next].is_closer() {
            // A closer twice in a row, one of them too many, where nothing outside waits for it.
            return self.kinds[next] == group.delim.closer()
                && self.kinds[self.after(self.at)] != T::Comma
                && !outside.iter().any(|group| group.delim.closer() == self.kinds[next]);
        }
        shape != Shape::Other && group.takes(shape) && !parent.takes(shape)
    }

    /// Whether the element looked at shows that the innermost group should have ended before it.
    fn belongs_outside(&self) -> bool {
        let Some((group, outside)) = self.groups.split_last() else { return false };
        if group.opener.is_some() && self.need[group.delim.index()] <= 0 {
            return false;
        }
        let shape = self.shape(self.at);
        if shape == Shape::Other || group.takes(shape) {
            return false;
        }
        let mut need = self.need;
        need[group.delim.index()] -= 1;
        for outer in outside.iter().rev() {
            if outer.takes(shape) {
                return true;
            }
            if need[outer.delim.index()] <= 0 {
                return false;
            }
            need[outer.delim.index()] -= 1;
        }
        false
    }

    /// Whether the element looked at shows, by its shape or its place, that the innermost group lacks its closer.
    pub(crate) fn is_left_open(&self) -> bool {
        self.unbalanced && (self.falls_back() || self.belongs_outside())
    }

    /// Whether the indentation says that the innermost group should have ended before this line.
    fn falls_back(&self) -> bool {
        let Some((group, outside)) = self.groups.split_last() else { return false };
        let Some(opener) = group.opener else { return false };
        if self.need[group.delim.index()] <= 0 || group.elements == 0 || !self.is_first_on_line(self.at) {
            return false;
        }
        let column = self.column(self.at);
        let indent = self.indent(opener);
        if self.kind() == group.delim.closer() {
            // The closer of an outer group, whose line is indented less.
            return column < indent && outside.iter().any(|outer| outer.delim == group.delim);
        }
        let Some(anchor) = group.anchor else { return false };
        let indented = anchor > indent;
        let outside_column = outside.iter().any(|outer| outer.anchor == Some(column));
        indented && column < anchor && (column <= indent || outside_column)
    }

    fn note_anchor(&mut self) {
        let first = self.groups.last().is_some_and(|group| group.elements == 0);
        if first || self.is_first_on_line(self.at) {
            let column = self.column(self.at);
            if let Some(group) = self.groups.last_mut() {
                group.anchor = Some(column);
            }
        }
    }

    // Openers

    /// The group that the opener looked at begins: another kind than it says, if its first element and the count of
    /// brackets say so. After a name it can only be `(`.
    pub(crate) fn opener_meant(&mut self, delim: Delim, first: usize) -> Delim {
        let meant = match self.shape(self.after(self.at)) {
            Shape::Field => Delim::Paren,
            Shape::Entry => Delim::Brace,
            Shape::Value if first == self.at => Delim::Bracket,
            _ => return delim,
        };
        if meant == delim || self.need[delim.index()] <= 0 || self.need[meant.index()] >= 0 {
            return delim;
        }
        self.need[delim.index()] -= 1;
        self.need[meant.index()] += 1;
        let opener = meant.words().0;
        if let Some(problem) = self.expected(&format!("`{opener}`")) {
            problem.instead = Some(Instead::Code(opener.into()));
        }
        meant
    }

    /// Whether the element looked at can only be inside a group whose opener is missing.
    pub(crate) fn lacks_opener(&self) -> bool {
        match self.shape(self.at) {
            Shape::Field => self.need[Delim::Paren.index()] < 0,
            Shape::Entry => self.need[Delim::Brace.index()] < 0,
            _ => false,
        }
    }

    /// Parses a value whose opening bracket is missing, if that is what the closers say.
    pub(crate) fn value_without_opener(&mut self) -> bool {
        let delim = match self.shape(self.at) {
            Shape::Field if self.lacks_opener() => Delim::Paren,
            Shape::Entry if self.lacks_opener() => Delim::Brace,
            Shape::Value if self.need[Delim::Bracket.index()] < 0 && self.lacks_open_bracket() => {
                Delim::Bracket
            }
            _ => return false,
        };
        // Keys of a map are values too, and need nothing before them.
        if delim == Delim::Brace && self.groups.last().is_some_and(|group| group.delim == Delim::Brace) {
            let key = self.prev_end > 0 && self.kinds[self.prev_end - 1] != T::Colon;
            if key {
                return false;
            }
        }
        self.expected(&format!("`{}`", delim.words().0));
        self.virtual_group(delim, self.at);
        true
    }

    /// Whether a `]` follows to which no `[` belongs, with nothing but values before it.
    fn lacks_open_bracket(&mut self) -> bool {
        const FAR: usize = 2048;
        let within = self.groups.last().map(|group| group.delim);
        // In `Long("14 km"]` the closer is the wrong one.
        let wrong_closer =
            within == Some(Delim::Paren) && self.need[Delim::Paren.index()] > 0 && self.prev_is_opener();
        if within == Some(Delim::Bracket) || wrong_closer || self.at < self.no_bracket_until {
            return false;
        }
        let mut inner = Vec::new();
        let mut at = self.at;
        for _ in 0..FAR {
            match self.kinds[at] {
                T::OpenParen => inner.push(T::CloseParen),
                T::OpenBracket => inner.push(T::CloseBracket),
                T::OpenBrace => inner.push(T::CloseBrace),
                T::CloseBracket if inner.is_empty() => return true,
                T::End => break,
                kind if kind.is_closer() => match inner.pop() {
                    None => break,
                    Some(closer) if closer != kind => return false,
                    Some(_) => {}
                },
                _ if inner.is_empty() && matches!(self.shape(at), Shape::Field | Shape::Entry) => break,
                _ => {}
            }
            at = self.after(at);
        }
        // What was passed over fits together, so that the answer is the same for all of it.
        if inner.is_empty() {
            self.no_bracket_until = at;
        }
        false
    }

    fn prev_is_opener(&self) -> bool {
        self.prev_end.checked_sub(1).is_some_and(|last| self.kinds[last] == T::OpenParen)
    }

    /// Whether a name is followed by the contents of a group whose `(` is missing.
    pub(crate) fn lacks_opener_after_name(&self, next: usize) -> bool {
        self.need[Delim::Paren.index()] < 0 && self.kinds[next].starts_value()
    }

    /// Whether the first element of `(…)` looks like a field that has lost its name, its colon or its value.
    pub(crate) fn first_field_is_damaged(&self) -> bool {
        let next = self.next_kind();
        let odd = match self.kind() {
            T::Colon => true,
            T::Ident | T::RawIdent => next == T::Equals || (next.starts_value() && next != T::OpenParen),
            _ => false,
        };
        odd && (next == T::Equals || self.kind() == T::Colon || self.has_field_ahead())
    }

    /// Whether a field follows before the group ends.
    fn has_field_ahead(&self) -> bool {
        const FAR: usize = 512;
        let mut depth = 0usize;
        let mut at = self.at;
        for _ in 0..FAR {
            match self.kinds[at] {
                T::OpenParen | T::OpenBracket | T::OpenBrace => depth += 1,
                T::End => return false,
                kind if kind.is_closer() => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return false,
                },
                _ if depth == 0 && self.shape(at) == Shape::Field => return true,
                _ => {}
            }
            at = self.after(at);
        }
        false
    }

    // Lines

    fn line_start(&self, at: usize) -> usize {
        let lines = self.line_starts.get_or_init(|| {
            let newlines = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(newlines.map(|newline| newline + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= self.starts[at] as usize);
        lines[line.saturating_sub(1)]
    }

    /// The column of a token, in bytes.
    fn column(&self, at: usize) -> usize {
        self.starts[at] as usize - self.line_start(at)
    }

    /// The indentation of the line a token stands on, in bytes.
    fn indent(&self, at: usize) -> usize {
        let line = &self.text.as_bytes()[self.line_start(at)..];
        line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    fn is_first_on_line(&self, at: usize) -> bool {
        at == 0 || (self.kinds[at - 1] == T::Whitespace && self.token_text(at - 1).contains('\n'))
    }

    pub(crate) fn line_break_between(&self, from: usize, to: usize) -> bool {
        let between = self.starts[from] as usize..self.starts[to] as usize;
        self.text.as_bytes()[between].contains(&b'\n')
    }
}
