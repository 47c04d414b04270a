//! What plans say to questions: `gait explain QUESTION --plan FILE`.

use std::fmt::Write as _;

use gait_core::{Answer, Inputs, SettingsFile, Snapshot, Source, Subject};
use suite::approved::assert_approved;
use suite::plans;

fn questions() -> Vec<Subject> {
    let all = Subject::all();
    all.into_iter().filter(|subject| matches!(subject, Subject::Question(_))).collect()
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(&Inputs::plan(Source::new("a.plan.ron", text)))
}

fn ask(snapshot: &Snapshot, name: &str) -> Answer {
    snapshot.answer(Subject::find(name).expect(name)).expect("a question")
}

fn worked(name: &str) -> Snapshot {
    let all = plans();
    snapshot(&all.iter().find(|(plan, _)| plan == name).expect(name).1)
}

/// The tables of an answer as text.
fn shown(answer: &Answer) -> String {
    let mut out = String::new();
    for table in &answer.tables {
        writeln!(out, "{}: {}", table.caption, table.columns.join(" | ")).expect("text");
        for row in &table.rows {
            writeln!(out, "  {}", row.join(" | ").trim_end()).expect("text");
        }
    }
    out
}

#[test]
fn every_plan_answers_every_question() {
    for (name, text) in plans() {
        let snapshot = snapshot(&text);
        for subject in questions() {
            let answer = ask(&snapshot, subject.name());
            assert!(!answer.tables.is_empty(), "{name}: {} has no table", subject.name());
            for table in &answer.tables {
                let full = table.rows.iter().all(|row| row.len() == table.columns.len());
                assert!(full, "{name}: {}: {table:?}", subject.name());
            }
            let Subject::Question(question) = subject else { continue };
            for finding in &answer.findings {
                assert!(question.rules.contains(&finding.code), "{}: {}", subject.name(), finding.code);
            }
        }
    }
}

#[test]
fn every_question_has_rows_in_some_plan() {
    let snapshots: Vec<Snapshot> = plans().iter().map(|(_, text)| snapshot(text)).collect();
    for subject in questions() {
        let rows = snapshots.iter().flat_map(|snapshot| ask(snapshot, subject.name()).tables);
        assert!(rows.map(|table| table.rows.len()).sum::<usize>() > 0, "{}", subject.name());
    }
}

#[test]
fn half_written_plans_answer_too() {
    let (_, text) = plans().into_iter().find(|(name, _)| name == "spring-half").expect("a worked plan");
    let cuts = (0..text.len()).step_by(97).filter(|&cut| text.is_char_boundary(cut));
    for cut in cuts {
        let snapshot = snapshot(&text[..cut]);
        for subject in questions() {
            ask(&snapshot, subject.name());
        }
    }
}

#[test]
fn distances_have_one_unit_wherever_a_plan_is_shown() {
    let plan = r#"Plan(
    format: 1,
    name: "By time",
    start: "2027-03-01",
    athlete: (weekly_distance: "25 mi"),
    phases: [Phase(weeks: 1, week: (tue: ["easy: 40 min"], thu: [THURSDAY], sat: ["long: 90 min"]))],
)
"#;
    for (thursday, unit) in [("\"easy: 30 min\"", "mi"), ("\"easy: 5 km\"", "km"), ("\"easy: 6x1 km\"", "mi")]
    {
        let snapshot = snapshot(&plan.replace("THURSDAY", thursday));
        let distance = gait_core::expand(&snapshot).distance;
        assert!(distance.ends_with(&format!(" {unit}")), "{thursday}: {distance}");
        let answer = shown(&ask(&snapshot, "how-many-sessions"));
        let other = if unit == "mi" { " km" } else { " mi" };
        assert!(answer.contains(&format!(" {unit}")) && !answer.contains(other), "{thursday}: {answer}");
    }
}

#[test]
fn rules_and_groups_answer_with_their_findings() {
    let snapshot = worked("marathon-off-the-shelf");
    let all: Vec<&str> = snapshot.findings.iter().map(|finding| finding.rule().name).collect();
    let rule = ask(&snapshot, "single-run-spike");
    assert_eq!(rule.findings.len(), all.iter().filter(|rule| **rule == "single-run-spike").count());
    assert!(rule.tables.is_empty() && !rule.findings.is_empty());
    assert!(ask(&snapshot, "running-load").findings.len() >= rule.findings.len());
    assert!(snapshot.answer(Subject::find("format").expect("a topic")).is_none());
}

