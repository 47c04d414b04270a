//! The open plan: its text with all that was done to it, and what the check makes of it. Knows no widget.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gait_core::{
    Attempt, BadEdit, Edit, Gesture, History, Inputs, Join, Refusal, Reload, Report, SettingsFile, Snapshot,
    Source, Span, Step, carried,
};

use crate::selection::Selection;

/// The name of a plan that has no file yet.
const UNTITLED: &str = "untitled.plan.ron";

/// How many documents were opened: none has a version of another, so whatever is kept by version is kept rightly when
/// another plan is opened in the same window.
static OPENED: AtomicU64 = AtomicU64::new(0);
/// How many versions a document may have.
const VERSIONS: u64 = 1 << 40;

/// Whether there is a file of this document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// It was never saved.
    Nowhere,
    /// There is, and it holds what the history says.
    There,
    /// There was.
    Gone,
}

/// How many changes are remembered for what was typed into an older text: those of a frame or two.
const MOST_TRACED: usize = 16;

/// A change of the text.
#[derive(Clone, Debug)]
struct Trace {
    /// The version before it.
    from: u64,
    edits: Vec<Edit>,
    /// Whether a step was undone or redone.
    is_travel: bool,
}

/// An open plan. Everything shown is a function of it.
#[derive(Debug)]
pub struct Document {
    path: Option<PathBuf>,
    place: Place,
    first_version: u64,
    history: History<Selection>,
    inputs: Inputs,
    snapshot: Arc<Snapshot>,
    report: Arc<Report>,
    selection: Selection,
    /// Counts what the settings were, as they change a check as much as the text does.
    settings_version: u64,
    /// The last changes, in order.
    traces: VecDeque<Trace>,
}

impl Document {
    /// A text just read, or one that has no file yet.
    #[must_use]
    pub fn new(
        path: Option<PathBuf>,
        text: impl Into<Arc<str>>,
        settings: Option<Arc<SettingsFile>>,
    ) -> Self {
        let text = text.into();
        let name = Self::title(path.as_deref());
        let inputs = Inputs { plan: Source::new(name, Arc::clone(&text)), settings };
        let snapshot = Arc::new(Snapshot::new(&inputs));
        let report = Arc::new(snapshot.report());
        Self {
            place: if path.is_some() { Place::There } else { Place::Nowhere },
            path,
            first_version: OPENED.fetch_add(1, Ordering::Relaxed) * VERSIONS,
            history: History::new(text),
            inputs,
            snapshot,
            report,
            selection: Selection::Nothing,
            settings_version: 0,
            traces: VecDeque::new(),
        }
    }

    /// A text that was never saved, under the name it may have one day.
    #[must_use]
    pub fn unsaved(
        path: Option<PathBuf>,
        text: impl Into<Arc<str>>,
        settings: Option<Arc<SettingsFile>>,
    ) -> Self {
        let mut document = Self::new(path, text, settings);
        document.place = Place::Nowhere;
        document.history.set_saved("");
        document
    }

    /// What a plan is called in messages.
    fn title(path: Option<&Path>) -> String {
        path.map_or_else(|| UNTITLED.to_owned(), |path| path.display().to_string())
    }

    /// The file, if there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The name of the file without its folders.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.as_deref().and_then(Path::file_name);
        name.map_or_else(|| UNTITLED.to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The text as it is.
    #[must_use]
    pub const fn text(&self) -> &Arc<str> {
        self.history.text()
    }

    /// The number of the text: the same number is the same text.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.first_version + self.history.version()
    }

    /// The number of the text and of the settings it was checked with.
    #[must_use]
    pub const fn check_version(&self) -> (u64, u64) {
        (self.version(), self.settings_version)
    }

