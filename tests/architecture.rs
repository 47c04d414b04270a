//! What each crate must never do, as far as a machine can see it; `crates/README.md` says why.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use suite::repo;

/// Each crate with the crates of ours it may depend on: a straight line, then a fan.
const MAY_USE: [(&str, &[&str]); 8] = [
    ("gait-syntax", &[]),
    ("gait-model", &["gait-syntax"]),
    ("gait-rules", &["gait-syntax", "gait-model"]),
    ("gait-core", &["gait-syntax", "gait-model", "gait-rules"]),
    ("gait-files", &["gait-syntax"]),
    ("gait-cli", &["gait-core", "gait-files", "gait-lsp"]),
    ("gait-lsp", &["gait-core", "gait-files"]),
    ("gait-gui", &["gait-core", "gait-files"]),
];

/// The crates that read no file and no clock, and print nothing.
const PURE: [&str; 4] = ["gait-syntax", "gait-model", "gait-rules", "gait-core"];

/// What reaches the world outside.
const WORLD: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::io",
    "SystemTime",
    "Instant",
    "println!",
    "Zoned::now",
];

/// Libraries that speak to terminals, folders, editors or screens.
const FOR_FRONT_ENDS: [&str; 11] = [
    "anstream",
    "anstyle",
    "annotate-snippets",
    "clap",
    "eframe",
    "egui",
    "ignore",
    "lsp-server",
    "notify",
    "rayon",
    "terminal_size",
];

/// What writes to standard output, which belongs to the protocol, or to a terminal that is not there.
const PRINTS: [&str; 5] = ["println!", "print!", "stdout()", "stderr()", "dbg!"];

/// Words of running and lifting, which a reader of RON has no use for.
const RUNNING_WORDS: [&str; 22] = [
    "athlete",
    "deload",
    "exercise",
    "interval",
    "lift",
    "marathon",
    "mileage",
    "muscle",
    "pace",
    "phase",
    "race",
    "runner",
    "session",
    "strength",
    "strides",
    "tempo",
    "threshold",
    "training",
    "week",
    "weekday",
    "workout",
    "warm-up",
];

