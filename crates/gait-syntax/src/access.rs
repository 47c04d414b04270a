//! The ways our reader hands over the parts of a value: fields, elements, entries, variants.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::de::value::{BorrowedStrDeserializer, U64Deserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use crate::fault::{Fault, suggest};
use crate::node::{Children, Node};
use crate::read::{Cx, Reader};
use crate::spanned::pack;
use crate::tree::NodeKind;
use crate::{Problem, Span, nearest};

/// The place of a value as the key, then the value. With `recover`, what is wrong with it is reported at once.
pub(crate) struct Placed<'t, 's> {
    pub(crate) reader: Reader<'t, 's>,
    pub(crate) recover: bool,
}

impl<'t> MapAccess<'t> for Placed<'t, '_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let packed: U64Deserializer<Fault> = pack(self.reader.span()).into_deserializer();
        seed.deserialize(packed).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.reader).map_err(|fault| {
            let span = self.reader.span();
            if !self.recover {
                return fault.place(span);
            }
            self.reader.cx.fault(fault, span);
            Fault::silent()
        })
    }
}

/// The entries of a map, each key once.
struct EntryWalk<'t, 's> {
    children: Children<'t>,
    seen: Seen<'t>,
    cx: &'s Cx<'t>,
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
            self.cx.push(problem.help("the first one counts; remove or rename one of them"));
        }
    }
}

/// The entries of a map.
pub(crate) struct Entries<'t, 's> {
    walk: EntryWalk<'t, 's>,
    /// Whether keys that are no text are reported and left out.
    text_keys: bool,
    value: Option<Node<'t>>,
}

impl<'t, 's> Entries<'t, 's> {
    pub(crate) fn new(node: Node<'t>, text_keys: bool, cx: &'s Cx<'t>) -> Self {
        let walk = EntryWalk { children: node.children(), seen: Seen::default(), cx };
        Self { walk, text_keys, value: None }
    }

    fn next_entry(&mut self) -> Option<(Node<'t>, Node<'t>)> {
        loop {
            let (key, value) = self.walk.next_entry()?;
            if !self.text_keys || key.kind() == NodeKind::String {
                return Some((key, value));
            }
            let fault = Fault::wrong_type(key, "text as the key");
            if !key.is_bare_key() {
                self.walk.cx.fault(fault, key.span());
                continue;
            }
            let quoted = format!("\"{}\"", key.text());
            let fault = fault.help(Some(format!("text needs quotes: `{quoted}`"))).instead(quoted);
            self.walk.cx.fault(fault, key.span());
            return Some((key, value));
        }
    }
}

impl<'t> MapAccess<'t> for Entries<'t, '_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((node, value)) = self.next_entry() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Reader::at(node, self.walk.cx)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some(node) = self.value.take() else { return Err(Fault::silent()) };
        seed.deserialize(Reader::at(node, self.walk.cx))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.walk.children.clone().count())
    }
}

/// The elements of a list or tuple.
pub(crate) struct Elements<'t, 's> {
    children: Children<'t>,
    cx: &'s Cx<'t>,
}

impl<'t, 's> Elements<'t, 's> {
    pub(crate) fn new(node: Node<'t>, cx: &'s Cx<'t>) -> Self {
        Self { children: node.children(), cx }
    }

    pub(crate) fn next_node(&mut self) -> Option<Node<'t>> {
        self.children.find(|child| !matches!(child.kind(), NodeKind::Field | NodeKind::Entry))
    }
}

impl<'t> SeqAccess<'t> for &mut Elements<'t, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(node) = self.next_node() else { return Ok(None) };
        seed.deserialize(Reader::at(node, self.cx)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.children.clone().count())
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
    seen: u64,
    /// Names that stand twice, and where they stood first.
    repeated: Vec<(&'t str, Span)>,
    value: Option<Node<'t>>,
    cx: &'s Cx<'t>,
}

impl<'t, 's> Fields<'t, 's> {
    pub(crate) fn new(node: Node<'t>, known: &'static [&'static str], cx: &'s Cx<'t>) -> Self {
        let (children, repeated) = (node.children(), Vec::new());
        Self { node, children, known, next: 0, seen: 0, repeated, value: None, cx }
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
        self.cx.push(
            problem.related(first_span, "first set here").help("the first one counts; remove one of them"),
        );
        None
    }

    /// Notes that a known field is there; false if it was, or if there are more fields than can be noted.
    fn is_new(&mut self, place: usize) -> bool {
        let bit = if place < 64 { 1 << place } else { 0 };
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
        self.cx.push(suggest(Problem::new("unknown-field", span, message), name, self.known));
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
        seed.deserialize(Reader::at(node, self.cx))
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
        if self.reader.node().kind() == NodeKind::Ident {
            return Err(Fault::wrong_type(self.reader.node(), &format!("`{}(…)`", self.variant)));
        }
        Ok(Reader { inside: true, ..self.reader })
    }
}

impl<'t> de::VariantAccess<'t> for VariantReader<'t, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.reader.node().kind() == NodeKind::Ident {
            return Ok(());
        }
        Err(Fault::wrong_type(self.reader.node(), &format!("`{}` without parentheses", self.variant)))
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
