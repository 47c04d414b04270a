//! Targets: zone words, paces, shares of race speed or heart rate, perceived effort.

use super::cursor::{Cursor, Read};
use super::{At, NotationError, RaceWord, Target, Zone};
use super::{slot, words};
use crate::units::{Distance, DistanceUnit, Duration, Number, Pace, Percent, Range, divide_rounded};

/// The fastest and the slowest pace that can be written, in seconds for one unit.
const PACE_SECONDS: std::ops::RangeInclusive<i64> = 60..=3600;
/// The largest share of a race's speed or of a heart rate that can be written.
const MAX_SHARE: Percent = Percent::new(200);

const OF_MAXIMUM: &str = "a heart rate is written in per cent of the maximum: `75 %hr`";
const AFTER_AT: &str = "a pace such as `4:30/km`, a race such as `5k`, a percentage or `rpe`";

/// Reads the target of a step, if one follows.
pub(super) fn target(c: &mut Cursor<'_>) -> Read<Option<At<Target>>> {
    let start = c.start();
    if c.peek() == Some(b'@') {
        if c.in_slot && c.depth == 0 && c.at_clock() {
            return Ok(None);
        }
        c.take(1);
        let value = after_at(c)?;
        return Ok(Some(c.at(start, value)));
    }
    if !c.at_letter() {
        return Ok(None);
    }
    let from = zone(c)?;
    if !(c.peek() == Some(b'.') && c.rest().starts_with("..")) {
        return Ok(Some(c.at(start, Target::Zone(from))));
    }
    c.take(2);
    if !c.at_letter() {
        return c.expected("the zone at the other end");
    }
    let to = zone(c)?;
    Ok(Some(c.at(start, if from == to { Target::Zone(from) } else { Target::Zones(from, to) })))
}

/// Reads a zone word.
pub(super) fn zone(c: &mut Cursor<'_>) -> Read<Zone> {
    let word = c.peek_word();
    if let Some(zone) = words::zone(word) {
        c.take(word.len());
        return Ok(zone);
    }
    let error = zone_error(c, word);
    c.stop(error)
}

fn zone_error(c: &Cursor<'_>, word: &str) -> NotationError {
    let error = NotationError::new(c.token(), format!("{} is not a zone", c.found()));
    if matches!(word, "and" | "then" | "plus") {
        return error.help("steps are joined with `+`");
    }
    if c.in_slot && c.depth == 0 {
        match word {
            "or" | "oder" | "ou" => return error.help("alternatives are separated with `|`"),
            "optional" => return error.help("`?` at the end makes a session optional"),
            _ => {}
        }
    }
    if matches!(word.to_lowercase().as_str(), "rpe" | "at" | "hr") {
        return error.help("a target in numbers follows `@`: `@ rpe 7`, `@ 75 %hr`, `@ 4:30/km`");
    }
    if word == "x" {
        return NotationError::new(c.token(), "the count of a repeat stands before it")
            .help("for instance `6x800 m`");
    }
    if let Some(meant) = words::zone_meant(word) {
        return error.help(format!("try `{meant}`")).instead(meant);
    }
    let names = words::ZONES.iter().map(|&(name, _)| name);
    match words::nearest(word, names.clone()) {
        Some(near) => error.meant(near),
        None => error.help(format!("the zones are {}", names.collect::<Vec<_>>().join(", "))),
    }
}

/// Reads a target after its `@`.
fn after_at(c: &mut Cursor<'_>) -> Read<Target> {
    if !c.at_digit() {
        return word_target(c);
    }
    let start = c.start();
    let Some(first) = c.number() else { return c.expected(AFTER_AT) };
    if c.peek() == Some(b':') {
        return paces(c, &first).map(Target::Pace);
    }
    if c.joined() && c.peek_word() == "k" {
        return race_of(c, &first).map(Target::Race);
    }
    let mut range = Range::single(first.value);
    if c.eat_dash() {
        let Some(high) = c.number() else { return c.expected("the upper end of the range") };
        range.high = high.value;
    }
    let numbers = c.at(start, range);
    if !c.eat(b'%') {
        let error = number_error(c, &numbers);
        return c.stop(error);
    }
    let shares = shares(c, &numbers)?;
    share_of(c, &numbers, shares)
}

