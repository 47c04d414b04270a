//! The runs of a watch: a calm screen for people, lines for problem matchers, an object for each run for other programs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gait_core::{Diagnostic, Report, Severity};
use gait_files::{Batch, Notice, shown};
use serde::Serialize;

use super::counts::counted;
use super::{concise, human, json, text};
use crate::commands::watch::{Board, Checked, Finding, Run};
use crate::inputs::near_here;
use crate::output::{BOLD, DIM, HELP, one_line, painted, severity_style};
use crate::totals::Totals;

/// So many names of files stand in the head of a run.
const MOST_NAMES: usize = 3;
/// So many lines of a screen are kept for findings that are not shown with their lines.
const KEPT_LINES: usize = 4;

/// What the terminal can show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// Its lines, if each run has the screen for itself.
    pub(crate) rows: Option<usize>,
    pub(crate) columns: usize,
    pub(crate) styled: bool,
}

/// The home position, then the rest of the screen and what has scrolled off it cleared.
const CLEAR: &str = "\u{1b}[H\u{1b}[2J\u{1b}[3J";

/// A run as people see it: one text, so that nothing flickers.
pub(crate) fn human(run: &Run, board: &Board, said: Option<&Notice>, screen: &Screen) -> String {
    let head = head(run);
    let mut foot = String::new();
    for (_, message, help) in &run.failures {
        foot.push_str(&failure(message, help.as_deref()));
    }
    if let Some(said) = said.filter(|_| screen.rows.is_some()) {
        foot.push_str(&format!("{}\n", notice(said)));
    }
    foot.push_str(&format!("{}\n", sum(run)));
    let room = screen.rows.map(|rows| {
        // One line for the cursor.
        rows.saturating_sub(rows_of(&head, screen) + rows_of(&foot, screen) + 1)
    });
    let body = body(run, board, room, screen);
    let clear = if screen.rows.is_some() { CLEAR } else { "" };
    let end = if screen.rows.is_some() { "" } else { "\n" };
    format!("{clear}{head}{body}{foot}{end}")
}

/// `14:03:12 half.plan.ron changed`
fn head(run: &Run) -> String {
    let time = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
    format!("{} {}\n\n", painted(time, DIM), painted(what(run), BOLD))
}

fn what(run: &Run) -> String {
    if run.number == 1 { "first check".to_owned() } else { happened(&run.batch) }
}

/// `a.plan.ron and b.plan.ron changed, c.plan.ron removed`
fn happened(batch: &Batch) -> String {
    let renamed = match batch.renamed.as_slice() {
        [(from, to)] => vec![format!("{} renamed to {}", name(from), name(to))],
        many => vec![listed(&many.iter().map(|(_, to)| to.clone()).collect::<Vec<_>>(), "renamed")],
    };
    let settings: Vec<PathBuf> = batch.settings.iter().map(|path| near_here(path)).collect();
    let parts = [
        vec![
            listed(&batch.changed, "changed"),
            listed(&settings, "changed"),
            listed(&batch.created, "created"),
        ],
        renamed,
        vec![listed(&batch.removed, "removed")],
    ];
    parts.concat().into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What happened to some files; nothing if there are none.
fn listed(paths: &[PathBuf], verb: &str) -> String {
    if paths.is_empty() {
        return String::new();
    }
    let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
    format!("{} {verb}", several(&names))
}

/// Names of files may hold anything.
fn name(path: &Path) -> String {
    text::plain(&shown(path))
}

fn several(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        many if many.len() <= MOST_NAMES => {
            let (last, others) = many.split_last().unwrap_or((&many[0], &[]));
            format!("{} and {last}", others.join(", "))
        }
        many => {
            format!("{} and {} more", many[..MOST_NAMES - 1].join(", "), many.len() + 1 - MOST_NAMES)
        }
    }
}

/// A finding of what was checked, or of another plan.
struct Item<'a> {
    checked: &'a Checked,
    diagnostic: &'a Diagnostic,
    new: bool,
}

/// The findings of the plans that were checked, new ones first, then the worst; then, where there is room on a screen, a
/// line for each of the others.
fn body(run: &Run, board: &Board, room: Option<usize>, screen: &Screen) -> String {
    let mut items: Vec<Item<'_>> = run
        .checked
        .iter()
        .flat_map(|checked| {
            let all = checked.report.diagnostics.iter().enumerate();
            all.map(move |(i, diagnostic)| Item { checked, diagnostic, new: checked.new.contains(&i) })
        })
        .collect();
    items.sort_by_key(|item| std::cmp::Reverse((item.new, item.diagnostic.severity)));
    let Some(room) = room else {
        return items.iter().take(MOST).map(|item| full(item, screen)).collect::<String>()
            + &more(items.len().saturating_sub(MOST));
    };
    let is_checked = |source: &str| run.checked.iter().any(|checked| checked.report.source == source);
    let others = board.sources().filter(|checked| !is_checked(&checked.report.source));
    let mut others: Vec<Item<'_>> = others
        .flat_map(|checked| {
            checked.report.diagnostics.iter().map(move |diagnostic| Item { checked, diagnostic, new: false })
        })
        .collect();
    others.sort_by_key(|item| std::cmp::Reverse(item.diagnostic.severity));
    fit(&items, &others, room, screen)
}

