//! What documents tell people to type does what they say.

use std::process::{Command, Output};

use gait_core::{Inputs, SettingsFile, Snapshot, Source};
use suite::command::{Folder, code, path, utf8};
use suite::frame::set;
use suite::repo;

use crate::cli::FLAGGED;

/// The fenced blocks of a document in one of these languages.
fn blocks(document: &str, languages: &[&str]) -> Vec<String> {
    let text = std::fs::read_to_string(repo(document)).expect("a document");
    let mut out = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let wanted = line.strip_prefix("```").is_some_and(|language| languages.contains(&language));
        if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            out.extend(wanted.then(|| block.join("\n")));
        }
    }
    out
}

/// The lines of a block that run `gait`, in a shell or as a step of a workflow.
fn command_lines(block: &str) -> Vec<&str> {
    let command = |line: &'_ str| -> Option<usize> {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line);
        let line = line.strip_prefix("run: ").unwrap_or(line);
        line.starts_with("gait ").then_some(line.len())
    };
    block.lines().filter_map(|line| command(line).map(|length| &line[line.len() - length..])).collect()
}

/// Runs a line in `sh`, with this `gait` on the path and the folder as a home.
fn sh(folder: &Folder, line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder.path()).env("PATH", path()).env("HOME", folder.path());
    command.env("GITHUB_STEP_SUMMARY", folder.path().join("summary.md")).output().expect("sh")
}

#[test]
fn what_the_page_on_settings_shows_is_read() {
    for block in blocks("crates/gait-core/src/topics/settings.md", &["ron"]) {
        let problems = if block.starts_with("Settings") {
            SettingsFile::read(Source::new("gait.ron", block.as_str())).problems
        } else {
            let plan = set(&format!("week: (mon: [\"easy\"]),\n{block}")).text;
            Snapshot::new(&Inputs::plan(Source::new("case", plan))).problems
        };
        assert!(problems.is_empty(), "{problems:?}\n{block}");
    }
}

#[test]
fn what_the_page_on_ci_says_runs() {
    let folder = Folder::quiet();
    folder.write("plans/a.plan.ron", FLAGGED);
    let lines: Vec<String> = blocks("docs/ci.md", &["sh", "yaml"])
        .iter()
        .flat_map(|block| command_lines(block).into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(lines.len() >= 6, "{lines:?}");
    for line in &lines {
        let output = sh(&folder, line);
        // The plan has a warning, so a line that fails on warnings has to.
        let expected = i32::from(line.contains("--fail-on warning"));
        assert_eq!(code(&output), expected, "{line}: {}", utf8(&output.stderr));
    }
    for file in ["summary.md", "gait.sarif", "gait.xml", "gait-baseline.json"] {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap_or_default();
        assert!(text.contains("lower-body-before-key-run"), "{file}: {text}");
    }
}

#[test]
fn what_the_page_on_shells_says_runs() {
    let folder = Folder::empty();
    for block in blocks("docs/shell.md", &["sh"]) {
        let output = sh(&folder, &format!("set -e\n{block}"));
        assert_eq!((code(&output), utf8(&output.stdout)), (0, ""), "{block}: {}", utf8(&output.stderr));
    }
    for file in [
        ".local/share/bash-completion/completions/gait",
        ".zfunc/_gait",
        ".config/fish/completions/gait.fish",
        ".local/share/man/man1/gait-check.1",
    ] {
        assert!(folder.path().join(file).is_file(), "{file}");
    }
}

#[test]
fn every_format_is_on_the_page_on_ci() {
    let page = std::fs::read_to_string(repo("docs/ci.md")).expect("the page");
    let help = Folder::empty().run(&["check", "-h"]);
    let help = utf8(&help.stdout);
    let (_, values) = help
        .split_once("--format <FORMAT>")
        .and_then(|(_, rest)| rest.split_once("values: "))
        .expect("values");
    let values = values.split(']').next().unwrap_or_default();
    for format in values.split(',').map(str::trim).filter(|format| *format != "human") {
        assert!(page.contains(&format!("| `{format}` |")), "{format} is not in the table");
    }
}

/// The fields of each hook: flat enough to be read line by line.
fn hooks() -> Vec<Vec<(String, String)>> {
    let text = std::fs::read_to_string(repo(".pre-commit-hooks.yaml")).expect("the hooks");
    let mut hooks: Vec<Vec<(String, String)>> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (first, rest) = line.split_at_checked(2).unwrap_or_else(|| panic!("{line:?}"));
        match first {
            "- " => hooks.push(Vec::new()),
            "  " => {}
            _ => panic!("neither a hook nor a field: {line}"),
        }
        let (key, value) = rest.split_once(": ").unwrap_or_else(|| panic!("no field: {line}"));
        assert!(key.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "no key: {line}");
        // A colon or a number sign would need quotes.
        assert!(value.starts_with('\'') || !value.contains([':', '#', '{', '[']), "needs quotes: {line}");
        hooks.last_mut().expect("a hook").push((key.to_owned(), value.to_owned()));
    }
    hooks
}

#[test]
fn hooks_of_pre_commit_run_commands_that_there_are() {
    let hooks = hooks();
    assert!(!hooks.is_empty());
    let page = std::fs::read_to_string(repo("docs/ci.md")).expect("the page");
    for hook in hooks {
        let field = |name: &str| {
            let found = hook.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("{hook:?} has no {name}"))
        };
        assert!(page.contains(&format!("- id: {}\n", field("id"))), "{} is on the page on CI", field("id"));
        assert_eq!(field("language"), "system");
        assert!(field("files").contains(r"\.plan\.ron$"), "{hook:?}");
        let folder = Folder::quiet();
        folder.write("a.plan.ron", FLAGGED).write("b.plan.ron", FLAGGED);
        if field("entry").starts_with("gait snapshot") {
            // It is for those who keep snapshots, and says where there is none.
            assert_eq!(code(&sh(&folder, &format!("{} a.plan.ron", field("entry")))), 1);
            assert_eq!(code(&sh(&folder, "gait snapshot")), 0);
        }
        // As pre-commit calls it: the entry, then the files.
        let output = sh(&folder, &format!("{} a.plan.ron b.plan.ron", field("entry")));
        assert_eq!(code(&output), 0, "{}: {}", field("id"), utf8(&output.stderr));
        let broken = sh(&folder, &format!("{} missing.plan.ron", field("entry")));
        assert_eq!(code(&broken), 2, "{}", field("id"));
    }
}
