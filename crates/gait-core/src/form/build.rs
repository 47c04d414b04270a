//! Builds forms from a snapshot.

use gait_model::shape::{FieldShape, Kind, StructShape};
use gait_rules::Severity;
use gait_syntax::{Node, NodeKind, Span};

use super::path::{Holder, Spot, path_to};
use super::{Control, Field, Form, FormPath, Item, Part, Remark, Row, Says, Target};
use crate::snapshot::Snapshot;

/// Fields of the plan that have forms of their own, and the one that has only one value.
const FORMS_OF_THEIR_OWN: [&str; 7] =
    ["format", "athlete", "goals", "sessions", "exercises", "phases", "days"];

impl Snapshot {
    /// The form for a part of the plan; nothing if there is no such part.
    #[must_use]
    pub fn form(&self, target: &Target) -> Option<Form> {
        let path = self.form_path(target)?;
        let spot = Spot::find(&self.tree, &path)?;
        let is_optional = matches!(target, Target::Athlete | Target::Plan);
        if spot.node.is_none() && !is_optional {
            return None;
        }
        let shape = spot.fields()?;
        let builder = Builder { snapshot: self };
        let mut fields = builder.fields(spot, shape, &path);
        let (mut kind, mut doc) = (shape.name.trim_end_matches("Fields"), shape.doc);
        if let Kind::Variants(of) = spot.kind {
            let item = Item { control: builder.choice(spot, of), ..builder.bare(spot, &path) };
            if let Control::Choice { chosen: Some(chosen), .. } = item.control {
                (kind, doc) = (of.variants[chosen].name, of.variants[chosen].doc);
            }
            let about = Field { name: "kind", doc: of.doc, required: true, default: None, item };
            fields.insert(0, about);
        }
        let span = spot.node.map(Node::span);
        let remarks = span.map_or_else(Vec::new, |span| builder.remarks_outside(span, &fields));
        if *target == Target::Plan {
            fields.retain(|field| !FORMS_OF_THEIR_OWN.contains(&field.name));
        }
        Some(Form { title: self.title(target, spot), kind, doc: doc.trim(), path, span, fields, remarks })
    }

    /// Where the form for a part of the plan stands; nothing if there is no such part.
    #[must_use]
    pub fn form_path(&self, target: &Target) -> Option<FormPath> {
        let plan = FormPath::default();
        let path = match target {
            Target::Plan => plan,
            Target::Athlete => plan.field("athlete"),
            Target::Goal(index) => plan.field("goals").item(*index),
            Target::Phase(index) => plan.field("phases").item(*index),
            Target::Template(name) => plan.field("sessions").key(name),
            Target::Exercise(name) => plan.field("exercises").key(name),
            Target::Path(path) => self.with_fields(path.clone())?,
            Target::At(span) => self.with_fields(path_to(&self.tree, *span))?,
        };
        Some(path)
    }

    /// The place, or the nearest around it that has fields.
    fn with_fields(&self, mut path: FormPath) -> Option<FormPath> {
        while Spot::find(&self.tree, &path)?.fields().is_none() {
            path = path.parent()?;
        }
        Some(path)
    }

    /// One value of the plan, with everything in it.
    #[must_use]
    pub fn form_item(&self, path: &FormPath) -> Option<Item> {
        Some(Builder { snapshot: self }.item(Spot::find(&self.tree, path)?, path))
    }

    fn title(&self, target: &Target, spot: Spot<'_>) -> String {
        let phase = |index: &usize| self.plan.phases.get(*index).map(|phase| phase.name.clone());
        let goal = |index: &usize| self.plan.goals.get(*index).map(|goal| goal.name.clone());
        let text = match target {
            Target::Plan => Some(self.plan.name.clone()),
            Target::Athlete => Some("Athlete".to_owned()),
            Target::Goal(index) => goal(index).or_else(|| Some(format!("Race {}", index + 1))),
            Target::Phase(index) => phase(index).or_else(|| Some(format!("Phase {}", index + 1))),
            Target::Template(name) | Target::Exercise(name) => Some(name.to_string()),
            Target::At(_) | Target::Path(_) => match spot.holder() {
                Holder::Short(node) => node.str_value().map(std::borrow::Cow::into_owned),
                Holder::Long(node) => ["name", "use", "lift", "run", "by", "reps", "date"]
                    .iter()
                    .find_map(|name| node.field(name)?.str_value())
                    .map(std::borrow::Cow::into_owned),
                Holder::Empty => None,
            },
        };
        text.unwrap_or_default()
    }
}

