//! Flags new eccentric leg lifts shortly before a key run or an important race.

use gait_model::calendar::{Aspect, Part};
use gait_model::exercise::Exercise;
use gait_model::plan::{Familiar, RacePriority};

use crate::context::{Context, PlannedLift};
use crate::number::hours;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity, Unit};
use crate::wording::names;

const FAMILIAR: Param =
    Param::count("familiar", 2.0, (0.0, 6.0), "times within 28 days after which a lift is no longer new");
const GUARD: Param =
    Param::hours("guard", 48.0, (0.0, 168.0), "hours between the first time of a lift and a key run");
const GUARD_AGAIN: Param =
    Param::hours("guard_again", 36.0, (0.0, 168.0), "the same for the times until it is familiar");
const RACE_GUARD: Param = Param::new(
    "race_guard",
    Unit::Days,
    14.0,
    (0.0, 42.0),
    "days between the first time of a lift and a race of priority A",
);

/// From this share of eccentric work on, a first time makes sore. Ours, on the scale of the library.
const ECCENTRIC: f64 = 0.5;
/// Days that an exposure counts for, as in the dose.
const WINDOW: u32 = 28;

pub(super) const RULE: Rule = Rule {
    name: "novel-lift-near-key-run",
    group: Group::Interference,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: true,
    summary: "a new eccentric leg lift stands shortly before a key run or a race",
    page: include_str!("novel_lift_near_key_run.md"),
    params: &[FAMILIAR, GUARD, GUARD_AGAIN, RACE_GUARD],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let races = important_races(cx);
    for lifts in cx.facts.lifts.chunk_by(|lift, next| lift.session == next.session) {
        let new = new_lifts(cx, lifts);
        if let Some((first, times)) = new.first() {
            let named = names(new.iter().map(|(lift, _)| &*lift.lift.name.value));
            let fact = fact(&named, new.len(), *times);
            check_one(cx, &races, first.session, &New { lift: first.at, times: *times, fact }, out);
        }
    }
}

/// The new lifts of a session: the first of them, how often it was done, and all of them in words.
struct New {
    lift: u32,
    times: u32,
    fact: String,
}

fn check_one(cx: &Context<'_>, races: &[usize], index: usize, new: &New, out: &mut Occurrences) {
    let session = cx.session(index);
    let at_fault = Aspect::Content(Part::Lift(new.lift));
    let after = |runs: &[usize]| {
        let next = runs.partition_point(|&run| cx.session(run).start < session.end);
        runs.get(next).copied()
    };
    // A second time so late means that the first was early enough.
    if let Some(race) = after(races).filter(|_| new.times == 0) {
        let days = cx.session(race).day.saturating_sub(session.day);
        let guard = cx.param(RACE_GUARD, session.phase);
        if f64::from(days) < guard {
            let day = if days == 1 { "day" } else { "days" };
            return out
                .error(index, at_fault)
                .with(race, Aspect::Placement)
                .help("leave it out until after the race, or start it earlier in the plan")
                .propose_move(index)
                .say(format!(
                    "{} {days} {day} before `{}`; {guard} days advised",
                    new.fact,
                    cx.session(race).name
                ));
        }
    }
    let Some(run) = after(&cx.facts.key_runs) else { return };
    let key = cx.session(run);
    let gap = hours(key.start - session.end);
    let guard = cx.param(if new.times == 0 { GUARD } else { GUARD_AGAIN }, session.phase);
    if gap < guard {
        out.warn(index, at_fault)
            .with(run, Aspect::Placement)
            .rests_on_clock(cx.calendar, &[index, run])
            .help("begin with half the sets, or begin it after a key run")
            .propose_move(index)
            .say(format!("{} {gap} h before `{}`; {guard} h advised", new.fact, key.name));
    }
}

fn fact(names: &str, count: usize, times: u32) -> String {
    let (is, was, comes) = if count == 1 { ("is", "was", "comes") } else { ("are", "were", "come") };
    match times {
        0 => format!("{names} {is} new and {comes}"),
        1 => format!("{names} {was} done once in 28 days and {comes}"),
        _ => format!("{names} {was} done {times} times in 28 days and {comes}"),
    }
}

/// Races of priority A by start, as indices of sessions.
fn important_races(cx: &Context<'_>) -> Vec<usize> {
    let important = cx.races().filter(|race| cx.plan.goals[race.goal].priority == RacePriority::A);
    let mut sessions: Vec<usize> = important.map(|race| race.session).collect();
    sessions.sort_by_key(|&index| cx.session(index).start);
    sessions
}

/// The leg lifts of a session that are eccentric and new, with how often they, or what is like them, were done; the
/// newest first.
fn new_lifts<'p>(cx: &Context<'p>, lifts: &'p [PlannedLift<'p>]) -> Vec<(&'p PlannedLift<'p>, u32)> {
    let Some(session) = lifts.first().map(|lift| cx.session(lift.session)) else { return Vec::new() };
    let familiar = cx.param(FAMILIAR, session.phase);
    let exposures = session.dose.as_ref().map_or(&[][..], |dose| &dose.exposures);
    let mut new: Vec<(&PlannedLift<'_>, u32)> = Vec::new();
    for (lift, &exposed) in lifts.iter().zip(exposures) {
        let is_rare = lift.sets > 0 && f64::from(exposed) < familiar;
        let Some(exercise) = lift.exercise.filter(|_| is_rare) else { continue };
        if exercise.ecc < ECCENTRIC || !exercise.trains_legs() {
            continue;
        }
        let times = exposed.max(done_alike(cx, exercise, lift.session));
        let known = session.day < WINDOW && was_done_alike(cx, exercise);
        if f64::from(times) < familiar && !known {
            new.push((lift, times));
        }
    }
    new.sort_by_key(|(_, times)| *times);
    // What is new is worse than what was done once; the rest is silent beside it.
    let least = new.first().map_or(0, |(_, times)| *times);
    new.retain(|(_, times)| *times == least);
    new
}

/// On how many of the days before a session something of the same pattern was done that is no less eccentric.
fn done_alike(cx: &Context<'_>, exercise: &Exercise, session: usize) -> u32 {
    let day = cx.session(session).day;
    let since = day.saturating_sub(WINDOW);
    let before = cx.facts.lifts.partition_point(|lift| lift.session < session);
    let mut days: Vec<u32> = cx.facts.lifts[..before]
        .iter()
        .rev()
        .map(|lift| (cx.session(lift.session).day, lift))
        .take_while(|(done, _)| *done >= since)
        .filter(|(done, lift)| *done < day && lift.exercise.is_some_and(|one| is_like(one, exercise)))
        .map(|(done, _)| done)
        .collect();
    days.dedup();
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}

/// Whether an exercise that was done protects from another: of the same pattern, and no less eccentric.
fn is_like(done: &Exercise, new: &Exercise) -> bool {
    done.pattern.is_some() && done.pattern == new.pattern && done.ecc >= new.ecc
}

/// Whether something like it is among the lifts that were done before the plan.
fn was_done_alike(cx: &Context<'_>, exercise: &Exercise) -> bool {
    let Familiar::Only(known) = &cx.plan.athlete.familiar else { return false };
    known.iter().any(|&id| is_like(cx.plan.exercises.get(id), exercise))
}
