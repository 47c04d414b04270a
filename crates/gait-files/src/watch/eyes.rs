//! Events of the system: which folders are asked about, and which of their answers are of interest.
//!
//! Folders are watched, never files, as a watch on a file ends when an editor replaces it; and each folder by itself, as
//! a recursive watch would also cover what ignore files leave out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, EventKind, RecursiveMode, Watcher};

use super::look::Seen;
use super::{Notice, POLL, WatchOptions, WatchSettings, from_root};
use crate::discover::is_plan;
use crate::settings::SETTINGS;

/// A reason to look at files.
#[derive(Debug)]
pub(super) enum Wake {
    /// Something happened to a path.
    Path {
        /// From the root.
        path: PathBuf,
        /// It may be another file or folder than before, or none.
        gone: bool,
    },
    /// Events were lost.
    Lost,
    /// The watch is to end.
    Stop,
}

/// What a folder is watched for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    /// Any plan or folder in it.
    Inside,
    /// Settings in it, and the way down to a path.
    Above,
}

/// What tells when something happens.
pub(super) type Teller = Box<dyn Watcher + Send>;

pub(super) struct Eyes {
    /// Nothing where files are polled.
    watcher: Option<Teller>,
    poll: Option<Duration>,
    settings: WatchSettings,
    watched: BTreeMap<PathBuf, Role>,
    /// Paths of interest whatever they are called: what is watched, the folders above, what links lead to.
    exact: BTreeSet<PathBuf>,
    notice: Option<Notice>,
}

impl std::fmt::Debug for Eyes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Eyes")
            .field("poll", &self.poll)
            .field("watched", &self.watched)
            .finish_non_exhaustive()
    }
}

impl Eyes {
    /// With the events of the system, unless files are to be polled.
    pub(super) fn new(options: &WatchOptions, sender: Sender<Wake>) -> Self {
        Self::with(options, || {
            notify::recommended_watcher(move |event| hand_on(event, &sender))
                .map(|watcher| Box::new(watcher) as Teller)
        })
    }

    pub(super) fn with(options: &WatchOptions, teller: impl FnOnce() -> notify::Result<Teller>) -> Self {
        let mut eyes = Self {
            watcher: None,
            poll: options.poll,
            settings: options.settings.clone(),
            watched: BTreeMap::new(),
            exact: BTreeSet::new(),
            notice: None,
        };
        if eyes.poll.is_none() {
            match teller() {
                Ok(watcher) => eyes.watcher = Some(watcher),
                Err(error) => eyes.fall_back(&error),
            }
        }
        eyes
    }

    /// How often to look; nothing where the system tells when.
    pub(super) const fn poll(&self) -> Option<Duration> {
        self.poll
    }

    pub(super) const fn settings(&self) -> &WatchSettings {
        &self.settings
    }

    pub(super) const fn take_notice(&mut self) -> Option<Notice> {
        self.notice.take()
    }

