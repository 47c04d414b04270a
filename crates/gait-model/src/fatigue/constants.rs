//! The constants of the fatigue model: one table, the same for everybody. Those of the dose stand in `dose`.
//!
//! Where no source is named a number is an engineering default.

use crate::exercise::Muscle::{
    self, Adductors, Erectors, FootAnkle, Gastroc, GluteMax, GluteMed, Hams, HipFlexors, Quads, Soleus,
    TibAnt,
};

/// Goes up whenever a constant of the dose or of fatigue changes: scores of two versions must not be compared.
pub const MODEL_VERSION: u32 = 1;

/// The part of a dose that tires for hours.
pub(super) const FAST_SHARE: f64 = 0.60;
/// The part of a dose that lasts for days.
pub(super) const SLOW_SHARE: f64 = 0.40;
/// Half of the fast part is gone after so many hours. The loss of running economy fell from 2.6 % to 1.6 % between
/// one and eight hours (PalmerSleivert2001), while time to exhaustion was still short the next day
/// (DomaDeakin2013a).
pub(super) const FAST_HALF_LIFE_H: f64 = 9.0;
/// Half of the slow part is gone after so many hours: calves, most muscles, adductors, hamstrings. Squat fatigue was
/// gone after 72 h (Thomas2018).
pub(super) const SLOW_HALF_LIVES_H: [f64; 4] = [20.0, 24.0, 26.0, 28.0];
/// The residue that tires a muscle to 63 per cent, in hard sets.
pub(super) const SATURATION: f64 = 7.0;

/// Which of [`SLOW_HALF_LIVES_H`] holds for a muscle.
pub(super) const fn slow_half_life(muscle: Muscle) -> usize {
    match muscle {
        Gastroc | Soleus => 0,
        Adductors => 2,
        Hams => 3,
        _ => 1,
    }
}

/// The share of each muscle in a run, in the order of `Demand`; every row adds up to 1.
pub(super) const DEMANDS: [[(Muscle, f64); 7]; 4] = [
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
pub(super) const RUNNING_MUSCLES: [Muscle; 11] =
    [Quads, Hams, GluteMax, GluteMed, Adductors, HipFlexors, Gastroc, Soleus, TibAnt, FootAnkle, Erectors];

/// What an hour of running asks of each muscle in hard sets, and how much of that lasts, in the order of `RunLoad`.
///
/// The ranking follows Dorn2012 (calves carry, hips drive a sprint), VanHooren2024 and Bontemps2020 (slopes) and
/// MilletLepers2004 (long runs).
pub(super) const RUNNING: [([f64; 11], f64); 8] = [
    ([0.9, 0.6, 0.5, 0.5, 0.3, 0.6, 1.0, 1.3, 0.4, 0.6, 0.3], 0.4),
    ([1.2, 0.8, 0.7, 0.7, 0.4, 0.8, 1.3, 1.6, 0.5, 0.8, 0.4], 0.5),
    ([1.9, 1.2, 1.0, 1.0, 0.6, 1.1, 1.8, 2.2, 0.7, 1.1, 0.6], 0.9),
    ([2.2, 1.9, 1.6, 1.1, 0.8, 1.5, 2.6, 2.8, 0.8, 1.3, 0.6], 0.7),
    ([2.6, 3.0, 2.4, 1.4, 1.1, 2.2, 3.6, 3.4, 1.0, 1.7, 0.8], 0.9),
    ([3.0, 5.0, 4.0, 1.8, 2.0, 3.5, 4.0, 3.0, 1.2, 2.0, 1.2], 1.2),
    ([2.4, 2.4, 2.6, 1.2, 1.0, 1.8, 3.8, 3.8, 0.6, 1.4, 0.8], 0.4),
    ([5.0, 1.2, 1.4, 1.4, 1.0, 0.8, 1.6, 1.8, 1.6, 1.4, 0.8], 2.0),
];

/// A run this much longer than any of the last 30 days lasts longer in the legs (Frandsen2025 for the threshold).
pub(super) const SPIKE: f64 = 0.10;
/// The most that a spike adds to the lasting part, as a share of it.
pub(super) const MOST_SPIKE: f64 = 1.0;
