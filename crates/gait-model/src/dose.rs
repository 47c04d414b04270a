//! How much a strength session asks of each muscle, and the class of its leg work (models C1).
//!
//! One unit is a hard set: eight repetitions with two in reserve for a muscle that gets the whole set.
//! The direction is supported by trials, the numbers are engineering defaults, and nothing here is an injury risk.

use std::sync::LazyLock;

use crate::constants::{
    AT_FAILURE, FALL_PER_RESERVE, FAMILIAR_EXPOSURES, FULL_SET_REPS, HEAVY_MUSCLE, LASTING, LEAST_PROXIMITY,
    LEG_CLASSES, LEVELS, LOWERING, LOWERING_VALUES, NOVELTY, SET_VALUES,
};
use crate::exercise::{Exercise, Level, MUSCLES, Muscle, PerMuscle};

/// One lift of a session, in the numbers the dose needs.
#[derive(Clone, Copy, Debug)]
pub struct LiftDose<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// Working sets; per side for one-sided lifts.
    pub sets: f64,
    /// Repetitions, seconds or contacts of a set, as [`Exercise::unit`] says; per side for one-sided lifts.
    pub amount: f64,
    /// Repetitions in reserve, from 0; 2 if none is written.
    pub rir: f64,
    /// The eccentric in seconds.
    pub eccentric: f64,
    /// How often the exercise was done in the 28 days before.
    pub exposures: u32,
}

/// What sessions ask of each muscle, in hard sets.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dose {
    /// The part that tires for hours.
    pub fast: PerMuscle,
    /// The part that lasts for days: eccentric and unaccustomed work counts more.
    pub slow: PerMuscle,
}

impl Dose {
    /// Nothing at all.
    pub const ZERO: Self = Self { fast: [0.0; MUSCLES], slow: [0.0; MUSCLES] };

    /// Adds a lift whose [`base`] is known.
    pub(crate) fn add(&mut self, lift: &LiftDose<'_>, base: f64) {
        let lasting = base * lasting_share(lift);
        add_shares(&mut self.fast, base, &lift.exercise.weights);
        add_shares(&mut self.slow, lasting, &lift.exercise.weights);
    }

    /// The leg dose: the sum over the eight muscles that carry a run.
    #[must_use]
    pub fn leg(&self) -> f64 {
        Muscle::LEG.into_iter().map(|muscle| self.fast[muscle.index()]).sum()
    }

    /// The leg muscle that gets most, with its dose.
    #[must_use]
    pub fn hardest_leg_muscle(&self) -> (Muscle, f64) {
        let mut most = (Muscle::Quads, 0.0);
        for muscle in Muscle::LEG {
            let dose = self.fast[muscle.index()];
            if dose > most.1 {
                most = (muscle, dose);
            }
        }
        most
    }
}

fn add_shares(muscles: &mut PerMuscle, sets: f64, shares: &PerMuscle) {
    for (muscle, share) in muscles.iter_mut().zip(shares) {
        *muscle += sets * share;
    }
}

