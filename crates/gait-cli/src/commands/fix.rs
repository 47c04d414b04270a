//! `gait fix`: applies proven fixes to plans, or shows what they would change.

use std::io;
use std::sync::Arc;

use gait_core::{Applied, Fixed, Inputs, Report, Safety, Severity, Snapshot, fix};
use gait_files::{FileError, save};

use crate::Status;
use crate::args::FixArgs;
use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{Job, gather};
use crate::output::{BOLD, DIM, NAME, Output, painted};
use crate::render::counts::counted;
use crate::render::patch::patch;
use crate::render::text::plain;

pub(crate) fn run(args: &FixArgs, output: &mut Output) -> Result<Status, Failure> {
    run_with(args, output, Totals::default())
}

/// Mends plans that are checked next: what cannot be read is told then.
pub(crate) fn before_check(args: &FixArgs, output: &mut Output) -> Result<(), Failure> {
    run_with(args, output, Totals { is_check_next: true, ..Totals::default() }).map(|_| ())
}

fn run_with(args: &FixArgs, output: &mut Output, mut totals: Totals) -> Result<Status, Failure> {
    if !args.diff {
        output.go_on();
    }
    let gathered = gather(&args.paths, &args.settings)?;
    for failure in gathered.failures {
        totals.fail(&Failure::File(failure), output)?;
    }
    for settings in gathered.settings.iter().filter(|file| !file.problems.is_empty()) {
        totals.left(&settings.report());
        output.failure(&Failure::spoilt_settings(settings, "plans"))?;
    }
    let most = if args.suggested { Safety::Suggested } else { Safety::Safe };
    let mend = |job: Result<Job, FileError>| Mended::new(job?, most);
    in_order(gathered.jobs, mend, |outcome| {
        match outcome.and_then(|mended| mended.write(args, output, &mut totals)) {
            Ok(()) => Ok(()),
            Err(failure @ Failure::Output(_)) => Err(failure),
            Err(failure) => Ok(totals.fail(&failure, output)?),
        }
    })?;
    totals.sum_up(args, output)?;
    Ok(totals.status(args))
}

/// A plan before and after.
struct Mended {
    job: Job,
    inputs: Inputs,
    fixed: Fixed,
}

impl Mended {
    fn new(job: Job, most: Safety) -> Result<Self, Failure> {
        let inputs = job.read()?;
        // Settings that are half understood may allow what a fix would change.
        let fixed = match job.has_spoilt_settings() {
            true => Fixed { after: Arc::new(Snapshot::new(&inputs)), applied: Vec::new() },
            false => fix(&inputs, most),
        };
        Ok(Self { job, inputs, fixed })
    }

    /// Saves or shows what has changed, and says how the plan stands.
    fn write(self, args: &FixArgs, output: &mut Output, totals: &mut Totals) -> Result<(), Failure> {
        let (before, after) = (&self.inputs.plan, &self.fixed.after.source);
        let changed = !self.fixed.applied.is_empty();
        match self.job.path() {
            _ if args.diff && changed => output.verbatim(&patch(&before.name, &before.text, &after.text))?,
            Some(path) if !args.diff && changed => {
                if let Err(error) = save(path, &after.text) {
                    totals.left(&Snapshot::new(&self.inputs).report());
                    return Err(Failure::Save(error));
                }
            }
            // Whoever pipes a plan through wants it back, mended or not.
            None if !args.diff => output.verbatim(&after.text)?,
            _ => {}
        }
        if changed {
            output.note(&told(&before.name, &self.fixed.applied))?;
        }
        totals.applied(&self.fixed);
        totals.left(&self.fixed.after.report());
        Ok(())
    }
}

/// What was done to a plan, one line each.
fn told(name: &str, applied: &[Applied]) -> String {
    let mut out = painted(plain(name), BOLD);
    for one in applied {
        out.push_str(&format!("\n  {}: {}", painted(one.rule, NAME), one.label));
        if !one.gain.is_empty() {
            out.push_str(&painted(format!(" ({})", one.gain), DIM));
        }
    }
    out
}

/// What came of all plans.
#[derive(Default)]
struct Totals {
    fixes: usize,
    plans: usize,
    /// Errors, warnings, advice.
    left: [usize; 3],
    /// Plans that could not be saved.
    unsaved: usize,
    /// Inputs that could not be checked.
    failures: usize,
    /// Whether a check tells of inputs that cannot be checked.
    is_check_next: bool,
}

impl Totals {
    const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

    fn applied(&mut self, fixed: &Fixed) {
        self.fixes += fixed.applied.len();
        self.plans += usize::from(!fixed.applied.is_empty());
    }

    fn left(&mut self, report: &Report) {
        for (count, severity) in self.left.iter_mut().zip(Self::SEVERITIES) {
            *count += report.count(severity);
        }
    }

    fn fail(&mut self, failure: &Failure, output: &mut Output) -> io::Result<()> {
        match failure {
            Failure::Save(_) => self.unsaved += 1,
            _ if self.is_check_next => return Ok(()),
            _ => self.failures += 1,
        }
        output.failure(failure)
    }

    fn status(&self, args: &FixArgs) -> Status {
        let fails = |(count, severity): (&usize, Severity)| *count > 0 && args.fail_on.fails(severity);
        match self {
            Self { unsaved: 1.., .. } | Self { failures: 1.., .. } => Status::Failed,
            _ if self.left.iter().zip(Self::SEVERITIES).any(fails) => Status::Found,
            _ => Status::Clean,
        }
    }

    fn sum_up(&self, args: &FixArgs, output: &mut Output) -> io::Result<()> {
        let done = if args.diff { "would be applied" } else { "applied" };
        let [errors, warnings, advice] = self.left;
        let mut text = format!(
            "{} {done} in {}; left: {}, {}, {advice} advice",
            counted(self.fixes, "fix", "fixes"),
            counted(self.plans, "plan", "plans"),
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings"),
        );
        if self.unsaved > 0 {
            text.push_str(&format!("; {} could not be saved", counted(self.unsaved, "plan", "plans")));
        }
        if self.failures > 0 {
            text.push_str(&format!("; {} could not be checked", counted(self.failures, "input", "inputs")));
        }
        output.note(&text)
    }
}