fn word_target(c: &mut Cursor<'_>) -> Read<Target> {
    let word = c.peek_word();
    match word {
        "rpe" => {
            c.take(word.len());
            return tenths(c, "rpe", 1..=10).map(Target::Rpe);
        }
        "half" | "marathon" => return race(c).map(Target::Race),
        _ => {}
    }
    if words::zone(word).is_some() {
        let error = NotationError::new(c.token(), format!("the zone `{word}` stands without `@`"));
        return c.stop(error.help(format!("write `{word}`")));
    }
    let error = NotationError::new(c.token(), format!("expected {AFTER_AT}, found {}", c.found()));
    let names = words::RACES.iter().map(|&(name, _)| name).chain(["rpe"]);
    match (words::nearest(word, names).filter(|_| !word.is_empty()), words::zone_meant(word)) {
        (_, Some(meant)) if meant.starts_with('@') => c.stop(error.help(format!("try `{meant}`"))),
        (_, Some(meant)) => c.stop(error.help(format!("try `{meant}`, without `@`"))),
        (Some(near), None) => c.stop(error.meant(near)),
        (None, None) => c.stop(error),
    }
}

/// Reads a number after `word`, in halves, as tenths.
pub(super) fn tenths(c: &mut Cursor<'_>, word: &str, limits: std::ops::RangeInclusive<i64>) -> Read<u8> {
    let (low, high) = (limits.start() * 10, limits.end() * 10);
    let Some(number) = c.number() else { return c.expected(&format!("a number after `{word}`")) };
    if c.eat_dash() || c.eat(b'/') {
        let help = format!("write `{word} {}`", c.slice(&number.at));
        c.number();
        let range = c.span_from(number.at.start as usize);
        return c.stop(NotationError::new(range, format!("`{word}` takes one number")).help(help));
    }
    let value = number.value.exactly_of(10).filter(|tenths| tenths % 5 == 0);
    let Some(tenths) = value else {
        let message = format!("`{word}` goes in halves, not {}", c.slice(&number.at));
        return c.stop(NotationError::new(number.at, message));
    };
    match u8::try_from(tenths) {
        Ok(small) if (low..=high).contains(&tenths) => Ok(small),
        _ => {
            let message =
                format!("`{word}` goes from {} to {}, not {}", low / 10, high / 10, c.slice(&number.at));
            c.stop(NotationError::new(number.at, message))
        }
    }
}

/// Reads a pace or a range of paces whose minutes have been read.
pub(super) fn paces(c: &mut Cursor<'_>, minutes: &At<Number>) -> Read<Range<Pace>> {
    let start = minutes.at.start as usize;
    let low = minutes_and_seconds(c, minutes)?;
    let mut high = low;
    if c.eat_dash() {
        let Some(minutes) = c.number() else { return c.expected("the slower pace") };
        if c.peek() != Some(b':') {
            return c.expected("`:` and the seconds");
        }
        high = minutes_and_seconds(c, &minutes)?;
    }
    let numbers = c.at(start, ());
    let written = c.slice(&numbers.at);
    let unit = pace_unit(c, &numbers, Range { low, high })?;
    if low > high {
        let at = c.span_from(start);
        let swapped = written
            .split_once(['-', '–'])
            .map_or(String::new(), |(a, b)| format!("{}-{}", b.trim(), a.trim()));
        let error = NotationError::new(at, "a range of paces has the faster one first");
        return c.stop(error.help(format!("write `{swapped}/{}`", unit.symbol())));
    }
    if !PACE_SECONDS.contains(&low) || !PACE_SECONDS.contains(&high) {
        let at = c.span_from(start);
        let message = format!("a pace lies between 1:00 and 60:00, not {written}");
        return c.stop(NotationError::new(at, message));
    }
    Ok(Range { low: Pace::new(low, unit), high: Pace::new(high, unit) })
}

