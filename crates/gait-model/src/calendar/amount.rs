//! Amounts over the weeks: the value each session has reached, how ramps move it, how lighter weeks scale it.

use std::sync::Arc;

use super::trail::{Layer, LayerKind};
use super::{Session, Week};
use crate::notation::{Amount, At, Body, GrowStep, Load, LoadStep, OneSet, Run, Sets, Step, Work};
use crate::plan::{
    Content, EachEntry, ExerciseId, Lift, Placed, Plan, Ramp, RampChange, SessionDef, TemplateId,
};
use crate::units::{Distance, DistanceUnit, Duration, Mass, Percent, Range};

/// The value each template has reached.
pub(super) struct Reached {
    states: Vec<State>,
    /// Steps of each ramp in its phase: by phase, then by ramp.
    steps: Vec<Vec<u32>>,
}

#[derive(Default)]
struct State {
    /// The session with every step so far; nothing while it is still as written.
    now: Option<Arc<SessionDef>>,
    /// The last ramp that moved it.
    layer: Option<Layer>,
    /// The last ramp that moved each lift.
    lifts: Vec<(ExerciseId, Layer)>,
    /// Whether it has stood in a week before.
    stood: bool,
}

impl Reached {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            states: plan.templates.iter().map(|_| State::default()).collect(),
            steps: plan.phases.iter().map(|p| vec![0; p.ramps.len()]).collect(),
        }
    }

    /// The steps each ramp took, by phase and ramp.
    pub(super) fn into_steps(self) -> Vec<Vec<u32>> {
        self.steps
    }

    /// Takes the step of a week in which the template stands.
    pub(super) fn advance(&mut self, plan: &Plan, week: &Week, id: TemplateId) {
        let phase = &plan.phases[week.phase];
        let written = &plan.templates[id.0 as usize].session;
        let state = &mut self.states[id.0 as usize];
        // Sets for the whole session come before those of single lifts, whatever the order of the text.
        let whole = |ramp: &&(usize, &Ramp)| ramp.1.exercise.is_none();
        let ramps: Vec<(usize, &Ramp)> =
            phase.ramps.iter().enumerate().filter(|(_, ramp)| ramp.template == id).collect();
        for &(index, ramp) in ramps.iter().filter(whole).chain(ramps.iter().filter(|r| !whole(r))) {
            let taken = &mut self.steps[week.phase][index];
            let now = state.now.as_ref().unwrap_or(written);
            let Some(next) = step(written, now, ramp, *taken, state.stood, week.deload) else { continue };
            *taken += 1;
            let layer = Layer { kind: LayerKind::Ramp(*taken), span: next.span };
            state.layer = Some(layer);
            state.lifts.retain(|(lift, _)| ramp.exercise.is_some_and(|exercise| exercise != *lift));
            state.lifts.extend(ramp.exercise.map(|exercise| (exercise, layer)));
            state.now = Some(next.session);
        }
        state.stood = true;
    }

    /// Gives a session the value its template has reached.
    pub(super) fn apply(&self, id: TemplateId, session: &mut Session) {
        let state = &self.states[id.0 as usize];
        if let Some(now) = &state.now {
            session.set_def(Arc::clone(now));
        }
        session.trail.changes.extend(state.layer);
        session.trail.lifts.clone_from(&state.lifts);
    }
}

/// The outcome of a step, and the part of the text that made it.
struct Next {
    session: Arc<SessionDef>,
    span: gait_syntax::Span,
}

/// The step of one ramp in one week; nothing if the value stays.
fn step(
    written: &Arc<SessionDef>,
    now: &Arc<SessionDef>,
    ramp: &Ramp,
    taken: u32,
    stood: bool,
    deload: bool,
) -> Option<Next> {
    let grown = |session: SessionDef| Next { session: Arc::new(session), span: ramp.span };
    match &ramp.change {
        RampChange::Each(entries) => {
            let entry = &entries[taken as usize % entries.len()];
            Some(Next { session: each(written, now, ramp.exercise, &entry.value), span: entry.span })
        }
        RampChange::Grow { from: Some(from), .. } if taken == 0 => {
            Some(grown(grow(now, ramp.exercise, &|_| Some(*from))?))
        }
        // The first week of the plan takes no step, and growth waits in lighter weeks.
        _ if !stood || deload => None,
        RampChange::Grow { by, to, .. } => {
            Some(grown(grow(now, ramp.exercise, &|value| toward(value, *by, *to))?))
        }
        RampChange::RepsThenLoad { reps, load, step } => {
            Some(grown(reps_then_load(now, ramp.exercise?, *reps, *load, *step)?))
        }
    }
}

