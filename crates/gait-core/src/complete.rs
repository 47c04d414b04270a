//! What could be written at the place where a person types, with words for each.

mod comment;
mod field;
mod item;
mod key;
mod lift;
mod notation;
mod run;
mod session;
mod value;
mod words;

use gait_syntax::{Edit, Span, parse};

use crate::hover::Desk;
use crate::site::{Place, Says};
use crate::snapshot::Snapshot;
use crate::source::SettingsFile;

pub(crate) use item::Item;

/// Something that could be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What is shown in the list.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: String,
    /// Markdown.
    pub documentation: String,
    /// Puts it in the place of the word at the cursor.
    pub edit: Edit,
    /// Whether the text of the edit holds `$1`, `$2`, … and `$0`, where the cursor goes in turn.
    pub snippet: bool,
    /// What lists are sorted by.
    pub sort: String,
    /// What is compared with what has been typed, if not the label.
    pub filter: Option<String>,
}

/// What is completed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompletionKind {
    /// A field of a struct.
    Field,
    /// A word to choose from.
    Variant,
    /// A struct, a list, a map, or a larger piece of text.
    Snippet,
    /// A session.
    Session,
    /// An exercise.
    Exercise,
    /// A rule.
    Rule,
    /// A group of rules.
    Group,
    /// A parameter of a rule.
    Parameter,
    /// A unit after a number.
    Unit,
    /// A word of the notation.
    Word,
    /// A number, a date or another value.
    Value,
}

impl Snapshot {
    /// What could be written at a byte offset, the best first.
    #[must_use]
    pub fn complete(&self, offset: u32) -> Vec<Completion> {
        Desk::of_plan(self, offset).complete()
    }
}

impl SettingsFile {
    /// What could be written at a byte offset, the best first.
    #[must_use]
    pub fn complete(&self, offset: u32) -> Vec<Completion> {
        let tree = parse(&self.source.text).tree;
        Desk::of_settings(&tree, offset).complete()
    }
}

impl Desk<'_> {
    pub(crate) fn complete(&self) -> Vec<Completion> {
        let mut out = match &self.site.place {
            Place::Name { shape, word, has_colon } => {
                item::all(self.fields(shape, *has_colon), self.here(*word))
            }
            Place::Value { kinds, word, has_parens, or_fields_of } => {
                let mut items = self.values(kinds, *has_parens);
                if let Some(shape) = or_fields_of {
                    // Its fields stand in the parentheses that are already there.
                    items.retain(|item| item.filter.as_deref() != Some(shape.name));
                    items.extend(self.fields(shape, false));
                }
                item::all(items, self.here(*word))
            }
            Place::Text { says, literal, body, quoted, has_colon } => {
                // A text that is not closed may run over whatever follows it.
                let is_open = *quoted && literal.end == body.end;
                let end = if is_open { self.site.offset.max(body.start) } else { body.end };
                self.text_items(*says, Span::new(body.start, end), *quoted, *has_colon)
            }
            Place::Comment(span) => self.in_comment(*span),
            Place::Nothing => Vec::new(),
        };
        out.sort_by(|a, b| a.sort.cmp(&b.sort));
        out
    }

    /// What an item takes the place of: the word, unless the cursor is before it.
    fn here(&self, word: Span) -> Span {
        if self.site.offset <= word.start { Span::empty(self.site.offset) } else { word }
    }

    fn text_items(&self, says: Says, body: Span, quoted: bool, has_colon: bool) -> Vec<Completion> {
        let items = match says {
            Says::Key(key) => self.keys(key),
            Says::Notation(notation) => return self.in_notation(notation, body),
            Says::Free => self.known_words(),
        };
        // A key in quotes is replaced as a whole: names hold signs that would end a word.
        let whole = if self.site.offset < body.start { Span::empty(self.site.offset) } else { body };
        let items =
            items.into_iter().map(|item| if quoted { item } else { item.quoted(!has_colon) }).collect();
        item::all(items, if quoted { whole } else { self.here(body) })
    }

    /// The words that are known in texts that may say anything.
    fn known_words(&self) -> Vec<Item> {
        let Some((shape, field)) = self.site.field() else { return Vec::new() };
        words::known(shape.name, field.name)
    }
}
