//! What a person means when they change a plan, turned into minimal text edits. Fixes, gestures and code actions are
//! made of these; nothing else but the formatter edits a plan.

mod allow;
mod form;
mod insert;
mod many;
mod place;
mod rename;
mod template;
mod week;

#[cfg(test)]
mod tests;

use gait_syntax::edit::{self, Edit, quote};
use gait_syntax::{Node, NodeKind, Span, Tree};
use jiff::civil::{Date, Weekday};

use crate::plan::Plan;
use crate::units::Clock;

pub use many::edits;

/// A change of a plan. Spans are of the text that is changed.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// Moves a slot to another day or another place of its day.
    MoveSlot {
        /// The slot.
        slot: Span,
        /// The day it goes to.
        to: Day,
        /// Before which slot of that day it stands then, counted without itself.
        index: usize,
    },
    /// Writes a slot anew, in slot notation; a long form keeps its other fields.
    SetSlot {
        /// The slot.
        slot: Span,
        /// The notation.
        text: String,
    },
    /// Writes what stands on a date instead of the pattern, in slot notation; nothing is rest. Slots that are there
    /// already stay as they are written.
    SetDay {
        /// The date.
        date: Date,
        /// The slots.
        slots: Vec<String>,
    },
    /// Writes what stands on a date instead of the pattern; there is no entry for it yet. It stands before later ones.
    AddDay {
        /// The date.
        date: Date,
        /// The slots in order.
        slots: Vec<Copied>,
    },
    /// Takes a slot out; a day of a pattern goes with its last one.
    RemoveSlot {
        /// The slot.
        slot: Span,
    },
    /// Puts a slot into a day of a pattern, written or not.
    InsertSlot {
        /// The pattern.
        week: Span,
        /// The day.
        day: Weekday,
        /// Before which slot of that day it comes to stand; last if there are fewer.
        index: usize,
        /// The notation.
        text: String,
    },
    /// Puts a slot into a day, as it is written elsewhere or anew.
    PutSlot {
        /// The day.
        day: Slots,
        /// Before which slot of that day it comes to stand; last if there are fewer.
        index: usize,
        /// The slot.
        slot: Copied,
    },
    /// Sets the start of a slot.
    SetStart {
        /// The slot.
        slot: Span,
        /// The time of day.
        at: Clock,
    },
    /// Takes the start of a slot away.
    RemoveStart {
        /// The slot.
        slot: Span,
    },
    /// Lets two days of a pattern change places.
    SwapDays {
        /// The pattern.
        week: Span,
        /// The days.
        days: [Weekday; 2],
    },
    /// Puts a lift into a strength session.
    InsertLift {
        /// The session.
        session: Span,
        /// Before which lift or superset it comes to stand; last if there are fewer.
        index: usize,
        /// The notation.
        text: String,
    },
    /// Writes a lift anew, in lift notation; a long form keeps its other fields.
    SetLift {
        /// The lift.
        lift: Span,
        /// The notation.
        text: String,
    },
    /// Sets a field of a struct; a session in its short form becomes a long one.
    SetField {
        /// The struct, or the session.
        owner: Span,
        /// The field.
        field: &'static str,
        /// The value in RON; comments inside the old one go with it.
        value: String,
    },
    /// Writes a value anew, wherever it stands.
    SetValue {
        /// The value.
        item: Span,
        /// The value in RON; comments inside the old one go with it.
        value: String,
    },
    /// Puts an element into a list, or an entry into a map.
    InsertItem {
        /// The list or the map.
        group: Span,
        /// Before which element or entry it comes to stand; last if there are fewer.
        index: usize,
        /// The element, or the key and the value, in RON.
        text: String,
    },
    /// Moves an element within its list, or an entry within its map, with the comments it owns.
    MoveItem {
        /// The element, or the value of the entry.
        item: Span,
        /// Before which other it stands then, counted without itself.
        index: usize,
    },
    /// Takes an element of a list, a field or an entry out, with the comments it owns.
    Remove {
        /// The element, or the value of the field or entry.
        item: Span,
    },
    /// Takes a comment out.
    RemoveComment {
        /// The comment.
        comment: Span,
    },
    /// Replaces a name inside a notation string or a key.
    Respell {
        /// The name.
        name: Span,
        /// The right one.
        with: String,
    },
    /// Adds a session under a name.
    AddTemplate {
        /// The name.
        name: String,
        /// The session in RON.
        value: String,
    },
    /// Adds a session that is written like another but for some parts, with none of its comments but suppressions.
    CopyTemplate {
        /// The session it is like.
        session: Span,
        /// Its name.
        name: String,
        /// What is written differently in it.
        but: Vec<(Span, String)>,
    },
    /// Renames a session wherever it is named.
    RenameTemplate {
        /// Its name.
        from: String,
        /// Its new name.
        to: String,
    },
    /// Writes a value in its long form, as the value of a field.
    LongForm {
        /// The value in its short form, or the session around it.
        item: Span,
        /// The field that the short form stands for.
        field: &'static str,
    },
    /// Writes a value in its long form, with one field more.
    Widen {
        /// The value in its short form, or the session around it.
        item: Span,
        /// The field that the short form stands for.
        main: &'static str,
        /// The new field.
        field: &'static str,
        /// Its value in RON.
        value: String,
    },
    /// Writes a value in its short form, if its long form says no more.
    ShortForm {
        /// The value in its long form, or the session.
        item: Span,
    },
    /// Gives content that slots have of their own a name in `sessions`.
    ExtractTemplate {
        /// The choices of slots: a name with content.
        choices: Vec<Span>,
        /// The name.
        name: String,
        /// The session in RON.
        value: String,
    },
    /// Writes what a session says where it is named, and takes the session out.
    InlineTemplate {
        /// Its name in `sessions`.
        name: String,
        /// The only place that names it.
        choice: Span,
        /// What stands there then, in slot notation.
        text: String,
    },
    /// Puts a week in, counted from 1: another one of the pattern, or an empty row where each week has its own. `days`,
    /// `blocked` and numbers of weeks that come later move along, and `end` if it is written; races stay on their dates.
    InsertWeek {
        /// The week it comes to stand before; one more than there are puts it last.
        before: u32,
    },
    /// Takes a week out, counted from 1, with its row and what stands on its days; what comes later moves along as in
    /// [`Change::InsertWeek`].
    RemoveWeek {
        /// The week.
        week: u32,
    },
    /// Puts a copy of a week behind it, counted from 1: its row, its share of the volume and what stands on its days.
    DuplicateWeek {
        /// The week.
        week: u32,
    },
    /// Silences a rule in a comment, which a comment that is there already may become.
    Allow {
        /// What begins on the line that the comment is about.
        item: Span,
        /// The rule.
        rule: String,
        /// Why.
        reason: String,
        /// Whether it stands in a comment of its own in any case, as its reason is another.
        apart: bool,
    },
}

