//! Slots: which sessions stand on a day.

use std::sync::Arc;

use super::cursor::{Cursor, Read, Stop, read_to_end};
use super::lift::AN_EXERCISE;
use super::run::whole_run;
use super::{At, Choice, NotationError, Parsed, Slot};
use crate::plan::Kind;
use crate::units::{Clock, Number};

const A_SLOT: &str = "a session's name, such as `easy: 8 km` or `rest`";

/// Reads a slot. There is a value as soon as one name could be read; a choice whose content has a mistake is kept
/// and marked as faulty, so that the session still stands on its day.
#[must_use]
pub fn parse_slot(text: &str) -> Parsed<Slot> {
    let mut c = Cursor::new(text);
    c.in_slot = true;
    let slot = read_to_end(&mut c, A_SLOT, slot);
    Parsed { value: slot.filter(|slot| !slot.choices.is_empty()), errors: c.into_errors() }
}

/// Whether `text` can name a session or an exercise: lower-case letters, digits and `-`.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && name_len(text) == text.len()
}

fn name_len(text: &str) -> usize {
    text.bytes().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-').count()
}

/// Reads a name; `what` is named.
pub(super) fn name(c: &mut Cursor<'_>, what: &str) -> Read<At<Arc<str>>> {
    let start = c.start();
    let rest = c.rest();
    let len = name_len(rest);
    let goes_on =
        rest.as_bytes().get(len).is_some_and(|b| b.is_ascii_uppercase() || *b == b'_' || !b.is_ascii());
    if len == 0 || goes_on {
        return odd_name(c, what);
    }
    c.take(len);
    Ok(c.at(start, Arc::from(rest.get(..len).unwrap_or(""))))
}

