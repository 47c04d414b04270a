//! The list of problems.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use gait_core::{Inputs, Safety, Source, fix};
use gait_gui::{Appearance, Editor, Preferences};

use super::harness::editor_with;

const PLAN: &str = r#"// Two weeks.
Plan(
    format: 1,
    name: "Two weeks",
    start: "2027-03-01",
    sessions: {
        "track": Intervals("25 min easy + 5x5 min interval"),
        "lower": Strength(warm_up: "6 min", lifts: [
            "romanian-deadlift 3x10 rir 2", // slow
            "bulgarian-split-squat 3x10/side rir 2",
            "hip-thrust 3x10 rir 2",
        ]),
    },
    phases: [
        Phase(weeks: 2, week: (
            mon: ["easy: 40 min", "lower @ 18:00"], // after work
            tue: ["track @ 07:00"], // the club
            thu: ["easy: 40 min"], // gait: allow(no-rest-day): silences nothing
        )),
    ],
)
"#;

fn problems(text: &str, appearance: Appearance, size: [f32; 2]) -> Harness<'static, Editor> {
    let preferences = Preferences { appearance, inspector: false, ..Preferences::default() };
    editor_with(text, preferences, size)
}

fn open(text: &str) -> Harness<'static, Editor> {
    problems(text, Appearance::Dark, [1100.0, 700.0])
}

/// Frames until nothing is looked for any more.
fn settle(harness: &mut Harness<'_, Editor>) {
    for _ in 0..200 {
        harness.step();
    }
}

fn press(harness: &mut Harness<'_, Editor>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

#[test]
fn a_problem_is_drawn_with_its_fixes() {
    for (name, appearance) in [("problems-dark", Appearance::Dark), ("problems-light", Appearance::Light)] {
        let mut harness = problems(PLAN, appearance, [1180.0, 480.0]);
        press(&mut harness, Modifiers::NONE, Key::F8);
        harness.snapshot(name);
    }
}

#[test]
fn safe_fixes_are_those_of_the_command_line() {
    let mut harness = open(PLAN);
    harness.get_by_label("Apply all safe fixes").click();
    settle(&mut harness);
    let fixed = fix(&Inputs::plan(Source::new("x", PLAN)), Safety::Safe);
    assert!(!fixed.applied.is_empty());
    assert_eq!(**harness.state().document().text(), *fixed.after.source.text);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(**harness.state().document().text(), *PLAN);
}
