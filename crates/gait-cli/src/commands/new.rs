//! `gait new`: begins a plan from a worked one, on days of one's own.

use std::path::Path;

use gait_core::template::{Anchor, Dated, Made};
use gait_files::{EXTENSION, FileError, plan_file, save, shown};

use crate::Status;
use crate::args::NewArgs;
use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn run(args: &NewArgs, output: &mut Output) -> Result<Status, Failure> {
    let dated = Dated::new(args.from);
    let (anchor, date) = match args.day.given() {
        Some((anchor, _)) if !dated.anchors().contains(&anchor) => {
            return Err(refused(args.from.name, &dated));
        }
        Some(given) => given,
        None => {
            let anchor = dated.anchors()[0];
            (anchor, dated.offered(anchor, jiff::Zoned::now().date()))
        }
    };
    if args.path.is_dir() {
        return Err(Failure::File(FileError::Folder { path: args.path.clone() }));
    }
    let path = (args.path.as_os_str() != "-").then(|| plan_file(&args.path));
    let name = match (&args.name, &path) {
        (Some(name), _) => name.clone(),
        (None, Some(path)) => stem(path),
        (None, None) => dated.name().to_owned(),
    };
    let made = dated.made(anchor, date, &name);
    match path {
        None => output.verbatim(&made.text)?,
        Some(path) if path.exists() => {
            return Err(Failure::Unknown {
                message: format!("`{}` is there already", shown(&path)),
                hint: Some("name another file".to_owned()),
            });
        }
        Some(path) => {
            save(&path, &made.text).map_err(Failure::Save)?;
            output.note(&written(&shown(&path), &made))?;
        }
    }
    Ok(Status::Clean)
}

/// Why a day cannot be chosen: what a plan is moved by depends on whether it has a race.
fn refused(name: &str, dated: &Dated) -> Failure {
    let (message, hint) = match dated.anchors().contains(&Anchor::Race) {
        true => ("ends with its race", "give the day of that, `--race`, or its first, `--start`"),
        false => ("has no race", "give its first day, `--start`, or its last, `--end`"),
    };
    Failure::Unknown { message: format!("`{name}` {message}"), hint: Some(hint.to_owned()) }
}

/// The name of a file without the ending of plans.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(EXTENSION).or_else(|| name.strip_suffix(".ron"));
    stem.unwrap_or(&name).to_owned()
}

fn written(name: &str, made: &Made) -> String {
    let day = |date: jiff::civil::Date| date.strftime("%a %-d %b %Y");
    format!(
        "wrote `{name}`: {} weeks, {} to {}\n`gait expand {name}` shows it, `gait check {name}` checks it",
        made.weeks,
        day(made.first),
        day(made.last)
    )
}
