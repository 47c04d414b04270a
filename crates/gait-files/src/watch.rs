//! Tells when plans and settings change: settled batches of what was created, changed, renamed and removed.
//!
//! Events of the system only say *when* to look; *what* changed is found by looking at the files themselves, and a file
//! counts as changed if its content is another. So no habit of an editor needs to be known: a file that is written in
//! place, replaced, or moved away and written anew has in the end another content under the same name.

mod eyes;
mod look;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use eyes::{Eyes, Wake};
use look::{Known, Seen, Texts};

/// So long nothing may happen before files are looked at: editors write, sync and rename within a few milliseconds.
const SETTLE: Duration = Duration::from_millis(30);
/// After so long files are looked at even if more happens.
const SETTLE_AT_MOST: Duration = Duration::from_millis(250);
/// A file that is empty, gone or unreadable is looked at again after so long …
const AGAIN: Duration = Duration::from_millis(20);
/// … and is taken for what it seems to be after so long: it may be between truncating and writing.
const AGAIN_AT_MOST: Duration = Duration::from_millis(200);
/// How often files are looked at where the system tells nothing.
const POLL: Duration = Duration::from_secs(1);
/// Folders may appear while folders are looked at; whoever makes them faster than this is caught by their events.
const ROUNDS: usize = 8;

/// Which files with settings are of interest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WatchSettings {
    /// Every `gait.ron` that holds for a plan.
    Nearest,
    /// Only this file.
    Only(PathBuf),
    /// None.
    None,
}

/// How to watch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WatchOptions {
    /// Look at all files this often; nothing: wait for events of the system.
    pub poll: Option<Duration>,
    /// Which files with settings are of interest.
    pub settings: WatchSettings,
}

/// What changed since the last batch, by path as [`crate::discover`] gives it, each list sorted.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Batch {
    /// Plans that were not there.
    pub created: Vec<PathBuf>,
    /// Plans with another content.
    pub changed: Vec<PathBuf>,
    /// Plans with the same content under another name: the old one, the new one.
    pub renamed: Vec<(PathBuf, PathBuf)>,
    /// Plans that are gone.
    pub removed: Vec<PathBuf>,
    /// Files with settings that were created, changed or removed.
    pub settings: Vec<PathBuf>,
}

impl Batch {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether there are the same plans under the same settings as before.
    #[must_use]
    pub fn only_changed(&self) -> bool {
        *self == Self { changed: self.changed.clone(), ..Self::default() }
    }
}

/// Something about the way of watching that its user should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The fact.
    pub message: String,
    /// What to try.
    pub hint: Option<String>,
}

/// Ends a [`Watch`] from elsewhere, such as a handler of signals.
#[derive(Clone, Debug)]
pub struct Stopper(Sender<Wake>);

impl Stopper {
    /// Makes [`Watch::wait`] return nothing, now or when it is next called.
    pub fn stop(&self) {
        // Where nobody listens, it has ended already.
        let _ = self.0.send(Wake::Stop);
    }
}

/// Watches files and folders.
#[derive(Debug)]
pub struct Watch {
    paths: Vec<PathBuf>,
    sender: Sender<Wake>,
    receiver: Receiver<Wake>,
    eyes: Eyes,
    known: Known,
    texts: Texts,
    stopped: bool,
}

impl Watch {
    /// Begins to watch; what is there now is known, and what changes from now on will be told.
    ///
    /// A path that is not there is waited for. Where events cannot be had, files are looked at every second.
    #[must_use]
    pub fn new(paths: &[PathBuf], options: &WatchOptions) -> Self {
        let (sender, receiver) = channel();
        let eyes = Eyes::new(options, sender.clone());
        Self::with(paths, eyes, sender, receiver)
    }

    fn with(paths: &[PathBuf], eyes: Eyes, sender: Sender<Wake>, receiver: Receiver<Wake>) -> Self {
        let mut watch = Self {
            paths: paths.to_vec(),
            sender,
            receiver,
            eyes,
            known: Known::default(),
            texts: Texts::new(),
            stopped: false,
        };
        let seen = watch.look_everywhere();
        watch.known = Known::of(seen);
        watch
    }

    /// What ends the watch from elsewhere.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// What there is to say about the way of watching, once.
    pub fn take_notice(&mut self) -> Option<Notice> {
        self.eyes.take_notice()
    }

