//! Flags key runs that follow each other too closely.

use gait_model::calendar::{Aspect, Placement, Session};
use gait_model::date::long_name;
use gait_model::plan::{Kind, RacePriority};

use crate::context::Context;
use crate::number::hours;
use crate::occurrence::Occurrences;
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const MIN_GAP: Param =
    Param::hours("min_gap", 44.0, (0.0, 168.0), "hours from the start of a key run to the start of the next");
const MIN_GAP_LONG: Param =
    Param::hours("min_gap_long", 40.0, (0.0, 168.0), "the same for a long run after a tempo run");
const ERROR_GAP: Param = Param::hours("error_gap", 20.0, (0.0, 168.0), "fewer hours than these are an error");

pub(super) const RULE: Rule = Rule {
    name: "key-runs-too-close",
    group: Group::RunningLoad,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: false,
    summary: "two key runs follow each other too closely",
    page: include_str!("key_runs_too_close.md"),
    params: &[MIN_GAP, MIN_GAP_LONG, ERROR_GAP],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for pair in cx.facts.key_runs.windows(2) {
        if let [a, b] = *pair {
            check_pair(cx, a, b, out);
        }
    }
}

fn check_pair(cx: &Context<'_>, a: usize, b: usize, out: &mut Occurrences) {
    let (first, second) = (cx.session(a), cx.session(b));
    if is_back_to_back(cx, first, second) {
        return;
    }
    let eased = first.kind() == Kind::Tempo && second.kind() == Kind::Long;
    let need = cx.param(if eased { MIN_GAP_LONG } else { MIN_GAP }, second.phase);
    let gap = hours(second.start - first.start);
    if gap >= need {
        return;
    }
    let priorities = [race(cx, first), race(cx, second)];
    let severity = if priorities.contains(&Some(RacePriority::C)) {
        // A race to train through stands where a workout would.
        Severity::Advice
    } else if gap < cx.param(ERROR_GAP, second.phase) {
        Severity::Error
    } else {
        Severity::Warning
    };
    // The date of a race is given: what stands before it can move.
    let (change, other) = if priorities[1].is_some() { (a, b) } else { (b, a) };
    let day = |session: &Session| long_name(cx.calendar.date(session.day).weekday());
    out.report(severity, change, Aspect::Placement)
        .with(other, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[a, b])
        .help(help(cx.session(change)))
        .propose_move(change)
        .propose_action(Action::SwapDay(change))
        .say(format!(
            "`{}` on {} starts {gap} h after `{}` on {}; {need} h advised",
            second.name,
            day(second),
            first.name,
            day(first)
        ));
}

fn help(session: &Session) -> String {
    let instead = if session.kind() == Kind::Long { "make it a short easy run" } else { "run it easy" };
    format!("move `{}` a day away, or {instead}", session.name)
}

/// Two long runs in a phase whose author wants them on neighbouring days.
fn is_back_to_back(cx: &Context<'_>, first: &Session, second: &Session) -> bool {
    let meant = |session: &Session| {
        session.kind() == Kind::Long && cx.plan.phases.get(session.phase).is_some_and(|p| p.back_to_back)
    };
    meant(first) && meant(second)
}

/// How much a race of the goals matters; nothing for any other run.
fn race(cx: &Context<'_>, session: &Session) -> Option<RacePriority> {
    match session.trail.placement {
        Placement::Goal(goal) => cx.plan.goals.get(goal).map(|goal| goal.priority.clone()),
        _ => None,
    }
}
