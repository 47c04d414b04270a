//! The words of the notation, and what people write instead of them.

use super::{RaceWord, Zone};
use crate::units::{DistanceUnit, TimeUnit};

/// A unit of an amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Distance(DistanceUnit),
    Time(TimeUnit),
}

/// Every zone with its word.
pub const ZONES: [(&str, Zone); 14] = [
    ("walk", Zone::Walk),
    ("jog", Zone::Jog),
    ("rest", Zone::Rest),
    ("recovery", Zone::Recovery),
    ("easy", Zone::Easy),
    ("steady", Zone::Steady),
    ("marathon", Zone::Marathon),
    ("threshold", Zone::Threshold),
    ("interval", Zone::Interval),
    ("rep", Zone::Rep),
    ("sprint", Zone::Sprint),
    ("stride", Zone::Stride),
    ("uphill", Zone::Uphill),
    ("downhill", Zone::Downhill),
];

/// Every race pace with its word.
pub const RACES: [(&str, RaceWord); 4] = [
    ("5k", RaceWord::FiveK),
    ("10k", RaceWord::TenK),
    ("half", RaceWord::Half),
    ("marathon", RaceWord::Marathon),
];

/// The zone a word names.
pub(super) fn zone(word: &str) -> Option<Zone> {
    ZONES.iter().find(|(name, _)| *name == word).map(|&(_, zone)| zone)
}

/// The unit of an amount a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "km" => Unit::Distance(DistanceUnit::Km),
        "m" => Unit::Distance(DistanceUnit::M),
        "mi" => Unit::Distance(DistanceUnit::Mi),
        "min" => Unit::Time(TimeUnit::Min),
        "s" => Unit::Time(TimeUnit::S),
        "h" => Unit::Time(TimeUnit::H),
        _ => return None,
    })
}

/// The unit meant by a word that is none, as it is written here.
pub(super) fn unit_meant(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" | "kilometern"
        | "kilomètre" | "kilomètres" | "kilo" | "k" => "km",
        "m" | "meter" | "meters" | "metre" | "metres" | "metern" | "mètre" | "mètres" | "mtr" => "m",
        "mi" | "mile" | "miles" | "mls" | "meile" | "meilen" => "mi",
        "min" | "mins" | "minute" | "minutes" | "minuten" | "mn" => "min",
        "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "sekunde" | "sekunden" | "seconde"
        | "secondes" => "s",
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" | "heure" | "heures" => "h",
        "kg" | "kgs" | "kilos" | "kilogram" | "kilograms" => "kg",
        "lb" | "lbs" | "pound" | "pounds" => "lb",
        "cm" | "cms" | "centimeter" | "centimeters" | "centimetre" | "centimetres" => "cm",
        "in" | "inch" | "inches" => "in",
        "ft" | "foot" | "feet" => "ft",
        _ => return None,
    })
}

/// The zone meant by a word of other training plans, as it is written here.
pub(super) fn zone_meant(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "tempo" | "lt" | "cruise" => "threshold",
        "mp" => "marathon",
        "hmp" | "hm" => "@ half",
        "half" => "@ half",
        "vo" => "interval",
        "warmup" | "wu" | "warm" | "cooldown" | "cd" | "cool" | "slow" => "easy",
        "hill" | "hills" => "uphill",
        "reps" => "rep",
        "float" => "steady",
        _ => return None,
    })
}

/// The candidate a word was probably meant to be: equal but for case, or a slip or two away.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Far longer words are no slips, and comparing them would cost more than it helps.
    if word.len() > 32 {
        return None;
    }
    let lower = word.to_lowercase();
    let slips = |candidate: &str| strsim::osa_distance(&lower, candidate);
    let allowed = if lower.chars().count() < 4 { 1 } else { 2 };
    let best = candidates
        .into_iter()
        .map(|candidate| (slips(candidate), candidate))
        .min_by_key(|&(slips, _)| slips)?;
    (best.0 <= allowed && best.0 < lower.chars().count()).then_some(best.1)
}
