//! Places in forms: paths through the table of fields, whether or not anything is written there.

use std::fmt::{self, Display, Formatter};

use gait_model::raw;
use gait_model::shape::{Kind, StructShape, Value};
use gait_syntax::{Node, NodeKind, Span, Tree};

/// A place in a plan, from the plan down.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FormPath(pub Vec<Part>);

/// A step into a value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// A field of a struct, or of the long form that a short form stands for.
    Field(&'static str),
    /// An element of a list, counted from 0.
    Item(usize),
    /// The value of an entry of a map.
    Key(String),
    /// What stands in the parentheses of a variant.
    Inside,
}

impl FormPath {
    /// The place one step further in.
    #[must_use]
    pub fn then(&self, part: Part) -> Self {
        let mut path = self.clone();
        path.0.push(part);
        path
    }

    /// A field of what stands here.
    #[must_use]
    pub fn field(&self, name: &'static str) -> Self {
        self.then(Part::Field(name))
    }

    /// An element of the list that stands here.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.then(Part::Item(index))
    }

    /// An entry of the map that stands here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.then(Part::Key(key.to_owned()))
    }

    /// The place it is in; nothing for the plan.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, before) = self.0.split_last()?;
        Some(Self(before.to_vec()))
    }
}

impl Display for FormPath {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, part) in self.0.iter().enumerate() {
            match part {
                Part::Field(name) if i == 0 => f.write_str(name)?,
                Part::Field(name) => write!(f, ".{name}")?,
                Part::Item(index) => write!(f, "[{index}]")?,
                Part::Key(key) => write!(f, "[{key}]")?,
                Part::Inside => f.write_str("()")?,
            }
        }
        Ok(())
    }
}

/// A place, found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'t> {
    /// What may stand there.
    pub(super) kind: Kind,
    /// What does; nothing where nothing is written.
    pub(super) node: Option<Node<'t>>,
}

/// How the fields of a value are written.
pub(super) enum Holder<'t> {
    /// By name, in this struct.
    Long(Node<'t>),
    /// Only the main one, without its name.
    Short(Node<'t>),
    /// Not at all.
    Empty,
}

impl<'t> Spot<'t> {
    /// The whole plan.
    pub(super) fn plan(tree: &'t Tree) -> Self {
        Self { kind: <raw::Plan as Value>::KIND, node: tree.value().filter(|node| !node.span().is_empty()) }
    }

    /// The place at a path; nothing if the plan can have no such place.
    pub(super) fn find(tree: &'t Tree, path: &FormPath) -> Option<Self> {
        path.0.iter().try_fold(Self::plan(tree), |spot, part| spot.step(part))
    }

    /// One step further in.
    pub(super) fn step(self, part: &Part) -> Option<Self> {
        let (kind, node) = match part {
            Part::Field(name) => {
                let shape = self.fields()?;
                let field = shape.fields.iter().find(|field| field.name == *name)?;
                let node = match self.holder() {
                    Holder::Long(node) => node.field(name),
                    Holder::Short(node) => Some(node).filter(|_| main_field(shape) == Some(*name)),
                    Holder::Empty => None,
                };
                (field.kind, node)
            }
            Part::Item(index) => (*self.element()?, self.node.and_then(|node| node.elements().nth(*index))),
            Part::Key(key) => {
                let Kind::Map(_, of) = self.kind else { return None };
                (*of, self.node.and_then(|node| node.entry(key)))
            }
            Part::Inside => {
                let payload = self.payload()?;
                let inside = self.node.filter(|node| node.kind() == NodeKind::Tuple);
                (payload, inside.and_then(|node| node.elements().next()))
            }
        };
        Some(Self { kind, node: node.filter(|node| !node.span().is_empty()) })
    }

    /// The struct whose fields stand here, in whatever form they are written.
    pub(super) fn fields(self) -> Option<&'static StructShape> {
        match self.kind {
            Kind::Struct(shape) => Some(shape),
            Kind::OneOf(_) if self.node.is_some_and(|node| node.kind() == NodeKind::List) => None,
            Kind::OneOf(_) => self.kind.long_form(),
            Kind::Variants(_) => self.payload()?.long_form(),
            _ => None,
        }
    }

    /// What the variant that is written holds.
    pub(super) fn payload(self) -> Option<Kind> {
        let Kind::Variants(shape) = self.kind else { return None };
        let (name, _) = self.node?.name()?;
        shape.variants.iter().find(|variant| variant.name == name)?.payload
    }

    /// What the elements of a list here are.
    pub(super) fn element(self) -> Option<&'static Kind> {
        self.kind.alternatives().into_iter().find_map(|kind| match kind {
            Kind::List(of) => Some(of),
            _ => None,
        })
    }

    /// How the fields are written.
    pub(super) fn holder(self) -> Holder<'t> {
        let Some(node) = self.node else { return Holder::Empty };
        match node.kind() {
            NodeKind::Struct => Holder::Long(node),
            NodeKind::Tuple => match node.elements().next() {
                None => Holder::Empty,
                Some(inner) if inner.kind() == NodeKind::Struct => Holder::Long(inner),
                Some(inner) => Holder::Short(inner),
            },
            NodeKind::Ident => Holder::Empty,
            _ => Holder::Short(node),
        }
    }
}

/// The field of a struct that its short form stands for: the only one that must be written.
pub(super) fn main_field(shape: &'static StructShape) -> Option<&'static str> {
    let mut required = shape.fields.iter().filter(|field| field.required);
    let (field, None) = (required.next()?, required.next()) else { return None };
    Some(field.name)
}

/// The way to the value at `span`, or to the smallest that contains it.
pub(super) fn path_to(tree: &Tree, span: Span) -> FormPath {
    let mut path = FormPath::default();
    let mut spot = Spot::plan(tree);
    while spot.node.is_some_and(|node| node.span() != span) {
        let Some((part, inner)) = parts(spot).into_iter().find_map(|part| {
            let inner = spot.step(&part)?;
            // A short form is the same value as its main field; the way ends at the value.
            let holds = inner.node.is_some_and(|node| node.span().contains(span));
            holds.then_some((part, inner))
        }) else {
            break;
        };
        path.0.push(part);
        spot = inner;
    }
    path
}

/// The steps that lead from a value to what is written in it.
fn parts(spot: Spot<'_>) -> Vec<Part> {
    let Some(node) = spot.node else { return Vec::new() };
    if let Some(shape) = spot.fields() {
        return shape.fields.iter().map(|field| Part::Field(field.name)).collect();
    }
    match node.kind() {
        NodeKind::List => (0..node.elements().count()).map(Part::Item).collect(),
        NodeKind::Map => {
            let keys = node.entries().filter_map(|entry| entry.key()?.str_value());
            keys.map(|key| Part::Key(key.into_owned())).collect()
        }
        NodeKind::Tuple => vec![Part::Inside],
        _ => Vec::new(),
    }
}
