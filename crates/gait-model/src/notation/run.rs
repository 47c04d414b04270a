//! Runs: steps, repeats and groups.

use std::ops::Range as Bytes;

use super::amount::{MAX_DISTANCE, MAX_TIME, amount_of};
use super::cursor::{Cursor, Read, Stop, read_whole};
use super::target::{target, zone};
use super::{Amount, At, Body, NotationError, Parsed, Run, Step, Zone};
use crate::units::{Distance, DistanceUnit, Duration, Number, Range};

/// The largest count of repeats, sets or repetitions that can be written.
pub(super) const MAX_COUNT: u32 = 1000;
/// How deep groups nest.
const MAX_DEPTH: u8 = 8;
/// The most stretches a run may consist of when its repeats are written out.
const MAX_STRETCHES: u64 = 10_000;

/// What a run looks like, for messages.
pub(super) const A_RUN: &str = "a run such as `8 km` or `15 min easy + 6x800 m @ 5k`";
const AN_AMOUNT: &str = "an amount such as `8 km` or `40 min`";

/// Reads a run. All mistakes of its steps are reported; there is a value only if there are none.
#[must_use]
pub fn parse_run(text: &str) -> Parsed<Run> {
    read_whole(text, A_RUN, whole_run)
}

/// The places of steps outside repeats that are written in metres and shorter than 100 m: where no such step is
/// plausible, as in an easy run, `20 m` means minutes.
#[must_use]
pub fn metres_meant_minutes(run: &Run) -> Vec<Bytes<u32>> {
    let suspect = |amount: &Amount| match amount {
        Amount::Distance(range) => range.high.unit == DistanceUnit::M && range.high < Distance::metres(100),
        Amount::Time(_) => false,
    };
    let outside_repeats = run.steps.iter().filter(|step| step.value.repeats.is_none());
    let mut places = Vec::new();
    for step in outside_repeats {
        match &step.value.body {
            Body::Amount(amount) if suspect(&amount.value) => places.push(amount.at.clone()),
            Body::Group { run, between: None } => places.extend(metres_meant_minutes(run)),
            Body::Amount(_) | Body::Group { .. } => {}
        }
    }
    places
}

/// Reads a run and checks that all of it together is a run a person can do.
pub(super) fn whole_run(c: &mut Cursor<'_>) -> Read<Run> {
    let start = c.start();
    let run = run(c)?;
    match excess(&run) {
        Some(message) => {
            let error = NotationError::new(c.span_from(start), message);
            c.stop(error)
        }
        None => Ok(run),
    }
}

/// How a run with its repeats written out goes beyond what anyone runs, if it does.
pub(super) fn excess(run: &Run) -> Option<String> {
    let total = Total::of(run);
    if total.stretches > MAX_STRETCHES {
        return Some(format!("its repeats make {} stretches, more than {MAX_STRETCHES}", total.stretches));
    }
    if total.distance > MAX_DISTANCE {
        return Some(format!("it adds up to {}, more than {MAX_DISTANCE}", total.distance.rounded()));
    }
    (total.time > MAX_TIME).then(|| format!("it adds up to {}, more than {MAX_TIME}", total.time.rounded()))
}

/// Reads steps up to the end of the run or of the group it is in, going on after mistakes.
fn run(c: &mut Cursor<'_>) -> Read<Run> {
    let mut steps = Vec::new();
    let mut faulty = false;
    loop {
        match step(c) {
            Ok(step) => steps.push(step),
            Err(Stop) => {
                faulty = true;
                c.skip_to_step();
            }
        }
        if !faulty_end(c, &mut faulty) && !c.eat(b'+') {
            break;
        }
    }
    if faulty { Err(Stop) } else { Ok(Run { steps }) }
}