struct Builder<'s> {
    snapshot: &'s Snapshot,
}

impl Builder<'_> {
    fn fields(&self, spot: Spot<'_>, shape: &'static StructShape, path: &FormPath) -> Vec<Field> {
        shape.fields.iter().filter_map(|field| self.field(spot, field, path)).collect()
    }

    fn field(&self, spot: Spot<'_>, field: &'static FieldShape, path: &FormPath) -> Option<Field> {
        let part = Part::Field(field.name);
        let inner = spot.step(&part)?;
        Some(Field {
            name: field.name,
            doc: field.doc.trim(),
            required: field.required,
            default: field.default,
            item: self.item(inner, &path.then(part)),
        })
    }

    /// An item of which it is not yet known how it is filled in.
    fn bare(&self, spot: Spot<'_>, path: &FormPath) -> Item {
        Item {
            path: path.clone(),
            span: spot.node.map(Node::span),
            control: Control::Unreadable { text: String::new() },
            remarks: Vec::new(),
        }
    }

    fn item(&self, spot: Spot<'_>, path: &FormPath) -> Item {
        let control = self.control(spot, path);
        let mut item = Item { control, ..self.bare(spot, path) };
        if let Some(span) = item.span {
            let mut inside = Vec::new();
            spans_in(&item.control, &mut inside);
            item.remarks = self.remarks(span, &inside);
        }
        item
    }

    fn control(&self, spot: Spot<'_>, path: &FormPath) -> Control {
        let text = || spot.node.map_or("", Node::text).to_owned();
        let fits = spot.node.is_none_or(|node| fits(spot.kind, node));
        if !fits {
            return Control::Unreadable { text: text() };
        }
        match spot.kind {
            Kind::Bool => Control::Switch { value: spot.node.map(|node| node.text() == "true") },
            Kind::Text => line(spot, Says::Text),
            Kind::Count => line(spot, Says::Count),
            Kind::Number => line(spot, Says::Number),
            Kind::Scalar => line(spot, Says::Scalar),
            Kind::Notation(notation) => line(spot, Says::Notation(notation)),
            Kind::Variants(of) => {
                let mut control = self.choice(spot, of);
                if let Control::Choice { inside, .. } = &mut control {
                    *inside = self.inside(spot, path).map(Box::new);
                }
                control
            }
            Kind::Struct(of) => Control::Fields { of, fields: self.fields(spot, of, path) },
            Kind::List(of) => self.list(spot, of, path),
            Kind::Map(key, of) => Control::Map { key, of, rows: self.rows(spot, path) },
            Kind::OneOf(forms) => self.one_of(spot, forms, path),
        }
    }

    /// A value of several forms: as the long form if it has one, else as it is written.
    fn one_of(&self, spot: Spot<'_>, forms: &'static [Kind], path: &FormPath) -> Control {
        if let Some(shape) = spot.fields() {
            return Control::Fields { of: shape, fields: self.fields(spot, shape, path) };
        }
        let is_list = spot.node.is_some_and(|node| node.kind() == NodeKind::List);
        if let (true, Some(of)) = (is_list, spot.element()) {
            return self.list(spot, of, path);
        }
        let notation = forms.iter().find_map(|form| match form {
            Kind::Notation(notation) => Some(Says::Notation(*notation)),
            _ => None,
        });
        line(spot, notation.unwrap_or(Says::Text))
    }

    fn list(&self, spot: Spot<'_>, of: &'static Kind, path: &FormPath) -> Control {
        let count = spot.node.map_or(0, |node| node.elements().count());
        let item = |index| Some(self.item(spot.step(&Part::Item(index))?, &path.item(index)));
        Control::List { of, items: (0..count).filter_map(item).collect() }
    }

    fn rows(&self, spot: Spot<'_>, path: &FormPath) -> Vec<Row> {
        let entries = spot.node.into_iter().flat_map(Node::entries);
        let row = |entry: Node<'_>| {
            let name = entry.key()?;
            let key = name.str_value()?.into_owned();
            let path = path.key(&key);
            let item = self.item(spot.step(&Part::Key(key.clone()))?, &path);
            Some(Row { key, key_span: name.span(), remarks: self.remarks(name.span(), &[]), item })
        };
        entries.filter_map(row).collect()
    }

    /// Which variant is written, without what it holds.
    fn choice(&self, spot: Spot<'_>, of: &'static gait_model::shape::EnumShape) -> Control {
        let name = spot.node.and_then(Node::name).map(|(name, _)| name);
        let chosen = of.variants.iter().position(|variant| Some(variant.name) == name);
        Control::Choice { of, chosen, inside: None }
    }

    /// What the variant that is written holds.
    fn inside(&self, spot: Spot<'_>, path: &FormPath) -> Option<Item> {
        let payload = spot.payload()?;
        if let Some(of) = spot.fields() {
            let control = Control::Fields { of, fields: self.fields(spot, of, path) };
            return Some(Item { control, ..self.bare(spot, path) });
        }
        let inner = spot.step(&Part::Inside).unwrap_or(Spot { kind: payload, node: None });
        Some(self.item(inner, &path.then(Part::Inside)))
    }

    /// What is wrong within a span and not within one of `inside`, which have remarks of their own.
    fn remarks(&self, span: Span, inside: &[Span]) -> Vec<Remark> {
        let here = |at: &Span| span.contains(*at) && !inside.iter().any(|inner| inner.contains(*at));
        let problems = self.snapshot.problems.iter().filter(|problem| here(&problem.span)).map(|problem| {
            let (message, help) = (problem.message.clone(), problem.help.clone());
            Remark { severity: Severity::Error, code: problem.code, message, help, span: problem.span }
        });
        let findings = self.snapshot.findings.iter().filter(|finding| here(&finding.span)).map(|finding| {
            let (message, help) = (finding.message.clone(), finding.help.clone());
            let code = finding.rule().name;
            Remark { severity: finding.severity, code, message, help, span: finding.span }
        });
        problems.chain(findings).collect()
    }

    /// What is wrong with a form and with none of its fields alone.
    fn remarks_outside(&self, span: Span, fields: &[Field]) -> Vec<Remark> {
        let mut inside = Vec::new();
        // The kind of a session is the session itself.
        fields
            .iter()
            .filter(|field| field.name != "kind")
            .for_each(|field| spans_of(&field.item, &mut inside));
        self.remarks(span, &inside)
    }
}

