//! The worked plans: clean where they say nothing else, and snapshots of those that are not.

use std::collections::BTreeSet;
use std::fmt::Write;

use gait_core::{Diagnostic, Inputs, Report, Snapshot, Source};
use gait_rules::{Group, Severity, round_to};
use suite::approved::assert_approved;
use suite::{blessing, files, files_if_any, plans, repo};

/// A plan whose header holds these words is not clean, and says what is found.
const NOT_CLEAN: &str = "Findings expected";

fn snapshot(name: &str, text: &str) -> Snapshot {
    Snapshot::new(&Inputs::plan(Source::new(format!("plans/{name}.plan.ron"), text)))
}

/// The comment that a plan begins with.
fn header(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| line.starts_with("//"))
}

fn is_clean(text: &str) -> bool {
    !header(text).any(|line| line.contains(NOT_CLEAN))
}

/// A report for people who read diffs: one line for each finding, then when it happens.
fn concise(report: &Report) -> String {
    let mut out = String::new();
    for Diagnostic { place, severity, code, message, notes, related, .. } in &report.diagnostics {
        let _ = write!(out, "{}:{} {} {code}: {message}", place.line, place.column, severity.name());
        for other in related {
            let _ = write!(out, " [{}:{}]", other.place.line, other.place.column);
        }
        out.push('\n');
        for note in notes {
            let _ = writeln!(out, "    {note}");
        }
    }
    out
}

#[test]
fn plans_that_say_nothing_else_are_clean() {
    let mut wrong = String::new();
    for (name, text) in plans().iter().filter(|(_, text)| is_clean(text)) {
        let mut report = snapshot(name, text).report();
        report.diagnostics.retain(|d| d.severity > Severity::Advice);
        for line in concise(&report).lines() {
            let _ = writeln!(wrong, "plans/{name}.plan.ron:{line}");
        }
    }
    assert!(wrong.is_empty(), "either the plan or the rule is wrong:\n{wrong}");
}

#[test]
fn advice_that_stays_is_named_in_the_header() {
    for (name, text) in plans().iter().filter(|(_, text)| is_clean(text)) {
        let named = |rule: &str| header(text).any(|line| line.contains(&format!("`{rule}`")));
        let found: BTreeSet<&str> = snapshot(name, text).findings.iter().map(|f| f.rule().name).collect();
        for rule in gait_rules::RULES.iter().map(|rule| rule.name) {
            assert_eq!(
                named(rule),
                found.contains(rule),
                "plans/{name}.plan.ron: `{rule}` in the header, and found"
            );
        }
    }
}

#[test]
fn plans_with_faults_keep_them() {
    let mut seen = BTreeSet::new();
    for (name, text) in plans().into_iter().filter(|(_, text)| !is_clean(text)) {
        let report = snapshot(&name, &text).report();
        assert!(report.worst() > Some(Severity::Advice), "{name} promises findings");
        assert_approved("tests/plans", &name, &concise(&report));
        seen.insert(name);
    }
    let kept: BTreeSet<String> = files("tests/plans", ".snap").into_iter().map(|(name, _)| name).collect();
    assert_eq!(kept, seen, "snapshots and the plans they are of");
    assert!(
        blessing() || files_if_any("tests/plans", ".snap.new").is_empty(),
        "snapshots that nobody looked at"
    );
}

#[test]
fn the_list_of_plans_is_whole() {
    let readme = std::fs::read_to_string(repo("plans/README.md")).expect("plans have a README");
    for (name, text) in plans() {
        let listed = readme.lines().filter(|line| line.starts_with(&format!("| `{name}` |"))).count();
        assert_eq!(listed, 1, "rows of `{name}` in plans/README.md");
        assert!(text.starts_with("// "), "{name} has a header that says who it is for");
    }
}

/// The groups that the golden weeks speak of: none of their rules may say anything that is not listed.
const GOLDEN_GROUPS: [Group; 8] = [
    Group::Interference,
    Group::Recovery,
    Group::Volume,
    Group::Effort,
    Group::Exercises,
    Group::Technique,
    Group::WarmUp,
    Group::RunningLoad,
];

/// The findings of a golden week, as severity and rule.
fn golden(name: &str) -> Vec<(Severity, &'static str)> {
    let (_, text) = plans().into_iter().find(|(n, _)| n == name).expect("the golden weeks are worked plans");
    let snapshot = snapshot(name, &text);
    assert!(snapshot.problems.is_empty(), "{:?}", snapshot.problems);
    let of_group = |finding: &&gait_rules::Finding| GOLDEN_GROUPS.contains(&finding.rule().group);
    let mut found: Vec<(Severity, &'static str)> =
        snapshot.findings.iter().filter(of_group).map(|f| (f.severity, f.rule().name)).collect();
    found.sort_unstable_by_key(|(severity, rule)| (std::cmp::Reverse(*severity), *rule));
    found
}

#[test]
fn golden_sample_week_in_the_morning() {
    let expected = [
        (Severity::Warning, "interference-score-high"),
        (Severity::Warning, "lower-body-before-key-run"),
        (Severity::Advice, "strength-not-on-hard-day"),
    ];
    assert_eq!(golden("sample-week"), expected);
}

#[test]
fn golden_sample_week_in_the_evening() {
    let expected = [
        (Severity::Error, "interference-score-high"),
        (Severity::Warning, "lower-body-before-key-run"),
        (Severity::Warning, "warm-up-missing"),
        (Severity::Advice, "strength-not-on-hard-day"),
    ];
    assert_eq!(golden("sample-week-evening"), expected);
}

#[test]
fn golden_sample_week_with_hard_days_hard() {
    assert_eq!(golden("sample-week-pairing"), []);
}

/// Leg doses and minutes of content, to the printed digits of the oracle.
#[test]
fn golden_doses() {
    for (plan, session, leg, minutes) in [
        ("sample-week", "lower-40", 29.518, Some(39.2)),
        ("sample-week", "upper-core-30", 1.569, None),
        ("sample-week-pairing", "maint-35", 10.814, Some(34.6)),
    ] {
        let (name, text) = plans().into_iter().find(|(n, _)| n == plan).expect("a worked plan");
        // Without a planned duration the content says how long a session takes.
        let unplanned = text.replace("duration: \"40 min\", ", "").replace("duration: \"35 min\", ", "");
        let calendar = snapshot(&name, &unplanned).calendar;
        let found = calendar.sessions.iter().find(|s| &*s.name == session).expect("it stands in the week");
        assert_eq!(round_to(found.leg_dose(), 0.001), leg, "leg units of {session}");
        if let Some(minutes) = minutes {
            let seconds = u32::try_from(found.estimate.seconds()).expect("a session lasts no month");
            assert_eq!(round_to(f64::from(seconds) / 60.0, 0.1), minutes, "minutes of {session}");
        }
    }
}
