//! What a run does to the legs (models C3).

use crate::constants::{MOST_SPIKE, RUNNING, RUNNING_MUSCLES, SPIKE};
use crate::dose::Dose;
use crate::notation::Zone;
use crate::plan::Kind;

/// How a stretch of running loads the legs.
#[expect(missing_docs, reason = "each is the running itself")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum RunLoad {
    Recovery,
    Easy,
    Long,
    Tempo,
    Interval,
    Sprint,
    Uphill,
    Downhill,
}

impl RunLoad {
    /// How a stretch in `zone` of a session of some kind loads the legs; nothing for walking, standing, and
    /// sessions that are not running.
    ///
    /// Only the work of a session is what its kind says; warm-up and recoveries are easy. Faster stretches of easy,
    /// long and walk-run sessions are what their zone says.
    #[must_use]
    pub const fn of(kind: Kind, zone: Zone) -> Option<Self> {
        if matches!(kind, Kind::Walk | Kind::Cross | Kind::Strength | Kind::Mobility | Kind::Rest) {
            return None;
        }
        let by_zone = match zone {
            Zone::Walk | Zone::Rest => return None,
            Zone::Jog | Zone::Recovery | Zone::Easy | Zone::Steady => Self::Easy,
            Zone::Marathon | Zone::Threshold => Self::Tempo,
            Zone::Interval | Zone::Rep => Self::Interval,
            Zone::Sprint | Zone::Stride => Self::Sprint,
            Zone::Uphill => Self::Uphill,
            Zone::Downhill => Self::Downhill,
        };
        Some(match (kind, by_zone) {
            (_, Self::Uphill | Self::Downhill) => by_zone,
            (Kind::Race | Kind::TimeTrial, _) => Self::Tempo,
            (Kind::Recovery, Self::Easy) => Self::Recovery,
            (Kind::Long, Self::Easy) => Self::Long,
            (_, Self::Easy) => Self::Easy,
            (Kind::Tempo, _) => Self::Tempo,
            (Kind::Intervals, _) => Self::Interval,
            (Kind::Strides, _) => Self::Sprint,
            (Kind::Hills, _) => Self::Uphill,
            _ => by_zone,
        })
    }
}

/// A stretch of running.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Segment {
    /// How it loads the legs.
    pub load: RunLoad,
    /// How long it is, in hours.
    pub hours: f64,
}

/// What a run asks of the legs. `spike` is how much longer it is than the longest run of the 30 days before, as a
/// share of that (0.2 is 20 % longer): above 10 % more of the dose lasts.
#[must_use]
pub fn run_dose(segments: &[Segment], spike: f64) -> Dose {
    let lasting = if spike > SPIKE { 1.0 + spike.min(MOST_SPIKE) } else { 1.0 };
    let mut dose = Dose::ZERO;
    for segment in segments {
        let (per_hour, kappa) = RUNNING[segment.load as usize];
        for (muscle, per_hour) in RUNNING_MUSCLES.into_iter().zip(per_hour) {
            let fast = per_hour * segment.hours.max(0.0);
            dose.fast[muscle.index()] += fast;
            dose.slow[muscle.index()] += fast * kappa * lasting;
        }
    }
    dose
}
