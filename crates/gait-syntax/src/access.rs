//! The ways our reader hands over the parts of a value: fields, elements, entries, variants.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::de::value::{BorrowedStrDeserializer, U64Deserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use crate::fault::{Fault, suggest};
use crate::node::{Children, Node};
use crate::read::{Reader, Sink};
use crate::spanned::pack;
use crate::tree::NodeKind;
use crate::{Problem, Span, nearest};

fn packed(span: Span) -> U64Deserializer<Fault> {
    pack(span).into_deserializer()
}

/// The place of a value, then the value. With `recover`, a wrong value is reported and left out.
pub(crate) struct Recovering<'t, 's> {
    reader: Reader<'t, 's>,
    recover: bool,
    span: Option<Span>,
}

impl<'t, 's> Recovering<'t, 's> {
    pub(crate) const fn new(reader: Reader<'t, 's>, recover: bool) -> Self {
        Self { reader, recover, span: None }
    }
}

impl<'t> SeqAccess<'t> for Recovering<'t, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(span) = self.span else {
            let span = self.reader.span();
            self.span = Some(span);
            return seed.deserialize(packed(span)).map(Some);
        };
        match seed.deserialize(self.reader) {
            Ok(value) => Ok(Some(value)),
            Err(fault) if self.recover => {
                self.reader.sink.fault(fault, span);
                Ok(None)
            }
            Err(fault) => Err(fault.place(span)),
        }
    }
}

/// The elements of a list, place and value in turn; a wrong value is reported and left out.
pub(crate) struct ListWalk<'t, 's> {
    children: Children<'t>,
    current: Option<Node<'t>>,
    sink: &'s Sink,
}

impl<'t, 's> ListWalk<'t, 's> {
    pub(crate) fn new(node: Node<'t>, sink: &'s Sink) -> Self {
        Self { children: node.children(), current: None, sink }
    }
}

impl<'t> SeqAccess<'t> for ListWalk<'t, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if let Some(node) = self.current.take() {
            return recovered(seed, node, self.sink);
        }
        let Some(node) = self.children.find(|child| child.is_value()) else { return Ok(None) };
        self.current = Some(node);
        seed.deserialize(packed(node.span())).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.children.clone().count() * 2)
    }
}

/// The value at a node, or nothing if it is wrong, which is reported.
fn recovered<'t, S: DeserializeSeed<'t>>(
    seed: S,
    node: Node<'t>,
    sink: &Sink,
) -> Result<Option<S::Value>, Fault> {
    match seed.deserialize(Reader { node, inside: false, sink }) {
        Ok(value) => Ok(Some(value)),
        Err(fault) => {
            sink.fault(fault, node.span());
            Ok(None)
        }
    }
}

/// The entries of a map, each key once.
struct EntryWalk<'t, 's> {
    children: Children<'t>,
    seen: Seen<'t>,
    sink: &'s Sink,
}

/// The keys seen so far. A handful is searched faster than hashed.
#[derive(Default)]
struct Seen<'t> {
    few: Vec<(Cow<'t, str>, Span)>,
    many: FxHashMap<Cow<'t, str>, Span>,
}

impl<'t> Seen<'t> {
    const FEW: usize = 16;

    /// Where the key stood before, if it did.
    fn insert(&mut self, key: Cow<'t, str>, span: Span) -> Option<Span> {
        if let Some((_, first)) = self.few.iter().find(|(seen, _)| *seen == key) {
            return Some(*first);
        }
        if self.few.len() < Self::FEW {
            self.few.push((key, span));
            return None;
        }
        if let Some(first) = self.many.get(&key) {
            return Some(*first);
        }
        self.many.insert(key, span);
        None
    }
}

impl<'t> EntryWalk<'t, '_> {
    fn next_entry(&mut self) -> Option<(Node<'t>, Node<'t>)> {
        loop {
            let entry = self.children.find(|child| child.kind() == NodeKind::Entry)?;
            let (Some(key), Some(value)) = (entry.key(), entry.value()) else { continue };
            if key.kind() == NodeKind::Error {
                continue;
            }
            let text = key.str_value().unwrap_or(Cow::Borrowed(key.text()));
            let Some(first) = self.seen.insert(text, key.span()) else { return Some((key, value)) };
            let message = format!("the key {} stands twice", key.text());
            let problem = Problem::new("duplicate-key", key.span(), message).related(first, "first set here");
            self.sink.push(problem.help("the first one counts; remove or rename one of them"));
        }
    }
}

