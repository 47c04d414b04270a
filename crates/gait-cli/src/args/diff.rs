//! What `gait diff` may be asked.

use clap::ValueEnum;

use super::SettingsArgs;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Plans are compared as calendars: comments, layout and the way something is written do not count. A plan that was moved by \
whole weeks is compared week by week.

Exit code:
  0  the same training and the same findings
  1  something differs
  2  a plan could not be read

Examples:
  gait diff half.plan.ron                       what changed since the last commit
  gait diff main half.plan.ron                  since a branch, a tag or a commit
  gait diff main:./old.plan.ron half.plan.ron   the same for a file of another name
  gait diff old.plan.ron new.plan.ron           two files
  gait diff --format markdown half.plan.ron     for a comment on a pull request
  git difftool --no-prompt -x 'gait diff' main -- '*.plan.ron'
                                                every plan that differs from a branch")]
pub(crate) struct DiffArgs {
    /// The plan before: a file, a revision of the plan after, `REV:path` as git writes it, or `-` for standard input; with
    /// no other, the plan after, compared with the last commit
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,

    /// The plan after
    #[arg(value_name = "AFTER")]
    pub(crate) after: Option<String>,

    /// How differences are shown
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: DiffFormat,

    /// End with exit code 0 also if something differs
    #[arg(long)]
    pub(crate) exit_zero: bool,

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

/// How differences are shown.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum DiffFormat {
    /// For reading on a terminal
    #[default]
    Human,
    /// For a comment on a pull request
    Markdown,
    /// For other programs
    Json,
}
