//! What a person prefers, kept from one start to the next.

use std::path::{Path, PathBuf};

use gait_core::Units;
use serde::{Deserialize, Serialize};

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub enum Appearance {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Whatever the system has.
    #[default]
    System,
}

/// What stands in the middle.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub enum Middle {
    /// The weeks.
    #[default]
    Board,
    /// The charts.
    Charts,
}

/// How many recent files are kept.
const MOST_RECENT: usize = 12;

/// What a person prefers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light or dark.
    pub appearance: Appearance,
    /// The unit distances are shown in.
    pub units: Units,
    /// The size of everything; 1 is as the system has it.
    pub zoom: f32,
    /// Whether things slide and fade.
    pub reduced_motion: bool,
    /// Files that were open, the last one first.
    pub recent: Vec<PathBuf>,
    /// What stands in the middle.
    pub middle: Middle,
    /// Whether the form of the selection is shown.
    pub inspector: bool,
    /// Whether the list of problems is shown.
    pub problems: bool,
    /// Whether the text is shown.
    pub source: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            appearance: Appearance::System,
            units: Units::AsWritten,
            zoom: 1.0,
            reduced_motion: false,
            recent: Vec::new(),
            middle: Middle::Board,
            inspector: true,
            problems: true,
            source: false,
        }
    }
}

impl Preferences {
    /// Puts a file at the head of those that were open.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MOST_RECENT);
    }
}
