//! What goes on between the open plan and the disk: saving, changes by other programs, unsaved work, other windows. Knows
//! no widget.

mod alerts;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gait_core::Reload;

use crate::desk::{Desk, Expect, Left, News, NotSaved, OnDisk, Unsaved};
use crate::document::Document;

pub use alerts::{Alerts, DiskAlert};

/// So long unsaved work may be unwritten, in milliseconds.
pub const KEEP_AFTER: u64 = 2000;

/// The files of the editor.
#[derive(Debug)]
pub struct Files {
    desk: Box<dyn Desk>,
    /// What a person has to know or to decide.
    pub alerts: Alerts,
    /// The plans that were found below the folder that was last looked through; nothing while that goes on.
    pub plans: Option<Vec<PathBuf>>,
    /// The version that the journal knows of, and the text with what was typed in the form by then.
    noted: Option<(u64, Option<Arc<str>>)>,
    /// When what the journal knows of was first not written, in milliseconds.
    unwritten: Option<u64>,
}

/// What became of a wish to save.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saving {
    /// It is on the disk.
    Done,
    /// It has no name yet.
    Nameless,
    /// There is a file of that name, which would be replaced.
    Exists,
    /// Nothing was written; why.
    Refused(String),
}

/// Something to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// What happened.
    pub words: String,
    /// Whether it can be undone.
    pub undo: bool,
}

impl Told {
    fn fact(words: impl Into<String>) -> Self {
        Self { words: words.into(), undo: false }
    }

    fn step(words: impl Into<String>) -> Self {
        Self { words: words.into(), undo: true }
    }
}

impl Files {
    /// The files of a desk. What was left behind is asked for at once.
    #[must_use]
    pub fn new(mut desk: Box<dyn Desk>) -> Self {
        let alerts = Alerts { left: desk.left(), ..Alerts::default() };
        Self { desk, alerts, plans: None, noted: None, unwritten: None }
    }

    /// The world.
    #[must_use]
    pub fn desk(&self) -> &dyn Desk {
        &*self.desk
    }

    /// The world, to ask something of it.
    pub fn desk_mut(&mut self) -> &mut dyn Desk {
        &mut *self.desk
    }

    /// Reads a plan. One that is not there begins empty.
    ///
    /// # Errors
    /// If it cannot be read, in words.
    pub fn read(&self, path: &Path) -> Result<Document, String> {
        let settings = self.desk.settings(path);
        match self.desk.read(path) {
            OnDisk::Text(text) => Ok(Document::new(Some(path.to_owned()), text, settings)),
            OnDisk::Nothing => Ok(Document::unsaved(Some(path.to_owned()), "", settings)),
            OnDisk::Unreadable(why) => Err(why),
        }
    }

    /// Turns to a document: what was noted of the one before is forgotten.
    pub fn attend(&mut self, document: &Document) {
        self.forget();
        self.turn_to(document);
    }

    fn turn_to(&mut self, document: &Document) {
        self.alerts = Alerts { left: std::mem::take(&mut self.alerts.left), ..Alerts::default() };
        self.follow(document, false);
    }

    /// Claims and watches the file of the document.
    fn follow(&mut self, document: &Document, take_over: bool) {
        self.alerts.holder = self.desk.claim(document.path(), take_over);
        self.alerts.taken_over = false;
        self.desk.watch(document.path());
    }

    /// Takes the file over from another window.
    pub fn take_over(&mut self, document: &Document) {
        self.follow(document, true);
    }

    /// Carries on: hears what happened outside, and notes what is unsaved; `drafted` is the text with what is typed in the
    /// form, if something is. `now` is in milliseconds of any clock.
    pub fn carry_on(&mut self, document: &mut Document, drafted: Option<Arc<str>>, now: u64) -> Vec<Told> {
        let mut told = Vec::new();
        for news in self.desk.news() {
            told.extend(self.hear(document, news, now));
        }
        told.extend(self.journal(document, drafted, now));
        told
    }

