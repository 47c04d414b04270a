//! Equal changes of several weeks, told once.

use std::collections::HashMap;

use gait_model::date::{long_name, weekday_of};
use gait_rules::weeks_text;

use super::align::{Entry, Frame};
use super::pair::{Pair, Pairs};
use super::{Change, ChangeKind, Once};
use crate::expand::SessionRow;

/// A change on one date, and what makes it equal to others.
struct Seen<'e> {
    key: Key<'e>,
    /// Where it is told.
    day: i64,
    once: Once,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key<'e> {
    kind: ChangeKind,
    name: String,
    was: Option<String>,
    what: Option<&'static str>,
    lift: Option<String>,
    weekdays: (Option<&'e str>, Option<&'e str>),
    in_old_plan: bool,
}

/// Every change, equal ones together, in the order of their first days.
pub(super) fn group(frame: &Frame<'_>, pairs: &Pairs<'_>) -> Vec<Change> {
    let mut seen = Vec::new();
    for entry in &pairs.added {
        seen.push(alone(frame, ChangeKind::Added, entry));
    }
    for entry in &pairs.removed {
        seen.push(alone(frame, ChangeKind::Removed, entry));
    }
    for pair in &pairs.pairs {
        of_pair(frame, pair, &mut seen);
    }
    reordered(frame, &pairs.pairs, &mut seen);
    seen.sort_by_key(|one| one.day);
    let mut groups: Vec<(Key<'_>, Vec<Once>)> = Vec::new();
    let mut index: HashMap<Key<'_>, usize> = HashMap::new();
    for Seen { key, once, .. } in seen {
        let at = *index.entry(key.clone()).or_insert(groups.len());
        if at == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[at].1.push(once);
    }
    groups.into_iter().map(|(key, times)| change(key, times)).collect()
}

fn change(key: Key<'_>, times: Vec<Once>) -> Change {
    let when = when(&key, &times);
    Change { kind: key.kind, name: key.name, was: key.was, what: key.what, lift: key.lift, when, times }
}

/// A session that is new or gone.
fn alone<'e>(frame: &Frame<'e>, kind: ChangeKind, entry: &Entry<'e>) -> Seen<'e> {
    let (day, date, work) = (entry.weekday, entry.date.to_owned(), in_short(entry.session));
    let (weekdays, dates, works) = match kind {
        ChangeKind::Removed => ((Some(day), None), (Some(date), None), (Some(work), None)),
        _ => ((None, Some(day)), (None, Some(date)), (None, Some(work))),
    };
    let once = once(frame, entry.day, dates, works);
    let key = Key {
        kind,
        name: entry.session.name.clone(),
        was: None,
        what: None,
        lift: None,
        weekdays,
        in_old_plan: once.in_old_plan,
    };
    Seen { key, day: entry.day, once }
}

/// What is done, with its start if one is written.
fn in_short(session: &SessionRow) -> String {
    let mut text = if session.content.is_empty() { session.kind.to_owned() } else { session.content.clone() };
    if session.optional {
        text.push_str(" ?");
    }
    if session.start_written {
        text.push_str(&format!(" @ {}", session.start));
    }
    if session.status != "planned" {
        text.push_str(&format!(", {}", session.status));
    }
    text
}

type Both<T> = (Option<T>, Option<T>);

fn once(frame: &Frame<'_>, day: i64, dates: Both<String>, works: Both<String>) -> Once {
    let (week, in_old_plan) = frame.week(day);
    Once { week, in_old_plan, date_before: dates.0, date_after: dates.1, before: works.0, after: works.1 }
}

/// Everything that became of one session.
fn of_pair<'e>(frame: &Frame<'e>, pair: &Pair<'e>, seen: &mut Vec<Seen<'e>>) {
    let (before, after) = (&pair.before, &pair.after);
    let key = |kind, what, lift| Key {
        kind,
        name: after.session.name.clone(),
        was: pair.renamed().then(|| before.session.name.clone()),
        what,
        lift,
        weekdays: (Some(before.weekday), Some(after.weekday)),
        in_old_plan: frame.week(after.day).1,
    };
    let dates = || (Some(before.date.to_owned()), Some(after.date.to_owned()));
    let mut tell = |key, works| {
        let once = once(frame, after.day, dates(), works);
        seen.push(Seen { key, day: after.day, once });
    };
    let named = |entry: &Entry<'_>| Some(entry.session.name.clone());
    if pair.renamed() {
        tell(key(ChangeKind::Renamed, None, None), (named(before), named(after)));
    }
    if pair.moved() {
        let day = |entry: &Entry<'_>| Some(entry.weekday.to_owned());
        tell(key(ChangeKind::Moved, None, None), (day(before), day(after)));
    }
    for part in &pair.parts {
        let works = (part.before.clone(), part.after.clone());
        tell(key(ChangeKind::Changed, Some(part.what), part.lift.clone()), works);
    }
}

