//! Values that have not been begun, or of which a word stands there.

use gait_model::plan;
use gait_model::shape::{EnumShape, Key, Kind, Notation, StructShape};
use gait_rules::RULES;

use super::field::{form, value_form};
use super::{CompletionKind, Item};
use crate::explain::page;
use crate::hover::{Desk, format};
use crate::wording::sentence;

/// Structs that plans call by their name; others are written without.
const NAMED: [&str; 5] = ["Plan", "Settings", "Athlete", "Race", "Phase"];

impl Desk<'_> {
    /// The values of these kinds.
    pub(super) fn values(&self, kinds: &[Kind], has_parens: bool) -> Vec<Item> {
        let mut out: Vec<Item> = kinds.iter().flat_map(|kind| self.values_of(kind, has_parens)).collect();
        if self.site.path.is_empty() && self.site.tree.value().is_none_or(|node| node.brackets().is_none()) {
            out.extend(skeleton(kinds));
        }
        out
    }

    fn values_of(&self, kind: &Kind, has_parens: bool) -> Vec<Item> {
        match kind {
            Kind::Variants(shape) => {
                let mut items = variants(shape, has_parens);
                if shape.name == "Ramp" {
                    items.retain(|item| self.can_ramp(&item.label));
                }
                items
            }
            Kind::Bool => ["true", "false"].map(|word| Item::new(CompletionKind::Value, word)).into(),
            Kind::Struct(shape) => vec![structure(shape, has_parens)],
            Kind::List(_) => vec![group(kind, "[…]", "[$0]")],
            Kind::Map(..) => vec![group(kind, "{…}", "{$0}")],
            Kind::Notation(notation) => self.new_text(*notation),
            Kind::Scalar => self.default_of_parameter().into_iter().collect(),
            Kind::Text => vec![group(kind, "\"…\"", "\"$0\"")],
            Kind::Count | Kind::Number | Kind::OneOf(_) => Vec::new(),
        }
    }

    /// Whether what the key names can be changed in this way: only a lift has repetitions and a load of its own.
    fn can_ramp(&self, change: &str) -> bool {
        let Some(key) = self.site.key(Key::SessionOrLift).filter(|key| !key.contains('/')) else {
            return true;
        };
        let is_strength = self.kind_named(key) == Some(plan::Kind::Strength);
        change != "RepsThenLoad" && (change != "Grow" || !is_strength)
    }

    /// Text in a notation: names, where it is names, and quotes to fill in.
    fn new_text(&self, notation: Notation) -> Vec<Item> {
        let mut out: Vec<Item> = match notation {
            Notation::Slot | Notation::EachEntry => self.session_names(true),
            Notation::Exercise | Notation::Lift => self.exercises(),
            Notation::Date => self.dates_here(),
            _ => Vec::new(),
        };
        out = out.into_iter().map(|item| item.quoted(false)).collect();
        let kind = Kind::Notation(notation);
        out.push(group(&kind, "\"…\"", "\"$0\"").rank(2));
        out
    }

    /// The value that a parameter has when it is not set.
    fn default_of_parameter(&self) -> Option<Item> {
        let (rule, name) = (self.site.key(Key::Rule)?, self.site.key(Key::Parameter)?);
        let param = RULES[gait_rules::find(rule)?].params.iter().find(|param| param.name == name)?;
        let value = page::quantity(param, param.default);
        let text = if param.unit.symbol().is_empty() { value.clone() } else { format!("\"{value}\"") };
        let item = Item::new(CompletionKind::Value, text).detail("the default");
        Some(item.documentation(crate::hover::rule::one_parameter(param)))
    }
}

fn variants(shape: &'static EnumShape, has_parens: bool) -> Vec<Item> {
    let item = |variant: &'static gait_model::shape::VariantShape| {
        let item = Item::new(CompletionKind::Variant, variant.name)
            .detail(variant.doc.trim().trim_end_matches('.'))
            .documentation(format::variant(shape, variant));
        match &variant.payload {
            Some(payload) if !has_parens => {
                item.snippet(format!("{}({})", variant.name, payload_form(payload)))
            }
            _ => item,
        }
    };
    shape.variants.iter().map(item).collect()
}

