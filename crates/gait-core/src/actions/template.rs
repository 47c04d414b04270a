//! Sessions between a slot and `sessions`: giving content a name, and writing it out again.

use gait_model::change::Change;
use gait_model::plan::{Choice, Content, Kind, SessionDef, Slot, Template};
use gait_syntax::edit::quote;
use gait_syntax::{NodeKind, Span};

use super::{Action, touches};
use crate::snapshot::Snapshot;

impl Snapshot {
    /// Giving the content of a slot a name, and the way back.
    pub(super) fn template_actions(&self, range: Span) -> Vec<Action> {
        let mut out = self.extract(range);
        out.extend(self.inline(range));
        out
    }

    /// Every choice of every slot of the plan.
    fn choices(&self) -> impl Iterator<Item = &Choice> {
        let rows = self.plan.phases.iter().flat_map(|phase| &phase.rows);
        let patterns = rows.flat_map(|row| row.days.iter().flatten());
        let dates = self.plan.days.iter().flat_map(|day| &day.slots);
        patterns.chain(dates).flat_map(|slot: &Slot| &slot.choices)
    }

    fn extract(&self, range: Span) -> Vec<Action> {
        let with_own =
            |choice: &Choice| Some((choice.name.value.to_string(), written(choice)?, choice.own.clone()?));
        let here = self.choices().filter_map(|choice| Some((with_own(choice)?, choice)));
        let mut here = here.filter(|((_, span, _), _)| touches(*span, range));
        let Some(((base, span, own), choice)) = here.next() else { return Vec::new() };
        let Some(value) = self.value_of(choice, &own) else { return Vec::new() };
        let name = self.free_name(&base, &own);
        let same = |other: &Choice| {
            let (other_base, other_span, other) = with_own(other)?;
            (other_base == base && content(&other) == content(&own)).then_some(other_span)
        };
        let all: Vec<Span> = self.choices().filter_map(same).collect();
        let change = |choices| Change::ExtractTemplate { choices, name: name.clone(), value: value.clone() };
        let mut out: Vec<Action> = Vec::new();
        if all.len() > 1 {
            let title = format!("Extract to a session `{name}`, here and in {}", more_slots(all.len() - 1));
            out.extend(self.refactor(title, &change(all)));
        }
        out.extend(self.refactor(format!("Extract to a session `{name}`"), &change(vec![span])));
        out
    }

    /// A session in RON with the content of a slot, and the attributes of the session that the slot names.
    fn value_of(&self, choice: &Choice, own: &SessionDef) -> Option<String> {
        let field = match own.kind {
            Kind::Strength | Kind::Rest => return None,
            Kind::Mobility => "duration",
            _ => "run",
        };
        let content = quote(&self.content_text(own)?);
        let template = choice.template.and_then(|id| self.plan.templates.get(id.0 as usize));
        let node = template.map(|template| self.tree.covering(template.session.span));
        if let Some(node) = node.filter(|node| node.kind() == NodeKind::Struct) {
            let old = node.field(field)?.span();
            let has_comment = self.tree.comments().any(|comment| node.span().contains(comment.span));
            let before = self.tree.slice(Span::new(node.span().start, old.start));
            let after = self.tree.slice(Span::new(old.end, node.span().end));
            return (!has_comment).then(|| format!("{before}{content}{after}"));
        }
        // The variants of `sessions` and of the kind have the same names.
        Some(format!("{:?}({content})", own.kind))
    }

    /// The content of a slot as written, unless that has escapes.
    fn content_text(&self, own: &SessionDef) -> Option<String> {
        let written = self.tree.slice(own.span);
        if written.contains('\\') { content(own) } else { Some(written.to_owned()) }
    }

    /// A name that is not taken: `easy-8km` for a single amount, else the first free `tempo-2`.
    fn free_name(&self, base: &str, own: &SessionDef) -> String {
        let taken =
            |name: &str| self.choices().any(|choice| &*choice.name.value == name) || self.has_template(name);
        let amount = content(own).unwrap_or_default().replace(' ', "");
        if !amount.is_empty()
            && amount.len() <= 6
            && amount.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        {
            let name = format!("{base}-{amount}");
            if !taken(&name) {
                return name;
            }
        }
        let numbered = (2u32..).map(|number| format!("{base}-{number}"));
        numbered.into_iter().find(|name| !taken(name)).unwrap_or_else(|| base.to_owned())
    }

    fn has_template(&self, name: &str) -> bool {
        self.plan.templates.iter().any(|template| &*template.name == name)
    }

    /// Writes a session out where it is named, if that is one place only.
    fn inline(&self, range: Span) -> Option<Action> {
        let bare = |choice: &&Choice| choice.own.is_none();
        let template = |choice: &Choice| self.plan.templates.get(choice.template?.0 as usize);
        let at_name = self.choices().filter(bare).find(|choice| touches(choice.name.span, range));
        let template = match at_name {
            Some(choice) => template(choice)?,
            None => self.plan.templates.iter().find(|template| touches(template.name_span, range))?,
        };
        let name = &template.name;
        let choice = self.choices().filter(bare).find(|choice| choice.name.value == *name)?;
        if self.references(choice.name.span.start, false).len() != 1 {
            return None;
        }
        let text = self.slot_text(template)?;
        let change =
            Change::InlineTemplate { name: name.to_string(), choice: choice.name.span, text: text.clone() };
        self.refactor(format!("Write `{name}` out here: `{text}`"), &change)
    }

    /// What a slot says that means the same as a session; nothing if it cannot.
    fn slot_text(&self, template: &Template) -> Option<String> {
        let session = &template.session;
        let kind = session.kind.name();
        let node = self.tree.covering(session.span);
        // The long form has attributes, which slots have not; a session may stand in place of the predefined kind.
        let is_short = node.kind() == NodeKind::Tuple;
        let is_predefined = *template.name == *kind || !self.has_template(kind);
        let text = node.elements().next().filter(|_| is_short && is_predefined)?.str_value()?;
        (session.kind != Kind::Strength).then(|| format!("{kind}: {text}"))
    }
}

/// Where a choice has a name and content.
fn written(choice: &Choice) -> Option<Span> {
    let own = choice.own.as_ref().filter(|own| own.kind != Kind::Rest)?;
    (choice.name.span.start <= own.span.start).then(|| choice.name.span.cover(own.span))
}

/// The content of a slot in notation.
fn content(own: &SessionDef) -> Option<String> {
    match &own.content {
        Content::Run(run) => Some(run.to_string()),
        Content::Mobility(time) => Some(time.to_string()),
        Content::Strength(_) | Content::Rest => None,
    }
}

fn more_slots(count: usize) -> String {
    if count == 1 { "one more slot".to_owned() } else { format!("{count} more slots") }
}