/// Days on which the same sessions stand in another order; a written start that changed says so itself.
fn reordered<'e>(frame: &Frame<'e>, pairs: &[Pair<'e>], seen: &mut Vec<Seen<'e>>) {
    let staying: Vec<&Pair<'_>> = pairs.iter().filter(|pair| !pair.moved()).collect();
    for day in staying.chunk_by(|a, b| a.after.day == b.after.day) {
        if day.iter().any(|pair| pair.parts.iter().any(|part| part.what == "start")) {
            continue;
        }
        let (was, before) = in_order(day, |pair| pair.before);
        let (is, after) = in_order(day, |pair| pair.after);
        let Some(first) = day.first().filter(|_| was != is) else { continue };
        let dates = (Some(first.before.date.to_owned()), Some(first.after.date.to_owned()));
        let once = once(frame, first.after.day, dates, (Some(before), Some(after.clone())));
        let key = Key {
            kind: ChangeKind::Reordered,
            name: after,
            was: None,
            what: None,
            lift: None,
            weekdays: (Some(first.before.weekday), Some(first.after.weekday)),
            in_old_plan: once.in_old_plan,
        };
        seen.push(Seen { key, day: first.after.day, once });
    }
}

/// The sessions of a day in the order of one of the plans: their places in the plan after, and their names.
fn in_order<'e>(day: &[&Pair<'e>], side: fn(&Pair<'e>) -> Entry<'e>) -> (Vec<usize>, String) {
    let mut order = day.to_vec();
    order.sort_by_key(|pair| (&side(pair).session.start, side(pair).place));
    let names: Vec<&str> = order.iter().map(|pair| pair.after.session.name.as_str()).collect();
    (order.iter().map(|pair| pair.after.place).collect(), names.join(", "))
}

/// `Tuesdays, weeks 3–8`; for a single time its date.
fn when(key: &Key<'_>, times: &[Once]) -> String {
    let long = |day: &str| weekday_of(day).map_or("", long_name);
    let weeks: Vec<u32> = times.iter().map(|once| once.week).collect();
    let of = if key.in_old_plan { " of the old plan" } else { "" };
    let weeks = format!("{}{of}", weeks_text(&weeks));
    let moved = match key.weekdays {
        (Some(before), Some(after)) if key.kind == ChangeKind::Moved => Some((before, after)),
        _ => None,
    };
    let day = key.weekdays.1.or(key.weekdays.0).unwrap_or_default();
    match (times, moved) {
        ([one], Some((before, after))) => {
            let date = |date: &Option<String>| date.clone().unwrap_or_default();
            format!("{before} {} → {after} {}, {weeks}", date(&one.date_before), date(&one.date_after))
        }
        ([one], None) => {
            let date = one.date_after.as_deref().or(one.date_before.as_deref()).unwrap_or_default();
            format!("{day} {date}, {weeks}")
        }
        (_, Some((before, after))) => format!("{} → {}, {weeks}", long(before), long(after)),
        _ => format!("{}s, {weeks}", long(day)),
    }
}
