//! Mistakes in a text: what `design` says is wrong is found, with a position and a hint.

use std::collections::BTreeSet;

use gait_core::{Inputs, Snapshot, Source, fix};
use gait_rules::{Finding, Safety};
use gait_syntax::parse;
use suite::files;
use suite::golden::{File, fail_with, judge_mistakes};

const CASES: &str = "tests/mistakes";

#[test]
fn mistakes_are_found() {
    let mut wrong = Vec::new();
    for (name, text) in files(CASES, ".ron") {
        let file = File::cases(format!("{CASES}/{name}.ron"), text);
        assert!(!file.cases.is_empty(), "{}: cases stand below `// -- name`", file.path);
        wrong.extend(file.check(&|case, _| judge_mistakes(case)));
    }
    fail_with(&wrong);
}

/// The text with one letter of a word or a string changed, for each of them that no comment holds.
fn misspelt(text: &str) -> Vec<String> {
    let tree = parse(text).tree;
    let mut out = Vec::new();
    for (kind, span) in tree.tokens() {
        let (at, token) = (span.start as usize, tree.slice(span));
        let letters = || token.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric());
        let middle = letters().nth(letters().count() / 2).filter(|_| !kind.is_trivia());
        if let Some((place, letter)) = middle {
            let other = if letter == 'q' { "z" } else { "q" };
            out.push(format!("{}{other}{}", &text[..at + place], &text[at + place + 1..]));
        }
    }
    out
}

#[test]
fn what_cannot_be_read_is_not_missed() {
    // Several mistakes at once, in words that other rules would miss.
    let slips = [
        (r#""12 km""#, r#""12 k""#),
        ("47:30", "47.30"),
        ("lunge: Attested", "lunge: Atested"),
        ("threshold", "treshold"),
        ("romanian-deadlift", "romanian deadlift"),
        ("calf-raise", "calf raise"),
    ];
    let right = r#"Plan(
    format: 1,
    name: "Spelt right",
    start: "2027-03-01",
    athlete: Athlete(
        weekly_distance: "30 km",
        longest_run: "12 km",
        results: [(distance: "10 km", time: "47:30", on: "2027-02-06")],
        familiar: All,
        gates: (squat: Attested, lunge: Attested, hinge: Attested),
    ),
    sessions: {
        "tempo": Tempo("2 km easy + 5 km threshold"),
        "legs": Strength(duration: "40 min", lifts: [
            "bulgarian-split-squat 3x10/side rir 2",
            "romanian-deadlift 3x10 rir 2",
            "calf-raise 3x15 rir 2",
            "dead-bug 3x10",
        ]),
    },
    phases: [Phase(focus: Base, weeks: 3, week: (
        tue: ["tempo", "legs"],
        fri: ["easy: 6 km", "legs"],
        sun: ["easy: 10 km"],
    ))],
)
"#;
    let wrong = slips.iter().fold(right.to_owned(), |text, (right, wrong)| {
        assert!(text.contains(right), "{right}");
        text.replace(right, wrong)
    });
    let repository = |name: &str| {
        let path = format!("{}/../plans/{name}.plan.ron", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a plan of the repository")
    };
    let plans = ["early-mornings", "winter-a-b"].map(repository);
    let check = |text: &str| Snapshot::new(&Inputs::plan(Source::new("plan", text)));
    let mut falsehoods = Vec::new();
    for text in plans.iter().map(String::as_str).chain([right]) {
        let seen = |snapshot: &Snapshot| -> BTreeSet<(&'static str, u32)> {
            let place = |finding: &Finding| (finding.rule().name, snapshot.lines.line_of(finding.span.start));
            // That a name is not known says what is misspelt.
            let others = snapshot.findings.iter().filter(|finding| finding.rule().name != "unknown-exercise");
            others.map(place).collect()
        };
        let known = seen(&check(text));
        let whole = if text == right { vec![wrong.clone()] } else { Vec::new() };
        for wrong in misspelt(text).into_iter().chain(whole) {
            let read = check(&wrong);
            // What reads as well says something else, and may be wrong in other ways.
            if !read.problems.is_empty() {
                let new: Vec<_> = seen(&read).difference(&known).copied().collect();
                let line = text.lines().zip(wrong.lines()).find(|(right, wrong)| right != wrong);
                falsehoods.extend(new.into_iter().map(|new| format!("{new:?}: {line:?}")));
            }
        }
    }
    assert!(falsehoods.is_empty(), "{}", falsehoods.join("\n"));
    let fixed = fix(&Inputs::plan(Source::new("plan", wrong.as_str())), Safety::Suggested).after;
    let lifts = |text: &str| text.matches(" 3x").count();
    assert_eq!(lifts(&fixed.source.text), lifts(right), "{}", fixed.source.text);
}
