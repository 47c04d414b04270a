//! A field in which a file is found: by a part of its name, or by its path with the folders completed.

use std::path::{Path, PathBuf};

use gait_files::EXTENSION;

use crate::desk::{Desk, Entry};

/// What is typed in such a field, and what the folder holds that it speaks of.
#[derive(Clone, Default, Debug)]
pub struct Picker {
    /// What is typed.
    pub typed: String,
    /// Which of the choices is chosen.
    pub chosen: Option<usize>,
    /// Whether another one was chosen with a key just now: it is to be brought into view.
    pub has_moved: bool,
    /// Whether it has had the keyboard since it was opened or a folder was taken.
    pub is_ready: bool,
    /// Whether the name in it is to be selected, once it has the keyboard.
    pub selects: bool,
    /// The folder that was listed, and what it holds.
    listed: Option<(PathBuf, Vec<Entry>)>,
}

/// Something that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What is read.
    pub label: String,
    /// What is typed then.
    pub typed: String,
    /// Whether it is a folder: choosing it shows what it holds.
    pub is_folder: bool,
}

impl Picker {
    /// A field in which something stands already.
    #[must_use]
    pub fn new(typed: impl Into<String>) -> Self {
        Self { typed: typed.into(), ..Self::default() }
    }

    /// Whether a path is typed, and not a part of a name.
    #[must_use]
    pub fn is_path(&self) -> bool {
        self.typed.contains('/') || self.typed.starts_with(['~', '.'])
    }

    /// Where the name of a plan stands in a path, without its folder and what all plans end in.
    #[must_use]
    pub fn name(&self) -> std::ops::Range<usize> {
        let (folder, name) = self.parts();
        let name = name.strip_suffix(EXTENSION).unwrap_or(name);
        folder.len()..folder.len() + name.len()
    }

    /// The folder as it is typed, and what is typed after it.
    fn parts(&self) -> (&str, &str) {
        match self.typed.rfind('/') {
            Some(at) => self.typed.split_at(at + 1),
            None if self.typed.starts_with(['~', '.']) => (&self.typed, ""),
            None => ("", &self.typed),
        }
    }

    /// Lists the folder that is typed, if it is another than before.
    pub fn serve(&mut self, desk: &dyn Desk) {
        let folder = desk.resolve(self.parts().0);
        if self.listed.as_ref().is_none_or(|(listed, _)| *listed != folder) {
            let entries = desk.list(&folder);
            self.listed = Some((folder, entries));
        }
    }

    /// What the folder holds that begins as it is typed.
    #[must_use]
    pub fn entries(&self) -> Vec<Choice> {
        let Some((_, entries)) = &self.listed else { return Vec::new() };
        let (folder, beginning) = self.parts();
        let folder =
            if folder.is_empty() || folder.ends_with('/') { folder.to_owned() } else { format!("{folder}/") };
        let beginning = beginning.to_lowercase();
        let fits = entries.iter().filter(|entry| entry.name.to_lowercase().starts_with(&beginning));
        fits.map(|entry| {
            let end = if entry.is_file { "" } else { "/" };
            Choice {
                label: format!("{}{end}", entry.name),
                typed: format!("{folder}{}{end}", entry.name),
                is_folder: !entry.is_file,
            }
        })
        .collect()
    }

    /// The plans whose paths hold all words that are typed; those that were open lately come first.
    #[must_use]
    pub fn plans(&self, here: &Path, plans: &[PathBuf], recent: &[PathBuf]) -> Vec<Choice> {
        let words: Vec<String> = self.typed.split_whitespace().map(str::to_lowercase).collect();
        let others = plans.iter().filter(|plan| !recent.contains(plan));
        recent
            .iter()
            .chain(others)
            .map(|path| Choice {
                label: shown(here, path),
                typed: path.to_string_lossy().into_owned(),
                is_folder: false,
            })
            .filter(|choice| {
                let label = choice.label.to_lowercase();
                words.iter().all(|word| label.contains(word.as_str()))
            })
            .collect()
    }

    /// Types what was chosen.
    pub fn take(&mut self, choice: &Choice) {
        self.typed.clone_from(&choice.typed);
        self.chosen = None;
        self.is_ready = false;
    }

    /// What is typed with as much as all entries have in common; nothing if that is no more.
    #[must_use]
    pub fn completed(&self) -> Option<String> {
        let choices = self.entries();
        let (first, others) = choices.split_first()?;
        let common = others.iter().fold(first.typed.as_str(), |common, other| {
            let same = common.char_indices().zip(other.typed.chars()).find(|((_, a), b)| a != b);
            let end = same.map_or(common.len().min(other.typed.len()), |((at, _), _)| at);
            &common[..end]
        });
        (common.len() > self.typed.len()).then(|| common.to_owned())
    }
}

/// A path as it is read: from the folder one is in, if it is below that.
#[must_use]
pub fn shown(here: &Path, path: &Path) -> String {
    gait_files::shown(path.strip_prefix(here).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::MemoryDesk;

    fn desk() -> MemoryDesk {
        let desk = MemoryDesk::default();
        for path in ["/plans/half.plan.ron", "/plans/old/half.plan.ron", "/plans/old/ten.plan.ron"] {
            desk.write(path, "");
        }
        desk
    }

    fn labels(choices: &[Choice]) -> Vec<&str> {
        choices.iter().map(|choice| choice.label.as_str()).collect()
    }

    #[test]
    fn plans_are_found_by_words_and_the_last_ones_come_first() {
        let plans: Vec<PathBuf> = ["/plans/a/half.plan.ron", "/plans/b/half.plan.ron", "/plans/ten.plan.ron"]
            .map(Into::into)
            .into();
        let recent = [PathBuf::from("/plans/b/half.plan.ron"), PathBuf::from("/else/half.plan.ron")];
        let find = |typed: &str| {
            let found = Picker::new(typed).plans(Path::new("/plans"), &plans, &recent);
            found.into_iter().map(|choice| choice.label).collect::<Vec<_>>()
        };
        assert_eq!(find("HALF"), ["b/half.plan.ron", "/else/half.plan.ron", "a/half.plan.ron"]);
        assert_eq!(find("half a/"), ["a/half.plan.ron"]);
        assert_eq!(find("").len(), 4);
    }

    #[test]
    fn folders_are_completed() {
        let desk = desk();
        let mut picker = Picker::new("/plans/");
        picker.serve(&desk);
        assert_eq!(labels(&picker.entries()), ["old/", "half.plan.ron"]);
        picker.typed = "/plans/o".into();
        picker.serve(&desk);
        picker.typed = picker.completed().expect("there is one");
        assert_eq!(picker.typed, "/plans/old/");
        picker.serve(&desk);
        assert_eq!(labels(&picker.entries()), ["half.plan.ron", "ten.plan.ron"]);
        assert_eq!(picker.completed(), None, "nothing in common");
        picker.typed.push('T');
        assert_eq!(labels(&picker.entries()), ["ten.plan.ron"]);
        picker.take(&picker.entries()[0].clone());
        assert_eq!(picker.typed, "/plans/old/ten.plan.ron");
    }
}
