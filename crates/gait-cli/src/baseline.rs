//! Baselines: findings that are accepted, in a file that is read in reviews; only what is new or worse counts.
//!
//! A line for each finding, sorted: the plan's path from the folder of the file, the worst severity that is accepted, and
//! what identifies the finding when lines move ([`gait_core::Diagnostic::identity`]).

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};

use gait_core::{Report, Severity};
use gait_files::{absolute, shown};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::render::json::serialize;

/// The version of the format. A change that an older `gait` would misread makes a new one.
const FORMAT: u32 = 1;

/// A finding that is accepted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `path`, `key` and `severity`")]
pub(crate) struct Entry {
    /// The plan, from the folder of the baseline, with `/`.
    pub(crate) path: String,
    /// What identifies the finding.
    pub(crate) key: String,
    /// The worst severity that is accepted.
    severity: Severity,
    /// How many findings with this key are accepted; mistakes in the text may be the same in words.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    count: usize,
}

const fn once() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_once(count: &usize) -> bool {
    *count == 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `format` and `findings`")]
struct Document {
    format: u32,
    findings: Vec<Entry>,
}

/// Where a baseline is, from which its paths are told.
#[derive(Debug)]
pub(crate) struct Place {
    path: PathBuf,
    folder: PathBuf,
}

impl Place {
    pub(crate) fn new(path: &Path) -> Self {
        let whole = absolute(path).unwrap_or_else(|| path.to_owned());
        Self { path: path.to_owned(), folder: whole.parent().unwrap_or(Path::new("")).to_owned() }
    }

    /// The name of a source from the folder of the baseline.
    fn name_of(&self, source: &str) -> String {
        // Standard input has no folder.
        if source.starts_with('<') {
            return source.to_owned();
        }
        let Some(whole) = absolute(Path::new(source)) else { return source.to_owned() };
        let common: PathBuf = self
            .folder
            .components()
            .zip(whole.components())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a)
            .collect();
        if !common.has_root() {
            return shown(&whole);
        }
        let up = self.folder.components().count() - common.components().count();
        let down = whole.components().skip(common.components().count());
        let path: PathBuf = std::iter::repeat_n(Component::ParentDir, up).chain(down).collect();
        shown(&path)
    }
}

/// What is accepted.
#[derive(Debug)]
pub(crate) struct Baseline {
    place: Place,
    plans: BTreeMap<String, Vec<Entry>>,
}

/// What a baseline did to a report.
#[derive(Default, Debug)]
pub(crate) struct Applied {
    /// How many findings it has left out.
    pub(crate) hidden: usize,
    /// Entries with more findings than there are now.
    pub(crate) stale: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// A file that cannot be read or that is no baseline, with the place.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = gait_files::read(path)?;
        let document: Document = serde_json::from_str(&text).map_err(|error| bad(path, &text, &error))?;
        if document.format != FORMAT {
            return Err(Failure::Unknown {
                message: format!(
                    "`{}` is a baseline of format {}; this gait reads format {FORMAT}",
                    shown(path),
                    document.format
                ),
                hint: Some(renew(path)),
            });
        }
        let mut plans: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in document.findings {
            plans.entry(entry.path.clone()).or_default().push(entry);
        }
        Ok(Self { place: Place::new(path), plans })
    }

    /// Takes what is accepted out of a report.
    pub(crate) fn apply(&self, report: &mut Report) -> Applied {
        let Some(entries) = self.plans.get(&self.place.name_of(&report.source)) else {
            return Applied::default();
        };
        let mut left: HashMap<&str, (Severity, usize)> = HashMap::new();
        for entry in entries {
            let (worst, count) = left.entry(&entry.key).or_insert((entry.severity, 0));
            *worst = (*worst).max(entry.severity);
            *count += entry.count;
        }
        let before = report.diagnostics.len();
        report.diagnostics.retain(|diagnostic| match left.get_mut(diagnostic.identity().as_str()) {
            Some((worst, count)) if *count > 0 => {
                // What has become worse is told, and is not among what no longer occurs.
                *count -= 1;
                diagnostic.severity > *worst
            }
            _ => true,
        });
        let stale =
            entries.iter().filter(|entry| left.remove(entry.key.as_str()).is_some_and(|(_, n)| n > 0));
        Applied { stale: stale.cloned().collect(), hidden: before - report.diagnostics.len() }
    }

    /// The entries of plans that were not among `sources` and are no longer there.
    pub(crate) fn gone<'s>(&self, sources: impl Iterator<Item = &'s str>) -> Vec<Entry> {
        let checked: std::collections::HashSet<String> = sources.map(|s| self.place.name_of(s)).collect();
        let gone = |path: &str| {
            !path.starts_with('<') && !checked.contains(path) && !self.place.folder.join(path).exists()
        };
        self.plans.iter().filter(|(path, _)| gone(path)).flat_map(|(_, entries)| entries.clone()).collect()
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.place.path
    }
}

