//! What several rules about lifts ask: what lifts are for, the sets of a kind in a stretch of usual weeks, and where a
//! written lift can be added to.

use std::ops::AddAssign;

use gait_model::calendar::{LayerKind, Session, Week};
use gait_model::exercise::{Category, Exercise, Muscle, Pattern};
use gait_model::notation::Sets;
use gait_model::plan::{Focus, Lift};
use gait_syntax::Span;
use gait_syntax::edit::quote;

use crate::context::{Context, lifts};

impl<'p> Context<'p> {
    /// Whether minimums hold in a week: it is not light, and no peak.
    #[must_use]
    pub fn is_usual(&self, week: &Week) -> bool {
        !self.is_light(week) && self.phase(week).focus != Some(Focus::Peak)
    }

    /// The weeks of a phase, an index of the plan's.
    #[must_use]
    pub fn weeks_of(&self, phase: usize) -> &'p [Week] {
        let weeks = &self.calendar.weeks;
        let from = weeks.partition_point(|week| week.phase < phase);
        let to = weeks.partition_point(|week| week.phase <= phase);
        weeks.get(from..to).unwrap_or_default()
    }

    /// Shows `judge` the usual weeks with strength of neighbouring phases of one focus in stretches of `length` weeks,
    /// until the last week is part of one; other weeks between them are left out. The next stretch begins a week later,
    /// or after the stretch if `judge` says that it has told of it: what overlaps it is the same matter. Shows nothing of
    /// a plan of a single week.
    pub fn each_stretch(&self, length: impl Fn(usize) -> usize, mut judge: impl FnMut(&[&'p Week]) -> bool) {
        if self.calendar.weeks.len() < 2 {
            return;
        }
        let lifts = |week: &Week| self.sets_in(&[week]).all > 0;
        let alike = |week: &Week| (&self.plan.phases[week.phase].focus, length(week.phase).max(1));
        for block in self.calendar.weeks.chunk_by(|week, next| alike(week) == alike(next)) {
            let usual: Vec<&Week> = block.iter().filter(|&week| self.is_usual(week) && lifts(week)).collect();
            let length = block.first().map_or(1, |week| alike(week).1);
            let mut from = 0;
            while let Some(weeks) = usual.get(from..from + length) {
                from += if judge(weeks) { length } else { 1 };
            }
        }
    }

    /// The working sets that are done for certain in some weeks.
    #[must_use]
    pub fn sets_in(&self, weeks: &[&Week]) -> WorkingSets {
        let mut sets = WorkingSets::default();
        for week in weeks {
            sets += self.facts.sets.get(week.index as usize).copied().unwrap_or_default();
        }
        sets
    }

    /// The lifts of a session, with their indices and exercises; a name that resolves to nothing is left out.
    pub fn exercises_of(
        &self,
        session: &'p Session,
    ) -> impl Iterator<Item = (u32, &'p Lift, &'p Exercise)> + use<'p> {
        let plan = self.plan;
        (0..).zip(lifts(session)).filter_map(|(i, lift)| Some((i, lift, plan.exercises.get(lift.exercise?))))
    }
}

/// The weeks that a finding about a stretch is reported for: those with the first pattern in it, so that weeks which
/// take turns are named once.
pub(crate) fn named_weeks(weeks: &[&Week]) -> impl Iterator<Item = u32> {
    let row = weeks.iter().map(|week| week.row).min();
    weeks.iter().filter(move |week| Some(week.row) == row).map(|week| week.index)
}

/// Whether a lighter week has cut the sets of a session.
pub(crate) fn is_scaled(session: &Session) -> bool {
    session.trail.changes.iter().any(|layer| matches!(layer.kind, LayerKind::Deload | LayerKind::Volume))
}

/// Sets as they replace those at `span`: bare inside the notation of the lift, quoted in an `Each`.
#[must_use]
pub(crate) fn as_written(lift: &Lift, span: Span, sets: &Sets) -> String {
    if lift.span.contains(span) { sets.to_string() } else { quote(&sets.to_string()) }
}

