//! The history of each lift: one exposure after the other, so that rules can see steps from one to the next.

use std::collections::BTreeSet;

use gait_model::calendar::{Calendar, LayerKind, Session};
use gait_model::notation::{Load, Sets, Work};
use gait_model::plan::{ExerciseId, Intent, Kind, Lift, Plan, RampChange};
use gait_model::units::{Mass, Range};
use gait_syntax::Span;
use rustc_hash::FxHashMap;

use crate::context::{Context, lifts, round_to};

/// One planned session that holds a lift.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exposure {
    /// The session, an index of the calendar's.
    pub session: usize,
    /// The lift, an index of the session's.
    pub lift: u32,
    /// The exercise.
    pub exercise: ExerciseId,
    /// Whether a lighter week or `volume` took sets away.
    pub is_scaled: bool,
}

/// A rise of the load of a lift over everything that was lifted lately.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Step {
    /// The exposure that it rises from, an index of the history.
    pub from: usize,
    /// By how many per cent, to a tenth; above 0.
    pub percent: f64,
}

/// What the heaviest set of a lift asks for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TopSet {
    /// The load.
    pub load: Load,
    /// The repetitions; nothing for holds, carries and `max`.
    pub reps: Option<Range<u32>>,
    /// How many sets have this load.
    pub count: u32,
}

/// A place of a lift: the session as written, the exercise, and which one of several in that session.
type Place = (Span, ExerciseId, usize);

/// The exposures of every lift, in the order of the calendar. Tests of strength are left out.
///
/// Each written session has a history of its own, because a light and a heavy day take turns without a step between
/// them. One that begins after another with the same exercise has ended goes on from it.
pub(crate) fn histories(calendar: &Calendar) -> Vec<Vec<Exposure>> {
    let mut places: Vec<Vec<Exposure>> = Vec::new();
    let mut index: FxHashMap<Place, usize> = FxHashMap::default();
    for (at, session) in calendar.sessions.iter().enumerate() {
        if !session.is_planned()
            || session.kind() != Kind::Strength
            || session.def.intent == Some(Intent::Test)
        {
            continue;
        }
        for (exposure, ordinal) in exposures(at, session) {
            let place = (session.def.span, exposure.exercise, ordinal);
            let list = *index.entry(place).or_insert(places.len());
            if list == places.len() {
                places.push(Vec::new());
            }
            places[list].push(exposure);
        }
    }
    joined(places)
}

/// The lifts of a session that have sets, each with how many of its exercise stand before it.
fn exposures(at: usize, session: &Session) -> Vec<(Exposure, usize)> {
    let scaled = |kind| matches!(kind, LayerKind::Deload | LayerKind::Volume);
    let is_scaled = session.trail.amount.iter().any(|layer| scaled(layer.kind));
    let lifts = lifts(session);
    let mut out: Vec<(Exposure, usize)> = Vec::with_capacity(lifts.len());
    for (lift, written) in (0..).zip(lifts) {
        let Some(exercise) = written.exercise.filter(|_| written.sets.is_some() && !written.test) else {
            continue;
        };
        let ordinal = out.iter().filter(|(other, _)| other.exercise == exercise).count();
        out.push((Exposure { session: at, lift, exercise, is_scaled }, ordinal));
    }
    out
}

/// Appends each history to the one of its exercise that ended last before it began.
fn joined(places: Vec<Vec<Exposure>>) -> Vec<Vec<Exposure>> {
    let mut out: Vec<Vec<Exposure>> = Vec::new();
    // For each exercise the histories by the session they have ended with so far.
    let mut ends: FxHashMap<ExerciseId, BTreeSet<(usize, usize)>> = FxHashMap::default();
    // They come in the order of their first exposures.
    for place in places {
        let (Some(first), Some(last)) = (place.first().copied(), place.last().copied()) else { continue };
        let ends = ends.entry(first.exercise).or_default();
        let index = match ends.range(..(first.session, 0)).next_back().copied() {
            Some(before) => {
                ends.remove(&before);
                out[before.1].extend(place);
                before.1
            }
            None => {
                out.push(place);
                out.len() - 1
            }
        };
        ends.insert((last.session, index));
    }
    out
}

