//! Which files are plans: those that are named, and those in the folders that are named.

use std::collections::HashMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use gait_syntax::nearest;
use ignore::WalkBuilder;

use crate::error::{FileError, Without};
use crate::read::open_error;

/// How the name of a plan ends.
pub const EXTENSION: &str = ".plan.ron";

/// A path with the ending of plans, if it has neither that nor the one of RON.
#[must_use]
pub fn plan_file(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending == "ron") {
        return path.to_owned();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(EXTENSION);
    path.with_file_name(name)
}

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
/// A file that two paths lead to is called as the first of them has it. A file that is named is taken whatever it is
/// called. A folder is walked for `*.plan.ron` as git sees it: ignore files are honoured, hidden files are left out, links
/// to folders are not followed. A link to a file is another name of that plan, which counts where nothing else leads to it.
#[must_use]
pub fn discover<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<PlanFile, FileError>> {
    discover_with(paths, &mut |_| {})
}

/// The same, and tells every folder that is looked into.
pub(crate) fn discover_with<P: AsRef<Path>>(
    paths: &[P],
    looked_into: &mut dyn FnMut(&Path),
) -> Vec<Result<PlanFile, FileError>> {
    let mut found = Found::new();
    let mut links = Vec::new();
    for path in paths {
        let path = tidy(path.as_ref());
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => walk(&path, &mut found, &mut links, looked_into),
            Ok(_) => {
                let place = target(&path);
                // Whatever a walk calls it, now it is named.
                let path = match found.remove(&place) {
                    Some(Ok(walked)) => walked.path,
                    _ => path,
                };
                found.insert(place, Ok(PlanFile { from: path.clone(), path }));
            }
            Err(error) => {
                found.entry(place(&path)).or_insert_with(|| Err(open_error(&path, error)));
            }
        }
    }
    // Folders are listed in any order.
    links.sort_by(|a, b| a.path.cmp(&b.path));
    for link in links {
        found.entry(target(&link.path)).or_insert(Ok(link));
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.sort_by(|a, b| called(a).cmp(called(b)));
    found
}

/// What paths lead to, by its place on the disk.
type Found = HashMap<PathBuf, Result<PlanFile, FileError>>;

/// Where something is, however its path is written: `a/../b` is `b` only if `a` is no link. A link at the end stays.
pub(crate) fn place(path: &Path) -> PathBuf {
    // What ends in `..` has no name, and is a folder.
    let Some(name) = path.file_name() else {
        return std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match std::fs::canonicalize(folder) {
        Ok(folder) => folder.join(name),
        Err(_) => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

/// Where the text is that a path leads to.
fn target(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| place(path))
}

fn called(found: &Result<PlanFile, FileError>) -> &Path {
    match found {
        Ok(plan) => &plan.path,
        Err(error) => error.path(),
    }
}

/// Finds the plans in a folder; the `links` among them are looked at when all files are known.
fn walk(folder: &Path, found: &mut Found, links: &mut Vec<PlanFile>, looked_into: &mut dyn FnMut(&Path)) {
    let root = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let inside = |path: &Path| root.join(path.strip_prefix(folder).unwrap_or(path));
    let mut plans = 0;
    let mut other_ron = None;
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let error = unreadable(folder, error);
                found.entry(inside(error.path())).or_insert(Err(error));
                continue;
            }
        };
        if entry.file_type().is_none_or(|kind| kind.is_dir()) {
            looked_into(entry.path());
            continue;
        }
        if is_plan(entry.path()) {
            plans += 1;
            let plan = PlanFile { path: tidy(entry.path()), from: folder.to_owned() };
            if entry.path_is_symlink() {
                links.push(plan);
            } else {
                found.entry(inside(&plan.path)).or_insert(Ok(plan));
            }
        } else if other_ron.is_none() && is_other_ron(entry.path()) {
            other_ron = Some(tidy(entry.path()));
        }
    }
    if plans == 0 && !found.contains_key(&root) {
        let without = match (ignored(folder), other_ron) {
            (0, Some(path)) => Without::OtherRon(path),
            (0, None) => Without::Anything,
            (count, _) => Without::Ignored(count),
        };
        found.insert(root, Err(FileError::NoPlans { path: folder.to_owned(), without }));
    }
}

/// How many plans a folder holds that ignore files leave out.
fn ignored(folder: &Path) -> usize {
    let walk = WalkBuilder::new(folder).standard_filters(false).hidden(true).build();
    walk.filter_map(Result::ok).filter(|entry| is_plan(entry.path()) && entry.path().is_file()).count()
}

