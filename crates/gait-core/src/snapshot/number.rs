//! Numbers where a quantity is written as text: what is said of them names the unit that is usual there.

use gait_model::raw;
use gait_model::shape::{Kind, Notation, Value};
use gait_syntax::{Node, NodeKind, Problem, Tree};

use crate::form::Says;
use crate::typed::{Part, walk};

/// The longest run that is told in kilometres rather than in minutes.
const LONGEST_KM: f64 = 50.0;

/// The shortest run of a day that is told in minutes.
const USUAL_MINUTES: f64 = 20.0;

/// Completes what is said of numbers that lack their unit.
pub(super) fn name_units(tree: &Tree, problems: &mut [Problem]) {
    let is_number = |problem: &&mut Problem| {
        let node = tree.covering(problem.span);
        problem.code == "wrong-type" && node.kind() == NodeKind::Number && node.span() == problem.span
    };
    let mut numbers: Vec<&mut Problem> = problems.iter_mut().filter(is_number).collect();
    let Some(plan) = tree.value().filter(|_| !numbers.is_empty()) else { return };
    walk(plan, <raw::Plan as Value>::KIND, &mut |part| {
        let (notation, node) = match part {
            Part::Notation(notation, node) => (notation, node),
            Part::Forms(forms, node) => {
                let notation = |form: &Kind| if let Kind::Notation(it) = form { Some(*it) } else { None };
                let Some(notation) = forms.iter().find_map(notation) else { return };
                (notation, node)
            }
            _ => return,
        };
        let problem = numbers.iter_mut().find(|problem| problem.span == node.span());
        if let (Some(problem), Some(text)) = (problem, with_unit(notation, node)) {
            problem.help = Some(format!("text needs quotes, and a quantity its unit: `\"{text}\"`"));
        }
    });
}

/// A number as the text that is probably meant.
fn with_unit(notation: Notation, number: Node<'_>) -> Option<String> {
    let text = number.text();
    let value: f64 = text.parse().ok()?;
    let unit = match notation {
        Notation::RaceTime => {
            let (minutes, seconds) = text.split_once('.').unwrap_or((text, "00"));
            return (seconds.len() == 2).then(|| format!("{minutes}:{seconds}"));
        }
        // A share as a fraction.
        Notation::Percent if value <= 1.0 => return Some(format!("{} %", (value * 100.0).round())),
        Notation::Slot => {
            let unit = if value >= USUAL_MINUTES { "min" } else { "km" };
            return Some(format!("easy: {text} {unit}"));
        }
        Notation::Run | Notation::EachEntry | Notation::Amount if value > LONGEST_KM => "min",
        Notation::Run | Notation::EachEntry | Notation::RaceDistance => "km",
        notation => Says::Notation(notation).units().first()?,
    };
    Some(format!("{text} {unit}"))
}
