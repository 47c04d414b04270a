//! The plan around a case: a case is what differs, `frame.plan.ron` is the rest.

use std::ops::Range;

use gait_model::raw;
use gait_model::shape::{Shaped, StructShape};
use gait_syntax::{Node, NodeKind, parse};

/// The frame, a whole plan by itself.
pub const FRAME: &str = include_str!("frame.plan.ron");

/// A case as a whole plan.
#[derive(Debug)]
pub struct Framed {
    /// The plan.
    pub text: String,
    /// Where the case stands in it.
    pub case: Range<usize>,
}

/// Makes a whole plan of a case. What is written says what it is: `Plan(…)`; the fields of a plan, of a phase (it has
/// `week:`) or of a week.
#[must_use]
pub fn set(case: &str) -> Framed {
    if is_plan(case) {
        return Framed { text: case.to_owned(), case: 0..case.len() };
    }
    let tree = parse(&format!("(\n{case}\n)")).tree;
    let fields: Vec<(&str, Option<Node<'_>>)> = tree
        .value()
        .into_iter()
        .flat_map(Node::fields)
        .filter_map(|f| Some((f.name()?.0, f.value())))
        .collect();
    let has = |name: &str| fields.iter().any(|(field, _)| *field == name);
    if fields.iter().any(|(name, _)| is_of_plan_alone(name)) {
        let replaced = |name: &str| has(name) || (name == "start" && has("end"));
        return around(&format!("Plan({}", frame_fields(replaced)), case, ")");
    }
    let rest = frame_fields(|name| name == "phases");
    if !has("week") {
        return around(&format!("Plan({rest} phases: [Phase(weeks: 2, week: ("), case, "))])");
    }
    let one_row = fields.iter().any(|(n, v)| *n == "week" && v.is_some_and(|v| v.kind() != NodeKind::List));
    let weeks = if one_row && !has("weeks") { "weeks: 2," } else { "" };
    around(&format!("Plan({rest} phases: [Phase({weeks}"), case, ")])")
}

fn around(before: &str, case: &str, after: &str) -> Framed {
    let start = before.len() + 1;
    Framed { text: format!("{before}\n{case}\n{after}\n"), case: start..start + case.len() }
}

fn is_plan(case: &str) -> bool {
    parse(case).tree.value().and_then(Node::name).is_some_and(|(name, _)| name == "Plan")
}

/// Whether a field stands in a plan and not in a phase.
fn is_of_plan_alone(name: &str) -> bool {
    let of = |shape: &StructShape| shape.fields.iter().any(|field| field.name == name);
    of(raw::Plan::SHAPE) && !of(raw::Phase::SHAPE)
}

/// The fields of the frame as text, but for some.
fn frame_fields(leave_out: impl Fn(&str) -> bool) -> String {
    let tree = parse(FRAME).tree;
    let fields = tree.value().into_iter().flat_map(Node::fields);
    let kept = fields.filter(|field| field.name().is_some_and(|(name, _)| !leave_out(name)));
    kept.map(|field| format!("{},", field.text())).collect()
}
