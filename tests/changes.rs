//! Every kind of change, on generated and worked plans in several layouts: it does what it says and nothing else, and
//! comments, line ends and the lines it does not speak of stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use gait_core::{Inputs, Severity, Snapshot, Source};
use gait_model::change::{Change, Copied, Day};
use gait_model::date::{ALL, short_name};
use gait_model::units::Clock;
use gait_syntax::edit::{apply, quote};
use gait_syntax::{Node, NodeKind, Span, Tree, parse};
use jiff::civil::Weekday;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use suite::plans;
use suite::sketch::{config, sketch, sketch_of, snapshot};

/// A change, told without places in the text, so that it can be made in any layout.
#[derive(Clone, Debug)]
struct Pick {
    kind: Kind,
    a: Index,
    b: Index,
    c: Index,
    slots: Vec<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    MoveSlot,
    SetSlot,
    SetDay,
    SetLift,
    SetField,
    RemoveSlot,
    RemoveTemplate,
    RemoveDay,
    RemoveComment,
    Respell,
    AddTemplate,
    RenameTemplate,
    AddDay,
    InsertSlot,
    SetStart,
    SwapDays,
    InsertLift,
    CopyTemplate,
}

/// Slots that make sense in every plan.
const SLOTS: [&str; 5] =
    ["easy: 5 km", "recovery: 20 min @ 06:30", "long: 10 km | rest", "mobility: 10 min?", "strides: 6 km"];

const KINDS: [Kind; 18] = [
    Kind::MoveSlot,
    Kind::SetSlot,
    Kind::SetDay,
    Kind::SetLift,
    Kind::SetField,
    Kind::RemoveSlot,
    Kind::RemoveTemplate,
    Kind::RemoveDay,
    Kind::RemoveComment,
    Kind::Respell,
    Kind::AddTemplate,
    Kind::RenameTemplate,
    Kind::AddDay,
    Kind::InsertSlot,
    Kind::SetStart,
    Kind::SwapDays,
    Kind::InsertLift,
    Kind::CopyTemplate,
];

fn pick() -> impl Strategy<Value = Pick> {
    let slots = prop::collection::vec(select(&SLOTS[..]), 0..4);
    (select(&KINDS[..]), any::<Index>(), any::<Index>(), any::<Index>(), slots)
        .prop_map(|(kind, a, b, c, slots)| Pick { kind, a, b, c, slots })
}

/// One of a list; nothing of an empty one.
fn one_of<T: Clone>(list: &[T], index: Index) -> Option<T> {
    list.get(index.index(list.len().max(1))).cloned()
}

/// A struct that a field is set in, and the field with a value.
fn field_of(tree: &Tree, pick: &Pick) -> Option<(Span, &'static str, &'static str)> {
    let plan = tree.value()?;
    let own = [("week_starts", "Tue"), ("name", "\"Other\""), ("lint", "(levels: { \"technique\": Off })")];
    let athlete = [("level", "Novice"), ("longest_run", "\"12 km\""), ("recovery", "High")];
    let phase = [("focus", "Base"), ("deload", "(every: 4, volume: \"60 %\")"), ("volume", "\"80 %\"")];
    let session = [("note", "\"softly\""), ("rpe", "5"), ("key", "true")];
    let elements = |field: &str| plan.field(field).into_iter().flat_map(Node::elements).collect::<Vec<_>>();
    let entries = || plan.field("sessions").into_iter().flat_map(Node::entries).filter_map(Node::value);
    let (owner, (field, value)) = match pick.a.index(4) {
        0 => (Some(plan), one_of(&own, pick.c)?),
        1 => (plan.field("athlete"), one_of(&athlete, pick.c)?),
        2 => (one_of(&elements("phases"), pick.b), one_of(&phase, pick.c)?),
        _ => (one_of(&entries().collect::<Vec<_>>(), pick.b), one_of(&session, pick.c)?),
    };
    Some((owner?.span(), field, value))
}

