//! The formats of `gait check` for other programs, held against their schemas and against the JSON report.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use suite::approved::assert_approved;
use suite::command::{Folder, code, utf8};
use suite::repo;
use suite::tool::tool;

use crate::cli::FLAGGED;

/// A name of a file with everything that means something in one of the formats.
const NASTY: &str = "a b,c=d%25é&<x>'`|;1::2.plan.ron";

/// Every format there is.
const FORMATS: [&str; 7] = ["human", "concise", "json", "sarif", "github", "junit", "markdown"];

/// A folder with findings, mistakes in the text, mistakes in settings, a byte order mark, and hostile names.
fn troubled() -> Folder {
    let folder = Folder::quiet();
    let hostile =
        "\"]]> & <b>*x*</b> | ::error::%0A [l](m) \\u{1b}[31m\": Easy(\"5 km\"),\n        \"track\":";
    folder.write(&format!("plans/{NASTY}"), FLAGGED.replacen("\"track\":", hostile, 1));
    folder.write("plans/mistaken.plan.ron", FLAGGED.replace("sessions:", "session:").replace("tue:", "teu:"));
    folder.write("plans/bom.plan.ron", format!("\u{feff}{FLAGGED}"));
    folder.write("plans/clean.plan.ron", FLAGGED.replace("\"lower @ 08:00\"", ""));
    folder.write("plans/latin.plan.ron", b"Plan(name: \"M\xfcnchen\")");
    folder.write("sub/gait.ron", "Settings(levels: {\"no-such-rule\": Error})\n");
    folder.write("sub/ümläut.plan.ron", FLAGGED);
    folder
}

fn check(folder: &Folder, format: &str, more: &[&str]) -> String {
    let output = folder.run(&[&["check", "--quiet", "--format", format], more].concat());
    assert!(!output.stdout.contains(&0x1b), "{format}: what a plan holds steers no terminal");
    utf8(&output.stdout).to_owned()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The elements of an array.
fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The official schema, with its one broken pattern mended.
fn sarif_schema() -> jsonschema::Validator {
    let text = include_str!("outputs/sarif/sarif-schema-2.1.0.json");
    let broken = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";
    assert_eq!(text.matches(broken).count(), 2, "the schema is the one that is known");
    let mended = text.replace(broken, "^[a-zA-Z]{2}$|^[a-zA-Z]{2}-[a-zA-Z]{2}$");
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&json(&mended)).unwrap_or_else(|error| panic!("{error}"))
}

fn assert_is_sarif(document: &Value) {
    let schema = sarif_schema();
    let errors: Vec<String> =
        schema.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, [] as [&str; 0]);
}

#[test]
fn the_sarif_schema_sees_what_is_wrong() {
    let schema = sarif_schema();
    let mut document = json(&check(&troubled(), "sarif", &[]));
    assert!(schema.is_valid(&document));
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0.into();
    assert!(!schema.is_valid(&document));
}

