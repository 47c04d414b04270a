//! Runs: steps, repeats and groups.

use std::ops::Range as Bytes;

use super::amount::{ALL_UNITS, MAX_DISTANCE, MAX_TIME, amount_of, number_after_step};
use super::cursor::{Cursor, Read, Stop, read_whole};
use super::target::{target, zone};
use super::{Amount, At, Body, NotationError, Parsed, Run, Step, Zone, words};
use crate::units::{Distance, DistanceUnit, Duration, Number, Range};

/// The largest count of repeats, sets or repetitions that can be written.
pub(super) const MAX_COUNT: u32 = 1000;
/// How deep groups nest.
const MAX_DEPTH: u8 = 8;
/// The most stretches a run may consist of when its repeats are written out.
const MAX_STRETCHES: u64 = 10_000;

/// What a run looks like, for messages.
const A_RUN: &str = "a run such as `8 km` or `15 min easy + 6x800 m @ 5k`";
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
        return Some(format!(
            "the repeats of this run make {} stretches, more than {MAX_STRETCHES}",
            total.stretches
        ));
    }
    if total.distance > MAX_DISTANCE {
        return Some(format!("this run adds up to {}, more than {MAX_DISTANCE}", total.distance.rounded()));
    }
    (total.time > MAX_TIME)
        .then(|| format!("this run adds up to {}, more than {MAX_TIME}", total.time.rounded()))
}

/// Reads steps up to the end of the run or of the group it is in, going on after mistakes.
fn run(c: &mut Cursor<'_>) -> Read<Run> {
    let mut steps = Vec::with_capacity(1 + c.joints_ahead());
    let mut faulty = false;
    loop {
        match step_to_joint(c) {
            Ok(step) => steps.push(step),
            Err(Stop) => {
                faulty = true;
                c.skip_to_step();
            }
        }
        // A comma outside groups has been reported; what follows it is most likely a step.
        let joined = c.eat(b'+') || (c.depth == 0 && c.eat(b','));
        if !joined {
            break;
        }
    }
    if faulty { Err(Stop) } else { Ok(Run { steps }) }
}

/// Reads a step that is followed by `+` or by the end of the run.
fn step_to_joint(c: &mut Cursor<'_>) -> Read<At<Step>> {
    let step = step(c)?;
    if c.peek() == Some(b'+') || ends_run(c) {
        return Ok(step);
    }
    let error = leftover(c);
    c.stop(error)
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
fn leftover(c: &mut Cursor<'_>) -> NotationError {
    let (at, found) = (c.token(), c.found());
    let joint = "steps are joined with `+`";
    match c.peek() {
        Some(b'0'..=b'9') => number_after_step(c),
        Some(b'(') => NotationError::new(at, "a `+` is missing before `(`").help(joint),
        Some(b')') => {
            NotationError::new(at, "this `)` closes nothing").help("remove it, or open a group with `(`")
        }
        Some(b',') => NotationError::new(at, "steps are joined with `+`, not `,`"),
        Some(b'@') => NotationError::new(at, "the step has a target already").help("a step takes one target"),
        Some(b'-') => {
            NotationError::new(at, "a range has its unit at its end").help("for instance `40-50 min`")
        }
        Some(b'|' | b'?') => NotationError::new(at, format!("{found} stands in a slot, not in a run")),
        _ if words::zone(c.peek_word()).is_some() => {
            NotationError::new(at, format!("a second target, {found}"))
                .help("join steps with `+`; a range of zones is written `easy..steady`")
        }
        _ => NotationError::new(at, format!("expected `+` or a target, found {found}")).help(joint),
    }
}

fn step(c: &mut Cursor<'_>) -> Read<At<Step>> {
    let start = c.start();
    let (repeats, body) = match c.peek() {
        Some(b'(') => (None, once(c)?),
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
    if words::zone(word).is_some() {
        return error.help(format!("the amount comes first: `20 min {word}`"));
    }
    match c.peek() {
        Some(b'@') => error.help("the amount comes before its target"),
        Some(b'.') => error.help("a number begins with a digit: `0.5 km`"),
        Some(b'-') => error.help("an amount is not negative"),
        _ => error,
    }
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
    let numbers = c.numbers("what is repeated, an amount or `(`")?;
    if c.peek() == Some(b'x') {
        let error = NotationError::new(c.token(), "a repeat of repeats needs parentheses");
        return c.stop(error.help("for instance `2x(3x400 m)`"));
    }
    Ok((repeats, Body::Amount(some(c, numbers)?)))
}

/// Reads the rest of an amount, which must not be nothing.
fn some(c: &mut Cursor<'_>, numbers: At<Range<Number>>) -> Read<At<Amount>> {
    let amount = amount_of(c, numbers, ALL_UNITS)?;
    let zero = match amount.value {
        Amount::Distance(range) => range.low.is_zero(),
        Amount::Time(range) => range.low.is_zero(),
    };
    if zero {
        let message = format!("a step of {} is nothing to run", c.slice(&amount.at));
        return c.stop(NotationError::new(amount.at, message).help("leave it out"));
    }
    Ok(amount)
}

/// Reads a group that is not repeated, so that nothing can stand between repeats.
fn once(c: &mut Cursor<'_>) -> Read<Body> {
    let start = c.start();
    let body = group(c)?;
    if matches!(body, Body::Group { between: Some(_), .. }) {
        let error =
            NotationError::new(c.span_from(start), "a recovery between repeats where nothing is repeated");
        return c.stop(error.help("write the count before `(`: `6x(3 min @ 5k, 90 s jog)`"));
    }
    Ok(body)
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
        let error = NotationError::new(open, "this `(` is never closed");
        return c.stop(error.help("add a `)` where the group ends"));
    }
    Ok(Body::Group { run: inside?, between: between? })
}

/// Reads the recovery between repeats, if there is one, and skips to the end of the group.
fn between(c: &mut Cursor<'_>) -> Read<Option<(Amount, Option<Zone>)>> {
    if !c.eat(b',') {
        return Ok(None);
    }
    let found = recovery(c);
    if found.is_err() {
        c.skip_to_step();
        while c.eat(b'+') || c.eat(b',') {
            c.skip_to_step();
        }
    }
    found.map(Some)
}

fn recovery(c: &mut Cursor<'_>) -> Read<(Amount, Option<Zone>)> {
    let numbers = c.numbers("the recovery between repeats, such as `90 s jog`")?;
    let amount = some(c, numbers)?.value;
    let zone = if c.peek_word().is_empty() { None } else { Some(zone(c)?) };
    if matches!(c.peek(), None | Some(b')' | b'|' | b'?')) {
        return Ok((amount, zone));
    }
    let error = NotationError::new(c.token(), format!("expected `)`, found {}", c.found()));
    c.stop(error.help("one amount with a zone stands between repeats: `6x(3 min @ 5k, 90 s jog)`"))
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
