//! Which settings hold for a plan: those of the nearest folder above that has some.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The name of a file with settings.
pub const SETTINGS: &str = "gait.ron";

/// Finds the settings of plans; each folder is looked at once.
#[derive(Debug, Default)]
pub struct SettingsLookup {
    known: HashMap<PathBuf, Option<PathBuf>>,
}

impl SettingsLookup {
    /// The `gait.ron` nearest to a plan, going up from its folder to the root.
    ///
    /// Without links resolved, as the path is written: a plan that is linked into a folder obeys that folder.
    #[must_use]
    pub fn find(&mut self, plan: &Path) -> Option<PathBuf> {
        let absolute = std::path::absolute(plan).ok()?;
        self.in_folder(absolute.parent()?)
    }

    fn in_folder(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.known.get(folder) {
            return known.clone();
        }
        let here = folder.join(SETTINGS);
        let found = if here.is_file() {
            Some(here)
        } else {
            folder.parent().and_then(|parent| self.in_folder(parent))
        };
        self.known.insert(folder.to_owned(), found.clone());
        found
    }
}
