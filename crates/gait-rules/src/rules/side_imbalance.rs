//! Flags lifts that train one side more than the other without a reason.

use gait_model::calendar::{Aspect, Part, Session};
use gait_model::change::Change;
use gait_model::notation::{Load, Sets, Work};
use gait_model::plan::{Intent, Lift, PartialReason};
use gait_syntax::edit::quote;

use crate::context::{Context, PlannedLift};
use crate::lifting::is_scaled;
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const TOLERANCE: Param =
    Param::percent("tolerance", 10.0, (0.0, 100.0), "most that one side may do less than the other");
const WITH_REASON: Param = Param::percent(
    "with_reason",
    50.0,
    (0.0, 100.0),
    "the same for work on a weakness and in rehabilitation",
);

pub(super) const RULE: Rule = Rule {
    name: "side-imbalance",
    group: Group::Exercises,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a lift trains one side more than the other",
    page: include_str!("side_imbalance.md"),
    params: &[TOLERANCE, WITH_REASON],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let sided =
        |lift: &&PlannedLift<'_>| lift.is_special && lift.lift.sides.is_some() && lift.exercise.is_some();
    for lift in cx.facts.lifts.iter().filter(sided) {
        // In a lighter week each side is rounded by itself, so sides say nothing.
        if !is_scaled(cx.session(lift.session)) {
            check_lift(cx, lift.session, lift.at, lift.lift, out);
        }
    }
}

fn check_lift(cx: &Context<'_>, index: usize, at: u32, lift: &Lift, out: &mut Occurrences) {
    let session = cx.session(index);
    // A side that is not written does what the lift says.
    let sides = lift.left_and_right().map(|side| side.or(lift.sets.as_ref()).map(|sets| &sets.value));
    let [Some(left), Some(right)] = sides else { return };
    let less = less_by(amount(left), amount(right)).max(less_by(load(left), load(right)));
    let tolerance = if has_reason(session, lift) { WITH_REASON } else { TOLERANCE };
    let tolerance = cx.param(tolerance, session.phase);
    if less <= tolerance {
        return;
    }
    let name = &lift.name.value;
    let draft = out
        .warn(index, Aspect::Content(Part::Lift(at)))
        .help("do on both sides what the weaker one can do well, or write `intent: Weakness` on the session");
    let draft = match evened(left, right) {
        Some((field, value)) => {
            let change = Change::SetField { owner: lift.span, field, value: quote(&value.to_string()) };
            draft.propose(Safety::Suggested, format!("do `{name}` {value} on both sides"), change)
        }
        None => draft,
    };
    draft.say(format!("`{name}` does {left} left and {right} right, {less} % less on one side"));
}

/// The side to change and its sets, for both to do the same: one set more, or else what the weaker side does. A load
/// never rises, because what one side lifts says nothing about the other.
fn evened<'s>(left: &'s Sets, right: &'s Sets) -> Option<(&'static str, &'s Sets)> {
    let is_weaker = |one, other| amount(one) <= amount(other) && load(one) <= load(other);
    let (weak, strong) = match (is_weaker(left, right), is_weaker(right, left)) {
        (true, _) => (("left", left), ("right", right)),
        (_, true) => (("right", right), ("left", left)),
        // Less weight on one side and less work on the other: nobody knows which is the weaker one.
        _ => return None,
    };
    Some(if is_one_set_more(strong.1, weak.1) { (weak.0, strong.1) } else { (strong.0, weak.1) })
}

/// Whether the first does one set more than the second, and the same in each.
fn is_one_set_more(strong: &Sets, weak: &Sets) -> bool {
    let Sets::Alike { count, work, per_side, load } = strong else { return false };
    let one_less =
        Sets::Alike { count: count.saturating_sub(1), work: *work, per_side: *per_side, load: *load };
    one_less == *weak
}

/// Whether the sides differ for a reason that is written: a weakness, or rehabilitation.
fn has_reason(session: &Session, lift: &Lift) -> bool {
    let rom = lift.rom.as_ref().and_then(|rom| rom.value.as_ref());
    session.def.intent == Some(Intent::Weakness)
        || matches!(rom, Some(PartialReason::Rehab | PartialReason::PainFree))
}

/// By how many per cent the smaller is less than the larger.
fn less_by(left: f64, right: f64) -> f64 {
    let (low, high) = (left.min(right), left.max(right));
    if high > 0.0 { round_to((1.0 - low / high) * 100.0, 1.0) } else { 0.0 }
}

/// Repetitions, seconds or metres of all sets.
fn amount(sets: &Sets) -> f64 {
    match sets {
        Sets::Alike { count, work, .. } => {
            let each = match work {
                Work::Reps(range) | Work::Seconds(range) | Work::Metres(range) => {
                    (f64::from(range.low) + f64::from(range.high)) / 2.0
                }
                Work::Max => 1.0,
            };
            f64::from(*count) * each
        }
        Sets::Listed(list) => list.iter().map(|set| f64::from(set.reps)).sum(),
    }
}

/// The mean load of a set in kilograms or per cent; 0 where none is written.
fn load(sets: &Sets) -> f64 {
    match sets {
        Sets::Alike { load, .. } => load.as_ref().map_or(0.0, kilograms),
        Sets::Listed(list) if list.is_empty() => 0.0,
        Sets::Listed(list) => {
            let sum: f64 = list.iter().map(|set| kilograms(&set.load)).sum();
            let sets = list.iter().map(|_| 1.0).sum::<f64>();
            sum / sets
        }
    }
}

fn kilograms(load: &Load) -> f64 {
    match load {
        Load::Mass(mass) => number(mass.ug) / 1e9,
        Load::Pair(mass) => number(mass.ug) / 5e8,
        Load::OfMax(percent) => percent.fraction() * 100.0,
        Load::Bodyweight | Load::Band => 0.0,
    }
}
