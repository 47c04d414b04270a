//! What differs between two plans, for a terminal and for a pull request.

mod human;
mod markdown;

use gait_core::{Change, ChangeKind, Difference, FindingState, Side, Totals, WeekChange, short_time};

pub(crate) use human::human;
pub(crate) use markdown::markdown;

use crate::render::counts::counted;
use crate::render::text::plain;

/// What stands before a change.
const fn sign(kind: ChangeKind) -> char {
    match kind {
        ChangeKind::Added => '+',
        ChangeKind::Removed => '-',
        ChangeKind::Moved => '→',
        ChangeKind::Renamed | ChangeKind::Changed | ChangeKind::Reordered => '~',
    }
}

/// What is different about the plans as wholes, one sentence each.
fn facts(difference: &Difference) -> Vec<String> {
    let Difference { before, after, .. } = difference;
    let mut out = Vec::new();
    match (&before.first_day, &after.first_day) {
        (None, Some(_)) => out.push("there was no plan before".to_owned()),
        (Some(_), None) => out.push("there is no plan any more".to_owned()),
        (Some(was), Some(is)) if was != is => out.push(start(difference, was, is)),
        _ => {}
    }
    let both = before.first_day.is_some() && after.first_day.is_some();
    let mut tell = |label: &str, of: &dyn Fn(&Side) -> String| {
        if of(before) != of(after) && both {
            out.push(format!("{label}: {} → {}", of(before), of(after)));
        }
    };
    tell("name", &|side| plain(&side.name));
    tell("weeks", &|side| side.weeks.to_string());
    tell("distance", &|side| side.distance.clone());
    if difference.estimates > 0 {
        let sessions = counted(difference.estimates, "session is", "sessions are");
        out.push(format!(
            "{sessions} written as before, but estimated to be of another length, distance or load"
        ));
    }
    out
}

fn start(difference: &Difference, was: &str, is: &str) -> String {
    let weeks = |count: i64| if count == 1 { "a week".to_owned() } else { format!("{count} weeks") };
    let by = match difference.moved_weeks {
        0 => match difference.first_week_was {
            1 => String::new(),
            week => format!("; what was week {} is week {} now", week.max(1), (2 - week).max(1)),
        },
        later @ 1.. => format!("; the whole plan is {} later and is compared week by week", weeks(later)),
        sooner => format!("; the whole plan is {} earlier and is compared week by week", weeks(-sooner)),
    };
    format!("start: {was} → {is}{by}")
}

/// `2 added, 14 changed`
fn session_counts(difference: &Difference) -> String {
    let of = |kind: ChangeKind| (difference.count(kind), kind.name());
    counts(ChangeKind::ALL.map(of))
}

/// `1 new, 2 fixed, 5 as before`
fn finding_counts(difference: &Difference) -> String {
    let findings = &difference.findings;
    let of = |state| findings.count(state);
    counts([
        (of(FindingState::New), "new"),
        (of(FindingState::Changed), "changed"),
        (of(FindingState::Fixed), "fixed"),
        (findings.same, "as before"),
    ])
}

