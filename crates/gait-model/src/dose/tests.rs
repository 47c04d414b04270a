//! The worked examples of models C1 and the session templates of the exercise paper.

use super::*;
use crate::exercise::Library;

/// `sets` of `amount` at a reserve, with the library's eccentric and six exposures.
fn lift(id: &str, sets: f64, amount: f64, rir: f64) -> LiftDose<'static> {
    let exercise = Library::builtin().get(id).expect(id);
    LiftDose { exercise, sets, amount, rir, eccentric: exercise.tempo.eccentric_s(), exposures: 6 }
}

fn close(value: f64, oracle: f64) {
    assert!((value - oracle).abs() < 0.51e-3, "{value} is not {oracle}");
}

fn closes(of: impl Fn(f64) -> f64, table: &[(f64, f64)]) {
    for &(argument, oracle) in table {
        assert!((of(argument) - oracle).abs() < 0.51e-4, "f({argument}) = {}, not {oracle}", of(argument));
    }
}

/// The doses of some muscles as `[(muscle, fast, slow)]`.
fn gives(dose: &Dose, oracle: &[(Muscle, f64, f64)]) {
    for &(muscle, fast, slow) in oracle {
        assert!((dose.fast[muscle.index()] - fast).abs() < 0.51e-3, "{muscle} {}", dose.fast[muscle.index()]);
        assert!((dose.slow[muscle.index()] - slow).abs() < 0.51e-3, "{muscle} {}", dose.slow[muscle.index()]);
    }
}

#[test]
fn tables() {
    let proximities = [1.5, 1.2281, 1.0055, 0.8232, 0.6740, 0.5518, 0.4518, 0.4, 0.4];
    for (rir, oracle) in (0_u8..).zip(proximities) {
        closes(proximity, &[(f64::from(rir), oracle)]);
    }
    let volumes = [(3.0, 0.6124), (5.0, 0.7906), (6.0, 0.8660), (8.0, 1.0), (10.0, 1.1180)];
    closes(volume, &volumes);
    closes(volume, &[(12.0, 1.2247), (15.0, 1.3693), (20.0, 1.5), (1.0, 0.5)]);
    for (exposures, oracle) in (0..).zip([1.8, 1.4107, 1.2109, 1.1083, 1.0556, 1.0285, 1.0147]) {
        assert!((novelty(exposures) - oracle).abs() < 0.51e-4);
    }
    closes(lowering, &[(3.0, 1.0), (1.0, 0.85), (4.0, 1.1), (9.0, 1.3)]);
}

#[test]
fn bulgarian_split_squat() {
    use Muscle::{Adductors, GluteMax, GluteMed, Hams, Quads};
    let lifts = [lift("bulgarian-split-squat", 3.0, 8.0, 2.0)];
    let dose = dose(&lifts, &Level::Intermediate);
    assert!((base(&lifts[0], &Level::Intermediate) - 3.01644).abs() < 1e-5);
    gives(&dose, &[(Quads, 2.7148, 3.4157), (GluteMax, 2.4132, 3.0362), (GluteMed, 1.5082, 1.8976)]);
    gives(&dose, &[(Adductors, 1.5082, 1.8976), (Hams, 0.9049, 1.1386)]);
    close(dose.leg(), 9.0493);
    assert_eq!(leg_class(&dose, false), LegClass::Light);
    assert_eq!(leg_class(&dose, true), LegClass::Heavy);
}

#[test]
fn nordics_for_the_first_time() {
    use Muscle::{Abs, Erectors, Gastroc, Hams};
    let lifts = [LiftDose { exposures: 0, ..lift("nordic-curl", 3.0, 6.0, 1.0) }];
    let dose = dose(&lifts, &Level::Intermediate);
    gives(&dose, &[(Hams, 3.1907, 9.8784), (Gastroc, 0.9572, 2.9635)]);
    gives(&dose, &[(Erectors, 0.9572, 2.9635), (Abs, 0.6381, 1.9757)]);
}

/// The template `lower-40`, which is also the "moderate lower" of the sample week.
fn lower_40() -> [LiftDose<'static>; 4] {
    [
        lift("romanian-deadlift", 3.0, 10.0, 2.0),
        lift("bulgarian-split-squat", 3.0, 10.0, 2.0),
        lift("hip-thrust", 3.0, 10.0, 2.0),
        lift("calf-raise-single", 3.0, 12.0, 2.0),
    ]
}

