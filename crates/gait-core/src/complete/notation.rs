//! Inside quotes: which part of a notation the cursor is in, and which word of it is replaced.

use gait_model::exercise::DefaultTempo;
use gait_model::plan::Kind;
use gait_model::shape::{Key, Notation};
use gait_syntax::Span;

use super::run::{self, unit_items};
use super::{Completion, CompletionKind, Item, item};
use crate::hover::Desk;
use crate::site::Place;

impl Desk<'_> {
    /// What could be written in a text in some notation.
    pub(super) fn in_notation(&self, notation: Notation, body: Span) -> Vec<Completion> {
        let before = self.site.text_before().unwrap_or_default();
        let whole = |items: Vec<Item>| item::all(items, body);
        match notation {
            Notation::Slot => self.in_slot(before),
            Notation::Run => self.in_run(before, self.kind_here()),
            Notation::EachEntry => self.in_each(before),
            Notation::Lift => self.in_lift(before),
            Notation::Sets => self.in_sets(before, None),
            Notation::Exercise => whole(self.exercises()),
            Notation::Date => whole(self.dates_here()),
            Notation::RaceDistance => match ends_in_number(before) {
                true => self.words_at(before, unit_items(&["km", "mi"])),
                false => whole(races()),
            },
            Notation::Windows if before.is_empty() => whole(vec![
                Item::new(CompletionKind::Value, "any").detail("all day"),
                Item::new(CompletionKind::Value, "06:00-09:00").detail("a window of time"),
            ]),
            Notation::DefaultTempo => {
                let words = DefaultTempo::WORDS.map(|(word, _)| Item::new(CompletionKind::Word, word));
                whole(words.into_iter().chain([tempo("3-1-1")]).collect())
            }
            other if ends_in_number(before) => self.words_at(before, unit_items(units(other))),
            _ => Vec::new(),
        }
    }

    /// Items for the word that ends the text before the cursor.
    pub(super) fn words_at(&self, before: &str, items: Vec<Item>) -> Vec<Completion> {
        item::all(items, self.word_span(before, |c| c.is_ascii_alphabetic() || c == '%'))
    }

    /// The word around the cursor, of characters that `is_word` takes.
    pub(super) fn word_span(&self, before: &str, is_word: fn(char) -> bool) -> Span {
        let at = self.site.offset;
        let after = match self.site.place {
            Place::Text { body, .. } => self.site.tree.slice(Span::new(at, body.end.max(at))),
            _ => "",
        };
        let len = |text: &str, rest: &str| u32::try_from(text.len() - rest.len()).unwrap_or(0);
        let back = len(before, before.trim_end_matches(is_word));
        let forth = if back == 0 { 0 } else { len(after, after.trim_start_matches(is_word)) };
        Span::new(at - back, at + forth)
    }

    /// `one | one ? @ hh:mm`
    fn in_slot(&self, before: &str) -> Vec<Completion> {
        let choice = before.rsplit('|').next().unwrap_or_default().trim_start();
        match choice.split_once(':') {
            // A colon after `@` is that of the clock.
            Some((name, run)) if !name.contains('@') => self.in_run(run, self.kind_named(name.trim())),
            _ if choice.contains(['@', '?']) => Vec::new(),
            _ if choice.ends_with(' ') => item::all(after_name(), Span::empty(self.site.offset)),
            _ if choice.contains(' ') => Vec::new(),
            _ => {
                let span = self.word_span(before, is_name);
                let room = !self.site.tree.slice(Span::new(span.end, span.end + 1)).starts_with(':');
                item::all(self.session_names(room), span)
            }
        }
    }

    /// An entry of `Each`: sets under a lift or a strength session, otherwise a run or a session.
    fn in_each(&self, before: &str) -> Vec<Completion> {
        let key = self.site.key(Key::SessionOrLift).unwrap_or_default();
        if let Some((_, lift)) = key.split_once('/') {
            return self.in_sets(before, Some(lift));
        }
        let kind = self.kind_named(key);
        if kind == Some(Kind::Strength) {
            return self.in_sets(before, None);
        }
        if let Some((name, run)) = before.split_once(':').filter(|(name, _)| !name.contains('@')) {
            return self.in_run(run, self.kind_named(name.trim()));
        }
        let mut out = self.in_run(before, kind);
        if before.chars().all(is_name) {
            out.extend(item::all(self.session_names(true), self.word_span(before, is_name)));
        }
        out
    }

    /// Dates where the plan's own are meant.
    fn dates_here(&self) -> Vec<Item> {
        match self.site.field() {
            Some((shape, _)) if matches!(shape.name, "Race" | "Blocked") => self.dates_of_plan(),
            _ => Vec::new(),
        }
    }
}

/// What may follow the name of a session in a slot.
fn after_name() -> Vec<Item> {
    let sign = |label: &str, about: &str, text: &str| {
        Item::new(CompletionKind::Word, label).detail(about).text(text)
    };
    vec![
        sign("@", "the start: @ 06:30", "@ "),
        sign("|", "another session instead", "| "),
        sign("?", "may be left out", "?"),
    ]
}

pub(super) const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Whether a unit may follow: a number stands before the word at the end.
fn ends_in_number(before: &str) -> bool {
    before
        .trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%')
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit())
}

pub(super) fn tempo(tempo: &str) -> Item {
    Item::new(CompletionKind::Value, tempo).detail("seconds: lower, pause, lift")
}

fn races() -> Vec<Item> {
    run::RACE_WORDS.map(|(word, detail)| Item::new(CompletionKind::Word, word).detail(detail)).into()
}

/// The units of a quantity.
const fn units(notation: Notation) -> &'static [&'static str] {
    match notation {
        Notation::Distance => &["km", "mi"],
        Notation::Amount => &["km", "mi", "min", "h"],
        Notation::Duration => &["min", "h", "s"],
        Notation::Percent => &["%"],
        Notation::Mass => &["kg", "lb"],
        Notation::Length => &["cm", "m", "in"],
        Notation::GrowStep => &["km", "mi", "min", "kg", "lb", "x"],
        Notation::LoadStep => &["%", "kg", "lb"],
        _ => &[],
    }
}
