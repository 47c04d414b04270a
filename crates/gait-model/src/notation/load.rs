//! Loads of lifts.

use super::cursor::{Cursor, Read};
use super::{At, Load, NotationError, words};
use crate::units::{Mass, MassUnit, Number, Percent};

/// The largest mass that can be written.
const MAX_MASS: Mass = Mass::kg(1000);
/// The largest share of a one-repetition maximum that can be written.
const MAX_SHARE: Percent = Percent::new(200);

const MASS_UNITS: &str = "`kg` or `lb`";
const LOAD_UNITS: &str = "`kg`, `lb` or `%1rm`";
const A_LOAD: &str = "a load such as `50 kg`, `110 lb`, `2x10 kg`, `72 %1rm`, `bodyweight` or `band`";

/// Reads a load.
pub(super) fn load(c: &mut Cursor<'_>) -> Read<Load> {
    let Some(number) = c.number() else { return word_load(c) };
    match c.peek() {
        Some(b'%') => share_of_max(c, &number).map(Load::OfMax),
        Some(b'-') => {
            let error = NotationError::new(c.token(), "a load is one value, not a range");
            c.stop(error.help("a load that grows is a ramp"))
        }
        _ if c.eat_times() => pair(c, &number).map(Load::Pair),
        _ => mass_of(c, &number, LOAD_UNITS).map(Load::Mass),
    }
}

/// Reads a mass.
pub(super) fn mass(c: &mut Cursor<'_>) -> Read<Mass> {
    let Some(number) = c.number() else { return c.expected("a mass such as `50 kg` or `110 lb`") };
    mass_of(c, &number, MASS_UNITS)
}

/// Reads the unit of a mass; a message names `units`.
pub(super) fn mass_of(c: &mut Cursor<'_>, number: &At<Number>, units: &str) -> Read<Mass> {
    let word = c.peek_word();
    let unit = match word {
        "kg" => MassUnit::Kg,
        "lb" => MassUnit::Lb,
        _ => {
            let error = unit_error(c, number, word, units);
            return c.stop(error);
        }
    };
    c.take(word.len());
    let mass = Mass { ug: number.value.of(unit.micrograms()), unit };
    if mass > MAX_MASS {
        let at = c.span_from(number.at.start as usize);
        let message = format!("{} is more than {MAX_MASS}, the most that can be written", c.slice(&at));
        return c.stop(NotationError::new(at, message));
    }
    Ok(mass)
}

fn unit_error(c: &Cursor<'_>, number: &At<Number>, word: &str, units: &str) -> NotationError {
    if let Some(error) = c.decimal_comma(&number.at) {
        return error;
    }
    let written = c.slice(&number.at);
    match words::unit_meant(word) {
        Some(meant @ ("kg" | "lb")) => NotationError::new(c.token(), format!("`{word}` is not a unit"))
            .help(format!("write `{written} {meant}`")),
        _ if word.is_empty() || matches!(word, "rir" | "rpe" | "tempo" | "rest" | "test") => {
            let error = NotationError::new(number.at.clone(), format!("`{written}` has no unit"));
            error.help(format!("{written} what? {units}"))
        }
        _ => NotationError::new(c.token(), format!("`{word}` is not a unit of load"))
            .help(format!("use {units}")),
    }
}

fn pair(c: &mut Cursor<'_>, number: &At<Number>) -> Read<Mass> {
    if number.value.whole() != Some(2) {
        let message = format!("`{}x` is no pair", c.slice(&number.at));
        let error = NotationError::new(number.at.clone(), message);
        return c.stop(error.help("two dumbbells are `2x10 kg`; anything else is written as its sum"));
    }
    mass(c)
}

fn share_of_max(c: &mut Cursor<'_>, number: &At<Number>) -> Read<Percent> {
    c.take(1);
    if !c.rest().starts_with("1rm") {
        let message = format!("expected `1rm` after `%`, found {}", c.found());
        let error = NotationError::new(c.token(), message);
        return c.stop(error.help(format!("write `{} %1rm`", c.slice(&number.at))));
    }
    c.take(3);
    let share = Percent { basis_points: number.value.of(100) };
    if share.basis_points <= 0 || share > MAX_SHARE {
        let message = format!("a share lies above 0 % and up to {MAX_SHARE}, not {} %", c.slice(&number.at));
        return c.stop(NotationError::new(number.at.clone(), message));
    }
    Ok(share)
}

fn word_load(c: &mut Cursor<'_>) -> Read<Load> {
    let word = c.peek_word();
    let load = match word {
        "bodyweight" => Load::Bodyweight,
        "band" => Load::Band,
        _ => {
            let error = word_error(c, word);
            return c.stop(error);
        }
    };
    c.take(word.len());
    Ok(load)
}

fn word_error(c: &Cursor<'_>, word: &str) -> NotationError {
    let error = NotationError::new(c.token(), format!("expected {A_LOAD}, found {}", c.found()));
    match word.to_lowercase().as_str() {
        "" => error,
        "bw" | "body" => error.help("write `bodyweight`").instead("bodyweight"),
        "bands" => error.help("write `band`").instead("band"),
        "rir" | "rpe" => error.help(format!("`{word}` stands without `@`")),
        _ => match words::nearest(word, ["bodyweight", "band"]) {
            Some(near) => error.meant(near),
            None => error,
        },
    }
}
