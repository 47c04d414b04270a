//! From a name to where it is given and wherever it stands, and giving it another.

use gait_model::date::short_name;
use gait_model::notation::is_name;
use gait_model::plan::{Content, Kind};
use gait_syntax::edit::{Edit, apply};
use gait_syntax::{Node, Span};

use crate::expand::{SessionRow, expand};
use crate::snapshot::Snapshot;
use crate::source::{Inputs, Source};
use crate::tokens::TokenKind;

/// The way from a name to what it names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// All of what is named.
    pub span: Span,
    /// Its name.
    pub name_span: Span,
    /// The name one came from.
    pub origin: Span,
}

/// A name of a session or an exercise, where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Mention<'s> {
    pub(crate) name: &'s str,
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
    pub(crate) is_definition: bool,
}

impl Snapshot {
    /// Where what is named at an offset is described; nothing for what the plan does not describe itself.
    #[must_use]
    pub fn definition(&self, offset: u32) -> Vec<Link> {
        if let Some(mention) = self.mention_at(offset) {
            let described = self.described(mention);
            let lift = || self.lift_of_key(mention);
            return described.or_else(lift).into_iter().collect();
        }
        self.pattern_of_day(offset).into_iter().collect()
    }

    /// Wherever the session or the exercise at an offset is named, in the order of the text.
    #[must_use]
    pub fn references(&self, offset: u32, with_definition: bool) -> Vec<Span> {
        let Some(one) = self.mention_at(offset) else { return Vec::new() };
        let same =
            self.mentions().into_iter().filter(|other| other.kind == one.kind && other.name == one.name);
        same.filter(|other| with_definition || !other.is_definition).map(|other| other.span).collect()
    }

    /// The name at an offset, if the plan gives it and another can be given.
    #[must_use]
    pub fn renameable(&self, offset: u32) -> Option<Span> {
        let mention = self.mention_at(offset)?;
        self.described(mention).map(|_| mention.span)
    }

    /// Gives the session or exercise at an offset another name, wherever it is named.
    ///
    /// # Errors
    /// Why not: nothing of the plan's own is named there, the name is taken, or it is none.
    pub fn rename(&self, offset: u32, to: &str) -> Result<Vec<Edit>, String> {
        let nothing = "only sessions and exercises that the plan itself describes can be renamed";
        let one = self.mention_at(offset).filter(|m| self.described(*m).is_some()).ok_or(nothing)?;
        if one.name == to {
            return Ok(Vec::new());
        }
        if !is_name(to) {
            return Err(format!(
                "`{to}` cannot be a name: names consist of the letters a to z, digits and `-`"
            ));
        }
        let mentions = self.mentions();
        if let Some(taken) = mentions.iter().find(|other| other.kind == one.kind && other.name == to) {
            let line = self.lines.line_of(taken.span.start) + 1;
            return Err(match self.is_known(*taken) {
                true => format!("`{to}` is already {} (line {line})", noun(one.kind)),
                false => {
                    format!("`{to}` is named at line {line} already, and would mean {} then", this(one.kind))
                }
            });
        }
        if one.kind == TokenKind::Exercise && self.plan.exercises.find(to).is_some() {
            return Err(format!("`{to}` is already an exercise of the library"));
        }
        let same = mentions.iter().filter(|other| other.kind == one.kind && other.name == one.name);
        let edits: Vec<Edit> = same.map(|other| Edit::new(other.span, to)).collect();
        let spell = |name: &str, kind| {
            Some(if kind == one.kind && name == one.name { to.to_owned() } else { name.to_owned() })
        };
        if self.says_the_same_after(&edits, &spell) {
            Ok(edits)
        } else {
            Err(format!("with `{to}` in place of `{}` the plan would mean something else", one.name))
        }
    }

