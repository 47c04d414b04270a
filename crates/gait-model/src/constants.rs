//! The constants of dose, fatigue and interference (models C1 to C4): one table, the same for everybody.
//!
//! The directions are supported by trials; where no source is named, a number is an engineering default, and no study
//! validates them together. They are not parameters of rules: scores must mean the same in every repository.

use crate::exercise::Muscle::{
    self, Adductors, Erectors, FootAnkle, Gastroc, GluteMax, GluteMed, Hams, HipFlexors, Quads, Soleus,
    TibAnt,
};
use crate::units::Percent;

/// Goes up whenever a constant of this file or of the exercise library changes: scores of two versions must not be
/// compared.
pub const MODEL_VERSION: u32 = 1;

// What counts as work (C1).

/// The reserve of a lift that names none, in repetitions.
pub const DEFAULT_RIR: f64 = 2.0;
/// Repetitions assumed for `max`: a set to failure of an unloaded lift.
pub const MAX_REPS: f64 = 12.0;
/// Seconds of a hold or a carry that count as one repetition.
pub const SECONDS_PER_REP: f64 = 4.0;
/// Ground contacts that count as one repetition.
pub const CONTACTS_PER_REP: f64 = 2.0;
/// The speed of a carry that is written in metres, in m/s. Ours: loaded, and with turns.
pub const CARRY_M_PER_S: f64 = 1.0;
/// Exposures count for so many days: the repeated-bout effect lasts weeks, the window is our convention.
pub const EXPOSURE_DAYS: u32 = 28;
/// More exposures than these change nothing; a familiar lift enters the plan with as many.
pub const FAMILIAR_EXPOSURES: u32 = 6;
/// From this share of a set on, a muscle is a main one of a lift.
pub const MAIN_MUSCLE: f64 = 0.5;

// The dose of a set (C1).

/// Repetitions that make a set count as one; what a set counts grows with the root of them.
pub const FULL_SET_REPS: f64 = 8.0;
/// The least and the most that the repetitions of a set can make it count.
pub const SET_VALUES: (f64, f64) = (0.5, 1.5);
/// What a set to failure counts. Jumps were lower for 48 h after three sets to failure, and for less than six after
/// half the repetitions (GonzalezBadillo2016; later by a day or two in MoranNavarro2017).
pub const AT_FAILURE: f64 = 1.5;
/// How fast that falls with each repetition in reserve, as an exponent.
pub const FALL_PER_RESERVE: f64 = 0.20;
/// The least that a set counts, however much is in reserve.
pub const LEAST_PROXIMITY: f64 = 0.40;
/// What a set costs a novice (under 12 weeks of strength), between, and after a year.
pub const LEVELS: [f64; 3] = [1.25, 1.00, 0.85];
/// The part of a set that lasts without any eccentric work, and what a wholly eccentric exercise adds.
pub const LASTING: (f64, f64) = (0.4, 1.2);
/// How much of the work of an exercise is eccentric where nothing says it: the middle of the library.
pub const USUAL_ECC: f64 = 0.4;
/// The seconds of lowering that count as usual, and what each second more adds to the eccentric part.
pub const LOWERING: (f64, f64) = (3.0, 0.1);
/// What a phase "as fast as possible" lasts, in seconds.
pub const FAST_S: f64 = 1.0;
/// The least and the most that lowering can make of it.
pub const LOWERING_VALUES: (f64, f64) = (0.85, 1.30);
/// What an exercise adds to its lasting part the first time, and after how many exposures a third of that is left:
/// damage and loss of running fell by the third bout (DomaRBE2017).
pub const NOVELTY: (f64, f64) = (0.8, 1.5);

// Classes of leg work (C1).

/// Leg doses from which a session is light, moderate and heavy.
pub const LEG_CLASSES: [f64; 3] = [3.0, 12.0, 22.0];
/// The dose of one leg muscle from which a session is heavy.
pub const HEAVY_MUSCLE: f64 = 6.0;
/// A declared load from which sets make a session heavy.
pub const HEAVY_LOAD: Percent = Percent::new(80);
/// How many such sets it takes.
pub const HEAVY_SETS: u32 = 5;

// Fatigue over time (C2).

