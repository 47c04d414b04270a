//! The command itself, run as its users run it: what it writes, to which stream, and with which exit code.

use std::path::Path;

use suite::approved::assert_approved;
use suite::command::{Folder, code, transcript, utf8};
use suite::{files, repo};

/// A plan with one warning, for a folder whose settings leave only that rule on.
pub(crate) const FLAGGED: &str = r#"Plan(
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

/// Compares with `tests/cli/<name>.snap`.
pub(crate) fn snapshot(name: &str, text: &str) {
    assert_approved("tests/cli", name, text);
}

#[test]
fn each_path_that_cannot_be_checked_says_why_and_the_others_are_checked() {
    let folder = Folder::quiet();
    let mut bom = vec![0xef, 0xbb, 0xbf];
    bom.extend_from_slice(FLAGGED.as_bytes());
    folder.write("good.plan.ron", FLAGGED);
    folder.write("bom.plan.ron", bom);
    folder.write("crlf.plan.ron", FLAGGED.replace('\n', "\r\n"));
    folder.write("half.plan.ron", &FLAGGED[..FLAGGED.find("hip").expect("a lift")]);
    folder.write("latin.plan.ron", b"Plan(\n    name: \"M\xfcnchen\",\n)");
    folder.write("utf16.plan.ron", [0xff, 0xfe, b'P', 0, b'l', 0]);
    folder.write("zero.plan.ron", "");
    folder.write("comments.plan.ron", "// later\n");
    folder.write("notes/other.ron", "()");
    folder.write("ignored/.gitignore", "*.plan.ron\n");
    folder.write("ignored/old.plan.ron", FLAGGED);
    std::fs::create_dir(folder.path().join("empty")).expect("a folder can be made");
    let big = std::fs::File::create(folder.path().join("big.plan.ron")).expect("a file can be made");
    big.set_len(100_000_000).expect("a file can be long");
    let paths = [
        "check",
        "--format",
        "concise",
        ".",
        "empty",
        "notes",
        "ignored",
        "god.plan.ron",
        "good",
        "nots/other.ron",
    ];
    let paths = [&paths[..], &["good.plan.ron/part", "notes/other.ron"]].concat();
    snapshot("inputs", &folder.transcript(&paths));
}

#[test]
fn human_output_shows_the_lines_of_the_plan() {
    let folder = Folder::quiet();
    folder.write("a/flagged.plan.ron", FLAGGED);
    folder.write("b/typo.plan.ron", FLAGGED.replace("sessions:", "session:").replace("tue:", "teu:"));
    snapshot("human", &folder.transcript(&["check"]));
}

#[test]
fn a_place_that_is_far_away_is_named_by_its_line() {
    let folder = Folder::quiet();
    let pages = "            // what the coach has to say\n".repeat(600);
    folder.write("a.plan.ron", FLAGGED.replace("            tue:", &format!("{pages}            tue:")));
    let output = folder.run(&["check"]);
    let text = utf8(&output.stdout);
    let (shown, _) = text.split_once("fix: ").expect("there is a fix");
    assert!(shown.contains("12 │             mon: [\"easy: 40 min\", \"lower @ 08:00\"],\n"), "{text}");
    assert!(shown.contains("├ note: line 613: `track`, Tue 07:00–07:50\n"), "{text}");
    assert!(!shown.contains("tue: ["), "{text}");
}

#[test]
fn what_two_sessions_do_to_each_other_is_told_once_with_its_fix() {
    let folder = Folder::empty();
    // Advice about the whole plan comes first and has no fix; without times of day, some findings rest on assumed starts.
    let sessions = r#""gym": Strength(["back-squat 3x10 rir 2", "deadlift 5x5 @ 80 kg", "bench-press 3x8", "front-plank 3x60 s"])"#;
    let week = r#"mon: ["gym"], tue: ["intervals: 6x(400 m @ 5k + 1 min jog)"], wed: ["easy: 5 km"], thu: ["gym"], sat: ["long: 10 km"]"#;
    let plan = format!(
        "Plan(\n    format: 1, name: \"first\", start: \"2027-03-01\",\n    sessions: {{ {sessions} }},\n    \
         phases: [Phase(weeks: 8, week: ({week}))],\n)\n"
    );
    folder.write("a.plan.ron", plan);
    let output = folder.run(&["check"]);
    let text = utf8(&output.stdout);
    assert_eq!(text.matches("fix: move `gym` to Tuesday").count(), 1, "{text}");
    assert_eq!(text.matches("start assumed: `gym` Mon 18:00").count(), 1, "{text}");
    for other in ["├ warning[lower-body-before-key-run]", "├ advice[strength-not-on-hard-day]"] {
        assert_eq!(text.matches(other).count(), 1, "{other}: {text}");
    }
}