/// The entries of a map for [`Map`](crate::Map): place of the key, key, place of the value, value.
pub(crate) struct MapWalk<'t, 's> {
    walk: EntryWalk<'t, 's>,
    key: Option<Node<'t>>,
    value: Option<Node<'t>>,
    told: bool,
}

impl<'t, 's> MapWalk<'t, 's> {
    pub(crate) fn new(node: Node<'t>, sink: &'s Sink) -> Self {
        let walk = EntryWalk { children: node.children(), seen: Seen::default(), sink };
        Self { walk, key: None, value: None, told: false }
    }

    /// The next entry whose key is text; others are reported.
    fn next_text_key(&mut self) -> Option<(Node<'t>, Node<'t>)> {
        loop {
            let (key, value) = self.walk.next_entry()?;
            if key.kind() == NodeKind::String {
                return Some((key, value));
            }
            let help =
                (key.kind() == NodeKind::Ident).then(|| format!("text needs quotes: `\"{}\"`", key.text()));
            self.walk.sink.fault(Fault::wrong_type(key, "text as the key").help(help), key.span());
        }
    }
}

impl<'t> SeqAccess<'t> for MapWalk<'t, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if let Some(key) = self.key.take() {
            let reader = Reader { node: key, inside: false, sink: self.walk.sink };
            return seed.deserialize(reader).map(Some);
        }
        if let Some(value) = self.value {
            if !self.told {
                self.told = true;
                return seed.deserialize(packed(value.span())).map(Some);
            }
            self.value = None;
            return recovered(seed, value, self.walk.sink);
        }
        let Some((key, value)) = self.next_text_key() else { return Ok(None) };
        (self.key, self.value, self.told) = (Some(key), Some(value), false);
        seed.deserialize(packed(key.span())).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.walk.children.clone().count() * 4)
    }
}

/// The entries of a map for any other type.
pub(crate) struct Entries<'t, 's> {
    walk: EntryWalk<'t, 's>,
    value: Option<Node<'t>>,
}

impl<'t, 's> Entries<'t, 's> {
    pub(crate) fn new(node: Node<'t>, sink: &'s Sink) -> Self {
        Self { walk: EntryWalk { children: node.children(), seen: Seen::default(), sink }, value: None }
    }
}

impl<'t> MapAccess<'t> for Entries<'t, '_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((node, value)) = self.walk.next_entry() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Reader { node, inside: false, sink: self.walk.sink }).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some(node) = self.value.take() else { return Err(Fault::silent()) };
        seed.deserialize(Reader { node, inside: false, sink: self.walk.sink })
    }
}

/// The elements of a list or tuple for any other type.
pub(crate) struct Elements<'t, 's> {
    children: Children<'t>,
    sink: &'s Sink,
}

impl<'t, 's> Elements<'t, 's> {
    pub(crate) fn new(node: Node<'t>, sink: &'s Sink) -> Self {
        Self { children: node.children(), sink }
    }

    pub(crate) fn next_node(&mut self) -> Option<Node<'t>> {
        self.children.find(|child| !matches!(child.kind(), NodeKind::Field | NodeKind::Entry))
    }
}

impl<'t> SeqAccess<'t> for &mut Elements<'t, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(node) = self.next_node() else { return Ok(None) };
        seed.deserialize(Reader { node, inside: false, sink: self.sink }).map(Some)
    }
}

/// The fields of a struct: those known, each once. The others are reported.
pub(crate) struct Fields<'t, 's> {
    node: Node<'t>,
    children: Children<'t>,
    /// The names the type knows; empty if it takes any.
    known: &'static [&'static str],
    /// The one that is likely next: people write fields in their order.
    next: usize,
    seen: u128,
    /// Names that stand twice, and where they stood first.
    repeated: Vec<(&'t str, Span)>,
    value: Option<Node<'t>>,
    sink: &'s Sink,
}

