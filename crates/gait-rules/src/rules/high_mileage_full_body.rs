//! Flags full-body sessions, and weeks without leg work, in base weeks of 50 miles and more.

use gait_model::calendar::{Aspect, Part, Session, Week};
use gait_model::dose::LegClass;
use gait_model::exercise::Muscle::{self, Abs, Arms, Chest, Delts, Lats, Obliques, UpperBack};
use gait_model::plan::{Focus, StrengthFocus};

use crate::context::Context;
use crate::number::round_to;
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity};

const LIMIT: Param = Param::kilometres(
    "limit_km",
    80.4672,
    (0.0, 400.0),
    "from this weekly distance on, short circuits in turn are advised; 50 miles",
);
const DOSE: Param = Param::count(
    "dose",
    4.0,
    (0.0, 40.0),
    "hard sets from which a session works the legs, the upper body or the trunk",
);

const UPPER: [Muscle; 5] = [Lats, UpperBack, Chest, Delts, Arms];
const TRUNK: [Muscle; 2] = [Abs, Obliques];

pub(super) const RULE: Rule = Rule {
    name: "high-mileage-full-body",
    group: Group::Volume,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "a base week of 50 miles or more has full-body sessions, or circuits that leave the legs out",
    page: include_str!("high_mileage_full_body.md"),
    params: &[LIMIT, DOSE],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in cx.calendar.weeks.iter().filter(|week| cx.phase(week).focus == Some(Focus::Base)) {
        let limit = round_to(cx.param(LIMIT, week.phase), 0.1);
        let km = cx.week(week).km;
        if km < limit || cx.is_light(week) {
            continue;
        }
        let strength: Vec<usize> = cx.strength_in(week).collect();
        for &index in strength.iter().filter(|&&index| is_full_body(cx, cx.session(index))) {
            out.advise(index, Aspect::Content(Part::Whole))
                .help("split it in two short circuits: legs, then upper body and trunk")
                .say(format!(
                    "`{}` works legs, upper body and trunk in a week of {}; from {} on, circuits in turn cost less",
                    cx.session(index).name,
                    cx.distance(km),
                    cx.distance(limit)
                ));
        }
        if cx.plan.is_whole
            && !strength.is_empty()
            && strength.iter().all(|&i| cx.session(i).leg_class() == LegClass::None)
        {
            no_legs(cx, week, km, out);
        }
    }
}

fn no_legs(cx: &Context<'_>, week: &Week, km: f64, out: &mut Occurrences) {
    out.advise(Target::Week(week.index), Aspect::Presence)
        .help("let one of the circuits be for the legs")
        .say(format!("no leg work in a week of {}; once in seven days keeps it", cx.distance(km)));
}

/// Whether a session is meant for everything, and does all of it.
fn is_full_body(cx: &Context<'_>, session: &Session) -> bool {
    let Some(dose) = &session.dose else { return false };
    let enough = |sum: f64| round_to(sum, 0.1) >= cx.param(DOSE, session.phase);
    let sum = |muscles: &[Muscle]| muscles.iter().map(|m| dose.muscles.fast[m.index()]).sum::<f64>();
    let full = session.def.focus.as_ref().is_none_or(|focus| focus.value == StrengthFocus::Full);
    full && enough(dose.leg) && enough(sum(&UPPER)) && enough(sum(&TRUNK))
}
