//! Text and characters, from their opening quote to where they end, or where they should have.
//!
//! Text may run over line ends. Where a text that does so makes no sense, it is cut: the lexer is run once more, and
//! text then ends at the line end if the lines after it look like fields.

use memchr::{memchr, memchr3};

use crate::lexer::{Lexer, is_name_byte};
use crate::literal::{self, Literal};
use crate::problem::Instead;
use crate::token::TokenKind;

/// What is said of text without an end.
pub(crate) const OPEN_TEXT: &str = "this text is never closed";

impl Lexer<'_> {
    /// A guess where a malformed character ends: at an apostrophe close by, else after the first.
    pub(crate) fn character_end(&self, quote: usize) -> usize {
        let near = &self.bytes[quote + 1..self.bytes.len().min(quote + 14)];
        match near.iter().position(|byte| matches!(byte, b'\'' | b'\n' | b',' | b')')) {
            Some(len) if near[len] == b'\'' => quote + len + 2,
            _ => quote + 1,
        }
    }

    pub(crate) fn character(&mut self) -> TokenKind {
        let start = self.at;
        let body = &self.text[start + 1..];
        let len = match body.chars().next() {
            Some('\\') => match literal::char_escape(body) {
                Ok(len) => len,
                Err((len, message)) => {
                    self.at = self.character_end(start);
                    self.problem(start + 1, start + 1 + len, message);
                    return TokenKind::Bad;
                }
            },
            Some(c) => c.len_utf8(),
            None => 0,
        };
        if body[len..].starts_with('\'') {
            self.at = start + len + 2;
            return TokenKind::Char;
        }
        self.at = self.character_end(start);
        let text =
            body[..self.at - start - 1].strip_suffix('\'').filter(|text| !text.contains(['"', '\\', '\n']));
        let text = text.map(|text| format!("\"{text}\""));
        let problem = self.problem(start, self.at, "text stands between double quotes, `\"…\"`");
        problem.help = text.as_ref().map(|text| format!("write `{text}`"));
        problem.instead = text.map(|text| Instead::Code(text.into()));
        TokenKind::Bad
    }

    pub(crate) fn raw(&mut self, prefix: usize, kind: TokenKind) -> TokenKind {
        let start = self.at;
        let hashes = self.bytes[start + prefix..].iter().take_while(|byte| **byte == b'#').count();
        let body = start + prefix + hashes + 1;
        if self.bytes.get(body - 1) != Some(&b'"') {
            self.at = body - 1;
            self.problem(start, self.at, "expected `\"` after `#`");
            return TokenKind::Bad;
        }
        let closer = &self.text[start + prefix..body - 1];
        let mut from = body;
        while let Some(quote) = memchr(b'"', &self.bytes[from..]) {
            from += quote + 1;
            if self.text[from..].starts_with(closer) {
                self.at = from + closer.len();
                return kind;
            }
        }
        self.unended(start, body);
        let message = format!("this text is never closed; it ends with `\"{closer}`");
        self.problem(start, body, message);
        TokenKind::Bad
    }

    /// `"…"` or `b"…"` whose body begins at `body`.
    pub(crate) fn quoted(&mut self, body: usize, literal: Literal) -> TokenKind {
        let start = self.at;
        let mut at = body;
        let mut escapes = false;
        let mut lines = false;
        loop {
            let Some(next) = memchr3(b'"', b'\\', b'\n', &self.bytes[at..]) else {
                self.unended(start, body);
                return self.open_text(start);
            };
            at += next;
            match self.bytes[at] {
                b'"' => break,
                b'\\' => {
                    escapes = true;
                    self.out.escapes = true;
                    at = self.bytes.len().min(at + 2);
                    // What a backslash escapes may be wider than a byte.
                    while !self.text.is_char_boundary(at) {
                        at += 1;
                    }
                }
                _ => {
                    if !lines && looks_like_fields(&self.bytes[at + 1..]) {
                        self.out.suspicious = true;
                        if self.cut {
                            self.at = self.line_end(body, at);
                            return self.open_text(start);
                        }
                    }
                    lines = true;
                    at += 1;
                }
            }
        }
        if self.cut && !lines && self.pairs_wrongly(at) {
            self.at = self.item_end(body, at);
            return self.open_text(start);
        }
        self.at = at + 1;
        if escapes && let Some(bad) = literal::check_escapes(&self.text[body..at], literal) {
            let at = body + bad.at;
            self.problem(at, at + bad.len, bad.message);
            return TokenKind::Bad;
        }
        if literal == Literal::Bytes { TokenKind::Bytes } else { TokenKind::String }
    }

    fn open_text(&mut self, start: usize) -> TokenKind {
        let end = self.at;
        self.out.open_text = true;
        let help = "end it with `\"`, or see whether the quotes on this line pair up";
        self.problem(start, end, OPEN_TEXT).help = Some(help.into());
        TokenKind::Bad
    }

    /// Whether the quote at `quote` opens rather than closes: a word follows it, and the quotes on its line are odd.
    fn pairs_wrongly(&self, quote: usize) -> bool {
        if !self.bytes.get(quote + 1).is_some_and(|byte| is_name_byte(*byte)) {
            return false;
        }
        let start = memchr::memrchr(b'\n', &self.bytes[..quote]).map_or(0, |newline| newline + 1);
        let end = memchr(b'\n', &self.bytes[quote..]).map_or(self.bytes.len(), |len| quote + len);
        memchr::memchr_iter(b'"', &self.bytes[start..end]).count() % 2 == 1
    }

    /// Where text that lacks its quote ends: before the next comma or closer, or at once if it begins with one.
    fn item_end(&self, body: usize, limit: usize) -> usize {
        let text = &self.bytes[body..limit];
        if matches!(text.first(), Some(b':' | b' ')) {
            return body;
        }
        let ends = |byte: &u8| matches!(byte, b',' | b')' | b']' | b'}');
        body + text.iter().position(ends).unwrap_or(text.len())
    }

    /// Ends text without an end: at the line end if the next lines look like fields, else with the file.
    fn unended(&mut self, start: usize, body: usize) {
        self.at = self.bytes.len();
        let Some(newline) = memchr(b'\n', &self.bytes[start..]) else {
            self.at = self.line_end(body, self.at);
            return;
        };
        let newline = start + newline;
        if looks_like_fields(&self.bytes[newline + 1..]) {
            self.at = self.line_end(body, newline);
        }
    }

    /// Where text that stops with its line ends: closers, commas and a comment at the line end are not part of it.
    fn line_end(&self, body: usize, newline: usize) -> usize {
        let line = &self.text[body.min(newline)..newline];
        let line = line.find(" //").map_or(line, |comment| &line[..comment]);
        let kept = line.trim_end_matches([' ', '\t', '\r', ',', ')', ']', '}']);
        body.min(newline) + kept.len()
    }
}

/// Whether the first line with something on it looks like the next entry of a plan: a field, an entry, a closer, a
/// comment, or an opener.
fn looks_like_fields(after: &[u8]) -> bool {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let Some(start) = after.iter().position(|byte| !blank(byte)) else { return true };
    let line = &after[start..];
    let line = &line[..memchr(b'\n', line).unwrap_or(line.len())];
    match line.first() {
        Some(b')' | b']' | b'}' | b'(' | b'[' | b'{') => true,
        Some(b'/') => line.starts_with(b"//"),
        Some(b'"') => memchr(b'"', &line[1..]).is_some(),
        Some(&byte) if is_name_byte(byte) => {
            let rest = &line[line.iter().take_while(|byte| is_name_byte(**byte)).count()..];
            matches!(rest.iter().find(|byte| !blank(byte)), Some(b':' | b'('))
        }
        _ => false,
    }
}