impl Pick {
    /// The change in this text; nothing if the plan lacks what it speaks of.
    fn change(&self, one: &Snapshot) -> Option<Change> {
        let plan = &one.plan;
        let slots: Vec<Span> = slot_spans(one).into_values().flatten().collect();
        let text = || (*self.slots.first().unwrap_or(&"easy: 5 km")).to_owned();
        let name = |index| one_of(&plan.templates, index).map(|t| t.name.to_string());
        Some(match self.kind {
            Kind::MoveSlot => {
                let days: Vec<_> = plan.days.iter().map(|entry| Day::Date(entry.date)).collect();
                let weekdays = ALL.map(Day::Pattern);
                let to =
                    if self.c.index(3) == 0 { one_of(&days, self.b)? } else { one_of(&weekdays, self.b)? };
                Change::MoveSlot { slot: one_of(&slots, self.a)?, to, index: self.c.index(4) }
            }
            Kind::SetSlot => Change::SetSlot { slot: one_of(&slots, self.a)?, text: text() },
            Kind::SetDay => {
                let day = u32::try_from(self.a.index(one.calendar.day_count() as usize)).ok()?;
                let entry = one_of(&plan.days, self.b).filter(|_| self.c.index(2) == 0);
                let date = entry.map_or(one.calendar.date(day), |entry| entry.date);
                Change::SetDay { date, slots: self.slots.iter().map(|slot| (*slot).to_owned()).collect() }
            }
            Kind::SetLift => {
                Change::SetLift { lift: one_of(&lifts(one), self.a)?, text: "hip-thrust 2x8".into() }
            }
            Kind::SetField => {
                let (owner, field, value) = field_of(&one.tree, self)?;
                Change::SetField { owner, field, value: value.to_owned() }
            }
            Kind::RemoveSlot if self.b.index(2) == 0 => Change::RemoveSlot { slot: one_of(&slots, self.a)? },
            Kind::RemoveSlot => Change::Remove { item: one_of(&slots, self.a)? },
            Kind::RemoveTemplate => Change::Remove { item: one_of(&plan.templates, self.a)?.session.span },
            Kind::RemoveDay => Change::Remove { item: one_of(&plan.days, self.a)?.span },
            Kind::RemoveComment => {
                let comments: Vec<Span> = one.tree.comments().map(|c| c.span).collect();
                Change::RemoveComment { comment: one_of(&comments, self.a)? }
            }
            Kind::Respell => {
                let lift = one_of(&lifts(one), self.a)?;
                let lifts = plan.templates.iter().filter_map(|t| match &t.session.content {
                    gait_model::plan::Content::Strength(lifts) => Some(lifts),
                    _ => None,
                });
                let name = lifts.flatten().find(|l| l.span == lift)?.name.span;
                Change::Respell { name, with: "hip-thrust".into() }
            }
            Kind::AddTemplate => {
                Change::AddTemplate { name: "added".into(), value: "Easy(run: \"30 min\")".into() }
            }
            Kind::AddDay => {
                let day = u32::try_from(self.a.index(one.calendar.day_count() as usize)).ok()?;
                let new = self.slots.iter().map(|slot| Copied::New((*slot).to_owned()));
                let slots = new.chain(one_of(&slots, self.b).map(Copied::Slot)).collect();
                Change::AddDay { date: one.calendar.date(day), slots }
            }
            Kind::InsertSlot => Change::InsertSlot {
                week: one_of(&weeks(one), self.a)?,
                day: ALL[self.b.index(7)],
                index: self.c.index(4),
                text: text(),
            },
            Kind::SetStart => {
                let minutes = u16::try_from(self.b.index(24 * 60)).ok()?;
                Change::SetStart { slot: one_of(&slots, self.a)?, at: Clock { minutes } }
            }
            Kind::SwapDays => {
                let days = [ALL[self.b.index(7)], ALL[self.c.index(7)]];
                let week = one_of(&weeks(one), self.a).filter(|_| days[0] != days[1])?;
                Change::SwapDays { week, days }
            }
            Kind::InsertLift => Change::InsertLift {
                session: one_of(&plan.templates, self.a)?.session.span,
                index: self.b.index(4),
                text: "dead-bug 2x10".into(),
            },
            Kind::CopyTemplate => {
                let session = one_of(&plan.templates, self.a)?.session.span;
                let but = lifts(one).into_iter().filter(|lift| session.contains(*lift)).take(1);
                let but = but.map(|lift| (lift, quote("dead-bug 2x10"))).collect();
                Change::CopyTemplate { session, name: "copied".into(), but }
            }
            Kind::RenameTemplate => Change::RenameTemplate { from: name(self.a)?, to: "renamed".into() },
        })
    }
}

