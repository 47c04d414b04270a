//! Watching one file on a thread of its own, which sleeps until the system tells that something happened.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use gait_files::{Batch, Stopper, Watch, WatchOptions, WatchSettings};

use super::super::{News, OnDisk};

/// What threads tell.
#[derive(Debug)]
pub(super) enum Event {
    /// A path was looked at.
    Seen {
        path: PathBuf,
        /// Its bytes, if they are known.
        bytes: Option<Vec<u8>>,
    },
    /// Settings changed.
    Settings,
    /// Plans were found.
    Plans(Vec<PathBuf>),
    /// Something to tell.
    Notice(String),
}

impl Event {
    /// What it means now, if it is about the file that is watched.
    pub(super) fn news(self, watched: Option<&Path>) -> Option<News> {
        match self {
            Self::Seen { path, bytes } => {
                let now = super::read(&path);
                // If the file holds something else by now, that will be told as well; what is past must not be taken
                // for new, as it may be what this program itself has replaced meanwhile.
                let is_past = match (&bytes, &now) {
                    (Some(bytes), OnDisk::Text(text)) => text.as_bytes() != bytes.as_slice(),
                    (Some(_), OnDisk::Nothing) => true,
                    _ => false,
                };
                (watched == Some(path.as_path()) && !is_past).then_some(News::File(now))
            }
            Self::Settings => Some(News::Settings),
            Self::Plans(plans) => Some(News::Plans(plans)),
            Self::Notice(words) => Some(News::Notice(words)),
        }
    }
}

/// A thread that watches a file; it ends with the value.
#[derive(Debug)]
pub(super) struct Watcher {
    path: PathBuf,
    stopper: Stopper,
}

impl Watcher {
    /// Begins to watch. The file is told of once at the beginning: it may have changed since it was read.
    pub(super) fn new(path: &Path, sender: Sender<Event>, wake: impl Fn() + Send + 'static) -> Self {
        let options = WatchOptions { poll: None, settings: WatchSettings::Nearest };
        let mut watch = Watch::new(&[path.to_owned()], &options);
        let stopper = watch.stopper();
        let path = path.to_owned();
        let watched = path.clone();
        std::thread::spawn(move || {
            let first = Event::Seen { path: path.clone(), bytes: None };
            let notice = watch.take_notice().map(|notice| Event::Notice(notice.message));
            let mut events: Vec<Event> = std::iter::once(first).chain(notice).collect();
            loop {
                for event in events.drain(..) {
                    if sender.send(event).is_err() {
                        return;
                    }
                }
                wake();
                let Some(batch) = watch.wait() else { return };
                events = told(&mut watch, &path, &batch);
            }
        });
        Self { path: watched, stopper }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.stopper.stop();
    }
}

fn told(watch: &mut Watch, path: &Path, batch: &Batch) -> Vec<Event> {
    let mut events = Vec::new();
    let files = [&batch.created, &batch.changed, &batch.removed];
    let renamed = batch.renamed.iter().any(|(from, to)| from == path || to == path);
    if renamed || files.into_iter().flatten().any(|file| file == path) {
        events.push(Event::Seen { path: path.to_owned(), bytes: watch.take_text(path) });
    }
    if !batch.settings.is_empty() {
        events.push(Event::Settings);
    }
    events
}
