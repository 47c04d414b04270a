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

/// What is accepted, and what has come of it so far.
pub(super) struct Accepted {
    how: How,
    /// The files that were checked, for what is gone.
    sources: Vec<String>,
    hidden: Hidden,
    entries: Vec<Entry>,
}

enum How {
    Nothing,
    Apply(Baseline),
    Record(Recorder),
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

impl Accepted {
    pub(super) fn new(args: &CheckArgs) -> Result<Self, Failure> {
        let how = match (&args.baseline, &args.write_baseline) {
            (Some(path), _) => How::Apply(Baseline::read(path)?),
            (None, Some(path)) => How::Record(Recorder::new(path)),
            (None, None) => How::Nothing,
        };
        Ok(Self { how, sources: Vec::new(), hidden: Hidden::default(), entries: Vec::new() })
    }

    /// Takes what is accepted out of a report.
    pub(super) fn apply(&self, report: &mut Report) -> Part {
        match &self.how {
            How::Nothing => Part::Nothing,
            How::Apply(baseline) => Part::Applied(baseline.apply(report)),
            How::Record(recorder) => Part::Recorded(recorder.take(report)),
        }
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
        match &self.how {
            How::Nothing => {}
            How::Apply(baseline) => {
                self.hidden.stale.extend(baseline.gone(self.sources.iter().map(String::as_str)));
                self.hidden.stale.sort();
            }
            How::Record(recorder) => {
                self.hidden.hidden = recorder.save(std::mem::take(&mut self.entries))?;
            }
        }
        Ok(())
    }

    /// What a baseline has left out, if there is one.
    pub(super) fn hidden(&self) -> Option<&Hidden> {
        matches!(self.how, How::Apply(_)).then_some(&self.hidden)
    }

    /// Whether anything was accepted.
    pub(super) const fn any(&self) -> bool {
        self.hidden.hidden > 0
    }

    /// What to tell below the summary.
    pub(super) fn notes(&self) -> Vec<String> {
        let Hidden { hidden, stale } = &self.hidden;
        let findings = |count| counted(count, "finding", "findings");
        match &self.how {
            How::Nothing => Vec::new(),
            How::Record(recorder) => {
                vec![format!("`{}` accepts {} from now on", shown(recorder.path()), findings(*hidden))]
            }
            How::Apply(baseline) => {
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
