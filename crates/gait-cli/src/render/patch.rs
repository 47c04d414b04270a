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

#[cfg(test)]
mod tests {
    use super::patch;

    #[test]
    fn a_tab_ends_a_name_with_spaces() {
        let head = |name| patch(name, "a\n", "b\n").lines().take(2).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(head("my plan.ron"), ["--- my plan.ron\t", "+++ my plan.ron\t"]);
        assert_eq!(head("plan.ron"), ["--- plan.ron", "+++ plan.ron"]);
    }
}
