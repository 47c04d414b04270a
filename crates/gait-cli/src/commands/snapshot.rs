//! `gait snapshot`: keeps beside each plan a text of what it comes to.

use std::io;
use std::path::{Path, PathBuf};

use gait_core::{PRINTOUT, Snapshot, printout};
use gait_files::{FileError, orphaned_printouts, printout_of, read, remove, save, shown};
use similar::{ChangeTag, TextDiff};

use crate::Status;
use crate::args::SnapshotArgs;
use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{Job, gather};
use crate::output::{ADDED, BOLD, Output, REMOVED, painted};
use crate::render::counts::mistakes;
use crate::render::text::plain;

/// Lines of a difference that are shown.
const SHOWN: usize = 40;

pub(crate) fn run(args: &SnapshotArgs, output: &mut Output) -> Result<Status, Failure> {
    if args.check && args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::Unknown {
            message: "standard input has no snapshot to check".to_owned(),
            hint: Some("`gait snapshot -` writes what a plan comes to to standard output".to_owned()),
        });
    }
    let gathered = gather(&args.paths, &args.settings)?;
    if !args.check {
        output.go_on();
    }
    let mut keeper = Keeper { check: args.check, totals: Totals::default(), status: Status::Clean, output };
    for failure in gathered.failures {
        keeper.failed(Failure::File(failure))?;
    }
    for settings in gathered.settings.iter().filter(|file| !file.problems.is_empty()) {
        keeper.failed(Failure::spoilt_settings(settings, "snapshots"))?;
    }
    // Settings that are half understood make other findings, and that is told already.
    let mut jobs = gathered.jobs;
    jobs.retain(|job| !job.as_ref().is_ok_and(Job::has_spoilt_settings));
    in_order(jobs, Printed::new, |printed| match printed.and_then(|printed| keeper.keep(&printed)) {
        Ok(()) => Ok(()),
        Err(failure) => keeper.failed(failure),
    })?;
    for path in orphaned_printouts(&args.paths) {
        if let Err(failure) = keeper.orphan(&path) {
            keeper.failed(failure)?;
        }
    }
    keeper.sum_up(&args.paths)?;
    Ok(keeper.status)
}

/// What a plan comes to.
struct Printed {
    /// Where that is kept; nothing for standard input.
    path: Option<PathBuf>,
    text: String,
    /// What is kept there; nothing if nothing is.
    kept: Option<String>,
}

impl Printed {
    fn new(job: Result<Job, FileError>) -> Result<Self, Failure> {
        let job = job?;
        let inputs = job.read()?;
        let snapshot = Snapshot::new(&inputs);
        let name = &inputs.plan.name;
        if !snapshot.problems.is_empty() {
            let mistakes = mistakes(snapshot.problems.len());
            return Err(Failure::Unknown {
                message: format!("`{name}` has {mistakes}, and its snapshot is left as it is"),
                hint: Some(format!("`gait check {name}` shows more")),
            });
        }
        let file = name.rsplit('/').next().unwrap_or(name);
        let path = job.path().map(printout_of);
        let kept = match path.as_deref().map(read) {
            None | Some(Err(FileError::Missing { .. })) => None,
            Some(Ok(text)) => Some(text),
            Some(Err(error)) => return Err(error.into()),
        };
        Ok(Self { path, text: printout(&snapshot, file), kept })
    }

    /// A checkout may write the ends of lines its own way.
    fn is_up_to_date(&self) -> bool {
        self.kept.as_ref().is_some_and(|kept| *kept == self.text || kept.replace("\r\n", "\n") == self.text)
    }
}

/// Writes or compares, and counts.
struct Keeper<'o> {
    check: bool,
    totals: Totals,
    status: Status,
    output: &'o mut Output,
}

/// What became of the snapshots.
#[derive(Default)]
struct Totals {
    up_to_date: usize,
    written: usize,
    missing: usize,
    stale: usize,
    orphaned: usize,
    failed: usize,
}

impl Keeper<'_> {
    /// Tells of a plan that failed. Where nothing can be told any more, there is no next plan.
    fn failed(&mut self, failure: Failure) -> Result<(), Failure> {
        if matches!(failure, Failure::Output(_)) {
            return Err(failure);
        }
        self.status = Status::Failed;
        self.totals.failed += 1;
        Ok(self.output.failure(&failure)?)
    }

    fn keep(&mut self, printed: &Printed) -> Result<(), Failure> {
        let Some(path) = &printed.path else { return Ok(self.output.verbatim(&printed.text)?) };
        if printed.is_up_to_date() {
            self.totals.up_to_date += 1;
            return Ok(());
        }
        if !self.check {
            save(path, &printed.text).map_err(Failure::Save)?;
            self.totals.written += 1;
            return self.tell("wrote", path);
        }
        self.status = self.status.max(Status::Found);
        let Some(kept) = &printed.kept else {
            self.totals.missing += 1;
            return self.tell("missing", path);
        };
        self.totals.stale += 1;
        self.tell("stale", path)?;
        Ok(self.output.write(&short_diff(&kept.replace("\r\n", "\n"), &printed.text))?)
    }

    /// A snapshot whose plan is gone. Only what this command wrote is removed.
    fn orphan(&mut self, path: &Path) -> Result<(), Failure> {
        match read(path) {
            Ok(text) if text.starts_with(PRINTOUT) => {}
            // What is no text of ours is none of our business.
            Ok(_) | Err(FileError::NotUtf8 { .. } | FileError::TooLarge { .. }) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
        self.totals.orphaned += 1;
        if !self.check {
            remove(path).map_err(Failure::Save)?;
            return self.tell("removed", path);
        }
        self.status = self.status.max(Status::Found);
        self.tell("orphaned", path)
    }

    fn tell(&mut self, what: &str, path: &Path) -> Result<(), Failure> {
        Ok(self.output.write(&format!("{} {}\n", painted(what, BOLD), plain(&shown(path))))?)
    }

    fn sum_up(&mut self, paths: &[PathBuf]) -> io::Result<()> {
        let Totals { up_to_date, written, missing, stale, orphaned, failed } = self.totals;
        let gone = if self.check { "whose plan is gone" } else { "removed" };
        let told: Vec<String> = [
            (written, "written"),
            (missing, "missing"),
            (stale, "stale"),
            (orphaned, gone),
            (up_to_date, "up to date"),
            (failed, "failed"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        if !told.is_empty() {
            self.output.note(&format!("snapshots: {}", told.join(", ")))?;
        }
        if self.check && missing + stale + orphaned > 0 {
            let paths: Vec<String> = paths.iter().map(|path| shown(path)).collect();
            self.output.note(&format!("`gait snapshot {}` brings them up to date", paths.join(" ")))?;
        }
        Ok(())
    }
}

/// The first lines that differ. Most of them say their day, so that nothing around them is shown.
fn short_diff(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    let lines: Vec<String> = changed.map(|change| format!("{}{}", change.tag(), change.value())).collect();
    let style = |line: &str| if line.starts_with('+') { ADDED } else { REMOVED };
    let shown = lines.iter().take(SHOWN).map(|line| line.trim_end());
    let mut out: String = shown.map(|line| format!("  {}\n", painted(line, style(line)))).collect();
    if lines.len() > SHOWN {
        out.push_str(&format!("  … {} more lines\n", lines.len() - SHOWN));
    }
    out
}
