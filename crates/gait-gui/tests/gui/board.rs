//! The board.

use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable};
use egui_kittest::{Harness, Node};
use gait_gui::{Command, Editor, Preferences, Selection};

use super::harness::{editor, editor_with, only, picture, plan};

/// Two weeks with a heavy session two days before the track.
const PLAN: &str = r#"Plan(
    format: 1,
    name: "Two weeks",
    start: "2027-01-04",
    sessions: {
        "track": Intervals("15 min easy + 5x(800 m @ 5k + 90 s jog)"), // the hard one
        "legs": Strength(["back-squat 4x8 rir 2", "romanian-deadlift 4x8 rir 2"]),
    },
    phases: [Phase(weeks: 2, week: (mon: ["easy: 6 km"], tue: ["legs"], thu: ["track"], sat: ["long: 12 km"]))],
)
"#;

fn board(text: &str) -> Harness<'static, Editor> {
    editor_with(text, only(Preferences::default()), [1000.0, 420.0])
}

/// The card whose name begins so, in a week.
fn card<'h>(harness: &'h Harness<'static, Editor>, title: &str, week: u32) -> Node<'h> {
    let begins = format!("{title}, week {week} ");
    harness.get_by(move |node| node.label().is_some_and(|label| label.starts_with(&begins)))
}

fn day<'h>(harness: &'h Harness<'static, Editor>, begins: &'h str) -> Node<'h> {
    harness.get_by(move |node| node.label().is_some_and(|label| label.starts_with(begins)))
}

fn text(harness: &Harness<'static, Editor>) -> String {
    harness.state().document().text().to_string()
}

/// Takes a card and holds it somewhere.
fn hold(harness: &mut Harness<'static, Editor>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(2);
    for i in 1..=4_u8 {
        harness.hover_at(from + (to - from) * (f32::from(i) / 4.0));
        harness.run_steps(2);
    }
    harness.run_steps(20);
}

#[test]
fn the_board_is_drawn_in_both_themes() {
    let mut harness = board(&plan("gym-on-the-wrong-days.plan.ron"));
    for (name, command) in [("board_dark", Command::DarkTheme), ("board_light", Command::LightTheme)] {
        harness.state().requests().run(command);
        harness.run();
        picture(&mut harness, name);
    }
}

#[test]
fn every_session_is_a_button_with_its_name() {
    let harness = editor(&plan("spring-half.plan.ron"));
    let calendar = &harness.state().document().snapshot().calendar;
    let cards = harness.query_all_by(|node| {
        node.label().is_some_and(|label| {
            label.contains(", week ") && !label.contains("sessions") && !label.ends_with("planned")
        })
    });
    assert!(
        cards.count() >= calendar.sessions.len(),
        "all {} are there, also those out of view",
        calendar.sessions.len()
    );
}

