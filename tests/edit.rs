//! `gait edit`: which program it starts, with what, and what it says where there is none.

use std::path::PathBuf;
use std::process::Command;

use suite::command::{Folder, GAIT, code, utf8};

/// The command in a folder of its own, where no editor stands beside it.
fn gait(folder: &Folder) -> PathBuf {
    let gait = folder.path().join("gait");
    // On another disk it must be copied.
    std::fs::hard_link(&*GAIT, &gait)
        .or_else(|_| std::fs::copy(&*GAIT, &gait).map(drop))
        .expect("it is there");
    gait
}

#[test]
fn without_an_editor_it_says_how_to_install_one() {
    let folder = Folder::empty();
    let output =
        Command::new(gait(&folder)).args(["edit", "a.plan.ron"]).env("PATH", "").output().expect("it runs");
    assert_eq!(code(&output), 2);
    let said = utf8(&output.stderr);
    assert!(said.contains("the desktop editor, `gait-editor`, is not installed"), "{said}");
    assert!(said.contains("cargo install --path crates/gait-gui"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_is_in_the_way_of_an_editor_is_none() {
    let folder = Folder::empty();
    // The system refuses to start a folder, as it refuses to look into one that may not be entered.
    std::fs::create_dir_all(folder.path().join("bin/gait-editor")).expect("a folder");
    let edit = || {
        let mut command = Command::new(gait(&folder));
        command.arg("edit").env("PATH", folder.path().join("bin"));
        let output = command.output().expect("it runs");
        std::fs::remove_file(folder.path().join("gait")).expect("it is ours");
        utf8(&output.stderr).to_owned()
    };
    let said = edit();
    assert!(said.contains("the desktop editor, `gait-editor`, is not installed"), "{said}");
    std::fs::remove_dir(folder.path().join("bin/gait-editor")).expect("it is ours");
    folder.write("bin/gait-editor", "no program");
    let said = edit();
    assert!(said.contains("`gait-editor` cannot be started: "), "{said}");
}

#[cfg(unix)]
#[test]
fn the_editor_beside_it_is_started_and_waited_for() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::empty();
    folder.write("gait-editor", "#!/bin/sh\necho \"$@\" > opened\nexit $1\n");
    let editor = folder.path().join("gait-editor");
    std::fs::set_permissions(editor, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    for (file, expected) in [("0", 0), ("2", 2), ("7", 2)] {
        let mut command = Command::new(gait(&folder));
        let output = command.args(["edit", file]).current_dir(folder.path()).output().expect("it runs");
        assert_eq!(code(&output), expected, "{}", utf8(&output.stderr));
        let opened = std::fs::read_to_string(folder.path().join("opened")).expect("it was started");
        assert_eq!(opened.trim(), file);
        std::fs::remove_file(folder.path().join("gait")).expect("it is ours");
    }
}
