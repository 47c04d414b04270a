//! Flags runs that are much longer than every run of the 30 days before.

use gait_model::calendar::{Aspect, Session, run_steps};
use gait_model::notation::{Amount, Body, Run, Zone};
use gait_model::plan::{Content, Kind, Level};

use crate::context::Context;
use crate::number::{km, number, percent_over, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity, Unit};

const WINDOW: Param = Param::new("window", Unit::Days, 30.0, (7.0, 90.0), "days to look back");
const WARN: Param =
    Param::percent("warn", 10.0, (0.0, 200.0), "more than so much over the longest run is a warning");
const ERROR: Param = Param::percent("error", 100.0, (0.0, 400.0), "more than so much over it is an error");
const MIN_STEP: Param = Param::count(
    "min_step",
    1.0,
    (0.0, 10.0),
    "a step up to so many kilometres (miles in a plan in miles) is left alone",
);
const MIN_STEP_TIME: Param =
    Param::minutes("min_step_time", 5.0, (0.0, 60.0), "a step up to this time is left alone");
const FIRST: Param = Param::minutes(
    "first_run",
    30.0,
    (0.0, 240.0),
    "a first run after the window without one: up to this time it is advice, beyond a warning, over twice as much an \
     error; half as much again for the intermediate, twice as much for the experienced",
);
const RACE: Param = Param::percent(
    "race",
    50.0,
    (0.0, 400.0),
    "a race more than so much over it is advice, over `error` a warning",
);

pub(super) const RULE: Rule = Rule {
    name: "single-run-spike",
    group: Group::RunningLoad,
    severity: Severity::Warning,
    worst: Severity::Error,
    of_absence: true,
    summary: "a run is much longer than every run of the 30 days before",
    page: include_str!("single_run_spike.md"),
    params: &[WINDOW, WARN, ERROR, MIN_STEP, MIN_STEP_TIME, FIRST, RACE],
    check,
};

/// How far and how long, upper ends: millimetres and seconds.
#[derive(Clone, Copy, Default)]
struct Length {
    mm: i64,
    seconds: i64,
}

impl Length {
    fn of(cx: &Context<'_>, session: &Session) -> Self {
        if let (Kind::WalkRun, Content::Run(run)) = (session.kind(), &session.def.content) {
            return Self::without_walking(cx, run);
        }
        Self { mm: session.estimate.distance.high, seconds: session.estimate.time.high }
    }

    /// Of a walk-run what is run: it is the running that grows while its length stays.
    fn without_walking(cx: &Context<'_>, run: &Run) -> Self {
        let (mut seconds, mut metres) = (0.0, 0.0);
        run_steps(&cx.calendar.paces, Kind::WalkRun, run, &mut |step| {
            if step.speed > 0.0 && step.zone != Zone::Walk {
                seconds += step.time.high;
                metres += step.metres.high;
            }
        });
        Self { mm: whole(metres * 1000.0), seconds: whole(seconds) }
    }

    fn max(self, other: Self) -> Self {
        Self { mm: self.mm.max(other.mm), seconds: self.seconds.max(other.seconds) }
    }
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let days = longest_by_day(cx);
    let mut unknown = false;
    for &run in cx.facts.runs.iter().filter(|&&run| is_judged(cx.session(run))) {
        if is_usual(cx, &days, cx.session(run)) {
            continue;
        }
        match longest_before(cx, &days, cx.session(run)) {
            Some(longest) => judge(cx, run, longest, out),
            None => {
                unknown = true;
                judge_alone(cx, run, &days, out);
            }
        }
    }
    if unknown {
        out.advise(Target::Item(cx.plan.athlete.span), Aspect::Presence)
            .help("write `longest_run: \"…\"` under `athlete`, even if it is only roughly known")
            .say(
                "the longest run of the 30 days before the plan is not written, so its first 30 days are not \
                 compared",
            );
    }
}

/// A run beside the longest of the days before it.
pub(crate) struct Growth {
    /// The run, an index of the calendar's sessions.
    pub(crate) run: usize,
    /// Its length in `unit`.
    pub(crate) now: f64,
    /// The longest before in `unit`; 0 if there was none.
    pub(crate) most: f64,
    pub(crate) unit: &'static str,
    /// By how many per cent it is longer.
    pub(crate) over: f64,
}

/// Every run that can be compared, in the order of the calendar.
pub(crate) fn growth(cx: &Context<'_>) -> Vec<Growth> {
    let days = longest_by_day(cx);
    let judged = cx.facts.runs.iter().filter(|&&run| is_judged(cx.session(run)));
    judged
        .filter_map(|&run| {
            let session = cx.session(run);
            Some(compared(cx, run, longest_before(cx, &days, session)?))
        })
        .collect()
}

