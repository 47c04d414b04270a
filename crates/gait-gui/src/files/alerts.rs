//! What a person has to know or to decide about files.

use gait_core::Merge;

use crate::desk::{Holder, Left};

/// What a person has to know or to decide about files. It stands above the plan until it is settled, and stops nothing.
#[derive(Default, Debug)]
pub struct Alerts {
    /// The file is not what it was.
    pub disk: Option<DiskAlert>,
    /// Another window has the file open.
    pub holder: Option<Holder>,
    /// Another window has taken the file over.
    pub taken_over: bool,
    /// The last save failed; why.
    pub failed: Option<String>,
    /// Unsaved texts that were left behind.
    pub left: Vec<Left>,
}

/// In what way the file is not what it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DiskAlert {
    /// Another program changed what was changed here.
    Conflict {
        /// What stands on the disk.
        theirs: String,
        /// Both versions as far as they go together.
        merge: Merge,
    },
    /// It is gone, or has another name.
    Gone,
    /// It cannot be read; why.
    Unreadable(String),
}
