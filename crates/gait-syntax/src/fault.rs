//! Why a value could not be read, on its way to the list of problems.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::node::Node;
use crate::tree::NodeKind;
use crate::{Instead, Problem, Span, nearest};

/// How many names are listed where one is not known: as many as the largest set of variants has.
const MAX_LISTED: usize = 16;

/// A failed read. Without a problem, the text at fault has been reported by the parser.
#[derive(Debug)]
pub(crate) struct Fault(Option<Box<(Problem, bool)>>);

impl Fault {
    /// A fault that has been reported.
    pub(crate) const fn silent() -> Self {
        Self(None)
    }

    pub(crate) fn new(problem: Problem) -> Self {
        Self(Some(Box::new((problem, true))))
    }

    fn unplaced(code: &'static str, message: String) -> Self {
        Self(Some(Box::new((Problem::new(code, Span::default(), message), false))))
    }

    /// Gives the fault a place if it has none yet.
    pub(crate) fn place(mut self, span: Span) -> Self {
        if let Some(fault) = self.0.as_deref_mut()
            && !fault.1
        {
            fault.0.span = span;
            fault.1 = true;
        }
        self
    }

    pub(crate) fn problem(self) -> Option<Problem> {
        self.0.map(|fault| fault.0)
    }

    pub(crate) fn is_missing_field(&self) -> bool {
        self.0.as_deref().is_some_and(|fault| fault.0.code == "missing-field")
    }

    /// Something else stands where `what` was expected.
    pub(crate) fn wrong_type(node: Node<'_>, what: &str) -> Self {
        if node.kind() == NodeKind::Error {
            return Self::silent();
        }
        let message = format!("expected {what}, found {}", found(node));
        Self::new(Problem::new("wrong-type", node.span(), message))
    }

    fn suggest(self, name: &str, known: &[&str]) -> Self {
        Self(self.0.map(|fault| Box::new((suggest(fault.0, name, known), fault.1))))
    }

    /// Says what to write in place of the value.
    pub(crate) fn instead(mut self, code: impl Into<Box<str>>) -> Self {
        if let Some(fault) = self.0.as_deref_mut() {
            fault.0.instead = Some(Instead::Code(code.into()));
        }
        self
    }

    pub(crate) fn help(mut self, help: Option<String>) -> Self {
        if let (Some(fault), Some(_)) = (self.0.as_deref_mut(), &help) {
            fault.0.help = help;
        }
        self
    }
}

/// What stands at a node, in a message.
pub(crate) fn found(node: Node<'_>) -> String {
    let text = node.text();
    let short = text.len() <= 24 && !text.contains('\n');
    match node.kind() {
        NodeKind::String => "text".into(),
        NodeKind::Number if short => format!("the number `{text}`"),
        NodeKind::Number => "a number".into(),
        NodeKind::Bool => format!("`{text}`"),
        NodeKind::Ident if short => format!("the name `{text}`"),
        NodeKind::Ident => "a name".into(),
        NodeKind::Char => "a character".into(),
        NodeKind::Bytes => "bytes".into(),
        NodeKind::Range => format!("the range `{text}`"),
        NodeKind::List => "a list".into(),
        NodeKind::Map => "a map".into(),
        NodeKind::Struct | NodeKind::Tuple => match node.name() {
            Some((name, _)) => format!("`{name}(…)`"),
            None if text == "()" => "`()`".into(),
            None => "`(…)`".into(),
        },
        _ => "nothing".into(),
    }
}

/// Adds to what is said of a name that is not among those known: which is meant, or all if they are few.
pub(crate) fn suggest(problem: Problem, name: &str, known: &[&str]) -> Problem {
    match nearest(name, known.iter().copied()) {
        Some(near) => problem.meant(near),
        None if (1..=MAX_LISTED).contains(&known.len()) => {
            problem.help(format!("known here: {}", quoted(known)))
        }
        None => problem,
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// What serde's own visitors expect, in our words.
fn expectation(expected: &dyn Expected) -> String {
    let words = expected.to_string();
    match words.as_str() {
        "a string" | "string" | "a borrowed string" => "text".into(),
        "a boolean" => "`true` or `false`".into(),
        "a sequence" => "a list `[…]`".into(),
        "a map" => "a map `{…}`".into(),
        "f32" | "f64" => "a number".into(),
        "unit" => "`()`".into(),
        "i8" | "i16" | "i32" | "i64" | "isize" | "u8" | "u16" | "u32" | "u64" | "usize" => {
            "a whole number".into()
        }
        _ => match words.strip_prefix("struct ") {
            Some(name) => format!("`{name}(…)`"),
            None => words,
        },
    }
}

fn unexpected(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Float(value) => format!("the number `{value}`"),
        Unexpected::Char(_) => "a character".into(),
        Unexpected::Str(_) => "text".into(),
        Unexpected::Bytes(_) => "bytes".into(),
        Unexpected::Unit => "`()`".into(),
        Unexpected::Option => "`Some` or `None`".into(),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map => "fields".into(),
        other => other.to_string(),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_deref() {
            Some((problem, _)) => f.write_str(&problem.message),
            None => f.write_str("the text could not be understood"),
        }
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::unplaced("wrong-type", message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("expected {}, found {}", expectation(expected), unexpected(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("expected {}, found {length} values", expectation(expected)))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::unplaced("missing-field", format!("the field `{field}` is missing"))
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::unplaced("unknown-field", format!("no field `{field}` here")).suggest(field, known)
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        Self::unplaced("unknown-variant", format!("`{variant}` is not known here")).suggest(variant, known)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::unplaced("duplicate-key", format!("the field `{field}` is set twice"))
    }
}
