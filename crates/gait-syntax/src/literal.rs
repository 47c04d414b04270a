//! The inside of text literals: escapes, raw strings, and the way back from a value to its place.

use std::borrow::Cow;

use memchr::memchr;

/// What a fault in an escape is: its place in the body, its length, and what to say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct BadEscape {
    pub(crate) at: usize,
    pub(crate) len: usize,
    pub(crate) message: &'static str,
}

/// What an escape stands for.
#[derive(Clone, Copy)]
enum Escaped {
    Char(char),
    Byte(u8),
    /// A backslash at the line end: it and the white space after it are nothing.
    Nothing,
}

/// Where a literal's value may be written: text, bytes, or one character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Literal {
    Text,
    Bytes,
    Char,
}

/// The delimiters of a text or byte literal: how long they are and whether escapes count.
struct Frame<'a> {
    body: &'a str,
    start: usize,
    raw: bool,
}

fn frame(literal: &str) -> Frame<'_> {
    let plain = literal.trim_start_matches('b');
    let raw = plain.starts_with('r');
    let opener = plain.find('"').map_or(plain.len(), |quote| quote + 1);
    let start = literal.len() - plain.len() + opener;
    let hashes = if raw { opener.saturating_sub(2) } else { 0 };
    let mut closer = String::with_capacity(hashes + 1);
    closer.push('"');
    closer.extend(std::iter::repeat_n('#', hashes));
    let body = &literal[start..];
    Frame { body: body.strip_suffix(closer.as_str()).unwrap_or(body), start, raw }
}

/// The value of a text literal, quotes and all; faulty escapes stand for themselves.
pub(crate) fn text_value(literal: &str) -> Cow<'_, str> {
    let bytes = literal.as_bytes();
    if let [b'"', body @ .., b'"'] = bytes
        && memchr(b'\\', body).is_none()
    {
        return Cow::Borrowed(&literal[1..literal.len() - 1]);
    }
    let frame = frame(literal);
    if frame.raw || memchr(b'\\', frame.body.as_bytes()).is_none() {
        return Cow::Borrowed(frame.body);
    }
    let mut value = String::with_capacity(frame.body.len());
    pieces(frame.body, |_, piece| match piece {
        Piece::Plain(text) => value.push_str(text),
        Piece::Escape(Escaped::Char(c)) => value.push(c),
        Piece::Escape(Escaped::Byte(byte)) => value.push(char::from(byte)),
        Piece::Escape(Escaped::Nothing) => {}
    });
    Cow::Owned(value)
}

/// The value of a byte literal.
pub(crate) fn bytes_value(literal: &str) -> Vec<u8> {
    let frame = frame(literal);
    if frame.raw {
        return frame.body.as_bytes().to_vec();
    }
    let mut value = Vec::with_capacity(frame.body.len());
    let mut rest = frame.body;
    while let Some(at) = rest.find('\\') {
        value.extend_from_slice(&rest.as_bytes()[..at]);
        let Ok((len, escaped)) = escape(&rest[at..], Literal::Bytes) else { break };
        match escaped {
            Escaped::Byte(byte) => value.push(byte),
            Escaped::Char(c) => value.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Escaped::Nothing => {}
        }
        rest = &rest[at + len..];
    }
    value.extend_from_slice(rest.as_bytes());
    value
}

/// The value of a character literal.
pub(crate) fn char_value(literal: &str) -> Option<char> {
    let body = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    if !body.starts_with('\\') {
        return body.chars().next();
    }
    match escape(body, Literal::Char).ok()?.1 {
        Escaped::Char(c) => Some(c),
        Escaped::Byte(byte) => Some(char::from(byte)),
        Escaped::Nothing => None,
    }
}

/// Maps a byte offset in the value of a text literal to a byte offset in the literal's text.
///
/// The literal is given whole: quotes, hashes and escapes included. An offset inside an escaped character gives
/// the start of its escape; one past the end gives the end of the body.
#[must_use]
pub fn offset_in_literal(literal: &str, value_offset: usize) -> usize {
    let frame = frame(literal);
    if frame.raw || memchr(b'\\', frame.body.as_bytes()).is_none() {
        return frame.start + value_offset.min(frame.body.len());
    }
    let mut found = None;
    let mut value = 0;
    pieces(frame.body, |at, piece| {
        let len = match piece {
            Piece::Plain(text) => text.len(),
            Piece::Escape(Escaped::Char(c)) => c.len_utf8(),
            Piece::Escape(Escaped::Byte(byte)) => char::from(byte).len_utf8(),
            Piece::Escape(Escaped::Nothing) => 0,
        };
        if found.is_none() && value_offset < value + len {
            let inside = if matches!(piece, Piece::Plain(_)) { value_offset - value } else { 0 };
            found = Some(frame.start + at + inside);
        }
        value += len;
    });
    found.unwrap_or(frame.start + frame.body.len())
}

