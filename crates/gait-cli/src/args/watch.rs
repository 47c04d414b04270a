//! What `gait watch` may be asked.

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Plans that are saved, created, renamed or removed are checked again, and all plans below a gait.ron that changes. \
Ctrl-C ends it, with exit code 0.

Formats:
  human    what changed and its findings, new ones first; a terminal is cleared before each run
  concise  after each run all findings of all plans, one line each; never cleared
  json     one line for each run, as schemas/watch.schema.json describes it

For problem matchers of editors, in the concise format:
  a run begins     ^checking .*$
  a finding is     ^(.+):(\\d+):(\\d+): (error|warning|advice)\\[([a-z0-9-]+)\\]: (.*)$
  a run ends       ^.*; watching for changes$

Examples:
  gait watch                          every plan below this folder
  gait watch half.plan.ron            one plan
  gait watch --poll /mnt/nas/plans    network drives and containers, which may tell no changes")]
pub(crate) struct WatchArgs {
    /// Files, and folders that are searched for `*.plan.ron`
    #[arg(default_value = ".", value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: WatchFormat,

    /// Look at all files every so many milliseconds, and wait for no events of the system
    #[arg(long, value_name = "MS", num_args = 0..=1, require_equals = true, default_missing_value = "1000",
          value_parser = milliseconds)]
    pub(crate) poll: Option<Duration>,

    /// Write each run below the last one
    #[arg(long)]
    pub(crate) no_clear: bool,

    /// Take settings from this file, not from the `gait.ron` nearest to each plan
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Take no settings at all
    #[arg(long, conflicts_with = "config")]
    pub(crate) isolated: bool,
}

/// How runs are shown.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum WatchFormat {
    /// What changed and its findings, for reading
    #[default]
    Human,
    /// One line for each finding of all plans
    Concise,
    /// One line for each run, for other programs
    Json,
}

fn milliseconds(text: &str) -> Result<Duration, String> {
    match text.parse::<u64>() {
        Ok(ms @ 10..=3_600_000) => Ok(Duration::from_millis(ms)),
        Ok(ms) => Err(format!("{ms} ms is not between 10 ms and an hour (3600000 ms)")),
        Err(_) => Err("expected milliseconds such as `1000`".to_owned()),
    }
}