/// The part of a dose that tires for hours.
pub const FAST_SHARE: f64 = 0.60;
/// The part of a dose that lasts for days.
pub const SLOW_SHARE: f64 = 0.40;
/// Half of the fast part is gone after so many hours. The loss of running economy fell from 2.6 % to 1.6 % between
/// one and eight hours (PalmerSleivert2001), while time to exhaustion was still short the next day
/// (DomaDeakin2013a).
pub const FAST_HALF_LIFE_H: f64 = 9.0;
/// Half of the slow part is gone after so many hours: calves, most muscles, adductors, hamstrings. Squat fatigue was
/// gone after 72 h (Thomas2018).
pub const SLOW_HALF_LIVES_H: [f64; 4] = [20.0, 24.0, 26.0, 28.0];
/// Nothing worth naming is left of a session after so many days.
pub const CAUSE_DAYS: u32 = 14;
/// The residue that tires a muscle to 63 per cent, in hard sets.
pub const SATURATION: f64 = 7.0;
/// Scores, to whole numbers, from which the band is low, moderate and high.
pub const BANDS: [f64; 3] = [5.0, 10.0, 20.0];

/// Which of [`SLOW_HALF_LIVES_H`] holds for a muscle.
pub const fn slow_half_life_index(muscle: Muscle) -> usize {
    match muscle {
        Gastroc | Soleus => 0,
        Adductors => 2,
        Hams => 3,
        _ => 1,
    }
}

// What runs ask and what they leave (C2, C3).

/// The share of each muscle in a run, in the order of `fatigue::Demand`; every row adds up to 1.
pub const DEMANDS: [[(Muscle, f64); 7]; 4] = [
    demand([0.20, 0.16, 0.20, 0.14, 0.16, 0.08, 0.06]),
    demand([0.17, 0.20, 0.15, 0.13, 0.21, 0.07, 0.07]),
    demand([0.14, 0.22, 0.11, 0.11, 0.28, 0.05, 0.09]),
    demand([0.17, 0.23, 0.12, 0.12, 0.24, 0.05, 0.07]),
];

const fn demand(
    [gastroc, soleus, hams, glute_max, quads, hip_flexors, glute_med]: [f64; 7],
) -> [(Muscle, f64); 7] {
    [
        (Gastroc, gastroc),
        (Soleus, soleus),
        (Hams, hams),
        (GluteMax, glute_max),
        (Quads, quads),
        (HipFlexors, hip_flexors),
        (GluteMed, glute_med),
    ]
}

/// The muscles that running loads, in the order of the rows of [`RUNNING`].
pub const RUNNING_MUSCLES: [Muscle; 11] =
    [Quads, Hams, GluteMax, GluteMed, Adductors, HipFlexors, Gastroc, Soleus, TibAnt, FootAnkle, Erectors];

/// What an hour of running asks of each muscle in hard sets, and how much of that lasts, in the order of `fatigue::RunLoad`.
///
/// The ranking follows Dorn2012 (calves carry, hips drive a sprint), VanHooren2024 and Bontemps2020 (slopes) and
/// MilletLepers2004 (long runs).
pub const RUNNING: [([f64; 11], f64); 8] = [
    ([0.9, 0.6, 0.5, 0.5, 0.3, 0.6, 1.0, 1.3, 0.4, 0.6, 0.3], 0.4),
    ([1.2, 0.8, 0.7, 0.7, 0.4, 0.8, 1.3, 1.6, 0.5, 0.8, 0.4], 0.5),
    ([1.9, 1.2, 1.0, 1.0, 0.6, 1.1, 1.8, 2.2, 0.7, 1.1, 0.6], 0.9),
    ([2.2, 1.9, 1.6, 1.1, 0.8, 1.5, 2.6, 2.8, 0.8, 1.3, 0.6], 0.7),
    ([2.6, 3.0, 2.4, 1.4, 1.1, 2.2, 3.6, 3.4, 1.0, 1.7, 0.8], 0.9),
    ([3.0, 5.0, 4.0, 1.8, 2.0, 3.5, 4.0, 3.0, 1.2, 2.0, 1.2], 1.2),
    ([2.4, 2.4, 2.6, 1.2, 1.0, 1.8, 3.8, 3.8, 0.6, 1.4, 0.8], 0.4),
    ([5.0, 1.2, 1.4, 1.4, 1.0, 0.8, 1.6, 1.8, 1.6, 1.4, 0.8], 2.0),
];

/// How much a key run matters in the mean of its week (models C4).
pub const IMPORTANCE: f64 = 1.0;
/// The same of a race of priority A.
pub const RACE_IMPORTANCE: f64 = 2.0;
/// The same of a run that may be left out.
pub const OPTIONAL_IMPORTANCE: f64 = 0.5;

/// Days that a longest run counts for (Frandsen2025).
pub const LONGEST_DAYS: u32 = 30;
/// A run this much longer than any of those days lasts longer in the legs (Frandsen2025 for the threshold).
pub const SPIKE: f64 = 0.10;
/// The most that a spike adds to the lasting part, as a share of it.
pub const MOST_SPIKE: f64 = 1.0;
