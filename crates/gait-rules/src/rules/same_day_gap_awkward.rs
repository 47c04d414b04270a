//! Flags leg work that follows a run neither at once nor after real rest.

use gait_model::calendar::{Aspect, Session};

use crate::context::Context;
use crate::number::{hours, round_to};
use crate::occurrence::{Occurrences, time_of_day};
use crate::rule::{Group, Param, Rule, Severity};

const EXEMPT: Param =
    Param::count("exempt_leg_dose", 3.0, (0.0, 22.0), "a session with fewer leg units may start at any time");
const BACK_TO_BACK: Param = Param::hours(
    "back_to_back_max",
    0.5,
    (0.0, 3.0),
    "lifting within so many hours follows straight after the run",
);
const SOFT_SPLIT: Param =
    Param::hours("soft_split", 3.0, (0.0, 12.0), "a gap of fewer hours is a warning, a longer one advice");
const MIN_SPLIT: Param =
    Param::hours("min_split", 6.0, (0.0, 12.0), "from so many hours on, run and lifting are apart");

pub(super) const RULE: Rule = Rule {
    name: "same-day-gap-awkward",
    group: Group::Interference,
    severity: Severity::Advice,
    worst: Severity::Warning,
    of_absence: false,
    summary: "leg work follows a run of the same day neither at once nor after hours of rest",
    page: include_str!("same_day_gap_awkward.md"),
    params: &[EXEMPT, BACK_TO_BACK, SOFT_SPLIT, MIN_SPLIT],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for &strength in &cx.facts.strength {
        let session = cx.session(strength);
        if round_to(session.leg_dose(), 0.1) < cx.param(EXEMPT, session.phase) {
            continue;
        }
        if let Some(run) = run_before(cx, session) {
            check_pair(cx, run, strength, out);
        }
    }
}

/// The last run that ends before `session` on the same day; a walk is none.
fn run_before(cx: &Context<'_>, session: &Session) -> Option<usize> {
    let runs = &cx.facts.runs;
    let to = runs.partition_point(|&run| cx.session(run).start < session.start);
    runs[..to].iter().rev().copied().take_while(|&run| cx.session(run).day == session.day).find(|&run| {
        let run = cx.session(run);
        run.end <= session.start && run.kind().counts_distance()
    })
}

fn check_pair(cx: &Context<'_>, run: usize, strength: usize, out: &mut Occurrences) {
    let (before, session) = (cx.session(run), cx.session(strength));
    let param = |param| cx.param(param, session.phase);
    let (straight, apart) = (param(BACK_TO_BACK), param(MIN_SPLIT));
    let gap = hours(session.start - before.end);
    if gap <= straight || gap >= apart || hours(idle(cx, before, session)) <= straight {
        return;
    }
    let severity = if gap < param(SOFT_SPLIT) { Severity::Warning } else { Severity::Advice };
    let mut starts = vec![before.end + minutes(straight)];
    let mut help = format!("start `{}` by {}", session.name, clock_after(before, straight));
    if before.end.rem_euclid(24 * 60) + minutes(apart) < LATEST {
        help.push_str(&format!(", or at {} or later", clock_after(before, apart)));
        starts.push(before.end + minutes(apart));
    }
    let draft = out
        .report(severity, strength, Aspect::Placement)
        .with(run, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[strength, run])
        .help(help);
    starts.into_iter().fold(draft, |draft, at| draft.propose_start(session, at)).say(format!(
        "`{}` starts {gap} h after `{}` ends; go straight on, or leave {apart} h",
        session.name, before.name
    ));
}

/// A start later than this is no help.
const LATEST: i64 = 21 * 60;

/// The minutes between two sessions in which nothing is planned: mobility or upper body work may stand between.
fn idle(cx: &Context<'_>, before: &Session, session: &Session) -> i64 {
    let between = cx.calendar.on(session.day).iter().filter(|other| {
        other.is_planned() && other.start >= before.end && other.end <= session.start && other.minutes() > 0
    });
    session.start - before.end - between.map(Session::minutes).sum::<i64>()
}

fn clock_after(run: &Session, hours: f64) -> String {
    time_of_day(run.end + minutes(hours))
}

#[expect(clippy::cast_possible_truncation, reason = "parameters are at most 12 h")]
fn minutes(hours: f64) -> i64 {
    (hours * 60.0).round() as i64
}
