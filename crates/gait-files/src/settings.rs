//! Which settings hold for a plan: those of the nearest folder above that has some.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

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
        let absolute = absolute(plan)?;
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

/// A path from the root, with `..` taken back as it is written.
#[must_use]
pub fn absolute(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            other => out.push(other),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_up_is_taken_back() {
        let way = |path| absolute(Path::new(path));
        assert_eq!(way("/home/runner/../coach/./a.plan.ron"), Some(PathBuf::from("/home/coach/a.plan.ron")));
        assert_eq!(way("/../a"), Some(PathBuf::from("/a")));
    }

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
