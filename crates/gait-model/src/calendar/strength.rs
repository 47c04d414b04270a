//! The strength dose of every session, with the exposures that the calendar itself gives.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Calendar, DosePart, Session, SessionDose};
use crate::constants::{DEFAULT_RIR, EXPOSURE_DAYS, FAMILIAR_EXPOSURES, HEAVY_LOAD, HEAVY_SETS, MAX_REPS};
use crate::content_time::{LiftTime, content_s};
use crate::dose::{Dose, LiftDose, base, leg_class};
use crate::exercise::{Exercise, Pattern, eccentric_s};
use crate::notation::{Load, OneSet, Sets, Work};
use crate::plan::{Content, ExerciseId, Kind, Lift, Placed, Plan, SessionDef, WarmUp};
use crate::units::Range;

pub(super) fn fill(plan: &Plan, calendar: &mut Calendar) {
    let mut history = History::new(plan);
    // What stands unchanged in many weeks asks the same each time, as soon as it is familiar.
    let mut known: FxHashMap<*const SessionDef, Arc<SessionDose>> = FxHashMap::default();
    for session in calendar.sessions.iter_mut().filter(|s| s.is_planned() && s.kind() == Kind::Strength) {
        let Content::Strength(lifts) = &session.def.content else { continue };
        let exposures: Vec<u32> = lifts
            .iter()
            .map(|lift| lift.exercise.map_or(FAMILIAR_EXPOSURES, |id| history.before(id, session.day)))
            .collect();
        for id in lifts.iter().filter_map(|lift| lift.exercise) {
            history.add(id, session.day);
        }
        let last = known.get(&Arc::as_ptr(&session.def)).filter(|dose| dose.exposures == exposures);
        let dose = last.map_or_else(|| Arc::new(session_dose(plan, lifts, exposures)), Arc::clone);
        known.insert(Arc::as_ptr(&session.def), Arc::clone(&dose));
        session.dose = Some(dose);
    }
}

/// The days on which each exercise was done.
struct History<'p> {
    plan: &'p Plan,
    exercises: Vec<Done>,
}

/// The days on which an exercise was done: the first, and the last ones, as many as count and today.
#[derive(Clone, Default)]
struct Done {
    first: Option<u32>,
    /// The latest first.
    last: [Option<u32>; FAMILIAR_EXPOSURES as usize + 1],
}

impl<'p> History<'p> {
    fn new(plan: &'p Plan) -> Self {
        Self { plan, exercises: vec![Done::default(); plan.exercises.count()] }
    }

    /// How often `id` was done in the days before `day`.
    fn before(&self, id: ExerciseId, day: u32) -> u32 {
        let done = &self.exercises[id.0 as usize];
        let since = day.saturating_sub(EXPOSURE_DAYS);
        if self.plan.athlete.familiar.has(id) && done.first.unwrap_or(day) >= since {
            return FAMILIAR_EXPOSURES;
        }
        let counted = done.last.iter().flatten().filter(|d| (since..day).contains(*d)).count();
        u32::try_from(counted).unwrap_or(FAMILIAR_EXPOSURES).min(FAMILIAR_EXPOSURES)
    }

    fn add(&mut self, id: ExerciseId, day: u32) {
        let done = &mut self.exercises[id.0 as usize];
        if done.last[0] != Some(day) {
            done.last.rotate_right(1);
            done.last[0] = Some(day);
        }
        done.first.get_or_insert(day);
    }
}

fn session_dose(plan: &Plan, lifts: &[Lift], exposures: Vec<u32>) -> SessionDose {
    let (mut working_sets, mut heavy_sets) = (0, 0);
    for lift in lifts {
        let Some(id) = lift.exercise else { continue };
        let exercise = plan.exercises.get(id);
        if exercise.category.is_work() {
            working_sets += lift.set_count();
        }
        if exercise.trains_legs() {
            heavy_sets += heavy_set_count(plan, lift, id);
        }
    }
    let mut muscles = Dose::ZERO;
    let mut parts = Vec::with_capacity(lifts.len());
    each_dose(plan, lifts, &exposures, |lift, exercise, dose| {
        let base = base(&dose, &plan.athlete.level);
        muscles.add(&dose, base);
        parts.push(DosePart { lift, exercise, sets: dose.sets, amount: dose.amount, base });
    });
    let class = leg_class(&muscles, heavy_sets >= HEAVY_SETS);
    SessionDose { leg: muscles.leg(), class, muscles, working_sets, exposures, parts }
}

