//! What the words of a text are, for colours in an editor: fields and variants, and inside notation the amounts, units,
//! zones, sessions and exercises.

mod notation;

use std::collections::HashMap;

use gait_model::plan::Kind as SessionKind;
use gait_model::raw;
use gait_model::shape::{Key, Kind, Notation, Value};
use gait_syntax::{Node, Span, TokenKind as Raw, Tree};

use crate::snapshot::Snapshot;
use crate::source::SettingsFile;
use crate::typed::{Part, walk};
use notation::{Grammar, Lexer};

/// A word of the text and what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SemanticToken {
    /// Where; never over a line end.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
    /// More about it.
    pub modifiers: Modifiers,
}

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// The name of a struct: `Phase`.
    Type,
    /// One of several to choose from: `Base`, `Tempo`.
    Variant,
    /// The name of a field.
    Field,
    /// The name of a session.
    Session,
    /// The id of an exercise.
    Exercise,
    /// The name of a rule, a group or a parameter.
    Rule,
    /// A number, a time of day or a pace.
    Number,
    /// A unit: `km`, `%`.
    Unit,
    /// How hard: `easy`, `5k`.
    Zone,
    /// A word with a meaning of its own: `rir`, `true`.
    Keyword,
    /// `@`, `+`, `x`
    Operator,
    /// A date or a day of the plan.
    Date,
    /// Free text, and the quotes around anything.
    Text,
    /// A comment.
    Comment,
}

/// More about a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Modifiers {
    /// Whether the name is given here.
    pub definition: bool,
    /// Whether the name comes from the library rather than the plan.
    pub library: bool,
}

impl Snapshot {
    /// The words of the plan, sorted; they do not overlap and none goes over a line end.
    #[must_use]
    pub fn tokens(&self) -> Vec<SemanticToken> {
        let origin = |name: &str, kind| match kind {
            TokenKind::Session if self.plan.templates.iter().any(|t| &*t.name == name) => Origin::Plan,
            TokenKind::Session if SessionKind::predefined(name).is_some() => Origin::Library,
            TokenKind::Exercise if self.plan.exercises.own().any(|own| own.exercise.id == name) => {
                Origin::Plan
            }
            TokenKind::Exercise if self.plan.exercises.find(name).is_some() => Origin::Library,
            _ => Origin::Nowhere,
        };
        tokens(&self.tree, <raw::Plan as Value>::KIND, &origin)
    }
}

impl SettingsFile {
    /// The words of the settings, sorted; they do not overlap and none goes over a line end.
    #[must_use]
    pub fn tokens(&self) -> Vec<SemanticToken> {
        tokens(&self.tree(), <gait_rules::settings::raw::Settings as Value>::KIND, &|_, _| Origin::Nowhere)
    }
}

/// What is known of a token of the text by the table of fields.
enum Known {
    Word(TokenKind),
    String(Grammar),
}

/// Where a name of a session or an exercise comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Plan,
    Library,
    Nowhere,
}

type Origins<'a> = dyn Fn(&str, TokenKind) -> Origin + 'a;

fn tokens(tree: &Tree, kind: Kind, origin: &Origins<'_>) -> Vec<SemanticToken> {
    let mut known = HashMap::new();
    if let Some(value) = tree.value() {
        walk(value, kind, &mut |part| {
            known.extend(known_part(part));
        });
    }
    let mut out = Out { text: tree.text(), origin, list: Vec::new() };
    for (kind, span) in tree.tokens() {
        match (kind, known.get(&span.start)) {
            (Raw::LineComment | Raw::BlockComment | Raw::Conflict, _) => out.push(span, TokenKind::Comment),
            (Raw::String, Some(Known::String(grammar))) => out.string(span, *grammar),
            (Raw::String | Raw::Bytes | Raw::Char, None) => out.push(span, TokenKind::Text),
            (Raw::Bad, _) if tree.slice(span).starts_with(['"', 'r', 'b', '\'']) => {
                out.push(span, TokenKind::Text);
            }
            (Raw::Number | Raw::Range, _) => out.push(span, TokenKind::Number),
            (Raw::Ident, _) if matches!(tree.slice(span), "true" | "false") => {
                out.push(span, TokenKind::Keyword);
            }
            (_, Some(Known::Word(kind))) => out.push(span, *kind),
            _ => {}
        }
    }
    out.list
}

