//! `gait snapshot`: what it writes, what changes it, and how it keeps a folder in order.

use gait_core::printout;
use proptest::prelude::*;
use proptest::sample::Index;
use suite::command::{Folder, code, utf8};
use suite::frame::set;
use suite::plans;
use suite::sketch::{config, sketch, snapshot};

use crate::cli::snapshot as golden;

/// A short plan in which something of everything stands.
const PLAN: &str = r#"
    blocked: [(from: "2027-03-11", to: "2027-03-12", reason: "travel")],
    goals: [Race(name: "Park run", date: "2027-03-14", distance: "5 km")],
    phases: [Phase(name: "Base", weeks: 2, week: (
        mon: ["easy", "lower @ 18:00"],
        tue: ["track @ 07:00"],
        wed: ["recovery | rest", "mobility: 15 min?"],
        thu: ["tempo"],
        sat: ["long"],
        sun: ["easy: 5-8 km"],
    ), deload: (weeks: [2], volume: "60 %"))],
"#;

fn printed(text: &str) -> String {
    printout(&snapshot(text), "x.plan.ron")
}

#[test]
fn a_plan_is_printed() {
    golden("snapshot", &printed(&set(PLAN).text));
}

/// A text with more room and words between its tokens.
fn spaced(text: &str, with: &[(Index, bool)]) -> String {
    let tree = gait_syntax::parse(text).tree;
    let tokens: Vec<&str> = tree.tokens().map(|(_, span)| &text[span.range()]).collect();
    let mut out: Vec<String> = tokens.iter().map(|token| (*token).to_owned()).collect();
    for (at, comment) in with {
        out[at.index(tokens.len())].push_str(if *comment { " /* why */ " } else { "\n\n   " });
    }
    out.concat()
}

/// Whether two plans come to the same, by what other parts of the program say of them.
fn same(a: &str, b: &str) -> bool {
    let facts = |text: &str| {
        let one = snapshot(text);
        let findings: Vec<_> = one
            .report()
            .diagnostics
            .iter()
            .map(|d| format!("{:?} {:?} {} {:?}", d.key, d.severity, d.message, d.notes.first()))
            .collect();
        (serde_json::to_string(&gait_core::expand(&one)).expect("an expansion is JSON"), findings)
    };
    facts(a) == facts(b)
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn comments_and_layout_change_nothing(
        sketch in sketch(),
        with in prop::collection::vec((any::<Index>(), any::<bool>()), 1..6),
    ) {
        let text = set(&sketch.text(false)).text;
        let other = spaced(&text, &with);
        if snapshot(&other).problems.is_empty() {
            prop_assert!(same(&text, &other), "{}\n{}", text, other);
            prop_assert_eq!(printed(&text), printed(&other), "{}", other);
        }
    }

    #[test]
    fn a_difference_in_training_shows(a in sketch(), b in sketch()) {
        let (a, b) = (set(&a.text(false)).text, set(&b.text(false)).text);
        let difference = gait_core::diff(&snapshot(&a), &snapshot(&b));
        prop_assert_eq!(printed(&a) == printed(&b), difference.is_empty(), "{}\n{}", a, b);
    }
}

#[test]
fn every_worked_plan_is_printed_in_lines_without_trailing_blanks() {
    for (name, text) in plans() {
        let printed = printed(&text);
        let bad = printed.lines().find(|line| line.trim_end() != *line || line.contains('\t'));
        assert_eq!(bad, None, "{name}");
        assert!(printed.ends_with('\n') && !printed.ends_with("\n\n"), "{name}");
        let weeks = printed.lines().filter(|line| line.starts_with("week ")).count();
        assert_eq!(weeks, snapshot(&text).calendar.weeks.len(), "{name}");
    }
}