/// Reads `:` and two digits, and gives the time in seconds.
fn minutes_and_seconds(c: &mut Cursor<'_>, minutes: &At<Number>) -> Read<i64> {
    let start = minutes.at.start as usize;
    c.take(1);
    let seconds = c.number();
    let at = c.span_from(start);
    let two_digits = seconds.as_ref().is_some_and(|s| s.at.end - s.at.start == 2);
    let seconds = seconds.and_then(|s| s.value.whole()).filter(|&s| two_digits && s < 60);
    match (minutes.value.whole(), seconds) {
        (Some(min), Some(s)) => Ok(i64::from(min) * 60 + i64::from(s)),
        _ => {
            let message = format!("`{}` is not a pace", c.slice(&at));
            c.stop(
                NotationError::new(at, message)
                    .help("a pace has minutes and two digits of seconds: `4:05/km`"),
            )
        }
    }
}

fn pace_unit(c: &mut Cursor<'_>, numbers: &At<()>, seconds: Range<i64>) -> Read<DistanceUnit> {
    let written = c.slice(&numbers.at);
    if let Some(error) = slot::half_of_day(c, numbers.at.start as usize) {
        return c.stop(error);
    }
    let slash = c.eat(b'/');
    if slash && let Some(number) = c.number() {
        let metres = c.eat_word("m").then(|| Distance { mm: number.value.of(1000), unit: DistanceUnit::M });
        let error =
            NotationError::new(c.span_from(numbers.at.start as usize), "a pace is per `/km` or `/mi`");
        return match metres.and_then(|metres| paces_for(seconds, metres)) {
            Some(paces) => c.stop(error.help(format!("write `{paces}`"))),
            None => c.stop(error),
        };
    }
    let word = c.peek_word();
    match word {
        "km" if slash => {
            c.take(word.len());
            return Ok(DistanceUnit::Km);
        }
        "mi" if slash => {
            c.take(word.len());
            return Ok(DistanceUnit::Mi);
        }
        _ => {}
    }
    let per = match words::unit_meant(word) {
        Some(unit @ ("km" | "mi")) => Some(unit),
        _ if word == "min" && c.rest().starts_with("min/km") => Some("km"),
        _ if word == "min" && c.rest().starts_with("min/mi") => Some("mi"),
        _ => None,
    };
    if let Some(per) = per {
        let error = NotationError::new(c.token(), format!("a pace is written per `/{per}`"));
        return c.stop(error.help(format!("write `{written}/{per}`")));
    }
    let error = NotationError::new(numbers.at.clone(), format!("`{written}` has no unit"));
    if let Some(metres) = c.metres.filter(|_| !slash)
        && let Some(paces) = paces_for(seconds, metres)
    {
        // Nobody runs a kilometre in less than two minutes, so that is the time of the repeat.
        let help = match seconds.low {
            ..120 => format!("{written} for {metres} is `{paces}`"),
            _ => format!("write `{written}/km` or `{written}/mi`; {written} for {metres} is `{paces}`"),
        };
        return c.stop(error.help(help));
    }
    let mut help = format!("write `{written}/km` or `{written}/mi`");
    if c.at_end() && c.depth == 0 {
        match written.len() {
            4 if c.in_slot => help.push_str(&format!("; a clock time has two digits: `0{written}`")),
            5 if !c.in_slot => help.push_str("; a clock time stands in a slot"),
            _ => {}
        }
    }
    c.stop(error.help(help))
}

/// The pace of a distance run in a time, if it is one.
pub(super) fn pace_of(time: Duration, distance: Distance) -> Option<Pace> {
    let unit = if distance.unit == DistanceUnit::Mi { DistanceUnit::Mi } else { DistanceUnit::Km };
    if distance.is_zero() {
        return None;
    }
    let seconds =
        divide_rounded(i128::from(time.seconds) * i128::from(unit.millimetres()), i128::from(distance.mm));
    PACE_SECONDS.contains(&seconds).then(|| Pace::new(seconds, unit))
}