fn compared(cx: &Context<'_>, run: usize, longest: Length) -> Growth {
    let session = cx.session(run);
    let scale = Scale::of(cx, session);
    let (now, most) = (scale.show(cx, Length::of(cx, session)), scale.show(cx, longest));
    Growth { run, now, most, unit: scale.unit, over: percent_over(now, most) }
}

/// The longest of the days before a run; nothing if they reach back before the plan, and what came before it is not
/// known.
fn longest_before(cx: &Context<'_>, days: &[Length], session: &Session) -> Option<Length> {
    let longest = days_before(cx, days, session).iter().copied().fold(Length::default(), Length::max);
    if reaches_back(cx, session) { Some(longest.max(before(cx, session)?)) } else { Some(longest) }
}

/// Whether a run is no longer than one of the days before it, which most runs are: there is nothing to say, unless it
/// is that what came before the plan is not known.
fn is_usual(cx: &Context<'_>, days: &[Length], session: &Session) -> bool {
    let now = Length::of(cx, session);
    let in_minutes = is_timed(session);
    let is_known = !reaches_back(cx, session) || cx.plan.athlete.longest_run.is_some();
    let as_long = |day: &Length| if in_minutes { day.seconds >= now.seconds } else { day.mm >= now.mm };
    is_known && days_before(cx, days, session).iter().rev().any(as_long)
}

fn days_before<'d>(cx: &Context<'_>, days: &'d [Length], session: &Session) -> &'d [Length] {
    let from = session.day.saturating_sub(window(cx, session));
    days.get(from as usize..session.day as usize).unwrap_or_default()
}

/// Whether the days that a run is compared with begin before the plan.
fn reaches_back(cx: &Context<'_>, session: &Session) -> bool {
    session.day < window(cx, session)
}

