//! Exercises: what the models and the rules know about a movement, and the library of the common ones.

mod kinds;
mod library;
mod muscle;
mod read;
mod tempo;

pub use kinds::{Breathing, Category, Gate, Laterality, Level, Pattern, Unit};
pub use library::Library;
pub use muscle::{MUSCLES, Muscle, MuscleSet, PerMuscle};
pub use read::from_raw;
pub use tempo::{DefaultTempo, eccentric_s, rep_s};

use crate::constants::{CARRY_M_PER_S, CONTACTS_PER_REP, SECONDS_PER_REP};
use crate::notation::Work;

/// A movement.
#[derive(Clone, PartialEq, Debug)]
pub struct Exercise {
    /// How a plan names it: `romanian-deadlift`.
    pub id: String,
    /// What a person calls it.
    pub name: String,
    /// What it is mainly for.
    pub category: Category,
    /// The movement itself.
    pub pattern: Option<Pattern>,
    /// Whether both sides work at once.
    pub laterality: Laterality,
    /// All of which is needed; "barbell or dumbbells" is one entry.
    pub equipment: Vec<String>,
    /// The share of a set that each muscle gets, 0 to 1, by [`Muscle::index`]. Relative, not measured.
    pub weights: PerMuscle,
    /// The muscles that get at least half of every set. Rules ask every lift, so it is told when the exercise is read.
    pub trained: MuscleSet,
    /// The main targets among them.
    pub primary: MuscleSet,
    /// How much of the work is eccentric, 0 to 1; soreness follows it.
    pub ecc: f64,
    /// Whether it can take external load.
    pub loadable: bool,
    /// What its volume is counted in.
    pub unit: Unit,
    /// The movements to pass before external load, or before jumps.
    pub gates: Vec<Gate>,
    /// The tempo where a plan writes none.
    pub tempo: DefaultTempo,
    /// How to breathe during a set.
    pub breath: Breathing,
    /// The id of an easier exercise.
    pub regression: Option<String>,
    /// The id of a harder exercise.
    pub progression: Option<String>,
    /// Load on the Achilles tendon: 0 none, 1 both legs, 2 one leg or skips, 3 hops, 4 hops on one leg or drops.
    pub achilles: u8,
    /// Whether the article behind the rules names it.
    pub from_source: bool,
    /// What to look for, one sentence; empty if there is none.
    pub cue: String,
}

impl Exercise {
    /// Whether it is done one side at a time.
    #[must_use]
    pub fn is_unilateral(&self) -> bool {
        self.laterality == Laterality::Unilateral
    }

    /// The share of a set that `muscle` gets, 0 to 1.
    #[must_use]
    pub const fn weight(&self, muscle: Muscle) -> f64 {
        self.weights[muscle.index()]
    }

    /// Whether a leg muscle gets at least half of every set.
    #[must_use]
    pub const fn trains_legs(&self) -> bool {
        !self.trained.intersection(MuscleSet::LEG).is_empty()
    }

    /// The muscles that work without being a main target.
    #[must_use]
    pub fn secondary(&self) -> MuscleSet {
        Muscle::ALL.into_iter().filter(|&m| self.weight(m) > 0.0 && !self.primary.contains(m)).collect()
    }

    /// Whether it is a hop, jump or bound: gates bind it without any load.
    #[must_use]
    pub fn is_plyometric(&self) -> bool {
        self.category == Category::Plyometric
    }

    /// One set in the exercise's own unit: the middle of a range; what is written in another unit is converted by
    /// the equivalences of models C1 (one repetition is four seconds or two contacts). Nothing for `max`.
    #[must_use]
    pub fn amount(&self, work: &Work) -> Option<f64> {
        let middle = |range: &crate::units::Range<u32>| (f64::from(range.low) + f64::from(range.high)) / 2.0;
        let seconds = match work {
            Work::Max => return None,
            // What a plan writes as repetitions of a jump are its contacts.
            Work::Reps(reps) if self.unit != Unit::Seconds => return Some(middle(reps)),
            Work::Reps(reps) => middle(reps) * SECONDS_PER_REP,
            Work::Seconds(seconds) => middle(seconds),
            Work::Metres(metres) => middle(metres) / CARRY_M_PER_S,
        };
        Some(self.amount_of_reps(seconds / SECONDS_PER_REP))
    }

    /// So many repetitions in the exercise's own unit: a hold of four seconds or two contacts for each.
    #[must_use]
    pub fn amount_of_reps(&self, reps: f64) -> f64 {
        match self.unit {
            Unit::Reps => reps,
            Unit::Seconds => reps * SECONDS_PER_REP,
            Unit::Contacts => reps * CONTACTS_PER_REP,
        }
    }

    /// `amount` of the exercise's own unit as repetitions, for the dose (models C1, `n_eq`).
    #[must_use]
    pub fn equivalent_reps(&self, amount: f64) -> f64 {
        match self.unit {
            Unit::Reps => amount,
            Unit::Seconds => amount / SECONDS_PER_REP,
            Unit::Contacts => amount / CONTACTS_PER_REP,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Range;

    fn amount(id: &str, work: Work) -> Option<f64> {
        Library::builtin().get(id).expect(id).amount(&work)
    }

    #[test]
    fn amounts_in_the_unit_of_the_exercise() {
        let span = |low, high| Range { low, high };
        assert_eq!(amount("step-up", Work::Reps(span(8, 12))), Some(10.0));
        assert_eq!(amount("step-up", Work::Seconds(span(40, 40))), Some(10.0));
        assert_eq!(amount("front-plank", Work::Seconds(span(20, 30))), Some(25.0));
        assert_eq!(amount("front-plank", Work::Reps(span(10, 10))), Some(40.0));
        assert_eq!(amount("farmer-carry", Work::Metres(span(20, 20))), Some(20.0));
        assert_eq!(amount("pogo-hops", Work::Reps(span(20, 20))), Some(20.0));
        assert_eq!(amount("pogo-hops", Work::Seconds(span(20, 20))), Some(10.0));
        assert_eq!(amount("push-up", Work::Max), None);
    }

    #[test]
    fn repetitions_and_amounts_are_inverse() {
        for exercise in Library::builtin().iter() {
            assert_eq!(exercise.equivalent_reps(exercise.amount_of_reps(12.0)), 12.0, "{}", exercise.id);
        }
    }
}
