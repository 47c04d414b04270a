//! What `gait completions` may be asked.

use clap_complete::Shell;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  gait completions bash > ~/.local/share/bash-completion/completions/gait
  gait completions zsh > ~/.zfunc/_gait      with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
  gait completions fish > ~/.config/fish/completions/gait.fish
  gait completions powershell >> $PROFILE")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: Shell,
}
