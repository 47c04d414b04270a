//! Text to tokens. The tokens tile the text, so nothing is ever lost.

use memchr::{memchr, memchr2};
use unicode_ident::{is_xid_continue, is_xid_start};

use crate::conflict::Conflicts;
use crate::literal::Literal;
use crate::repair::Delim;
use crate::token::TokenKind;
use crate::{Problem, Span, number};

/// The tokens of a text, and what is wrong inside them.
pub(crate) struct Tokens {
    /// Where each token begins; the length of the text comes last.
    pub(crate) starts: Vec<u32>,
    /// What each token is; [`TokenKind::End`] comes last.
    pub(crate) kinds: Vec<TokenKind>,
    /// Faults inside tokens.
    pub(crate) problems: Vec<Problem>,
    /// Openers minus closers, for `(`, `[` and `{`.
    pub(crate) surplus: [i32; 3],
    /// Whether some text runs over a line end and the lines after it look like fields.
    pub(crate) suspicious: bool,
    /// Whether some text never ends.
    pub(crate) open_text: bool,
    /// Whether a backslash stands in some text.
    pub(crate) escapes: bool,
}

/// Splits `text` into tokens. With `cut`, text that runs into lines that look like fields ends at its line end.
pub(crate) fn lex(text: &str, cut: bool) -> Tokens {
    let guess = text.len() / 5 + 8;
    let tokens = Tokens {
        starts: Vec::with_capacity(guess),
        kinds: Vec::with_capacity(guess),
        problems: Vec::new(),
        surplus: [0; 3],
        suspicious: false,
        open_text: false,
        escapes: false,
    };
    let conflicts = Conflicts::default();
    let mut lexer = Lexer { text, bytes: text.as_bytes(), at: 0, cut, conflicts, out: tokens };
    lexer.run();
    lexer.out
}

/// Which bytes a name may have after its first.
const NAME_BYTES: [bool; 256] = name_bytes();

const fn name_bytes() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
}

pub(crate) const fn is_name_byte(byte: u8) -> bool {
    NAME_BYTES[byte as usize]
}

/// Whether no token begins with this byte.
const fn is_unknown(byte: u8) -> bool {
    let control = matches!(byte, 0..=8 | 14..=31 | 127);
    control
        || matches!(byte, b'$'..=b'&' | b'*' | b';' | b'<' | b'>'..=b'@' | b'\\' | b'^' | b'`' | b'|' | b'~')
}

/// White space beyond ASCII, as RON has it.
const fn is_wide_blank(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// What a blank that RON does not have is called; word processors and web pages leave them behind, and nobody sees them.
const fn odd_blank(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' | '\u{2060}' => "a zero-width joiner",
        '\u{feff}' => "a byte order mark",
        '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => {
            "a space of another width"
        }
        _ => return None,
    })
}

/// How far the end of text between other quotes than RON's is looked for, so that many of them without an end take no longer.
const QUOTED_BYTES: usize = 400;

/// The quotes that end text which begins with one that RON does not have.
const fn closing_quotes(open: char) -> &'static [char] {
    match open {
        '“' | '”' | '„' => &['”', '“'],
        '‘' | '’' | '‚' => &['’', '‘'],
        '«' => &['»'],
        '»' => &['«'],
        '`' | '´' => &['`', '´'],
        _ => &[],
    }
}

const fn is_raw_name_char(c: char) -> bool {
    matches!(c, '.' | '+' | '-')
}

/// How many spaces a word of the machine begins with.
const fn leading_spaces(word: [u8; 8]) -> usize {
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    let others = u64::from_le_bytes(word) ^ SPACES;
    others.trailing_zeros() as usize / 8
}

pub(crate) struct Lexer<'a> {
    pub(crate) text: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) at: usize,
    pub(crate) cut: bool,
    pub(crate) conflicts: Conflicts,
    pub(crate) out: Tokens,
}