    /// The names of sessions and exercises, in the order of the text.
    pub(crate) fn mentions(&self) -> Vec<Mention<'_>> {
        let is_name = |kind| matches!(kind, TokenKind::Session | TokenKind::Exercise);
        let names = self.tokens().into_iter().filter(|token| is_name(token.kind));
        names
            .map(|token| Mention {
                name: self.tree.slice(token.span),
                kind: token.kind,
                span: token.span,
                is_definition: token.modifiers.definition,
            })
            .collect()
    }

    fn mention_at(&self, offset: u32) -> Option<Mention<'_>> {
        self.mentions().into_iter().find(|m| m.span.start <= offset && offset <= m.span.end)
    }

    /// Where the plan describes what is named.
    fn described(&self, mention: Mention<'_>) -> Option<Link> {
        let group = match mention.kind {
            TokenKind::Session => "sessions",
            _ => "exercises",
        };
        let group = self.tree.value()?.field(group)?;
        let is_named =
            |entry: &Node<'_>| entry.key().and_then(Node::str_value).is_some_and(|key| key == mention.name);
        let entry = group.entries().find(is_named)?;
        let name_span = entry.key()?.span();
        Some(Link { span: entry.span(), name_span, origin: mention.span })
    }

    /// Whether there is what is named: in the plan, predefined, or in the library.
    fn is_known(&self, mention: Mention<'_>) -> bool {
        self.described(mention).is_some()
            || match mention.kind {
                TokenKind::Session => Kind::predefined(mention.name).is_some(),
                _ => self.plan.exercises.find(mention.name).is_some(),
            }
    }

    /// The lift that `"session/exercise"` in a ramp names.
    fn lift_of_key(&self, mention: Mention<'_>) -> Option<Link> {
        let key = self.tree.node_at(mention.span.start);
        let (session, _) = key.str_value()?.split_once('/').map(|(s, e)| (s.to_owned(), e.to_owned()))?;
        let template = self.plan.templates.iter().find(|template| *template.name == session)?;
        let Content::Strength(lifts) = &template.session.content else { return None };
        let lift = lifts.iter().find(|lift| &*lift.name.value == mention.name)?;
        Some(Link { span: lift.span, name_span: lift.name.span, origin: mention.span })
    }

    /// The day of the pattern that an entry of `days` takes the place of.
    fn pattern_of_day(&self, offset: u32) -> Option<Link> {
        let is_at = |span: Span| span.start <= offset && offset <= span.end;
        let entry = self.plan.days.iter().find(|entry| is_at(entry.key_span))?;
        let calendar = &self.calendar;
        let day = calendar.day_of(entry.date)?;
        let week = calendar.weeks.iter().find(|w| w.days().contains(&day))?;
        let row = self.plan.phases.get(week.phase)?.rows.get(week.row)?;
        let node = self.tree.covering(row.span);
        let weekday = short_name(entry.date.weekday());
        let field = node.fields().find(|field| field.name().is_some_and(|(name, _)| name == weekday));
        let (span, name_span) = match field.and_then(|field| Some((field.span(), field.name()?.1))) {
            Some(found) => found,
            // A day that the pattern leaves out is rest; the pattern itself says so.
            None => (row.span, node.brackets().map_or(row.span, |(open, _)| open)),
        };
        Some(Link { span, name_span, origin: entry.key_span })
    }

    /// Whether the plan with edits has as few mistakes, as many comments and the same calendar, where names are
    /// compared as `spell` writes them.
    pub(crate) fn says_the_same_after(&self, edits: &[Edit], spell: &Spell<'_>) -> bool {
        let Ok(text) = apply(self.tree.text(), edits) else { return false };
        let plan = Source::new(self.source.name.as_str(), text);
        let after = Self::new(&Inputs { plan, settings: self.settings.clone() });
        after.problems.len() <= self.problems.len()
            && after.tree.comments().count() == self.tree.comments().count()
            && meaning(&after, spell) == meaning(self, spell)
    }
}

/// How a name is compared; nothing if it does not matter.
pub(crate) type Spell<'a> = dyn Fn(&str, TokenKind) -> Option<String> + 'a;

/// What a plan says, as text.
fn meaning(snapshot: &Snapshot, spell: &Spell<'_>) -> String {
    let mut out = String::new();
    for week in expand(snapshot).weeks {
        for day in week.days {
            for row in day.sessions {
                out.push_str(&format!("{} {:?}\n", day.date, respelt(row, spell)));
            }
        }
    }
    out
}

/// A session with its names as they are compared.
fn respelt(mut row: SessionRow, spell: &Spell<'_>) -> SessionRow {
    let session = |name: &str| spell(name, TokenKind::Session);
    row.name = session(&row.name).unwrap_or_default();
    // Sessions of one name on one day are counted; without names there is nothing to count.
    row.ordinal = if row.name.is_empty() { 0 } else { row.ordinal };
    for name in &mut row.alternatives {
        *name = session(name).unwrap_or_default();
    }
    for lift in row.lifts.iter_mut().chain(&mut row.lifts_in_full) {
        *lift = words(lift, &|word| spell(word, TokenKind::Exercise));
    }
    for detail in &mut row.details {
        let respelt = words(detail, &|word| spell(word, TokenKind::Exercise));
        *detail = match respelt.strip_prefix("or ") {
            Some(instead) => {
                let (name, content) = instead.split_once(':').unwrap_or((instead, ""));
                format!("or {}:{content}", session(name).unwrap_or_default())
            }
            None => respelt,
        };
    }
    if !row.lifts.is_empty() {
        // The same as the lifts.
        row.content.clear();
    }
    row
}

/// A text with each word as it is compared.
fn words(text: &str, spell: &dyn Fn(&str) -> Option<String>) -> String {
    let respelt = text.split(' ').map(|word| spell(word).unwrap_or_default());
    respelt.collect::<Vec<_>>().join(" ")
}

const fn this(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Session => "this session",
        _ => "this exercise",
    }
}

const fn noun(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Session => "a session",
        _ => "an exercise",
    }
}