/// Visits what the dose needs of every lift, with the lift's index and its exercise.
fn each_dose<'p>(
    plan: &'p Plan,
    lifts: &[Lift],
    exposures: &[u32],
    mut visit: impl FnMut(usize, ExerciseId, LiftDose<'p>),
) {
    for (index, (lift, &exposures)) in lifts.iter().zip(exposures).enumerate() {
        let Some(id) = lift.exercise else { continue };
        let exercise = plan.exercises.get(id);
        let written = lift.reserve.map_or(DEFAULT_RIR, |r| f64::from(r.value) / 10.0);
        let eccentric =
            lift.tempo.as_ref().map_or_else(|| exercise.tempo.eccentric_s(), |t| eccentric_s(t.value));
        for Group { sets, amount, is_open } in sets_of(lift, exercise) {
            let rir = if is_open { 0.0 } else { written };
            visit(index, id, LiftDose { exercise, sets, amount, rir, eccentric, exposures });
        }
    }
}

impl Session {
    /// The lifts in the numbers that the dose is reckoned from, each with the index of its lift; a lift of unequal
    /// sets stands once for every set. Nothing but strength has any.
    #[must_use]
    pub fn lift_doses<'p>(&self, plan: &'p Plan) -> Vec<(usize, LiftDose<'p>)> {
        let mut doses = Vec::new();
        if let (Content::Strength(lifts), Some(dose)) = (&self.def.content, &self.dose) {
            each_dose(plan, lifts, &dose.exposures, |lift, _, dose| doses.push((lift, dose)));
        }
        doses
    }
}

/// Equal sets of a lift.
struct Group {
    sets: f64,
    /// How much each, in the exercise's own unit.
    amount: f64,
    /// Whether they go on until no repetition is left, whatever the lift leaves otherwise.
    is_open: bool,
}

/// The sets of a lift as groups of equal ones.
fn sets_of(lift: &Lift, exercise: &Exercise) -> impl Iterator<Item = Group> + Clone {
    let amount = |work: &Work| exercise.amount(work).unwrap_or_else(|| exercise.amount_of_reps(MAX_REPS));
    let (alike, listed) = match lift.main_sets().map(|s| &s.value) {
        Some(Sets::Alike { count, work, .. }) => {
            let is_open = matches!(work, Work::Max);
            (Some((f64::from(*count), amount(work), is_open)), &[][..])
        }
        Some(Sets::Listed(sets)) => (None, sets.as_slice()),
        None => (None, &[][..]),
    };
    let one = move |set: &OneSet| (1.0, amount(&Work::Reps(Range::single(set.reps))), set.or_more);
    let groups = alike.into_iter().chain(listed.iter().map(one));
    groups.map(|(sets, amount, is_open)| Group { sets, amount, is_open })
}

/// How long the content of a strength session takes with its warm-up, in seconds; see [`crate::content_time`].
/// Nothing for other kinds.
#[must_use]
pub fn content_seconds(plan: &Plan, def: &SessionDef) -> i64 {
    let Content::Strength(lifts) = &def.content else { return 0 };
    rounded(content_s(lift_times(plan, lifts), written_warm_up_s(plan, def)))
}