#[test]
fn sarif_tells_what_json_tells() {
    let folder = troubled();
    let document = json(&check(&folder, "sarif", &["--fixes", ".", "missing.plan.ron"]));
    assert_is_sarif(&document);
    let report = json(&check(&folder, "json", &["--fixes", ".", "missing.plan.ron"]));
    let run = &document["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["version"], env!("CARGO_PKG_VERSION"));
    let told: Vec<(&Value, &Value)> = list(&report["reports"])
        .iter()
        .flat_map(|one| list(&one["diagnostics"]).iter().map(move |diagnostic| (&one["source"], diagnostic)))
        .collect();
    let results = list(&run["results"]);
    assert_eq!(results.len(), told.len());
    assert!(results.len() > 8, "the folder is troubled");
    for (result, (source, diagnostic)) in results.iter().zip(told) {
        assert_eq!(result["ruleId"], diagnostic["code"]);
        let level = match diagnostic["severity"].as_str() {
            Some("advice") => "note",
            other => other.expect("a severity"),
        };
        assert_eq!(result["level"], level);
        let physical = &result["locations"][0]["physicalLocation"];
        let uri = physical["artifactLocation"]["uri"].as_str().expect("a URI");
        assert_eq!(decoded(uri), source.as_str().expect("a source"));
        assert!(folder.path().join(decoded(uri)).is_file(), "{uri}");
        assert_eq!(place(&physical["region"], true), place(&diagnostic["place"], false));
        assert_eq!(list(&result["relatedLocations"]).len(), list(&diagnostic["related"]).len());
        assert_eq!(list(&result["fixes"]).len(), list(&diagnostic["fixes"]).len());
        let message = result["message"]["text"].as_str().expect("a message");
        assert!(message.starts_with(diagnostic["message"].as_str().expect("a message")), "{message}");
    }
    assert!(results.iter().any(|result| !list(&result["fixes"]).is_empty()), "something can be mended");
    let notes = list(&run["invocations"][0]["toolExecutionNotifications"]);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert_eq!(notes.len(), 2, "the plan that is no UTF-8, and the missing one");
}

#[test]
fn sarif_describes_every_rule_and_mistake_it_speaks_of_and_no_other() {
    let document = json(&check(&troubled(), "sarif", &[]));
    let run = &document["runs"][0];
    let said: BTreeSet<&str> = list(&run["results"]).iter().filter_map(|r| r["ruleId"].as_str()).collect();
    let rules = list(&run["tool"]["driver"]["rules"]);
    let known: BTreeSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(said, known);
    assert!(said.contains("unknown-field") && said.contains("lower-body-before-key-run"), "{said:?}");
    for rule in rules {
        let id = rule["id"].as_str().expect("an id");
        let page = gait_core::Subject::find(id).expect("a page").page();
        assert_eq!(rule["help"]["markdown"], page);
        assert!(rule["defaultConfiguration"]["level"].is_string(), "{id}");
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{id}");
    }
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let folder = troubled();
    let prints = || -> Vec<Value> {
        let document = json(&check(&folder, "sarif", &["plans/mistaken.plan.ron", "sub"]));
        list(&document["runs"][0]["results"]).iter().map(|r| r["partialFingerprints"].clone()).collect()
    };
    let before = prints();
    assert!(before.len() >= 3, "{before:?}");
    for name in ["plans/mistaken.plan.ron", "sub/ümläut.plan.ron"] {
        let text = std::fs::read_to_string(folder.path().join(name)).expect("a plan");
        folder.write(name, format!("// one line more\n\n{}", text.replace("    phases", "\n        phases")));
    }
    assert_eq!(prints(), before);
}

#[test]
fn a_fix_in_sarif_can_be_applied_by_others() {
    let folder = Folder::quiet();
    // Characters of several bytes stand before what is changed.
    let text = FLAGGED.replace("mon: [", "/* läuft 🏃 */ mon: [");
    folder.write("a.plan.ron", &text);
    let document = json(&check(&folder, "sarif", &["--fixes"]));
    let change = &document["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    let mut edits: Vec<(usize, usize, &str)> = list(&change["replacements"])
        .iter()
        .map(|one| {
            let [line, column, end_line, end_column] = place(&one["deletedRegion"], true);
            let new = one["insertedContent"]["text"].as_str().expect("a text");
            (offset(&text, line, column), offset(&text, end_line, end_column), new)
        })
        .collect();
    assert!(!edits.is_empty());
    edits.sort_unstable();
    let mut mended = text.clone();
    for (from, to, new) in edits.into_iter().rev() {
        mended.replace_range(from..to, new);
    }
    folder.write("a.plan.ron", mended);
    let report = json(&check(&folder, "json", &[]));
    assert_eq!(report["reports"][0]["diagnostics"], serde_json::json!([]));
}

/// Line, column, end line, end column of a region of SARIF, or of a place of ours.
fn place(value: &Value, sarif: bool) -> [usize; 4] {
    let names = match sarif {
        true => ["startLine", "startColumn", "endLine", "endColumn"],
        false => ["line", "column", "endLine", "endColumn"],
    };
    names.map(|name| value[name].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a place"))
}

/// The byte at a line and a column in characters, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    before + text[before..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
}

/// What stands behind `%` and two digits, as other programs read it.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digits = || Some([rest.next()?, rest.next()?]);
        bytes.push(match byte {
            b'%' => {
                let digits = { digits }().expect("two digits");
                u8::from_str_radix(utf8(&digits), 16).expect("hexadecimal digits")
            }
            other => other,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// A command of GitHub's log: its name, its properties, its text; read back as its runner does.
fn workflow_command(line: &str) -> (&str, Vec<(&str, String)>, String) {
    let (head, data) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (name, properties) = head.split_once(' ').expect("properties");
    let pairs = properties.split(',').map(|pair| pair.split_once('=').expect("a property"));
    (name, pairs.map(|(key, value)| (key, decoded(value))).collect(), decoded_data(data))
}

/// In the text only these three are escaped.
fn decoded_data(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

#[test]
fn github_reads_back_every_place_and_message() {
    let folder = troubled();
    let text = check(&folder, "github", &[".", "missing.plan.ron"]);
    let report = json(&check(&folder, "json", &[".", "missing.plan.ron"]));
    let mut commands = text.lines().map(workflow_command);
    let (failures, told): (Vec<_>, Vec<_>) =
        commands.by_ref().partition(|(_, properties, _)| properties.len() == 2);
    assert_eq!(failures.len(), 2);
    assert!(failures.iter().all(|(name, ..)| *name == "error"));
    let mut told = told.into_iter();
    for one in list(&report["reports"]) {
        for diagnostic in list(&one["diagnostics"]) {
            let (name, properties, message) = told.next().expect("an annotation for each diagnostic");
            let severity = diagnostic["severity"].as_str().expect("a severity");
            assert_eq!(name, if severity == "advice" { "notice" } else { severity });
            let property =
                |key: &str| properties.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str());
            assert_eq!(property("file"), one["source"].as_str());
            let [line, column, end_line, end_column] =
                place(&diagnostic["place"], false).map(|n| n.to_string());
            assert_eq!(property("line"), Some(line.as_str()));
            assert_eq!(property("endLine"), Some(end_line.as_str()));
            let columns = (line == end_line).then_some((column.as_str(), end_column.as_str()));
            assert_eq!(property("col").zip(property("endColumn")), columns);
            // The escapes of a terminal are told by number.
            let fact = diagnostic["message"].as_str().expect("a message").replace('\u{1b}', "\\u{1b}");
            assert!(message.contains(&fact), "{message}");
        }
    }
    assert_eq!(told.next(), None);
}

#[test]
fn junit_satisfies_what_jenkins_reads() {
    let folder = troubled();
    for fail_on in ["advice", "error", "never"] {
        let text = check(&folder, "junit", &["--fail-on", fail_on, ".", "missing.plan.ron"]);
        assert_is_junit(&text);
        assert_eq!(text.matches("<error ").count(), 2);
        assert_eq!(text.matches("<testsuite ").count(), 8, "one for each file:\n{text}");
        assert_eq!(text.matches("nothing to report").count(), 1);
        let failures = text.matches("<failure ").count();
        assert_eq!(failures > 0, fail_on != "never", "{fail_on}: {failures} failures");
    }
    assert_is_junit(&check(&folder, "junit", &["plans/clean.plan.ron"]));
    assert_is_junit(&check(&folder, "junit", &["missing.plan.ron"]));
}

fn assert_is_junit(text: &str) {
    let Some(xmllint) = tool("xmllint", "libxml2-utils") else { return };
    let mut command = Command::new(xmllint);
    command.args(["--noout", "--schema"]).arg(repo("tests/outputs/junit/junit-10.xsd")).arg("-");
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("xmllint runs");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("xmllint reads");
    let output = child.wait_with_output().expect("xmllint ends");
    assert!(output.status.success(), "{}\n{text}", utf8(&output.stderr));
}

#[test]
fn each_format_shows_the_same_folder() {
    let folder = troubled();
    for (format, ending) in [("github", "txt"), ("junit", "xml"), ("markdown", "md")] {
        let text = check(&folder, format, &[".", "missing.plan.ron"]);
        assert_approved("tests/outputs", &format!("{format}.{ending}"), &text);
    }
}

#[test]
fn a_comment_is_markdown_that_no_name_breaks() {
    let text = check(&troubled(), "markdown", &[]);
    let outside: String = text.split('`').step_by(2).collect();
    assert!(!outside.contains("<b>"), "{outside}");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ")).collect();
    for row in &rows {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 5, "{row}");
    }
    assert!(rows.len() > 4, "{text}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::quiet();
    // More than one batch.
    for number in 0..140 {
        folder.write(&format!("{}/{number:03}.plan.ron", number % 7), FLAGGED);
    }
    for format in FORMATS {
        let with = |threads: &str| {
            let mut command = folder.command(&["check", "--format", format]);
            command.env("RAYON_NUM_THREADS", threads).output().expect("the command runs").stdout
        };
        assert!(with("1") == with("4"), "{format}");
    }
}

#[test]
fn formats_for_programs_have_no_colour_whatever_is_asked() {
    let folder = troubled();
    for format in ["json", "sarif", "github", "junit", "markdown"] {
        let mut command = folder.command(&["check", "--color", "always", "--format", format]);
        let output = command.env("CLICOLOR_FORCE", "1").output().expect("the command runs");
        assert!(!output.stdout.contains(&0x1b), "{format}");
        assert!(output.stderr.contains(&0x1b), "{format}: the summary is for people");
    }
}

#[test]
fn output_goes_to_a_file_as_it_would_to_a_pipe() {
    let folder = troubled();
    for format in FORMATS {
        let piped = folder.run(&["check", "--format", format, ".", "missing.plan.ron"]);
        let args = [
            "check",
            "--format",
            format,
            "--output-file",
            "out",
            "--color",
            "always",
            ".",
            "missing.plan.ron",
        ];
        let filed = folder.run(&args);
        let text = std::fs::read(folder.path().join("out")).expect("the output");
        assert_eq!(utf8(&text), utf8(&piped.stdout), "{format}");
        assert!(filed.stdout.is_empty(), "{format}");
        assert_eq!(code(&filed), code(&piped), "{format}");
        assert!(utf8(&filed.stderr).contains("`missing.plan.ron`"), "{format}: who looks sees what failed");
        std::fs::remove_file(folder.path().join("out")).expect("the output");
    }
    let nowhere = folder.run(&["check", "--output-file", "no/such/folder/out"]);
    assert_eq!(code(&nowhere), 2);
    let said = utf8(&nowhere.stderr);
    assert!(said.starts_with("error: `no/such/folder/out` cannot be saved: "), "{said}");
    assert!(!Path::new("no").exists());
}
