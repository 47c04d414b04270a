//! Flags more than two strength sessions in weeks of 50 miles and more.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::Focus;

use crate::context::Context;
use crate::number::round_to;
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const LIMIT: Param = Param::kilometres(
    "limit_km",
    80.4672,
    (0.0, 400.0),
    "from this weekly distance on the cap holds; 50 miles",
);
const TARGET: Param = Param::count(
    "target",
    2.0,
    (0.0, 7.0),
    "so many sessions suit; one more is a warning, two more are an error",
);

pub(super) const RULE: Rule = Rule {
    name: "fifty-mile-cap",
    group: Group::Volume,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "a week of 50 miles or more has more than two strength sessions",
    page: include_str!("fifty_mile_cap.md"),
    params: &[LIMIT, TARGET],
    check,
};

/// The most sessions of a week, if it has so much running.
pub(crate) fn cap(cx: &Context<'_>, week: &Week) -> Option<f64> {
    let limit = round_to(cx.param(LIMIT, week.phase), 0.1);
    (cx.week(week).km >= limit).then(|| cx.param(TARGET, week.phase))
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in &cx.calendar.weeks {
        let Some(target) = cap(cx, week) else { continue };
        let facts = cx.week(week);
        let count = f64::from(facts.strength);
        if count > target {
            too_many(cx, week, target, out);
        } else if count == 0.0
            && target > 0.0
            && cx.plan.is_whole
            && asks_for_none(cx, week)
            && !cx.is_light(week)
        {
            out.advise(Target::Week(week.index), Aspect::Presence)
                .help("one or two short ones keep strength at little cost")
                .say(format!("no strength session in a week of {}", cx.running(week)));
        }
    }
}

/// Whether strength-frequency asks for no session in a week; elsewhere it says already that none is too few.
fn asks_for_none(cx: &Context<'_>, week: &Week) -> bool {
    matches!(cx.phase(week).focus, None | Some(Focus::Peak))
}

fn too_many(cx: &Context<'_>, week: &Week, target: f64, out: &mut Occurrences) {
    let Some(least) = cx.slightest_strength(week) else { return };
    let facts = cx.week(week);
    let severity = if f64::from(facts.strength) > target + 1.0 { Severity::Error } else { Severity::Warning };
    out.report(severity, least, Aspect::Presence)
        .propose_action(Action::DropOneOf(cx.strength_in(week).collect()))
        .help(format!("drop `{}`, or spread what matters in it over the others", cx.session(least).name))
        .say(format!(
            "{} strength sessions in a week of {}; from {} on, {target} short ones are enough",
            facts.strength,
            cx.running(week),
            cx.distance(cx.param(LIMIT, week.phase))
        ));
}
