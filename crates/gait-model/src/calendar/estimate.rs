//! How long and how far a session is: distances from times and times from distances, through the runner's paces.

use super::{Session, strength};
use crate::notation::{Amount, At, Body, Run, Step, Target, Zone};
use crate::pace::Paces;
use crate::plan::{Content, Kind, Plan, SessionDef};
use crate::units::Range;

/// How long and how far, as ranges.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Estimate {
    /// Seconds.
    pub time: Range<i64>,
    /// Millimetres.
    pub distance: Range<i64>,
    /// Seconds above easy intensity, middle of the range.
    pub hard_seconds: i64,
}

impl Estimate {
    /// Seconds, middle of the range.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        i64::midpoint(self.time.low, self.time.high)
    }

    /// Millimetres, middle of the range.
    #[must_use]
    pub fn mm(&self) -> i64 {
        i64::midpoint(self.distance.low, self.distance.high)
    }
}

/// One stretch of a run at one intensity, summed over its repeats.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StepEstimate {
    /// The step of the run it belongs to, by index.
    pub step: usize,
    /// The zone, or the zone nearest to the pace aimed at.
    pub zone: Zone,
    /// Metres per minute, 0 at rest.
    pub speed: f64,
    /// Seconds, low and high.
    pub time: Range<f64>,
    /// Metres, low and high.
    pub metres: Range<f64>,
}

/// Faster than this share of easy speed is above easy: room for the author's rounding.
const ABOVE_EASY: f64 = 1.03;

pub(super) fn fill(plan: &Plan, paces: &Paces, sessions: &mut [Session]) {
    for session in sessions {
        session.estimate = estimate(plan, paces, &session.def);
    }
}

fn estimate(plan: &Plan, paces: &Paces, def: &SessionDef) -> Estimate {
    match &def.content {
        Content::Run(run) => estimate_run(paces, def.kind, run),
        Content::Strength(_) => {
            let seconds = def
                .duration
                .as_ref()
                .map_or_else(|| strength::content_seconds(plan, def), |d| d.value.seconds);
            Estimate { time: Range { low: seconds, high: seconds }, ..Estimate::default() }
        }
        Content::Mobility(time) => {
            let time = Range { low: time.low.seconds, high: time.high.seconds };
            Estimate { time, ..Estimate::default() }
        }
        Content::Rest => Estimate::default(),
    }
}

/// How long and how far a run of some kind is.
#[must_use]
pub fn estimate_run(paces: &Paces, kind: Kind, run: &Run) -> Estimate {
    let mut time = Range { low: 0.0, high: 0.0 };
    let mut metres = Range { low: 0.0, high: 0.0 };
    let mut hard = 0.0;
    let easy = paces.speed(Zone::Easy) * ABOVE_EASY;
    run_steps(paces, kind, run, &mut |step| {
        time = Range { low: time.low + step.time.low, high: time.high + step.time.high };
        metres = Range { low: metres.low + step.metres.low, high: metres.high + step.metres.high };
        if step.speed > easy || matches!(step.zone, Zone::Uphill | Zone::Sprint | Zone::Stride) {
            hard += f64::midpoint(step.time.low, step.time.high);
        }
    });
    let rounded =
        |range: Range<f64>, unit: f64| Range { low: round(range.low * unit), high: round(range.high * unit) };
    Estimate { time: rounded(time, 1.0), distance: rounded(metres, 1000.0), hard_seconds: round(hard) }
}

#[expect(clippy::cast_possible_truncation, reason = "amounts are bounded by the notation")]
fn round(value: f64) -> i64 {
    libm::round(value) as i64
}

/// Visits every stretch of a run, with repeats multiplied out.
pub fn run_steps(paces: &Paces, kind: Kind, run: &Run, visit: &mut dyn FnMut(StepEstimate)) {
    let whole = whole_distance(run);
    let walker = Walker { paces, kind, whole };
    for (index, step) in run.steps.iter().enumerate() {
        walker.step(index, &step.value, Range { low: 1.0, high: 1.0 }, false, visit);
    }
}

