//! Flags leg work that is done on both legs almost throughout.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::Focus;

use crate::context::Context;
use crate::lifting::{WorkingSets, named_weeks};
use crate::number::round_to;
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity};

const SHARE: Param = Param::percent("share", 30.0, (0.0, 100.0), "least share of leg sets on one leg");
const WINDOW: Param = Param::count("window", 2.0, (1.0, 8.0), "weeks that are looked at together");
const MIN_SETS: Param =
    Param::count("min_sets", 6.0, (1.0, 60.0), "fewer leg sets in the window are too few for a share");

pub(super) const RULE: Rule = Rule {
    name: "unilateral-share",
    group: Group::Exercises,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "little of the leg work is done on one leg",
    page: include_str!("unilateral_share.md"),
    params: &[SHARE, WINDOW, MIN_SETS],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a parameter of 1 to 8")]
    let window = |phase| cx.param(WINDOW, phase) as usize;
    cx.each_stretch(window, |weeks| check_stretch(cx, weeks, out));
}

/// Says whether it has told of the weeks.
fn check_stretch(cx: &Context<'_>, weeks: &[&Week], out: &mut Occurrences) -> bool {
    let Some(last) = weeks.last() else { return false };
    // A strength block is heavy on two legs on purpose.
    if cx.phase(last).focus == Some(Focus::Strength) {
        return false;
    }
    let done = cx.sets_in(weeks);
    let (all, single) = (done.leg, done.leg_on_one);
    if f64::from(all) < cx.param(MIN_SETS, last.phase) {
        return false;
    }
    let percent = share(&done);
    // Where phases ask for different shares, the lowest holds for weeks of both.
    let need = weeks.iter().map(|week| cx.param(SHARE, week.phase)).fold(f64::INFINITY, f64::min);
    if percent >= need {
        return false;
    }
    let span = if weeks.len() == 1 { "a week".to_owned() } else { format!("{} weeks", weeks.len()) };
    // A week that does its part beside one that does not is not the one to change.
    let low: Vec<&Week> = weeks.iter().copied().filter(|week| share_of(cx, week) < need).collect();
    for week in named_weeks(&low) {
        out.advise(Target::Week(week), Aspect::Presence)
            .help("do one of the squats or hinges on one leg")
            .say(format!(
                "{percent} % of the leg sets of {span} are single-leg ({single} of {all}); {need} % advised"
            ));
    }
    true
}

fn share_of(cx: &Context<'_>, week: &Week) -> f64 {
    share(&cx.sets_in(&[week]))
}

/// Whole per cent of the leg sets that are done on one leg; all of them where there are none.
fn share(done: &WorkingSets) -> f64 {
    if done.leg == 0 {
        return 100.0;
    }
    round_to(f64::from(done.leg_on_one) / f64::from(done.leg) * 100.0, 1.0)
}