    /// Whether something that happened to a path may matter.
    pub(super) fn cares(&self, path: &Path) -> bool {
        if self.exact.contains(path) || self.watched.get(path) == Some(&Role::Inside) {
            return true;
        }
        let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return true };
        if name == SETTINGS {
            return self.settings == WatchSettings::Nearest;
        }
        let role = path.parent().and_then(|parent| self.watched.get(parent));
        if role == Some(&Role::Above) {
            return false;
        }
        if name.starts_with('.') {
            return name == ".gitignore" || name == ".ignore";
        }
        is_plan(path) || path.is_dir()
    }

    /// Takes a folder that may be another one now, and all below, for not watched; tells whether any was.
    pub(super) fn forget(&mut self, path: &Path) -> bool {
        let below = self.watched.range(path.to_owned()..).map(|(folder, _)| folder);
        let below: Vec<PathBuf> = below.take_while(|folder| folder.starts_with(path)).cloned().collect();
        for folder in &below {
            self.unwatch(folder);
        }
        !below.is_empty()
    }

    /// Takes all folders for not watched.
    pub(super) fn forget_all(&mut self) {
        for folder in self.watched.keys().cloned().collect::<Vec<_>>() {
            self.unwatch(&folder);
        }
    }

    fn unwatch(&mut self, folder: &Path) {
        self.watched.remove(folder);
        if let Some(watcher) = &mut self.watcher {
            // A folder that is gone is not watched any more: that is what was wanted.
            let _ = watcher.unwatch(folder);
        }
    }

    /// Watches the folders that matter after a look, and no others; tells whether any was not watched before, so that
    /// it has to be looked into once more.
    pub(super) fn watch(&mut self, paths: &[PathBuf], seen: &Seen) -> bool {
        if self.watcher.is_none() {
            return false;
        }
        let wanted = self.wanted(paths, seen);
        let unwanted: Vec<PathBuf> =
            self.watched.keys().filter(|folder| !wanted.contains_key(*folder)).cloned().collect();
        for folder in unwanted {
            self.unwatch(&folder);
        }
        let mut more = false;
        for (folder, role) in wanted {
            match self.watched.insert(folder.clone(), role) {
                Some(_) => {}
                None => more |= self.begin(&folder, role),
            }
        }
        more && self.watcher.is_some()
    }

    fn begin(&mut self, folder: &Path, role: Role) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        let Err(error) = watcher.watch(folder, RecursiveMode::NonRecursive) else { return true };
        self.watched.remove(folder);
        match &error.kind {
            // It went away between two looks; whoever removed it caused an event above.
            ErrorKind::PathNotFound => {}
            ErrorKind::Io(io) if is_passing(io.kind()) => {}
            // Nobody has to be allowed to look at all that is above.
            _ if role == Role::Above && !matches!(error.kind, ErrorKind::MaxFilesWatch) => {}
            _ => self.fall_back(&error),
        }
        false
    }

    /// The folders to watch; `exact` is renewed on the way.
    fn wanted(&mut self, paths: &[PathBuf], seen: &Seen) -> BTreeMap<PathBuf, Role> {
        let mut wanted = BTreeMap::new();
        self.exact.clear();
        for path in paths.iter().map(|path| from_root(path)) {
            for above in ways_up(&path) {
                wanted.insert(above.to_owned(), Role::Above);
            }
            self.exact.extend(path.ancestors().map(Path::to_owned));
        }
        if let WatchSettings::Only(path) = &self.settings {
            let path = from_root(path);
            wanted.extend(path.parent().map(|parent| (parent.to_owned(), Role::Above)));
            self.exact.insert(path);
        }
        for link in seen.plans().filter(|plan| plan.is_symlink()) {
            let Ok(target) = std::fs::canonicalize(link) else { continue };
            wanted.extend(target.parent().map(|parent| (parent.to_owned(), Role::Above)));
            self.exact.insert(target);
        }
        wanted.extend(seen.settings_folders().map(|folder| (folder, Role::Above)));
        wanted.extend(seen.folders.iter().map(|folder| (folder.clone(), Role::Inside)));
        wanted
    }

    /// Polls from now on.
    fn fall_back(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.watched.clear();
        self.poll = Some(POLL);
        let every = format!("looking every {} ms instead", POLL.as_millis());
        self.notice = Some(match &error.kind {
            ErrorKind::MaxFilesWatch => Notice {
                message: format!("the system watches no more folders for this user; {every}"),
                hint: Some("raise `fs.inotify.max_user_watches`, or watch fewer folders".to_owned()),
            },
            _ => Notice {
                message: format!("the system does not tell what changes ({error}); {every}"),
                hint: None,
            },
        });
    }
}

/// The folders above a path that are there, up to the root of the repository; where there is none, up to the root of
/// the disk, which itself is left out.
fn ways_up(path: &Path) -> Vec<&Path> {
    let mut ways = Vec::new();
    for folder in path.ancestors().skip(1).filter(|folder| folder.parent().is_some() && folder.is_dir()) {
        ways.push(folder);
        if folder.join(".git").exists() {
            break;
        }
    }
    if ways.is_empty() { path.ancestors().last().into_iter().collect() } else { ways }
}

fn is_passing(kind: std::io::ErrorKind) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(kind, NotFound | NotADirectory | PermissionDenied)
}

/// Hands on what happened; reading a file is no event, or looking at files would cause the next look.
fn hand_on(event: notify::Result<notify::Event>, sender: &Sender<Wake>) {
    let Ok(event) = event else {
        let _ = sender.send(Wake::Lost);
        return;
    };
    if event.need_rescan() {
        let _ = sender.send(Wake::Lost);
    }
    let gone = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => return,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => true,
        _ => false,
    };
    for path in event.paths {
        // Where nobody listens any more, there is nothing to tell.
        let _ = sender.send(Wake::Path { path, gone });
    }
}
