//! Amounts of running: distances and times, single or as a range.

use std::ops::Range as Bytes;

use super::cursor::{Cursor, Read};
use super::words::{self, Unit};
use super::{Amount, At, NotationError};
use crate::units::{Distance, DistanceUnit, Duration, Number, Range, TimeUnit};

/// The longest distance that can be written: further than six days of racing.
pub(super) const MAX_DISTANCE: Distance = Distance::km(1000);
/// The longest time that can be written: more than six days of racing.
pub(super) const MAX_TIME: Duration = Duration::hours(200);

/// The units of any amount, for messages.
pub(super) const ALL_UNITS: &str = "`km`, `mi`, `m`, `min`, `s` or `h`";
/// The units of distances, for messages.
pub(super) const DISTANCE_UNITS: &str = "`km`, `mi` or `m`";
/// The units of times, for messages.
pub(super) const TIME_UNITS: &str = "`s`, `min` or `h`";

/// Reads what follows the numbers of an amount; a message names `units`.
pub(super) fn amount_of(c: &mut Cursor<'_>, numbers: At<Range<Number>>, units: &str) -> Read<At<Amount>> {
    let value = match unit(c, &numbers, units)? {
        Unit::Distance(unit) => Amount::Distance(distances(c, &numbers, unit)?),
        Unit::Time(unit) if numbers.value.is_single() => {
            Amount::Time(Range::single(compound(c, &numbers, unit)?))
        }
        Unit::Time(unit) => {
            let (low, high) = (numbers.value.low, numbers.value.high);
            let range = Range { low: time(c, &numbers, low, unit)?, high: time(c, &numbers, high, unit)? };
            check_time(c, &numbers, range.high)?;
            Amount::Time(range)
        }
    };
    Ok(c.at(numbers.at.start as usize, value))
}

fn distances(c: &mut Cursor<'_>, numbers: &At<Range<Number>>, unit: DistanceUnit) -> Read<Range<Distance>> {
    let range = numbers.value.map(|n| Distance { mm: n.of(unit.millimetres()), unit });
    if range.high > MAX_DISTANCE {
        let at = c.span_from(numbers.at.start as usize);
        let message = format!("{} is more than {MAX_DISTANCE}, the most that can be written", c.slice(&at));
        return c.stop(NotationError::new(at, message));
    }
    Ok(range)
}

/// Reads the smaller units that may follow the first: `1 h 30 min`.
fn compound(c: &mut Cursor<'_>, first: &At<Range<Number>>, unit: TimeUnit) -> Read<Duration> {
    let mut sum = time(c, first, first.value.low, unit)?;
    let mut smallest = unit;
    while c.at_digit() && smallest != TimeUnit::S {
        let Some(next) = c.number() else { break };
        let next = At { value: Range::single(next.value), at: next.at };
        if c.peek() == Some(b'x') {
            return missing_plus(c, &next);
        }
        if at_target(c) {
            let error = missing_at(c, next.at);
            return c.stop(error);
        }
        if smallest == TimeUnit::H && matches!(c.peek_word(), "" | "m") && next.value.high.whole() < Some(60)
        {
            let word = c.peek_word();
            let number = c.slice(&next.at);
            let error = match word {
                "" => NotationError::new(next.at.clone(), format!("`{number}` has no unit")),
                _ => NotationError::new(c.token(), "`m` is metres"),
            };
            return c.stop(error.help(format!("minutes are written `{number} min`")));
        }
        let Unit::Time(unit) = self::unit(c, &next, TIME_UNITS)? else { return missing_plus(c, &next) };
        if unit >= smallest {
            return missing_plus(c, &next);
        }
        sum.seconds += time(c, &next, next.value.low, unit)?.seconds;
        smallest = unit;
    }
    check_time(c, first, sum)?;
    Ok(sum)
}

fn time(c: &mut Cursor<'_>, numbers: &At<Range<Number>>, number: Number, unit: TimeUnit) -> Read<Duration> {
    // Parts of a minute or an hour round to the second; a part of a second would vanish or double.
    let seconds = if unit == TimeUnit::S { number.exactly_of(1) } else { Some(number.of(unit.seconds())) };
    let Some(seconds) = seconds else {
        let at = c.span_from(numbers.at.start as usize);
        let message = format!("{} is no whole number of seconds", c.slice(&at));
        return c.stop(NotationError::new(at, message));
    };
    Ok(Duration { seconds, unit })
}

fn check_time(c: &mut Cursor<'_>, numbers: &At<Range<Number>>, time: Duration) -> Read<()> {
    if time <= MAX_TIME {
        return Ok(());
    }
    let at = c.span_from(numbers.at.start as usize);
    let message = format!("{} is more than {MAX_TIME}, the most that can be written", c.slice(&at));
    c.stop(NotationError::new(at, message))
}

