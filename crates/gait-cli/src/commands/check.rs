//! `gait check`: reads plans, shows what there is to say about them, and sums up.

use std::fmt;
use std::io;

use gait_core::{Diagnostic, Report, Severity, Snapshot};
use gait_files::FileError;
use rayon::prelude::*;
use serde::Serialize;

use crate::Status;
use crate::args::{CheckArgs, FailOn, FixArgs, Format};
use crate::failure::Failure;
use crate::inputs::{Job, gather};
use crate::output::{Output, painted, severity_style};
use crate::render::{concise, human, json, scores};

/// So many plans are read and checked before their reports are written, so that memory stays flat however many plans
/// there are, and the output is in the order of their paths.
const BATCH: usize = 128;

pub(crate) fn run(args: &CheckArgs, output: &mut Output) -> Result<Status, Failure> {
    if args.fix {
        mend(args, output)?;
    }
    let gathered = gather(&args.paths, &args.settings);
    let mut check = Check {
        view: View::new(args, gathered.jobs.len(), output),
        summary: Summary::default(),
        rule: None,
        failures: Vec::new(),
        reports: 0,
        output,
    };
    for failure in gathered.failures {
        check.failed(failure)?;
    }
    for settings in gathered.settings.iter().filter(|file| !file.problems.is_empty()) {
        let report = settings.report();
        let shown = check.view.show(&report, &settings.source.text, &|_| Vec::new());
        check.found(&shown)?;
    }
    let mut jobs = gathered.jobs.into_iter().peekable();
    while jobs.peek().is_some() {
        let batch: Vec<_> = jobs.by_ref().take(BATCH).collect();
        for outcome in look_at(batch, &check.view) {
            match outcome {
                Ok(shown) => {
                    check.summary.plans += 1;
                    check.found(&shown)?;
                }
                Err(error) => check.failed(error)?,
            }
        }
    }
    check.end(args)
}

/// Whoever checks more plans than this at once wants to know which of them need work, not yet how to mend them.
const MOST_MENDED: usize = 10;

/// Applies safe fixes to the files; what is left is checked afterwards, so how that ends is of no matter here.
fn mend(args: &CheckArgs, output: &mut Output) -> Result<(), Failure> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::Unknown {
            message: "`--fix` cannot write to standard input".to_owned(),
            hint: Some("`gait fix -` reads a plan and writes it mended to standard output".to_owned()),
        });
    }
    let settings = args.settings.clone();
    let fix = FixArgs {
        paths: args.paths.clone(),
        suggested: false,
        diff: false,
        fail_on: FailOn::Never,
        settings,
    };
    super::fix::run(&fix, output).map(|_| ())
}

/// Checks a batch on all cores; a single plan is not worth the start of threads.
fn look_at(batch: Vec<Result<Job, FileError>>, view: &View) -> Vec<Result<Shown, FileError>> {
    let look = |job: Result<Job, FileError>| {
        let inputs = job?.read()?;
        let snapshot = Snapshot::new(&inputs);
        let mut report =
            if view.fixes == Fixes::All { snapshot.report_with_fixes(&inputs) } else { snapshot.report() };
        report.scores = view.scores.then(|| gait_core::scores(&snapshot));
        let known = |diagnostic: &Diagnostic| match (&diagnostic.fixes, view.fixes) {
            (Some(all), _) => all.clone(),
            (None, Fixes::First) => snapshot.fix_reports(&inputs, diagnostic).into_iter().take(1).collect(),
            (None, _) => Vec::new(),
        };
        Ok(view.show(&report, &snapshot.source.text, &known))
    };
    if batch.len() == 1 {
        return batch.into_iter().map(look).collect();
    }
    batch.into_par_iter().map(look).collect()
}

/// Which of the fixes that are known to help are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fixes {
    None,
    /// The best of what people read first.
    First,
    All,
}

/// How reports are shown.
struct View {
    format: Format,
    scores: bool,
    fixes: Fixes,
    human: human::Style,
}

/// A report, ready to be written.
struct Shown {
    text: String,
    /// Advice, warnings, errors.
    counts: [usize; 3],
    /// A rule that has been broken, the worst first.
    rule: Option<(Severity, &'static str)>,
}

impl View {
    fn new(args: &CheckArgs, plans: usize, output: &Output) -> Self {
        let fixes = match args.format {
            _ if args.fixes => Fixes::All,
            Format::Human if plans <= MOST_MENDED => Fixes::First,
            _ => Fixes::None,
        };
        Self {
            fixes,
            format: args.format,
            scores: args.explain_score && args.format != Format::Concise,
            human: human::Style { styled: output.is_styled(), width: output.source_width() },
        }
    }

