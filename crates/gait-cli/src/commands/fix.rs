//! `gait fix`: applies proven fixes to plans, or shows what they would change.

use std::io;

use gait_core::{Applied, Fixed, Inputs, Safety, Severity, fix};
use gait_files::{FileError, save};

use crate::Status;
use crate::args::FixArgs;
use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{Job, gather};
use crate::output::{BOLD, DIM, NAME, Output, painted};
use crate::render::counts::counted;
use crate::render::patch::patch;

pub(crate) fn run(args: &FixArgs, output: &mut Output) -> Result<Status, Failure> {
    if !args.diff {
        output.go_on();
    }
    let gathered = gather(&args.paths, &args.settings);
    let mut status = Status::Clean;
    for failure in gathered.failures {
        output.failure(&Failure::File(failure))?;
        status = Status::Failed;
    }
    let most = if args.suggested { Safety::Suggested } else { Safety::Safe };
    let mut totals = Totals::default();
    let mend = |job: Result<Job, FileError>| Mended::new(job?, most);
    in_order(gathered.jobs, mend, |outcome| {
        match outcome.and_then(|mended| mended.write(args, output, &mut totals)) {
            Ok(found) => status = status.max(found),
            Err(failure @ Failure::Output(_)) => return Err(failure),
            Err(failure) => {
                output.failure(&failure)?;
                status = Status::Failed;
            }
        }
        Ok(())
    })?;
    totals.sum_up(args, output)?;
    Ok(status)
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
        let fixed = fix(&inputs, most);
        Ok(Self { job, inputs, fixed })
    }

    /// Saves or shows what has changed, and says how the plan stands.
    fn write(self, args: &FixArgs, output: &mut Output, totals: &mut Totals) -> Result<Status, Failure> {
        let (before, after) = (&self.inputs.plan, &self.fixed.after.source);
        let changed = !self.fixed.applied.is_empty();
        match self.job.path() {
            _ if args.diff && changed => output.write(&patch(&before.name, &before.text, &after.text))?,
            Some(path) if !args.diff && changed => save(path, &after.text).map_err(Failure::Save)?,
            // Whoever pipes a plan through wants it back, mended or not.
            None if !args.diff => output.write(&after.text)?,
            _ => {}
        }
        if changed {
            output.note(&told(&before.name, &self.fixed.applied))?;
        }
        let report = self.fixed.after.report();
        totals.add(&self.fixed, &report);
        let severities = [Severity::Advice, Severity::Warning, Severity::Error];
        let fails = |s: &Severity| report.count(*s) > 0 && args.fail_on.fails(*s);
        Ok(if severities.iter().any(fails) { Status::Found } else { Status::Clean })
    }
}

/// What was done to a plan, one line each.
fn told(name: &str, applied: &[Applied]) -> String {
    let mut out = painted(name, BOLD);
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
    left: [usize; 3],
}

impl Totals {
    fn add(&mut self, fixed: &Fixed, report: &gait_core::Report) {
        self.fixes += fixed.applied.len();
        self.plans += usize::from(!fixed.applied.is_empty());
        for (count, severity) in
            self.left.iter_mut().zip([Severity::Error, Severity::Warning, Severity::Advice])
        {
            *count += report.count(severity);
        }
    }

    fn sum_up(&self, args: &FixArgs, output: &mut Output) -> io::Result<()> {
        let done = if args.diff { "would be applied" } else { "applied" };
        let [errors, warnings, advice] = self.left;
        output.note(&format!(
            "{} {done} in {}; left: {}, {}, {advice} advice",
            counted(self.fixes, "fix", "fixes"),
            counted(self.plans, "plan", "plans"),
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings"),
        ))
    }
}
