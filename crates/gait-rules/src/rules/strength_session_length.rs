//! Flags strength sessions that are shorter or longer than suits a runner.

use gait_model::calendar::{Aspect, LayerKind, Part, Session, Week, content_seconds};
use gait_model::change::Change;
use gait_model::plan::{Focus, StrengthFocus};

use crate::context::Context;
use crate::lifting::is_scaled;
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::{Action, Lifts, Safety};
use crate::rule::{Group, Param, Rule, Severity};

const MIN: Param = Param::minutes("min", 30.0, (0.0, 240.0), "shortest session");
const MAX: Param = Param::minutes("max", 60.0, (0.0, 240.0), "longest session");
const HIGH: Param =
    Param::kilometres("high_km", 80.4672, (0.0, 400.0), "weekly distance of a high week; 50 miles");
const HIGH_MIN: Param = Param::minutes("high_min", 35.0, (0.0, 240.0), "shortest session in a high week");
const HIGH_MAX: Param = Param::minutes("high_max", 45.0, (0.0, 240.0), "longest session in a high week");
const CIRCUIT: Param = Param::minutes("circuit_min", 15.0, (0.0, 240.0), "shortest circuit");
const NEAR: Param = Param::minutes("near", 5.0, (0.0, 60.0), "this close to the band is advice only");

pub(super) const RULE: Rule = Rule {
    name: "strength-session-length",
    group: Group::Volume,
    severity: Severity::Warning,
    worst: Severity::Warning,
    summary: "a strength session is shorter or longer than suits a runner",
    page: include_str!("strength_session_length.md"),
    params: &[MIN, MAX, HIGH, HIGH_MIN, HIGH_MAX, CIRCUIT, NEAR],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in cx.calendar.weeks.iter().filter(|week| !week.deload) {
        for index in cx.strength_in(week) {
            check_session(cx, week, index, out);
        }
    }
}

fn check_session(cx: &Context<'_>, week: &Week, index: usize, out: &mut Occurrences) {
    let session = cx.session(index);
    let (min, max) = band(cx, week, session);
    let minutes = number(session.minutes());
    let off = if minutes > max {
        minutes - max
    } else if minutes < min {
        min - minutes
    } else {
        return;
    };
    let near = off <= cx.param(NEAR, week.phase);
    let severity = if near { Severity::Advice } else { Severity::Warning };
    let at = if is_high(cx, week) { format!(" in a week of {}", cx.running(week)) } else { String::new() };
    let computed = session.def.duration.is_none();
    let draft = out.report(severity, index, Aspect::Content(Part::Duration)).help(if minutes > max {
        "cut sets, or move a lift to another session"
    } else {
        "add a set to the main lifts, or merge it with another session"
    });
    let draft =
        if computed { draft.note("no `duration` is written: the time of its sets and rests") } else { draft };
    let draft = match content_within(cx, week, session) {
        Some(content) => draft.propose(
            Safety::Suggested,
            format!("plan {content} min for `{}`, the time of its sets and rests", session.name),
            Change::SetField {
                owner: session.def.span,
                field: "duration",
                value: format!("\"{content} min\""),
            },
        ),
        None => draft,
    };
    let draft = if minutes > max { draft.propose_action(Action::Cut(index, Lifts::All)) } else { draft };
    let advised = if min == 0.0 { format!("at most {max}") } else { format!("{min}–{max}") };
    draft.say(format!("`{}` takes {minutes} min{at}; {advised} min advised", session.name));
}

/// The minutes that sets and rests take, if that is not what is planned and suits a week that is not light.
fn content_within(cx: &Context<'_>, week: &Week, session: &Session) -> Option<f64> {
    let (min, max) = usual_band(cx, week, session);
    let planned = session.def.duration.as_ref().filter(|_| !is_scaled(session))?;
    let content = round_to(number(content_seconds(cx.plan, &session.def)) / 60.0, 1.0);
    let is_other = content != round_to(number(planned.value.seconds) / 60.0, 1.0);
    (is_other && (min..=max).contains(&content)).then_some(content)
}

/// The shortest and the longest that suit a session in its week, in minutes.
pub(crate) fn band(cx: &Context<'_>, week: &Week, session: &Session) -> (f64, f64) {
    let (min, max) = usual_band(cx, week, session);
    (if may_be_short(cx, week, session) { 0.0 } else { min }, max)
}

fn usual_band(cx: &Context<'_>, week: &Week, session: &Session) -> (f64, f64) {
    let focus = session.def.focus.as_ref().map(|focus| &focus.value);
    let (min, max) = if is_high(cx, week) { (HIGH_MIN, HIGH_MAX) } else { (MIN, MAX) };
    let min = match focus {
        Some(StrengthFocus::Circuit) => CIRCUIT,
        _ => min,
    };
    (cx.param(min, week.phase), cx.param(max, week.phase))
}

fn is_high(cx: &Context<'_>, week: &Week) -> bool {
    cx.week(week).km >= round_to(cx.param(HIGH, week.phase), 0.1)
}

/// Weeks that are lighter on purpose may have short sessions.
fn may_be_short(cx: &Context<'_>, week: &Week, session: &Session) -> bool {
    let scaled = session.trail.changes.iter().any(|layer| layer.kind == LayerKind::Volume);
    scaled || cx.is_light(week) || cx.phase(week).focus == Some(Focus::Peak)
}
