//! What must hold for every text: nothing panics, every slot has its session, the same text says the same.

use gait_core::{Inputs, Snapshot, Source};
use gait_model::calendar::Placement;
use gait_model::path::Paths;
use gait_syntax::parse;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use suite::frame::set;
use suite::plans;
use suite::sketch::{config, sketch, snapshot};

/// What must hold for the snapshot of any text.
fn check(text: &str) {
    let one = snapshot(text);
    for finding in &one.findings {
        let in_text = finding.positions().all(|span| text.get(span.range()).is_some());
        assert!(in_text, "{} points outside the text\n{text}", finding.rule().name);
    }
    for problem in &one.problems {
        assert!(text.get(problem.span.range()).is_some(), "{problem:?} points outside the text\n{text}");
    }
    let order = |f: &gait_rules::Finding| (f.span, f.rule, f.related.clone());
    let sorted = one.findings.windows(2).all(|pair| order(&pair[0]) < order(&pair[1]));
    assert!(sorted, "findings are sorted and differ\n{text}\n{:#?}", one.findings);
    let json = |s: &Snapshot| serde_json::to_string(&s.report()).expect("a report is JSON");
    assert_eq!(json(&one), json(&snapshot(text)), "the same text says the same");
}

proptest! {
    #![proptest_config(config(80))]

    #[test]
    fn every_slot_has_exactly_one_session(sketch in sketch()) {
        let text = set(&sketch.text(false)).text;
        let snapshot = snapshot(&text);
        prop_assert!(snapshot.problems.is_empty(), "{:#?}\n{}", snapshot.problems, text);
        let calendar = &snapshot.calendar;
        let counts: Vec<usize> = (0..calendar.day_count()).map(|day| calendar.on(day).len()).collect();
        prop_assert_eq!(counts, sketch.expected(), "{}", text);
        for (i, session) in calendar.sessions.iter().enumerate() {
            prop_assert!(!session.trail.written.is_empty());
            prop_assert!(session.start <= session.end);
            // No two sessions share a day and a slot.
            let twin = calendar.sessions[..i].iter().find(|s| s.day == session.day && s.trail.slot == session.trail.slot);
            prop_assert!(twin.is_none(), "{:?} twice\n{}", session.trail.slot, text);
            if let Placement::Day(entry) = session.trail.placement {
                prop_assert_eq!(snapshot.plan.days[entry].date, calendar.date(session.day));
            }
        }
        check(&text);
    }

    #[test]
    fn the_order_of_days_does_not_matter(sketch in sketch()) {
        let calendar = |reverse| {
            let expansion = gait_core::expand(&snapshot(&set(&sketch.text(reverse)).text));
            serde_json::to_string(&expansion).expect("an expansion is JSON")
        };
        prop_assert_eq!(calendar(false), calendar(true));
    }
}

/// A way to spoil a text.
#[derive(Clone, Debug)]
pub(crate) enum Spoil {
    Delete(Index),
    Duplicate(Index),
    Swap(Index, Index),
    Replace(Index, Index),
    /// Puts a character in the place of another, inside strings too.
    Write(Index, char),
}

pub(crate) fn spoil() -> impl Strategy<Value = Spoil> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Spoil::Delete),
        index().prop_map(Spoil::Duplicate),
        (index(), index()).prop_map(|(a, b)| Spoil::Swap(a, b)),
        (index(), index()).prop_map(|(a, b)| Spoil::Replace(a, b)),
        (index(), select("0159x@+-|?:/%.()[]{}\",# é\n".chars().collect::<Vec<_>>()))
            .prop_map(|(at, c)| Spoil::Write(at, c)),
    ]
}

pub(crate) fn spoilt(text: &str, by: &Spoil) -> String {
    let tree = parse(text).tree;
    let mut tokens: Vec<&str> = tree.tokens().map(|(_, span)| &text[span.range()]).collect();
    if tokens.is_empty() {
        return String::new();
    }
    match by {
        Spoil::Delete(at) => {
            tokens.remove(at.index(tokens.len()));
        }
        Spoil::Duplicate(at) => {
            let at = at.index(tokens.len());
            tokens.insert(at, tokens[at]);
        }
        Spoil::Swap(a, b) => {
            let (a, b) = (a.index(tokens.len()), b.index(tokens.len()));
            tokens.swap(a, b);
        }
        Spoil::Replace(at, with) => {
            let (at, with) = (at.index(tokens.len()), with.index(tokens.len()));
            tokens[at] = tokens[with];
        }
        Spoil::Write(at, c) => {
            let at = at.index(text.chars().count());
            return text.chars().enumerate().map(|(i, old)| if i == at { *c } else { old }).collect();
        }
    }
    tokens.concat()
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn spoilt_plans_never_panic(which in any::<Index>(), spoils in prop::collection::vec(spoil(), 1..4)) {
        let plans = plans();
        let mut text = plans[which.index(plans.len())].1.clone();
        for one in &spoils {
            text = spoilt(&text, one);
        }
        check(&text);
    }
}