fn each(
    written: &Arc<SessionDef>,
    now: &Arc<SessionDef>,
    exercise: Option<ExerciseId>,
    entry: &EachEntry,
) -> Arc<SessionDef> {
    match entry {
        EachEntry::Session(session) => Arc::clone(session),
        EachEntry::Sets(sets) => {
            // A lift "has none" by what the template says, not by what an earlier week gave it.
            let bare = |i: usize| lift_of(written, i).is_some_and(|l| l.sets.is_none());
            let chosen = |i: usize, lift: &Lift| match exercise {
                Some(exercise) => lift.exercise == Some(exercise),
                None => bare(i),
            };
            let mut session = (**now).clone();
            if let Content::Strength(lifts) = &mut session.content {
                for (_, lift) in lifts.iter_mut().enumerate().filter(|(i, lift)| chosen(*i, lift)) {
                    lift.sets = Some(Placed { value: keep_sides(&sets.value, lift), span: sets.span });
                }
            }
            Arc::new(session)
        }
    }
}

fn lift_of(session: &SessionDef, index: usize) -> Option<&Lift> {
    match &session.content {
        Content::Strength(lifts) => lifts.get(index),
        _ => None,
    }
}

/// New sets for a lift: `/side` holds on where the entry does not say.
fn keep_sides(sets: &Sets, lift: &Lift) -> Sets {
    let sided = matches!(lift.sets, Some(Placed { value: Sets::Alike { per_side: true, .. }, .. }));
    match sets.clone() {
        Sets::Alike { count, work, per_side, load } => {
            Sets::Alike { count, work, per_side: per_side || sided, load }
        }
        listed @ Sets::Listed(_) => listed,
    }
}

/// The next value on the way to `to`; nothing if it is reached or passed.
fn toward(value: GrowStep, by: GrowStep, to: GrowStep) -> Option<GrowStep> {
    match (value, by, to) {
        (GrowStep::Distance(v), GrowStep::Distance(by), GrowStep::Distance(to)) if v < to => {
            let next = Distance { mm: v.mm.saturating_add(by.mm), unit: by.unit };
            Some(GrowStep::Distance(match next < to {
                // In another unit the sum has decimals that nobody runs by.
                true if v.unit != by.unit && next.rounded() > v => next.rounded(),
                true => next,
                false => to,
            }))
        }
        (GrowStep::Time(v), GrowStep::Time(by), GrowStep::Time(to)) if v < to => {
            Some(GrowStep::Time(Duration {
                seconds: v.seconds.saturating_add(by.seconds).min(to.seconds),
                unit: by.unit,
            }))
        }
        (GrowStep::Mass(v), GrowStep::Mass(by), GrowStep::Mass(to)) if v < to => {
            let next = Mass { ug: v.ug.saturating_add(by.ug), unit: by.unit };
            Some(GrowStep::Mass(match next < to {
                true if v.unit != by.unit && next.rounded() > v => next.rounded(),
                true => next,
                false => to,
            }))
        }
        (GrowStep::Repeats(v), GrowStep::Repeats(by), GrowStep::Repeats(to)) if v < to => {
            Some(GrowStep::Repeats(v.saturating_add(by).min(to)))
        }
        _ => None,
    }
}

/// Replaces what grows in a session; nothing if it holds no such thing or `next` keeps it.
fn grow(
    now: &SessionDef,
    exercise: Option<ExerciseId>,
    next: &dyn Fn(GrowStep) -> Option<GrowStep>,
) -> Option<SessionDef> {
    let mut session = now.clone();
    let changed = match &mut session.content {
        Content::Run(run) => grow_run(run, next),
        Content::Strength(lifts) => {
            let mut any = false;
            for lift in lifts.iter_mut().filter(|l| exercise.is_some() && l.exercise == exercise) {
                any |= grow_load(lift, next);
            }
            any
        }
        Content::Mobility(time) => grow_time(time, next),
        Content::Rest => false,
    };
    changed.then_some(session)
}

