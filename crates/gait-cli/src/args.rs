//! The command line: what may be asked, with help that teaches by example.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use gait_core::Severity;

/// Checks running and strength training plans the way a compiler checks a program.
///
/// A plan is a text file, `*.plan.ron`. Gaitkeeper lays it on dates and tells where the training gets in its own way:
/// which rule, where in the file, why, and what to try.
#[derive(Parser, Debug)]
#[command(name = "gait", version, about, long_about, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "\
Examples:
  gait check                     check every plan below this folder
  gait expand half.plan.ron      see what the plan comes to, week by week
  gait explain format            how a plan is written
  gait explain volume            the rules of a group")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour; `NO_COLOR` and `CLICOLOR_FORCE` are heeded
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Check plans and tell what is wrong with them
    Check(CheckArgs),
    /// Mend what can be mended, each fix checked before it is applied
    Fix(FixArgs),
    /// Show a plan as a calendar, every session with its date and amount
    Expand(ExpandArgs),
    /// Explain a question of training, a rule, a group of rules, a kind of mistake or a topic
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
}

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Exit code:
  0  nothing at or above --fail-on
  1  something
  2  an input could not be checked; the others are reported all the same

Examples:
  gait check                                 every plan below this folder
  gait check plans/ drafts/new.plan.ron      a folder and a file
  gait check --fail-on warning plans/        for a build that must stay clean
  gait check --format concise | sort         one line for each finding
  generate-plan | gait check -               standard input

A finding can be silenced where it stands, with a reason:
  mon: [\"lower\"],  // gait: allow(lower-body-before-key-run): the gym is closed on Tuesdays
Levels and parameters for all plans of a folder stand in gait.ron; see `gait explain settings`.")]
pub(crate) struct CheckArgs {
    /// Files, and folders that are searched for `*.plan.ron`; `-` is standard input
    #[arg(default_value = ".", value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t, env = "GAIT_FORMAT", hide_env_values = true)]
    pub(crate) format: Format,

    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    /// Show every change that is known to help, for --format human and json; each is tried, which takes time
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

#[derive(clap::Args, Debug)]
#[command(after_help = "\
A fix is offered only if the finding is gone afterwards and nothing as bad has come instead. Comments and layout stay.
Safe fixes leave every session's work as it is: a tag, a spelling, the order of two untimed sessions. Suggested ones move,
cut or replace work, and are applied only with --suggested.

Exit code: as for `gait check`, by what is left.

Examples:
  gait fix --diff half.plan.ron              show what safe fixes would change
  gait fix --suggested --diff half.plan.ron  show moves and cuts as well
  gait fix plans/                            apply safe fixes to every plan")]
pub(crate) struct FixArgs {
    /// Files, and folders that are searched for `*.plan.ron`; `-` reads standard input and writes the plan to standard output
    #[arg(default_value = ".", value_name = "PATHS")]
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

#[derive(clap::Args, Clone, Debug)]
pub(crate) struct SettingsArgs {
    /// Take settings from this file, not from the `gait.ron` nearest to each plan
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Take no settings at all
    #[arg(long, conflicts_with = "config")]
    pub(crate) isolated: bool,

    /// What to call standard input; its settings are those of a file of this name
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

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

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  gait explain how-many-sessions             a question of training, with what the answer rests on
  gait explain how-many-sessions --plan half.plan.ron
                                             the same, with the numbers of a plan
  gait explain lower-body-before-key-run     a rule: what, why, examples, evidence
  gait explain interference                  the rules of a group
  gait explain format                        how a plan is written
  gait explain notation                      how runs and lifts are written
  gait explain unknown-field                 a kind of mistake in the text")]
pub(crate) struct ExplainArgs {
    /// A question, a rule, a group, a kind of mistake or a topic; without it, all there is to explain
    ///
    /// Words of a name may be apart: `gait explain how long`.
    #[arg(value_name = "NAME")]
    pub(crate) name: Vec<String>,

    /// Say what a plan holds of it: its numbers, and what the rules find; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "name")]
    pub(crate) plan: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  gait rules                                 all rules
  gait rules --group volume --verbose        one group, with its parameters
  gait rules --profile strict                what a profile makes of them")]
pub(crate) struct RulesArgs {
    /// Only the rules of this group
    #[arg(long, value_name = "GROUP")]
    pub(crate) group: Option<String>,

    /// Parameters as well, with defaults and ranges
    #[arg(long, short)]
    pub(crate) verbose: bool,

    /// The severities of a profile, with what it changes
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub(crate) profile: Option<ProfileName>,
}

/// A set of levels to start from; see `gait explain Profile`.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ProfileName {
    /// The rules' own severities
    Default,
    /// Advice that matters becomes a warning
    Strict,
    /// What has no trial behind it is off
    Evidence,
    /// Errors only
    Minimal,
}

/// When to use colour.
#[derive(ValueEnum, Clone, Copy, Default, Debug)]
pub(crate) enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// How findings are shown.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Format {
    /// With the lines of the plan, for reading
    #[default]
    Human,
    /// One line each
    Concise,
    /// For other programs
    Json,
}

/// The least severity that makes a check fail.
#[derive(ValueEnum, Clone, Copy, Default, Debug)]
pub(crate) enum FailOn {
    /// Anything
    Advice,
    /// Warnings and errors
    Warning,
    /// Errors
    #[default]
    Error,
    /// Nothing
    Never,
}

impl FailOn {
    /// Whether a severity makes the check fail.
    pub(crate) fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Advice => true,
            Self::Warning => severity >= Severity::Warning,
            Self::Error => severity >= Severity::Error,
            Self::Never => false,
        }
    }
}

/// Weeks of a plan, counted from 1, ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Weeks {
    pub(crate) first: u32,
    pub(crate) last: u32,
}

impl Weeks {
    fn parse(text: &str) -> Result<Self, String> {
        let number = |part: &str| match part.trim().parse::<u32>() {
            Ok(0) => Err("weeks are counted from 1".to_owned()),
            Ok(week) => Ok(week),
            Err(_) => Err("expected a week such as `5`, or a stretch such as `5..8`".to_owned()),
        };
        let (first, last) = match text.split_once("..") {
            Some((first, last)) => (number(first)?, number(last.trim_start_matches('='))?),
            None => (number(text)?, number(text)?),
        };
        if first > last {
            return Err(format!("week {first} comes after week {last}; write `{last}..{first}`"));
        }
        Ok(Self { first, last })
    }
}
