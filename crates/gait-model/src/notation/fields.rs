//! The quantities of single fields: one distance, one time, one percentage, hours of a day.

use std::fmt;

use super::amount::{ALL_UNITS, DISTANCE_UNITS, MAX_DISTANCE, MAX_TIME, TIME_UNITS, amount_of};
use super::cursor::{Cursor, Read, read_whole};
use super::load::{load, mass, mass_of};
use super::run::MAX_COUNT;
use super::{Amount, At, Effort, Load, NotationError, Parsed, RaceWord, Tempo, lift, slot, target, words};
use crate::units::{
    Clock, Distance, DistanceUnit, Duration, KM_MM, Length, LengthUnit, Mass, Number, Pace, Percent, Range,
    TimeUnit,
};

/// The largest percentage that can be written.
const MAX_PERCENT: Percent = Percent::new(1000);
/// The largest length of a body or a box, in micrometres: 3 m.
const MAX_LENGTH: i64 = 3_000_000;

const A_DISTANCE: &str = "a distance such as `45 km` or `28 mi`";
const A_TIME: &str = "a time such as `45 min` or `1 h 30 min`";
const AN_AMOUNT: &str = "an amount such as `8 km` or `40 min`";
const A_RACE_TIME: &str = "a race time such as `43:20` or `1:35:00`";
const A_RACE: &str = "a race distance such as `5 km`, `half` or `marathon`";
const GROW_UNITS: &str = "`km`, `mi`, `m`, `min`, `s`, `h`, `kg`, `lb`, or `x` for repeats";
const LOAD_STEP_UNITS: &str = "`%`, `kg` or `lb`";
const HOURS: &str = "hours such as `06:00-09:00, 17:00-20:00`, or `any`";
const A_LENGTH: &str = "a length such as `45 cm`, `1.78 m` or `5 ft 10 in`";

/// Reads `45 km`: one distance, 0 included.
#[must_use]
pub fn parse_distance(text: &str) -> Parsed<Distance> {
    read_whole(text, A_DISTANCE, |c| match single_amount(c, A_DISTANCE, DISTANCE_UNITS)? {
        At { value: Amount::Distance(range), .. } => Ok(range.low),
        At { at, .. } => wrong_kind(c, at, "a time, not a distance", A_DISTANCE),
    })
}

/// Reads `45 min` or `1 h 30 min`: one time, 0 included.
#[must_use]
pub fn parse_duration(text: &str) -> Parsed<Duration> {
    read_whole(text, A_TIME, |c| match single_amount(c, A_TIME, TIME_UNITS)? {
        At { value: Amount::Time(range), .. } => Ok(range.low),
        At { at, value: Amount::Distance(range) } => {
            let metres = range.low.unit == DistanceUnit::M;
            let hint = if metres { "minutes are written `min`" } else { A_TIME };
            wrong_kind(c, at, "a distance, not a time", hint)
        }
    })
}

/// Reads `15 km` or `90 min`: one distance or time, or a range of either, 0 included.
#[must_use]
pub fn parse_amount(text: &str) -> Parsed<Amount> {
    read_whole(text, AN_AMOUNT, |c| {
        let numbers = c.numbers(AN_AMOUNT)?;
        Ok(amount_of(c, numbers, ALL_UNITS)?.value)
    })
}

/// Reads `90 kg` or `200 lb`.
#[must_use]
pub fn parse_mass(text: &str) -> Parsed<Mass> {
    read_whole(text, "a mass such as `90 kg` or `200 lb`", mass)
}

/// Reads a load as it stands after the `@` of a lift.
#[must_use]
pub fn parse_load(text: &str) -> Parsed<Load> {
    read_whole(text, "a load such as `50 kg` or `72 %1rm`", load)
}

/// Reads `rir 2` or `rpe 8`.
#[must_use]
pub fn parse_effort(text: &str) -> Parsed<Effort> {
    read_whole(text, "`rir 2` or `rpe 8`", lift::effort)
}

