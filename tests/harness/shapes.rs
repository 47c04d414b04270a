//! Walks a text along the table of fields.

use std::collections::BTreeMap;

use gait_model::shape::{FieldShape, Kind, StructShape, VariantShape};
use gait_syntax::{Node, NodeKind};

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
            // The fields of a payload may stand in the variant's own parentheses.
            let inner = if node.kind() == NodeKind::Struct { Some(node) } else { node.elements().next() };
            if let Some(inner) = inner {
                walk(inner, payload, visit);
            }
        }
        Kind::List(of) => node.elements().for_each(|element| walk(element, *of, visit)),
        Kind::Map(_, of) => {
            node.entries().filter_map(Node::value).for_each(|value| walk(value, *of, visit));
        }
        Kind::OneOf(forms) => {
            let form = forms.iter().find(|form| match form {
                Kind::List(_) => node.kind() == NodeKind::List,
                Kind::Struct(_) => node.kind() == NodeKind::Struct,
                _ => node.kind() == NodeKind::String,
            });
            if let Some(form) = form {
                walk(node, *form, visit);
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