#[test]
fn settings_move_what_is_advised() {
    let text = plans().into_iter().find(|(name, _)| name == "sample-week").expect("a worked plan").1;
    let settings = r#"Settings(params: {
        "strength-frequency": {"other_max": 4},
        "lower-body-before-key-run": {"min_gap_heavy": "30 h"},
    })"#;
    let file = SettingsFile::read(Source::new("gait.ron", settings));
    assert_eq!(file.problems, []);
    let inputs = Inputs { plan: Source::new("a.plan.ron", text.as_str()), settings: Some(file.into()) };
    let (with, without) = (Snapshot::new(&inputs), snapshot(&text));
    assert!(shown(&ask(&without, "how-many-sessions")).contains("| up to 3 |"));
    assert!(shown(&ask(&with, "how-many-sessions")).contains("| up to 4 |"));
    assert!(shown(&ask(&without, "which-days")).contains("| 22.5 h | 36 h"));
    assert!(shown(&ask(&with, "which-days")).contains("| 22.5 h | 30 h"));
}

#[test]
fn a_start_has_a_number_of_its_own() {
    let (_, text) = plans().into_iter().find(|(name, _)| name == "spring-half").expect("a worked plan");
    let snapshot = snapshot(&text.replace("level: Intermediate", "level: Novice"));
    let text = shown(&ask(&snapshot, "how-many-sessions"));
    assert!(text.contains("its running advises | a start advises\n"), "{text}");
    assert!(text.contains("  1–3 | Base | 2 | 2–3 | 42.4–45.8 km |  | up to 2\n"), "{text}");
    assert!(text.contains("  5 | Base | 2 | 2–3 | 52.8 km | up to 2 |\n"), "{text}");
}

#[test]
fn a_week_of_rest_is_asked_for_no_session() {
    let week = r#"weeks: 2, week: [(tue: ["easy: 5 km"]), (mon: ["rest"])]"#;
    let text =
        format!(r#"Plan(format: 1, name: "x", start: "2027-03-01", phases: [Phase(focus: Base, {week})])"#);
    let text = shown(&ask(&snapshot(&text), "how-many-sessions"));
    assert!(text.contains("  1 | Base | 0 | 2–3 |"), "{text}");
    assert!(text.contains("  2 | Base | 0 | up to 3 |"), "{text}");
}

#[test]
fn tables_of_a_plan() {
    let spring = worked("spring-half");
    let names = [
        "how-many-sessions",
        "how-long",
        "when-to-add-weight",
        "when-to-ease-off",
        "how-hard",
        "which-lifts",
        "mobility-first",
    ];
    let mut out = String::new();
    for name in names {
        writeln!(out, "# {name}\n{}", shown(&ask(&spring, name))).expect("text");
    }
    let trail = worked("sample-week");
    for name in ["which-days", "lift-before-running", "lift-near-long-run", "is-this-a-spike"] {
        writeln!(out, "# {name}\n{}", shown(&ask(&trail, name))).expect("text");
    }
    writeln!(out, "# lift-near-race\n{}", shown(&ask(&snapshot(AROUND_A_RACE), "lift-near-race")))
        .expect("text");
    assert_approved("tests/answers", "tables", &out);
}

/// Leg work on both sides of a race.
const AROUND_A_RACE: &str = r#"Plan(
    format: 1,
    name: "Around a race",
    start: "2027-03-01",
    goals: [Race(name: "City half", date: "2027-03-14", distance: "half")],
    sessions: {
        "heavy": Strength(["back-squat 5x8 @ 60 kg rir 2", "romanian-deadlift 4x8 rir 2"]),
        "light": Strength(["goblet-squat 3x8 rir 3"]),
        "arms":  Strength(["push-up 3x10 rir 2"]),
    },
    phases: [
        Phase(weeks: 3, week: (mon: ["heavy"], wed: ["light"], fri: ["arms"], sun: ["long: 15 km"])),
    ],
)
"#;
