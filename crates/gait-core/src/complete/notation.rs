//! Inside quotes: which part of a notation the cursor is in, and which word of it is replaced.

use gait_model::exercise::DefaultTempo;
use gait_model::notation::{GrowStep, RACES, RaceWord, parse_grow_step, parse_run};
use gait_model::plan::Kind;
use gait_model::shape::{Key, Notation};
use gait_syntax::{Node, Span};

use super::run::unit_items;
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
            Notation::GrowStep if ends_in_number(before) => {
                self.words_at(before, unit_items(self.growing_units()))
            }
            other if ends_in_number(before) => self.words_at(before, unit_items(units(other))),
            _ => Vec::new(),
        }
    }

    /// Items for the word that ends the text before the cursor.
    pub(super) fn words_at(&self, before: &str, items: Vec<Item>) -> Vec<Completion> {
        let is_word = |c: char| c.is_ascii_alphabetic() || c == '%';
        let done = before.trim_end_matches(is_word);
        item::all(apart(items, done), self.word_span(before, is_word))
    }

    /// The units of a ramp's step: those of `by` where that stands, otherwise those of what grows.
    fn growing_units(&self) -> &'static [&'static str] {
        let is_by = self.site.field().is_some_and(|(_, field)| field.name == "by");
        let node = self.site.node;
        let by = std::iter::once(node).chain(node.ancestors()).find_map(|node| node.field("by"));
        let by = by.filter(|_| !is_by).and_then(Node::str_value);
        match by.and_then(|by| parse_grow_step(&by).value) {
            Some(GrowStep::Distance(_)) => &["km", "mi"],
            Some(GrowStep::Time(_)) => &["min"],
            Some(GrowStep::Mass(_)) => &["kg", "lb"],
            Some(GrowStep::Repeats(_)) => &["x"],
            None if self.site.key(Key::SessionOrLift).is_some_and(|key| key.contains('/')) => &["kg", "lb"],
            None => &["km", "mi", "min", "x"],
        }
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
            Some((name, run)) if !name.contains('@') => {
                let mut out = self.in_run(run, self.kind_named(name.trim()));
                if run.ends_with(' ') && parse_run(run.trim()).errors.is_empty() {
                    let signs = after_name().into_iter().map(|item| item.rank(8)).collect();
                    out.extend(item::all(signs, Span::empty(self.site.offset)));
                }
                out
            }
            _ if choice.contains(['@', '?']) => Vec::new(),
            _ if choice.ends_with(' ') => item::all(after_name(), Span::empty(self.site.offset)),
            _ if choice.contains(' ') => Vec::new(),
            _ => {
                let span = self.word_span(before, is_name);
                let next = self.site.tree.slice(Span::new(span.end, span.end + 1));
                let mut items = self.session_names(next != ":");
                if next == " " {
                    // The blank after a colon is there already.
                    items.iter_mut().filter_map(|item| item.text.as_mut()).for_each(|text| {
                        text.truncate(text.trim_end().len());
                    });
                }
                item::all(items, span)
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
    pub(super) fn dates_here(&self) -> Vec<Item> {
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

/// Units with the blank that plans have between a number and its unit, where nobody has typed it.
pub(super) fn apart(items: Vec<Item>, done: &str) -> Vec<Item> {
    if !done.ends_with(|c: char| c.is_ascii_digit()) {
        return items;
    }
    let is_glued = |item: &Item| item.label == "x" || item.label.starts_with('/');
    let apart = |item: Item| match is_glued(&item) {
        true => item,
        false => {
            let text = format!(" {}", item.text.as_ref().unwrap_or(&item.label));
            Item { text: Some(text), ..item }
        }
    };
    items.into_iter().map(apart).collect()
}

pub(super) const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Whether a unit may follow: a number stands before the word at the end.
pub(super) fn ends_in_number(before: &str) -> bool {
    before
        .trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%')
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit())
}

pub(super) fn tempo(tempo: &str) -> Item {
    Item::new(CompletionKind::Value, tempo).detail("seconds: lower, pause, lift")
}

fn races() -> Vec<Item> {
    let item = |(word, race): (&str, RaceWord)| {
        Item::new(CompletionKind::Word, word).detail(race.distance().rounded().to_string())
    };
    RACES.map(item).into()
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
        Notation::LoadStep => &["%", "kg", "lb"],
        _ => &[],
    }
}
