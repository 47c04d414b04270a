//! Texts that a person has read and approved of, in files beside the tests.

use crate::repo;

/// Compares a text with `<folder>/<name>.snap`, the folder by its path from the root of the repository.
///
/// # Panics
/// If it is another.
pub fn assert_approved(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(repo(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
