//! What `gait man` may be asked.

use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  gait man check | man -l -                  read the page of a command
  gait man --out ~/.local/share/man/man1     install all pages")]
pub(crate) struct ManArgs {
    /// The command whose page is written; without it, the page of `gait`
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,

    /// Write all pages into this folder, one for each command
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub(crate) out: Option<PathBuf>,
}