/// The patterns of all phases, by place.
fn weeks(one: &Snapshot) -> Vec<Span> {
    one.plan.phases.iter().flat_map(|phase| &phase.rows).map(|row| row.span).collect()
}

/// The lifts of all sessions, by place.
fn lifts(one: &Snapshot) -> Vec<Span> {
    let contents = one.plan.templates.iter().map(|t| &t.session.content);
    let lifts = contents.filter_map(|content| match content {
        gait_model::plan::Content::Strength(lifts) => Some(lifts),
        _ => None,
    });
    lifts.flatten().map(|lift| lift.span).collect()
}

/// Where the slots stand: by phase, row and weekday, and by date.
fn slot_spans(one: &Snapshot) -> BTreeMap<String, Vec<Span>> {
    let mut out = BTreeMap::new();
    for (phase, row) in
        one.plan.phases.iter().enumerate().flat_map(|(i, p)| p.rows.iter().enumerate().map(move |r| (i, r)))
    {
        for (day, slots) in row.1.days.iter().enumerate().filter(|(_, slots)| !slots.is_empty()) {
            let spans = slots.iter().map(|slot| slot.span).collect();
            out.insert(format!("phase {phase} row {} day {day}", row.0), spans);
        }
    }
    for entry in &one.plan.days {
        out.insert(format!("date {}", entry.date), entry.slots.iter().map(|slot| slot.span).collect());
    }
    out
}

/// A text without white space, comments and the commas before closing brackets.
fn bare(text: &str) -> Vec<String> {
    let tree = parse(text).tree;
    let mut out: Vec<String> = Vec::new();
    for (kind, span) in tree.tokens() {
        let token = tree.slice(span);
        if kind.is_trivia() || token.is_empty() {
            continue;
        }
        if matches!(token, ")" | "]" | "}") && out.last().is_some_and(|last| last == ",") {
            out.pop();
        }
        out.push(token.to_owned());
    }
    out
}

/// What a plan consists of, without layout: slots by place, sessions by name.
fn outline(one: &Snapshot) -> BTreeMap<String, Vec<String>> {
    let text = |span: Span| bare(one.tree.slice(span)).concat();
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, spans) in slot_spans(one) {
        out.insert(place, spans.into_iter().map(text).collect());
    }
    for template in &one.plan.templates {
        out.insert(format!("session {}", template.name), vec![text(template.session.span)]);
    }
    out
}

/// The weekdays that patterns write down, those without slots too.
fn written_days(tree: &Tree) -> BTreeSet<(usize, usize, String)> {
    let mut out = BTreeSet::new();
    let phases = tree.value().and_then(|plan| plan.field("phases"));
    for (phase, node) in phases.into_iter().flat_map(Node::elements).enumerate() {
        let week = node.field("week");
        let rows = week.filter(|week| week.kind() != NodeKind::List).into_iter();
        for (row, node) in rows.chain(week.into_iter().flat_map(Node::elements)).enumerate() {
            out.extend(node.fields().filter_map(|f| Some((phase, row, f.name()?.0.to_owned()))));
        }
    }
    out
}

