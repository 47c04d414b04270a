//! Checking the plans that are not open: beside the loop, on all cores, each plan again only when it has changed.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use gait_core::{Columns, LineIndex};
use gait_files::SETTINGS;
use gen_lsp_types as lsp;
use rayon::prelude::*;

use crate::transport::Event;
use crate::view::{Content, View};
use crate::workspace::{InForce, Workspace};
use crate::{handlers, uri};

/// What a file on the disk comes to.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    /// What identifies the text and the settings it was checked with.
    pub(crate) hash: u64,
    /// What there is to say.
    pub(crate) diagnostics: Arc<Vec<lsp::Diagnostic>>,
}

/// The files of the workspace, as they are on the disk, by path.
pub(crate) type Files = BTreeMap<PathBuf, Checked>;

/// What a look at the folders brought.
#[derive(Debug)]
pub(crate) struct Scan {
    /// Which look it was; an older one has nothing to say.
    pub(crate) number: u64,
    /// The plans and settings.
    pub(crate) files: Files,
}

/// What a look needs to know.
pub(crate) struct Task {
    /// Which look it is.
    pub(crate) number: u64,
    /// The folders, with the settings that are open.
    pub(crate) workspace: Workspace,
    /// What the look before brought.
    pub(crate) before: Files,
    /// How the client counts columns.
    pub(crate) columns: Columns,
}

/// Looks at the folders beside the loop.
pub(crate) fn start(task: Task, to: Sender<Event>) {
    std::thread::spawn(move || {
        let number = task.number;
        // A folder that cannot be walked must not leave the client waiting for an answer.
        let files = catch_unwind(AssertUnwindSafe(|| look(task))).unwrap_or_default();
        let _ = to.send(Event::Scanned(Box::new(Scan { number, files })));
    });
}

fn look(mut task: Task) -> Files {
    let found = gait_files::discover(&task.workspace.folders);
    let mut jobs: Vec<(PathBuf, Option<InForce>)> = Vec::new();
    let mut settings: BTreeSet<PathBuf> = BTreeSet::new();
    for plan in found.into_iter().flatten() {
        let in_force = task.workspace.settings_for(&plan.path);
        if let Some(in_force) = &in_force {
            settings.insert(PathBuf::from(&in_force.file.source.name));
        }
        let is_covered = in_force.as_ref().is_none_or(|it| it.patterns.cover(&plan.path));
        // A folder of the workspace may be a single file.
        if is_covered && plan.path.to_string_lossy().ends_with(gait_files::EXTENSION) {
            jobs.push((plan.path, in_force));
        }
    }
    jobs.extend(settings.into_iter().map(|path| (path, None)));
    let checked = jobs.into_par_iter().filter_map(|(path, in_force)| {
        let one = || check(&path, in_force, &task.before, task.columns);
        let checked = catch_unwind(AssertUnwindSafe(one)).ok()??;
        Some((path, checked))
    });
    checked.collect()
}

fn check(path: &Path, in_force: Option<InForce>, before: &Files, columns: Columns) -> Option<Checked> {
    let text = gait_files::read(path).ok()?;
    let settings = in_force.map(|it| it.file);
    let hash = hash(&text, settings.as_deref().map(|file| &*file.source.text));
    if let Some(known) = before.get(path).filter(|known| known.hash == hash) {
        return Some(known.clone());
    }
    let is_settings = path.file_name().is_some_and(|name| name == SETTINGS);
    let content = match is_settings {
        true => Content::Settings(InForce::read(path, &text).file),
        false => Content::plan(gait_files::shown(path), &text, settings),
    };
    let lines = LineIndex::new(&text);
    let diagnostics = handlers::diagnostics::of(&content, &lines, &uri::from_path(path), columns);
    Some(Checked { hash, diagnostics: Arc::new(diagnostics) })
}

/// What identifies a text and the settings it is checked with.
pub(crate) fn hash(text: &str, settings: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (text, settings).hash(&mut hasher);
    hasher.finish()
}

impl View {
    /// What identifies the diagnostics of a text checked with settings.
    pub(crate) fn result_id(hash: u64) -> String {
        format!("{hash:016x}")
    }
}
