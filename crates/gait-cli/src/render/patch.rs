//! What changed in a text, as a unified diff.

use similar::TextDiff;

/// Lines of context around a change.
const CONTEXT: usize = 2;

/// The difference between two versions of a file.
pub(crate) fn patch(name: &str, before: &str, after: &str) -> String {
    // A tab ends a name with spaces in it for `patch`.
    let name = if name.contains(' ') { format!("{name}\t") } else { name.to_owned() };
    TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&name, &name)
        .to_string()
}
