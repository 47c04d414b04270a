//! Values that may be written in several forms, told apart by their first character.

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{
    Deserialize, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

pub(crate) const FORM: &str = "$gait::Form";

/// What each form is called in messages.
pub(crate) const TEXT: &str = "text";
pub(crate) const A_LIST: &str = "a list `[…]`";
pub(crate) const FIELDS: &str = "`(…)`";

/// A value written as text `"…"`, as a list `[…]` or as fields `(…)`. A form that is not allowed has type [`No`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Form<T, L, F> {
    /// `"…"`
    Text(T),
    /// `[…]`
    List(L),
    /// `(…)`; apart, because it is much larger than text and rarer.
    Fields(Box<F>),
}

/// A form that is not allowed; it has no values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum No {}

impl<'de> Deserialize<'de> for No {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("a value cannot be written in this form"))
    }
}

/// Text, a number, `true` or `false`.
#[derive(Clone, PartialEq, Debug)]
pub enum Scalar {
    /// `"…"`
    Text(String),
    /// A number, whole or not.
    Number(f64),
    /// `true` or `false`
    Bool(bool),
}

impl<'de, T, L, F> Deserialize<'de> for Form<T, L, F>
where
    T: Deserialize<'de> + 'static,
    L: Deserialize<'de> + 'static,
    F: Deserialize<'de> + 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = FormVisitor(PhantomData);
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(visitor);
        }
        deserializer.deserialize_enum(FORM, FormVisitor::<T, L, F>::allowed(), visitor)
    }
}

struct FormVisitor<T, L, F>(PhantomData<(T, L, F)>);

impl<T: 'static, L: 'static, F: 'static> FormVisitor<T, L, F> {
    /// What each form is called, in their order; empty if it is not allowed.
    fn allowed() -> &'static [&'static str] {
        let no = TypeId::of::<No>();
        match (TypeId::of::<T>() != no, TypeId::of::<L>() != no, TypeId::of::<F>() != no) {
            (true, true, true) => &[TEXT, A_LIST, FIELDS],
            (true, true, false) => &[TEXT, A_LIST, ""],
            (true, false, true) => &[TEXT, "", FIELDS],
            (true, false, false) => &[TEXT, "", ""],
            (false, true, true) => &["", A_LIST, FIELDS],
            (false, true, false) => &["", A_LIST, ""],
            (false, false, true) => &["", "", FIELDS],
            (false, false, false) => &[],
        }
    }
}

/// The forms that are allowed, as an alternative.
pub(crate) fn any_of(allowed: &[&str]) -> String {
    let names: Vec<&str> = allowed.iter().copied().filter(|name| !name.is_empty()).collect();
    names.join(" or ")
}

impl<'de, T, L, F> Visitor<'de> for FormVisitor<T, L, F>
where
    T: Deserialize<'de> + 'static,
    L: Deserialize<'de> + 'static,
    F: Deserialize<'de> + 'static,
{
    type Value = Form<T, L, F>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&any_of(Self::allowed()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        T::deserialize(StrDeserializer::new(text)).map(Form::Text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        // `ron` calls `( )` with a blank inside an empty sequence.
        if TypeId::of::<L>() == TypeId::of::<No>() && seq.next_element::<IgnoredAny>()?.is_none() {
            return self.visit_unit();
        }
        L::deserialize(SeqAccessDeserializer::new(seq)).map(Form::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Box::deserialize(MapAccessDeserializer::new(map)).map(Form::Fields)
    }

    /// `()`, which has no fields.
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        let none = MapDeserializer::new(std::iter::empty::<(&str, &str)>());
        Box::deserialize(none).map(Form::Fields)
    }

    /// Our reader, which has looked at the first character already.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (form, content) = data.variant::<u64>()?;
        match form {
            0 => content.newtype_variant().map(Form::Text),
            1 => content.newtype_variant().map(Form::List),
            _ => content.newtype_variant().map(Form::Fields),
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, `true` or `false`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Bool(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value))
    }

    #[expect(clippy::cast_precision_loss)] // a scalar holds what a float can
    fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss)] // a scalar holds what a float can
    fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value as f64))
    }
}
