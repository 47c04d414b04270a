//! Which plans settings speak of: `include` and `exclude`, written like the lines of an ignore file.

use std::path::{Path, PathBuf};

use crate::settings::absolute;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The `include` and `exclude` patterns of one file with settings.
#[derive(Clone, Debug)]
pub struct Patterns {
    root: PathBuf,
    include: Option<Gitignore>,
    exclude: Option<Gitignore>,
}

/// A pattern that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadPattern {
    /// Among `include`, then `exclude`, counted from 0.
    pub index: usize,
    /// Why, in lower case.
    pub reason: String,
}

impl Patterns {
    /// Reads patterns; `folder` is the one the settings are in. A pattern that cannot be read is left out.
    #[must_use]
    pub fn new<'a>(
        folder: &Path,
        include: impl IntoIterator<Item = &'a str>,
        exclude: impl IntoIterator<Item = &'a str>,
    ) -> (Self, Vec<BadPattern>) {
        let root = absolute(folder).unwrap_or_else(|| folder.to_owned());
        let mut bad = Vec::new();
        let mut index = 0;
        let include = read(&root, include.into_iter(), &mut index, &mut bad);
        let exclude = read(&root, exclude.into_iter(), &mut index, &mut bad);
        (Self { root, include, exclude }, bad)
    }

    /// Whether a plan is to be checked: included, if anything is, and not excluded.
    #[must_use]
    pub fn cover(&self, plan: &Path) -> bool {
        let Some(plan) = absolute(plan) else { return true };
        let Ok(inside) = plan.strip_prefix(&self.root) else { return true };
        let matches = |patterns: &Gitignore| patterns.matched_path_or_any_parents(inside, false).is_ignore();
        self.include.as_ref().is_none_or(matches) && !self.exclude.as_ref().is_some_and(matches)
    }
}

fn read<'a>(
    root: &Path,
    lines: impl Iterator<Item = &'a str>,
    index: &mut usize,
    bad: &mut Vec<BadPattern>,
) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new(root);
    let mut any = false;
    for line in lines {
        any = true;
        if let Err(error) = builder.add_line(None, line) {
            bad.push(BadPattern { index: *index, reason: reason(&error) });
        }
        *index += 1;
    }
    any.then(|| builder.build().unwrap_or_else(|_| Gitignore::empty()))
}

fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_covered_by_folder_and_name() {
        let covers = |include: &[&str], exclude: &[&str], plan: &str| {
            let (patterns, bad) =
                Patterns::new(Path::new("/home/runner"), include.iter().copied(), exclude.iter().copied());
            assert_eq!(bad, []);
            patterns.cover(&Path::new("/home/runner").join(plan))
        };
        assert!(covers(&[], &[], "a.plan.ron"));
        assert!(covers(&["plans/**"], &[], "plans/2027/a.plan.ron"));
        assert!(!covers(&["plans/**"], &[], "a.plan.ron"));
        assert!(!covers(&[], &["drafts/"], "drafts/deep/a.plan.ron"));
        assert!(!covers(&["plans/"], &["*-old.plan.ron"], "plans/a-old.plan.ron"));
        assert!(covers(&["plans/"], &["*-old.plan.ron"], "plans/a.plan.ron"));
        assert!(covers(&["plans/"], &[], "../elsewhere/a.plan.ron"), "settings speak of what is below them");
    }

    #[test]
    fn patterns_that_cannot_be_read_are_counted_through_both_lists() {
        let (_, bad) = Patterns::new(Path::new("/"), ["a", "b{"], ["c", "{d"]);
        assert_eq!(bad.iter().map(|b| b.index).collect::<Vec<_>>(), [1, 3]);
    }
}