#[test]
fn json_is_one_object_with_every_input() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED).write("b.plan.ron", FLAGGED.replace("@ 18:00", "@ 06:00"));
    let output = folder.run(&["check", "--format", "json", ".", "missing.plan.ron"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["reports"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["reports"][0]["source"], "a.plan.ron");
    assert_eq!(json["reports"][0]["diagnostics"][0]["code"], "lower-body-before-key-run");
    assert_eq!(json["failures"][0]["path"], "missing.plan.ron");
    assert_eq!(
        json["summary"],
        serde_json::json!({"plans": 2, "errors": 0, "warnings": 2, "advice": 0, "failures": 1})
    );
    assert_eq!(code(&output), 2);
    crate::schemas::assert_is_a_check(&json);

    let nothing = folder.run(&["check", "--format", "json", "--quiet", "missing.plan.ron"]);
    let json: serde_json::Value = serde_json::from_slice(&nothing.stdout).expect("JSON");
    crate::schemas::assert_is_a_check(&json);
    assert_eq!(json["reports"], serde_json::json!([]));
    assert!(nothing.stderr.is_empty());
}

#[test]
fn above_ten_plans_it_is_said_that_there_may_be_fixes() {
    let folder = Folder::quiet();
    for plan in 0..10 {
        folder.write(&format!("{plan}.plan.ron"), FLAGGED);
    }
    let said = |args: &[&str]| utf8(&folder.run(args).stderr).contains("may have");
    assert!(!said(&["check"]), "each finding shows its fix");
    folder.write("10.plan.ron", FLAGGED);
    let output = folder.run(&["check"]);
    let last = utf8(&output.stderr).lines().last();
    assert_eq!(last, Some("11 findings may have fixes: `gait fix --suggested --diff`"));
    assert!(!said(&["check", "--fixes"]) && !said(&["check", "--quiet"]));
    assert!(!said(&["check", "--format", "concise"]));
}

#[test]
fn fixes_are_told_to_those_who_ask() {
    let folder = Folder::quiet();
    folder.write("flagged.plan.ron", FLAGGED);
    let fixes = |args: &[&str]| {
        let output = folder.run(&[&["check", "--format", "json"], args].concat());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        json["reports"][0]["diagnostics"][0]["fixes"].clone()
    };
    assert_eq!(fixes(&[]), serde_json::Value::Null);
    assert!(
        fixes(&["--fixes"])[0]["label"].as_str().is_some_and(|label| label.starts_with("move `lower` to"))
    );
}

#[test]
fn the_exit_code_follows_the_severity_asked_for() {
    let folder = Folder::quiet();
    folder
        .write("flagged.plan.ron", FLAGGED)
        .write("typo.plan.ron", FLAGGED.replace("sessions:", "session:"));
    let ends = |args: &[&str]| code(&folder.run(&[&["check", "--quiet"], args].concat()));
    assert_eq!(ends(&["flagged.plan.ron"]), 0);
    assert_eq!(ends(&["--fail-on", "warning", "flagged.plan.ron"]), 1);
    assert_eq!(ends(&["--fail-on", "advice", "flagged.plan.ron"]), 1);
    assert_eq!(ends(&["typo.plan.ron"]), 1);
    assert_eq!(ends(&["--fail-on", "never", "typo.plan.ron"]), 0);
    assert_eq!(ends(&["--fail-on", "never", "typo.plan.ron", "missing.plan.ron"]), 2);
}

#[test]
fn standard_input_is_a_plan_like_any_other() {
    let folder = Folder::quiet();
    let feed = |args: &[&str], text: &[u8]| transcript(args, &folder.feed(args, text));
    let concise = ["check", "--format", "concise", "-"];
    let named = ["check", "--format", "concise", "--isolated", "--stdin-filename", "new.plan.ron", "-"];
    let all = [
        feed(&concise, FLAGGED.as_bytes()),
        feed(&concise, b"\xff"),
        feed(&named, b""),
        feed(&["expand", "-", "--week", "2"], FLAGGED.as_bytes()),
    ];
    snapshot("stdin", &all.join("\n"));
}

#[test]
fn what_is_piped_through_comes_back_whole() {
    // What a terminal takes for a title that has not ended.
    let pasted = FLAGGED.replacen("format: 1,", "format: 1, // \u{1b}]0;title\n", 1);
    let folder = Folder::quiet();
    let fixed = folder.feed(&["fix", "-"], pasted.as_bytes());
    assert_eq!(utf8(&fixed.stdout), pasted);
    let laid_out = folder.feed(&["fmt", "-"], pasted.as_bytes());
    assert!(utf8(&laid_out.stdout).contains("// \u{1b}]0;title\n"), "{}", utf8(&laid_out.stdout));
    assert!(utf8(&laid_out.stdout).ends_with(")\n"), "{}", utf8(&laid_out.stdout));
}

#[test]
fn whoever_names_standard_input_has_it_read() {
    let folder = Folder::quiet();
    folder.write("other.plan.ron", FLAGGED);
    let feed = |args: &[&str]| {
        folder.feed(&[args, &["--stdin-filename", "new.plan.ron"]].concat(), FLAGGED.as_bytes())
    };
    let output = feed(&["check", "--format", "concise"]);
    assert!(utf8(&output.stdout).starts_with("new.plan.ron:12:35: warning["), "{}", utf8(&output.stdout));
    assert_eq!(utf8(&output.stderr), "1 plan checked: 1 warning\n");
    assert_eq!(feed(&["fmt"]).stdout, feed(&["fmt", "-"]).stdout);
    for args in [
        &["check", "."][..],
        &["fix", "."],
        &["fmt", "."],
        &["snapshot", "."],
        &["diff", "other.plan.ron", "other.plan.ron"],
    ] {
        let output = feed(args);
        let said = "error: `--stdin-filename` is the name of standard input, which is not read\n";
        assert!(utf8(&output.stderr).starts_with(said), "{args:?}: {}", utf8(&output.stderr));
        assert_eq!(code(&output), 2);
    }
}

#[test]
fn a_plan_is_one_however_its_path_is_written() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED).write("sub/b.plan.ron", FLAGGED);
    let whole = folder.path().join("a.plan.ron");
    let whole = whole.to_str().expect("a folder for tests has a plain name");
    let args = ["a.plan.ron", whole, "sub/../a.plan.ron", "sub", "sub/../sub/b.plan.ron"];
    let output = folder.run(&[&["check", "--format", "concise"], &args[..]].concat());
    let names: Vec<&str> = utf8(&output.stdout).lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names, ["a.plan.ron", "sub/b.plan.ron"]);
    let fixed = folder.run(&[&["fix", "--suggested"], &args[..]].concat());
    assert!(utf8(&fixed.stderr).contains("2 fixes applied in 2 plans"), "{}", utf8(&fixed.stderr));
}

