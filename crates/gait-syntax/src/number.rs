//! Numbers as RON writes them: where one ends, and what it is worth.
//!
//! The rules are those of `ron` 0.12.3, quirks included, so that both accept the same texts.

use unicode_ident::is_xid_continue;

/// The names of the numbers that are written as words.
const WORDS: [&str; 6] = ["inf", "inff32", "inff64", "NaN", "NaNf32", "NaNf64"];

/// Whether a name stands for a number.
pub(crate) fn is_word(name: &str) -> bool {
    WORDS.contains(&name)
}

/// A whole number: sign, size, and the type its suffix names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Whole<'a> {
    pub(crate) negative: bool,
    pub(crate) size: u64,
    pub(crate) suffix: Option<&'a str>,
}

/// The length of the number at the start of `src`, or `None` if there is none that is well formed.
pub(crate) fn scan(src: &str) -> Option<usize> {
    if src.starts_with("b'") {
        return scan_byte(src).map(|(len, _)| len);
    }
    if let Some(len) = scan_word(src) {
        return Some(len);
    }
    if looks_like_float(src) {
        return scan_float(src);
    }
    match scan_whole(src) {
        Ok((len, _)) => Some(len),
        // A whole number too large for 64 bits is read as a float, if the float is not shorter.
        Err(reached) => scan_float(src).filter(|len| *len >= reached),
    }
}

/// Whether a number would be tried here.
pub(crate) fn starts(src: &str) -> bool {
    match src.as_bytes().first() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => true,
        Some(b'b') => src.starts_with("b'"),
        Some(b'i' | b'N') => WORDS.iter().any(|word| ends_word(src, word)),
        _ => false,
    }
}

/// The length of a range whose first bound is `lower` bytes long (0: none). `None` if its end is malformed.
pub(crate) fn scan_range(src: &str, lower: usize) -> Option<usize> {
    if let Some(rest) = src[lower..].strip_prefix("..=") {
        return scan(rest).map(|len| lower + 3 + len);
    }
    let rest = src[lower..].strip_prefix("..")?;
    if starts(rest) { scan(rest).map(|len| lower + 2 + len) } else { Some(lower + 2) }
}

/// The whole number `text` is, all of it.
pub(crate) fn whole(text: &str) -> Option<Whole<'_>> {
    if text.starts_with("b'") {
        let (len, byte) = scan_byte(text)?;
        return (len == text.len()).then_some(Whole {
            negative: false,
            size: u64::from(byte),
            suffix: Some("u8"),
        });
    }
    let (len, whole) = scan_whole(text).ok()?;
    (len == text.len()).then_some(whole)
}

/// The float `text` is, all of it, and the type its suffix names.
pub(crate) fn float(text: &str) -> Option<(f64, Option<&str>)> {
    let (body, suffix) = match text.len().checked_sub(3).filter(|at| text.is_char_boundary(*at)) {
        Some(at) if matches!(&text[at..], "f32" | "f64") => (&text[..at], Some(&text[at..])),
        _ => (text, None),
    };
    match body {
        "inf" | "+inf" => return Some((f64::INFINITY, suffix)),
        "-inf" => return Some((f64::NEG_INFINITY, suffix)),
        "NaN" | "+NaN" => return Some((f64::NAN, suffix)),
        "-NaN" => return Some((-f64::NAN, suffix)),
        _ => {}
    }
    if scan_float(text)? != text.len() {
        return None;
    }
    digits_of(body)?.parse().ok().map(|value| (value, suffix))
}

fn ends_word(src: &str, word: &str) -> bool {
    src.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_xid_continue))
}

fn scan_word(src: &str) -> Option<usize> {
    let unsigned = src.strip_prefix(['+', '-']).unwrap_or(src);
    let word = WORDS.iter().find(|word| ends_word(unsigned, word))?;
    Some(src.len() - unsigned.len() + word.len())
}

