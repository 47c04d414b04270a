//! Flags sessions with too many ground contacts, weeks with many more than before, and hops on tired legs.

use gait_model::calendar::{Aspect, Part, Session};
use gait_model::change::Change;
use gait_model::exercise::Exercise;
use gait_model::notation::{Sets, Work};
use gait_model::plan::{Level, Lift, Placed};

use crate::context::{Context, PlannedLift, lifts};
use crate::number::{number, percent_over, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const CAPS: (f64, f64) = (0.0, 500.0);
const CAP_NOVICE: Param = Param::count("cap_novice", 60.0, CAPS, "most contacts of a novice's session");
const CAP_INTERMEDIATE: Param =
    Param::count("cap_intermediate", 100.0, CAPS, "most contacts of an intermediate lifter's session");
const CAP_EXPERIENCED: Param =
    Param::count("cap_experienced", 140.0, CAPS, "most contacts of an experienced lifter's session");
const RISE: Param =
    Param::percent("rise", 20.0, (0.0, 200.0), "most that a week may hold above the four before");
const RISE_FROM: Param =
    Param::count("rise_from", 120.0, (0.0, 1000.0), "up to so many contacts a week may rise freely");
const AFTER: Param = Param::minutes(
    "after_key_run",
    60.0,
    (0.0, 600.0),
    "hops this soon after a hard or long run are on tired legs",
);

const TIRED_MAX: Param =
    Param::count("tired_max", 40.0, (0.0, 500.0), "so many hops may come soon after a key run");

pub(super) const RULE: Rule = Rule {
    name: "plyometric-dose",
    group: Group::Exercises,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "too many hops and jumps at once, or on tired legs",
    page: include_str!("plyometric_dose.md"),
    params: &[CAP_NOVICE, CAP_INTERMEDIATE, CAP_EXPERIENCED, RISE, RISE_FROM, AFTER, TIRED_MAX],
    check,
};

/// From this load on the Achilles tendon a movement is a hop; below, skips and landings on a box count half.
const HOP: u8 = 3;
/// So many weeks before are looked at for what the athlete is used to.
const WEEKS_BEFORE: usize = 4;

/// The contacts of a session.
#[derive(Clone, Copy)]
struct Contacts {
    session: usize,
    /// In whole hops.
    count: f64,
    /// The lift that gives most, and its exercise's index.
    most: u32,
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let jumps: Vec<&PlannedLift<'_>> = cx.facts.lifts.iter().filter(|lift| jumps(lift)).collect();
    let all = jumps.chunk_by(|lift, next| lift.session == next.session).filter_map(contacts);
    let all: Vec<Contacts> = all.collect();
    for contacts in &all {
        check_cap(cx, contacts, out);
        check_freshness(cx, contacts.session, out);
    }
    check_rise(cx, &all, out);
}

fn jumps(lift: &PlannedLift<'_>) -> bool {
    lift.exercise.is_some_and(Exercise::is_plyometric)
}

/// The contacts of the jumps of a session; nothing if it holds none.
fn contacts(jumps: &[&PlannedLift<'_>]) -> Option<Contacts> {
    let counts = || jumps.iter().map(|lift| (lift, of_planned(lift)));
    let (most, _) = counts().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let count = round_to(counts().map(|(_, count)| count).sum(), 1.0);
    Some(Contacts { session: most.session, count, most: most.at })
}

fn of_planned(lift: &PlannedLift<'_>) -> f64 {
    lift.exercise.map_or(0.0, |exercise| of_lift(lift.lift, exercise))
}

fn of_lift(lift: &Lift, exercise: &Exercise) -> f64 {
    let weight = if exercise.achilles >= HOP { 1.0 } else { 0.5 };
    let of_sets = |sets: &Placed<Sets>| of_one_side(&sets.value, exercise);
    let contacts: f64 = if lift.side_sets().next().is_some() {
        // A side that is not written does what the lift says.
        let sides = lift.left_and_right().into_iter();
        sides.filter_map(|side| side.or(lift.sets.as_ref())).map(of_sets).sum()
    } else {
        lift.sets.as_ref().map_or(0.0, |sets| sides(&sets.value) * of_sets(sets))
    };
    contacts * weight
}

/// The contacts of some sets, on one side if they are done on each.
fn of_one_side(sets: &Sets, exercise: &Exercise) -> f64 {
    match sets {
        Sets::Alike { count, work, .. } => f64::from(*count) * exercise.amount(work).unwrap_or(0.0),
        Sets::Listed(sets) => {
            let amount = |reps| exercise.amount(&Work::Reps(gait_model::units::Range::single(reps)));
            sets.iter().filter_map(|set| amount(set.reps)).sum()
        }
    }
}

const fn sides(sets: &Sets) -> f64 {
    if matches!(sets, Sets::Alike { per_side: true, .. }) { 2.0 } else { 1.0 }
}

fn check_cap(cx: &Context<'_>, contacts: &Contacts, out: &mut Occurrences) {
    let session = cx.session(contacts.session);
    let (cap, whom) = match cx.plan.athlete.level {
        Level::Novice => (CAP_NOVICE, "a novice"),
        Level::Intermediate => (CAP_INTERMEDIATE, "an intermediate lifter"),
        Level::Experienced => (CAP_EXPERIENCED, "an experienced lifter"),
    };
    let cap = cx.param(cap, session.phase);
    if contacts.count <= cap {
        return;
    }
    let draft = out.warn(contacts.session, Aspect::Content(Part::Lift(contacts.most))).help(format!(
        "cut sets of `{}`, or spread the jumps over two sessions",
        name(session, contacts.most)
    ));
    let draft = match cut(cx, contacts, cap) {
        Some((label, change)) => draft.propose(Safety::Suggested, label, change),
        None => draft,
    };
    draft.say(format!(
        "`{}` holds {} contacts; {cap} advised at most for {whom}",
        session.name, contacts.count
    ));
}

/// Fewer sets of the lift with the most contacts, so that the session keeps to the cap.
fn cut(cx: &Context<'_>, contacts: &Contacts, cap: f64) -> Option<(String, Change)> {
    let session = cx.session(contacts.session);
    let (_, lift, exercise) = cx.exercises_of(session).find(|(at, _, _)| *at == contacts.most)?;
    // Where each side has sets of its own, those of the lift are not what is done.
    let sets = lift.sets.as_ref().filter(|sets| lift.span.contains(sets.span))?;
    if lift.side_sets().next().is_some() {
        return None;
    }
    let Sets::Alike { count, work, per_side, load } = sets.value else { return None };
    let each = of_lift(lift, exercise) / f64::from(count);
    let over = ((contacts.count - cap) / each).ceil();
    let kept = (1..count).rev().find(|&kept| f64::from(count - kept) >= over)?;
    let fewer = Sets::Alike { count: kept, work, per_side, load };
    let label = format!("do `{}` {fewer}", lift.name.value);
    Some((label, Change::Respell { name: sets.span, with: fewer.to_string() }))
}

fn name(session: &Session, lift: u32) -> &str {
    lifts(session).get(lift as usize).map_or("the jumps", |lift| &lift.name.value)
}

/// Looks for hops soon after a hard run, when ankles are no longer stiff and quick.
fn check_freshness(cx: &Context<'_>, index: usize, out: &mut Occurrences) {
    let session = cx.session(index);
    let is_hop = |lift: &&PlannedLift<'_>| jumps(lift) && lift.exercise.is_some_and(|e| e.achilles >= HOP);
    let hops = || cx.facts.lifts_of(index).iter().filter(is_hop);
    let count = round_to(hops().map(of_planned).sum(), 1.0);
    let Some(first) = hops().next().filter(|_| count > cx.param(TIRED_MAX, session.phase)) else {
        return;
    };
    let tires = |&i: &usize| cx.session(i).end <= session.start;
    let last = cx.facts.key_runs.iter().copied().filter(tires).max_by_key(|&i| cx.session(i).end);
    let Some(run) = last else { return };
    let gap = session.start - cx.session(run).end;
    if number(gap) > cx.param(AFTER, session.phase) {
        return;
    }
    out.advise(index, Aspect::Content(Part::Lift(first.at)))
        .with(run, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[index, run])
        .help("hop before the run, or after an easy one")
        .say(format!("{count} hops start {gap} min after `{}`, on tired legs", cx.session(run).name));
}

/// Looks for weeks with many more contacts than any of the four before.
fn check_rise(cx: &Context<'_>, all: &[Contacts], out: &mut Occurrences) {
    let mut weeks = vec![0.0; cx.calendar.weeks.len()];
    for contacts in all.iter().filter(|c| cx.session(c.session).counts()) {
        if let Some(week) = weeks.get_mut(cx.session(contacts.session).week as usize) {
            *week += contacts.count;
        }
    }
    for week in &cx.calendar.weeks {
        let at = week.index as usize;
        let now = weeks.get(at).copied().unwrap_or(0.0);
        let before = weeks[at.saturating_sub(WEEKS_BEFORE)..at].iter().copied().fold(0.0, f64::max);
        let (over, limit) = (percent_over(now, before), cx.param(RISE, week.phase));
        if over <= limit || now <= cx.param(RISE_FROM, week.phase) {
            continue;
        }
        let most = all
            .iter()
            .filter(|c| cx.session(c.session).week == week.index)
            .max_by(|a, b| a.count.total_cmp(&b.count));
        let Some(most) = most else { continue };
        out.warn(most.session, Aspect::Amount)
            .help("add hops in smaller steps, a set at a time")
            .say(format!(
                "{now} contacts in a week, {over} % above the {before} of the weeks before; {limit} % advised at most"
            ));
    }
}