fn crates() -> BTreeSet<String> {
    let entries = std::fs::read_dir(repo("crates")).expect("there are crates").flatten();
    let folders = entries.filter(|entry| entry.path().join("Cargo.toml").is_file());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn manifest(name: &str) -> String {
    let path = repo(&format!("crates/{name}/Cargo.toml"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The dependencies that ship: those of `[dependencies]`, not of tests.
fn dependencies(name: &str) -> Vec<String> {
    let manifest = manifest(name);
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', '=', ' ']).next());
    names.filter(|name| !name.is_empty() && !name.starts_with('#')).map(str::to_owned).collect()
}

/// The Rust files below a folder, by path, with their text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())).flatten() {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "target" {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file is text");
            out.push((path, text));
        }
    }
    out
}

fn sources_of(name: &str) -> Vec<(PathBuf, String)> {
    let found = sources(&repo(&format!("crates/{name}/src")));
    assert!(!found.is_empty(), "{name} has sources");
    found
}

/// The lines of some sources for which `is_wrong` says why, as `path:line: why`.
fn wrong_lines(sources: &[(PathBuf, String)], is_wrong: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let lines = |(path, text): &(PathBuf, String)| {
        let wrong =
            |(i, line): (usize, &str)| Some(format!("{}:{}: {}", path.display(), i + 1, is_wrong(line)?));
        text.lines().enumerate().filter_map(wrong).collect::<Vec<_>>()
    };
    sources.iter().flat_map(lines).collect()
}

#[test]
fn dependencies_point_one_way() {
    for name in crates() {
        let allowed = MAY_USE.iter().find(|(known, _)| *known == name);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{name} has no row in MAY_USE"));
        let used = dependencies(&name);
        assert!(!used.is_empty(), "{name} depends on something");
        for ours in used.iter().filter(|used| used.starts_with("gait-")) {
            assert!(allowed.contains(&ours.as_str()), "{name} must not depend on {ours}");
        }
    }
}

#[test]
fn the_core_has_no_front_end_libraries() {
    for name in PURE {
        for used in dependencies(name) {
            assert!(!FOR_FRONT_ENDS.contains(&used.as_str()), "{name} must not depend on {used}");
        }
    }
}

#[test]
fn the_language_server_has_no_terminal() {
    let used = dependencies("gait-lsp");
    for library in used.iter().filter(|used| !["lsp-server", "rayon"].contains(&used.as_str())) {
        assert!(!FOR_FRONT_ENDS.contains(&library.as_str()), "gait-lsp must not depend on {library}");
    }
    let prints = |line: &str| {
        let code = line.split("//").next().unwrap_or("");
        PRINTS.iter().find(|word| code.contains(*word)).map(|word| format!("uses {word}"))
    };
    assert_eq!(prints("eprintln!();"), Some("uses println!".to_owned()), "the test sees code");
    let wrong = wrong_lines(&sources_of("gait-lsp"), prints);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_does_not_reach_the_world() {
    for name in PURE {
        let reaches = |line: &str| {
            let code = line.split("//").next().unwrap_or("");
            WORLD.iter().find(|word| code.contains(*word)).map(|word| format!("{name} uses {word}"))
        };
        let wrong = wrong_lines(&sources_of(name), reaches);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// The parts of the desktop editor that know no widget.
const WITHOUT_WIDGETS: [&str; 7] = ["desk", "document", "drag", "files", "fixes", "selection", "vm"];

/// The parts of the desktop editor that reach files, the environment and the clock.
const WITH_THE_WORLD: [&str; 2] = ["desk", "main"];

/// The sources of the desktop editor with the part each belongs to: the file or folder of that name beside `lib.rs`. Unit
/// tests in files of their own are left out; they may do as they like.
fn parts_of_the_editor() -> Vec<(String, (PathBuf, String))> {
    let root = repo("crates/gait-gui/src");
    let part = |path: &Path| {
        let first =
            path.strip_prefix(&root).expect("it is below").components().next().expect("it has a name");
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    let sources = sources_of("gait-gui").into_iter().filter(|(path, _)| !path.ends_with("tests.rs"));
    sources.map(|source| (part(&source.0), source)).collect()
}

#[test]
fn the_editor_keeps_widgets_from_what_is_shown() {
    let (inside, others): (Vec<_>, Vec<_>) =
        parts_of_the_editor().into_iter().partition(|(part, _)| WITHOUT_WIDGETS.contains(&part.as_str()));
    for part in WITHOUT_WIDGETS {
        assert!(inside.iter().any(|(found, _)| found == part), "{part} is part of the editor");
    }
    let draws = |line: &str| {
        let code = line.split("//").next().unwrap_or("");
        ["egui", "eframe", "panels::", "widgets::"]
            .iter()
            .find(|word| code.contains(*word))
            .map(|word| format!("uses {word}"))
    };
    assert!(others.iter().any(|(_, (_, text))| text.lines().any(|line| draws(line).is_some())), "others do");
    let inside: Vec<_> = inside.into_iter().map(|(_, source)| source).collect();
    let wrong = wrong_lines(&inside, draws);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_editor_reaches_the_world_by_its_desk() {
    let reaches = |line: &str| {
        let code = line.split("//").next().unwrap_or("");
        let words =
            WORLD.iter().chain(&["notify", "gait_files::read", "gait_files::save", "gait_files::discover"]);
        words.into_iter().find(|word| code.contains(**word)).map(|word| format!("uses {word}"))
    };
    let (desk, others): (Vec<_>, Vec<_>) =
        parts_of_the_editor().into_iter().partition(|(part, _)| WITH_THE_WORLD.contains(&part.as_str()));
    assert!(
        desk.iter().any(|(_, (_, text))| text.lines().any(|line| reaches(line).is_some())),
        "the desk does"
    );
    let others: Vec<_> = others.into_iter().map(|(_, source)| source).collect();
    let wrong = wrong_lines(&others, reaches);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_syntax_says_no_running_word() {
    let says = |line: &str| {
        let lower = line.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphabetic() && c != '-');
        let is_running = |word: &str| {
            RUNNING_WORDS.iter().any(|known| word == *known || word.strip_suffix('s') == Some(known))
        };
        words.find(|word| is_running(word)).map(|word| format!("says `{word}`"))
    };
    assert_eq!(says("/// The weeks of a plan."), Some("says `weeks`".to_owned()), "the test sees words");
    let wrong = wrong_lines(&sources_of("gait-syntax"), says);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_calls_another() {
    let folder = repo("crates/gait-rules/src/rules");
    let calls = |line: &str| {
        // Indented, it is a rule's own unit tests that look at the rule.
        if line.starts_with("    use super::") {
            return None;
        }
        let code = line.split("//").next().unwrap_or("").replace("pub(super)", "");
        ["super::", "crate::rules"]
            .iter()
            .find(|path| code.contains(*path))
            .map(|path| format!("uses {path}"))
    };
    let wrong = wrong_lines(&sources(&folder), calls);
    assert!(wrong.is_empty(), "what rules share belongs to `context.rs`:\n{}", wrong.join("\n"));
}

#[test]
fn what_all_rules_rest_on_rests_on_no_rule() {
    let folder = repo("crates/gait-rules/src");
    let names = |line: &str| {
        let code = line.split("//").next().unwrap_or("");
        let is_word = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let mut paths = code.match_indices("rules::").filter(|(at, _)| !is_word(&code[..*at]));
        paths
            .find(|(at, found)| !code[at + found.len()..].starts_with("RULES"))
            .map(|_| format!("names `{}`", code.trim()))
    };
    assert!(names("use crate::rules::measured;").is_some(), "the test sees paths");
    let beside = sources(&folder).into_iter().filter(|(path, _)| {
        // Measures are made for those who show what stands behind findings, and no rule sees them.
        !path.starts_with(folder.join("rules")) && *path != folder.join("measures.rs")
    });
    let wrong = wrong_lines(&beside.collect::<Vec<_>>(), names);
    assert!(
        wrong.is_empty(),
        "what rules share belongs to `context.rs` or `lifting.rs`:\n{}",
        wrong.join("\n")
    );
    let measures = std::fs::read_to_string(folder.join("measures.rs")).expect("measures");
    let others =
        measures.lines().filter(|line| line.contains("rules::") && !line.contains("rules::measured"));
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&str>::new(), "measures ask for thresholds");
}

#[test]
fn every_file_says_what_it_owns() {
    let files = sources(&repo("crates")).into_iter().chain(sources(&repo("tests")));
    let silent: Vec<String> = files
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of {}", silent.join(", "));
}

#[test]
fn every_crate_has_the_lints_of_the_workspace() {
    for name in crates() {
        assert!(
            manifest(&name).contains("[lints]\nworkspace = true\n"),
            "{name}: `[lints] workspace = true`"
        );
    }
}
