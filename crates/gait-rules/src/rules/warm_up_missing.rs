//! Flags leg work that starts cold.

use gait_model::calendar::{Aspect, Part, Session, is_stretch, leading, warm_up_seconds};
use gait_model::change::Change;
use gait_model::exercise::Unit;
use gait_model::notation::{Sets, Work};
use gait_model::plan::{Kind, Lift, WarmUp};

use crate::context::{Context, lifts};
use crate::number::{hours, number, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const MIN: Param = Param::minutes("min", 5.0, (0.0, 60.0), "shortest warm-up");
const AFTER_RUN: Param =
    Param::minutes("after_run", 30.0, (0.0, 240.0), "so soon after a run the legs are still warm");
const MIN_DOSE: Param =
    Param::count("min_dose", 3.0, (0.0, 60.0), "leg units from which a warm-up is asked for");
const STATIC_MAX: Param =
    Param::count("static_max", 60.0, (0.0, 600.0), "longest stretch held before lifting, in seconds a side");

pub(super) const RULE: Rule = Rule {
    name: "warm-up-missing",
    group: Group::WarmUp,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
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
        let seconds = warm_up_seconds(cx.plan, &session.def);
        // What warms up may be what could not be read.
        let starts_cold = cx.plan.is_whole
            && round_to(session.leg_dose(), 0.1) >= cx.param(MIN_DOSE, session.phase)
            && round_to(number(seconds) / 60.0, 0.1) < cx.param(MIN, session.phase)
            && check_start(cx, index, seconds, out);
        check_stretches(cx, index, starts_cold, out);
    }
}

/// Looks at what comes before a session without a warm-up of its own. Whether there was something to say.
fn check_start(cx: &Context<'_>, index: usize, own_seconds: i64, out: &mut Occurrences) -> bool {
    let session = cx.session(index);
    let (after_run, min) = (cx.param(AFTER_RUN, session.phase), cx.param(MIN, session.phase));
    let before = last_before(cx, session, min, after_run);
    let gap = before.map(|other| session.start - cx.session(other).end);
    if gap.is_some_and(|gap| number(gap) <= after_run) {
        return false;
    }
    let name = &session.name;
    let stretches = || before_lifting(cx, session).any(|(_, lift)| is_stretch(cx.plan, lift));
    let message = match (own_seconds > 0, before, gap) {
        (false, ..) if stretches() => {
            format!("`{name}` begins with stretches that are held; {min} min of movement advised")
        }
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
    true
}

/// The last session before this one, of its day or over just before midnight, that warms up: a run, or mobility of some
/// length.
fn last_before(cx: &Context<'_>, session: &Session, min: f64, after_run: f64) -> Option<usize> {
    let warms = |other: &Session| match other.kind() {
        Kind::Mobility => number(other.minutes()) >= min,
        kind => kind.is_run(),
    };
    let is_near =
        |other: &Session| other.day == session.day || number(session.start - other.end) <= after_run;
    let from = cx.calendar.indices(session.day.saturating_sub(1)).start;
    (from..cx.calendar.indices(session.day).end)
        .filter(|&i| {
            let other = cx.session(i);
            other.is_planned() && other.start < session.start && is_near(other) && warms(other)
        })
        .max_by_key(|&i| cx.session(i).end)
}

/// Looks for stretches held so long that they cost strength just before it is used. Of the session as a whole, where
/// stretches of its `warm_up` are told, only one thing is said: `is_told` if something was.
fn check_stretches(cx: &Context<'_>, index: usize, mut is_told: bool, out: &mut Occurrences) {
    let session = cx.session(index);
    let most = cx.param(STATIC_MAX, session.phase);
    // Where nothing is lifted afterwards, there is no strength to lose.
    if before_lifting(cx, session).filter(|(part, _)| part.is_some()).count() == lifts(session).len() {
        return;
    }
    let mut held: Vec<(&Lift, Option<u32>, f64)> = Vec::new();
    for (part, lift) in before_lifting(cx, session).filter(|(_, lift)| is_stretch(cx.plan, lift)) {
        let seconds = seconds_held(cx, lift);
        match held.iter_mut().find(|(first, ..)| first.exercise == lift.exercise) {
            Some((.., sum)) => *sum += seconds,
            None => held.push((lift, part, seconds)),
        }
    }
    for (lift, part, seconds) in held.into_iter().filter(|(.., seconds)| *seconds > most) {
        if part.is_none() && std::mem::replace(&mut is_told, true) {
            continue;
        }
        out.advise(index, Aspect::Content(part.map_or(Part::Whole, Part::Lift)))
            .help("hold it shorter, or stretch after lifting")
            .say(format!(
                "`{}` holds `{}` for {seconds} s a side before lifting; {most} s advised at most",
                session.name, lift.name.value
            ));
    }
}

/// What a session does before its first lift that is work: its `warm_up`, and what its lifts begin with, those with
/// their index.
fn before_lifting<'s>(
    cx: &'s Context<'_>,
    session: &'s Session,
) -> impl Iterator<Item = (Option<u32>, &'s Lift)> {
    let warm_up = match session.def.warm_up.as_ref().map(|warm_up| &warm_up.value) {
        Some(WarmUp::Lifts(lifts)) => lifts.as_slice(),
        _ => &[],
    };
    let first = (0..).zip(leading(cx.plan, lifts(session)));
    warm_up.iter().map(|lift| (None, lift)).chain(first.map(|(part, lift)| (Some(part), lift)))
}

/// How long a stretch is held in all its sets, on each side.
fn seconds_held(cx: &Context<'_>, lift: &Lift) -> f64 {
    let is_timed = lift.exercise.is_some_and(|id| cx.plan.exercises.get(id).unit == Unit::Seconds);
    match lift.sets.as_ref().map(|sets| &sets.value) {
        Some(Sets::Alike { count, work: Work::Seconds(range), .. }) if is_timed => {
            f64::from(*count) * f64::from(range.high)
        }
        _ => 0.0,
    }
}
