//! The outline of a plan: its races, sessions, phases, weeks and days, by name.

use gait_model::date::{parse_day_key, table_name};
use gait_model::plan::Phase;
use gait_rules::weeks_text;
use gait_syntax::{Node, NodeKind, Span, Tree, parse};

use crate::snapshot::Snapshot;
use crate::source::SettingsFile;

/// A named part of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// What it is called; never empty.
    pub name: String,
    /// What it is, in a few words; may be empty.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// Its name, inside `span`.
    pub name_span: Span,
    /// What stands in it, in the order of the text.
    pub children: Vec<Symbol>,
}

/// What a part of a text is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SymbolKind {
    /// A field that holds several things: `sessions`, `phases`.
    Group,
    /// The runner.
    Athlete,
    /// A race.
    Race,
    /// A session under a name.
    Session,
    /// A lift of a session.
    Lift,
    /// An exercise of the plan's own.
    Exercise,
    /// A phase.
    Phase,
    /// The pattern of a week.
    Week,
    /// A day of a pattern, or a date.
    Day,
    /// How a session grows.
    Ramp,
    /// Days on which nothing can be done.
    Blocked,
    /// A setting.
    Setting,
}

/// The longest detail, in characters; editors show it on the line of the name.
const MAX_DETAIL: usize = 60;

impl Snapshot {
    /// The named parts of the plan, in the order of the text.
    #[must_use]
    pub fn outline(&self) -> Vec<Symbol> {
        let Some(plan) = self.tree.value() else { return Vec::new() };
        plan.fields().filter_map(|field| self.field_symbol(field)).collect()
    }

    fn field_symbol(&self, field: Node<'_>) -> Option<Symbol> {
        let (name, name_span) = field.name()?;
        let value = field.value()?;
        let elements = || value.elements();
        let entries = || value.entries();
        let (kind, children) = match name {
            "athlete" => (SymbolKind::Athlete, settings(value)),
            "goals" => (SymbolKind::Group, elements().filter_map(race).collect()),
            "sessions" => (SymbolKind::Group, entries().filter_map(session).collect()),
            "exercises" => (SymbolKind::Group, entries().filter_map(exercise).collect()),
            "phases" => {
                (SymbolKind::Group, elements().enumerate().filter_map(|(i, p)| self.phase(i, p)).collect())
            }
            "days" => (SymbolKind::Group, entries().filter_map(|entry| self.date(entry)).collect()),
            "blocked" => (SymbolKind::Group, elements().filter_map(blocked).collect()),
            "lint" => (SymbolKind::Group, settings(value)),
            _ => return None,
        };
        let detail = match children.len() {
            0 => String::new(),
            _ if kind == SymbolKind::Athlete => String::new(),
            count => count.to_string(),
        };
        Some(Symbol { name: name.to_owned(), detail, kind, span: field.span(), name_span, children })
    }

