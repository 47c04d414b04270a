//! A position in a notation string: tokens on demand, and the mistakes found so far.

use std::ops::Range as Bytes;

use super::{At, MAX_ERRORS, NotationError, Parsed, slot, words};
use crate::units::{Distance, Number, Range};

/// A mistake has been reported; the reader gives up up to the next place where it can go on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop;

/// What a reader found, or that it gave up.
pub(super) type Read<T> = Result<T, Stop>;

/// Reads a string from left to right. Between tokens it stands at the start of the next one, white space skipped.
pub(super) struct Cursor<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pos: usize,
    /// The end of the last token taken.
    end: usize,
    /// How many groups of a run are open.
    pub(super) depth: u8,
    /// Whether a clock may follow a run, as in a slot.
    pub(super) in_slot: bool,
    /// The length of the step whose target is read, if it is written in metres: a time after `@` is then for all of it.
    pub(super) metres: Option<Distance>,
    errors: Vec<NotationError>,
}

impl NotationError {
    pub(super) fn new(at: Bytes<u32>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None, instead: None }
    }

    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says which word was meant.
    #[must_use]
    pub(super) fn meant(self, word: &str) -> Self {
        Self { instead: Some(word.to_owned()), ..self.help(format!("did you mean `{word}`?")) }
    }

    /// Adds what to write instead, which the help says in other words.
    #[must_use]
    pub(super) fn instead(mut self, text: impl Into<String>) -> Self {
        self.instead = Some(text.into());
        self
    }
}

/// Reads all of `text`; `expected` says what an empty one should hold.
pub(super) fn read_whole<'a, T>(
    text: &'a str,
    expected: &str,
    read: impl FnOnce(&mut Cursor<'a>) -> Read<T>,
) -> Parsed<T> {
    let mut c = Cursor::new(text);
    let value = read_to_end(&mut c, expected, read);
    let errors = c.into_errors();
    Parsed { value: value.filter(|_| errors.is_empty()), errors }
}

