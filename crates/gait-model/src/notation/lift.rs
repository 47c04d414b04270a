//! Lifts: an exercise, its sets, and how they are done.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::amount::{TIME_UNITS, amount_of};
use super::cursor::{Cursor, Read, Stop, read_whole};
use super::load::load;
use super::run::MAX_COUNT;
use super::slot::name;
use super::target::tenths;
use super::{Amount, At, Beat, Effort, Lift, NotationError, OneSet, Parsed, Sets, Tempo, Work, words};
use crate::units::{Duration, Number, Range};

/// The longest hold and the farthest carry of one set, in seconds and metres.
const MAX_HOLD: u32 = 3600;
/// The longest phase of a repetition, in tenths of a second.
const MAX_BEAT: i64 = 600;
/// The repetitions in reserve that can be written.
const RIR: RangeInclusive<i64> = 0..=10;
/// The efforts that can be written.
const RPE: RangeInclusive<i64> = 1..=10;

const A_LIFT: &str = "a lift such as `goblet-squat 3x10 rir 2`";
const SETS: &str = "sets such as `3x10`, `3x8/side` or `5 @ 60 kg, 5 @ 70 kg`";
pub(super) const AN_EXERCISE: &str = "the id of an exercise";
const DETAILS: [&str; 5] = ["rir", "rpe", "tempo", "rest", "test"];

/// Reads a lift. All mistakes of its parts are reported; there is a value only if there are none.
#[must_use]
pub fn parse_lift(text: &str) -> Parsed<Lift> {
    read_whole(text, A_LIFT, lift)
}

/// Reads sets alone, as a ramp or one side of a lift has them.
#[must_use]
pub fn parse_sets(text: &str) -> Parsed<Sets> {
    read_whole(text, SETS, sets)
}

fn lift(c: &mut Cursor<'_>) -> Read<Lift> {
    let exercise = id(c)?;
    let mut lift = Lift { exercise, sets: None, effort: None, tempo: None, rest: None, test: false };
    let before = c.error_count();
    if !c.at_end() && !DETAILS.contains(&c.peek_word()) {
        let start = c.start();
        match first_sets(c, &lift.exercise.value) {
            Ok(sets) => lift.sets = Some(c.at(start, sets)),
            Err(Stop) => skip_to_detail(c),
        }
    }
    while !c.at_end() {
        if detail(c, &mut lift).is_err() {
            skip_to_detail(c);
        }
    }
    if c.error_count() > before { Err(Stop) } else { Ok(lift) }
}

/// Reads the exercise's id.
fn id(c: &mut Cursor<'_>) -> Read<At<Arc<str>>> {
    let rest = c.rest();
    let after_digits = rest.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let count_first =
        after_digits.len() < rest.len() && after_digits.trim_start().starts_with(['x', '×', ' ']);
    if count_first {
        let at = c.token();
        let error = NotationError::new(at, format!("a lift begins with its exercise, not {}", c.found()));
        return c.stop(error.help("for instance `goblet-squat 3x10`"));
    }
    name(c, AN_EXERCISE)
}

/// Reads the sets after an id, which may turn out to go on.
fn first_sets(c: &mut Cursor<'_>, id: &str) -> Read<Sets> {
    if c.at_digit() {
        return sets(c);
    }
    let word = c.peek_word();
    if let Some(near) = words::nearest(word, DETAILS).filter(|_| !word.is_empty() && !before_sets(c, word)) {
        let error = NotationError::new(c.token(), format!("expected sets or `{near}`, found {}", c.found()));
        return c.stop(error.meant(near));
    }
    let error = NotationError::new(c.token(), format!("expected {SETS}, found {}", c.found()));
    match word {
        "" if c.peek() == Some(b':') => {
            return c.stop(error.help(format!("the sets follow the id: `{id} 3x10`")));
        }
        "" => return c.stop(error),
        "x" => return c.stop(error.help("the number of sets comes first: `3x10`")),
        _ => {}
    }
    c.stop(error.help(format!("the words of an id are joined with `-`: `{id}-{}`", word.to_lowercase())))
}