/// The outline after a change; nothing where another test says what comes of it.
fn expected(one: &Snapshot, change: &Change) -> Option<BTreeMap<String, Vec<String>>> {
    let mut out = outline(one);
    let spans = slot_spans(one);
    let place_of = |slot: Span| {
        let found = |(place, list): (&String, &Vec<Span>)| {
            Some((place.clone(), list.iter().position(|span| *span == slot)?))
        };
        spans.iter().find_map(found)
    };
    match change {
        Change::MoveSlot { slot, to, index } => {
            let (place, at) = place_of(*slot)?;
            let target = match to {
                Day::Date(date) => format!("date {date}"),
                Day::Pattern(day) => {
                    let number = ALL.iter().position(|other| other == day)?;
                    format!("{}day {number}", place.split_once("day")?.0)
                }
            };
            let moved = out.get_mut(&place)?.remove(at);
            let list = out.entry(target).or_default();
            list.insert((*index).min(list.len()), moved);
            // A weekday without slots is rest, written or not; a date without slots is an entry.
            out.retain(|place, list| place.starts_with("date") || !list.is_empty());
        }
        Change::SetSlot { slot, text } => {
            let (place, at) = place_of(*slot)?;
            let old = &mut out.get_mut(&place)?[at];
            *old = if old.starts_with('(') { long_form(old, "use", text)? } else { quote(text) };
        }
        Change::SetDay { date, slots } => {
            out.insert(format!("date {date}"), slots.iter().map(|slot| quote(slot)).collect());
        }
        Change::AddTemplate { name, value } => {
            out.insert(format!("session {name}"), vec![bare(value).concat()]);
        }
        Change::AddDay { date, slots } => {
            let text = |slot: &Copied| match slot {
                Copied::New(text) => quote(text),
                Copied::Written(text) => bare(text).concat(),
                Copied::Slot(span) => bare(one.tree.slice(*span)).concat(),
            };
            out.insert(format!("date {date}"), slots.iter().map(text).collect());
        }
        Change::InsertSlot { week, day, index, text } => {
            let list = out.entry(day_of(one, *week, *day)?).or_default();
            list.insert((*index).min(list.len()), quote(text));
        }
        Change::SwapDays { week, days } => {
            let [one_day, other] = [day_of(one, *week, days[0])?, day_of(one, *week, days[1])?];
            let (first, second) = (out.remove(&one_day), out.remove(&other));
            out.extend(first.map(|list| (other, list)).into_iter().chain(second.map(|list| (one_day, list))));
        }
        // Their sessions are like those there were, but for what the model's own tests look at.
        Change::SetStart { .. } | Change::InsertLift { .. } | Change::CopyTemplate { .. } => return None,
        Change::RemoveSlot { slot } => {
            let (place, at) = place_of(*slot)?;
            out.get_mut(&place)?.remove(at);
            out.retain(|place, list| place.starts_with("date") || !list.is_empty());
        }
        Change::Remove { item } => {
            if let Some((place, at)) = place_of(*item) {
                out.get_mut(&place)?.remove(at);
                out.retain(|place, list| place.starts_with("date") || !list.is_empty());
            } else if let Some(entry) = one.plan.days.iter().find(|entry| entry.span == *item) {
                out.remove(&format!("date {}", entry.date));
            } else {
                let template = one.plan.templates.iter().find(|t| t.session.span == *item)?;
                out.remove(&format!("session {}", template.name));
                // Slots that name it say nothing any more.
                out.retain(|place, _| place.starts_with("session"));
            }
        }
        Change::RemoveComment { .. } => {}
        // What these write stands inside a session; that they write the same in every layout is tested below.
        Change::SetLift { .. } | Change::SetField { .. } | Change::Respell { .. } => return None,
        Change::RenameTemplate { .. } => return None,
        // What these come to is tested where they are offered, in `gestures.rs` and `actions.rs`.
        Change::PutSlot { .. }
        | Change::RemoveStart { .. }
        | Change::InsertWeek { .. }
        | Change::RemoveWeek { .. }
        | Change::DuplicateWeek { .. } => return None,
        Change::LongForm { .. }
        | Change::ShortForm { .. }
        | Change::ExtractTemplate { .. }
        | Change::InlineTemplate { .. }
        // And these where forms are filled in, in `forms.rs`.
        | Change::SetValue { .. }
        | Change::InsertItem { .. }
        | Change::MoveItem { .. }
        | Change::Widen { .. }
        | Change::Allow { .. } => return None,
    }
    Some(out)
}

/// The place of a day of a pattern in an outline.
fn day_of(one: &Snapshot, week: Span, day: Weekday) -> Option<String> {
    let number = ALL.iter().position(|other| *other == day)?;
    one.plan.phases.iter().enumerate().find_map(|(phase, written)| {
        let row = written.rows.iter().position(|row| row.span == week)?;
        Some(format!("phase {phase} row {row} day {number}"))
    })
}