fn line(spot: Spot<'_>, says: Says) -> Control {
    let value = spot.node.map(|node| match node.str_value() {
        Some(text) => text.into_owned(),
        None => node.text().to_owned(),
    });
    Control::Line { says, value }
}

/// Whether a value is of the kind that belongs there, as far as its first character tells.
fn fits(kind: Kind, node: Node<'_>) -> bool {
    use NodeKind as N;
    match kind {
        Kind::Text | Kind::Notation(_) => node.kind() == N::String,
        Kind::Bool => node.kind() == N::Bool,
        Kind::Count | Kind::Number => node.kind() == N::Number,
        Kind::Scalar => matches!(node.kind(), N::String | N::Number | N::Bool),
        Kind::Variants(_) => matches!(node.kind(), N::Ident | N::Tuple | N::Struct),
        Kind::Struct(_) => matches!(node.kind(), N::Struct | N::Tuple),
        Kind::List(_) => node.kind() == N::List,
        Kind::Map(..) => node.kind() == N::Map,
        Kind::OneOf(_) => kind.form_of(node).is_some_and(|form| fits(form, node)),
    }
}

/// The places of the values that a control shows.
fn spans_in(control: &Control, out: &mut Vec<Span>) {
    match control {
        Control::Choice { inside, .. } => inside.iter().for_each(|item| spans_of_inside(item, out)),
        Control::Fields { fields, .. } => fields.iter().for_each(|field| spans_of(&field.item, out)),
        Control::List { items, .. } => items.iter().for_each(|item| spans_of(item, out)),
        Control::Map { rows, .. } => rows.iter().for_each(|row| {
            out.push(row.key_span);
            spans_of(&row.item, out);
        }),
        Control::Line { .. } | Control::Switch { .. } | Control::Unreadable { .. } => {}
    }
}

fn spans_of(item: &Item, out: &mut Vec<Span>) {
    out.extend(item.span);
}

/// What a variant holds as fields has the span of the variant itself: its fields count.
fn spans_of_inside(item: &Item, out: &mut Vec<Span>) {
    match &item.control {
        Control::Fields { .. } => spans_in(&item.control, out),
        _ => spans_of(item, out),
    }
}
