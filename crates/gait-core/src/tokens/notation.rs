//! The words of notation. Lenient: what is half typed still has its words.

use gait_model::notation::{RACES, ZONES};

use super::TokenKind;

/// What a string may say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Grammar {
    /// One word of a kind, and whether it is given here.
    Whole(TokenKind, bool),
    /// `session` or `session/exercise`
    SessionOrLift,
    /// A date, or `week 5 fri`.
    Day,
    /// A slot: names come first and after `|`.
    Slot,
    /// An entry of `Each`: a name, a name with content, or a run.
    Entry,
    /// A lift: its exercise comes first.
    Lift,
    /// Amounts, targets, sets and the like.
    Amounts,
}

/// Goes through the words of a string: from, to, kind, whether the name is given here.
pub(super) struct Lexer<'a> {
    text: &'a str,
    grammar: Grammar,
    at: usize,
    /// Whether a name may stand here.
    name: bool,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str, grammar: Grammar) -> Self {
        Self { text, grammar, at: 0, name: true }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, len: usize, kind: TokenKind) -> (usize, usize, TokenKind, bool) {
        let from = self.at;
        self.at += len;
        (from, self.at, kind, false)
    }

    /// A name, if one stands here.
    fn name(&mut self) -> Option<(usize, usize, TokenKind, bool)> {
        let rest = self.rest();
        let len = length(rest, |c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let (word, after) = rest.split_at(len);
        let after = after.trim_start();
        let kind = match self.grammar {
            Grammar::Lift => TokenKind::Exercise,
            Grammar::SessionOrLift if self.at == 0 => TokenKind::Session,
            Grammar::SessionOrLift => TokenKind::Exercise,
            // `easy` alone is a session, `5k` none; `8 km easy` begins with a number.
            Grammar::Entry if !(after.is_empty() || after.starts_with(':')) => return None,
            Grammar::Slot | Grammar::Entry => TokenKind::Session,
            _ => return None,
        };
        (!word.is_empty()).then(|| self.take(len, kind))
    }

    fn number(&mut self) -> (usize, usize, TokenKind, bool) {
        let rest = self.rest().as_bytes();
        let digit = |at: usize| rest.get(at).is_some_and(u8::is_ascii_digit);
        let mut len = 1;
        while digit(len) || (matches!(rest.get(len), Some(b'.' | b':')) && digit(len + 1)) {
            len += 1;
        }
        let is_race =
            rest.get(len) == Some(&b'k') && !rest.get(len + 1).is_some_and(u8::is_ascii_alphanumeric);
        if is_race { self.take(len + 1, TokenKind::Zone) } else { self.take(len, TokenKind::Number) }
    }

    fn word(&mut self) -> (usize, usize, TokenKind, bool) {
        let word = self.rest();
        // `x` stands between numbers without blanks: `3x10`.
        let is_times = word.starts_with('x') && !word[1..].starts_with(char::is_alphabetic);
        if is_times {
            return self.take(1, TokenKind::Operator);
        }
        let len = length(word, |c| c.is_alphabetic());
        let kind = match word.get(..len).unwrap_or_default() {
            "km" | "m" | "mi" | "min" | "s" | "h" | "kg" | "lb" | "cm" | "in" => TokenKind::Unit,
            // After a lift it is a field, in a run a zone.
            "rest" if self.grammar == Grammar::Lift => TokenKind::Keyword,
            "rir" | "rpe" | "tempo" | "test" | "max" | "side" | "bodyweight" | "band" | "any" => {
                TokenKind::Keyword
            }
            "X" => TokenKind::Number,
            word if is_intensity(word) => TokenKind::Zone,
            _ => TokenKind::Text,
        };
        self.take(len, kind)
    }

    fn other(&mut self, first: char) -> (usize, usize, TokenKind, bool) {
        match first {
            '%' => {
                let unit = length(&self.rest()[1..], |c| c.is_ascii_alphanumeric());
                self.take(1 + unit, TokenKind::Unit)
            }
            '.' => {
                let dots = length(self.rest(), |c| c == '.');
                self.take(dots, TokenKind::Operator)
            }
            '@' | '+' | '(' | ')' | ',' | '|' | '?' | ':' | '/' | '-' => {
                self.name = first == '|' || (first == '/' && self.grammar == Grammar::SessionOrLift);
                self.take(1, TokenKind::Operator)
            }
            _ => self.take(first.len_utf8(), TokenKind::Text),
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = (usize, usize, TokenKind, bool);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_blanks();
        let first = self.rest().chars().next()?;
        match self.grammar {
            Grammar::Whole(kind, definition) => {
                let len = self.rest().len();
                let (from, to, kind, _) = self.take(len, kind);
                return Some((from, to, kind, definition));
            }
            Grammar::Day => {
                let len = self.rest().len();
                return Some(self.take(len, TokenKind::Date));
            }
            _ => {}
        }
        if std::mem::take(&mut self.name)
            && let Some(name) = self.name()
        {
            return Some(name);
        }
        Some(match first {
            '0'..='9' => self.number(),
            c if c.is_alphabetic() => self.word(),
            c => self.other(c),
        })
    }
}

/// Whether a word is a zone or the pace of a race.
fn is_intensity(word: &str) -> bool {
    ZONES.iter().any(|(zone, _)| *zone == word) || RACES.iter().any(|(race, _)| *race == word)
}

/// How many bytes at the start of a text are of a kind.
fn length(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}
