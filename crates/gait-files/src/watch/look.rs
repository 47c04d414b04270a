//! What is there: the plans and settings with their stamps, what they hold, and how that differs from what is known.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Batch, WatchSettings, from_root};
use crate::discover::discover_with;
use crate::settings::SETTINGS;

/// A file written so shortly before it was read may be written again with the same stamp: some file systems count in
/// steps of two seconds.
const COARSEST_CLOCK: Duration = Duration::from_secs(2);

/// What tells that a file was written, without reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    id: u64,
}

impl Stamp {
    /// Nothing if nothing is there.
    fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self { modified: metadata.modified().ok(), size: metadata.len(), id: id(&metadata) })
    }

    /// Whether the file was written so lately that its stamp cannot be trusted.
    fn is_fresh(self) -> bool {
        let age = self.modified.and_then(|modified| modified.elapsed().ok());
        age.is_none_or(|age| age < COARSEST_CLOCK)
    }
}

#[cfg(unix)]
fn id(metadata: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn id(_: &std::fs::Metadata) -> u64 {
    0
}

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Content {
    /// The hash of its bytes.
    Bytes(u64),
    /// No bytes.
    Empty,
    /// It cannot be read, for a reason of this kind.
    Unreadable(io::ErrorKind),
}

impl Content {
    /// With the bytes themselves, if there are any.
    fn of(path: &Path) -> (Self, Option<Vec<u8>>) {
        match std::fs::read(path) {
            Ok(bytes) if bytes.is_empty() => (Self::Empty, None),
            Ok(bytes) => {
                let mut hasher = DefaultHasher::new();
                bytes.hash(&mut hasher);
                (Self::Bytes(hasher.finish()), Some(bytes))
            }
            Err(error) => (Self::Unreadable(error.kind()), None),
        }
    }
}

/// A file that was read.
#[derive(Clone, Copy, Debug)]
struct File {
    stamp: Option<Stamp>,
    /// Read when it was fresh: the stamp says nothing.
    fresh: bool,
    content: Content,
}

impl File {
    fn read(path: &Path, stamp: Option<Stamp>) -> (Self, Option<Vec<u8>>) {
        // Larger than any plan, it is not read by whoever checks it either.
        let (content, bytes) = match stamp {
            Some(stamp) if stamp.size > crate::LIMIT => (Content::Bytes(stamp.size), None),
            _ => Content::of(path),
        };
        (Self { stamp, fresh: stamp.is_none_or(Stamp::is_fresh), content }, bytes)
    }

    /// Whether a look at the stamp is enough.
    fn is_still(&self, stamp: Option<Stamp>) -> bool {
        !self.fresh && self.stamp.is_some() && self.stamp == stamp
    }
}

/// All files of interest at one time, not read yet.
#[derive(Default, Debug)]
pub(super) struct Seen {
    plans: BTreeMap<PathBuf, Option<Stamp>>,
    settings: BTreeMap<PathBuf, Option<Stamp>>,
    /// The folders that were looked into, from the root.
    pub(super) folders: BTreeSet<PathBuf>,
    /// Only some plans were looked at; the others are as they were.
    partial: bool,
}

impl Seen {
    /// The plans.
    pub(super) fn plans(&self) -> impl Iterator<Item = &Path> {
        self.plans.keys().map(PathBuf::as_path)
    }

    /// The folders with settings, from the root.
    pub(super) fn settings_folders(&self) -> impl Iterator<Item = PathBuf> {
        self.settings.keys().filter_map(|path| Some(from_root(path).parent()?.to_owned()))
    }
}

/// Looks for all files of interest.
pub(super) fn everywhere(paths: &[PathBuf], settings: &WatchSettings) -> Seen {
    let mut seen = Seen::default();
    let found = discover_with(paths, &mut |folder| {
        seen.folders.insert(from_root(folder));
    });
    for plan in found.into_iter().flatten() {
        let stamp = Stamp::of(&plan.path);
        seen.plans.insert(plan.path, stamp);
    }
    let mut note = |path: PathBuf| {
        if let Some(stamp) = Stamp::of(&path) {
            seen.settings.insert(path, Some(stamp));
        }
    };
    match settings {
        WatchSettings::None => {}
        WatchSettings::Only(path) => note(path.clone()),
        WatchSettings::Nearest => {
            for folder in settings_folders(paths, &seen.folders) {
                note(folder.join(SETTINGS));
            }
        }
    }
    seen
}

/// The folders whose settings may hold: those looked into, and all above the paths.
fn settings_folders(paths: &[PathBuf], folders: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let mut all = folders.clone();
    for path in paths {
        all.extend(from_root(path).ancestors().skip(1).map(Path::to_owned));
    }
    all
}

/// What plans hold, by path.
pub(super) type Texts = BTreeMap<PathBuf, Vec<u8>>;

/// What a comparison comes to.
pub(super) struct Compared {
    /// What is known now.
    pub(super) known: Known,
    /// What has changed.
    pub(super) batch: Batch,
    /// What the plans hold that were created or changed.
    pub(super) texts: Texts,
    /// Whether something looks as if it were about to be written.
    pub(super) doubtful: bool,
}

/// All files of interest, read.
#[derive(Clone, Default, Debug)]
pub(super) struct Known {
    plans: BTreeMap<PathBuf, File>,
    settings: BTreeMap<PathBuf, File>,
    /// How plans are called, by their path from the root.
    spelled: BTreeMap<PathBuf, PathBuf>,
}

impl Known {
    /// Reads all that was seen.
    pub(super) fn of(seen: Seen) -> Self {
        Self::default().compare(seen, &[]).known
    }

    /// What a plan is called, by its path from the root.
    pub(super) fn spelled(&self, path: &Path) -> Option<&Path> {
        self.spelled.get(path).map(PathBuf::as_path)
    }

    /// A look at plans that are known.
    pub(super) fn look_again(&self, plans: &[PathBuf]) -> Seen {
        let plans = plans.iter().map(|path| (path.clone(), Stamp::of(path)));
        Seen { plans: plans.collect(), partial: true, ..Seen::default() }
    }

    /// Whether something was seen that is not known; files whose stamps can be trusted are not read.
    pub(super) fn differs(&self, seen: &Seen) -> bool {
        let differ = |known: &BTreeMap<PathBuf, File>, seen: &BTreeMap<PathBuf, Option<Stamp>>| {
            known.len() != seen.len()
                || seen.iter().any(|(path, stamp)| {
                    known.get(path).is_none_or(|file| {
                        !file.is_still(*stamp) && File::read(path, *stamp).0.content != file.content
                    })
                })
        };
        differ(&self.plans, &seen.plans) || differ(&self.settings, &seen.settings)
    }

    /// Reads what a look found. Files in `force` are read whatever their stamp.
    pub(super) fn compare(&self, seen: Seen, force: &[PathBuf]) -> Compared {
        let mut look = Comparison::default();
        let plans = look.compare(&self.plans, &seen.plans, force);
        let mut next = Self { plans, ..Self::default() };
        if seen.partial {
            Comparison::keep(&self.plans, &mut next.plans, &seen.plans);
            next.settings.clone_from(&self.settings);
            // Names of plans that are gone stay until the next look at everything: most are written anew at once.
            next.spelled.clone_from(&self.spelled);
        } else {
            let mut settings = Comparison::default();
            next.settings = settings.compare(&self.settings, &seen.settings, &[]);
            settings.miss(&self.settings, &seen.settings);
            look.doubtful |= settings.doubtful || !settings.batch.removed.is_empty();
            look.batch.settings = settings.all();
            look.miss(&self.plans, &seen.plans);
            next.spelled = next.plans.keys().map(|path| (from_root(path), path.clone())).collect();
        }
        look.pair(&self.plans, &next.plans);
        look.doubtful |= !look.batch.removed.is_empty();
        Compared { known: next, batch: look.batch, texts: look.texts, doubtful: look.doubtful }
    }
}

#[derive(Default)]
struct Comparison {
    batch: Batch,
    texts: Texts,
    doubtful: bool,
}

impl Comparison {
    /// Reads what must be read, and notes what is new or different.
    fn compare(
        &mut self,
        known: &BTreeMap<PathBuf, File>,
        seen: &BTreeMap<PathBuf, Option<Stamp>>,
        force: &[PathBuf],
    ) -> BTreeMap<PathBuf, File> {
        let mut next = BTreeMap::new();
        for (path, stamp) in seen {
            let before = known.get(path);
            let still = before.filter(|file| file.is_still(*stamp) && !force.contains(path));
            let (file, bytes) = still.map_or_else(|| File::read(path, *stamp), |file| (*file, None));
            let different = before.is_none_or(|before| before.content != file.content);
            if matches!(file.content, Content::Unreadable(io::ErrorKind::NotFound)) && !path.is_symlink() {
                if before.is_some() {
                    self.batch.removed.push(path.clone());
                }
                continue;
            }
            self.doubtful |= different && !matches!(file.content, Content::Bytes(_));
            next.insert(path.clone(), file);
            if let Some(bytes) = bytes.filter(|_| different) {
                self.texts.insert(path.clone(), bytes);
            }
            match before {
                None => self.batch.created.push(path.clone()),
                Some(_) if different => self.batch.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        next
    }

    /// Notes what is gone.
    fn miss(&mut self, known: &BTreeMap<PathBuf, File>, seen: &BTreeMap<PathBuf, Option<Stamp>>) {
        let gone: Vec<PathBuf> = known.keys().filter(|path| !seen.contains_key(*path)).cloned().collect();
        self.batch.removed.extend(gone);
        self.batch.removed.sort();
    }

    /// Takes over what was not looked at.
    fn keep(
        known: &BTreeMap<PathBuf, File>,
        next: &mut BTreeMap<PathBuf, File>,
        seen: &BTreeMap<PathBuf, Option<Stamp>>,
    ) {
        let others = known.iter().filter(|(path, _)| !seen.contains_key(*path));
        next.extend(others.map(|(path, file)| (path.clone(), *file)));
    }

    /// Takes a file that is gone and a new one with the same content for one file with another name.
    fn pair(&mut self, before: &BTreeMap<PathBuf, File>, after: &BTreeMap<PathBuf, File>) {
        let bytes = |files: &BTreeMap<PathBuf, File>, path: &PathBuf| match files.get(path)?.content {
            Content::Bytes(hash) => Some(hash),
            Content::Empty | Content::Unreadable(_) => None,
        };
        let Batch { created, removed, renamed, .. } = &mut self.batch;
        removed.retain(|from| {
            let Some(content) = bytes(before, from) else { return true };
            let Some(at) = created.iter().position(|to| bytes(after, to) == Some(content)) else {
                return true;
            };
            renamed.push((from.clone(), created.remove(at)));
            false
        });
    }

    /// Every path that something happened to.
    fn all(self) -> Vec<PathBuf> {
        let Batch { created, changed, removed, .. } = self.batch;
        let mut all = [created, changed, removed].concat();
        all.sort();
        all
    }
}
