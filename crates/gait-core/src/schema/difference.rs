//! The schema of what `gait diff --format json` prints, beside the types of [`crate::diff`](mod@crate::diff) that it
//! describes.

use serde_json::{Value, json};

use super::head;
use super::report::{count, list, object, or_null, reference, severity, text};
use crate::diff::ChangeKind;

/// The schema of a difference between two plans.
#[must_use]
pub fn difference() -> Value {
    let weeks = json!({ "type": "integer" });
    let whole = |description: &str| {
        let mut schema = weeks.clone();
        schema["description"] = description.into();
        schema
    };
    let document = object(
        "What `gait diff --format json` prints.",
        &[
            ("before", reference("#/$defs/Side", "The plan before.")),
            ("after", reference("#/$defs/Side", "The plan after.")),
            ("movedWeeks", whole("By how many weeks the whole plan was moved, later being positive.")),
            ("firstWeekWas", whole("Which week of the plan before is week 1 now.")),
            ("sessions", list("#/$defs/Change", "What happened to sessions, by date.")),
            ("estimates", count(0, "Sessions written as before of which the estimates differ.")),
            ("weeks", list("#/$defs/WeekChange", "The weeks whose totals differ.")),
            ("findings", reference("#/$defs/FindingChanges", "What became of the findings.")),
        ],
    );
    let Value::Object(mut schema) = document else { return Value::Null };
    schema.extend(head("diff", "A difference"));
    schema.insert(
        "$defs".into(),
        json!({
            "Side": side(),
            "Change": change(),
            "Once": once(),
            "WeekChange": week_change(),
            "Totals": totals(),
            "FindingChanges": finding_changes(),
            "FindingChange": finding_change(),
            "Said": said(),
            "Severity": severity(),
        }),
    );
    Value::Object(schema)
}

/// What is there on one side only, or on both.
fn perhaps(to: &str, description: &str) -> Value {
    json!({ "anyOf": [{ "$ref": to }, { "type": "null" }], "description": description })
}

fn flag(description: &str) -> Value {
    json!({ "type": "boolean", "description": description })
}

fn side() -> Value {
    object(
        "One of the two plans.",
        &[
            ("source", text("Where it comes from.")),
            ("name", text("What the plan is called.")),
            ("firstDay", or_null(text("The first day, ISO; `null` if there is no plan."))),
            ("weeks", count(0, "How many weeks it has.")),
            ("distance", text("Running distance of all weeks, in the author's unit.")),
            ("mistakes", count(0, "Mistakes in the text: what could not be read is not compared.")),
        ],
    )
}

fn change() -> Value {
    let what = ["content", "lift", "kind", "start", "status", "optional", "key", "details"];
    object(
        "What happened to a session, in one week or in several alike.",
        &[
            ("kind", json!({ "enum": ChangeKind::ALL.map(ChangeKind::name) })),
            ("name", text("What the session is called; for a removed one, what it was called.")),
            ("was", or_null(text("What it was called before, if that is something else."))),
            (
                "what",
                json!({ "enum": what.map(Value::from).into_iter().chain([Value::Null]).collect::<Vec<_>>() }),
            ),
            ("lift", or_null(text("The lift that changed."))),
            ("when", text("When, in words.")),
            ("times", list("#/$defs/Once", "Each time it happens, by date.")),
        ],
    )
}

fn once() -> Value {
    object(
        "A change on one date.",
        &[
            ("week", count(1, "The week, counted from 1.")),
            ("inOldPlan", flag("The plan after has no such day: `week` is one of the plan before.")),
            ("dateBefore", or_null(text("The date before, ISO."))),
            ("dateAfter", or_null(text("The date after, ISO."))),
            ("before", or_null(text("What was there before."))),
            ("after", or_null(text("What is there after."))),
        ],
    )
}

fn week_change() -> Value {
    object(
        "A week whose totals differ.",
        &[
            ("week", count(1, "Its number; in the plan before if it is none of the plan after.")),
            ("before", perhaps("#/$defs/Totals", "The totals before; `null` if the week is new.")),
            ("after", perhaps("#/$defs/Totals", "The totals after; `null` if the week is gone.")),
        ],
    )
}

fn totals() -> Value {
    let number = |description: &str| json!({ "type": "number", "minimum": 0, "description": description });
    object(
        "The totals of a week.",
        &[
            ("week", count(1, "The week, counted from 1 in its own plan.")),
            ("phase", text("The phase.")),
            ("deload", flag("Marked as a lighter week.")),
            ("km", number("Running distance in km, to 0.1 km.")),
            ("distance", text("The same in the author's unit.")),
            ("runningMinutes", count(0, "Minutes of running.")),
            ("keyRuns", count(0, "Runs that strength work must not spoil.")),
            ("strength", count(0, "Strength sessions of at least three working sets.")),
            ("sets", count(0, "Sets of strength that count.")),
            ("legDose", number("The sum of the leg doses, in hard-set equivalents, to 0.1.")),
        ],
    )
}

fn finding_changes() -> Value {
    object(
        "What became of the findings.",
        &[
            ("list", list("#/$defs/FindingChange", "Those that are new, changed or fixed.")),
            ("same", count(0, "How many are as before.")),
        ],
    )
}

fn finding_change() -> Value {
    object(
        "A finding that is new, changed or fixed.",
        &[
            ("state", json!({ "enum": ["new", "changed", "fixed"] })),
            ("rule", text("The rule.")),
            ("key", text("What identifies it.")),
            ("before", perhaps("#/$defs/Said", "What was said before.")),
            ("after", perhaps("#/$defs/Said", "What is said now.")),
        ],
    )
}

fn said() -> Value {
    object(
        "What is said of a plan.",
        &[
            ("severity", reference("#/$defs/Severity", "How bad.")),
            ("message", text("The fact.")),
            ("when", or_null(text("When."))),
        ],
    )
}
