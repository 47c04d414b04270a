//! Reading texts whole, within a limit.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::FileError;

/// The largest plan that is read, in bytes. The longest plan we know has 0.03 MB.
pub const LIMIT: u64 = 16_000_000;

/// Reads a text.
///
/// # Errors
/// Nothing or a folder there, no permission, more than [`LIMIT`], bytes that are no UTF-8.
pub fn read(path: &Path) -> Result<String, FileError> {
    let failed = |error| open_error(path, error);
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(FileError::Folder { path: path.to_owned() });
    }
    if metadata.len() > LIMIT {
        return Err(FileError::TooLarge { path: path.to_owned(), size: Some(metadata.len()) });
    }
    let capacity = usize::try_from(metadata.len()).unwrap_or(0) + 1;
    read_all(file, path, capacity)
}

/// Reads a text from standard input; `name` is what to call it in errors.
///
/// # Errors
/// A failing stream, more than [`LIMIT`], bytes that are no UTF-8.
pub fn read_stdin(name: &Path) -> Result<String, FileError> {
    read_all(io::stdin().lock(), name, 0)
}

fn read_all(stream: impl Read, path: &Path, capacity: usize) -> Result<String, FileError> {
    let mut bytes = Vec::with_capacity(capacity);
    match stream.take(LIMIT + 1).read_to_end(&mut bytes) {
        Ok(read) if read as u64 > LIMIT => Err(FileError::TooLarge { path: path.to_owned(), size: None }),
        Ok(_) => decode(path, bytes),
        Err(error) => Err(open_error(path, error)),
    }
}

/// Why a path cannot be opened.
pub(crate) fn open_error(path: &Path, error: io::Error) -> FileError {
    let path = path.to_owned();
    match error.kind() {
        // The name is there: a link to what is not.
        io::ErrorKind::NotFound if path.is_symlink() => {
            FileError::Unreadable { path, error: io::Error::other("the link leads nowhere") }
        }
        io::ErrorKind::NotFound => FileError::Missing { near: crate::discover::near(&path), path },
        _ => FileError::Unreadable { path, error },
    }
}

/// Bytes as text. A byte order mark stays: it is for the reader to judge.
///
/// # Errors
/// Bytes that are no UTF-8, with the place of the first.
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, FileError> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = &bytes[..offset];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let in_line = String::from_utf8_lossy(&before[line_start..]);
        FileError::NotUtf8 {
            path: path.to_owned(),
            byte: bytes.get(offset).copied().unwrap_or_default(),
            offset,
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: in_line.chars().count() + 1,
            utf16: bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]),
        }
    })
}