fn grow_run(run: &mut Run, next: &dyn Fn(GrowStep) -> Option<GrowStep>) -> bool {
    // Which of the three grows is known only from the answer: try each, and keep the one that is taken.
    if let Some(step) = longest(run, true)
        && let Body::Amount(At { value: Amount::Distance(range), .. }) = &mut step.body
        && let Some(GrowStep::Distance(to)) = next(GrowStep::Distance(range.low))
    {
        let width = range.high.mm - range.low.mm;
        *range = Range { low: to, high: Distance { mm: to.mm.saturating_add(width), unit: to.unit } };
        return true;
    }
    if let Some(step) = longest(run, false)
        && let Body::Amount(At { value: Amount::Time(range), .. }) = &mut step.body
        && grow_time(range, next)
    {
        return true;
    }
    let repeats =
        run.steps.iter_mut().filter_map(|s| Some(&mut s.value.repeats.as_mut()?.value)).max_by_key(|r| r.low);
    if let Some(count) = repeats
        && let Some(GrowStep::Repeats(to)) = next(GrowStep::Repeats(count.low))
    {
        let width = count.high - count.low;
        *count = Range { low: to, high: to.saturating_add(width) };
        return true;
    }
    false
}

fn grow_time(range: &mut Range<Duration>, next: &dyn Fn(GrowStep) -> Option<GrowStep>) -> bool {
    let Some(GrowStep::Time(to)) = next(GrowStep::Time(range.low)) else { return false };
    let width = range.high.seconds - range.low.seconds;
    *range = Range { low: to, high: Duration { seconds: to.seconds.saturating_add(width), unit: to.unit } };
    true
}

/// The longest step outside repeats that is written as a distance, or as a time; the first of several.
fn longest(run: &mut Run, distance: bool) -> Option<&mut Step> {
    let length = |step: &Step| match (&step.repeats, &step.body) {
        (None, Body::Amount(At { value: Amount::Distance(range), .. })) if distance => Some(range.low.mm),
        (None, Body::Amount(At { value: Amount::Time(range), .. })) if !distance => Some(range.low.seconds),
        _ => None,
    };
    let best = run.steps.iter().filter_map(|s| length(&s.value)).max()?;
    run.steps.iter_mut().map(|s| &mut s.value).find(|s| length(s) == Some(best))
}

fn grow_load(lift: &mut Lift, next: &dyn Fn(GrowStep) -> Option<GrowStep>) -> bool {
    map_loads(lift, &mut |load| match load {
        Load::Mass(mass) | Load::Pair(mass) => match next(GrowStep::Mass(*mass)) {
            Some(GrowStep::Mass(to)) => {
                *mass = to;
                true
            }
            _ => false,
        },
        Load::OfMax(_) | Load::Bodyweight | Load::Band => false,
    })
}

/// Applies `change` to every load of a lift; says whether any changed.
fn map_loads(lift: &mut Lift, change: &mut dyn FnMut(&mut Load) -> bool) -> bool {
    match lift.sets.as_mut().map(|s| &mut s.value) {
        Some(Sets::Alike { load: Some(load), .. }) => change(load),
        Some(Sets::Listed(sets)) => {
            let changed = sets.iter_mut().filter_map(|set| change(&mut set.load).then_some(())).count();
            changed > 0
        }
        _ => false,
    }
}

/// One repetition more, or at the top a heavier load and the bottom again.
fn reps_then_load(
    now: &SessionDef,
    exercise: ExerciseId,
    reps: Range<u32>,
    rise: LoadStep,
    step: Option<Mass>,
) -> Option<SessionDef> {
    let mut session = now.clone();
    let Content::Strength(lifts) = &mut session.content else { return None };
    let mut changed = false;
    for lift in lifts.iter_mut().filter(|l| l.exercise == Some(exercise)) {
        let Some(Sets::Alike { work: Work::Reps(range), .. }) = lift.sets.as_ref().map(|s| &s.value) else {
            continue;
        };
        let done = range.low;
        let to = if done < reps.high {
            done + 1
        } else if map_loads(lift, &mut |load| raise(load, rise, step)) {
            reps.low
        } else {
            continue;
        };
        if let Some(Sets::Alike { work: Work::Reps(range), .. }) = lift.sets.as_mut().map(|s| &mut s.value) {
            *range = Range { low: to, high: to };
        }
        changed = true;
    }
    changed.then_some(session)
}

