//! Saving without a moment in which the file is half written.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::discover::shown;
use crate::error::reason;

/// How many links are followed, as the system does.
const MOST_LINKS: usize = 40;

/// Why a file could not be saved; what was there is there still.
#[derive(Debug)]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be saved: {}", shown(&self.path), reason(&self.error))
    }
}

impl SaveError {
    /// What to try.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let is_denied = self.error.kind() == io::ErrorKind::PermissionDenied;
        // A file is replaced as a whole, so that it is its folder that must allow it.
        is_denied.then(|| "ask for permission to write in its folder, or choose another".into())
    }
}

impl std::error::Error for SaveError {}

/// Replaces the text of a file: written beside it, flushed to the disk, then put in its place, and that flushed as well. A
/// link stays a link, also one that leads to a file which is not there; the permissions stay.
///
/// # Errors
/// If the folder cannot be written, or the file cannot be replaced.
pub fn save(path: &Path, text: &str) -> Result<(), SaveError> {
    replace(path, text).map_err(|error| SaveError { path: path.to_owned(), error })
}

/// Removes a file.
///
/// # Errors
/// If it is not there, or the folder cannot be written.
pub fn remove(path: &Path) -> Result<(), SaveError> {
    fs::remove_file(path).map_err(|error| SaveError { path: path.to_owned(), error })
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let target = target(path);
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = new_file(folder)?;
    if let Ok(there) = fs::metadata(&target) {
        beside.as_file().set_permissions(there.permissions())?;
    }
    put(beside, folder, &target, text.as_bytes())
}

/// Gives a file beside its target what it is to hold, and puts it on the disk before the one before goes.
pub(crate) fn put(mut beside: NamedTempFile, folder: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(target)?;
    // The new name is on the disk only when its folder is; not every system can do that.
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// A file of another name until it has its text. It may be read by whom the system lets read new files.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Where a path leads in the end, whether something is there or not.
fn target(path: &Path) -> PathBuf {
    if let Ok(found) = fs::canonicalize(path) {
        return found;
    }
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&target) else { break };
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.plan.ron");
        fs::write(&path, "old").expect("writes");
        save(&path, "new").expect("saves");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "new");
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("a.plan.ron"), folder.path().join("b.plan.ron"));
        fs::write(&path, "old").expect("writes");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("sets");
        symlink(&path, &link).expect("links");
        save(&link, "new").expect("saves");
        assert!(fs::symlink_metadata(&link).expect("is there").is_symlink());
        assert_eq!(fs::read_to_string(&path).expect("reads"), "new");
        assert_eq!(fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_permissions_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("a.plan.ron"), folder.path().join("b.plan.ron"));
        save(&path, "new").expect("saves");
        fs::write(&other, "new").expect("writes");
        let mode = |path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
        assert_eq!(mode(&path), mode(&other));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_that_is_gone_stays_a_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("a.plan.ron"), folder.path().join("b.plan.ron"));
        symlink("a.plan.ron", &link).expect("links");
        save(&link, "new").expect("saves");
        assert!(fs::symlink_metadata(&link).expect("is there").is_symlink());
        assert_eq!(fs::read_to_string(&path).expect("reads"), "new");
    }

    #[test]
    fn every_byte_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.plan.ron");
        let text = "\u{feff}Plan(\r\n)\n// no end";
        save(&path, text).expect("saves");
        assert_eq!(fs::read(&path).expect("reads"), text.as_bytes());
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let error = save(Path::new("no/such/folder/x.plan.ron"), "x").expect_err("no folder");
        assert_eq!(
            error.to_string(),
            "`no/such/folder/x.plan.ron` cannot be saved: no such file or directory"
        );
        assert_eq!(error.hint(), None);
    }

    #[test]
    fn a_refusal_is_said_in_the_words_of_reading() {
        let error = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = SaveError { path: PathBuf::from("a.plan.ron"), error };
        assert_eq!(error.to_string(), "`a.plan.ron` cannot be saved: permission denied");
        assert!(error.hint().is_some());
    }
}
