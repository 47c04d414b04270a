//! Problems as they are shown, grouped and filtered.

use super::*;

const PLAN: &str = r#"Plan(
    format: 1,
    name: "x",
    start: "2027-03-01",
    sessions: {
        "track": Intervals("25 min easy + 5x5 min interval"),
        "lower": Strength(warm_up: "6 min", lifts: [
            "romanian-deadlift 3x10 rir 2",
            "bulgarian-split-squat 3x10/side rir 2",
            "hip-thrust 3x10 rir 2",
        ]),
    },
    phases: [
        Phase(weeks: 2, week: (
            mon: ["easy: 40 min", "lower @ 18:00"],
            tue: ["track @ 07:00", "easyy: 40 min"],
            thu: ["easy: 40 min"], // gait: allow(no-rest-day): silences nothing
        )),
    ],
)
"#;

fn problems() -> ProblemsVm {
    ProblemsVm::new(&Document::new(None, PLAN, None))
}

fn titles(groups: &[Group]) -> Vec<&str> {
    groups.iter().map(|group| group.title.as_str()).collect()
}

#[test]
fn a_problem_leads_to_the_session_it_is_about() {
    let problems = problems();
    let row = problems.rows.iter().find(|row| row.code == "lower-body-before-key-run").expect("it is found");
    let key = SessionKey::read("2027-03-01 lower 1").expect("it is a key");
    assert_eq!(row.target, Some(Selection::Session(key.clone())));
    assert_eq!(row.places.len(), 1);
    let track = SessionKey::read("2027-03-02 track 1").expect("it is a key");
    assert_eq!(row.places[0].target, Some(Selection::Session(track.clone())));
    assert!(row.is_about(&track));
    assert_eq!(row.week, Some(1));
    assert_eq!(row.when, "Mondays, weeks 1, 2");
    let of = |key: &SessionKey| problems.of_session(key).map(|row| row.code);
    assert_eq!(
        of(&SessionKey { date: jiff::civil::date(2027, 3, 8), ..key.clone() }),
        Some("interference-score-high")
    );
    assert_eq!(of(&SessionKey { date: jiff::civil::date(2027, 3, 3), ..key }), None);
}

#[test]
fn a_mistake_leads_to_the_text_alone() {
    let problems = problems();
    let row = problems.rows.iter().find(|row| !row.is_rule).expect("`easyy` is a mistake");
    assert_eq!((row.severity, row.target.clone()), (Severity::Error, None));
    assert_eq!(row.line, 16);
}

#[test]
fn rows_are_grouped_by_rule_with_the_worst_first_or_by_week() {
    let problems = problems();
    let by_rule = problems.groups(&Filter::default());
    assert_eq!(by_rule[0].title, "Mistakes in the text");
    let worst: Vec<_> = by_rule.iter().map(|g| problems.rows[g.rows[0]].severity).collect();
    assert!(worst[1..].is_sorted_by(|a, b| a >= b), "{worst:?}");
    let by_week = problems.groups(&Filter { grouping: Grouping::Week, ..Filter::default() });
    assert_eq!(titles(&by_week)[..2], ["Mistakes in the text", "No week"]);
    assert!(titles(&by_week).contains(&"Week 1"));
    for groups in [by_rule, by_week] {
        let mut rows: Vec<usize> = groups.iter().flat_map(|group| group.rows.clone()).collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..problems.rows.len()).collect::<Vec<_>>(), "each stands somewhere, once");
    }
}

#[test]
fn a_filter_wants_all_words_and_leaves_severities_out() {
    let problems = problems();
    let shown = |text: &str, hidden: Vec<Severity>| {
        let filter = Filter { text: text.to_owned(), hidden, ..Filter::default() };
        problems.groups(&filter).iter().map(|group| group.rows.len()).sum::<usize>()
    };
    assert_eq!(shown("", Vec::new()), problems.rows.len());
    assert_eq!(shown("TRACK lower-body", Vec::new()), 1);
    assert_eq!(shown("track no-such-word", Vec::new()), 0);
    let rest = problems.rows.len() - problems.count(Severity::Warning);
    assert_eq!(shown("", vec![Severity::Warning]), rest);
}

#[test]
fn steps_go_around_and_on_from_where_a_row_was() {
    let group = |rows: &[usize]| Group { title: String::new(), note: "", rows: rows.to_vec() };
    let groups = [group(&[4, 2]), group(&[0])];
    assert_eq!(step(&groups, None, 0, true), Some(4));
    assert_eq!(step(&groups, Some(4), 0, true), Some(2));
    assert_eq!(step(&groups, Some(0), 2, true), Some(4));
    assert_eq!(step(&groups, Some(4), 0, false), Some(0));
    assert_eq!(step(&groups, None, 2, true), Some(0), "the row that took its place");
    assert_eq!(step(&groups, None, 2, false), Some(2));
    assert_eq!(step(&groups, None, 0, false), Some(0));
    assert_eq!(step(&groups, None, 3, true), Some(4), "it was the last one");
    assert_eq!(step(&[], None, 0, true), None);
}

#[test]
fn a_safe_fix_is_known_if_a_rule_proposes_one() {
    let has_safe = |text: &str| ProblemsVm::new(&Document::new(None, text, None)).has_safe;
    assert!(!has_safe(PLAN), "what a comment silences is not known while the text has a mistake");
    let whole = PLAN.replace("easyy", "easy");
    assert!(has_safe(&whole));
    assert!(!has_safe(&whole.replace(" // gait: allow(no-rest-day): silences nothing", "")));
}
