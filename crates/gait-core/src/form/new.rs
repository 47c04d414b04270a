//! Values to begin with: what is written where a person adds something and has not said what yet.

use gait_model::shape::{Kind, Notation, StructShape};
use gait_syntax::edit::quote;

use super::Part;
use super::path::main_field;
use crate::snapshot::Snapshot;

/// Structs that plans call by their name; others are written without.
const NAMED: [&str; 3] = ["Athlete", "Race", "Phase"];

/// Values of a kind in RON, the best first. Which of them makes sense where they are to stand shows when they are read
/// there: a load cannot grow by kilometres.
pub(super) fn new_value(snapshot: &Snapshot, kind: Kind) -> Vec<String> {
    match kind {
        Kind::Text | Kind::Scalar => vec![quote("new")],
        Kind::Bool => vec!["true".to_owned()],
        Kind::Count | Kind::Number => vec!["1".to_owned()],
        Kind::Notation(notation) => examples(snapshot, notation).iter().map(|text| quote(text)).collect(),
        Kind::Variants(of) if of.name == "Ramp" => ramps(),
        Kind::Variants(of) => {
            let plain = of.variants.iter().find(|variant| variant.payload.is_none());
            let name = plain.or_else(|| of.variants.first()).map_or("", |variant| variant.name);
            match plain.or_else(|| of.variants.first()).and_then(|variant| variant.payload) {
                None => vec![name.to_owned()],
                Some(payload) => {
                    new_value(snapshot, payload).iter().map(|text| format!("{name}({text})")).collect()
                }
            }
        }
        Kind::Struct(shape) => structs(snapshot, shape),
        Kind::List(_) => vec!["[]".to_owned()],
        Kind::Map(..) => vec!["{}".to_owned()],
        Kind::OneOf(forms) => forms.first().map_or_else(Vec::new, |form| new_value(snapshot, *form)),
    }
}

fn ramps() -> Vec<String> {
    let all = [
        r#"Grow(by: "1 km", to: "20 km")"#,
        r#"Grow(by: "1 mi", to: "12 mi")"#,
        r#"Grow(by: "5 min", to: "2 h")"#,
        r#"Grow(by: "1x", to: "8x")"#,
        r#"RepsThenLoad(reps: "8-12", load: "5 %")"#,
    ];
    all.map(str::to_owned).into()
}

/// A struct with what must be written in it, and what makes it one of its kind.
fn structs(snapshot: &Snapshot, shape: &'static StructShape) -> Vec<String> {
    let weeks = [("focus", "Base"), ("weeks", "4"), ("week", "()")];
    let lighter = [("every", "4"), ("volume", "\"60 %\"")];
    let fields: Vec<(&str, String)> = match shape.name {
        "Phase" => weeks.map(|(name, value)| (name, value.to_owned())).into(),
        "Deload" => lighter.map(|(name, value)| (name, value.to_owned())).into(),
        _ => {
            let required = shape.fields.iter().filter(|field| field.required);
            required.map(|field| (field.name, new_value(snapshot, field.kind).swap_remove(0))).collect()
        }
    };
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    vec![format!("{}({})", name_of(shape), fields.join(", "))]
}

fn name_of(shape: &StructShape) -> &'static str {
    if NAMED.contains(&shape.name) { shape.name } else { "" }
}

fn examples(snapshot: &Snapshot, notation: Notation) -> Vec<String> {
    let fixed: &[&str] = match notation {
        Notation::Date => return vec![snapshot.plan.last_day.to_string()],
        Notation::Run => &["30 min"],
        Notation::Lift => &["goblet-squat 3x10 rir 2"],
        Notation::Sets => &["3x10"],
        Notation::Slot => &["easy: 30 min"],
        Notation::EachEntry => &["10 km", "30 min", "3x10"],
        Notation::Distance | Notation::Amount | Notation::RaceDistance => &["10 km"],
        Notation::Duration => &["30 min"],
        Notation::RaceTime => &["50:00"],
        Notation::Percent => &["100 %"],
        Notation::Mass => &["50 kg"],
        Notation::Length => &["50 cm"],
        Notation::Clock => &["07:00"],
        Notation::Windows => &["any"],
        Notation::Reps => &["8-12"],
        Notation::GrowStep => &["1 km"],
        Notation::LoadStep => &["5 %"],
        Notation::DefaultTempo => &["2-0-1"],
        Notation::Exercise => &["goblet-squat"],
    };
    fixed.iter().map(|text| (*text).to_owned()).collect()
}

/// A value with what must stand around it to be at `parts` of a value of this kind, of which nothing is written yet.
pub(super) fn wrapped(kind: Kind, parts: &[Part], value: &str) -> Option<String> {
    let Some((part, rest)) = parts.split_first() else { return Some(value.to_owned()) };
    match part {
        Part::Field(name) => {
            let shape = kind.long_form()?;
            let field = shape.fields.iter().find(|field| field.name == *name)?;
            let inner = wrapped(field.kind, rest, value)?;
            let is_short = matches!(kind, Kind::OneOf(_)) && main_field(shape) == Some(*name);
            let alone = shape.fields.iter().all(|other| !other.required || other.name == *name);
            let long = || format!("{}({name}: {inner})", name_of(shape));
            if is_short { Some(inner) } else { alone.then(long) }
        }
        Part::Item(_) => {
            let of = kind.alternatives().into_iter().find_map(|kind| match kind {
                Kind::List(of) => Some(*of),
                _ => None,
            })?;
            Some(format!("[{}]", wrapped(of, rest, value)?))
        }
        Part::Key(key) => {
            let Kind::Map(_, of) = kind else { return None };
            Some(format!("{{ {}: {} }}", quote(key), wrapped(*of, rest, value)?))
        }
        Part::Inside => None,
    }
}
