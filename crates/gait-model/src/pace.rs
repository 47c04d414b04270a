//! How fast a runner runs: VDOT of a result, predicted times, and a speed for every intensity a plan can name.
//!
//! Speeds are in metres per minute, times in seconds, distances in metres.

mod vdot;

use crate::notation::{RACES, RaceWord, Target, Zone};
use crate::units::{Pace, Percent, Range};

pub use vdot::{predict, race_vdot, speed_at};

/// What is assumed of a runner without a usable result: 10 km in 50 minutes.
const ASSUMED_VDOT: f64 = 40.0;

/// Walking, in m/min (5.5 km/h). Ours; the same for everybody.
const WALK: f64 = 5_500.0 / 60.0;

/// Energy per metre on a slope of 5 per cent upwards, compared with the level (Minetti2002: 4.6852 / 3.6).
const UPHILL_COST: f64 = 4.6852 / 3.6;

/// How much faster an easy run gets downhill. Ours: on a slope of 5 per cent the energy would allow a third,
/// but most of that goes into braking.
const DOWNHILL_GAIN: f64 = 1.1;

/// Every zone in the order of its discriminant, with its share of VDOT where it is one.
///
/// The shares from recovery to rep are published practice after DanielsGilbert1979; strides and sprints are
/// ours: a little faster than repetitions, and near the limit.
const ZONES: [(Zone, Option<f64>); 14] = [
    (Zone::Walk, None),
    (Zone::Jog, Some(0.59)),
    (Zone::Rest, None),
    (Zone::Recovery, Some(0.59)),
    (Zone::Easy, Some(0.70)),
    (Zone::Steady, Some(0.74)),
    (Zone::Marathon, None),
    (Zone::Threshold, Some(0.88)),
    (Zone::Interval, Some(0.975)),
    (Zone::Rep, Some(1.05)),
    (Zone::Sprint, Some(1.30)),
    (Zone::Stride, Some(1.10)),
    (Zone::Uphill, None),
    (Zone::Downhill, None),
];

/// The zones that a speed on level ground may be in, slowest first.
const LADDER: [Zone; 9] = [
    Zone::Walk,
    Zone::Recovery,
    Zone::Easy,
    Zone::Steady,
    Zone::Marathon,
    Zone::Threshold,
    Zone::Interval,
    Zone::Rep,
    Zone::Sprint,
];

/// The share of the maximum heart rate and the share of VDOT run there: the usual heart rates of the zones above.
/// Ours; a heart rate differs between people by ten beats, and lags behind the pace.
const HEART: [(f64, f64); 6] = [
    (0.60, 0.50),
    (0.67, share_of(Zone::Recovery)),
    (0.75, share_of(Zone::Easy)),
    (0.79, share_of(Zone::Steady)),
    (0.89, share_of(Zone::Threshold)),
    (0.98, share_of(Zone::Interval)),
];

/// Perceived effort and the share of VDOT run at it: the efforts of the kinds of session. Ours.
const EFFORT: [(f64, f64); 7] = [
    (1.0, 0.50),
    (2.0, share_of(Zone::Recovery)),
    (3.0, share_of(Zone::Easy)),
    (4.0, share_of(Zone::Steady)),
    (6.0, share_of(Zone::Threshold)),
    (8.0, share_of(Zone::Interval)),
    (10.0, share_of(Zone::Rep)),
];

/// The share of VDOT run in a zone; 0 in one that is none.
const fn share_of(zone: Zone) -> f64 {
    match ZONES[zone as usize].1 {
        Some(share) => share,
        None => 0.0,
    }
}

/// A runner's speeds, computed once.
#[derive(Clone, PartialEq, Debug)]
pub struct Paces {
    /// The VDOT behind them.
    pub vdot: f64,
    /// Whether it is assumed, because there is no result within what the formula is made for.
    pub assumed: bool,
    zones: [f64; ZONES.len()],
    races: [f64; RACES.len()],
}

impl Paces {
    /// The paces of a runner with these results, as distance in metres and time in seconds. The best result
    /// counts; one outside the formula's range (800 m to the marathon, 3.5 to 240 minutes) counts for nothing.
    #[must_use]
    pub fn from_results(results: &[(f64, f64)]) -> Self {
        let best =
            results.iter().filter_map(|&(metres, seconds)| race_vdot(metres, seconds)).max_by(f64::total_cmp);
        Self::of(best.unwrap_or(ASSUMED_VDOT), best.is_none())
    }

