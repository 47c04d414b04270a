//! Parts of the format: fields, variants, structs.

use gait_model::plan::Kind as SessionKind;
use gait_model::shape::{EnumShape, FieldShape, StructShape, VariantShape};

use super::join;
use crate::explain::page::kind;
use crate::wording::sentence;

/// A field: what it means, what may stand there, what holds without it.
pub(crate) fn field(field: &FieldShape) -> String {
    let need = if field.required { ", must be written" } else { "" };
    let default = field.default.map(|value| format!(" Left out, it is `{value}`.")).unwrap_or_default();
    format!(
        "**`{}`**{need}\n\n{}\n\n{}.{default}",
        field.name,
        field.doc.trim(),
        sentence(&kind(&field.kind))
    )
}

/// A variant: what it means, what it holds.
pub(crate) fn variant(owner: &EnumShape, variant: &VariantShape) -> String {
    let mut out = format!("**`{}`**\n\n{}", variant.name, variant.doc.trim());
    join(&mut out, variant.payload.as_ref().map(|payload| format!("In parentheses: {}.", kind(payload))));
    if owner.name == "Session" {
        let kind = SessionKind::ALL.into_iter().find(|kind| format!("{kind:?}") == variant.name);
        join(&mut out, kind.map(session_kind));
    }
    out
}

/// A struct: what it is, its fields.
pub(crate) fn structure(shape: &StructShape) -> String {
    let names: Vec<String> = shape
        .fields
        .iter()
        .map(|field| format!("`{}{}`", field.name, if field.required { "!" } else { "" }))
        .collect();
    format!("**`{}`**\n\n{}\n\nFields: {}.", shape.name, shape.doc.trim(), names.join(", "))
}

/// What a kind of session means when the author says no more.
pub(crate) fn session_kind(kind: SessionKind) -> String {
    let mut parts = Vec::new();
    if kind.counts_distance() || kind == SessionKind::Walk {
        let means = kind.intensity();
        let word = super::zone::word(means.outside);
        parts.push(match means.repeats {
            None => format!("an amount alone is run {word}; repeats must name a target"),
            Some(repeats) if repeats != means.outside => {
                format!("an amount alone is run {word}, in repeats {}", super::zone::word(repeats))
            }
            Some(_) if matches!(kind, SessionKind::Race | SessionKind::TimeTrial) => {
                "an amount alone is run at race pace".to_owned()
            }
            Some(_) => format!("an amount alone is run {word}"),
        });
    }
    if kind.is_run() {
        parts.push(if kind.is_key() { "a key run".to_owned() } else { "no key run".to_owned() });
    }
    if kind.rpe() > 0.0 && kind != SessionKind::Strength {
        parts.push(format!("effort {} of 10", kind.rpe()));
    }
    sentence(&parts.join("; ")) + if parts.is_empty() { "" } else { "." }
}
