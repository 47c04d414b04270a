//! The one table of fields: every struct and enum of a text format, written once as the type that
//! serde reads and as the description that completion, forms, suggestions and schemas loop over.

mod form;

use gait_syntax::{Field, Form, List, Map, No, Scalar};
use serde::de::DeserializeOwned;

/// What may stand in a place of the text.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Free text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// Text, a number or a truth value.
    Scalar,
    /// A string in a notation or naming something.
    Notation(Notation),
    /// One of several named variants.
    Variants(&'static EnumShape),
    /// A struct in its long form.
    Struct(&'static StructShape),
    /// `[…]` of one kind.
    List(&'static Kind),
    /// `{…}` from names to one kind.
    Map(Key, &'static Kind),
    /// One of several forms, told apart by the first character.
    OneOf(&'static [Kind]),
}

/// What a string says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notation {
    /// `"2027-05-23"`, with a weekday before it if the author wants it checked.
    Date,
    /// `"8 km + 4x100 m stride"`
    Run,
    /// `"goblet-squat 3x10 rir 2"`
    Lift,
    /// `"3x10 @ 50 kg"`
    Sets,
    /// `"track @ 06:30"`
    Slot,
    /// One entry of `Each`: a run, a session's name, a name with content, sets, or `rest`.
    EachEntry,
    /// `"45 km"`
    Distance,
    /// `"45 km"` or `"90 min"`
    Amount,
    /// `"45 min"`
    Duration,
    /// `"1:35:00"`
    RaceTime,
    /// `"half"`, `"10 km"`
    RaceDistance,
    /// `"60 %"`
    Percent,
    /// `"90 kg"`
    Mass,
    /// `"178 cm"`
    Length,
    /// `"06:30"`
    Clock,
    /// `"06:00-09:00, 17:00-20:00"` or `"any"`
    Windows,
    /// `"8-12"`
    Reps,
    /// `"1 km"`, `"10 min"`, `"2.5 kg"`, `"1x"`
    GrowStep,
    /// `"5 %"` or `"2.5 kg"`
    LoadStep,
    /// `"4-1-1-0"` or a word such as `hold`
    DefaultTempo,
    /// An exercise's id.
    Exercise,
}

/// What the keys of a map name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// A session's name, chosen by the author.
    SessionName,
    /// An exercise's id, chosen by the author.
    ExerciseName,
    /// A reference to an exercise.
    Exercise,
    /// A reference to a session, or `session/exercise`.
    SessionOrLift,
    /// An ISO date or `week N day`.
    Day,
    /// A rule's or a group's name.
    Rule,
    /// A parameter of a rule.
    Parameter,
    /// A muscle.
    Muscle,
}

/// A struct of the format.
#[derive(Debug)]
pub struct StructShape {
    /// The name that may stand before its parenthesis.
    pub name: &'static str,
    /// What it is, one or two sentences.
    pub doc: &'static str,
    /// Its fields in the order they are best written.
    pub fields: &'static [FieldShape],
}

/// A field of a struct.
#[derive(Debug)]
pub struct FieldShape {
    /// How it is written.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether the struct is incomplete without it.
    pub required: bool,
    /// What holds when it is left out, as it would be written.
    pub default: Option<&'static str>,
    /// What may stand there.
    pub kind: Kind,
}

/// An enum of the format.
#[derive(Debug)]
pub struct EnumShape {
    /// Its name in the reference.
    pub name: &'static str,
    /// What it chooses.
    pub doc: &'static str,
    /// Its variants.
    pub variants: &'static [VariantShape],
}

/// A variant of an enum.
#[derive(Debug)]
pub struct VariantShape {
    /// How it is written.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// What stands in its parentheses, if it has any.
    pub payload: Option<Kind>,
}

/// A kind of value together with the type serde reads it into.
pub trait Value {
    /// The raw type.
    type Raw: DeserializeOwned + PartialEq + std::fmt::Debug + 'static;
    /// The description.
    const KIND: Kind;
}

/// A struct that knows its own description.
pub trait Shaped {
    /// The description.
    const SHAPE: &'static StructShape;
    /// The required fields that were not written.
    fn missing(&self) -> Vec<&'static FieldShape>;
}

/// Declares marker types for kinds read into a plain Rust type.
macro_rules! leaves {
    ($($name:ident: $raw:ty = $kind:expr;)*) => {$(
        #[doc = concat!("The kind `", stringify!($name), "`.")]
        #[derive(Debug)]
        pub enum $name {}
        impl Value for $name {
            type Raw = $raw;
            const KIND: Kind = $kind;
        }
    )*};
}

/// Markers for the kinds of values, used as field types in `shape!`.
pub mod kinds {
    use super::*;

    leaves! {
        Text: String = Kind::Text;
        Bool: bool = Kind::Bool;
        Count: u32 = Kind::Count;
        Number: f64 = Kind::Number;
        ScalarValue: Scalar = Kind::Scalar;
        Date: String = Kind::Notation(Notation::Date);
        Run: String = Kind::Notation(Notation::Run);
        Lift: String = Kind::Notation(Notation::Lift);
        Sets: String = Kind::Notation(Notation::Sets);
        Slot: String = Kind::Notation(Notation::Slot);
        EachEntry: String = Kind::Notation(Notation::EachEntry);
        Distance: String = Kind::Notation(Notation::Distance);
        Amount: String = Kind::Notation(Notation::Amount);
        Duration: String = Kind::Notation(Notation::Duration);
        RaceTime: String = Kind::Notation(Notation::RaceTime);
        RaceDistance: String = Kind::Notation(Notation::RaceDistance);
        Percent: String = Kind::Notation(Notation::Percent);
        Mass: String = Kind::Notation(Notation::Mass);
        Length: String = Kind::Notation(Notation::Length);
        Clock: String = Kind::Notation(Notation::Clock);
        Windows: String = Kind::Notation(Notation::Windows);
        Reps: String = Kind::Notation(Notation::Reps);
        GrowStep: String = Kind::Notation(Notation::GrowStep);
        LoadStep: String = Kind::Notation(Notation::LoadStep);
        DefaultTempo: String = Kind::Notation(Notation::DefaultTempo);
        ExerciseId: String = Kind::Notation(Notation::Exercise);
    }

    /// A list of `V`.
    #[derive(Debug)]
    pub struct ListOf<V>(std::marker::PhantomData<V>);
    impl<V: Value> Value for ListOf<V> {
        type Raw = List<V::Raw>;
        const KIND: Kind = Kind::List(&V::KIND);
    }

    /// Text in the notation `T`, or the long form `F`.
    #[derive(Debug)]
    pub struct TextOr<T, F>(std::marker::PhantomData<(T, F)>);
    impl<T: Value, F: Value> Value for TextOr<T, F> {
        type Raw = Form<T::Raw, No, F::Raw>;
        const KIND: Kind = Kind::OneOf(&[T::KIND, F::KIND]);
    }

    /// Text in the notation `T`, or a list of `L`.
    #[derive(Debug)]
    pub struct TextOrList<T, L>(std::marker::PhantomData<(T, L)>);
    impl<T: Value, L: Value> Value for TextOrList<T, L> {
        type Raw = Form<T::Raw, List<L::Raw>, No>;
        const KIND: Kind = Kind::OneOf(&[T::KIND, Kind::List(&L::KIND)]);
    }

    /// A list of `L`, or the long form `F`.
    #[derive(Debug)]
    pub struct ListOr<L, F>(std::marker::PhantomData<(L, F)>);
    impl<L: Value, F: Value> Value for ListOr<L, F> {
        type Raw = Form<No, List<L::Raw>, F::Raw>;
        const KIND: Kind = Kind::OneOf(&[Kind::List(&L::KIND), F::KIND]);
    }

    /// Text in the notation `T`, a list of `L`, or the long form `F`.
    #[derive(Debug)]
    pub struct AnyForm<T, L, F>(std::marker::PhantomData<(T, L, F)>);
    impl<T: Value, L: Value, F: Value> Value for AnyForm<T, L, F> {
        type Raw = Form<T::Raw, List<L::Raw>, F::Raw>;
        const KIND: Kind = Kind::OneOf(&[T::KIND, Kind::List(&L::KIND), F::KIND]);
    }

    /// Declares markers for maps with one kind of key.
    macro_rules! maps {
        ($($name:ident = $key:ident;)*) => {$(
            #[doc = concat!("A map whose keys are of the kind `", stringify!($key), "`.")]
            #[derive(Debug)]
            pub struct $name<V>(std::marker::PhantomData<V>);
            impl<V: Value> Value for $name<V> {
                type Raw = Map<V::Raw>;
                const KIND: Kind = Kind::Map(Key::$key, &V::KIND);
            }
        )*};
    }
    maps! {
        BySessionName = SessionName;
        ByExerciseName = ExerciseName;
        ByExercise = Exercise;
        BySessionOrLift = SessionOrLift;
        ByDay = Day;
        ByRule = Rule;
        ByParameter = Parameter;
        ByMuscle = Muscle;
    }
}

/// The name of a field without the `r#` that a Rust keyword needs.
#[must_use]
pub const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Whether a field was written, for [`Shaped::missing`].
pub fn is_missing<T>(field: &Field<T>) -> bool {
    field.is_missing()
}

/// Writes a struct of the format once: the raw type and its [`StructShape`].
///
/// Each field is `required` or `optional`, a name, a kind (a type of [`kinds`] or another struct or enum),
/// and after `=` what holds when it is left out.
#[macro_export]
macro_rules! shape {
    (@required required) => { true };
    (@required optional) => { false };
    (@default) => { None };
    (@default $default:literal) => { Some($default) };
    ($(
        $(#[doc = $doc:literal])+
        struct $name:ident {
            $( $(#[doc = $field_doc:literal])+ $need:ident $field:ident: $kind:ty $(= $default:literal)?, )*
        }
    )+) => {$(
        $(#[doc = $doc])+
        #[derive(::serde::Deserialize, Clone, Default, PartialEq, Debug)]
        #[serde(default)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: ::gait_syntax::Field<<$kind as $crate::shape::Value>::Raw>, )*
        }
        impl $crate::shape::Shaped for $name {
            const SHAPE: &'static $crate::shape::StructShape = &$crate::shape::StructShape {
                name: stringify!($name),
                doc: concat!($($doc),+),
                fields: &[$( $crate::shape::FieldShape {
                    name: $crate::shape::plain(stringify!($field)),
                    doc: concat!($($field_doc),+),
                    required: $crate::shape!(@required $need),
                    default: $crate::shape!(@default $($default)?),
                    kind: <$kind as $crate::shape::Value>::KIND,
                }, )*],
            };
            fn missing(&self) -> Vec<&'static $crate::shape::FieldShape> {
                let written = [$( !$crate::shape::is_missing(&self.$field), )*];
                Self::SHAPE.fields.iter().zip(written).filter(|(f, w)| f.required && !w).map(|(f, _)| f).collect()
            }
        }
        impl $crate::shape::Value for $name {
            type Raw = $name;
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Struct(<$name as $crate::shape::Shaped>::SHAPE);
        }
    )+};
}

/// Writes an enum of the format once: the raw type and its [`EnumShape`].
#[macro_export]
macro_rules! variants {
    (@payload) => { None };
    (@payload $kind:ty) => { Some(<$kind as $crate::shape::Value>::KIND) };
    ($(
        $(#[doc = $doc:literal])+
        enum $name:ident {
            $( $(#[doc = $variant_doc:literal])+ $variant:ident $(($kind:ty))?, )*
        }
    )+) => {$(
        $(#[doc = $doc])+
        #[derive(::serde::Deserialize, Clone, PartialEq, Debug)]
        pub enum $name {
            $( $(#[doc = $variant_doc])+ $variant $((<$kind as $crate::shape::Value>::Raw))?, )*
        }
        impl $name {
            /// The description.
            pub const SHAPE: &'static $crate::shape::EnumShape = &$crate::shape::EnumShape {
                name: stringify!($name),
                doc: concat!($($doc),+),
                variants: &[$( $crate::shape::VariantShape {
                    name: stringify!($variant),
                    doc: concat!($($variant_doc),+),
                    payload: $crate::variants!(@payload $($kind)?),
                }, )*],
            };
        }
        impl $crate::shape::Value for $name {
            type Raw = $name;
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Variants($name::SHAPE);
        }
    )+};
}