/// Reads `4-1-1` or `4-1-1-0`, without the word `tempo`.
#[must_use]
pub fn parse_tempo(text: &str) -> Parsed<Tempo> {
    read_whole(text, "a tempo such as `3-1-1`", lift::tempo)
}

/// Reads `60 %`, from 0 % to 1000 %.
#[must_use]
pub fn parse_percent(text: &str) -> Parsed<Percent> {
    read_whole(text, "a percentage such as `60 %`", |c| {
        let Some(number) = c.number() else { return c.expected("a percentage such as `60 %`") };
        percent_of(c, &number)
    })
}

/// Reads `4:30/km` or `7:15/mi`: one pace.
#[must_use]
pub fn parse_pace(text: &str) -> Parsed<Pace> {
    read_whole(text, "a pace such as `4:30/km`", |c| {
        let Some(minutes) = c.number() else { return c.expected("a pace such as `4:30/km`") };
        if c.peek() != Some(b':') {
            return c.expected("`:` and the seconds");
        }
        let start = minutes.at.start as usize;
        let paces = target::paces(c, &minutes)?;
        if paces.is_single() {
            return Ok(paces.low);
        }
        let error = NotationError::new(c.span_from(start), "expected one pace, found a range");
        c.stop(error)
    })
}

/// Reads a time of day such as `06:30`; `24:00` is the end of the day.
#[must_use]
pub fn parse_clock(text: &str) -> Parsed<Clock> {
    read_whole(text, "a time of day such as `06:30`", slot::clock)
}

/// Reads `8-12` or `10`: repetitions.
#[must_use]
pub fn parse_reps_range(text: &str) -> Parsed<Range<u32>> {
    read_whole(text, "repetitions such as `8-12`", |c| {
        let numbers = c.numbers("repetitions such as `8-12`")?;
        if matches!(c.peek_word(), "reps" | "rep") {
            return c
                .stop(NotationError::new(c.token(), "repetitions need no word").help("for instance `8-12`"));
        }
        c.counts(&numbers, "repetitions", MAX_COUNT)
    })
}

/// Reads the time of a race: `43:20` is minutes and seconds, `1:35:00` hours, minutes and seconds; units are
/// understood too.
#[must_use]
pub fn parse_race_time(text: &str) -> Parsed<Duration> {
    read_whole(text, A_RACE_TIME, race_time)
}

fn race_time(c: &mut Cursor<'_>) -> Read<Duration> {
    let start = c.start();
    let Some(first) = c.number() else { return c.expected(A_RACE_TIME) };
    if c.peek() != Some(b':') {
        let numbers = At { value: Range::single(first.value), at: first.at };
        return match amount_of(c, numbers, TIME_UNITS)? {
            At { value: Amount::Time(range), .. } => Ok(range.low),
            At { at, .. } => wrong_kind(c, at, "a distance, not a time", A_RACE_TIME),
        };
    }
    let mut parts = vec![first];
    while parts.len() < 3 && c.eat(b':') {
        let Some(part) = c.number() else { return c.expected("two digits after `:`") };
        parts.push(part);
    }
    let at = c.span_from(start);
    let seconds = parts.iter().enumerate().try_fold(0_i64, |sum, (i, part)| {
        let value = part.value.whole()?;
        let short = i > 0 && (part.at.end - part.at.start != 2 || value > 59);
        if short { None } else { Some(sum.saturating_mul(60).saturating_add(i64::from(value))) }
    });
    let unit = if parts.len() == 3 { TimeUnit::H } else { TimeUnit::Min };
    match seconds {
        Some(seconds) if seconds > 0 && seconds <= MAX_TIME.seconds => Ok(Duration { seconds, unit }),
        Some(0) => c.stop(NotationError::new(at, "a race takes more than 0 seconds")),
        Some(_) => {
            let message = format!("{} is more than {MAX_TIME}", c.slice(&at));
            c.stop(NotationError::new(at, message))
        }
        None => {
            let message = format!("`{}` is not a time", c.slice(&at));
            let error = NotationError::new(at, message);
            c.stop(error.help("minutes and seconds after a `:` have two digits up to 59: `43:20`, `1:35:00`"))
        }
    }
}

