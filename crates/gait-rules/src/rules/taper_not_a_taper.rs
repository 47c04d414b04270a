//! Flags the weeks before a race that hold too much or too little running, no fast running, or far fewer runs.

use gait_model::calendar::{Aspect, Session, Status};
use gait_model::plan::{Kind, RacePriority};

use crate::context::Context;
use crate::number::{km, number, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const SHORT_WEEKS: Param =
    Param::count("short_weeks", 1.0, (1.0, 4.0), "weeks of taper before an A race of up to 10 km");
const WEEKS: Param = Param::count("weeks", 2.0, (1.0, 4.0), "weeks of taper before a longer A race");
const MIN: Param = Param::percent(
    "min",
    40.0,
    (0.0, 100.0),
    "the taper keeps at least so much of the usual distance, with the race",
);
const MAX: Param = Param::percent(
    "max",
    70.0,
    (0.0, 100.0),
    "the taper keeps at most so much of the usual distance, without the race",
);
const RUNS: Param = Param::percent(
    "runs",
    20.0,
    (0.0, 100.0),
    "the taper may drop so many of the usual runs, and one in any case",
);

const IGNORE: Param =
    Param::kilometres("ignore_under", 20.0, (0.0, 200.0), "who runs less in a usual week needs no taper");

/// The weeks that say what is usual, and how many of them it takes.
const USUAL_WEEKS: u32 = 4;
const LEAST_WEEKS: u32 = 2;

pub(super) const RULE: Rule = Rule {
    name: "taper-not-a-taper",
    group: Group::Racing,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "the weeks before a race are no taper",
    page: include_str!("taper_not_a_taper.md"),
    params: &[SHORT_WEEKS, WEEKS, MIN, MAX, RUNS, IGNORE],
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
        let Some(from) = (run.day + 1).checked_sub(weeks * 7) else { continue };
        let taper = Stretch::new(cx, (0..weeks).map(|week| from + week * 7));
        let before = (1..=USUAL_WEEKS).filter_map(|back| from.checked_sub(back * 7));
        let usual = Stretch::new(cx, before.filter(|first| is_usual(cx, *first)));
        if !taper.is_blocked && usual.weeks >= LEAST_WEEKS && usual.km() >= cx.param(IGNORE, run.phase) {
            judge(cx, race.session, weeks, &taper, &usual, out);
        }
    }
}

/// Lighter weeks and those with a race say little about what is usual. Seven days that begin with `first` lie mostly
/// in the week of the fourth.
fn is_usual(cx: &Context<'_>, first: u32) -> bool {
    cx.calendar.weeks.get(week_of(first)).is_some_and(|week| !cx.is_light(week))
}

const fn week_of(first: u32) -> usize {
    ((first + 3) / 7) as usize
}

/// What some weeks hold, which end on the weekday of the race.
struct Stretch {
    weeks: u32,
    mm: i64,
    runs: u32,
    is_fast: bool,
    is_blocked: bool,
}

impl Stretch {
    /// The weeks that begin on these days.
    fn new(cx: &Context<'_>, firsts: impl Iterator<Item = u32>) -> Self {
        let mut out = Self { weeks: 0, mm: 0, runs: 0, is_fast: false, is_blocked: false };
        for first in firsts {
            out.weeks += 1;
            for session in (first..first + 7).flat_map(|day| cx.calendar.on(day)) {
                out.is_blocked |= matches!(session.status, Status::Blocked(_));
                if session.counts() && session.kind().counts_distance() {
                    out.runs += 1;
                    if session.kind() == Kind::Race {
                        continue;
                    }
                    out.mm += session.estimate.mm();
                    out.is_fast |= is_fast(session);
                }
            }
        }
        out
    }

    fn km(&self) -> f64 {
        km(self.mm / i64::from(self.weeks.max(1)))
    }

    fn per_week(&self, amount: f64) -> f64 {
        amount / f64::from(self.weeks.max(1))
    }
}

fn is_fast(session: &Session) -> bool {
    let fast = session.kind().is_key() && session.kind() != Kind::Long;
    fast || session.kind() == Kind::Strides || session.estimate.hard_seconds > 0
}

fn judge(cx: &Context<'_>, race: usize, weeks: u32, taper: &Stretch, usual: &Stretch, out: &mut Occurrences) {
    let run = cx.session(race);
    let param = |param| cx.param(param, run.phase);
    let share =
        |mm: i64| round_to(taper.per_week(number(mm)) / usual.per_week(number(usual.mm)) * 100.0, 1.0);
    // The race is no training, but who races has not been idle.
    let (without, with) = (share(taper.mm), share(taper.mm + run.estimate.mm()));
    let mut faults = Vec::new();
    if without > param(MAX) {
        faults.push(format!(
            "keep {without} % of the usual distance without the race ({} % advised at most)",
            param(MAX)
        ));
    } else if with < param(MIN) {
        faults.push(format!(
            "keep {with} % of the usual distance with the race ({} % advised at least)",
            param(MIN)
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
    let week = u32::try_from(week_of((run.day + 1).saturating_sub(weeks * 7))).unwrap_or(u32::MAX);
    let draft = out.advise(Target::Week(week), Aspect::Amount).with(race, Aspect::Placement);
    let draft = if without > param(MAX) {
        draft.propose_action(Action::Shorten(
            run.phase,
            Vec::new(),
            &[Kind::Easy, Kind::Recovery, Kind::Long],
        ))
    } else {
        draft
    };
    draft
        .help("shorten the easy and long runs, keep the number of runs and a little fast running")
        .say(format!("the {stretch} before `{}` {list}", run.name));
}
