//! Flags heavy leg work in peak weeks, and more than one strength session in the week of an important race.

use gait_model::calendar::{Aspect, Session, Week};
use gait_model::dose::LegClass;
use gait_model::plan::{Focus, RacePriority};

use crate::context::{Context, External, GoalRace, lifts};
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const MAX: Param =
    Param::count("max", 1.0, (0.0, 7.0), "most strength sessions in the week of a race of priority A");

pub(super) const RULE: Rule = Rule {
    name: "peak-strength-cap",
    group: Group::Phase,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a peak week holds heavy leg work, or a race week more than one strength session",
    page: include_str!("peak_strength_cap.md"),
    params: &[MAX],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for week in &cx.calendar.weeks {
        match cx.phase(week).focus {
            Some(Focus::Peak) => heavy_sessions(cx, week, out),
            // How many a peak or taper week may hold is the matter of `strength-frequency`.
            Some(Focus::Taper) | None => {}
            Some(_) if important_races(cx, week).next().is_some() => too_many(cx, week, out),
            Some(_) => {}
        }
    }
}

fn heavy_sessions(cx: &Context<'_>, week: &Week, out: &mut Occurrences) {
    for index in cx.strength_in(week) {
        let session = cx.session(index);
        if session.leg_class() < LegClass::Heavy || is_body_weight(cx, session) {
            continue;
        }
        out.warn(index, Aspect::Presence)
            .propose_action(Action::CutPhase(session.phase))
            .help("keep the loads and cut the sets until it is light or moderate")
            .say(format!(
                "`{}` is heavy leg work ({} leg units) in a peak week; half of it keeps strength",
                session.name,
                round_to(session.leg_dose(), 0.1)
            ));
    }
}

fn too_many(cx: &Context<'_>, week: &Week, out: &mut Occurrences) {
    let is_loaded = |index: &usize| !is_body_weight(cx, cx.session(*index));
    // Of a session in parts, the first with a load stands for all.
    let loaded =
        cx.strength_sessions_in(week).into_iter().filter_map(|parts| parts.into_iter().find(is_loaded));
    let sessions: Vec<usize> = loaded.collect();
    let max = cx.param(MAX, week.phase);
    let count = u32::try_from(sessions.len()).unwrap_or(u32::MAX);
    let race = |day: u32| important_races(cx, week).map(|race| race.day.abs_diff(day)).min();
    let nearest = sessions.iter().rev().copied().min_by_key(|&index| race(cx.session(index).day));
    let Some(nearest) = nearest.filter(|_| f64::from(count) > max) else { return };
    let session = cx.session(nearest);
    out.warn(nearest, Aspect::Presence)
        .help(format!("drop `{}`, the one nearest the race, or make it body weight only", session.name))
        .propose_drop(nearest)
        .say(format!("{count} strength sessions in the week of the race; {max} advised at most"));
}

fn is_body_weight(cx: &Context<'_>, session: &Session) -> bool {
    lifts(session).iter().all(|lift| External::of(cx.plan, lift) == External::None)
}

fn important_races(cx: &Context<'_>, week: &Week) -> impl Iterator<Item = GoalRace> {
    cx.races().filter(move |race| {
        cx.plan.goals[race.goal].priority == RacePriority::A && week.days().contains(&race.day)
    })
}
