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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_folder_wins() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let inner = folder.path().join("a/b");
        std::fs::create_dir_all(&inner).expect("a folder");
        std::fs::write(folder.path().join(SETTINGS), "").expect("a file");
        let mut lookup = SettingsLookup::default();
        let plan = inner.join("x.plan.ron");
        assert_eq!(lookup.find(&plan), Some(folder.path().join(SETTINGS)));
        std::fs::write(inner.join(SETTINGS), "").expect("a file");
        assert_eq!(lookup.find(&plan), Some(folder.path().join(SETTINGS)), "a folder is looked at once");
        assert_eq!(SettingsLookup::default().find(&plan), Some(inner.join(SETTINGS)));
    }
}
