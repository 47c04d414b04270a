//! Flags weeks of lifting that leave out the posterior chain, single-leg work or the core.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::Focus;

use crate::context::Context;
use crate::lifting::{WorkingSets, named_weeks};
use crate::number::round_to;
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};
use crate::wording::and_list;

const WINDOW: Param = Param::count("window", 1.0, (1.0, 8.0), "weeks that are looked at together");
const LONG_WINDOW: Param = Param::count(
    "long_window",
    2.0,
    (1.0, 8.0),
    "the same in race preparation, where weeks take turns, and from `high_km` on",
);
const HIGH: Param = Param::kilometres(
    "high_km",
    80.4672,
    (0.0, 400.0),
    "weekly distance from which the longer window holds; 50 miles",
);
const MIN_SETS: Param =
    Param::count("min_sets", 3.0, (1.0, 30.0), "fewest working sets of each pillar in the window");

pub(super) const RULE: Rule = Rule {
    name: "pillar-missing",
    group: Group::Exercises,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "lifting leaves out the posterior chain, single-leg work or the core",
    page: include_str!("pillar_missing.md"),
    params: &[WINDOW, LONG_WINDOW, HIGH, MIN_SETS],
    check,
};

/// One of the three things that every week of lifting should hold.
struct Pillar {
    name: &'static str,
    /// What adds it, in lift notation.
    example: &'static str,
    sets: fn(&WorkingSets) -> u32,
}

const PILLARS: [Pillar; 3] = [
    Pillar { name: "posterior-chain", example: "romanian-deadlift 3x10", sets: |sets| sets.posterior_chain },
    Pillar { name: "single-leg", example: "reverse-lunge 3x10/side", sets: |sets| sets.single_leg },
    Pillar { name: "core", example: "dead-bug 3x10", sets: |sets| sets.core },
];

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    cx.each_stretch(|phase| window(cx, phase), |weeks| check_stretch(cx, weeks, out));
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a parameter of 1 to 8")]
fn window(cx: &Context<'_>, phase: usize) -> usize {
    let high = round_to(cx.param(HIGH, phase), 0.1);
    let is_high = |week: &Week| cx.week(week).km >= high;
    let written = &cx.plan.phases[phase];
    let long = written.focus == Some(Focus::RacePrep)
        || written.rows.len() > 1
        || cx.weeks_of(phase).iter().any(is_high);
    cx.param(if long { LONG_WINDOW } else { WINDOW }, phase) as usize
}

/// Says whether it has told of the weeks.
fn check_stretch(cx: &Context<'_>, weeks: &[&Week], out: &mut Occurrences) -> bool {
    let Some(last) = weeks.last() else { return false };
    let done = cx.sets_in(weeks);
    // Where phases ask for different numbers, the lowest holds for weeks of both.
    let min = weeks.iter().map(|week| cx.param(MIN_SETS, week.phase)).fold(f64::INFINITY, f64::min);
    let counted = PILLARS.map(|pillar| ((pillar.sets)(&done), pillar));
    let missing: Vec<&(u32, Pillar)> = counted.iter().filter(|(sets, _)| f64::from(*sets) < min).collect();
    let Some((_, first)) = missing.first() else { return false };
    let facts: Vec<String> = missing.iter().map(|(sets, pillar)| fact(*sets, pillar)).collect();
    let each = if facts.len() > 1 { " of each" } else { "" };
    // With fewer sessions in race preparation, what was built before is kept with less.
    let prepares = cx.phase(last).focus == Some(Focus::RacePrep);
    let severity = if prepares { Severity::Advice } else { Severity::Warning };
    let when = match weeks.len() {
        1 => "in a week with strength".to_owned(),
        n => format!("in {n} weeks with strength"),
    };
    for week in named_weeks(weeks) {
        let lifts = missing.iter().map(|(_, pillar)| pillar.example.to_owned()).collect();
        out.report(severity, Target::Week(week), Aspect::Presence)
            .propose_action(Action::AddLifts(week, lifts))
            .help(format!("such as `{}`", first.example))
            .say(format!("{} work {when}; {min} sets{each} advised", and_list(&facts)));
    }
    true
}

fn fact(sets: u32, pillar: &Pillar) -> String {
    match sets {
        0 => format!("no {}", pillar.name),
        1 => format!("1 set of {}", pillar.name),
        n => format!("{n} sets of {}", pillar.name),
    }
}
