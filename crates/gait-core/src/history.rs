//! The history of a text: every change is a step that can be taken back, wherever it came from.
//!
//! A gesture, typing, a fix and a file changed by another program all arrive here as edits, so undo is one stack.

mod patch;

use std::collections::VecDeque;
use std::sync::Arc;

use gait_syntax::Edit;
use gait_syntax::edit::{BadEdit, apply};

use crate::merge::{Merge, changes, merge};

pub use patch::carried;
pub(crate) use patch::smallest;

/// Steps of one burst of typing are less than so many milliseconds apart.
pub const BURST: u64 = 1000;

/// How many bytes a history keeps, unless told otherwise: a thousand rewrites of the longest plan we know.
pub const MOST_BYTES: usize = 32_000_000;

/// Which steps become one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Join {
    /// None: this is a step by itself.
    Never,
    /// Those with the same key that follow within [`BURST`]: typing in one field.
    Typing(String),
    /// Those with the same key, however long it takes, until [`History::settle`]: a drag, a slider held.
    Gesture(String),
}

/// What a change is called, and what goes with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step<S> {
    /// The name for a menu, as in “Undo move lower to Tuesday”.
    pub name: String,
    /// When it happened, in milliseconds of any clock that does not go back.
    pub time: u64,
    /// Whether it continues the step before.
    pub join: Join,
    /// What was selected before it.
    pub before: S,
    /// What is selected after it.
    pub after: S,
}

/// What a front end has to do after the text went back or forth.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved<S> {
    /// The name of the step that was undone or redone.
    pub name: String,
    /// The edits that were made, of the text before.
    pub edits: Vec<Edit>,
    /// What is to be selected.
    pub selection: S,
}

/// What became of a text that another program wrote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reload {
    /// Nothing was to be done: the text holds all of it already.
    Same,
    /// The changes were taken over, as one step; these are its edits.
    Taken(Vec<Edit>),
    /// Nothing was changed: both texts changed the same places.
    Conflict(Merge),
}

/// A step that was made.
#[derive(Clone, Debug)]
struct Done<S> {
    step: Step<S>,
    /// When the last change joined it.
    until: u64,
    /// The edits of the text before it, in normal form.
    forth: Vec<Edit>,
    /// The edits that take them back.
    back: Vec<Edit>,
    /// The version before and after it.
    versions: (u64, u64),
}

impl<S> Done<S> {
    fn bytes(&self) -> usize {
        let edits = |edits: &[Edit]| {
            edits.iter().map(|edit| edit.text.len() + std::mem::size_of::<Edit>()).sum::<usize>()
        };
        edits(&self.forth) + edits(&self.back) + self.step.name.len() + std::mem::size_of::<Self>()
    }
}

/// A text with all that was done to it. `S` is what a front end selects; it is kept and handed back, never looked at.
#[derive(Clone, Debug)]
pub struct History<S> {
    text: Arc<str>,
    /// What stands on the disk, as far as is known.
    saved: Arc<str>,
    version: u64,
    last_version: u64,
    done: VecDeque<Done<S>>,
    undone: Vec<Done<S>>,
    /// Whether the last step may be continued.
    open: bool,
    bytes: usize,
    most_bytes: usize,
}