/// Reads the distance of a race: an amount of distance, `half`, `marathon`, or `5k`.
#[must_use]
pub fn parse_race_distance(text: &str) -> Parsed<Distance> {
    read_whole(text, A_RACE, race_distance)
}

fn race_distance(c: &mut Cursor<'_>) -> Read<Distance> {
    let word = c.peek_word();
    match word {
        "half" | "marathon" => {
            c.take(word.len());
            if word == "half" && matches!(c.rest(), "marathon" | "-marathon") {
                let at = c.start() as u32..c.start() as u32 + c.rest().len() as u32;
                let error = NotationError::new(at, "a half marathon is written `half`");
                return c.stop(error.help(format!("remove `{}`", c.rest())));
            }
            let race = if word == "half" { RaceWord::Half } else { RaceWord::Marathon };
            return Ok(race.distance());
        }
        "" => {}
        _ => {
            let error = NotationError::new(c.token(), format!("expected {A_RACE}, found {}", c.found()));
            if matches!(word.to_lowercase().as_str(), "hm" | "halfmarathon" | "halbmarathon") {
                return c.stop(error.meant("half"));
            }
            return match words::nearest(word, ["half", "marathon"]) {
                Some(near) => c.stop(error.meant(near)),
                None => c.stop(error),
            };
        }
    }
    let numbers = c.numbers(A_RACE)?;
    if c.joined() && c.peek_word() == "k" && numbers.value.is_single() {
        c.take(1);
        let distance = Distance { mm: numbers.value.low.of(KM_MM), unit: DistanceUnit::Km };
        return positive(c, numbers.at, distance);
    }
    let amount = amount_of(c, numbers, DISTANCE_UNITS)?;
    match amount.value {
        Amount::Distance(range) if range.is_single() => positive(c, amount.at, range.low),
        Amount::Distance(_) => wrong_kind(c, amount.at, "a range", A_RACE),
        Amount::Time(_) => wrong_kind(c, amount.at, "a time, not a distance", A_RACE),
    }
}

fn positive(c: &mut Cursor<'_>, at: std::ops::Range<u32>, distance: Distance) -> Read<Distance> {
    if distance.is_zero() {
        return c.stop(NotationError::new(at, "a race is longer than 0 km"));
    }
    if distance > MAX_DISTANCE {
        let message = format!("{distance} is more than {}", MAX_DISTANCE);
        return c.stop(NotationError::new(at, message));
    }
    Ok(distance)
}

/// Reads a size of the body or the height of a box: `45 cm`, `1.78 m`, `20 in`, `5 ft 10 in`.
#[must_use]
pub fn parse_length(text: &str) -> Parsed<Length> {
    read_whole(text, A_LENGTH, |c| {
        let start = c.start();
        let mut length = one_length(c)?;
        if length.unit == LengthUnit::Ft && c.at_digit() {
            let inches = one_length(c)?;
            if inches.unit != LengthUnit::In || inches.um >= LengthUnit::Ft.micrometres() {
                let at = c.span_from(start);
                return c.stop(
                    NotationError::new(at, "feet are followed by less than 12 in").help("write `5 ft 10 in`"),
                );
            }
            length = Length { um: length.um + inches.um, unit: LengthUnit::Ft };
        }
        if length.um > MAX_LENGTH {
            let at = c.span_from(start);
            let message = format!("{} is more than 3 m", c.slice(&at));
            return c.stop(NotationError::new(at, message));
        }
        Ok(length)
    })
}

fn one_length(c: &mut Cursor<'_>) -> Read<Length> {
    let Some(number) = c.number() else { return c.expected(A_LENGTH) };
    let word = c.peek_word();
    let unit = match word {
        "cm" => LengthUnit::Cm,
        "m" => LengthUnit::M,
        "in" => LengthUnit::In,
        "ft" => LengthUnit::Ft,
        _ => {
            let written = c.slice(&number.at);
            let error = if let Some(error) = c.decimal_comma(&number.at) {
                return c.stop(error);
            } else if word.is_empty() {
                NotationError::new(number.at.clone(), format!("`{written}` has no unit"))
            } else {
                NotationError::new(c.token(), format!("`{word}` is not a unit of length"))
            };
            return match words::unit_meant(word) {
                Some(meant @ ("cm" | "m" | "in" | "ft")) => {
                    c.stop(error.help(format!("write `{written} {meant}`")))
                }
                _ => c.stop(error.help(format!("{written} what? `cm`, `m`, `in` or `ft`"))),
            };
        }
    };
    c.take(word.len());
    Ok(Length { um: number.value.of(unit.micrometres()), unit })
}

