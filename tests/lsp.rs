//! The language server, asked by a real client over the real command's streams.

mod diagnostics;
mod help;
mod questions;
mod robust;
mod text;

use suite::repo;

/// A plan with one warning in a folder whose settings leave only that rule on. The warning is about `lower`, line 11.
const FLAGGED: &str = r#"Plan(
    format: 1,
    name: "Two hard things",
    start: "2027-03-01",
    athlete: Athlete(gates: (squat: Attested, lunge: Attested, hinge: Attested), weekly_distance: "40 km"),
    sessions: {
        "track": Intervals("20 min easy + 6x(3 min @ 5k + 2 min jog)"),
        "lower": Strength(["romanian-deadlift 3x10 rir 2", "bulgarian-split-squat 3x10/side rir 2", "hip-thrust 3x10 rir 2"]),
    },
    phases: [
        Phase(weeks: 2, week: (
            mon: ["easy: 40 min", "lower @ 08:00"],
            tue: ["track @ 07:00"],
        )),
    ],
)
"#;

/// Compares with `tests/lsp/<name>.snap`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(repo("tests/lsp"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
