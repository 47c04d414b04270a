//! What is known of all plans between two runs, and how a run differs from the one before.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use gait_core::{Report, SettingsFile, Severity};
use gait_files::{Batch, FileError, shown};
use serde::Serialize;

use crate::inputs::{Gathered, Job};
use crate::totals::Totals;

/// A plan or a file with settings, checked.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) report: Report,
    pub(crate) text: Arc<str>,
    /// Which of the diagnostics were not there before.
    pub(crate) new: BTreeSet<usize>,
    /// Findings of before that rules may not have come to because of mistakes in the text, each so many times.
    hidden: HashMap<String, usize>,
}

impl Checked {
    pub(crate) fn new(report: Report, text: Arc<str>) -> Self {
        Self { report, text, new: BTreeSet::new(), hidden: HashMap::new() }
    }
}

/// What identifies a finding of a source from run to run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub(crate) struct Finding {
    pub(crate) source: String,
    pub(crate) key: String,
}

/// Findings that came and went.
#[derive(Clone, Default, Debug)]
pub(crate) struct Delta {
    pub(crate) fixed: Vec<Finding>,
    pub(crate) new: Vec<Finding>,
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) number: usize,
    pub(crate) elapsed: Duration,
    pub(crate) batch: Batch,
    /// The sources that were checked, by name.
    pub(crate) checked: Vec<Checked>,
    pub(crate) delta: Delta,
    pub(crate) totals: Totals,
    /// What cannot be checked now, of all inputs.
    pub(crate) failures: Vec<(String, String, Option<String>)>,
}

/// What is known of all plans.
#[derive(Default, Debug)]
pub(crate) struct Board {
    runs: usize,
    sources: BTreeMap<String, Checked>,
    /// Plans that cannot be read now; what was known of them stays, so that nothing is new when they come back.
    unreadable: BTreeMap<String, FileError>,
}

impl Board {
    /// The number of the run that begins, from 1.
    pub(crate) fn begin(&mut self) -> usize {
        self.runs += 1;
        self.runs
    }

