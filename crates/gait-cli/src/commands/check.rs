//! `gait check`: reads plans, shows what there is to say about them, and sums up.

mod accepted;

use std::io;

use gait_core::{Diagnostic, Report, Severity, Snapshot};
use gait_files::FileError;

use self::accepted::{Acceptance, Accepted, Part as AcceptedPart};
use crate::Status;
use crate::args::{CheckArgs, FailOn, FixArgs, Format};
use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{Job, gather};
use crate::output::Output;
use crate::render::document::{Document, Part};
use crate::render::{comment, concise, github, human, json, junit, sarif, scores};
use crate::totals::Totals;

pub(crate) fn run(args: &CheckArgs, output: &mut Output) -> Result<Status, Failure> {
    // Before anything is written: a mistake in the arguments costs nothing.
    let acceptance = Acceptance::new(args)?;
    if args.fix {
        mend(args, output)?;
    }
    let gathered = gather(&args.paths, &args.settings)?;
    if let Some(path) = &args.output_file {
        output.redirect(path)?;
    }
    let view = View::new(args, gathered.jobs.len(), output);
    let mut check = Check {
        format: args.format,
        document: Document::new(args.format),
        accepted: Accepted::new(&acceptance),
        totals: Totals::default(),
        page: None,
        untried: 0,
        output,
    };
    check.output.write(check.document.begin())?;
    for failure in gathered.failures {
        check.failed(failure)?;
    }
    for settings in gathered.settings.iter().filter(|file| !file.problems.is_empty()) {
        let mut report = settings.report();
        let accepted = acceptance.apply(&mut report);
        check.found(view.show(report, accepted, &settings.source.text, &|_| Vec::new()))?;
    }
    in_order(
        gathered.jobs,
        |job| look_at(&job?, &view, &acceptance),
        |outcome| match outcome {
            Ok(shown) => {
                check.totals.plans += 1;
                check.found(shown)
            }
            Err(error) => check.failed(error),
        },
    )?;
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
    super::fix::before_check(&fix, output)
}

/// Checks a plan.
fn look_at(job: &Job, view: &View, acceptance: &Acceptance) -> Result<Shown, FileError> {
    let inputs = job.read()?;
    let snapshot = Snapshot::new(&inputs);
    let mut report =
        if view.fixes == Fixes::All { snapshot.report_with_fixes(&inputs) } else { snapshot.report() };
    report.scores = view.scores.then(|| gait_core::scores(&snapshot));
    let known = |diagnostic: &Diagnostic| match (&diagnostic.fixes, view.fixes) {
        (Some(all), _) => all.clone(),
        (None, Fixes::First) => snapshot.fix_reports(&inputs, diagnostic).into_iter().take(1).collect(),
        (None, _) => Vec::new(),
    };
    let accepted = acceptance.apply(&mut report);
    let untried = match view.fixes {
        Fixes::Counted => report.diagnostics.iter().filter(|d| snapshot.may_be_mended(d)).count(),
        _ => 0,
    };
    Ok(Shown { untried, ..view.show(report, accepted, &snapshot.source.text, &known) })
}

/// Which of the fixes that are known to help are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fixes {
    None,
    /// None, and it is said how many there may be.
    Counted,
    /// The best of what people read first.
    First,
    All,
}

/// How reports are shown.
struct View {
    format: Format,
    fail_on: FailOn,
    scores: bool,
    fixes: Fixes,
    human: human::Style,
}

/// A report, ready to be written.
struct Shown {
    part: Part,
    /// What the baseline makes of it.
    accepted: AcceptedPart,
    /// What the worst of it has a page about.
    page: Option<Page>,
    /// Findings that something is proposed against and nothing was tried.
    untried: usize,
}

/// A page of `gait explain`: about a mistake or a rule, of some severity.
#[derive(Clone, Copy)]
struct Page {
    severity: Severity,
    code: &'static str,
    is_rule: bool,
}

