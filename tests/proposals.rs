//! What is offered against findings: the proven fixes of the cases of every rule, one of each sort.

use std::collections::BTreeSet;

use gait_core::{Inputs, Snapshot, Source};
use gait_rules::{RULES, Safety};
use suite::frame::set;
use suite::golden::{File, Shows};
use suite::{blessing, caret, files, repo};

const PAGES: &str = "crates/gait-rules/src/rules";
const CASES: &str = "tests/rules";
const TABLE: &str = "tests/proposals/fixes.txt";

/// The cases that a rule speaks in: those that its page flags, and those that guard it.
fn cases(rule: &str) -> Vec<String> {
    let name = rule.replace('-', "_");
    let read = |path: &str| std::fs::read_to_string(repo(path)).ok();
    let page = read(&format!("{PAGES}/{name}.md")).map(|text| File::page(name.clone(), text));
    let guards = read(&format!("{CASES}/{name}.ron")).map(|text| File::cases(name.clone(), text));
    let all = page.iter().chain(&guards).flat_map(|file| file.cases.iter().map(move |case| (file, case)));
    let speaks = all.filter(|(_, case)| case.shows != Shows::Fine);
    speaks.map(|(file, case)| file.text[case.range.clone()].to_owned()).collect()
}

/// A label without what differs from plan to plan.
fn sort_of(label: &str) -> String {
    let bare: String = label.split('`').step_by(2).collect();
    let words = bare.split_whitespace().filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let weekday = |word: &&str| !days.iter().any(|day| word.starts_with(&day[..3]));
    words.filter(weekday).collect::<Vec<_>>().join(" ")
}

/// The lines that a fix changes, before and after.
fn lines(before: &str, after: &str) -> String {
    let missing = |from: &str, there: &str, sign: &str| {
        let gone = from.lines().filter(|line| !there.lines().any(|other| other == *line));
        gone.map(|line| format!("    {sign} {}\n", line.trim())).collect::<String>()
    };
    missing(before, after, "-") + &missing(after, before, "+")
}

/// The fixes of a rule, one of each sort, and whether one of them may be applied without asking.
fn offered(rule: &str) -> String {
    let mut sorts: BTreeSet<String> = BTreeSet::new();
    let mut out = String::new();
    for case in cases(rule) {
        let clean = caret::parse(&case).expect("a case reads").0;
        let inputs = Inputs::plan(Source::new("case", set(&clean).text));
        let snapshot = Snapshot::new(&inputs);
        let spoken = snapshot.findings.iter().filter(|finding| finding.rule().name == rule);
        for finding in spoken.take(2) {
            for fix in snapshot.fixes(&inputs, finding) {
                if sorts.insert(sort_of(&fix.label)) {
                    let safety = if fix.safety == Safety::Safe { " (safe)" } else { "" };
                    let (before, after) = (&snapshot.source.text, &fix.after.source.text);
                    out.push_str(&format!("  {}{safety}\n{}", fix.label, lines(before, after)));
                }
            }
        }
    }
    out
}

#[test]
fn what_is_offered_is_known() {
    let table: String = RULES
        .iter()
        .map(|rule| {
            let offered = offered(rule.name);
            format!("{}\n{}", rule.name, if offered.is_empty() { "  nothing\n" } else { &offered })
        })
        .collect();
    if blessing() {
        std::fs::create_dir_all(repo("tests/proposals")).expect("a folder can be made");
        std::fs::write(repo(TABLE), &table).expect("the table can be written");
    }
    let (_, known) = files("tests/proposals", "fixes.txt").into_iter().next().expect("the table is there");
    assert!(known == table, "`{TABLE}` is stale: `just bless`, and read the difference");
}