    fn of(vdot: f64, assumed: bool) -> Self {
        let races = RACES.map(|(_, race)| {
            let metres = race.distance().in_metres();
            metres / (vdot::predict_freely(vdot, metres) / 60.0)
        });
        let speed = |share: f64| speed_at(vdot, share);
        let zones = ZONES.map(|(zone, share)| match (zone, share) {
            (_, Some(share)) => speed(share),
            (Zone::Walk, _) => WALK,
            (Zone::Marathon, _) => races[RaceWord::Marathon as usize],
            (Zone::Uphill, _) => speed(share_of(Zone::Interval)) / UPHILL_COST,
            (Zone::Downhill, _) => speed(share_of(Zone::Easy)) * DOWNHILL_GAIN,
            _ => 0.0,
        });
        Self { vdot, assumed, zones, races }
    }

    /// The speed in a zone, in m/min; 0 at rest.
    #[must_use]
    pub const fn speed(&self, zone: Zone) -> f64 {
        self.zones[zone as usize]
    }

    /// The predicted race speed, in m/min. Beyond 240 minutes (slow marathons) the formula is carried on.
    #[must_use]
    pub const fn race_speed(&self, race: RaceWord) -> f64 {
        self.races[race as usize]
    }

    /// The speed of a target, in m/min; the middle of a range.
    #[must_use]
    pub fn target_speed(&self, target: &Target) -> f64 {
        match target {
            Target::Zone(zone) => self.speed(*zone),
            Target::Zones(one, other) => f64::midpoint(self.speed(*one), self.speed(*other)),
            Target::Pace(pace) => pace_speed(pace),
            Target::Race(race) => self.race_speed(*race),
            Target::PercentOfRace(share, race) => self.race_speed(*race) * middle(share),
            Target::HeartRate(share) => self.speed_at_heart_rate(middle(share)),
            Target::Rpe(tenths) => self.speed_at_rpe(f64::from(*tenths) / 10.0),
        }
    }

    /// The speed at a share of the maximum heart rate, 0 to 1, in m/min. Our convention.
    #[must_use]
    pub fn speed_at_heart_rate(&self, share: f64) -> f64 {
        speed_at(self.vdot, between(&HEART, share))
    }

    /// The speed at a perceived effort, 1 to 10, in m/min. Our convention.
    #[must_use]
    pub fn speed_at_rpe(&self, rpe: f64) -> f64 {
        speed_at(self.vdot, between(&EFFORT, rpe))
    }

    /// The predicted speed of a race over any distance in metres, in m/min. Outside 800 m to the marathon and
    /// 3.5 to 240 minutes the formula is carried on; [`predict`] is the one that refuses.
    #[must_use]
    pub fn speed_for_distance(&self, metres: f64) -> f64 {
        metres / (vdot::predict_freely(self.vdot, metres) / 60.0)
    }

    /// The zone whose speed is nearest; `Rest` for standing still.
    #[must_use]
    pub fn zone_of(&self, speed: f64) -> Zone {
        if speed <= 0.0 {
            return Zone::Rest;
        }
        let away = |zone: &Zone| (self.speed(*zone) - speed).abs();
        LADDER.into_iter().min_by(|one, other| away(one).total_cmp(&away(other))).unwrap_or(Zone::Easy)
    }
}

/// The middle of a range, as a share of 1.
#[expect(clippy::cast_precision_loss, reason = "hundredths of a per cent are small numbers")]
fn middle(share: &Range<Percent>) -> f64 {
    f64::midpoint(share.low.basis_points as f64, share.high.basis_points as f64) / 10_000.0
}

/// The speed in the middle of a range of paces, in m/min; 0 for a pace of nothing.
#[expect(clippy::cast_precision_loss, reason = "paces are small numbers")]
fn pace_speed(pace: &Range<Pace>) -> f64 {
    let ms_per_km = f64::midpoint(pace.low.ms_per_km as f64, pace.high.ms_per_km as f64);
    if ms_per_km > 0.0 { 60_000.0 * 1_000.0 / ms_per_km } else { 0.0 }
}

