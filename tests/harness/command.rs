//! The command itself, run in a folder of its own as its users run it.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use crate::repo;

/// The command, built from this source.
pub static GAIT: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = std::env::current_exe().expect("a test is a program");
    let folder = test.parent().and_then(Path::parent).expect("tests stand in `deps` beside the programs");
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "gait-cli"]).current_dir(repo(""));
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success(), "the command builds");
    folder.join(format!("gait{}", std::env::consts::EXE_SUFFIX))
});

/// The PATH with the command of this source before all others.
///
/// # Panics
/// If a folder on the PATH cannot stand there.
#[must_use]
pub fn path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let here = GAIT.parent().map(Path::to_owned);
    std::env::join_paths(here.into_iter().chain(std::env::split_paths(&path))).expect("folders of a PATH")
}

/// Runs git in a folder, without the settings of whoever runs the tests.
///
/// # Panics
/// If git cannot do it.
pub fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]);
    git.args(args).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = git.output().expect("git is there");
    assert!(output.status.success(), "git {args:?}: {}", utf8(&output.stderr));
}

/// A folder for one test.
#[derive(Debug)]
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder in which only `lower-body-before-key-run` speaks.
    ///
    /// # Panics
    /// Like all here, where the machine has no room for a test.
    #[must_use]
    pub fn quiet() -> Self {
        let folder = Self::empty();
        let groups = gait_rules::Group::ALL.map(|group| format!("\"{}\": Off", group.name())).join(", ");
        let only = "\"lower-body-before-key-run\": Warning";
        folder.write("gait.ron", format!("Settings(levels: {{{groups}, {only}}})\n"));
        folder
    }

    /// An empty folder, gone at the end of the test.
    #[must_use]
    pub fn empty() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
        std::fs::write(path, bytes).expect("files can be written");
        self
    }

    /// The command with these arguments, in the folder, whatever the environment says of its looks.
    #[must_use]
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&*GAIT);
        command.args(args).current_dir(self.path());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "GAIT_FORMAT", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the command to its end.
    #[must_use]
    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the command runs")
    }

    /// Runs the command to its end with a text for its standard input, which it need not read: it may end before.
    #[must_use]
    pub fn feed(&self, args: &[&str], text: &[u8]) -> Output {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        match child.stdin.take().expect("a pipe").write_all(text) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            written => written.expect("the command reads"),
        }
        child.wait_with_output().expect("the command ends")
    }

    /// What a command line writes to both streams, and its exit code.
    #[must_use]
    pub fn transcript(&self, args: &[&str]) -> String {
        transcript(args, &self.run(args))
    }
}

/// A command line, what it wrote to both streams, and its exit code.
#[must_use]
pub fn transcript(args: &[&str], output: &Output) -> String {
    let mut text = format!("$ gait {}\n{}", args.join(" "), utf8(&output.stdout));
    if !output.stderr.is_empty() {
        let _ = write!(text, "--- stderr\n{}", utf8(&output.stderr));
    }
    let _ = writeln!(text, "--- exit {}", code(output));
    text
}

/// What a program wrote.
#[must_use]
pub fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the command writes UTF-8")
}

/// The exit code of a program.
#[must_use]
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the command ends by itself")
}
