//! Flags weeks on end of race preparation and peak in which no set moves a weight any more.

use gait_model::calendar::{Aspect, Session, Week};
use gait_model::notation::Sets;
use gait_model::plan::{Focus, Lift};

use crate::context::{Context, External, lifts};
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const WEEKS: Param =
    Param::count("weeks", 4.0, (1.0, 52.0), "so many weeks on end without a loaded set are reported");
const RESERVE: Param = Param::count(
    "reserve",
    5.0,
    (0.0, 20.0),
    "from so many repetitions in reserve on, a set does not count as loaded",
);

pub(super) const RULE: Rule = Rule {
    name: "maintenance-without-load",
    group: Group::Phase,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "race preparation goes on for weeks without a loaded set",
    page: include_str!("maintenance_without_load.md"),
    params: &[WEEKS, RESERVE],
    check,
};

/// The weeks without load that are under way.
#[derive(Default)]
struct Stretch {
    first: Option<u32>,
    phase: usize,
    weeks: u32,
    trains: bool,
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut had_load = false;
    let mut stretch = Stretch::default();
    for week in &cx.calendar.weeks {
        let done = || cx.calendar.in_week(week).iter().filter(|session| session.counts());
        let loaded = done().any(|session| is_loaded(cx, session));
        let keeps = matches!(cx.phase(week).focus, Some(Focus::RacePrep | Focus::Peak));
        if loaded || !keeps {
            std::mem::take(&mut stretch).report(cx, out);
        } else if had_load && !cx.week(week).blocked {
            // A week on the road neither counts nor breaks the row.
            stretch.add(week, cx.week(week).strength > 0);
        }
        had_load |= done().any(|session| has_weight(cx, session));
    }
    stretch.report(cx, out);
}

impl Stretch {
    fn add(&mut self, week: &Week, trains: bool) {
        if self.first.is_none() {
            (self.first, self.phase) = (Some(week.index), week.phase);
        }
        self.weeks += 1;
        self.trains |= trains;
    }

    fn report(self, cx: &Context<'_>, out: &mut Occurrences) {
        let Some(first) = self.first else { return };
        // Weeks without any session at all are the matter of `strength-frequency`.
        if self.trains && f64::from(self.weeks) >= cx.param(WEEKS, self.phase) {
            let draft = out.advise(Target::Week(first), Aspect::Presence);
            let draft = match last_load(cx, first) {
                Some(text) => draft.propose_action(Action::AddLifts(first, vec![text])),
                None => draft,
            };
            draft
                .help("one session a week with a set or two at the old loads is enough")
                .say(format!("no loaded set for {} weeks; strength may fade", self.weeks));
        }
    }
}

/// Whether a set of the session may move a weight that is worth it.
fn is_loaded(cx: &Context<'_>, session: &Session) -> bool {
    let reserve = cx.param(RESERVE, session.phase);
    let easy = |lift: &Lift| lift.reserve.is_some_and(|r| f64::from(r.value) / 10.0 >= reserve);
    let moves = |lift: &Lift| External::of(cx.plan, lift) != External::None;
    lifts(session).iter().any(|lift| lift.set_count() > 0 && moves(lift) && !easy(lift))
}

/// The loaded lift done last before a week, with two sets.
fn last_load(cx: &Context<'_>, week: u32) -> Option<String> {
    let before = cx.calendar.sessions.iter().rev().filter(|s| s.week < week && s.counts());
    let lift = before.flat_map(lifts).find(|lift| External::of(cx.plan, lift) == External::Weight)?;
    let Sets::Alike { count, work, per_side, load } = lift.sets.as_ref()?.value else { return None };
    let sets = Sets::Alike { count: count.min(2), work, per_side, load };
    Some(format!("{} {sets}", lift.name.value))
}

/// Whether the session writes a weight.
fn has_weight(cx: &Context<'_>, session: &Session) -> bool {
    lifts(session).iter().any(|lift| External::of(cx.plan, lift) == External::Weight)
}