/// The dose of a session.
#[must_use]
pub fn dose(lifts: &[LiftDose<'_>], level: &Level) -> Dose {
    let mut total = Dose::ZERO;
    for lift in lifts {
        total.add(lift, base(lift, level));
    }
    total
}

/// What a lift gives a muscle that gets the whole of every set, in hard sets. [`Dose::fast`] of a muscle is its share
/// of that.
#[must_use]
pub fn base(lift: &LiftDose<'_>, level: &Level) -> f64 {
    let reps = lift.exercise.equivalent_reps(lift.amount);
    lift.sets.max(0.0) * volume(reps) * proximity(lift.rir) * tau(level)
}

/// How much of the dose lasts: more for eccentric, slowly lowered and unaccustomed lifts.
fn lasting_share(lift: &LiftDose<'_>) -> f64 {
    let (without, eccentric) = LASTING;
    (without + eccentric * lift.exercise.ecc * lowering(lift.eccentric)) * novelty(lift.exposures)
}

/// `V(n)`: what the repetitions of a set count; eight count one.
fn volume(reps: f64) -> f64 {
    let (least, most) = SET_VALUES;
    libm::sqrt(reps.max(0.0) / FULL_SET_REPS).clamp(least, most)
}

/// `P(r)`: what the nearness to failure counts.
fn proximity(rir: f64) -> f64 {
    // Every lift asks, and reserves are written in tenths.
    static TENTHS: LazyLock<[f64; 101]> = LazyLock::new(|| table(|tenths| reckoned_proximity(tenths / 10.0)));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked by the way back")]
    let tenths = (rir * 10.0) as u8;
    let known = TENTHS.get(usize::from(tenths)).filter(|_| f64::from(tenths) / 10.0 == rir);
    known.copied().unwrap_or_else(|| reckoned_proximity(rir))
}

fn reckoned_proximity(rir: f64) -> f64 {
    (AT_FAILURE * libm::exp(-FALL_PER_RESERVE * rir.max(0.0))).max(LEAST_PROXIMITY)
}

/// What a function gives for 0, 1, 2 and so on.
fn table<const LEN: usize>(value: impl Fn(f64) -> f64) -> [f64; LEN] {
    let mut argument = 0.0;
    std::array::from_fn(|_| {
        let value = value(argument);
        argument += 1.0;
        value
    })
}

/// `tau`: what a set costs at a level of strength experience.
const fn tau(level: &Level) -> f64 {
    LEVELS[match level {
        Level::Novice => 0,
        Level::Intermediate => 1,
        Level::Experienced => 2,
    }]
}

/// `T(s)`: what the seconds of lowering count.
fn lowering(seconds: f64) -> f64 {
    let (usual, per_second) = LOWERING;
    let (least, most) = LOWERING_VALUES;
    (1.0 + per_second * (seconds - usual)).clamp(least, most)
}

/// `N(k)`: what an unaccustomed exercise counts (the repeated-bout effect, DomaRBE2017).
fn novelty(exposures: u32) -> f64 {
    static FEW: LazyLock<[f64; FAMILIAR_EXPOSURES as usize + 1]> = LazyLock::new(|| table(reckoned_novelty));
    FEW.get(exposures as usize).copied().unwrap_or_else(|| reckoned_novelty(f64::from(exposures)))
}

fn reckoned_novelty(exposures: f64) -> f64 {
    let (first, fade) = NOVELTY;
    1.0 + first * libm::exp(-exposures / fade)
}

/// How much leg work a session is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LegClass {
    /// A leg dose under 3.
    None,
    /// From 3.
    Light,
    /// From 12.
    Moderate,
    /// From 22, or 6 for one leg muscle, or at least five working sets at 80 % of the maximum or more.
    Heavy,
}

impl LegClass {
    /// In words: "light".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Light => "light",
            Self::Moderate => "moderate",
            Self::Heavy => "heavy",
        }
    }
}

/// The class of a session's leg work; `heavy_load` says that its leg lifts hold at least five working sets at
/// 80 % of the maximum or more.
///
/// Doses are compared as they are printed, to a tenth, so that a class never contradicts the number beside it.
#[must_use]
pub fn leg_class(dose: &Dose, heavy_load: bool) -> LegClass {
    let leg = tenths(dose.leg());
    if heavy_load || leg >= LEG_CLASSES[2] || tenths(dose.hardest_leg_muscle().1) >= HEAVY_MUSCLE {
        LegClass::Heavy
    } else if leg >= LEG_CLASSES[1] {
        LegClass::Moderate
    } else if leg >= LEG_CLASSES[0] {
        LegClass::Light
    } else {
        LegClass::None
    }
}

fn tenths(value: f64) -> f64 {
    libm::round(value * 10.0) / 10.0
}

#[cfg(test)]
mod tests;
