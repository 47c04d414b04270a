//! Flags loads that rise by much at once, or by too little to matter.

use std::fmt;

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::notation::{GrowStep, Load, LoadStep, OneSet, Sets};
use gait_model::plan::{Ramp, RampChange};
use gait_model::units::Mass;

use crate::context::Context;
use crate::history::{Exposure, Step};
use crate::lifting::as_written;
use crate::number::{number, round_to};
use crate::occurrence::{Draft, Occurrences};
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const MAX: Param = Param::percent("max", 10.0, (0.0, 100.0), "a load may rise by so much at once");
const ERROR: Param = Param::percent("error", 20.0, (0.0, 200.0), "a load that rises by more is an error");
const MIN: Param = Param::percent("min", 2.5, (0.0, 10.0), "a rise by less is advice, if plates allow more");
const PER_REP: Param =
    Param::percent("per_rep", 2.5, (0.0, 10.0), "a load may rise by so much more for each repetition fewer");
const WINDOW: Param = Param::new(
    "window",
    crate::rule::Unit::Days,
    28.0,
    (0.0, 180.0),
    "a load that was lifted in so many days before is no rise",
);

/// Fewer repetitions by so many make one step of plates fit, however large a share it is.
const REPS_FOR_A_PLATE: u32 = 2;

pub(super) const RULE: Rule = Rule {
    name: "load-step-size",
    group: Group::Progression,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: true,
    summary: "a load rises by much at once",
    page: include_str!("load_step_size.md"),
    params: &[MAX, ERROR, MIN, PER_REP, WINDOW],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for history in &cx.facts.histories {
        for (at, &exposure) in history.iter().enumerate() {
            let phase = cx.session(exposure.session).phase;
            if let Some(step) = cx.load_step(history, at, cx.param(WINDOW, phase)) {
                judge(cx, history[step.from], exposure, step, out);
            }
        }
    }
}

fn judge(cx: &Context<'_>, from: Exposure, to: Exposure, step: Step, out: &mut Occurrences) {
    let phase = cx.session(to.session).phase;
    let Some(rise) = Rise::new(cx, from, to, step.percent) else { return };
    let extra = round_to(f64::from(rise.fewer) * cx.param(PER_REP, phase), 0.1);
    let limit = cx.param(MAX, phase) + extra;
    if step.percent > limit {
        if rise.is_one_plate && rise.fewer >= REPS_FOR_A_PLATE {
            return;
        }
        // Where the plates are coarse, no smaller step is to be had.
        let severity = if step.percent > cx.param(ERROR, phase) + extra && !rise.is_one_plate {
            Severity::Error
        } else {
            Severity::Warning
        };
        let draft = about(cx, from, to, severity, out);
        let draft = rise.propose(cx, to, limit, draft);
        draft.help(rise.help(limit)).say(format!("{rise}; {limit} % advised{}", rise.why()));
    } else if step.percent < cx.param(MIN, phase) && !rise.is_plate_or_more {
        about(cx, from, to, Severity::Advice, out)
            .help("add repetitions until a whole step of 2.5 to 10 % is due")
            .say(format!("{rise}; a step under {} % is hardly felt", cx.param(MIN, phase)));
    }
}

fn about<'o>(
    cx: &Context<'_>,
    from: Exposure,
    to: Exposure,
    severity: Severity,
    out: &'o mut Occurrences,
) -> Draft<'o> {
    let aspect = |exposure: Exposure| Aspect::Content(Part::Sets(exposure.lift));
    let draft = out.report(severity, to.session, aspect(to));
    // Within one session the ramp is the matter; between two the lift in the other one is.
    let written = |exposure: Exposure| cx.session(exposure.session).def.span;
    if written(from) == written(to) { draft } else { draft.with(from.session, aspect(from)) }
}

struct Rise<'p> {
    /// The lift.
    name: &'p str,
    /// The load before.
    before: Load,
    /// The load after.
    now: Load,
    /// By how many per cent it is heavier.
    percent: f64,
    /// How many repetitions fewer the heavier set has.
    fewer: u32,
    /// Whether the rise is no more than one step of the plates there are.
    is_one_plate: bool,
    /// Whether the rise is at least one such step.
    is_plate_or_more: bool,
}

/// `` `back-squat` rises from 40 kg to 50 kg (+25 %) ``
impl fmt::Display for Rise<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, before, now, percent, .. } = self;
        write!(f, "`{name}` rises from {before} to {now} (+{percent} %)")
    }
}

impl<'p> Rise<'p> {
    fn new(cx: &Context<'p>, from: Exposure, to: Exposure, percent: f64) -> Option<Self> {
        let (before, now) = (cx.top_set(from)?, cx.top_set(to)?);
        let reps = before.reps.zip(now.reps);
        let fewer = reps.map_or(0, |(before, now)| before.high.saturating_sub(now.high));
        let by = single(before.load).zip(single(now.load)).map(|(before, now)| now - before);
        let plate = by.map(|by| plate(cx.lift_ramp(to), by));
        Some(Self {
            name: &cx.lift(to)?.name.value,
            before: before.load,
            now: now.load,
            percent,
            fewer,
            is_one_plate: by.zip(plate).is_some_and(|(by, plate)| by <= plate),
            is_plate_or_more: by.zip(plate).is_some_and(|(by, plate)| by >= plate),
        })
    }

    fn why(&self) -> String {
        match self.fewer {
            0 => String::new(),
            1 => " for 1 repetition fewer".to_owned(),
            n => format!(" for {n} repetitions fewer"),
        }
    }