/// Whether sets such as `3x8` come after a word, which then belongs to the id: `bench press 3x8`.
fn before_sets(c: &Cursor<'_>, word: &str) -> bool {
    let after = c.rest().get(word.len()..).unwrap_or_default().trim_start();
    let count = after.trim_start_matches(|ch: char| ch.is_ascii_digit());
    count.len() < after.len() && count.starts_with(['x', '×'])
}

/// Skips to the next `rir`, `rpe`, `tempo`, `rest` or `test`.
fn skip_to_detail(c: &mut Cursor<'_>) {
    while !c.at_end() {
        let word = c.peek_word();
        if DETAILS.contains(&word) {
            return;
        }
        if word.is_empty() { c.bump() } else { c.take(word.len()) }
    }
}

/// Reads one of the words after the sets, with what belongs to it.
fn detail(c: &mut Cursor<'_>, lift: &mut Lift) -> Read<()> {
    let start = c.start();
    let word = c.peek_word();
    let twice = match word {
        "rir" | "rpe" => lift.effort.is_some(),
        "tempo" => lift.tempo.is_some(),
        "rest" => lift.rest.is_some(),
        "test" => lift.test,
        _ => {
            let error = detail_error(c, word);
            return c.stop(error);
        }
    };
    c.take(word.len());
    if twice {
        let at = c.span_from(start);
        let what = if matches!(word, "rir" | "rpe") { "the effort" } else { word };
        return c.stop(NotationError::new(at, format!("{what} is written twice")));
    }
    match word {
        "rir" | "rpe" => {
            let effort = effort_of(c, word)?;
            lift.effort = Some(c.at(start, effort));
        }
        "tempo" => {
            let tempo = tempo(c)?;
            lift.tempo = Some(c.at(start, tempo));
        }
        "rest" => {
            let rest = rest(c)?;
            lift.rest = Some(c.at(start, rest));
        }
        _ => lift.test = true,
    }
    Ok(())
}

fn detail_error(c: &Cursor<'_>, word: &str) -> NotationError {
    let found = c.found();
    let error = NotationError::new(
        c.token(),
        format!("expected `rir`, `rpe`, `tempo`, `rest` or `test`, found {found}"),
    );
    match c.peek() {
        Some(b'@') => return error.help("a load stands right after the sets: `3x10 @ 50 kg rir 2`"),
        Some(b'0'..=b'9') => return error.help("a load follows `@`: `3x10 @ 50 kg`"),
        Some(b'+') => {
            return error
                .help("at least so many repetitions are written in a list of sets: `5 @ 60 kg, 5+ @ 70 kg`");
        }
        Some(b',') => return error.help("sets listed one by one carry their loads: `5 @ 60 kg, 5 @ 70 kg`"),
        Some(b'(') => return error.help("words belong in the `note` of the long form"),
        _ => {}
    }
    match word.to_lowercase().as_str() {
        "" => error,
        "each" | "per" | "e" | "es" | "a" | "leg" | "arm" | "side" | "sides" => {
            error.help("sets of each side are written `3x10/side`")
        }
        "reps" | "rep" | "repetitions" => error.help("repetitions need no word: `3x10`"),
        "sets" | "set" | "of" => error.help("sets are written `3x10`"),
        "kg" | "lb" | "kgs" | "lbs" => error.help("a load follows `@`: `3x10 @ 50 kg`"),
        "bodyweight" | "band" | "bw" => error.help("a load follows `@`: `3x10 @ bodyweight`"),
        "amrap" | "failure" => error.help("as many as possible is written `3xmax`"),
        _ => match words::nearest(word, DETAILS) {
            Some(near) => error.meant(near),
            None => error.help("words belong in the `note` of the long form"),
        },
    }
}

