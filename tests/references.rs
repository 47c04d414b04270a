//! What pages rest on: works that are listed, grades that are said, and the reference of all rules, which is fresh.

use std::collections::BTreeSet;

use gait_core::Subject;
use gait_rules::RULES;
use gait_rules::references::{cited, keys, works};
use suite::{blessing, files, repo};

const RULE_PAGES: &str = "crates/gait-rules/src/rules";
const QUESTIONS: &str = "crates/gait-core/src/questions";
const TOPICS: &str = "crates/gait-core/src/topics";

/// Every page that is written by hand, with its name.
fn pages() -> Vec<(String, String)> {
    [RULE_PAGES, QUESTIONS, TOPICS].into_iter().flat_map(|folder| files(folder, ".md")).collect()
}

#[test]
fn every_work_that_a_page_names_is_listed() {
    let listed: BTreeSet<&str> = works().iter().map(|work| work.key.as_str()).collect();
    let mut missing = Vec::new();
    for (page, text) in pages() {
        let unknown = keys(&text).filter(|key| !listed.contains(key));
        missing.extend(unknown.map(|key| format!("{page}: {key}")));
    }
    assert_eq!(missing, [] as [&str; 0], "not in crates/gait-rules/references.ron");
}

#[test]
fn every_listed_work_is_named_by_a_page() {
    let named: BTreeSet<&str> =
        pages().iter().flat_map(|(_, text)| cited(text)).map(|work| work.key.as_str()).collect();
    let unused: Vec<&str> =
        works().iter().map(|w| w.key.as_str()).filter(|key| !named.contains(key)).collect();
    assert_eq!(unused, [] as [&str; 0], "in crates/gait-rules/references.ron, and on no page");
}

#[test]
fn works_stand_at_the_end_of_the_pages_that_name_them() {
    let page = Subject::find("lower-body-before-key-run").expect("a rule").page();
    let (_, end) = page.split_once("\n## References\n").expect("a list of works");
    assert!(end.contains("\n- PalmerSleivert2001: Palmer CD, Sleivert GG. Running economy"), "{end}");
    assert!(!end.contains("\n## "), "nothing comes after it");
    let hygiene = Subject::find("unused-session").expect("a rule").page();
    assert!(!hygiene.contains("## References"), "{hygiene}");
}

#[test]
fn every_rule_says_how_well_it_is_supported() {
    for rule in RULES {
        let evidence = rule.page.split_once("\n## Evidence\n\n").map_or("", |(_, evidence)| evidence);
        match rule.grade() {
            Some(grade) => assert!(('A'..='E').contains(&grade), "{}: grade {grade}", rule.name),
            None => assert!(
                evidence.starts_with("Not graded: "),
                "{}: the evidence begins with `Grade A` to `Grade E`, or with `Not graded: `",
                rule.name
            ),
        }
    }
}

#[test]
fn no_question_is_forgotten() {
    let written: BTreeSet<String> = files(QUESTIONS, ".md").into_iter().map(|(name, _)| name).collect();
    let all = Subject::all();
    let questions = all.iter().filter(|subject| matches!(subject, Subject::Question(_)));
    let registered: BTreeSet<String> = questions.map(|question| question.name().to_owned()).collect();
    assert_eq!(written, registered, "{QUESTIONS}/*.md and the questions of `gait explain`");
}

#[test]
fn the_reference_is_fresh() {
    let path = repo("crates/gait-rules/RULES.md");
    let fresh = gait_core::reference();
    for rule in RULES {
        let link = format!("src/rules/{}.md", rule.name.replace('-', "_"));
        assert!(fresh.contains(&link) && repo(&format!("crates/gait-rules/{link}")).exists(), "{link}");
    }
    if blessing() {
        std::fs::write(&path, &fresh).expect("the reference can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == fresh, "crates/gait-rules/RULES.md is stale; `just bless` writes it anew");
}
