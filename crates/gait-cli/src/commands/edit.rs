//! `gait edit`: starts the desktop editor, a program of its own, so that the command needs no library of a screen.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Status;
use crate::args::EditArgs;
use crate::failure::Failure;

/// The program.
const EDITOR: &str = "gait-editor";

/// Starts the editor and waits for it.
pub(crate) fn run(args: &EditArgs) -> Result<Status, Failure> {
    let program = beside().unwrap_or_else(|| PathBuf::from(EDITOR));
    let ended = Command::new(&program).args(&args.path).status().map_err(|error| {
        // Whoever may not enter a folder on the path is told that before that the others lack the program.
        let is_missing = match error.kind() {
            ErrorKind::NotFound => true,
            ErrorKind::PermissionDenied => program == Path::new(EDITOR) && !is_on_path(),
            _ => false,
        };
        Failure::Unknown {
            message: if is_missing {
                format!("the desktop editor, `{EDITOR}`, is not installed")
            } else {
                format!("`{}` cannot be started: {error}", program.display())
            },
            hint: is_missing.then(|| {
                format!(
                    "`cargo install --path crates/gait-gui` in a copy of the repository installs it; \
                     `{EDITOR}` must stand beside `gait` or on the path"
                )
            }),
        }
    })?;
    // What was wrong, the editor has said itself.
    Ok(if ended.success() { Status::Clean } else { Status::Failed })
}

/// Whether a file of the editor's name is in a folder on the path that may be entered.
fn is_on_path() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(EDITOR).is_file())
}

/// The editor that was installed together with this command.
fn beside() -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    let editor = here.with_file_name(format!("{EDITOR}{}", std::env::consts::EXE_SUFFIX));
    editor.is_file().then_some(editor)
}