#[cfg(unix)]
#[test]
fn a_plan_and_a_link_to_it_are_one() {
    let folder = Folder::quiet();
    folder.write("b.plan.ron", FLAGGED.replace(", ", ",")).write("sub/c.plan.ron", FLAGGED);
    let link = folder.path().join("a.plan.ron");
    std::os::unix::fs::symlink("b.plan.ron", &link).expect("links");
    let said = |args: &[&str]| utf8(&folder.run(args).stderr).to_owned();
    let output = folder.run(&["fmt", "--check"]);
    let names: Vec<&str> = utf8(&output.stdout).lines().filter(|line| line.contains(".plan.ron")).collect();
    assert_eq!(names, ["would reformat b.plan.ron", "would reformat sub/c.plan.ron"]);
    assert!(said(&["fix", "--suggested", "--diff"]).contains("2 fixes would be applied in 2 plans"));
    let named = said(&["fix", "--suggested", "a.plan.ron"]);
    assert!(named.starts_with("a.plan.ron\n") && named.contains("1 fix applied in 1 plan;"), "{named}");
    assert!(std::fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert!(said(&["check"]).contains("1 warning"));
}

#[test]
fn what_cannot_be_read_is_told_once() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED).write("b.plan.ron", [b'P', 0xff]);
    let output = folder.run(&["check", "--fix", ".", "missing.plan.ron"]);
    let said = utf8(&output.stderr);
    assert_eq!(said.matches("error:").count(), 2, "{said}");
    assert_eq!(said.matches("could not be checked").count(), 1, "{said}");
    assert_eq!(code(&output), 2);
    folder.write("gait.ron", [0xff]);
    let said = folder.run(&["check", "--fix"]);
    assert_eq!(utf8(&said.stderr).matches("error: `gait.ron`").count(), 1, "{}", utf8(&said.stderr));
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_breaks_no_line() {
    let folder = Folder::quiet();
    folder.write("a\nb.plan.ron", FLAGGED.replace(", ", ","));
    for args in [
        &["check", "--format", "concise"][..],
        &["check", "--format", "junit"],
        &["fmt", "--check"],
        &["fmt"],
        &["snapshot"],
        &["fix", "--suggested"],
    ] {
        let output = folder.run(args);
        let text = format!("{}{}", utf8(&output.stdout), utf8(&output.stderr));
        assert!(!text.contains("a\nb.p") && !text.contains("a&#10;b.p"), "{args:?}: {text}");
        assert!(text.contains("a b.p") || args == ["fmt"], "{args:?}: {text}");
    }
}