    /// Whether the text is another than the one on the disk.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.place == Place::Gone || self.history.is_dirty()
    }

    /// The text on the disk as far as is known; nothing if there is no file.
    #[must_use]
    pub fn on_disk(&self) -> Option<&Arc<str>> {
        (self.place == Place::There).then(|| self.history.saved())
    }

    /// All that was done to the text.
    #[must_use]
    pub const fn history(&self) -> &History<Selection> {
        &self.history
    }

    /// What the check looked at.
    #[must_use]
    pub const fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The text with everything derived from it.
    #[must_use]
    pub const fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// What there is to say about it.
    #[must_use]
    pub const fn report(&self) -> &Arc<Report> {
        &self.report
    }

    /// What is selected.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Selects something. Whatever is done next is a step of its own.
    pub fn select(&mut self, selection: Selection) {
        if self.selection != selection {
            self.selection = selection;
            self.history.settle();
        }
    }

    /// Selects what the caret has come into by typing, which goes on as the same step.
    pub fn follow(&mut self, selection: Selection) {
        self.selection = selection;
    }

    /// Makes edits of the text as a step.
    ///
    /// # Errors
    /// If the edits overlap or do not fit the text, which stays as it was.
    pub fn apply(
        &mut self,
        name: &str,
        edits: &[Edit],
        join: Join,
        selection: Option<Selection>,
        now: u64,
    ) -> Result<(), BadEdit> {
        let before = self.selection.clone();
        let after = selection.unwrap_or_else(|| before.clone());
        let step = Step { name: name.to_owned(), time: now, join, before, after: after.clone() };
        let from = self.version();
        self.history.apply(step, edits)?;
        self.trace(from, edits, false);
        self.selection = after;
        self.check();
        Ok(())
    }

    /// What a gesture would do, without doing it.
    ///
    /// # Errors
    /// If the gesture makes no sense on this plan; the refusal says why.
    pub fn attempt(&self, gesture: &Gesture) -> Result<Attempt, Refusal> {
        self.snapshot.attempt(&self.inputs, gesture)
    }

    /// Does what was attempted on the text as it is.
    pub fn accept(&mut self, attempt: Attempt, now: u64) {
        let selection = attempt.session.map_or_else(|| self.selection.clone(), Selection::Session);
        // The edits were made of this text a moment ago and fit it.
        let _ = self.apply(&attempt.name, &attempt.edits, Join::Never, Some(selection), now);
    }

    /// Takes the last step back; its name.
    pub fn undo(&mut self) -> Option<String> {
        let from = self.version();
        let moved = self.history.undo()?;
        self.trace(from, &moved.edits, true);
        self.selection = moved.selection;
        self.check();
        Some(moved.name)
    }

    /// Makes the step again that was taken back last; its name.
    pub fn redo(&mut self) -> Option<String> {
        let from = self.version();
        let moved = self.history.redo()?;
        self.trace(from, &moved.edits, true);
        self.selection = moved.selection;
        self.check();
        Some(moved.name)
    }

    /// Ends the last step: whatever comes is a new one.
    pub const fn settle(&mut self) {
        self.history.settle();
    }

    /// Checks with other settings.
    pub fn set_settings(&mut self, settings: Option<Arc<SettingsFile>>) {
        self.inputs.settings = settings;
        self.settings_version += 1;
        self.check_anew();
    }

    /// The text was saved as it is, under this name.
    pub fn set_saved(&mut self, path: PathBuf, settings: Option<Arc<SettingsFile>>) {
        self.history.set_clean();
        self.place = Place::There;
        if self.path.as_ref() != Some(&path) {
            self.inputs.plan.name = Self::title(Some(&path));
            self.path = Some(path);
            self.set_settings(settings);
        }
    }

    /// The file is gone; the text stays.
    pub fn set_gone(&mut self) {
        if self.place == Place::There {
            self.place = Place::Gone;
        }
    }

    /// Takes over what another program wrote to the disk, as a step, unless both changed the same places.
    pub fn reload(&mut self, disk: &str, now: u64) -> Reload {
        let name = if self.history.is_dirty() { "Merge with the file" } else { "Changed on disk" };
        let from = self.version();
        let reload = self.history.reload(self.step(name, now), disk);
        if let Reload::Taken(edits) = &reload {
            self.trace(from, edits, false);
        }
        if !matches!(reload, Reload::Conflict(_)) {
            self.place = Place::There;
        }
        self.check();
        reload
    }

    /// Goes on with a text that takes what is on the disk into account, as a step.
    pub fn settle_with(&mut self, name: &str, disk: &str, text: &str, now: u64) {
        self.place = Place::There;
        self.history.set_saved(disk);
        self.replace(name, text, now);
    }

    /// Makes the text another one, as a step.
    pub fn replace(&mut self, name: &str, text: &str, now: u64) {
        let from = self.version();
        let edits = self.history.replace(self.step(name, now), text);
        self.trace(from, &edits, false);
        self.check();
    }

    /// A step by itself that leaves the selection.
    fn step(&self, name: &str, now: u64) -> Step<Selection> {
        let (before, after) = (self.selection.clone(), self.selection.clone());
        Step { name: name.to_owned(), time: now, join: Join::Never, before, after }
    }

    /// Edits of an older version as edits of this one; nothing if too much has happened since.
    #[must_use]
    pub fn carried(&self, version: u64, edits: &[Edit]) -> Option<Vec<Edit>> {
        let since = self.traces.iter().rposition(|trace| trace.from == version)?;
        let at = |offset| self.traces.iter().skip(since).fold(offset, |at, t| carried(at, &t.edits));
        let here = |edit: &Edit| {
            let start = at(edit.span.start);
            Edit::new(Span::new(start, at(edit.span.end).max(start)), edit.text.clone())
        };
        Some(edits.iter().map(here).collect())
    }

    /// Whether the text is as it is because a step was undone or redone.
    #[must_use]
    pub fn has_travelled(&self) -> bool {
        self.traces.back().is_some_and(|trace| trace.is_travel)
    }

    fn trace(&mut self, from: u64, edits: &[Edit], is_travel: bool) {
        if self.version() == from {
            return;
        }
        self.traces.push_back(Trace { from, edits: edits.to_vec(), is_travel });
        if self.traces.len() > MOST_TRACED {
            self.traces.pop_front();
        }
    }

    fn check(&mut self) {
        if *self.inputs.plan.text != **self.history.text() {
            self.check_anew();
        }
    }

    fn check_anew(&mut self) {
        self.inputs.plan.text = Arc::clone(self.history.text());
        self.snapshot = Arc::new(Snapshot::new(&self.inputs));
        self.report = Arc::new(self.snapshot.report());
    }
}