/// Where a part begins, and what is known of it.
fn known_part(part: Part<'_>) -> Option<(u32, Known)> {
    let string = |node: Node<'_>, grammar| (node.span().start, Known::String(grammar));
    Some(match part {
        Part::Forms(..) => return None,
        Part::Type(span) => (span.start, Known::Word(TokenKind::Type)),
        Part::Variant(span) => (span.start, Known::Word(TokenKind::Variant)),
        Part::Field(span) => (span.start, Known::Word(TokenKind::Field)),
        Part::Plain(node) => string(node, Grammar::Whole(TokenKind::Text, false)),
        Part::Key(key, node) => string(
            node,
            match key {
                Key::SessionName => Grammar::Whole(TokenKind::Session, true),
                Key::ExerciseName => Grammar::Whole(TokenKind::Exercise, true),
                Key::Exercise => Grammar::Whole(TokenKind::Exercise, false),
                Key::SessionOrLift => Grammar::SessionOrLift,
                Key::Day => Grammar::Day,
                Key::Rule | Key::Parameter => Grammar::Whole(TokenKind::Rule, false),
                Key::Muscle => Grammar::Whole(TokenKind::Variant, false),
            },
        ),
        Part::Notation(notation, node) => string(
            node,
            match notation {
                Notation::Date => Grammar::Day,
                Notation::Slot => Grammar::Slot,
                Notation::EachEntry => Grammar::Entry,
                Notation::Lift => Grammar::Lift,
                Notation::Exercise => Grammar::Whole(TokenKind::Exercise, false),
                _ => Grammar::Amounts,
            },
        ),
    })
}

/// The words found so far.
struct Out<'a> {
    text: &'a str,
    origin: &'a Origins<'a>,
    list: Vec<SemanticToken>,
}

impl Out<'_> {
    fn push(&mut self, span: Span, kind: TokenKind) {
        self.push_with(span, kind, Modifiers::default());
    }

    /// Adds a word, line by line and without the blanks around it.
    fn push_with(&mut self, span: Span, kind: TokenKind, modifiers: Modifiers) {
        let text = self.text.get(span.range()).unwrap_or_default();
        let mut start = span.start as usize;
        for line in text.split_inclusive('\n') {
            let lead = line.len() - line.trim_start().len();
            let word = line.trim();
            if !word.is_empty() {
                let from = start + lead;
                self.list.push(SemanticToken { span: to_span(from, from + word.len()), kind, modifiers });
            }
            start += line.len();
        }
    }

    /// A string: its quotes, and what its grammar makes of what stands between them.
    fn string(&mut self, span: Span, grammar: Grammar) {
        let body = body(self.text, span);
        let Grammar::Whole(TokenKind::Text, _) = grammar else {
            self.push(Span::new(span.start, body.start), TokenKind::Text);
            let text = self.text.get(body.range()).unwrap_or_default();
            let grammar = if self.is_sets(text, grammar) { Grammar::Amounts } else { grammar };
            for (from, to, kind, definition) in Lexer::new(text, grammar) {
                let word = text.get(from..to).unwrap_or_default();
                let library = !definition && (self.origin)(word, kind) == Origin::Library;
                let modifiers = Modifiers { definition, library };
                let at = body.start as usize;
                self.push_with(to_span(at + from, at + to), kind, modifiers);
            }
            self.push(Span::new(body.end, span.end), TokenKind::Text);
            return;
        };
        self.push(span, TokenKind::Text);
    }

    /// Whether an entry of `Each` that looks like a name is `3x8`: sets for the lifts of a session.
    fn is_sets(&self, text: &str, grammar: Grammar) -> bool {
        grammar == Grammar::Entry
            && text.starts_with(|c: char| c.is_ascii_digit())
            && (self.origin)(text.split(':').next().unwrap_or_default().trim(), TokenKind::Session)
                == Origin::Nowhere
    }
}

fn to_span(from: usize, to: usize) -> Span {
    Span::new(u32::try_from(from).unwrap_or(u32::MAX), u32::try_from(to).unwrap_or(u32::MAX))
}

/// What stands between the quotes of a text literal.
pub(crate) fn body(text: &str, literal: Span) -> Span {
    let text = text.get(literal.range()).unwrap_or_default();
    let open = text.find('"').map_or(0, |quote| quote + 1);
    let hashes = text.bytes().rev().take_while(|byte| *byte == b'#').count();
    let close = text.len().saturating_sub(hashes + 1).max(open);
    let start = literal.start as usize;
    to_span(start + open, start + close)
}
