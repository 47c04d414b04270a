//! The history of each lift: one exposure after the other, so that rules can see steps from one to the next.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

use gait_model::calendar::{Calendar, LayerKind, Session};
use gait_model::notation::{Load, Sets, Work};
use gait_model::plan::{ExerciseId, Intent, Kind, Lift, Plan, RampChange};
use gait_model::units::{Mass, Range};
use gait_syntax::Span;
use rustc_hash::FxHashMap;

use crate::context::{Context, lifts, round_to};

/// One planned session that holds a lift.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Exposure {
    /// The session, an index of the calendar's.
    pub session: usize,
    /// Its day.
    pub day: u32,
    /// The lift, an index of the session's.
    pub lift: u32,
    /// The exercise.
    pub exercise: ExerciseId,
    /// The heaviest load of it, if any is written.
    pub heaviest: Option<Load>,
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
    let mut links: Vec<Link> = Vec::with_capacity(calendar.sessions.len());
    let mut chains: Vec<Chain> = Vec::new();
    let mut index: FxHashMap<Place, usize> = FxHashMap::default();
    for (at, session) in calendar.sessions.iter().enumerate() {
        if !session.is_planned()
            || session.kind() != Kind::Strength
            || session.def.intent == Some(Intent::Test)
        {
            continue;
        }
        let from = links.len();
        add_exposures(at, session, &mut links);
        for link in from..links.len() {
            let exposure = links[link].exposure;
            let earlier = links[from..link].iter();
            let ordinal = earlier.filter(|other| other.exposure.exercise == exposure.exercise).count();
            let place = (session.def.span, exposure.exercise, ordinal);
            let one = Chain { first: link, last: link, len: 1 };
            match index.entry(place) {
                Entry::Occupied(chain) => chains[*chain.get()].append(one, &mut links),
                Entry::Vacant(chain) => {
                    chain.insert(chains.len());
                    chains.push(one);
                }
            }
        }
    }
    joined(chains, &mut links).iter().map(|chain| chain.exposures(&links)).collect()
}

/// An exposure and the one after it in its history. Most sessions are written once for each week, which makes histories
/// of one exposure that are then joined; so they are lists in a common store until they are whole.
struct Link {
    exposure: Exposure,
    next: usize,
}

/// A part of a history: its first and last link, and how many there are.
#[derive(Clone, Copy)]
struct Chain {
    first: usize,
    last: usize,
    len: usize,
}

impl Chain {
    fn append(&mut self, after: Self, links: &mut [Link]) {
        links[self.last].next = after.first;
        self.last = after.last;
        self.len += after.len;
    }

    fn exposures(&self, links: &[Link]) -> Vec<Exposure> {
        let after = |link: &&Link| links.get(link.next);
        std::iter::successors(Some(&links[self.first]), after)
            .take(self.len)
            .map(|link| link.exposure)
            .collect()
    }
}

/// Adds the lifts of a session that have sets.
fn add_exposures(at: usize, session: &Session, links: &mut Vec<Link>) {
    let scaled = |kind| matches!(kind, LayerKind::Deload | LayerKind::Volume);
    let is_scaled = session.trail.changes.iter().any(|layer| scaled(layer.kind));
    for (lift, written) in (0..).zip(lifts(session)) {
        let Some(exercise) = written.exercise.filter(|_| written.sets.is_some() && !written.test) else {
            continue;
        };
        let heaviest = written.heaviest();
        let exposure = Exposure { session: at, day: session.day, lift, exercise, heaviest, is_scaled };
        links.push(Link { exposure, next: usize::MAX });
    }
}

/// Appends each part of a history to the one of its exercise that ended last before it began.
fn joined(chains: Vec<Chain>, links: &mut [Link]) -> Vec<Chain> {
    let mut out: Vec<Chain> = Vec::new();
    // For each exercise the histories by the session they have ended with so far.
    let mut ends: FxHashMap<ExerciseId, BTreeSet<(usize, usize)>> = FxHashMap::default();
    // They come in the order of their first exposures.
    for chain in chains {
        let (first, last) = (links[chain.first].exposure, links[chain.last].exposure);
        let ends = ends.entry(first.exercise).or_default();
        let index = match ends.range(..(first.session, 0)).next_back().copied() {
            Some(before) => {
                ends.remove(&before);
                out[before.1].append(chain, links);
                before.1
            }
            None => {
                out.push(chain);
                out.len() - 1
            }
        };
        ends.insert((last.session, index));
    }
    out
}

/// The exposures of a history that no lighter week has taken sets from.
pub(crate) fn unscaled(history: &[Exposure]) -> Cow<'_, [Exposure]> {
    if history.iter().all(|exposure| !exposure.is_scaled) {
        return Cow::Borrowed(history);
    }
    let mut whole = Vec::with_capacity(history.len());
    whole.extend(history.iter().filter(|exposure| !exposure.is_scaled));
    Cow::Owned(whole)
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
    let (before, now) = comparable(plan, exercise, from, to)?;
    Some(percent(before, now))
}

/// Two loads as numbers of one unit, the first above 0; nothing where they cannot be compared.
fn comparable(plan: &Plan, exercise: ExerciseId, from: Load, to: Load) -> Option<(i64, i64)> {
    let both = match (from, to) {
        (Load::OfMax(before), Load::OfMax(now)) => (before.basis_points, now.basis_points),
        _ => (mass(plan, exercise, from)?.ug, mass(plan, exercise, to)?.ug),
    };
    (both.0 > 0).then_some(both)
}

#[expect(clippy::cast_precision_loss, reason = "loads are bounded by the notation")]
fn percent(before: i64, now: i64) -> f64 {
    round_to((now as f64 / before as f64 - 1.0) * 100.0, 0.1)
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
        let now = exposure.heaviest?;
        let recent = |before: &Exposure| f64::from(exposure.day.saturating_sub(before.day)) <= window;
        let mut step: Option<Step> = None;
        for (from, before) in history[..at].iter().enumerate().rev() {
            if from + 1 < at && !recent(before) {
                break;
            }
            let both = before.heaviest.and_then(|old| comparable(self.plan, exposure.exercise, old, now));
            let Some((old, now)) = both else { continue };
            // Nothing further back makes a step of it again, and most lifts keep their load.
            if now <= old {
                return None;
            }
            let percent = percent(old, now);
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
