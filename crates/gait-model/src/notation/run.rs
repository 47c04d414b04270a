//! Runs: steps, repeats and groups.

use super::amount::{ALL_UNITS, MAX_DISTANCE, MAX_TIME, amount_of, number_after_step};
use super::cursor::{Cursor, Read, Stop, read_whole};
use super::target::{self, target, zone};
use super::{Amount, At, Body, NotationError, Parsed, RaceWord, Run, Step, Target, Zone, slot, words};
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

/// Steps written in metres that are far too short for how they are run, where `20 m` means minutes: their places, and what
/// is written. A step without a target is run at `alone`, or in repeats at `repeated`.
#[must_use]
pub fn metres_meant_minutes(run: &Run, alone: Zone, repeated: Option<Zone>) -> Vec<At<Range<Distance>>> {
    let mut out = Vec::new();
    for step in &run.steps {
        let zone = if step.value.repeats.is_some() { repeated } else { Some(alone) };
        let as_usual = zone.map(Target::Zone);
        short_metres(&step.value, as_usual.as_ref(), repeated, false, &mut out);
    }
    out
}

fn short_metres(
    step: &Step,
    as_usual: Option<&Target>,
    repeated: Option<Zone>,
    is_repeated: bool,
    out: &mut Vec<At<Range<Distance>>>,
) {
    let is_repeated = is_repeated || step.repeats.is_some();
    let target = step.target.as_ref().map(|target| &target.value).or(as_usual);
    match &step.body {
        Body::Amount(At { value: Amount::Distance(range), at }) => {
            let is_short = range.high.unit == DistanceUnit::M && range.high < least(target, is_repeated);
            out.extend(is_short.then(|| At { value: *range, at: at.clone() }));
        }
        Body::Amount(_) => {}
        Body::Group { run, .. } => {
            let inside = repeated.map(Target::Zone);
            let as_usual = if is_repeated && step.target.is_none() { inside.as_ref() } else { target };
            for step in &run.steps {
                short_metres(&step.value, as_usual, repeated, is_repeated, out);
            }
        }
    }
}

/// The shortest step in metres that somebody means: sprints, strides and hills are short, and so is the way back; nobody
/// runs easily, or at threshold, for less than a hundred metres.
fn least(target: Option<&Target>, is_repeated: bool) -> Distance {
    let zone = match target {
        Some(Target::Zone(zone) | Target::Zones(zone, _)) => Some(*zone),
        _ => None,
    };
    let is_short = match zone {
        Some(Zone::Sprint | Zone::Stride | Zone::Rep | Zone::Uphill | Zone::Downhill) => true,
        Some(Zone::Steady | Zone::Marathon | Zone::Threshold | Zone::Interval) => false,
        _ => is_repeated,
    };
    Distance::metres(if is_short { 20 } else { 100 })
}

