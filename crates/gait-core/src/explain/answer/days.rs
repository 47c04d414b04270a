//! Which days hold what, and what comes first on a day.

use gait_model::calendar::{Clock, Session};
use gait_model::date::{long_name, table_name};
use gait_rules::{Context, hours};

use super::{ByWeeks, Figures, Table};

/// What the days of the week hold, and how near leg work comes to the next key run.
pub(crate) fn which_days(figures: &Figures<'_>) -> Vec<Table> {
    let any = |_: &Session| true;
    vec![weekdays(figures), super::near::before_key_runs(figures, any)]
}

fn weekdays(figures: &Figures<'_>) -> Table {
    let cx = figures.measures.context("strength-not-on-hard-day");
    let all = figures.calendar.day_count();
    let row = |first: u32| {
        let days: Vec<u32> = (first..all).step_by(7).collect();
        let clean =
            days.iter().filter(|&&day| cx.facts.days.get(day as usize).is_some_and(|d| d.clean)).count();
        vec![
            long_name(figures.calendar.date(first).weekday()).to_owned(),
            counted(&cx, &days, |s| s.kind().is_run() && s.is_key()),
            counted(&cx, &days, |s| s.dose.is_some()),
            format!("{clean} of {}", days.len()),
        ]
    };
    Table {
        caption: "days of the week, with how often".to_owned(),
        columns: vec!["day", "key runs", "lifting", "clean"],
        rows: (0..all.min(7)).map(row).collect(),
    }
}

/// The names of the sessions of some days with how often they stand there, the most frequent first.
fn counted(cx: &Context<'_>, days: &[u32], is_meant: impl Fn(&Session) -> bool) -> String {
    let mut names: Vec<(&str, u32)> = Vec::new();
    let sessions = days.iter().flat_map(|&day| cx.calendar.on(day));
    for session in sessions.filter(|session| session.is_planned() && is_meant(session)) {
        match names.iter_mut().find(|(name, _)| *name == &*session.name) {
            Some((_, count)) => *count += 1,
            None => names.push((&session.name, 1)),
        }
    }
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let texts: Vec<String> = names.iter().map(|(name, count)| format!("{name} {count}×")).collect();
    texts.join(", ")
}

/// Strength sessions that share a day with a run: which comes first, and the hours between.
pub(crate) fn lift_before_running(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("strength-before-run-same-day");
    let mut rows = ByWeeks::default();
    for &index in &cx.facts.strength {
        let session = cx.session(index);
        let runs =
            cx.calendar.on(session.day).iter().filter(|s| s.is_planned() && s.kind().counts_distance());
        let Some(run) = runs.min_by_key(|run| between(session, run).abs()) else { continue };
        let order = if session.start < run.start { "before" } else { "after" };
        let assumed = session.clock == Clock::Assumed || run.clock == Clock::Assumed;
        rows.add(
            session.week,
            vec![
                table_name(cx.calendar.date(session.day).weekday()).to_owned(),
                session.name.to_string(),
                format!("{order} {}", run.name),
                format!(
                    "{} h{}",
                    hours(between(session, run).max(0)),
                    if assumed { ", assumed" } else { "" }
                ),
                session.leg_class().name().to_owned(),
            ],
        );
    }
    vec![Table {
        caption: "strength on days with a run".to_owned(),
        columns: vec!["weeks", "day", "session", "order", "between", "leg work"],
        rows: rows.rows(),
    }]
}

/// The minutes between two sessions; negative if they overlap.
fn between(a: &Session, b: &Session) -> i64 {
    a.start.max(b.start) - a.end.min(b.end)
}
