//! Baselines: what is accepted is silent, what is new or worse is not, and what is gone is said.

use std::process::Output;

use suite::command::{Folder, code, utf8};

use crate::cli::FLAGGED;

const FILE: &str = "gait-baseline.json";

/// A check that fails on warnings, one line each.
fn check(folder: &Folder, args: &[&str]) -> Output {
    folder.run(&[&["check", "--format", "concise", "--fail-on", "warning"], args].concat())
}

fn accepted() -> Folder {
    let folder = Folder::quiet();
    folder.write("plans/a.plan.ron", FLAGGED);
    folder.write("plans/typo.plan.ron", FLAGGED.replace("sessions:", "session:"));
    let written = check(&folder, &["--write-baseline", FILE]);
    assert_eq!((code(&written), utf8(&written.stdout)), (0, ""));
    folder
}

fn text(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join(FILE)).expect("the baseline")
}

#[test]
fn what_is_accepted_is_silent_and_the_check_passes() {
    let folder = accepted();
    let output = check(&folder, &["--baseline", FILE]);
    assert_eq!((code(&output), utf8(&output.stdout)), (0, ""));
    let hidden = text(&folder).matches("\"key\"").count();
    let said = format!("2 plans checked, nothing new\n`{FILE}` hides {hidden} findings\n");
    assert_eq!(utf8(&output.stderr), said);
}

#[test]
fn a_baseline_is_read_in_reviews() {
    let folder = accepted();
    let text = text(&folder);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["{", "  \"format\": 1,", "  \"findings\": ["]);
    let entries = &lines[3..lines.len() - 2];
    assert_eq!(
        entries[0],
        r#"    {"path":"plans/a.plan.ron","key":"lower-body-before-key-run | phases[0].week.mon[lower] | phases[0].week.tue[track]","severity":"warning"},"#
    );
    assert!(entries.is_sorted(), "{text}");
    let again = check(&folder, &["--write-baseline", FILE]);
    assert_eq!(code(&again), 0);
    assert_eq!(self::text(&folder), text, "the same findings make the same file");
}

#[test]
fn moved_lines_are_not_new_and_a_second_finding_is() {
    let folder = accepted();
    folder.write("plans/a.plan.ron", format!("// moved\n\n{FLAGGED}"));
    assert_eq!(code(&check(&folder, &["--baseline", FILE])), 0);
    let more = FLAGGED.replace("tue: [", "wed: [\"lower @ 18:00\"], thu: [\"track @ 07:00\"], tue: [");
    folder.write("plans/a.plan.ron", more);
    let output = check(&folder, &["--baseline", FILE]);
    assert_eq!(code(&output), 1);
    let said = utf8(&output.stdout);
    assert!(said.contains("lower-body-before-key-run"), "{said}");
    assert!(!said.contains("Mondays"), "what was accepted stays hidden: {said}");
}

#[test]
fn the_same_mistake_once_more_is_new() {
    let folder = Folder::quiet();
    let with = |slots: &str| FLAGGED.replace("tue: [", &format!("wed: [{slots}], tue: ["));
    folder.write("a.plan.ron", with("\"nobody\", \"nobody\""));
    assert_eq!(code(&check(&folder, &["--write-baseline", FILE])), 0);
    assert!(text(&folder).contains("\"count\":2"), "{}", text(&folder));
    folder.write("a.plan.ron", with("\"nobody\", \"nobody\", \"nobody\""));
    let output = check(&folder, &["--baseline", FILE]);
    assert_eq!((code(&output), utf8(&output.stdout).lines().count()), (1, 1));
}

#[test]
fn what_has_become_worse_is_told() {
    let folder = accepted();
    let file = text(&folder).replacen("\"severity\":\"warning\"", "\"severity\":\"advice\"", 1);
    folder.write(FILE, file);
    let output = check(&folder, &["--baseline", FILE]);
    assert_eq!(code(&output), 1);
    assert!(utf8(&output.stdout).contains("warning[lower-body-before-key-run]"));
    assert!(!utf8(&output.stderr).contains("no longer"), "{}", utf8(&output.stderr));
}

