//! Rules: what their pages and cases promise, and that none is forgotten.

use std::collections::BTreeSet;

use gait_core::{Inputs, Snapshot, Source};
use gait_rules::{Group, RULES};
use suite::frame::set;
use suite::golden::{File, Shows, fail_with, judge_rule};
use suite::{files, repo};

const PAGES: &str = "crates/gait-rules/src/rules";
const CASES: &str = "tests/rules";
const HEADINGS: [&str; 6] = ["What", "Why", "Flagged", "Fine", "Fix", "Evidence"];

fn snake(rule: &str) -> String {
    rule.replace('-', "_")
}

#[test]
fn pages_show_what_rules_find() {
    let mut wrong = Vec::new();
    for rule in RULES {
        // From the disk, not from `rule.page`: blessing changes it.
        let path = format!("{PAGES}/{}.md", snake(rule.name));
        let text = std::fs::read_to_string(repo(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        let page = File::page(path, text);
        for shows in [Shows::Flagged, Shows::Fine] {
            if !page.cases.iter().any(|case| case.shows == shows) {
                wrong.push(format!("{}: no `ron` block under `## {shows:?}`\n", page.path));
            }
        }
        wrong.extend(page.check(&|case, shows| judge_rule(case, shows, rule.name)));
    }
    fail_with(&wrong);
}

#[test]
fn cases_show_what_rules_find() {
    let mut wrong = Vec::new();
    for (name, text) in files(CASES, ".ron") {
        let file = File::cases(format!("{CASES}/{name}.ron"), text);
        let Some(rule) = RULES.iter().find(|rule| snake(rule.name) == name) else {
            wrong.push(format!("{}: no rule has this name\n", file.path));
            continue;
        };
        let names: BTreeSet<&str> = file.cases.iter().map(|case| case.name.as_str()).collect();
        if file.cases.is_empty() || names.len() < file.cases.len() {
            wrong.push(format!("{}: cases stand below `// -- name`, each name once\n", file.path));
        }
        wrong.extend(file.check(&|case, shows| judge_rule(case, shows, rule.name)));
    }
    fail_with(&wrong);
}

#[test]
fn pages_have_the_same_headings() {
    for rule in RULES {
        let lines = || rule.page.lines();
        assert_eq!(lines().next(), Some(format!("# {}", rule.name).as_str()), "first line of the page");
        let headings: Vec<&str> = lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "headings of {}", rule.name);
    }
}

#[test]
fn no_rule_is_forgotten() {
    let registered: BTreeSet<String> = RULES.iter().map(|rule| snake(rule.name)).collect();
    assert_eq!(registered.len(), RULES.len(), "names are unique");
    for ending in [".rs", ".md"] {
        let written: BTreeSet<String> = files(PAGES, ending).into_iter().map(|(name, _)| name).collect();
        assert_eq!(written, registered, "{PAGES}/*{ending} and RULES");
    }
}

#[test]
fn every_group_has_rules() {
    let used: BTreeSet<Group> = RULES.iter().map(|rule| rule.group).collect();
    assert_eq!(used, BTreeSet::from(Group::ALL));
}

#[test]
fn rules_are_well_formed() {
    for rule in RULES {
        let parts: Vec<&str> = rule.name.split('-').collect();
        let kebab = |part: &&str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        assert!(parts.iter().all(kebab), "`{}` is not kebab-case", rule.name);
        let summary = rule.summary;
        assert!(!summary.is_empty() && !summary.ends_with('.'), "{}: summary `{summary}`", rule.name);
        let mut names = BTreeSet::new();
        for param in rule.params {
            assert!(names.insert(param.name), "{}: `{}` twice", rule.name, param.name);
            let snake = param.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            assert!(snake, "{}: `{}` is not snake_case", rule.name, param.name);
            let (low, high) = param.range;
            assert!((low..=high).contains(&param.default), "{}: default of `{}`", rule.name, param.name);
        }
    }
}

#[test]
fn a_plan_without_dates_is_told_of_in_weeks_and_weekdays() {
    let text = set(r#"phases: [Phase(weeks: 5, week: (sun: ["long: 25 km"]), volume: ["100 %", "100 %", "100 %", "150 %", "100 %"])],"#).text;
    let undated = text.replace("start: \"2027-03-01\",", "");
    assert_ne!(text, undated, "the frame has a start");
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("plan", undated)));
    let when: Vec<&str> = snapshot.findings.iter().filter_map(|finding| finding.when.as_deref()).collect();
    assert!(when.contains(&"Sunday of week 4"), "{when:?}");
    for diagnostic in snapshot.report().diagnostics {
        let told = format!("{} {:?} {:?}", diagnostic.message, diagnostic.notes, diagnostic.help);
        assert!(!told.contains("2001-") && !told.contains("2000-"), "{told}");
    }
}
