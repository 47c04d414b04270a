//! What the rules say of well-known kinds of schedules: a change of a rule shows here what it does to plans that people
//! follow. The plans are reconstructed; their strength sessions and athletes are ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use gait_core::{Inputs, Snapshot, Source};
use gait_rules::Severity;
use suite::approved::assert_approved;
use suite::files;

const FOLDER: &str = "tests/precision";

/// The findings of one rule at one severity.
#[derive(Default)]
struct Row {
    findings: usize,
    plans: BTreeSet<String>,
}

/// The worst first, then the rules by name.
type Table = BTreeMap<(std::cmp::Reverse<Severity>, &'static str), Row>;

fn schedules() -> Vec<(String, Snapshot)> {
    let schedules = files(FOLDER, ".plan.ron");
    let read = |(name, text): (String, String)| {
        let snapshot = Snapshot::new(&Inputs::plan(Source::new(format!("{FOLDER}/{name}.plan.ron"), text)));
        (name, snapshot)
    };
    schedules.into_iter().map(read).collect()
}

fn table(schedules: &[(String, Snapshot)]) -> Table {
    let mut table = Table::new();
    for (name, snapshot) in schedules {
        for finding in &snapshot.findings {
            let row = table.entry((std::cmp::Reverse(finding.severity), finding.rule().name)).or_default();
            row.findings += 1;
            row.plans.insert(name.clone());
        }
    }
    table
}

fn shown(table: &Table, plans: usize) -> String {
    let mut out = format!("{:<8} {:<26} {:>8} {:>5} of {plans}\n", "severity", "rule", "findings", "plans");
    for ((severity, rule), row) in table {
        let (severity, plans) = (severity.0.name(), row.plans.len());
        let _ = writeln!(out, "{severity:<8} {rule:<26} {:>8} {plans:>5}", row.findings);
    }
    out
}

#[test]
fn every_schedule_is_read_without_mistakes() {
    for (name, snapshot) in schedules() {
        assert!(snapshot.problems.is_empty(), "{name}: {:?}", snapshot.problems);
    }
}

#[test]
fn findings_over_well_known_schedules() {
    let schedules = schedules();
    assert_approved(FOLDER, "table", &shown(&table(&schedules), schedules.len()));
}
