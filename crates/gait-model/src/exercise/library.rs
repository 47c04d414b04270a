//! The exercises that every plan may name.

use std::sync::{LazyLock, OnceLock};

use gait_syntax::{Node, NodeId, Problem, Spanned, Tree, nearest, parse, read_node};
use rustc_hash::FxHashMap;

use super::{Exercise, from_raw};
use crate::raw;

/// The library, in the order of its file. A plan names a dozen of its exercises, so each is read when it is first asked
/// for: reading all of them would take longer than checking the plan.
#[derive(Debug)]
pub struct Library {
    tree: Tree,
    entries: Vec<Entry>,
    /// Places in `entries`. Every lift of every plan looks its exercise up.
    by_id: FxHashMap<String, usize>,
}

#[derive(Debug)]
struct Entry {
    id: String,
    /// The entry of the map.
    node: NodeId,
    exercise: OnceLock<Exercise>,
}

/// The file, which is part of the program.
const TEXT: &str = include_str!("../../data/exercises.ron");

static BUILTIN: LazyLock<Library> = LazyLock::new(|| Library::new(TEXT));

impl Library {
    /// The library that ships with the program.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn new(text: &str) -> Self {
        let tree = parse(text).tree;
        let entry = |node: Node<'_>| {
            let id = node.key()?.str_value()?.into_owned();
            Some(Entry { id, node: node.id(), exercise: OnceLock::new() })
        };
        let entries: Vec<Entry> =
            tree.value().into_iter().flat_map(Node::entries).filter_map(entry).collect();
        let by_id = entries.iter().enumerate().map(|(place, entry)| (entry.id.clone(), place)).collect();
        Self { tree, entries, by_id }
    }

    /// The exercise called `id`.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Exercise> {
        self.at(self.position(id)?)
    }

    /// The place of the exercise called `id`.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The exercise at `place`.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Exercise> {
        let entry = self.entries.get(place)?;
        Some(entry.exercise.get_or_init(|| self.read(entry).0))
    }

    /// Reads an entry; what is wrong in it is left out, and a test says that nothing is.
    fn read(&self, entry: &Entry) -> (Exercise, Vec<Problem>) {
        let node = self.tree.node(entry.node);
        let value = node.value().unwrap_or(node);
        let read = read_node::<raw::Exercise>(value);
        let id = Spanned::new(entry.id.clone(), node.span());
        let fields = Spanned::new(read.value.unwrap_or_default(), value.span());
        let (exercise, wrong) = from_raw(&id, &fields, None);
        let mut problems = read.problems;
        problems.extend(wrong);
        (exercise, problems)
    }

    /// The ids, in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_str())
    }

    /// The id closest to `id`, for "did you mean".
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.ids())
    }

    /// How many exercises there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no exercise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All exercises, in the order of the file: by category.
    pub fn iter(&self) -> impl Iterator<Item = &Exercise> {
        (0..self.len()).filter_map(|place| self.at(place))
    }
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
        assert_eq!(parse(TEXT).problems, []);
        let library = Library::builtin();
        for entry in &library.entries {
            assert_eq!(library.read(entry).1, [], "{}", entry.id);
        }
    }

    #[test]
    fn our_reader_and_ron_agree() {
        use ron::extensions::Extensions;
        let options = ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .with_default_extension(Extensions::UNWRAP_NEWTYPES)
            .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES);
        let theirs: gait_syntax::Map<raw::Exercise> = options.from_str(TEXT).expect("ron reads the library");
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
        for one in library.iter() {
            let id = one.id.as_str();
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()), "{id}");
            assert!(library.get(id).is_some_and(|found| std::ptr::eq(found, one)), "{id} stands once");
            assert!(!one.name.is_empty() && !one.cue.is_empty() && !one.cue.ends_with('.'), "{id}");
            assert!(!one.primary.is_empty() && one.pattern.is_some(), "{id}");
            assert!(one.weights.iter().all(|w| (0.0..=1.0).contains(w)), "{id}");
            assert!(one.primary.iter().all(|m| one.weight(m) > 0.0), "{id}");
            let shares: Vec<bool> = one.weights.iter().map(|weight| *weight >= 0.5).collect();
            assert_eq!(Muscle::ALL.map(|m| one.trained.contains(m)).to_vec(), shares, "{id}");
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
            for start in library.iter() {
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
