//! Flags the weeks before a race that hold too much or too little running, no fast running, or far fewer runs.

use gait_model::calendar::{Aspect, Session};
use gait_model::plan::{Kind, RacePriority};

use crate::context::{Context, km, number, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::rule::{Group, Param, Rule, Severity};

const SHORT_WEEKS: Param =
    Param::count("short_weeks", 1.0, (1.0, 4.0), "weeks of taper before an A race of up to 10 km");
const WEEKS: Param = Param::count("weeks", 2.0, (1.0, 4.0), "weeks of taper before a longer A race");
const MIN: Param =
    Param::percent("min", 40.0, (0.0, 100.0), "the taper keeps at least so much of the usual distance");
const MAX: Param =
    Param::percent("max", 70.0, (0.0, 100.0), "the taper keeps at most so much of the usual distance");
const RUNS: Param = Param::percent(
    "runs",
    20.0,
    (0.0, 100.0),
    "the taper may drop so many of the usual runs, and one in any case",
);

/// The weeks that say what is usual, and how many days of them it takes.
const USUAL_WEEKS: u32 = 4;
const USUAL_DAYS: u32 = 14;

pub(super) const RULE: Rule = Rule {
    name: "taper-not-a-taper",
    group: Group::Racing,
    severity: Severity::Advice,
    summary: "the weeks before a race are no taper",
    page: include_str!("taper_not_a_taper.md"),
    params: &[SHORT_WEEKS, WEEKS, MIN, MAX, RUNS],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for race in cx.races() {
        let run = cx.session(race.session);
        if cx.plan.goals.get(race.goal).is_none_or(|goal| goal.priority != RacePriority::A) {
            continue;
        }
        let is_short = km(run.estimate.mm()) <= 10.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the parameters are 1 to 4"
        )]
        let weeks = cx.param(if is_short { SHORT_WEEKS } else { WEEKS }, run.phase) as u32;
        let Some(from) = run.day.checked_sub(weeks * 7) else { continue };
        let taper = Stretch::new(cx, from, run.day, |_| true);
        // Whole weeks, so that every weekday counts as often as the others.
        let before = (from / 7).min(USUAL_WEEKS) * 7;
        let usual = Stretch::new(cx, from - before, from, |day| is_usual(cx, day));
        if !taper.is_blocked && usual.days >= USUAL_DAYS && usual.mm > 0 {
            judge(cx, race.session, weeks, &taper, &usual, out);
        }
    }
}

/// Lighter weeks and those with a race say little about what is usual.
fn is_usual(cx: &Context<'_>, day: u32) -> bool {
    cx.calendar.weeks.get((day / 7) as usize).is_some_and(|week| !cx.is_light(week))
}

/// What some days hold.
struct Stretch {
    days: u32,
    mm: i64,
    runs: u32,
    is_fast: bool,
    is_blocked: bool,
}

impl Stretch {
    fn new(cx: &Context<'_>, from: u32, to: u32, counts: impl Fn(u32) -> bool) -> Self {
        let mut out = Self { days: 0, mm: 0, runs: 0, is_fast: false, is_blocked: false };
        for day in (from..to).filter(|day| counts(*day)) {
            out.days += 1;
            for session in cx.calendar.on(day) {
                out.is_blocked |= !session.is_planned();
                if session.counts() && session.kind().counts_distance() {
                    out.mm += session.estimate.mm();
                    out.runs += 1;
                    out.is_fast |= is_fast(session);
                }
            }
        }
        out
    }

    fn per_week(&self, amount: f64) -> f64 {
        amount * 7.0 / f64::from(self.days.max(1))
    }
}

fn is_fast(session: &Session) -> bool {
    let fast = session.kind().is_key() && session.kind() != Kind::Long;
    fast || session.kind() == Kind::Strides || session.estimate.hard_seconds > 0
}

fn judge(cx: &Context<'_>, race: usize, weeks: u32, taper: &Stretch, usual: &Stretch, out: &mut Occurrences) {
    let run = cx.session(race);
    let param = |param| cx.param(param, run.phase);
    let share = round_to(taper.per_week(number(taper.mm)) / usual.per_week(number(usual.mm)) * 100.0, 1.0);
    let mut faults = Vec::new();
    if share < param(MIN) || share > param(MAX) {
        faults.push(format!(
            "keep {share} % of the usual distance ({} to {} % advised)",
            param(MIN),
            param(MAX)
        ));
    }
    if usual.is_fast && !taper.is_fast {
        faults.push("hold no fast running".to_owned());
    }
    let (runs, before) = (
        round_to(taper.per_week(f64::from(taper.runs)), 0.5),
        round_to(usual.per_week(f64::from(usual.runs)), 0.5),
    );
    // Of few runs one is already a large share.
    if runs < before * (1.0 - param(RUNS) / 100.0) && before - runs > 1.0 {
        faults.push(format!("hold {runs} runs a week instead of {before}"));
    }
    let Some((last, rest)) = faults.split_last() else { return };
    let list = if rest.is_empty() { last.clone() } else { format!("{} and {last}", rest.join(", ")) };
    let stretch = if weeks == 1 { "7 days".to_owned() } else { format!("{weeks} weeks") };
    // The week that most of the first seven days lie in.
    let week = (run.day - weeks * 7 + 3) / 7;
    out.advise(Target::Week(week), Aspect::Amount)
        .with(race, Aspect::Placement)
        .help("shorten the easy and long runs, keep the number of runs and a little fast running")
        .say(format!("the {stretch} before `{}` {list}", run.name));
}