/// A slot of a day that is written out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Copied {
    /// As this slot is written.
    Slot(Span),
    /// In slot notation.
    New(String),
    /// In RON.
    Written(String),
}

/// The list of slots of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slots {
    /// Of a weekday of a pattern, written or not.
    Pattern(Span, Weekday),
    /// Of a date with an entry in `days`.
    Date(Date),
}

/// A day that a slot can go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Day {
    /// A weekday of the pattern the slot stands in.
    Pattern(Weekday),
    /// A date with an entry in `days`.
    Date(Date),
}

impl Change {
    /// The edits that make the change, in the text of `tree`; nothing if it makes no sense there.
    #[must_use]
    pub fn edits(&self, tree: &Tree, plan: &Plan) -> Option<Vec<Edit>> {
        match self {
            Self::MoveSlot { slot, to, index } => place::move_slot(tree, plan, *slot, *to, *index),
            Self::SetSlot { slot, text } => set_notation(tree, *slot, "use", text),
            Self::SetDay { date, slots } => place::set_day(tree, plan, *date, slots),
            Self::AddDay { date, slots } => insert::day(tree, plan, *date, slots),
            Self::RemoveSlot { slot } => place::remove_slot(tree, *slot),
            Self::InsertSlot { week, day, index, text } => insert::slot(tree, *week, *day, *index, text),
            Self::PutSlot { day, index, slot } => insert::copy(tree, plan, *day, *index, slot),
            Self::SetStart { slot, at } => place::set_start(tree, *slot, Some(*at)),
            Self::RemoveStart { slot } => place::set_start(tree, *slot, None),
            Self::SwapDays { week, days } => place::swap_days(tree, *week, *days),
            Self::InsertLift { session, index, text } => insert::lift(tree, *session, *index, text),
            Self::SetLift { lift, text } => set_notation(tree, *lift, "lift", text),
            Self::SetField { owner, field, value } => set_field(tree, *owner, field, value),
            Self::SetValue { item, value } => Some(edit::replace(node_at(tree, *item)?, value)),
            Self::InsertItem { group, index, text } => edit::insert(node_at(tree, *group)?, *index, text),
            Self::MoveItem { item, index } => move_item(tree, *item, *index),
            Self::Remove { item } => remove(tree, *item),
            Self::RemoveComment { comment } => Some(vec![remove_comment(tree, *comment)]),
            Self::Respell { name, with } => Some(vec![Edit::new(*name, with)]),
            Self::AddTemplate { name, value } => add_template(tree, name, value),
            Self::CopyTemplate { session, name, but } => insert::template_like(tree, *session, name, but),
            Self::RenameTemplate { from, to } => rename::template(tree, from, to),
            Self::LongForm { item, field } => form::long(tree, *item, field),
            Self::Widen { item, main, field, value } => form::widened(tree, *item, main, field, value),
            Self::ShortForm { item } => form::short(tree, *item),
            Self::ExtractTemplate { choices, name, value } => template::extract(tree, choices, name, value),
            Self::InlineTemplate { name, choice, text } => template::inline(tree, name, *choice, text),
            Self::InsertWeek { before } => week::insert(tree, plan, *before),
            Self::RemoveWeek { week } => week::remove(tree, plan, *week),
            Self::DuplicateWeek { week } => week::duplicate(tree, plan, *week),
            Self::Allow { item, rule, reason, apart } => {
                Some(vec![allow::allow(tree, *item, rule, reason, *apart)])
            }
        }
    }
}

