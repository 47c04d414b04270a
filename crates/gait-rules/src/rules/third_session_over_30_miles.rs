//! Flags a third strength session in weeks of 30 to 50 miles.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::{Focus, Intent};

use crate::context::Context;
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const LIMIT: Param = Param::kilometres(
    "limit_km",
    48.280_32,
    (0.0, 300.0),
    "from this weekly distance on two sessions suit; 30 miles",
);
const UP_TO: Param = Param::kilometres(
    "up_to_km",
    80.4672,
    (0.0, 300.0),
    "from this weekly distance on fifty-mile-cap speaks instead; 50 miles",
);
const OFF_SEASON: Param = Param::percent(
    "off_season_share",
    70.0,
    (0.0, 100.0),
    "off-season weeks up to this share of the plan's longest week are left alone",
);
const LIGHT_LEG: Param =
    Param::count("light_leg", 3.0, (0.0, 50.0), "a short third session under this leg dose is advice only");
const SHORT: Param =
    Param::minutes("short", 30.0, (0.0, 120.0), "a third session is short up to this length");

pub(super) const RULE: Rule = Rule {
    name: "third-session-over-30-miles",
    group: Group::Volume,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a week of 30 to 50 miles has a third strength session",
    page: include_str!("third_session_over_30_miles.md"),
    params: &[LIMIT, UP_TO, OFF_SEASON, LIGHT_LEG, SHORT],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in &cx.calendar.weeks {
        let facts = cx.week(week);
        if facts.strength < 3 || !two_suit(cx, week) {
            continue;
        }
        let Some(third) = cx.slightest_strength(week) else { continue };
        let session = cx.session(third);
        let small = round_to(session.leg_dose(), 0.1) < cx.param(LIGHT_LEG, week.phase)
            && number(session.minutes()) <= cx.param(SHORT, week.phase);
        let severity = if small { Severity::Advice } else { Severity::Warning };
        out.report(severity, third, Aspect::Presence)
            .propose_drop(third)
            .help(format!("spread what `{}` adds over the other sessions", session.name))
            .say(format!(
                "{} strength sessions in a week of {}; from {} on, two suit",
                facts.strength,
                cx.running(week),
                cx.distance(cx.param(LIMIT, week.phase))
            ));
    }
}

/// Whether a week has so much running that two sessions suit better than three.
pub(crate) fn two_suit(cx: &Context<'_>, week: &Week) -> bool {
    let param = |param| round_to(cx.param(param, week.phase), 0.1);
    (param(LIMIT)..param(UP_TO)).contains(&cx.week(week).km) && !is_exempt(cx, week)
}

/// Three sessions are as meant where one works on a weakness, and off season while running is reduced.
fn is_exempt(cx: &Context<'_>, week: &Week) -> bool {
    if cx.strength_in(week).any(|i| cx.session(i).def.intent == Some(Intent::Weakness)) {
        return true;
    }
    let share = cx.param(OFF_SEASON, week.phase) / 100.0;
    let peak = || cx.facts.weeks.iter().map(|week| week.km).fold(0.0, f64::max);
    cx.phase(week).focus == Some(Focus::OffSeason) && cx.week(week).km <= round_to(peak() * share, 0.1)
}
