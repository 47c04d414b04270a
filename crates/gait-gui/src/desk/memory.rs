//! A world that is only thought of: files in memory, which a test changes as another program would.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gait_core::{SettingsFile, Source};
use jiff::civil::{Date, date};

use super::{Desk, Entry, Expect, Holder, Left, News, NotSaved, OnDisk, Unsaved, Wake};

/// The folder such a world begins in.
const HERE: &str = "/plans";

/// Files in memory. Copies are the same world.
#[derive(Clone, Default)]
pub struct MemoryDesk(Arc<Mutex<World>>);

#[derive(Default)]
struct World {
    files: BTreeMap<PathBuf, OnDisk>,
    watched: Option<PathBuf>,
    news: Vec<News>,
    wake: Option<Wake>,
    unsaved: Option<Unsaved>,
    kept: Option<Unsaved>,
    left: Vec<Left>,
    holder: Option<Holder>,
    is_ours: bool,
    refuses: Option<String>,
    clock: u64,
}

impl std::fmt::Debug for MemoryDesk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.world().files.keys()).finish()
    }
}

impl MemoryDesk {
    fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a text where another program would, and tells the editor if it watches.
    pub fn write(&self, path: impl Into<PathBuf>, text: &str) {
        self.put(path.into(), OnDisk::Text(text.to_owned()));
    }

    /// Removes a file, and tells the editor if it watches.
    pub fn remove(&self, path: impl Into<PathBuf>) {
        self.put(path.into(), OnDisk::Nothing);
    }

    /// Makes a file one that cannot be read.
    pub fn spoil(&self, path: impl Into<PathBuf>, why: &str) {
        self.put(path.into(), OnDisk::Unreadable(why.to_owned()));
    }

    fn put(&self, path: PathBuf, now: OnDisk) {
        let mut world = self.world();
        if world.watched.as_ref() == Some(&path) {
            world.news.push(News::File(now.clone()));
        }
        if path.ends_with(gait_files::SETTINGS) {
            world.news.push(News::Settings);
        }
        world.files.insert(path, now);
        let wake = world.wake.clone();
        drop(world);
        if let Some(wake) = wake {
            wake();
        }
    }

    /// Puts a text in place so that the editor has not heard of it yet.
    pub fn write_unheard(&self, path: impl Into<PathBuf>, text: &str) {
        self.world().files.insert(path.into(), OnDisk::Text(text.to_owned()));
    }

    /// What a file holds.
    #[must_use]
    pub fn file(&self, path: impl AsRef<Path>) -> OnDisk {
        self.world().files.get(path.as_ref()).cloned().unwrap_or(OnDisk::Nothing)
    }

    /// What the journal holds of this program.
    #[must_use]
    pub fn kept(&self) -> Option<Unsaved> {
        self.world().kept.clone()
    }

    /// Leaves an unsaved text behind, as a program that was killed does.
    pub fn leave(&self, path: Option<&Path>, text: &str, disk_is_base: bool) {
        let disk = path.map_or(OnDisk::Nothing, |path| self.file(path));
        let mut world = self.world();
        let id = PathBuf::from(format!("/journal/{}", world.left.len()));
        let path = path.map(Path::to_owned);
        world.left.push(Left { id, path, text: text.to_owned(), time: 0, disk, disk_is_base });
    }

    /// How many unsaved texts are left behind.
    #[must_use]
    pub fn count_left(&self) -> usize {
        self.world().left.len()
    }

    /// Lets another window have whatever is asked for, until it is taken over; nothing: lets it go.
    pub fn hold(&self, holder: Option<Holder>) {
        self.world().holder = holder;
    }

    /// Lets another window take over what is ours.
    pub fn take_away(&self) {
        self.world().is_ours = false;
    }

    /// Refuses to write from now on; nothing: writes again.
    pub fn refuse(&self, why: Option<&str>) {
        self.world().refuses = why.map(str::to_owned);
    }

    /// Sets the time, in milliseconds since 1970.
    pub fn set_clock(&self, clock: u64) {
        self.world().clock = clock;
    }
}

