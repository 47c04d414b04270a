//! A tree to typed values with serde: every mistake with its place, and as much as can be read.

use std::cell::RefCell;

use serde::de::{self, Deserializer, IntoDeserializer, Visitor};

use crate::access::{Elements, Entries, Fields, FormAccess, Placed, VariantReader};
use crate::fault::{Fault, suggest};
use crate::form::{self, A_LIST, FIELDS, FORM, TEXT};
use crate::node::Node;
use crate::spanned::{FIELD, MAP, SPANNED};
use crate::tree::{NodeId, NodeKind, Tree};
use crate::{Instead, Problem, Span, literal, number};

const A_MAP: &str = "a map `{…}`";

/// A value as far as it could be read, and what is wrong with the text.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// The value; missing if it could not be read at all.
    pub value: Option<T>,
    /// What is wrong, in the order of the text. What the parser has reported is not repeated.
    pub problems: Vec<Problem>,
}

/// Reads the value of a document.
///
/// What `ron` 0.12.3 reads into `T` with the extensions `implicit_some`, `unwrap_newtypes` and
/// `unwrap_variant_newtypes`, this reads into an equal value, but unknown and repeated fields are problems. The types
/// [`Field`](crate::Field), [`List`](crate::List) and [`Map`](crate::Map) go on where a value is wrong.
#[must_use]
pub fn read<T: de::DeserializeOwned>(tree: &Tree) -> Read<T> {
    match tree.value() {
        Some(node) => read_node(node),
        None => Read { value: None, problems: Vec::new() },
    }
}

/// Reads the value at a node.
#[must_use]
pub fn read_node<T: de::DeserializeOwned>(node: Node<'_>) -> Read<T> {
    let cx = Cx { tree: node.tree(), problems: RefCell::default() };
    let value = match T::deserialize(Reader::at(node, &cx)) {
        Ok(value) => Some(value),
        Err(fault) => {
            cx.fault(fault, node.span());
            None
        }
    };
    let mut problems = cx.problems.into_inner();
    problems.sort_by_key(|problem| problem.span);
    Read { value, problems }
}

/// What is read, and where problems go while reading goes on.
pub(crate) struct Cx<'t> {
    tree: &'t Tree,
    problems: RefCell<Vec<Problem>>,
}

impl Cx<'_> {
    pub(crate) fn push(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(crate) fn fault(&self, fault: Fault, span: Span) {
        if let Some(problem) = fault.place(span).problem() {
            self.push(problem);
        }
    }
}

/// Reads the value at a node. It goes through many hands by value, so it is kept small.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'t, 's> {
    pub(crate) cx: &'s Cx<'t>,
    pub(crate) id: NodeId,
    /// Whether the value is what stands between the parentheses of the node, as in `Long(run: "14 km")`.
    pub(crate) inside: bool,
}

impl<'t, 's> Reader<'t, 's> {
    pub(crate) const fn at(node: Node<'t>, cx: &'s Cx<'t>) -> Self {
        Self { cx, id: node.id(), inside: false }
    }

