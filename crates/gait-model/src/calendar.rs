//! A plan laid on dates: every slot yields exactly one session, which carries the trail of how it got there.

mod amount;
mod clock;
mod estimate;
mod expand;
mod interference;
mod residual;
mod strength;
mod trail;
mod unit;

use std::ops::Range as Indices;
use std::sync::Arc;

use jiff::civil::Date;

pub use estimate::{Estimate, StepEstimate, estimate_run, run_steps};
pub use interference::{Cause, RunScore};
pub use residual::{Peak, Residuals, Share};
pub use strength::{content_seconds, is_stretch, leading, warm_up_seconds};
pub use trail::{Aspect, Layer, LayerKind, Part, Placement, Trail};
pub use unit::usual_unit;

use crate::date::{add_days, days_between};
use crate::dose::{Dose, LegClass};
use crate::load::session_load;
use crate::notation::Amount;
use crate::pace::Paces;
use crate::plan::{Content, ExerciseId, Kind, Lift, Plan, SessionDef, StrengthFocus, TemplateId};
use crate::units::Percent;

/// A plan laid on dates.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The first day of week 1.
    pub first_day: Date,
    /// The weeks, in order; there is at least one.
    pub weeks: Vec<Week>,
    /// The sessions by day, and within a day as written, a race first.
    pub sessions: Vec<Session>,
    /// For each day, where its sessions start; one more entry for the end.
    starts: Vec<u32>,
    /// The speeds that estimates rest on.
    pub paces: Paces,
    /// The athlete's longest run in the 30 days before the plan, if it is written.
    longest_before: Option<Amount>,
    /// How many steps each ramp took, by phase and in the order of [`crate::plan::Phase::ramps`].
    pub ramp_steps: Vec<Vec<u32>>,
}

/// A week of the calendar.
#[derive(Clone, Debug)]
pub struct Week {
    /// Counted from 0.
    pub index: u32,
    /// The phase, an index of [`Plan::phases`].
    pub phase: usize,
    /// The week within the phase, counted from 0.
    pub in_phase: u32,
    /// The pattern, an index of the phase's rows.
    pub row: usize,
    /// Marked as a lighter week.
    pub deload: bool,
    /// The first day, counted from the first of the plan.
    pub first_day: u32,
    /// How many days of it exist: fewer than 7 in a last week that `end` cuts short.
    pub days: u32,
}

impl Week {
    /// Its days, counted from the first of the plan.
    #[must_use]
    pub const fn days(&self) -> Indices<u32> {
        self.first_day..self.first_day + self.days
    }
}

/// What became of a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// To be done.
    Planned,
    /// A run that gave way to a race on its day.
    Displaced,
    /// On a day when nothing can be done: no dose, no distance. An index of [`Plan::blocked`].
    Blocked(usize),
}

/// Where a start time comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// The author wrote it.
    Written,
    /// The one reading of untimed sessions; see `design`, *Clock*.
    Assumed,
}

/// One session on one date.
#[derive(Clone, Debug)]
pub struct Session {
    /// The day, counted from the first of the plan.
    pub day: u32,
    /// The week, counted from 0.
    pub week: u32,
    /// The phase, an index of [`Plan::phases`].
    pub phase: usize,
    /// Counted from 1 among the sessions of its name on its day.
    pub ordinal: u32,
    /// The name the slot uses, or the name of the race.
    pub name: Arc<str>,
    /// The template it names.
    pub template: Option<TemplateId>,
    /// What is done, with every ramp and scaling applied.
    pub def: Arc<SessionDef>,
    /// The kind in `def`: rules ask every session for it, again and again.
    kind: Kind,
    /// Whether it is done.
    pub status: Status,
    /// May be left out: conflicts and the clock see it; totals, caps and minimums do not.
    pub optional: bool,
    /// What may be done instead.
    pub alternatives: Vec<(Arc<str>, Arc<SessionDef>)>,
    /// The start in minutes from midnight before the first day.
    pub start: i64,
    /// The end in the same minutes.
    pub end: i64,
    /// Where the start comes from.
    pub clock: Clock,
    /// How long and how far.
    pub estimate: Estimate,
    /// The strength dose; nothing for other kinds.
    pub dose: Option<Arc<SessionDose>>,
    /// How it got here.
    pub trail: Trail,
}

/// What a strength session does to muscles.
#[derive(Clone, Debug)]
pub struct SessionDose {
    /// Dose per muscle.
    pub muscles: Dose,
    /// The sum over the leg muscles, in hard-set equivalents.
    pub leg: f64,
    /// The class of that sum.
    pub class: LegClass,
    /// Sets that count: not mobility, not activation.
    pub working_sets: u32,
    /// For each lift, how often the exercise was done in the 28 days before, at most 6.
    pub exposures: Vec<u32>,
    /// What `muscles` is made of: the lifts in the order of the session, one of unequal sets once for every set.
    pub parts: Vec<DosePart>,
}

/// What a lift, or one of its sets, has in the dose of a session.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DosePart {
    /// The lift, an index of the session's.
    pub lift: usize,
    /// The exercise.
    pub exercise: ExerciseId,
    /// How many sets.
    pub sets: f64,
    /// How much each, as [`crate::exercise::Exercise::unit`] says.
    pub amount: f64,
    /// What they give a muscle that gets the whole of every set, in hard sets.
    pub base: f64,
}

