//! Why a command cannot do its work: the world's failures, each with a hint kept apart.

use std::fmt;
use std::io;

use gait_files::{FileError, GitError, SaveError};

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
            Self::Save(_) | Self::Output(_) => None,
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
