//! Flags weeks whose days are all alike while the load is not low.

use gait_model::calendar::{Aspect, Session, Week};
use gait_model::load::spread;

use crate::context::{Context, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity};

const LIMIT: Param =
    Param::count("limit", 2.0, (0.5, 10.0), "mean daily load over its standard deviation, at most");

/// What is shown where the days hardly differ.
const MOST: f64 = 10.0;
/// The weeks whose median a week is compared with, itself included: 28 days.
const WEEKS: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "training-monotony",
    group: Group::RunningLoad,
    severity: Severity::Advice,
    worst: Severity::Advice,
    summary: "the days of a week are all alike while its load is not low",
    page: include_str!("training_monotony.md"),
    params: &[LIMIT],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let days: Vec<[f64; 7]> = cx.calendar.weeks.iter().map(|week| daily_loads(cx, week)).collect();
    let loads: Vec<f64> = days.iter().map(|days| days.iter().sum()).collect();
    for (at, week) in cx.calendar.weeks.iter().enumerate() {
        let recent = &loads[at.saturating_sub(WEEKS - 1)..=at];
        if cx.is_light(week) || loads[at] <= 0.0 || loads[at] < median(recent) {
            continue;
        }
        let monotony = round_to(monotony(days[at]), 0.1);
        if monotony > cx.param(LIMIT, week.phase) {
            let shown = if monotony >= MOST { "10 or more".to_owned() } else { monotony.to_string() };
            out.advise(Target::Week(week.index), Aspect::Presence)
                .help("let one day be harder and one be rest: the week may stay as long as it is")
                .say(format!(
                    "the days are much alike: monotony {shown} (mean load over its spread); {} advised at most",
                    cx.param(LIMIT, week.phase)
                ));
        }
    }
}

/// Effort times minutes for each day of a week (Foster2001).
fn daily_loads(cx: &Context<'_>, week: &Week) -> [f64; 7] {
    let mut loads = [0.0; 7];
    for (load, day) in loads.iter_mut().zip(week.first_day..week.first_day + week.days) {
        let counted = cx.calendar.on(day).iter().filter(|session| session.counts());
        *load = counted.map(Session::load).sum();
    }
    loads
}

/// Mean over sample standard deviation (Foster1998), at most [`MOST`].
fn monotony(days: [f64; 7]) -> f64 {
    let (mean, deviation) = spread(&days);
    // Compared without dividing: the deviation may be 0.
    if mean >= MOST * deviation { MOST } else { mean / deviation }
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