#[test]
fn what_no_longer_occurs_is_said_and_fails_nothing() {
    let folder = accepted();
    folder.write("plans/a.plan.ron", FLAGGED.replace("\"lower @ 08:00\"", ""));
    std::fs::remove_file(folder.path().join("plans/typo.plan.ron")).expect("the plan");
    let output = check(&folder, &["--baseline", FILE]);
    let said = utf8(&output.stderr);
    assert_eq!(code(&output), 0, "{said}");
    let stale = text(&folder).matches("\"key\"").count();
    assert!(said.contains(&format!("{stale} entries in it no longer occur:\n")), "{said}");
    assert!(said.contains("  plans/a.plan.ron: lower-body-before-key-run | "), "{said}");
    assert!(said.contains("  plans/typo.plan.ron: unknown-field | "), "a plan that is gone: {said}");

    let json = folder.run(&["check", "--format", "json", "--baseline", FILE]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    crate::schemas::assert_is_a_check(&json);
    assert_eq!(json["baseline"]["stale"].as_array().map(Vec::len), Some(stale));
}

#[test]
fn a_check_of_some_plans_says_nothing_of_the_others() {
    let folder = accepted();
    let output = check(&folder, &["--baseline", FILE, "plans/a.plan.ron"]);
    assert_eq!(code(&output), 0);
    assert!(!utf8(&output.stderr).contains("no longer"), "{}", utf8(&output.stderr));
}

#[test]
fn paths_are_told_from_the_folder_of_the_baseline() {
    let folder = Folder::quiet();
    folder.write("plans/a.plan.ron", FLAGGED).write("ci/.keep", "");
    assert_eq!(code(&check(&folder, &["--write-baseline", "ci/base.json"])), 0);
    let text = std::fs::read_to_string(folder.path().join("ci/base.json")).expect("the baseline");
    assert!(text.contains("\"path\":\"../plans/a.plan.ron\""), "{text}");
    let elsewhere = |from: &str, args: &[&str]| {
        let mut command = folder.command(&[&["check", "--fail-on", "warning"], args].concat());
        command.current_dir(folder.path().join(from)).output().expect("the command runs")
    };
    for (from, args) in [
        ("plans", ["--baseline", "../ci/base.json", "."]),
        ("ci", ["--baseline", "./base.json", "../plans"]),
        (".", ["--baseline", "ci/../ci/base.json", "plans/../plans"]),
    ] {
        let output = elsewhere(from, &args);
        assert_eq!(code(&output), 0, "{from}: {}", utf8(&output.stderr));
    }
}

#[test]
fn every_format_leaves_out_what_is_accepted() {
    let folder = accepted();
    for format in ["human", "concise", "json", "sarif", "github", "junit", "markdown"] {
        let output = folder.run(&["check", "--format", format, "--baseline", FILE]);
        assert_eq!(code(&output), 0, "{format}");
        assert!(!utf8(&output.stdout).contains("lower-body"), "{format}: {}", utf8(&output.stdout));
    }
}

#[test]
fn a_file_that_is_no_baseline_is_an_error_with_its_place() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED);
    let said = |text: &str| {
        folder.write(FILE, text);
        let output = check(&folder, &["--baseline", FILE]);
        assert_eq!((code(&output), utf8(&output.stdout)), (2, ""), "{text}");
        utf8(&output.stderr).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(said(""), "error: gait-baseline.json:1:1: no baseline: EOF while parsing a value");
    assert_eq!(
        said("{\n  \"format\": 1,\n  \"findings\": [\n    {\"path\":\"é\",\"kez\":\"x\"}\n  ]\n}"),
        "error: gait-baseline.json:4:21: no baseline: unknown field `kez`, expected one of `path`, `key`, `severity`, `count`"
    );
    assert_eq!(
        said("{\"format\": 1, \"findings\": [{\"path\":\"a\",\"key\":\"b\",\"severity\":\"bad\"}]}"),
        "error: gait-baseline.json:1:65: no baseline: unknown variant `bad`, expected one of `advice`, `warning`, `error`"
    );
    assert_eq!(
        said("{\"format\": 2, \"findings\": []}"),
        "error: `gait-baseline.json` is a baseline of format 2; this gait reads format 1"
    );
    for (text, expected) in [
        ("[]", "2: no baseline: expected an object with `format` and `findings`"),
        ("3", "1: no baseline: expected an object with `format` and `findings`, found integer `3`"),
        ("{\"format\": \"1\"}", "14: no baseline: expected a whole number, found string \"1\""),
        ("{\"format\": 1, \"findings\": {}}", "26: no baseline: expected a list, found an object"),
        (
            "{\"format\": 1, \"findings\": [[]]}",
            "29: no baseline: expected an object with `path`, `key` and `severity`",
        ),
    ] {
        assert_eq!(said(text), format!("error: gait-baseline.json:1:{expected}"));
    }
    let missing = check(&folder, &["--baseline", "nope.json"]);
    assert_eq!(code(&missing), 2);
    assert!(utf8(&missing.stderr).contains("`nope.json`"), "{}", utf8(&missing.stderr));
    let both = check(&folder, &["--baseline", FILE, "--write-baseline", FILE]);
    assert_eq!(code(&both), 2);
}

#[test]
fn what_cannot_be_written_is_said() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED);
    let output = check(&folder, &["--write-baseline", "no/such/base.json"]);
    assert_eq!(code(&output), 2);
    assert!(utf8(&output.stderr).contains("`no/such/base.json` cannot be saved"), "{}", utf8(&output.stderr));
}