    /// Waits until something has changed and settled; nothing once the watch is stopped.
    pub fn wait(&mut self) -> Option<Batch> {
        loop {
            let touched = self.wait_for_calm()?;
            let batch = self.compare(&touched);
            if !batch.is_empty() {
                return Some(batch);
            }
        }
    }

    /// What a plan of the last batch held when it was compared: read anew, it might be just about to be written.
    pub fn take_text(&mut self, path: &Path) -> Option<Vec<u8>> {
        self.texts.remove(path)
    }

    /// Waits for an event of interest, then until nothing has happened for a while.
    fn wait_for_calm(&mut self) -> Option<Touched> {
        let mut touched = Touched::default();
        let mut first = None;
        let mut last = Instant::now();
        loop {
            let now = Instant::now();
            let patience = match first {
                None => self.eyes.poll(),
                Some(first) => {
                    let until = (last + SETTLE).min(first + SETTLE_AT_MOST);
                    if until <= now {
                        return Some(touched);
                    }
                    Some(until - now)
                }
            };
            match self.receive(patience)? {
                None if first.is_some() => return Some(touched),
                None if !self.differs() => {}
                None => {
                    touched.everything = true;
                    (first, last) = (Some(Instant::now()), Instant::now());
                }
                Some(wake) => {
                    if self.take_in(&wake, &mut touched) {
                        last = Instant::now();
                        first = first.or(Some(last));
                    }
                }
            }
        }
    }

    /// The next wake-up, or `Some(None)` if there is none for so long; nothing once stopped.
    fn receive(&mut self, patience: Option<Duration>) -> Option<Option<Wake>> {
        if self.stopped {
            return None;
        }
        let received = match patience {
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(patience) => self.receiver.recv_timeout(patience),
        };
        match received {
            Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => {
                self.stopped = true;
                None
            }
            Ok(wake) => Some(Some(wake)),
            Err(RecvTimeoutError::Timeout) => Some(None),
        }
    }

    /// Whether a wake-up is of interest; what it is about is added to what was touched.
    fn take_in(&mut self, wake: &Wake, touched: &mut Touched) -> bool {
        match wake {
            Wake::Stop => false,
            Wake::Lost => {
                self.eyes.forget_all();
                touched.everything = true;
                true
            }
            Wake::Path { path, gone } => {
                let was_watched = *gone && self.eyes.forget(path);
                if !was_watched && !self.eyes.cares(path) {
                    return false;
                }
                match self.known.spelled(path) {
                    // A folder in the place of a plan may hold plans.
                    Some(spelled) if !path.is_dir() => touched.plans.push(spelled.to_owned()),
                    _ => touched.everything = true,
                }
                true
            }
        }
    }

    /// Whether a look at everything finds what is not known, without reading more than it must.
    fn differs(&mut self) -> bool {
        let seen = self.look_everywhere();
        self.known.differs(&seen)
    }

    /// Looks at what was touched until it is there to be read, and tells what is new.
    fn compare(&mut self, touched: &Touched) -> Batch {
        let since = Instant::now();
        loop {
            let seen = match touched.everything {
                true => self.look_everywhere(),
                false => self.known.look_again(&touched.plans),
            };
            let compared = self.known.compare(seen, &touched.plans);
            if !compared.doubtful || since.elapsed() >= AGAIN_AT_MOST {
                self.known = compared.known;
                self.texts = compared.texts;
                return compared.batch;
            }
            // What happens meanwhile waits in the queue for its own turn.
            std::thread::sleep(AGAIN);
        }
    }

    /// All files of interest. Folders are watched before they are looked into a last time, so that nothing slips
    /// through between.
    fn look_everywhere(&mut self) -> Seen {
        let mut seen = look::everywhere(&self.paths, self.eyes.settings());
        for _ in 1..ROUNDS {
            if !self.eyes.watch(&self.paths, &seen) {
                break;
            }
            seen = look::everywhere(&self.paths, self.eyes.settings());
        }
        seen
    }
}

/// What events were about.
#[derive(Default, Debug)]
struct Touched {
    /// Known plans.
    plans: Vec<PathBuf>,
    /// Anything else: folders, settings, plans that are not known.
    everything: bool,
}

/// A path from the root, as events have it.
fn from_root(path: &Path) -> PathBuf {
    crate::settings::absolute(path).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests;
