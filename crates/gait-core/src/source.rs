//! What goes in: texts with the names people know them by.

use std::sync::Arc;

use gait_rules::Settings;
use gait_syntax::{LineIndex, Problem};

/// A text and what to call it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name in messages: a path, or `<stdin>`.
    pub name: String,
    /// The text.
    pub text: Arc<str>,
}

impl Source {
    /// A text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// Which input a position is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SourceId {
    /// The plan.
    Plan,
    /// The settings.
    Settings,
}

/// A `gait.ron`, read once for all the plans below it.
#[derive(Clone, Debug)]
pub struct SettingsFile {
    /// The text.
    pub source: Source,
    /// What it says, as far as it can be read.
    pub settings: Settings,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    pub(crate) lines: LineIndex,
}

impl SettingsFile {
    /// Reads settings. Never fails: what is wrong is among the problems.
    #[must_use]
    pub fn read(source: Source) -> Self {
        let (settings, problems) = gait_rules::settings::read(&source.text);
        let lines = LineIndex::new(&source.text);
        Self { source, settings, problems, lines }
    }

    /// Adds what is wrong with a pattern, which only a reader of folders can tell: `index` counts through `include`,
    /// then `exclude`.
    pub fn report_pattern(&mut self, index: usize, reason: &str) {
        let Some(pattern) = self.settings.include.iter().chain(&self.settings.exclude).nth(index) else {
            return;
        };
        let message = format!("`{}` is no pattern: {reason}", pattern.value);
        let help = "patterns are written as in ignore files: `plans/**`, `drafts/`, `*-old.plan.ron`";
        self.problems.push(Problem::new("pattern", pattern.span, message).help(help));
    }
}

/// Everything a check looks at.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The plan.
    pub plan: Source,
    /// The settings in force, if there are any.
    pub settings: Option<Arc<SettingsFile>>,
}

impl Inputs {
    /// A plan without settings.
    #[must_use]
    pub const fn plan(plan: Source) -> Self {
        Self { plan, settings: None }
    }
}
