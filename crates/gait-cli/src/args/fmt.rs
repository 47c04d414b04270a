//! What `gait fmt` may be asked.

use std::path::PathBuf;

use clap::builder::ArgPredicate;

use super::SettingsArgs;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Only white space changes, and the comma at the end of a list. A list or a phase that fits into 100 columns stands on one \
line, unless it was broken after its opening bracket; the sessions of a day are always put on one line if they fit. \
Columns that were aligned stay aligned. What cannot be understood is left as it is.

Exit code:
  0  done; with --check or --diff: nothing would change
  1  with --check or --diff: something would change
  2  an input could not be read, understood in full or saved; the others are formatted all the same

Examples:
  gait fmt                       every plan below this folder
  gait fmt --check plans/        for a build: names what would change
  gait fmt --diff half.plan.ron  show what would change
  gait fmt - < half.plan.ron     standard input to standard output")]
pub(crate) struct FmtArgs {
    /// Files, and folders that are searched for `*.plan.ron` and `gait.ron`; `-` reads standard input and writes standard output
    #[arg(
        default_value = ".",
        default_value_if("stdin_filename", ArgPredicate::IsPresent, "-"),
        value_name = "PATHS"
    )]
    pub(crate) paths: Vec<PathBuf>,

    /// Name the files that would change, and write nothing
    #[arg(long)]
    pub(crate) check: bool,

    /// Show the changes, and write nothing
    #[arg(long)]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
