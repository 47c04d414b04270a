//! The interference score of every key run of a calendar (models C2 and C3).

use super::estimate::run_steps;
use super::{Calendar, Session, hour};
use crate::constants::{CAUSE_DAYS, LONGEST_DAYS};
use crate::dose::Dose;
use crate::fatigue::{
    Demand, Fatigue, Interference, RunLoad, RunStart, Segment, Stress, interference, run_dose,
};
use crate::notation::Amount;
use crate::plan::{Content, Kind};

/// The score of a run.
#[derive(Clone, PartialEq, Debug)]
pub struct RunScore {
    /// The run, an index of [`Calendar::sessions`].
    pub session: usize,
    /// What past training takes from it.
    pub interference: Interference,
}

/// What one strength session takes from a run.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cause {
    /// The strength session, an index of [`Calendar::sessions`].
    pub session: usize,
    /// Its part of [`Interference::strength`].
    pub score: f64,
}

impl Calendar {
    /// The interference with every planned key run, by start. Optional sessions count: they may be done.
    #[must_use]
    pub fn interference(&self) -> Vec<RunScore> {
        self.scores(&self.run_doses())
    }

    /// The same from strength alone, which is what rules look at and takes a fraction of the time;
    /// [`Interference::all`] is then no more than [`Interference::strength`].
    #[must_use]
    pub fn strength_interference(&self) -> Vec<RunScore> {
        self.scores(&[])
    }

    /// The scores, with the doses of runs by session; without them only strength counts.
    fn scores(&self, run_doses: &[Option<Dose>]) -> Vec<RunScore> {
        let planned = || self.sessions.iter().enumerate().filter(|(_, s)| s.is_planned());
        let mut stresses: Vec<Stress<'_>> = Vec::with_capacity(self.sessions.len());
        for (index, session) in planned() {
            let strength = session.dose.as_ref().map(|dose| &dose.muscles);
            if let Some(dose) = strength.or(run_doses.get(index).and_then(Option::as_ref)) {
                stresses.push(Stress { end: hour(session.end), dose, strength: strength.is_some() });
            }
        }
        let mut keys: Vec<usize> =
            planned().filter(|(_, s)| s.kind().is_run() && s.is_key()).map(|(i, _)| i).collect();
        keys.sort_by_key(|&i| self.sessions[i].start);
        let starts: Vec<RunStart> = keys
            .iter()
            .map(|&i| &self.sessions[i])
            .map(|s| RunStart { start: hour(s.start), demand: demand(s.kind()) })
            .collect();
        let scores = interference(&stresses, &starts);
        keys.into_iter()
            .zip(scores)
            .map(|(session, interference)| RunScore { session, interference })
            .collect()
    }

    /// The strength sessions behind the score of a run, the one that takes most first.
    ///
    /// A muscle's part is divided among them by what each leaves in it. The parts add up to the score.
    #[must_use]
    pub fn causes(&self, run: &RunScore) -> Vec<Cause> {
        let Some(key) = self.sessions.get(run.session) else { return Vec::new() };
        let from = self.indices(key.day.saturating_sub(CAUSE_DAYS)).start;
        let to = self.indices(key.day).end;
        let left: Vec<(usize, Fatigue)> = (from..to)
            .filter_map(|index| {
                let session = &self.sessions[index];
                let dose = session.dose.as_ref().filter(|_| session.end <= key.start)?;
                let mut fatigue = Fatigue::rested(hour(session.end));
                fatigue.add(&dose.muscles);
                fatigue.advance(hour(key.start));
                Some((index, fatigue))
            })
            .collect();
        let mut causes: Vec<Cause> = left.iter().map(|&(session, _)| Cause { session, score: 0.0 }).collect();
        for (muscle, part) in run.interference.parts {
            let all: f64 = left.iter().map(|(_, fatigue)| fatigue.residual(muscle)).sum();
            if all > 0.0 {
                for (cause, (_, fatigue)) in causes.iter_mut().zip(&left) {
                    cause.score += part * fatigue.residual(muscle) / all;
                }
            }
        }
        causes.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.session.cmp(&a.session)));
        causes
    }

    /// What each session asks as a run; nothing for what is no run or not done.
    pub(super) fn run_doses(&self) -> Vec<Option<Dose>> {
        let mut longest = Longest { before: self.longest_before, runs: Vec::new() };
        self.sessions
            .iter()
            .map(|session| {
                let Content::Run(run) = &session.def.content else { return None };
                if !session.is_planned() {
                    return None;
                }
                let mut segments = Vec::new();
                run_steps(&self.paces, session.kind(), run, &mut |step| {
                    let hours = f64::midpoint(step.time.low, step.time.high) / 3600.0;
                    segments
                        .extend(RunLoad::of(session.kind(), step.zone).map(|load| Segment { load, hours }));
                });
                Some(run_dose(&segments, longest.spike(session)))
            })
            .collect()
    }
}

/// The runs of the 30 days before a session.
struct Longest {
    /// The longest before the plan.
    before: Option<Amount>,
    /// Days and distances in millimetres, in the order of the calendar.
    runs: Vec<(u32, i64)>,
}

impl Longest {
    /// How much longer a run is than the longest of the 30 days before, as a share of that; then it is one of them.
    /// Nothing where none is known, and for what covers no distance on foot.
    #[expect(clippy::cast_precision_loss, reason = "distances are far below 2^52 mm")]
    fn spike(&mut self, session: &Session) -> f64 {
        if !session.kind().counts_distance() {
            return 0.0;
        }
        let mm = session.estimate.distance.high;
        self.runs.retain(|(day, _)| day + LONGEST_DAYS >= session.day);
        let planned = self.runs.iter().filter(|(day, _)| *day < session.day).map(|(_, mm)| *mm).max();
        let before = self.before.filter(|_| session.day < LONGEST_DAYS).map(|run| distance_mm(&run, session));
        self.runs.push((session.day, mm));
        match planned.max(before) {
            Some(longest) if longest > 0 => mm as f64 / longest as f64 - 1.0,
            _ => 0.0,
        }
    }
}

/// A distance in millimetres; a time is taken for what is run in it at the speed of `session`.
fn distance_mm(run: &Amount, session: &Session) -> i64 {
    match run {
        Amount::Distance(range) => range.high.mm,
        Amount::Time(range) => {
            range.high.seconds * session.estimate.distance.high / session.estimate.time.high.max(1)
        }
    }
}

/// What a run of some kind asks of the legs.
const fn demand(kind: Kind) -> Demand {
    match kind {
        Kind::Intervals | Kind::Hills | Kind::Strides => Demand::Interval,
        Kind::Tempo | Kind::Race | Kind::TimeTrial => Demand::Tempo,
        Kind::Long => Demand::Long,
        _ => Demand::Easy,
    }
}