#[test]
fn settings_of_the_nearest_folder_hold() {
    let folder = Folder::quiet();
    folder.write("flagged.plan.ron", FLAGGED);
    folder.write("strict/gait.ron", "Settings(levels: {\"lower-body-before-key-run\": Error, \"hygeine\": Off}, exclude: [\"old/\", \"a{b\"])");
    folder.write("strict/new.plan.ron", FLAGGED).write("strict/newer.plan.ron", FLAGGED);
    folder.write("strict/old/a.plan.ron", FLAGGED);
    folder.write(
        "some/gait.ron",
        "Settings(include: [\"in/**\"], levels: {\"lower-body-before-key-run\": Off})",
    );
    folder.write("some/in/a.plan.ron", FLAGGED).write("some/out/a.plan.ron", FLAGGED);
    folder.write("bad/gait.ron", [0xff]).write("bad/a.plan.ron", FLAGGED);
    let only = |text: String| -> String {
        let kept = text
            .lines()
            .filter(|l| !l.contains("advice[") && (!l.contains("warning[") || l.contains("lower-body")));
        kept.map(|line| format!("{line}\n")).collect()
    };
    let runs: [&[&str]; 5] = [
        &["check", "--format", "concise", "--quiet"],
        &["check", "--format", "concise", "--quiet", "strict/old", "some/out"],
        &["check", "--format", "concise", "--quiet", "strict/old/a.plan.ron", "some/out/a.plan.ron"],
        &["check", "--format", "concise", "--quiet", "--config", "some/gait.ron", "strict/new.plan.ron"],
        &["check", "--format", "concise", "--quiet", "--isolated", "some/in"],
    ];
    let all: Vec<String> = runs.iter().map(|args| only(folder.transcript(args))).collect();
    snapshot("settings", &all.join("\n"));
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = Folder::quiet();
    folder.write("flagged.plan.ron", FLAGGED);
    let coloured = |env: &[(&str, &str)], args: &[&str]| {
        let mut command = folder.command(args);
        command.envs(env.iter().copied());
        let output = command.output().expect("the command runs");
        (output.stdout.contains(&0x1b), output.stderr.contains(&0x1b))
    };
    let check = ["check", "--fail-on", "never"];
    let with = |choice| [&check[..], &["--color", choice]].concat();
    assert_eq!(coloured(&[], &check), (false, false), "a pipe is no terminal");
    assert_eq!(coloured(&[], &with("always")), (true, true));
    assert_eq!(coloured(&[("CLICOLOR_FORCE", "1")], &check), (true, true));
    assert_eq!(coloured(&[("CLICOLOR_FORCE", "1")], &with("never")), (false, false));
    assert_eq!(coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &check), (false, false));
    assert_eq!(coloured(&[("CLICOLOR_FORCE", "0")], &check), (false, false));
    assert_eq!(coloured(&[("CLICOLOR_FORCE", "0")], &with("always")), (true, true));
    assert_eq!(coloured(&[("CLICOLOR_FORCE", "0")], &["check", "--help"]), (false, false));
}

