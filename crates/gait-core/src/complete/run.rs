//! Runs: units after numbers, zones after amounts, paces after `@`.

use gait_model::notation::{RACES, ZONES, Zone};
use gait_model::pace::Paces;
use gait_model::plan::Kind;
use gait_model::units::DistanceUnit;
use gait_syntax::Span;

use super::notation::{apart, ends_in_number};
use super::{Completion, CompletionKind, Item, item};
use crate::hover::{Desk, zone};

/// What may follow in a run.
enum Next {
    Unit,
    Target,
    ZoneOnly,
    AfterAt,
    AfterAtNumber,
    PaceUnit,
    Race,
    Begin,
    Nothing,
}

impl Desk<'_> {
    /// What could be written in a run after `before`.
    pub(super) fn in_run(&self, before: &str, kind: Option<Kind>) -> Vec<Completion> {
        if kind == Some(Kind::Mobility) {
            return self.in_mobility(before);
        }
        let paces = self.snapshot.map(|snapshot| &snapshot.calendar.paces);
        let unit = self.rows().map_or(DistanceUnit::Km, |rows| rows.unit());
        let items = match next(before) {
            Next::Unit => {
                let mut items = unit_items(&["km", "min", "m", "s", "mi", "h"]);
                items.push(
                    Item::new(CompletionKind::Unit, "x").detail("repeats: `6x(…)`").snippet("x($0)").rank(7),
                );
                items
            }
            Next::Target => {
                let mut items = zones(paces, unit, kind);
                items.extend(races(paces, unit).into_iter().map(|item| {
                    let label = format!("@ {}", item.label);
                    Item { label, ..item }.rank(6)
                }));
                items
            }
            Next::ZoneOnly => zones(paces, unit, None),
            Next::AfterAt => {
                let mut items = races(paces, unit);
                items.push(
                    Item::new(CompletionKind::Word, "rpe")
                        .detail("perceived effort, 1 to 10")
                        .text("rpe ")
                        .rank(6),
                );
                items
            }
            Next::AfterAtNumber => percents(),
            Next::PaceUnit => {
                ["/km", "/mi"].map(|unit| Item::new(CompletionKind::Unit, unit).detail("a pace")).into()
            }
            Next::Race => races(paces, unit),
            Next::Begin => begin(kind),
            Next::Nothing => Vec::new(),
        };
        let is_word = |c: char| c.is_ascii_alphabetic() || matches!(c, '%' | '/');
        // `5k` after `@` is one word.
        let is_race = |c: char| c.is_ascii_alphanumeric();
        match next(before) {
            Next::AfterAt | Next::Race => item::all(items, self.word_span(before, is_race)),
            Next::Unit | Next::AfterAtNumber => {
                let items = apart(items, before.trim_end_matches(is_word));
                item::all(items, self.word_span(before, is_word))
            }
            _ => item::all(items, self.word_span(before, is_word)),
        }
    }

    /// What could be written for mobility: a time, and nothing else.
    fn in_mobility(&self, before: &str) -> Vec<Completion> {
        if before.trim().is_empty() {
            let time = Item::new(CompletionKind::Snippet, "15 min").detail("such as").snippet("${1:15} min");
            return item::all(vec![time], Span::empty(self.site.offset));
        }
        match ends_in_number(before) {
            true => self.words_at(before, unit_items(&["min", "h"])),
            false => Vec::new(),
        }
    }
}

/// What may follow after the whole words of `before`; the letters at its end are being typed.
fn next(before: &str) -> Next {
    let typed = |c: char| c.is_ascii_alphabetic() || matches!(c, '%' | '/');
    let done = before.trim_end_matches(typed);
    let step = done.rsplit(['+', '(', ',']).next().unwrap_or_default();
    let glued = !done.ends_with(' ');
    let done = done.trim_end();
    let Some(last) = done.chars().next_back() else { return Next::Begin };
    if let Some((_, target)) = step.split_once('@') {
        let target = target.trim();
        return match last {
            '@' => Next::AfterAt,
            '%' => Next::Race,
            _ if target.starts_with("rpe") => Next::Nothing,
            _ if !last.is_ascii_digit() => Next::Nothing,
            _ if target.contains(':') => Next::PaceUnit,
            _ if RACES.iter().any(|(race, _)| race.starts_with(target)) && glued => Next::AfterAt,
            _ => Next::AfterAtNumber,
        };
    }
    match last {
        '0'..='9' => Next::Unit,
        ')' => Next::Target,
        '.' if done.ends_with("..") => Next::ZoneOnly,
        '+' | '(' | ',' => Next::Begin,
        'a'..='z' => match done.rsplit(|c: char| !c.is_ascii_alphabetic()).next() {
            Some("km" | "m" | "mi" | "min" | "s" | "h") => Next::Target,
            _ => Next::Nothing,
        },
        _ => Next::Nothing,
    }
}

