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
use crate::wording::names;

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
    of_absence: false,
    summary: "a strength session is shorter or longer than suits a runner",
    page: include_str!("strength_session_length.md"),
    params: &[MIN, MAX, HIGH, HIGH_MIN, HIGH_MAX, CIRCUIT, NEAR],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in cx.calendar.weeks.iter().filter(|week| !week.deload) {
        for parts in cx.strength_sessions_in(week) {
            match parts[..] {
                [one] => check_session(cx, week, one, out),
                _ => check_parts(cx, week, &parts, out),
            }
        }
    }
}

/// Looks at a session whose parts stand in slots of their own.
fn check_parts(cx: &Context<'_>, week: &Week, parts: &[usize], out: &mut Occurrences) {
    let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else { return };
    let bands = parts.iter().map(|&part| band(cx, week, cx.session(part)));
    let band = bands.fold((f64::MAX, 0.0_f64), |all, part| (all.0.min(part.0), all.1.max(part.1)));
    let minutes = number(parts.iter().map(|&part| cx.session(part).minutes()).sum());
    let Some(severity) = severity(cx, week, minutes, band) else { return };
    // An occurrence has three subjects at most.
    let others = parts.iter().filter(|&&part| part != last).take(2);
    let draft = others.fold(out.report(severity, last, Aspect::Placement), |draft, &part| {
        draft.with(part, Aspect::Placement)
    });
    let draft = if minutes > band.1 {
        draft.help(format!("put `{}` on another day, or cut sets", cx.session(last).name)).propose_move(last)
    } else {
        draft.help("add a set to the main lifts")
    };
    draft.rests_on_clock(cx.calendar, &[first, last]).say(format!(
        "{} take {minutes} min in one go{}; {} min advised",
        names(parts.iter().map(|&part| &*cx.session(part).name)),
        at(cx, week),
        advised(band)
    ));
}

/// How bad a length is; nothing if it suits.
fn severity(cx: &Context<'_>, week: &Week, minutes: f64, (min, max): (f64, f64)) -> Option<Severity> {
    // What could not be read takes time too.
    let missing = if cx.plan.is_whole { min - minutes } else { 0.0 };
    let off = (minutes - max).max(missing);
    let near = off <= cx.param(NEAR, week.phase);
    (off > 0.0).then_some(if near { Severity::Advice } else { Severity::Warning })
}

/// The running of the week, where it decides the band.
fn at(cx: &Context<'_>, week: &Week) -> String {
    if is_high(cx, week) { format!(" in a week of {}", cx.running(week)) } else { String::new() }
}

fn advised((min, max): (f64, f64)) -> String {
    if min == 0.0 { format!("at most {max}") } else { format!("{min}–{max}") }
}

fn check_session(cx: &Context<'_>, week: &Week, index: usize, out: &mut Occurrences) {
    let session = cx.session(index);
    let (min, max) = band(cx, week, session);
    let minutes = number(session.minutes());
    let Some(severity) = severity(cx, week, minutes, (min, max)) else { return };
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
    draft.say(format!(
        "`{}` takes {minutes} min{}; {} min advised",
        session.name,
        at(cx, week),
        advised((min, max))
    ));
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
