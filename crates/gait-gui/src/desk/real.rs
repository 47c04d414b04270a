//! The real world, by way of `gait-files`.
#![allow(clippy::disallowed_methods, reason = "the editor's side of the world")]

mod fonts;
mod journal;
mod watcher;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use gait_core::{SettingsFile, Source};
use gait_files::journal::{Claim, Lock, Session};
use gait_files::{EXTENSION, FileError, Patterns, SettingsLookup};
use jiff::civil::Date;

use super::{Desk, Entry, Expect, Holder, Left, News, NotSaved, OnDisk, Unsaved, Wake};
pub use fonts::{SystemFont, system_fonts};
use journal::Journal;
use watcher::{Event, Watcher};

/// The real world.
#[derive(Debug)]
pub struct RealDesk {
    here: PathBuf,
    home: Option<PathBuf>,
    journal: Arc<Mutex<Journal>>,
    lock: Option<Lock>,
    watcher: Option<Watcher>,
    events: (Sender<Event>, Receiver<Event>),
    wake: Waker,
}

/// What is called when there is news; it can be given later.
#[derive(Clone, Default)]
struct Waker(Arc<Mutex<Option<Wake>>>);

impl std::fmt::Debug for Waker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Waker")
    }
}

impl Waker {
    fn set(&self, wake: Wake) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }

    fn wake(&self) {
        let wake = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(wake) = wake {
            wake();
        }
    }
}

impl RealDesk {
    /// The world of the person who started the program: its folder, home, and state below `XDG_STATE_HOME`.
    #[must_use]
    pub fn of_environment() -> Self {
        let home = std::env::home_dir();
        let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let state = state.or_else(|| Some(home.as_ref()?.join(".local/state")));
        let here = std::env::current_dir().unwrap_or_default();
        Self::new(here, home, state.map(|state| state.join("gaitkeeper")))
    }

    /// A world with a folder to start in, and one to keep unsaved texts in.
    #[must_use]
    pub fn new(here: PathBuf, home: Option<PathBuf>, state: Option<PathBuf>) -> Self {
        let session = match state.map(|state| Session::begin(&state.join("journal"), clock())) {
            Some(Ok(session)) => Ok(session),
            Some(Err(error)) => Err(error.to_string()),
            None => Err("there is no home folder to keep a journal in".to_owned()),
        };
        Self {
            here,
            home,
            journal: Arc::new(Mutex::new(Journal::new(session))),
            lock: None,
            watcher: None,
            events: channel(),
            wake: Waker::default(),
        }
    }

