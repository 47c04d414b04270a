//! Reading gives what `ron` gives, and says what is wrong where it is wrong.

use gait_syntax::{Read, parse, read};
use serde::de::DeserializeOwned;

use crate::common::{plans, ron_options};
use crate::types::{Athlete, Familiar, Level, Phase, Plan, Ramp, Session};

/// What our reader gives for a text without syntax errors.
fn ours<T: DeserializeOwned>(text: &str) -> Read<T> {
    let parse = parse(text);
    assert_eq!(parse.problems, [], "{text}");
    read(&parse.tree)
}

/// Each problem as code, the text at fault, message, and help.
fn problems<T: DeserializeOwned>(text: &str) -> Vec<String> {
    let parse = parse(text);
    let read = read::<T>(&parse.tree);
    let all = parse.problems.iter().chain(&read.problems);
    all.map(|problem| {
        let at = parse.tree.slice(problem.span);
        let help = problem.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}: {at}: {}{help}", problem.code, problem.message)
    })
    .collect()
}

#[test]
fn plans_read_as_ron_reads_them() {
    for (name, text) in plans() {
        let read = ours::<Plan>(&text);
        assert_eq!(read.problems, [], "{name}");
        let ron: Plan = ron_options().from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let plan = read.value.expect("a good plan has a value");
        assert_eq!(plan, ron, "{name}");
        assert!(plan.phases.get().is_some_and(|phases| phases.0.len() >= 2), "{name}");
        assert!(plan.sessions.get().is_some_and(|sessions| sessions.get("long").is_some()), "{name}");
    }
}

#[test]
fn a_bad_field_leaves_the_others() {
    let read = ours::<Phase>(
        r#"Phase(focus: Bse, weeks: "8", week: (tue: ["easy", 5, (use: 3, at: "x")]), volume: "50 %")"#,
    );
    let phase = read.value.expect("the phase is read");
    assert!(phase.focus.get().is_none() && phase.focus.span().is_some());
    assert_eq!(phase.volume.span().map(|span| span.len()), Some(6));
    let Some(gait_syntax::Form::Fields(week)) = phase.week.get() else { panic!("{phase:?}") };
    let Some(gait_syntax::Form::List(day)) = week.tue.get() else { panic!("{week:?}") };
    assert_eq!(day.0.len(), 2, "the slot that is a number is left out");
}

#[test]
fn every_mistake_is_reported_where_it_is() {
    let text = r#"Fase(
        focus: Bse, weeks: "8", wek: (), week: (tue: "easy", wed: 3, thu: [5], xyz: 1),
        ramp: { "long": Grow(by: "1 km"), "easy": Shrink(by: 3), "long": Each([]), "tempo": Each, other: Each([]) },
        deload: (every: 300, volume: 50, every: 4), volume: ( ),
    )"#;
    let expected = [
        "wrong-name: Fase: expected `Phase(…)`, found `Fase(…)` (write `Phase`, or leave the name out)",
        "unknown-variant: Bse: `Bse` is not known here (did you mean `Base`?)",
        "wrong-type: \"8\": expected a whole number, found text (write it without quotes: `8`)",
        "unknown-field: wek: `Fase` has no field `wek` (did you mean `week`?)",
        "wrong-type: 3: expected text or a list `[…]`, found the number `3` (text needs quotes, and a quantity its unit: `\"3 …\"`)",
        "wrong-type: 5: expected text or `(…)`, found the number `5` (text needs quotes, and a quantity its unit: `\"5 …\"`)",
        "unknown-field: xyz: no field `xyz` here (known here: `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`)",
        "missing-field: Grow: the field `to` is missing",
        "unknown-variant: Shrink: `Shrink` is not known here (known here: `Grow`, `Each`, `RepsThenLoad`)",
        "duplicate-key: \"long\": the key \"long\" stands twice (the first one counts; remove or rename one of them)",
        "wrong-type: Each: expected `Each(…)`, found the name `Each`",
        "wrong-type: other: expected text as the key, found the name `other` (text needs quotes: `\"other\"`)",
        "wrong-type: 300: expected a whole number from 0 to 255, found the number `300`",
        "wrong-type: 50: expected text, found the number `50` (text needs quotes, and a quantity its unit: `\"50 …\"`)",
        "duplicate-key: every: the field `every` is set twice (the first one counts; remove one of them)",
        "wrong-type: ( ): expected text or a list `[…]`, found `(…)`",
    ];
    assert_eq!(problems::<Phase>(text), expected);
}

#[test]
fn what_the_parser_reported_is_not_reported_again() {
    assert_eq!(
        problems::<Phase>("(week: (tue: [, thu: ), weeks: , focus: Base)"),
        [
            "syntax: ,: expected a value, found `,`",
            "syntax: thu: expected `]`, found `thu`",
            "syntax: ): expected a value, found `)`",
            "syntax: ,: expected a value, found `,`",
        ]
    );
}

#[test]
fn enums_read_in_all_their_forms() {
    for text in ["All", "None", "Only([\"a\"])", "Only([\"a\",],)"] {
        assert_eq!(ours::<Familiar>(text).value, ron_options().from_str(text).ok(), "{text}");
    }
    let sessions = [
        "Long(\"12 km\")",
        "Long(run: \"12 km\", note: \"x\")",
        "Long(run: \"12 km\", rpe: 4)",
        "Long()",
        "Long((run: \"12 km\"))",
        "Strength([])",
        "Strength([\"a\", [\"b\", \"c\"], (lift: \"d\"), ()])",
        "Strength(lifts: [\"a\"], focus: Lower)",
        "Mobility(note: \"x\")",
        "Mobility()",
    ];
    for text in sessions {
        let read = ours::<Session>(text);
        assert_eq!(read.problems, [], "{text}");
        let ron = ron_options().from_str::<Session>(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read.value, Some(ron), "{text}");
    }
    let ramps = [
        "Grow(by: \"1\", to: \"2\", from: \"3\")",
        "RepsThenLoad(reps: \"1\", load: \"2\", step: Some(\"3\"))",
    ];
    for text in ramps {
        assert_eq!(ours::<Ramp>(text).value, ron_options().from_str(text).ok(), "{text}");
    }
}

#[test]
fn a_missing_field_is_named_where_its_struct_begins() {
    assert_eq!(
        problems::<Athlete>("(results: [(distance: \"10 km\")], level: \"Novice\")"),
        [
            "missing-field: (: the field `time` is missing",
            "wrong-type: \"Novice\": expected `Novice`, `Intermediate` or `Advanced`, found text (write it without quotes: `Novice`)",
        ]
    );
    assert_eq!(ours::<Level>("Novice").value, Some(Level::Novice));
}
