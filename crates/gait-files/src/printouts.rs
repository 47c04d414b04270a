//! Texts that are kept beside plans: what each plan comes to.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::discover::{is_plan, place, tidy};

/// How the name of a printout ends.
const KEPT: &str = ".snap.txt";

/// Where the printout of a plan is kept: `half.plan.snap.txt` beside `half.plan.ron`, `draft.ron.snap.txt` beside
/// `draft.ron`.
#[must_use]
pub fn printout_of(plan: &Path) -> PathBuf {
    // By the parts of the path, as a name need not be UTF-8.
    let name = match is_plan(plan) {
        true => plan.file_stem(),
        false => plan.file_name(),
    };
    plan.with_file_name(joined(name.unwrap_or_default(), KEPT))
}

fn joined(name: &OsStr, end: &str) -> OsString {
    let mut whole = name.to_owned();
    whole.push(end);
    whole
}

/// The printouts below some folders whose plans are gone, sorted. What ignore files leave out is left out here too.
#[must_use]
pub fn orphaned_printouts<P: AsRef<Path>>(paths: &[P]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in paths.iter().map(AsRef::as_ref).filter(|path| path.is_dir()) {
        let files = WalkBuilder::new(folder).require_git(false).build().filter_map(Result::ok);
        let files = files.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
        found.extend(files.map(|entry| tidy(entry.path())).filter(|path| is_orphaned(path)));
    }
    found.sort();
    let mut seen = HashSet::new();
    found.retain(|path| seen.insert(place(path)));
    found
}

/// Whether a file is called like the printout of a plan, and there is no plan that it could be of.
fn is_orphaned(path: &Path) -> bool {
    let ends = |path: &Path, end: &str| path.extension().is_some_and(|extension| extension == end);
    let Some(kept) = path.file_stem().map(Path::new).filter(|kept| ends(path, "txt") && ends(kept, "snap"))
    else {
        return false;
    };
    let name = kept.file_stem().unwrap_or_default();
    let is_there = |name: &OsStr| path.with_file_name(name).exists();
    let is_of_plan = ends(Path::new(name), "plan") && is_there(&joined(name, ".ron"));
    !is_of_plan && !is_there(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printout_stands_beside_its_plan() {
        assert_eq!(printout_of(Path::new("plans/half.plan.ron")), Path::new("plans/half.plan.snap.txt"));
        assert_eq!(printout_of(Path::new("draft.ron")), Path::new("draft.ron.snap.txt"));
    }

    #[cfg(unix)]
    #[test]
    fn names_need_not_be_utf8() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().expect("a folder");
        let plan = folder.path().join(OsStr::from_bytes(b"bad\xff.plan.ron"));
        let printout = folder.path().join(OsStr::from_bytes(b"bad\xff.plan.snap.txt"));
        assert_eq!(printout_of(&plan), printout);
        for path in [&plan, &printout] {
            std::fs::write(path, "").expect("writes");
        }
        assert_eq!(orphaned_printouts(&[folder.path()]), [] as [&Path; 0]);
    }

    #[test]
    fn printouts_without_plans_are_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let plans = ["a.plan.ron", "draft.ron"];
        let printouts = ["a.plan.snap.txt", "b.plan.snap.txt", "draft.ron.snap.txt", "gone.ron.snap.txt"];
        for name in plans.iter().chain(&printouts).chain(&["notes.txt", "snap.txt"]) {
            std::fs::write(folder.path().join(name), "").expect("writes");
        }
        let gone = ["b.plan.snap.txt", "gone.ron.snap.txt"].map(|name| folder.path().join(name));
        assert_eq!(orphaned_printouts(&[folder.path()]), gone);
        assert_eq!(
            orphaned_printouts(&[folder.path(), &folder.path().join("../").join(folder.path())]),
            gone
        );
        assert_eq!(orphaned_printouts(&[folder.path().join("a.plan.ron")]), [] as [&Path; 0]);
    }
}
