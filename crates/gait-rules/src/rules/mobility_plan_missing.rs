//! Flags failed movement tests that nothing in the plan works on.

use gait_model::calendar::{Aspect, Session};
use gait_model::change::Change;
use gait_model::date::{ALL, days_between};
use gait_model::exercise::{Category, Exercise, Pattern};
use gait_model::plan::{Gate, GateName, Kind, Plan, WarmUp};

use crate::context::{Context, lifts};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity, Unit};

const WINDOW: Param =
    Param::new("window", Unit::Days, 7.0, (1.0, 28.0), "so many days in a row should hold some work on it");

pub(super) const RULE: Rule = Rule {
    name: "mobility-plan-missing",
    group: Group::WarmUp,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "nothing in the plan works on a movement test that was failed",
    page: include_str!("mobility_plan_missing.md"),
    params: &[WINDOW],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let window = cx.plan_param(WINDOW);
    for (gate, state) in &cx.plan.athlete.gates {
        let Gate::Fail(on) = state.value else { continue };
        let from = u32::try_from(days_between(cx.calendar.first_day, on)).unwrap_or(0);
        let Some((first, days)) = longest_gap(cx, gate, from) else { continue };
        if f64::from(days) < window {
            continue;
        }
        let Region { test, work } = region(gate);
        let draft = out.advise(state.span, Aspect::Presence).help(format!("add {work} twice a week"));
        let changes = twice_a_week(cx, from);
        let draft = if changes.is_empty() {
            draft
        } else {
            let label = format!("do {BLOCK_MIN} min of mobility after two sessions of the week");
            draft.propose_all(Safety::Suggested, label, changes)
        };
        draft.say(format!(
            "{test} was failed on {on}, and {days} days from {} hold no work on it",
            cx.calendar.date(first)
        ));
    }
}

/// What is proposed: a block of mobility work.
const BLOCK_MIN: u32 = 5;

/// A block at the end of two days, as far apart as can be, in every pattern that is in force on a day or later.
fn twice_a_week(cx: &Context<'_>, from: u32) -> Vec<Change> {
    let phases = cx.plan.phases.iter().filter(|phase| (phase.first_week + phase.weeks) * 7 > from);
    let rows = phases.flat_map(|phase| &phase.rows);
    let blocks = rows.flat_map(|row| {
        let used: Vec<usize> = (0..7).filter(|&day| !row.days[day].is_empty()).collect();
        let first = used.first().copied();
        // Three or four days apart, no week is left without.
        let other = used.iter().copied().find(|&day| first.is_some_and(|first| day >= first + 3));
        first.into_iter().chain(other).map(|day| Change::InsertSlot {
            week: row.span,
            day: ALL[day],
            index: row.days[day].len(),
            text: format!("mobility: {BLOCK_MIN} min"),
        })
    });
    blocks.collect()
}

/// The longest stretch of days from `from` on without work on a gate, as its first day and its length. Blocked days end
/// a stretch, since nothing can be done on them.
fn longest_gap(cx: &Context<'_>, gate: &GateName, from: u32) -> Option<(u32, u32)> {
    let mut longest: Option<(u32, u32)> = None;
    let (mut first, mut days) = (from, 0);
    for day in from..cx.calendar.day_count() {
        let sessions = cx.calendar.on(day);
        if cx.is_blocked(day) || sessions.iter().any(|s| s.counts() && works_on(cx.plan, s, gate)) {
            (first, days) = (day + 1, 0);
            continue;
        }
        days += 1;
        if longest.is_none_or(|(_, most)| days > most) {
            longest = Some((first, days));
        }
    }
    longest
}

/// Whether a session works on a gate: mobility of any kind, or a lift or warm-up that prepares for it.
fn works_on(plan: &Plan, session: &Session, gate: &GateName) -> bool {
    let warm_up = match session.def.warm_up.as_ref().map(|w| &w.value) {
        Some(WarmUp::Lifts(lifts)) => lifts.as_slice(),
        _ => &[],
    };
    session.kind() == Kind::Mobility
        || warm_up
            .iter()
            .chain(lifts(session))
            .filter_map(|lift| lift.exercise)
            .any(|id| prepares(plan, plan.exercises.get(id), gate))
}

/// Whether an exercise prepares for a gate: it is mobility or activation that leads to the movement, or the movement
/// with body weight alone; for the calves any raise.
fn prepares(plan: &Plan, exercise: &Exercise, gate: &GateName) -> bool {
    let pattern = match gate {
        GateName::Squat => Pattern::Squat,
        GateName::Lunge => Pattern::Lunge,
        GateName::Hinge => Pattern::Hinge,
        GateName::CalfCapacity => return exercise.category == Category::CalfFoot,
    };
    let next = exercise.progression.as_deref().and_then(|id| plan.exercises.find(id));
    let leads = next.is_some_and(|id| plan.exercises.get(id).pattern == Some(pattern));
    let is_it = exercise.pattern == Some(pattern);
    let without_load = exercise.gates.is_empty() && !exercise.loadable;
    (is_it && without_load) || (!exercise.category.is_work() && leads)
}

/// How a gate and the work on it are named.
struct Region {
    test: &'static str,
    work: &'static str,
}

const fn region(gate: &GateName) -> Region {
    match gate {
        GateName::Squat => {
            Region { test: "the squat test", work: "`ankle-rocker`, `hip-switch` or `bodyweight-squat`" }
        }
        GateName::Lunge => {
            Region { test: "the lunge test", work: "`hip-flexor-stretch`, `worlds-greatest` or `bw-lunge`" }
        }
        GateName::Hinge => Region { test: "the hinge test", work: "`hip-hinge-drill`" },
        GateName::CalfCapacity => {
            Region { test: "the test of 20 calf raises a side", work: "`calf-raise` or `calf-raise-single`" }
        }
    }
}