/// The heaviest set of a lift; nothing if no load is written.
pub(crate) fn top_set(lift: &Lift) -> Option<TopSet> {
    let load = lift.heaviest()?;
    match &lift.sets.as_ref()?.value {
        Sets::Alike { count, work, .. } => {
            let reps = if let Work::Reps(reps) = work { Some(*reps) } else { None };
            Some(TopSet { load, reps, count: *count })
        }
        Sets::Listed(sets) => {
            let heaviest = || sets.iter().filter(|set| set.load == load);
            let reps = heaviest().map(|set| set.reps).max().map(Range::single);
            Some(TopSet { load, reps, count: u32::try_from(heaviest().count()).unwrap_or(u32::MAX) })
        }
    }
}

/// By how many per cent `to` is heavier than `from`, to a tenth; nothing where they cannot be compared.
pub(crate) fn rise(plan: &Plan, exercise: ExerciseId, from: Load, to: Load) -> Option<f64> {
    let (before, now) = match (from, to) {
        (Load::OfMax(before), Load::OfMax(now)) => (before.basis_points, now.basis_points),
        _ => (mass(plan, exercise, from)?.ug, mass(plan, exercise, to)?.ug),
    };
    #[expect(clippy::cast_precision_loss, reason = "loads are bounded by the notation")]
    (before > 0).then(|| round_to((now as f64 / before as f64 - 1.0) * 100.0, 0.1))
}

/// The mass of a load, both of a pair; nothing for bands, body weight, and shares of an unknown maximum.
pub(crate) fn mass(plan: &Plan, exercise: ExerciseId, load: Load) -> Option<Mass> {
    match load {
        Load::Mass(mass) => Some(mass),
        Load::Pair(mass) => Some(mass.times(2)),
        Load::OfMax(share) => {
            let max = plan.athlete.maxes.iter().find(|(id, _)| *id == exercise)?;
            Some(max.1.value.scaled(share))
        }
        Load::Bodyweight | Load::Band => None,
    }
}

impl<'p> Context<'p> {
    /// The lift of an exposure.
    #[must_use]
    pub fn lift(&self, exposure: Exposure) -> Option<&'p Lift> {
        lifts(self.session(exposure.session)).get(exposure.lift as usize)
    }

    /// The heaviest set of an exposure.
    #[must_use]
    pub fn top_set(&self, exposure: Exposure) -> Option<TopSet> {
        self.lift(exposure).and_then(top_set)
    }

    /// The step that exposure `at` of a history makes: how much heavier it is than everything of the last `window`
    /// days, or than the exposure before if those hold none. Going back to a load that was just lifted, as in waves
    /// and after a light week, is no step.
    #[must_use]
    pub fn load_step(&self, history: &[Exposure], at: usize, window: f64) -> Option<Step> {
        let exposure = *history.get(at)?;
        let now = self.lift(exposure)?.heaviest()?;
        let day = self.session(exposure.session).day;
        let recent =
            |before: &Exposure| f64::from(day.saturating_sub(self.session(before.session).day)) <= window;
        let mut step: Option<Step> = None;
        for (from, before) in history[..at].iter().enumerate().rev() {
            if from + 1 < at && !recent(before) {
                break;
            }
            let Some(old) = self.lift(*before).and_then(Lift::heaviest) else { continue };
            let Some(percent) = rise(self.plan, exposure.exercise, old, now) else { continue };
            // Nothing further back makes a step of it again, and most lifts keep their load.
            if percent <= 0.0 {
                return None;
            }
            if step.is_none_or(|least| percent < least.percent) {
                step = Some(Step { from, percent });
            }
        }
        step
    }

    /// What the ramp of an exposure's lift does, if its phase has one.
    #[must_use]
    pub fn lift_ramp(&self, exposure: Exposure) -> Option<&'p gait_model::plan::Ramp> {
        let session = self.session(exposure.session);
        let ramps = &self.plan.phases.get(session.phase)?.ramps;
        ramps
            .iter()
            .find(|ramp| session.template == Some(ramp.template) && ramp.exercise == Some(exposure.exercise))
    }

    /// Whether repetitions come before load in the ramp of an exposure's lift.
    #[must_use]
    pub fn is_double_progression(&self, exposure: Exposure) -> bool {
        self.lift_ramp(exposure).is_some_and(|ramp| matches!(ramp.change, RampChange::RepsThenLoad { .. }))
    }
}
