//! Flags leg work that ends too shortly before a key run.

use gait_model::calendar::{Aspect, Session};
use gait_model::dose::LegClass;
use gait_model::plan::Level;

use crate::context::Context;
use crate::number::{hours, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const GAPS: (f64, f64) = (0.0, 96.0);
const MIN_GAP_LIGHT: Param =
    Param::hours("min_gap_light", 0.0, GAPS, "hours between the end of light leg work and a key run");
const MIN_GAP_MODERATE: Param =
    Param::hours("min_gap_moderate", 24.0, GAPS, "hours between the end of moderate leg work and a key run");
const MIN_GAP_HEAVY: Param =
    Param::hours("min_gap_heavy", 36.0, GAPS, "hours between the end of heavy leg work and a key run");
const ERROR_GAP_MODERATE: Param = Param::hours(
    "error_gap_moderate",
    6.0,
    GAPS,
    "fewer hours than these after moderate leg work are an error",
);
const ERROR_GAP_HEAVY: Param =
    Param::hours("error_gap_heavy", 12.0, GAPS, "fewer hours than these after heavy leg work are an error");
const NOVELTY: Param =
    Param::hours("novelty_add", 12.0, (0.0, 48.0), "hours added for novices and for lifts that are new");
const FAMILIAR: Param =
    Param::count("familiar_after", 2.0, (0.0, 6.0), "a lift done so often in the 28 days before is not new");
const MIN_GAP_EXPERIENCED: Param = Param::hours(
    "min_gap_experienced",
    24.0,
    GAPS,
    "the most hours that an experienced lifter needs after work without new lifts",
);

pub(super) const RULE: Rule = Rule {
    name: "lower-body-before-key-run",
    group: Group::Interference,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "leg work ends too shortly before a key run",
    page: include_str!("lower_body_before_key_run.md"),
    params: &[
        MIN_GAP_LIGHT,
        MIN_GAP_MODERATE,
        MIN_GAP_HEAVY,
        ERROR_GAP_MODERATE,
        ERROR_GAP_HEAVY,
        NOVELTY,
        FAMILIAR,
        MIN_GAP_EXPERIENCED,
    ],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let runs = &cx.facts.key_runs;
    for &strength in &cx.facts.strength {
        let session = cx.session(strength);
        // Only the next key run matters: a later one is farther away from the same session.
        let next = runs.partition_point(|&run| cx.session(run).start < session.end);
        if let Some(&run) = runs.get(next) {
            check_pair(cx, strength, run, out);
        }
    }
}

fn check_pair(cx: &Context<'_>, strength: usize, run: usize, out: &mut Occurrences) {
    let (session, key) = (cx.session(strength), cx.session(run));
    let Some(Need { hours: need, error, why }) = need(cx, session) else { return };
    let gap = hours(key.start - session.end);
    if gap >= need {
        return;
    }
    let severity = if gap < error { Severity::Error } else { Severity::Warning };
    let mut draft = out
        .report(severity, strength, Aspect::Placement)
        .with(run, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[strength, run])
        .help("lift after the key run instead, or cut the leg work to a light session")
        .propose_move(strength)
        .propose_lighter_legs(strength);
    if let Some(why) = why {
        draft = draft.note(why);
    }
    draft.say(format!(
        "`{}` ({}, {} leg units) ends {gap} h before `{}`; {need} h advised",
        session.name,
        session.leg_class().name(),
        round_to(session.leg_dose(), 0.1),
        key.name
    ));
}

/// What a strength session asks for.
pub(crate) struct Need {
    /// Hours to the next key run.
    pub(crate) hours: f64,
    /// Fewer hours than these are an error.
    error: f64,
    /// Why it asks for more than its class does.
    why: Option<String>,
}

/// What a session asks for; nothing if it spares the legs.
pub(crate) fn need(cx: &Context<'_>, session: &Session) -> Option<Need> {
    let param = |param| cx.param(param, session.phase);
    let (usual, error) = match session.leg_class() {
        LegClass::None => return None,
        LegClass::Light => (param(MIN_GAP_LIGHT), 0.0),
        LegClass::Moderate => (param(MIN_GAP_MODERATE), param(ERROR_GAP_MODERATE)),
        LegClass::Heavy => (param(MIN_GAP_HEAVY), param(ERROR_GAP_HEAVY)),
    };
    // What needs no gap when familiar needs none when new: light work stays free.
    let new = if usual > 0.0 { new_work(cx, session) } else { None };
    let hours = match new {
        Some(_) => usual + param(NOVELTY),
        None if cx.plan.athlete.level == Level::Experienced => usual.min(param(MIN_GAP_EXPERIENCED)),
        None => usual,
    };
    let why = new.map(|fact| format!("{} of the {hours} h because {fact}", param(NOVELTY)));
    Some(Need { hours, error, why })
}

/// What is new about a session: the athlete's strength training itself, or a leg lift that was done too seldom in the
/// 28 days before (DomaRBE2017: protection appears by the second to third bout).
fn new_work(cx: &Context<'_>, session: &Session) -> Option<String> {
    if cx.plan.athlete.level == Level::Novice {
        return Some("strength training is new to a novice".to_owned());
    }
    let familiar = cx.param(FAMILIAR, session.phase);
    let (lift, exposures) = session.leg_lifts(cx.plan).find(|&(_, n)| f64::from(n) < familiar)?;
    let done = match exposures {
        0 => "not done".to_owned(),
        1 => "done once".to_owned(),
        n => format!("done {n} times"),
    };
    Some(format!("`{}` is new: {done} in the 28 days before", lift.name.value))
}
