//! The inspector: forms filled in by mouse and by keyboard.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use gait_core::SessionKey;
use gait_gui::{Appearance, Command, Editor, Preferences, Selection};

use super::harness::{editor_with, plan};

/// A window so narrow that the inspector is all there is beside the bars.
const SIZE: [f32; 2] = [376.0, 940.0];

/// A plan with a bit of everything.
const PLAN: &str = r#"Plan(
    format: 1,
    name: "Small",
    start: "2027-01-04",
    sessions: {
        "tempo": Tempo("2 km easy + 20 min threshold"), // by feel
        "legs": Strength(["goblet-squat 3x10 rir 2", "dead-bug 2x10"]),
    },
    phases: [Phase(
        focus: Base, weeks: 4,
        week: (tue: ["tempo @ 06:30"], thu: ["legs"], sun: ["easy: 8 km"]),
        ramp: { "legs/goblet-squat": RepsThenLoad(reps: "10-12", load: "5 %") },
    )],
)
"#;

/// An editor of a plan with something selected.
fn inspecting(text: &str, selection: Selection) -> Harness<'static, Editor> {
    inspecting_in(text, selection, Appearance::Dark)
}

fn inspecting_in(text: &str, selection: Selection, appearance: Appearance) -> Harness<'static, Editor> {
    let preferences = Preferences { appearance, problems: false, ..Preferences::default() };
    let mut harness = editor_with(text, preferences, SIZE);
    harness.state().requests().select(selection);
    harness.run();
    harness
}

fn tempo() -> Selection {
    Selection::Template("tempo".into())
}

fn session(date: &str, name: &str) -> Selection {
    let date = date.parse().expect("a date");
    Selection::Session(SessionKey { date, name: name.into(), ordinal: 1 })
}

/// Types into a field, in place of what is there.
fn type_into(harness: &mut Harness<'static, Editor>, label: &str, text: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text(text);
    harness.run();
}

fn enter(harness: &mut Harness<'static, Editor>, label: &str, text: &str) {
    type_into(harness, label, text);
    harness.key_press(Key::Enter);
    harness.run();
}

fn click(harness: &mut Harness<'static, Editor>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn text(harness: &Harness<'static, Editor>) -> String {
    harness.state().document().text().to_string()
}

fn assert_has(harness: &Harness<'static, Editor>, part: &str) {
    let text = text(harness);
    assert!(text.contains(part), "{part} is not in\n{text}");
}

