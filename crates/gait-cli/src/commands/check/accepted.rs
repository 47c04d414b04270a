//! What a check does with a baseline: leave out what it accepts, or write down what there is.

use gait_core::Report;
use gait_files::shown;
use serde::Serialize;

use crate::args::CheckArgs;
use crate::baseline::{Applied, Baseline, Entry, Recorder, renew};
use crate::failure::Failure;
use crate::output::{DIM, painted};
use crate::render::counts::counted;

/// So many entries that no longer occur are named.
const MOST_STALE: usize = 10;

/// What to do about findings that are accepted.
pub(super) enum Acceptance {
    Nothing,
    Apply(Baseline),
    Record(Recorder),
}

/// What has come of it so far.
pub(super) struct Accepted<'a> {
    acceptance: &'a Acceptance,
    /// The files that were checked, for what is gone.
    sources: Vec<String>,
    hidden: Hidden,
    entries: Vec<Entry>,
}

/// What a baseline has left out.
#[derive(Default, Serialize)]
pub(super) struct Hidden {
    /// So many findings.
    hidden: usize,
    /// Entries that no longer occur.
    stale: Vec<Entry>,
}

/// What is accepted of one report.
pub(super) enum Part {
    Nothing,
    Applied(Applied),
    Recorded(Vec<Entry>),
}

impl Acceptance {
    pub(super) fn new(args: &CheckArgs) -> Result<Self, Failure> {
        Ok(match (&args.baseline, &args.write_baseline) {
            (Some(path), _) => Self::Apply(Baseline::read(path)?),
            (None, Some(path)) => Self::Record(Recorder::new(path)),
            (None, None) => Self::Nothing,
        })
    }

    /// Takes what is accepted out of a report.
    pub(super) fn apply(&self, report: &mut Report) -> Part {
        match self {
            Self::Nothing => Part::Nothing,
            Self::Apply(baseline) => Part::Applied(baseline.apply(report)),
            Self::Record(recorder) => Part::Recorded(recorder.take(report)),
        }
    }
}

impl<'a> Accepted<'a> {
    pub(super) fn new(acceptance: &'a Acceptance) -> Self {
        Self { acceptance, sources: Vec::new(), hidden: Hidden::default(), entries: Vec::new() }
    }

    /// Keeps what was accepted of the report of a file.
    pub(super) fn add(&mut self, source: &str, part: Part) {
        match part {
            Part::Nothing => {}
            Part::Applied(applied) => {
                self.sources.push(source.to_owned());
                self.hidden.hidden += applied.hidden;
                self.hidden.stale.extend(applied.stale);
            }
            Part::Recorded(entries) => self.entries.extend(entries),
        }
    }

    /// Looks for plans that are gone, or writes the file.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        match self.acceptance {
            Acceptance::Nothing => {}
            Acceptance::Apply(baseline) => {
                self.hidden.stale.extend(baseline.gone(self.sources.iter().map(String::as_str)));
                self.hidden.stale.sort();
            }
            Acceptance::Record(recorder) => {
                self.hidden.hidden = recorder.save(std::mem::take(&mut self.entries))?;
            }
        }
        Ok(())
    }

    /// What a baseline has left out, if there is one.
    pub(super) fn hidden(&self) -> Option<&Hidden> {
        matches!(self.acceptance, Acceptance::Apply(_)).then_some(&self.hidden)
    }

    /// Whether anything was accepted.
    pub(super) const fn any(&self) -> bool {
        self.hidden.hidden > 0
    }

    /// What to tell below the summary.
    pub(super) fn notes(&self) -> Vec<String> {
        let Hidden { hidden, stale } = &self.hidden;
        let findings = |count| counted(count, "finding", "findings");
        match self.acceptance {
            Acceptance::Nothing => Vec::new(),
            Acceptance::Record(recorder) => {
                vec![format!("`{}` accepts {} from now on", shown(recorder.path()), findings(*hidden))]
            }
            Acceptance::Apply(baseline) => {
                let file = shown(baseline.path());
                let mut notes = vec![format!("`{file}` hides {}", findings(*hidden))];
                if !stale.is_empty() {
                    notes.push(match stale.len() {
                        1 => "1 entry in it no longer occurs:".to_owned(),
                        count => format!("{count} entries in it no longer occur:"),
                    });
                    notes.extend(stale.iter().take(MOST_STALE).map(line));
                    if let more @ 1.. = stale.len().saturating_sub(MOST_STALE) {
                        notes.push(painted(format!("  … {more} more"), DIM));
                    }
                    notes.push(renew(baseline.path()));
                }
                notes
            }
        }
    }
}

fn line(entry: &Entry) -> String {
    let text = format!("  {}: {}", entry.path, entry.key);
    painted(crate::render::text::plain(&text), DIM)
}