impl Desk for MemoryDesk {
    fn here(&self) -> PathBuf {
        PathBuf::from(HERE)
    }

    fn today(&self) -> Date {
        date(2027, 1, 1)
    }

    fn clock(&self) -> u64 {
        self.world().clock
    }

    fn read(&self, path: &Path) -> OnDisk {
        self.file(path)
    }

    fn save(&mut self, path: &Path, text: &str, expect: Expect<'_>) -> Result<(), NotSaved> {
        let found = self.file(path);
        let fits = match (&found, expect) {
            (OnDisk::Nothing, _) | (_, Expect::Anything) => true,
            (OnDisk::Text(found), Expect::Text(seen)) => found == seen || found == text,
            (OnDisk::Text(found), Expect::Nothing) => found == text,
            (OnDisk::Unreadable(_), _) => false,
        };
        if !fits {
            return Err(NotSaved::Changed(found));
        }
        if let Some(why) = &self.world().refuses {
            return Err(NotSaved::Failed(why.clone()));
        }
        // The watcher hears of our own writes as well.
        self.write(path, text);
        Ok(())
    }

    fn settings(&self, path: &Path) -> Option<Arc<SettingsFile>> {
        path.ancestors().skip(1).find_map(|folder| {
            let path = folder.join(gait_files::SETTINGS);
            let OnDisk::Text(text) = self.file(&path) else { return None };
            Some(Arc::new(SettingsFile::read(Source::new(gait_files::shown(&path), text))))
        })
    }

    fn list(&self, folder: &Path) -> Vec<Entry> {
        let world = self.world();
        let there = world.files.iter().filter(|(_, what)| **what != OnDisk::Nothing);
        let mut entries: Vec<Entry> = there
            .filter_map(|(path, _)| {
                let mut parts = path.strip_prefix(folder).ok()?.components();
                let name = parts.next()?.as_os_str().to_str()?.to_owned();
                let is_file = parts.next().is_none();
                (!is_file || name.ends_with(gait_files::EXTENSION)).then_some(Entry { is_file, name })
            })
            .collect();
        entries.sort();
        entries.dedup();
        entries
    }

    fn resolve(&self, typed: &str) -> PathBuf {
        gait_files::absolute(&Path::new(HERE).join(typed.trim())).unwrap_or_default()
    }

    fn watch(&mut self, path: Option<&Path>) {
        self.world().watched = path.map(Path::to_owned);
    }

    fn look_for_plans(&mut self, folder: &Path) {
        let mut world = self.world();
        let there = world.files.iter().filter(|(_, what)| **what != OnDisk::Nothing);
        let plans = there.map(|(path, _)| path).filter(|path| path.starts_with(folder));
        let plans = plans.filter(|path| path.to_string_lossy().ends_with(gait_files::EXTENSION));
        let plans = plans.cloned().collect();
        world.news.push(News::Plans(plans));
    }

    fn on_news(&mut self, wake: Wake) {
        self.world().wake = Some(wake);
    }

    fn news(&mut self) -> Vec<News> {
        std::mem::take(&mut self.world().news)
    }

    fn note(&mut self, unsaved: Option<Unsaved>) {
        let mut world = self.world();
        if unsaved.is_none() {
            world.kept = None;
        }
        world.unsaved = unsaved;
    }

    fn keep(&mut self) -> Result<(), String> {
        let mut world = self.world();
        if let Some(why) = &world.refuses {
            return Err(why.clone());
        }
        let unsaved = world.unsaved.clone();
        world.kept = unsaved;
        Ok(())
    }

    fn left(&mut self) -> Vec<Left> {
        self.world().left.clone()
    }

    fn restore(&mut self, left: &Left) -> Result<(), String> {
        self.discard(left);
        Ok(())
    }

    fn discard(&mut self, left: &Left) {
        self.world().left.retain(|other| other.id != left.id);
    }

    fn claim(&mut self, path: Option<&Path>, take_over: bool) -> Option<Holder> {
        let mut world = self.world();
        if take_over {
            world.holder = None;
        }
        world.is_ours = true;
        path.and(world.holder)
    }

    fn is_ours(&self) -> bool {
        self.world().is_ours
    }
}
