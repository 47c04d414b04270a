//! What an editor offers at a place of a plan, and what it does.

use std::fmt::Write;

use gait_core::{Action, ActionKind, Inputs, SettingsFile, Snapshot, Source, Span};
use gait_syntax::edit::apply;
use proptest::prelude::*;
use proptest::sample::Index;
use suite::approved::assert_approved;
use suite::plans;
use suite::sketch::{config, snapshot};

fn actions(text: &str, range: Span) -> (Snapshot, Vec<Action>) {
    let inputs = Inputs::plan(Source::new("plan", text));
    let snapshot = Snapshot::new(&inputs);
    let actions = snapshot.actions(&inputs, range);
    (snapshot, actions)
}

/// A text without its `¦`, and where that stood.
fn cursor(marked: &str) -> (String, Span) {
    let at = marked.find('¦').expect("a cursor");
    (marked.replacen('¦', "", 1), Span::empty(u32::try_from(at).expect("a short text")))
}

/// The menu at the cursor: every action, and the lines that it changes.
fn menu(marked: &str) -> String {
    let (text, range) = cursor(marked);
    let (_, actions) = actions(&text, range);
    let mut out = String::new();
    for action in actions {
        let star = if action.preferred { "*" } else { "" };
        writeln!(out, "{:?}{star}: {}", action.kind, action.title).expect("text");
        let after = apply(&text, &action.edits).expect("edits fit");
        for line in text.lines().filter(|line| !after.lines().any(|new| new == *line)) {
            writeln!(out, "  - {}", line.trim()).expect("text");
        }
        for line in after.lines().filter(|line| !text.lines().any(|old| old == *line)) {
            writeln!(out, "  + {}", line.trim()).expect("text");
        }
    }
    out
}

const PLAN: &str = r#"// A plan.
Plan(
    format: 1,
    name: "Actions",
    start: "2027-03-01",
    athlete: Athlete(weekly_distance: "40 km", longest_run: "20 km", results: [(distance: "10 km", time: "45:00", on: "2027-02-01")], gates: (squat: Attested, lunge: Attested, hinge: Attested)),
    sessions: {
        "tempo": Tempo(run: "2 km easy + 20 min threshold + 1 km easy", note: "by feel"),
        "track": Intervals("15 min easy + 5x(800 m @ 5k + 90 s jog) + 10 min easy"),
        "long": Long("14 km"), // soft ground
        "lower": Strength([
            "romanian-deadlift 3x10 @ 50 kg rir 2",
            (lift: "bulgarian-split-squat 3x10/side rir 2"),
            "hip-thrust 3x10 @ 60 kg rir 2",
        ]),
    },
    phases: [
        Phase(weeks: 4, week: (
            mon: ["easy: 8 km", "lower @ 18:00"],
            tue: ["track @ 07:00"],
            wed: ["recovery: 30 min"],
            thu: ["tempo: 6 km threshold", "easy: 5 km"], // after work
            sat: [(use: "easy: 8 km"), "tempo"],
            sun: ["long"],
        ), ramp: { "track": Grow(by: "1x", to: "8x") }),
    ],
    days: { "week 2 wed": ["easy: 5 km"] },
)
"#;

/// The plan with the cursor after the first `before`.
fn at(before: &str) -> String {
    let end = PLAN.find(before).unwrap_or_else(|| panic!("{before} is not there")) + before.len();
    format!("{}¦{}", &PLAN[..end], &PLAN[end..])
}

#[test]
fn menus() {
    let mut out = String::new();
    for before in [
        "\"lower @ 1",
        "mon: [\"easy: 8",
        "[\"tempo: 6",
        "\"easy: 5",
        "sat: [(use: \"ea",
        "sun: [\"lo",
        "\"long\": Long(\"1",
        "\"tempo\": Tempo(ru",
        "(lift: \"bulg",
        "\"romanian",
        "week 2 w",
    ] {
        writeln!(out, "== {before}¦\n{}", menu(&at(before))).expect("text");
    }
    assert_approved("tests/actions", "menus", &out);
}

/// Asserts that the first action for a misspelt text is its right spelling.
fn check_spelling(right: &str, wrong: &str, text: &str) {
    let start = text.find(right).unwrap_or_else(|| panic!("{right} is not there"));
    let spoilt = format!("{}{wrong}{}", &text[..start], &text[start + right.len()..]);
    let middle = u32::try_from(start + 2).expect("a short text");
    let (_, actions) = actions(&spoilt, Span::empty(middle));
    let first = actions.first().unwrap_or_else(|| panic!("nothing for `{wrong}`"));
    assert!(first.title.starts_with("Write `"), "{wrong}: {}", first.title);
    assert_eq!((first.kind, first.preferred), (ActionKind::Fix, true), "{wrong}");
    assert_eq!(apply(&spoilt, &first.edits).expect("edits fit"), text, "{wrong}");
}

