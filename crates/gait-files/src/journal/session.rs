//! A running editor, and what it keeps of unsaved texts.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Draft, JournalError, hash, identity, remove, write};

/// How the file ends that tells that a session runs: it is locked as long as its process lives.
const ALIVE: &str = "session";
/// How the file of an unsaved text ends.
const DRAFT: &str = "draft";

/// An editor that runs. When the value goes, or its process dies, the session is over; its texts stay.
#[derive(Debug)]
pub struct Session {
    pub(super) folder: PathBuf,
    pub(super) id: String,
    /// Locked by this process; the system lets go of it whatever the process dies of.
    _alive: File,
    numbers: AtomicU64,
}

/// The folder to oneself, for the few milliseconds it takes to look and then write.
pub(super) struct Guard {
    _file: File,
}

impl Guard {
    /// Waits for the folder.
    pub(super) fn of(folder: &Path) -> Result<Self, JournalError> {
        let path = folder.join("guard");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.and_then(|file| file.lock().map(|()| file)).map_err(JournalError::io(&path))?;
        Ok(Self { _file: file })
    }
}

/// A text that a session left behind.
#[derive(Debug)]
pub struct Left {
    /// The file of the journal.
    pub file: PathBuf,
    /// The text, or why it cannot be read.
    pub draft: Result<Draft, JournalError>,
}

impl Session {
    /// Begins a session that keeps its texts in `folder`, which is made if it is not there. `now` is in milliseconds
    /// since 1970.
    ///
    /// # Errors
    /// If the folder cannot be made or written, or its file system knows no locks.
    pub fn begin(folder: &Path, now: u64) -> Result<Self, JournalError> {
        std::fs::create_dir_all(folder).map_err(JournalError::io(folder))?;
        // Between making the mark and locking it, the session would seem to be over.
        let _guard = Guard::of(folder)?;
        let process = std::process::id();
        let mut nth = 0;
        loop {
            // A process may have several sessions, and its number may have been another's.
            let id = format!("{now}-{process}-{nth}");
            let path = folder.join(format!("{id}.{ALIVE}"));
            let made = OpenOptions::new().write(true).create_new(true).open(&path);
            match made {
                Ok(alive) => {
                    alive.lock().map_err(JournalError::io(&path))?;
                    return Ok(Self {
                        folder: folder.to_owned(),
                        id,
                        _alive: alive,
                        numbers: AtomicU64::new(0),
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => nth += 1,
                Err(error) => return Err(JournalError::io(&path)(error)),
            }
        }
    }

    /// Keeps an unsaved text, in place of the one this session kept of the same document.
    ///
    /// # Errors
    /// If it cannot be written; what was kept before stays.
    pub fn keep(&self, draft: &Draft) -> Result<(), JournalError> {
        write(&self.draft_file(&draft.path), &draft.written())
    }

    /// Forgets what this session kept of a document: it was saved, or its changes were given up.
    ///
    /// # Errors
    /// If the file cannot be removed.
    pub fn forget(&self, path: &Path) -> Result<(), JournalError> {
        remove(&self.draft_file(path))
    }

    /// What sessions that are over left behind, the latest first, and what cannot be read last.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn left(&self) -> Result<Vec<Left>, JournalError> {
        let _guard = Guard::of(&self.folder)?;
        let failed = || JournalError::io(&self.folder);
        let mut left = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(failed())? {
            let file = entry.map_err(failed())?.path();
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let Some((session, ending)) = name.split_once('.') else { continue };
            if ending.ends_with(DRAFT) && !self.runs(session) {
                left.push(Left { draft: Draft::read(&file), file });
            }
        }
        let time = |left: &Left| left.draft.as_ref().map_or(0, |draft| draft.time);
        left.sort_by(|one, other| time(other).cmp(&time(one)).then_with(|| one.file.cmp(&other.file)));
        self.clear_ended(&left);
        Ok(left)
    }

    /// Makes a text that was left behind one of this session: it is restored and still not saved.
    ///
    /// # Errors
    /// If it cannot be read or kept, or this session keeps another text of the document; then it stays where it is.
    pub fn restore(&self, left: &Left) -> Result<Draft, JournalError> {
        let _guard = Guard::of(&self.folder)?;
        let draft = Draft::read(&left.file)?;
        if self.draft_file(&draft.path).is_file() {
            return Err(JournalError::Unsaved { path: draft.path });
        }
        self.keep(&draft)?;
        remove(&left.file)?;
        Ok(draft)
    }

    /// Removes a text that was left behind and is not wanted.
    ///
    /// # Errors
    /// If the file cannot be removed.
    pub fn discard(&self, left: &Left) -> Result<(), JournalError> {
        remove(&left.file)
    }

    /// A number that this session never gave before.
    pub(super) fn number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether a session runs, this one included.
    pub(super) fn runs(&self, session: &str) -> bool {
        if session == self.id {
            return true;
        }
        match File::open(self.folder.join(format!("{session}.{ALIVE}"))) {
            Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
            Err(_) => false,
        }
    }

    /// Removes the marks of sessions that are over and left nothing.
    fn clear_ended(&self, left: &[Left]) {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return };
        for file in entries.flatten().map(|entry| entry.path()) {
            let is_mark = file.extension().is_some_and(|ending| ending == ALIVE);
            let Some(session) = file.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_mark) else {
                continue;
            };
            let left_something = left.iter().any(|left| {
                left.file.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with(session))
            });
            if !left_something && !self.runs(session) {
                // A mark that stays does no harm.
                let _ = remove(&file);
            }
        }
    }

    fn draft_file(&self, path: &Path) -> PathBuf {
        self.folder.join(format!("{}.{}.{DRAFT}", self.id, document(path)))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A mark that stays is cleared by whoever comes next.
        let _ = remove(&self.folder.join(format!("{}.{ALIVE}", self.id)));
    }
}