/// Where more can be written into the notation of a lift: after its sets, or after its name if a ramp gives the sets.
#[must_use]
pub(crate) fn tail(lift: &Lift) -> Span {
    let sets = lift.sets.as_ref().map(|sets| sets.span).filter(|sets| lift.span.contains(*sets));
    let end = sets.unwrap_or(lift.name.span).end;
    Span::new(end, end)
}

/// The working sets of some weeks by what they are for; a set may be for several things.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct WorkingSets {
    /// All of them.
    pub all: u32,
    /// Hinges, bridges and leg curls.
    pub posterior_chain: u32,
    /// Leg work on one leg.
    pub single_leg: u32,
    /// Core work.
    pub core: u32,
    /// Core work that resists rotation.
    pub against_rotation: u32,
    /// Core work that resists extension.
    pub against_extension: u32,
    /// What loads the calves.
    pub calf: u32,
    /// Leg work without jumps.
    pub leg: u32,
    /// Leg work without jumps, on one leg.
    pub leg_on_one: u32,
}

impl WorkingSets {
    /// Adds sets of an exercise.
    pub(crate) fn add(&mut self, exercise: &Exercise, sets: u32) {
        let count = |total: &mut u32, is_meant: bool| *total += if is_meant { sets } else { 0 };
        let is_leg = is_leg_work(exercise);
        count(&mut self.all, true);
        count(&mut self.posterior_chain, is_posterior_chain(exercise));
        count(&mut self.single_leg, is_single_leg(exercise));
        count(&mut self.core, exercise.category.is_core());
        count(&mut self.against_rotation, resists_rotation(exercise));
        count(&mut self.against_extension, resists_extension(exercise));
        count(&mut self.calf, loads_calves(exercise));
        count(&mut self.leg, is_leg);
        count(&mut self.leg_on_one, is_leg && exercise.is_unilateral());
    }
}

impl AddAssign for WorkingSets {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.posterior_chain += other.posterior_chain;
        self.single_leg += other.single_leg;
        self.core += other.core;
        self.against_rotation += other.against_rotation;
        self.against_extension += other.against_extension;
        self.calf += other.calf;
        self.leg += other.leg;
        self.leg_on_one += other.leg_on_one;
    }
}

/// Hinges, bridges and leg curls, on one leg too.
fn is_posterior_chain(exercise: &Exercise) -> bool {
    exercise.category == Category::PosteriorChain
        || matches!(exercise.pattern, Some(Pattern::Hinge | Pattern::Bridge | Pattern::KneeFlexion))
}

/// Leg work on one leg: split squats, single-leg hinges, calf raises on one leg.
fn is_single_leg(exercise: &Exercise) -> bool {
    exercise.category == Category::SingleLeg
        || (exercise.is_unilateral() && !exercise.category.is_core() && exercise.trains_legs())
}

/// Press-outs and what is done on all fours, and limbs moved crosswise, as in a dead bug.
fn resists_rotation(exercise: &Exercise) -> bool {
    match exercise.category {
        Category::CoreAntiRotation => true,
        Category::CoreAntiExtension => exercise.pattern == Some(Pattern::LimbCoordination),
        _ => false,
    }
}

/// Planks, rollouts and dead bugs, and what resists rotation on all fours: there the trunk must not sag either.
fn resists_extension(exercise: &Exercise) -> bool {
    let on_all_fours = [Pattern::Brace, Pattern::Crawl, Pattern::LimbCoordination];
    match exercise.category {
        Category::CoreAntiExtension => true,
        Category::CoreAntiRotation => exercise.pattern.is_some_and(|pattern| on_all_fours.contains(&pattern)),
        _ => false,
    }
}

/// Lifts for the legs, jumps and core work apart. A lunge without weight trains no muscle hard, and is done on one leg
/// all the same.
fn is_leg_work(exercise: &Exercise) -> bool {
    let is_for_legs = exercise.category.is_legs() || exercise.trains_legs();
    !exercise.is_plyometric() && !exercise.category.is_core() && is_for_legs
}

/// Raises, hops and whatever else gives the calf at least half a set.
fn loads_calves(exercise: &Exercise) -> bool {
    exercise.trained.contains(Muscle::Gastroc) || exercise.trained.contains(Muscle::Soleus)
}
