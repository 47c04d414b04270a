//! Flags base phases whose loaded sets are mostly outside 10 to 15 repetitions.

use std::collections::BTreeMap;

use gait_model::calendar::{Aspect, Part, Session};
use gait_model::exercise::Unit;
use gait_model::notation::{Sets, Work};
use gait_model::plan::{Focus, Intent};
use gait_syntax::Span;

use crate::context::{Context, External, PlannedLift, lifts};
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const LOW: Param = Param::count("low", 10.0, (1.0, 50.0), "fewest repetitions of a set in base");
const HIGH: Param = Param::count("high", 15.0, (1.0, 50.0), "most repetitions of a set in base");
const SHARE: Param =
    Param::percent("share", 30.0, (0.0, 100.0), "share of the sets that may have fewer or more");
const STEP_BACK: Param = Param::count(
    "step_back_weeks",
    3.0,
    (0.0, 52.0),
    "weeks after a new load in which two repetitions fewer are fine",
);

/// After a load step the article goes back to 8 to 10 repetitions: two under the band.
const FEWER: f64 = 2.0;
/// A load that was lifted in so many days before is not new.
const WINDOW: f64 = 28.0;

pub(super) const RULE: Rule = Rule {
    name: "base-rep-range",
    group: Group::Phase,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "many sets of a base phase are outside 10 to 15 repetitions",
    page: include_str!("base_rep_range.md"),
    params: &[LOW, HIGH, SHARE, STEP_BACK],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let Some(last) = cx.blocks().filter(|(focus, _)| **focus == Focus::Base).last() else { return };
    let since = weeks_since_load_step(cx, last.1.last().map_or(0, |week| week.index));
    for (_, weeks) in cx.blocks().filter(|(focus, _)| **focus == Focus::Base) {
        let mut tally = Tally::default();
        for index in weeks.iter().flat_map(|week| cx.strength_in(week)) {
            tally.add(cx, index, since.get(cx.facts.places(index)).unwrap_or_default());
        }
        tally.report(cx, out);
    }
}

/// The sets of a block, and what of them is outside.
#[derive(Default)]
struct Tally {
    sets: u32,
    outside: u32,
    /// By lift as written: sets outside, and where it stands first.
    by_lift: BTreeMap<Span, (u32, usize, u32)>,
}

impl Tally {
    /// Adds the lifts of a session, with the weeks since the load of each was new.
    fn add(&mut self, cx: &Context<'_>, index: usize, since: &[u32]) {
        let session = cx.session(index);
        if matches!(session.def.intent, Some(Intent::Fast | Intent::Test)) {
            return;
        }
        for (lift, &since) in cx.facts.lifts_of(index).iter().zip(since) {
            loaded_sets(cx, session, lift, |count, reps| {
                self.sets += count;
                if is_outside(cx, session, reps, since) {
                    self.outside += count;
                    self.by_lift.entry(lift.lift.span).or_insert((0, index, lift.at)).0 += count;
                }
            });
        }
    }

    fn report(&self, cx: &Context<'_>, out: &mut Occurrences) {
        let most = self.by_lift.values().max_by_key(|(count, index, _)| (*count, std::cmp::Reverse(*index)));
        let Some(&(_, index, at)) = most else { return };
        let session = cx.session(index);
        let Some(lift) = lifts(session).get(at as usize) else { return };
        let percent = round_to(100.0 * f64::from(self.outside) / f64::from(self.sets), 1.0);
        if percent <= cx.param(SHARE, session.phase) {
            return;
        }
        out.advise(index, Aspect::Content(Part::Lift(at)))
            .help("heavy work in base is well supported too; switch this rule off if it is on purpose")
            .say(format!(
                "{percent} % of the loaded sets in base have fewer or more than {}–{} repetitions, most of them `{}`",
                cx.param(LOW, session.phase),
                cx.param(HIGH, session.phase),
                lift.name.value
            ));
    }
}

/// Visits the sets of a lift that move a weight, as groups: how many, and how many repetitions each.
fn loaded_sets(
    cx: &Context<'_>,
    session: &Session,
    planned: &PlannedLift<'_>,
    mut visit: impl FnMut(u32, f64),
) {
    let lift = planned.lift;
    let reps = planned.exercise.is_some_and(|exercise| {
        exercise.category.is_work() && !exercise.is_plyometric() && exercise.unit == Unit::Reps
    });
    let external = planned.external();
    if !reps || planned.is_test || external == External::None {
        return;
    }
    // Where no load is written, more repetitions than the band has are taken for body weight.
    let high = cx.param(HIGH, session.phase);
    let mut visit_loaded = |count: u32, reps: f64| {
        if external == External::Weight || reps <= high {
            visit(count, reps);
        }
    };
    match lift.sets.as_ref().map(|sets| &sets.value) {
        Some(Sets::Alike { count, work: Work::Reps(reps), .. }) => {
            visit_loaded(*count, f64::midpoint(f64::from(reps.low), f64::from(reps.high)));
        }
        Some(Sets::Listed(sets)) => sets.iter().for_each(|set| visit_loaded(1, f64::from(set.reps))),
        _ => {}
    }
}

fn is_outside(cx: &Context<'_>, session: &Session, reps: f64, weeks_since_step: u32) -> bool {
    let stepped_back = f64::from(weeks_since_step) < cx.param(STEP_BACK, session.phase);
    let low = cx.param(LOW, session.phase) - if stepped_back { FEWER } else { 0.0 };
    reps < low || reps > cx.param(HIGH, session.phase)
}

/// How many weeks ago the load of each planned lift was new, up to week `until`; the first one of a history is.
fn weeks_since_load_step(cx: &Context<'_>, until: u32) -> Vec<u32> {
    let mut weeks = vec![0; cx.facts.lifts.len()];
    for history in &cx.facts.histories {
        let mut last = 0;
        for (at, exposure) in history.iter().enumerate() {
            let week = cx.session(exposure.session).week;
            if week > until {
                break;
            }
            if at == 0 || cx.load_step(history, at, WINDOW).is_some() {
                last = week;
            }
            let place = cx.facts.places(exposure.session).start + exposure.lift as usize;
            if let Some(since) = weeks.get_mut(place) {
                *since = week.saturating_sub(last);
            }
        }
    }
    weeks
}
