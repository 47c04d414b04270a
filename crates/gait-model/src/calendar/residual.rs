//! What sessions leave in each muscle, day by day (models C2 and C3): one sweep forward in time.

use super::{Calendar, hour};
use crate::constants::CAUSE_DAYS;
use crate::dose::Dose;
use crate::exercise::{MUSCLES, Muscle};
use crate::fatigue::Fatigue;

const DAY_MINUTES: i64 = 24 * 60;

/// The most that is left in a muscle at any time of a day.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Peak {
    /// What is left, in hard sets, of strength and of running.
    pub left: f64,
    /// When that is, in minutes from midnight before the first day: the end of a session, or the midnight that the
    /// day begins with.
    pub at: i64,
}

/// What one session has left in a muscle.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Share {
    /// The session, an index of [`Calendar::sessions`].
    pub session: usize,
    /// What is left of it, in hard sets.
    pub left: f64,
}

/// What is left in each muscle on each day of a calendar.
#[derive(Clone, Debug)]
pub struct Residuals {
    /// For each day the peak of each muscle, in the order of [`Muscle::ALL`].
    pub days: Vec<[Peak; MUSCLES]>,
    /// What tires, by its end.
    stresses: Vec<Tiring>,
}

#[derive(Clone, Debug)]
struct Tiring {
    session: usize,
    end: i64,
    dose: Dose,
}

impl Calendar {
    /// The most that is left in each muscle on each day, of strength and of running. Optional sessions count: they
    /// may be done.
    #[must_use]
    pub fn residuals(&self) -> Residuals {
        let stresses = self.tiring();
        let mut ended = stresses.iter().peekable();
        let mut fatigue = Fatigue::rested(0.0);
        let mut days = Vec::with_capacity(self.day_count() as usize);
        for day in 0..i64::from(self.day_count()) {
            let midnight = day * DAY_MINUTES;
            // What ends at midnight belongs to the day before, which it has filled.
            fatigue.advance(hour(midnight));
            let mut peaks = Muscle::ALL.map(|muscle| Peak { left: fatigue.residual(muscle), at: midnight });
            while let Some(stress) = ended.next_if(|stress| stress.end <= midnight + DAY_MINUTES) {
                fatigue.advance(hour(stress.end));
                fatigue.add(&stress.dose);
                for (peak, muscle) in peaks.iter_mut().zip(Muscle::ALL) {
                    let left = fatigue.residual(muscle);
                    if left > peak.left {
                        *peak = Peak { left, at: stress.end };
                    }
                }
            }
            days.push(peaks);
        }
        Residuals { days, stresses }
    }

    fn tiring(&self) -> Vec<Tiring> {
        let runs = self.run_doses();
        let planned = self.sessions.iter().enumerate().filter(|(_, session)| session.is_planned());
        let mut stresses: Vec<Tiring> = planned
            .filter_map(|(index, session)| {
                let strength = session.dose.as_ref().map(|dose| dose.muscles);
                let dose = strength.or_else(|| runs.get(index).copied().flatten())?;
                Some(Tiring { session: index, end: session.end, dose })
            })
            .collect();
        stresses.sort_by_key(|stress| stress.end);
        stresses
    }
}

impl Residuals {
    /// The sessions behind the peak of a muscle on a day, the one that left most first. Their shares add up to the
    /// peak; what is older than 14 days is left out.
    #[must_use]
    pub fn shares(&self, muscle: Muscle, day: usize) -> Vec<Share> {
        let Some(peak) = self.days.get(day).map(|peaks| peaks[muscle.index()]) else { return Vec::new() };
        let now = hour(peak.at);
        let most = DAY_MINUTES * i64::from(CAUSE_DAYS);
        let recent = |stress: &&Tiring| (peak.at - most..=peak.at).contains(&stress.end);
        let mut shares: Vec<Share> = self
            .stresses
            .iter()
            .filter(recent)
            .map(|stress| {
                let mut fatigue = Fatigue::rested(hour(stress.end));
                fatigue.add(&stress.dose);
                fatigue.advance(now);
                Share { session: stress.session, left: fatigue.residual(muscle) }
            })
            .filter(|share| share.left > 0.0)
            .collect();
        shares.sort_by(|a, b| b.left.total_cmp(&a.left).then(b.session.cmp(&a.session)));
        shares
    }
}
