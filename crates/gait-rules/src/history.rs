//! The history of each lift: one exposure after the other, so that rules can see steps from one to the next.

use gait_model::calendar::Calendar;
use gait_model::notation::{Load, Sets, Work};
use gait_model::plan::{ExerciseId, Intent, Lift, Plan, RampChange};
use gait_model::units::{Mass, Range};
use gait_syntax::Span;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::context::{Context, PlannedLift};
use crate::lifting::is_scaled;
use crate::number::round_to;

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

/// The exposures of every lift, in the order of the calendar. Tests of strength are left out.
///
/// Each written session has a history of its own, because a light and a heavy day take turns without a step between
/// them. One that begins after another with the same exercise has ended goes on from it.
pub(crate) fn histories(calendar: &Calendar, lifts: &[PlannedLift<'_>]) -> Vec<Vec<Exposure>> {
    // Lifts are known by their places in the list. Most sessions are written once for each week, which makes histories
    // of one exposure that are then joined; so until they are whole each lift just knows the next.
    let mut next = vec![NONE; lifts.len()];
    let mut chains: Vec<Chain> = Vec::with_capacity(lifts.len());
    // The last chain that each session as written has begun; the others of it hang on that one.
    let mut written: FxHashMap<Span, usize> =
        FxHashMap::with_capacity_and_hasher(calendar.weeks.len(), FxBuildHasher);
    let mut end = 0;
    for of_session in lifts.chunk_by(|lift, next| lift.session == next.session) {
        let begin = end;
        end += of_session.len();
        let def = &calendar.sessions[lifts[begin].session].def;
        if def.intent == Some(Intent::Test) {
            continue;
        }
        let latest = written.entry(def.span).or_insert(NONE);
        let known = *latest;
        for place in begin..end {
            let exercise = lifts[place].lift.exercise.filter(|_| counts(&lifts[place]));
            let Some(exercise) = exercise else { continue };
            let earlier = lifts[begin..place].iter();
            let alike = earlier.filter(|other| other.lift.exercise == Some(exercise) && counts(other));
            let lift = (exercise, alike.count());
            let same = siblings(&chains, known).find(|&chain| chains[chain].lift == lift);
            match same {
                Some(chain) => chains[chain].append(place, place, 1, &mut next),
                None => {
                    chains.push(Chain { lift, first: place, last: place, len: 1, sibling: *latest });
                    *latest = chains.len() - 1;
                }
            }
        }
    }
    let whole = joined(chains, lifts, &mut next);
    whole.iter().map(|chain| chain.exposures(calendar, lifts, &next)).collect()
}

/// Whether a lift has sets and is no test.
const fn counts(lift: &PlannedLift<'_>) -> bool {
    lift.lift.sets.is_some() && !lift.is_test
}

/// Stands for no lift and no chain.
const NONE: usize = usize::MAX;

/// A part of a history: its first and last lift, and how many there are.
struct Chain {
    /// The exercise, and which one of several lifts of it in the session.
    lift: (ExerciseId, usize),
    first: usize,
    last: usize,
    len: usize,
    /// While parts are collected another one of the same session as written, then another history of the exercise.
    sibling: usize,
}

impl Chain {
    fn append(&mut self, first: usize, last: usize, len: usize, next: &mut [usize]) {
        next[self.last] = first;
        self.last = last;
        self.len += len;
    }

    fn exposures(&self, calendar: &Calendar, lifts: &[PlannedLift<'_>], next: &[usize]) -> Vec<Exposure> {
        let mut exposures = Vec::with_capacity(self.len);
        let mut place = self.first;
        while let Some(lift) = lifts.get(place) {
            exposures.push(exposure(calendar, lift, self.lift.0));
            place = next[place];
        }
        exposures
    }
}

/// A chain and those it hangs together with.
fn siblings(chains: &[Chain], first: usize) -> impl Iterator<Item = usize> {
    let known = |index: usize| (index != NONE).then_some(index);
    std::iter::successors(known(first), move |&index| known(chains[index].sibling))
}

fn exposure(calendar: &Calendar, lift: &PlannedLift<'_>, exercise: ExerciseId) -> Exposure {
    let session = &calendar.sessions[lift.session];
    Exposure {
        session: lift.session,
        day: session.day,
        lift: lift.at,
        exercise,
        heaviest: lift.heaviest,
        is_scaled: is_scaled(session),
    }
}

/// Appends each part of a history to the one of its exercise that ended last before it began.
fn joined(chains: Vec<Chain>, lifts: &[PlannedLift<'_>], next: &mut [usize]) -> Vec<Chain> {
    let mut out: Vec<Chain> = Vec::new();
    // For each exercise the latest of its histories; the others hang on that one. Mostly there are one or two.
    let mut latest: FxHashMap<ExerciseId, usize> = FxHashMap::default();
    // They come in the order of their first exposures.
    for chain in chains {
        let begins = lifts[chain.first].session;
        let end = |history: usize| lifts[out[history].last].session;
        let latest = latest.entry(chain.lift.0).or_insert(NONE);
        let ended = siblings(&out, *latest).filter(|&history| end(history) < begins);
        let before = ended.max_by_key(|&history| (end(history), history));
        match before {
            Some(history) => out[history].append(chain.first, chain.last, chain.len, next),
            None => {
                let sibling = std::mem::replace(latest, out.len());
                out.push(Chain { sibling, ..chain });
            }
        }
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
    let (before, now) = comparable(plan, exercise, from, to)?;
    Some(percent(before, now))
}

/// Two loads as numbers of one unit, the first above 0; nothing where they cannot be compared.
#[inline]
fn comparable(plan: &Plan, exercise: ExerciseId, from: Load, to: Load) -> Option<(i64, i64)> {
    let both = match (from, to) {
        (Load::OfMax(before), Load::OfMax(now)) => (before.basis_points, now.basis_points),
        (Load::Mass(before), Load::Mass(now)) => (before.ug, now.ug),
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
        self.planned(&exposure).map(|planned| planned.lift)
    }

    /// The same with what is asked of every lift.
    pub(crate) fn planned(&self, exposure: &Exposure) -> Option<&'p PlannedLift<'p>> {
        self.facts.lifts_of(exposure.session).get(exposure.lift as usize)
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
    #[inline]
    pub fn load_step(&self, history: &[Exposure], at: usize, window: f64) -> Option<Step> {
        self.step_over(history.get(at)?, history[..at].iter().enumerate().rev(), window)
    }

    /// The same over those `before`, the last of them first, each with its index.
    #[inline]
    pub(crate) fn step_over<'e>(
        &self,
        exposure: &Exposure,
        before: impl Iterator<Item = (usize, &'e Exposure)>,
        window: f64,
    ) -> Option<Step> {
        let now = exposure.heaviest?;
        let recent = |before: &Exposure| f64::from(exposure.day.saturating_sub(before.day)) <= window;
        let mut step: Option<Step> = None;
        for (place, (from, before)) in before.enumerate() {
            if place > 0 && !recent(before) {
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