pub(crate) fn is_plan(path: &Path) -> bool {
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
pub(crate) fn tidy(path: &Path) -> PathBuf {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
            std::fs::write(path, "").expect("a file");
        }
        folder
    }

    /// What is found, as paths from the folder; failures in words.
    fn found(folder: &Path, paths: &[&str]) -> Vec<String> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.join(path)).collect();
        let name = |path: &Path| shown(path.strip_prefix(folder).expect("it is in the folder"));
        let one = |found: Result<PlanFile, FileError>| match found {
            Ok(plan) => name(&plan.path),
            Err(FileError::NoPlans { path, without }) => format!("{}: {without:?}", name(&path)),
            Err(FileError::Missing { path, near }) => {
                format!("{}: {}", name(&path), near.map_or("?".into(), |near| name(&near)))
            }
            Err(other) => format!("{}: {}", name(other.path()), other.hint().unwrap_or_default()),
        };
        discover(&paths).into_iter().map(one).collect()
    }

    #[test]
    fn plans_are_found_once_and_in_order() {
        let folder = folder(&[
            "b.plan.ron",
            "a/z.plan.ron",
            "a/y.plan.ron",
            "a/notes.ron",
            "odd.txt",
            ".git/x.plan.ron",
        ]);
        let all = ["a/y.plan.ron", "a/z.plan.ron", "b.plan.ron", "odd.txt"];
        assert_eq!(found(folder.path(), &["odd.txt", "a/z.plan.ron", "./a", "."]), all);
    }

    #[test]
    fn however_a_path_is_written_it_is_the_same_plan() {
        let folder = folder(&["a/y.plan.ron", "a/z.plan.ron", "b/x.plan.ron"]);
        let whole = folder.path().join("a/y.plan.ron");
        let whole = whole.to_str().expect("a folder for tests has a plain name");
        assert_eq!(found(folder.path(), &["a/y.plan.ron", whole]), ["a/y.plan.ron"]);
        assert_eq!(found(folder.path(), &["b/../a/y.plan.ron", "a"]), ["a/z.plan.ron", "b/../a/y.plan.ron"]);
        assert_eq!(found(folder.path(), &["a/../a", "a", "a/."]), ["a/../a/y.plan.ron", "a/../a/z.plan.ron"]);
        assert_eq!(found(folder.path(), &["c.plan.ron", "./c.plan.ron"]).len(), 1);
        let plans = discover(&[folder.path().join("a"), folder.path().join("b/../a/y.plan.ron")]);
        let names: Vec<bool> = plans.iter().flatten().map(PlanFile::is_named).collect();
        assert_eq!(names, [true, false], "a plan that is named and walked to is named: {plans:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_decide_what_the_way_up_means() {
        let folder = folder(&["a/x.plan.ron", "b/c/d.plan.ron", "b/x.plan.ron"]);
        std::os::unix::fs::symlink("b/c", folder.path().join("link")).expect("links");
        let paths = ["a/x.plan.ron", "link/../x.plan.ron", "b/x.plan.ron"];
        assert_eq!(found(folder.path(), &paths), ["a/x.plan.ron", "link/../x.plan.ron"]);
        assert_eq!(found(folder.path(), &["b/c", "link"]), ["b/c/d.plan.ron"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_plan_is_another_name_of_it() {
        let folder = folder(&["a/x.plan.ron", "b/c.plan.ron"]);
        let link = |target: &str, name: &str| {
            std::os::unix::fs::symlink(target, folder.path().join(name)).expect("links");
        };
        link("x.plan.ron", "a/a.plan.ron");
        link("../a/x.plan.ron", "b/x.plan.ron");
        assert_eq!(found(folder.path(), &["a"]), ["a/x.plan.ron"]);
        assert_eq!(found(folder.path(), &["b", "a"]), ["a/x.plan.ron", "b/c.plan.ron"]);
        // Where the plan itself is out of sight, one of its names stands for it.
        link("../a/x.plan.ron", "b/w.plan.ron");
        assert_eq!(found(folder.path(), &["b"]), ["b/c.plan.ron", "b/w.plan.ron"]);
        assert_eq!(found(folder.path(), &["a/a.plan.ron", "a"]), ["a/a.plan.ron"]);
        assert_eq!(found(folder.path(), &["a", "a/a.plan.ron"]), ["a/x.plan.ron"]);
        link("gone.plan.ron", "b/gone.plan.ron");
        assert_eq!(found(folder.path(), &["b"]), ["b/c.plan.ron", "b/gone.plan.ron", "b/w.plan.ron"]);
    }

    #[test]
    fn a_name_on_the_command_line_wins_over_a_walk() {
        let folder = folder(&["a.plan.ron"]);
        let plans = discover(&[folder.path().to_owned(), folder.path().join("a.plan.ron")]);
        assert!(plans[0].as_ref().is_ok_and(PlanFile::is_named), "{plans:?}");
    }

    #[test]
    fn what_is_not_there_is_guessed() {
        let folder = folder(&["plans/spring-half.plan.ron", "plans/autumn.plan.ron"]);
        let guess = |path: &str| found(folder.path(), &[path]).remove(0);
        assert_eq!(guess("plan/autumn.plan.ron"), "plan/autumn.plan.ron: plans/autumn.plan.ron");
        assert_eq!(guess("plan/other.plan.ron"), "plan/other.plan.ron: plans");
        assert_eq!(
            guess("plans/spring-haf.plan.ron"),
            "plans/spring-haf.plan.ron: plans/spring-half.plan.ron"
        );
        assert_eq!(guess("plans/autumn"), "plans/autumn: plans/autumn.plan.ron");
        assert_eq!(guess("plans/winter.plan.ron"), "plans/winter.plan.ron: ?");
    }

    #[test]
    fn folders_without_plans_say_what_they_hold() {
        let folder =
            folder(&["none/readme.md", "ron/a.ron", "ron/gait.ron", "left/a.plan.ron", "left/b.plan.ron"]);
        std::fs::write(folder.path().join("left/.ignore"), "*.plan.ron").expect("a file");
        assert_eq!(found(folder.path(), &["none"]), ["none: Anything"]);
        assert!(found(folder.path(), &["ron"])[0].starts_with("ron: OtherRon"));
        assert_eq!(found(folder.path(), &["left"]), ["left: Ignored(2)"]);
        assert_eq!(found(folder.path(), &["left/a.plan.ron"]), ["left/a.plan.ron"]);
    }
}