    pub(crate) fn node(self) -> Node<'t> {
        Node::new(self.cx.tree, self.id.0)
    }

    /// The reader of the value itself, which is one value of its own.
    #[inline] // as its callers: types are read in crates of their own, where mostly nothing is wrong
    fn settle(self) -> Result<Self, Fault> {
        match self.node().kind() {
            NodeKind::Error => Err(Fault::silent()),
            _ if self.inside => self.only_element(),
            _ => Ok(self),
        }
    }

    /// The reader of the one value between the parentheses.
    fn only_element(self) -> Result<Self, Fault> {
        let mut elements = self.node().elements();
        match (elements.next(), elements.next()) {
            (Some(node), None) if node.kind() == NodeKind::Error => Err(Fault::silent()),
            (Some(node), None) => Ok(Self::at(node, self.cx)),
            _ if self.node().is_broken() => Err(Fault::silent()),
            _ => Err(self.not_one_value()),
        }
    }

    /// Something other than one value stands between the parentheses.
    fn not_one_value(self) -> Fault {
        let node = self.node();
        let named = |name| format!("one value in `{name}(…)`");
        let what = node.name().map_or_else(|| "one value".into(), |(name, _)| named(name));
        let span = node.span();
        let mut elements = node.elements();
        let (fields, first) = (node.fields().next(), elements.next());
        match (fields, first, elements.next()) {
            // `Partial(reason: Short)`: the value stands there, under a name that it does not have.
            (Some(field), None, _) => {
                let value = field.value().filter(|_| node.fields().nth(1).is_none());
                let problem = Problem::new("wrong-type", span, format!("expected {what}, found fields"));
                Fault::new(problem).help(
                    value.zip(node.name()).map(|(value, (name, _))| {
                        format!("the value has no name: `{name}({})`", value.text())
                    }),
                )
            }
            (None, Some(_), Some(_)) => {
                let count = node.elements().count();
                let problem = Problem::new("wrong-type", span, format!("expected {what}, found {count}"));
                let all = || node.elements().map(Node::text).collect::<Vec<_>>().join(", ");
                let short = span.len() <= 60;
                let list = node.name().filter(|_| short).map(|(name, _)| format!("{name}([{}])", all()));
                Fault::new(problem).help(list.map(|list| format!("several values are a list: `{list}`")))
            }
            _ => Fault::wrong_type(node, &what),
        }
    }

    /// The place of the value.
    #[inline]
    pub(crate) fn span(self) -> Span {
        let element = if self.inside { self.settle().ok() } else { None };
        element.unwrap_or(self).node().span()
    }

    /// The node, if it is of this kind.
    #[inline]
    fn expect(self, kind: NodeKind, what: &str) -> Result<Node<'t>, Fault> {
        let node = if self.inside { self.settle()?.node() } else { self.node() };
        if node.kind() == kind { Ok(node) } else { Err(wrong_kind(node, kind, what)) }
    }

    fn whole<N: TryFrom<i128>>(self, name: &str, least: i128, most: i128) -> Result<N, Fault> {
        let node = self.expect(NodeKind::Number, "a whole number")?;
        let suffixed = |whole: &number::Whole<'_>| whole.suffix.is_none_or(|suffix| suffix == name);
        let Some(whole) = number::whole(node.text()).filter(suffixed) else {
            return Err(Fault::wrong_type(node, "a whole number"));
        };
        let value = i128::from(whole.size) * if whole.negative { -1 } else { 1 };
        let fits = (least..=most).contains(&value).then(|| N::try_from(value).ok()).flatten();
        fits.ok_or_else(|| Fault::wrong_type(node, &format!("a whole number from {least} to {most}")))
    }

    fn float(self, name: &str) -> Result<f64, Fault> {
        let node = self.expect(NodeKind::Number, "a number")?;
        match number::float(node.text()) {
            Some((value, suffix)) if suffix.is_none_or(|suffix| suffix == name) => Ok(value),
            _ => Err(Fault::wrong_type(node, "a number in decimal notation")),
        }
    }

    /// Reads `name(…)` or `(…)` as fields.
    fn fields<V: Visitor<'t>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.check_fields(name, known)?;
        let node = self.node();
        let fields = Fields::new(node, known, self.cx);
        visitor.visit_map(fields).map_err(|fault| missing(node, fault))
    }

    /// Whether there are fields to read, with a good name before them.
    fn check_fields(self, name: &str, known: &[&str]) -> Result<(), Fault> {
        let node = self.node();
        match node.kind() {
            NodeKind::Struct => {}
            NodeKind::Tuple if node.children().next().is_none() => {}
            NodeKind::Tuple if node.is_broken() => return Err(Fault::silent()),
            NodeKind::Tuple => {
                let fault = Fault::wrong_type(node, "fields such as `name: value`");
                let few = Some(known).filter(|known| (1..=8).contains(&known.len()));
                let names =
                    |known: &[&str]| known.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
                return Err(
                    fault.help(few.map(|known| format!("each value needs its name: {}", names(known))))
                );
            }
            NodeKind::Map => {
                let what = if name.is_empty() { FIELDS.to_owned() } else { format!("`{name}(…)`") };
                let help = "fields stand between `(` and `)`, their names without quotes";
                return Err(Fault::wrong_type(node, &what).help(Some(help.into())));
            }
            _ if name.is_empty() => return Err(Fault::wrong_type(node, FIELDS)),
            _ => return Err(Fault::wrong_type(node, &format!("`{name}(…)`"))),
        }
        if !self.inside {
            self.check_name(name);
        }
        Ok(())
    }

    fn check_name(self, name: &str) {
        let Some((found, span)) = self.node().name() else { return };
        if found == name || name.is_empty() {
            return;
        }
        let message = format!("expected `{name}(…)`, found `{found}(…)`");
        let help = format!("write `{name}`, or leave the name out");
        let problem = Problem::new("wrong-name", span, message).help(help);
        self.cx.push(Problem { instead: Some(Instead::Code(name.into())), ..problem });
    }

    /// Reads the values between the parentheses of a tuple.
    fn values<V: Visitor<'t>>(self, name: &str, len: usize, visitor: V) -> Result<V::Value, Fault> {
        let node = self.node();
        if node.kind() != NodeKind::Tuple {
            return Err(Fault::wrong_type(node, &format!("{len} values in `(…)`")));
        }
        if !self.inside {
            if name.is_empty() && node.name().is_some() {
                return Err(Fault::wrong_type(node, "`(…)` without a name"));
            }
            self.check_name(name);
        }
        let mut elements = Elements::new(node, self.cx);
        let value = visitor.visit_seq(&mut elements).map_err(|fault| fault.place(node.span()))?;
        match elements.next_node() {
            None => Ok(value),
            Some(extra) => Err(Fault::wrong_type(extra, &format!("no more than {len} values"))),
        }
    }

    fn any_number<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.node().text();
        let size = number::whole(text).map(|whole| (whole.negative, whole.size));
        match size {
            Some((false, size)) => visitor.visit_u64(size),
            Some((true, size)) => match 0i64.checked_sub_unsigned(size) {
                Some(value) => visitor.visit_i64(value),
                None => Err(Fault::wrong_type(self.node(), "a number")),
            },
            None => match number::float(text) {
                Some((value, _)) => visitor.visit_f64(value),
                None => Err(Fault::wrong_type(self.node(), "a number")),
            },
        }
    }

    /// The form of a value, if it is one of those allowed, and the reader of the value.
    #[inline]
    fn form(self, allowed: &[&str]) -> Result<(usize, Self), Fault> {
        let reader = if self.inside && !self.has_content() { self.settle()? } else { self };
        let node = reader.node();
        let form = match node.kind() {
            NodeKind::String => 0,
            NodeKind::List => 1,
            NodeKind::Struct | NodeKind::Tuple => 2,
            _ => allowed.len(),
        };
        let is_allowed = allowed.get(form).is_some_and(|name| !name.is_empty());
        if is_allowed { Ok((form, reader)) } else { Err(wrong_form(node, allowed)) }
    }

    /// Whether there are fields between the parentheses, or nothing.
    fn has_content(self) -> bool {
        match self.node().kind() {
            NodeKind::Struct => true,
            NodeKind::Tuple => self.node().elements().next().is_none(),
            _ => false,
        }
    }

    /// The name of a variant, if it is one of those known, and the reader of the value.
    fn variant(self, variants: &[&str]) -> Result<VariantReader<'t, 's>, Fault> {
        let reader = self.settle()?;
        let node = reader.node();
        let what = || if variants.len() <= 8 { one_of(variants) } else { "a name".into() };
        let Some((variant, span)) = node.name().filter(|_| node.kind() != NodeKind::Field) else {
            let unquoted = node.str_value().filter(|text| variants.contains(&text.as_ref()));
            let fault = Fault::wrong_type(node, &what());
            return Err(match unquoted {
                Some(text) => fault.help(Some(format!("write it without quotes: `{text}`"))).instead(text),
                None if variants.len() > 8 => fault.help(Some(names_before(node, variants))),
                None => fault,
            });
        };
        if !variants.contains(&variant) {
            let message = format!("`{variant}` is not known here");
            let problem = Problem::new("unknown-variant", span, message);
            return Err(Fault::new(suggest(problem, variant, variants)));
        }
        Ok(VariantReader { reader, variant })
    }
}

