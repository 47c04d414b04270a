//! What is wrong with a text, as data: parsing and reading return a value and a list of these.

use crate::Span;

/// One mistake of the author: where it is, what it is, and what to try.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The kind of mistake, a kebab-case word such as `syntax` or `unknown-field`.
    pub code: &'static str,
    /// The text at fault.
    pub span: Span,
    /// The fact, in lower case and without a full stop.
    pub message: String,
    /// A hint to try, if there is a good one.
    pub help: Option<String>,
    /// What to write instead, if that is all it takes.
    pub instead: Option<Instead>,
    /// The other places the message speaks of, each with a few words.
    pub related: Vec<(Span, String)>,
}

/// What makes a mistake good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Instead {
    /// This in place of the text at fault; of a text literal, its value.
    Text(Box<str>),
    /// This in place of the text at fault, quotes and all.
    Code(Box<str>),
    /// Something that is missing, written at an offset of the text.
    Added(u32, Box<str>),
}

impl Problem {
    /// A problem with neither help nor related places.
    pub fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None, instead: None, related: Vec::new() }
    }

    /// Adds a hint to try.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says which name was meant.
    #[must_use]
    pub fn meant(self, name: &str) -> Self {
        self.help(format!("did you mean `{name}`?")).instead(name)
    }

    /// Says what to write in place of the text at fault, which the help says in other words.
    #[must_use]
    pub fn instead(mut self, text: impl Into<Box<str>>) -> Self {
        self.instead = Some(Instead::Text(text.into()));
        self
    }

    /// Says what to add at an offset of the text, which the help says in other words.
    #[must_use]
    pub fn added(mut self, at: u32, text: impl Into<Box<str>>) -> Self {
        self.instead = Some(Instead::Added(at, text.into()));
        self
    }

    /// Adds another place the message speaks of.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}
