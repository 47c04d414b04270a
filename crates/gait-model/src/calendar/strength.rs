//! The strength dose of every session, with the exposures that the calendar itself gives.

use super::{Calendar, SessionDose};
use crate::dose::{LiftDose, Volume, dose, leg_class};
use crate::exercise::Category;
use crate::notation::{Beat, Load, Sets, Work};
use crate::plan::{Content, ExerciseId, Kind, Lift, Plan};

/// Exposures count for so many days.
const WINDOW: u32 = 28;
/// More exposures than these change nothing; a familiar lift enters the plan with as many.
const FAMILIAR: u32 = 6;
/// Repetitions assumed for `max`: a set to failure of an unloaded lift.
const MAX_REPS: f64 = 12.0;
/// Reserve assumed when none is written, in repetitions.
const RESERVE: f64 = 2.0;

pub(super) fn fill(plan: &Plan, calendar: &mut Calendar) {
    let mut history = History::new(plan);
    for session in calendar.sessions.iter_mut().filter(|s| s.is_planned() && s.kind() == Kind::Strength) {
        let Content::Strength(lifts) = &session.def.content else { continue };
        let exposures: Vec<u32> =
            lifts.iter().map(|lift| lift.exercise.map_or(FAMILIAR, |id| history.before(id, session.day))).collect();
        for id in lifts.iter().filter_map(|lift| lift.exercise) {
            history.add(id, session.day);
        }
        session.dose = Some(Box::new(session_dose(plan, lifts, exposures)));
    }
}

/// The days on which each exercise was done.
struct History<'p> {
    plan: &'p Plan,
    days: Vec<Vec<u32>>,
    entered: Vec<Option<u32>>,
}

impl<'p> History<'p> {
    fn new(plan: &'p Plan) -> Self {
        let count = plan.exercises.iter().count();
        Self { plan, days: vec![Vec::new(); count], entered: vec![None; count] }
    }

    /// How often `id` was done in the days before `day`.
    fn before(&self, id: ExerciseId, day: u32) -> u32 {
        let index = id.0 as usize;
        let since = day.saturating_sub(WINDOW);
        let done = self.days[index].iter().rev().take_while(|d| **d >= since).filter(|d| **d < day).count();
        let entered = self.entered[index].unwrap_or(day);
        let familiar = self.plan.athlete.familiar.has(id) && entered >= since;
        (u32::try_from(done).unwrap_or(FAMILIAR) + if familiar { FAMILIAR } else { 0 }).min(FAMILIAR)
    }

    fn add(&mut self, id: ExerciseId, day: u32) {
        let index = id.0 as usize;
        if self.days[index].last() != Some(&day) {
            self.days[index].push(day);
        }
        self.entered[index].get_or_insert(day);
    }
}

fn session_dose(plan: &Plan, lifts: &[Lift], exposures: Vec<u32>) -> SessionDose {
    let mut doses = Vec::with_capacity(lifts.len());
    let (mut working_sets, mut heavy_sets) = (0, 0);
    for (lift, &k) in lifts.iter().zip(&exposures) {
        let Some(id) = lift.exercise else { continue };
        let exercise = plan.exercises.get(id);
        let sets = sets_of(lift);
        doses.extend(sets.iter().map(|set| LiftDose { exercise, exposures: k, ..*set_dose(exercise, lift, set) }));
        if !matches!(exercise.category, Category::Mobility | Category::Activation) {
            working_sets += lift.set_count();
        }
        heavy_sets += heavy(plan, lift, id);
    }
    let muscles = dose(&doses, plan.athlete.level.clone());
    let class = leg_class(&muscles, heavy_sets >= 5);
    SessionDose { leg: muscles.leg(), class, muscles, working_sets, exposures }
}
