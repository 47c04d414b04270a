//! What is left of past training when a run starts, and how much that interferes with it (models C2 to C4).
//!
//! Fatigue is swept forward in time as decaying sums. The directions are supported by trials; the numbers are
//! engineering defaults that no study validates together. The score is a planning aid, never an injury risk.

mod run;

pub use run::{RunLoad, Segment, run_dose};

use crate::constants::{
    BANDS, DEMANDS, FAST_HALF_LIFE_H, FAST_SHARE, SATURATION, SLOW_HALF_LIVES_H, SLOW_SHARE,
    slow_half_life_index,
};
use crate::dose::Dose;
use crate::exercise::{MUSCLES, Muscle, PerMuscle};

/// What a run asks of the legs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Demand {
    /// Intervals, hills and sprints.
    Interval,
    /// Tempo, threshold, races and time trials.
    Tempo,
    /// Long runs.
    Long,
    /// Easy runs.
    Easy,
}

impl Demand {
    /// The share that each muscle has in the run; they add up to 1.
    #[must_use]
    pub fn weights(self) -> [(Muscle, f64); 7] {
        DEMANDS[self as usize]
    }
}

/// The fatigue of each muscle at one moment, as two sums that decay at different speeds.
#[derive(Clone, PartialEq, Debug)]
pub struct Fatigue {
    hour: f64,
    fast: PerMuscle,
    slow: PerMuscle,
}

impl Fatigue {
    /// Nothing at all, at an hour of the caller's calendar.
    #[must_use]
    pub const fn rested(hour: f64) -> Self {
        Self { hour, fast: [0.0; MUSCLES], slow: [0.0; MUSCLES] }
    }

    /// Lets time pass until `hour`; an hour that is past already changes nothing.
    pub fn advance(&mut self, hour: f64) {
        let passed = hour - self.hour;
        if passed.is_nan() || passed <= 0.0 {
            return;
        }
        let fast = libm::exp2(-passed / FAST_HALF_LIFE_H);
        let slow = SLOW_HALF_LIVES_H.map(|half_life| libm::exp2(-passed / half_life));
        for muscle in Muscle::ALL {
            self.fast[muscle.index()] *= fast;
            self.slow[muscle.index()] *= slow[slow_half_life_index(muscle)];
        }
        self.hour = hour;
    }

    /// Adds a session that ends now.
    pub fn add(&mut self, dose: &Dose) {
        for muscle in 0..MUSCLES {
            self.fast[muscle] += FAST_SHARE * dose.fast[muscle];
            self.slow[muscle] += SLOW_SHARE * dose.slow[muscle];
        }
    }

    /// `F`: what is left in a muscle, in hard sets.
    #[must_use]
    pub const fn residual(&self, muscle: Muscle) -> f64 {
        self.fast[muscle.index()] + self.slow[muscle.index()]
    }

    /// The interference with a run that starts now, 0 to 100.
    #[must_use]
    pub fn score(&self, demand: Demand) -> f64 {
        self.parts(demand).into_iter().map(|(_, part)| part).sum()
    }

    /// What each muscle contributes to [`Fatigue::score`].
    #[must_use]
    pub fn parts(&self, demand: Demand) -> [(Muscle, f64); 7] {
        demand.weights().map(|(muscle, share)| (muscle, 100.0 * share * tired(self.residual(muscle))))
    }
}

/// `f`: how tired a muscle is, 0 to 1, from what is left in it, in hard sets.
#[must_use]
pub fn tired(left: f64) -> f64 {
    1.0 - libm::exp(-left / SATURATION)
}

/// A score in words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Band {
    /// Under 5.
    Negligible,
    /// From 5.
    Low,
    /// From 10.
    Moderate,
    /// From 20.
    High,
}

impl Band {
    /// The band of a score, compared as it is printed: to a whole number.
    #[must_use]
    pub fn of(score: f64) -> Self {
        let [low, moderate, high] = BANDS;
        match libm::round(score) {
            whole if whole >= high => Self::High,
            whole if whole >= moderate => Self::Moderate,
            whole if whole >= low => Self::Low,
            _ => Self::Negligible,
        }
    }

    /// In words: "moderate".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Negligible => "negligible",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// A session that tires, by the hour at which it ends.
#[derive(Clone, Copy, Debug)]
pub struct Stress<'a> {
    /// The end, in hours of the caller's calendar.
    pub end: f64,
    /// What it asks.
    pub dose: &'a Dose,
    /// Whether it is strength work.
    pub strength: bool,
}

/// A run that may suffer, by the hour at which it starts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RunStart {
    /// The start, in hours of the caller's calendar.
    pub start: f64,
    /// What it asks of the legs.
    pub demand: Demand,
}

/// What past training takes from one run.
#[derive(Clone, PartialEq, Debug)]
pub struct Interference {
    /// The score from strength alone, 0 to 100: what the rules look at.
    pub strength: f64,
    /// The score from strength and running, 0 to 100: for the report.
    pub all: f64,
    /// What each muscle contributes to `strength`.
    pub parts: [(Muscle, f64); 7],
}

/// The interference with every run, in the order of `runs`: one sweep forward in time.
///
/// Only sessions that have ended when a run starts count for it.
#[must_use]
pub fn interference(stresses: &[Stress<'_>], runs: &[RunStart]) -> Vec<Interference> {
    let mut by_end: Vec<&Stress<'_>> = stresses.iter().collect();
    by_end.sort_by(|one, other| one.end.total_cmp(&other.end));
    let mut by_start: Vec<usize> = (0..runs.len()).collect();
    by_start.sort_by(|&one, &other| runs[one].start.total_cmp(&runs[other].start));

    let first = by_end.first().map_or(0.0, |stress| stress.end);
    let (mut strength, mut all) = (Fatigue::rested(first), Fatigue::rested(first));
    // Where nobody asks about running, the two are one.
    let is_mixed = stresses.iter().any(|stress| !stress.strength);
    let mut ended = by_end.into_iter().peekable();
    let mut found: Vec<(usize, Interference)> = Vec::with_capacity(runs.len());
    for index in by_start {
        let RunStart { start, demand } = runs[index];
        while let Some(stress) = ended.next_if(|stress| stress.end <= start) {
            if is_mixed {
                all.advance(stress.end);
                all.add(stress.dose);
            }
            if stress.strength {
                strength.advance(stress.end);
                strength.add(stress.dose);
            }
        }
        strength.advance(start);
        let parts = strength.parts(demand);
        let score = parts.iter().map(|(_, part)| part).sum();
        let all = if is_mixed {
            all.advance(start);
            all.score(demand)
        } else {
            score
        };
        found.push((index, Interference { strength: score, all, parts }));
    }
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, interference)| interference).collect()
}

/// The interference with the key runs of one week.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct WeekScore {
    /// The mean, weighted by how much each run matters.
    pub mean: f64,
    /// The worst.
    pub max: f64,
}

impl WeekScore {
    /// From key runs as importance ([`IMPORTANCE`](crate::constants::IMPORTANCE) as a rule) and score; nothing if there
    /// is none.
    #[must_use]
    pub fn of(runs: &[(f64, f64)]) -> Option<Self> {
        let importance: f64 = runs.iter().map(|(importance, _)| importance).sum();
        if importance <= 0.0 {
            return None;
        }
        let sum: f64 = runs.iter().map(|(importance, score)| importance * score).sum();
        let max = runs.iter().map(|&(_, score)| score).fold(0.0, f64::max);
        Some(Self { mean: sum / importance, max })
    }
}

#[cfg(test)]
mod tests;