/// The content of a variant: the fields of a struct need no parentheses of their own.
fn payload_form(payload: &Kind) -> String {
    match payload {
        Kind::Struct(shape) => required(shape).unwrap_or_else(|| "$0".to_owned()),
        kind => form(kind, "$0"),
    }
}

fn structure(shape: &'static StructShape, has_parens: bool) -> Item {
    let named = NAMED.contains(&shape.name);
    let name = if named { shape.name } else { "" };
    let item = Item::new(CompletionKind::Snippet, format!("{name}(…)"))
        .detail(shape.doc.trim().trim_end_matches('.'))
        .documentation(format::structure(shape))
        .filter(shape.name);
    if has_parens {
        return Item { label: shape.name.to_owned(), ..item }.text(shape.name);
    }
    let fields = required(shape).unwrap_or_else(|| "$0".to_owned());
    item.snippet(format!("{name}({fields})"))
}

/// Fields that need not be written, and mostly are.
const USUAL: [(&str, &str); 5] =
    [("Plan", "start"), ("Phase", "focus"), ("Phase", "weeks"), ("Deload", "every"), ("Deload", "volume")];

/// The fields that must be written, and those that mostly are, with places for the cursor; nothing if there are none.
fn required(shape: &'static StructShape) -> Option<String> {
    let fields: Vec<String> = shape
        .fields
        .iter()
        .filter(|field| field.required || USUAL.contains(&(shape.name, field.name)))
        .enumerate()
        .map(|(i, field)| {
            format!("{}: {}", field.name, value_form(field).replace("$0", &format!("${}", i + 1)))
        })
        .collect();
    (!fields.is_empty()).then(|| fields.join(", "))
}

fn group(kind: &Kind, label: &str, text: &str) -> Item {
    let about = match kind {
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(..) => "a map".to_owned(),
        kind => page::kind(kind).replace('`', ""),
    };
    Item::new(CompletionKind::Snippet, label)
        .detail(about)
        .documentation(sentence(&page::kind(kind)))
        .snippet(text)
        .rank(6)
}

/// A whole plan to fill in: one that nothing is said against.
const PLAN: &str = r#"Plan(
    format: 1,
    name: "${1:Half in May}",
    start: "${2:2027-03-01}",
    athlete: Athlete(
        level: ${3:Intermediate},
        weekly_distance: "${4:40 km}",
        longest_run: "${5:15 km}",
        results: [(distance: "${6:10 km}", time: "${7:50:00}", on: "${8:2027-02-01}")],
        gates: (squat: Attested, lunge: Attested, hinge: Attested),
    ),
    goals: [Race(date: "${9:2027-05-23}", distance: "${10:half}")],
    sessions: {
        "tempo": Tempo("2 km easy + 20 min threshold + 1 km easy"),
        "long": Long("${11:14 km}"),
        "legs": Strength([
            "goblet-squat 3x10 rir 2",
            "single-leg-rdl 3x10/side rir 2",
            "calf-raise-single 3x12/side rir 2",
            "pallof-half-kneeling 2x10/side",
            "dead-bug 2x10",
        ]),
    },
    phases: [
        Phase(
            focus: Base,
            weeks: 10,
            week: (
                tue: ["tempo", "legs"],
                thu: ["easy: 8 km", "legs"],
                sun: ["long"],
            ),
            ramp: { "long": Grow(by: "1 km", to: "18 km") },
            deload: (every: 4, volume: "70 %"),
        ),
        Phase(
            focus: Taper,
            weeks: 2,
            week: (tue: ["tempo"], thu: ["easy: 6 km"]),
            volume: ["70 %", "50 %"],
        ),
    ],
)$0
"#;

fn skeleton(kinds: &[Kind]) -> Option<Item> {
    let plan = kinds.iter().any(|kind| matches!(kind, Kind::Struct(shape) if shape.name == "Plan"));
    let item = Item::new(CompletionKind::Snippet, "Plan, a whole one to change");
    plan.then(|| {
        item.detail("twelve weeks towards a half marathon")
            .documentation("A plan with an athlete, a race, three sessions and two phases. Change its numbers, the result and the gates to the runner's own.")
            .snippet(PLAN)
            .filter("Plan")
            .rank(1)
    })
}
