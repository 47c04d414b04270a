//! Flags numbers that are more likely a slip of units or digits than training.

use gait_model::calendar::{Aspect, LayerKind, Part, Placement, Session};
use gait_model::change::Change;
use gait_model::exercise::Unit;
use gait_model::notation::{Body, Load, RaceWord, Run, Sets, Target, Work, Zone};
use gait_model::pace::predict;
use gait_model::plan::{Content, Gate, Kind, Lift};
use gait_model::units::{Distance, DistanceUnit, Duration, KM_PER_MILE, Mass, MassUnit, Pace, Range};
use gait_syntax::Span;

use crate::context::{Context, PlannedLift};
use crate::number::{hours, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const FASTEST: Param =
    Param::minutes("fastest_pace", 2.0, (1.0, 10.0), "minutes per km; a faster pace looks like a slip");
const SLOWEST: Param = Param::minutes(
    "slowest_pace",
    15.0,
    (5.0, 60.0),
    "minutes per km; a slower pace of a run looks like a slip",
);
const LONGEST: Param = Param::hours(
    "longest_run",
    6.0,
    (1.0, 48.0),
    "a longer run looks like a slip, unless the plan has a race beyond the marathon",
);
const OFF: Param = Param::percent(
    "off_prediction",
    40.0,
    (10.0, 100.0),
    "a pace so far off what results let expect looks like a slip",
);
const LOAD: Param =
    Param::count("body_masses", 3.0, (1.0, 6.0), "a load of more than so many body masses looks like a slip");
const REPS: Param = Param::count("reps", 50.0, (10.0, 500.0), "more repetitions in a set look like a slip");
const HEART: Param = Param::count(
    "heart_max",
    230.0,
    (150.0, 260.0),
    "a higher maximum heart rate, in beats per minute, looks like a slip",
);

pub(super) const RULE: Rule = Rule {
    name: "implausible-number",
    group: Group::Hygiene,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a pace, length, load, repetition count or date looks like a slip",
    page: include_str!("implausible_number.md"),
    params: &[FASTEST, SLOWEST, LONGEST, OFF, LOAD, REPS, HEART],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    athlete(cx, out);
    races(cx, out);
    let ultra = cx.plan.goals.iter().any(|goal| is_ultra(goal.distance));
    for (index, session) in cx.calendar.sessions.iter().enumerate().filter(|(_, s)| s.is_planned()) {
        match &session.def.content {
            Content::Run(run) => {
                if !ultra {
                    length(cx, index, session, out);
                }
                paces(cx, index, session, run, out);
            }
            Content::Strength(_) | Content::Mobility(_) | Content::Rest => {}
        }
    }
    for lift in &cx.facts.lifts {
        loads(cx, lift, out);
        repetitions(cx, lift, out);
    }
}

fn is_ultra(distance: Distance) -> bool {
    distance > RaceWord::Marathon.distance()
}

fn athlete(cx: &Context<'_>, out: &mut Occurrences) {
    let athlete = &cx.plan.athlete;
    let (max, rest) = &athlete.heart;
    if let Some(max) = max
        && f64::from(max.value) > cx.plan_param(HEART)
    {
        out.warn(max.span, Aspect::Presence)
            .help("220 less the age is a rough guess; a chest strap that slips reads too high")
            .say(format!("a maximum heart rate of {} beats per minute is hardly possible", max.value));
    }
    if let (Some(max), Some(rest)) = (max, rest)
        && rest.value >= max.value
    {
        out.warn(rest.span, Aspect::Presence)
            .with(max.span, Aspect::Presence)
            .help("are the two exchanged?")
            .say(format!("the resting heart rate, {}, is not below the maximum, {}", rest.value, max.value));
    }
    for (_, max) in &athlete.maxes {
        if let Some(fact) = too_heavy(cx, max.value, max.value, cx.plan_param(LOAD)) {
            out.warn(max.span, Aspect::Presence).help("kg or lb?").say(fact);
        }
    }
    let dated = |gate: &Gate| match gate {
        Gate::Pass(date) | Gate::Fail(date) => Some(*date),
        Gate::Attested => None,
    };
    let results = athlete.results.iter().map(|result| (result.on, result.span, "this result"));
    let gates =
        athlete.gates.iter().filter_map(|(_, gate)| Some((dated(&gate.value)?, gate.span, "this test")));
    for (date, span, what) in results.chain(gates) {
        if cx.plan.is_dated && date > cx.plan.last_day {
            out.warn(span, Aspect::Presence)
                .help("it is the day it was done; is the year right?")
                .say(format!("{what} is dated {date}, after the plan's last day, {}", cx.plan.last_day));
        }
    }
}

/// Times of results and goals against what legs can do, and goals against what results let expect.
fn races(cx: &Context<'_>, out: &mut Occurrences) {
    for result in &cx.plan.athlete.results {
        race_pace(cx, result.distance, result.time, result.span, out);
    }
    for goal in &cx.plan.goals {
        let Some(target) = goal.target else { continue };
        if race_pace(cx, goal.distance, target, goal.span, out) || cx.calendar.paces.assumed {
            continue;
        }
        let Some(expected) = predict(cx.calendar.paces.vdot, goal.distance.in_metres()) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "race times are small numbers")]
        let faster = round_to((expected / target.seconds as f64 - 1.0) * 100.0, 1.0);
        if faster > cx.plan_param(OFF) {
            let expected = Duration::from_minutes(round_to(expected / 60.0, 1.0));
            out.warn(goal.span, Aspect::Presence)
                .help("hours, minutes and seconds are `1:35:00`; is the distance right?")
                .say(format!(
                    "{} is {faster} % faster than results let expect, about {}",
                    target.as_race_time(),
                    expected.as_race_time()
                ));
        }
    }
}