#[test]
fn enter_takes_over_what_was_typed() {
    let mut harness = inspecting(PLAN, tempo());
    enter(&mut harness, "Run", "3 km easy + 25 min threshold");
    assert_has(&harness, r#""tempo": Tempo("3 km easy + 25 min threshold"), // by feel"#);
    harness.state().requests().run(Command::Undo);
    harness.run();
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn what_a_plan_aims_at_are_races() {
    let race = r#"goals: [Race(name: "Cup", date: "2027-01-31", distance: "5 km")], phases"#;
    let mut harness = inspecting(&PLAN.replacen("phases", race, 1), Selection::Plan);
    assert!(harness.query_all_by_label("Races").count() > 0);
    assert_eq!(harness.query_all_by_label_contains("oal").count(), 0, "they have one name");
    let add = harness.query_all_by_label("Add race").last();
    add.expect("the list has a button").click();
    harness.run();
    assert_eq!(harness.state().document().history().undo_names().next(), Some("Add race"));
}

#[test]
fn leaving_a_field_takes_over_as_well() {
    let mut harness = inspecting(PLAN, tempo());
    type_into(&mut harness, "Note", "stay calm");
    harness.key_press(Key::Tab);
    harness.run();
    assert_has(&harness, r#"Tempo(run: "2 km easy + 20 min threshold", note: "stay calm"), // by feel"#);
    type_into(&mut harness, "RPE", "7");
    click(&mut harness, "Steps");
    assert_has(&harness, "rpe: 7");
}

#[test]
fn what_does_not_read_stays_in_its_field() {
    let mut harness = inspecting(PLAN, tempo());
    enter(&mut harness, "Run", "2 km easy + 20 mni");
    assert_eq!(text(&harness), PLAN);
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Run");
    assert_eq!(field.value().as_deref(), Some("2 km easy + 20 mni"));
    let said = harness.get_all_by_role(egui::accesskit::Role::Label).filter_map(|node| node.value());
    assert!(said.into_iter().any(|words| words.contains("`mni` is not a unit")), "the reason is told");
    type_into(&mut harness, "Run", "2 km easy + 20 mnii");
    harness.key_press(Key::Escape);
    harness.run();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Run");
    assert_eq!(field.value().as_deref(), Some("2 km easy + 20 min threshold"));
}

#[test]
fn a_field_goes_back_to_its_default() {
    let text_with = PLAN.replace("focus: Base, ", "focus: Base, volume: \"80 %\", ");
    let mut harness = inspecting(&text_with, Selection::Phase(0));
    click(&mut harness, "Reset volume");
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn a_word_is_chosen_from_its_list() {
    let mut harness = inspecting(PLAN, Selection::Phase(0));
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Focus").click();
    harness.run();
    click(&mut harness, "Race prep");
    assert_has(&harness, "focus: RacePrep, weeks: 4");
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Focus").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("Taper").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_has(&harness, "focus: Taper, weeks: 4");
}

#[test]
fn a_cell_and_the_line_are_one_value() {
    let mut harness = inspecting(PLAN, tempo());
    enter(&mut harness, "Step 2 amount", "25 min");
    assert_has(&harness, r#"Tempo("2 km easy + 25 min threshold")"#);
    enter(&mut harness, "Run", "4x1 km threshold");
    enter(&mut harness, "Step 1 repeats", "5");
    assert_has(&harness, r#"Tempo("5x1 km threshold")"#);
    click(&mut harness, "Step 1 menu");
    click(&mut harness, "Repeat with a recovery");
    assert_has(&harness, r#"Tempo("2x(5x1 km threshold + 90 s jog)")"#);
    let before = text(&harness);
    enter(&mut harness, "Step 2 amount", "1 kmh");
    assert_eq!(text(&harness), before);
    assert!(harness.query_by_label_contains("kmh` is not").is_some(), "the reason is told");
}

#[test]
fn sets_are_filled_in() {
    let mut harness = inspecting(PLAN, Selection::Template("legs".into()));
    click(&mut harness, "Lift 2 details");
    enter(&mut harness, "Set 1 sets", "3");
    enter(&mut harness, "Lift effort", "rir 1");
    assert_has(&harness, r#""dead-bug 3x10 rir 1""#);
    enter(&mut harness, "Set 1 load", "5 kg");
    click(&mut harness, "Set 1 each side");
    assert_has(&harness, r#""dead-bug 3x10/side @ 5 kg rir 1""#);
}

#[test]
fn lifts_move_group_and_go() {
    let mut harness = inspecting(PLAN, Selection::Template("legs".into()));
    click(&mut harness, "Lift 1 menu");
    click(&mut harness, "Move down");
    assert_has(&harness, r#"["dead-bug 2x10", "goblet-squat 3x10 rir 2"]"#);
    click(&mut harness, "Lift 1 menu");
    click(&mut harness, "Make a superset");
    assert_has(&harness, r#"[["dead-bug 2x10"], "goblet-squat 3x10 rir 2"]"#);
    click(&mut harness, "Lift 2 menu");
    click(&mut harness, "Remove");
    assert_has(&harness, r#"Strength([["dead-bug 2x10"]])"#);
}

#[test]
fn an_exercise_is_searched_and_chosen() {
    let mut harness = inspecting(PLAN, Selection::Template("legs".into()));
    click(&mut harness, "Lift 1 details");
    click(&mut harness, "Exercise goblet-squat");
    harness.get_by_label("Search exercises").type_text("hip thrust");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_has(&harness, r#""hip-thrust 3x10 rir 2""#);
    // The ramp of the exercise that is gone has nothing to grow.
    click(&mut harness, "Add lift…");
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Muscle").click();
    harness.run();
    click(&mut harness, "soleus");
    harness.snapshot("inspector_picker");
    harness.get_by_label("Search exercises").type_text("single-leg calf");
    harness.run();
    harness.get_by_label_contains("Single-leg calf raise").click();
    harness.run();
    assert_has(&harness, "calf-raise-single 3x10 rir 2");
}

#[test]
fn one_date_the_pattern_or_every_session() {
    let mut harness = inspecting(PLAN, session("2027-01-12", "tempo"));
    assert!(harness.query_by_label_contains("Tuesday 12 January 2027 · week 2 · Base").is_some());
    click(&mut harness, "This date");
    enter(&mut harness, "Slot", "tempo @ 07:00");
    assert_has(&harness, r#"days: { "2027-01-12": ["tempo @ 07:00"] }"#);
    harness.state().requests().select(session("2027-01-19", "tempo"));
    harness.run();
    click(&mut harness, "Tuesdays of Base");
    enter(&mut harness, "Slot", "tempo @ 08:00");
    assert_has(&harness, r#"tue: ["tempo @ 08:00"]"#);
    click(&mut harness, "Every tempo");
    enter(&mut harness, "RPE", "7");
    assert_has(&harness, r#"Tempo(run: "2 km easy + 20 min threshold", rpe: 7)"#);
}

#[test]
fn another_session_in_the_slot_stays_selected() {
    let mut harness = inspecting(PLAN, session("2027-01-10", "easy"));
    enter(&mut harness, "Slot", "recovery: 30 min");
    assert_has(&harness, r#"sun: ["recovery: 30 min"]"#);
    assert_eq!(*harness.state().document().selection(), session("2027-01-10", "recovery"));
}

#[test]
fn a_layer_leads_to_its_form() {
    let mut harness = inspecting(PLAN, session("2027-01-14", "legs"));
    click(&mut harness, "ramp of goblet-squat, step 1");
    enter(&mut harness, "Reps", "8-12");
    assert_has(&harness, r#"RepsThenLoad(reps: "8-12", load: "5 %")"#);
    click(&mut harness, "Back to the session");
    assert!(harness.query_by_label("Lift 1 details").is_some());
}

#[test]
fn things_are_added_to_the_plan() {
    let mut harness = inspecting(PLAN, Selection::Plan);
    click(&mut harness, "Add race");
    assert_has(&harness, r#"goals: [Race(date: "2027-01-31", distance: "10 km")]"#);
    let selected = |harness: &Harness<'static, Editor>| harness.state().document().selection().clone();
    assert_eq!(selected(&harness), Selection::Goal(0), "its form is what comes next");
    click(&mut harness, "Plan");
    click(&mut harness, "Add phase");
    assert_eq!(selected(&harness), Selection::Phase(1));
    click(&mut harness, "Plan");
    click(&mut harness, "Add session");
    assert_has(&harness, r#""new": Easy("30 min")"#);
    assert_eq!(selected(&harness), Selection::Template("new".into()));
    harness.state().requests().run(Command::Undo);
    harness.run();
    assert_eq!(selected(&harness), Selection::Plan);
}

#[test]
fn what_is_gone_or_broken_leaves_the_plan() {
    let mut harness = inspecting(PLAN, Selection::Template("nothing".into()));
    assert!(harness.query_by_label("Small").is_some(), "the plan is shown instead");
    let broken = PLAN.replace("20 min threshold", "20 mni threshold");
    harness = inspecting(&broken, tempo());
    assert!(harness.query_by_label_contains("error: `mni` is not a unit").is_some());
    enter(&mut harness, "Run", "2 km easy + 20 min threshold");
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn what_is_typed_is_taken_over_before_anything_goes_on() {
    let typed = r#"Tempo(run: "2 km easy + 20 min threshold", note: "stay calm")"#;
    for command in [Command::NextProblem, Command::InsertWeek, Command::Format, Command::ToggleInspector] {
        let mut harness = inspecting(PLAN, Selection::Week(1));
        harness.state().requests().select(tempo());
        harness.run();
        type_into(&mut harness, "Note", "stay calm");
        assert_eq!(text(&harness), PLAN);
        assert!(harness.state().state().title.starts_with('*'), "it counts as unsaved");
        harness.state().requests().run(command);
        harness.run();
        assert_has(&harness, typed);
    }
    let mut harness = inspecting(PLAN, tempo());
    type_into(&mut harness, "Note", "stay calm");
    harness.state().requests().run(Command::Undo);
    harness.run();
    assert_eq!(text(&harness), PLAN, "what is taken back is what was typed last");
    type_into(&mut harness, "Step 2 amount", "25 min");
    harness.state().requests().select(Selection::Plan);
    harness.run();
    assert_has(&harness, "25 min threshold");
}

#[test]
fn what_does_not_read_is_not_left() {
    let mut harness = inspecting(PLAN, tempo());
    type_into(&mut harness, "Run", "2 km easy + 20 mni");
    harness.state().requests().select(Selection::Plan);
    harness.run();
    assert_eq!(*harness.state().document().selection(), tempo());
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Run");
    assert_eq!(field.value().as_deref(), Some("2 km easy + 20 mni"));
    assert!(field.is_focused());
    let said = harness.get_all_by_role(egui::accesskit::Role::Label).filter_map(|node| node.value());
    assert!(said.into_iter().any(|words| words.contains("`mni` is not a unit")), "the reason is told");
    harness.key_press(Key::Escape);
    harness.run();
    type_into(&mut harness, "Step 2 amount", "1 kmh");
    harness.state().requests().select(Selection::Plan);
    harness.run();
    assert_eq!(*harness.state().document().selection(), tempo());
    assert!(harness.query_all_by_label_contains("kmh` is not").next().is_some(), "the reason is told");
    harness.state().requests().run(Command::Undo);
    harness.run();
    harness.state().requests().select(Selection::Plan);
    harness.run();
    assert_eq!(*harness.state().document().selection(), Selection::Plan);
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn a_long_name_is_cut_and_not_the_board() {
    let name = "a very long name of a session that nobody would want to read on one line of a narrow panel";
    let text = PLAN.replace("\"tempo\"", &format!("\"{}\"", name.replace(' ', "-")));
    let text = text.replace("tempo @", &format!("{} @", name.replace(' ', "-")));
    let text = text.replace("focus: Base", &format!("name: \"{name}\", focus: Base"));
    let preferences = Preferences { problems: false, ..Preferences::default() };
    let mut harness = editor_with(&text, preferences, [1280.0, 800.0]);
    let board =
        |harness: &Harness<'static, Editor>| harness.get_by_label_contains("Small, 4 weeks").rect().width();
    let wide = board(&harness);
    for selection in [
        Selection::Plan,
        Selection::Week(2),
        Selection::Phase(0),
        session("2027-01-12", &name.replace(' ', "-")),
        Selection::Template(name.replace(' ', "-")),
    ] {
        harness.state().requests().select(selection.clone());
        harness.run();
        assert!(board(&harness) > wide - 1.0, "{selection:?}: {} of {wide}", board(&harness));
    }
}

#[test]
fn a_week_is_its_phase_and_says_so() {
    let unnamed = PLAN.replace("focus: Base, ", "");
    let harness = inspecting(&unnamed, Selection::Week(2));
    harness.get_by_label("Phase 1 · weeks 1–4");
    harness.get_by_label_contains("An edit shows on weeks 1–4");
    let harness = inspecting(&unnamed, session("2027-01-12", "tempo"));
    harness.get_by_label_contains("week 2 · Phase 1");
    harness.get_by_label("Tuesdays of Phase 1");
}

#[test]
fn what_stands_in_the_parts_of_a_slot_is_asked_once() {
    let mut harness = inspecting(PLAN, session("2027-01-12", "tempo"));
    click(&mut harness, "Tuesdays of Base");
    let has = |harness: &Harness<'static, Editor>, label| harness.query_by_label(label).is_some();
    assert!(has(&harness, "Slot start") && !has(&harness, "At") && !has(&harness, "Optional"));
    let written = PLAN.replace("\"tempo @ 06:30\"", "(use: \"tempo\", at: \"06:30\")");
    let mut harness = inspecting(&written, session("2027-01-12", "tempo"));
    click(&mut harness, "Tuesdays of Base");
    assert!(has(&harness, "At"), "what is written is shown");
}

#[test]
fn steps_have_the_words_of_the_form() {
    let mut harness = inspecting(PLAN, Selection::Plan);
    click(&mut harness, "Add race");
    assert_eq!(harness.state().state().status, "Add race");
    let written = PLAN.replace("\"tempo @ 06:30\"", "(use: \"tempo\", at: \"06:30\")");
    let mut harness = inspecting(&written, session("2027-01-12", "tempo"));
    click(&mut harness, "Tuesdays of Base");
    enter(&mut harness, "At", "07:00");
    assert_eq!(harness.state().state().status, "Set start");
}

#[test]
fn looks() {
    let text = plan("half-with-tune-up-and-holiday.plan.ron");
    let mut harness = inspecting(&text, Selection::Nothing);
    for (what, selection) in [
        ("template", Selection::Template("fartlek".into())),
        ("athlete", Selection::Athlete),
        ("phase", Selection::Phase(1)),
        ("plan", Selection::Plan),
    ] {
        harness.state().requests().select(selection);
        harness.run();
        harness.snapshot(format!("inspector_{what}"));
    }
}

#[test]
fn looks_of_sessions() {
    let text = plan("half-with-tune-up-and-holiday.plan.ron");
    let mut harness = inspecting(&text, session("2027-07-27", "gym"));
    click(&mut harness, "Lift 1 details");
    type_into(&mut harness, "Lift 2", "single-leg-rdl 3x10/side @ 12 kilo");
    harness.key_press(Key::Enter);
    harness.run();
    harness.snapshot("inspector_details");
    click(&mut harness, "This date");
    harness.snapshot("inspector_date");
}

#[test]
fn looks_in_the_light() {
    let text = plan("half-with-tune-up-and-holiday.plan.ron");
    let mut harness = inspecting_in(&text, session("2027-07-25", "long"), Appearance::Light);
    harness.snapshot("inspector_light");
}
