//! Load of sessions over days and weeks (models C6): effort times minutes, how alike days are, and sums that forget.
//!
//! Words for what people do with them are "long-term load", "short-term load" and "balance". None of them measures
//! fitness, readiness or injury (limits in Hellard2006, Vermeire2022). The ratio of acute to chronic load is left out: in
//! runners it was linked to injury inversely or not at all (Nakaoka2021, Frandsen2025), and it is contested itself
//! (Impellizzeri2020, Lolli2019).

/// The days over which long-term load forgets (convention of AllenCoggan2010).
pub const LONG_DAYS: f64 = 42.0;
/// The days over which short-term load forgets (convention of AllenCoggan2010).
pub const SHORT_DAYS: f64 = 7.0;

/// Perceived effort (0 to 10) times minutes, in arbitrary units (Foster2001).
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sessions are far shorter than 2^52 minutes")]
pub const fn session_load(effort: f64, minutes: i64) -> f64 {
    effort * minutes as f64
}

/// The most that monotony is: days that hardly differ would give any number.
pub const MOST_MONOTONY: f64 = 10.0;

/// The mean load of seven days over their sample standard deviation (Foster1998), at most [`MOST_MONOTONY`].
///
/// Nothing if all days are the same: then there is no such number, however large one thinks it.
#[must_use]
pub fn monotony(days: &[f64; 7]) -> Option<f64> {
    let (mean, deviation) = spread(days);
    (deviation > 0.0).then(|| (mean / deviation).min(MOST_MONOTONY))
}

/// The mean of seven days and their sample standard deviation.
fn spread(days: &[f64; 7]) -> (f64, f64) {
    let mean = days.iter().sum::<f64>() / 7.0;
    let squares: f64 = days.iter().map(|day| (day - mean) * (day - mean)).sum();
    (mean, (squares / 6.0).sqrt())
}

/// What is remembered of daily loads at the end of each day: every day it goes by `share` of the way from what it was
/// to the load of the day.
///
/// `start` is what it was before the first day, and has to be told with the result. With a share of 1/42 and 1/7 this
/// is long-term and short-term load, with 2/(N + 1) the average of Williams2017.
#[must_use]
pub fn remembered(loads: &[f64], start: f64, share: f64) -> Vec<f64> {
    let step = |level: &mut f64, load: &f64| {
        *level += share * (load - *level);
        Some(*level)
    };
    loads.iter().scan(start, step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: f64, oracle: f64) {
        assert!((value - oracle).abs() < 1e-3, "{value} is not {oracle}");
    }

    #[track_caller]
    fn last_is(values: &[f64], oracle: f64) {
        near(*values.last().expect("there are days"), oracle);
    }

    /// A load for so many days, another for so many after them.
    fn days(first: (f64, usize), then: (f64, usize)) -> Vec<f64> {
        [vec![first.0; first.1], vec![then.0; then.1]].concat()
    }

    #[test]
    fn effort_times_minutes() {
        near(session_load(6.0, 45), 270.0);
        near(session_load(4.0, 40), 160.0);
        near(session_load(7.0, 60), 420.0);
    }

    #[test]
    fn monotony_of_weeks() {
        for (days, oracle, strain) in [
            ([400.0, 350.0, 0.0, 450.0, 0.0, 600.0, 0.0], 1.0189, 1834.04),
            ([280.0, 420.0, 150.0, 390.0, 0.0, 540.0, 0.0], 1.2023, 2140.18),
        ] {
            let monotony = monotony(&days).expect("the days differ");
            near(monotony, oracle);
            assert!((monotony * days.iter().sum::<f64>() - strain).abs() < 0.01);
        }
        let alike = [300.0, 300.0, 300.0, 300.0, 300.0, 300.0, 320.0];
        let (mean, deviation) = spread(&alike);
        near(mean / deviation, 40.064);
        assert_eq!(monotony(&alike), Some(MOST_MONOTONY));
        assert_eq!(monotony(&[500.0; 7]), None);
        assert_eq!(monotony(&[0.0; 7]), None);
    }

    #[test]
    fn long_and_short_term_load() {
        let (long, short) = (1.0 / LONG_DAYS, 1.0 / SHORT_DAYS);
        let steady = days((50.0, 42), (0.0, 0));
        let (from_zero, quick) = (remembered(&steady, 0.0, long), remembered(&steady, 0.0, short));
        last_is(&from_zero, 31.8272);
        last_is(&quick, 49.9229);
        // The balance of a morning is that of the evening before.
        near(from_zero[40] - quick[40], -18.5261);

        let eased = days((60.0, 7), (0.0, 7));
        let (slow, quick) = (remembered(&eased, 60.0, long), remembered(&eased, 60.0, short));
        last_is(&slow, 50.6866);
        last_is(&quick, 20.3950);
        near(slow[13] - quick[13], 30.2916);
    }

    #[test]
    fn averages_that_forget() {
        let (acute, chronic) = (2.0 / 8.0, 2.0 / 29.0);
        let raised = days((100.0, 28), (200.0, 7));
        last_is(&remembered(&raised, 100.0, acute), 186.6516);
        last_is(&remembered(&raised, 100.0, chronic), 139.3598);
        let begun = days((100.0, 10), (0.0, 0));
        last_is(&remembered(&begun, 0.0, acute), 94.3686);
        last_is(&remembered(&begun, 0.0, chronic), 51.0607);
    }
}