impl View {
    fn new(args: &CheckArgs, plans: usize, output: &Output) -> Self {
        let fixes = match args.format {
            Format::Human | Format::Json | Format::Sarif if args.fixes => Fixes::All,
            Format::Human if plans <= MOST_MENDED => Fixes::First,
            Format::Human => Fixes::Counted,
            _ => Fixes::None,
        };
        Self {
            fixes,
            format: args.format,
            fail_on: args.fail_on,
            scores: args.explain_score && matches!(args.format, Format::Human | Format::Json),
            human: human::Style { styled: output.is_styled(), width: output.source_width() },
        }
    }

    fn show(&self, report: Report, accepted: AcceptedPart, text: &str, fixes: &human::Fixes<'_>) -> Shown {
        // The first of the worst.
        let worst = report.diagnostics.iter().rev().max_by_key(|d| d.severity);
        let page = worst.map(|d| Page { severity: d.severity, code: d.code, is_rule: d.is_rule });
        let part = Part {
            text: self.render(&report, text, fixes),
            counts: [Severity::Advice, Severity::Warning, Severity::Error].map(|s| report.count(s)),
            codes: report.diagnostics.iter().map(|d| d.code).collect(),
            source: report.source,
        };
        Shown { part, accepted, page, untried: 0 }
    }

    fn render(&self, report: &Report, text: &str, fixes: &human::Fixes<'_>) -> String {
        match self.format {
            Format::Human => {
                let scores = report.scores.as_ref().map(|all| scores::render(&report.source, all));
                human::render(report, text, fixes, self.human) + &scores.unwrap_or_default()
            }
            Format::Concise => concise::render(report),
            Format::Json => json::render(report),
            Format::Sarif => sarif::render(report),
            Format::Github => github::render(report),
            Format::Junit => junit::render(report, self.fail_on),
            Format::Markdown => comment::render(report),
        }
    }
}

struct Check<'a> {
    format: Format,
    document: Document,
    accepted: Accepted<'a>,
    totals: Totals,
    /// For the hint at the end.
    page: Option<Page>,
    untried: usize,
    output: &'a mut Output,
}

impl Check<'_> {
    fn found(&mut self, shown: Shown) -> io::Result<()> {
        let [advice, warnings, errors] = shown.part.counts;
        self.totals.advice += advice;
        self.totals.warnings += warnings;
        self.totals.errors += errors;
        if shown.page.map(|page| page.severity) > self.page.map(|page| page.severity) {
            self.page = shown.page;
        }
        self.untried += shown.untried;
        for text in self.document.part(&shown.part) {
            self.output.write(text)?;
        }
        self.accepted.add(&shown.part.source, shown.accepted);
        Ok(())
    }

    fn failed(&mut self, error: FileError) -> io::Result<()> {
        self.totals.failures += 1;
        let text = self.document.failure(&error);
        // Whoever looks at a terminal does not see what goes to a file.
        if text.is_none() || self.output.is_redirected() {
            self.output.failure(&Failure::File(error))?;
        }
        self.output.write(&text.unwrap_or_default())
    }

    fn end(mut self, args: &CheckArgs) -> Result<Status, Failure> {
        self.accepted.end()?;
        let words = self.totals.checked(self.accepted.any());
        let end = self.document.end(&self.totals, &words, self.accepted.hidden());
        self.output.write(&end)?;
        self.output.finish()?;
        if !args.quiet {
            self.sum_up(&words)?;
        }
        Ok(match self.totals {
            Totals { failures: 1.., .. } => Status::Failed,
            _ if self.totals.fails(args.fail_on) => Status::Found,
            _ => Status::Clean,
        })
    }

    fn sum_up(&mut self, words: &str) -> io::Result<()> {
        self.output.note(words)?;
        for note in self.accepted.notes() {
            self.output.note(&note)?;
        }
        if let (Some(Page { code, is_rule, .. }), Format::Human) = (self.page, self.format) {
            let what = if is_rule { "the reasons and the evidence" } else { "how it is written" };
            self.output.note(&format!("`gait explain {code}` tells {what}"))?;
        }
        match self.untried {
            0 => Ok(()),
            1 => self.output.note("1 finding may have a fix: `gait fix --suggested --diff`"),
            many => {
                self.output.note(&format!("{many} findings may have fixes: `gait fix --suggested --diff`"))
            }
        }
    }
}