/// Reports the pace of a race that legs cannot do; says whether it did.
fn race_pace(
    cx: &Context<'_>,
    distance: Distance,
    time: Duration,
    span: Span,
    out: &mut Occurrences,
) -> bool {
    let Some(ms_per_km) = time.seconds.checked_mul(1_000_000_000).and_then(|ms| ms.checked_div(distance.mm))
    else {
        return false;
    };
    let pace = Pace {
        ms_per_km,
        unit: if distance.unit == DistanceUnit::Mi { DistanceUnit::Mi } else { DistanceUnit::Km },
    };
    let (fastest, slowest) = (cx.plan_param(FASTEST), cx.plan_param(SLOWEST));
    let minutes = minutes_per_km(pace);
    let limit = if minutes < fastest {
        fastest
    } else if minutes > slowest && !is_ultra(distance) {
        slowest
    } else {
        return false;
    };
    out.warn(span, Aspect::Presence)
        .help("hours, minutes and seconds are `1:35:00`, minutes and seconds `43:20`")
        .say(format!(
            "{} for {} is {pace}, {}",
            time.as_race_time(),
            race_name(distance),
            beyond(limit, minutes, pace)
        ));
    true
}

/// A distance as runners say it.
fn race_name(distance: Distance) -> String {
    match distance {
        _ if distance == RaceWord::Half.distance() => "a half marathon".to_owned(),
        _ if distance == RaceWord::Marathon.distance() => "a marathon".to_owned(),
        _ => distance.to_string(),
    }
}

fn length(cx: &Context<'_>, index: usize, session: &Session, out: &mut Occurrences) {
    let most = cx.param(LONGEST, session.phase);
    let long = hours(session.minutes());
    let race = matches!(session.trail.placement, Placement::Goal(_));
    if race || !session.kind().counts_distance() || long <= most {
        return;
    }
    out.warn(index, Aspect::Amount)
        .help("km or mi, min or h? A race beyond the marathon among the goals lifts the limit")
        .say(format!("`{}` takes {long} h, a run over {most} h looks like a slip", session.name));
}

fn paces(cx: &Context<'_>, index: usize, session: &Session, run: &Run, out: &mut Occurrences) {
    let (fastest, slowest) = (cx.param(FASTEST, session.phase), cx.param(SLOWEST, session.phase));
    let walks = matches!(session.kind(), Kind::Walk | Kind::WalkRun | Kind::Cross);
    for (step, part) in run.steps.iter().zip(0..) {
        let mut fact = None;
        each_pace(&step.value, &mut |pace| {
            let (low, high) = (minutes_per_km(pace.low), minutes_per_km(pace.high));
            if low < fastest {
                fact = Some(format!(
                    "a pace of {} looks like a slip: it is {}",
                    pace.low,
                    beyond(fastest, low, pace.low)
                ));
            } else if high > slowest && !walks {
                fact = Some(format!(
                    "a pace of {} looks like a slip: it is {}",
                    pace.high,
                    beyond(slowest, high, pace.high)
                ));
            } else if let Some(off) = off_results(cx, session, pace) {
                fact = Some(off);
            }
        });
        if let Some(fact) = fact {
            let draft = out.warn(index, Aspect::Content(Part::Step(part))).help("per km or per mile?");
            match other_unit(&step.value) {
                Some((label, change)) => draft.propose(Safety::Suggested, label, change).say(fact),
                None => draft.say(fact),
            }
        }
    }
}