    fn phase(&self, index: usize, node: Node<'_>) -> Option<Symbol> {
        if !matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple) {
            return None;
        }
        let known = self.plan.phases.iter().find(|phase| phase.span == node.span());
        let written = node.field("name");
        let name = written.and_then(Node::str_value).map(std::borrow::Cow::into_owned);
        let focus = node.field("focus").and_then(Node::name).map(|(focus, _)| focus.to_owned());
        let name = name.filter(|name| !name.trim().is_empty());
        let detail = [focus.clone().filter(|_| name.is_some()), known.map(weeks_of)];
        let mut children = Vec::new();
        for field in node.fields() {
            match (field.name().map_or("", |(name, _)| name), field.value()) {
                ("week", Some(week)) => children.extend(Self::weeks(week)),
                ("ramp", Some(ramps)) => children.extend(ramps.entries().filter_map(ramp)),
                _ => {}
            }
        }
        Some(Symbol {
            name: name.or(focus).unwrap_or_else(|| format!("phase {}", index + 1)),
            detail: detail.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            kind: SymbolKind::Phase,
            span: node.span(),
            name_span: written.map_or_else(|| head(node), |written| written.span()),
            children,
        })
    }

    /// The days of the only pattern of a phase, or its patterns.
    fn weeks(week: Node<'_>) -> Vec<Symbol> {
        if week.kind() != NodeKind::List {
            return week.fields().filter_map(day).collect();
        }
        let row = |(index, row): (usize, Node<'_>)| Symbol {
            name: format!("pattern {}", index + 1),
            detail: String::new(),
            kind: SymbolKind::Week,
            span: row.span(),
            name_span: head(row),
            children: row.fields().filter_map(day).collect(),
        };
        week.elements().enumerate().map(row).collect()
    }

    fn date(&self, entry: Node<'_>) -> Option<Symbol> {
        let key = entry.key()?;
        let text = key.str_value()?;
        let known = self.plan.days.iter().find(|day| day.key_span == key.span());
        let slots = entry.value().map(slots).unwrap_or_default();
        let date = known.map(|day| format!("{} {}", table_name(day.date.weekday()), day.date));
        // A key that is the date already says nothing new.
        let date = date.filter(|_| matches!(parse_day_key(&text), Ok(gait_model::date::DayKey::WeekDay(..))));
        let detail = [date, Some(slots)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        symbol(&text, &detail, SymbolKind::Day, entry.span(), key.span(), Vec::new())
    }
}

impl SettingsFile {
    /// The settings, in the order of the text.
    #[must_use]
    pub fn outline(&self) -> Vec<Symbol> {
        self.tree().value().map(settings).unwrap_or_default()
    }

    /// The text as a tree.
    pub(crate) fn tree(&self) -> Tree {
        parse(&self.source.text).tree
    }
}

/// A symbol, unless it has no name.
fn symbol(
    name: &str,
    detail: &str,
    kind: SymbolKind,
    span: Span,
    name_span: Span,
    children: Vec<Symbol>,
) -> Option<Symbol> {
    if name.trim().is_empty() {
        return None;
    }
    Some(Symbol { name: name.to_owned(), detail: short(detail), kind, span, name_span, children })
}

/// At most [`MAX_DETAIL`] characters on one line.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX_DETAIL {
        return line;
    }
    let mut cut: String = line.chars().take(MAX_DETAIL - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// The name or the opening bracket of a value.
fn head(node: Node<'_>) -> Span {
    let bracket = || node.brackets().map_or(node.span(), |(open, _)| open);
    node.name().map_or_else(bracket, |(_, span)| span)
}

/// The weeks of a phase, counted from 1.
fn weeks_of(phase: &Phase) -> String {
    if phase.weeks == 0 {
        return "no weeks".to_owned();
    }
    weeks_text(&(1..=phase.weeks).map(|week| phase.first_week + week).collect::<Vec<_>>())
}

/// The fields of a struct whose values are no groups, with their values; groups with theirs.
fn settings(value: Node<'_>) -> Vec<Symbol> {
    let of_field = |field: Node<'_>| {
        let (name, name_span) = field.name()?;
        setting(name, name_span, field)
    };
    let of_entry = |entry: Node<'_>| {
        let key = entry.key()?;
        setting(&key.str_value()?, key.span(), entry)
    };
    match value.kind() {
        NodeKind::Struct => value.fields().filter_map(of_field).collect(),
        NodeKind::Map => value.entries().filter_map(of_entry).collect(),
        _ => Vec::new(),
    }
}

fn setting(name: &str, name_span: Span, item: Node<'_>) -> Option<Symbol> {
    let value = item.value()?;
    let children = settings(value);
    let detail = if children.is_empty() { text_of(value) } else { String::new() };
    symbol(name, &detail, SymbolKind::Setting, item.span(), name_span, children)
}

/// A value without its quotes.
fn text_of(value: Node<'_>) -> String {
    value.str_value().map_or_else(|| value.text().to_owned(), std::borrow::Cow::into_owned)
}

