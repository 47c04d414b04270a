//! Flags two weeks that hold much more running than the two before.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::Kind;

use crate::context::Context;
use crate::number::{km, percent_over, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const LIMIT: Param = Param::percent(
    "limit",
    30.0,
    (0.0, 200.0),
    "the mean of two weeks may rise by so much over the two before",
);
const IGNORE: Param =
    Param::kilometres("ignore_under", 15.0, (0.0, 100.0), "weekly distances under this count as this");

pub(super) const RULE: Rule = Rule {
    name: "weekly-distance-jump",
    group: Group::RunningLoad,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "two weeks hold much more running than the two before",
    page: include_str!("weekly_distance_jump.md"),
    params: &[LIMIT, IGNORE],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let weeks = loading_weeks(cx);
    for four in weeks.windows(4) {
        if let [a, b, c, (last, Some(week))] = four {
            judge(cx, (c.1, week), mean(a.0, b.0), mean(c.0, *last), out);
        }
    }
}

/// The runs that are proposed to be shorter.
const EASY: &[Kind] = &[Kind::Easy, Kind::Recovery];

/// The weeks that are compared, with their distance: three of the athlete's own, if known, then those of the plan
/// that are not light. Without light weeks, the return from one is no jump.
fn loading_weeks<'p>(cx: &Context<'p>) -> Vec<(f64, Option<&'p Week>)> {
    let mut weeks = Vec::new();
    if let Some(before) = &cx.plan.athlete.weekly_distance {
        weeks.extend([(km(before.value.mm), None); 3]);
    }
    let loading = |week: &&Week| !cx.is_light(week) && cx.week(week).km > 0.0;
    weeks.extend(cx.calendar.weeks.iter().filter(loading).map(|week| (cx.week(week).km, Some(week))));
    weeks
}

fn mean(a: f64, b: f64) -> f64 {
    round_to(f64::midpoint(a, b), 0.1)
}

fn judge(
    cx: &Context<'_>,
    (first, week): (Option<&Week>, &Week),
    before: f64,
    now: f64,
    out: &mut Occurrences,
) {
    let limit = cx.param(LIMIT, week.phase);
    let floor = before.max(cx.param(IGNORE, week.phase));
    // Among few kilometres every step is a large share.
    if percent_over(cx.shown(now), cx.shown(floor)) <= limit {
        return;
    }
    // A share of what counts as more than it was would be a number that nobody could follow.
    let (then, told) = if before < floor {
        (floor, format!("the least that counts ({})", cx.distance(floor)))
    } else {
        (before, format!("the two before ({})", cx.distance(before)))
    };
    let over = percent_over(cx.shown(now), cx.shown(then));
    let both = first.into_iter().chain([week]);
    let rows = both.filter(|one| one.phase == week.phase).map(|one| one.row).collect();
    out.warn(Target::Week(week.index), Aspect::Amount)
        .propose_action(Action::Shorten(week.phase, rows, EASY))
        .help("shorten the easy runs of the first of the two weeks, or add a week in between")
        .say(format!(
            "two weeks of {} on average are {over} % over {told}; {limit} % advised at most",
            cx.distance(now)
        ));
}