fn missing_plus<T>(c: &mut Cursor<'_>, next: &At<Range<Number>>) -> Read<T> {
    let at = c.span_from(next.at.start as usize);
    let message = format!("a `+` is missing before `{}`", c.slice(&at));
    c.stop(
        NotationError::new(at, message)
            .help("steps are joined with `+`; a time goes from large to small: `1 h 30 min`"),
    )
}

/// Whether the number just read begins a pace, a race or a percentage.
fn at_target(c: &Cursor<'_>) -> bool {
    matches!(c.peek(), Some(b'%' | b':')) || (c.joined() && c.peek_word() == "k")
}

/// The mistake of a target in numbers without its `@`.
fn missing_at(c: &Cursor<'_>, mut number: Bytes<u32>) -> NotationError {
    if c.joined() && c.peek_word() == "k" {
        number.end += 1;
    }
    let message = format!("an `@` is missing before `{}`", c.slice(&number));
    NotationError::new(number, message)
        .help("a target in numbers follows `@`: `@ 4:30/km`, `@ 5k`, `@ 95 % 5k`")
}

/// What is wrong where a number follows a whole step.
pub(super) fn number_after_step(c: &mut Cursor<'_>) -> NotationError {
    let (at, found) = (c.token(), c.found());
    if let Some(number) = c.number()
        && at_target(c)
    {
        return missing_at(c, number.at);
    }
    NotationError::new(at, format!("a `+` is missing before {found}")).help("steps are joined with `+`")
}

/// Reads the unit of an amount.
fn unit(c: &mut Cursor<'_>, numbers: &At<Range<Number>>, units: &str) -> Read<Unit> {
    let word = c.peek_word();
    if let Some(unit) = words::unit(word) {
        c.take(word.len());
        if matches!(c.peek(), Some(b'-' | b'.')) {
            let from_start = NotationError::new(c.token(), "a range has its unit at its end, once");
            return c.stop(from_start.help(format!("for instance `5-6 {word}`")));
        }
        return Ok(unit);
    }
    let error = unit_error(c, numbers, word, units);
    c.stop(error)
}

/// `1:30:00`, `1:30 h` or `45:30 min` as a time with units; nothing for `1:30`, which may be either.
fn with_colons(text: &str) -> Option<String> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(text.len());
    let parts: Option<Vec<u32>> = text[..end].split(':').map(|part| part.parse().ok()).collect();
    let after = text[end..].trim_start();
    let word = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    let (h, min, s) = match (parts?.as_slice(), words::unit_meant(word)) {
        (&[h, min, s], _) => (h, min, s),
        (&[h, min], Some("h")) => (h, min, 0),
        (&[min, s], Some("min")) => (0, min, s),
        _ => return None,
    };
    let parts = [(h, "h"), (min, "min"), (s, "s")].into_iter().filter(|(number, _)| *number > 0);
    let text = parts.map(|(number, unit)| format!("{number} {unit}")).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn unit_error(c: &Cursor<'_>, numbers: &At<Range<Number>>, word: &str, units: &str) -> NotationError {
    let number = c.slice(&numbers.at);
    let missing = || {
        let error = NotationError::new(numbers.at.clone(), format!("`{number}` has no unit"));
        error.help(format!("{number} what? {units}"))
    };
    if word == "k" && c.joined() {
        let at = numbers.at.start..numbers.at.end + 1;
        let message = format!("`{number}k` is a pace; the distance is `{number} km`");
        return NotationError::new(at, message).help(format!("write `{number} km`"));
    }
    if let Some(error) = c.decimal_comma(&numbers.at) {
        return error;
    }
    match c.peek_char() {
        Some(':') => {
            let error = NotationError::new(numbers.at.clone(), "a time is written with units");
            return error.help(match with_colons(c.text_from(numbers.at.start as usize)) {
                Some(time) => format!("write `{time}`"),
                None => "for instance `40 min`, `90 s` or `1 h 30 min`".to_owned(),
            });
        }
        Some('\'' | '’' | '′') => {
            return NotationError::new(c.token(), "minutes are written `min`")
                .help(format!("write `{number} min`"));
        }
        Some('"' | '”' | '″') => {
            return NotationError::new(c.token(), "seconds are written `s`")
                .help(format!("write `{number} s`"));
        }
        _ if word.is_empty() => return missing(),
        _ => {}
    }
    if matches!(word, "to" | "bis" | "à" | "until") {
        return NotationError::new(c.token(), "a range is written with `-`").help("for instance `40-50 min`");
    }
    if let Some(meant) = words::unit_meant(word).filter(|meant| words::unit(meant).is_some()) {
        let error = NotationError::new(c.token(), format!("`{word}` is not a unit"));
        return error.help(format!("write `{number} {meant}`")).instead(meant);
    }
    if words::zone(word).is_some() || words::zone_meant(word).is_some() {
        return missing();
    }
    let error = NotationError::new(c.token(), format!("`{word}` is not a unit"));
    match words::nearest(word, ["km", "mi", "min"]) {
        Some(near) => error.meant(near),
        None => error.help(format!("use {units}")),
    }
}
