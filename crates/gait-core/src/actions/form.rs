//! Other forms of what is written: long and short, and the keys of `days`.

use gait_model::change::Change;
use gait_model::date::{DayKey, parse_day_key, short_name};
use gait_model::raw;
use gait_model::shape::{Kind, Value};
use gait_syntax::edit::quote;
use gait_syntax::{Node, NodeKind, Span};

use super::{Action, touches};
use crate::snapshot::Snapshot;
use crate::typed::{Part, walk};

impl Snapshot {
    /// The long form of what is short, the short form of what is long: the innermost at the place.
    pub(super) fn forms(&self, range: Span) -> Option<Action> {
        let mut found: Option<(&'static [Kind], Node<'_>)> = None;
        walk(self.tree.value()?, <raw::Plan as Value>::KIND, &mut |part| {
            if let Part::Forms(forms, node) = part
                && node.span().start <= range.start
                && range.end <= node.span().end
            {
                found = Some((forms, node));
            }
        });
        let (forms, node) = found?;
        let field = main_field(forms)?;
        let name = |node: Node<'_>| node.name().map_or("", |(name, _)| name).to_owned();
        if node.kind() == NodeKind::Struct {
            let title = format!("Write `{}` in the short form", example(&name(node), field));
            return self.refactor(title, &Change::ShortForm { item: node.span() });
        }
        let session =
            node.parent().filter(|parent| parent.kind() == NodeKind::Tuple && parent.name().is_some());
        let item = session.unwrap_or(node);
        let title = format!("Write in the long form: `{}`", example(&name(item), field));
        self.refactor(title, &Change::LongForm { item: item.span(), field })
    }

    /// The other way to write the key of `days` at the place.
    pub(super) fn day_key(&self, range: Span) -> Option<Action> {
        let entry = self.plan.days.iter().find(|entry| touches(entry.key_span, range))?;
        let written = self.tree.covering(entry.key_span).str_value()?;
        let key = match parse_day_key(&written).ok()? {
            DayKey::WeekDay(..) => entry.date.to_string(),
            DayKey::Date(_) => {
                let day = self.calendar.day_of(entry.date)?;
                format!("week {} {}", day / 7 + 1, short_name(entry.date.weekday()))
            }
        };
        let change = Change::Respell { name: entry.key_span, with: quote(&key) };
        self.refactor(format!("Write the day as `{key}`"), &change)
    }
}

/// The field of the long form that the short form stands for.
fn main_field(forms: &[Kind]) -> Option<&'static str> {
    let fields = forms.iter().find_map(|form| match form {
        Kind::Struct(shape) => Some(shape.fields),
        _ => None,
    })?;
    let mut required = fields.iter().filter(|field| field.required);
    let (field, None) = (required.next()?, required.next()) else { return None };
    Some(field.name)
}

/// `Tempo(run: …)`
fn example(name: &str, field: &str) -> String {
    format!("{name}({field}: …)")
}