impl<S: Clone> History<S> {
    /// The history of a text just read: nothing was done, and it is saved.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self {
            saved: Arc::clone(&text),
            text,
            version: 0,
            last_version: 0,
            done: VecDeque::new(),
            undone: Vec::new(),
            open: false,
            bytes: 0,
            most_bytes: MOST_BYTES,
        }
    }

    /// Keeps at most so many bytes of steps; the oldest are forgotten first, and the last one never is.
    #[must_use]
    pub fn keeping(mut self, most_bytes: usize) -> Self {
        self.most_bytes = most_bytes;
        self.forget_old();
        self
    }

    /// The text as it is.
    #[must_use]
    pub const fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The number of this text: the same number is the same text, also after undo and redo.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The text on the disk, as far as is known: the base of a merge.
    #[must_use]
    pub const fn saved(&self) -> &Arc<str> {
        &self.saved
    }

    /// Whether the text is another than the one on the disk.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        !Arc::ptr_eq(&self.text, &self.saved) && self.text != self.saved
    }

    /// Makes edits as a step. What was undone is gone then. Edits that leave the text as it is are no step.
    ///
    /// # Errors
    /// If the edits overlap or do not fit the text, which stays as it was.
    pub fn apply(&mut self, step: Step<S>, edits: &[Edit]) -> Result<(), BadEdit> {
        let new = apply(&self.text, edits)?;
        self.make(step, edits, new);
        Ok(())
    }

    /// Makes the text another one as a step, by small edits, so that places in it hold. Hands these edits back.
    pub fn replace(&mut self, step: Step<S>, new: &str) -> Vec<Edit> {
        let edits = changes(&self.text, new);
        self.make(step, &edits, new.to_owned());
        edits
    }

    /// Takes over what another program wrote to the disk, as one step, if that does not touch what was changed here.
    ///
    /// On a conflict nothing changes: [`History::set_saved`] with the new text keeps this text, and
    /// [`History::replace`] after it takes the other.
    pub fn reload(&mut self, step: Step<S>, disk: &str) -> Reload {
        let merge = merge(&self.saved, &self.text, disk);
        if !merge.conflicts.is_empty() {
            return Reload::Conflict(merge);
        }
        self.make(Step { join: Join::Never, ..step }, &merge.edits, merge.text);
        self.set_saved(disk);
        if merge.edits.is_empty() { Reload::Same } else { Reload::Taken(merge.edits) }
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Moved<S>> {
        let done = self.done.pop_back()?;
        self.go(&done.back, done.versions.0);
        let step = &done.step;
        let moved =
            Moved { name: step.name.clone(), edits: done.back.clone(), selection: step.before.clone() };
        self.undone.push(done);
        Some(moved)
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&mut self) -> Option<Moved<S>> {
        let done = self.undone.pop()?;
        self.go(&done.forth, done.versions.1);
        let step = &done.step;
        let moved =
            Moved { name: step.name.clone(), edits: done.forth.clone(), selection: step.after.clone() };
        self.done.push_back(done);
        Some(moved)
    }

    /// Ends the last step: whatever comes is a new one. For the end of a gesture, or when the focus goes.
    pub const fn settle(&mut self) {
        self.open = false;
    }

    /// The text was saved as it is. Nothing of the history is lost by that.
    pub fn set_clean(&mut self) {
        self.saved = Arc::clone(&self.text);
        self.settle();
    }

    /// This is what stands on the disk: an older version was saved, or another program's text is known and not taken.
    pub fn set_saved(&mut self, disk: &str) {
        self.saved = if *disk == *self.text { Arc::clone(&self.text) } else { disk.into() };
        self.settle();
    }

    /// The names of the steps that can be undone, the next one first.
    pub fn undo_names(&self) -> impl Iterator<Item = &str> {
        self.done.iter().rev().map(|done| done.step.name.as_str())
    }

    /// The names of the steps that can be redone, the next one first.
    pub fn redo_names(&self) -> impl Iterator<Item = &str> {
        self.undone.iter().rev().map(|done| done.step.name.as_str())
    }

    /// How many bytes the steps take, without what selections hold on the heap.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Makes `new` of the text by edits, as a step.
    fn make(&mut self, step: Step<S>, edits: &[Edit], new: String) {
        if *new == *self.text {
            return;
        }
        for gone in std::mem::take(&mut self.undone) {
            self.bytes -= gone.bytes();
        }
        let last = if self.continues(&step) { self.done.pop_back() } else { None };
        match last {
            Some(done) => self.continue_with(done, step, edits),
            None => self.begin(step, edits),
        }
        self.text = new.into();
        self.forget_old();
    }

    fn continues(&self, step: &Step<S>) -> bool {
        let Some(last) = self.done.back().filter(|_| self.open) else { return false };
        match &step.join {
            Join::Never => false,
            Join::Typing(_) => last.step.join == step.join && step.time.saturating_sub(last.until) < BURST,
            Join::Gesture(_) => last.step.join == step.join,
        }
    }

    fn begin(&mut self, step: Step<S>, edits: &[Edit]) {
        let forth = patch::joined(&self.text, edits, &[]);
        let back = patch::inverse(&self.text, &forth);
        let versions = (self.version, self.next_version());
        self.open = step.join != Join::Never;
        self.push(Done { until: step.time, step, forth, back, versions });
    }

    fn continue_with(&mut self, mut done: Done<S>, step: Step<S>, edits: &[Edit]) {
        self.bytes -= done.bytes();
        let before = applied(&self.text, &done.back);
        done.forth = patch::joined(&before, &done.forth, edits);
        if done.forth.is_empty() {
            // Back where it began, such as a card dragged and put down in its place: no step at all.
            self.version = done.versions.0;
            self.open = false;
            return;
        }
        done.back = patch::inverse(&before, &done.forth);
        done.versions.1 = self.next_version();
        done.until = step.time;
        done.step = Step { before: done.step.before, time: done.step.time, ..step };
        self.push(done);
    }

    fn push(&mut self, done: Done<S>) {
        self.bytes += done.bytes();
        self.done.push_back(done);
    }

    fn next_version(&mut self) -> u64 {
        self.last_version += 1;
        self.version = self.last_version;
        self.version
    }

    fn go(&mut self, edits: &[Edit], version: u64) {
        self.text = applied(&self.text, edits).into();
        self.version = version;
        self.open = false;
    }

    fn forget_old(&mut self) {
        while self.bytes > self.most_bytes
            && self.done.len() > 1
            && let Some(oldest) = self.done.pop_front()
        {
            self.bytes -= oldest.bytes();
        }
    }
}

/// A text after edits that are known to fit it.
fn applied(text: &str, edits: &[Edit]) -> String {
    apply(text, edits).expect("the edits of a step fit the text it was made of")
}