    fn show(&self, report: &Report, source: &str, fixes: &human::Fixes<'_>) -> Shown {
        let text = match self.format {
            Format::Human => {
                let scores = report.scores.as_ref().map(|all| scores::render(&report.source, all));
                human::render(report, source, fixes, self.human) + &scores.unwrap_or_default()
            }
            Format::Concise => concise::render(report),
            Format::Json => json::render(report),
        };
        let rules = report.diagnostics.iter().rev().filter(|d| d.is_rule);
        Shown {
            text,
            counts: [Severity::Advice, Severity::Warning, Severity::Error].map(|s| report.count(s)),
            rule: rules.max_by_key(|d| d.severity).map(|d| (d.severity, d.code)),
        }
    }
}

/// What came of all inputs.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    plans: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    /// Inputs that could not be checked.
    failures: usize,
}

struct Check<'o> {
    view: View,
    summary: Summary,
    /// The first of the worst broken rules, for the hint at the end.
    rule: Option<(Severity, &'static str)>,
    failures: Vec<json::Failed>,
    reports: usize,
    output: &'o mut Output,
}

impl Check<'_> {
    fn found(&mut self, shown: &Shown) -> io::Result<()> {
        let [advice, warnings, errors] = shown.counts;
        self.summary.advice += advice;
        self.summary.warnings += warnings;
        self.summary.errors += errors;
        if shown.rule.map(|r| r.0) > self.rule.map(|r| r.0) {
            self.rule = shown.rule;
        }
        if self.view.format == Format::Json {
            self.output.write(if self.reports == 0 { json::BEGIN } else { json::BETWEEN })?;
        }
        self.reports += 1;
        self.output.write(&shown.text)
    }

    fn failed(&mut self, error: FileError) -> io::Result<()> {
        self.summary.failures += 1;
        if self.view.format == Format::Json {
            self.failures.push(json::Failed::new(&error));
            return Ok(());
        }
        self.output.failure(&Failure::File(error))
    }

    fn end(mut self, args: &CheckArgs) -> Result<Status, Failure> {
        if self.view.format == Format::Json {
            let begin = if self.reports == 0 { json::BEGIN } else { "" };
            let end = json::end(&self.failures, &self.summary);
            self.output.write(&format!("{begin}{end}"))?;
        }
        if !args.quiet {
            self.sum_up()?;
        }
        Ok(match self.summary {
            Summary { failures: 1.., .. } => Status::Failed,
            _ if self.summary.fails(args.fail_on) => Status::Found,
            _ => Status::Clean,
        })
    }

    fn sum_up(&mut self) -> io::Result<()> {
        let text = self.summary.to_string();
        self.output.note(&text)?;
        match self.rule {
            Some((_, rule)) if self.view.format == Format::Human => {
                self.output.note(&format!("`gait explain {rule}` tells the reasons and the evidence"))
            }
            _ => Ok(()),
        }
    }
}

impl Summary {
    fn fails(&self, fail_on: FailOn) -> bool {
        [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.advice, Severity::Advice)]
            .into_iter()
            .any(|(count, severity)| count > 0 && fail_on.fails(severity))
    }
}

impl fmt::Display for Summary {
    /// `3 plans checked: 1 error, 4 warnings, 2 advice`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {many}"),
        };
        match self.plans {
            0 => f.write_str("no plan checked")?,
            plans => write!(f, "{} checked", counted(plans, "plan", "plans"))?,
        }
        let found: Vec<String> = [
            (Severity::Error, self.errors, "error", "errors"),
            (Severity::Warning, self.warnings, "warning", "warnings"),
            (Severity::Advice, self.advice, "advice", "advice"),
        ]
        .into_iter()
        .filter(|(_, count, ..)| *count > 0)
        .map(|(severity, count, one, many)| painted(counted(count, one, many), severity_style(severity)))
        .collect();
        match found.as_slice() {
            [] if self.plans > 0 => f.write_str(", nothing to report")?,
            [] => {}
            found => write!(f, ": {}", found.join(", "))?,
        }
        match self.failures {
            0 => Ok(()),
            count => write!(f, "; {} could not be checked", counted(count, "input", "inputs")),
        }
    }
}
