//! The README shows a plan and what `gait check` says of it: both are true.

use suite::command::{Folder, code, utf8};
use suite::repo;

/// What stands between the first line that is `open` and the next fence.
fn block<'t>(text: &'t str, open: &str) -> &'t str {
    let start = text.find(open).expect(open) + open.len();
    let end = text[start..].find("```").expect("a closing fence") + start;
    &text[start..end]
}

#[test]
fn the_finding_is_what_the_plan_yields() {
    let readme = std::fs::read_to_string(repo("README.md")).expect("README.md");
    let shown = block(&readme, "$ gait check spring.plan.ron\n");
    let folder = Folder::empty();
    folder.write("spring.plan.ron", block(&readme, "```ron\n"));
    let output = folder.run(&["check", "spring.plan.ron"]);
    assert_eq!(code(&output), 1, "the plan has an error");
    assert_eq!(shown.trim_end(), utf8(&output.stdout).trim_end(), "it prints something else now");
}
