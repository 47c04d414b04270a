//! Flags strength work on the day of the long run.

use gait_model::calendar::{Aspect, Session};
use gait_model::dose::LegClass;
use gait_model::plan::Intent;

use crate::context::{Context, LONG_MINUTES};
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const ALLOW: Param = Param::minutes(
    "allow_minutes",
    15.0,
    (0.0, 120.0),
    "a session of so many minutes that spares the legs may share the day",
);
const EXEMPT: Param = Param::count(
    "exempt_leg_dose",
    3.0,
    (0.0, 22.0),
    "a short session spares the legs if it has fewer leg units than these",
);
const LONG_MIN: Param = Param::minutes(
    "long_min",
    LONG_MINUTES,
    (30.0, 600.0),
    "in a week without a `Long`, the longest run is the long run from so many minutes on",
);

pub(super) const RULE: Rule = Rule {
    name: "strength-on-long-run-day",
    group: Group::Interference,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "strength work shares the day of the long run",
    page: include_str!("strength_on_long_run_day.md"),
    params: &[ALLOW, EXEMPT, LONG_MIN],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for sessions in cx.facts.strength.chunk_by(|&one, &other| cx.session(one).day == cx.session(other).day) {
        let Some(long) = sessions.first().and_then(|&first| long_run(cx, cx.session(first))) else {
            continue;
        };
        for &strength in sessions {
            let session = cx.session(strength);
            if !is_short_and_light(cx, session) && !tired_on_purpose(session, cx.session(long)) {
                report(cx, strength, long, out);
            }
        }
    }
}

/// The long run on the day of a session.
fn long_run(cx: &Context<'_>, session: &Session) -> Option<usize> {
    let long_min = cx.param(LONG_MIN, session.phase);
    cx.calendar.indices(session.day).find(|&i| {
        let run = cx.session(i);
        run.is_planned() && cx.is_long_run(run, long_min)
    })
}

fn is_short_and_light(cx: &Context<'_>, session: &Session) -> bool {
    number(session.minutes()) <= cx.param(ALLOW, session.phase)
        && round_to(session.leg_dose(), 0.1) < cx.param(EXEMPT, session.phase)
}

fn tired_on_purpose(session: &Session, long: &Session) -> bool {
    [session, long].iter().any(|s| s.def.intent == Some(Intent::FatigueResistance))
}

fn report(cx: &Context<'_>, strength: usize, long: usize, out: &mut Occurrences) {
    let (session, run) = (cx.session(strength), cx.session(long));
    let (severity, work) = match session.leg_class() {
        LegClass::None => (Severity::Warning, format!("{} min", session.minutes())),
        class => {
            let work = format!("{} min, {} leg units", session.minutes(), round_to(session.leg_dose(), 0.1));
            (if class >= LegClass::Moderate { Severity::Error } else { Severity::Warning }, work)
        }
    };
    out.report(severity, strength, Aspect::Placement)
        .with(long, Aspect::Placement)
        .help(format!(
            "move `{}` to the day of another hard run, after it, or keep {} min of core work",
            session.name,
            cx.param(ALLOW, session.phase)
        ))
        .propose_move(strength)
        .propose_drop(strength)
        .say(format!(
            "`{}` ({work}) shares {} with the long run `{}` ({} min)",
            session.name,
            cx.weekday(session.day),
            run.name,
            run.minutes()
        ));
}