#[test]
fn a_longer_value_moves_no_other_line() {
    let before = set(PLAN).text;
    let after = before.replacen("sun: [\"easy: 5-8 km\"]", "sun: [\"easy: 5-8 km + 6x20 s stride\"]", 1);
    let (before, after) = (printed(&before), printed(&after));
    let differ: Vec<&str> =
        after.lines().filter(|line| !before.lines().any(|other| other == *line)).collect();
    let about =
        |line: &&str| line.contains("Sun ") || line.starts_with("week ") || line.starts_with("distance");
    assert!(!differ.is_empty() && differ.iter().all(about), "{differ:#?}");
}

#[test]
fn a_folder_is_kept_in_order() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", set(PLAN).text);
    folder.write("sub/b.plan.ron", set(PLAN).text);
    folder.write("notes.plan.snap.txt", "my own notes\n");
    let mut all = Vec::new();
    let mut run = |args: &[&str]| all.push(folder.transcript(args));
    run(&["snapshot", "--check"]);
    run(&["snapshot"]);
    run(&["snapshot"]);
    run(&["snapshot", "--check"]);
    folder.write("a.plan.ron", set(PLAN).text.replacen("thu: [\"tempo\"]", "thu: [\"easy\"]", 1));
    std::fs::remove_file(folder.path().join("sub/b.plan.ron")).expect("it is there");
    run(&["snapshot", "--check", "."]);
    run(&["snapshot"]);
    // What was good stays when a plan is half written.
    folder.write("a.plan.ron", &set(PLAN).text[..300]);
    run(&["snapshot"]);
    run(&["snapshot", "--check", "a.plan.ron", "gone.plan.ron"]);
    run(&["snapshot", "--check", "-"]);
    golden("snapshot-folder", &all.join("\n"));
    let kept = std::fs::read_to_string(folder.path().join("a.plan.snap.txt")).expect("it is there");
    assert!(kept.contains("Thu 2027-03-04 easy: 40 min"), "{kept}");
    assert!(folder.path().join("notes.plan.snap.txt").exists(), "what others wrote stays");
}

#[test]
fn ends_of_lines_of_a_checkout_are_not_a_difference() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", set(PLAN).text);
    assert_eq!(code(&folder.run(&["snapshot"])), 0);
    let path = folder.path().join("a.plan.snap.txt");
    let text = std::fs::read_to_string(&path).expect("it is there");
    folder.write("a.plan.snap.txt", text.replace('\n', "\r\n"));
    let output = folder.run(&["snapshot", "--check"]);
    assert_eq!(code(&output), 0, "{}", utf8(&output.stdout));
    assert_eq!(code(&folder.run(&["check", "."])), 0, "a snapshot is no plan");
}

#[test]
fn plans_of_any_name_have_snapshots_that_go_with_them() {
    let folder = Folder::quiet();
    let text = set(PLAN).text;
    folder.write("draft.ron", &text).write("a.plan.ron", &text).write("notes.snap.txt", b"\xff");
    assert_eq!(code(&folder.run(&["snapshot", "draft.ron", "."])), 0);
    let kept = folder.path().join("draft.ron.snap.txt");
    assert_eq!(
        code(&folder.run(&["snapshot", "--check"])),
        0,
        "its plan is there, though no folder leads to it"
    );
    std::fs::remove_file(folder.path().join("draft.ron")).expect("it is there");
    assert_eq!(code(&folder.run(&["snapshot"])), 0);
    assert!(!kept.exists() && folder.path().join("notes.snap.txt").exists());
}

#[cfg(unix)]
#[test]
fn the_name_of_a_plan_need_not_be_utf8() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::quiet();
    let plan = folder.path().join(std::ffi::OsStr::from_bytes(b"bad\xff.plan.ron"));
    // Not every system has such names.
    if std::fs::write(&plan, set(PLAN).text).is_err() {
        return;
    }
    let told = |args: &[&str]| utf8(&folder.run(args).stderr).to_owned();
    assert_eq!(told(&["snapshot"]), "snapshots: 1 written\n");
    assert_eq!(told(&["snapshot", "--check"]), "snapshots: 1 up to date\n");
}
