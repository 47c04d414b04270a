//! Pages put together from the tables: rules and their parameters, groups, structs and enums of the format, exercises.

use gait_model::exercise::{Category, Exercise, Library};
use gait_model::shape::{EnumShape, FieldShape, Key, Kind, Notation, StructShape};
use gait_rules::{Group, Param, RULES, Rule, round_to};

use crate::hover::exercise::describe;
use crate::wording::sentence;

use super::references;

/// What the rules of a group watch over.
pub(crate) const fn group_summary(group: Group) -> &'static str {
    match group {
        Group::Interference => "strength and running in each other's way",
        Group::Recovery => "time to recover between sessions and weeks",
        Group::Volume => "how much strength and running a week holds",
        Group::Phase => "what belongs to the base, the build, the taper",
        Group::Progression => "how fast work grows",
        Group::Effort => "how hard sets and sessions are",
        Group::Exercises => "which lifts make up a session",
        Group::Technique => "how lifts are done: tempo, range, breathing",
        Group::WarmUp => "what comes before the work",
        Group::RunningLoad => "long runs, quick running and jumps in distance",
        Group::Racing => "races and the days around them",
        Group::Hygiene => "plans that say what they mean",
    }
}

pub(super) fn group(group: Group) -> String {
    let mut page = format!("# {}\n\nRules about {}.\n\n", group.name(), group_summary(group));
    for rule in RULES.iter().filter(|rule| rule.group == group) {
        page.push_str(&format!("- `{}` ({}): {}\n", rule.name, rule.severity.name(), rule.summary));
    }
    page.push_str(&format!(
        "\nA level in `gait.ron` or in `lint` may be set for the whole group: `levels: {{\"{}\": Off}}`.\n",
        group.name()
    ));
    page
}

/// The exercises of the library, by category.
pub(super) fn library() -> String {
    let mut page = "# exercise-library\n\nThe exercises that every plan may name. `gait explain romanian-deadlift` says what one \
                    works and how it is done; `exercises` in a plan adds others, see `gait explain Exercise`.\n"
        .to_owned();
    let mut categories: Vec<&Category> = Vec::new();
    for exercise in Library::builtin().iter() {
        if !categories.contains(&&exercise.category) {
            categories.push(&exercise.category);
        }
    }
    for category in categories {
        page.push_str(&format!("\n## {}\n\n", sentence(category.name())));
        for exercise in Library::builtin().iter().filter(|exercise| exercise.category == *category) {
            page.push_str(&format!("- `{}`: {}\n", exercise.id, exercise.name));
        }
    }
    page
}

/// What an exercise works and how it is done.
pub(super) fn exercise(exercise: &Exercise) -> String {
    format!("# {}\n\n{}\n", exercise.id, describe(exercise))
}

pub(super) fn rule(rule: &Rule) -> String {
    let body = rule.page.split_once('\n').map_or("", |(_, body)| body);
    let mut page =
        format!("# {}\n\n*{}*, group `{}`\n{body}", rule.name, rule.severity.name(), rule.group.name());
    if !rule.params.is_empty() {
        page.push_str("\n## Parameters\n\n");
        for param in rule.params {
            page.push_str(&parameter(param));
        }
    }
    page.push_str(&format!(
        "\n## Settings\n\nIn `gait.ron`, or in `lint` of a plan or a phase:\n\n```ron\n{}\n```\n\nIn the plan, where it \
         stands:\n\n```ron\n// gait: allow({}): why\n```\n",
        settings_example(rule),
        rule.name
    ));
    page.push_str(&references::section(rule.page));
    page
}

fn parameter(param: &Param) -> String {
    let (low, high) = param.range;
    format!(
        "- `{}`: {}; {} unless set, {} to {}\n",
        param.name,
        param.doc,
        quantity(param, param.default),
        low,
        quantity(param, high)
    )
}

/// `36 h`, to a tenth.
pub(crate) fn quantity(param: &Param, value: f64) -> String {
    format!("{} {}", round_to(value, 0.1), param.unit.symbol()).trim_end().to_owned()
}

fn settings_example(rule: &Rule) -> String {
    let mut text = format!("levels: {{\"{}\": Off}},", rule.name);
    if let Some(param) = rule.params.first() {
        let value = quantity(param, param.default);
        let value = if param.unit.symbol().is_empty() { value } else { format!("\"{value}\"") };
        text.push_str(&format!("\nparams: {{\"{}\": {{\"{}\": {value}}}}},", rule.name, param.name));
    }
    text
}

pub(super) fn structure(shape: &StructShape) -> String {
    let mut page = format!("# {}\n\n{}\n\n## Fields\n\n", shape.name, shape.doc);
    shape.fields.iter().for_each(|field| page.push_str(&line(field)));
    page.push_str("\nA field with `!` must be written.\n");
    page
}