/// Raises a load, rounded to `step` or what is usual, by at least one step.
fn raise(load: &mut Load, rise: LoadStep, step: Option<Mass>) -> bool {
    let (Load::Mass(mass) | Load::Pair(mass)) = load else { return false };
    let step = step.unwrap_or_else(|| Mass::usual_step(mass.unit));
    let raised = match rise {
        LoadStep::Percent(share) => *mass + mass.scaled(share),
        LoadStep::Mass(by) => *mass + by,
    };
    let rounded = raised.to_nearest(step);
    let next = if rounded > *mass { rounded } else { (*mass + step).to_nearest(step) };
    mass.ug = next.ug;
    true
}

/// A session of a lighter week: sets, counts of repeats and steps outside repeats are scaled; repetitions, loads and
/// targets never are.
pub(super) fn scaled(session: &SessionDef, share: Percent) -> SessionDef {
    let mut out = session.clone();
    match &mut out.content {
        Content::Run(run) => run.steps.iter_mut().for_each(|step| scale_step(step, share)),
        Content::Strength(lifts) => {
            for lift in lifts {
                let sides = lift.sides.iter_mut().flat_map(|sides| sides.iter_mut().flatten());
                for sets in lift.sets.iter_mut().chain(sides) {
                    scale_sets(&mut sets.value, share);
                }
            }
        }
        Content::Mobility(_) | Content::Rest => {}
    }
    if let (Content::Strength(_), Some(duration)) = (&out.content, &mut out.duration) {
        duration.value = lighter_time(duration.value, share);
    }
    out
}

fn scale_step(step: &mut At<Step>, share: Percent) {
    let step = &mut step.value;
    match (&mut step.repeats, &mut step.body) {
        (Some(count), _) => count.value = count.value.map(|n| share.of_count(n)),
        (None, Body::Amount(At { value: Amount::Distance(range), .. })) => {
            *range = range.map(|distance| lighter_distance(distance, share));
        }
        (None, Body::Amount(At { value: Amount::Time(range), .. })) => {
            *range = range.map(|time| lighter_time(time, share));
        }
        (None, Body::Group { run, .. }) => run.steps.iter_mut().for_each(|step| scale_step(step, share)),
    }
}

/// A share of a distance as a runner runs it: tenths of a kilometre or mile, or 50 m, which a track shows, where metres
/// are written. Finer than that is no training, and nobody runs 12.375 km. What would be nothing stays exact.
fn lighter_distance(distance: Distance, share: Percent) -> Distance {
    let exact = distance.scaled(share);
    let run = match exact.unit {
        DistanceUnit::M => exact.to_nearest(Distance::metres(50)),
        DistanceUnit::Km | DistanceUnit::Mi => exact.rounded(),
    };
    if run.is_zero() { exact } else { run }
}

/// A share of a time by the watch: whole minutes, half minutes below ten, and 5 s below two, where half a minute is much.
fn lighter_time(time: Duration, share: Percent) -> Duration {
    let exact = time.scaled(share);
    let step = match exact.seconds {
        ..120 => 5,
        120..600 => 30,
        _ => 60,
    };
    let run = exact.to_nearest(Duration::secs(step));
    if run.is_zero() { exact } else { run }
}

fn scale_sets(sets: &mut Sets, share: Percent) {
    match sets {
        Sets::Alike { count, .. } => *count = share.of_count(*count),
        Sets::Listed(list) => {
            let keep = share.of_count(u32::try_from(list.len()).unwrap_or(u32::MAX)) as usize;
            let last: Option<OneSet> = list.last().copied();
            list.truncate(keep);
            // More than all: the last set is done again.
            if let Some(last) = last {
                list.resize(keep, last);
            }
        }
    }
}
