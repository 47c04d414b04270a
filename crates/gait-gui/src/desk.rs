//! The world as the editor sees it: files, what other programs do to them, the crash journal, the time.
//!
//! The editor asks only through [`Desk`], so that a test can put a world of its own in the place of the real one.

mod memory;
mod real;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gait_core::SettingsFile;
use jiff::civil::Date;

pub use memory::MemoryDesk;
pub use real::{RealDesk, SystemFont, system_fonts};

/// What is called from another thread when there is news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What stands on the disk under a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OnDisk {
    /// A text.
    Text(String),
    /// Nothing.
    Nothing,
    /// Something that cannot be read; why.
    Unreadable(String),
}

/// What must stand on the disk for a save to be allowed. Nothing there is always fine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expect<'t> {
    /// This text, which the person has seen.
    Text(&'t str),
    /// Nothing.
    Nothing,
    /// Whatever there is: the person said that it is to go.
    Anything,
}

/// Why a text was not saved. What stood on the disk stands there still.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotSaved {
    /// Something else stands there than was expected.
    Changed(OnDisk),
    /// It cannot be written; why.
    Failed(String),
}

/// Something that happened outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum News {
    /// The watched file may hold something else now: this.
    File(OnDisk),
    /// Settings were created, changed or removed.
    Settings,
    /// The plans that were looked for below a folder.
    Plans(Vec<PathBuf>),
    /// Something to tell.
    Notice(String),
}

/// What would be lost if the program ended now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsaved {
    /// The file it belongs to; nothing if it has none yet.
    pub path: Option<PathBuf>,
    /// The text on the disk that it was made of, if there is one.
    pub base: Option<Arc<str>>,
    /// The text.
    pub text: Arc<str>,
}

/// An unsaved text that a program left behind when it ended without being asked to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// Its file in the journal.
    pub id: PathBuf,
    /// The file it belongs to; nothing if it never had one.
    pub path: Option<PathBuf>,
    /// The text.
    pub text: String,
    /// When it was kept, in milliseconds since 1970.
    pub time: u64,
    /// What stands on the disk in its place.
    pub disk: OnDisk,
    /// Whether that is what the text was made of.
    pub disk_is_base: bool,
}

/// Who else has a file open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The number of the process.
    pub process: u32,
    /// Since when, in milliseconds since 1970.
    pub since: u64,
}

/// Something in a folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry {
    /// Whether it is no folder: folders come first.
    pub is_file: bool,
    /// Its name.
    pub name: String,
}

/// Files, what happens to them, the journal and the time.
pub trait Desk: fmt::Debug {
    /// The folder the editor was started in.
    fn here(&self) -> PathBuf;
    /// The date in Greenwich, to begin a plan near.
    fn today(&self) -> Date;
    /// Milliseconds since 1970.
    fn clock(&self) -> u64;

    /// Reads a text.
    fn read(&self, path: &Path) -> OnDisk;
    /// Replaces a text as a whole, if what stands there is what is expected.
    ///
    /// # Errors
    /// If something else stands there, or it cannot be written.
    fn save(&mut self, path: &Path, text: &str, expect: Expect<'_>) -> Result<(), NotSaved>;
    /// The settings that hold for a plan.
    fn settings(&self, path: &Path) -> Option<Arc<SettingsFile>>;
    /// What a folder holds of folders and plans, sorted; nothing if it cannot be listed.
    fn list(&self, folder: &Path) -> Vec<Entry>;
    /// A path as it was typed, from the root, with `~` as the person's home.
    fn resolve(&self, typed: &str) -> PathBuf;

    /// Watches a file and its settings instead of the one before.
    fn watch(&mut self, path: Option<&Path>);
    /// Looks for plans below a folder; they come as [`News::Plans`].
    fn look_for_plans(&mut self, folder: &Path);
    /// What is called when there is news.
    fn on_news(&mut self, wake: Wake);
    /// What happened since the last time.
    fn news(&mut self) -> Vec<News>;

    /// Notes what would be lost, without writing it; nothing: forgets what was written.
    fn note(&mut self, unsaved: Option<Unsaved>);
    /// Writes what was noted to the journal.
    ///
    /// # Errors
    /// If it cannot be written, in words.
    fn keep(&mut self) -> Result<(), String>;
    /// What programs that ended left behind, the latest first.
    fn left(&mut self) -> Vec<Left>;
    /// Makes a text that was left behind one of this program.
    ///
    /// # Errors
    /// If it is gone or cannot be kept, in words.
    fn restore(&mut self, left: &Left) -> Result<(), String>;
    /// Removes a text that was left behind.
    fn discard(&mut self, left: &Left);

    /// Asks for a file, in place of the one asked for before; who has it if it is not ours.
    fn claim(&mut self, path: Option<&Path>, take_over: bool) -> Option<Holder>;
    /// Whether nobody took the file over since it was ours.
    fn is_ours(&self) -> bool;
}
