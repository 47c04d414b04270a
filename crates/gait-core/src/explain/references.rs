//! The list of works at the end of a page.

use gait_rules::references::cited;

/// The section *References* of what a page names; empty if it names nothing.
pub(super) fn section(page: &str) -> String {
    let works = cited(page);
    if works.is_empty() {
        return String::new();
    }
    let mut out = "\n## References\n\n".to_owned();
    for work in works {
        out.push_str(&format!("- {}: {work}\n", work.key));
    }
    out.push_str("\nWhat grades and brackets mean: `gait explain evidence`.\n");
    out
}
