//! Flags lifts that get harder in several ways at once, and weeks in which running and strength both jump.

use std::fmt;

use gait_model::calendar::{Aspect, Part, Week};
use gait_model::change;
use gait_model::exercise::eccentric_s;
use gait_model::notation::Sets;
use gait_model::plan::{ExerciseId, Lift, RampChange};

use crate::context::{Context, PlannedLift};
use crate::history::{Exposure, rise};
use crate::lifting::as_written;
use crate::number::{number, percent_over, round_to};
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity, Unit};
use crate::wording::and_list;

const LOAD: Param = Param::percent("load", 2.5, (0.0, 100.0), "a load that rises by so much is harder");
const SETS: Param = Param::count("sets", 1.0, (1.0, 10.0), "so many sets more are harder");
const REPS: Param = Param::count("reps", 2.0, (1.0, 20.0), "so many repetitions more are harder");
const TEMPO: Param = Param::count("tempo", 1.0, (0.1, 10.0), "lowering so many seconds longer is harder");
const REST: Param = Param::count("rest", 15.0, (1.0, 300.0), "so many seconds less rest are harder");
const BOTH: Param =
    Param::percent("both", 10.0, (0.0, 100.0), "running and strength may not both rise by more in a week");
const WINDOW: Param = Param::new(
    "window",
    Unit::Days,
    28.0,
    (7.0, 180.0),
    "what comes later than so many days after the last time is a new beginning",
);

pub(super) const RULE: Rule = Rule {
    name: "many-variables-at-once",
    group: Group::Progression,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "a lift gets harder in several ways at once, or running and strength rise together",
    page: include_str!("many_variables_at_once.md"),
    params: &[LOAD, SETS, REPS, TEMPO, REST, BOTH, WINDOW],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for history in &cx.facts.histories {
        let whole = history.iter().filter(|exposure| !exposure.is_scaled);
        let mut whole = whole.filter_map(|exposure| Some((exposure, cx.planned(exposure)?)));
        let Some(mut from) = whole.next() else { continue };
        for to in whole {
            check_lift(cx, from, to, out);
            from = to;
        }
    }
    check_weeks(cx, out);
}

/// A time of a lift.
type Time<'c> = (&'c Exposure, &'c PlannedLift<'c>);

fn check_lift(cx: &Context<'_>, (from, before): Time<'_>, (to, now): Time<'_>, out: &mut Occurrences) {
    if differing(before, now) < 2 {
        return;
    }
    let (a, b) = (cx.session(from.session), cx.session(to.session));
    if f64::from(b.day - a.day) > cx.param(WINDOW, b.phase) {
        return;
    }
    let changes = changes(cx, b.phase, to.exercise, before, now);
    let is_harder = |change: &&Change| change.is_harder();
    let count = changes.iter().flatten().filter(is_harder).count();
    // What gets easier pays for one thing that gets harder: fewer repetitions for a heavier load.
    let easier = changes.iter().flatten().count() - count;
    if count < easier + 2 {
        return;
    }
    let harder: Vec<String> = changes.iter().flatten().filter(is_harder).map(Change::to_string).collect();
    let (last, rest) = harder.split_last().map_or(("", &[][..]), |(last, rest)| (last.as_str(), rest));
    let aspect = |exposure: &Exposure| Aspect::Content(Part::Sets(exposure.lift));
    let draft = out.warn(to.session, aspect(to));
    let draft = if a.def.span == b.def.span { draft } else { draft.with(from.session, aspect(from)) };
    let draft = draft.help("change one at a time, a week or two apart");
    let is_heavier = changes.iter().flatten().any(|change| matches!(change, Change::Load(by) if *by > 0.0));
    let draft = match load_alone(cx, *from, *to, is_heavier) {
        Some((label, changes)) => draft.propose_all(Safety::Suggested, label, changes),
        None => draft,
    };
    draft.say(format!(
        "`{}` gets harder in {} ways at once: {} and {last}",
        now.lift.name.value,
        harder.len(),
        rest.join(", ")
    ));
}

/// The new load with the sets, the repetitions, the lowering and the rest of before, where they are written as they are
/// done. Where neither load nor sets differ, the slower lowering stays and the rest is as before.
fn load_alone(
    cx: &Context<'_>,
    from: Exposure,
    to: Exposure,
    is_heavier: bool,
) -> Option<(String, Vec<change::Change>)> {
    let (old, new) = (cx.lift(from)?, cx.lift(to)?);
    let mut sets = new.sets.as_ref()?.value.clone();
    let (mut details, mut changes) = (Vec::new(), Vec::new());
    if let Some((fewer, change)) = sets_of_before(cx, old, new, to) {
        sets = fewer;
        changes.push(change);
    }
    let is_slower = lowering(new) > lowering(old) && (is_heavier || !changes.is_empty());
    if let Some((old, new)) = old.tempo.zip(new.tempo).filter(|_| is_slower) {
        let with = format!("tempo {}", old.value);
        details.push(with.clone());
        changes.push(change::Change::Respell { name: new.span, with });
    }
    if let Some((old, new)) = old.rest.zip(new.rest).filter(|(old, new)| old.value > new.value) {
        let with = format!("rest {}", old.value);
        details.push(with.clone());
        changes.push(change::Change::Respell { name: new.span, with });
    }
    let with = if details.is_empty() { String::new() } else { format!(" with {}", and_list(&details)) };
    (!changes.is_empty()).then(|| (format!("do {sets}{with} first"), changes))
}

