//! Fixing: the proven fixes of one finding after another, until none is left.

use gait_rules::Safety;

use crate::prove::Fix;
use crate::snapshot::Snapshot;
use crate::source::Inputs;

/// No plan needs more; a loop would.
const MOST: usize = 100;

/// A plan after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The plan as it is now.
    pub after: Snapshot,
    /// What was done, in order.
    pub applied: Vec<Applied>,
}

/// A fix that was applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applied {
    /// The rule whose finding it mended.
    pub rule: &'static str,
    /// What it did.
    pub label: String,
    /// What it gained.
    pub gain: String,
}

/// Applies every fix up to a safety, the worst findings first, until none helps.
#[must_use]
pub fn fix(inputs: &Inputs, most: Safety) -> Fixed {
    let mut inputs = inputs.clone();
    let mut after = Snapshot::new(&inputs);
    let mut applied = Vec::new();
    while applied.len() < MOST {
        let Some(next) = next_fix(&after, &inputs, most) else { break };
        applied.push(Applied { rule: next.rule, label: next.label, gain: next.gain });
        inputs.plan = next.after.source.clone();
        after = next.after;
    }
    Fixed { after, applied }
}

/// The first fix of the worst finding that has one.
fn next_fix(snapshot: &Snapshot, inputs: &Inputs, most: Safety) -> Option<Fix> {
    let mut order: Vec<_> = snapshot.findings.iter().collect();
    order.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    order
        .into_iter()
        .find_map(|finding| snapshot.fixes(inputs, finding).into_iter().find(|fix| fix.safety <= most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const PLAN: &str = r#"// Two weeks.
Plan(
    format: 1,
    name: "x",
    start: "2027-03-01",
    sessions: {
        "track": Intervals("25 min easy + 5x5 min interval"),
        "lower": Strength(warm_up: "6 min", lifts: [
            "romanian-deadlift 3x10 rir 2", // slow
            "bulgarian-split-squat 3x10/side rir 2",
            "hip-thrust 3x10 rir 2",
        ]),
    },
    phases: [
        Phase(weeks: 2, week: (
            mon: ["easy: 40 min", "lower @ 18:00"], // after work
            tue: ["track @ 07:00"], // the club
            thu: ["easy: 40 min"],
        )),
    ],
)
"#;

    #[test]
    fn a_session_moves_to_where_it_does_no_harm() {
        let inputs = Inputs::plan(Source::new("x", PLAN));
        assert!(fix(&inputs, Safety::Safe).applied.is_empty(), "a move is a person's to decide");
        let fixed = fix(&inputs, Safety::Suggested);
        let text = &fixed.after.source.text;
        let labels: Vec<&str> = fixed.applied.iter().map(|applied| applied.label.as_str()).collect();
        assert_eq!(labels, ["move `lower` to Tuesday, last", "add `dead-bug 3x10` to `lower`"]);
        assert!(fixed.applied[0].gain.starts_with("interference high → negligible"), "{:?}", fixed.applied);
        assert!(text.contains(r#"tue: ["track @ 07:00", "lower @ 18:00"], // the club"#), "{text}");
        assert!(text.contains(r#"mon: ["easy: 40 min"], // after work"#), "{text}");
        assert!(fixed.after.findings.iter().all(|f| f.rule().name != "lower-body-before-key-run"));
    }
}
