//! The folders of the workspace, and which settings hold for a plan: an open `gait.ron` wins over the one on the disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gait_core::{SettingsFile, Source};
use gait_files::{Patterns, SETTINGS, shown};

use crate::documents::Documents;

/// Settings with the patterns in them.
#[derive(Clone, Debug)]
pub(crate) struct InForce {
    /// What they say.
    pub(crate) file: Arc<SettingsFile>,
    /// Which plans they speak of.
    pub(crate) patterns: Arc<Patterns>,
}

impl InForce {
    /// Reads settings; what is wrong with a pattern is among their problems.
    pub(crate) fn read(path: &Path, text: &str) -> Self {
        let mut file = SettingsFile::read(Source::new(shown(path), text));
        let folder = path.parent().unwrap_or(Path::new(""));
        let (include, exclude) = (&file.settings.include, &file.settings.exclude);
        let (patterns, bad) = Patterns::new(
            folder,
            include.iter().map(|pattern| pattern.value.as_str()),
            exclude.iter().map(|pattern| pattern.value.as_str()),
        );
        for pattern in bad {
            file.report_pattern(pattern.index, &pattern.reason);
        }
        Self { file: Arc::new(file), patterns: Arc::new(patterns) }
    }
}

/// The folders that are open, and the settings found so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workspace {
    /// The folders, in the order in which they were opened.
    pub(crate) folders: Vec<PathBuf>,
    /// The settings on the disk by the folder they stand in; nothing where there are none.
    known: HashMap<PathBuf, Option<InForce>>,
    /// The settings that are open, by their folder.
    open: HashMap<PathBuf, InForce>,
}

impl Workspace {
    /// Opens and closes folders.
    pub(crate) fn change_folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        self.folders.retain(|folder| !removed.contains(folder));
        for folder in added {
            if !self.folders.contains(&folder) {
                self.folders.push(folder);
            }
        }
    }

    /// Forgets what was read from the disk.
    pub(crate) fn forget(&mut self) {
        self.known.clear();
    }

    /// Takes the settings that are open from the documents.
    pub(crate) fn take_open(&mut self, documents: &Documents) {
        let settings = documents.iter().filter_map(|document| {
            let path = document.path.as_deref()?;
            let is_settings = path.file_name().is_some_and(|name| name == SETTINGS);
            is_settings.then(|| Some((path.parent()?.to_owned(), InForce::read(path, &document.text))))?
        });
        self.open = settings.collect();
    }

    /// The settings for a plan: those of the nearest folder above that has some.
    pub(crate) fn settings_for(&mut self, plan: &Path) -> Option<InForce> {
        plan.ancestors().skip(1).find_map(|folder| self.in_folder(folder))
    }

    fn in_folder(&mut self, folder: &Path) -> Option<InForce> {
        if let Some(open) = self.open.get(folder) {
            return Some(open.clone());
        }
        if let Some(known) = self.known.get(folder) {
            return known.clone();
        }
        let path = folder.join(SETTINGS);
        // Settings that cannot be read are no settings; `gait check` says why.
        let read = gait_files::read(&path).ok().map(|text| InForce::read(&path, &text));
        self.known.insert(folder.to_owned(), read.clone());
        read
    }
}
