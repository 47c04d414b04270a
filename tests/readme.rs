//! The README shows a plan and what `gait check` says of it: both are true.

use gait_core::{Inputs, Source, check};
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
    let plan = block(&readme, "```ron\n");
    let shown = block(&readme, "$ gait check spring.plan.ron\n");
    let report = check(&Inputs::plan(Source::new("spring.plan.ron", plan)));
    assert!(!report.diagnostics.is_empty(), "the plan has a finding");
    let titles: Vec<String> = report
        .diagnostics
        .iter()
        .map(|d| format!("{}[{}]: {}", d.severity.name(), d.code, d.message))
        .collect();
    let printed: Vec<&str> = shown.lines().filter(|line| line.contains("]: ")).collect();
    assert_eq!(printed, titles, "`gait check` on the README's plan prints something else now");
}