/// So many findings are written with their lines where there is no screen to fill.
const MOST: usize = 50;

/// As many findings in full as there is room for, then one line each, then how many more there are.
fn fit(items: &[Item<'_>], others: &[Item<'_>], room: usize, screen: &Screen) -> String {
    let mut out = String::new();
    let mut left = room;
    let mut shown_in_full = 0;
    for (index, item) in items.iter().enumerate() {
        let text = full(item, screen);
        let lines = rows_of(&text, screen);
        let after = match items.len() - index - 1 + others.len() {
            0 => 0,
            count => (count + 1).min(KEPT_LINES).max(rows_of(&more(count), screen)),
        };
        if lines + after > left {
            break;
        }
        out.push_str(&text);
        left -= lines;
        shown_in_full += 1;
    }
    let rest: Vec<&Item<'_>> = items[shown_in_full..].iter().chain(others).collect();
    if rest.is_empty() {
        return out;
    }
    let lines: Vec<String> = rest.iter().take(left).map(|item| one(item, screen)).collect();
    let rows: usize = lines.iter().map(|line| rows_of(line, screen)).sum();
    // An empty line comes after the list.
    if lines.len() == rest.len() && rows < left {
        lines.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        out.push('\n');
        return out;
    }
    let kept = rows_of(&more(rest.len()), screen);
    let mut room = left.saturating_sub(kept);
    let fits = |line: &&String| room.checked_sub(rows_of(line, screen)).map(|rest| room = rest).is_some();
    let fitting: Vec<&String> = lines.iter().take_while(fits).collect();
    fitting.iter().for_each(|line| out.push_str(&format!("{line}\n")));
    // A screen that has not even room for this shows at least what happened.
    if kept <= left {
        out.push_str(&more(rest.len() - fitting.len()));
    }
    out
}

/// The lines that a text takes on a screen, which breaks those that are too long.
fn rows_of(text: &str, screen: &Screen) -> usize {
    text.lines().map(|line| text::width(line).div_ceil(screen.columns).max(1)).sum()
}

fn more(count: usize) -> String {
    match count {
        0 => String::new(),
        count => {
            format!("{}\n\n", painted(format!("{count} more; `gait check --format concise` shows all"), DIM))
        }
    }
}

/// A finding with its lines; a new one says so.
fn full(item: &Item<'_>, screen: &Screen) -> String {
    let report = Report {
        source: item.checked.report.source.clone(),
        diagnostics: vec![item.diagnostic.clone()],
        scores: None,
    };
    let style = human::Style { styled: screen.styled, width: screen.columns };
    let text = human::render(&report, &item.checked.text, &|_| Vec::new(), style);
    if item.new { format!("{} {text}", painted("new", HELP)) } else { text }
}

/// A finding on one line of the screen.
fn one(item: &Item<'_>, screen: &Screen) -> String {
    let Diagnostic { severity, code, message, place, .. } = item.diagnostic;
    let new = if item.new { "new " } else { "" };
    let at = format!("{}:{}:{}: ", text::plain(&item.checked.report.source), place.line, place.column);
    let kind = format!("{}[{code}]", severity.name());
    let used = text::width(new) + text::width(&at) + text::width(&kind) + 2;
    let message = text::cut(message, screen.columns.saturating_sub(used));
    format!(
        "{}{}{}: {message}",
        painted(new, HELP),
        painted(at, BOLD),
        painted(kind, severity_style(*severity))
    )
}

