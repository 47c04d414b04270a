//! A plan as a text for review: every session on a line, every week with its totals, the findings at the end. It changes
//! only where the training or a finding does, and then only on the lines concerned.

use gait_rules::Severity;

use crate::expand::{SessionRow, WeekRow, expand};
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;
use crate::wording::short_time;

/// What every printout begins with, so that tools know it for one.
pub const PRINTOUT: &str = "# Written by `gait snapshot`: what ";

/// Prints a plan; `name` is what to call its file. Nothing is aligned, so that a longer value moves no other line.
#[must_use]
pub fn printout(snapshot: &Snapshot, name: &str) -> String {
    let expansion = expand(snapshot);
    let mut out = format!("{PRINTOUT}{} comes to.\n\n", one_line(name));
    out.push_str(&format!("plan: {}\n", one_line(&expansion.name)));
    out.push_str(&format!(
        "from {} to {}, weeks: {}\n",
        snapshot.plan.first_day,
        snapshot.plan.last_day,
        expansion.weeks.len()
    ));
    out.push_str(&format!("distance: {}\n", expansion.distance));
    expansion.weeks.iter().for_each(|one| week(&mut out, one));
    findings(&mut out, snapshot);
    out
}

fn week(out: &mut String, week: &WeekRow) {
    let mut totals = vec![format!("\nweek {}: {}", week.week, one_line(&week.phase))];
    totals.push(match &week.distance_range {
        Some(range) => format!("{} ({range})", week.distance),
        None => week.distance.clone(),
    });
    totals.push(format!("running {}", short_time(week.running_minutes)));
    totals.push(format!("key runs {}", week.key_runs));
    if week.sets > 0 || week.leg_dose > 0.0 {
        totals.push(format!("strength {}, sets {}, leg dose {}", week.strength, week.sets, week.leg_dose));
    }
    if week.deload {
        totals.push("lighter".to_owned());
    }
    out.push_str(&totals.join(", "));
    out.push('\n');
    for day in &week.days {
        day.sessions.iter().for_each(|one| session(out, &format!("{} {}", day.weekday, day.date), one));
    }
}

fn session(out: &mut String, day: &str, session: &SessionRow) {
    let mut line = format!("{day} ");
    if session.start_written {
        line.push_str(&format!("{} ", session.start));
    }
    line.push_str(&session.name);
    if session.optional {
        line.push('?');
    }
    let work = if session.lifts_in_full.is_empty() { session.content.as_str() } else { session.kind };
    if !work.is_empty() {
        line.push_str(&format!(": {work}"));
    }
    let done = session.status == "planned";
    let mut remarks: Vec<String> = Vec::new();
    if done {
        remarks.extend(session.distance.clone().filter(|distance| *distance != session.content));
        remarks.extend((session.minutes > 0).then(|| short_time(session.minutes)));
        remarks.extend(session.leg_dose.map(|dose| format!("leg dose {dose}")));
        remarks.extend(session.key.then(|| "key".to_owned()));
    } else {
        remarks.push(match &session.reason {
            Some(reason) => format!("{}: {reason}", session.status),
            None => session.status.to_owned(),
        });
    }
    if !remarks.is_empty() {
        line.push_str(&format!(" [{}]", remarks.join(", ")));
    }
    out.push_str(&format!("  {}\n", one_line(&line)));
    session.lifts_in_full.iter().for_each(|lift| out.push_str(&format!("    {}\n", one_line(lift))));
    if !session.details.is_empty() {
        out.push_str(&format!("    {}\n", one_line(&session.details.join("; "))));
    }
}

/// The findings by rule and place, without lines and columns.
fn findings(out: &mut String, snapshot: &Snapshot) {
    let report = snapshot.report();
    let counts = [(Severity::Error, "errors"), (Severity::Warning, "warnings"), (Severity::Advice, "advice")]
        .map(|(severity, word)| format!("{word} {}", report.count(severity)));
    out.push_str(&format!("\nfindings: {}\n", counts.join(", ")));
    let mut findings: Vec<&Diagnostic> = report.diagnostics.iter().filter(|one| one.is_rule).collect();
    findings.sort_by_key(|one| (&one.key, &one.message));
    for one in findings {
        out.push_str(&format!("  {}[{}] {}\n", one.severity.name(), one.code, one_line(&one.message)));
        // The first note of a finding is when it happens.
        if let Some(when) = one.notes.first().filter(|_| !one.occurrences.is_empty()) {
            out.push_str(&format!("    {}\n", one_line(when)));
        }
        let place = one.key.as_deref().and_then(|key| key.split_once(" | ")).map_or("", |(_, place)| place);
        if !place.is_empty() {
            out.push_str(&format!("    at {}\n", one_line(place)));
        }
    }
}

/// An author's words without ends of lines.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
