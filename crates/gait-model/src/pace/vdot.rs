//! The formulae of DanielsGilbert1979 (models C6): oxygen cost of a speed, the share of the maximum that lasts a time.

use crate::notation::RaceWord;

/// Distances the formula is made for, in metres: 800 m to the marathon.
const DISTANCES: std::ops::RangeInclusive<f64> = 800.0..=RaceWord::Marathon.distance().in_metres();
/// Times it is made for, in minutes.
const MINUTES: std::ops::RangeInclusive<f64> = 3.5..=240.0;
/// VDOTs of people; a walk in the park lies below, a mistyped time above. Ours.
const PEOPLE: std::ops::RangeInclusive<f64> = 15.0..=95.0;

/// Oxygen cost of running at `v` m/min, in ml/kg/min: constant, linear and square part.
const COST: [f64; 3] = [-4.60, 0.182_258, 0.000_104];

/// The VDOT of a race: `metres` in `seconds`. Nothing outside 800 m to the marathon, 3.5 to 240 minutes,
/// or what people can run (VDOT 15 to 95).
#[must_use]
pub fn race_vdot(metres: f64, seconds: f64) -> Option<f64> {
    let minutes = seconds / 60.0;
    if !DISTANCES.contains(&metres) || !MINUTES.contains(&minutes) {
        return None;
    }
    let vdot = cost(metres / minutes) / lasting_share(minutes);
    PEOPLE.contains(&vdot).then_some(vdot)
}

/// The time in seconds that a runner of this VDOT needs for `metres`. Nothing outside 800 m to the marathon,
/// or where the time would not be 3.5 to 240 minutes.
#[must_use]
pub fn predict(vdot: f64, metres: f64) -> Option<f64> {
    if !DISTANCES.contains(&metres) || !PEOPLE.contains(&vdot) {
        return None;
    }
    let seconds = predict_freely(vdot, metres);
    MINUTES.contains(&(seconds / 60.0)).then_some(seconds)
}

/// [`predict`] without its limits.
pub(super) fn predict_freely(vdot: f64, metres: f64) -> f64 {
    // The share that lasts hardly changes with time, so each round of "how fast, hence how long, hence how fast"
    // gains a digit: from any start a dozen rounds end where nothing moves any more.
    let mut minutes = 60.0;
    for _ in 0..40 {
        let next = metres / speed_of_cost(vdot * lasting_share(minutes));
        if (next - minutes).abs() < 1e-10 {
            break;
        }
        minutes = next;
    }
    minutes * 60.0
}

/// The speed in m/min at a share of VDOT.
#[must_use]
pub fn speed_at(vdot: f64, share: f64) -> f64 {
    speed_of_cost(vdot * share)
}

fn cost(speed: f64) -> f64 {
    COST[0] + COST[1] * speed + COST[2] * speed * speed
}

/// The inverse of [`cost`].
fn speed_of_cost(oxygen: f64) -> f64 {
    let [constant, linear, square] = COST;
    (libm::sqrt(linear * linear + 4.0 * square * (oxygen - constant)) - linear) / (2.0 * square)
}

/// `F(t)`: the share of VDOT that lasts so many minutes.
fn lasting_share(minutes: f64) -> f64 {
    0.8 + 0.189_439_3 * libm::exp(-0.012_778 * minutes) + 0.298_955_8 * libm::exp(-0.193_260_5 * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: Option<f64>, oracle: f64, tolerance: f64) {
        assert!(value.is_some_and(|value| (value - oracle).abs() < tolerance), "{value:?} is not {oracle}");
    }

    #[test]
    fn results() {
        assert!((cost(250.0) - 47.465).abs() < 0.51e-3);
        assert!((lasting_share(20.0) - 0.95298).abs() < 0.51e-5);
        assert!((lasting_share(40.0) - 0.91376).abs() < 0.51e-5);
        for (metres, seconds, vdot) in [
            (5_000.0, 1_200.0, 49.806),
            (10_000.0, 2_400.0, 51.944),
            (10_000.0, 3_000.0, 40.012),
            (21_097.5, 6_300.0, 42.635),
            (42_195.0, 12_600.0, 44.554),
            (5_000.0, 1_500.0, 38.309),
            (1_609.344, 360.0, 48.417),
        ] {
            close(race_vdot(metres, seconds), vdot, 0.51e-3);
        }
    }

    #[test]
    fn predictions() {
        for (metres, minutes) in
            [(5_000.0, 20.0), (10_000.0, 41.464), (21_097.5, 91.828), (42_195.0, 191.287)]
        {
            close(predict(49.806, metres).map(|seconds| seconds / 60.0), minutes, 0.51e-3);
        }
    }

    #[test]
    fn velocity_at_vdot() {
        assert!((speed_at(50.0, 1.0) - 260.77).abs() < 0.0051);
        for speed in [80.0, 200.0, 330.0] {
            assert!((speed_of_cost(cost(speed)) - speed).abs() < 1e-9);
        }
    }

    #[test]
    fn outside_its_range_there_is_no_value() {
        assert_eq!(race_vdot(400.0, 60.0), None);
        assert_eq!(race_vdot(42_195.0, 240.1 * 60.0), None);
        assert_eq!(race_vdot(42_195.0, 3_600.0), None, "faster than people");
        assert_eq!(race_vdot(800.0, 7_200.0), None, "slower than walking");
        assert_eq!(predict(30.0, 42_195.0), None, "over four hours");
        assert_eq!(predict(50.0, 50_000.0), None);
    }

    #[test]
    fn predictions_settle_for_every_runner() {
        for tenths in 150..=950 {
            let vdot = f64::from(tenths) / 10.0;
            for metres in [800.0, 5_000.0, 42_195.0] {
                let minutes = predict_freely(vdot, metres) / 60.0;
                let again = cost(metres / minutes) / lasting_share(minutes);
                assert!((again - vdot).abs() < 1e-8, "{vdot} over {metres} m");
            }
        }
    }
}