fn counts(counts: impl IntoIterator<Item = (usize, &'static str)>) -> String {
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// The name of a session with what it was called, and the part of it that changed.
fn name(change: &Change) -> String {
    let mut text = match &change.was {
        Some(was) if change.kind == ChangeKind::Renamed => {
            format!("{} → {}", plain(was), plain(&change.name))
        }
        _ => plain(&change.name),
    };
    match (change.what, &change.lift) {
        (_, Some(lift)) => text.push_str(&format!(" · {}", plain(lift))),
        (Some("content") | None, None) => {}
        (Some(what), None) => text.push_str(&format!(" · {what}")),
    }
    text
}

/// What was and what is: weeks if there are several, before, after. Nothing where the name and the day say it all.
fn values(change: &Change) -> Vec<(Option<String>, Option<String>, Option<String>)> {
    if matches!(change.kind, ChangeKind::Moved | ChangeKind::Renamed) {
        return Vec::new();
    }
    let values = change.values();
    let several = values.len() > 1;
    values
        .into_iter()
        .map(|value| {
            let weeks = several.then_some(value.weeks);
            let text = |text: Option<String>| text.map(|text| plain(&text));
            let (before, after) = match (text(value.before), text(value.after)) {
                (Some(before), Some(after)) => {
                    let (before, after) = match change.what {
                        Some("lift") => differing_work(&before, &after),
                        _ => differing_steps(&before, &after),
                    };
                    (Some(before), Some(after))
                }
                other => other,
            };
            (weeks, before, after)
        })
        .collect()
}

/// Two runs without the steps that both begin and end with.
fn differing_steps(before: &str, after: &str) -> (String, String) {
    let (a, b) = (steps(before), steps(after));
    let shorter = a.len().min(b.len());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count().min(shorter.saturating_sub(1));
    let rest = (shorter - head).saturating_sub(1);
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let cut = |steps: &[&str]| {
        let mut kept: Vec<&str> = steps[head..steps.len() - tail].to_vec();
        if head > 0 {
            kept.insert(0, "…");
        }
        if tail > 0 {
            kept.push("…");
        }
        kept.join(" + ")
    };
    (cut(&a), cut(&b))
}

/// Two lifts without the effort and tempo that both end with.
fn differing_work(before: &str, after: &str) -> (String, String) {
    let tail = [" rir ", " tempo ", " rest ", ", "]
        .into_iter()
        .filter_map(|word| before.find(word))
        .find_map(|at| {
            let tail = &before[at..];
            after.ends_with(tail).then_some(tail.len())
        });
    let cut = |text: &str| text[..text.len() - tail.unwrap_or(0)].to_owned();
    (cut(before), cut(after))
}

/// The steps of a run, those within parentheses together.
fn steps(run: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let mut from = 0;
    let mut out = Vec::new();
    for (at, c) in run.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '+' if depth == 0 && run[..at].ends_with(' ') && run[at + 1..].starts_with(' ') => {
                out.push(run[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(run[from..].trim());
    out
}

/// One of the totals as text.
type Shown = fn(&Totals) -> String;

/// The totals of a week, as columns call and show them.
const TOTALS: [(&str, Shown); 7] = [
    ("distance", |t| t.distance.clone()),
    ("running", |t| short_time(t.running_minutes)),
    ("key runs", |t| t.key_runs.to_string()),
    ("strength", |t| t.strength.to_string()),
    ("sets", |t| t.sets.to_string()),
    ("leg dose", |t| t.leg_dose.to_string()),
    ("lighter", |t| if t.deload { "yes" } else { "no" }.to_owned()),
];

/// The weeks that differ as a table: a head, then a row for each; columns that never differ are left out.
fn totals(weeks: &[WeekChange]) -> Vec<Vec<String>> {
    let differs = |of: Shown| weeks.iter().any(|week| !cell(week, of).is_empty());
    let columns: Vec<_> = TOTALS.into_iter().filter(|(_, of)| differs(*of)).collect();
    let head = std::iter::once(String::new()).chain(columns.iter().map(|(name, _)| (*name).to_owned()));
    let mut out = vec![head.collect::<Vec<_>>()];
    for week in weeks {
        let label = match (&week.before, &week.after) {
            (None, _) => format!("week {}, new", week.week),
            (_, None) => format!("old week {}, gone", week.week),
            _ => format!("week {}", week.week),
        };
        out.push(std::iter::once(label).chain(columns.iter().map(|(_, of)| cell(week, *of))).collect());
    }
    out
}

/// `42.3 km → 44.1 km`, or nothing if it is the same.
fn cell(week: &WeekChange, of: Shown) -> String {
    match (week.before.as_ref().map(of), week.after.as_ref().map(of)) {
        (Some(before), Some(after)) if before == after => String::new(),
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (one, other) => one.or(other).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lifts_share_is_left_out() {
        let short = |a, b| {
            let (a, b) = differing_work(a, b);
            format!("{a} | {b}")
        };
        let same = short("3x10 @ 50 kg rir 2 tempo 4-1-1", "3x10 @ 60 kg rir 2 tempo 4-1-1");
        assert_eq!(same, "3x10 @ 50 kg | 3x10 @ 60 kg");
        assert_eq!(short("3x8 rir 2 tempo 4-1-1", "3x8 rir 1 tempo 4-1-1"), "3x8 rir 2 | 3x8 rir 1");
        assert_eq!(short("3x8 rir 2", "4x8"), "3x8 rir 2 | 4x8");
    }

    #[test]
    fn steps_that_both_runs_share_are_left_out() {
        let short = |a, b| {
            let (a, b) = differing_steps(a, b);
            format!("{a} | {b}")
        };
        assert_eq!(short("14 km", "16 km"), "14 km | 16 km");
        assert_eq!(
            short(
                "15 min easy + 5x(800 m @ 5k + 90 s jog) + 10 min",
                "15 min easy + 6x(800 m @ 5k + 90 s jog) + 10 min"
            ),
            "… + 5x(800 m @ 5k + 90 s jog) + … | … + 6x(800 m @ 5k + 90 s jog) + …"
        );
        assert_eq!(short("2 km", "2 km + 4x20 s stride"), "2 km | 2 km + 4x20 s stride");
        assert_eq!(short("1 km + 2 km + 1 km", "1 km + 1 km"), "… + 2 km + 1 km | … + 1 km");
    }
}