/// The pace of a step by the other unit, if it is written outside repeats.
fn other_unit(step: &gait_model::notation::Step) -> Option<(String, Change)> {
    let written = step.target.as_ref()?;
    let Target::Pace(pace) = written.value else { return None };
    let (unit, share) = match pace.low.unit {
        DistanceUnit::Mi => (DistanceUnit::Km, KM_PER_MILE),
        _ => (DistanceUnit::Mi, 1.0 / KM_PER_MILE),
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "paces are small numbers"
    )]
    let pace = pace.map(|one| Pace { ms_per_km: (one.ms_per_km as f64 * share).round() as i64, unit });
    let with = Target::Pace(pace).to_string();
    let name = Span::new(written.at.start, written.at.end);
    Some((format!("write `{with}`"), Change::Respell { name, with }))
}

/// Visits every pace that a step aims at.
fn each_pace(step: &gait_model::notation::Step, visit: &mut dyn FnMut(Range<Pace>)) {
    if let Some(Target::Pace(pace)) = step.target.as_ref().map(|target| &target.value) {
        visit(*pace);
    }
    if let Body::Group { run, .. } = &step.body {
        run.steps.iter().for_each(|inner| each_pace(&inner.value, visit));
    }
}

/// A pace that is far faster than the repeats that results let expect, or in easy running far from the easy pace.
fn off_results(cx: &Context<'_>, session: &Session, pace: Range<Pace>) -> Option<String> {
    let paces = &cx.calendar.paces;
    if paces.assumed {
        return None;
    }
    let (zone, what) = match session.kind() {
        Kind::Easy | Kind::Recovery => (Zone::Easy, "the easy pace"),
        _ => (Zone::Rep, "the pace of short repeats"),
    };
    let most = cx.param(OFF, session.phase);
    let expected = paces.speed(zone);
    let faster = round_to((pace.low.speed() / expected - 1.0) * 100.0, 1.0);
    if faster > most {
        let expected = Pace::from_speed(expected, pace.low.unit);
        return Some(format!(
            "{} is {faster} % faster than {what} that results let expect, {expected}",
            pace.low
        ));
    }
    // Between hard repeats one may trot as slowly as one likes, and on mountains everybody is slow.
    let is_easy = matches!(session.kind(), Kind::Easy | Kind::Recovery | Kind::Long);
    if !is_easy || cx.plan.goals.iter().any(|goal| is_ultra(goal.distance)) {
        return None;
    }
    let expected = paces.speed(Zone::Easy);
    let slower = round_to((expected / pace.high.speed() - 1.0) * 100.0, 1.0);
    (slower > most).then(|| {
        let expected = Pace::from_speed(expected, pace.high.unit);
        format!("{} is {slower} % slower than the easy pace that results let expect, {expected}", pace.high)
    })
}

/// Minutes for a kilometre, to the second.
#[expect(clippy::cast_precision_loss, reason = "paces are small numbers")]
fn minutes_per_km(pace: Pace) -> f64 {
    (pace.ms_per_km as f64 / 1000.0).round() / 60.0
}

/// `faster than 2:00/km`, in the author's unit.
fn beyond(limit: f64, minutes: f64, pace: Pace) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "parameters have bounds")]
    let limit_pace = Pace { ms_per_km: (limit * 60_000.0).round() as i64, unit: pace.unit };
    let than = if minutes < limit { "faster than" } else { "slower than" };
    format!("{than} {limit_pace}")
}

fn loads(cx: &Context<'_>, lift: &PlannedLift<'_>, out: &mut Occurrences) {
    let Some((written, total)) = heaviest(lift) else { return };
    let session = cx.session(lift.session);
    if let Some(fact) = too_heavy(cx, written, total, cx.param(LOAD, session.phase)) {
        let draft = out.warn(lift.session, lift_aspect(session, lift.at)).help("kg or lb?");
        let draft = match in_pounds(lift.lift) {
            Some((label, change)) => draft.propose(Safety::Suggested, label, change),
            None => draft,
        };
        draft.say(format!("`{}`: {fact}", lift.lift.name.value));
    }
}

