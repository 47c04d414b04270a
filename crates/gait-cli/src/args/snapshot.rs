//! What `gait snapshot` may be asked.

use std::path::PathBuf;

use clap::builder::ArgPredicate;

use super::SettingsArgs;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
The snapshot of half.plan.ron is half.plan.snap.txt beside it: every session on its date, the totals of every week, the \
findings. Commit both, and a pull request shows what a change of the plan does to every week. Comments and layout of the \
plan do not change it. A plan with mistakes keeps the snapshot it has, and so do all plans under a gait.ron with mistakes.

Exit code:
  0  snapshots are up to date, or have been written
  1  with --check: one is missing, stale, or its plan is gone
  2  a plan or its settings could not be read, or have mistakes; or a snapshot could not be saved

Examples:
  gait snapshot                        write what is missing or stale below this folder
  gait snapshot --check plans/         for a build: fail if one is not up to date
  gait snapshot - < half.plan.ron      to standard output")]
pub(crate) struct SnapshotArgs {
    /// Files, and folders that are searched for `*.plan.ron`; `-` is standard input
    #[arg(
        default_value = ".",
        default_value_if("stdin_filename", ArgPredicate::IsPresent, "-"),
        value_name = "PATHS"
    )]
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing, and show what is not up to date
    #[arg(long)]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
