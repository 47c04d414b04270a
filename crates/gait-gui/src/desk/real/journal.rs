//! What would be lost if the program ended, and what others that ended left.

use std::path::{Path, PathBuf};

use gait_files::journal::{Draft, Left as LeftFile, OnDisk as DraftOnDisk, Session, hash};

use super::super::{Left, OnDisk, Unsaved};

/// What the journal calls a text that has no file: a path that is not from the root is no file's.
const UNTITLED: &str = "untitled.plan.ron";

/// The journal of this program.
#[derive(Debug)]
pub(super) struct Journal {
    /// The session, or why there is none.
    session: Result<Session, String>,
    /// What would be lost.
    unsaved: Option<Unsaved>,
    /// Whether it is written.
    is_kept: bool,
    /// The path under which something is written.
    kept: Option<PathBuf>,
}

impl Journal {
    pub(super) const fn new(session: Result<Session, String>) -> Self {
        Self { session, unsaved: None, is_kept: true, kept: None }
    }

    pub(super) fn session(&self) -> Option<&Session> {
        self.session.as_ref().ok()
    }

    pub(super) fn note(&mut self, unsaved: Option<Unsaved>) {
        let path = unsaved.as_ref().map(|unsaved| name(unsaved.path.as_deref()));
        if self.kept.is_some() && self.kept != path {
            self.forget();
        }
        self.is_kept = unsaved.is_none() || unsaved == self.unsaved && self.is_kept;
        self.unsaved = unsaved;
    }

    pub(super) fn keep(&mut self, now: u64) -> Result<(), String> {
        let Some(unsaved) = self.unsaved.as_ref().filter(|_| !self.is_kept) else { return Ok(()) };
        let session = self.session.as_ref().map_err(Clone::clone)?;
        let path = name(unsaved.path.as_deref());
        let base = unsaved.base.as_ref().map(|base| hash(base.as_bytes()));
        let draft = Draft { path, base, text: unsaved.text.to_string(), time: now };
        session.keep(&draft).map_err(|error| error.to_string())?;
        self.kept = Some(draft.path);
        self.is_kept = true;
        Ok(())
    }

    fn forget(&mut self) {
        if let (Some(path), Ok(session)) = (self.kept.take(), &self.session) {
            // What stays is offered once too often, which is better than once too little.
            let _ = session.forget(&path);
        }
    }

    /// What others left. A text that stands on the disk as it is was saved after all, and is cleared away.
    pub(super) fn left(&self) -> Vec<Left> {
        let Ok(session) = &self.session else { return Vec::new() };
        let Ok(found) = session.left() else { return Vec::new() };
        let mut left = Vec::new();
        for file in found {
            let Ok(draft) = &file.draft else { continue };
            let path = Some(draft.path.clone()).filter(|path| path.is_absolute());
            match (&path, draft.on_disk()) {
                (Some(_), DraftOnDisk::Saved) => drop(session.discard(&file)),
                (_, on_disk) => left.push(Left {
                    id: file.file.clone(),
                    disk: path.as_deref().map_or(OnDisk::Nothing, super::read),
                    path,
                    text: draft.text.clone(),
                    time: draft.time,
                    disk_is_base: on_disk == DraftOnDisk::Base,
                }),
            }
        }
        left
    }

    pub(super) fn restore(&mut self, left: &Left) -> Result<(), String> {
        let session = self.session.as_ref().map_err(Clone::clone)?;
        let file = file_of(session, left).ok_or("it is not there any more")?;
        let draft = session.restore(&file).map_err(|error| error.to_string())?;
        self.kept = Some(draft.path);
        Ok(())
    }

    pub(super) fn discard(&self, left: &Left) {
        let Ok(session) = &self.session else { return };
        if let Some(file) = file_of(session, left) {
            // What stays is offered again.
            let _ = session.discard(&file);
        }
    }
}

fn file_of(session: &Session, left: &Left) -> Option<LeftFile> {
    session.left().ok()?.into_iter().find(|file| file.file == left.id)
}

fn name(path: Option<&Path>) -> PathBuf {
    path.unwrap_or(Path::new(UNTITLED)).to_owned()
}