#[test]
fn a_card_is_moved_by_mouse_and_the_drop_is_foretold() {
    let mut harness = board(PLAN);
    let from = card(&harness, "legs", 1).rect().center();
    let to = day(&harness, "Wednesday 6 January 2027").rect().center();
    hold(&mut harness, from, to);
    harness.get_by_label_contains("fixes 1, 2 new");
    harness.get_by_label_contains("Changes this date only");
    picture(&mut harness, "board_drag");
    harness.drop_at(to);
    harness.run();
    assert!(text(&harness).contains(r#""2027-01-06": ["legs"]"#), "{}", text(&harness));
    assert!(text(&harness).contains("// the hard one"));
    let selection = harness.state().document().selection().clone();
    assert_eq!(selection.session().map(|key| key.date.to_string()).as_deref(), Some("2027-01-06"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(text(&harness), PLAN, "one step");
}

#[test]
fn escape_puts_a_card_back() {
    let mut harness = board(PLAN);
    let from = card(&harness, "legs", 1).rect().center();
    let to = day(&harness, "Friday 8 January 2027").rect().center();
    hold(&mut harness, from, to);
    harness.key_press(Key::Escape);
    harness.run();
    harness.drop_at(to);
    harness.run();
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn shift_moves_the_pattern() {
    let mut harness = board(PLAN);
    let from = card(&harness, "legs", 1).rect().center();
    let to = day(&harness, "Friday 8 January 2027").rect().center();
    hold(&mut harness, from, to);
    harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    harness.run_steps(3);
    harness.get_by_label_contains("Changes every week");
    harness.drop_at(to);
    harness.run();
    assert!(text(&harness).contains(r#"fri: ["legs"]"#), "{}", text(&harness));
}

#[test]
fn a_card_is_moved_by_keyboard() {
    let mut harness = board(PLAN);
    card(&harness, "legs", 1).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    harness.run();
    let by_date = text(&harness);
    assert!(by_date.contains(r#""2027-01-06": ["legs"]"#), "{by_date}");
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    let calendar = &harness.state().document().snapshot().calendar;
    assert!(calendar.on(1).iter().any(|session| &*session.name == "legs"));
    harness.key_press_modifiers(Modifiers::ALT, Key::PageDown);
    harness.run();
    assert_eq!(harness.state().document().snapshot().calendar.on(8).len(), 2, "{}", text(&harness));
}

#[test]
fn arrows_go_from_card_to_card_and_enter_inspects() {
    let mut harness = board(PLAN);
    card(&harness, "easy", 1).click();
    harness.run();
    let selected = |harness: &Harness<'static, Editor>| match harness.state().document().selection() {
        Selection::Session(key) => format!("{} {}", key.date, key.name),
        other => format!("{other:?}"),
    };
    for (key, expected) in [
        (Key::ArrowRight, "2027-01-05 legs"),
        (Key::ArrowRight, "Day(2027-01-06)"),
        (Key::ArrowRight, "2027-01-07 track"),
        (Key::ArrowDown, "2027-01-14 track"),
        (Key::ArrowUp, "2027-01-07 track"),
        (Key::ArrowLeft, "Day(2027-01-06)"),
    ] {
        harness.key_press(key);
        harness.run();
        assert_eq!(selected(&harness), expected, "after {key:?}");
    }
}

#[test]
fn sessions_are_copied_cut_pasted_duplicated_and_removed_by_keyboard() {
    let mut harness = board(PLAN);
    card(&harness, "track", 1).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    assert!(text(&harness).contains(r#""2027-01-07": ["track", "track"]"#), "{}", text(&harness));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    harness.run();
    day(&harness, "Friday 8 January 2027").click();
    harness.run();
    harness.event(egui::Event::Paste(copied.unwrap_or_else(|| "\"track\"".to_owned())));
    harness.run();
    assert!(text(&harness).contains(r#""2027-01-08": ["track"]"#), "{}", text(&harness));
    harness.key_press(Key::Delete);
    harness.run();
    let calendar = &harness.state().document().snapshot().calendar;
    assert!(calendar.on(4).is_empty());
    harness.event(egui::Event::Paste("easy: 5 km".to_owned()));
    harness.run();
    assert!(text(&harness).contains("easy: 5 km"), "plain notation is fine too");
}

#[test]
fn weeks_are_inserted_and_removed_with_what_comes_later() {
    let mut harness = board(&PLAN.replace("phases:", "days: { \"2027-01-12\": [] },\n    phases:"));
    harness.get_by_label_contains("Week 2,").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    harness.run();
    assert!(text(&harness).contains("weeks: 3"), "{}", text(&harness));
    assert!(text(&harness).contains("2027-01-19"), "{}", text(&harness));
    harness.get_by_label_contains("Week 2,").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Delete);
    harness.run();
    assert!(text(&harness).contains("weeks: 2"), "{}", text(&harness));
    assert!(text(&harness).contains("2027-01-12"), "{}", text(&harness));
}

#[test]
fn what_cannot_be_read_is_a_card_where_it_stands() {
    let mut harness = board(&PLAN.replace("tue: [\"legs\"]", "tue: [\"legs\", \"easy: 4 parsecs\"]"));
    let card = harness.get_by(|node| {
        node.label()
            .is_some_and(|label| label.starts_with("easy: 4 parsecs, Tuesday 5 January 2027, cannot be read"))
    });
    card.click();
    harness.run();
    assert!(harness.state().preferences().source, "the text is shown");
}

#[test]
fn the_palette_finds_commands() {
    let mut harness = board(PLAN);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_label("Command").type_text("pattern");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().state().layer, gait_core::Layer::Pattern);
    assert!(harness.state().state().palette.is_none());
}

#[test]
fn a_text_that_is_no_plan_says_so() {
    let harness = board("Plan(");
    harness.get_by_label("No week could be read");
    harness.get_by_label("Show the text");
    let harness = board("");
    harness.get_by_label("Nothing is open");
    harness.get_by_label("New plan…");
}

#[test]
fn the_text_is_shown_and_not_hidden() {
    let preferences = Preferences { source: true, ..only(Preferences::default()) };
    let mut harness = editor_with("Plan(", preferences, [1000.0, 420.0]);
    harness.get_by_label("Show the text").click();
    harness.run();
    assert!(harness.state().preferences().source);
}

#[test]
fn escape_on_the_board_leads_to_the_plan() {
    let mut harness = editor(PLAN);
    card(&harness, "track", 1).click();
    harness.run();
    // Escape in a field is about the field.
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Note").focus();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().document().selection().session().is_some());
    card(&harness, "track", 1).click();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(*harness.state().document().selection(), Selection::Plan);
    card(&harness, "track", 1).click();
    harness.run();
    harness.get_by_label("Plan").click();
    harness.run();
    assert_eq!(*harness.state().document().selection(), Selection::Plan);
    harness.get_by_label("Add race");
}

#[test]
fn a_session_is_added_to_a_day_and_made_another() {
    for (command, written) in [
        (Command::LayerDate, r#""2027-01-08": ["easy: 30 min"]"#),
        (Command::LayerPattern, r#"fri: ["easy: 30 min"]"#),
    ] {
        let mut harness = board(PLAN);
        harness.state().requests().run(command);
        day(&harness, "Friday 8 January 2027").click();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
        harness.run();
        assert!(text(&harness).contains(written), "{}", text(&harness));
        assert_eq!(
            harness.state().document().selection().session().map(ToString::to_string).as_deref(),
            Some("2027-01-08 easy 1")
        );
        let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Slot");
        assert!(field.is_focused(), "its slot can be typed");
        field.type_text("track");
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert!(text(&harness).contains(&written.replace("easy: 30 min", "track")), "{}", text(&harness));
    }
    let mut harness = editor(PLAN);
    day(&harness, "Friday 8 January 2027").click();
    harness.run();
    harness.get_by_label("Add session").click();
    harness.run();
    assert!(text(&harness).contains("easy: 30 min"));
    assert!(harness.state().state().status.starts_with("Add easy"), "{}", harness.state().state().status);
}

#[test]
fn one_card_has_the_outline_after_it_was_moved() {
    let mut harness = board(PLAN);
    card(&harness, "track", 1).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    harness.run();
    let focused = card(&harness, "track", 1);
    let label = focused.accesskit_node().label();
    assert!(label.as_ref().is_some_and(|label| label.contains("Friday")), "{label:?}");
    assert!(focused.is_focused());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    let all = harness.query_all_by(|node| {
        node.is_focused() && node.label().is_some_and(|label| label.starts_with("track"))
    });
    assert_eq!(all.count(), 1);
}

#[test]
fn a_week_comes_to_leg_units_if_there_are_any() {
    let harness = board(PLAN);
    assert!(harness.query_all_by_label_contains(" units").next().is_some());
    let harness = board(&PLAN.replace(r#""legs"]"#, "]"));
    let harness_has = |part: &str| harness.query_all_by_label_contains(part).next().is_some();
    assert!(!harness_has("legs"), "nothing is said of what is not there");
    let one = board(&PLAN.replace("weeks: 2", "weeks: 1"));
    one.get_by_label_contains("Two weeks, 1 week,");
}

#[test]
fn the_pattern_is_not_moved_to_another_week() {
    let mut harness = board(&PLAN.replace(r#"["legs"]"#, r#"["legs", "easy: 4 km"]"#));
    let before = text(&harness);
    card(&harness, "legs", 1).click();
    harness.run();
    harness.state().requests().run(Command::LayerPattern);
    harness.key_press_modifiers(Modifiers::ALT, Key::PageDown);
    harness.run();
    assert_eq!(text(&harness), before);
    assert!(harness.state().state().status.contains("the same in every week"));
}

#[test]
fn two_days_change_places_by_the_menu_of_a_day() {
    let mut harness = board(PLAN);
    day(&harness, "Friday 8 January 2027").click_secondary();
    harness.run();
    harness.get_by_label_contains("Swap with").click();
    harness.run();
    harness.get_by_label("Tue 5 Jan").click();
    harness.run();
    assert!(harness.state().state().status.starts_with("Swap Fri 8 Jan with Tue 5 Jan: "));
    assert!(text(&harness).contains("\"2027-01-08\": ["), "{}", text(&harness));
    harness.state().requests().run(Command::Undo);
    harness.run();
    assert_eq!(text(&harness), PLAN, "it is one step");
}

#[test]
fn a_week_without_lifting_says_nothing_of_legs() {
    let plan = PLAN.replace("tue: [\"legs\"], ", "");
    let harness = board(&plan);
    assert_eq!(harness.query_all_by_label_contains("0.0 units").count(), 0);
    assert!(harness.query_all_by_label_contains("key runs").count() > 0);
}
