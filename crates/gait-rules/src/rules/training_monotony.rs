//! Flags weeks whose days are all alike while the load is not low.

use gait_model::calendar::Aspect;
use gait_model::load::{MOST_MONOTONY, monotony};

use crate::context::Context;
use crate::number::round_to;
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity};

const LIMIT: Param =
    Param::count("limit", 2.0, (0.5, 10.0), "mean daily load over its standard deviation, at most");

/// The weeks whose median a week is compared with, itself included: 28 days.
const WEEKS: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "training-monotony",
    group: Group::RunningLoad,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "the days of a week are all alike while its load is not low",
    page: include_str!("training_monotony.md"),
    params: &[LIMIT],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let days: Vec<[f64; 7]> = cx.calendar.weeks.iter().map(|week| cx.calendar.daily_loads(week)).collect();
    let loads: Vec<f64> = days.iter().map(|days| days.iter().sum()).collect();
    for (at, week) in cx.calendar.weeks.iter().enumerate() {
        let recent = &loads[at.saturating_sub(WEEKS - 1)..=at];
        if cx.is_light(week) || loads[at] <= 0.0 || loads[at] < median(recent) {
            continue;
        }
        let monotony = round_to(monotony(&days[at]).unwrap_or(MOST_MONOTONY), 0.1);
        if monotony > cx.param(LIMIT, week.phase) {
            let shown =
                if monotony >= MOST_MONOTONY { "10 or more".to_owned() } else { monotony.to_string() };
            out.advise(Target::Week(week.index), Aspect::Presence)
                .help("let one day be harder and one be rest: the week may stay as long as it is")
                .say(format!(
                    "the days are much alike: monotony {shown} (mean load over its spread); {} advised at most",
                    cx.param(LIMIT, week.phase)
                ));
        }
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.get(half) {
        Some(&upper) if sorted.len() % 2 == 1 => upper,
        Some(&upper) => f64::midpoint(sorted[half - 1], upper),
        None => 0.0,
    }
}