    fn hear(&mut self, document: &mut Document, news: News, now: u64) -> Option<Told> {
        match news {
            News::File(found) => self.compare(document, found, now),
            News::Settings => {
                let settings = self.desk.settings(document.path()?);
                let text = |file: Option<&gait_core::SettingsFile>| file.map(|file| file.source.text.clone());
                if text(settings.as_deref()) == text(document.inputs().settings.as_deref()) {
                    return None;
                }
                document.set_settings(settings);
                Some(Told::fact("The settings changed; the plan is checked with the new ones"))
            }
            News::Plans(plans) => {
                self.plans = Some(plans);
                None
            }
            News::Notice(words) => Some(Told::fact(words)),
        }
    }

    /// Compares what stands on the disk with what is known of it.
    fn compare(&mut self, document: &mut Document, found: OnDisk, now: u64) -> Option<Told> {
        let name = document.name();
        match found {
            OnDisk::Text(text) => {
                let was_away = matches!(self.alerts.disk, Some(DiskAlert::Gone | DiskAlert::Unreadable(_)));
                if document.on_disk().is_some_and(|known| **known == *text) {
                    self.alerts.disk = None;
                    return was_away.then(|| Told::fact(format!("`{name}` is there again")));
                }
                let was_dirty = document.is_dirty();
                match document.reload(&text, now) {
                    Reload::Conflict(merge) => {
                        self.alerts.disk = Some(DiskAlert::Conflict { theirs: text, merge });
                        Some(Told::fact(format!("`{name}` was changed on disk where you changed it as well")))
                    }
                    Reload::Same => {
                        self.alerts.disk = None;
                        Some(Told::fact(format!("`{name}` on disk holds the same now")))
                    }
                    Reload::Taken(_) => {
                        self.alerts.disk = None;
                        Some(Told::step(if was_dirty {
                            format!("`{name}` was changed on disk; both changes stand in the text now")
                        } else {
                            format!("`{name}` was changed on disk and read again")
                        }))
                    }
                }
            }
            OnDisk::Nothing if document.on_disk().is_some() => {
                document.set_gone();
                self.alerts.disk = Some(DiskAlert::Gone);
                Some(Told::fact(format!("`{name}` is no longer there")))
            }
            OnDisk::Nothing => None,
            OnDisk::Unreadable(why) => {
                let told = Told::fact(why.clone());
                self.alerts.disk = Some(DiskAlert::Unreadable(why));
                Some(told)
            }
        }
    }

    /// Looks at the file again.
    pub fn look_again(&mut self, document: &mut Document, now: u64) -> Option<Told> {
        let found = self.desk.read(document.path()?);
        self.compare(document, found, now)
    }

    /// Saves the document under its name.
    pub fn save(&mut self, document: &mut Document, now: u64) -> Saving {
        let Some(path) = document.path().map(Path::to_owned) else { return Saving::Nameless };
        let name = document.name();
        if self.alerts.holder.is_some() {
            // The other window may be closed by now.
            self.alerts.holder = self.desk.claim(Some(&path), false);
        }
        if let Some(holder) = &self.alerts.holder {
            return Saving::Refused(format!(
                "`{name}` is open in another window (process {})",
                holder.process
            ));
        }
        if !self.desk.is_ours() {
            self.alerts.taken_over = true;
            return Saving::Refused(format!("another window has taken `{name}` over"));
        }
        let expect = document.on_disk().map_or(Expect::Nothing, |text| Expect::Text(text));
        match self.desk.save(&path, document.text(), expect) {
            Ok(()) => {
                self.saved(document, path);
                Saving::Done
            }
            Err(NotSaved::Changed(found)) => {
                let told = self.compare(document, found, now);
                let merged = self.alerts.disk.is_none().then_some("; save again to write it");
                let words = told.map_or_else(|| format!("`{name}` was changed on disk"), |told| told.words);
                Saving::Refused(format!("Not saved: {words}{}", merged.unwrap_or_default()))
            }
            Err(NotSaved::Failed(why)) => {
                self.alerts.failed = Some(why.clone());
                Saving::Refused(why)
            }
        }
    }

    /// Saves the document under another name and goes on with that one.
    pub fn save_as(&mut self, document: &mut Document, path: &Path, overwrite: bool, now: u64) -> Saving {
        if document.path() == Some(path) {
            return self.save(document, now);
        }
        let expect = if overwrite { Expect::Anything } else { Expect::Nothing };
        match self.desk.save(path, document.text(), expect) {
            Ok(()) => {
                self.saved(document, path.to_owned());
                self.follow(document, false);
                Saving::Done
            }
            Err(NotSaved::Changed(OnDisk::Unreadable(why)) | NotSaved::Failed(why)) => Saving::Refused(why),
            Err(NotSaved::Changed(_)) => Saving::Exists,
        }
    }