impl Lexer<'_> {
    fn run(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = 3;
            self.push(0, TokenKind::Bom);
        }
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            if start == self.conflicts.theirs.start {
                self.at = self.conflicts.theirs.end;
                self.push(start, TokenKind::Conflict);
                continue;
            }
            let kind = match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {
                    self.at += 1;
                    self.blank()
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.name(byte),
                b'"' => self.quoted(start + 1, Literal::Text),
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
                b'(' => self.bracket(TokenKind::OpenParen, Delim::Paren, 1),
                b')' => self.bracket(TokenKind::CloseParen, Delim::Paren, -1),
                b'[' => self.bracket(TokenKind::OpenBracket, Delim::Bracket, 1),
                b']' => self.bracket(TokenKind::CloseBracket, Delim::Bracket, -1),
                b'{' => self.bracket(TokenKind::OpenBrace, Delim::Brace, 1),
                b'}' => self.bracket(TokenKind::CloseBrace, Delim::Brace, -1),
                b',' => self.single(TokenKind::Comma),
                b':' => self.single(TokenKind::Colon),
                b'#' => self.single(TokenKind::Hash),
                b'!' => self.single(TokenKind::Bang),
                b'=' => self.single(TokenKind::Equals),
                b'\'' => self.character(),
                b'/' => self.comment(),
                0x80.. => self.wide(),
                _ => self.unknown(), // those of `is_unknown`, as a test says
            };
            self.push(start, kind);
        }
        self.push(self.at, TokenKind::End);
    }

    fn push(&mut self, start: usize, kind: TokenKind) {
        // Texts of 4 GiB and more are turned away before lexing.
        #[expect(clippy::cast_possible_truncation)]
        self.out.starts.push(start as u32);
        self.out.kinds.push(kind);
    }

    pub(crate) fn problem(&mut self, start: usize, end: usize, message: impl Into<String>) -> &mut Problem {
        #[expect(clippy::cast_possible_truncation)]
        let span = Span::new(start as u32, end as u32);
        self.out.problems.push(Problem::new("syntax", span, message));
        let last = self.out.problems.len() - 1;
        &mut self.out.problems[last]
    }

    fn single(&mut self, kind: TokenKind) -> TokenKind {
        self.at += 1;
        kind
    }

    /// An opener, for which `sign` is 1, or a closer, for which it is -1.
    fn bracket(&mut self, kind: TokenKind, delim: Delim, sign: i32) -> TokenKind {
        self.out.surplus[delim.index()] += sign;
        self.single(kind)
    }

    /// The rest of white space whose first character was passed: mostly nothing, or the indentation of a line.
    fn blank(&mut self) -> TokenKind {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ') => self.spaces(),
                Some(b'\t' | b'\n' | b'\r' | 0x0b | 0x0c) => self.at += 1,
                Some(0x80..) => match self.text[self.at..].chars().next() {
                    Some(c) if is_wide_blank(c) => self.at += c.len_utf8(),
                    _ => return TokenKind::Whitespace,
                },
                _ => return TokenKind::Whitespace,
            }
        }
    }

    /// A run of spaces, which is looked at in words of the machine.
    fn spaces(&mut self) {
        while let Some(word) = self.bytes[self.at..].first_chunk() {
            let spaces = leading_spaces(*word);
            self.at += spaces;
            if spaces < word.len() {
                return;
            }
        }
        while self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
    }

    fn wide(&mut self) -> TokenKind {
        match self.text[self.at..].chars().next() {
            Some(c) if is_wide_blank(c) => {
                self.at += c.len_utf8();
                self.blank()
            }
            Some(c) if is_xid_start(c) => self.plain_name(),
            Some(c) if odd_blank(c).is_some() => self.odd_blanks(c),
            _ => self.unknown(),
        }
    }

    /// Blanks that are reported and stand for blanks all the same, so that nothing else is said of them.
    #[cold]
    fn odd_blanks(&mut self, first: char) -> TokenKind {
        let (start, rest) = (self.at, &self.text[self.at..]);
        self.at += rest.find(|c| odd_blank(c).is_none()).unwrap_or(rest.len());
        let name = odd_blank(first).unwrap_or_default();
        let message = format!("{name} (U+{:04X}) stands here", u32::from(first));
        self.problem(start, self.at, message).help = Some("write a plain space, or remove it".into());
        self.blank()
    }

    /// Text between the quotes of a word processor, if that is what begins here.
    #[cold]
    fn between_odd_quotes(&mut self) -> Option<TokenKind> {
        let (start, rest) = (self.at, &self.text[self.at..]);
        let open = rest.chars().next()?;
        let closing = closing_quotes(open);
        let body = &rest[open.len_utf8()..];
        let ends =
            |(at, c): &(usize, char)| *at > QUOTED_BYTES || matches!(c, '\n' | '"') || closing.contains(c);
        let (len, close) =
            body.char_indices().find(ends).filter(|(len, c)| *len > 0 && closing.contains(c))?;
        let text = body[..len].to_owned();
        self.at += open.len_utf8() + len + close.len_utf8();
        let message = format!("text stands between `\"` and `\"`, not between `{open}` and `{close}`");
        self.problem(start, self.at, message).help = Some(format!("write `\"{text}\"`"));
        Some(TokenKind::Bad)
    }

    /// A character that begins no token, and those after it that begin none either.
    fn unknown(&mut self) -> TokenKind {
        if let Some(mark) = self.conflict() {
            return mark;
        }
        if let Some(text) = self.between_odd_quotes() {
            return text;
        }
        let begins_none = |c: char| match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => is_unknown(byte),
            _ => !(is_wide_blank(c) || is_xid_start(c) || odd_blank(c).is_some()),
        };
        let rest = &self.text[self.at..];
        // The first is taken whatever it is: each step passes something.
        let next = rest.char_indices().skip(1).find(|(_, c)| !begins_none(*c));
        self.at += next.map_or(rest.len(), |(at, _)| at);
        TokenKind::Unknown
    }

    fn comment(&mut self) -> TokenKind {
        let start = self.at;
        match self.bytes.get(start + 1) {
            Some(b'/') => {
                let rest = &self.bytes[start..];
                self.at += memchr(b'\n', rest).unwrap_or(rest.len());
                // The carriage return of a Windows line end belongs to the line end.
                if self.at < self.bytes.len() && self.bytes[self.at - 1] == b'\r' {
                    self.at -= 1;
                }
                TokenKind::LineComment
            }
            Some(b'*') => self.block_comment(),
            _ => {
                self.at += 1;
                TokenKind::Unknown
            }
        }
    }

    fn block_comment(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 2;
        let mut depth = 1;
        while depth > 0 {
            let Some(next) = memchr2(b'/', b'*', &self.bytes[self.at..]) else {
                self.at = self.bytes.len();
                self.problem(start, start + 2, "this comment is never closed").help =
                    Some("end it with `*/`".into());
                break;
            };
            self.at += next;
            match self.bytes.get(self.at..self.at + 2) {
                Some(b"/*") => (depth, self.at) = (depth + 1, self.at + 2),
                Some(b"*/") => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
        }
        TokenKind::BlockComment
    }

    /// A name, or a literal with a prefix such as `r"…"`.
    fn name(&mut self, first: u8) -> TokenKind {
        if !matches!(first, b'r' | b'b' | b'i' | b'N') {
            return self.plain_name();
        }
        let rest = &self.bytes[self.at..];
        match rest {
            [b'r', b'"', ..] | [b'r', b'#', b'"' | b'#', ..] => self.raw(1, TokenKind::String),
            [b'b', b'r', b'"' | b'#', ..] => self.raw(2, TokenKind::Bytes),
            [b'b', b'"', ..] => self.quoted(self.at + 2, Literal::Bytes),
            [b'b', b'\'', ..] => self.number(),
            [b'r', b'#', ..] => self.raw_name(),
            [b'i' | b'N', ..] => {
                let start = self.at;
                let kind = self.plain_name();
                let word = number::is_word(&self.text[start..self.at]);
                if word && self.bytes[self.at..].starts_with(b"..") { self.range(start) } else { kind }
            }
            _ => self.plain_name(),
        }
    }

    fn plain_name(&mut self) -> TokenKind {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| !is_name_byte(*byte)).unwrap_or(rest.len());
        if matches!(self.bytes.get(self.at), Some(0x80..)) {
            self.wide_name();
        }
        TokenKind::Ident
    }

    #[cold]
    fn wide_name(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !is_xid_continue(c)).unwrap_or(rest.len());
    }

    fn raw_name(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 2;
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !(is_raw_name_char(c) || is_xid_continue(c))).unwrap_or(rest.len());
        if self.at == start + 2 {
            self.problem(start, start + 2, "expected a name after `r#`");
            return TokenKind::Bad;
        }
        TokenKind::RawIdent
    }

    fn number(&mut self) -> TokenKind {
        let start = self.at;
        self.digits();
        let plain = self.at > start;
        if plain && matches!(self.bytes[self.at..], [b'.', b'0'..=b'9', ..]) {
            self.at += 1;
            self.digits();
        }
        // Signs, exponents, suffixes and the like are left to the slow way.
        if !(plain && self.number_ends_here()) {
            self.at = start;
            if self.bytes[start..].starts_with(b"..") {
                return self.range(start);
            }
            match number::scan(&self.text[start..]) {
                Some(len) => self.at = start + len,
                None => return self.bad_number(start),
            }
        }
        if self.bytes[self.at..].starts_with(b"..") {
            return self.range(start);
        }
        if self.number_ends_here() { TokenKind::Number } else { self.bad_number(start) }
    }

    fn digits(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
    }

    fn number_ends_here(&self) -> bool {
        match self.bytes.get(self.at) {
            Some(b'.') => self.bytes[self.at..].starts_with(b".."),
            Some(b'+' | b'-' | b'\'' | b'"') => false,
            Some(&byte) if byte.is_ascii() => !is_name_byte(byte),
            Some(_) => !self.text[self.at..].starts_with(is_xid_continue),
            None => true,
        }
    }

    /// The rest of a range whose lower bound runs from `start` to here.
    fn range(&mut self, start: usize) -> TokenKind {
        match number::scan_range(&self.text[start..], self.at - start) {
            Some(len) => self.at = start + len,
            None => return self.bad_number(start),
        }
        if self.number_ends_here() && self.bytes.get(self.at) != Some(&b'.') {
            TokenKind::Range
        } else {
            self.bad_number(start)
        }
    }

    fn bad_number(&mut self, start: usize) -> TokenKind {
        let rest = &self.text[start..];
        let part = |c| is_raw_name_char(c) || is_xid_continue(c);
        let mut len = rest.find(|c| !part(c)).unwrap_or(rest.len());
        if len == 1 && rest.starts_with('b') {
            return self.bad_byte(start);
        }
        len = len.max(1);
        self.at = start + len;
        let found = &rest[..len];
        let message = format!("`{found}` is not a number");
        let help = format!("text needs quotes: `\"{found}\"`");
        self.problem(start, start + len, message).help =
            found.contains(char::is_alphanumeric).then_some(help);
        TokenKind::Bad
    }

    fn bad_byte(&mut self, start: usize) -> TokenKind {
        self.at = self.character_end(start + 1);
        self.problem(start, self.at, "expected one ASCII character or an escape between `b'` and `'`");
        TokenKind::Bad
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_begin_no_token() {
        for byte in 0..128 {
            // Twice, since a single slash begins no comment.
            let text = char::from(byte).to_string().repeat(2);
            let parse = crate::parse(&text);
            let is_found = parse.tree.tokens().any(|(kind, _)| kind == TokenKind::Unknown);
            assert_eq!(is_found, is_unknown(byte), "{byte:#04x}");
        }
    }
}