/// The new load with the sets and repetitions of before.
fn sets_of_before(cx: &Context<'_>, old: &Lift, new: &Lift, to: Exposure) -> Option<(Sets, change::Change)> {
    let (before, now) = (old.sets.as_ref()?, new.sets.as_ref()?);
    let by_itself = cx.lift_ramp(to).is_none_or(|ramp| matches!(ramp.change, RampChange::Each(_)));
    let (Sets::Alike { count, work, per_side, .. }, Sets::Alike { load, .. }) = (&before.value, &now.value)
    else {
        return None;
    };
    let sets = Sets::Alike { count: *count, work: *work, per_side: *per_side, load: *load };
    let is_other = before.span != now.span && sets != now.value;
    let with = as_written(new, now.span, &sets);
    (by_itself && is_other).then_some((sets, change::Change::Respell { name: now.span, with }))
}

/// What differs between two times of a lift: before, then now.
#[derive(Clone, Copy)]
enum Change {
    /// By how many per cent.
    Load(f64),
    Sets(u32, u32),
    Repetitions(u32, u32),
    /// Seconds.
    Lowering(f64, f64),
    /// Seconds.
    Rest(i64, i64),
}

impl Change {
    /// By how much the lift gets harder, in the unit of the parameter that it is compared with.
    fn by(&self) -> f64 {
        match *self {
            Self::Load(percent) => percent,
            Self::Sets(old, new) | Self::Repetitions(old, new) => f64::from(new) - f64::from(old),
            Self::Lowering(old, new) => new - old,
            Self::Rest(old, new) => number(old - new),
        }
    }

    fn is_harder(&self) -> bool {
        self.by() > 0.0
    }

    /// Whether it is enough to count.
    fn counts(&self, cx: &Context<'_>, phase: usize) -> bool {
        let least = match self {
            Self::Load(_) => cx.param(LOAD, phase),
            Self::Sets(..) => cx.param(SETS, phase),
            Self::Repetitions(..) => cx.param(REPS, phase),
            Self::Lowering(..) => cx.param(TEMPO, phase),
            Self::Rest(..) => cx.param(REST, phase),
        };
        self.by().abs() >= least
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(by) => write!(f, "load +{by} %"),
            Self::Sets(old, new) => write!(f, "{new} sets instead of {old}"),
            Self::Repetitions(old, new) => write!(f, "{new} repetitions instead of {old}"),
            Self::Lowering(old, new) => write!(f, "{new} s lowering instead of {old}"),
            Self::Rest(old, new) => write!(f, "{new} s rest instead of {old}"),
        }
    }
}

/// In how many ways two times of a lift differ at all; mostly there is one.
fn differing(before: &PlannedLift<'_>, now: &PlannedLift<'_>) -> usize {
    let tempo = |lift: &Lift| lift.tempo.map(|tempo| tempo.value);
    let rest = |lift: &Lift| lift.rest.map(|rest| rest.value.seconds);
    let ways = [
        before.heaviest != now.heaviest,
        before.sets != now.sets,
        reps(before.lift) != reps(now.lift),
        tempo(before.lift) != tempo(now.lift),
        rest(before.lift) != rest(now.lift),
    ];
    ways.into_iter().filter(|differs| *differs).count()
}

/// What differs by at least as much as counts.
fn changes(
    cx: &Context<'_>,
    phase: usize,
    exercise: ExerciseId,
    from: &PlannedLift<'_>,
    to: &PlannedLift<'_>,
) -> [Option<Change>; 5] {
    let (before, now) = (from.lift, to.lift);
    let loads = from.heaviest.zip(to.heaviest);
    let all = [
        loads.and_then(|(old, new)| rise(cx.plan, exercise, old, new)).map(Change::Load),
        Some(Change::Sets(from.sets, to.sets)),
        reps(before).zip(reps(now)).map(|(old, new)| Change::Repetitions(old, new)),
        lowering(before).zip(lowering(now)).map(|(old, new)| Change::Lowering(old, new)),
        before.rest.zip(now.rest).map(|(old, new)| Change::Rest(old.value.seconds, new.value.seconds)),
    ];
    all.map(|change| change.filter(|change| change.counts(cx, phase)))
}

/// The most repetitions of a set.
fn reps(lift: &Lift) -> Option<u32> {
    use gait_model::notation::Work;
    match &lift.sets.as_ref()?.value {
        Sets::Alike { work: Work::Reps(reps), .. } => Some(reps.high),
        Sets::Alike { .. } => None,
        Sets::Listed(sets) => sets.iter().map(|set| set.reps).max(),
    }
}

/// Seconds of lowering, if a tempo is written.
fn lowering(lift: &Lift) -> Option<f64> {
    lift.tempo.as_ref().map(|tempo| round_to(eccentric_s(tempo.value), 0.1))
}

/// Weeks whose running and strength are both well above each of the three loading weeks before.
fn check_weeks(cx: &Context<'_>, out: &mut Occurrences) {
    let weeks: Vec<&Week> = cx.calendar.weeks.iter().filter(|week| !cx.is_light(week)).collect();
    for (at, week) in weeks.iter().enumerate().skip(1) {
        let before = &weeks[at.saturating_sub(3)..at];
        let most = |value: &dyn Fn(&Week) -> f64| before.iter().map(|week| value(week)).fold(0.0, f64::max);
        let km = percent_over(cx.week(week).km, most(&|week| cx.week(week).km));
        let dose = percent_over(cx.week(week).dose, most(&|week| cx.week(week).dose));
        let limit = cx.param(BOTH, week.phase);
        if km > limit && dose > limit {
            out.warn(Target::Week(week.index), Aspect::Amount)
                .help("let running grow in one week and strength in another")
                .say(format!(
                    "running grows by {km} % and strength by {dose} % in the same week; one at a time advised"
                ));
        }
    }
}
