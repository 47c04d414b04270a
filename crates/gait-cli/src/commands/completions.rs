//! `gait completions`: what a shell needs to complete commands, options, and the names that commands take.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use gait_core::{Group, Subject};

use crate::Status;
use crate::args::{Args, CompletionsArgs};
use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn run(args: &CompletionsArgs, output: &mut Output) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut with_names(Args::command()), "gait", &mut script);
    output.write(&String::from_utf8_lossy(&script))?;
    match args.shell {
        Shell::Bash => output.write(BASH_WORDS)?,
        Shell::Fish => output.write(&fish_names())?,
        _ => {}
    }
    Ok(Status::Clean)
}

/// The generator for bash offers options where a plan is most often meant, and bash offers files only where nothing else
/// is. An option begins with a hyphen; who has typed none is offered the rest.
const BASH_WORDS: &str = r#"
_gait_words() {
    _gait "$@"
    [[ "$2" == -* ]] && return
    local word words=()
    for word in "${COMPREPLY[@]}"; do
        [[ "$word" == -* ]] || words+=("$word")
    done
    COMPREPLY=("${words[@]}")
}

complete -F _gait_words -o bashdefault -o default gait
"#;

/// The generator for fish knows the words after options and leaves out those that stand by themselves.
fn fish_names() -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
    let line = |subject: Subject| {
        format!(
            "complete -c gait -n \"__fish_gait_using_subcommand explain\" -f -a {} -d {}\n",
            quoted(subject.name()),
            quoted(subject.summary())
        )
    };
    Subject::all().into_iter().map(line).collect()
}

/// The commands, with the names that may follow as if they were fixed words. The commands themselves take more: they
/// guess at misspelt names.
fn with_names(command: Command) -> Command {
    let subjects = Subject::all().into_iter().map(|s| PossibleValue::new(s.name()).help(s.summary()));
    let groups = Group::ALL.map(|g| PossibleValue::new(g.name()).help(Subject::Group(g).summary()));
    let subjects = PossibleValuesParser::new(subjects.collect::<Vec<_>>());
    let groups = PossibleValuesParser::new(groups);
    command
        .mut_subcommand("explain", |explain| explain.mut_arg("name", |arg| arg.value_parser(subjects)))
        .mut_subcommand("rules", |rules| rules.mut_arg("group", |arg| arg.value_parser(groups)))
}