/// Reads a name that is not plainly one; most often it is none.
#[cold]
fn odd_name(c: &mut Cursor<'_>, what: &str) -> Read<At<Arc<str>>> {
    let start = c.start();
    let rest = c.rest();
    let wide = rest.find(|ch: char| !(ch.is_alphanumeric() || matches!(ch, '-' | '_'))).unwrap_or(rest.len());
    let written = rest.get(..wide).unwrap_or("");
    if written.is_empty() {
        return c.expected(what);
    }
    c.take(wide);
    if is_name(written) {
        return Ok(c.at(start, Arc::from(written)));
    }
    let error = NotationError::new(c.span_from(start), format!("`{written}` is not {what}"));
    let kebab = written.to_lowercase().replace('_', "-");
    // `Goblet Squat 3x10` goes on in words up to its sets.
    let more: Vec<String> = c
        .rest()
        .split(' ')
        .take_while(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect();
    if is_name(&kebab) && what == AN_EXERCISE && !more.is_empty() {
        return c.stop(error.help(format!("ids are lower case with `-`: `{kebab}-{}`", more.join("-"))));
    }
    if is_name(&kebab) {
        let error = error.help(format!("names are lower case with `-`: `{kebab}`"));
        return c.stop(error.instead(kebab));
    }
    c.stop(error.help("names consist of the letters a to z, digits and `-`"))
}

fn slot(c: &mut Cursor<'_>) -> Read<Slot> {
    let mut choices = Vec::with_capacity(1);
    loop {
        let start = c.start();
        match choice(c) {
            Ok(choice) => choices.push(c.at(start, choice)),
            Err(Stop) => skip_to_choice(c),
        }
        skip_leftover(c);
        if !c.eat(b'|') {
            break;
        }
    }
    let optional = c.eat(b'?');
    let at = if c.peek() == Some(b'@') { clock_after_at(c) } else { None };
    if at.is_some() && c.peek() == Some(b'?') {
        let error = NotationError::new(c.token(), "`?` stands before the time");
        c.report(error.help("for instance `easy: 30 min? @ 06:30`"));
        c.take(1);
    }
    if c.peek() == Some(b'|') {
        let error = NotationError::new(c.token(), "`?` and the time belong to the whole slot, at its end");
        c.report(error.help("for instance `easy: 30 min | rest? @ 06:30`"));
        c.take(c.rest().len());
    }
    Ok(Slot { choices, optional, at })
}

/// Reports what cannot follow a choice, and skips it.
fn skip_leftover(c: &mut Cursor<'_>) {
    if matches!(c.peek(), None | Some(b'|' | b'?' | b'@')) {
        return;
    }
    let error = NotationError::new(c.token(), format!("expected `:`, `|`, `?` or `@`, found {}", c.found()));
    let error = match c.peek() {
        Some(b'+' | b',') => error.help("two sessions of a day are two entries of its list"),
        Some(b'/') => error.help("alternatives are separated with `|`"),
        _ => error,
    };
    c.report(error);
    skip_to_choice(c);
}

fn skip_to_choice(c: &mut Cursor<'_>) {
    while !matches!(c.peek(), None | Some(b'|' | b'?')) && !c.at_clock() {
        c.bump();
    }
}

fn choice(c: &mut Cursor<'_>) -> Read<Choice> {
    if let Some(error) = nameless(c) {
        return c.stop(error);
    }
    let name = name(c, "a session's name")?;
    let missing_colon = !c.eat(b':');
    if missing_colon && !c.at_digit() && c.peek() != Some(b'(') {
        return Ok(name_and_more(c, name));
    }
    if missing_colon && let Some((bytes, clock)) = clock_ahead(c.rest()) {
        report_missing_at(c, &name, bytes, clock);
        return Ok(Choice { name, run: None, faulty: true, partial: false });
    }
    if missing_colon {
        let error = NotationError::new(c.token(), format!("a `:` is missing after `{}`", name.value));
        c.report(error.help(format!("write `{}: {}`", name.value, this_choice(c.rest()))));
    }
    let start = c.start();
    match whole_run(c) {
        Ok(run) => Ok(Choice { name, run: Some(c.at(start, run)), faulty: false, partial: false }),
        Err(Stop) => Ok(Choice { name, run: None, faulty: true, partial: false }),
    }
}

/// A name that neither a `:` nor an amount follows: mostly nothing does.
fn name_and_more(c: &mut Cursor<'_>, name: At<Arc<str>>) -> Choice {
    if matches!(c.peek(), None | Some(b'|' | b'?' | b'@')) {
        return Choice { name, run: None, faulty: false, partial: false };
    }
    let word = c.peek_word();
    let at_time = (word == "at").then(|| c.rest()[2..].trim_start()).and_then(clock_ahead);
    if let Some((bytes, clock)) = at_time {
        c.take_word();
        report_missing_at(c, &name, bytes, clock);
        return Choice { name, run: None, faulty: true, partial: false };
    }
    let error = NotationError::new(c.token(), format!("expected `:`, `|`, `?` or `@`, found {}", c.found()));
    if !word.is_empty() {
        let joined = format!("{}-{}", name.value, word.to_lowercase());
        let help = match &*name.value {
            _ if Kind::predefined(&joined).is_some() => format!("a name is one word: `{joined}`"),
            "rest" | "off" => "a day without training is `rest`".to_owned(),
            first => format!("a name is one word: `{joined}`, or `{first}` alone"),
        };
        c.report(error.help(help));
        skip_to_choice(c);
        return Choice { name, run: None, faulty: true, partial: true };
    }
    let run = c.rest().strip_prefix(['-', '–', '—']).map(str::trim_start);
    if let Some(run) = run.filter(|run| run.starts_with(|ch: char| ch.is_ascii_digit())) {
        c.report(error.help(format!("write `{}: {}`", name.value, this_choice(run))));
        skip_to_choice(c);
    }
    // What else it may be is said where the choice ends.
    Choice { name, run: None, faulty: true, partial: false }
}

/// Reports a time of day without its `@`, and skips it.
fn report_missing_at(c: &mut Cursor<'_>, name: &At<Arc<str>>, bytes: usize, clock: Clock) {
    let start = c.start();
    c.take(bytes);
    let at = c.span_from(start);
    let error = NotationError::new(at.clone(), format!("an `@` is missing before `{}`", c.slice(&at)));
    c.report(error.help(format!("write `{} @ {clock}`", name.value)));
    skip_to_choice(c);
}

/// What is wrong where a run stands without a session's name. A single word is a name, even `10km`.
fn nameless(c: &Cursor<'_>) -> Option<NotationError> {
    if !c.at_digit() && c.peek() != Some(b'(') {
        return None;
    }
    let rest = c.rest();
    if let Some((bytes, clock)) = clock_ahead(rest) {
        let name = rest.get(bytes..).unwrap_or("").trim_start_matches([' ', '@', ':']);
        let name = &name[..name_len(name)];
        let name = if name.is_empty() { "easy" } else { name };
        let start = c.start() as u32;
        let error =
            NotationError::new(start..start + bytes as u32, "the time of day stands at the end of a slot");
        return Some(error.help(format!("write `{name} @ {clock}`")));
    }
    let after = rest.get(name_len(rest)..).unwrap_or("").trim_start();
    if after.is_empty() || after.starts_with([':', '|', '?', '@']) {
        return None;
    }
    let run = this_choice(rest);
    let error = NotationError::new(c.token(), format!("expected a session's name, found {}", c.found()));
    Some(error.help(format!("a run follows a name: `easy: {run}`")))
}

/// Whether a text begins with the name of a session and its content, or is nothing but a name.
pub(super) fn is_choice(text: &str) -> bool {
    let (name, rest) = text.split_at(name_len(text));
    name.starts_with(|c: char| c.is_ascii_lowercase()) && (rest.is_empty() || rest.starts_with(':'))
}

/// The text up to the next choice or the end of the slot's sessions.
fn this_choice(rest: &str) -> &str {
    rest.split(['|', '?', '@']).next().unwrap_or(rest).trim_end()
}

/// Reads `@` and a time of day that ends the slot; reports what else follows `@`.
fn clock_after_at(c: &mut Cursor<'_>) -> Option<At<Clock>> {
    let start = c.start();
    c.take(1);
    let Ok(clock) = clock(c) else {
        c.take(c.rest().len());
        return None;
    };
    if clock == Clock::MIDNIGHT {
        c.report(
            NotationError::new(c.span_from(start), "a day has no 24:00 to start at")
                .help("write `00:00` on the next day"),
        );
        return None;
    }
    Some(c.at(start, clock))
}

/// Reads a time of day: two digits, a colon, two digits.
pub(super) fn clock(c: &mut Cursor<'_>) -> Read<Clock> {
    let start = c.start();
    let hour = c.number();
    let colon = hour.is_some() && c.eat(b':');
    let minute = if colon { c.number() } else { None };
    if hour.is_some()
        && let Some(error) = half_of_day(c, start)
    {
        return c.stop(error);
    }
    let two_digits =
        |part: &At<Number>| if part.at.end - part.at.start == 2 { part.value.whole() } else { None };
    match (&hour, &minute) {
        (None, _) => c.expected("a time of day such as `06:30`"),
        (Some(hour), Some(minute)) => match (two_digits(hour), two_digits(minute)) {
            (Some(h), Some(m)) => match Clock::new(h as u16, m as u16) {
                Some(clock) => Ok(clock),
                None => not_a_clock(c, start),
            },
            _ => not_a_clock(c, start),
        },
        _ => not_a_clock(c, start),
    }
}

/// The mistake of a time of day by the twelve-hour clock, or with a word behind it, if that is what stands at `start`.
pub(super) fn half_of_day(c: &Cursor<'_>, start: usize) -> Option<NotationError> {
    if !matches!(c.peek_word().to_lowercase().as_str(), "am" | "pm" | "uhr") {
        return None;
    }
    let (bytes, clock) = clock_elsewhere(c.text_from(start))?;
    let at = start as u32..(start + bytes) as u32;
    let error = NotationError::new(at.clone(), format!("`{}` is no time of day", c.slice(&at)));
    Some(error.help(format!("write `{clock}`")).instead(clock.to_string()))
}

/// A time of day as it is written elsewhere, `6:30 pm`, `18.30 Uhr`, `18h30` or `0630`, and how many bytes it takes.
fn clock_elsewhere(text: &str) -> Option<(usize, Clock)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, minute, mut end) = match digits(text) {
        hours @ (1 | 2) => {
            let after = text[hours..].strip_prefix([':', '.', 'h']).filter(|after| digits(after) == 2);
            match after {
                Some(after) => (&text[..hours], &after[..2], hours + 3),
                None => (&text[..hours], "0", hours),
            }
        }
        all @ (3 | 4) => (&text[..all - 2], &text[all - 2..all], all),
        _ => return None,
    };
    let (mut hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let after = text[end..].trim_start();
    let word = &after[..after.find(|ch: char| !ch.is_ascii_alphabetic()).unwrap_or(after.len())];
    match word.to_lowercase().as_str() {
        "am" if hour == 12 => hour = 0,
        "pm" if hour < 12 => hour += 12,
        "am" | "pm" | "uhr" | "h" => {}
        _ => return Some((end, start_of_session(hour, minute)?)),
    }
    end = text.len() - after.len() + word.len();
    Some((end, start_of_session(hour, minute)?))
}

