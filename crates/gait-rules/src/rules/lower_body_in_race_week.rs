//! Flags leg work shortly before a race.

use gait_model::calendar::{Aspect, Session};
use gait_model::dose::LegClass;

use crate::context::{Context, GoalRace};
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity, Unit};

const WARN: Param = Param::new(
    "warn",
    Unit::Days,
    7.0,
    (0.0, 28.0),
    "no moderate or heavy leg work in so many days before an A race; a B race has half of them",
);
const ERROR: Param = Param::new(
    "error",
    Unit::Days,
    4.0,
    (0.0, 28.0),
    "in so many days before an A race it is an error; a B race has half of them",
);
const LIGHT: Param = Param::new(
    "light",
    Unit::Days,
    2.0,
    (0.0, 28.0),
    "no light leg work in so many days before an A race; a B race has half of them",
);

pub(super) const RULE: Rule = Rule {
    name: "lower-body-in-race-week",
    group: Group::Racing,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "leg work shortly before a race",
    page: include_str!("lower_body_in_race_week.md"),
    params: &[WARN, ERROR, LIGHT],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for race in cx.races() {
        let phase = cx.session(race.session).phase;
        let window = race.share * cx.param(WARN, phase).max(cx.param(LIGHT, phase));
        for day in race.days_before(window) {
            for index in cx.calendar.indices(day) {
                if cx.session(index).is_planned() && cx.session(index).start < cx.session(race.session).start
                {
                    judge(cx, index, race.session, race.share, out);
                }
            }
        }
    }
}

/// The days before a race without leg work of a class; nothing for work that spares the legs.
pub(crate) fn free_days(cx: &Context<'_>, class: LegClass, race: GoalRace) -> Option<f64> {
    let limit = limit(class)?;
    Some((race.share * cx.param(limit, cx.session(race.session).phase)).floor())
}

fn limit(class: LegClass) -> Option<Param> {
    match class {
        LegClass::None => None,
        LegClass::Light => Some(LIGHT),
        LegClass::Moderate | LegClass::Heavy => Some(WARN),
    }
}

fn judge(cx: &Context<'_>, index: usize, race: usize, share: f64, out: &mut Occurrences) {
    let (session, run) = (cx.session(index), cx.session(race));
    let days = run.day - session.day;
    let within = |param| f64::from(days) <= share * cx.param(param, run.phase);
    let Some(limit) = limit(session.leg_class()) else { return };
    if !within(limit) {
        return;
    }
    let is_error = session.leg_class() > LegClass::Light && within(ERROR);
    let severity = if is_error { Severity::Error } else { Severity::Warning };
    let free = match (share * cx.param(limit, run.phase)).floor() {
        1.0 => "on the day".to_owned(),
        days => format!("in the {days} days"),
    };
    let help = match days {
        0..=2 => "leave it out; nothing is lost in a week",
        _ => "cut it to a light session of a few sets, or leave it out; nothing is lost in a week",
    };
    let draft = out.report(severity, index, Aspect::Placement).with(race, Aspect::Placement).help(help);
    // On the day itself the clock says whether it comes before the race.
    let draft = if days == 0 { draft.rests_on_clock(cx.calendar, &[index, race]) } else { draft };
    draft
        .propose_lighter_legs(index)
        .propose_drop(index)
        .say(format!("{}; none {free} before a race advised", fact(session, run, days)));
}

fn fact(session: &Session, race: &Session, days: u32) -> String {
    let when = match days {
        0 => "just before".to_owned(),
        1 => "1 day before".to_owned(),
        n => format!("{n} days before"),
    };
    format!(
        "`{}` ({}, {} leg units) comes {when} `{}`",
        session.name,
        session.leg_class().name(),
        round_to(session.leg_dose(), 0.1),
        race.name
    )
}
