//! Types for reading that remember where a value stands and go on where one is wrong.
//!
//! Each reads as the bare value from any other deserialiser, so `ron` gives equal values. Our own reader says that it
//! is not human-readable, which is the only question serde lets a type ask; the types then ask it by a private name
//! for the place as well.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::Span;

/// The private names our reader answers.
pub(crate) const SPANNED: &str = "$gait::Spanned";
pub(crate) const FIELD: &str = "$gait::Field";
pub(crate) const MAP: &str = "$gait::Map";

/// A value and its place. Two are equal if their values are, wherever they stand.
#[derive(Clone, Copy, Default, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place; empty at 0 if another deserialiser read it.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

/// A field of a struct that may be missing or wrong without harm to the fields beside it.
///
/// The struct needs `#[serde(default)]`. What was wrong is among the problems of the read. Two are equal if their
/// values are, or if neither has one for the same reason.
#[derive(Clone, Copy, Debug)]
pub enum Field<T> {
    /// It is not written.
    Missing,
    /// It is written here, but could not be read.
    Bad(Span),
    /// It has this value.
    Is(Spanned<T>),
}

// Not derived, which would ask `T` for a default.
#[expect(clippy::derivable_impls)]
impl<T> Default for Field<T> {
    fn default() -> Self {
        Self::Missing
    }
}

impl<T> Field<T> {
    /// The value, if there is a good one.
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Is(spanned) => Some(&spanned.value),
            Self::Missing | Self::Bad(_) => None,
        }
    }

    /// The value with its place, if there is a good one.
    pub const fn spanned(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Is(spanned) => Some(spanned),
            Self::Missing | Self::Bad(_) => None,
        }
    }

    /// The place of what is written, good or bad.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Missing => None,
            Self::Bad(span) => Some(*span),
            Self::Is(spanned) => Some(spanned.span),
        }
    }

    /// Whether nothing is written.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<T: PartialEq> PartialEq for Field<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missing, Self::Missing) | (Self::Bad(_), Self::Bad(_)) => true,
            (Self::Is(one), Self::Is(other)) => one == other,
            _ => false,
        }
    }
}

impl<T: Eq> Eq for Field<T> {}

/// A list whose wrong elements are reported and left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List<T>(pub Vec<Spanned<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A map with text for keys, in the order of the text, whose wrong values are reported and left out.
///
/// A key that stands twice is reported, and its first value kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Map<T>(pub Vec<(Spanned<String>, Spanned<T>)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Map<T> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Spanned<T>> {
        self.0.iter().find(|(found, _)| found.value == key).map(|(_, value)| value)
    }
}

/// A span as our reader hands it over.
pub(crate) const fn pack(span: Span) -> u64 {
    (span.start as u64) << 32 | span.end as u64
}

/// The place of the value that comes next, which our reader gives as its key.
fn next_span<'de, A: MapAccess<'de>>(placed: &mut A) -> Result<Span, A::Error> {
    let packed = placed.next_key::<u64>()?.unwrap_or_default();
    // The casts take the two halves apart again.
    #[expect(clippy::cast_possible_truncation)]
    Ok(Span::new((packed >> 32) as u32, packed as u32))
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(|value| Self::new(value, Span::default()));
        }
        deserializer.deserialize_newtype_struct(SPANNED, SpannedVisitor(PhantomData))
    }
}

/// Takes a place and a value.
struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut placed: A) -> Result<Spanned<T>, A::Error> {
        let span = next_span(&mut placed)?;
        Ok(Spanned::new(placed.next_value()?, span))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(|value| Self::Is(Spanned::new(value, Span::default())));
        }
        deserializer.deserialize_newtype_struct(FIELD, FieldVisitor(PhantomData))
    }
}

/// Takes a place and a value, which is left out if it was bad.
struct FieldVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldVisitor<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut placed: A) -> Result<Field<T>, A::Error> {
        let span = next_span(&mut placed)?;
        // What is wrong with the value has been reported.
        Ok(placed.next_value().map_or(Field::Bad(span), |value| Field::Is(Spanned::new(value, span))))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

/// Takes values; one is left out if it was bad.
struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
        let mut list = Vec::with_capacity(seq.size_hint().unwrap_or(0));
        while let Some(field) = seq.next_element()? {
            if let Field::Is(value) = field {
                list.push(value);
            }
        }
        Ok(List(list))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_map(MapVisitor { repeats: true, of: PhantomData });
        }
        deserializer.deserialize_newtype_struct(MAP, MapVisitor { repeats: false, of: PhantomData })
    }
}

/// Takes entries; one is left out if its value was bad.
struct MapVisitor<T> {
    /// Whether a key may come twice, which our reader does not let happen.
    repeats: bool,
    of: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for MapVisitor<T> {
    type Value = Map<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Map<T>, A::Error> {
        let mut map = Map(Vec::with_capacity(entries.size_hint().unwrap_or(0)));
        while let Some(key) = entries.next_key::<Spanned<String>>()? {
            let field: Field<T> = entries.next_value()?;
            if let Field::Is(value) = field
                && !(self.repeats && map.get(&key.value).is_some())
            {
                map.0.push((key, value));
            }
        }
        Ok(map)
    }
}