/// The first fault among the escapes of a body.
pub(crate) fn check_escapes(body: &str, literal: Literal) -> Option<BadEscape> {
    let mut at = 0;
    while let Some(next) = memchr(b'\\', &body.as_bytes()[at..]) {
        at += next;
        match escape(&body[at..], literal) {
            Ok((len, _)) => at += len,
            Err((len, message)) => return Some(BadEscape { at, len, message }),
        }
    }
    None
}

/// The length and value of the escape at the start of the body of a byte character.
pub(crate) fn byte_escape(body: &str) -> Option<(usize, u8)> {
    let mut starts = body.bytes().skip(1);
    if matches!(starts.next(), Some(b'\n' | b'\r' | b'u')) {
        return None;
    }
    match escape(body, Literal::Bytes).ok()? {
        (len, Escaped::Byte(byte)) => Some((len, byte)),
        _ => None,
    }
}

/// The length of the escape at the start of the body of a character.
pub(crate) fn char_escape(body: &str) -> Result<usize, (usize, &'static str)> {
    escape(body, Literal::Char).map(|(len, _)| len)
}

enum Piece<'a> {
    Plain(&'a str),
    Escape(Escaped),
}

/// Walks the plain stretches and the escapes of a text body with their offsets.
fn pieces<'a>(body: &'a str, mut each: impl FnMut(usize, Piece<'a>)) {
    let mut at = 0;
    while let Some(next) = memchr(b'\\', &body.as_bytes()[at..]) {
        if next > 0 {
            each(at, Piece::Plain(&body[at..at + next]));
        }
        at += next;
        match escape(&body[at..], Literal::Text) {
            Ok((len, escaped)) => {
                each(at, Piece::Escape(escaped));
                at += len;
            }
            Err(_) => {
                each(at, Piece::Plain(&body[at..=at]));
                at += 1;
            }
        }
    }
    if at < body.len() {
        each(at, Piece::Plain(&body[at..]));
    }
}

const UNKNOWN: &str = r#"unknown escape; known are \n \r \t \0 \" \' \\ \x41 and \u{1F3C3}"#;
const HEX: &str = r"two hexadecimal digits are expected after `\x`";
const BRACES: &str = r"one to six hexadecimal digits in braces are expected after `\u`";
const SCALAR: &str = "the escape does not name a character";

/// The escape at the start of `src`, which begins with a backslash; a fault with its length otherwise.
fn escape(src: &str, literal: Literal) -> Result<(usize, Escaped), (usize, &'static str)> {
    let bytes = src.as_bytes();
    let simple = |byte| Ok((2, Escaped::Byte(byte)));
    match bytes.get(1) {
        Some(b'n') => simple(b'\n'),
        Some(b'r') => simple(b'\r'),
        Some(b't') => simple(b'\t'),
        Some(b'0') => simple(0),
        Some(byte @ (b'"' | b'\'' | b'\\')) => simple(*byte),
        Some(b'x') => hex_escape(bytes, literal),
        Some(b'u') => unicode_escape(src),
        Some(b'\n') if literal != Literal::Char => Ok((continuation(bytes, 2), Escaped::Nothing)),
        Some(b'\r') if literal != Literal::Char && bytes.get(2) == Some(&b'\n') => {
            Ok((continuation(bytes, 3), Escaped::Nothing))
        }
        _ => Err((1 + src[1..].chars().next().map_or(0, char::len_utf8), UNKNOWN)),
    }
}

fn continuation(bytes: &[u8], from: usize) -> usize {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    from + bytes[from..].iter().take_while(|byte| blank(byte)).count()
}

fn hex_byte(bytes: &[u8], at: usize) -> Option<u8> {
    let digits = bytes.get(at..at + 4)?;
    let &[b'\\', b'x', high, low] = digits else { return None };
    let high = char::from(high).to_digit(16)?;
    let low = char::from(low).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

/// `\x41`; in text up to four of them may spell the UTF-8 bytes of one character.
fn hex_escape(bytes: &[u8], literal: Literal) -> Result<(usize, Escaped), (usize, &'static str)> {
    let first = hex_byte(bytes, 0).ok_or((2, HEX))?;
    if literal == Literal::Bytes || first.is_ascii() {
        return Ok((4, Escaped::Byte(first)));
    }
    let mut found = [first, 0, 0, 0];
    if literal == Literal::Text {
        for i in 1..4 {
            found[i] = hex_byte(bytes, i * 4).ok_or((i * 4, SCALAR))?;
            if let Some(c) = std::str::from_utf8(&found[..=i]).ok().and_then(|text| text.chars().next()) {
                return Ok(((i + 1) * 4, Escaped::Char(c)));
            }
        }
    }
    Err((4, SCALAR))
}

fn unicode_escape(src: &str) -> Result<(usize, Escaped), (usize, &'static str)> {
    let digits = src[2..].strip_prefix('{').ok_or((2, BRACES))?;
    let len = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    if !(1..=6).contains(&len) || !digits[len..].starts_with('}') {
        return Err((3 + len, BRACES));
    }
    let code = u32::from_str_radix(&digits[..len], 16).map_err(|_| (4 + len, SCALAR))?;
    let c = char::from_u32(code).ok_or((4 + len, SCALAR))?;
    Ok((4 + len, Escaped::Char(c)))
}
