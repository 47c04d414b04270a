//! Flags more hard days in a row than a runner should take on.

use std::ops::Range;

use gait_model::calendar::{Aspect, Session};
use gait_model::dose::LegClass;
use gait_model::plan::{Kind, Level};

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};
use crate::wording::names;

const MAX: Param = Param::count("max", 2.0, (1.0, 7.0), "hard days in a row");
const MAX_NOVICE: Param =
    Param::count("max_novice", 1.0, (1.0, 7.0), "hard days in a row for a novice to strength training");
const BACK_TO_BACK: Param = Param::count(
    "back_to_back_add",
    1.0,
    (0.0, 7.0),
    "hard days added in a phase with `intent: [BackToBack]`",
);

pub(super) const RULE: Rule = Rule {
    name: "hard-days-in-a-row",
    group: Group::Recovery,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "more than two hard days in a row",
    page: include_str!("hard_days_in_a_row.md"),
    params: &[MAX, MAX_NOVICE, BACK_TO_BACK],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut first = 0;
    for stretch in cx.facts.days.chunk_by(|one, other| one.hard == other.hard) {
        let next = first + u32::try_from(stretch.len()).unwrap_or(u32::MAX);
        if stretch.first().is_some_and(|day| day.hard) {
            check_stretch(cx, first..next, out);
        }
        first = next;
    }
}

fn check_stretch(cx: &Context<'_>, days: Range<u32>, out: &mut Occurrences) {
    let count = days.end - days.start;
    let max = days.clone().map(|day| most(cx, day)).fold(0.0, f64::max);
    if f64::from(count) <= max {
        return;
    }
    let change = day_to_change(cx, &days);
    let hard = |day| hardest(cx, day);
    let Some(session) = hard(change) else { return };
    let mut draft = out.warn(session, Aspect::Placement);
    for day in [days.start, days.end - 1] {
        if let Some(other) = hard(day).filter(|_| day != change) {
            draft = draft.with(other, Aspect::Placement);
        }
    }
    let name = &cx.session(session).name;
    let help = if has_key_run(cx, change) {
        format!("swap `{name}` with an easy day, or make it easy")
    } else {
        format!("move `{name}` to a day that is hard anyway, or cut it to a light session")
    };
    let draft = draft.help(help).propose_action(Action::SwapDay(session)).propose_move(session);
    let draft = if has_key_run(cx, change) { draft } else { draft.propose_lighter_legs(session) };
    draft.say(format!("{}; {max} advised at most", describe(cx, &days)));
}

/// The most hard days that may follow each other where this day is one of them.
fn most(cx: &Context<'_>, day: u32) -> f64 {
    let Some(week) = cx.calendar.weeks.get(day as usize / 7) else { return f64::INFINITY };
    let usual = if cx.plan.athlete.level == Level::Novice { MAX_NOVICE } else { MAX };
    let add = if cx.phase(week).back_to_back { cx.param(BACK_TO_BACK, week.phase) } else { 0.0 };
    cx.param(usual, week.phase) + add
}

/// The day that is hard by lifting alone, since lifting is easier to move than a key run; of several, and without
/// any, the one nearest to the middle that holds no race.
fn day_to_change(cx: &Context<'_>, days: &Range<u32>) -> u32 {
    let middle = days.start + (days.end - days.start) / 2;
    let is_race = |day| hardest(cx, day).is_some_and(|index| cx.session(index).kind() == Kind::Race);
    days.clone()
        .min_by_key(|&day| (is_race(day), has_key_run(cx, day), day.abs_diff(middle)))
        .unwrap_or(middle)
}

/// What makes a day hard: its first key run, else the session with the most leg work.
fn hardest(cx: &Context<'_>, day: u32) -> Option<usize> {
    let hard = |&i: &usize| {
        let session = cx.session(i);
        is_key_run(session) || session.is_planned() && session.leg_class() >= LegClass::Moderate
    };
    let hard: Vec<usize> = cx.calendar.indices(day).filter(hard).collect();
    let run = hard.iter().copied().find(|&i| is_key_run(cx.session(i)));
    let lift = || {
        hard.iter().copied().max_by(|&a, &b| cx.session(a).leg_dose().total_cmp(&cx.session(b).leg_dose()))
    };
    run.or_else(lift)
}

fn has_key_run(cx: &Context<'_>, day: u32) -> bool {
    cx.calendar.on(day).iter().any(is_key_run)
}

fn is_key_run(session: &Session) -> bool {
    session.is_planned() && session.kind().is_run() && session.is_key()
}

/// `3 hard days in a row, Sunday to Tuesday`; dates where weekdays would repeat.
fn describe(cx: &Context<'_>, days: &Range<u32>) -> String {
    let (first, last) = (days.start, days.end - 1);
    let count = days.end - days.start;
    if count > 7 {
        return format!(
            "{count} hard days in a row, {} to {}",
            cx.calendar.date(first),
            cx.calendar.date(last)
        );
    }
    let sessions = days.clone().filter_map(|day| Some(&*cx.session(hardest(cx, day)?).name));
    format!("{count} hard days in a row, {} to {}: {}", cx.weekday(first), cx.weekday(last), names(sessions))
}