fn string(node: Node<'_>, field: &str) -> Option<String> {
    node.field(field)?.str_value().map(std::borrow::Cow::into_owned)
}

fn race(node: Node<'_>) -> Option<Symbol> {
    let (distance, date) = (string(node, "distance"), string(node, "date"));
    let written = node.field("name").filter(|name| name.kind() == NodeKind::String);
    let name = string(node, "name").or_else(|| distance.clone()).or_else(|| date.clone())?;
    let detail = [distance.filter(|_| written.is_some()), date, string(node, "target")];
    let detail = detail.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name_span = written.map_or_else(|| head(node), |written| written.span());
    symbol(&name, &detail, SymbolKind::Race, node.span(), name_span, Vec::new())
}

fn session(entry: Node<'_>) -> Option<Symbol> {
    let key = entry.key()?;
    let value = entry.value()?;
    let kind = value.name().map_or("", |(kind, _)| kind);
    let content = value.field("run").or_else(|| value.elements().next());
    let content = content.and_then(Node::str_value).or_else(|| value.field("duration")?.str_value());
    let detail = match content {
        Some(content) if kind.is_empty() => content.into_owned(),
        Some(content) => format!("{kind} · {content}"),
        None => kind.to_owned(),
    };
    let lifts =
        value.field("lifts").or_else(|| value.elements().next().filter(|e| e.kind() == NodeKind::List));
    let children = lifts.map(lifts_of).unwrap_or_default();
    symbol(&key.str_value()?, &detail, SymbolKind::Session, entry.span(), key.span(), children)
}

/// The lifts of a session, those of a superset one by one.
fn lifts_of(list: Node<'_>) -> Vec<Symbol> {
    let mut out = Vec::new();
    for element in list.elements() {
        if element.kind() == NodeKind::List {
            out.extend(element.elements().filter_map(lift));
        } else {
            out.extend(lift(element));
        }
    }
    out
}

fn lift(node: Node<'_>) -> Option<Symbol> {
    let written = if node.kind() == NodeKind::String { node } else { node.field("lift")? };
    let text = written.str_value()?;
    let (name, sets) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    symbol(name, sets, SymbolKind::Lift, node.span(), written.span(), Vec::new())
}

fn exercise(entry: Node<'_>) -> Option<Symbol> {
    let key = entry.key()?;
    let detail = entry.value().and_then(|value| string(value, "name").or_else(|| string(value, "like")));
    let detail = detail.unwrap_or_default();
    symbol(&key.str_value()?, &detail, SymbolKind::Exercise, entry.span(), key.span(), Vec::new())
}

fn day(field: Node<'_>) -> Option<Symbol> {
    let (name, name_span) = field.name()?;
    let slots = field.value().map(slots).unwrap_or_default();
    symbol(name, &slots, SymbolKind::Day, field.span(), name_span, Vec::new())
}

/// The slots of a day on one line.
fn slots(list: Node<'_>) -> String {
    let slots = list.elements().map(|node| node.field("use").unwrap_or(node));
    let names = slots.filter_map(Node::str_value);
    names.map(std::borrow::Cow::into_owned).collect::<Vec<_>>().join(", ")
}

fn ramp(entry: Node<'_>) -> Option<Symbol> {
    let key = entry.key()?;
    let value = entry.value().map(|value| value.text().to_owned()).unwrap_or_default();
    symbol(&key.str_value()?, &value, SymbolKind::Ramp, entry.span(), key.span(), Vec::new())
}

fn blocked(node: Node<'_>) -> Option<Symbol> {
    let from = string(node, "from")?;
    let name =
        string(node, "to").filter(|to| *to != from).map_or(from.clone(), |to| format!("{from} – {to}"));
    let reason = string(node, "reason").unwrap_or_default();
    symbol(&name, &reason, SymbolKind::Blocked, node.span(), head(node), Vec::new())
}