/// The length of a run that consists of steps in metres and does not repeat anything.
#[must_use]
pub fn metres_in_all(run: &Run) -> Option<Distance> {
    run.steps.iter().try_fold(Distance::metres(0), |sum, step| match &step.value {
        Step { repeats: None, body: Body::Amount(At { value: Amount::Distance(range), .. }), .. }
            if range.high.unit == DistanceUnit::M =>
        {
            Some(sum + range.high)
        }
        _ => None,
    })
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
        return match faster_or_slower(c, &step.value) {
            Some(error) => c.stop(error),
            None => Ok(step),
        };
    }
    let error = leftover(c, &step);
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
fn leftover(c: &mut Cursor<'_>, step: &At<Step>) -> NotationError {
    let (at, found) = (c.token(), c.found());
    let joint = "steps are joined with `+`";
    if let Some(group) = recovery_after(c, step) {
        let error = NotationError::new(at, "a recovery stands in a group with what is repeated");
        return error.help(format!("write `{group}`"));
    }
    match c.peek() {
        Some(b'0'..=b'9') => match time_taken(c, step) {
            Some(help) => number_after_step(c).help(help),
            None => number_after_step(c),
        },
        Some(b'-') if step.value.target.is_some() => dash_after_target(c, step),
        Some(b'(') => NotationError::new(at, "a `+` is missing before `(`").help(joint),
        Some(b')') => {
            NotationError::new(at, "this `)` closes nothing").help("remove it, or open a group with `(`")
        }
        Some(b',') if c.in_slot && c.depth == 0 && slot::is_choice(c.rest()[1..].trim_start()) => {
            c.take(c.rest().len());
            NotationError::new(at, "a slot is one session")
                .help("two sessions of a day are two entries of its list")
        }
        Some(b',') => NotationError::new(at, "steps are joined with `+`, not `,`"),
        Some(b'@') => {
            let after = c.rest().trim_start_matches(['@', ' ']);
            let clock = if c.in_slot && c.depth == 0 { slot::clock_perhaps(after) } else { None };
            NotationError::new(at, "the step has a target already").help(match clock {
                Some(clock) => format!("a time of day is `{clock}`"),
                None => "a step takes one target".to_owned(),
            })
        }
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

/// The mistake of a pace told from that of a race, as in `5k+10s`, which would be a step of ten seconds.
fn faster_or_slower(c: &Cursor<'_>, step: &Step) -> Option<NotationError> {
    let target = &step.target.as_ref()?.value;
    if !(matches!(target, Target::Race(_) | Target::Pace(_)) && c.joined()) {
        return None;
    }
    let seconds = c.rest().strip_prefix('+')?;
    let after = seconds.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let number = &seconds[..seconds.len() - after.len()];
    let word = after.trim_start();
    let end = word.find(|ch: char| !ch.is_ascii_alphabetic()).unwrap_or(word.len());
    let (unit, rest) = word.split_at(end);
    // A step of a minute and more is likelier than a pace so much slower; so is one that names its zone.
    let is_pace = matches!(number.len(), 1 | 2)
        && words::unit_meant(unit) == Some("s")
        && number.parse().is_ok_and(|seconds: u32| seconds < 60)
        && (rest.is_empty() || rest.starts_with([')', ',', '/', '|', '?']));
    is_pace.then(|| {
        let from = c.start() as u32;
        let at = from..from + 1 + (seconds.len() - rest.len()) as u32;
        let message = format!("`{}` right after a pace reads as a slower pace", c.slice(&at));
        NotationError::new(at, message).help(format!(
            "write the pace itself, such as `@ 4:10/km`, or a step of its own: ` + {number} s`"
        ))
    })
}

/// The group meant where a recovery stands after repeats, as in `6x800 m @ 5k, 90 s jog`: joined with `+` it would be
/// run once, after all of them.
fn recovery_after(c: &Cursor<'_>, step: &At<Step>) -> Option<String> {
    let Step { repeats: Some(repeats), body: Body::Amount(amount), .. } = &step.value else { return None };
    let rest = c.rest();
    let rest = ["w/", "with ", ",", "("].iter().find_map(|joint| rest.strip_prefix(joint))?;
    let end = rest.find(['+', ',', '|', '?', '@', '(', ')']).unwrap_or(rest.len());
    let recovery = rest[..end].trim();
    let run = parse_run(recovery).value?;
    let [At { value: Step { repeats: None, body: Body::Amount(length), target }, .. }] = run.steps.as_slice()
    else {
        return None;
    };
    let is_recovery = match target.as_ref().map(|target| &target.value) {
        Some(Target::Zone(zone)) => matches!(zone, Zone::Walk | Zone::Jog | Zone::Rest | Zone::Recovery),
        // A long stretch after a comma is the next part of the run.
        None => match length.value {
            Amount::Time(time) => time.high <= Duration::minutes(5),
            Amount::Distance(distance) => distance.high <= Distance::metres(800),
        },
        Some(_) => false,
    };
    let repeated = c.slice(&(amount.at.start..step.at.end));
    is_recovery.then(|| format!("{}x({repeated}, {recovery})", c.slice(&repeats.at)))
}

/// What may be meant by a time after a distance, as in `8 km 40 min`: both, or the one in the other.
fn time_taken(c: &Cursor<'_>, step: &At<Step>) -> Option<String> {
    let Step { repeats: None, body: Body::Amount(amount), target: None } = &step.value else { return None };
    let Amount::Distance(distance) = amount.value else { return None };
    let rest = c.rest();
    let end = rest.find(['+', ',', '|', '?', '@', '(', ')']).unwrap_or(rest.len());
    let written = rest[..end].trim_end();
    let run = parse_run(written).value?;
    let [At { value: Step { repeats: None, body: Body::Amount(time), target: None }, .. }] =
        run.steps.as_slice()
    else {
        return None;
    };
    let Amount::Time(time) = time.value else { return None };
    let pace = target::pace_of(time.high, distance.high)?;
    let distance = c.slice(&amount.at);
    Some(format!(
        "one after the other is `{distance} + {written}`, {distance} in {written} is `{distance} @ {pace}`"
    ))
}

/// What is wrong with a `-` after a target.
fn dash_after_target(c: &Cursor<'_>, step: &At<Step>) -> NotationError {
    let at = c.token();
    let after = c.rest().get(1..).unwrap_or("").trim_start();
    let word = &after[..after.find(|ch: char| !ch.is_ascii_alphabetic()).unwrap_or(after.len())];
    let target = step.value.target.as_ref();
    let written = target.map_or("", |target| c.slice(&target.at));
    match target.map(|target| &target.value) {
        Some(Target::Zone(_)) if words::zone(word).is_some() => {
            NotationError::new(at, "a range of zones is written with `..`")
                .help(format!("write `{written}..{word}`"))
        }
        Some(Target::Race(RaceWord::Half)) if word == "marathon" => {
            let at = at.start..at.start + (c.rest().len() - after.len() + word.len()) as u32;
            NotationError::new(at, "a half marathon is written `half`").help("remove `-marathon`")
        }
        Some(Target::Pace(_)) if after.starts_with(|ch: char| ch.is_ascii_digit()) => {
            let slower = &after[..after.find([' ', '+', ',', ')', '|', '?']).unwrap_or(after.len())];
            let faster = written.split('/').next().unwrap_or(written).trim_end();
            let error = NotationError::new(at, "a range of paces has its unit at its end, once");
            error.help(format!("write `{faster}-{slower}`"))
        }
        _ => NotationError::new(at, "nothing but `+` follows a target").help("a step takes one target"),
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
    // What follows `w/` is no zone but a recovery, of which more is said where the step ends.
    if repeats.is_some() && matches!(c.peek_word(), "w" | "with") {
        return Ok(c.at(start, Step { repeats, body, target: None }));
    }
    c.metres = match &body {
        Body::Amount(At { value: Amount::Distance(range), .. }) if range.high.unit == DistanceUnit::M => {
            Some(range.high)
        }
        _ => None,
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