/// The sum of the distances written outside repeats, in metres: what a race without a target is paced by.
fn whole_distance(run: &Run) -> f64 {
    run.steps
        .iter()
        .map(|step| match (&step.value.repeats, &step.value.body) {
            (None, Body::Amount(At { value: Amount::Distance(range), .. })) => metres(range.high.mm),
            _ => 0.0,
        })
        .sum()
}

#[expect(clippy::cast_precision_loss, reason = "amounts are bounded by the notation")]
fn metres(mm: i64) -> f64 {
    mm as f64 / 1000.0
}

struct Walker<'p> {
    paces: &'p Paces,
    kind: Kind,
    whole: f64,
}

impl Walker<'_> {
    fn step(
        &self,
        index: usize,
        step: &Step,
        times: Range<f64>,
        repeated: bool,
        visit: &mut dyn FnMut(StepEstimate),
    ) {
        let count =
            step.repeats.as_ref().map_or(Range { low: 1.0, high: 1.0 }, |count| count.value.map(f64::from));
        let repeated = repeated || step.repeats.is_some();
        let times_here = Range { low: times.low * count.low, high: times.high * count.high };
        match &step.body {
            Body::Amount(amount) => {
                let target = step.target.as_ref().map(|t| &t.value);
                visit(self.amount(index, &amount.value, target, times_here, repeated));
            }
            Body::Group { run, between } => {
                for inner in &run.steps {
                    let inherited = self.inherit(&inner.value, step);
                    self.step(index, inherited.as_ref().unwrap_or(&inner.value), times_here, repeated, visit);
                }
                if let Some((amount, zone)) = between {
                    let gaps = Range {
                        low: times.low * (count.low - 1.0).max(0.0),
                        high: times.high * (count.high - 1.0).max(0.0),
                    };
                    let target = Target::Zone(zone.unwrap_or(Zone::Jog));
                    visit(self.amount(index, amount, Some(&target), gaps, repeated));
                }
            }
        }
    }

    /// A target written after a group holds for the steps inside that name none.
    fn inherit(&self, inner: &Step, group: &Step) -> Option<Step> {
        (inner.target.is_none() && group.target.is_some())
            .then(|| Step { target: group.target.clone(), ..inner.clone() })
    }

    fn amount(
        &self,
        step: usize,
        amount: &Amount,
        target: Option<&Target>,
        times: Range<f64>,
        repeated: bool,
    ) -> StepEstimate {
        let (zone, speed) = self.speed(target, repeated);
        let (time, metres) = match amount {
            Amount::Distance(range) => {
                let metres = Range { low: metres(range.low.mm), high: metres(range.high.mm) };
                // Distance at rest is walked.
                let speed = if speed > 0.0 { speed } else { self.paces.speed(Zone::Walk) };
                (Range { low: metres.low / speed * 60.0, high: metres.high / speed * 60.0 }, metres)
            }
            #[expect(clippy::cast_precision_loss, reason = "amounts are bounded by the notation")]
            Amount::Time(range) => {
                let time = Range { low: range.low.seconds as f64, high: range.high.seconds as f64 };
                // Cross training has a time; kilometres on a bicycle are no running distance.
                let speed = if self.kind == Kind::Cross { 0.0 } else { speed };
                (time, Range { low: time.low * speed / 60.0, high: time.high * speed / 60.0 })
            }
        };
        let scale = |range: Range<f64>| Range { low: range.low * times.low, high: range.high * times.high };
        StepEstimate { step, zone, speed, time: scale(time), metres: scale(metres) }
    }

    fn speed(&self, target: Option<&Target>, repeated: bool) -> (Zone, f64) {
        let at = |zone| (zone, self.paces.speed(zone));
        let Some(target) = target else {
            if matches!(self.kind, Kind::Race | Kind::TimeTrial) && self.whole > 0.0 {
                return (Zone::Interval, self.paces.speed_for_distance(self.whole));
            }
            let means = self.kind.intensity();
            return at(if repeated { means.repeats.unwrap_or(Zone::Interval) } else { means.outside });
        };
        match target {
            Target::Zone(zone) => at(*zone),
            other => {
                let speed = self.paces.target_speed(other);
                (self.paces.zone_of(speed), speed)
            }
        }
    }
}