/// The place where a struct lacks a field: its name, or its opening parenthesis.
fn missing(node: Node<'_>, fault: Fault) -> Fault {
    if !fault.is_missing_field() {
        return fault.place(node.span());
    }
    // A field that is there in part is not called missing as well.
    if node.children().any(|child| child.kind() == NodeKind::Error) {
        return Fault::silent();
    }
    let head = node.name().map(|(_, span)| span).or_else(|| node.brackets().map(|(opener, _)| opener));
    fault.place(head.unwrap_or(node.span()))
}

#[cold]
fn wrong_kind(node: Node<'_>, wanted: NodeKind, what: &str) -> Fault {
    if (node.kind(), wanted) == (NodeKind::List, NodeKind::Map) && node.entries().next().is_some() {
        // That a list has no keys has been reported.
        return Fault::silent();
    }
    let fault = Fault::wrong_type(node, what);
    if node.kind() == NodeKind::Tuple && wanted == NodeKind::List && node.name().is_none() {
        let inner = node.text().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        let fault = fault.help(Some("a list stands between `[` and `]`".into()));
        return match inner {
            Some(inner) => fault.instead(format!("[{inner}]")),
            None => fault,
        };
    }
    if matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple) && wanted == NodeKind::List {
        return fault.help(Some("put it in brackets: `[…]`".into())).instead(format!("[{}]", node.text()));
    }
    nearly(fault, node, wanted)
}