#[test]
fn the_format_may_come_from_the_environment() {
    let folder = Folder::quiet();
    folder.write("flagged.plan.ron", FLAGGED);
    let output = folder.command(&["check"]).env("GAIT_FORMAT", "concise").output().expect("the command runs");
    assert!(utf8(&output.stdout).starts_with("flagged.plan.ron:12:35: warning["), "{}", utf8(&output.stdout));
    let with =
        |format: &str| folder.command(&["check"]).env("GAIT_FORMAT", format).output().expect("it runs");
    assert_eq!(with("").stdout, folder.run(&["check"]).stdout, "an empty variable is none");
    assert_eq!(code(&with("nope")), 2);
}

#[test]
fn a_reader_that_stops_is_no_error() {
    let folder = Folder::quiet();
    for number in 0..400 {
        folder.write(&format!("{number}.plan.ron"), FLAGGED);
    }
    for args in [&["check"][..], &["expand", "0.plan.ron"], &["explain", "format"], &["rules"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = folder.command(args).stdout(writer).output().expect("the command runs");
        assert_eq!((code(&output), utf8(&output.stderr)), (141, ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_does_not_stop_the_writing() {
    let folder = Folder::quiet();
    let untidy = FLAGGED.replace(", ", ",");
    for number in 0..300 {
        folder.write(&format!("{number}.plan.ron"), &untidy);
    }
    for args in [&["snapshot", "."][..], &["fmt", "."]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let also = writer.try_clone().expect("a pipe has any number of ends");
        let status = folder.command(args).stdout(writer).stderr(also).status().expect("the command runs");
        assert_eq!(status.code(), Some(141), "{args:?}");
    }
    for number in 0..300 {
        let there = folder.path().join(format!("{number}.plan.snap.txt"));
        assert!(there.is_file(), "{}", there.display());
        let text = std::fs::read_to_string(folder.path().join(format!("{number}.plan.ron")));
        assert_ne!(text.expect("a plan"), untidy, "{number}");
    }
}

#[test]
fn many_plans_come_in_the_order_of_their_paths() {
    let folder = Folder::quiet();
    for number in 0..300 {
        folder.write(&format!("{}/{number:03}.plan.ron", number % 7), FLAGGED);
    }
    let output = folder.run(&["check", "--format", "concise"]);
    let names: Vec<&str> = utf8(&output.stdout).lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(names.len(), 300);
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(utf8(&output.stderr), "300 plans checked: 300 warnings\n");
}

#[test]
fn only_the_worst_of_very_many_are_shown() {
    let folder = Folder::quiet();
    let slots = "\"nobody\", ".repeat(20);
    let days: String = ["wed", "fri", "sat", "sun"].map(|day| format!("{day}: [{slots}], ")).concat();
    folder.write("broken.plan.ron", FLAGGED.replace("tue: [", &format!("{days}teu: [], tue: [")));
    let concise = folder.run(&["check", "--format", "concise", "--quiet"]);
    let all = utf8(&concise.stdout).lines().count();
    let human = folder.run(&["check", "--quiet"]);
    let shown = utf8(&human.stdout).matches("error[").count();
    assert!(all > shown, "{all} in all, {shown} shown");
    let more = format!("broken.plan.ron: {} more; `--format concise` shows all\n", all - shown);
    assert!(utf8(&human.stdout).contains(&more), "{}", utf8(&human.stdout));
}

#[test]
fn hostile_texts_end_in_a_message() {
    let folder = Folder::quiet();
    folder.write("deep.plan.ron", "[".repeat(100_000));
    folder.write("wide.plan.ron", format!("Plan(name: \"{}\")", "x".repeat(1_000_000)));
    folder.write("escape.plan.ron", "Plan(name: \"\u{1b}[2J\", nam\u{1b}e: 1)");
    folder.write(
        "huge.plan.ron",
        FLAGGED.replace("weeks: 2", "weeks: 4000000000").replace("6x(3 min", "999999999x(3 min"),
    );
    for format in ["human", "concise", "json"] {
        let output = folder.run(&["check", "--format", format]);
        assert_eq!(code(&output), 1, "{}", utf8(&output.stderr));
        assert!(!output.stdout.contains(&0x1b), "{format}: what a plan holds does not steer the terminal");
    }
}

#[test]
fn a_plan_is_begun_from_a_worked_one() {
    let folder = Folder::empty();
    let runs: [&[&str]; 9] = [
        &["new", "half", "--from", "spring-half", "--race", "2027-05-22"],
        &["new", "half.plan.ron"],
        &["new", "-", "--start", "2027-03-03", "--name", "The \"first\" one"],
        &["new", "winter", "--from", "winter-a-b", "--race", "2027-05-22"],
        &["new", "spring", "--from", "spring-half", "--end", "2027-05-22"],
        &["new", "spring", "--from", "sprin-half"],
        &["new", "spring", "--start", "22.5.2027"],
        &["new", "spring", "--start", "2027-05-22", "--end", "2027-06-22"],
        &["new", "."],
    ];
    let all: Vec<String> = runs.iter().map(|args| folder.transcript(args)).collect();
    snapshot("new", &all.join("\n"));
    let begun = std::fs::read_to_string(folder.path().join("half.plan.ron")).expect("a plan");
    assert!(begun.contains("name: \"half\"") && begun.contains("date: \"2027-05-22\""), "{begun}");
    assert_eq!(code(&folder.run(&["check", "half.plan.ron"])), 0);
    // Whatever the day is, the first that fits is in the week to come.
    assert_eq!(code(&folder.run(&["new", "soon", "--from", "first-5k"])), 0);
    assert_eq!(code(&folder.run(&["check", "--fail-on", "warning", "soon.plan.ron"])), 0);
}

#[test]
fn a_plan_expands_to_a_calendar() {
    let folder = Folder::empty();
    let text = std::fs::read_to_string(repo("plans/spring-half.plan.ron")).expect("a plan");
    folder.write("spring.plan.ron", text);
    let runs: [&[&str]; 4] = [
        &["expand", "spring.plan.ron", "--week", "5..7"],
        &["expand", "spring.plan.ron", "--week", "17"],
        &["expand", "spring.plan.ron", "--week", "3..2"],
        &["expand", "sprin.plan.ron"],
    ];
    let all: Vec<String> = runs.iter().map(|args| folder.transcript(args)).collect();
    snapshot("expand", &all.join("\n"));
    let whole = folder.run(&["expand", "spring.plan.ron"]);
    let lines: Vec<&str> = utf8(&whole.stdout).lines().collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("week ")).count(), 16);
    let widest = lines.iter().map(|line| line.chars().count()).max();
    assert!(widest <= Some(120), "{widest:?} columns");
}

#[test]
fn a_calendar_as_json_holds_every_week_and_day() {
    let folder = Folder::empty();
    for (name, text) in files("plans", ".plan.ron") {
        folder.write("a.plan.ron", text);
        let output = folder.run(&["expand", "--format", "json", "a.plan.ron"]);
        assert_eq!(code(&output), 0, "{name}: {}", utf8(&output.stderr));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let weeks = json["weeks"].as_array().expect("weeks");
        assert!(
            weeks.iter().all(|week| week["days"].as_array().is_some_and(|days| !days.is_empty())),
            "{name}"
        );
    }
}

#[test]
fn a_range_of_miles_is_summed_up_in_miles() {
    let folder = Folder::empty();
    let plan = FLAGGED.replace("easy: 40 min", "easy: 5-6 mi").replace("tue: [\"track @ 07:00\"]", "tue: []");
    assert!(plan.contains("5-6 mi") && plan.contains("tue: []"));
    folder.write("miles.plan.ron", &plan);
    let expanded = folder.run(&["expand", "miles.plan.ron"]);
    assert_eq!(code(&folder.run(&["snapshot", "miles.plan.ron"])), 0);
    let kept = std::fs::read_to_string(folder.path().join("miles.plan.snap.txt")).expect("a snapshot");
    for told in [utf8(&expanded.stdout), &kept] {
        assert!(told.contains("5.5 mi (5–6 mi)"), "{told}");
    }
}

#[test]
fn a_half_typed_plan_still_expands_and_says_so() {
    let folder = Folder::empty();
    folder.write("half.plan.ron", &FLAGGED[..FLAGGED.find("tue").expect("a day")]);
    snapshot("expand-half", &folder.transcript(&["expand", "half.plan.ron"]));
}

#[test]
fn pages_are_shown_and_misspelt_names_are_guessed() {
    let folder = Folder::empty();
    let runs: [&[&str]; 7] = [
        &["explain", "suppression-without-reason"],
        &["explain", "unknown-field"],
        &["explain", "Race"],
        &["explain", "notaton"],
        &["explain", "lower-body"],
        &["explain", "key", "run"],
        &["explain", "zzz"],
    ];
    let all: Vec<String> = runs.iter().map(|args| folder.transcript(args)).collect();
    snapshot("explain", &all.join("\n"));
}

#[test]
fn a_question_is_answered_for_a_plan() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", FLAGGED);
    let output = folder.run(&["explain", "which", "days", "--plan", "a.plan.ron"]);
    assert_eq!(code(&output), 0, "{}", utf8(&output.stderr));
    let (_, answer) = utf8(&output.stdout).split_once("\n## In a.plan.ron\n").expect("an answer of the plan");
    snapshot("explain-plan", answer);
    let not_training = folder.run(&["explain", "format", "--plan", "a.plan.ron"]);
    assert_eq!(code(&not_training), 2);
    let alone = folder.run(&["explain", "--plan", "a.plan.ron"]);
    assert_eq!(code(&alone), 2);
    folder.write("b.plan.ron", FLAGGED);
    let two = folder.run(&["explain", "which-days", "--plan", "."]);
    assert!(utf8(&two.stderr).contains("holds 2 plans, and one is asked for"), "{}", utf8(&two.stderr));
}

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = Folder::empty();
    let table = folder.run(&["rules", "--verbose"]);
    let index = folder.run(&["explain"]);
    for rule in gait_rules::RULES {
        assert!(utf8(&table.stdout).contains(rule.name), "{}", rule.name);
        assert!(utf8(&index.stdout).contains(rule.name), "{}", rule.name);
        for param in rule.params {
            assert!(utf8(&table.stdout).contains(param.name), "{} {}", rule.name, param.name);
        }
    }
    // A profile that makes an error of what is advice by itself says so, though the rule knows errors anyway.
    for (profile, is_said) in [("strict", true), ("default", false)] {
        let table = folder.run(&["rules", "--profile", profile]);
        let row = utf8(&table.stdout).lines().find(|line| line.contains("mobility-gate")).unwrap_or("");
        assert!(row.contains(" error "), "{row}");
        let text = utf8(&table.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(text.contains("(its milder findings too)"), is_said, "{profile}: {text}");
    }
    let group = folder.run(&["rules", "--group", "warm-up"]);
    let of_all = format!(" of {} rules;", gait_rules::RULES.len());
    assert!(utf8(&group.stderr).contains(&of_all), "{}", utf8(&group.stderr));
    // A group that has no rules yet is none.
    for (name, hint) in [("volumes", "did you mean `volume`?"), ("log", "groups are interference, recovery")]
    {
        let other = folder.run(&["rules", "--group", name]);
        assert_eq!(code(&other), 2);
        assert!(utf8(&other.stderr).contains(&format!("help: {hint}")), "{}", utf8(&other.stderr));
    }
}

#[test]
fn every_code_of_a_mistake_has_a_page() {
    let mut codes = Vec::new();
    for name in ["gait-syntax", "gait-model", "gait-rules", "gait-core"] {
        sources(&repo(&format!("crates/{name}/src")), &mut |text| {
            for call in text.split("Problem::new(").skip(1) {
                let argument = call.trim_start();
                let code = argument.strip_prefix('"').and_then(|rest| rest.split('"').next());
                codes.extend(code.map(str::to_owned));
            }
        });
    }
    assert!(codes.len() > 20, "the sources hold mistakes");
    for code in codes {
        assert!(gait_core::Subject::find(&code).is_some(), "`gait explain {code}` has no page");
    }
}

/// Visits the text of every Rust file below a folder.
fn sources(folder: &Path, visit: &mut dyn FnMut(&str)) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            sources(&path, visit);
        } else if path.extension().is_some_and(|e| e == "rs") {
            visit(&std::fs::read_to_string(&path).expect("a source file"));
        }
    }
}

