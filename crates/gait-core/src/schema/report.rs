//! The schema of what `gait check --format json` prints, beside the types of [`crate::report`] that it describes.

use gait_rules::{Safety, Severity};
use serde_json::{Map, Value, json};

use super::head;

/// The schema of the output of a check: a report for each plan, then what could not be checked, then counts.
#[must_use]
pub fn report() -> Value {
    let document = object(
        "What `gait check --format json` prints.",
        &[
            (
                "reports",
                list("#/$defs/Report", "One for each plan, and for each file of settings with mistakes."),
            ),
            ("failures", list("#/$defs/Failure", "Inputs that could not be checked.")),
            ("summary", reference("#/$defs/Summary", "How many there are of each.")),
        ],
    );
    let Value::Object(mut schema) = document else { return Value::Null };
    schema.extend(head("report", "A check"));
    // There only with `--baseline`.
    schema["properties"]["baseline"] = reference("#/$defs/Baseline", "What a baseline has left out.");
    schema.insert(
        "$defs".into(),
        json!({
            "Report": a_report(),
            "Diagnostic": diagnostic(),
            "Scores": scores(),
            "KeyRun": key_run(),
            "WeekOfScores": week_of_scores(),
            "Fix": fix(),
            "Edit": edit(),
            "Related": related(),
            "Occurrence": occurrence(),
            "Place": place(),
            "Span": span(),
            "Severity": severity(),
            "Failure": failure(),
            "Summary": summary(),
            "Baseline": baseline(),
        }),
    );
    Value::Object(schema)
}

fn a_report() -> Value {
    let mut report = a_plain_report();
    // Scores are there only with `--explain-score`.
    report["properties"]["scores"] =
        reference("#/$defs/Scores", "The numbers behind the interference of key runs.");
    report
}

fn scores() -> Value {
    object(
        "The interference of strength with key runs: a planning aid, never an injury risk.",
        &[
            ("model", count(1, "The version of the table of constants.")),
            ("runs", list("#/$defs/KeyRun", "The key runs that any lifting comes before, by start.")),
            ("weeks", list("#/$defs/WeekOfScores", "The weeks of those runs.")),
        ],
    )
}

fn week_of_scores() -> Value {
    object(
        "What the key runs of a week come to from strength alone, those without lifting before them as well.",
        &[
            ("week", count(1, "The week, counted from 1.")),
            ("runs", count(1, "How many key runs it has.")),
            (
                "mean",
                score("Their mean: a race of priority A counts twice, a run that may be left out half."),
            ),
            ("worst", score("The worst of them.")),
        ],
    )
}

fn key_run() -> Value {
    object(
        "A key run and what past training takes from it.",
        &[
            ("date", text("ISO.")),
            ("weekday", text("Three letters.")),
            ("week", count(1, "The week, counted from 1.")),
            ("name", text("What the run is called.")),
            ("strength", score("From strength alone.")),
            ("all", score("From strength and running.")),
            ("band", json!({ "enum": ["negligible", "low", "moderate", "high"] })),
            (
                "muscles",
                json!({
                    "type": "array",
                    "description": "What each muscle contributes, the most first.",
                    "items": { "type": "array", "prefixItems": [text("The muscle."), score("Its part.")], "items": false },
                }),
            ),
            (
                "sessions",
                json!({
                    "type": "array",
                    "description": "The strength sessions behind it, the most first.",
                    "items": object(
                        "A strength session.",
                        &[
                            ("name", text("What it is called.")),
                            ("hours", json!({ "type": "number", "description": "How long before the run it ends." })),
                            ("score", score("Its part.")),
                        ],
                    ),
                }),
            ),
        ],
    )
}

fn score(description: &str) -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 100, "description": description })
}

fn a_plain_report() -> Value {
    object(
        "All diagnostics of one source, by position.",
        &[
            ("source", text("The name of the source: a path, or `<stdin>`.")),
            ("diagnostics", list("#/$defs/Diagnostic", "What there is to say.")),
        ],
    )
}

fn diagnostic() -> Value {
    let mut diagnostic = always();
    // Fixes are there only with `--fixes`.
    diagnostic["properties"]["fixes"] = list("#/$defs/Fix", "The fixes that are known to help, best first.");
    diagnostic
}

