//! A plan on its way from one text to another: changes are made one after the other, each in the text that those before
//! have made, and slots are found by where they stand.

use gait_model::change::Change;
use gait_model::date::short_name;
use gait_model::lower;
use gait_model::notation::{At, parse_clock, parse_slot};
use gait_model::plan::Plan;
use gait_syntax::edit::apply;
use gait_syntax::{Node, NodeKind, Span, Spanned, Tree};
use jiff::civil::{Date, Weekday};

use super::Refusal;
use crate::snapshot::read_plan;

/// A text and what it means.
pub(super) struct Draft {
    pub(super) tree: Tree,
    pub(super) plan: Plan,
}

/// The list of slots of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum List {
    /// An entry of `days`.
    Entry(Date),
    /// A day of a pattern.
    Pattern(Home),
}

/// Where the pattern of a date is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Home {
    /// An index of the plan's phases.
    pub(super) phase: usize,
    /// An index of the phase's rows.
    pub(super) row: usize,
    pub(super) day: Weekday,
}

impl Draft {
    pub(super) fn new(text: &str) -> Self {
        let (tree, raw, _) = read_plan(text);
        let raw = raw.unwrap_or_else(|| Spanned::new(gait_model::raw::Plan::default(), Span::empty(0)));
        let plan = lower(&raw, &tree).plan;
        Self { tree, plan }
    }

    /// Makes a change.
    pub(super) fn make(&mut self, change: &Change) -> Result<(), Refusal> {
        let text =
            change.edits(&self.tree, &self.plan).and_then(|edits| apply(self.tree.text(), &edits).ok());
        let text = text.ok_or_else(|| {
            Refusal::new("the text cannot be changed here as it stands; mend its mistakes first")
        })?;
        *self = Self::new(&text);
        Ok(())
    }

    /// Makes a change that loses no comment; says whether it was made.
    pub(super) fn make_gently(&mut self, change: &Change) -> bool {
        let old = self.tree.text().to_owned();
        let comments = self.tree.comments().count();
        let made = self.make(change).is_ok() && self.tree.comments().count() == comments;
        if !made {
            *self = Self::new(&old);
        }
        made
    }

    pub(super) fn has_entry(&self, date: Date) -> bool {
        self.plan.days.iter().any(|entry| entry.date == date)
    }

    /// The slots of a day as they are written, readable or not.
    pub(super) fn slots(&self, list: List) -> Vec<Node<'_>> {
        elements(&self.tree, &self.plan, list)
    }

    /// The place of a slot.
    pub(super) fn slot(&self, list: List, index: usize) -> Result<Span, Refusal> {
        let slot = self.slots(list).get(index).map(|slot| slot.span());
        slot.ok_or_else(|| Refusal::new("this session is not where the plan has it"))
    }

    /// The pattern that a day is written in.
    pub(super) fn row(&self, home: Home) -> Option<Span> {
        Some(self.plan.phases.get(home.phase)?.rows.get(home.row)?.span)
    }

    /// Takes the slots out that say only that the day is rest, as something is about to come; says how many of those
    /// before `index` there were.
    pub(super) fn wake(&mut self, list: List, index: usize) -> usize {
        let mut before = 0;
        for at in (0..self.slots(list).len()).rev() {
            let slot = self.slots(list)[at];
            let change = Change::RemoveSlot { slot: slot.span() };
            let is_rest = Written::of(slot).is_some_and(|written| written.is_rest());
            if is_rest && self.make_gently(&change) && at < index {
                before += 1;
            }
        }
        before
    }
}

/// The slots of a day as they are written.
pub(super) fn elements<'t>(tree: &'t Tree, plan: &Plan, list: List) -> Vec<Node<'t>> {
    let at = |span: Span| Some(tree.covering(span)).filter(|node| node.span() == span);
    let node = match list {
        List::Entry(date) => plan.days.iter().find(|entry| entry.date == date).and_then(|e| at(e.span)),
        List::Pattern(home) => {
            let row = plan.phases.get(home.phase).and_then(|phase| phase.rows.get(home.row));
            row.and_then(|row| at(row.span)).and_then(|row| row.field(short_name(home.day)))
        }
    };
    let list = node.filter(|node| node.kind() == NodeKind::List);
    list.map_or_else(Vec::new, |list| list.elements().collect())
}

/// What a slot says, in whichever form it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Written {
    /// In slot notation, with the start and whether it is optional.
    pub(super) notation: String,
    note: Option<String>,
}

impl Written {
    /// What a slot says; nothing if it cannot be read.
    pub(super) fn of(slot: Node<'_>) -> Option<Self> {
        Self::with(slot, None)
    }

    /// What a slot says if its notation is another one.
    pub(super) fn with(slot: Node<'_>, notation: Option<String>) -> Option<Self> {
        let text = match (notation, slot.kind()) {
            (_, NodeKind::Struct) if slot.name().is_some() => return None,
            (Some(notation), _) => notation,
            (None, NodeKind::String) => slot.str_value()?.into_owned(),
            (None, NodeKind::Struct) => slot.field("use")?.str_value()?.into_owned(),
            _ => return None,
        };
        let read = parse_slot(&text);
        let mut value = read.value.filter(|_| read.errors.is_empty())?;
        if let Some(at) = slot.field("at") {
            let at = parse_clock(&at.str_value()?).value?;
            value.at = Some(At { value: at, at: 0..0 });
        }
        value.optional |= slot.field("optional").is_some_and(|optional| optional.text() == "true");
        let note = slot.field("note").and_then(Node::str_value).map(std::borrow::Cow::into_owned);
        Some(Self { notation: value.to_string(), note })
    }

    pub(super) fn is_rest(&self) -> bool {
        self.notation == "rest" && self.note.is_none()
    }
}