/// Where a step is followed by what cannot follow it: reports that, skips it, and says whether another step follows.
fn faulty_end(c: &mut Cursor<'_>, faulty: &mut bool) -> bool {
    if c.peek() == Some(b'+') || ends_run(c) {
        return false;
    }
    if !*faulty || !matches!(c.peek(), Some(b',' | b')')) {
        let error = leftover(c);
        c.report(error);
    }
    *faulty = true;
    // A comma instead of a `+` joins just as well; anything else is skipped up to the next joint.
    if c.peek() != Some(b',') {
        c.bump();
        c.skip_to_step();
    }
    c.depth == 0 && c.eat(b',')
}

fn ends_run(c: &Cursor<'_>) -> bool {
    match c.peek() {
        None => true,
        Some(b')' | b',') => c.depth > 0,
        Some(b'|' | b'?') => c.in_slot,
        Some(b'@') => c.in_slot && c.depth == 0 && c.at_clock(),
        Some(_) => false,
    }
}

/// What is wrong with a token that stands where a step has ended.
fn leftover(c: &Cursor<'_>) -> NotationError {
    let (at, found) = (c.token(), c.found());
    match c.peek() {
        Some(b')') => {
            NotationError::new(at, "this `)` closes nothing").help("remove it, or open the group with `(`")
        }
        Some(b',') => NotationError::new(at, "steps are joined with `+`, not `,`"),
        Some(b'@') => NotationError::new(at, "the step has a target already").help("a step takes one target"),
        Some(b'-') => {
            NotationError::new(at, "a range has its unit at its end, once").help("for instance `40-50 min`")
        }
        Some(b'|' | b'?') => NotationError::new(at, format!("{found} stands in a slot, not in a run")),
        Some(b'(' | b'0'..=b'9') => NotationError::new(at, format!("a `+` is missing before {found}"))
            .help("steps are joined with `+`"),
        _ if !c.peek_word().is_empty() && super::words::zone(c.peek_word()).is_some() => {
            NotationError::new(at, format!("a second target, {found}"))
                .help("join steps with `+`; a range of zones is written `easy..steady`")
        }
        _ => NotationError::new(at, format!("expected `+` or a target, found {found}"))
            .help("steps are joined with `+`"),
    }
}

fn step(c: &mut Cursor<'_>) -> Read<At<Step>> {
    let start = c.start();
    let (repeats, body) = match c.peek() {
        Some(b'(') => (None, group(c)?),
        Some(b'0'..=b'9') => repeats_and_body(c)?,
        _ => {
            let error = step_error(c);
            return c.stop(error);
        }
    };
    let target = target(c)?;
    Ok(c.at(start, Step { repeats, body, target }))
}

fn step_error(c: &Cursor<'_>) -> NotationError {
    let error = NotationError::new(c.token(), format!("expected {AN_AMOUNT}, found {}", c.found()));
    let word = c.peek_word();
    if words_of_a_target(word) {
        return error.help(format!("the amount comes first: `20 min {word}`"));
    }
    match c.peek() {
        Some(b'@') => error.help("the amount comes before its target"),
        Some(b'.') => error.help("a number begins with a digit: `0.5 km`"),
        Some(b'-') => error.help("an amount is not negative"),
        _ => error,
    }
}

fn words_of_a_target(word: &str) -> bool {
    super::words::zone(word).is_some()
}

fn repeats_and_body(c: &mut Cursor<'_>) -> Read<(Option<At<Range<u32>>>, Body)> {
    let numbers = c.numbers(AN_AMOUNT)?;
    if !c.eat_times() {
        return Ok((None, Body::Amount(some(c, numbers)?)));
    }
    let repeats = c.counts(&numbers, "repeats", MAX_COUNT)?;
    let repeats = Some(At { value: repeats, at: numbers.at });
    if c.peek() == Some(b'(') {
        return Ok((repeats, group(c)?));
    }
    if !c.at_digit() {
        return c.expected("what is repeated, an amount or `(`");
    }
    let numbers = c.numbers(AN_AMOUNT)?;
    if c.peek() == Some(b'x') {
        let error = NotationError::new(c.token(), "a repeat of repeats needs parentheses");
        return c.stop(error.help("for instance `2x(3x400 m)`"));
    }
    Ok((repeats, Body::Amount(some(c, numbers)?)))
}

