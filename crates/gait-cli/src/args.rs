//! The command line: what may be asked, with help that teaches by example.

mod check;
mod completions;
mod diff;
mod edit;
mod expand;
mod explain;
mod fix;
mod fmt;
mod lsp;
mod man;
mod new;
mod rules;
mod snapshot;
mod watch;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use gait_core::Severity;

pub(crate) use check::CheckArgs;
pub(crate) use completions::CompletionsArgs;
pub(crate) use diff::{DiffArgs, DiffFormat};
pub(crate) use edit::EditArgs;
pub(crate) use expand::{ExpandArgs, ExpandFormat};
pub(crate) use explain::ExplainArgs;
pub(crate) use fix::FixArgs;
pub(crate) use fmt::FmtArgs;
pub(crate) use lsp::LspArgs;
pub(crate) use man::ManArgs;
pub(crate) use new::NewArgs;
pub(crate) use rules::RulesArgs;
pub(crate) use snapshot::SnapshotArgs;
pub(crate) use watch::{WatchArgs, WatchFormat};

/// Checks running and strength training plans the way a compiler checks a program.
///
/// A plan is a text file, `*.plan.ron`. Gaitkeeper lays it on dates and tells where the training gets in its own way:
/// which rule, where in the file, why, and what to try.
#[derive(Parser, Debug)]
#[command(name = "gait", version, max_term_width = 100)]
#[command(after_help = "\
Examples:
  gait new half.plan.ron         begin a plan
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
    /// Begin a plan from a worked one, on days of your own
    New(NewArgs),
    /// Check plans and tell what is wrong with them
    Check(CheckArgs),
    /// Check plans again whenever they are saved
    Watch(WatchArgs),
    /// Mend what can be mended, each fix checked before it is applied
    Fix(FixArgs),
    /// Lay out plans evenly; meaning and comments stay
    Fmt(FmtArgs),
    /// Show a plan as a calendar, every session with its date and amount
    Expand(ExpandArgs),
    /// Show what differs between two plans on the calendar: sessions, weekly totals, findings
    Diff(DiffArgs),
    /// Explain a question of training, a rule, a group of rules, a kind of mistake or a topic
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Keep beside each plan a text of what it comes to, for review
    Snapshot(SnapshotArgs),
    /// Open a plan in the desktop editor
    Edit(EditArgs),
    /// Serve an editor: findings while typing, fixes, completion
    Lsp(LspArgs),
    /// Write what a shell needs to complete commands, names of rules included
    Completions(CompletionsArgs),
    /// Write the manual
    Man(ManArgs),
}

#[derive(clap::Args, Clone, Debug)]
pub(crate) struct SettingsArgs {
    /// Take settings from this file, not from the `gait.ron` nearest to each plan
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Take no settings at all
    #[arg(long, conflicts_with = "config")]
    pub(crate) isolated: bool,

    /// What to call standard input, which is read if no other paths are named; its settings are those of a file of this name
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

/// A set of levels to start from; see `gait explain Profile`.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ProfileName {
    /// The rules' own severities
    Default,
    /// Advice that matters becomes a warning
    Strict,
    /// What trials speak against is off, what they speak for counts more
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

/// Where the format may be told as well.
pub(crate) const FORMAT: &str = "GAIT_FORMAT";

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
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations of lines
    Github,
    /// For test reports: JUnit XML
    Junit,
    /// For comments and job summaries
    Markdown,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// A terminal breaks lines itself: examples and tables must fit as they are, and prose must not be broken before.
    #[test]
    fn help_is_laid_out_for_a_terminal() {
        for command in Args::command().get_subcommands() {
            let Some(help) = command.get_after_help().map(ToString::to_string) else { continue };
            let mut prose_before = false;
            for line in help.lines() {
                let indented = line.starts_with(' ');
                assert!(!indented || line.chars().count() <= 100, "{}: {line}", command.get_name());
                let prose = !line.is_empty() && !indented;
                assert!(!(prose && prose_before), "{}: broken before {line:?}", command.get_name());
                prose_before = prose && !line.ends_with(':');
            }
        }
    }
}