fn line(field: &FieldShape) -> String {
    let must = if field.required { "!" } else { "" };
    let default = field.default.map(|value| format!(" Left out, it is `{value}`.")).unwrap_or_default();
    // A doc line that shows how the value looks has said what it is.
    let kind = match (&field.kind, field.doc.contains("`\"")) {
        (Kind::Notation(_), true) => String::new(),
        (kind, _) => format!(" {}.", sentence(&self::kind(kind))),
    };
    format!("- `{}{must}`: {}{kind}{default}\n", field.name, field.doc)
}

pub(super) fn choice(shape: &EnumShape) -> String {
    let mut page = format!("# {}\n\n{}\n\n## One of\n\n", shape.name, shape.doc);
    for variant in shape.variants {
        let payload = variant.payload.as_ref().map(|inner| format!("({})", kind(inner))).unwrap_or_default();
        let payload = if payload.is_empty() { payload } else { format!(" {payload}") };
        page.push_str(&format!("- `{}`{payload}: {}\n", variant.name, variant.doc));
    }
    page
}

/// What may stand in a place, in words.
pub(crate) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".into(),
        Kind::Bool => "`true` or `false`".into(),
        Kind::Count => "a whole number".into(),
        Kind::Number => "a number".into(),
        Kind::Scalar => "text, a number or a truth value".into(),
        Kind::Notation(notation) => notation_words(*notation).into(),
        Kind::Variants(shape) => variants(shape),
        Kind::Struct(shape) => {
            let article = if shape.name.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
            format!("{article} `{}`", shape.name)
        }
        Kind::List(inner) => format!("a list `[…]`, each {}", self::kind(inner)),
        // Groups have levels, but no parameters.
        Kind::Map(Key::Rule, inner @ Kind::Map(..)) => {
            format!("a map `{{…}}` from rules to {}", self::kind(inner))
        }
        Kind::Map(key, inner) => format!("a map `{{…}}` from {} to {}", key_words(*key), self::kind(inner)),
        Kind::OneOf(kinds) => kinds.iter().map(self::kind).collect::<Vec<_>>().join(", or "),
    }
}

/// The words to choose from, or where they are listed.
fn variants(shape: &EnumShape) -> String {
    let plain = shape.variants.len() <= 8 && shape.variants.iter().all(|v| v.payload.is_none());
    if !plain {
        return format!("one of `{}`", shape.name);
    }
    shape.variants.iter().map(|v| format!("`{}`", v.name)).collect::<Vec<_>>().join(", ")
}

const fn notation_words(notation: Notation) -> &'static str {
    match notation {
        Notation::Date => "a date: `\"2027-05-23\"` or `\"Sun 2027-05-23\"`",
        Notation::Run => "a run: `\"2 km easy + 20 min threshold\"`",
        Notation::Lift => "a lift: `\"goblet-squat 3x10 rir 2\"`",
        Notation::Sets => "sets: `\"3x10 @ 50 kg\"`",
        Notation::Slot => "a slot: `\"track @ 06:30\"`",
        Notation::EachEntry => "a run, a session, sets, or `\"rest\"`",
        Notation::Distance => "a distance: `\"45 km\"`",
        Notation::Amount => "a distance or a time: `\"15 km\"`, `\"90 min\"`",
        Notation::Duration => "a time: `\"45 min\"`",
        Notation::RaceTime => "a finishing time: `\"1:35:00\"`",
        Notation::RaceDistance => "a race distance: `\"half\"`, `\"10 km\"`",
        Notation::Percent => "a share: `\"60 %\"`",
        Notation::Mass => "a mass: `\"90 kg\"`",
        Notation::Length => "a length: `\"178 cm\"`",
        Notation::Clock => "a time of day: `\"06:30\"`",
        Notation::Windows => "times of day: `\"06:00-09:00\"`, or `\"any\"`",
        Notation::Reps => "repetitions: `\"8-12\"`",
        Notation::GrowStep => "a step: `\"1 km\"`, `\"10 min\"`, `\"2.5 kg\"`, `\"1x\"`",
        Notation::LoadStep => "a step of load: `\"5 %\"`, `\"2.5 kg\"`",
        Notation::DefaultTempo => "a tempo: `\"3-1-1\"`",
        Notation::Exercise => "an exercise: `\"romanian-deadlift\"`",
    }
}

const fn key_words(key: Key) -> &'static str {
    match key {
        Key::SessionName => "names of sessions",
        Key::ExerciseName => "names of exercises",
        Key::Exercise => "exercises",
        Key::SessionOrLift => "sessions, or `session/exercise`,",
        Key::Day => "days, `\"2027-02-04\"` or `\"week 5 fri\"`,",
        Key::Rule => "rules or groups",
        Key::Parameter => "parameters",
        Key::Muscle => "muscles",
    }
}
