//! Flags leg work on an easy day while a day with a key run has room for it.

use gait_model::calendar::{Aspect, Placement, Session, Week};
use gait_model::date::weekday_index;
use gait_model::notation::Windows;
use gait_model::plan::{Kind, Priority};

use crate::context::{Context, LONG_MINUTES, MIN_WORKING_SETS};
use crate::number::{hours, round_to};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const EXEMPT: Param =
    Param::count("exempt_leg_dose", 3.0, (0.0, 22.0), "a session with fewer leg units may stand on any day");
const TO_KEY_RUN: Param = Param::hours(
    "min_gap_to_key_run",
    36.0,
    (0.0, 96.0),
    "hours to the next key run that the day must leave to have room",
);
const TO_LIFTING: Param = Param::hours(
    "min_gap_to_leg_work",
    44.0,
    (0.0, 96.0),
    "hours from start to start that the day must leave to other leg work to have room",
);

pub(super) const RULE: Rule = Rule {
    name: "strength-not-on-hard-day",
    group: Group::Interference,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "leg work stands on an easy day while a day with a key run has room",
    page: include_str!("strength_not_on_hard_day.md"),
    params: &[EXEMPT, TO_KEY_RUN, TO_LIFTING],
    check,
};

/// Minutes between the run and the lifting after it.
const CHANGE: i64 = 10;

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // Who puts strength first may want fresh legs for it.
    if cx.plan.athlete.priority == Priority::Strength {
        return;
    }
    for (week, facts) in cx.calendar.weeks.iter().zip(&cx.facts.weeks) {
        if !facts.race {
            check_week(cx, week, out);
        }
    }
}

fn check_week(cx: &Context<'_>, week: &Week, out: &mut Occurrences) {
    let days = week.days();
    let mut free: Vec<usize> = days.clone().filter_map(|day| key_run_alone(cx, day)).collect();
    let easy = days.filter(|&day| !has_key_run(cx, day));
    for strength in easy.flat_map(|day| cx.calendar.indices(day)) {
        let session = cx.session(strength);
        let leg = round_to(session.leg_dose(), 0.1);
        // A day of its own is a decision about that date, not a habit to mend.
        let decided = matches!(session.trail.placement, Placement::Day(_));
        if decided || !is_strength(session) || leg < cx.param(EXEMPT, week.phase) {
            continue;
        }
        let nearest = free
            .iter()
            .enumerate()
            .filter(|&(_, &run)| has_room(cx, run, strength))
            // Of two equally near the later.
            .min_by_key(|&(_, &run)| {
                (cx.session(run).day.abs_diff(session.day), cx.session(run).day < session.day)
            })
            .map(|(place, _)| place);
        // A day takes one session, so the next lift must find another.
        if let Some(run) = nearest.map(|place| free.remove(place)) {
            report(cx, strength, run, leg, out);
        }
    }
}

fn report(cx: &Context<'_>, strength: usize, run: usize, leg: f64, out: &mut Occurrences) {
    let (session, key) = (cx.session(strength), cx.session(run));
    let (today, other) = (cx.weekday(session.day), cx.weekday(key.day));
    out.advise(strength, Aspect::Placement)
        .with(run, Aspect::Placement)
        .help(format!("move `{}` to {other}, after `{}`, and keep {today} easy", session.name, key.name))
        .propose_move(strength)
        .say(format!(
            "`{}` puts {leg} leg units on {today}, a day without a key run; {other} has room after `{}`",
            session.name, key.name
        ));
}

fn is_strength(session: &Session) -> bool {
    session.is_planned() && session.working_sets() >= MIN_WORKING_SETS
}

fn has_key_run(cx: &Context<'_>, day: u32) -> bool {
    cx.calendar.on(day).iter().any(is_key_run)
}

fn is_key_run(session: &Session) -> bool {
    session.is_planned() && session.kind().is_run() && session.is_key()
}

/// The last key run of a day that holds no strength session and is neither the long run's day nor a race's.
fn key_run_alone(cx: &Context<'_>, day: u32) -> Option<usize> {
    let sessions = cx.calendar.on(day);
    let taken = sessions.iter().any(|s| {
        is_strength(s) || s.is_planned() && (s.kind() == Kind::Race || cx.is_long_run(s, LONG_MINUTES))
    });
    if taken {
        return None;
    }
    let key = |&run: &usize| is_key_run(cx.session(run)) && !cx.session(run).optional;
    cx.calendar.indices(day).filter(key).max_by_key(|&run| cx.session(run).end)
}

/// Whether the session could follow `run` without coming too near to the next key run or to other leg work.
fn has_room(cx: &Context<'_>, run: usize, strength: usize) -> bool {
    let (key, session) = (cx.session(run), cx.session(strength));
    let param = |param| cx.param(param, session.phase);
    let start = key.end + CHANGE;
    let end = start + session.minutes();
    let next = cx.facts.key_runs.partition_point(|&run| cx.session(run).start < end);
    let spoils = cx
        .facts
        .key_runs
        .get(next)
        .is_some_and(|&next| hours(cx.session(next).start - end) < param(TO_KEY_RUN));
    !spoils && !near_other_leg_work(cx, strength, start, param(TO_LIFTING)) && has_time(cx, key.day, session)
}

fn near_other_leg_work(cx: &Context<'_>, strength: usize, start: i64, apart: f64) -> bool {
    let exempt = cx.param(EXEMPT, cx.session(strength).phase);
    let others =
        |&&other: &&usize| other != strength && round_to(cx.session(other).leg_dose(), 0.1) >= exempt;
    let near = |&other: &usize| hours((cx.session(other).start - start).abs()) < apart;
    let (before, after) =
        cx.facts.strength.split_at(cx.facts.strength.partition_point(|&i| cx.session(i).start < start));
    before.iter().rev().find(others).is_some_and(near) || after.iter().find(others).is_some_and(near)
}

/// Whether the day's windows hold the session beside what is planned there.
fn has_time(cx: &Context<'_>, day: u32, session: &Session) -> bool {
    let Some(open) = &cx.plan.athlete.availability else { return true };
    match &open.value[weekday_index(cx.calendar.date(day).weekday())] {
        None => false,
        Some(Windows::Any) => true,
        Some(Windows::Hours(windows)) => {
            let open: i64 = windows.iter().map(|w| i64::from(w.to.minutes) - i64::from(w.from.minutes)).sum();
            let planned: i64 =
                cx.calendar.on(day).iter().filter(|s| s.is_planned()).map(Session::minutes).sum();
            planned + CHANGE + session.minutes() <= open
        }
    }
}