/// Reads the rest of an amount, which must not be nothing.
fn some(c: &mut Cursor<'_>, numbers: At<Range<Number>>) -> Read<At<Amount>> {
    let amount = amount_of(c, numbers)?;
    let zero = match amount.value {
        Amount::Distance(range) => range.low.is_zero(),
        Amount::Time(range) => range.low.is_zero(),
    };
    if zero {
        let message = format!("a step of {} is none", c.slice(&amount.at));
        return c.stop(NotationError::new(amount.at, message));
    }
    Ok(amount)
}

fn group(c: &mut Cursor<'_>) -> Read<Body> {
    let open = c.token();
    if c.depth >= MAX_DEPTH {
        return c.stop(NotationError::new(open, format!("groups nest at most {MAX_DEPTH} deep")));
    }
    c.take(1);
    c.depth += 1;
    let inside = run(c);
    let between = between(c);
    c.depth -= 1;
    if !c.eat(b')') {
        let error =
            NotationError::new(open, "this `(` is never closed").help("add a `)` where the group ends");
        return c.stop(error);
    }
    Ok(Body::Group { run: inside?, between: between? })
}

/// Reads the recovery between repeats, if there is one, and skips to the end of the group.
fn between(c: &mut Cursor<'_>) -> Read<Option<(Amount, Option<Zone>)>> {
    if !c.eat(b',') {
        return Ok(None);
    }
    let found = recovery(c);
    if c.peek() == Some(b')') || (found.is_ok() && c.at_end()) {
        return found.map(Some);
    }
    if found.is_ok() {
        let error = NotationError::new(c.token(), format!("expected `)`, found {}", c.found()));
        c.report(error.help("one amount with a zone stands between repeats: `6x(3 min @ 5k, 90 s jog)`"));
    }
    while !c.at_end() && c.peek() != Some(b')') && !(c.in_slot && ends_slot_run(c)) {
        c.bump();
        c.skip_to_step();
    }
    Err(Stop)
}

fn ends_slot_run(c: &Cursor<'_>) -> bool {
    matches!(c.peek(), Some(b'|' | b'?')) || c.at_clock()
}

fn recovery(c: &mut Cursor<'_>) -> Read<(Amount, Option<Zone>)> {
    let numbers = c.numbers("the recovery between repeats, such as `90 s jog`")?;
    let amount = some(c, numbers)?.value;
    let zone = if c.peek_word().is_empty() { None } else { Some(zone(c)?) };
    Ok((amount, zone))
}

/// Sums over a run with its repeats written out, at the upper ends of ranges.
struct Total {
    stretches: u64,
    distance: Distance,
    time: Duration,
}

impl Total {
    fn of(run: &Run) -> Self {
        let mut sum = Self { stretches: 0, distance: Distance::ZERO, time: Duration::ZERO };
        for step in &run.steps {
            let repeats = step.value.repeats.as_ref().map_or(1, |repeats| repeats.value.high);
            match &step.value.body {
                Body::Amount(amount) => sum.add(&Self::of_amount(&amount.value), repeats),
                Body::Group { run, between } => {
                    sum.add(&Self::of(run), repeats);
                    if let Some((amount, _)) = between {
                        sum.add(&Self::of_amount(amount), repeats.saturating_sub(1));
                    }
                }
            }
        }
        sum
    }

    fn of_amount(amount: &Amount) -> Self {
        let (distance, time) = match amount {
            Amount::Distance(range) => (range.high, Duration::ZERO),
            Amount::Time(range) => (Distance::ZERO, range.high),
        };
        Self { stretches: 1, distance, time }
    }

    fn add(&mut self, part: &Self, times: u32) {
        self.stretches = self.stretches.saturating_add(part.stretches.saturating_mul(u64::from(times)));
        self.distance += part.distance.times(times);
        self.time += part.time.times(times);
    }
}
