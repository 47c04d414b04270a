//! What rules measure, for those who show it beside an answer: the bands, needs and comparisons behind findings.

use gait_model::calendar::{Calendar, Session, Week};
use gait_model::dose::LegClass;
use gait_model::plan::{Lift, Plan};

use crate::RULES;
use crate::context::{Context, Facts, GoalRace};
use crate::lifting::WorkingSets;
use crate::resolve::Resolved;
use crate::rules::measured;
use crate::settings::Settings;

/// A plan as rules see it, with the parameters in force.
#[derive(Debug)]
pub struct Measures<'p> {
    plan: &'p Plan,
    calendar: &'p Calendar,
    facts: Facts<'p>,
    resolved: Resolved,
}

/// What suits, both ends included.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Advised {
    /// The least; 0 if nothing is asked for.
    pub min: f64,
    /// The most.
    pub max: f64,
}

/// A run beside the longest of the days before it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Growth {
    /// The run, an index of [`Calendar::sessions`].
    pub run: usize,
    /// Its length in `unit`.
    pub now: f64,
    /// The longest before in `unit`; 0 if there was none.
    pub longest: f64,
    /// `km`, `mi` or `min`.
    pub unit: &'static str,
    /// By how many per cent it is longer, to the whole per cent; negative if it is shorter.
    pub percent: f64,
}

impl<'p> Measures<'p> {
    /// Looks at a plan with the settings that hold for it.
    #[must_use]
    pub fn new(plan: &'p Plan, calendar: &'p Calendar, settings: &Settings) -> Self {
        Self { plan, calendar, facts: Facts::new(plan, calendar), resolved: Resolved::new(plan, settings) }
    }

    /// What several rules need, whatever the parameters.
    #[must_use]
    pub const fn facts(&self) -> &Facts<'p> {
        &self.facts
    }

    /// The plan as the rule called `rule` sees it.
    ///
    /// # Panics
    /// If there is no such rule.
    #[must_use]
    pub fn context(&self, rule: &str) -> Context<'_> {
        let rule = crate::find(rule).unwrap_or_else(|| panic!("no rule is called `{rule}`"));
        Context {
            plan: self.plan,
            calendar: self.calendar,
            facts: &self.facts,
            settings: &self.resolved,
            rule,
        }
    }

    /// A parameter as it holds in a phase (an index of [`Plan::phases`]).
    ///
    /// # Panics
    /// If there is no such rule, or if it has no such parameter.
    #[must_use]
    pub fn param(&self, rule: &str, name: &str, phase: usize) -> f64 {
        let cx = self.context(rule);
        let param = RULES[cx.rule].params.iter().find(|param| param.name == name);
        cx.param(*param.unwrap_or_else(|| panic!("`{rule}` has no parameter `{name}`")), phase)
    }

    /// How many strength sessions suit the phase of a week; see `strength-frequency`.
    #[must_use]
    pub fn sessions(&self, week: &Week) -> Advised {
        let cx = self.context("strength-frequency");
        let band = measured::session_band(&cx, week);
        Advised { min: if measured::asks_for_work(&cx, week) { band.min } else { 0.0 }, max: band.max }
    }

    /// The weeks in which strength is new, counted from 0, each with the most sessions that suit it; see
    /// `starting-too-hard`.
    #[must_use]
    pub fn sessions_at_start(&self) -> Vec<(u32, f64)> {
        let cx = self.context("starting-too-hard");
        let weeks = measured::starting_weeks(&cx).into_iter();
        weeks.map(|week| (week.index, measured::most_sessions_at_start(&cx, week))).collect()
    }

    /// How many minutes suit a strength session. See `strength-session-length`.
    #[must_use]
    pub fn minutes(&self, session: &Session) -> Option<Advised> {
        let week = self.calendar.weeks.get(session.week as usize)?;
        let (min, max) = measured::minute_band(&self.context("strength-session-length"), week, session);
        Some(Advised { min, max })
    }

    /// The most strength sessions that the running of a week leaves room for; nothing if it does not say. See
    /// `fifty-mile-cap` and `third-session-over-30-miles`.
    #[must_use]
    pub fn sessions_by_running(&self, week: &Week) -> Option<f64> {
        let third = || measured::two_suit(&self.context("third-session-over-30-miles"), week).then_some(2.0);
        measured::cap_by_running(&self.context("fifty-mile-cap"), week).or_else(third)
    }

    /// The hours that leg work asks for before the next key run; nothing if it spares the legs. See
    /// `lower-body-before-key-run`.
    #[must_use]
    pub fn hours_before_key_run(&self, session: &Session) -> Option<f64> {
        measured::need_before_key_run(&self.context("lower-body-before-key-run"), session)
            .map(|need| need.hours)
    }

    /// The days before a race without leg work of a class; nothing for work that spares the legs. See
    /// `lower-body-in-race-week`.
    #[must_use]
    pub fn free_days_before_race(&self, class: LegClass, race: GoalRace) -> Option<f64> {
        measured::free_days_before_race(&self.context("lower-body-in-race-week"), class, race)
    }

    /// The days after a race that are easy; see `too-soon-after-race`.
    #[must_use]
    pub fn easy_days_after_race(&self, race: GoalRace) -> f64 {
        measured::easy_days_after_race(&self.context("too-soon-after-race"), race)
    }

    /// Every run that can be compared with the days before it, in order; see `single-run-spike`.
    #[must_use]
    pub fn growth(&self) -> Vec<Growth> {
        let all = measured::growth(&self.context("single-run-spike"));
        let public = |growth: measured::RunGrowth| Growth {
            run: growth.run,
            now: growth.now,
            longest: growth.most,
            unit: growth.unit,
            percent: growth.over,
        };
        all.into_iter().map(public).collect()
    }

    /// The weeks of strength between lighter ones, counted from 0, in runs of one or more; see `deload-missing`.
    #[must_use]
    pub fn loading_weeks(&self) -> Vec<Vec<u32>> {
        let runs = measured::loading_runs(&self.context("deload-missing"));
        runs.iter().map(|run| run.iter().map(|week| week.index).collect()).collect()
    }

    /// The working sets of some weeks by what they are for; see `pillar-missing`, `core-pattern-missing`,
    /// `unilateral-share` and `no-calf-work`.
    #[must_use]
    pub fn working_sets(&self, weeks: &[&Week]) -> WorkingSets {
        self.context("pillar-missing").sets_in(weeks)
    }

    /// The sets of a session whose reserve says something about fatigue, alike ones of a lift together, with the
    /// repetitions they leave, if that is written; see `reserve-too-small`.
    #[must_use]
    pub fn reserves(&self, session: &Session) -> Vec<(u32, Option<f64>)> {
        let cx = self.context("reserve-too-small");
        let groups = |lift: &Lift| {
            let (all, open) = (lift.set_count(), lift.open_sets());
            let written = lift.reserve.map(|reserve| f64::from(reserve.value) / 10.0);
            [(open, Some(0.0)), (all - open, written)]
        };
        measured::judged_lifts(&cx, session).flat_map(groups).filter(|(sets, _)| *sets > 0).collect()
    }
}