/// A long form with a field written anew.
fn long_form(old: &str, field: &str, text: &str) -> Option<String> {
    let tree = parse(old).tree;
    let value = tree.value()?.field(field)?.span();
    Some(format!("{}{}{}", &old[..value.start as usize], quote(text), &old[value.end as usize..]))
}

/// How a plan may be laid out.
#[derive(Clone, Debug)]
pub(crate) enum Layout {
    AsWritten,
    WindowsLineEnds,
    OneLine,
    /// Comments and line breaks strewn in between, in a pattern that repeats.
    Strewn(Vec<u8>),
}

pub(crate) fn layout() -> impl Strategy<Value = Layout> {
    prop_oneof![
        Just(Layout::AsWritten),
        Just(Layout::WindowsLineEnds),
        Just(Layout::OneLine),
        prop::collection::vec(0..12u8, 5..40).prop_map(Layout::Strewn),
    ]
}

impl Layout {
    pub(crate) fn of(&self, text: &str) -> String {
        match self {
            Self::AsWritten => text.to_owned(),
            Self::WindowsLineEnds => text.replace('\n', "\r\n"),
            Self::OneLine => bare(text).join(" "),
            Self::Strewn(pattern) => strewn(text, pattern),
        }
    }
}

/// Puts something after the punctuation of a text; comments differ, so that none can stand for another.
fn strewn(text: &str, pattern: &[u8]) -> String {
    let tree = parse(text).tree;
    let mut out = String::new();
    let mut gaps = pattern.iter().cycle().enumerate();
    for (_, span) in tree.tokens() {
        let token = tree.slice(span);
        out.push_str(token);
        if !matches!(token, "," | "(" | "[" | "{" | ":") {
            continue;
        }
        match gaps.next() {
            Some((n, 0)) => out.push_str(&format!(" // c{n}\n        ")),
            Some((n, 1)) => out.push_str(&format!(" /* c{n} */ ")),
            Some((n, 2)) => out.push_str(&format!("\n        // c{n}\n        ")),
            Some((n, 3)) => out.push_str(&format!("\n\n    // c{n}\n\n        ")),
            Some((_, 4)) => out.push_str("\n            "),
            _ => {}
        }
    }
    out
}

fn comments(tree: &Tree) -> Vec<(Span, &str)> {
    tree.comments().map(|c| (c.span, tree.slice(c.span).trim_end())).collect()
}

/// The comments a change may take out: the one it speaks of, or those beside what it takes out.
fn may_go(one: &Snapshot, change: &Change) -> Vec<String> {
    let tree = &one.tree;
    let within = match change {
        Change::Remove { item } | Change::RemoveSlot { slot: item } => around(tree, *item),
        Change::RemoveComment { comment } => *comment,
        // Of the slots that were there, with what is beside them.
        Change::SetDay { date, .. } => match one.plan.days.iter().find(|entry| entry.date == *date) {
            Some(entry) => entry.span,
            None => return Vec::new(),
        },
        // What a value held goes with it.
        Change::SetField { owner, field, .. } => match tree.covering(*owner).field(field) {
            Some(old) => old.span(),
            None => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    comments(tree).into_iter().filter(|(span, _)| within.contains(*span)).map(|(_, c)| c.to_owned()).collect()
}

/// An element, field or entry with what stands between it and its neighbours.
fn around(tree: &Tree, item: Span) -> Span {
    let node = tree.covering(item);
    // An entry goes with its key.
    let item = node.parent().filter(|p| p.value() == Some(node)).map_or(item, Node::span);
    let solid: Vec<Span> = tree
        .tokens()
        .filter(|(kind, span)| !kind.is_trivia() && tree.slice(*span) != ",")
        .map(|(_, span)| span)
        .collect();
    let from = solid.iter().rev().find(|span| span.end <= item.start).map_or(0, |span| span.end);
    let to = solid.iter().find(|span| span.start >= item.end).map_or(item.end, |span| span.start);
    Span::new(from, to)
}

/// The lines of a text that another lacks.
fn lines_gone<'t>(before: &'t str, after: &str) -> Vec<&'t str> {
    let mut left: Vec<&str> = after.lines().map(str::trim_end).collect();
    let gone = before.lines().map(str::trim_end).filter(|line| match left.iter().position(|l| l == line) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    });
    gone.collect()
}

