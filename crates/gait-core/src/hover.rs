//! What is to be said of the place a person points at: fields, variants, sessions, weeks, exercises, rules, notation,
//! dates.

pub(crate) mod exercise;
pub(crate) mod format;
mod notation;
pub(crate) mod rule;
pub(crate) mod session;
mod text;
mod week;
pub(crate) mod zone;

use gait_model::shape::{Key, Kind, Notation, Value as _};
use gait_model::{plan::Plan, raw};
use gait_syntax::{Span, Tree, parse};

use crate::expand::Rows;
use crate::site::{Place, Says, Site};
use crate::snapshot::Snapshot;
use crate::source::SettingsFile;

pub(crate) use text::{list, table, word_at};

/// What is to be said of a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// The part of the text it is about.
    pub span: Span,
    /// Markdown.
    pub text: String,
}

impl Snapshot {
    /// What is to be said of the place at a byte offset, if anything.
    #[must_use]
    pub fn hover(&self, offset: u32) -> Option<Hover> {
        Desk::of_plan(self, offset).hover()
    }
}

impl SettingsFile {
    /// What is to be said of the place at a byte offset, if anything.
    #[must_use]
    pub fn hover(&self, offset: u32) -> Option<Hover> {
        let tree = parse(&self.source.text).tree;
        Desk::of_settings(&tree, offset).hover()
    }
}

/// A place, and what is known around it.
pub(crate) struct Desk<'s> {
    pub(crate) site: Site<'s>,
    /// The plan; nothing in settings.
    pub(crate) snapshot: Option<&'s Snapshot>,
}

impl<'s> Desk<'s> {
    pub(crate) fn of_plan(snapshot: &'s Snapshot, offset: u32) -> Self {
        let site = Site::at(&snapshot.tree, raw::Plan::KIND, offset);
        Self { site, snapshot: Some(snapshot) }
    }

    pub(crate) fn of_settings(tree: &'s Tree, offset: u32) -> Self {
        Self { site: Site::at(tree, gait_rules::settings::raw::Settings::KIND, offset), snapshot: None }
    }

    pub(crate) fn plan(&self) -> Option<&'s Plan> {
        self.snapshot.map(|snapshot| &snapshot.plan)
    }

    /// Whether the days of the plan are dates; if not, its calendar stands in some year or other.
    pub(crate) fn is_dated(&self) -> bool {
        self.plan().is_some_and(|plan| plan.is_dated)
    }

    pub(crate) fn rows(&self) -> Option<Rows<'s>> {
        self.snapshot.map(Rows::new)
    }

    fn hover(&self) -> Option<Hover> {
        let (span, text) = match &self.site.place {
            Place::Name { shape, word, .. } => (*word, self.name(shape.name, shape.fields, *word)?),
            Place::Value { kinds, word, .. } if !word.is_empty() => (*word, self.value(kinds, *word)?),
            Place::Text { says, literal, body, .. } if !literal.is_empty() => {
                self.text(*says, *literal, *body)?
            }
            Place::Comment(span) => self.comment(*span)?,
            _ => return None,
        };
        Some(Hover { span, text })
    }

    /// The name of a field.
    fn name(
        &self,
        owner: &str,
        fields: &'static [gait_model::shape::FieldShape],
        word: Span,
    ) -> Option<String> {
        let written = self.site.tree.slice(word);
        let field = fields.iter().find(|field| field.name == written)?;
        let mut out = format::field(field);
        let more = match (owner, field.name) {
            ("Phase", "week") => self.phase_weeks(),
            ("Week", _) => self.weekday(field.name),
            ("Athlete", "results") => self.paces(),
            _ => None,
        };
        join(&mut out, more);
        Some(out)
    }

    /// A word that is a value, or stands before parentheses.
    fn value(&self, kinds: &[Kind], word: Span) -> Option<String> {
        let written = self.site.tree.slice(word);
        for kind in kinds {
            match kind {
                Kind::Variants(shape) => {
                    let Some(variant) = shape.variants.iter().find(|variant| variant.name == written) else {
                        continue;
                    };
                    let session = self.site.key(Key::SessionName).filter(|_| shape.name == "Session");
                    let session = session.and_then(|name| self.session(name));
                    return session.or_else(|| Some(format::variant(shape, variant)));
                }
                Kind::Struct(shape) if shape.name == written => {
                    let mut out = format::structure(shape);
                    let more = match shape.name {
                        "Phase" => self.phase_weeks(),
                        "Athlete" => self.paces(),
                        _ => None,
                    };
                    join(&mut out, more);
                    return Some(out);
                }
                _ => {}
            }
        }
        let (_, field) = self.site.field()?;
        Some(format::field(field))
    }

    /// Something in quotes.
    fn text(&self, says: Says, literal: Span, body: Span) -> Option<(Span, String)> {
        let node = self.site.node;
        let value = node.str_value()?;
        let whole = |text: Option<String>| text.map(|text| (literal, text));
        match says {
            Says::Key(Key::SessionName) => whole(self.session(&value)),
            Says::Key(Key::ExerciseName | Key::Exercise) | Says::Notation(Notation::Exercise) => {
                whole(self.exercise(&value))
            }
            Says::Key(Key::SessionOrLift) => whole(match value.split_once('/') {
                Some((_, lift)) => self.exercise(lift),
                None => self.session(&value),
            }),
            Says::Key(Key::Day) => whole(self.day_key(&value)),
            Says::Key(Key::Rule) => whole(rule::named(&value)),
            Says::Key(Key::Parameter) => {
                whole(self.site.key(Key::Rule).and_then(|rule| rule::parameter(rule, &value)))
            }
            Says::Key(Key::Muscle) => whole(exercise::muscle(&value)),
            Says::Notation(notation) => self.notation(notation, &value, literal, body),
            Says::Free => whole(self.site.field().map(|(_, field)| format::field(field))),
        }
    }

    /// A rule named in a suppression.
    fn comment(&self, comment: Span) -> Option<(Span, String)> {
        let text = self.site.tree.slice(comment);
        if !text.contains("gait:") {
            return None;
        }
        let at = self.site.offset.checked_sub(comment.start)?;
        let word = word_at(text, at)?;
        let text = rule::named(&text[word.range()])?;
        Some((Span::new(comment.start + word.start, comment.start + word.end), text))
    }
}

/// Adds a paragraph.
pub(crate) fn join(out: &mut String, more: Option<String>) {
    if let Some(more) = more {
        out.push_str("\n\n");
        out.push_str(&more);
    }
}
