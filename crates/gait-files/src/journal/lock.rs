//! Which session has a document open: advice for a second window, which may take over.

use std::path::{Path, PathBuf};

use super::draft::escaped;
use super::session::{Guard, Session, document};
use super::{JournalError, remove, write};

/// The first line of a lock; another number is another layout.
const FIRST: &str = "gait lock 1";

/// What became of the wish to have a document alone.
#[derive(Debug)]
pub enum Claim {
    /// It is ours until the lock goes or is taken over.
    Ours(Lock),
    /// Another session has it, and runs.
    Held(Holder),
}

/// Who has a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The number of the process.
    pub process: u32,
    /// Since when, in milliseconds since 1970.
    pub since: u64,
}

/// A document that a session has alone. When the value goes, others may have it.
#[derive(Debug)]
pub struct Lock {
    folder: PathBuf,
    file: PathBuf,
    /// What the file holds as long as nobody took over; no other lock ever holds the same.
    holds: String,
}

impl Session {
    /// Asks for a document. A lock whose session is over does not count. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// If the lock cannot be read or written.
    pub fn claim(&self, path: &Path, now: u64) -> Result<Claim, JournalError> {
        let _guard = Guard::of(&self.folder)?;
        match self.holder(&self.lock_file(path)) {
            Some(holder) => Ok(Claim::Held(holder)),
            None => self.take(path, now).map(Claim::Ours),
        }
    }

    /// Takes a document, whoever has it; the other sees that in [`Lock::is_held`].
    ///
    /// # Errors
    /// If the lock cannot be written.
    pub fn take_over(&self, path: &Path, now: u64) -> Result<Lock, JournalError> {
        let _guard = Guard::of(&self.folder)?;
        self.take(path, now)
    }

    fn take(&self, path: &Path, now: u64) -> Result<Lock, JournalError> {
        let file = self.lock_file(path);
        let holds = format!(
            "{FIRST}\nsession {}\nprocess {}\nsince {now}\nnumber {}\npath {}\n",
            self.id,
            std::process::id(),
            self.number(),
            escaped(path)
        );
        write(&file, holds.as_bytes())?;
        Ok(Lock { folder: self.folder.clone(), file, holds })
    }

    /// Who holds a lock, if its session runs. A lock that cannot be read holds nobody off.
    fn holder(&self, file: &Path) -> Option<Holder> {
        let text = std::fs::read_to_string(file).ok()?;
        let mut lines = text.strip_prefix(FIRST)?.trim_start().lines();
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let session = value("session")?;
        let process = value("process")?.parse().ok()?;
        let since = value("since")?.parse().ok()?;
        self.runs(session).then_some(Holder { process, since })
    }

    pub(super) fn lock_file(&self, path: &Path) -> PathBuf {
        self.folder.join(format!("{}.lock", document(path)))
    }
}

impl Lock {
    /// Whether nobody took the document over. To be asked before each save.
    #[must_use]
    pub fn is_held(&self) -> bool {
        std::fs::read(&self.file).is_ok_and(|bytes| bytes == self.holds.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock that stays is over with its session.
        let Ok(_guard) = Guard::of(&self.folder) else { return };
        if self.is_held() {
            let _ = remove(&self.file);
        }
    }
}