#[test]
fn misspelt_names_are_one_key_away() {
    for (right, wrong) in [
        ("weekly_distance", "weekly_distence"),
        ("Attested", "Atested"),
        ("track @ 07:00", "trak @ 07:00"),
        ("threshold", "treshold"),
        ("5k", "5kk"),
        ("Tempo(", "Tempoo("),
        ("tue: [", "tus: ["),
        ("18:00", "8:00"),
        ("18:00", "1800"),
        ("\"track\": Grow", "\"trak\": Grow"),
        ("romanian-deadlift", "romanian-deadlft"),
        ("rir", "rri"),
    ] {
        let plan = PLAN.replace("18:00", if wrong == "8:00" { "08:00" } else { "18:00" });
        let right = if wrong == "8:00" { "08:00" } else { right };
        check_spelling(right, wrong, &plan);
    }
    // In a key of two names, each is its own.
    let plan =
        PLAN.replace("\"track\": Grow(by: \"1x\", to: \"8x\")", "\"lower/hip-thrust\": Each([\"3x8\"])");
    check_spelling("lower/hip-thrust", "lowr/hip-thrust", &plan);
    check_spelling("hip-thrust\": Each", "hip-trust\": Each", &plan);
}

#[test]
fn what_is_missing_is_one_key_away() {
    let dated = PLAN.replace("start: \"2027", "start: \"Mon 2027");
    for (right, marked, wanted) in [
        ("format: 1,", PLAN.replace("Plan(\n    format: 1,", "Pl¦an("), PLAN),
        (
            "soft ground",
            PLAN.replace("14 km\"), // soft ground\n        \"lo", "14 km\") // soft ground\n        \"¦lo"),
            PLAN,
        ),
        ("Mon", dated.replace("Mon 2027", "Sun¦ 2027"), &dated),
    ] {
        let (text, range) = cursor(&marked);
        let (_, actions) = actions(&text, range);
        let first = actions.first().unwrap_or_else(|| panic!("nothing for `{right}`"));
        assert!(first.title.starts_with("Write "), "{right}: {}", first.title);
        assert_eq!(apply(&text, &first.edits).expect("edits fit"), wanted, "{right}");
    }
}

#[test]
fn brackets_and_commas_are_one_key_away() {
    for (marked, wanted) in [
        (PLAN.replace("+ 10 min easy\"),", "+ 10 min easy\"¦],"), PLAN.to_owned()),
        (PLAN.replace("\"Actions\",", "\"Actions\"¦;"), PLAN.to_owned()),
        (PLAN.replace("sun: [\"long\"],", "sun: [\"long\",").replace("), ramp", "¦), ramp"), PLAN.to_owned()),
        (
            PLAN.replace("Long(\"14 km\"), //", "Long(\"14 km\", //").replace("\"lower\": ", "¦\"lower\": "),
            PLAN.to_owned(),
        ),
        (PLAN.replace("by feel\"),\n        \"tr", "by feel\"\n        ¦\"tr"), PLAN.to_owned()),
        (
            // Two at once, where only the next line shows it.
            PLAN.replace("        ]),\n    },\n    phases", "    },\n    phases")
                .replace("rir 2\",\n    }", "rir 2\",\n    ¦}"),
            PLAN.replace("rir 2\",\n        ]),\n    },\n    phases", "rir 2\"]),\n    },\n    phases"),
        ),
    ] {
        let (text, range) = cursor(&marked);
        let (_, actions) = actions(&text, range);
        let first = actions.first().unwrap_or_else(|| panic!("nothing for\n{marked}"));
        assert_eq!(apply(&text, &first.edits).expect("edits fit"), wanted, "{}\n{marked}", first.title);
    }
}

/// The plan after the action at the cursor whose title begins so, with the title.
fn done(marked: &str, title: &str) -> (String, String) {
    let (text, range) = cursor(marked);
    let (_, actions) = actions(&text, range);
    let action = actions.into_iter().find(|action| action.title.starts_with(title));
    let action = action.unwrap_or_else(|| panic!("no action `{title}…`"));
    (apply(&text, &action.edits).expect("edits fit"), action.title)
}

