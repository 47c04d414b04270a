//! Flags leg work that ends too shortly before a key run.

use gait_model::calendar::{Aspect, Session};
use gait_model::dose::LegClass;
use gait_model::plan::Level;

use crate::context::{Context, hours, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const MIN_GAP_LIGHT: Param =
    Param::hours("min_gap_light", 0.0, (0.0, 96.0), "hours between the end of light leg work and a key run");
const MIN_GAP_MODERATE: Param = Param::hours(
    "min_gap_moderate",
    24.0,
    (0.0, 96.0),
    "hours between the end of moderate leg work and a key run",
);
const MIN_GAP_HEAVY: Param =
    Param::hours("min_gap_heavy", 36.0, (0.0, 96.0), "hours between the end of heavy leg work and a key run");
const ERROR_GAP_MODERATE: Param = Param::hours(
    "error_gap_moderate",
    6.0,
    (0.0, 96.0),
    "fewer hours than these after moderate leg work are an error",
);
const ERROR_GAP_HEAVY: Param = Param::hours(
    "error_gap_heavy",
    12.0,
    (0.0, 96.0),
    "fewer hours than these after heavy leg work are an error",
);
const NOVELTY: Param =
    Param::hours("novelty_add", 12.0, (0.0, 48.0), "hours added for novices and for lifts that are new");

pub(super) const RULE: Rule = Rule {
    name: "lower-body-before-key-run",
    group: Group::Interference,
    severity: Severity::Warning,
    summary: "leg work ends too shortly before a key run",
    page: include_str!("lower_body_before_key_run.md"),
    params: &[MIN_GAP_LIGHT, MIN_GAP_MODERATE, MIN_GAP_HEAVY, ERROR_GAP_MODERATE, ERROR_GAP_HEAVY, NOVELTY],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut next = 0;
    for &strength in &cx.facts.strength {
        let session = cx.session(strength);
        // Only the next key run matters: a later one is farther away from the same session.
        while cx.facts.key_runs.get(next).is_some_and(|&run| cx.session(run).start < session.end) {
            next += 1;
        }
        if let Some(&run) = cx.facts.key_runs.get(next) {
            check_pair(cx, strength, run, out);
        }
    }
}

fn check_pair(cx: &Context<'_>, strength: usize, run: usize, out: &mut Occurrences) {
    let (session, key) = (cx.session(strength), cx.session(run));
    let (need, error) = gaps(cx, session);
    let gap = hours(key.start - session.end);
    if gap >= need {
        return;
    }
    let severity = if gap < error { Severity::Error } else { Severity::Warning };
    out.report(severity, strength, Aspect::Placement)
        .with(run, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[strength, run])
        .help("lift after the key run instead, or cut the leg work to a light session")
        .propose_move(strength)
        .say(format!(
            "`{}` ({}, {} leg units) ends {gap} h before `{}`; {need} h advised",
            session.name,
            session.leg_class().name(),
            round_to(session.leg_dose(), 0.1),
            key.name
        ));
}

/// The hours advised after a session, and the hours under which it is an error.
fn gaps(cx: &Context<'_>, session: &Session) -> (f64, f64) {
    let param = |param| cx.param(param, session.phase);
    let (need, error) = match session.leg_class() {
        LegClass::None => return (0.0, 0.0),
        LegClass::Light => (param(MIN_GAP_LIGHT), 0.0),
        LegClass::Moderate => (param(MIN_GAP_MODERATE), param(ERROR_GAP_MODERATE)),
        LegClass::Heavy => (param(MIN_GAP_HEAVY), param(ERROR_GAP_HEAVY)),
    };
    let new = cx.plan.athlete.level == Level::Novice || has_new_lift(cx, session);
    (if new && need > 0.0 { need + param(NOVELTY) } else { need }, error)
}

/// Whether a leg lift of the session was done fewer than two times in the 28 days before (DomaRBE2017: protection
/// appears by the second to third bout).
fn has_new_lift(cx: &Context<'_>, session: &Session) -> bool {
    session.leg_lifts(cx.plan).any(|(_, exposures)| exposures < 2)
}
