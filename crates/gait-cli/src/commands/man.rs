//! `gait man`: the manual, a page for each command, made of what `--help` says.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::Status;
use crate::args::{Args, ManArgs};
use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn run(args: &ManArgs, output: &mut Output) -> Result<Status, Failure> {
    let pages = pages();
    if let Some(folder) = &args.out {
        return install(&pages, folder, output);
    }
    let name = args.command.as_ref().map_or("gait".to_owned(), |command| format!("gait-{command}"));
    let page = pages.iter().find(|(page, _)| *page == name).ok_or_else(|| unknown(&name, &pages))?;
    output.write(&page.1)?;
    Ok(Status::Clean)
}

/// The pages: names and texts.
fn pages() -> Vec<(String, String)> {
    let mut command = Args::command();
    // Carries what all commands have into each of them, and calls them `gait-check`.
    command.build();
    // `gait help` tells what the pages tell, and would have one for each of them again.
    command = command.mut_subcommand("help", |help| help.hide(true));
    let version = env!("CARGO_PKG_VERSION");
    let mut commands = vec![command.clone()];
    let shown = command.get_subcommands().filter(|one| !one.is_hide_set());
    commands.extend(shown.map(|one| one.clone().version(version)));
    commands.into_iter().map(page).collect()
}

fn page(mut command: Command) -> (String, String) {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    command = command.after_help(None);
    let source = format!("gait {}", env!("CARGO_PKG_VERSION"));
    let mut text = Vec::new();
    let page = Man::new(command).manual("Gaitkeeper").source(source);
    let written = page.render(&mut text).and_then(|()| sections(&after).to_writer(&mut text));
    written.unwrap_or_else(|error| unreachable!("memory can be written: {error}"));
    (name, String::from_utf8_lossy(&text).into_owned())
}

/// What stands below the options of `--help`: a line that ends in a colon opens a section, indented lines keep their
/// columns, and the rest is prose.
fn sections(after: &str) -> Roff {
    let mut page = Roff::new();
    let mut fixed = false;
    if !after.is_empty() && !after.lines().next().is_some_and(|line| line.ends_with(':')) {
        // Prose would go on the section before, that of the version.
        page.control("SH", ["NOTES"]);
    }
    for line in after.lines() {
        let indented = line.starts_with("  ");
        if fixed != indented {
            page.control(if indented { "nf" } else { "fi" }, []);
            fixed = indented;
        }
        match line.strip_suffix(':') {
            Some(title) if !indented && !title.contains([',', '.']) => {
                page.control("SH", [title.to_uppercase().as_str()]);
            }
            _ if line.is_empty() => {
                page.control("PP", []);
            }
            _ => {
                page.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
            }
        }
    }
    if fixed {
        page.control("fi", []);
    }
    page
}

fn install(pages: &[(String, String)], folder: &Path, output: &mut Output) -> Result<Status, Failure> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| Failure::Save(gait_files::SaveError { path, error })
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    for (name, text) in pages {
        let path = folder.join(format!("{name}.1"));
        std::fs::write(&path, text).map_err(failed(&path))?;
    }
    output.note(&format!("{} pages written to `{}`", pages.len(), gait_files::shown(folder)))?;
    Ok(Status::Clean)
}

fn unknown(name: &str, pages: &[(String, String)]) -> Failure {
    let names: Vec<&str> = pages.iter().filter_map(|(page, _)| page.strip_prefix("gait-")).collect();
    Failure::Unknown {
        message: format!("there is no command `{}`", name.trim_start_matches("gait-")),
        hint: Some(format!("commands are {}", names.join(", "))),
    }
}