/// The comments of a text, sorted.
fn comments(snapshot: &Snapshot) -> Vec<String> {
    let mut out: Vec<String> =
        snapshot.tree.comments().map(|c| snapshot.tree.slice(c.span).to_owned()).collect();
    out.sort();
    out
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn fixes_do_what_they_promise(which in any::<Index>(), spoils in prop::collection::vec(spoil(), 0..2)) {
        let plans = plans();
        let mut text = plans[which.index(plans.len())].1.clone();
        for one in &spoils {
            text = spoilt(&text, one);
        }
        let inputs = Inputs::plan(Source::new("spoilt", text.as_str()));
        let before = Snapshot::new(&inputs);
        // Each fix checks the plan many times, so not every finding is asked.
        for finding in before.findings.iter().take(3) {
            let key = finding.key(&mut Paths::new(&before.tree));
            for fix in before.fixes(&inputs, finding) {
                let after = &fix.after;
                let edited = gait_syntax::edit::apply(&text, &fix.edits).expect("the edits of a fix do not overlap");
                prop_assert_eq!(&*after.source.text, edited.as_str());
                prop_assert!(after.problems.len() <= before.problems.len(), "{}\n{}", fix.label, edited);
                let gone = after.findings.iter().all(|other| other.key(&mut Paths::new(&after.tree)) != key);
                prop_assert!(gone, "{} leaves {}\n{}", fix.label, key, edited);
                prop_assert_eq!(comments(after), comments(&before), "{}\n{}", fix.label, edited);
            }
        }
    }
}

#[test]
fn prefixes_never_panic() {
    for name in ["spring-half", "sample-week"] {
        let (_, text) = plans().into_iter().find(|(n, _)| n == name).expect("a worked plan");
        // A step that no line length divides, so that the ends fall everywhere.
        for end in (0..text.len()).step_by(13).filter(|end| text.is_char_boundary(*end)) {
            check(&text[..end]);
        }
    }
}

#[test]
fn hostile_plans_meet_limits() {
    let long = |s: &str, n: usize| s.repeat(n);
    for case in [
        long("(", 100_000),
        format!("weeks: 4000000000, week: (mon: [{}])", long("\"easy\",", 40)),
        "weeks: 520, week: (mon: [\"easy\"]), ramp: { \"easy\": Grow(by: \"1 s\", to: \"9999999 h\") }".to_owned(),
        "mon: [\"easy: 4000000000x(4000000000x(1000000 km))\"]".to_owned(),
        format!("mon: [\"easy: {}1 km{}\"]", long("2x(", 5000), long(")", 5000)),
        format!("mon: [\"easy: {}\"]", long("1 km + ", 20_000)),
        "mon: [\"easy: 99999999999999999999 km\"]".to_owned(),
        "start: \"9999-12-27\", phases: [Phase(weeks: 520, week: (mon: [\"easy\"]))]".to_owned(),
        "start: \"-9999-01-01\", phases: [Phase(weeks: 1, week: (mon: [\"easy\"]))]".to_owned(),
        "end: \"-009999-01-04\", phases: [Phase(weeks: 520, week: (mon: [\"easy\"]))]".to_owned(),
        "weeks: 3, week: []".to_owned(),
        "week: []".to_owned(),
        "week: [1, 2]".to_owned(),
        "days: { \"week 4294967295 sun\": [\"easy\"] }".to_owned(),
        "blocked: [(from: \"-009999-01-01\", to: \"9999-12-31\")]".to_owned(),
        "goals: [(date: \"9999-12-31\", distance: \"99999999 km\", target: \"0:00\")]".to_owned(),
        "athlete: (results: [(distance: \"1 m\", time: \"99:59:59\", on: \"2027-01-01\"), (distance: \"9999 km\", time: \"0:01\", on: \"2027-01-01\")])".to_owned(),
        "sessions: { \"lower\": Strength([\"back-squat 4000000000x4000000000 @ 99999999999 kg\"]) }".to_owned(),
        format!("sessions: {{ {} }}", (0..300).map(|i| format!("\"s{i}\": Easy(\"{i} km\"),")).collect::<String>()),
    ] {
        check(&set(&case).text);
        check(&case);
    }
}