/// Units of an amount.
pub(super) fn unit_items(units: &[&str]) -> Vec<Item> {
    let about = |unit: &str| match unit {
        "km" => "kilometres",
        "m" => "metres",
        "mi" => "miles",
        "min" => "minutes",
        "s" => "seconds",
        "h" => "hours",
        "kg" => "kilograms",
        "lb" => "pounds",
        "cm" => "centimetres",
        "in" => "inches",
        "%" => "per cent",
        "x" => "repeats",
        _ => "",
    };
    units.iter().map(|unit| Item::new(CompletionKind::Unit, *unit).detail(about(unit))).collect()
}

/// Zone words with paces; that of the kind itself last, as it needs no word.
fn zones(paces: Option<&Paces>, unit: DistanceUnit, kind: Option<Kind>) -> Vec<Item> {
    let usual = kind.map(|kind| kind.intensity().outside);
    let item = |(word, zone): (&str, Zone)| {
        let means = usual == Some(zone);
        let about = zone::short(zone, paces, unit);
        let detail = if means { format!("{about}; what an amount alone means here") } else { about };
        Item::new(CompletionKind::Word, word).detail(detail).rank(if means { 5 } else { 4 })
    };
    ZONES.into_iter().map(item).collect()
}

fn races(paces: Option<&Paces>, unit: DistanceUnit) -> Vec<Item> {
    let item =
        |(word, race)| Item::new(CompletionKind::Word, word).detail(zone::short_race(race, paces, unit));
    RACES.into_iter().map(item).collect()
}

/// What may follow a number after `@`.
fn percents() -> Vec<Item> {
    let mut items: Vec<Item> = RACES
        .iter()
        .map(|(race, _)| {
            Item::new(CompletionKind::Word, format!("% {race}")).detail(format!("per cent of {race} speed"))
        })
        .collect();
    items.push(Item::new(CompletionKind::Word, "%hr").detail("per cent of the highest heart rate"));
    items
}

/// How a step may begin: what sessions of the kind usually hold.
fn begin(kind: Option<Kind>) -> Vec<Item> {
    let examples: &[(&str, &str)] = match kind {
        Some(Kind::Intervals) => &[
            ("6x(${1:800 m} @ ${2:5k}, ${3:90 s} jog)", "6x(800 m @ 5k, 90 s jog)"),
            ("${1:2} km easy", "2 km easy"),
        ],
        Some(Kind::Tempo) => {
            &[("${1:20} min threshold", "20 min threshold"), ("${1:2} km easy", "2 km easy")]
        }
        Some(Kind::Hills) => &[
            ("${1:8}x(${2:60 s} uphill + ${3:90 s} jog)", "8x(60 s uphill + 90 s jog)"),
            ("${1:2} km easy", "2 km easy"),
        ],
        Some(Kind::Strides) => &[("${1:6} km", "6 km"), ("${1:4}x100 m stride", "4x100 m stride")],
        Some(Kind::WalkRun) => {
            &[("${1:8}x(${2:2 min} easy + ${3:1 min} walk)", "8x(2 min easy + 1 min walk)")]
        }
        Some(Kind::Strength | Kind::Mobility | Kind::Rest) => &[],
        _ => &[("${1:8} km", "8 km"), ("${1:45} min", "45 min")],
    };
    let item = |(text, label): &(&str, &str)| {
        Item::new(CompletionKind::Snippet, *label).detail("such as").snippet(*text)
    };
    examples.iter().map(item).collect()
}
