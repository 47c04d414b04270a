//! `gait fmt`: lays out plans and settings, or shows what that would change.

use std::io;
use std::path::{Path, PathBuf};

use gait_core::{Formatted, Source, formatted};
use gait_files::save;

use crate::Status;
use crate::args::FmtArgs;
use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{Gathered, Job, gather};
use crate::output::{BOLD, DIM, Output, painted};
use crate::render::counts::counted;
use crate::render::patch::patch;
use crate::render::text::plain;

pub(crate) fn run(args: &FmtArgs, output: &mut Output) -> Result<Status, Failure> {
    if !args.diff && !args.check {
        output.go_on();
    }
    let mut gathered = gather(&args.paths, &args.settings)?;
    let mut totals = Totals::default();
    for failure in std::mem::take(&mut gathered.failures) {
        totals.fail(&Failure::File(failure), output)?;
    }
    let lay_out = |input: Result<Input, Failure>| Done::new(input?);
    in_order(inputs(gathered, &args.paths), lay_out, |outcome| {
        match outcome.and_then(|done| done.write(args, output, &mut totals)) {
            Ok(()) => Ok(()),
            Err(failure @ Failure::Output(_)) => Err(failure),
            Err(failure) => Ok(totals.fail(&failure, output)?),
        }
    })?;
    totals.sum_up(args, output)?;
    Ok(totals.status(args))
}

/// Something to format.
enum Input {
    Plan(Job),
    Settings(Source),
}

/// The plans, and the settings in the folders that are named.
fn inputs(gathered: Gathered, paths: &[PathBuf]) -> Vec<Result<Input, Failure>> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folders: Vec<PathBuf> =
        paths.iter().map(|path| absolute(path)).filter(|path| path.is_dir()).collect();
    let plans: Vec<PathBuf> =
        gathered.jobs.iter().filter_map(|job| job.as_ref().ok()?.path().map(absolute)).collect();
    let mut out: Vec<Result<Input, Failure>> =
        gathered.jobs.into_iter().map(|job| Ok(Input::Plan(job.map_err(Failure::File)?))).collect();
    for file in gathered.settings {
        let path = absolute(Path::new(&file.source.name));
        // A file that is named is among the plans already.
        if folders.iter().any(|folder| path.starts_with(folder)) && !plans.contains(&path) {
            out.push(Ok(Input::Settings(file.source.clone())));
        }
    }
    out
}

/// A text before and after.
struct Done {
    /// Where it is saved; nowhere if it came from standard input.
    path: Option<PathBuf>,
    before: Source,
    after: Formatted,
}

impl Done {
    fn new(input: Input) -> Result<Self, Failure> {
        let (path, before) = match input {
            Input::Plan(job) => (job.path().map(Path::to_owned), job.read()?.plan),
            Input::Settings(source) => (Some(PathBuf::from(&source.name)), source),
        };
        let after = formatted(&before.text);
        Ok(Self { path, before, after })
    }

    /// Saves, shows or names what has changed.
    fn write(self, args: &FmtArgs, output: &mut Output, totals: &mut Totals) -> Result<(), Failure> {
        let (name, changed) = (&self.before.name, self.after.changed);
        match &self.path {
            _ if args.diff && changed => {
                output.verbatim(&patch(name, &self.before.text, &self.after.text))?
            }
            _ if args.check && changed => {
                output.write(&format!("would reformat {}\n", painted(plain(name), BOLD)))?
            }
            _ if args.diff || args.check => {}
            Some(path) if changed => save(path, &self.after.text).map_err(Failure::Save)?,
            Some(_) => {}
            // Whoever pipes a plan through wants it back, changed or not.
            None => output.verbatim(&self.after.text)?,
        }
        totals.changed += usize::from(changed);
        match self.after.faults.first() {
            Some((line, message)) => {
                totals.partly += 1;
                output.note(&left(name, *line, message, self.after.faults.len() - 1))?;
            }
            None => totals.same += usize::from(!changed),
        }
        Ok(())
    }
}

/// Says which part of a text was not understood.
fn left(name: &str, line: u32, message: &str, more: usize) -> String {
    let also = match more {
        0 => String::new(),
        1 => " (and one more place)".to_owned(),
        more => format!(" (and {more} more places)"),
    };
    painted(format!("{}:{line}: left as it is: {message}{also}", plain(name)), DIM)
}

/// What came of all files.
#[derive(Default)]
struct Totals {
    changed: usize,
    same: usize,
    /// Files of which a part was not understood, some of them changed in what was.
    partly: usize,
    failures: usize,
}

impl Totals {
    fn fail(&mut self, failure: &Failure, output: &mut Output) -> io::Result<()> {
        self.failures += 1;
        output.failure(failure)
    }

    fn status(&self, args: &FmtArgs) -> Status {
        match self {
            Self { failures: 1.., .. } | Self { partly: 1.., .. } => Status::Failed,
            Self { changed: 1.., .. } if args.check || args.diff => Status::Found,
            _ => Status::Clean,
        }
    }

    fn sum_up(&self, args: &FmtArgs, output: &mut Output) -> io::Result<()> {
        let files = |count| counted(count, "file", "files");
        let would = if args.check || args.diff { "would be " } else { "" };
        let mut parts = Vec::new();
        if self.changed > 0 {
            parts.push(format!("{} {would}reformatted", files(self.changed)));
        }
        if self.same > 0 {
            let are = if self.same == 1 { "is as it should be" } else { "are as they should be" };
            let count = if self.changed > 0 { self.same.to_string() } else { files(self.same) };
            parts.push(format!("{count} {are}"));
        }
        if self.partly > 0 {
            parts.push(format!("{} not understood in full", files(self.partly)));
        }
        if self.failures > 0 {
            parts.push(format!("{} could not be formatted", files(self.failures)));
        }
        output.note(&parts.join(", "))
    }
}