/// Reads sets, all alike or listed.
pub(super) fn sets(c: &mut Cursor<'_>) -> Read<Sets> {
    let Some(first) = c.number() else { return c.expected(SETS) };
    if c.eat_times() {
        let first = At { value: Range::single(first.value), at: first.at };
        let count = c.counts(&first, "sets", MAX_COUNT)?.low;
        return alike(c, count);
    }
    if c.peek() == Some(b'@') || c.peek() == Some(b'+') {
        return listed(c, first).map(Sets::Listed);
    }
    let error = NotationError::new(c.token(), format!("expected `x` or `@`, found {}", c.found()));
    match c.peek_word() {
        "sets" | "set" => c.stop(error.help("sets are written `3x10`")),
        _ => c.stop(error.help(format!("write {SETS}"))),
    }
}

fn alike(c: &mut Cursor<'_>, count: u32) -> Read<Sets> {
    let work = work(c)?;
    let per_side = per_side(c)?;
    let load = if c.eat(b'@') { Some(load(c)?) } else { None };
    Ok(Sets::Alike { count, work, per_side, load })
}

fn work(c: &mut Cursor<'_>) -> Read<Work> {
    if c.eat_word("max") {
        return Ok(Work::Max);
    }
    if matches!(c.peek_word(), "MAX" | "Max" | "amrap" | "AMRAP") {
        let error = NotationError::new(c.token(), format!("{} is not known here", c.found()));
        return c.stop(error.help("as many as possible is written `3xmax`"));
    }
    let numbers = c.numbers("repetitions such as `10`, `8-12` or `30 s`, or `max`")?;
    match c.peek_word() {
        "s" => {
            c.take(1);
            c.counts(&numbers, "seconds", MAX_HOLD).map(Work::Seconds)
        }
        "m" => {
            c.take(1);
            c.counts(&numbers, "metres", MAX_HOLD).map(Work::Metres)
        }
        word => {
            if let Some(error) = work_error(c, &numbers, word) {
                return c.stop(error);
            }
            c.counts(&numbers, "repetitions", MAX_COUNT).map(Work::Reps)
        }
    }
}

/// What is wrong with the word after the repetitions, if it is a unit that sets do not have.
fn work_error(c: &Cursor<'_>, numbers: &At<Range<Number>>, word: &str) -> Option<NotationError> {
    if word.is_empty() || DETAILS.contains(&word) {
        return None;
    }
    let meant = words::unit_meant(word)?;
    let number = c.slice(&numbers.at);
    let error = NotationError::new(c.token(), format!("`{word}` is not a unit of a set"));
    match meant {
        "s" | "m" => Some(error.help(format!("write `{number} {meant}`"))),
        "min" => Some(error.help("a hold is written in seconds: `60 s`")),
        "kg" | "lb" => Some(error.help(format!("a load follows `@`: `3x10 @ {number} {meant}`"))),
        _ => Some(error.help("sets count repetitions, seconds `s` or metres `m`")),
    }
}

fn per_side(c: &mut Cursor<'_>) -> Read<bool> {
    if !c.eat(b'/') {
        return Ok(false);
    }
    if c.eat_word("side") {
        return Ok(true);
    }
    let error = NotationError::new(c.token(), format!("expected `side` after `/`, found {}", c.found()));
    c.stop(error.help("sets of each side are written `3x10/side`"))
}

fn listed(c: &mut Cursor<'_>, first: At<Number>) -> Read<Vec<OneSet>> {
    let mut sets = vec![one_set(c, first)?];
    while c.eat(b',') {
        let Some(reps) = c.number() else { return c.expected("the next set, such as `5 @ 70 kg`") };
        if sets.len() >= MAX_COUNT as usize {
            return c.stop(NotationError::new(reps.at, format!("more than {MAX_COUNT} sets")));
        }
        sets.push(one_set(c, reps)?);
    }
    Ok(sets)
}

fn one_set(c: &mut Cursor<'_>, reps: At<Number>) -> Read<OneSet> {
    let reps = At { value: Range::single(reps.value), at: reps.at };
    if c.peek() == Some(b'x') {
        let error = NotationError::new(c.token(), "sets in a list are written one by one");
        return c.stop(error.help("for instance `5 @ 60 kg, 5 @ 60 kg, 5+ @ 70 kg`"));
    }
    let reps = c.counts(&reps, "repetitions", MAX_COUNT)?.low;
    let or_more = c.eat(b'+');
    if !c.eat(b'@') {
        return c.expected("`@` and the load of this set");
    }
    Ok(OneSet { reps, or_more, load: load(c)? })
}

