//! Flags many weeks of strength in a row without a lighter one.

use gait_model::calendar::{Aspect, Week};
use gait_model::change::Change;
use gait_model::plan::Deload;

use crate::context::Context;
use crate::number::round_to;
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};
use crate::wording::weeks_text;

const ADVISE_WEEKS: Param =
    Param::count("advise_weeks", 4.0, (1.0, 52.0), "more loading weeks in a row than these are advice");
const MAX_WEEKS: Param =
    Param::count("max_weeks", 8.0, (1.0, 52.0), "more loading weeks in a row than these are a warning");
const RATIO: Param = Param::percent(
    "ratio",
    70.0,
    (0.0, 100.0),
    "a week is lighter if it holds at most so much of the strength of the three before",
);
const LOADING: Param =
    Param::count("loading_sessions", 2.0, (1.0, 7.0), "a week with fewer strength sessions loads little");

pub(super) const RULE: Rule = Rule {
    name: "deload-missing",
    group: Group::Progression,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "many weeks of strength in a row without a lighter one",
    page: include_str!("deload_missing.md"),
    params: &[ADVISE_WEEKS, MAX_WEEKS, RATIO, LOADING],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for run in loading_runs(cx) {
        report(cx, &run, out);
    }
}

/// The weeks of strength between lighter ones, in runs of one or more.
pub(crate) fn loading_runs<'p>(cx: &Context<'p>) -> Vec<Vec<&'p Week>> {
    let mut runs = vec![Vec::new()];
    for week in &cx.calendar.weeks {
        match runs.last_mut() {
            Some(run) if is_loading(cx, week, run) => run.push(week),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Whether a week loads as much as those before it.
fn is_loading(cx: &Context<'_>, week: &Week, run: &[&Week]) -> bool {
    let facts = cx.week(week);
    if cx.is_light(week) || f64::from(facts.strength) < cx.param(LOADING, week.phase) {
        return false;
    }
    let before = &run[run.len().saturating_sub(3)..];
    let usual: f64 = before.iter().map(|week| cx.week(week).dose).sum::<f64>();
    #[expect(clippy::cast_precision_loss, reason = "at most three")]
    let usual = usual / before.len().max(1) as f64;
    before.is_empty() || round_to(facts.dose / usual * 100.0, 1.0) > cx.param(RATIO, week.phase)
}

/// Once for a run of weeks, at the first that ought to be lighter.
fn report(cx: &Context<'_>, run: &[&Week], out: &mut Occurrences) {
    let Some(first) = run.first() else { return };
    let (advised, most) = (cx.param(ADVISE_WEEKS, first.phase), cx.param(MAX_WEEKS, first.phase));
    let count = run.len();
    #[expect(clippy::cast_precision_loss, reason = "plans have few weeks")]
    let severity = match count as f64 {
        weeks if weeks > most => Severity::Warning,
        weeks if weeks > advised => Severity::Advice,
        _ => return,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a range of small numbers")]
    let Some(due) = run.get(advised as usize) else { return };
    let last = run.last().unwrap_or(first);
    let phase = cx.phase(due);
    let mut draft = out
        .report(severity, Target::Week(due.index), Aspect::Amount)
        .help("make every fourth week lighter: `deload: (every: 4, running: \"100 %\", strength: \"50 %\")`");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a range of small numbers")]
    let (label, change) = match &phase.deload {
        None => {
            let value = "(every: 4, running: \"100 %\", strength: \"50 %\")".to_owned();
            let change = Change::SetField { owner: phase.span, field: "deload", value };
            ("make every fourth week a lighter one, with half the strength sets".to_owned(), Some(change))
        }
        Some(deload) => more_often(deload, run, due.phase, (advised as usize).max(2)),
    };
    if let Some(change) = change {
        draft = draft.propose(Safety::Suggested, label, change);
    }
    draft.say(format!(
        "weeks {}–{} hold {count} weeks of strength without a lighter one; at most {advised} in a row advised",
        first.index + 1,
        last.index + 1
    ));
}

/// The deload of a phase with more lighter weeks, each as light as those there are; no change where it names none.
fn more_often(deload: &Deload, run: &[&Week], phase: usize, every: usize) -> (String, Option<Change>) {
    let owner = deload.span;
    let set = |field, value| Some(Change::SetField { owner, field, value });
    let Some(first) = deload.weeks.first() else { return (String::new(), None) };
    // Weeks that are not listed have the place of the deload itself.
    if first.span == owner {
        return (format!("make one of every {every} weeks lighter"), set("every", every.to_string()));
    }
    // The last stretch needs no lighter week of its own.
    let due = (every - 1..).step_by(every).take_while(|at| run.len().saturating_sub(at + 1 - every) > every);
    let due = due.filter_map(|at| run.get(at)).filter(|week| week.phase == phase).map(|week| week.index);
    let new: Vec<u32> = due.collect();
    let mut all: Vec<u32> = deload.weeks.iter().map(|week| week.value).chain(new.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let shown = |weeks: &[u32]| weeks.iter().map(|week| (week + 1).to_string()).collect::<Vec<_>>();
    let label =
        format!("make {} lighter too", weeks_text(&new.iter().map(|week| week + 1).collect::<Vec<_>>()));
    (label, set("weeks", format!("[{}]", shown(&all).join(", "))))
}
