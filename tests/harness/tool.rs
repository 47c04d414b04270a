//! Programs of others that a test needs: found, or loudly missed.

use std::io::Write as _;
use std::path::PathBuf;

/// A program on the path, of the Debian package `package`. Where it is missing, what is tested with it is left out and
/// the log says so; with `GAIT_CI=1`, where everything has been installed, that fails.
///
/// # Panics
/// If it is missing and `GAIT_CI` is `1`.
#[must_use]
pub fn tool(name: &str, package: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        missing(&format!("`{name}` is not installed (`apt-get install {package}`)"));
    }
    found
}

/// Says that something is missing, and that what is tested with it is not.
///
/// # Panics
/// If `GAIT_CI` is `1`.
pub fn missing(what: &str) {
    assert!(std::env::var_os("GAIT_CI").is_none_or(|value| value != "1"), "{what}");
    // Past the capture of the test's output: nobody shall take this for tested.
    let _ = writeln!(std::io::stderr(), "\nNOT TESTED: {what}");
}
