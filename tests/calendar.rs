//! The calendar: plans as texts and the weeks they make.
//!
//! `calendar/*.ron` holds cases as `rules/*.ron` does; instead of carets, each ends with the calendar it makes, one
//! line per session. The name of the file says what of a session is shown.

use gait_core::{Inputs, Snapshot, Source, expand};
use gait_model::calendar::{Clock, LayerKind, Placement, Session, Status};
use gait_model::date::table_name;
use gait_rules::time_of_day;
use suite::files;
use suite::frame::set;
use suite::golden::{Fault, File, fail_with};

const FOLDER: &str = "tests/calendar";
/// What an expected line begins with.
const ROW: &str = "//= ";

#[test]
fn amounts_grow_and_shrink_as_written() {
    check("ramps", amount);
    check("scaling", amount);
}

#[test]
fn sessions_stand_where_they_should() {
    check("placement", placement);
}

#[test]
fn the_clock_has_one_reading() {
    check("clock", clock);
}

#[test]
fn no_file_is_forgotten() {
    let names: Vec<String> = files(FOLDER, ".ron").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["clock", "placement", "ramps", "scaling"]);
}

type View = fn(&Snapshot, &Session, &str) -> String;

fn check(name: &str, view: View) {
    let path = format!("{FOLDER}/{name}.ron");
    let text = std::fs::read_to_string(suite::repo(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    fail_with(&File::cases(path, text).check(&|case, _| judge(case, view)));
}

fn judge(case: &str, view: View) -> Result<(), Fault> {
    let (expected, clean): (Vec<&str>, Vec<&str>) = case.lines().partition(|line| line.starts_with(ROW));
    let clean = clean.join("\n");
    let clean = clean.trim_end();
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("case", set(clean).text)));
    if !snapshot.problems.is_empty() {
        return Err(Fault::Text(format!("{clean}\n{:#?}", snapshot.problems)));
    }
    let rows = rows(&snapshot, view);
    if rows == expected {
        return Ok(());
    }
    let gone =
        expected.iter().filter(|line| rows.iter().all(|row| row != *line)).map(|line| format!("- {line}\n"));
    let come = rows.iter().map(|row| {
        let sign = if expected.contains(&row.as_str()) { ' ' } else { '+' };
        format!("{sign} {row}\n")
    });
    let diff: String = gone.chain(come).collect();
    Err(Fault::Golden { diff, blessed: format!("{clean}\n{}\n\n", rows.join("\n")) })
}

/// The calendar, one line per session.
fn rows(snapshot: &Snapshot, view: View) -> Vec<String> {
    let weeks = expand(snapshot).weeks;
    let days = weeks.iter().flat_map(|week| &week.days);
    let contents = days.flat_map(|day| &day.sessions).map(|session| session.content.as_str());
    let sessions = snapshot.calendar.sessions.iter();
    let row = |(session, content)| format!("{ROW}{}", view(snapshot, session, content));
    sessions.zip(contents).map(row).collect()
}

fn weekday(snapshot: &Snapshot, session: &Session) -> &'static str {
    table_name(snapshot.calendar.date(session.day).weekday())
}

/// `3* Sat long: 14 km [ramp 2, deload]`, with `*` in a week marked as lighter
fn amount(snapshot: &Snapshot, session: &Session, content: &str) -> String {
    let layers: Vec<String> = session
        .trail
        .changes
        .iter()
        .map(|layer| match layer.kind {
            LayerKind::Ramp(steps) => format!("ramp {steps}"),
            LayerKind::Deload => "deload".to_owned(),
            LayerKind::Volume => "volume".to_owned(),
        })
        .collect();
    let layers = if layers.is_empty() { String::new() } else { format!(" [{}]", layers.join(", ")) };
    let mark = if snapshot.calendar.weeks[session.week as usize].deload { "*" } else { "" };
    let content = if content.is_empty() { session.kind().name() } else { content };
    format!("{}{mark} {} {}: {content}{layers}", session.week + 1, weekday(snapshot, session), session.name)
}

/// `2027-03-01 Mon, week 1: easy (days, blocked)`
fn placement(snapshot: &Snapshot, session: &Session, _: &str) -> String {
    let mut marks: Vec<&str> = Vec::new();
    match session.trail.placement {
        Placement::Pattern => {}
        Placement::Day(_) => marks.push("days"),
        Placement::Goal(_) => marks.push("race"),
    }
    match session.status {
        Status::Planned => {}
        Status::Displaced => marks.push("displaced"),
        Status::Blocked(_) => marks.push("blocked"),
    }
    if session.optional {
        marks.push("optional");
    }
    let mut name = session.name.to_string();
    if session.ordinal > 1 {
        name.push_str(&format!("#{}", session.ordinal));
    }
    for (other, _) in &session.alternatives {
        name.push_str(&format!(" | {other}"));
    }
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    let date = snapshot.calendar.date(session.day);
    format!("{date} {}, week {}: {name}{marks}", weekday(snapshot, session), session.week + 1)
}

/// `1 Mon 07:00-07:40 easy`, a start that is assumed with `~` before it
fn clock(snapshot: &Snapshot, session: &Session, _: &str) -> String {
    let assumed = if session.clock == Clock::Assumed { "~" } else { "" };
    let (from, to) = (time_of_day(session.start), time_of_day(session.end));
    format!("{} {} {assumed}{from}-{to} {}", session.week + 1, weekday(snapshot, session), session.name)
}