/// The hours of a day in which there is time to train.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Windows {
    /// `any`: the whole day.
    Any,
    /// These, in the order written; at least one.
    Hours(Vec<Window>),
}

/// A stretch of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// Its start.
    pub from: Clock,
    /// Its end, after its start.
    pub to: Clock,
}

/// Reads `06:00-09:00, 17:00-20:00` or `any`.
#[must_use]
pub fn parse_windows(text: &str) -> Parsed<Windows> {
    read_whole(text, HOURS, |c| {
        if c.eat_word("any") {
            return Ok(Windows::Any);
        }
        let mut hours = vec![window(c)?];
        while c.eat(b',') {
            hours.push(window(c)?);
        }
        if c.at_digit() {
            return c.stop(
                NotationError::new(c.token(), "a `,` is missing between the times")
                    .help(format!("write {HOURS}")),
            );
        }
        Ok(Windows::Hours(hours))
    })
}

fn window(c: &mut Cursor<'_>) -> Read<Window> {
    let start = c.start();
    if !c.at_digit() {
        let error = NotationError::new(c.token(), format!("expected {HOURS}, found {}", c.found()));
        return match words::nearest(c.peek_word(), ["any"]) {
            Some(near) => c.stop(error.meant(near)),
            None => c.stop(error),
        };
    }
    let from = slot::clock(c)?;
    if !c.eat_dash() {
        return c.expected("`-` and the end of the time");
    }
    let to = slot::clock(c)?;
    if from < to {
        return Ok(Window { from, to });
    }
    let at = c.span_from(start);
    let message = format!("{from}-{to} ends before it begins");
    c.stop(
        NotationError::new(at, message)
            .help("hours after midnight belong to the next day; a day ends at `24:00`"),
    )
}

/// A step of growth, or the value it grows to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum GrowStep {
    /// `1 km`
    Distance(Distance),
    /// `10 min`
    Time(Duration),
    /// `2.5 kg`
    Mass(Mass),
    /// `1x`: repeats.
    Repeats(u32),
}

/// Reads `1 km`, `10 min`, `2.5 kg`, `5 lb` or `1x`; not 0.
#[must_use]
pub fn parse_grow_step(text: &str) -> Parsed<GrowStep> {
    read_whole(text, "a step such as `1 km`, `10 min`, `2.5 kg` or `1x`", grow_step)
}

fn grow_step(c: &mut Cursor<'_>) -> Read<GrowStep> {
    let start = c.start();
    let numbers = c.numbers("a step such as `1 km`, `10 min`, `2.5 kg` or `1x`")?;
    if !numbers.value.is_single() {
        return wrong_kind(c, numbers.at, "a range", "write one value");
    }
    if c.eat_times() {
        return Ok(GrowStep::Repeats(c.counts(&numbers, "repeats", MAX_COUNT)?.low));
    }
    let number = At { value: numbers.value.low, at: numbers.at.clone() };
    let step = match words::unit_meant(c.peek_word()) {
        Some("kg" | "lb") => GrowStep::Mass(mass_of(c, &number, GROW_UNITS)?),
        _ => match amount_of(c, numbers, GROW_UNITS)?.value {
            Amount::Distance(range) => GrowStep::Distance(range.low),
            Amount::Time(range) => GrowStep::Time(range.low),
        },
    };
    not_zero(c, start, &number)?;
    Ok(step)
}

/// A step of load.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum LoadStep {
    /// `5 %`
    Percent(Percent),
    /// `2.5 kg`
    Mass(Mass),
}

