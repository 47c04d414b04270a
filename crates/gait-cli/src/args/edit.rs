//! What `gait edit` may be asked.

use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Starts `gait-editor`, which stands beside `gait` or on the path, and waits until its window is closed.

Exit code:
  0  the window was closed
  2  the editor is not installed, or has no screen to open a window on

Examples:
  gait edit half.plan.ron        open a plan, or begin one of that name
  gait edit                      choose a plan below this folder, or begin with a template")]
pub(crate) struct EditArgs {
    /// The plan to open
    #[arg(value_name = "FILE")]
    pub(crate) path: Option<PathBuf>,
}
