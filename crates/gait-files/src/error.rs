//! What can go wrong with a path, and what to try.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::discover::{EXTENSION, shown};
use crate::read::LIMIT;

/// Why a path could not be checked.
#[derive(Debug)]
pub enum FileError {
    /// Nothing is there.
    Missing {
        /// As it was given.
        path: PathBuf,
        /// What is there under a similar name.
        near: Option<PathBuf>,
    },
    /// A folder without plans.
    NoPlans {
        /// As it was given.
        path: PathBuf,
        /// What is there instead.
        without: Without,
    },
    /// A plan whose settings cannot be read; why not is an error of theirs.
    NoSettings {
        /// As it was given.
        path: PathBuf,
        /// The file with settings.
        settings: PathBuf,
    },
    /// A folder where a file is needed.
    Folder {
        /// As it was given.
        path: PathBuf,
    },
    /// The system refuses to show it.
    Unreadable {
        /// As it was given.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Larger than [`LIMIT`].
    TooLarge {
        /// As it was given.
        path: PathBuf,
        /// The size in bytes, if the file has one; a pipe has none.
        size: Option<u64>,
    },
    /// Bytes that are no UTF-8.
    NotUtf8 {
        /// As it was given.
        path: PathBuf,
        /// The first byte at fault.
        byte: u8,
        /// How many bytes come before it.
        offset: usize,
        /// The line it is in, from 1.
        line: usize,
        /// The character of the line it is in the place of, from 1.
        column: usize,
        /// The text seems to be UTF-16.
        utf16: bool,
    },
}

/// Why a folder has no plans to check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Without {
    /// It holds nothing that looks like a plan.
    Anything,
    /// It holds RON files under other names, such as this one.
    OtherRon(PathBuf),
    /// It holds so many plans, and ignore files leave them all out.
    Ignored(usize),
    /// It holds so many plans, and the settings leave them all out.
    Excluded(usize),
}

impl FileError {
    /// The path as it was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path, .. }
            | Self::NoPlans { path, .. }
            | Self::NoSettings { path, .. }
            | Self::Folder { path }
            | Self::Unreadable { path, .. }
            | Self::TooLarge { path, .. }
            | Self::NotUtf8 { path, .. } => path,
        }
    }

    /// What to try.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { near, .. } => {
                near.as_ref().map(|near| format!("did you mean `{}`?", shown(near)))
            }
            Self::NoPlans { without, .. } => Some(match without {
                Without::Anything => {
                    format!(
                        "plans end in `{EXTENSION}`; a file named on the command line may be called anything"
                    )
                }
                Without::OtherRon(path) => {
                    format!("plans end in `{EXTENSION}`; to check `{}` as it is, name it", shown(path))
                }
                Without::Ignored(_) => {
                    "ignore files leave them out; name a file to check it all the same".into()
                }
                Without::Excluded(_) => {
                    "`include` and `exclude` in gait.ron leave them out; name a file to check it all the same"
                        .into()
                }
            }),
            Self::NoSettings { .. } => None,
            Self::Folder { .. } => Some("name a file in it".into()),
            Self::Unreadable { error, .. } if error.kind() == io::ErrorKind::PermissionDenied => {
                Some("ask for permission to read it, or leave it out".into())
            }
            Self::Unreadable { .. } => None,
            Self::TooLarge { .. } => {
                Some("a year of training is about 0.05 MB; is this the file you meant?".into())
            }
            Self::NotUtf8 { utf16: true, .. } => Some("it begins like UTF-16; save it as UTF-8".into()),
            Self::NotUtf8 { .. } => Some("save the file as UTF-8".into()),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(self.path());
        match self {
            Self::Missing { .. } => write!(f, "there is no file or folder `{path}`"),
            Self::NoPlans { without, .. } => match without {
                Without::Anything | Without::OtherRon(_) => write!(f, "there are no plans in `{path}`"),
                Without::Ignored(1) | Without::Excluded(1) => {
                    write!(f, "the one plan in `{path}` is left out")
                }
                Without::Ignored(count) | Without::Excluded(count) => {
                    write!(f, "all {count} plans in `{path}` are left out")
                }
            },
            Self::NoSettings { settings, .. } => {
                write!(f, "`{path}` is left out: its settings, `{}`, cannot be read", shown(settings))
            }
            Self::Folder { .. } => write!(f, "`{path}` is a folder"),
            Self::Unreadable { error, .. } => write!(f, "`{path}` cannot be read: {}", reason(error)),
            Self::TooLarge { size: Some(size), .. } => {
                write!(f, "`{path}` has {}; the limit is {}", megabytes(*size), megabytes(LIMIT))
            }
            Self::TooLarge { size: None, .. } => {
                write!(f, "`{path}` has more than {}, which is the limit", megabytes(LIMIT))
            }
            Self::NotUtf8 { byte, offset, line, column, .. } => {
                write!(
                    f,
                    "`{path}` is not UTF-8: byte 0x{byte:02x} at line {line}, column {column} (offset {offset})"
                )
            }
        }
    }
}

impl std::error::Error for FileError {}

/// What the system says, without its numbers.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder".into(),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            let mut letters = text.chars();
            letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        }
    }
}

/// `104.9 MB`, in millions of bytes to a tenth.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_add(50_000) / 100_000;
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        rest => format!("{}.{rest} MB", tenths / 10),
    }
}
