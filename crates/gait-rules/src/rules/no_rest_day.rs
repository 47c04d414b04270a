//! Flags stretches of days without one of rest or active recovery.

use gait_model::calendar::{Aspect, Session, Week};
use gait_model::plan::Kind;

use crate::context::Context;
use crate::number::{number, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity, Unit};

const WINDOW: Param = Param::new(
    "window",
    Unit::Days,
    7.0,
    (2.0, 28.0),
    "so many days in a row should hold one of rest; 10 may suit experienced runners",
);
const ACTIVE_MAX: Param = Param::minutes(
    "active_max",
    40.0,
    (0.0, 120.0),
    "so many minutes at the most make a day of active recovery",
);

pub(super) const RULE: Rule = Rule {
    name: "no-rest-day",
    group: Group::Recovery,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "seven days without one of rest or active recovery",
    page: include_str!("no_rest_day.md"),
    params: &[WINDOW, ACTIVE_MAX],
    check,
};

/// The hardest effort of active recovery.
const MAX_RPE: f64 = 3.0;
/// Fewer leg units than these are no leg work.
const LEG_WORK: f64 = 3.0;

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // How many days in a row up to the current one are no rest.
    let mut busy = 0;
    for week in &cx.calendar.weeks {
        let window = cx.param(WINDOW, week.phase).round();
        let mut last_end = None;
        for day in week.days() {
            busy = if is_rest(cx, day, week) { 0 } else { busy + 1 };
            if f64::from(busy) >= window {
                last_end = Some(day);
            }
        }
        if let Some(last) = last_end {
            report(cx, week, last, window, out);
        }
    }
}

/// Whether a day is rest or active recovery. Optional sessions may be left out, and mobility work is rest enough.
fn is_rest(cx: &Context<'_>, day: u32, week: &Week) -> bool {
    let counted = || cx.calendar.on(day).iter().filter(|s| s.counts() && s.kind() != Kind::Mobility);
    // Most days take longer, whatever is done.
    number(counted().map(Session::minutes).sum()) <= cx.param(ACTIVE_MAX, week.phase)
        && round_to(counted().map(Session::leg_dose).sum(), 0.1) < LEG_WORK
        && counted().all(|s| s.rpe() <= MAX_RPE)
}

fn report(cx: &Context<'_>, week: &Week, last: u32, window: f64, out: &mut Occurrences) {
    let active = cx.param(ACTIVE_MAX, week.phase);
    let draft = out.warn(Target::Week(week.index), Aspect::Presence);
    let draft = match easiest_day(cx, week) {
        Some(day) => {
            let help = format!(
                "leave {} free, the easiest day, or keep it to {active} min of easy effort",
                cx.weekday(day)
            );
            let run = only_run(cx, day);
            run.into_iter().fold(draft.help(help), |draft, run| draft.propose_drop(run))
        }
        None => draft.help(format!("leave a day free, or keep it to {active} min of easy effort")),
    };
    draft.say(format!(
        "no day of rest or active recovery in the {window} days to {}; 1 advised",
        cx.weekday(last)
    ));
}

/// The run of a day that holds nothing else, if it is no key run.
fn only_run(cx: &Context<'_>, day: u32) -> Option<usize> {
    let counted = |&i: &usize| cx.session(i).counts() && cx.session(i).kind() != Kind::Mobility;
    let mut all = cx.calendar.indices(day).filter(counted);
    let only = all.next().filter(|_| all.next().is_none())?;
    Some(only).filter(|&i| cx.session(i).kind().is_run() && !cx.session(i).is_key())
}

/// The day with the lowest effort, then the shortest.
fn easiest_day(cx: &Context<'_>, week: &Week) -> Option<u32> {
    let days = week.days();
    days.filter_map(|day| Some((day, cx.facts.days.get(day as usize)?)))
        .min_by(|(_, one), (_, other)| one.rpe.total_cmp(&other.rpe).then(one.minutes.cmp(&other.minutes)))
        .map(|(day, _)| day)
}