impl<'t, 's> Fields<'t, 's> {
    pub(crate) fn new(node: Node<'t>, known: &'static [&'static str], sink: &'s Sink) -> Self {
        let (children, repeated) = (node.children(), Vec::new());
        Self { node, children, known, next: 0, seen: 0, repeated, value: None, sink }
    }

    /// The name under which a field is handed over; nothing if it cannot be, which has been reported.
    fn admit(&mut self, name: &'t str, span: Span) -> Option<&'t str> {
        let place = (self.next..self.known.len()).chain(0..self.next).find(|&at| self.known[at] == name);
        self.next = place.map_or(0, |place| place + 1);
        match place {
            None if !self.known.is_empty() => return self.unknown(name, span),
            Some(place) if self.is_new(place) => return Some(name),
            _ => {}
        }
        let Some(first_span) = self.first(name).filter(|first| *first != span) else { return Some(name) };
        let problem = Problem::new("duplicate-key", span, format!("the field `{name}` is set twice"));
        self.sink.push(
            problem.related(first_span, "first set here").help("the first one counts; remove one of them"),
        );
        None
    }

    /// Notes that a known field is there; false if it was, or if there are more fields than can be noted.
    fn is_new(&mut self, place: usize) -> bool {
        let bit = if place < 128 { 1 << place } else { 0 };
        let is_new = bit & !self.seen != 0;
        self.seen |= bit;
        is_new
    }

    /// Where a name stands first.
    fn first(&mut self, name: &'t str) -> Option<Span> {
        if let Some((_, first)) = self.repeated.iter().find(|(repeated, _)| *repeated == name) {
            return Some(*first);
        }
        let first = self.node.fields().filter_map(Node::name).find(|(found, _)| *found == name)?.1;
        self.repeated.push((name, first));
        Some(first)
    }

    /// Reports a field that the struct does not have. What stands there is read as the field that was probably meant, so
    /// that one slip is not told as a missing field as well, with all that follows from that.
    fn unknown(&mut self, name: &str, span: Span) -> Option<&'t str> {
        let message = match self.node.name() {
            Some((owner, _)) => format!("`{owner}` has no field `{name}`"),
            None => format!("no field `{name}` here"),
        };
        self.sink.push(suggest(Problem::new("unknown-field", span, message), name, self.known));
        let meant = nearest(name, self.known.iter().copied())?;
        let is_written = self.node.fields().filter_map(Node::name).any(|(written, _)| written == meant);
        let place = self.known.iter().position(|known| *known == meant)?;
        (!is_written && self.is_new(place)).then_some(meant)
    }
}

impl<'t> MapAccess<'t> for Fields<'t, '_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        loop {
            let Some(field) = self.children.find(|child| child.kind() == NodeKind::Field) else {
                return Ok(None);
            };
            let (Some((name, span)), Some(value)) = (field.name(), field.value()) else { continue };
            if let Some(name) = self.admit(name, span) {
                self.value = Some(value);
                return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some);
            }
        }
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some(node) = self.value.take() else { return Err(Fault::silent()) };
        seed.deserialize(Reader { node, inside: false, sink: self.sink })
    }
}

/// A variant of an enum by its name.
pub(crate) struct VariantReader<'t, 's> {
    pub(crate) reader: Reader<'t, 's>,
    pub(crate) variant: &'t str,
}

impl<'t, 's> EnumAccess<'t> for VariantReader<'t, 's> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name = BorrowedStrDeserializer::new(self.variant);
        seed.deserialize(name).map(|value| (value, self))
    }
}

impl<'t> VariantReader<'t, '_> {
    /// The reader of what stands in the parentheses.
    fn content(&self) -> Result<Reader<'t, '_>, Fault> {
        if self.reader.node.kind() == NodeKind::Ident {
            return Err(Fault::wrong_type(self.reader.node, &format!("`{}(…)`", self.variant)));
        }
        Ok(Reader { inside: true, ..self.reader })
    }
}

impl<'t> de::VariantAccess<'t> for VariantReader<'t, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.reader.node.kind() == NodeKind::Ident {
            return Ok(());
        }
        Err(Fault::wrong_type(self.reader.node, &format!("`{}` without parentheses", self.variant)))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'t>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        self.content()?.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.content()?.deserialize_struct("", fields, visitor)
    }
}

/// A form by its number, and the value in that form.
pub(crate) struct FormAccess<'t, 's> {
    pub(crate) form: u64,
    pub(crate) reader: Reader<'t, 's>,
}

impl<'t> EnumAccess<'t> for FormAccess<'t, '_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let number: U64Deserializer<Fault> = self.form.into_deserializer();
        seed.deserialize(number).map(|value| (value, self))
    }
}

impl<'t> de::VariantAccess<'t> for FormAccess<'t, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Err(Fault::silent())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'t>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        self.reader.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.reader.deserialize_struct("", fields, visitor)
    }
}
