//! What `gait expand` may be asked.

use std::path::PathBuf;

use super::Weeks;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  gait expand half.plan.ron                  the whole plan
  gait expand half.plan.ron --week 5         one week, everything written out
  gait expand half.plan.ron --week 5..8      four weeks
  gait expand half.plan.ron --json           for other programs")]
pub(crate) struct ExpandArgs {
    /// The plan; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: PathBuf,

    /// One week, or a stretch such as `5..8`; contents are then written out in full
    #[arg(long, short, value_name = "N[..M]", value_parser = Weeks::parse)]
    pub(crate) week: Option<Weeks>,

    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}
