//! `gait watch`: checks plans, waits until some change, and checks those again.

mod board;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use gait_core::Snapshot;
use gait_files::{Batch, FileError, Notice, Watch, WatchOptions, WatchSettings};
use rayon::prelude::*;

use crate::Status;
use crate::args::{SettingsArgs, WatchArgs, WatchFormat};
use crate::failure::Failure;
use crate::inputs::{Gathered, Job, gather};
use crate::output::Output;
use crate::render::watch::{self as render, Screen};
pub(crate) use board::{Board, Checked, Finding, Run};

pub(crate) fn run(args: &WatchArgs, output: &mut Output) -> Result<Status, Failure> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::Unknown {
            message: "standard input cannot be watched".to_owned(),
            hint: Some("name files or folders; `gait check -` checks standard input once".to_owned()),
        });
    }
    let mut watch = Watch::new(&args.paths, &options(args));
    end_by_signal(&watch)?;
    let mut session = Session::new(args, output);
    session.notice(watch.take_notice())?;
    session.first()?;
    while let Some(batch) = watch.wait() {
        session.notice(watch.take_notice())?;
        session.again(&batch, &mut |path| watch.take_text(path))?;
    }
    session.end()?;
    Ok(Status::Clean)
}

fn options(args: &WatchArgs) -> WatchOptions {
    let settings = match &args.config {
        _ if args.isolated => WatchSettings::None,
        Some(path) => WatchSettings::Only(path.clone()),
        None => WatchSettings::Nearest,
    };
    WatchOptions { poll: args.poll, settings }
}

/// Stops the watch at the first signal, so that what is being written is written whole; at the second the process ends
/// there and then.
fn end_by_signal(watch: &Watch) -> Result<(), Failure> {
    let stopper = watch.stopper();
    let asked = AtomicBool::new(false);
    let handler = move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        stopper.stop();
    };
    ctrlc::set_handler(handler).map_err(|error| Failure::Unknown {
        message: format!("the signal of Ctrl-C cannot be caught: {error}"),
        hint: None,
    })
}

/// What is kept between two runs.
struct Session<'a> {
    args: &'a WatchArgs,
    settings: SettingsArgs,
    gathered: Gathered,
    board: Board,
    notice: Option<Notice>,
    output: &'a mut Output,
}

impl<'a> Session<'a> {
    fn new(args: &'a WatchArgs, output: &'a mut Output) -> Self {
        let settings =
            SettingsArgs { config: args.config.clone(), isolated: args.isolated, stdin_filename: None };
        Self { args, settings, gathered: Gathered::default(), board: Board::default(), notice: None, output }
    }

    /// On a screen that is cleared a notice stays; elsewhere it is said once.
    fn notice(&mut self, notice: Option<Notice>) -> Result<(), Failure> {
        let Some(notice) = notice else { return Ok(()) };
        if !self.clears() {
            self.output.note(&render::notice(&notice))?;
        }
        self.notice = Some(notice);
        Ok(())
    }

    fn clears(&self) -> bool {
        self.args.format == WatchFormat::Human && !self.args.no_clear && self.output.rows().is_some()
    }

    fn first(&mut self) -> Result<(), Failure> {
        self.gathered = gather(&self.args.paths, &self.settings)?;
        let all: Vec<usize> = (0..self.gathered.jobs.len()).collect();
        self.check(&all, &Batch::default(), &mut |_| None)
    }

    fn again(&mut self, batch: &Batch, text: &mut TextOf<'_>) -> Result<(), Failure> {
        let before = match batch.only_changed() {
            true => None,
            false => {
                let fresh = gather(&self.args.paths, &self.settings)?;
                Some(std::mem::replace(&mut self.gathered, fresh))
            }
        };
        let touched: BTreeSet<&PathBuf> = batch
            .created
            .iter()
            .chain(&batch.changed)
            .chain(batch.renamed.iter().map(|(_, to)| to))
            .collect();
        let before = before.as_ref().map(board::settings_by_path);
        let to_check: Vec<usize> = (0..self.gathered.jobs.len())
            .filter(|&index| match &self.gathered.jobs[index] {
                Ok(job) => {
                    job.path().is_some_and(|path| touched.contains(&path.to_owned()))
                        || before.as_ref().is_some_and(|before| board::is_new(job, before))
                }
                Err(_) => false,
            })
            .collect();
        // Plans that settings leave out may change as they like.
        if to_check.is_empty() && batch.only_changed() {
            return Ok(());
        }
        self.check(&to_check, batch, text)
    }

    /// Checks some of the plans and shows what came of it.
    fn check(&mut self, which: &[usize], batch: &Batch, text: &mut TextOf<'_>) -> Result<(), Failure> {
        let number = self.board.begin();
        if self.args.format == WatchFormat::Concise {
            self.output.show(&render::begin(which.len(), batch))?;
        }
        let start = Instant::now();
        let jobs = which.iter().filter_map(|index| self.gathered.jobs[*index].as_ref().ok());
        let jobs = jobs.map(|job| (job, job.path().and_then(&mut *text))).collect();
        let checked = look_at(jobs);
        let mut run = self.board.take(checked, batch, &self.gathered);
        run.number = number;
        run.elapsed = start.elapsed();
        let screen = Screen {
            rows: self.clears().then(|| self.output.rows()).flatten(),
            columns: self.output.source_width(),
            styled: self.output.is_styled(),
        };
        let text = match self.args.format {
            WatchFormat::Human => render::human(&run, &self.board, self.notice.as_ref(), &screen),
            WatchFormat::Concise => render::concise(&run, &self.board),
            WatchFormat::Json => render::json(&run),
        };
        Ok(self.output.show(&text)?)
    }

    /// Leaves the cursor on a line of its own: terminals show `^C` where it stands.
    fn end(&mut self) -> Result<(), Failure> {
        if self.output.rows().is_some() {
            self.output.show("\n")?;
        }
        Ok(())
    }
}

/// What a plan holds, if that is known already.
type TextOf<'a> = dyn FnMut(&Path) -> Option<Vec<u8>> + 'a;

/// Checks plans on all cores; a single one is not worth the start of threads.
fn look_at(jobs: Vec<(&Job, Option<Vec<u8>>)>) -> Vec<Result<Checked, FileError>> {
    let look = |(job, bytes): (&Job, Option<Vec<u8>>)| {
        let inputs = match (job.path(), bytes) {
            (Some(path), Some(bytes)) => job.with_bytes(path, bytes)?,
            _ => job.read()?,
        };
        let report = Snapshot::new(&inputs).report();
        Ok(Checked::new(report, inputs.plan.text))
    };
    if jobs.len() == 1 {
        return jobs.into_iter().map(look).collect();
    }
    jobs.into_par_iter().map(look).collect()
}
