//! Each kind of change on a small plan with comments: the whole text afterwards.

use gait_syntax::edit::apply;
use gait_syntax::{Span, Spanned, parse, read};
use jiff::civil::{Weekday, date};

use super::{Change, Copied, Day, edits};
use crate::units::Clock;
use crate::{lower, raw};

const PLAN: &str = r#"Plan(
    format: 1, name: "x", start: "2027-01-04",
    sessions: {
        "legs": Strength(["hip-thrust 3x10"]), // gym
        "track": Intervals("6x3 min interval"),
    },
    phases: [
        Phase(weeks: 2, week: (
            mon: ["legs @ 18:00"], // after work
            tue: [
                // hard
                "track", // club
                "mobility: 10 min?",
            ],
        ), ramp: { "legs/hip-thrust": Each(["3x8"]), "track": Each(["legs", "track: 20 min"]) }),
    ],
    days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
)
"#;

/// The span of the first `needle` in the plan.
fn at(needle: &str) -> Span {
    let start = u32::try_from(PLAN.find(needle).expect(needle)).expect("short");
    Span::new(start, start + u32::try_from(needle.len()).expect("short"))
}

/// The lines that change, before and after.
fn changed(change: &Change) -> Option<String> {
    changed_by(std::slice::from_ref(change))
}

/// The same of several changes together.
fn changed_by(changes: &[Change]) -> Option<String> {
    let tree = parse(PLAN).tree;
    let value = read::<raw::Plan>(&tree).value.expect("reads");
    let plan = lower(&Spanned::new(value, tree.value().expect("a value").span()), &tree).plan;
    let after = apply(PLAN, &edits(changes, &tree, &plan)?).expect("edits fit");
    assert!(parse(&after).problems.is_empty(), "{after}");
    let comments = |text: &str| text.matches("//").count();
    let alters_comments = |change: &Change| {
        matches!(change, Change::Remove { .. } | Change::RemoveComment { .. } | Change::Allow { .. })
    };
    if !changes.iter().any(alters_comments) {
        assert_eq!(comments(&after), comments(PLAN), "comments survive: {after}");
    }
    let new: Vec<&str> = after.lines().filter(|line| !PLAN.lines().any(|old| old == *line)).collect();
    let old: Vec<&str> = PLAN.lines().filter(|line| !after.lines().any(|new| new == *line)).collect();
    let trim = |lines: Vec<&str>, sign: &str| {
        lines.iter().map(|l| format!("{sign} {}\n", l.trim())).collect::<String>()
    };
    Some(trim(old, "-") + &trim(new, "+"))
}

#[track_caller]
fn check(change: Change, expected: &str) {
    check_all(&[change], expected);
}

#[track_caller]
fn check_all(changes: &[Change], expected: &str) {
    let got = changed_by(changes).expect("makes sense");
    let expected: String = expected.trim().lines().map(|l| format!("{}\n", l.trim())).collect();
    assert_eq!(got, expected, "\n{got}");
}

fn move_to(slot: &str, to: Day, index: usize) -> Change {
    Change::MoveSlot { slot: at(slot), to, index }
}

#[test]
fn a_slot_moves_to_a_day_with_slots() {
    check(
        move_to("\"legs @ 18:00\"", Day::Pattern(Weekday::Tuesday), 1),
        r#"
        - mon: ["legs @ 18:00"], // after work
        + mon: [], // after work
        + "legs @ 18:00",
        "#,
    );
}

#[test]
fn a_slot_moves_to_a_day_of_rest() {
    let track = at("\"track\", // club");
    let slot = Span::new(track.start, track.start + 7);
    check(Change::MoveSlot { slot, to: Day::Pattern(Weekday::Thursday), index: 0 }, "+ thu: [");
}

