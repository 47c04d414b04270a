//! The schema of a line that `gait watch --format json` prints.

use serde_json::{Value, json};

use super::head;
use super::report::{count, list, object, reference, report, text, texts};

/// The schema of a run: what happened, the reports of the plans that were checked, what came and went.
#[must_use]
pub fn watch() -> Value {
    let finding = object(
        "A finding, or a mistake in the text.",
        &[("source", text("Where.")), ("key", text("What identifies it from run to run."))],
    );
    let pair = json!({
        "type": "array",
        "description": "The old name and the new one.",
        "prefixItems": [text("The old name."), text("The new name.")],
        "items": false,
        "minItems": 2,
    });
    let run = object(
        "A line that `gait watch --format json` prints.",
        &[
            ("run", count(1, "The number of the run, from 1.")),
            ("created", texts("Plans that were not there.")),
            ("changed", texts("Plans with another content.")),
            ("renamed", json!({ "type": "array", "description": "Plans with another name.", "items": pair })),
            ("removed", texts("Plans that are gone.")),
            ("settings", texts("Files with settings that were created, changed or removed.")),
            (
                "elapsedMs",
                json!({ "type": "number", "minimum": 0, "description": "How long the check took, in ms." }),
            ),
            ("reports", list("#/$defs/Report", "One for each plan that was checked; in the first run, all.")),
            ("failures", list("#/$defs/Failure", "Inputs that cannot be checked now.")),
            ("fixed", list("#/$defs/Finding", "What is not there any more.")),
            ("new", list("#/$defs/Finding", "What was not there before; in the first run, nothing.")),
            ("summary", reference("#/$defs/Summary", "How many there are of each now, over all plans.")),
        ],
    );
    let Value::Object(mut schema) = run else { return Value::Null };
    schema.extend(head("watch", "A run of a watch"));
    let mut defs = report()["$defs"].take();
    defs["Finding"] = finding;
    schema.insert("$defs".into(), defs);
    Value::Object(schema)
}
