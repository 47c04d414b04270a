//! The exercises that every plan may name.

use std::sync::LazyLock;

use gait_syntax::{Map, Problem, nearest};

use super::{Exercise, from_raw};
use crate::raw;

/// The library, in the order of its file.
#[derive(Debug)]
pub struct Library {
    exercises: Vec<Exercise>,
    /// Places in `exercises`, sorted by id.
    by_id: Vec<usize>,
}

/// The file, which is part of the program.
const TEXT: &str = include_str!("../../data/exercises.ron");

static BUILTIN: LazyLock<Library> = LazyLock::new(|| Library::new(read_all(TEXT).0));

impl Library {
    /// The library that ships with the program.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn new(exercises: Vec<Exercise>) -> Self {
        let mut by_id: Vec<usize> = (0..exercises.len()).collect();
        by_id.sort_by(|&a, &b| exercises[a].id.cmp(&exercises[b].id));
        Self { exercises, by_id }
    }

    /// The exercise called `id`.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Exercise> {
        self.at(self.position(id)?)
    }

    /// The place of the exercise called `id`.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        let found = self.by_id.binary_search_by(|&place| self.exercises[place].id.as_str().cmp(id)).ok()?;
        Some(self.by_id[found])
    }

    /// The exercise at `place`.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Exercise> {
        self.exercises.get(place)
    }

    /// The id closest to `id`, for "did you mean".
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.iter().map(|exercise| exercise.id.as_str()))
    }

    /// How many exercises there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exercises.len()
    }

    /// Whether there is no exercise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.exercises.is_empty()
    }

    /// All exercises, in the order of the file: by category.
    pub fn iter(&self) -> std::slice::Iter<'_, Exercise> {
        self.exercises.iter()
    }
}

impl<'a> IntoIterator for &'a Library {
    type Item = &'a Exercise;
    type IntoIter = std::slice::Iter<'a, Exercise>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Reads the file; what is wrong in it is left out, and a test says that nothing is.
fn read_all(text: &str) -> (Vec<Exercise>, Vec<Problem>) {
    let parse = gait_syntax::parse(text);
    let read = gait_syntax::read::<Map<raw::Exercise>>(&parse.tree);
    let mut problems = parse.problems;
    problems.extend(read.problems);
    let mut exercises = Vec::new();
    for (id, fields) in read.value.map_or(Vec::new(), |map| map.0) {
        let (exercise, wrong) = from_raw(&id, &fields, None);
        exercises.push(exercise);
        problems.extend(wrong);
    }
    (exercises, problems)
}

#[cfg(test)]
mod tests {
    use super::super::{Category, Exercise, Gate, Muscle, Unit};
    use super::*;

    fn exercise(id: &str) -> &'static Exercise {
        Library::builtin().get(id).expect(id)
    }

    #[test]
    fn the_file_is_without_mistakes() {
        assert_eq!(read_all(TEXT).1, []);
    }

    #[test]
    fn our_reader_and_ron_agree() {
        use ron::extensions::Extensions;
        let options = ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .with_default_extension(Extensions::UNWRAP_NEWTYPES)
            .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES);
        let theirs: Map<raw::Exercise> = options.from_str(TEXT).expect("ron reads the library");
        assert_eq!(gait_syntax::read(&gait_syntax::parse(TEXT).tree).value, Some(theirs));
    }

    #[test]
    fn a_slip_finds_its_exercise() {
        assert_eq!(Library::builtin().nearest("romanian-deadlit"), Some("romanian-deadlift"));
        assert_eq!(Library::builtin().nearest("yoga"), None);
    }

    #[test]
    fn holds_what_it_promises() {
        let library = Library::builtin();
        assert_eq!(library.len(), 89);
        for one in library {
            let id = one.id.as_str();
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()), "{id}");
            assert!(library.get(id).is_some_and(|found| std::ptr::eq(found, one)), "{id} stands once");
            assert!(!one.name.is_empty() && !one.cue.is_empty() && !one.cue.ends_with('.'), "{id}");
            assert!(!one.primary.is_empty() && one.pattern.is_some(), "{id}");
            assert!(one.weights.iter().all(|w| (0.0..=1.0).contains(w)), "{id}");
            assert!(one.primary.iter().all(|m| one.weight(m) > 0.0), "{id}");
            assert!((0.0..=1.0).contains(&one.ecc) && one.achilles <= 4, "{id}");
            assert_eq!(one.is_plyometric(), one.unit == Unit::Contacts, "{id}");
        }
        assert_eq!(library.iter().filter(|e| e.from_source).count(), 19);
    }

    #[test]
    fn easier_and_harder_exist_and_never_circle() {
        let library = Library::builtin();
        let steps: [fn(&Exercise) -> Option<&str>; 2] =
            [|e| e.regression.as_deref(), |e| e.progression.as_deref()];
        for step in steps {
            for start in library {
                let mut at = start;
                for _ in 0..library.len() {
                    let Some(next) = step(at) else { break };
                    at = exercise(next);
                    assert_ne!(at.id, start.id, "comes back to itself");
                }
            }
        }
    }

    #[test]
    fn spot_checks_against_the_paper() {
        let rdl = exercise("romanian-deadlift");
        assert_eq!((rdl.weight(Muscle::Hams), rdl.weight(Muscle::Erectors), rdl.ecc), (0.9, 0.6, 0.8));
        assert_eq!(rdl.tempo.to_string(), "4-1-1");
        assert_eq!(rdl.regression.as_deref(), Some("kb-deadlift"));
        let calf = exercise("calf-raise-single");
        assert_eq!((calf.weight(Muscle::Gastroc), calf.achilles, calf.is_unilateral()), (0.9, 2, true));
        let bounding = exercise("bounding");
        assert_eq!(bounding.gates, [Gate::Lunge, Gate::CalfCapacity]);
        assert_eq!((bounding.unit.clone(), bounding.achilles), (Unit::Contacts, 4));
        assert_eq!(exercise("toe-elevated-raise").secondary().iter().count(), 0);
        assert_eq!(exercise("plank-shoulder-tap").category, Category::CoreAntiRotation);
        assert_eq!(exercise("wall-sit").unit, Unit::Seconds);
        assert!(exercise("bench-press").loadable && Library::builtin().get("bench_press").is_none());
    }
}
