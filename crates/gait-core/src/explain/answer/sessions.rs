//! How many strength sessions, and how long.

use gait_rules::week_numbers;

use super::{ByWeeks, Figures, Table, advised, range};

/// Consecutive weeks that are alike.
struct Stretch {
    weeks: Vec<u32>,
    /// Phase, sessions, advised, advised by the running, advised while strength is new.
    cells: [String; 5],
    km: (f64, f64),
}

/// Sessions by stretches of weeks, beside what phase, running and a start advise.
pub(crate) fn how_many_sessions(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("strength-frequency");
    let start = figures.measures.sessions_at_start();
    let mut stretches: Vec<Stretch> = Vec::new();
    for week in &figures.calendar.weeks {
        let facts = cx.week(week);
        let km = facts.exact_km();
        let cells = [
            figures.week(week),
            facts.strength.to_string(),
            advised(figures.measures.sessions(week), ""),
            up_to(figures.measures.sessions_by_running(week)),
            up_to(start.iter().find(|(index, _)| *index == week.index).map(|(_, most)| *most)),
        ];
        match stretches.last_mut().filter(|last| last.cells == cells) {
            Some(last) => {
                last.weeks.push(week.index + 1);
                last.km = (last.km.0.min(km), last.km.1.max(km));
            }
            None => stretches.push(Stretch { weeks: vec![week.index + 1], cells, km: (km, km) }),
        }
    }
    let unit = cx.facts.unit.symbol();
    let row = |stretch: Stretch| {
        let running = format!("{} {unit}", range(cx.shown(stretch.km.0), cx.shown(stretch.km.1)));
        let [phase, sessions, advised, by_running, at_start] = stretch.cells;
        let mut row = vec![week_numbers(&stretch.weeks), phase, sessions, advised, running, by_running];
        row.extend((!start.is_empty()).then_some(at_start));
        row
    };
    let mut columns =
        vec!["weeks", "phase", "sessions", "its phase advises", "running", "its running advises"];
    columns.extend((!start.is_empty()).then_some("a start advises"));
    vec![Table {
        caption: "strength sessions of three working sets or more, by the week".to_owned(),
        columns,
        rows: stretches.into_iter().map(row).collect(),
    }]
}

fn up_to(most: Option<f64>) -> String {
    most.map_or(String::new(), |most| format!("up to {most}"))
}

/// Each strength session with its minutes, beside the band of its weeks.
pub(crate) fn how_long(figures: &Figures<'_>) -> Vec<Table> {
    let cx = figures.measures.context("strength-session-length");
    let mut rows = ByWeeks::default();
    for &index in &cx.facts.strength {
        let session = cx.session(index);
        let band = figures.measures.minutes(session);
        let source = if session.def.duration.is_some() { "written" } else { "sets and rests" };
        rows.add(
            session.week,
            vec![
                session.name.to_string(),
                format!("{} min", session.minutes()),
                source.to_owned(),
                band.map_or(String::new(), |band| advised(band, "min")),
            ],
        );
    }
    vec![Table {
        caption: "strength sessions of three working sets or more, and their minutes".to_owned(),
        columns: vec!["weeks", "session", "takes", "by", "advised"],
        rows: rows.rows(),
    }]
}