/// The paces of a distance that takes so many seconds, as they are written.
fn paces_for(seconds: Range<i64>, distance: Distance) -> Option<String> {
    let pace = |seconds| pace_of(Duration::secs(seconds), distance);
    let (low, high) = (pace(seconds.low)?, pace(seconds.high)?);
    Some(Range { low, high }.to_string())
}

/// Reads a race word.
fn race(c: &mut Cursor<'_>) -> Read<RaceWord> {
    if let Some(number) = c.number() {
        return if c.joined() {
            race_of(c, &number)
        } else {
            c.expected("`5k`, `10k`, `half` or `marathon`")
        };
    }
    match c.peek_word() {
        "half" => {
            c.take_word();
            Ok(RaceWord::Half)
        }
        "marathon" => {
            c.take_word();
            Ok(RaceWord::Marathon)
        }
        _ => c.expected("`5k`, `10k`, `half` or `marathon`"),
    }
}

/// Reads the `k` of a race.
fn race_of(c: &mut Cursor<'_>, number: &At<Number>) -> Read<RaceWord> {
    if c.eat_word("k") {
        match number.value.whole() {
            Some(5) => return Ok(RaceWord::FiveK),
            Some(10) => return Ok(RaceWord::TenK),
            _ => {}
        }
    }
    let at = c.span_from(number.at.start as usize);
    let message = format!("`{}` is not a race with a pace of its own", c.slice(&at));
    c.stop(NotationError::new(at, message).help("use 5k, 10k, half or marathon, or a pace such as `4:30/km`"))
}

/// The numbers as shares, above 0 % and up to [`MAX_SHARE`].
fn shares(c: &mut Cursor<'_>, numbers: &At<Range<Number>>) -> Read<Range<Percent>> {
    let written = c.slice(&numbers.at);
    let shares = numbers.value.map(|n| Percent { basis_points: n.of(100) });
    let wrong = if shares.low > shares.high {
        "a range goes from low to high".to_owned()
    } else if shares.low.basis_points <= 0 || shares.high > MAX_SHARE {
        format!("a share lies above 0 % and up to {MAX_SHARE}, not {written} %")
    } else {
        return Ok(shares);
    };
    c.stop(NotationError::new(numbers.at.clone(), wrong))
}

/// Reads what the shares are of.
fn share_of(c: &mut Cursor<'_>, numbers: &At<Range<Number>>, shares: Range<Percent>) -> Read<Target> {
    let word = c.peek_word();
    if word == "hr" {
        if shares.high > Percent::HUNDRED {
            let message = format!("a heart rate goes up to 100 %, not {} %", c.slice(&numbers.at));
            let error = NotationError::new(numbers.at.clone(), message);
            return c.stop(error.help(OF_MAXIMUM));
        }
        c.take(word.len());
        return Ok(Target::HeartRate(shares));
    }
    if c.at_digit() || matches!(word, "half" | "marathon") {
        return race(c).map(|race| Target::PercentOfRace(shares, race));
    }
    let error =
        NotationError::new(c.token(), format!("expected `hr` or a race after `%`, found {}", c.found()));
    let help = match word.to_lowercase().as_str() {
        "hr" | "hrmax" | "hrm" | "mhr" | "max" | "maxhr" | "heart" => {
            "per cent of the maximum heart rate are `%hr`"
        }
        _ => "write for instance `75 %hr` or `95 % 5k`",
    };
    c.stop(error.help(help))
}

