//! Flags new eccentric leg lifts shortly before a key run or an important race.

use gait_model::calendar::{Aspect, Part, Session};
use gait_model::exercise::{Exercise, Pattern};
use gait_model::plan::{ExerciseId, Familiar, Lift, RacePriority};

use crate::context::{Context, hours, lifts, names};
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity, Unit};

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
    summary: "a new eccentric leg lift stands shortly before a key run or a race",
    page: include_str!("novel_lift_near_key_run.md"),
    params: &[FAMILIAR, GUARD, GUARD_AGAIN, RACE_GUARD],
    check,
};

/// A movement done on a day; what is like it protects as well.
struct Done {
    day: u32,
    pattern: Pattern,
    ecc: f64,
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let races = important_races(cx);
    let mut done: Vec<Done> = Vec::new();
    for (index, session) in cx.calendar.sessions.iter().enumerate().filter(|(_, s)| s.is_planned()) {
        let new = new_lifts(cx, session, &done);
        if let Some((first, times)) = new.first().map(|(at, _, times)| (*at, *times)) {
            let named = names(new.iter().map(|(_, lift, _)| &*lift.name.value));
            let fact = fact(&named, new.len(), times);
            check_one(cx, &races, index, &New { lift: first, times, fact }, out);
        }
        done.extend(lifts(session).iter().filter_map(|lift| {
            let exercise = cx.plan.exercises.get(lift.exercise?);
            let done = Done { day: session.day, pattern: exercise.pattern?, ecc: exercise.ecc };
            // The others protect from nothing that is looked at.
            (done.ecc >= ECCENTRIC).then_some(done)
        }));
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

/// The leg lifts of a session that are eccentric and new, with their place and how often they, or what is like them,
/// were done; the newest first.
fn new_lifts<'s>(cx: &Context<'_>, session: &'s Session, done: &[Done]) -> Vec<(u32, &'s Lift, u32)> {
    let familiar = cx.param(FAMILIAR, session.phase);
    let exposures = session.dose.as_ref().map_or(&[][..], |dose| &dose.exposures);
    let mut new: Vec<(u32, &Lift, u32)> = Vec::new();
    for ((at, lift), &exposed) in (0..).zip(lifts(session)).zip(exposures) {
        let Some(id) = lift.exercise.filter(|_| lift.set_count() > 0 && f64::from(exposed) < familiar) else {
            continue;
        };
        let exercise = cx.plan.exercises.get(id);
        if exercise.ecc < ECCENTRIC || !cx.trains_legs(lift) {
            continue;
        }
        let times = exposed.max(done_alike(exercise, session.day, done));
        let known = session.day < WINDOW && was_done_alike(cx, id);
        if f64::from(times) < familiar && !known {
            new.push((at, lift, times));
        }
    }
    new.sort_by_key(|(_, _, times)| *times);
    // What is new is worse than what was done once; the rest is silent beside it.
    let least = new.first().map_or(0, |(_, _, times)| *times);
    new.retain(|(_, _, times)| *times == least);
    new
}

/// On how many of the days before something of the same pattern was done that is no less eccentric.
fn done_alike(exercise: &Exercise, day: u32, done: &[Done]) -> u32 {
    let since = day.saturating_sub(WINDOW);
    let mut days: Vec<u32> = done
        .iter()
        .rev()
        .take_while(|one| one.day >= since)
        .filter(|one| one.day < day && Some(one.pattern) == exercise.pattern && one.ecc >= exercise.ecc)
        .map(|one| one.day)
        .collect();
    days.dedup();
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}

/// Whether something like it is among the lifts that were done before the plan.
fn was_done_alike(cx: &Context<'_>, id: ExerciseId) -> bool {
    let Familiar::Only(known) = &cx.plan.athlete.familiar else { return false };
    let exercise = cx.plan.exercises.get(id);
    known
        .iter()
        .map(|&id| cx.plan.exercises.get(id))
        .any(|one| one.pattern.is_some() && one.pattern == exercise.pattern && one.ecc >= exercise.ecc)
}
