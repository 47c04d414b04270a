//! Which files are plans: those that are named, and those in the folders that are named.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use gait_syntax::nearest;
use ignore::WalkBuilder;

use crate::error::{FileError, Without};

/// How the name of a plan ends.
pub const EXTENSION: &str = ".plan.ron";

/// A plan to check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanFile {
    /// Where it is, without a leading `./`.
    pub path: PathBuf,
    /// The path on the command line that led to it: itself, or a folder above.
    pub from: PathBuf,
}

impl PlanFile {
    /// Whether it is named itself, so that no ignore file and no setting leaves it out.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.path == self.from
    }
}

/// The plans that `paths` lead to, sorted and each once, and what is wrong with a path in its place among them.
///
/// A file that is named is taken whatever it is called. A folder is walked for `*.plan.ron` as git sees it: ignore
/// files are honoured, hidden files are left out, links are not followed.
#[must_use]
pub fn discover<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<PlanFile, FileError>> {
    let mut found: BTreeMap<PathBuf, Result<PlanFile, FileError>> = BTreeMap::new();
    for path in paths {
        let path = tidy(path.as_ref());
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => walk(&path, &mut found),
            Ok(_) => {
                found.insert(path.clone(), Ok(PlanFile { from: path.clone(), path }));
            }
            Err(error) => {
                found.insert(path.clone(), Err(missing(path, error)));
            }
        }
    }
    found.into_values().collect()
}

fn missing(path: PathBuf, error: io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound => FileError::Missing { near: near(&path), path },
        _ => FileError::Unreadable { path, error },
    }
}

fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Result<PlanFile, FileError>>) {
    let mut plans = 0;
    let mut other_ron = None;
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let error = unreadable(folder, error);
                found.entry(error.path().to_owned()).or_insert(Err(error));
                continue;
            }
        };
        if entry.file_type().is_none_or(|kind| kind.is_dir()) {
            continue;
        }
        if is_plan(entry.path()) {
            plans += 1;
            let path = tidy(entry.path());
            found.entry(path.clone()).or_insert_with(|| Ok(PlanFile { path, from: folder.to_owned() }));
        } else if other_ron.is_none() && is_other_ron(entry.path()) {
            other_ron = Some(tidy(entry.path()));
        }
    }
    if plans == 0 && !found.contains_key(folder) {
        let without = match (ignored(folder), other_ron) {
            (0, Some(path)) => Without::OtherRon(path),
            (0, None) => Without::Anything,
            (count, _) => Without::Ignored(count),
        };
        found.insert(folder.to_owned(), Err(FileError::NoPlans { path: folder.to_owned(), without }));
    }
}

/// How many plans a folder holds that ignore files leave out.
fn ignored(folder: &Path) -> usize {
    let walk = WalkBuilder::new(folder).standard_filters(false).hidden(true).build();
    walk.filter_map(Result::ok).filter(|entry| is_plan(entry.path()) && entry.path().is_file()).count()
}

fn is_plan(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(EXTENSION))
}

fn is_other_ron(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "ron") && path.file_name().is_some_and(|n| n != crate::SETTINGS)
}

/// A folder or a file that the walk could not look at.
fn unreadable(folder: &Path, error: ignore::Error) -> FileError {
    let path = path_of(&error).map_or_else(|| folder.to_owned(), tidy);
    let text = error.to_string();
    let error = error.into_io_error().unwrap_or_else(|| io::Error::other(text));
    FileError::Unreadable { path, error }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// What is there under a name similar to that of `path`: the first part that is missing is compared with its
/// neighbours, and the rest is kept if it is there.
pub(crate) fn near(path: &Path) -> Option<PathBuf> {
    let parents: Vec<&Path> = path.ancestors().collect();
    let first_missing = parents.iter().rev().find(|p| !p.as_os_str().is_empty() && !p.exists())?;
    let rest = path.strip_prefix(first_missing).ok()?;
    let parent = first_missing.parent()?;
    let looked_in = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let names = neighbours(looked_in);
    let name = first_missing.file_name()?.to_string_lossy();
    let name = similar(&name, &names)?;
    let near = parent.join(name);
    let with_rest = near.join(rest);
    Some(if !rest.as_os_str().is_empty() && with_rest.exists() { with_rest } else { near })
}

/// The name that is meant: spelt like it, or the plan that begins with it, as the end of names is often left out.
fn similar<'n>(name: &str, names: &'n [String]) -> Option<&'n str> {
    let mut all = names.iter().map(String::as_str);
    let completed = all.clone().find(|known| known.ends_with(EXTENSION) && begins_with(known, name));
    completed.or_else(|| nearest(name, &mut all))
}

/// Whether a name begins with another and goes on with a new part.
fn begins_with(known: &str, name: &str) -> bool {
    known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

/// The names in a folder, sorted.
fn neighbours(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A path without `./` and doubled separators; the folder itself stays `.`.
fn tidy(path: &Path) -> PathBuf {
    let tidy: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// A path as messages show it: with `/` on every system.
#[must_use]
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
