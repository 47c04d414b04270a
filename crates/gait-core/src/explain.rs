//! Pages: questions of training, rules, groups of rules, kinds of mistakes, parts of the format, exercises, topics, and words
//! of the glossary, all as Markdown under one name each.

mod answer;
mod glossary;
pub(crate) mod page;
mod question;
mod reference;
mod references;

pub use answer::{Answer, Table};
pub use glossary::Word;
pub use question::Question;
pub use reference::reference;

use gait_model::exercise::{Exercise, Library};
use gait_model::raw;
use gait_model::shape::{EnumShape, Kind, Shaped, StructShape};
use gait_rules::{Group, RULES, Rule};
use gait_syntax::nearest;

/// Something that has a page.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A question of training.
    Question(&'static Question),
    /// A piece of reading.
    Topic(&'static Text),
    /// A family of rules.
    Group(Group),
    /// A rule.
    Rule(&'static Rule),
    /// A kind of mistake in the text: the code of a diagnostic that is no rule.
    Mistake(&'static Text),
    /// A struct of the format.
    Struct(&'static StructShape),
    /// An enum of the format.
    Enum(&'static EnumShape),
    /// The list of the exercises.
    Library,
    /// An exercise of the library.
    Exercise(&'static Exercise),
    /// A word of the glossary that is nothing of the others.
    Word(Word),
}

/// A page that is written by hand.
#[derive(Debug)]
pub struct Text {
    /// What it is called by.
    pub name: &'static str,
    /// One line for lists.
    pub summary: &'static str,
    /// Markdown.
    pub page: &'static str,
}

macro_rules! texts {
    ($folder:literal: $($name:literal, $summary:literal;)*) => {
        &[$(Text { name: $name, summary: $summary, page: include_str!(concat!($folder, "/", $name, ".md")) }),*]
    };
}

/// The pieces of reading.
const TOPICS: &[Text] = texts! { "topics":
    "format", "how a plan is written, from the whole to the parts";
    "glossary", "one word per idea: of training, of zones, and of the tool";
    "evidence", "what rules rest on: grades, references, and what they are not";
    "model", "leg dose, fatigue and the interference score: what is computed, and with which numbers";
    "notation", "how runs, lifts and slots are written";
    "settings", "levels, parameters and which plans are checked: gait.ron and `lint`";
    "suppressions", "silencing a finding where it stands, with a reason";
};

/// The kinds of mistakes.
const MISTAKES: &[Text] = texts! { "mistakes":
    "syntax", "the text is not RON";
    "byte-order-mark", "the file begins with invisible bytes";
    "unknown-field", "a field that its struct does not have";
    "missing-field", "a field that must be written";
    "duplicate-key", "a field, name or date that stands twice";
    "wrong-type", "one form of value where another belongs";
    "wrong-name", "a struct under another name than its own";
    "unknown-variant", "a word that is not among those to choose from";
    "unknown-name", "a name of a session, exercise or rule that leads nowhere";
    "date", "a date or day that no calendar has, or that contradicts itself";
    "missing-content", "a predefined session without an amount";
    "structure", "parts that are readable and do not fit together";
    "parameter", "a parameter of a rule outside its unit or range";
    "pattern", "a pattern of plans that cannot be read";
};

impl Subject {
    /// All there is to explain: questions, topics, groups, rules, mistakes, the parts of the format. The exercises and the
    /// words of the glossary, which are many, have lists of their own.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = question::QUESTIONS.iter().map(Self::Question).collect();
        all.extend(TOPICS.iter().map(Self::Topic));
        all.push(Self::Library);
        all.extend(Group::ALL.map(Self::Group));
        all.extend(RULES.iter().map(Self::Rule));
        all.extend(MISTAKES.iter().map(Self::Mistake));
        all.extend(parts());
        all
    }

    /// What `name` means; letter case decides only where two names differ in nothing else. What has a long form is found
    /// by its own name too: `Slot` is `SlotFields`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let all = Self::all();
        let fields = format!("{name}Fields");
        let exact = all.iter().find(|subject| subject.name() == name);
        let exercise = || Library::builtin().get(name).map(Self::Exercise);
        exact
            .copied()
            .or_else(exercise)
            .or_else(|| all.iter().find(|s| s.name().eq_ignore_ascii_case(name)).copied())
            .or_else(|| all.iter().find(|s| s.name().eq_ignore_ascii_case(&fields)).copied())
            .or_else(|| Word::find(name).map(Self::Word))
    }

    /// The rules whose names begin like this.
    #[must_use]
    pub fn rules_from(beginning: &str) -> Vec<&'static str> {
        let begins = |rule: &&Rule| rule.name.starts_with(&beginning.to_ascii_lowercase());
        RULES.iter().filter(begins).map(|rule| rule.name).collect()
    }

    /// The name closest to one that means nothing.
    #[must_use]
    pub fn nearest(name: &str) -> Option<&'static str> {
        let all = Self::all();
        let names = all.iter().map(|subject| subject.name()).chain(Library::builtin().ids());
        nearest(name, names.chain(Word::all().flat_map(Word::names)))
    }

    /// What it is called by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question(question) => question.name,
            Self::Topic(text) | Self::Mistake(text) => text.name,
            Self::Group(group) => group.name(),
            Self::Rule(rule) => rule.name,
            Self::Struct(shape) => shape.name,
            Self::Enum(shape) => shape.name,
            Self::Library => "exercise-library",
            Self::Exercise(exercise) => exercise.id.as_str(),
            Self::Word(word) => word.name,
        }
    }

    /// One line for lists.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Question(question) => question.summary,
            Self::Topic(text) | Self::Mistake(text) => text.summary,
            Self::Group(group) => page::group_summary(group),
            Self::Rule(rule) => rule.summary,
            Self::Struct(shape) => shape.doc,
            Self::Enum(shape) => shape.doc,
            Self::Library => "the exercises that every plan may name, by what they are for",
            Self::Exercise(exercise) => exercise.name.as_str(),
            Self::Word(word) => word.meaning,
        }
    }

    /// The page, Markdown.
    #[must_use]
    pub fn page(self) -> String {
        match self {
            Self::Question(question) => question.page(),
            Self::Topic(text) => format!("{}{}", text.page, references::section(text.page)),
            Self::Mistake(text) => text.page.to_owned(),
            Self::Group(group) => page::group(group),
            Self::Rule(rule) => page::rule(rule),
            Self::Struct(shape) => page::structure(shape),
            Self::Enum(shape) => page::choice(shape),
            Self::Library => page::library(),
            Self::Exercise(exercise) => page::exercise(exercise),
            Self::Word(word) => format!("{}{}", word.page(), references::section(word.meaning)),
        }
    }
}