#[test]
fn a_session_is_called_as_its_slots_say() {
    // A key that no slot can say is the only mistake, wherever it is named.
    let (after, _) = done(&PLAN.replace("\"track\": Int", "\"Tra¦ck\": Int"), "Write `track`");
    assert_eq!(after, PLAN);
    let shouted = PLAN.replace("\"track", "\"Track");
    let (after, title) = done(&shouted.replacen("\"Tra", "\"Tra¦", 1), "Write `track` in");
    assert_eq!((after.as_str(), title.as_str()), (PLAN, "Write `track` in all 3 places that say `Track`"));
    // Either the slots are wrong or the key is.
    let named = PLAN
        .replace("\"lower\": Str", "\"lowr\": Str")
        .replace("ramp: {", "ramp: { \"lower/hip-thrust\": Each([\"3x8\"]),");
    let slot = named.replace("\"lower @", "\"lo¦wer @");
    assert_eq!(done(&slot, "Write `lowr` in").0, named.replace("\"lower", "\"lowr"));
    let (after, title) = done(&slot, "Call the session `lowr` `lower`");
    assert_eq!(after, named.replace("lowr", "lower"));
    assert_eq!(title, "Call the session `lowr` `lower`");
    // The other way: the key is a name, and slots say another.
    let slots = PLAN.replace("[\"long\"]", "[\"Long\"]").replace("\"easy: 5 km\"] }", "\"Lo¦ng | rest\"] }");
    let right = PLAN.replace("\"easy: 5 km\"] }", "\"long | rest\"] }");
    assert_eq!(done(&slots, "Write `long` in all 2").0, right);
}

#[test]
fn settings_are_respelt_too() {
    let text = "Settings(levels: { \"no-rest-dya\": Off })\n";
    let file = SettingsFile::read(Source::new("gait.ron", text));
    let at = u32::try_from(text.find("rest").expect("there")).expect("short");
    let actions = file.actions(Span::empty(at));
    let after = apply(text, &actions[0].edits).expect("edits fit");
    assert_eq!(after, "Settings(levels: { \"no-rest-day\": Off })\n");
}

#[test]
fn a_comment_that_is_there_is_extended() {
    let marked = at("\"lower @ 1");
    let (text, range) = cursor(&marked.replace(
        "            mon: [",
        "            // gait: allow(no-rest-day): gym closes at 18:00\n            mon: [",
    ));
    let (before, actions) = actions(&text, range);
    let rules: Vec<&str> = before.findings.iter().map(|f| f.rule().name).collect();
    assert!(rules.contains(&"lower-body-before-key-run"), "{rules:?}");
    let allow = actions.iter().find(|a| a.kind == ActionKind::Suppress).expect("an offer to silence");
    let after = apply(&text, &allow.edits).expect("edits fit");
    assert!(
        after.contains("// gait: allow(no-rest-day, lower-body-before-key-run): gym closes at 18:00\n"),
        "{after}"
    );
}

#[test]
fn what_else_a_comment_silences_is_said() {
    // Lifts in the line of their session, and a gate before each.
    let marked = at("\"romanian")
        .replace("(squat: Attested, lunge: Attested, hinge: Attested)", "()")
        .replace("Strength([\n            \"", "Strength([\"")
        .replace("rir 2\",\n            (lift", "rir 2\", (lift");
    let (text, range) = cursor(&marked);
    let (before, actions) = actions(&text, range);
    let rule_of = |snapshot: &Snapshot, rule: &str| {
        snapshot.findings.iter().filter(|finding| finding.rule().name == rule).count()
    };
    let mut seen = 0;
    for action in actions.iter().filter(|action| action.kind == ActionKind::Suppress) {
        let after = snapshot(&with_reasons(&apply(&text, &action.edits).expect("edits fit")));
        let rule = action.title.split('`').nth(1).expect("a rule");
        let gone = rule_of(&before, rule) - rule_of(&after, rule);
        let said = action.title.rsplit_once("; silences ").map(|(_, more)| more.to_owned());
        assert_eq!(said, (gone > 1).then(|| format!("{} more", gone - 1)), "{}", action.title);
        seen += usize::from(gone > 1);
    }
    assert!(seen > 0, "a comment that reaches more than one finding");
}

#[test]
fn a_session_named_once_can_be_written_out() {
    let plan = PLAN.replace(", \"tempo\"]", "]").replace(
        "\"track\": Intervals(",
        "\"hilly\": Hills(\"3 km easy + 6x(60 s uphill + 90 s jog)\"),\n        \"track\": Intervals(",
    );
    let plan = plan.replace("sun: [\"long\"]", "sun: [\"long\"], fri: [\"hilly | rest @ 07:00\"]");
    let at = u32::try_from(plan.find("\"hilly |").expect("there")).expect("short") + 3;
    let (_, actions) = actions(&plan, Span::empty(at));
    let inline = actions.iter().find(|a| a.title.starts_with("Write `hilly` out")).expect("an offer");
    let after = apply(&plan, &inline.edits).expect("edits fit");
    assert!(
        after.contains("fri: [\"hills: 3 km easy + 6x(60 s uphill + 90 s jog) | rest @ 07:00\"]"),
        "{after}"
    );
    assert!(!after.contains("hilly"), "{after}");
}