/// Whether a slot ends with a time of day as it is written elsewhere, and nothing that could be a pace: `18h`, `7 am`,
/// `0630`.
pub(super) fn is_odd_clock(text: &str) -> bool {
    let Some((bytes, _)) = clock_elsewhere(text) else { return false };
    let written = text[..bytes].to_lowercase();
    let is_clock = written.contains('h')
        || written.ends_with('m')
        || (written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit()));
    is_clock && ends_slot(&text[bytes..])
}

fn ends_slot(text: &str) -> bool {
    text.trim_start().is_empty() || text.trim_start().starts_with(['|', '?'])
}

/// The time of day that a number after a run may be, if it ends the slot: `7.15` or `18`.
pub(super) fn clock_perhaps(text: &str) -> Option<Clock> {
    let (bytes, clock) = clock_elsewhere(text)?;
    ends_slot(&text[bytes..]).then_some(clock)
}

fn start_of_session(hour: u16, minute: u16) -> Option<Clock> {
    Clock::new(hour, minute).filter(|clock| *clock != Clock::MIDNIGHT)
}

/// What can be nothing but a time of day, however it is written.
fn clock_ahead(text: &str) -> Option<(usize, Clock)> {
    let (bytes, clock) = clock_elsewhere(text)?;
    let written = text[..bytes].to_lowercase();
    let is_clock = written.contains(':') || ["am", "pm", "uhr"].iter().any(|word| written.ends_with(word));
    // A `/` makes it a pace, a second colon a time of hours.
    let after = text[bytes..].trim_start();
    (is_clock && !after.starts_with(['/', ':', '-'])).then_some((bytes, clock))
}

fn not_a_clock<T>(c: &mut Cursor<'_>, start: usize) -> Read<T> {
    let meant = clock_elsewhere(c.text_from(start));
    let mut at = c.span_from(start);
    if c.peek() != Some(b'/')
        && let Some((bytes, _)) = meant
    {
        at.end = at.end.max((start + bytes) as u32);
    }
    let written = c.slice(&at);
    let error = NotationError::new(at.clone(), format!("`{written}` is no time of day"));
    if c.peek() == Some(b'/') {
        return c.stop(error.help(
            "a time of day follows the `@` after a name; a pace needs a run: `tempo: 20 min @ 4:30/km`",
        ));
    }
    let parts = written.split_once(':').filter(|(hour, minute)| hour.len() <= 2 && minute.len() == 2);
    match meant {
        Some((_, clock)) if parts.is_some() => {
            let error = error.help(format!("hours and minutes have two digits: `{clock}`"));
            c.stop(error.instead(clock.to_string()))
        }
        Some((_, clock)) => c.stop(error.help(format!("write `{clock}`")).instead(clock.to_string())),
        None if parts.is_some() => c.stop(error.help("hours go to 23, minutes to 59")),
        None => c.stop(error.help("hours and minutes have two digits: `06:30`")),
    }
}
