//! One unsaved text and how it is written down.

use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{JournalError, hash};

/// The first line of a journal; another number is another layout.
const FIRST: &str = "gait journal 1";

/// A text that is not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The file it belongs to, absolute, as the next session may start elsewhere; for a document that never had a file,
    /// any name that is the caller's own.
    pub path: PathBuf,
    /// The [`hash`](fn@hash) of the text on the disk that it was made of; none if nothing was there.
    pub base: Option<u128>,
    /// The text.
    pub text: String,
    /// When it was kept, in milliseconds since 1970.
    pub time: u64,
}

/// What stands on the disk where a draft belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnDisk {
    /// The text the draft was made of.
    Base,
    /// The text of the draft: there is nothing to restore.
    Saved,
    /// Another text: it is to be merged or compared.
    Other,
    /// Nothing, or something that cannot be read.
    Nothing,
}

impl Draft {
    /// Compares with what stands on the disk now.
    #[must_use]
    pub fn on_disk(&self) -> OnDisk {
        match std::fs::read(&self.path) {
            Err(_) => OnDisk::Nothing,
            Ok(bytes) if bytes == self.text.as_bytes() => OnDisk::Saved,
            Ok(bytes) if self.base == Some(hash(&bytes)) => OnDisk::Base,
            Ok(_) => OnDisk::Other,
        }
    }

    /// The draft as a file: lines of what is known of it, an empty one, and the text as it is.
    pub(super) fn written(&self) -> Vec<u8> {
        let base = self.base.map_or_else(|| "none".to_owned(), |base| format!("{base:032x}"));
        let text = &self.text;
        let head = format!(
            "{FIRST}\npath {}\nbase {base}\ntime {}\ntext {} {:032x}\n\n",
            escaped(&self.path),
            self.time,
            text.len(),
            hash(text.as_bytes())
        );
        [head.as_bytes(), text.as_bytes()].concat()
    }

    /// Reads what was written to the file `at`.
    pub(super) fn read(at: &Path) -> Result<Self, JournalError> {
        let bytes = std::fs::read(at).map_err(JournalError::io(at))?;
        Self::of(&bytes).map_err(|what| JournalError::Damaged { path: at.to_owned(), what })
    }

    fn of(bytes: &[u8]) -> Result<Self, &'static str> {
        let whole = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
        let (head, text) = whole.split_once("\n\n").ok_or("its head is not all there")?;
        let mut lines = head.lines();
        if lines.next() != Some(FIRST) {
            return Err("it was not written by this version of gait");
        }
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let path = value("path").and_then(unescaped).ok_or("its path cannot be read")?;
        let base = match value("base").ok_or("the hash of its base is missing")? {
            "none" => None,
            base => Some(u128::from_str_radix(base, 16).map_err(|_| "the hash of its base is no number")?),
        };
        let time = value("time").and_then(|time| time.parse().ok()).ok_or("its time cannot be read")?;
        let sum = value("text").ok_or("the length of its text is missing")?;
        if sum != format!("{} {:032x}", text.len(), hash(text.as_bytes())) {
            return Err("its text is not the one that was written");
        }
        Ok(Self { path, base, text: text.to_owned(), time })
    }
}

/// A path on one line, whatever it is made of: bytes that are no plain characters stand as `%` and two digits.
pub(super) fn escaped(path: &Path) -> String {
    let mut out = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_graphic() && *byte != b'%' {
            out.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02x}");
        }
    }
    out
}

pub(super) fn unescaped(text: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    Some(os_string(bytes)?.into())
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(path: impl Into<PathBuf>, text: &str) -> Draft {
        Draft { path: path.into(), base: Some(hash(b"old")), text: text.to_owned(), time: 1_795_000_000_123 }
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in ["", "Plan()\n", "\n\n", "a\r\nb\u{feff}", "läuft 🏃\n\n\ngait journal 1\n\n"] {
            for base in [None, Some(0), Some(u128::MAX)] {
                let draft = Draft { base, ..draft("/pläne/50 %/a\nb.plan.ron", text) };
                assert_eq!(Draft::of(&draft.written()), Ok(draft));
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn paths_need_not_be_text() {
        use std::os::unix::ffi::OsStringExt;
        let draft = draft(OsString::from_vec(b"/a/\xff\xfe%41.plan.ron".to_vec()), "x");
        assert_eq!(Draft::of(&draft.written()), Ok(draft));
    }

    #[test]
    fn every_damage_is_noticed() {
        let whole = draft("a.plan.ron", "Plan(weeks: 4)\n").written();
        for end in 0..whole.len() {
            assert!(Draft::of(&whole[..end]).is_err(), "cut at {end}");
        }
        let mut more = whole.clone();
        more.push(b'x');
        assert_eq!(Draft::of(&more), Err("its text is not the one that was written"));
        let other = String::from_utf8(whole).expect("it is text").replace("journal 1", "journal 2");
        assert_eq!(Draft::of(other.as_bytes()), Err("it was not written by this version of gait"));
    }

    #[test]
    fn a_draft_is_compared_with_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.plan.ron");
        let draft = draft(path.clone(), "new");
        assert_eq!(draft.on_disk(), OnDisk::Nothing);
        for (text, expected) in [("old", OnDisk::Base), ("new", OnDisk::Saved), ("third", OnDisk::Other)] {
            std::fs::write(&path, text).expect("writes");
            assert_eq!(draft.on_disk(), expected);
        }
    }
}
