//! Why a command cannot do its work: the world's failures, each with a hint kept apart.

use std::fmt;
use std::io;

use gait_core::SettingsFile;
use gait_files::{FileError, GitError, SaveError};

use crate::render::counts::mistakes;

/// Why a command cannot do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A path.
    File(FileError),
    /// A version that git keeps.
    Git(GitError),
    /// What was asked for does not exist.
    Unknown {
        /// The fact.
        message: String,
        /// What to try.
        hint: Option<String>,
    },
    /// A plan cannot be saved.
    Save(SaveError),
    /// The output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// Settings with mistakes, and what is left as it is because of them: plans or snapshots.
    pub(crate) fn spoilt_settings(file: &SettingsFile, what: &str) -> Self {
        let (name, mistakes) = (&file.source.name, mistakes(file.problems.len()));
        Self::Unknown {
            message: format!("`{name}` has {mistakes}, and {what} under it are left as they are"),
            hint: Some("`gait check` of the same plans shows more".to_owned()),
        }
    }

    /// Whether whoever read the output has stopped, as `head` does.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// What to try.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::File(error) => error.hint(),
            Self::Git(error) => error.hint(),
            Self::Unknown { hint, .. } => hint.clone(),
            Self::Save(error) => error.hint(),
            Self::Output(_) => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Git(error) => error.fmt(f),
            Self::Unknown { message, .. } => f.write_str(message),
            Self::Save(error) => error.fmt(f),
            Self::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