/// The node at exactly this span.
fn node_at(tree: &Tree, span: Span) -> Option<Node<'_>> {
    Some(tree.covering(span)).filter(|node| node.span() == span)
}

/// Writes notation that stands alone or in the `field` of a long form.
fn set_notation(tree: &Tree, span: Span, field: &str, text: &str) -> Option<Vec<Edit>> {
    let node = node_at(tree, span)?;
    match node.kind() {
        NodeKind::String => Some(edit::replace(node, &quote(text))),
        NodeKind::Struct => Some(edit::replace(node.field(field)?, &quote(text))),
        _ => None,
    }
}

/// The field that the short form of a session stands for.
const SHORT_FORMS: [(NodeKind, &str); 2] = [(NodeKind::List, "lifts"), (NodeKind::String, "run")];

fn set_field(tree: &Tree, owner: Span, field: &str, value: &str) -> Option<Vec<Edit>> {
    let node = node_at(tree, owner)?;
    if node.kind() == NodeKind::Struct {
        let order = field_order(node);
        return edit::set_field(node, field, value, &order);
    }
    // `Strength([…])` becomes `Strength(focus: Lower, lifts: […])`.
    let content = node.elements().next().filter(|_| node.kind() == NodeKind::Tuple)?;
    let (_, main) = SHORT_FORMS.into_iter().find(|(kind, _)| *kind == content.kind())?;
    Some(vec![Edit::insert(content.span().start, format!("{field}: {value}, {main}: "))])
}

