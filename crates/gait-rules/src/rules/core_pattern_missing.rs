//! Flags core work that leaves out rotation or extension, and on request press-outs that never change their stance.

use gait_model::calendar::{Aspect, Part, Week};
use gait_model::exercise::{Exercise, Pattern};

use crate::context::Context;
use crate::lifting::named_weeks;
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const WINDOW: Param = Param::count("window", 2.0, (1.0, 8.0), "weeks that are looked at together");
const STANCE_WEEKS: Param = Param::count(
    "stance_weeks",
    0.0,
    (0.0, 52.0),
    "after so many weeks press-outs should change their stance; 0 asks for nothing",
);

pub(super) const RULE: Rule = Rule {
    name: "core-pattern-missing",
    group: Group::Exercises,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "core work leaves out rotation or extension",
    page: include_str!("core_pattern_missing.md"),
    params: &[WINDOW, STANCE_WEEKS],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a parameter of 1 to 8")]
    let window = |phase| cx.param(WINDOW, phase) as usize;
    cx.each_stretch(window, |weeks| check_patterns(cx, weeks, out));
    check_stance(cx, out);
}

/// Says whether it has told of the weeks.
fn check_patterns(cx: &Context<'_>, weeks: &[&Week], out: &mut Occurrences) -> bool {
    let done = cx.sets_in(weeks);
    let all = done.core;
    // No core work at all is what `pillar-missing` speaks of.
    if all == 0 {
        return false;
    }
    let (press, bug) = ("pallof-half-kneeling 2x10/side", "dead-bug 2x10");
    let (lacking, example) = match (done.against_rotation == 0, done.against_extension == 0) {
        (false, false) => return false,
        (true, false) => ("rotation", vec![press]),
        (false, true) => ("extension", vec![bug]),
        (true, true) => ("rotation or extension", vec![press, bug]),
    };
    let (sets, span) = (if all == 1 { "set" } else { "sets" }, weeks.len());
    let span = if span == 1 { "a week".to_owned() } else { format!("{span} weeks") };
    for week in named_weeks(weeks) {
        let texts = example.iter().map(|text| (*text).to_owned()).collect();
        let quoted: Vec<String> = example.iter().map(|text| format!("`{text}`")).collect();
        out.advise(Target::Week(week), Aspect::Presence)
            .propose_action(Action::AddLifts(week, texts))
            .help(format!("add {}", quoted.join(" and ")))
            .say(format!("{all} {sets} of core work in {span}, none against {lacking}"));
    }
    true
}

/// Looks for a press-out that is done in one stance for too many weeks, once in a plan.
fn check_stance(cx: &Context<'_>, out: &mut Occurrences) {
    let mut same: Option<(&str, u32)> = None;
    let mut counted = None;
    let mut judged = None;
    for lift in &cx.facts.lifts {
        let press = lift.exercise.filter(|exercise| exercise.pattern == Some(Pattern::PressOut));
        // The first of a session speaks for it.
        let Some(exercise) = press.filter(|_| judged != Some(lift.session)) else { continue };
        judged = Some(lift.session);
        let session = cx.session(lift.session);
        if session.optional {
            continue;
        }
        let weeks = match same {
            Some((id, weeks)) if id == exercise.id => weeks + u32::from(counted != Some(session.week)),
            _ => 1,
        };
        (same, counted) = (Some((exercise.id.as_str(), weeks)), Some(session.week));
        let most = cx.param(STANCE_WEEKS, session.phase);
        if most == 0.0 || f64::from(weeks) < most {
            continue;
        }
        let Some(other) = other_stance(exercise) else { return };
        out.advise(lift.session, Aspect::Content(Part::Lift(lift.at)))
            .help(format!("take turns with `{other}`"))
            .say(format!("`{}` is the only press-out of {weeks} weeks", exercise.id));
        return;
    }
}

/// The neighbour of a press-out that is one too.
fn other_stance(exercise: &Exercise) -> Option<&str> {
    let library = gait_model::exercise::Library::builtin();
    let is_press = |id: &&String| library.get(id).is_some_and(|e| e.pattern == Some(Pattern::PressOut));
    exercise.progression.iter().chain(&exercise.regression).find(is_press).map(String::as_str)
}
