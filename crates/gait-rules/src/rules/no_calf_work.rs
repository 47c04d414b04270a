//! Flags weeks of lifting that never load the calves.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::Focus;

use crate::context::Context;
use crate::lifting::named_weeks;
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const WINDOW: Param = Param::count("window", 2.0, (1.0, 8.0), "weeks that are looked at together");

pub(super) const RULE: Rule = Rule {
    name: "no-calf-work",
    group: Group::Exercises,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "lifting never loads the calves",
    page: include_str!("no_calf_work.md"),
    params: &[WINDOW],
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
    let asks = matches!(cx.phase(last).focus, Some(Focus::Base | Focus::RacePrep));
    let done = cx.sets_in(weeks);
    if !asks || done.calf > 0 {
        return false;
    }
    let span = if weeks.len() == 1 { "a week".to_owned() } else { format!("{} weeks", weeks.len()) };
    for week in named_weeks(weeks) {
        let both = ["calf-raise-single 2x12/side rir 2", "soleus-raise-single 2x12/side rir 2"];
        out.advise(Target::Week(week), Aspect::Presence)
            .propose_action(Action::AddLifts(week, both.map(str::to_owned).to_vec()))
            .help("add `calf-raise-single 2x12/side`, or `soleus-raise-single 2x12/side` for the bent knee")
            .say(format!("no calf or soleus work in {span} with strength"));
    }
    true
}