/// The structs and enums of plans and settings, in the order in which they are met.
fn parts() -> Vec<Subject> {
    let mut out = Vec::new();
    for shape in [raw::Plan::SHAPE, gait_rules::settings::raw::Settings::SHAPE] {
        collect(&Kind::Struct(shape), &mut out);
    }
    out
}

fn collect(kind: &Kind, out: &mut Vec<Subject>) {
    let known = |name: &str, out: &[Subject]| out.iter().any(|subject| subject.name() == name);
    match kind {
        Kind::Struct(shape) if !known(shape.name, out) => {
            out.push(Subject::Struct(shape));
            shape.fields.iter().for_each(|field| collect(&field.kind, out));
        }
        Kind::Variants(shape) if !known(shape.name, out) => {
            out.push(Subject::Enum(shape));
            shape.variants.iter().filter_map(|v| v.payload.as_ref()).for_each(|kind| collect(kind, out));
        }
        Kind::List(inner) | Kind::Map(_, inner) => collect(inner, out),
        Kind::OneOf(kinds) => kinds.iter().for_each(|kind| collect(kind, out)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_is_found_by_its_name_and_has_a_page() {
        for subject in Subject::all() {
            let found = Subject::find(subject.name()).expect("a subject has a name");
            assert_eq!(found.page(), subject.page(), "{} names two things", subject.name());
            let title = format!("# {}\n", subject.name());
            assert!(subject.page().starts_with(&title), "the page of {} has another title", subject.name());
            assert!(!subject.summary().is_empty(), "{} has no summary", subject.name());
        }
    }

    #[test]
    fn every_exercise_is_listed_and_has_a_page() {
        let list = Subject::Library.page();
        for exercise in Library::builtin().iter() {
            assert!(list.contains(&format!("- `{}`: ", exercise.id)), "{} is not listed", exercise.id);
            let page = Subject::find(&exercise.id).expect("it has a page").page();
            assert!(page.starts_with(&format!("# {}\n", exercise.id)), "{page}");
            assert!(page.contains(&exercise.name) && page.contains("Muscles: "), "{page}");
        }
        assert_eq!(Subject::nearest("romanian-deadlfit"), Some("romanian-deadlift"));
    }

    #[test]
    fn the_page_of_the_model_has_the_numbers_of_its_table() {
        use gait_model::constants as c;
        let page = Subject::find("model").expect("a topic").page();
        let [low, moderate, high] = c::BANDS;
        let [light, some, heavy] = c::LEG_CLASSES;
        let [calves, others, adductors, hams] = c::SLOW_HALF_LIVES_H;
        let [novice, intermediate, experienced] = c::LEVELS;
        let mut expected = vec![
            format!("version {} of", c::MODEL_VERSION),
            format!(
                "root(repetitions / {}), between {} and {}",
                c::FULL_SET_REPS,
                c::SET_VALUES.0,
                c::SET_VALUES.1
            ),
            format!(
                "{} x e^(-{} x reserve), at least {}",
                c::AT_FAILURE,
                c::FALL_PER_RESERVE,
                c::LEAST_PROXIMITY
            ),
            format!("{novice} novice, {intermediate} intermediate, {experienced} experienced"),
            format!("{} s of a hold or {} ground", c::SECONDS_PER_REP, c::CONTACTS_PER_REP),
            format!("`max` as {}, a reserve that is not written as {}", c::MAX_REPS, c::DEFAULT_RIR),
            format!("({} + {} x eccentric", c::LASTING.0, c::LASTING.1),
            format!("(1 + {} x e^(-exposures / {}))", c::NOVELTY.0, c::NOVELTY.1),
            format!("1 + {} for each second above {}", c::LOWERING.1, c::LOWERING.0),
            format!("between {} and {}", c::LOWERING_VALUES.0, c::LOWERING_VALUES.1),
            format!("last {} days, at most {} of them", c::EXPOSURE_DAYS, c::FAMILIAR_EXPOSURES),
            format!("light from {light}, moderate from {some} and heavy from {heavy}"),
            format!("one leg muscle gets {}", c::HEAVY_MUSCLE),
            format!("if {} sets", c::HEAVY_SETS),
            format!(
                "{} % of a dose tires for hours and halves every {} h",
                c::FAST_SHARE * 100.0,
                c::FAST_HALF_LIFE_H
            ),
            format!(
                "{} % of the lasting dose halves every {calves} h in the calves, {adductors} h",
                c::SLOW_SHARE * 100.0
            ),
            format!("{hams} h in the hamstrings and {others} h elsewhere"),
            format!("e^(-fatigue / {})", c::SATURATION),
            format!("under {low}, low from {low}, moderate from {moderate} and high from {high}"),
            format!("more than {} % longer than any of the last {} days", c::SPIKE * 100.0, c::LONGEST_DAYS),
        ];
        for row in c::DEMANDS {
            expected.push(row.map(|(_, share)| format!("| {share:.2} ")).concat());
        }
        let flowing = page.replace('\n', " ");
        for text in expected {
            assert!(flowing.contains(&text), "the page does not say `{text}`");
        }
    }

    #[test]
    fn every_name_that_a_topic_lists_has_a_page() {
        let page = Subject::find("format").expect("a topic").page();
        let (_, list) = page.split_once("`gait explain Plan`, ").expect("the list of pages");
        let (list, _) = list.split_once('.').expect("the list ends");
        let names: Vec<&str> = list.split(['`', ',', '\n', ' ']).filter(|name| !name.is_empty()).collect();
        assert!(names.contains(&"Slot"), "{names:?}");
        for name in names {
            assert!(Subject::find(name).is_some(), "`gait explain {name}` finds nothing");
        }
        for topic in TOPICS {
            for (_, rest) in
                topic.page.match_indices("gait explain ").map(|(at, m)| topic.page.split_at(at + m.len()))
            {
                let name = rest.split(['`', ' ', '\n']).next().unwrap_or_default();
                let placeholder = name.is_empty() || name.chars().all(|c| c.is_uppercase());
                assert!(
                    placeholder || Subject::find(name).is_some(),
                    "{}: `gait explain {name}`",
                    topic.name
                );
            }
        }
    }

    #[test]
    fn nothing_is_said_against_the_plan_that_is_shown() {
        let page = Subject::find("format").expect("a topic").page();
        let (_, plan) = page.split_once("```ron\n").expect("a plan");
        let (plan, _) = plan.split_once("```").expect("the plan ends");
        let inputs = crate::Inputs::plan(crate::Source::new("shown", plan));
        let report = crate::Snapshot::new(&inputs).report();
        let said: Vec<&String> = report.diagnostics.iter().map(|diagnostic| &diagnostic.message).collect();
        assert!(plan.starts_with("Plan(") && said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_movement_test_says_how_it_is_done_and_what_passes() {
        for field in raw::Gates::SHAPE.fields {
            assert!(
                field.doc.contains(" pass") && field.doc.contains("convention"),
                "{}: {}",
                field.name,
                field.doc
            );
        }
    }

    #[test]
    fn names_are_forgiving() {
        assert_eq!(Subject::find("Slot").map(Subject::name), Some("SlotFields"));
        assert_eq!(Subject::find("lift").map(Subject::name), Some("LiftFields"));
        assert_eq!(Subject::find("interference").map(Subject::name), Some("interference"));
        assert_eq!(Subject::find("Phase").map(Subject::name), Some("Phase"));
        assert_eq!(Subject::find("FORMAT").map(Subject::name), Some("format"));
        assert!(Subject::find("no-such-thing").is_none());
        assert_eq!(Subject::nearest("notaton"), Some("notation"));
    }
}
