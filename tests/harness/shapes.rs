//! Walks a text along the table of fields.

use std::collections::BTreeMap;

use gait_model::shape::{FieldShape, Kind, StructShape, VariantShape};
use gait_syntax::{Node, NodeKind};
use serde_json::Value;

/// A part of a text that the table describes.
#[derive(Clone, Copy, Debug)]
pub enum Use<'t> {
    /// A field, as `name: value`.
    Field(&'static StructShape, &'static FieldShape, Node<'t>),
    /// A named variant, with what stands in its parentheses.
    Variant(&'static gait_model::shape::EnumShape, &'static VariantShape, Node<'t>),
}

impl Use<'_> {
    /// `Phase.focus` or `Focus::Base`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Field(owner, field, _) => field_label(owner, field),
            Self::Variant(owner, variant, _) => format!("{}::{}", owner.name, variant.name),
        }
    }
}

fn field_label(owner: &StructShape, field: &FieldShape) -> String {
    format!("{}.{}", owner.name, field.name)
}

/// Shows every field and variant that stands below `node`, which is of some kind.
pub fn walk<'t>(node: Node<'t>, kind: Kind, visit: &mut dyn FnMut(Use<'t>)) {
    match kind {
        Kind::Struct(shape) => {
            for field in node.fields() {
                let known = field.name().and_then(|(name, _)| shape.fields.iter().find(|f| f.name == name));
                let (Some(known), Some(value)) = (known, field.value()) else { continue };
                visit(Use::Field(shape, known, field));
                walk(value, known.kind, visit);
            }
        }
        Kind::Variants(shape) => {
            let Some((name, _)) = node.name() else { return };
            let Some(variant) = shape.variants.iter().find(|variant| variant.name == name) else { return };
            visit(Use::Variant(shape, variant, node));
            let Some(payload) = variant.payload else { return };
            if let Some(inner) = inner(node) {
                walk(inner, payload, visit);
            }
        }
        Kind::List(of) => node.elements().for_each(|element| walk(element, *of, visit)),
        Kind::Map(_, of) => {
            node.entries().filter_map(Node::value).for_each(|value| walk(value, *of, visit));
        }
        Kind::OneOf(_) => {
            if let Some(form) = kind.form_of(node) {
                walk(node, form, visit);
            }
        }
        _ => {}
    }
}

/// Every field and every variant with a payload that a kind can hold, by label. Variants without one are all written
/// alike, and are tried one after the other where one stands.
#[must_use]
pub fn all_labels(kind: Kind) -> Vec<String> {
    let mut seen = BTreeMap::new();
    collect(kind, &mut seen);
    seen.into_values().flatten().collect()
}

fn collect(kind: Kind, seen: &mut BTreeMap<&'static str, Vec<String>>) {
    match kind {
        Kind::Struct(shape) if !seen.contains_key(shape.name) => {
            seen.insert(shape.name, shape.fields.iter().map(|f| field_label(shape, f)).collect());
            shape.fields.iter().for_each(|field| collect(field.kind, seen));
        }
        Kind::Variants(shape) if !seen.contains_key(shape.name) => {
            let with_payload = shape.variants.iter().filter(|variant| variant.payload.is_some());
            let labels = with_payload.clone().map(|v| format!("{}::{}", shape.name, v.name));
            seen.insert(shape.name, labels.collect());
            with_payload.filter_map(|variant| variant.payload).for_each(|kind| collect(kind, seen));
        }
        Kind::List(of) | Kind::Map(_, of) => collect(*of, seen),
        Kind::OneOf(forms) => forms.iter().for_each(|form| collect(*form, seen)),
        _ => {}
    }
}

/// The JSON twin of a value, as text so that maps keep their order: what `serde` reads as the same types.
#[must_use]
pub fn twin(node: Node<'_>, kind: Kind) -> String {
    match kind {
        Kind::Struct(shape) => object(node.fields().filter_map(|field| {
            let (name, _) = field.name()?;
            let known = shape.fields.iter().find(|f| f.name == name)?;
            Some((name.to_owned(), twin(field.value()?, known.kind)))
        })),
        Kind::Variants(shape) => {
            let name = node.name().map_or("", |(name, _)| name);
            match shape.variants.iter().find(|v| v.name == name).and_then(|v| v.payload).zip(inner(node)) {
                Some((payload, inner)) => object(std::iter::once((name.to_owned(), twin(inner, payload)))),
                None => quoted(name),
            }
        }
        Kind::List(of) => {
            let elements: Vec<String> = node.elements().map(|element| twin(element, *of)).collect();
            format!("[{}]", elements.join(","))
        }
        Kind::Map(_, of) => {
            object(node.entries().filter_map(|entry| {
                Some((entry.key()?.str_value()?.into_owned(), twin(entry.value()?, *of)))
            }))
        }
        Kind::OneOf(_) => kind.form_of(node).map_or(String::new(), |form| twin(node, form)),
        _ => node.str_value().map_or_else(|| node.text().to_owned(), |text| quoted(&text)),
    }
}

fn object(members: impl Iterator<Item = (String, String)>) -> String {
    let members: Vec<String> = members.map(|(name, value)| format!("{}:{value}", quoted(&name))).collect();
    format!("{{{}}}", members.join(","))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// What stands in the parentheses of a variant; the fields of a struct may stand there directly.
fn inner(node: Node<'_>) -> Option<Node<'_>> {
    if node.kind() == NodeKind::Struct { Some(node) } else { node.elements().next() }
}
