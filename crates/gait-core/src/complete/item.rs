//! One thing to offer, before it is known what it takes the place of.

use gait_syntax::{Edit, Span};

use super::{Completion, CompletionKind};

/// One thing to offer.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) label: String,
    pub(crate) kind: CompletionKind,
    pub(crate) detail: String,
    pub(crate) documentation: String,
    /// What is written; the label if nothing is said.
    pub(crate) text: Option<String>,
    pub(crate) snippet: bool,
    /// 0 is best.
    pub(crate) rank: u8,
    pub(crate) filter: Option<String>,
}

impl Item {
    pub(crate) fn new(kind: CompletionKind, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            text: None,
            snippet: false,
            rank: 5,
            filter: None,
        }
    }

    pub(crate) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    pub(crate) fn documentation(self, documentation: impl Into<String>) -> Self {
        Self { documentation: documentation.into(), ..self }
    }

    /// Writes something else than the label.
    pub(crate) fn text(self, text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..self }
    }

    /// Writes a text with places for the cursor.
    pub(crate) fn snippet(self, text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), snippet: true, ..self }
    }

    pub(crate) fn rank(self, rank: u8) -> Self {
        Self { rank, ..self }
    }

    pub(crate) fn filter(self, filter: impl Into<String>) -> Self {
        Self { filter: Some(filter.into()), ..self }
    }

    /// In quotes, with a colon after them for a key that has none yet.
    pub(crate) fn quoted(self, colon: bool) -> Self {
        let text = self.text.as_ref().unwrap_or(&self.label);
        let colon = if colon { ": " } else { "" };
        Self { text: Some(format!("\"{text}\"{colon}")), ..self }
    }

    fn at(self, span: Span, place: usize) -> Completion {
        let text = self.text.unwrap_or_else(|| self.label.clone());
        Completion {
            sort: format!("{}{place:04}", self.rank),
            label: self.label,
            kind: self.kind,
            detail: self.detail,
            documentation: self.documentation,
            edit: Edit::new(span, text),
            snippet: self.snippet,
            filter: self.filter,
        }
    }
}

/// The items as completions of the word at `span`; of equal ones the order holds.
pub(crate) fn all(items: Vec<Item>, span: Span) -> Vec<Completion> {
    items.into_iter().enumerate().map(|(place, item)| item.at(span, place)).collect()
}
