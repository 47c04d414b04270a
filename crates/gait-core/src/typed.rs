//! All parts of a text in its order, along the table of fields, each with what may stand there.
//!
//! Goes by the tree, so of what is half typed it shows what the tree has. What one place of such a text could become is
//! the question of `site.rs`, which goes down by tokens and brackets.

use gait_model::shape::{Key, Kind, Notation};
use gait_syntax::{Node, NodeKind, Span};

/// A part of a text that the table of fields describes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'t> {
    /// The name before the parenthesis of a struct.
    Type(Span),
    /// One of several to choose from.
    Variant(Span),
    /// The name of a field.
    Field(Span),
    /// The key of an entry, with what it names.
    Key(Key, Node<'t>),
    /// A value that may be written in one of several forms; its parts follow.
    Forms(&'static [Kind], Node<'t>),
    /// What should be a string in a notation.
    Notation(Notation, Node<'t>),
    /// Free text, or a number or a truth value.
    Plain(Node<'t>),
}

/// Shows the parts of `node`, which is of some kind, in the order of the text. What the table does not know is left
/// out.
pub(crate) fn walk<'t>(node: Node<'t>, kind: Kind, visit: &mut dyn FnMut(Part<'t>)) {
    match kind {
        Kind::Struct(_) | Kind::Variants(_) => {
            if let Some((_, span)) = node.name() {
                visit(if matches!(kind, Kind::Struct(_)) { Part::Type(span) } else { Part::Variant(span) });
            }
            inside(node, kind, visit);
        }
        Kind::List(of) => node.elements().for_each(|element| walk(element, *of, visit)),
        Kind::Map(key, of) => node.entries().for_each(|entry| {
            if let Some(name) = entry.key() {
                visit(Part::Key(key, name));
            }
            if let Some(value) = entry.value() {
                walk(value, *of, visit);
            }
        }),
        Kind::OneOf(forms) => {
            visit(Part::Forms(forms, node));
            if let Some(form) = kind.form_of(node) {
                walk(node, form, visit);
            }
        }
        Kind::Notation(notation) => visit(Part::Notation(notation, node)),
        Kind::Text | Kind::Bool | Kind::Count | Kind::Number | Kind::Scalar => {
            visit(Part::Plain(node));
        }
    }
}

/// The fields of a struct or what stands in the parentheses of a variant.
fn inside<'t>(node: Node<'t>, kind: Kind, visit: &mut dyn FnMut(Part<'t>)) {
    match kind {
        Kind::Struct(shape) => {
            for field in node.fields() {
                let Some((name, span)) = field.name() else { continue };
                let Some(known) = shape.fields.iter().find(|f| f.name == name) else { continue };
                visit(Part::Field(span));
                if let Some(value) = field.value() {
                    walk(value, known.kind, visit);
                }
            }
        }
        Kind::Variants(shape) => {
            let variant = node.name().and_then(|(name, _)| shape.variants.iter().find(|v| v.name == name));
            let Some(payload) = variant.and_then(|variant| variant.payload) else { return };
            if node.kind() == NodeKind::Struct {
                if let Kind::OneOf(forms) = payload {
                    visit(Part::Forms(forms, node));
                }
                // The fields of the long form stand in the variant's own parentheses.
                if let Some(shape) = payload.long_form() {
                    inside(node, Kind::Struct(shape), visit);
                }
            } else if let Some(value) = node.elements().next() {
                walk(value, payload, visit);
            }
        }
        _ => {}
    }
}