/// The order in which the fields of a struct are best written; the order of the table where the struct is known.
fn field_order(node: Node<'_>) -> Vec<&'static str> {
    use crate::raw;
    use crate::shape::{Shaped, StructShape};
    const SHAPES: [&StructShape; 20] = [
        raw::Plan::SHAPE,
        raw::Athlete::SHAPE,
        raw::Phase::SHAPE,
        raw::Race::SHAPE,
        raw::Week::SHAPE,
        raw::StrengthFields::SHAPE,
        raw::RunFields::SHAPE,
        raw::LiftFields::SHAPE,
        raw::MobilityFields::SHAPE,
        raw::SlotFields::SHAPE,
        raw::Deload::SHAPE,
        raw::Blocked::SHAPE,
        raw::Exercise::SHAPE,
        raw::Lint::SHAPE,
        raw::Gates::SHAPE,
        raw::RaceResult::SHAPE,
        raw::Heart::SHAPE,
        raw::Body::SHAPE,
        raw::Grow::SHAPE,
        raw::RepsThenLoad::SHAPE,
    ];
    let has = |shape: &&&StructShape| {
        node.fields().filter_map(Node::name).all(|(name, _)| shape.fields.iter().any(|f| f.name == name))
    };
    SHAPES.iter().find(has).map_or_else(Vec::new, |shape| shape.fields.iter().map(|f| f.name).collect())
}

fn remove(tree: &Tree, item: Span) -> Option<Vec<Edit>> {
    edit::remove(with_map(tree, with_name(node_at(tree, item)?)))
}

/// The field of a map that holds nothing but an entry, or the entry: an empty `ramp: {}` says nothing.
fn with_map<'t>(tree: &'t Tree, entry: Node<'t>) -> Node<'t> {
    let map = entry.parent().filter(|map| map.kind() == NodeKind::Map && map.entries().count() == 1);
    let field = map.and_then(Node::parent).filter(|field| field.kind() == NodeKind::Field);
    // What a person wrote beside the entry stays, and so does what it stands in.
    let comments_in = |span: Span| tree.comments().filter(|comment| span.contains(comment.span)).count();
    let with_its_line = |span: Span| {
        let rest = &tree.text()[span.end as usize..];
        Span::new(span.start, span.end + offset(rest.find('\n').unwrap_or(rest.len())))
    };
    let is_alone = |field: &Node<'_>| comments_in(with_its_line(field.span())) == comments_in(entry.span());
    field.filter(is_alone).unwrap_or(entry)
}

fn move_item(tree: &Tree, item: Span, index: usize) -> Option<Vec<Edit>> {
    let node = with_name(node_at(tree, item)?);
    edit::move_item(node, node.parent()?, index)
}

/// The field or the entry whose value a node is, or the node.
fn with_name(node: Node<'_>) -> Node<'_> {
    node.parent().filter(|p| matches!(p.kind(), NodeKind::Field | NodeKind::Entry)).unwrap_or(node)
}

/// Takes a comment out, with its line if it stands alone and the blanks before it if not.
fn remove_comment(tree: &Tree, comment: Span) -> Edit {
    let text = tree.text();
    let (start, end) = (comment.start as usize, comment.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let before = text[line..start].trim_end();
    let ends_line = text[end..].starts_with(['\n', '\r']) || end == text.len();
    let from = if before.is_empty() && ends_line { line } else { line + before.len() };
    let to = if before.is_empty() && ends_line {
        text[end..].find('\n').map_or(text.len(), |i| end + i + 1)
    } else {
        end
    };
    Edit::delete(Span::new(offset(from), offset(to)))
}

fn add_template(tree: &Tree, name: &str, value: &str) -> Option<Vec<Edit>> {
    let plan = tree.value()?;
    let entry = format!("{}: {value}", quote(name));
    match plan.field("sessions") {
        Some(sessions) => edit::insert(sessions, sessions.entries().count(), &entry),
        None => edit::set_field(plan, "sessions", &format!("{{ {entry} }}"), &field_order(plan)),
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
