//! Rules that look over days see the same wherever in a week those days stand, and over the new year: one case for each
//! of them, laid on every day in turn. That a new year changes nothing for all other cases is in `soundness.rs`.

use std::fmt::Write as _;

use gait_model::date::{add_days, days_between};
use gait_rules::{Occurrence, RULES, Target, Unit};
use jiff::civil::{Date, date};
use suite::frame::set;
use suite::sketch::snapshot;

/// A rule, and days on which it sees something: how many days after the first, and what is planned then.
type Case = (&'static str, &'static [(i64, &'static str)]);

const CASES: &[Case] = &[
    ("ambiguous-alternative", &[(0, r#""easy | lower @ 18:00""#), (1, r#""track @ 07:00""#)]),
    ("failure-near-key-run", &[(0, r#""fail @ 18:00""#), (1, r#""track @ 07:00""#)]),
    ("hard-days-in-a-row", &[(0, r#""track""#), (1, r#""lower""#), (2, r#""tempo""#)]),
    ("interference-score-high", &[(0, r#""lower @ 18:00""#), (1, r#""track @ 07:00""#)]),
    ("key-runs-too-close", &[(0, r#""track @ 18:00""#), (1, r#""tempo @ 07:00""#)]),
    ("load-step-size", &[(0, r#""light""#), (3, r#""steep""#)]),
    ("load-step-unearned", &[(0, r#""light""#), (3, r#""steep""#)]),
    ("lower-body-before-key-run", &[(0, r#""lower @ 18:00""#), (1, r#""track @ 07:00""#)]),
    ("lower-body-in-race-week", &[(0, r#""lower""#), (5, RACE)]),
    ("many-variables-at-once", &[(0, r#""light""#), (3, r#""steep""#)]),
    ("mobility-gate", &[(0, r#""squat""#)]),
    ("muscle-group-48h", &[(0, r#""lower @ 18:00""#), (1, r#""lower @ 18:00""#)]),
    ("no-rest-day", &[(0, DAILY), (1, DAILY), (2, DAILY), (3, DAILY), (4, DAILY), (5, DAILY), (6, DAILY)]),
    ("novel-lift-near-key-run", &[(0, r#""new @ 18:00""#), (1, r#""track @ 07:00""#)]),
    ("overlap-or-overbooked", &[(0, r#""easy: 60 min @ 23:30""#), (1, r#""track @ 00:10""#)]),
    ("plyometric-dose", &[(0, r#""track @ 23:00""#), (1, r#""hops @ 00:20""#)]),
    ("single-run-spike", &[(0, r#""long: 24 km""#), (27, r#""long: 30 km""#)]),
    ("strength-before-run-same-day", &[(0, r#""lower @ 07:00", "track @ 08:00""#)]),
    ("tendon-load-spacing", &[(0, r#""hops @ 18:00""#), (1, r#""track @ 07:00""#)]),
    ("too-few-clean-days", &[(0, TRACK), (1, LOWER), (2, TRACK), (4, TRACK), (6, LOWER)]),
    ("too-soon-after-race", &[(0, RACE), (2, r#""track""#)]),
    ("warm-up-missing", &[(0, r#""lower @ 07:00""#)]),
];

/// Stands for a race of the goals.
const RACE: &str = "race";
const DAILY: &str = r#""easy: 60 min""#;
const TRACK: &str = r#""track""#;
const LOWER: &str = r#""lower""#;

/// The first day of the plans, a Monday.
const START: Date = date(2026, 11, 2);
/// The first day of a case, the Monday before the new year.
const FIRST: Date = date(2026, 12, 28);

/// A plan in which a case begins so many days after [`FIRST`].
fn plan((rule, days): Case, by: i64) -> String {
    let on = |after: i64| add_days(FIRST, after + by);
    let (mut entries, mut goals) = (String::new(), String::new());
    for &(after, slots) in days {
        let text = if slots == RACE { &mut goals } else { &mut entries };
        match slots {
            RACE => write!(text, r#"Race(name: "City", date: "{}", distance: "half"),"#, on(after)),
            _ => writeln!(text, "\"{}\": [{slots}],", on(after)),
        }
        .expect("text");
    }
    let squat = if rule == "mobility-gate" { format!("Fail(\"{}\")", on(0)) } else { "Attested".to_owned() };
    set(&format!(
        r#"start: "{START}",
goals: [{goals}],
athlete: Athlete(level: Intermediate, weekly_distance: "40 km", longest_run: "20 km", familiar: Only(["back-squat"]),
    gates: (squat: {squat}, lunge: Attested, hinge: Attested, calf_capacity: Attested)),
sessions: {{
    "easy": Easy("40 min"), "tempo": Tempo("20 min easy + 30 min threshold"), "long": Long("90 min"),
    "track": Intervals("25 min easy + 25 min interval"),
    "lower": Strength(["romanian-deadlift 3x10", "bulgarian-split-squat 3x10/side", "hip-thrust 3x10"]),
    "fail": Strength(["back-squat 3x8 rir 0"]), "new": Strength(["nordic-curl 3x6"]),
    "light": Strength(["back-squat 2x10 @ 60 kg rir 2"]), "steep": Strength(["back-squat 3x12 @ 80 kg rir 2"]),
    "squat": Strength(["back-squat 3x8 @ 60 kg"]), "hops": Strength(["pogo-hops 4x20"]),
}},
phases: [Phase(weeks: 14, week: ())],
days: {{
{entries}}},"#
    ))
    .text
}

/// What the rule of a case says, with days counted from the first of the case.
fn told(case: Case, by: i64) -> Vec<String> {
    let text = plan(case, by);
    let snapshot = snapshot(&text);
    assert!(snapshot.problems.is_empty(), "{:?}\n{text}", snapshot.problems);
    let occurrences = snapshot.findings.iter().flat_map(|finding| &finding.occurrences);
    let occurrences = occurrences.filter(|one| RULES[one.rule].name == case.0);
    let one = |one: &Occurrence| {
        let mut out = format!("{}: {}", one.severity.name(), without_days(&one.message));
        for subject in &one.subjects {
            let Target::Session(index) = subject.target else { continue };
            let session = &snapshot.calendar.sessions[index];
            let after = days_between(FIRST, snapshot.calendar.date(session.day)) - by;
            write!(out, "; {} on day {after}", session.name).expect("text");
        }
        out
    };
    let mut told: Vec<String> = occurrences.map(one).collect();
    told.sort();
    told
}

/// A message without weekdays and dates, which move.
fn without_days(message: &str) -> String {
    let is_date = |word: &str| word.get(..10).is_some_and(|text| text.parse::<Date>().is_ok());
    let words = message.split(' ').map(|word| if is_date(word) || word.contains("day") { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_week_or_a_year_may_end_between_any_two_days() {
    for &case in CASES {
        let first = told(case, 0);
        assert!(!first.is_empty(), "{} sees nothing:\n{}", case.0, plan(case, 0));
        for by in -7..=7 {
            assert_eq!(told(case, by), first, "{}, {by} days later:\n{}", case.0, plan(case, by));
        }
    }
}

/// Rules whose hours and days are of another kind.
const OTHERWISE: [&str; 5] = [
    // Hours of running in a week, and in a run.
    "easy-share-low",
    "implausible-number",
    // A stretch goes on to the end of the plan: its cases begin and end within weeks.
    "mobility-plan-missing",
    // Within a day, and on another day of the same week.
    "same-day-gap-awkward",
    "strength-not-on-hard-day",
];

#[test]
fn every_rule_that_counts_hours_or_days_has_a_case() {
    for rule in RULES.iter().filter(|rule| !OTHERWISE.contains(&rule.name)) {
        let counts = rule.params.iter().any(|param| matches!(param.unit, Unit::Hours | Unit::Days));
        assert!(!counts || CASES.iter().any(|(name, _)| *name == rule.name), "{} has none", rule.name);
    }
}
