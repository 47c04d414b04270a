//! Flags leg work that starts cold.

use gait_model::calendar::{Aspect, Part, Session, warm_up_seconds};
use gait_model::change::Change;
use gait_model::exercise::{Pattern, Unit};
use gait_model::notation::{Sets, Work};
use gait_model::plan::{Kind, WarmUp};

use crate::context::{Context, hours, number, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const MIN: Param = Param::minutes("min", 5.0, (0.0, 60.0), "shortest warm-up");
const AFTER_RUN: Param =
    Param::minutes("after_run", 30.0, (0.0, 240.0), "so soon after a run the legs are still warm");
const MIN_DOSE: Param =
    Param::count("min_dose", 3.0, (0.0, 60.0), "leg units from which a warm-up is asked for");
const STATIC_MAX: Param =
    Param::count("static_max", 60.0, (0.0, 600.0), "longest stretch held in a warm-up, in seconds a side");

pub(super) const RULE: Rule = Rule {
    name: "warm-up-missing",
    group: Group::WarmUp,
    severity: Severity::Warning,
    worst: Severity::Warning,
    summary: "leg work starts cold",
    page: include_str!("warm_up_missing.md"),
    params: &[MIN, AFTER_RUN, MIN_DOSE, STATIC_MAX],
    check,
};

/// What is proposed: the library's warm-up takes six minutes.
const PROPOSED_MIN: u32 = 6;

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for &index in &cx.facts.strength {
        let session = cx.session(index);
        if round_to(session.leg_dose(), 0.1) < cx.param(MIN_DOSE, session.phase) {
            continue;
        }
        let seconds = warm_up_seconds(cx.plan, &session.def);
        if round_to(number(seconds) / 60.0, 0.1) >= cx.param(MIN, session.phase) {
            check_stretches(cx, index, out);
        } else {
            check_start(cx, index, seconds, out);
        }
    }
}

/// Looks at what comes before a session without a warm-up of its own.
fn check_start(cx: &Context<'_>, index: usize, own_seconds: i64, out: &mut Occurrences) {
    let session = cx.session(index);
    let (after_run, min) = (cx.param(AFTER_RUN, session.phase), cx.param(MIN, session.phase));
    let before = last_before(cx, session, min);
    let gap = before.map(|other| session.start - cx.session(other).end);
    if gap.is_some_and(|gap| number(gap) <= after_run) {
        return;
    }
    let name = &session.name;
    let message = match (own_seconds > 0, before, gap) {
        (true, ..) => {
            let minutes = round_to(number(own_seconds) / 60.0, 0.1);
            format!("the warm-up of `{name}` takes {minutes} min; {min} min advised")
        }
        (false, Some(other), Some(gap)) => {
            let gap = if gap < 120 { format!("{gap} min") } else { format!("{} h", hours(gap)) };
            format!("`{name}` starts {gap} after `{}` without a warm-up", cx.session(other).name)
        }
        _ => format!("`{name}` has no warm-up and no run before it"),
    };
    let value = format!("\"{PROPOSED_MIN} min\"");
    let change = Change::SetField { owner: session.def.span, field: "warm_up", value };
    let draft = out
        .warn(index, Aspect::Content(Part::Whole))
        .help(format!("write `warm_up: \"{PROPOSED_MIN} min\"`, or lift straight after a run"))
        .propose(Safety::Suggested, format!("begin `{name}` with {PROPOSED_MIN} min of warm-up"), change);
    match before {
        Some(other) => draft.rests_on_clock(cx.calendar, &[index, other]).say(message),
        None => draft.say(message),
    }
}

/// The last session of the day before this one that warms up: a run, or mobility of some length.
fn last_before(cx: &Context<'_>, session: &Session, min: f64) -> Option<usize> {
    let warms = |other: &Session| match other.kind() {
        Kind::Mobility => number(other.minutes()) >= min,
        kind => kind.is_run(),
    };
    cx.calendar
        .indices(session.day)
        .filter(|&i| {
            let other = cx.session(i);
            other.is_planned() && other.start < session.start && warms(other)
        })
        .max_by_key(|&i| cx.session(i).end)
}

/// Looks for stretches held so long that they cost strength just before it is used.
fn check_stretches(cx: &Context<'_>, index: usize, out: &mut Occurrences) {
    let session = cx.session(index);
    let Some(WarmUp::Lifts(lifts)) = session.def.warm_up.as_ref().map(|warm_up| &warm_up.value) else {
        return;
    };
    let most = cx.param(STATIC_MAX, session.phase);
    for lift in lifts {
        let Some(exercise) = lift.exercise.map(|id| cx.plan.exercises.get(id)) else { continue };
        let Some(Sets::Alike { count, work: Work::Seconds(range), .. }) =
            lift.sets.as_ref().map(|s| &s.value)
        else {
            continue;
        };
        let held = f64::from(*count) * f64::from(range.high);
        if exercise.pattern == Some(Pattern::Static) && exercise.unit == Unit::Seconds && held > most {
            out.advise(index, Aspect::Content(Part::Whole))
                .help("hold it shorter, or stretch after lifting")
                .say(format!(
                    "the warm-up of `{}` holds `{}` for {held} s a side; {most} s advised at most",
                    session.name, lift.name.value
                ));
            return;
        }
    }
}
