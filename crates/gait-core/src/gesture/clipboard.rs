//! Sessions as text: what is copied is RON, what is pasted may be notation as well.

use gait_model::notation::parse_slot;
use gait_syntax::edit::quote;
use gait_syntax::{Node, NodeKind, parse};

use super::draft::Written;
use super::{Refusal, SessionKey};
use crate::snapshot::Snapshot;

/// More than a day can hold is not for one.
const MOST: usize = 24;

/// A slot from a clipboard.
pub(super) struct Pasted {
    /// The slot in RON.
    pub(super) ron: String,
    /// The session it names first.
    pub(super) name: String,
}

impl Snapshot {
    /// The slots of sessions as RON: the one as it is written, or a list of several. Races have none; nothing if no
    /// session is left.
    #[must_use]
    pub fn copy(&self, sessions: &[SessionKey]) -> Option<String> {
        let slots = sessions.iter().filter_map(|key| self.written(key));
        let slots: Vec<String> = slots.map(one_line).collect();
        match slots.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(format!("[{}]", several.join(", "))),
        }
    }

    /// The slot that a session is written as; nothing for a race.
    fn written(&self, key: &SessionKey) -> Option<Node<'_>> {
        let session = self.session(key)?;
        let node = self.tree.covering(session.trail.slot);
        let is_slot = matches!(node.kind(), NodeKind::String | NodeKind::Struct) && node.name().is_none();
        Some(node).filter(|node| is_slot && node.span() == session.trail.slot)
    }
}

/// A slot on one line, unless a comment needs its line end.
pub(super) fn one_line(slot: Node<'_>) -> String {
    let text = slot.text();
    let span = slot.span();
    let has_comment = slot.tree().comments().any(|comment| span.contains(comment.span));
    if slot.kind() == NodeKind::String || has_comment {
        return text.to_owned();
    }
    let fields: Vec<&str> = slot.fields().map(Node::text).collect();
    format!("({})", fields.join(", "))
}

/// Reads what was pasted.
pub(super) fn read(text: &str) -> Result<Vec<Pasted>, Refusal> {
    let text = text.trim();
    let slots = match text.chars().next() {
        None => return Err(Refusal::new("there is nothing to paste")),
        Some('[') => from_ron(text)?,
        Some('"' | '(') => from_ron(&format!("[{text}\n]"))?,
        Some(_) => text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(from_notation)
            .collect::<Result<_, _>>()?,
    };
    match slots.len() {
        0 => Err(Refusal::new("there is nothing to paste")),
        1..=MOST => Ok(slots),
        many => Err(Refusal::new(format!("these are {many} sessions; a day has at most {MOST}"))),
    }
}

fn from_ron(text: &str) -> Result<Vec<Pasted>, Refusal> {
    let parsed = parse(text);
    let list = parsed.tree.value().filter(|list| list.kind() == NodeKind::List);
    let (Some(list), None) = (list, parsed.problems.first()) else {
        let why = parsed.problems.first().map_or(String::new(), |problem| format!(": {}", problem.message));
        return Err(Refusal::new(format!("what was copied is no list of sessions{why}")));
    };
    list.elements().map(from_node).collect()
}

fn from_node(slot: Node<'_>) -> Result<Pasted, Refusal> {
    let notation = match slot.kind() {
        NodeKind::String => slot.str_value(),
        NodeKind::Struct if slot.name().is_none() => slot.field("use").and_then(Node::str_value),
        _ => None,
    };
    let Some(notation) = notation else {
        return Err(Refusal::new(format!("`{}` is no session", shortened(slot.text()))));
    };
    let name = name_in(&notation)?;
    if Written::of(slot).is_none() {
        return Err(Refusal::new(format!("`{}` is no session", shortened(slot.text()))));
    }
    Ok(Pasted { ron: one_line(slot), name })
}

fn from_notation(line: &str) -> Result<Pasted, Refusal> {
    Ok(Pasted { ron: quote(line), name: name_in(line)? })
}

/// The session that notation names first.
fn name_in(notation: &str) -> Result<String, Refusal> {
    let read = parse_slot(notation);
    if let Some(error) = read.errors.first() {
        return Err(Refusal::new(format!("`{}` is no session: {}", shortened(notation), error.message)));
    }
    let first = read.value.and_then(|slot| Some(slot.choices.first()?.value.name.value.to_string()));
    first.ok_or_else(|| Refusal::new(format!("`{}` is no session", shortened(notation))))
}

/// What is pasted may be anything, and long.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= MOST && line.len() == text.len() {
        return line.to_owned();
    }
    line.chars().take(MOST).chain(['…']).collect()
}
