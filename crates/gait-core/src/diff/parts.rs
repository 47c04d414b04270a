//! What differs between two sessions, part by part, as far as a plan says it.

use crate::expand::SessionRow;

/// One thing that differs.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) what: &'static str,
    pub(super) lift: Option<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Part {
    fn new(what: &'static str, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { what, lift: None, before: Some(before.into()), after: Some(after.into()) }
    }
}

/// What differs between two sessions.
pub(super) fn parts(before: &SessionRow, after: &SessionRow) -> Vec<Part> {
    let mut out = Vec::new();
    if before.kind != after.kind {
        out.push(Part::new("kind", before.kind, after.kind));
    }
    if before.lifts_in_full.is_empty() && after.lifts_in_full.is_empty() {
        if before.content != after.content {
            out.push(Part::new("content", nothing(&before.content), nothing(&after.content)));
        }
    } else {
        out.extend(lifts(&before.lifts_in_full, &after.lifts_in_full));
    }
    let say: [(&'static str, Say); 4] = [
        ("start", start),
        ("status", status),
        ("optional", |s| if s.optional { "optional" } else { "to be done" }.to_owned()),
        ("key", |s| if s.key { "key run" } else { "no key run" }.to_owned()),
    ];
    for (what, say) in say {
        let (before, after) = (say(before), say(after));
        if before != after {
            out.push(Part::new(what, before, after));
        }
    }
    let (gone, new) = left_over(&before.details, &after.details);
    if !gone.is_empty() || !new.is_empty() {
        out.push(Part::new("details", nothing(&gone), nothing(&new)));
    }
    out
}

/// What only one of two lists has.
fn left_over(before: &[String], after: &[String]) -> (String, String) {
    let without = |these: &[String], those: &[String]| {
        let alone: Vec<&str> = these.iter().filter(|one| !those.contains(one)).map(String::as_str).collect();
        alone.join(", ")
    };
    (without(before, after), without(after, before))
}

fn nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

/// What a session says of one thing.
type Say = fn(&SessionRow) -> String;

/// The start, if the author wrote one.
fn start(session: &SessionRow) -> String {
    if session.start_written { session.start.clone() } else { "any time".to_owned() }
}

fn status(session: &SessionRow) -> String {
    match &session.reason {
        Some(reason) => format!("{}: {reason}", session.status),
        None => session.status.to_owned(),
    }
}

/// The lifts that differ, each under its name; the order of a session's lifts is not compared.
fn lifts(before: &[String], after: &[String]) -> Vec<Part> {
    let mut left: Vec<&String> = after.iter().collect();
    let mut gone: Vec<&String> = Vec::new();
    for lift in before {
        match left.iter().position(|other| *other == lift) {
            Some(index) => drop(left.remove(index)),
            None => gone.push(lift),
        }
    }
    let mut out = Vec::new();
    for lift in gone {
        let (name, work) = split(lift);
        let same = left.iter().position(|other| split(other).0 == name);
        let after = same.map(|index| split(left.remove(index)).1.to_owned());
        out.push(Part { what: "lift", lift: Some(name.to_owned()), before: Some(work.to_owned()), after });
    }
    out.extend(left.into_iter().map(|lift| {
        let (name, work) = split(lift);
        Part { what: "lift", lift: Some(name.to_owned()), before: None, after: Some(work.to_owned()) }
    }));
    out
}

/// The name of a lift, and what is done of it.
fn split(lift: &str) -> (&str, &str) {
    lift.split_once(' ').unwrap_or((lift, ""))
}