#[test]
fn slots_and_days_are_written() {
    check(
        Change::SetSlot { slot: at("\"legs @ 18:00\""), text: "legs @ 07:00".into() },
        r#"
        - mon: ["legs @ 18:00"], // after work
        + mon: ["legs @ 07:00"], // after work
        "#,
    );
    check(
        Change::SetDay { date: date(2027, 1, 13), slots: Vec::new() },
        r#"
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + days: { "week 2 wed": [] }, // gait: allow(x): y
        "#,
    );
    check(
        Change::SetDay { date: date(2027, 1, 14), slots: vec!["legs".into(), "easy: 5 km".into()] },
        r#"
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + days: { "week 2 wed": ["legs"], "2027-01-14": ["legs", "easy: 5 km"] }, // gait: allow(x): y
        "#,
    );
}

#[test]
fn fields_turn_a_short_form_into_a_long_one() {
    check(
        Change::SetField {
            owner: at("Strength([\"hip-thrust 3x10\"])"),
            field: "focus",
            value: "Lower".into(),
        },
        r#"
        - "legs": Strength(["hip-thrust 3x10"]), // gym
        + "legs": Strength(focus: Lower, lifts: ["hip-thrust 3x10"]), // gym
        "#,
    );
    check(
        Change::SetField {
            owner: at("Intervals(\"6x3 min interval\")"),
            field: "key",
            value: "false".into(),
        },
        r#"
        - "track": Intervals("6x3 min interval"),
        + "track": Intervals(key: false, run: "6x3 min interval"),
        "#,
    );
}

#[test]
fn a_session_is_renamed_wherever_it_stands() {
    check(
        Change::RenameTemplate { from: "legs".into(), to: "gym-day".into() },
        r#"
        - "legs": Strength(["hip-thrust 3x10"]), // gym
        - mon: ["legs @ 18:00"], // after work
        - ), ramp: { "legs/hip-thrust": Each(["3x8"]), "track": Each(["legs", "track: 20 min"]) }),
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + "gym-day": Strength(["hip-thrust 3x10"]), // gym
        + mon: ["gym-day @ 18:00"], // after work
        + ), ramp: { "gym-day/hip-thrust": Each(["3x8"]), "track": Each(["gym-day", "track: 20 min"]) }),
        + days: { "week 2 wed": ["gym-day"] }, // gait: allow(x): y
        "#,
    );
    assert_eq!(changed(&Change::RenameTemplate { from: "legs".into(), to: "Gym Day".into() }), None);
}

#[test]
fn things_are_taken_out_and_put_in() {
    check(
        Change::RemoveComment { comment: at("// gait: allow(x): y") },
        r#"
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + days: { "week 2 wed": ["legs"] },
        "#,
    );
    check(
        Change::Remove { item: at("[\"legs\"]") },
        r#"
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + days: {}, // gait: allow(x): y
        "#,
    );
    check(
        Change::AddTemplate { name: "long".into(), value: "Long(\"14 km\")".into() },
        r#"
        + "long": Long("14 km"),
        "#,
    );
    check(
        Change::SetLift { lift: at("\"hip-thrust 3x10\""), text: "hip-thrust 2x10".into() },
        r#"
        - "legs": Strength(["hip-thrust 3x10"]), // gym
        + "legs": Strength(["hip-thrust 2x10"]), // gym
        "#,
    );
}

/// The pattern of the plan.
fn week() -> Span {
    let start = PLAN.find("week: (").expect("a week") + 6;
    let end = PLAN.find("), ramp").expect("its end") + 1;
    let at = |offset: usize| u32::try_from(offset).expect("short");
    Span::new(at(start), at(end))
}