    /// The reports that hold now, by source.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Checked> {
        self.sources.iter().filter(|(name, _)| !self.unreadable.contains_key(*name)).map(|(_, all)| all)
    }

    /// Takes in what was checked.
    pub(crate) fn take(
        &mut self,
        checked: Vec<Result<Checked, FileError>>,
        batch: &Batch,
        gathered: &Gathered,
    ) -> Run {
        self.rename(batch);
        self.forget(gathered);
        self.set_aside(gathered);
        let mut run = Run {
            number: self.runs,
            elapsed: Duration::ZERO,
            batch: batch.clone(),
            checked: Vec::new(),
            delta: Delta::default(),
            totals: Totals::default(),
            failures: Vec::new(),
        };
        let settings = gathered.settings.iter().filter(|file| self.is_news(file));
        let settings: Vec<Checked> =
            settings.map(|file| Checked::new(file.report(), Arc::clone(&file.source.text))).collect();
        for outcome in settings.into_iter().map(Ok).chain(checked) {
            match outcome {
                Ok(checked) => run.checked.push(self.replace(checked, &mut run.delta)),
                Err(error) => {
                    self.unreadable.insert(shown(error.path()), error);
                }
            }
        }
        run.checked.retain(|checked| !checked.report.diagnostics.is_empty() || is_plan(gathered, checked));
        let failed = gathered.jobs.iter().filter_map(|job| job.as_ref().err());
        let failed = failed.filter(|error| !matches!(error, FileError::NoSettings { .. }));
        let failed = gathered.failures.iter().chain(failed).chain(self.unreadable.values());
        run.failures = failed.map(|e| (shown(e.path()), e.to_string(), e.hint())).collect();
        run.totals = self.totals(gathered, run.failures.len());
        run
    }

    /// Puts a report in the place of the last one; what came and went is added to `delta`.
    fn replace(&mut self, mut checked: Checked, delta: &mut Delta) -> Checked {
        let name = checked.report.source.clone();
        self.unreadable.remove(&name);
        let before = self.sources.get(&name);
        let mut gone: HashMap<String, usize> = HashMap::new();
        let mut hidden = before.map(|before| before.hidden.clone()).unwrap_or_default();
        let mut of_rules: HashSet<String> = hidden.keys().cloned().collect();
        for diagnostic in before.iter().flat_map(|before| &before.report.diagnostics) {
            *gone.entry(diagnostic.identity()).or_default() += 1;
            if diagnostic.is_rule {
                of_rules.insert(diagnostic.identity());
            }
        }
        let (mut mistakes, mut new_mistakes) = (false, false);
        for (index, diagnostic) in checked.report.diagnostics.iter().enumerate() {
            let key = diagnostic.identity();
            mistakes |= !diagnostic.is_rule;
            if !take(&mut gone, &key) && !take(&mut hidden, &key) && self.runs > 1 {
                new_mistakes |= !diagnostic.is_rule;
                checked.new.insert(index);
                delta.new.push(Finding { source: name.clone(), key });
            }
        }
        // A text that is half typed is not a plan without findings.
        if new_mistakes {
            for (key, count) in gone.extract_if(|key, _| of_rules.contains(key)) {
                *hidden.entry(key).or_default() += count;
            }
        }
        if !mistakes {
            hidden.drain().for_each(|(key, count)| *gone.entry(key).or_default() += count);
        }
        checked.hidden = hidden;
        let mut fixed: Vec<Finding> = gone
            .into_iter()
            .flat_map(|(key, count)| std::iter::repeat_n(key, count))
            .map(|key| Finding { source: name.clone(), key })
            .collect();
        fixed.sort();
        delta.fixed.extend(fixed);
        self.sources.insert(name, checked.clone());
        checked
    }

    fn rename(&mut self, batch: &Batch) {
        for (from, to) in &batch.renamed {
            if let Some(mut known) = self.sources.remove(&shown(from)) {
                known.report.source = shown(to);
                self.sources.insert(shown(to), known);
            }
        }
    }

    /// Drops what is not there any more: what goes with its file is not fixed.
    fn forget(&mut self, gathered: &Gathered) {
        let paths = gathered.jobs.iter().flatten().filter_map(Job::path).map(shown);
        let settings = gathered.settings.iter().map(|file| file.source.name.clone());
        let there: BTreeSet<String> =
            paths.chain(settings).chain(without_settings(gathered).map(|(path, _)| shown(path))).collect();
        self.unreadable.retain(|name, _| there.contains(name));
        self.sources.retain(|name, _| there.contains(name));
    }

    /// Plans whose settings cannot be read now are not read either.
    fn set_aside(&mut self, gathered: &Gathered) {
        for (path, settings) in without_settings(gathered) {
            let error = FileError::NoSettings { path: path.to_owned(), settings: settings.to_owned() };
            self.unreadable.insert(shown(path), error);
        }
    }

    /// Whether a file with settings has another text than before, and something to say then or now.
    fn is_news(&self, file: &SettingsFile) -> bool {
        match self.sources.get(&file.source.name) {
            Some(known) => known.text != file.source.text,
            None => !file.problems.is_empty(),
        }
    }

    fn totals(&self, gathered: &Gathered, failures: usize) -> Totals {
        let count = |severity| self.sources().map(|checked| checked.report.count(severity)).sum();
        let plans = gathered.jobs.iter().flatten().filter_map(Job::path).map(shown);
        Totals {
            plans: plans.filter(|name| !self.unreadable.contains_key(name)).count(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
            failures,
        }
    }
}

/// The plans whose settings cannot be read, with those.
fn without_settings(gathered: &Gathered) -> impl Iterator<Item = (&Path, &Path)> {
    gathered.jobs.iter().filter_map(|job| match job {
        Err(FileError::NoSettings { path, settings }) => Some((path.as_path(), settings.as_path())),
        _ => None,
    })
}

/// Takes one of what is counted under a key; false if none is left.
fn take(counts: &mut HashMap<String, usize>, key: &str) -> bool {
    match counts.get_mut(key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

fn is_plan(gathered: &Gathered, checked: &Checked) -> bool {
    gathered.settings.iter().all(|file| file.source.name != checked.report.source)
}

/// The settings of each plan.
type SettingsByPath = HashMap<PathBuf, Option<Arc<SettingsFile>>>;

pub(super) fn settings_by_path(gathered: &Gathered) -> SettingsByPath {
    let jobs = gathered.jobs.iter().flatten();
    jobs.filter_map(|job| Some((job.path()?.to_owned(), job.settings().cloned()))).collect()
}

/// Whether a plan was not there before, or had other settings.
pub(super) fn is_new(job: &Job, before: &SettingsByPath) -> bool {
    let Some(before) = job.path().and_then(|path| before.get(path)) else { return true };
    let said = |file: &Arc<SettingsFile>| (file.source.name.clone(), Arc::clone(&file.source.text));
    before.as_ref().map(said) != job.settings().map(said)
}
