//! Flags four weeks in which too little of the running is easy.

use gait_model::calendar::{Aspect, Week};
use gait_model::plan::{Focus, Kind};

use crate::context::Context;
use crate::number::{number, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity};

const MIN: Param = Param::percent("min", 70.0, (0.0, 100.0), "least share of easy running over four weeks");
const MIN_HOURS: Param = Param::hours(
    "min_hours",
    3.0,
    (0.0, 40.0),
    "hours of running a week, on average, under which the share says little",
);

/// How many weeks are looked at together.
const WEEKS: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "easy-share-low",
    group: Group::RunningLoad,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "too little of the running is easy",
    page: include_str!("easy_share_low.md"),
    params: &[MIN, MIN_HOURS],
    check,
};

/// Seconds of running, and those above easy.
#[derive(Clone, Copy, Default)]
struct Time {
    all: i64,
    hard: i64,
}

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let times: Vec<Time> = cx.calendar.weeks.iter().map(|week| time(cx, week)).collect();
    for (weeks, times) in cx.calendar.weeks.windows(WEEKS).zip(times.windows(WEEKS)) {
        let Some(last) = weeks.last().filter(|_| !weeks.iter().any(|week| is_special(cx, week))) else {
            continue;
        };
        let sum = times
            .iter()
            .fold(Time::default(), |sum, one| Time { all: sum.all + one.all, hard: sum.hard + one.hard });
        let hours = round_to(number(sum.all) / 3600.0 / number(times.len() as i64), 0.1);
        if sum.all == 0 || hours < cx.param(MIN_HOURS, last.phase) {
            continue;
        }
        let easy = round_to(100.0 * number(sum.all - sum.hard) / number(sum.all), 1.0);
        let min = cx.param(MIN, last.phase);
        if easy < min {
            out.advise(Target::Week(last.index), Aspect::Presence)
                .help("make a quick stretch easy, or add easy running")
                .say(format!("over four weeks {easy} % of the running is easy; {min} % advised"));
        }
    }
}

/// Weeks before a race have little easy running left, on purpose; what blocked days leave over is chance.
fn is_special(cx: &Context<'_>, week: &Week) -> bool {
    let facts = cx.week(week);
    matches!(cx.phase(week).focus, Some(Focus::Peak | Focus::Taper)) || facts.race || facts.blocked
}

/// Races and time trials are not training at an intensity.
fn time(cx: &Context<'_>, week: &Week) -> Time {
    let mut time = Time::default();
    for session in cx.calendar.in_week(week).iter().filter(|session| session.counts()) {
        let kind = session.kind();
        if kind.counts_distance() && !matches!(kind, Kind::Race | Kind::TimeTrial) {
            time.all += session.estimate.seconds();
            time.hard += session.estimate.hard_seconds;
        }
    }
    time
}