#[test]
fn slots_and_lifts_are_put_in() {
    let slot = |day, index| Change::InsertSlot { week: week(), day, index, text: "easy: 5 km".into() };
    check(
        slot(Weekday::Monday, 0),
        r#"
        - mon: ["legs @ 18:00"], // after work
        + mon: ["easy: 5 km", "legs @ 18:00"], // after work
        "#,
    );
    check(slot(Weekday::Tuesday, 9), r#"+ "easy: 5 km","#);
    check(slot(Weekday::Friday, 0), r#"+ fri: ["easy: 5 km"],"#);
    check(
        Change::InsertLift {
            session: at("Strength([\"hip-thrust 3x10\"])"),
            index: 1,
            text: "dead-bug 2x10".into(),
        },
        r#"
        - "legs": Strength(["hip-thrust 3x10"]), // gym
        + "legs": Strength(["hip-thrust 3x10", "dead-bug 2x10"]), // gym
        "#,
    );
    let run = at("Intervals(\"6x3 min interval\")");
    assert_eq!(changed(&Change::InsertLift { session: run, index: 0, text: "dead-bug 2x10".into() }), None);
}

#[test]
fn a_start_is_written_over_or_added() {
    let start = |slot: &str| Change::SetStart { slot: at(slot), at: Clock { minutes: 390 } };
    check(
        start("\"legs @ 18:00\""),
        r#"
        - mon: ["legs @ 18:00"], // after work
        + mon: ["legs @ 06:30"], // after work
        "#,
    );
    check(
        start("\"mobility: 10 min?\""),
        r#"
        - "mobility: 10 min?",
        + "mobility: 10 min? @ 06:30",
        "#,
    );
}

#[test]
fn days_change_places() {
    check(
        Change::SwapDays { week: week(), days: [Weekday::Monday, Weekday::Friday] },
        r#"
        - mon: ["legs @ 18:00"], // after work
        + fri: ["legs @ 18:00"], // after work
        "#,
    );
    check(
        Change::SwapDays { week: week(), days: [Weekday::Monday, Weekday::Tuesday] },
        r#"
        - mon: ["legs @ 18:00"], // after work
        - tue: [
        - ],
        + mon: [
        + ], // after work
        + tue: ["legs @ 18:00"],
        "#,
    );
    assert_eq!(changed(&Change::SwapDays { week: week(), days: [Weekday::Friday, Weekday::Sunday] }), None);
}

#[test]
fn a_day_is_written_out_as_its_slots_are() {
    let slots = vec![Copied::New("easy: 5 km".into()), Copied::Slot(at("\"legs @ 18:00\""))];
    check(
        Change::AddDay { date: date(2027, 1, 11), slots: slots.clone() },
        r#"
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + days: { "2027-01-11": ["easy: 5 km", "legs @ 18:00"], "week 2 wed": ["legs"] }, // gait: allow(x): y
        "#,
    );
    let taken = Change::AddDay { date: date(2027, 1, 13), slots };
    assert_eq!(changed(&taken), None, "week 2 wed is written already");
}

#[test]
fn changes_of_one_list_are_made_together() {
    let legs = at("Strength([\"hip-thrust 3x10\"])");
    let lift = |text: &str| Change::InsertLift { session: legs, index: 9, text: text.into() };
    check_all(
        &[
            Change::Respell { name: at("3x10"), with: "2x10".into() },
            lift("dead-bug 2x10"),
            lift("side-plank 2x30 s/side"),
            Change::SetField { owner: legs, field: "focus", value: "Lower".into() },
            Change::SetField { owner: legs, field: "duration", value: "\"40 min\"".into() },
        ],
        r#"
        - "legs": Strength(["hip-thrust 3x10"]), // gym
        + "legs": Strength(focus: Lower, lifts: ["hip-thrust 2x10", "dead-bug 2x10", "side-plank 2x30 s/side"], duration: "40 min"), // gym
        "#,
    );
    let gone = [
        Change::Remove { item: at("\"hip-thrust 3x10\"") },
        Change::Respell { name: at("3x10"), with: "2x10".into() },
    ];
    assert_eq!(changed_by(&gone), None, "what is taken away is not written anew");
}

#[test]
fn a_lighter_session_stands_in_on_a_date() {
    check_all(
        &[
            Change::CopyTemplate {
                session: at("Strength([\"hip-thrust 3x10\"])"),
                name: "legs-light".into(),
                but: vec![(at("3x10"), "1x10".into())],
            },
            Change::AddDay { date: date(2027, 1, 4), slots: vec![Copied::New("legs-light @ 18:00".into())] },
        ],
        r#"
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + "legs-light": Strength(["hip-thrust 1x10"]),
        + days: { "2027-01-04": ["legs-light @ 18:00"], "week 2 wed": ["legs"] }, // gait: allow(x): y
        "#,
    );
}

#[test]
fn forms_turn_into_one_another() {
    check(
        Change::LongForm { item: at("Intervals(\"6x3 min interval\")"), field: "run" },
        r#"
        - "track": Intervals("6x3 min interval"),
        + "track": Intervals(run: "6x3 min interval"),
        "#,
    );
    check(
        Change::LongForm { item: at("\"mobility: 10 min?\""), field: "use" },
        r#"
        - "mobility: 10 min?",
        + (use: "mobility: 10 min?"),
        "#,
    );
    // What says more than the short form can say stays, and so does what has no long form.
    let phase = at("Phase(weeks: 2");
    let whole = Span::new(phase.start, at(",\n    ],\n    days").start);
    assert_eq!(changed(&Change::ShortForm { item: whole }), None);
    assert_eq!(changed(&Change::LongForm { item: whole, field: "run" }), None);
}

#[test]
fn the_short_form_comes_back_without_losing_a_comment() {
    let short = |text: &str| {
        let tree = parse(text).tree;
        let item = tree.value().expect("a value").span();
        let edits = super::form::short(&tree, item)?;
        Some(apply(text, &edits).expect("edits fit"))
    };
    assert_eq!(short("Tempo(run: \"5 km\")").as_deref(), Some("Tempo(\"5 km\")"));
    assert_eq!(short("Strength(lifts: [\"x\"],)").as_deref(), Some("Strength([\"x\"],)"));
    assert_eq!(short("( lift: \"x 3x5\", )").as_deref(), Some("\"x 3x5\""));
    assert_eq!(
        short("Tempo(/* a */ run: \"5 km\" /* b */)").as_deref(),
        Some("Tempo(/* a */ \"5 km\" /* b */)")
    );
    for kept in
        ["(lift: /* a */ \"x\")", "(lift: \"x\", /* a */)", "(lift: )", "(lift: \"x\", note: \"y\")", "\"x\""]
    {
        assert_eq!(short(kept), None, "{kept}");
    }
}

#[test]
fn content_gets_a_name_and_loses_it() {
    check(
        Change::ExtractTemplate {
            choices: vec![at("mobility: 10 min")],
            name: "stretch".into(),
            value: "Mobility(\"10 min\")".into(),
        },
        r#"
        - "mobility: 10 min?",
        + "stretch": Mobility("10 min"),
        + "stretch?",
        "#,
    );
    let slot = at("\"track\", // club");
    check(
        Change::InlineTemplate {
            name: "track".into(),
            choice: Span::new(slot.start + 1, slot.start + 6),
            text: "intervals: 6x3 min interval".into(),
        },
        r#"
        - "track": Intervals("6x3 min interval"),
        - "track", // club
        + "intervals: 6x3 min interval", // club
        "#,
    );
}

#[test]
fn a_comment_silences_more_and_more() {
    let allow = |item: &str, apart: bool| Change::Allow {
        item: at(item),
        rule: "no-rest-day".into(),
        reason: "why".into(),
        apart,
    };
    check(allow("mon: [", false), "+ // gait: allow(no-rest-day): why");
    check(allow("days: {", true), "+ // gait: allow(no-rest-day): why");
    check(
        allow("days: {", false),
        r#"
        - days: { "week 2 wed": ["legs"] }, // gait: allow(x): y
        + days: { "week 2 wed": ["legs"] }, // gait: allow(x, no-rest-day): y
        "#,
    );
}