/// The value at `x` of the line through `points`, flat beyond its ends.
fn between(points: &[(f64, f64)], x: f64) -> f64 {
    for pair in points.windows(2) {
        let [(x0, y0), (x1, y1)] = [pair[0], pair[1]];
        if x <= x1 {
            return y0 + (y1 - y0) * ((x - x0) / (x1 - x0)).clamp(0.0, 1.0);
        }
    }
    points.last().map_or(0.0, |&(_, y)| y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(speed: f64) -> f64 {
        60_000.0 / speed
    }

    #[test]
    fn tables_follow_the_discriminants() {
        for (place, (zone, _)) in ZONES.into_iter().enumerate() {
            assert_eq!(zone as usize, place);
        }
        for (place, (_, race)) in RACES.into_iter().enumerate() {
            assert_eq!(race as usize, place);
        }
    }

    #[test]
    fn training_speeds_of_vdot_50() {
        let paces = Paces::of(50.0, false);
        for (zone, speed, seconds_per_km) in [
            (Zone::Recovery, 170.51, 351.9),
            (Zone::Jog, 170.51, 351.9),
            (Zone::Steady, 204.41, 293.5),
            (Zone::Threshold, 235.11, 255.2),
            (Zone::Interval, 255.47, 234.9),
        ] {
            assert!((paces.speed(zone) - speed).abs() < 0.0051, "{zone:?} {}", paces.speed(zone));
            assert!((pace(paces.speed(zone)) - seconds_per_km).abs() < 0.051, "{zone:?}");
        }
        assert_eq!(paces.speed(Zone::Rest), 0.0);
    }

    #[test]
    fn speeds_rise_in_the_order_a_runner_expects() {
        for vdot in [30.0, 40.0, 55.0, 80.0] {
            let paces = Paces::of(vdot, false);
            let up = [
                paces.speed(Zone::Recovery),
                paces.speed(Zone::Easy),
                paces.speed(Zone::Marathon),
                paces.race_speed(RaceWord::Half),
                paces.race_speed(RaceWord::TenK),
                paces.race_speed(RaceWord::FiveK),
                paces.speed(Zone::Rep),
                paces.speed(Zone::Stride),
                paces.speed(Zone::Sprint),
            ];
            assert!(up.is_sorted() && up[0] < up[8], "{vdot}: {up:?}");
            assert!(paces.speed(Zone::Uphill) < paces.speed(Zone::Threshold));
            assert!(paces.speed(Zone::Downhill) > paces.speed(Zone::Easy));
        }
    }

    #[test]
    fn the_best_result_counts() {
        let results = [(10_000.0, 3_000.0), (5_000.0, 1_200.0), (100.0, 9.6), (200_000.0, 90_000.0)];
        let paces = Paces::from_results(&results);
        assert!(!paces.assumed && (paces.vdot - 49.806).abs() < 0.51e-3);
        assert!((paces.race_speed(RaceWord::FiveK) - 250.0).abs() < 1e-6);
    }

    #[test]
    fn without_a_usable_result_something_is_assumed() {
        for results in [&[][..], &[(100.0, 9.6)], &[(f64::NAN, 60.0)], &[(5_000.0, -1.0)]] {
            let paces = Paces::from_results(results);
            assert!(paces.assumed && paces.vdot == 40.0);
        }
    }

    #[test]
    fn speeds_find_their_zone() {
        let paces = Paces::of(50.0, false);
        for zone in LADDER {
            assert_eq!(paces.zone_of(paces.speed(zone) + 0.5), zone);
        }
        assert_eq!(paces.zone_of(0.0), Zone::Rest);
        assert_eq!(paces.zone_of(f64::NAN), Zone::Walk);
        assert_eq!(paces.speed_for_distance(10_000.0), paces.race_speed(RaceWord::TenK));
        assert!(paces.speed_for_distance(400.0) > paces.speed_for_distance(100_000.0));
    }

    #[test]
    fn targets() {
        let paces = Paces::of(50.0, false);
        let percent = |n: i64| Percent { basis_points: n * 100 };
        let speed = |target| paces.target_speed(&target);
        let five = Pace { ms_per_km: 300_000, unit: crate::units::DistanceUnit::Km };
        assert_eq!(speed(Target::Pace(Range { low: five, high: five })), 200.0);
        assert_eq!(
            speed(Target::Pace(Range {
                low: Pace { ms_per_km: 0, ..five },
                high: Pace { ms_per_km: 0, ..five }
            })),
            0.0
        );
        let share = Range { low: percent(90), high: percent(100) };
        let part = speed(Target::PercentOfRace(share, RaceWord::TenK));
        assert!((part - 0.95 * paces.race_speed(RaceWord::TenK)).abs() < 1e-9);
        assert_eq!(speed(Target::Rpe(60)), paces.speed(Zone::Threshold));
        assert_eq!(
            speed(Target::HeartRate(Range { low: percent(78), high: percent(80) })),
            paces.speed_at_heart_rate(0.79)
        );
        assert_eq!(paces.speed_at_heart_rate(0.2), paces.speed_at_heart_rate(0.6));
        assert_eq!(paces.speed_at_heart_rate(0.99), paces.speed(Zone::Interval));
        let middle = f64::midpoint(paces.speed(Zone::Easy), paces.speed(Zone::Steady));
        assert_eq!(speed(Target::Zones(Zone::Easy, Zone::Steady)), middle);
    }
}