/// A text in which the reasons have been written that actions leave to a person.
fn with_reasons(text: &str) -> String {
    text.replace(gait_rules::NO_REASON_YET, "the gym closes at 18:00")
}

#[test]
fn silencing_waits_for_its_reason() {
    let (text, range) = cursor(&at("\"lower @ 1"));
    let (before, found) = actions(&text, range);
    let allow = found.iter().find(|a| a.kind == ActionKind::Suppress).expect("an offer to silence");
    let rule = allow.title.split('`').nth(1).expect("a rule");
    let of_rule = |snapshot: &Snapshot, rule: &str| {
        snapshot.findings.iter().filter(|finding| finding.rule().name == rule).count()
    };
    let after = apply(&text, &allow.edits).expect("edits fit");
    let now = snapshot(&after);
    assert_eq!(of_rule(&now, rule), of_rule(&before, rule), "{after}");
    assert_eq!(of_rule(&now, "suppression-without-reason"), 1, "{after}");
    assert!(of_rule(&snapshot(&with_reasons(&after)), rule) < of_rule(&before, rule), "{after}");
    // It is not offered twice, and another rule comes into the same comment.
    let at = u32::try_from(after.find("\"lower @ 1").expect("there")).expect("short") + 3;
    let (_, again) = actions(&after, Span::empty(at));
    let offers: Vec<&Action> = again.iter().filter(|a| a.kind == ActionKind::Suppress).collect();
    assert!(!offers.is_empty() && offers.iter().all(|offer| !offer.title.contains(rule)), "{offers:?}");
    let both = apply(&after, &offers[0].edits).expect("edits fit");
    assert!(both.contains(&format!("allow({rule}, ")) && both.matches("gait: allow").count() == 1, "{both}");
}

/// What must hold for every action at a place of any text.
fn check(text: &str, range: Span) -> Result<(), TestCaseError> {
    let (before, actions) = actions(text, range);
    for action in actions {
        let title = &action.title;
        prop_assert!(title.starts_with(|c: char| c.is_uppercase() || c == '`'), "{}", title);
        let Ok(after) = apply(text, &action.edits) else {
            return Err(TestCaseError::fail(format!("{title}: the edits do not fit")));
        };
        prop_assert!(after != text, "{} does nothing\n{}", title, text);
        let now = snapshot(&after);
        prop_assert!(now.problems.len() <= before.problems.len(), "{}: {:?}\n{}", title, now.problems, after);
        let comments = |snapshot: &Snapshot| {
            let texts = snapshot.tree.comments().map(|c| snapshot.tree.slice(c.span).to_owned());
            let mut texts: Vec<String> = texts.collect();
            texts.sort();
            texts
        };
        let (was, is) = (comments(&before), comments(&now));
        match action.kind {
            ActionKind::Refactor => {
                prop_assert_eq!(is, was, "{}\n{}", title, after);
                let weeks = |snapshot: &Snapshot| {
                    let weeks = gait_core::expand(snapshot).weeks;
                    weeks.iter().map(|week| (week.km_range, week.minutes, week.strength)).collect::<Vec<_>>()
                };
                prop_assert_eq!(weeks(&now), weeks(&before), "{}\n{}", title, after);
            }
            ActionKind::Suppress => {
                prop_assert!(is.len() >= was.len(), "{}\n{}", title, after);
                let silenced = snapshot(&with_reasons(&after)).findings.len();
                prop_assert!(silenced < before.findings.len(), "{}\n{}", title, after);
            }
            ActionKind::Fix | ActionKind::FixAll => {
                prop_assert!(is.len() >= was.len() || title.contains("comment"))
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn actions_do_what_they_promise(which in any::<Index>(), at in any::<Index>(), end in any::<Index>()) {
        let plans = plans();
        let text = &plans[which.index(plans.len())].1;
        let offset = u32::try_from(at.index(text.len() + 1)).expect("a short text");
        check(text, Span::empty(offset))?;
        // Half of a plan, as while it is typed.
        let mut cut = end.index(text.len());
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        check(&text[..cut], Span::empty(offset.min(u32::try_from(cut).expect("a short text"))))?;
    }
}

#[test]
fn worked_plans_have_refactors_everywhere() {
    let mut found = 0;
    for (_, text) in plans() {
        let before = snapshot(&text);
        // At every slot of the first pattern, where most of them are.
        let rows = before.plan.phases.first().and_then(|phase| phase.rows.first());
        for slot in rows.into_iter().flat_map(|row| row.days.iter().flatten()).step_by(4) {
            let range = Span::empty(slot.span.start + 1);
            let (_, actions) = actions(&text, range);
            found += actions.iter().filter(|action| action.kind == ActionKind::Refactor).count();
            check(&text, range).expect("an action keeps its promise");
        }
    }
    assert!(found > 40, "{found}");
}