/// What every diagnostic has.
fn always() -> Value {
    object(
        "A mistake in the text, or a finding of a rule.",
        &[
            ("code", pattern("^[a-z0-9]+(-[a-z0-9]+)*$", "The rule's name, or the kind of mistake.")),
            ("isRule", json!({ "type": "boolean", "description": "Whether `code` is a rule." })),
            ("severity", reference("#/$defs/Severity", "How bad.")),
            ("message", pattern(r"^\S", "The fact.")),
            ("span", reference("#/$defs/Span", "What to change.")),
            ("place", reference("#/$defs/Place", "The same as lines and columns.")),
            ("label", text("What stands there; may be empty.")),
            ("related", list("#/$defs/Related", "The other places the message speaks of.")),
            ("notes", texts("When it happens, what is assumed.")),
            ("help", or_null(text("What to try."))),
            ("key", or_null(text("What identifies a finding across versions of the text."))),
            (
                "occurrences",
                list("#/$defs/Occurrence", "Each time the rule saw it, in the order of the calendar."),
            ),
        ],
    )
}

fn fix() -> Value {
    object(
        "A fix that was applied to a copy and is known to help.",
        &[
            ("label", text("What it does.")),
            ("gain", text("What is gained; may be empty.")),
            ("safety", json!({ "enum": [Safety::Safe.name(), Safety::Suggested.name()] })),
            ("edits", list("#/$defs/Edit", "The edits of the text, none of them overlapping.")),
        ],
    )
}

fn edit() -> Value {
    object(
        "A replacement in the text.",
        &[
            ("span", reference("#/$defs/Span", "What is replaced; empty to insert.")),
            ("place", reference("#/$defs/Place", "The same as lines and columns.")),
            ("text", text("What stands there afterwards.")),
        ],
    )
}

fn related() -> Value {
    object(
        "Another place a message speaks of.",
        &[
            ("span", reference("#/$defs/Span", "Where.")),
            ("place", reference("#/$defs/Place", "The same as lines and columns.")),
            ("label", text("What stands there; may be empty.")),
        ],
    )
}

fn occurrence() -> Value {
    object(
        "One time a rule saw a finding.",
        &[
            ("severity", reference("#/$defs/Severity", "How bad.")),
            ("message", text("The fact.")),
            ("week", or_null(count(1, "The week, counted from 1."))),
            ("sessions", texts("The sessions: date, name and ordinal within the day.")),
        ],
    )
}

fn place() -> Value {
    object(
        "Lines and columns, counted from 1; columns in characters. The end is exclusive.",
        &[
            ("line", count(1, "First line.")),
            ("column", count(1, "First column.")),
            ("endLine", count(1, "Last line.")),
            ("endColumn", count(1, "The column after the last.")),
        ],
    )
}

fn span() -> Value {
    json!({
        "type": "array",
        "description": "Where, in bytes of the text: the first, and the one after the last.",
        "prefixItems": [count(0, "The first byte."), count(0, "The byte after the last.")],
        "items": false,
        "minItems": 2,
    })
}

pub(super) fn severity() -> Value {
    json!({ "enum": [Severity::Error.name(), Severity::Warning.name(), Severity::Advice.name()] })
}

fn failure() -> Value {
    object(
        "An input that could not be checked.",
        &[("path", text("Which.")), ("message", text("Why.")), ("help", or_null(text("What to try.")))],
    )
}

fn summary() -> Value {
    object(
        "How many there are of each.",
        &[
            ("plans", count(0, "Plans checked.")),
            ("errors", count(0, "Errors.")),
            ("warnings", count(0, "Warnings.")),
            ("advice", count(0, "Pieces of advice.")),
            ("failures", count(0, "Inputs that could not be checked.")),
        ],
    )
}

fn baseline() -> Value {
    let mut entry = object(
        "A finding that is accepted.",
        &[
            ("path", text("The plan, from the folder of the baseline.")),
            ("key", text("What identifies the finding.")),
            ("severity", reference("#/$defs/Severity", "The worst that is accepted.")),
        ],
    );
    entry["properties"]["count"] = count(2, "How many there are; once if it is left out.");
    let stale = json!({ "type": "array", "description": "Entries that no longer occur.", "items": entry });
    object("What a baseline has left out.", &[("hidden", count(0, "Findings left out.")), ("stale", stale)])
}

/// An object with these members, all of them always there.
pub(super) fn object(description: &str, members: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    json!({
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

pub(super) fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn pattern(pattern: &str, description: &str) -> Value {
    json!({ "type": "string", "pattern": pattern, "description": description })
}

pub(super) fn texts(description: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": description })
}

pub(super) fn count(least: u32, description: &str) -> Value {
    json!({ "type": "integer", "minimum": least, "description": description })
}

pub(super) fn reference(to: &str, description: &str) -> Value {
    json!({ "$ref": to, "description": description })
}

pub(super) fn list(of: &str, description: &str) -> Value {
    json!({ "type": "array", "items": { "$ref": of }, "description": description })
}

/// The same, or `null`.
pub(super) fn or_null(mut schema: Value) -> Value {
    let kind = schema["type"].take();
    schema["type"] = json!([kind, "null"]);
    schema
}
