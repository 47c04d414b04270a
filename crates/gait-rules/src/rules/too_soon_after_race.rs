//! Flags key runs and leg work in the days after a race.

use gait_model::calendar::{Aspect, Session};
use gait_model::dose::LegClass;
use gait_model::plan::Kind;

use crate::context::{Context, GoalRace};
use crate::number::km;
use crate::occurrence::Occurrences;
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity, Unit};

const SHORT: Param =
    days("short", 3.0, "easy days after an A race of up to 15 km; a B race has half of them");
const MIDDLE: Param =
    days("middle", 7.0, "easy days after an A race of up to 30 km; a B race has half of them");
const LONG: Param = days("long", 14.0, "easy days after a longer A race; a B race has half of them");

const fn days(name: &'static str, default: f64, doc: &'static str) -> Param {
    Param::new(name, Unit::Days, default, (0.0, 60.0), doc)
}

pub(super) const RULE: Rule = Rule {
    name: "too-soon-after-race",
    group: Group::Racing,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a key run or leg work in the days after a race among the goals",
    page: include_str!("too_soon_after_race.md"),
    params: &[SHORT, MIDDLE, LONG],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for race in cx.races() {
        let run = cx.session(race.session);
        let easy = easy_days(cx, race);
        for day in race.days_after(cx.calendar.day_count(), easy) {
            for index in cx.calendar.indices(day) {
                let session = cx.session(index);
                if session.is_planned() && session.start >= run.end && is_hard(session) {
                    report(cx, index, race.session, easy, out);
                }
            }
        }
    }
}

/// The days after a race that are easy.
pub(crate) fn easy_days(cx: &Context<'_>, race: GoalRace) -> f64 {
    let run = cx.session(race.session);
    let param = match km(run.estimate.mm()) {
        km if km <= 15.0 => SHORT,
        km if km <= 30.0 => MIDDLE,
        _ => LONG,
    };
    (race.share * cx.param(param, run.phase)).floor()
}

/// What is proposed instead of a hard run lasts no longer.
const EASY_MINUTES: i64 = 40;

/// A race that follows is a goal of its own, and meant.
fn is_hard(session: &Session) -> bool {
    let key = session.kind().is_run() && session.is_key() && session.kind() != Kind::Race;
    key || session.leg_class() >= LegClass::Moderate
}

fn report(cx: &Context<'_>, index: usize, race: usize, easy: f64, out: &mut Occurrences) {
    let (session, run) = (cx.session(index), cx.session(race));
    let when = match session.day - run.day {
        0 => "right after".to_owned(),
        1 => "1 day after".to_owned(),
        n => format!("{n} days after"),
    };
    let what = match session.leg_class() {
        class if class >= LegClass::Moderate => format!(" ({} leg work)", class.name()),
        _ => String::new(),
    };
    let days = if easy == 1.0 { "day" } else { "days" };
    let draft = out
        .warn(index, Aspect::Placement)
        .with(race, Aspect::Placement)
        .help("make it easy, or leave it out");
    let draft = if session.kind().is_run() {
        let minutes = session.minutes().min(EASY_MINUTES);
        draft.propose_action(Action::Instead(index, format!("easy: {minutes} min")))
    } else {
        draft.propose_lighter_legs(index)
    };
    draft
        .propose_drop(index)
        .propose_move(index)
        .say(format!("`{}`{what} comes {when} `{}`; {easy} easy {days} advised", session.name, run.name));
}
