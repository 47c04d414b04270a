//! The crash journal: unsaved texts, kept in a folder of the caller's until they are saved or given up.
//!
//! Every running editor is a [`Session`] there. A session's texts stand in files of its own, so that none overwrites
//! another's; when its process is gone, whoever comes next finds them. A session also says which documents it has
//! open, so that a second window can ask before it opens one.

mod draft;
mod lock;
mod session;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::discover::shown;

pub use draft::{Draft, OnDisk};
pub use lock::{Claim, Holder, Lock};
pub use session::{Left, Session};

/// Why the journal could not be written or read. What was there is there still.
#[derive(Debug)]
pub enum JournalError {
    /// The system refuses.
    Io {
        /// The file of the journal.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The file is no journal, or not all of one.
    Damaged {
        /// The file of the journal.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// There are unsaved changes of the document in this session, which it would replace.
    Unsaved {
        /// The document.
        path: PathBuf,
    },
}

impl JournalError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { path, error }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, error } => {
                write!(f, "the journal `{}` cannot be used: {}", shown(path), crate::error::reason(error))
            }
            Self::Damaged { path, what } => {
                write!(f, "the journal `{}` cannot be restored: {what}", shown(path))
            }
            Self::Unsaved { path } => {
                write!(
                    f,
                    "`{}` has unsaved changes here, which what was left behind would replace",
                    shown(path)
                )
            }
        }
    }
}

impl std::error::Error for JournalError {}

/// A hash that stays the same over versions of this program: FNV-1a with 128 bits.
///
/// Tells texts and paths apart that differ by accident; it is no defence against somebody who makes two alike.
#[must_use]
pub fn hash(bytes: &[u8]) -> u128 {
    // The offset basis and the prime of the hash's definition (Fowler, Noll, Vo; RFC 9923).
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}

/// Replaces a file as a whole; it may be read by its owner alone.
fn write(path: &Path, bytes: &[u8]) -> Result<(), JournalError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let beside = tempfile::NamedTempFile::new_in(folder);
    beside.and_then(|beside| crate::save::put(beside, folder, path, bytes)).map_err(JournalError::io(path))
}

/// Removes a file, which may be gone already.
fn remove(path: &Path) -> Result<(), JournalError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(JournalError::io(path)(error)),
        _ => Ok(()),
    }
}

/// A path as bytes, so that two names for one file have one journal: absolute, links followed as far as they lead.
fn identity(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(found) = std::fs::canonicalize(&whole) {
        return found;
    }
    // The file is gone or not there yet; its folder may be there.
    let folder = whole.parent().and_then(|folder| std::fs::canonicalize(folder).ok());
    match (folder, whole.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_its_definition() {
        assert_eq!(hash(b""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(hash(b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }

    #[cfg(unix)]
    #[test]
    fn two_names_of_a_file_are_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().canonicalize().expect("is there");
        std::fs::create_dir(folder.join("real")).expect("makes");
        std::os::unix::fs::symlink(folder.join("real"), folder.join("link")).expect("links");
        let (real, link) = (folder.join("real/a.plan.ron"), folder.join("link/a.plan.ron"));
        assert_eq!(identity(&link), real, "not there yet");
        std::fs::write(&real, "x").expect("writes");
        assert_eq!(identity(&link), real);
    }
}
