//! The command `gait`: reads files for its user, asks the core, and shows the answers on a terminal or to a tool.
#![allow(clippy::disallowed_methods, reason = "the command reads the environment of its user")]

mod args;
mod baseline;
mod commands;
mod failure;
mod in_order;
mod inputs;
mod output;
mod render;
mod totals;

use std::process::ExitCode;

use clap::builder::Resettable;
use clap::{CommandFactory, FromArgMatches};

use crate::args::{Args, Color, Command};
use crate::failure::Failure;
use crate::output::Output;

/// A plan becomes some five thousand small values, which all go at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = parsed();
    let mut output = Output::new(args.color);
    let outcome = match args.command {
        Command::Check(args) => commands::check::run(&args, &mut output),
        Command::Diff(args) => commands::diff::run(&args, &mut output),
        Command::Fix(args) => commands::fix::run(&args, &mut output),
        Command::Fmt(args) => commands::fmt::run(&args, &mut output),
        Command::Edit(args) => commands::edit::run(&args),
        Command::Expand(args) => commands::expand::run(&args, &mut output),
        Command::Explain(args) => commands::explain::run(&args, &mut output),
        Command::Lsp(args) => commands::lsp::run(&args),
        Command::Watch(args) => commands::watch::run(&args, &mut output),
        Command::Rules(args) => commands::rules::run(&args, &mut output),
        Command::Snapshot(args) => commands::snapshot::run(&args, &mut output),
        Command::Completions(args) => commands::completions::run(&args, &mut output),
        Command::Man(args) => commands::man::run(&args, &mut output),
        Command::New(args) => commands::new::run(&args, &mut output),
    };
    let outcome = outcome.and_then(|status| Ok(output.finish().map(|()| status)?));
    outcome.unwrap_or_else(|failure| failed(&failure, &mut output)).into()
}

/// What is asked; a mistake in it ends the command.
fn parsed() -> Args {
    let mut command = Args::command();
    if output::choice(Color::Auto, &std::io::stdout()) == anstream::ColorChoice::Never {
        command = command.color(clap::ColorChoice::Never);
    }
    // A variable that is empty is one that is not set.
    if std::env::var_os(args::FORMAT).is_some_and(|format| format.is_empty()) {
        command = command
            .mut_subcommand("check", |check| check.mut_arg("format", |format| format.env(Resettable::Reset)));
    }
    Args::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
}

/// Tells why a command could not do its work.
fn failed(failure: &Failure, output: &mut Output) -> Status {
    if failure.is_broken_pipe() {
        return Status::PipeClosed;
    }
    // Where even this cannot be written, the exit code is all that is left.
    let _ = output.failure(failure);
    Status::Failed
}

/// How a command ended, for scripts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Status {
    /// Nothing at or above the severity asked for.
    Clean,
    /// Something at or above it.
    Found,
    /// An input could not be checked.
    Failed,
    /// Whoever read the output has stopped.
    PipeClosed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
            // What a shell reports for a program that the signal SIGPIPE ends.
            Status::PipeClosed => 141,
        })
    }
}