fn scan_byte(src: &str) -> Option<(usize, u8)> {
    let body = src.strip_prefix("b'")?;
    let (len, byte) = match body.as_bytes().first()? {
        b'\\' => crate::literal::byte_escape(body)?,
        byte if byte.is_ascii() => (1, *byte),
        _ => return None,
    };
    body[len..].starts_with('\'').then_some((len + 3, byte))
}

const fn is_float_byte(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'e' | b'E' | b'.' | b'+' | b'-' | b'_')
}

const fn is_whole_byte(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || byte == b'_'
}

fn run(src: &str, of: impl Fn(u8) -> bool) -> usize {
    src.bytes().position(|byte| !of(byte)).unwrap_or(src.len())
}

/// The float-like bytes at the start, up to a range operator.
fn float_run(src: &str) -> usize {
    let len = run(src, is_float_byte);
    src[..len].find("..").unwrap_or(len)
}

fn looks_like_float(src: &str) -> bool {
    let unsigned = src.strip_prefix(['+', '-']).unwrap_or(src);
    float_run(unsigned) > run(unsigned, is_whole_byte)
}

/// The digits without their underscores, or `None` if one stands where it may not.
fn digits_of(body: &str) -> Option<String> {
    let mut allowed = false;
    let mut digits = String::with_capacity(body.len());
    for c in body.chars() {
        match c {
            '_' if allowed => continue,
            '_' => return None,
            '0'..='9' | 'e' | 'E' => allowed = true,
            '.' => allowed = false,
            _ => {}
        }
        digits.push(c);
    }
    Some(digits)
}

fn scan_float(src: &str) -> Option<usize> {
    if let Some(len) = scan_word(src) {
        return Some(len);
    }
    let len = float_run(src);
    let value: Result<f64, _> = digits_of(&src[..len])?.parse();
    value.ok()?;
    let rest = &src[len..];
    let suffix = ["f32", "f64"].iter().any(|suffix| ends_word(rest, suffix));
    Some(if suffix { len + 3 } else { len })
}

/// The whole number at the start, or how far reading came before it failed.
fn scan_whole(src: &str) -> Result<(usize, Whole<'_>), usize> {
    const SUFFIXES: [(&str, u64, u64); 8] = [
        ("i8", i8::MAX as u64, 1 << 7),
        ("i16", i16::MAX as u64, 1 << 15),
        ("i32", i32::MAX as u64, 1 << 31),
        ("i64", i64::MAX as u64, 1 << 63),
        ("u8", u8::MAX as u64, 0),
        ("u16", u16::MAX as u64, 0),
        ("u32", u32::MAX as u64, 0),
        ("u64", u64::MAX, 0),
    ];
    let negative = src.starts_with('-');
    let mut at = usize::from(src.starts_with(['+', '-']));
    let base = match src[at..].get(..2) {
        Some("0b") => 2,
        Some("0o") => 8,
        Some("0x") => 16,
        _ => 10,
    };
    if base != 10 {
        at += 2;
    }
    let digits = &src[at..at + run(&src[at..], is_whole_byte)];
    let rest = &src[at + digits.len()..];
    let suffix = SUFFIXES.iter().find(|(name, ..)| ends_word(rest, name));
    let (most, least) = suffix.map_or((u64::MAX, 1 << 63), |(_, most, least)| (*most, *least));
    if digits.is_empty() || digits.starts_with('_') {
        return Err(at);
    }
    let end = at + digits.len() + suffix.map_or(0, |(name, ..)| name.len());
    let limit = if negative { least } else { most };
    let mut size = 0u64;
    for (i, c) in digits.char_indices().filter(|(_, c)| *c != '_') {
        let digit = c.to_digit(16).map_or(u64::MAX, u64::from);
        let grown = size.checked_mul(base).filter(|grown| *grown <= limit).ok_or(end)?;
        if digit >= base {
            return Err(at + i);
        }
        size = grown.checked_add(digit).filter(|grown| *grown <= limit).ok_or(end)?;
    }
    Ok((end, Whole { negative, size, suffix: suffix.map(|(name, ..)| *name) }))
}
