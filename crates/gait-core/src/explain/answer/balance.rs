//! Which lifts a plan holds, and which movements are fit for load.

use gait_model::calendar::Week;
use gait_model::date::days_between;
use gait_model::exercise::Gate as Test;
use gait_model::plan::Gate;
use gait_rules::{External, WorkingSets, number, round_to, week_numbers};

use super::{ByWeeks, Figures, Table};

/// The sets of a usual week of each phase, by what they are for.
pub(crate) fn which_lifts(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("pillar-missing");
    let rows = (0..figures.snapshot.plan.phases.len()).filter_map(|phase| {
        let usual = |week: &&Week| week.phase == phase && cx.is_usual(week);
        let usual: Vec<&Week> = figures.calendar.weeks.iter().filter(usual).collect();
        let sets = figures.measures.working_sets(&usual);
        let number_of_weeks = u32::try_from(usual.len()).unwrap_or(u32::MAX);
        (sets.all > 0).then(|| row(figures.phase(phase), sets, number_of_weeks))
    });
    vec![Table {
        caption: "sets of a usual week, on average".to_owned(),
        columns: vec![
            "phase",
            "sets",
            "posterior chain",
            "single-leg",
            "core",
            "against rotation",
            "against extension",
            "calf",
            "leg sets on one leg",
        ],
        rows: rows.collect(),
    }]
}

fn row(phase: String, sets: WorkingSets, weeks: u32) -> Vec<String> {
    let mean = |count: u32| round_to(f64::from(count) / f64::from(weeks), 0.1).to_string();
    let counts = [
        sets.all,
        sets.posterior_chain,
        sets.single_leg,
        sets.core,
        sets.against_rotation,
        sets.against_extension,
        sets.calf,
    ];
    let share =
        (sets.leg > 0).then(|| round_to(f64::from(sets.leg_on_one) / f64::from(sets.leg) * 100.0, 1.0));
    let share = share.map_or(String::new(), |share| format!("{share} %"));
    std::iter::once(phase).chain(counts.map(mean)).chain([share]).collect()
}

/// The tests of movement, and what of the plan depends on them.
pub(crate) fn mobility_first(figures: &Figures<'_>) -> Vec<Table> {
    let plan = &figures.snapshot.plan;
    let cx = figures.measures.context("mobility-gate");
    let mut lifts = ByWeeks::default();
    for session in figures.calendar.sessions.iter().filter(|session| session.is_planned()) {
        for (_, lift, exercise) in cx.exercises_of(session) {
            if !exercise.is_plyometric() && External::of(plan, lift) == External::None {
                continue;
            }
            for test in &exercise.gates {
                lifts.add(session.week, vec![name(test).to_owned(), lift.name.value.to_string()]);
            }
        }
    }
    let tests = [Test::Squat, Test::Lunge, Test::Hinge, Test::CalfCapacity];
    let rows = tests.iter().filter_map(|test| {
        let needed: Vec<&(Vec<String>, Vec<u32>)> =
            lifts.0.iter().filter(|(row, _)| row[0] == name(test)).collect();
        let first = needed.iter().flat_map(|(_, weeks)| weeks).min()?;
        let lifts: Vec<&str> = needed.iter().map(|(row, _)| row[1].as_str()).collect();
        Some(vec![name(test).to_owned(), state(figures, test), week_numbers(&[*first]), lifts.join(", ")])
    });
    vec![Table {
        caption: "tests of movement that loaded lifts and jumps ask for".to_owned(),
        columns: vec!["test", "state", "first week", "lifts"],
        rows: rows.collect(),
    }]
}

fn state(figures: &Figures<'_>, test: &Test) -> String {
    let tested = figures.snapshot.plan.athlete.gates.iter().find(|(name, _)| name == test);
    let before = |on| number(days_between(on, figures.calendar.first_day));
    match tested.map(|(_, gate)| &gate.value) {
        None => "never taken".to_owned(),
        Some(Gate::Attested) => "attested".to_owned(),
        Some(Gate::Fail(on)) => format!("failed on {on}"),
        Some(Gate::Pass(on)) if before(*on) >= 0.0 => format!("passed {} days before the plan", before(*on)),
        Some(Gate::Pass(on)) => format!("passed on {on}"),
    }
}

const fn name(test: &Test) -> &'static str {
    match test {
        Test::Squat => "squat",
        Test::Lunge => "lunge",
        Test::Hinge => "hinge",
        Test::CalfCapacity => "calf capacity",
    }
}