/// Optional runs neither count nor carry others.
fn is_judged(session: &Session) -> bool {
    session.counts() && session.kind().counts_distance()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the parameter has a range")]
fn window(cx: &Context<'_>, session: &Session) -> u32 {
    cx.param(WINDOW, session.phase) as u32
}

fn longest_by_day(cx: &Context<'_>) -> Vec<Length> {
    let mut days = vec![Length::default(); cx.calendar.day_count() as usize];
    for session in cx.calendar.sessions.iter().filter(|session| is_judged(session)) {
        if let Some(day) = days.get_mut(session.day as usize) {
            *day = day.max(Length::of(cx, session));
        }
    }
    days
}

/// The athlete's longest run before the plan. What is written as a distance is taken for a time at the speed of the
/// run it is compared with, and the other way round: no assumed pace decides.
fn before(cx: &Context<'_>, run: &Session) -> Option<Length> {
    let here = Length::of(cx, run);
    let speed = number(here.mm) / number(here.seconds.max(1));
    Some(match cx.plan.athlete.longest_run.as_ref()?.value {
        Amount::Distance(range) => {
            Length { mm: range.high.mm, seconds: whole(number(range.high.mm) / speed.max(0.001)) }
        }
        Amount::Time(range) => {
            Length { mm: whole(number(range.high.seconds) * speed), seconds: range.high.seconds }
        }
    })
}

#[expect(clippy::cast_possible_truncation, reason = "bounded by the notation")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// A length as it is shown and compared: in minutes, or in the unit of the plan.
struct Scale {
    in_minutes: bool,
    unit: &'static str,
}

impl Scale {
    fn of(cx: &Context<'_>, session: &Session) -> Self {
        let in_minutes = is_timed(session);
        Self { in_minutes, unit: if in_minutes { "min" } else { cx.facts.unit.symbol() } }
    }

    fn show(&self, cx: &Context<'_>, length: Length) -> f64 {
        if self.in_minutes { minutes(length) } else { cx.shown(km(length.mm)) }
    }

    /// The largest step that is left alone: a kilometre, a mile or a few minutes a week is how plans grow, and among
    /// short runs it is a large share.
    fn min_step(&self, cx: &Context<'_>, phase: usize) -> f64 {
        cx.param(if self.in_minutes { MIN_STEP_TIME } else { MIN_STEP }, phase)
    }
}

fn minutes(length: Length) -> f64 {
    round_to(number(length.seconds) / 60.0, 1.0)
}

fn judge(cx: &Context<'_>, run: usize, longest: Length, out: &mut Occurrences) {
    let session = cx.session(run);
    let (scale, window) = (Scale::of(cx, session), window(cx, session));
    let Growth { now, most, unit, over, .. } = compared(cx, run, longest);
    if most == 0.0 && now > 0.0 {
        return begin_again(cx, run, (now, unit), out);
    }
    let Some(severity) = severity(cx, session, over) else { return };
    if round_to(now - most, 0.1) <= scale.min_step(cx, session.phase) {
        return;
    }
    let limit = cx.param(WARN, session.phase);
    let fact = format!(
        "`{}` ({now} {unit}) is {over} % longer than every run of the {window} days before ({most} {unit})",
        session.name
    );
    let draft = out.report(severity, run, Aspect::Amount);
    if session.kind() == Kind::Race {
        draft.help("longer runs in the month before make the step smaller").say(fact);
    } else {
        let text = format!("{}: {} {}", session.name, clamped(&scale, most, limit), scale.unit);
        let draft = if is_one_amount(session) && most > 0.0 {
            draft.propose_action(Action::Instead(run, text))
        } else {
            draft
        };
        draft.help(help(&scale, most, limit)).say(format!("{fact}; {limit} % advised at most"));
    }
}

/// Says of a first run after the window without one how long it is: nothing can be compared, so the level decides.
fn begin_again(cx: &Context<'_>, run: usize, (now, unit): (f64, &str), out: &mut Occurrences) {
    let session = cx.session(run);
    let times = match cx.plan.athlete.level {
        Level::Novice => 1.0,
        Level::Intermediate => 1.5,
        Level::Experienced => 2.0,
    };
    let most = round_to(cx.param(FIRST, session.phase) * times, 1.0);
    let long = minutes(Length::of(cx, session));
    let severity = if session.kind() == Kind::Race || long <= most {
        Severity::Advice
    } else if long <= 2.0 * most {
        Severity::Warning
    } else {
        Severity::Error
    };
    let fact =
        format!("`{}` ({now} {unit}) comes after {} days without a run", session.name, window(cx, session));
    let draft = out.report(severity, run, Aspect::Amount).help("begin again with short runs");
    match severity {
        Severity::Advice => draft.say(fact),
        _ if unit == "min" => draft.say(format!("{fact}; {most} min advised at most")),
        _ => draft.say(format!("{fact}: about {long} min; {most} min advised at most")),
    }
}

/// Says of a run, where nobody knows what came before the plan, that it is over twice as long as all that the plan holds
/// before it. In the first week there is too little to tell by: its runs are short until its long one comes.
fn judge_alone(cx: &Context<'_>, run: usize, days: &[Length], out: &mut Occurrences) {
    let session = cx.session(run);
    if session.day < 7 {
        return;
    }
    let own = days_before(cx, days, session).iter().copied().fold(Length::default(), Length::max);
    let Growth { now, most, unit, over, .. } = compared(cx, run, own);
    let min_step = Scale::of(cx, session).min_step(cx, session.phase);
    if most > 0.0 && over > cx.param(ERROR, session.phase) && round_to(now - most, 0.1) > min_step {
        out.advise(run, Aspect::Amount)
            .help("if longer runs came before the plan, write `longest_run: \"…\"` under `athlete`")
            .say(format!(
                "`{}` ({now} {unit}) is {over} % longer than every run of the plan before it ({most} {unit})",
                session.name
            ));
    }
}

fn severity(cx: &Context<'_>, session: &Session, over: f64) -> Option<Severity> {
    let is_over = |param| over > cx.param(param, session.phase);
    if session.kind() == Kind::Race {
        // A marathon is a third longer than the longest runs that prepare for it.
        let severity = if is_over(ERROR) { Severity::Warning } else { Severity::Advice };
        return is_over(RACE).then_some(severity);
    }
    let severity = if is_over(ERROR) { Severity::Error } else { Severity::Warning };
    is_over(WARN).then_some(severity)
}

fn help(scale: &Scale, most: f64, limit: f64) -> String {
    let to = clamped(scale, most, limit);
    format!("cut it to {to} {}, or put a run of that length before it", scale.unit)
}

/// The longest run that is within the limit, rounded down.
fn clamped(scale: &Scale, most: f64, limit: f64) -> f64 {
    let step = if scale.in_minutes { 1.0 } else { 0.1 };
    round_to((most * (1.0 + limit / 100.0) / step + 1e-6).floor() * step, step)
}

/// Whether a run is one distance or time and nothing else.
fn is_one_amount(session: &Session) -> bool {
    match &session.def.content {
        Content::Run(run) => match run.steps.as_slice() {
            [step] => step.value.repeats.is_none() && matches!(step.value.body, Body::Amount(_)),
            _ => false,
        },
        _ => false,
    }
}

/// Walk-runs, and runs written as times alone, are compared in minutes.
fn is_timed(session: &Session) -> bool {
    session.kind() == Kind::WalkRun
        || matches!(&session.def.content, Content::Run(run) if is_written_as_time(run))
}

fn is_written_as_time(run: &Run) -> bool {
    run.steps.iter().all(|step| match &step.value.body {
        Body::Amount(amount) => matches!(amount.value, Amount::Time(_)),
        Body::Group { run, .. } => is_written_as_time(run),
    })
}
