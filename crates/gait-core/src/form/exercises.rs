//! The search for an exercise by what it is called, what it trains and what it needs.

use gait_model::exercise::{Exercise, Muscle, Pattern};
use gait_model::plan::Content;

use crate::snapshot::Snapshot;

/// What is searched for; nothing said finds everything.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct ExerciseQuery {
    /// Words of its name, of the movement, of a muscle or of what it needs.
    pub text: String,
    /// The movement pattern, as a plan writes it.
    pub pattern: Option<&'static str>,
    /// A muscle that works in it, as a plan writes it.
    pub muscle: Option<&'static str>,
    /// What it needs, as a plan writes it; `none` finds what needs nothing.
    pub equipment: Option<String>,
}

/// An exercise that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExerciseHit {
    /// How a plan names it.
    pub id: String,
    /// What a person calls it.
    pub name: String,
    /// What it is mainly for.
    pub category: &'static str,
    /// The movement.
    pub pattern: &'static str,
    /// Its main muscles.
    pub muscles: Vec<&'static str>,
    /// What it needs.
    pub equipment: Vec<String>,
    /// What to look for; empty if nothing is said.
    pub cue: String,
    /// Whether a session of the plan has it.
    pub is_used: bool,
    /// Whether the plan describes it itself.
    pub is_own: bool,
}

/// What exercises can be told apart by: how a plan writes it, and what a person calls it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facets {
    /// The movement patterns.
    pub patterns: Vec<(&'static str, &'static str)>,
    /// The muscles.
    pub muscles: Vec<(&'static str, &'static str)>,
    /// What exercises need, `none` first.
    pub equipment: Vec<String>,
}

/// What stands for needing nothing.
const NOTHING: &str = "none";

impl Snapshot {
    /// The exercises that a query finds, the best first: those called so, then those the plan has, then the others.
    #[must_use]
    pub fn exercises(&self, query: &ExerciseQuery) -> Vec<ExerciseHit> {
        let used = self.exercises_used();
        let words: Vec<String> = query.text.split_whitespace().map(str::to_lowercase).collect();
        let mut hits: Vec<(u32, bool, ExerciseHit)> = Vec::new();
        for exercise in self.plan.exercises.iter() {
            if !suits(exercise, query) {
                continue;
            }
            let Some(rank) = words.iter().try_fold(0, |sum, word| Some(sum + rank(exercise, word)?)) else {
                continue;
            };
            let hit = self.hit(exercise, used.contains(&exercise.id.as_str()));
            hits.push((rank, !hit.is_used, hit));
        }
        hits.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
        hits.into_iter().map(|(_, _, hit)| hit).collect()
    }

    /// What exercises can be told apart by.
    #[must_use]
    pub fn exercise_facets(&self) -> Facets {
        let all = || self.plan.exercises.iter();
        let patterns = Pattern::ALL.iter().filter(|one| all().any(|e| e.pattern == Some(**one)));
        let mut equipment: Vec<String> = all().flat_map(needs).filter(|need| need != NOTHING).collect();
        equipment.sort_unstable();
        equipment.dedup();
        equipment.insert(0, NOTHING.to_owned());
        Facets {
            patterns: patterns.map(|one| (one.key(), one.name())).collect(),
            muscles: Muscle::ALL.iter().map(|one| (one.key(), one.name())).collect(),
            equipment,
        }
    }

    fn exercises_used(&self) -> Vec<&str> {
        let lifts = self.plan.templates.iter().flat_map(|template| match &template.session.content {
            Content::Strength(lifts) => lifts.as_slice(),
            _ => &[],
        });
        lifts.map(|lift| &*lift.name.value).collect()
    }

    fn hit(&self, exercise: &Exercise, is_used: bool) -> ExerciseHit {
        let main = Muscle::ALL.into_iter().filter(|muscle| exercise.primary.contains(*muscle));
        ExerciseHit {
            id: exercise.id.clone(),
            name: exercise.name.clone(),
            category: exercise.category.name(),
            pattern: exercise.pattern.map_or("", Pattern::name),
            muscles: main.map(Muscle::name).collect(),
            equipment: exercise.equipment.clone(),
            cue: exercise.cue.clone(),
            is_used,
            is_own: self.plan.exercises.own().any(|own| own.exercise.id == exercise.id),
        }
    }
}

/// What an exercise needs, each by itself: "barbell or dumbbells" is two.
fn needs(exercise: &Exercise) -> Vec<String> {
    let needs = exercise.equipment.iter().flat_map(|need| need.split(" or "));
    let mut needs: Vec<String> = needs.map(str::to_owned).collect();
    if needs.is_empty() {
        needs.push(NOTHING.to_owned());
    }
    needs
}

fn suits(exercise: &Exercise, query: &ExerciseQuery) -> bool {
    let muscle = query.muscle.and_then(Muscle::from_key);
    let pattern = query.pattern.and_then(Pattern::from_key);
    query.pattern.is_none_or(|_| exercise.pattern == pattern)
        && query.muscle.is_none_or(|_| muscle.is_some_and(|muscle| exercise.weight(muscle) > 0.0))
        && query.equipment.as_ref().is_none_or(|need| needs(exercise).contains(need))
}

/// How far a word is from an exercise, 0 being its name; nothing if it says nothing of it.
fn rank(exercise: &Exercise, word: &str) -> Option<u32> {
    let name = exercise.name.to_lowercase();
    let has_word = |text: &str| text.split([' ', '-']).any(|part| part == word);
    let begins_word = |text: &str| text.split([' ', '-']).any(|part| part.starts_with(word));
    let both = [exercise.id.as_str(), name.as_str()];
    let muscles = |test: &dyn Fn(&str) -> bool| {
        let works = Muscle::ALL.into_iter().filter(|muscle| exercise.weight(*muscle) > 0.0);
        works.into_iter().any(|muscle| test(muscle.key()) || test(muscle.name()))
    };
    let about = |test: &dyn Fn(&str) -> bool| {
        exercise.pattern.is_some_and(|pattern| test(pattern.key()) || test(pattern.name()))
            || test(exercise.category.name())
            || exercise.equipment.iter().any(|need| test(need))
    };
    let ranks: [(bool, u32); 6] = [
        (both.contains(&word), 0),
        (both.iter().any(|text| has_word(text)), 1),
        (both.iter().any(|text| begins_word(text)), 2),
        (word.len() > 2 && both.iter().any(|text| text.contains(word)), 4),
        (about(&begins_word), 6),
        (muscles(&begins_word), 8),
    ];
    ranks.into_iter().find(|(is_so, _)| *is_so).map(|(_, rank)| rank)
}