    fn saved(&mut self, document: &mut Document, path: PathBuf) {
        let settings = self.desk.settings(&path);
        document.set_saved(path, settings);
        self.alerts.disk = None;
        self.alerts.failed = None;
        self.forget();
    }

    /// Ends a conflict with our text as it is; what is on the disk is seen and will be replaced by the next save.
    pub fn keep_mine(&mut self, document: &mut Document, now: u64) {
        if let Some(DiskAlert::Conflict { theirs, .. }) = self.alerts.disk.take() {
            let text = document.text().clone();
            document.settle_with("Keep my version", &theirs, &text, now);
        }
    }

    /// Ends a conflict with the text on the disk, as a step that can be undone.
    pub fn take_theirs(&mut self, document: &mut Document, now: u64) {
        if let Some(DiskAlert::Conflict { theirs, .. }) = self.alerts.disk.take() {
            document.settle_with("Take the version on disk", &theirs, &theirs, now);
        }
    }

    /// Ends a conflict place by place: where `take` says so their version is taken; what does not conflict is merged.
    pub fn merge(&mut self, document: &mut Document, take: &[bool], now: u64) {
        let Some(DiskAlert::Conflict { theirs, merge }) = self.alerts.disk.take() else { return };
        let edits: Vec<_> = merge
            .conflicts
            .iter()
            .zip(take)
            .filter(|(_, take)| **take)
            .map(|(conflict, _)| conflict.take_theirs())
            .collect();
        // Conflicts are places apart, so their edits fit; if not, all that is merged already is kept.
        let text = gait_core::apply(&merge.text, &edits).unwrap_or(merge.text);
        document.settle_with("Merge with the file", &theirs, &text, now);
    }

    /// Notes what is unsaved, and writes it when it is time.
    fn journal(&mut self, document: &Document, drafted: Option<Arc<str>>, now: u64) -> Option<Told> {
        if !document.is_dirty() && drafted.is_none() {
            if self.noted.is_some() {
                self.forget();
            }
            return None;
        }
        let noted = Some((document.version(), drafted.clone()));
        if self.noted != noted {
            self.desk.note(Some(Unsaved {
                path: document.path().map(Path::to_owned),
                base: document.on_disk().cloned(),
                text: drafted.unwrap_or_else(|| document.text().clone()),
            }));
            self.noted = noted;
            self.unwritten.get_or_insert(now);
        }
        let due = self.unwritten.is_some_and(|since| now.saturating_sub(since) >= KEEP_AFTER);
        if due { self.keep() } else { None }
    }

    /// Writes what is unsaved now: the window loses the focus, or it is time.
    pub fn keep(&mut self) -> Option<Told> {
        self.unwritten.take()?;
        let why = self.desk.keep().err()?;
        Some(Told::fact(format!("Unsaved changes cannot be kept for a crash: {why}")))
    }

    /// In how many milliseconds something is to be written; nothing if all is.
    #[must_use]
    pub fn due(&self, now: u64) -> Option<u64> {
        Some((self.unwritten? + KEEP_AFTER).saturating_sub(now))
    }

    /// What was unsaved is saved, or given up.
    pub fn forget(&mut self) {
        self.desk.note(None);
        (self.noted, self.unwritten) = (None, None);
    }

    /// The document that a text left behind belongs to: with the text as a step, so that undo shows the file.
    ///
    /// # Errors
    /// If it is gone, or its file cannot be read, in words.
    pub fn restore(&mut self, left: &Left, now: u64) -> Result<Document, String> {
        let mut document = match &left.path {
            Some(path) => self.read(path)?,
            None => Document::unsaved(None, "", None),
        };
        self.forget();
        self.desk.restore(left)?;
        self.turn_to(&document);
        self.alerts.left.retain(|other| other.id != left.id);
        document.replace("Restore unsaved changes", &left.text, now);
        Ok(document)
    }

    /// Removes a text that was left behind.
    pub fn discard(&mut self, left: &Left) {
        self.desk.discard(left);
        self.alerts.left.retain(|other| other.id != left.id);
    }
}

#[cfg(test)]
mod tests;
