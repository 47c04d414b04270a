//! What the tests share: cases with carets, the plan around them, golden files.
#![allow(clippy::disallowed_methods, reason = "tests read and bless the files of the repository")]

pub mod approved;
pub mod caret;
pub mod case;
pub mod client;
pub mod command;
pub mod frame;
pub mod golden;
pub mod shapes;
pub mod sketch;
pub mod tool;

use std::path::{Path, PathBuf};

/// A file or folder of the repository, by its path from the root.
#[must_use]
pub fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The files of a folder of the repository whose names end in `ending`, by name: the name without the ending, and the
/// text.
///
/// # Panics
/// If there is none: who goes through them would look at nothing. If the folder cannot be listed or a file is not text.
#[must_use]
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let found = files_if_any(folder, ending);
    assert!(!found.is_empty(), "{folder}: no file ends in `{ending}`");
    found
}

/// The same of files that there need not be.
///
/// # Panics
/// If the folder cannot be listed or a file is not text.
#[must_use]
pub fn files_if_any(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let entries = std::fs::read_dir(repo(folder)).unwrap_or_else(|e| panic!("{folder}: {e}"));
    for entry in entries {
        let path = entry.expect("a folder of the repository can be listed").path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()?.strip_suffix(ending)) else { continue };
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        out.push((name.to_owned(), text));
    }
    out.sort();
    out
}

/// The worked plans, by name.
#[must_use]
pub fn plans() -> Vec<(String, String)> {
    files("plans", ".plan.ron")
}

/// Whether golden files are to be rewritten: `just bless`.
#[must_use]
pub fn blessing() -> bool {
    std::env::var_os("GAIT_BLESS").is_some_and(|value| value == "1")
}