/// Adds a hint to what is said of a value that is nearly of the kind wanted.
fn nearly(fault: Fault, node: Node<'_>, wanted: NodeKind) -> Fault {
    let text = node.text();
    let (help, instead) = match (node.kind(), wanted) {
        (NodeKind::Number, NodeKind::String) => {
            return fault.help(Some(format!("text needs quotes, and a quantity its unit: `\"{text} …\"`")));
        }
        (NodeKind::Ident | NodeKind::Bool, NodeKind::String) => ("text needs quotes", format!("\"{text}\"")),
        (NodeKind::String, NodeKind::Number) => {
            // `"4 pieces"` is a number and what it counts.
            let value = node.str_value().unwrap_or_default();
            let number = value.split(' ').next().filter(|word| number::scan(word) == Some(word.len()));
            let Some(number) = number else { return fault };
            ("write it without quotes", number.to_owned())
        }
        (NodeKind::String, NodeKind::List) if text.len() < 40 => ("put it in brackets", format!("[{text}]")),
        (NodeKind::Ident, NodeKind::List) => ("put it in quotes and brackets", format!("[\"{text}\"]")),
        _ => return fault,
    };
    fault.help(Some(format!("{help}: `{instead}`"))).instead(instead)
}

#[cold]
fn wrong_form(node: Node<'_>, allowed: &[&str]) -> Fault {
    let wanted = if allowed.contains(&TEXT) { NodeKind::String } else { NodeKind::List };
    nearly(Fault::wrong_type(node, &form::any_of(allowed)), node, wanted)
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $type:ident)*) => { $(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
            let value = self.whole(stringify!($type), i128::from($type::MIN), i128::from($type::MAX))?;
            visitor.$visit(value).map_err(|fault: Fault| fault.place(self.span()))
        }
    )* };
}

impl<'t> Deserializer<'t> for Reader<'t, '_> {
    type Error = Fault;

