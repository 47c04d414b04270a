//! How loads and runs grow.

use gait_model::calendar::Week;
use gait_model::units::Range;
use gait_rules::{Context, Exposure, Growth, Step, week_numbers};

use super::{Figures, Table};

/// Each rise of a load.
pub(crate) fn when_to_add_weight(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("load-step-size");
    let mut rises: Vec<(u32, Vec<String>)> = Vec::new();
    for history in &cx.facts.histories {
        for (at, &exposure) in history.iter().enumerate() {
            let session = cx.session(exposure.session);
            let window = figures.measures.param("load-step-size", "window", session.phase);
            let Some(step) = cx.load_step(history, at, window) else { continue };
            rises.extend(rise(&cx, history, exposure, step).map(|row| (session.day, row)));
        }
    }
    rises.sort_by_key(|(day, _)| *day);
    vec![Table {
        caption: "each rise of a load, with the repetitions before and after".to_owned(),
        columns: vec!["week", "lift", "from", "to", "step", "repetitions"],
        rows: rises.into_iter().map(|(_, row)| row).collect(),
    }]
}

fn rise(cx: &Context<'_>, history: &[Exposure], to: Exposure, step: Step) -> Option<Vec<String>> {
    let from = *history.get(step.from)?;
    let (before, now) = (cx.top_set(from)?, cx.top_set(to)?);
    let reps = |reps: Option<Range<u32>>| reps.map_or_else(|| "–".to_owned(), |reps| reps.to_string());
    Some(vec![
        week_numbers(&[cx.session(to.session).week + 1]),
        cx.lift(to)?.name.value.to_string(),
        before.load.to_string(),
        now.load.to_string(),
        format!("+{} %", step.percent),
        format!("{} to {}", reps(before.reps), reps(now.reps)),
    ])
}

/// The largest step of each week, and the week's distance.
pub(crate) fn is_this_a_spike(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("single-run-spike");
    let all = figures.measures.growth();
    let rows = figures.calendar.weeks.iter().filter_map(|week| {
        let runs = all.iter().filter(|growth| cx.session(growth.run).week == week.index);
        // Of the runs that are compared in minutes and in kilometres, the one that grows most.
        let most = runs.max_by(|a, b| a.percent.total_cmp(&b.percent));
        let row = most.map(|most| largest(&cx, most)).or_else(|| not_compared(&cx, week))?;
        let number = (week.index + 1).to_string();
        Some([number, figures.week(week)].into_iter().chain(row).chain([cx.running(week)]).collect())
    });
    vec![Table {
        caption: "the largest step of each week".to_owned(),
        columns: vec!["week", "phase", "run", "length", "longest before", "step", "week's running"],
        rows: rows.collect(),
    }]
}

/// The longest run of a week whose runs have nothing to be compared with, as nobody wrote what came before the plan.
fn not_compared(cx: &Context<'_>, week: &Week) -> Option<[String; 4]> {
    let runs = cx.calendar.in_week(week).iter().filter(|s| s.is_planned() && s.kind().counts_distance());
    let longest = runs.max_by_key(|run| run.estimate.mm())?;
    let length = cx.distance(gait_rules::exact_km(longest.estimate.mm()));
    Some([longest.name.to_string(), length, "not written".to_owned(), String::new()])
}

fn largest(cx: &Context<'_>, growth: &Growth) -> [String; 4] {
    let Growth { run, now, longest, unit, percent } = *growth;
    let step = match percent {
        _ if longest == 0.0 => String::new(),
        percent if percent > 0.0 => format!("+{percent} %"),
        _ => "none".to_owned(),
    };
    let before = if longest == 0.0 { "none".to_owned() } else { format!("{longest} {unit}") };
    [cx.session(run).name.to_string(), format!("{now} {unit}"), before, step]
}
