//! What `gait check` may be asked.

use std::path::PathBuf;

use clap::builder::ArgPredicate;

use super::{FORMAT, FailOn, Format, SettingsArgs};

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Exit code:
  0  nothing at or above --fail-on
  1  something
  2  an input, or the settings of one, could not be read; the others are reported all the same

Examples:
  gait check                                 every plan below this folder
  gait check plans/ drafts/new.plan.ron      a folder and a file
  gait check --fail-on warning plans/        for a build that must stay clean
  gait check --format concise | sort         one line for each finding
  gait check --format sarif --output-file gait.sarif
                                             for code scanning; also github, junit, markdown
  gait check --write-baseline gait-baseline.json
                                             accept what is there, then with --baseline
                                             fail only on what is new
  generate-plan | gait check -               standard input

A finding can be silenced where it stands, with a reason:
  mon: [\"lower\"],  // gait: allow(lower-body-before-key-run): the gym is closed on Tuesdays

Levels and parameters for all plans of a folder stand in gait.ron; see `gait explain settings`.")]
pub(crate) struct CheckArgs {
    /// Files, and folders that are searched for `*.plan.ron`; `-` is standard input
    #[arg(
        default_value = ".",
        default_value_if("stdin_filename", ArgPredicate::IsPresent, "-"),
        value_name = "PATHS"
    )]
    pub(crate) paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t, env = FORMAT, hide_env_values = true)]
    pub(crate) format: Format,

    /// Write the findings to this file; the summary stays on the terminal
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,

    /// Leave out the findings that this file accepts, so that only new ones count
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Accept all that is found now: write it to this file, for --baseline
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    /// Show every change that is known to help, for --format human, json and sarif; each is tried, which takes time
    #[arg(long)]
    pub(crate) fixes: bool,

    /// Apply safe fixes first, as `gait fix` does, and report what is left
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show the numbers behind the interference of each key run, for --format human and json
    #[arg(long)]
    pub(crate) explain_score: bool,

    /// Leave out the summary
    #[arg(long, short)]
    pub(crate) quiet: bool,

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