/// Reads an effort with its word.
pub(super) fn effort(c: &mut Cursor<'_>) -> Read<Effort> {
    let word = c.peek_word();
    if !matches!(word, "rir" | "rpe") {
        return c.expected("`rir 2` or `rpe 8`");
    }
    c.take(word.len());
    effort_of(c, word)
}

fn effort_of(c: &mut Cursor<'_>, word: &str) -> Read<Effort> {
    if word == "rir" { tenths(c, word, RIR).map(Effort::Rir) } else { tenths(c, word, RPE).map(Effort::Rpe) }
}

fn rest(c: &mut Cursor<'_>) -> Read<Duration> {
    let numbers = c.numbers("the time of the rest, such as `90 s` or `2 min`")?;
    let amount = amount_of(c, numbers, TIME_UNITS)?;
    match amount.value {
        Amount::Time(range) if range.is_single() => Ok(range.low),
        Amount::Time(range) => {
            let error = NotationError::new(amount.at, "`rest` takes one time");
            c.stop(error.help(format!("write `rest {}`", range.high)))
        }
        Amount::Distance(_) => {
            let error =
                NotationError::new(amount.at.clone(), format!("`{}` is a distance", c.slice(&amount.at)));
            c.stop(error.help("a rest is a time: `rest 90 s`, `rest 2 min`"))
        }
    }
}

/// Reads the phases of a repetition.
pub(super) fn tempo(c: &mut Cursor<'_>) -> Read<Tempo> {
    if let Some(error) = run_together(c) {
        return c.stop(error);
    }
    let start = c.start();
    let mut phases = [Beat::Tenths(0); 4];
    let mut count = 0;
    let mut more = true;
    for phase in &mut phases {
        if more {
            *phase = beat(c)?;
            count += 1;
            more = c.eat_dash();
        }
    }
    if count >= 3 && !more {
        return Ok(Tempo { phases });
    }
    let at = c.span_from(start);
    let message = format!("`{}` is not a tempo", c.slice(&at));
    let error = NotationError::new(at, message);
    c.stop(error.help("a tempo is `3-1-1` or `3-1-1-0`: lower, pause, lift, pause, in seconds"))
}

/// The mistake of writing `311` or `30X1` instead of `3-1-1` or `3-0-X-1`.
fn run_together(c: &Cursor<'_>) -> Option<NotationError> {
    let rest = c.rest();
    let end = rest.find(|ch: char| !matches!(ch, '0'..='9' | 'X' | 'x')).unwrap_or(rest.len());
    let phases = rest.get(..end).filter(|phases| (3..=4).contains(&phases.len()))?;
    let parts: Vec<_> = phases.to_uppercase().chars().map(String::from).collect();
    let error = NotationError::new(c.token(), format!("`{phases}` is not a tempo"));
    Some(error.help(format!("write `{}`: lower, pause, lift, pause", parts.join("-"))))
}

fn beat(c: &mut Cursor<'_>) -> Read<Beat> {
    if c.eat(b'X') {
        return Ok(Beat::Fast);
    }
    if c.peek() == Some(b'x') {
        return c.stop(
            NotationError::new(c.token(), "`x` is not a phase of a tempo").help("as fast as possible is `X`"),
        );
    }
    let Some(number) = c.number() else { return c.expected("a phase of the tempo, in seconds or `X`") };
    let tenths = number.value.exactly_of(10).filter(|tenths| *tenths <= MAX_BEAT);
    match tenths.map(u16::try_from) {
        Some(Ok(tenths)) => Ok(Beat::Tenths(tenths)),
        _ => {
            let message = format!(
                "a phase of a tempo takes tenths of a second up to 60 s, not `{}`",
                c.slice(&number.at)
            );
            c.stop(NotationError::new(number.at, message))
        }
    }
}