/// The text after a change, which must be what it says; nothing if the change makes no sense there.
fn changed(text: &str, pick: &Pick) -> Result<Option<String>, TestCaseError> {
    let one = snapshot(text);
    let Some(change) = pick.change(&one) else { return Ok(None) };
    let Some(edits) = change.edits(&one.tree, &one.plan) else { return Ok(None) };
    let after = apply(text, &edits);
    prop_assert!(after.is_ok(), "{:?} overlaps: {:?}\n{}", change, edits, text);
    let after = after.unwrap_or_default();
    let now = snapshot(&after);
    let (less, more) = (lines_gone(text, &after), lines_gone(&after, text));
    let told = format!("{change:?}\n- {}\n+ {}\nin\n{text}", less.join("\n- "), more.join("\n+ "));
    prop_assert!(parse(&after).problems.is_empty(), "{}", told);
    if let Some(expected) = expected(&one, &change) {
        let mut is = outline(&now);
        is.retain(|place, list| place.starts_with("date") || !list.is_empty());
        if pick.kind == Kind::RemoveTemplate {
            is.retain(|place, _| place.starts_with("session"));
        }
        prop_assert_eq!(is, expected, "{}", told);
    }
    let (days, left) = (written_days(&one.tree), written_days(&now.tree));
    if pick.kind == Kind::SwapDays {
        keeps_comments(&one, &now, &change, &told)?;
        keeps_layout(&one, &after, &change, &told)?;
        return Ok(Some(after));
    }
    // A day of rest that is written stays written; only the slot that leaves takes its own day along.
    let may_leave = usize::from(matches!(change, Change::MoveSlot { .. } | Change::RemoveSlot { .. }));
    let gone: Vec<_> = days.difference(&left).collect();
    let was_rest = |(phase, row, day): &&(usize, usize, String)| {
        let number = ALL.iter().position(|d| short_name(*d) == day).unwrap_or(7);
        !slot_spans(&one).contains_key(&format!("phase {phase} row {row} day {number}"))
    };
    prop_assert!(gone.len() <= may_leave && !gone.iter().any(was_rest), "{:?} gone: {}", gone, told);
    keeps_comments(&one, &now, &change, &told)?;
    keeps_layout(&one, &after, &change, &told)?;
    Ok(Some(after))
}

/// No comment is lost that the change does not speak of, and none comes.
fn keeps_comments(one: &Snapshot, now: &Snapshot, change: &Change, told: &str) -> Result<(), TestCaseError> {
    let mut left: Vec<&str> = comments(&now.tree).into_iter().map(|(_, c)| c).collect();
    let allowed = may_go(one, change);
    for (_, comment) in comments(&one.tree) {
        match left.iter().position(|c| *c == comment) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => prop_assert!(allowed.iter().any(|c| c == comment), "{} is lost: {}", comment, told),
        }
    }
    // What is copied comes with its comments.
    let copied = match change {
        Change::CopyTemplate { session, .. } => one.tree.slice(*session),
        Change::AddDay { slots, .. } => match slots.last() {
            Some(Copied::Slot(slot)) => one.tree.slice(*slot),
            _ => "",
        },
        _ => "",
    };
    left.retain(|comment| !copied.contains(comment));
    prop_assert!(left.is_empty(), "{:?} came: {}", left, told);
    Ok(())
}