/// Reads `5 %` or `2.5 kg`; not 0.
#[must_use]
pub fn parse_load_step(text: &str) -> Parsed<LoadStep> {
    read_whole(text, "a step such as `5 %` or `2.5 kg`", |c| {
        let start = c.start();
        let Some(number) = c.number() else { return c.expected("a step such as `5 %` or `2.5 kg`") };
        let step = if c.peek() == Some(b'%') {
            LoadStep::Percent(percent_of(c, &number)?)
        } else {
            LoadStep::Mass(mass_of(c, &number, LOAD_STEP_UNITS)?)
        };
        not_zero(c, start, &number)?;
        Ok(step)
    })
}

fn not_zero(c: &mut Cursor<'_>, start: usize, number: &At<Number>) -> Read<()> {
    if number.value.to_f64() > 0.0 {
        return Ok(());
    }
    c.stop(NotationError::new(c.span_from(start), "a step of 0 changes nothing"))
}

fn percent_of(c: &mut Cursor<'_>, number: &At<Number>) -> Read<Percent> {
    let written = c.slice(&number.at);
    let start = number.at.start as usize;
    if let Some(share) = decimal_share(c.text_from(start).trim_end()) {
        let at = number.at.start..number.at.end + c.rest().trim_end().len() as u32;
        let error = NotationError::new(at.clone(), format!("`{}` has no unit", c.slice(&at)));
        return c.stop(error.help(format!("write `{share}`")));
    }
    if let Some(error) = c.decimal_comma(&number.at) {
        return c.stop(error);
    }
    if c.eat_dash() && c.number().is_some() {
        c.eat(b'%');
        let range = c.span_from(start);
        let error = NotationError::new(range.clone(), format!("`{}` is a range", c.slice(&range)));
        return c.stop(error.help("a percentage is one value, such as `60 %`"));
    }
    if !c.eat(b'%') {
        let error = NotationError::new(number.at.clone(), format!("`{written}` has no unit"));
        return c.stop(error.help(format!("write `{written} %`")));
    }
    let share = Percent { basis_points: number.value.of(100) };
    if share > MAX_PERCENT {
        let message = format!("{written} % is more than {MAX_PERCENT}");
        return c.stop(NotationError::new(number.at.clone(), message));
    }
    Ok(share)
}

/// The share meant by a decimal number alone: `0.6` and `0,6` are 60 %.
fn decimal_share(text: &str) -> Option<Percent> {
    let point = text.replace(',', ".");
    let (number, bytes) = Number::read(point.as_bytes())?;
    let share = Percent { basis_points: number.of(10_000) };
    (bytes == point.len() && share.basis_points > 0 && share <= Percent::HUNDRED).then_some(share)
}

/// Reads an amount that is no range.
fn single_amount(c: &mut Cursor<'_>, expected: &str, units: &str) -> Read<At<Amount>> {
    let numbers = c.numbers(expected)?;
    let range = !numbers.value.is_single();
    let amount = amount_of(c, numbers, units)?;
    if range { wrong_kind(c, amount.at, "a range", "write one value") } else { Ok(amount) }
}

fn wrong_kind<T>(c: &mut Cursor<'_>, at: std::ops::Range<u32>, what: &str, help: &str) -> Read<T> {
    let message = format!("`{}` is {what}", c.slice(&at));
    let help = if help.starts_with("a ") { format!("write {help}") } else { help.to_owned() };
    c.stop(NotationError::new(at, message).help(help))
}

impl fmt::Display for Windows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Hours(hours) = self else { return f.write_str("any") };
        for (i, window) in hours.iter().enumerate() {
            let joint = if i == 0 { "" } else { ", " };
            write!(f, "{joint}{}-{}", window.from, window.to)?;
        }
        Ok(())
    }
}

impl fmt::Display for GrowStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Distance(distance) => distance.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::Mass(mass) => mass.fmt(f),
            Self::Repeats(count) => write!(f, "{count}x"),
        }
    }
}

impl fmt::Display for LoadStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => percent.fmt(f),
            Self::Mass(mass) => mass.fmt(f),
        }
    }
}