    /// What [`Spanned`](crate::Spanned) and its like ask to tell this reader from others.
    fn is_human_readable(&self) -> bool {
        false
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
    }

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.node();
        let kind = node.kind();
        let group = matches!(kind, NodeKind::Struct | NodeKind::Tuple);
        let single = node.elements().take(2).count() == 1;
        if self.inside && group && single {
            return self.settle()?.deserialize_any(visitor);
        }
        let result = match kind {
            NodeKind::String => return self.deserialize_str(visitor),
            NodeKind::Char => return self.deserialize_char(visitor),
            NodeKind::Bytes => return self.deserialize_byte_buf(visitor),
            NodeKind::Number => self.any_number(visitor),
            NodeKind::Bool => visitor.visit_bool(node.text() == "true"),
            NodeKind::Ident if node.text() == "None" => visitor.visit_none(),
            NodeKind::Ident => visitor.visit_unit(),
            NodeKind::Struct => return self.fields("", &[], visitor),
            NodeKind::Tuple if node.name().is_some_and(|(name, _)| name == "Some") => {
                return self.deserialize_option(visitor);
            }
            NodeKind::Tuple if node.children().next().is_none() => visitor.visit_unit(),
            NodeKind::Tuple | NodeKind::List => visitor.visit_seq(&mut Elements::new(node, self.cx)),
            NodeKind::Map => visitor.visit_map(Entries::new(node, false, self.cx)),
            NodeKind::Error => return Err(Fault::silent()),
            _ => return Err(Fault::wrong_type(node, "a value")),
        };
        result.map_err(|fault| fault.place(node.span()))
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.expect(NodeKind::Bool, "`true` or `false`")?;
        visitor.visit_bool(node.text() == "true").map_err(|fault: Fault| fault.place(node.span()))
    }

    #[expect(clippy::cast_possible_truncation)] // a number beyond the range of `f32` is infinite, as in `ron`
    fn deserialize_f32<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_f32(self.float("f32")? as f32).map_err(|fault: Fault| fault.place(self.span()))
    }

    fn deserialize_f64<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_f64(self.float("f64")?).map_err(|fault: Fault| fault.place(self.span()))
    }

    fn deserialize_char<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.expect(NodeKind::Char, "a character such as `'a'`")?;
        let c = literal::char_value(node.text()).ok_or_else(Fault::silent)?;
        visitor.visit_char(c).map_err(|fault: Fault| fault.place(node.span()))
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = match self.expect(NodeKind::String, "text") {
            // A key without quotes, which has been reported.
            Err(_) if self.node().is_bare_key() => return visitor.visit_borrowed_str(self.node().text()),
            node => node?,
        };
        let value = match node.text_value() {
            std::borrow::Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            std::borrow::Cow::Owned(text) => visitor.visit_string(text),
        };
        value.map_err(|fault: Fault| fault.place(node.span()))
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.expect(NodeKind::Bytes, "bytes such as `b\"…\"`")?;
        visitor
            .visit_byte_buf(literal::bytes_value(node.text()))
            .map_err(|fault: Fault| fault.place(node.span()))
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let reader = if self.inside && self.node().kind() == NodeKind::Tuple { self.settle()? } else { self };
        let named = |name| reader.node().name().is_some_and(|(found, _)| found == name);
        match reader.node().kind() {
            NodeKind::Ident if named("None") => visitor.visit_none(),
            NodeKind::Struct | NodeKind::Tuple if !reader.inside && named("Some") => {
                visitor.visit_some(Reader { inside: true, ..reader })
            }
            _ => visitor.visit_some(reader),
        }
    }

    fn deserialize_unit<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.node();
        let empty = node.kind() == NodeKind::Tuple && node.children().next().is_none();
        if empty && (self.inside || node.name().is_none()) {
            return visitor.visit_unit();
        }
        Err(Fault::wrong_type(self.settle()?.node(), "`()`"))
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.node().kind() == NodeKind::Ident && self.node().name().is_some_and(|(found, _)| found == name)
        {
            return visitor.visit_unit();
        }
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match name {
            FIELD => visitor.visit_map(Placed { reader: self, recover: true }),
            SPANNED => visitor.visit_map(Placed { reader: self, recover: false }),
            MAP => {
                let node = self.expect(NodeKind::Map, A_MAP)?;
                visitor.visit_map(Entries::new(node, true, self.cx))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.expect(NodeKind::List, A_LIST)?;
        let mut elements = Elements::new(node, self.cx);
        visitor.visit_seq(&mut elements).map_err(|fault| fault.place(node.span()))
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_tuple_struct("", len, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.node().kind() == NodeKind::Error {
            return Err(Fault::silent());
        }
        self.values(name, len, visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.expect(NodeKind::Map, A_MAP)?;
        visitor.visit_map(Entries::new(node, false, self.cx)).map_err(|fault| fault.place(node.span()))
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.node().kind() == NodeKind::Error {
            return Err(Fault::silent());
        }
        self.fields(name, fields, visitor)
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'t>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == FORM {
            let (form, reader) = self.form(variants)?;
            return visitor.visit_enum(FormAccess { form: form as u64, reader });
        }
        let variant = self.variant(variants)?;
        visitor.visit_enum(variant).map_err(|fault| fault.place(self.span()))
    }

    fn deserialize_identifier<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node().name() {
            Some((name, span)) if self.node().kind() == NodeKind::Ident => {
                visitor.visit_borrowed_str(name).map_err(|fault: Fault| fault.place(span))
            }
            _ => Err(Fault::wrong_type(self.node(), "a name")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

impl<'t> IntoDeserializer<'t, Fault> for Reader<'t, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A hint for a value without the name that belongs before it.
fn names_before(node: Node<'_>, variants: &[&str]) -> String {
    let names: Vec<String> = variants.iter().map(|name| format!("`{name}`")).collect();
    let text = Some(node.text()).filter(|text| text.len() <= 24 && !text.contains('\n')).unwrap_or("…");
    let bare = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    let first = variants.first().copied().unwrap_or_default();
    format!("a name stands before it, such as `{first}({bare})`: one of {}", names.join(", "))
}

/// The names of variants, as an alternative.
fn one_of(variants: &[&str]) -> String {
    let names: Vec<String> = variants.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "a name".into(),
    }
}