#[test]
fn help_teaches_by_example() {
    let folder = Folder::empty();
    for args in [
        &["--help"][..],
        &["check", "--help"],
        &["expand", "--help"],
        &["explain", "--help"],
        &["rules", "--help"],
    ] {
        let output = folder.run(args);
        assert_eq!(code(&output), 0, "{args:?}");
        assert!(utf8(&output.stdout).contains("Examples:\n  gait "), "{args:?}");
    }
    assert_eq!(utf8(&folder.run(&["--version"]).stdout), format!("gait {}\n", env!("CARGO_PKG_VERSION")));
}

/// Every command that writes plans or what is kept beside them.
const WRITING: [&[&str]; 3] =
    [&["fix", "--suggested"], &["check", "--fix", "--format", "concise"], &["snapshot"]];

/// What is in a folder, hidden files aside, with the texts of its plans.
fn contents(folder: &Folder) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut all: Vec<(String, String)> = entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name(), std::fs::read(entry.path()).expect("a file")))
        .map(|(name, bytes)| {
            (name.to_string_lossy().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn nothing_is_written_under_settings_that_cannot_be_read() {
    let folder = Folder::quiet();
    folder.write("flagged.plan.ron", FLAGGED);
    let run = |more: &[&str]| -> String {
        let before = contents(&folder);
        let all = WRITING.map(|args| folder.transcript(&[args, more].concat()));
        assert_eq!(contents(&folder), before, "{more:?}");
        all.join("\n")
    };
    let mut all = vec![
        run(&["--config", "nosuch.ron", "flagged.plan.ron"]),
        folder.transcript(&["check", "--config", "nosuch.ron"]),
    ];
    folder.write("gait.ron", [0xff]);
    all.push(run(&["."]));
    // Nor under settings that are only half understood.
    folder.write("gait.ron", "Settings(levels: {\"interference\": Off, \"warm-up\": Off}");
    all.push(run(&["flagged.plan.ron"]));
    all.push(folder.transcript(&["fix", "--suggested", "--fail-on", "never"]));
    folder.write("gait.ron", "Settings(levels: {\"nope\": Off})");
    all.push(run(&["flagged.plan.ron"]));
    snapshot("spoilt-settings", &all.join("\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_plan_that_cannot_be_saved_is_counted_with_what_is_left_in_it() {
    let folder = Folder::quiet();
    // Beside a pipe no file can be made, whoever runs the test.
    let args = ["fix", "--suggested", "--config", "gait.ron", "/dev/stdin"];
    let output = folder.feed(&args, FLAGGED.as_bytes());
    let said = utf8(&output.stderr);
    assert!(said.starts_with("error: `/dev/stdin` cannot be saved: "), "{said}");
    assert!(!said.contains("os error") && !said.contains("tmp"), "{said}");
    let sum = "0 fixes applied in 0 plans; left: 0 errors, 1 warning, 0 advice; 1 plan could not be saved\n";
    assert!(said.ends_with(sum), "{said}");
    assert_eq!(code(&output), 2);
}