/// What is wrong with a bare number after `@`.
fn number_error(c: &Cursor<'_>, numbers: &At<Range<Number>>) -> NotationError {
    let written = c.slice(&numbers.at);
    let word = c.peek_word();
    if let Some(kind) = ["km", "mi"].into_iter().find(|unit| *unit == word) {
        if c.rest().starts_with("km/h") || c.rest().starts_with("mi/h") {
            return speed_error(c, numbers, if kind == "km" { DistanceUnit::Km } else { DistanceUnit::Mi });
        }
        let error =
            NotationError::new(numbers.at.clone(), format!("`{written} {kind}` is a distance, not a pace"));
        return error.help("a race pace is written `5k`, a pace `4:30/km`");
    }
    if c.joined() && !word.is_empty() && !matches!(word, "bpm" | "mph" | "kmh" | "kph") {
        let at = numbers.at.start..numbers.at.end + word.len() as u32;
        let error = NotationError::new(at.clone(), format!("`{}` is not a target", c.slice(&at)));
        let near = words::nearest(c.slice(&at), words::RACES.iter().map(|&(name, _)| name));
        return match near {
            Some(near) => error.meant(near),
            None => error.help(format!("write {AFTER_AT}")),
        };
    }
    let error = NotationError::new(numbers.at.clone(), format!("`{written}` alone is no target"));
    if let Some(seconds) = c.rest().strip_prefix(['\'', '’', '′']).and_then(|rest| rest.get(..2))
        && let Some(pace) = pace_with_colon(&format!("{written}.{seconds}"))
    {
        return error.help(format!("a pace is `{pace}/km`"));
    }
    match word.to_lowercase().as_str() {
        "mph" => speed_error(c, numbers, DistanceUnit::Mi),
        "kmh" | "kph" => speed_error(c, numbers, DistanceUnit::Km),
        "bpm" => error.help(OF_MAXIMUM),
        "k" => error.help(format!("write `{written}k` without a space")),
        _ => error.help(perhaps(c, numbers).unwrap_or_else(|| format!("write {AFTER_AT}"))),
    }
}

/// What a bare number after `@` may be: a time of day or a pace with a dot, a time of day of whole hours, an effort.
fn perhaps(c: &Cursor<'_>, numbers: &At<Range<Number>>) -> Option<String> {
    let written = c.slice(&numbers.at);
    let ends_slot = c.in_slot && c.depth == 0;
    let after_at = c.text_from(numbers.at.start as usize);
    let clock = if ends_slot { slot::clock_perhaps(after_at) } else { None };
    let is_per_mile = ["/mi", "min/mi"].iter().any(|per| c.rest().starts_with(per));
    let per = if is_per_mile { "mi" } else { "km" };
    let paces: Option<Vec<String>> = written.split(['-', '–', '—']).map(pace_with_colon).collect();
    let effort = numbers.value.high.whole().filter(|effort| clock.is_some() && (1..=10).contains(effort));
    let meant: Vec<String> = [
        clock.map(|clock| format!("a time of day is `{clock}`")),
        paces.map(|paces| format!("a pace is `{}/{per}`", paces.join("-"))),
        effort.map(|effort| format!("an effort is `rpe {effort}`")),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!meant.is_empty()).then(|| meant.join(", "))
}

/// `4.30` as `4:30`, if it can be the minutes and seconds of a pace.
fn pace_with_colon(written: &str) -> Option<String> {
    let (minutes, seconds) = written.trim().split_once(['.', ','])?;
    let is_pace = (1..20).contains(&minutes.parse::<u32>().ok()?) && seconds.len() == 2 && seconds < "60";
    is_pace.then(|| format!("{minutes}:{seconds}"))
}

/// A speed instead of a pace: the help names the pace.
fn speed_error(c: &Cursor<'_>, numbers: &At<Range<Number>>, unit: DistanceUnit) -> NotationError {
    let metres_per_minute = numbers.value.high.to_f64() * unit.millimetres() as f64 / 60e3;
    let error = NotationError::new(numbers.at.clone(), "a speed is written as a pace");
    let pace = Pace::from_speed(metres_per_minute, unit);
    if PACE_SECONDS.contains(&pace.seconds_per_unit()) {
        return error.help(format!("{} {}/h is `{pace}`", c.slice(&numbers.at), unit.symbol()));
    }
    error.help("for instance `4:30/km`")
}
