//! What `gait fix` may be asked.

use std::path::PathBuf;

use clap::builder::ArgPredicate;

use super::{FailOn, SettingsArgs};

#[derive(clap::Args, Debug)]
#[command(after_help = "\
A fix is offered only if the finding is gone afterwards and nothing as bad has come instead. Comments and layout stay.

Safe fixes leave every session's work as it is: a tag, a spelling, the order of two untimed sessions. Suggested ones move, \
cut or replace work, and are applied only with --suggested. One run cuts a session once in all its weeks; where that was not \
enough, another run may cut it again.

Under a gait.ron with mistakes nothing is fixed: it may allow what a fix would change.

Exit code:
  0  nothing at or above --fail-on is left
  1  something is, or gait.ron has mistakes
  2  a plan or its settings could not be read, or a plan not saved; the others are fixed

Examples:
  gait fix --diff half.plan.ron              show what safe fixes would change
  gait fix --suggested --diff half.plan.ron  show moves and cuts as well
  gait fix plans/                            apply safe fixes to every plan")]
pub(crate) struct FixArgs {
    /// Files, and folders that are searched for `*.plan.ron`; `-` reads standard input and writes the plan to standard output
    #[arg(
        default_value = ".",
        default_value_if("stdin_filename", ArgPredicate::IsPresent, "-"),
        value_name = "PATHS"
    )]
    pub(crate) paths: Vec<PathBuf>,

    /// Apply fixes that move, cut or replace work as well
    #[arg(long)]
    pub(crate) suggested: bool,

    /// Show the changes and write nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// The least severity that makes the exit code 1, of what is left
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