/// How long the warm-up of a strength session takes, in seconds: its `warm_up`, and the mobility and activation that
/// its lifts begin with. Stretches that are held do not count: nothing moves.
#[must_use]
pub fn warm_up_seconds(plan: &Plan, def: &SessionDef) -> i64 {
    let Content::Strength(lifts) = &def.content else { return 0 };
    let moving = |lifts: &[Lift]| -> f64 {
        let moving = lifts.iter().filter(|lift| !is_stretch(plan, lift));
        content_s(moving.filter_map(|lift| lift_time(plan, lift)), 0.0)
    };
    let written = match def.warm_up.as_ref().map(|w| &w.value) {
        Some(WarmUp::Lifts(lifts)) => moving(lifts),
        _ => written_warm_up_s(plan, def),
    };
    rounded(moving(leading(plan, lifts)) + written)
}

/// The mobility and activation that the lifts of a session begin with: all before the first that is work.
#[must_use]
pub fn leading<'l>(plan: &Plan, lifts: &'l [Lift]) -> &'l [Lift] {
    let is_work = |lift: &Lift| lift.exercise.is_none_or(|id| plan.exercises.get(id).category.is_work());
    let first = lifts.iter().position(is_work).unwrap_or(lifts.len());
    lifts.get(..first).unwrap_or_default()
}

/// Whether a lift is a stretch that is held.
#[must_use]
pub fn is_stretch(plan: &Plan, lift: &Lift) -> bool {
    lift.exercise.is_some_and(|id| plan.exercises.get(id).pattern == Some(Pattern::Static))
}

fn written_warm_up_s(plan: &Plan, def: &SessionDef) -> f64 {
    match def.warm_up.as_ref().map(|w| &w.value) {
        None => 0.0,
        #[expect(clippy::cast_precision_loss, reason = "durations are bounded by the notation")]
        Some(WarmUp::Time(time)) => time.seconds as f64,
        Some(WarmUp::Lifts(lifts)) => content_s(lift_times(plan, lifts), 0.0),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "sets and repetitions are bounded by the notation")]
fn rounded(seconds: f64) -> i64 {
    libm::round(seconds) as i64
}

fn lift_times(plan: &Plan, lifts: &[Lift]) -> impl Iterator<Item = LiftTime> {
    lifts.iter().filter_map(|lift| lift_time(plan, lift))
}

fn lift_time(plan: &Plan, lift: &Lift) -> Option<LiftTime> {
    let exercise = plan.exercises.get(lift.exercise?);
    let groups = sets_of(lift, exercise);
    let sets: f64 = groups.clone().map(|group| group.sets).sum();
    if sets == 0.0 {
        return None;
    }
    let mean = groups.map(|group| group.sets * group.amount).sum::<f64>() / sets;
    let sided = lift.sets.is_none()
        || matches!(lift.sets, Some(Placed { value: Sets::Alike { per_side: true, .. }, .. }));
    let tempo = lift.tempo.as_ref().map(|t| t.value);
    #[expect(clippy::cast_precision_loss, reason = "rests are bounded by the notation")]
    let rest_s = lift.rest.as_ref().map(|r| r.value.seconds as f64);
    let time = LiftTime::new(exercise, sets, mean, tempo, sided);
    Some(LiftTime { rest_s, shares_rest: lift.superset.is_some(), ..time })
}

/// Sets at [`HEAVY_LOAD`] of the maximum or more, by what the plan declares: a share, or a load and a maximum.
fn heavy_set_count(plan: &Plan, lift: &Lift, id: ExerciseId) -> u32 {
    let max = plan.athlete.maxes.iter().find(|(e, _)| *e == id).map(|(_, mass)| mass.value);
    let heavy = |load: &Load| match load {
        Load::OfMax(share) => *share >= HEAVY_LOAD,
        Load::Mass(mass) => max.is_some_and(|max| HEAVY_LOAD.of(max.ug) <= mass.ug),
        Load::Pair(_) | Load::Bodyweight | Load::Band => false,
    };
    match lift.main_sets().map(|s| &s.value) {
        Some(Sets::Alike { count, load: Some(load), .. }) if heavy(load) => *count,
        Some(Sets::Listed(sets)) => {
            u32::try_from(sets.iter().filter(|s| heavy(&s.load)).count()).unwrap_or(0)
        }
        _ => 0,
    }
}