/// The same number in pounds, where kilograms are written.
fn in_pounds(lift: &Lift) -> Option<(String, Change)> {
    let written = lift.sets.as_ref().filter(|sets| lift.span.contains(sets.span))?;
    let Sets::Alike { count, work, per_side, load: Some(load) } = written.value else { return None };
    let pounds = |mass: Mass| {
        (mass.unit == MassUnit::Kg)
            .then(|| Mass { ug: Mass::lb(1).ug.saturating_mul(mass.ug / Mass::kg(1).ug), unit: MassUnit::Lb })
    };
    let load = match load {
        Load::Mass(mass) => Load::Mass(pounds(mass)?),
        Load::Pair(mass) => Load::Pair(pounds(mass)?),
        Load::OfMax(_) | Load::Bodyweight | Load::Band => return None,
    };
    let with = Sets::Alike { count, work, per_side, load: Some(load) }.to_string();
    Some((format!("lift {load}"), Change::Respell { name: written.span, with }))
}

/// The heaviest load of a lift as written, and in all: a pair counts twice.
fn heaviest(lift: &PlannedLift<'_>) -> Option<(Mass, Mass)> {
    match lift.heaviest? {
        Load::Mass(mass) => Some((mass, mass)),
        Load::Pair(mass) => Some((mass, Mass { ug: mass.ug.saturating_mul(2), unit: mass.unit })),
        Load::OfMax(_) | Load::Bodyweight | Load::Band => None,
    }
}

fn too_heavy(cx: &Context<'_>, written: Mass, total: Mass, limit: f64) -> Option<String> {
    let body = cx.plan.athlete.mass?;
    if body.value.ug <= 0 {
        return None;
    }
    let times = round_to(total.in_kg() / body.value.in_kg(), 0.1);
    (times > limit).then(|| format!("{written} is {times} times the body mass of {}", body.value))
}

fn repetitions(cx: &Context<'_>, planned: &PlannedLift<'_>, out: &mut Occurrences) {
    let lift = planned.lift;
    // Contacts of hops and skips come by the hundred.
    let counts_reps = planned.exercise.is_none_or(|exercise| exercise.unit != Unit::Contacts);
    let session = cx.session(planned.session);
    let most = cx.param(REPS, session.phase);
    let both = lift.sets.as_ref().and_then(|sets| most_reps(&sets.value));
    let reps = both.max(lift.side_sets().filter_map(|sets| most_reps(&sets.value)).max());
    if let Some(reps) = reps.filter(|&reps| counts_reps && f64::from(reps) > most) {
        let draft = out
            .warn(planned.session, lift_aspect(session, planned.at))
            .help("a hold is written in seconds, such as `2x60 s`");
        let draft = match in_seconds(lift) {
            Some((label, change)) => draft.propose(Safety::Suggested, label, change),
            None => draft,
        };
        draft.say(format!(
            "`{}` has {reps} repetitions in a set, over {most} look like a slip",
            lift.name.value
        ));
    }
}

/// The same number in seconds.
fn in_seconds(lift: &Lift) -> Option<(String, Change)> {
    let written = lift.sets.as_ref().filter(|sets| lift.span.contains(sets.span))?;
    let Sets::Alike { count, work: Work::Reps(range), per_side, load } = written.value else { return None };
    let with = Sets::Alike { count, work: Work::Seconds(range), per_side, load }.to_string();
    Some((format!("hold `{}` {with}", lift.name.value), Change::Respell { name: written.span, with }))
}

fn most_reps(sets: &Sets) -> Option<u32> {
    match sets {
        Sets::Alike { work: Work::Reps(range), .. } => Some(range.high),
        Sets::Alike { .. } => None,
        Sets::Listed(list) => list.iter().map(|set| set.reps).max(),
    }
}

/// The lift as written, or the ramp if that is what made it as it is.
fn lift_aspect(session: &Session, part: u32) -> Aspect {
    let last = session.trail.changes.last().map(|layer| layer.kind);
    if matches!(last, Some(LayerKind::Ramp(_))) { Aspect::Amount } else { Aspect::Content(Part::Lift(part)) }
}
