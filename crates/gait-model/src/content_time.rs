//! How long the content of a strength session takes (models C6, session content time).

use crate::exercise::{DefaultTempo, Exercise, Unit};
use crate::notation::Tempo;

/// Walking to the next lift and setting it up, in seconds for each lift.
const SETUP_S: f64 = 45.0;
/// Rest after a hold or a carry that names none, in seconds.
const HOLD_REST_S: f64 = 60.0;
/// Rest after a set that names none, in seconds, by the most repetitions it is for.
const REST_S: [(f64, f64); 2] = [(6.0, 150.0), (12.0, 90.0)];
/// Rest after longer sets.
const LONG_SET_REST_S: f64 = 60.0;
/// One contact, in seconds.
const CONTACT_S: f64 = 1.0;
/// What is left of a rest that a superset shares between its lifts.
const SHARED_REST: f64 = 0.5;

/// One lift of a session, in the numbers its time needs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LiftTime {
    /// Sets; per side if both sides take a turn.
    pub sets: f64,
    /// Repetitions, seconds or contacts of a set, as `unit` says.
    pub amount: f64,
    /// What `amount` counts.
    pub unit: Timed,
    /// Whether each side takes a turn.
    pub per_side: bool,
    /// The rest after a set in seconds, if one is written.
    pub rest_s: Option<f64>,
    /// Whether the rest is shared with another lift: a superset.
    pub shares_rest: bool,
}

/// What the amount of a set counts, as time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Timed {
    /// Repetitions of so many seconds.
    Reps(f64),
    /// Seconds.
    Seconds,
    /// Ground contacts.
    Contacts,
}

impl LiftTime {
    /// `sets` of `amount` in the exercise's own unit, at the written tempo or the exercise's own; one side at a time
    /// if `per_side`, its own rest, no superset.
    #[must_use]
    pub fn new(exercise: &Exercise, sets: f64, amount: f64, tempo: Option<Tempo>, per_side: bool) -> Self {
        let unit = match exercise.unit {
            Unit::Reps => Timed::Reps(tempo.map_or(exercise.tempo, DefaultTempo::Phases).rep_s()),
            Unit::Seconds => Timed::Seconds,
            Unit::Contacts => Timed::Contacts,
        };
        Self { sets, amount, unit, per_side, rest_s: None, shares_rest: false }
    }

    /// The rest after a set in seconds: as written, else by the repetitions of the set; halved in a superset.
    #[must_use]
    pub fn rest_s(&self) -> f64 {
        let rest = self.rest_s.unwrap_or_else(|| default_rest_s(self.unit, self.amount));
        if self.shares_rest { rest * SHARED_REST } else { rest }
    }

    /// The whole lift with its rests and the setting up, in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        let side = match self.unit {
            Timed::Reps(seconds) => self.amount * seconds,
            Timed::Seconds => self.amount,
            Timed::Contacts => self.amount * CONTACT_S,
        };
        let sides = if self.per_side { 2.0 } else { 1.0 };
        self.sets * (side * sides + self.rest_s()) + SETUP_S
    }
}

fn default_rest_s(unit: Timed, amount: f64) -> f64 {
    if unit == Timed::Seconds {
        return HOLD_REST_S;
    }
    REST_S.into_iter().find(|&(most, _)| amount <= most).map_or(LONG_SET_REST_S, |(_, rest)| rest)
}

/// The time that a session's lifts and its own warm-up take together, in seconds.
#[must_use]
pub fn content_s(lifts: impl IntoIterator<Item = LiftTime>, warm_up_s: f64) -> f64 {
    warm_up_s + lifts.into_iter().map(|lift| lift.seconds()).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::Library;
    use crate::notation::Beat;

    fn reps(sets: f64, amount: f64, rep_s: f64, per_side: bool, rest_s: f64) -> LiftTime {
        let unit = Timed::Reps(rep_s);
        LiftTime { sets, amount, unit, per_side, rest_s: Some(rest_s), shares_rest: false }
    }

    fn of(id: &str, sets: f64, amount: f64, per_side: bool) -> LiftTime {
        LiftTime::new(Library::builtin().get(id).expect(id), sets, amount, None, per_side)
    }

    /// Minutes as the paper prints them.
    fn takes(lifts: &[LiftTime], warm_up_min: f64, oracle: f64) {
        let minutes = content_s(lifts.iter().copied(), warm_up_min * 60.0) / 60.0;
        assert!((minutes - oracle).abs() < 0.0051, "{minutes} is not {oracle}");
    }

    #[test]
    fn worked_sessions() {
        let five = [
            reps(3.0, 10.0, 5.0, false, 90.0),
            reps(3.0, 10.0, 5.0, true, 90.0),
            reps(3.0, 12.0, 6.0, true, 60.0),
            reps(3.0, 10.0, 6.0, true, 60.0),
            reps(2.0, 8.0, 6.0, false, 60.0),
        ];
        takes(&five, 6.0, 49.05);
        takes(&[reps(4.0, 8.0, 5.0, false, 90.0); 8], 5.0, 80.33);
    }

    #[test]
    fn templates_with_the_library_tempo_and_rests() {
        let lower = [
            of("romanian-deadlift", 3.0, 10.0, false),
            of("bulgarian-split-squat", 3.0, 10.0, true),
            of("hip-thrust", 3.0, 10.0, false),
            of("calf-raise-single", 3.0, 12.0, true),
        ];
        takes(&lower, 0.0, 39.20);
        let maintenance = [
            of("romanian-deadlift", 2.0, 6.0, false),
            of("step-up", 2.0, 8.0, true),
            of("calf-raise-single", 2.0, 10.0, true),
            of("pallof-half-kneeling", 2.0, 10.0, true),
            of("dead-bug", 2.0, 10.0, false),
        ];
        takes(&maintenance, 0.0, 34.62);
    }

    #[test]
    fn supersets_share_their_rests() {
        let lifts = [
            of("push-up", 2.0, 10.0, false),
            of("db-row", 2.0, 10.0, true),
            of("pallof-half-kneeling", 2.0, 10.0, true),
            of("dead-bug", 2.0, 10.0, false),
            of("front-plank", 2.0, 45.0, false),
            of("side-plank", 2.0, 30.0, true),
        ];
        takes(&lifts.map(|lift| LiftTime { shares_rest: true, ..lift }), 0.0, 27.00);
    }

    #[test]
    fn rests_by_the_length_of_a_set() {
        let rest = |id, amount| of(id, 1.0, amount, false).rest_s();
        assert_eq!((rest("push-up", 6.0), rest("push-up", 12.0), rest("push-up", 13.0)), (150.0, 90.0, 60.0));
        assert_eq!((rest("pogo-hops", 20.0), rest("front-plank", 5.0)), (60.0, 60.0));
        assert_eq!(of("pogo-hops", 3.0, 20.0, false).seconds(), 3.0 * (20.0 + 60.0) + 45.0);
    }

    #[test]
    fn a_written_tempo_replaces_the_library_tempo() {
        let slow = Tempo { phases: [Beat::Tenths(50), Beat::Tenths(0), Beat::Fast, Beat::Tenths(0)] };
        let lift =
            LiftTime::new(Library::builtin().get("push-up").expect("push-up"), 1.0, 10.0, Some(slow), false);
        assert_eq!(lift.seconds(), 60.0 + 90.0 + 45.0);
    }
}