/// `3 plans: 1 error, 2 advice · 1 fixed, 2 new · 4 ms · Ctrl-C ends`
fn sum(run: &Run) -> String {
    let ms = run.elapsed.as_millis();
    let parts = [totals(&run.totals, true), delta(run), format!("{ms} ms"), "Ctrl-C ends".to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn delta(run: &Run) -> String {
    let counts = [(run.delta.fixed.len(), "fixed"), (run.delta.new.len(), "new")];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// `3 plans: 1 error, 2 advice`
fn totals(totals: &Totals, coloured: bool) -> String {
    let plans = counted(totals.plans, "plan", "plans");
    match (totals.found(coloured), totals.failed()) {
        (None, None) => format!("{plans}: nothing to report"),
        (Some(found), None) => format!("{plans}: {found}"),
        (None, Some(failed)) => format!("{plans}: {failed}"),
        (Some(found), Some(failed)) => format!("{plans}: {found}; {failed}"),
    }
}

fn failure(message: &str, help: Option<&str>) -> String {
    let mut out = format!("{} {}\n", painted("error:", severity_style(Severity::Error)), one_line(&message));
    if let Some(help) = help {
        let _ = writeln!(out, "  {} {}", painted("help:", HELP), one_line(&help));
    }
    out
}

/// Something about the way of watching.
pub(crate) fn notice(notice: &Notice) -> String {
    let message = format!("{} {}", painted("note:", BOLD), one_line(&notice.message));
    match &notice.hint {
        Some(hint) => format!("{message}\n  {} {}", painted("help:", HELP), one_line(hint)),
        None => message,
    }
}

/// The line a run begins with, for problem matchers.
pub(crate) fn begin(plans: usize, batch: &Batch) -> String {
    let what = if batch.is_empty() { String::new() } else { format!(": {}", happened(batch)) };
    format!("checking {}{what}\n", counted(plans, "plan", "plans"))
}

/// All findings of all plans, one line each, and the line a run ends with. Problem matchers forget what they knew when a
/// run begins, so nothing may be left out.
pub(crate) fn concise(run: &Run, board: &Board) -> String {
    let mut out: String = board.sources().map(|checked| concise::render(&checked.report)).collect();
    for (_, message, help) in &run.failures {
        out.push_str(&failure(message, help.as_deref()));
    }
    let delta = delta(run);
    let delta = if delta.is_empty() { delta } else { format!("; {delta}") };
    let _ = writeln!(out, "{}{delta}; watching for changes", totals(&run.totals, false));
    out
}

/// A run for other programs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunReport<'a> {
    run: usize,
    created: Vec<String>,
    changed: Vec<String>,
    renamed: Vec<[String; 2]>,
    removed: Vec<String>,
    settings: Vec<String>,
    elapsed_ms: f64,
    reports: Vec<&'a Report>,
    failures: Vec<Failed<'a>>,
    fixed: &'a [Finding],
    new: &'a [Finding],
    summary: Totals,
}

#[derive(Serialize)]
struct Failed<'a> {
    path: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

/// A run as one line of JSON.
pub(crate) fn json(run: &Run) -> String {
    let names = |paths: &[std::path::PathBuf]| paths.iter().map(|path| shown(path)).collect::<Vec<_>>();
    let Batch { created, changed, renamed, removed, settings } = &run.batch;
    let failures = run.failures.iter();
    let report = RunReport {
        run: run.number,
        created: names(created),
        changed: names(changed),
        renamed: renamed.iter().map(|(from, to)| [shown(from), shown(to)]).collect(),
        removed: names(removed),
        settings: settings.iter().map(|path| shown(&near_here(path))).collect(),
        elapsed_ms: (run.elapsed.as_secs_f64() * 1e6).round() / 1e3,
        reports: run.checked.iter().map(|checked| &checked.report).collect(),
        failures: failures
            .map(|(path, message, help)| Failed { path, message, help: help.as_deref() })
            .collect(),
        fixed: &run.delta.fixed,
        new: &run.delta.new,
        summary: run.totals,
    };
    format!("{}\n", json::serialize(&report))
}

#[cfg(test)]
mod tests {
    use gait_core::{Inputs, Snapshot, Source};

    use super::*;

    #[test]
    fn what_is_shown_fits_on_the_screen() {
        let days =
            ["mon", "tue", "wed", "thu", "fri"].map(|day| format!("{day}: [\"nobody\", \"x: 5 km @\"]"));
        let text = format!(
            "Plan(format: 1, name: \"x\", start: \"2027-03-01\", phases: [Phase(weeks: 9, week: (\n{}))])",
            days.join(",\n")
        );
        let name = "a-rather-long-name-of-a-file.plan.ron";
        let snapshot = Snapshot::new(&Inputs { plan: Source::new(name, text), settings: None });
        let checked = Checked::new(snapshot.report(), snapshot.source.text.clone());
        let all: Vec<Item<'_>> = checked
            .report
            .diagnostics
            .iter()
            .map(|diagnostic| Item { checked: &checked, diagnostic, new: true })
            .collect();
        assert!(all.len() > 10, "{}", all.len());
        for columns in [40, 41, 60, 80, 120, 200] {
            let screen = Screen { rows: None, columns, styled: true };
            for room in 0..60 {
                for (items, others) in
                    [(&all[..], &all[..0]), (&all[..1], &all[1..]), (&all[..2], &all[2..3])]
                {
                    let shown = fit(items, others, room, &screen);
                    let rows = rows_of(&shown, &screen);
                    assert!(rows <= room, "{rows} rows in {room} of {columns} columns:\n{shown}");
                }
            }
        }
    }
}
