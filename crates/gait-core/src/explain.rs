//! Pages: questions of training, rules, groups of rules, kinds of mistakes, parts of the format, and topics, all as
//! Markdown under one name each.

mod answer;
pub(crate) mod page;
mod question;
mod reference;
mod references;

pub use answer::{Answer, Table};
pub use question::Question;
pub use reference::reference;

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
    "evidence", "what rules rest on: grades, references, and what they are not";
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
    /// All there is to explain: questions, topics, groups, rules, mistakes, the parts of the format.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = question::QUESTIONS.iter().map(Self::Question).collect();
        all.extend(TOPICS.iter().map(Self::Topic));
        let groups = Group::ALL.into_iter().filter(|group| RULES.iter().any(|rule| rule.group == *group));
        all.extend(groups.map(Self::Group));
        all.extend(RULES.iter().map(Self::Rule));
        all.extend(MISTAKES.iter().map(Self::Mistake));
        all.extend(parts());
        all
    }

    /// What `name` means; letter case decides only where two names differ in nothing else.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let all = Self::all();
        let exact = all.iter().find(|subject| subject.name() == name);
        exact.or_else(|| all.iter().find(|s| s.name().eq_ignore_ascii_case(name))).copied()
    }

    /// The name closest to one that means nothing.
    #[must_use]
    pub fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, Self::all().iter().map(|subject| subject.name()))
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
        }
    }

    /// The page, Markdown.
    #[must_use]
    pub fn page(self) -> String {
        match self {
            Self::Question(question) => question.page(),
            Self::Topic(text) | Self::Mistake(text) => text.page.to_owned(),
            Self::Group(group) => page::group(group),
            Self::Rule(rule) => page::rule(rule),
            Self::Struct(shape) => page::structure(shape),
            Self::Enum(shape) => page::choice(shape),
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
    fn names_are_forgiving() {
        assert_eq!(Subject::find("interference").map(Subject::name), Some("interference"));
        assert_eq!(Subject::find("Phase").map(Subject::name), Some("Phase"));
        assert_eq!(Subject::find("FORMAT").map(Subject::name), Some("format"));
        assert!(Subject::find("no-such-thing").is_none());
        assert_eq!(Subject::nearest("notaton"), Some("notation"));
    }
}