#[test]
fn lower_body_session() {
    use Muscle::{Gastroc, GluteMax, Hams, Quads, Soleus};
    let dose = dose(&lower_40(), &Level::Intermediate);
    close(dose.leg(), 29.518);
    gives(&dose, &[(GluteMax, 8.768, 9.981), (Hams, 5.396, 6.797), (Quads, 4.047, 4.599)]);
    gives(&dose, &[(Gastroc, 3.325, 3.374), (Soleus, 2.586, 2.624)]);
    assert_eq!(dose.hardest_leg_muscle().0, GluteMax);
    assert_eq!(leg_class(&dose, false), LegClass::Heavy);
}

#[test]
fn level_scales_the_whole() {
    let at = |level| dose(&lower_40(), &level).leg();
    close(at(Level::Novice), 29.518 * 1.25);
    close(at(Level::Experienced), 29.518 * 0.85);
}

#[test]
fn maintenance_template() {
    let lifts = [
        lift("romanian-deadlift", 2.0, 6.0, 3.0),
        lift("step-up", 2.0, 8.0, 3.0),
        lift("calf-raise-single", 2.0, 10.0, 3.0),
        lift("pallof-half-kneeling", 2.0, 10.0, 3.0),
        lift("dead-bug", 2.0, 10.0, 3.0),
    ];
    let dose = dose(&lifts, &Level::Intermediate);
    close(dose.leg(), 10.814);
    assert_eq!(leg_class(&dose, false), LegClass::Light);
}

#[test]
fn upper_core_template() {
    let lifts = [
        lift("push-up", 2.0, 10.0, 2.0),
        lift("db-row", 2.0, 10.0, 2.0),
        lift("pallof-half-kneeling", 2.0, 10.0, 3.0),
        lift("dead-bug", 2.0, 10.0, 3.0),
        lift("front-plank", 2.0, 45.0, 3.0),
        lift("side-plank", 2.0, 30.0, 3.0),
    ];
    let dose = dose(&lifts, &Level::Intermediate);
    close(dose.leg(), 1.569);
    assert_eq!(leg_class(&dose, false), LegClass::None);
}

#[test]
fn jumps_count_contacts() {
    let lifts = [lift("pogo-hops", 3.0, 20.0, 3.0), lift("drop-jump", 4.0, 5.0, 3.0)];
    assert!((dose(&lifts, &Level::Intermediate).leg() - 8.0).abs() < 0.05);
}

#[test]
fn one_muscle_alone_makes_a_session_heavy() {
    let dose = dose(&[lift("calf-raise-single", 6.0, 12.0, 2.0)], &Level::Intermediate);
    assert!(dose.leg() < 22.0 && dose.hardest_leg_muscle() > (Muscle::Gastroc, 6.0));
    assert_eq!(leg_class(&dose, false), LegClass::Heavy);
}

#[test]
fn a_class_follows_the_printed_dose() {
    let quads =
        |fast| Dose { fast: std::array::from_fn(|m| if m < 8 { fast / 8.0 } else { 0.0 }), ..Dose::ZERO };
    let class = |leg: f64| leg_class(&quads(leg), false);
    assert_eq!((class(2.94), class(2.96)), (LegClass::None, LegClass::Light));
    assert_eq!((class(11.94), class(11.96)), (LegClass::Light, LegClass::Moderate));
    assert_eq!((class(21.94), class(21.96)), (LegClass::Moderate, LegClass::Heavy));
}

#[test]
fn senseless_numbers_stay_finite() {
    let dose =
        dose(&[lift("step-up", -3.0, f64::MAX, -5.0), lift("step-up", 1000.0, -8.0, 1e9)], &Level::Novice);
    assert!(dose.fast.iter().chain(&dose.slow).all(|value| value.is_finite() && *value >= 0.0));
}

#[test]
fn tables_hold_what_is_reckoned() {
    for tenths in 0_u8..=120 {
        let rir = f64::from(tenths) / 10.0;
        assert_eq!(proximity(rir).to_bits(), reckoned_proximity(rir).to_bits(), "{rir}");
        assert_eq!(
            proximity(rir + 0.03).to_bits(),
            reckoned_proximity(rir + 0.03).to_bits(),
            "{rir} and a bit"
        );
    }
    for exposures in 0_u8..=10 {
        let reckoned = reckoned_novelty(f64::from(exposures));
        assert_eq!(novelty(u32::from(exposures)).to_bits(), reckoned.to_bits(), "{exposures}");
    }
}
