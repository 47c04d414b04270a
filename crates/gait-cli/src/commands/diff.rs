//! `gait diff`: what differs between two plans on the calendar.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gait_core::{Inputs, SettingsFile, Snapshot, Source, diff};
use gait_files::{GitFile, shown};

use crate::Status;
use crate::args::{DiffArgs, DiffFormat, SettingsArgs};
use crate::failure::Failure;
use crate::inputs;
use crate::output::Output;
use crate::render::counts::mistakes;
use crate::render::{diff as show, json};

pub(crate) fn run(args: &DiffArgs, output: &mut Output) -> Result<Status, Failure> {
    let (before, after) = sides(args)?;
    let is_read = [&before, &after].iter().any(|side| matches!(side, Place::Stdin));
    inputs::named_stdin_is_read(is_read, &args.settings)?;
    let (mut before, mut after) = (before.read(&args.settings)?, after.read(&args.settings)?);
    // A version outside every folder with settings, such as a temporary file of git, is held to those of the other.
    let shared = after.settings.clone().or_else(|| before.settings.clone());
    before.settings = before.settings.or_else(|| shared.clone());
    after.settings = shared;
    let difference = diff(&Snapshot::new(&before), &Snapshot::new(&after));
    let text = match args.format {
        DiffFormat::Human => show::human(&difference, output.width()),
        DiffFormat::Markdown => show::markdown(&difference),
        DiffFormat::Json => format!("{}\n", json::serialize(&difference)),
    };
    output.write(&text)?;
    if args.format == DiffFormat::Human {
        note_mistakes(&[&difference.before, &difference.after], output)?;
    }
    Ok(match difference.is_empty() || args.exit_zero {
        true => Status::Clean,
        false => Status::Found,
    })
}

/// Tells what was not compared.
fn note_mistakes(sides: &[&gait_core::Side], output: &mut Output) -> Result<(), Failure> {
    for side in sides.iter().filter(|side| side.mistakes > 0) {
        let mistakes = mistakes(side.mistakes);
        output.note(&format!("{} has {mistakes}; what could not be read is not compared", side.source))?;
    }
    Ok(())
}

/// Where a plan is.
enum Place {
    Stdin,
    File(PathBuf),
    Git(GitFile),
}

/// Both plans; one alone is compared with the last commit.
fn sides(args: &DiffArgs) -> Result<(Place, Place), Failure> {
    let first = Place::parse(&args.before);
    let Some(after) = &args.after else {
        return match first {
            Place::File(path) => Ok((Place::Git(last_commit(&path)?), Place::File(path))),
            Place::Stdin | Place::Git(_) => Err(Failure::Unknown {
                message: format!("`{}` has nothing to be compared with", args.before),
                hint: Some(
                    "a file alone is compared with the last commit; name a second plan otherwise".into(),
                ),
            }),
        };
    };
    match (first, Place::parse(after)) {
        (Place::Stdin, Place::Stdin) => {
            Err(Failure::Unknown { message: "standard input can be read only once".to_owned(), hint: None })
        }
        (Place::File(before), Place::File(after)) if names_revision(&before) => {
            // As git has it: what stands before a file that is there is the revision it is compared with.
            let then = GitFile::of(&args.before, &after).map_or(Place::File(before), Place::Git);
            Ok((then, Place::File(after)))
        }
        sides => Ok(sides),
    }
}

/// Whether a path may be meant for a revision: nothing is there, and it is not called as plans are.
fn names_revision(path: &Path) -> bool {
    path.extension().is_none_or(|ending| ending != "ron")
        && !path.as_os_str().as_encoded_bytes().starts_with(b"-")
        && !path.exists()
}

fn last_commit(path: &Path) -> Result<GitFile, Failure> {
    // A name that is not there is most likely misspelt, whatever the last commit holds.
    inputs::single(path)?;
    GitFile::of("HEAD", path).ok_or_else(|| Failure::Unknown {
        message: format!("`{}` is no name that git can be asked for", shown(path)),
        hint: Some("name two files to compare".to_owned()),
    })
}

impl Place {
    /// A file that is there wins over `REV:path`.
    fn parse(text: &str) -> Self {
        if text == "-" {
            return Self::Stdin;
        }
        let path = PathBuf::from(text);
        match GitFile::parse(text).filter(|_| !path.exists()) {
            Some(file) => Self::Git(file),
            None => Self::File(path),
        }
    }

    fn read(&self, args: &SettingsArgs) -> Result<Inputs, Failure> {
        let (plan, path) = match self {
            Self::Stdin => {
                let plan = inputs::single(Path::new("-"))?.plan;
                let name = args.stdin_filename.clone();
                (name.as_ref().map_or(plan.clone(), |name| Source::new(shown(name), plan.text)), name)
            }
            Self::File(path) => (inputs::single(path)?.plan, Some(path.clone())),
            Self::Git(file) => {
                let found = file.read()?;
                (Source::new(file.to_string(), found.text), Some(found.in_tree))
            }
        };
        let path = path.unwrap_or_else(|| PathBuf::from("-"));
        let settings: Option<Arc<SettingsFile>> = inputs::settings_for(&path, args)?;
        Ok(Inputs { plan, settings })
    }
}