/// What a document is called in the folder.
pub(super) fn document(path: &Path) -> String {
    format!("{:032x}", hash(identity(path).as_os_str().as_encoded_bytes()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    use super::super::{Claim, OnDisk};
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn begin(folder: &tempfile::TempDir) -> Session {
        Session::begin(&folder.path().join("state/journal"), 1_795_000_000_000).expect("begins")
    }

    /// Ends a session as a crash does: the lock goes, and nothing is cleared.
    fn crash(session: Session) {
        let mark = session.folder.join(format!("{}.{ALIVE}", session.id));
        drop(session);
        fs::write(mark, "").expect("writes");
    }

    fn draft(folder: &tempfile::TempDir, text: &str, time: u64) -> Draft {
        let base = Some(hash(b"old"));
        Draft { path: folder.path().join("a.plan.ron"), base, text: text.to_owned(), time }
    }

    fn names(session: &Session, ending: &str) -> usize {
        let entries = fs::read_dir(&session.folder).expect("lists").flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(ending)).count()
    }

    fn texts(session: &Session) -> Vec<String> {
        let left = session.left().expect("lists");
        left.into_iter().map(|left| left.draft.expect("whole").text).collect()
    }

    #[test]
    fn what_a_crash_left_is_restored() {
        let folder = folder();
        let session = begin(&folder);
        session.keep(&draft(&folder, "one", 1)).expect("keeps");
        session.keep(&draft(&folder, "two", 2)).expect("keeps");
        assert_eq!(names(&session, DRAFT), 1, "one file per document");
        assert_eq!(texts(&session), [""; 0], "nothing is left by a session that runs");
        crash(session);

        let next = begin(&folder);
        let left = next.left().expect("lists");
        let [left] = left.as_slice() else { panic!("{left:?}") };
        let restored = next.restore(left).expect("restores");
        assert_eq!((&restored, restored.on_disk()), (&draft(&folder, "two", 2), OnDisk::Nothing));
        assert_eq!((texts(&next).len(), names(&next, DRAFT)), (0, 1), "it is kept, and ours");
        next.forget(&restored.path).expect("forgets");
        next.forget(&restored.path).expect("forgets again");
        assert_eq!((names(&next, DRAFT), names(&next, ALIVE)), (0, 1));
    }

    #[test]
    fn a_second_crash_before_restoring_loses_nothing() {
        let folder = folder();
        for text in ["one", "two"] {
            let session = begin(&folder);
            session.keep(&draft(&folder, text, text.len() as u64)).expect("keeps");
            crash(session);
        }
        let next = begin(&folder);
        next.keep(&draft(&folder, "three", 9)).expect("keeps");
        let mut found = texts(&next);
        found.sort();
        assert_eq!(found, ["one", "two"]);
        let left = next.left().expect("lists");
        let refused = next.restore(&left[0]);
        assert!(matches!(refused, Err(JournalError::Unsaved { .. })), "{refused:?}");
        assert_eq!(texts(&next).len(), 2);
        next.discard(&left[0]).expect("discards");
        assert_eq!(texts(&next).len(), 1);
    }

    #[test]
    fn what_is_left_is_listed_latest_first_and_damage_is_said() {
        let folder = folder();
        let session = begin(&folder);
        for (name, time) in [("early", 1), ("late", 3), ("between", 2)] {
            let path = folder.path().join(name);
            session.keep(&Draft { path, ..draft(&folder, name, time) }).expect("keeps");
        }
        fs::write(session.folder.join("1-2-3.cafe.draft"), "half a jour").expect("writes");
        crash(session);
        let next = begin(&folder);
        let left = next.left().expect("lists");
        let shown: Vec<String> = left
            .iter()
            .map(|left| match &left.draft {
                Ok(draft) => draft.text.clone(),
                Err(error) => error.to_string(),
            })
            .collect();
        assert_eq!(shown[..3], ["late", "between", "early"]);
        assert!(shown[3].ends_with("cannot be restored: its head is not all there"), "{}", shown[3]);
        assert!(next.restore(&left[3]).is_err());
        assert!(left[3].file.exists(), "it stays, for a person to look at");
    }

    #[test]
    fn what_cannot_be_written_leaves_what_was_kept() {
        let folder = folder();
        let session = begin(&folder);
        session.keep(&draft(&folder, "one", 1)).expect("keeps");
        let moved = folder.path().join("moved");
        fs::rename(&session.folder, &moved).expect("renames");
        let error = session.keep(&draft(&folder, "two", 2)).expect_err("the folder is gone");
        assert!(error.to_string().starts_with("the journal `"), "{error}");
        fs::rename(&moved, &session.folder).expect("renames");
        crash(session);
        assert_eq!(texts(&begin(&folder)), ["one"]);
    }

    #[test]
    fn a_document_is_held_until_its_lock_goes() {
        let folder = folder();
        let path = folder.path().join("a.plan.ron");
        let (one, other) = (begin(&folder), begin(&folder));
        let Claim::Ours(lock) = one.claim(&path, 5).expect("claims") else { panic!("nobody has it") };
        let Claim::Held(holder) = other.claim(&path, 6).expect("claims") else { panic!("it is held") };
        assert_eq!((holder.process, holder.since), (std::process::id(), 5));
        assert!(lock.is_held());
        assert!(matches!(other.claim(&folder.path().join("b.plan.ron"), 6), Ok(Claim::Ours(_))));
        drop(lock);
        assert_eq!(names(&one, ".lock"), 0);
        assert!(matches!(other.claim(&path, 7), Ok(Claim::Ours(_))));
    }

    #[test]
    fn a_document_is_taken_over() {
        let folder = folder();
        let path = folder.path().join("a.plan.ron");
        let (one, other) = (begin(&folder), begin(&folder));
        let Claim::Ours(first) = one.claim(&path, 5).expect("claims") else { panic!("nobody has it") };
        let second = other.take_over(&path, 6).expect("takes");
        assert_eq!((first.is_held(), second.is_held()), (false, true));
        drop(first);
        assert!(second.is_held(), "who lost it does not take it away");
        let third = other.take_over(&path, 6).expect("takes");
        assert_eq!((second.is_held(), third.is_held()), (false, true), "two locks are never alike");
    }

    #[test]
    fn a_lock_of_a_session_that_is_over_does_not_count() {
        let folder = folder();
        let path = folder.path().join("a.plan.ron");
        let one = begin(&folder);
        let Claim::Ours(lock) = one.claim(&path, 5).expect("claims") else { panic!("nobody has it") };
        std::mem::forget(lock);
        crash(one);
        let other = begin(&folder);
        assert!(matches!(other.claim(&path, 6), Ok(Claim::Ours(_))));
        fs::write(other.lock_file(&path), "gait lock 7\n").expect("writes");
        assert!(matches!(other.claim(&path, 7), Ok(Claim::Ours(_))), "nobody can be told from it");
    }

    /// Tells the process below that it is the one to be killed, and where.
    const VICTIM: &str = "GAIT_TEST_JOURNAL";

    #[test]
    fn what_a_killed_process_kept_is_found() {
        if let Some(folder) = std::env::var_os(VICTIM) {
            be_killed(Path::new(&folder));
        }
        let folder = folder();
        let name = "journal::session::tests::what_a_killed_process_kept_is_found";
        let mut victim = Command::new(std::env::current_exe().expect("a test runs"))
            .args(["--exact", name, "--nocapture"])
            .env(VICTIM, folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let said = BufReader::new(victim.stdout.take().expect("a pipe")).lines();
        assert!(said.map_while(Result::ok).any(|line| line.contains("kept")), "it keeps a text");

        let session = begin(&folder);
        let path = folder.path().join("a.plan.ron");
        let Claim::Held(holder) = session.claim(&path, 6).expect("claims") else { panic!("it is held") };
        assert_eq!((holder.process, texts(&session).len()), (victim.id(), 0));
        victim.kill().expect("kills");
        victim.wait().expect("ends");
        assert_eq!(texts(&session), ["unsaved"]);
        assert!(matches!(session.claim(&path, 7), Ok(Claim::Ours(_))));
    }

    /// Keeps a text and a lock, says so, and waits.
    fn be_killed(folder: &Path) -> ! {
        let session = Session::begin(&folder.join("state/journal"), 1_795_000_000_000).expect("begins");
        let path = folder.join("a.plan.ron");
        let draft = Draft { path, base: None, text: "unsaved".to_owned(), time: 1 };
        session.keep(&draft).expect("keeps");
        let _lock = session.claim(&draft.path, 5).expect("claims");
        println!("kept");
        // Ends with the one who waits for it, should that fail.
        let _ = io::stdin().read_line(&mut String::new());
        panic!("nobody killed this process");
    }

    #[test]
    fn marks_of_sessions_that_are_over_go() {
        let folder = folder();
        crash(begin(&folder));
        let next = begin(&folder);
        assert_eq!(names(&next, ALIVE), 2);
        assert_eq!(texts(&next), [""; 0]);
        assert_eq!(names(&next, ALIVE), 1);
    }
}