/// What to do about a baseline that is out of date or unreadable.
pub(crate) fn renew(path: &Path) -> String {
    format!("`gait check --write-baseline {}` writes it anew from what is found now", shown(path))
}

fn bad(path: &Path, text: &str, error: &serde_json::Error) -> Failure {
    let said = error.to_string();
    // serde_json ends with the place in words and counts columns in bytes, from 0 after a line break.
    let fact = said.split(" at line ").next().unwrap_or_default();
    let fact = in_words(fact);
    let line = error.line().max(1);
    let bytes = text.lines().nth(line - 1).unwrap_or_default().as_bytes();
    let before = &bytes[..error.column().saturating_sub(1).min(bytes.len())];
    let column = String::from_utf8_lossy(before).chars().count() + 1;
    Failure::Unknown {
        message: format!("{}:{line}:{column}: no baseline: {fact}", shown(path)),
        hint: Some(renew(path)),
    }
}

/// What serde says, without the types of a program.
fn in_words(fact: &str) -> String {
    // `invalid type: string "1", expected u32`
    let (found, expected) = match fact.split_once(", expected ") {
        Some((found, expected)) if found.starts_with("invalid ") => {
            (found.split_once(": ").map(|(_, found)| found), expected)
        }
        _ => return fact.to_owned(),
    };
    let expected = match expected {
        "u32" | "usize" => "a whole number",
        "a sequence" => "a list",
        other => other,
    };
    match found {
        Some("map") => format!("expected {expected}, found an object"),
        Some("sequence") => format!("expected {expected}, found a list"),
        Some(found) => format!("expected {expected}, found {found}"),
        None => format!("expected {expected}"),
    }
}

/// What is to be accepted, while plans are checked.
#[derive(Debug)]
pub(crate) struct Recorder {
    place: Place,
}

impl Recorder {
    pub(crate) fn new(path: &Path) -> Self {
        Self { place: Place::new(path) }
    }

    /// Takes everything out of a report.
    pub(crate) fn take(&self, report: &mut Report) -> Vec<Entry> {
        let path = self.place.name_of(&report.source);
        let mut keys: BTreeMap<String, (Severity, usize)> = BTreeMap::new();
        for diagnostic in report.diagnostics.drain(..) {
            let severity = diagnostic.severity;
            let (worst, count) = keys.entry(diagnostic.identity()).or_insert((severity, 0));
            *worst = (*worst).max(severity);
            *count += 1;
        }
        keys.into_iter()
            .map(|(key, (severity, count))| Entry { path: path.clone(), key, severity, count })
            .collect()
    }

    /// Writes the file; returns how many findings it accepts.
    ///
    /// # Errors
    /// If it cannot be saved.
    pub(crate) fn save(&self, mut entries: Vec<Entry>) -> Result<usize, Failure> {
        entries.sort();
        let lines: Vec<String> = entries.iter().map(|entry| format!("    {}", serialize(entry))).collect();
        let findings = if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
        let text = format!("{{\n  \"format\": {FORMAT},\n  \"findings\": [{findings}]\n}}\n");
        gait_files::save(&self.place.path, &text).map_err(Failure::Save)?;
        Ok(entries.iter().map(|entry| entry.count).sum())
    }

    /// Where it is written.
    pub(crate) fn path(&self) -> &Path {
        &self.place.path
    }
}