    fn help(&self, limit: f64) -> String {
        let fitting = self.usual_step().and_then(|step| self.most(limit, step).or_else(|| self.next(step)));
        fitting.map_or_else(
            || "add repetitions first, or go up with 2 repetitions fewer".to_owned(),
            |load| format!("try {load} first"),
        )
    }

    /// The usual step of plates; nothing for a load that no such plates make, as that of many dumbbells.
    fn usual_step(&self) -> Option<Mass> {
        let before = single(self.before)?;
        let step = Mass::usual_step(before.unit);
        (before.ug % step.ug == 0).then_some(step)
    }

    /// The load one step up, which the repetitions that are fewer make fit; nothing if that is where it goes.
    fn next(&self, step: Mass) -> Option<Load> {
        let before = single(self.before).filter(|_| self.fewer >= REPS_FOR_A_PLATE && !self.is_one_plate)?;
        Some(self.of(Mass { ug: before.ug + step.ug, ..before }))
    }

    /// A mass as a load of this sort.
    const fn of(&self, mass: Mass) -> Load {
        match self.before {
            Load::Pair(_) => Load::Pair(mass),
            _ => Load::Mass(mass),
        }
    }

    /// The heaviest load that `limit` allows, in whole steps; nothing if that is no rise.
    fn most(&self, limit: f64, step: Mass) -> Option<Load> {
        let before = single(self.before)?;
        let most = floor(number(before.ug) * (1.0 + limit / 100.0), step);
        let mass = Mass { ug: most, ..before };
        (mass > before).then(|| self.of(mass))
    }

    /// Proposes the step that fits: in the ramp that takes it, or in the sets as they are written.
    fn propose<'o>(&self, cx: &Context<'_>, to: Exposure, limit: f64, draft: Draft<'o>) -> Draft<'o> {
        let Some(ramp) = cx.lift_ramp(to) else { return self.propose_sets(cx, to, limit, draft) };
        match &ramp.change {
            RampChange::Each(_) => self.propose_sets(cx, to, limit, draft),
            RampChange::Grow { by: GrowStep::Mass(by), .. } => {
                let step = self.usual_step().filter(|step| step.unit == by.unit);
                let fitting = step.and_then(|step| self.most(limit, step));
                let Some((before, load)) = single(self.before).zip(fitting) else { return draft };
                let Some(by) = single(load).map(|load| load - before) else { return draft };
                let value = format!("\"{by}\"");
                set(draft, ramp, "by", format!("grow by {by} at a time"), value)
            }
            RampChange::RepsThenLoad { load: LoadStep::Percent(_), .. } => {
                let share = limit.floor();
                set(draft, ramp, "load", format!("raise the load by {share} %"), format!("\"{share} %\""))
            }
            _ => draft,
        }
    }

    /// Proposes the sets of an exposure with no more than fits, where they are written as they are done.
    fn propose_sets<'o>(&self, cx: &Context<'_>, to: Exposure, limit: f64, draft: Draft<'o>) -> Draft<'o> {
        let most = self.usual_step().and_then(|step| self.most(limit, step)).filter(|_| !to.is_scaled);
        let lift = cx.lift(to);
        let Some(((most, lift), written)) = most.zip(lift).zip(lift.and_then(|lift| lift.sets.as_ref()))
        else {
            return draft;
        };
        let sets = at_most(&written.value, most);
        let with = as_written(lift, written.span, &sets);
        let change = Change::Respell { name: written.span, with };
        draft.propose(Safety::Suggested, format!("do {sets} first"), change)
    }
}

/// Sets of which none is heavier than a load; loads of another sort stay.
fn at_most(sets: &Sets, most: Load) -> Sets {
    let capped = |load: Load| match (load, most) {
        (Load::Mass(now), Load::Mass(most)) if now > most => Load::Mass(most),
        (Load::Pair(now), Load::Pair(most)) if now > most => Load::Pair(most),
        _ => load,
    };
    match sets {
        Sets::Alike { count, work, per_side, load } => {
            Sets::Alike { count: *count, work: *work, per_side: *per_side, load: load.map(capped) }
        }
        Sets::Listed(all) => {
            Sets::Listed(all.iter().map(|set| OneSet { load: capped(set.load), ..*set }).collect())
        }
    }
}

fn set<'o>(draft: Draft<'o>, ramp: &Ramp, field: &'static str, label: String, value: String) -> Draft<'o> {
    draft.propose(Safety::Suggested, label, Change::SetField { owner: ramp.span, field, value })
}

/// The mass of a load, of one of a pair: what plates are added to.
const fn single(load: Load) -> Option<Mass> {
    match load {
        Load::Mass(mass) | Load::Pair(mass) => Some(mass),
        Load::OfMax(_) | Load::Bodyweight | Load::Band => None,
    }
}

/// The least step of plates: what the ramp rounds to, or what is usual.
fn plate(ramp: Option<&Ramp>, by: Mass) -> Mass {
    match ramp.map(|ramp| &ramp.change) {
        Some(RampChange::RepsThenLoad { step: Some(step), .. }) => *step,
        _ => Mass::usual_step(by.unit),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "loads are bounded by the notation")]
fn floor(ug: f64, step: Mass) -> i64 {
    // A ten-thousandth of a step makes up for the rounding of the product.
    ((ug / number(step.ug) + 1e-4).floor() * number(step.ug)) as i64
}