impl Session {
    /// The kind.
    #[must_use]
    #[inline]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Gives the session other content.
    fn set_def(&mut self, def: Arc<SessionDef>) {
        self.kind = def.kind;
        self.def = def;
    }

    /// Whether it is done at all.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        matches!(self.status, Status::Planned)
    }

    /// Whether it is done for certain: planned and not optional.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.is_planned() && !self.optional
    }

    /// Whether strength work must not spoil it.
    #[must_use]
    pub fn is_key(&self) -> bool {
        self.def.key.unwrap_or_else(|| self.kind().is_key())
    }

    /// Perceived effort of the session, 1 to 10: the author's, or the kind's; strength that works the legs counts 6 (our
    /// convention).
    #[must_use]
    pub fn rpe(&self) -> f64 {
        self.def.rpe.unwrap_or_else(|| match self.kind() {
            Kind::Strength if self.is_leg_work() => 6.0,
            kind => kind.rpe(),
        })
    }

    /// Perceived effort times minutes, in arbitrary units (models C6).
    #[must_use]
    pub fn load(&self) -> f64 {
        session_load(self.rpe(), self.minutes())
    }

    /// The leg dose in hard-set equivalents; 0 for anything but strength.
    #[must_use]
    pub fn leg_dose(&self) -> f64 {
        self.dose.as_ref().map_or(0.0, |dose| dose.leg)
    }

    /// The class of the leg dose.
    #[must_use]
    pub fn leg_class(&self) -> LegClass {
        self.dose.as_ref().map_or(LegClass::None, |dose| dose.class)
    }

    /// Whether it works the legs: a leg dose of at least class light, as it is shown.
    #[must_use]
    pub fn is_leg_work(&self) -> bool {
        self.leg_class() >= LegClass::Light
    }

    /// Sets that count; 0 for anything but strength, and for activation as a whole.
    #[must_use]
    pub fn working_sets(&self) -> u32 {
        let is_activation =
            self.def.focus.as_ref().is_some_and(|focus| focus.value == StrengthFocus::Activation);
        self.dose.as_ref().filter(|_| !is_activation).map_or(0, |dose| dose.working_sets)
    }

    /// The lifts that load a leg muscle with at least half a set, with how often each was done in the 28 days before
    /// (at most 6).
    pub fn leg_lifts<'s>(&'s self, plan: &'s Plan) -> impl Iterator<Item = (&'s Lift, u32)> {
        let lifts = match &self.def.content {
            Content::Strength(lifts) => lifts.as_slice(),
            _ => &[],
        };
        let exposures = self.dose.as_ref().map_or(&[][..], |dose| &dose.exposures);
        lifts
            .iter()
            .zip(exposures.iter().copied())
            .filter(|(lift, _)| lift.exercise.is_some_and(|id| plan.exercises.get(id).trains_legs()))
    }

    /// The length in minutes, middle of the range, to the minute.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        self.end - self.start
    }
}

impl Calendar {
    /// The date of a day.
    #[must_use]
    pub fn date(&self, day: u32) -> Date {
        add_days(self.first_day, i64::from(day))
    }

    /// The day that a date is; nothing for a date outside the plan.
    #[must_use]
    pub fn day_of(&self, date: Date) -> Option<u32> {
        let day = u32::try_from(days_between(self.first_day, date)).ok()?;
        (day < self.day_count()).then_some(day)
    }

    /// How many days the plan has.
    #[must_use]
    pub fn day_count(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The sessions of a day; none for a day outside the plan.
    #[must_use]
    pub fn on(&self, day: u32) -> &[Session] {
        &self.sessions[self.indices(day)]
    }

    /// The sessions of a day as indices of [`Self::sessions`].
    #[must_use]
    pub fn indices(&self, day: u32) -> Indices<usize> {
        let at = |i: usize| self.starts.get(i).map_or(self.sessions.len(), |s| *s as usize);
        at(day as usize)..at(day as usize + 1)
    }

    /// The load of a day, of what is done for certain.
    #[must_use]
    pub fn load_on(&self, day: u32) -> f64 {
        self.on(day).iter().filter(|session| session.counts()).map(Session::load).sum()
    }

    /// The load of each day of a week; 0 for days that a last week does not have.
    #[must_use]
    pub fn daily_loads(&self, week: &Week) -> [f64; 7] {
        let mut loads = [0.0; 7];
        for (load, day) in loads.iter_mut().zip(week.days()) {
            *load = self.load_on(day);
        }
        loads
    }

    /// The sessions of a week.
    #[must_use]
    pub fn in_week(&self, week: &Week) -> &[Session] {
        let days = week.days();
        let from = self.indices(days.start).start;
        let to = self.indices(days.end).start;
        &self.sessions[from..to]
    }
}

/// What is left of running and of strength in a week by `deload` or `volume`; nothing if neither speaks of it.
#[must_use]
pub fn week_shares(plan: &Plan, week: &Week) -> Option<(Percent, Percent)> {
    expand::week_scale(plan, week).map(|scale| (scale.running, scale.strength))
}

/// Lays a plan on dates.
#[must_use]
pub fn expand(plan: &Plan) -> Calendar {
    expand::expand(plan)
}

/// Hours from midnight before the first day.
#[expect(clippy::cast_precision_loss, reason = "plans are far shorter than 2^52 minutes")]
fn hour(minutes: i64) -> f64 {
    minutes as f64 / 60.0
}
