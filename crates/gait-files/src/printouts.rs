//! Texts that are kept beside plans: what each plan comes to.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::discover::{EXTENSION, tidy};

/// How the name of a plan's printout ends; a plan's own ending is left out.
pub const PRINTOUT_EXTENSION: &str = ".plan.snap.txt";

/// Where the printout of a plan is kept: `half.plan.snap.txt` beside `half.plan.ron`.
#[must_use]
pub fn printout_of(plan: &Path) -> PathBuf {
    let name = plan.file_name().unwrap_or_default();
    let text = name.to_string_lossy();
    let new = match text.strip_suffix(EXTENSION) {
        Some(stem) => OsString::from(format!("{stem}{PRINTOUT_EXTENSION}")),
        None => {
            let mut whole = name.to_owned();
            whole.push(".snap.txt");
            whole
        }
    };
    plan.with_file_name(new)
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
    found.dedup();
    found
}

fn is_orphaned(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(PRINTOUT_EXTENSION);
    stem.is_some_and(|stem| !path.with_file_name(format!("{stem}{EXTENSION}")).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printout_stands_beside_its_plan() {
        assert_eq!(printout_of(Path::new("plans/half.plan.ron")), Path::new("plans/half.plan.snap.txt"));
        assert_eq!(printout_of(Path::new("draft.ron")), Path::new("draft.ron.snap.txt"));
    }

    #[test]
    fn printouts_without_plans_are_found() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.plan.ron", "a.plan.snap.txt", "b.plan.snap.txt", "notes.txt"] {
            std::fs::write(folder.path().join(name), "").expect("writes");
        }
        assert_eq!(orphaned_printouts(&[folder.path()]), [folder.path().join("b.plan.snap.txt")]);
        assert_eq!(orphaned_printouts(&[folder.path().join("a.plan.ron")]), [] as [&Path; 0]);
    }
}
