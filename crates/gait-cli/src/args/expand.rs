//! What `gait expand` may be asked.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Weeks;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Exit code:
  0  done
  1  the plan has mistakes, and the calendar lacks what could not be understood
  2  the plan could not be read

Examples:
  gait expand half.plan.ron                  the whole plan
  gait expand half.plan.ron --week 5         one week, everything written out
  gait expand half.plan.ron --week 5..8      four weeks
  gait expand half.plan.ron --format json    for other programs")]
pub(crate) struct ExpandArgs {
    /// The plan; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,

    /// One week, or a stretch such as `5..8`; contents are then written out in full
    #[arg(long, short, value_name = "N[..M]", value_parser = Weeks::parse)]
    pub(crate) week: Option<Weeks>,

    /// How the calendar is shown
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ExpandFormat,

    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

/// How a calendar is shown.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum ExpandFormat {
    /// For reading on a terminal
    #[default]
    Human,
    /// For other programs
    Json,
}
