//! How many repetitions people do at a share of their one-repetition maximum (models C6).
//!
//! Mean repetitions to failure over many lifts (Nuzzo2024, points read second-hand). The standard deviation between
//! persons is about 2.5 repetitions at 80 % and 4.4 at 60 %, and endurance athletes do more (RichensCleather2014).

/// Per cent of the maximum and repetitions to failure, heaviest first. The first is the maximum itself.
const POINTS: [(f64, f64); 8] = [
    (100.0, 1.0),
    (95.0, 3.28),
    (90.0, 4.94),
    (85.0, 7.15),
    (80.0, 9.75),
    (75.0, 12.37),
    (70.0, 14.80),
    (65.0, 17.11),
];

/// Mean repetitions to failure at a share of the maximum in per cent; nothing outside 65 to 100 %, where there are no
/// points. Between points the line is straight: our choice.
#[must_use]
pub fn reps_to_failure(percent: f64) -> Option<f64> {
    POINTS.windows(2).find_map(|two| {
        let [(heavy, few), (light, many)] = two else { return None };
        let share = (heavy - percent) / (heavy - light);
        (0.0..=1.0).contains(&share).then(|| few + share * (many - few))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oracles() {
        for (percent, reps) in [(89.86, 5.0), (83.37, 8.0), (79.52, 10.0), (75.71, 12.0), (71.65, 14.0)] {
            let found = reps_to_failure(percent).expect("inside the table");
            assert!((found - reps).abs() < 3e-3, "{percent} %: {found} for {reps}");
        }
        // 60 kg ten times to failure is a maximum of 75.45 kg.
        let found = reps_to_failure(60.0 / 75.45 * 100.0).expect("inside the table");
        assert!((found - 10.0).abs() < 5e-3, "{found}");
    }

    #[test]
    fn points_and_borders() {
        assert_eq!(reps_to_failure(100.0), Some(1.0));
        assert_eq!(reps_to_failure(80.0), Some(9.75));
        assert_eq!(reps_to_failure(65.0), Some(17.11));
        assert_eq!(reps_to_failure(64.9), None);
        assert_eq!(reps_to_failure(100.1), None);
        assert_eq!(reps_to_failure(f64::NAN), None);
    }

    #[test]
    fn heavier_is_fewer() {
        let reps: Vec<f64> = (65..=100).filter_map(|percent| reps_to_failure(f64::from(percent))).collect();
        assert_eq!(reps.len(), 36);
        assert!(reps.windows(2).all(|two| two[0] > two[1]));
    }
}