    /// Writes what is unsaved to the journal when this program panics, before anything else is done about that.
    pub fn keep_on_panic(&self) {
        let journal = Arc::clone(&self.journal);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Where the panic came from the journal itself, it must not be waited for.
            if let Ok(mut journal) = journal.try_lock() {
                let _ = journal.keep(clock());
            }
            before(panic);
        }));
    }

    fn journal(&self) -> std::sync::MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk for RealDesk {
    fn here(&self) -> PathBuf {
        self.here.clone()
    }

    fn today(&self) -> Date {
        let now = jiff::Timestamp::try_from(SystemTime::now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        now.to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    fn clock(&self) -> u64 {
        clock()
    }

    fn read(&self, path: &Path) -> OnDisk {
        read(path)
    }

    fn save(&mut self, path: &Path, text: &str, expect: Expect<'_>) -> Result<(), NotSaved> {
        match (read(path), expect) {
            (OnDisk::Nothing, _) | (_, Expect::Anything) => {}
            (OnDisk::Text(found), Expect::Text(seen)) if found == seen => {}
            (OnDisk::Text(found), _) if found == text => {}
            (found, _) => return Err(NotSaved::Changed(found)),
        }
        // A file beside it could take its place all the same, which is not what its owner meant.
        if std::fs::metadata(path).is_ok_and(|there| there.permissions().readonly()) {
            return Err(NotSaved::Failed(format!("`{}` may only be read", gait_files::shown(path))));
        }
        gait_files::save(path, text).map_err(|error| NotSaved::Failed(error.to_string()))
    }

    fn settings(&self, path: &Path) -> Option<Arc<SettingsFile>> {
        let file = SettingsLookup::default().find(path)?;
        // Settings that cannot be read are no settings; `gait check` says why.
        let text = gait_files::read(&file).ok()?;
        let mut settings = SettingsFile::read(Source::new(gait_files::shown(&file), text));
        let (include, exclude) = (&settings.settings.include, &settings.settings.exclude);
        let (_, bad) = Patterns::new(
            file.parent().unwrap_or(Path::new("")),
            include.iter().map(|pattern| pattern.value.as_str()),
            exclude.iter().map(|pattern| pattern.value.as_str()),
        );
        for pattern in bad {
            settings.report_pattern(pattern.index, &pattern.reason);
        }
        Some(Arc::new(settings))
    }

    fn list(&self, folder: &Path) -> Vec<Entry> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut list: Vec<Entry> = entries
            .filter_map(|entry| {
                let name = entry.file_name().to_str()?.to_owned();
                let is_file = !entry.path().is_dir();
                let is_shown = !name.starts_with('.') && (!is_file || name.ends_with(EXTENSION));
                is_shown.then_some(Entry { is_file, name })
            })
            .collect();
        list.sort();
        list
    }

    fn resolve(&self, typed: &str) -> PathBuf {
        let typed = typed.trim();
        let path = match (typed.strip_prefix('~'), &self.home) {
            (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
                home.join(rest.trim_start_matches('/'))
            }
            _ => self.here.join(typed),
        };
        gait_files::absolute(&path).unwrap_or(path)
    }

    fn watch(&mut self, path: Option<&Path>) {
        let (sender, wake) = (self.events.0.clone(), self.wake.clone());
        self.watcher = path.map(|path| Watcher::new(path, sender, move || wake.wake()));
    }

    fn look_for_plans(&mut self, folder: &Path) {
        let (folder, sender, wake) = (folder.to_owned(), self.events.0.clone(), self.wake.clone());
        std::thread::spawn(move || {
            let found = gait_files::discover(&[&folder]);
            let plans = found.into_iter().flatten().map(|plan| plan.path).collect();
            // Nobody listens when the window is closed already.
            if sender.send(Event::Plans(plans)).is_ok() {
                wake.wake();
            }
        });
    }

    fn on_news(&mut self, wake: Wake) {
        self.wake.set(wake);
    }

    fn news(&mut self) -> Vec<News> {
        let path = self.watcher.as_ref().map(|watcher| watcher.path().to_owned());
        let events: Vec<Event> = self.events.1.try_iter().collect();
        events.into_iter().filter_map(|event| event.news(path.as_deref())).collect()
    }

    fn note(&mut self, unsaved: Option<Unsaved>) {
        self.journal().note(unsaved);
    }

    fn keep(&mut self) -> Result<(), String> {
        self.journal().keep(clock())
    }

    fn left(&mut self) -> Vec<Left> {
        self.journal().left()
    }

    fn restore(&mut self, left: &Left) -> Result<(), String> {
        self.journal().restore(left)
    }

    fn discard(&mut self, left: &Left) {
        self.journal().discard(left);
    }

    fn claim(&mut self, path: Option<&Path>, take_over: bool) -> Option<Holder> {
        self.lock = None;
        let path = path?;
        let (lock, holder) = {
            let journal = self.journal();
            let session = journal.session()?;
            if take_over {
                (session.take_over(path, clock()).ok(), None)
            } else {
                match session.claim(path, clock()) {
                    Ok(Claim::Ours(lock)) => (Some(lock), None),
                    Ok(Claim::Held(holder)) => {
                        (None, Some(Holder { process: holder.process, since: holder.since }))
                    }
                    // Without a journal there are no locks, which are advice only.
                    Err(_) => (None, None),
                }
            }
        };
        self.lock = lock;
        holder
    }

    fn is_ours(&self) -> bool {
        self.lock.as_ref().is_none_or(Lock::is_held)
    }
}

/// Reads a text.
fn read(path: &Path) -> OnDisk {
    match gait_files::read(path) {
        Ok(text) => OnDisk::Text(text),
        Err(FileError::Missing { .. }) => OnDisk::Nothing,
        Err(error) => OnDisk::Unreadable(error.to_string()),
    }
}

/// Milliseconds since 1970.
fn clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