/// Line ends stay of one kind, no line ends in blanks, and few lines change.
fn keeps_layout(one: &Snapshot, after: &str, change: &Change, told: &str) -> Result<(), TestCaseError> {
    let before = one.tree.text();
    let windows = |text: &str| text.matches("\r\n").count();
    let all = |text: &str| text.matches('\n').count();
    if all(before) > 0 && windows(before) == all(before) {
        prop_assert_eq!(windows(after), all(after), "{}", told);
    }
    let trailing = |text: &str| text.lines().filter(|line| line.ends_with([' ', '\t'])).count();
    prop_assert!(trailing(after) <= trailing(before), "{}", told);
    let most = match change {
        Change::RenameTemplate { .. } => return Ok(()),
        Change::Respell { .. } | Change::AddTemplate { .. } | Change::RemoveComment { .. } => 1,
        Change::Remove { item } | Change::RemoveSlot { slot: item } | Change::MoveSlot { slot: item, .. } => {
            2 + one.tree.slice(around(&one.tree, *item)).lines().count()
        }
        Change::SwapDays { week, .. } => one.tree.slice(*week).lines().count(),
        Change::SetDay { date, .. } => match one.plan.days.iter().find(|entry| entry.date == *date) {
            Some(entry) => one.tree.slice(entry.span).lines().count(),
            None => 1,
        },
        Change::SetField { owner, field, .. } => {
            1 + one.tree.covering(*owner).field(field).map_or(1, |old| old.text().lines().count())
        }
        _ => 3,
    };
    prop_assert!(lines_gone(before, after).len() <= most, "{}", told);
    Ok(())
}

/// The change made in a layout says the same as in the text as written.
fn says_the_same(text: &str, layout: &Layout, pick: &Pick) -> Result<(), TestCaseError> {
    let laid = layout.of(text);
    prop_assert_eq!(bare(&laid), bare(text), "{}", laid);
    let there = changed(&laid, pick)?;
    if pick.kind == Kind::RemoveComment {
        return Ok(());
    }
    let here = changed(text, pick)?;
    let calendar = |text: &Option<String>| {
        text.as_ref().map(|text| {
            serde_json::to_value(gait_core::expand(&snapshot(text))).expect("an expansion is JSON")
        })
    };
    prop_assert_eq!(calendar(&here), calendar(&there), "{:?} in\n{}", pick, laid);
    Ok(())
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn generated_plans_change_as_meant(sketch in sketch(), layout in layout(), pick in pick()) {
        says_the_same(&sketch.plan(), &layout, &pick)?;
    }

    #[test]
    fn worked_plans_change_as_meant(which in any::<Index>(), layout in layout(), pick in pick()) {
        let plans = plans();
        let (_, text) = &plans[which.index(plans.len())];
        says_the_same(text, &layout, &pick)?;
    }
}

/// Occurrences at each severity or worse: errors, errors and warnings, all.
fn standing(one: &Snapshot) -> [usize; 3] {
    let occurrences = || one.findings.iter().flat_map(|finding| &finding.occurrences);
    [Severity::Error, Severity::Warning, Severity::Advice]
        .map(|least| occurrences().filter(|occurrence| occurrence.severity >= least).count())
}

/// Every fix of every finding: what is as bad as the finding gets fewer, what is worse does not get more. How many
/// fixes there were.
fn mends(text: &str) -> Result<usize, TestCaseError> {
    let inputs = Inputs::plan(Source::new("plan", text));
    let before = Snapshot::new(&inputs);
    let was = standing(&before);
    let mut count = 0;
    for finding in &before.findings {
        for fix in before.fixes(&inputs, finding) {
            count += 1;
            let is = standing(&fix.after);
            let told = format!("{}: {}\n{was:?} to {is:?}\n{}", fix.rule, fix.label, fix.after.source.text);
            let least = Severity::Error as usize - finding.severity as usize;
            let no_worse = is.iter().zip(&was).take(least + 1).all(|(is, was)| is <= was);
            prop_assert!(no_worse && is[least] < was[least], "{}", told);
        }
    }
    Ok(count)
}

#[test]
fn the_fixes_of_a_worked_plan_make_no_report_worse() {
    let (_, text) = plans().into_iter().find(|(name, _)| name == "gym-on-the-wrong-days").expect("is there");
    let count = mends(&text).unwrap_or_else(|e| panic!("{e}"));
    assert!(count > 0, "something of it can be fixed");
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn no_fix_makes_a_report_worse(sketch in sketch_of(1..3, 2, &suite::sketch::SLOTS)) {
        mends(&sketch.plan())?;
    }
}
