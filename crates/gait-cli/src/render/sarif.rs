//! SARIF 2.1.0 for code scanning, written piece by piece so that memory stays flat: first the results, then the rules that
//! they speak of.
//!
//! The standard: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeSet;

use gait_core::{Diagnostic, FixReport, Place, RULES, Report, Severity, Subject};
use serde::Serialize;

use super::json::{Failed, serialize};
use super::place::uri;

/// What comes before the first result. Our columns count characters.
pub(crate) const BEGIN: &str = "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
    \"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"results\":[\n";
/// What comes between two results.
pub(crate) const BETWEEN: &str = ",\n";

/// The results of one file, each on a line.
pub(crate) fn render(report: &Report) -> String {
    let file = Artifact::new(&report.source);
    let results: Vec<String> = report.diagnostics.iter().map(|d| serialize(&result(d, &file))).collect();
    results.join(BETWEEN)
}

/// What comes after the last result: what was run, and what could not be checked.
pub(crate) fn end(failures: &[Failed], codes: &BTreeSet<&'static str>) -> String {
    let invocation = Invocation {
        execution_successful: failures.is_empty(),
        tool_execution_notifications: failures.iter().map(notification).collect(),
    };
    let driver = Driver {
        name: "gait",
        full_name: "Gaitkeeper",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: rules(codes),
    };
    format!(
        "\n],\"invocations\":[{}],\"tool\":{{\"driver\":{}}}}}]}}\n",
        serialize(&invocation),
        serialize(&driver)
    )
}

/// The rules that are spoken of, in the order of the registry, then the kinds of mistakes.
fn rules(codes: &BTreeSet<&'static str>) -> Vec<Descriptor> {
    let of_rules = RULES
        .iter()
        .filter(|rule| codes.contains(rule.name))
        .map(|rule| Descriptor::new(Subject::Rule(rule), rule.severity, rule.group.name()));
    let mistakes = codes.iter().filter_map(|code| match Subject::find(code) {
        None | Some(Subject::Rule(_)) => None,
        // The page may be that of a topic: of notation there is more to say than of mistakes in it.
        Some(subject) => Some(Descriptor::new(subject, Severity::Error, "mistake")),
    });
    of_rules.chain(mistakes).collect()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn result<'r>(diagnostic: &'r Diagnostic, file: &Artifact) -> Finding<'r> {
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    let related = diagnostic.related.iter().map(|related| Location {
        physical_location: Physical { artifact_location: file.clone(), region: Some(related.place.into()) },
        message: Message::unless_empty(&related.label),
    });
    let fixes = diagnostic.fixes.iter().flatten();
    Finding {
        rule_id: diagnostic.code,
        level: level(diagnostic.severity),
        message: Message { text },
        locations: [Location {
            physical_location: Physical {
                artifact_location: file.clone(),
                region: Some(diagnostic.place.into()),
            },
            message: Message::unless_empty(&diagnostic.label),
        }],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { identity: diagnostic.identity() },
        fixes: fixes.map(|fix| Fix::new(fix, file)).collect(),
    }
}

fn notification(failed: &Failed) -> Notification {
    let hint = failed.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    Notification {
        level: "error",
        message: Message { text: format!("{}{hint}", failed.message) },
        locations: [Location {
            physical_location: Physical { artifact_location: Artifact::new(&failed.path), region: None },
            message: None,
        }],
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'r> {
    rule_id: &'r str,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    fn unless_empty(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self { text: text.to_owned() })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Serialize)]
struct Artifact {
    uri: String,
}

impl Artifact {
    fn new(source: &str) -> Self {
        Self { uri: uri(source) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

impl From<Place> for Region {
    fn from(place: Place) -> Self {
        Self {
            start_line: place.line,
            start_column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
        }
    }
}

/// What stays the same when lines move, so that a finding is told from a new one.
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "gaitFinding/v1")]
    identity: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [Change; 1],
}

impl Fix {
    fn new(fix: &FixReport, file: &Artifact) -> Self {
        let gain = if fix.gain.is_empty() { String::new() } else { format!(": {}", fix.gain) };
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: edit.place.into(),
            inserted_content: Message { text: edit.text.clone() },
        });
        Self {
            description: Message { text: format!("{}{gain} ({})", fix.label, fix.safety) },
            artifact_changes: [Change {
                artifact_location: file.clone(),
                replacements: replacements.collect(),
            }],
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    full_name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

/// A rule, or a kind of mistake.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

impl Descriptor {
    fn new(subject: Subject, severity: Severity, tag: &'static str) -> Self {
        let page = subject.page();
        let summary = subject.summary().to_owned();
        Self {
            id: subject.name(),
            full_description: Message { text: what(&page).unwrap_or_else(|| summary.clone()) },
            short_description: Message { text: summary },
            help: Help { text: page.clone(), markdown: page },
            default_configuration: Configuration { level: level(severity) },
            properties: Properties { tags: [tag] },
        }
    }
}

/// The first paragraph of what a page says that the rule does.
fn what(page: &str) -> Option<String> {
    let (_, text) = page.split_once("\n## What\n")?;
    let paragraph = text.trim_start().split("\n\n").next()?;
    Some(paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}