/// Reads up to the end of the text, and reports what is left over.
pub(super) fn read_to_end<'a, T>(
    c: &mut Cursor<'a>,
    expected: &str,
    read: impl FnOnce(&mut Cursor<'a>) -> Read<T>,
) -> Option<T> {
    if c.at_end() {
        c.report(
            NotationError::new(c.span_from(0), "nothing is written here").help(format!("write {expected}")),
        );
        return None;
    }
    let value = read(c).ok()?;
    if !c.at_end() {
        let error = NotationError::new(c.token(), format!("expected the end, found {}", c.found()));
        c.report(error);
    }
    Some(value)
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut c = Self {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            end: 0,
            depth: 0,
            in_slot: false,
            metres: None,
            errors: Vec::new(),
        };
        c.skip_space();
        c
    }

    pub(super) fn into_errors(self) -> Vec<NotationError> {
        self.errors
    }

    pub(super) fn error_count(&self) -> usize {
        self.errors.len()
    }

    /// Reports a mistake, unless there are many already.
    pub(super) fn report(&mut self, error: NotationError) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }

    /// Reports a mistake and gives up.
    pub(super) fn stop<T>(&mut self, error: NotationError) -> Read<T> {
        self.report(error);
        Err(Stop)
    }

    /// Reports that something else was expected here, and gives up.
    pub(super) fn expected<T>(&mut self, what: &str) -> Read<T> {
        let error = NotationError::new(self.token(), format!("expected {what}, found {}", self.found()));
        self.stop(error)
    }

    /// The text not yet read.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or("")
    }

    /// The text from a place on.
    pub(super) fn text_from(&self, start: usize) -> &'a str {
        self.text.get(start..).unwrap_or("")
    }

    /// The text of a place.
    pub(super) fn slice(&self, at: &Bytes<u32>) -> &'a str {
        self.text.get(at.start as usize..at.end as usize).unwrap_or("")
    }

    /// Where the next token starts.
    pub(super) fn start(&self) -> usize {
        self.pos
    }

    /// The place from `start` to the end of the last token taken.
    pub(super) fn span_from(&self, start: usize) -> Bytes<u32> {
        place(start, self.end.max(start))
    }

    /// A value with the place it was read from.
    pub(super) fn at<T>(&self, start: usize, value: T) -> At<T> {
        At { value, at: self.span_from(start) }
    }

    /// Whether nothing stands between the last token and the next.
    pub(super) fn joined(&self) -> bool {
        self.end == self.pos
    }

    pub(super) fn at_end(&self) -> bool {
        self.pos >= self.text.len()
    }

    /// The byte at the cursor.
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    /// The character at the cursor.
    pub(super) fn peek_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn at_digit(&self) -> bool {
        self.peek().is_some_and(|b| b.is_ascii_digit())
    }

    /// The letters at the cursor; empty if there are none.
    pub(super) fn peek_word(&self) -> &'a str {
        let mut end = self.pos;
        while self.bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
            end += 1;
        }
        match self.bytes.get(end) {
            Some(128..) => self.peek_wide_word(),
            _ => self.text.get(self.pos..end).unwrap_or(""),
        }
    }

    /// The letters at the cursor where not all of them are ASCII.
    #[cold]
    fn peek_wide_word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|ch: char| !ch.is_alphabetic()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or("")
    }

    pub(super) fn at_letter(&self) -> bool {
        match self.peek() {
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
            Some(_) => !self.peek_wide_word().is_empty(),
            None => false,
        }
    }

    /// Takes so many bytes as one token.
    pub(super) fn take(&mut self, bytes: usize) {
        self.end = (self.pos + bytes).min(self.text.len());
        self.pos = self.end;
        self.skip_space();
    }

    /// Takes the word at the cursor.
    pub(super) fn take_word(&mut self) -> &'a str {
        let word = self.peek_word();
        self.take(word.len());
        word
    }

    /// Takes `word` if it is the word at the cursor.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.peek_word() == word;
        if found {
            self.take(word.len());
        }
        found
    }

    /// Takes `byte` if it is the next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.take(1);
        }
        found
    }

    /// Takes a `-`, or what people and word processors write instead, which is reported.
    pub(super) fn eat_dash(&mut self) -> bool {
        match self.peek() {
            Some(b'-') => {
                self.take(1);
                true
            }
            Some(b'.' | 128..) => self.eat_other_dash(),
            _ => false,
        }
    }

    #[cold]
    fn eat_other_dash(&mut self) -> bool {
        let width = match self.peek_char() {
            Some(ch @ ('–' | '—' | '−' | '‐' | '‑')) => ch.len_utf8(),
            Some('.')
                if self
                    .rest()
                    .strip_prefix("..")
                    .is_some_and(|rest| rest.trim_start().starts_with(DIGITS)) =>
            {
                2
            }
            _ => return false,
        };
        self.take_instead(width, "-");
        true
    }

    /// Takes an `x`, or what people and word processors write instead, which is reported.
    pub(super) fn eat_times(&mut self) -> bool {
        match self.peek() {
            Some(b'x') => {
                self.take(1);
                true
            }
            Some(b'X' | b'*' | 128..) => self.eat_other_times(),
            _ => false,
        }
    }

    #[cold]
    fn eat_other_times(&mut self) -> bool {
        let Some(ch @ ('×' | 'X' | '*')) = self.peek_char() else { return false };
        self.take_instead(ch.len_utf8(), "x");
        true
    }

    /// Takes a token that stands for `right`, and reports it.
    fn take_instead(&mut self, bytes: usize, right: &str) {
        let start = self.pos;
        self.take(bytes);
        let at = self.span_from(start);
        let message = format!("`{}` is not known here", self.slice(&at));
        self.report(NotationError::new(at, message).help(format!("write `{right}`")));
    }

    /// Takes a decimal number.
    pub(super) fn number(&mut self) -> Option<At<Number>> {
        let (number, bytes) = Number::read(self.bytes.get(self.pos..)?)?;
        let start = self.pos;
        self.take(bytes);
        Some(At { value: number, at: place(start, self.end) })
    }

    /// Takes a number or a range of numbers, low to high; `expected` says what should stand here.
    pub(super) fn numbers(&mut self, expected: &str) -> Read<At<Range<Number>>> {
        let start = self.pos;
        let Some(low) = self.number() else { return self.expected(expected) };
        if !self.eat_dash() {
            return Ok(At { value: Range::single(low.value), at: low.at });
        }
        let Some(high) = self.number() else { return self.expected("the upper end of the range") };
        let range = self.at(start, Range { low: low.value, high: high.value });
        // A comma cuts the upper end short, so the order says nothing yet.
        if let Some(error) = self.decimal_comma(&high.at) {
            return self.stop(error);
        }
        if low.value > high.value {
            let help = format!("write `{}-{}`", self.slice(&high.at), self.slice(&low.at));
            return self.stop(NotationError::new(range.at, "the range runs from high to low").help(help));
        }
        Ok(range)
    }

    /// The numbers as whole counts from 1 to `max`; `what` is counted.
    pub(super) fn counts(&mut self, numbers: &At<Range<Number>>, what: &str, max: u32) -> Read<Range<u32>> {
        let written = self.slice(&numbers.at);
        let (Some(low), Some(high)) = (numbers.value.low.whole(), numbers.value.high.whole()) else {
            let message = format!("`{written}` is no whole number of {what}");
            return self.stop(NotationError::new(numbers.at.clone(), message));
        };
        if low == 0 {
            let message = format!("0 {what} leave nothing to do");
            return self.stop(NotationError::new(numbers.at.clone(), message));
        }
        if high > max {
            let message = format!("{written} {what} are more than {max}, the most that can be written");
            return self.stop(NotationError::new(numbers.at.clone(), message));
        }
        Ok(Range { low, high })
    }

    /// The mistake of writing a decimal with a comma, if that is what follows `number`.
    pub(super) fn decimal_comma(&self, number: &Bytes<u32>) -> Option<NotationError> {
        let [b',', b'0'..=b'9', ..] = self.rest().as_bytes() else { return None };
        let rest = self.rest().get(1..).unwrap_or("");
        let after = rest.trim_start_matches(DIGITS);
        let decimals = &rest[..rest.len() - after.len()];
        let written = self.slice(number);
        let unit = after.trim_start();
        let unit = &unit[..unit.find(|ch: char| !ch.is_ascii_alphabetic()).unwrap_or(unit.len())];
        // Nobody runs to the millimetre: `1,500 m` is a thousand and five hundred.
        if decimals.len() == 3 && words::unit_meant(unit) == Some("m") && !written.contains('.') {
            let error = NotationError::new(self.token(), "thousands are written without a comma");
            return Some(error.help(format!("write `{written}{decimals}`")));
        }
        // The point of `1.000,5` parts thousands.
        let last = written.rsplit('-').next().unwrap_or(written);
        let (before, whole) = (&written[..written.len() - last.len()], last.replace('.', ""));
        let error = NotationError::new(self.token(), "a decimal is written with a point");
        Some(error.help(format!("write `{before}{whole}.{decimals}`")))
    }

    /// The place of the token at the cursor; empty at the end.
    pub(super) fn token(&self) -> Bytes<u32> {
        place(self.pos, self.pos + self.token_len())
    }

    /// The token at the cursor for a message.
    pub(super) fn found(&self) -> String {
        match self.rest().get(..self.token_len()) {
            None | Some("") => "the end".into(),
            Some("\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{2060}" | "\u{feff}") => {
                "a character without width, which shows as nothing".into()
            }
            Some(token) if token.chars().count() > 32 => {
                format!("`{}…`", token.chars().take(32).collect::<String>())
            }
            Some(token) => format!("`{token}`"),
        }
    }

    /// Letters and digits stick together here, so that a message shows all of `5kk`.
    fn token_len(&self) -> usize {
        let rest = self.rest();
        let mut inside = false;
        let end = rest.char_indices().find(|&(i, ch)| {
            let part = ch.is_alphanumeric() || (inside && ch == '.' && rest[i + 1..].starts_with(DIGITS));
            inside = part;
            !part
        });
        match end {
            Some((0, ch)) => ch.len_utf8(),
            Some((end, _)) => end,
            None => rest.len(),
        }
    }

    /// Whether `@` and a time of day follow: two digits, a colon, two digits, and nothing that makes it a pace.
    pub(super) fn at_clock(&self) -> bool {
        let Some(after) = self.rest().strip_prefix('@') else { return false };
        let after = after.trim_start();
        let [h1, h2, b':', m1, m2, rest @ ..] = after.as_bytes() else { return slot::is_odd_clock(after) };
        let digits = [h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit());
        let next = rest.iter().find(|b| !b.is_ascii_whitespace());
        digits && !matches!(next, Some(b'/' | b'-' | b':' | b'0'..=b'9')) && !starts_with_dash(&after[5..])
    }

    /// Skips to where a run can go on: `+`, the `,` or `)` of the group it is in, or the end of the run.
    pub(super) fn skip_to_step(&mut self) {
        let mut open = 0_u32;
        while let Some(byte) = self.peek() {
            match byte {
                b'(' => open = open.saturating_add(1),
                b')' if open > 0 => open -= 1,
                b')' if self.depth > 0 => return,
                b'+' | b',' if open == 0 => return,
                b'|' | b'?' if self.in_slot => return,
                b'@' if self.in_slot && self.at_clock() => return,
                _ => {}
            }
            self.bump();
        }
    }

    /// How many `+` follow closely: about how many more steps a run has.
    pub(super) fn joints_ahead(&self) -> usize {
        // A window, so that many short runs in one long string are not each counted to its end.
        let ahead = self.bytes.get(self.pos..).unwrap_or(&[]);
        ahead.iter().take(64).filter(|byte| **byte == b'+').count()
    }

    /// Skips one character.
    pub(super) fn bump(&mut self) {
        if let Some(ch) = self.peek_char() {
            self.take(ch.len_utf8());
        }
    }

    fn skip_space(&mut self) {
        while let Some(&byte) = self.bytes.get(self.pos) {
            if byte.is_ascii_whitespace() {
                self.pos += 1;
            } else if byte.is_ascii() {
                return;
            } else {
                let rest = self.rest();
                self.pos += rest.len() - rest.trim_start().len();
                return;
            }
        }
    }
}

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

fn starts_with_dash(text: &str) -> bool {
    text.trim_start().starts_with(['–', '—', '−'])
}

/// A place; notation strings are far shorter than 4 GiB, as sources are.
fn place(start: usize, end: usize) -> Bytes<u32> {
    start as u32..end as u32
}
