//! Every command, by mouse and by keyboard: both do the same, and something.

use egui::{Event, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use gait_gui::{Command, Editor, Preferences};

use super::harness::{editor_with, only};

/// The track stands between two others on its day; the last comment silences nothing, which is safe to mend.
const PLAN: &str = r#"Plan(
    format: 1,
    name: "Two weeks",
    start: "2027-01-04",
    sessions: {
        "track": Intervals("15 min easy + 5x(800 m @ 5k + 90 s jog)"),
        "legs":  Strength(["back-squat 4x8 rir 2", "romanian-deadlift 4x8 rir 2"]),
    },
    phases: [Phase(weeks: 3, week: (mon: ["easy: 6 km"], tue: ["legs"],
        wed: ["easy: 4 km", "track", "mobility: 10 min"], sat: ["long: 12 km"]))],
    // gait: allow(mixed-units): the gym counts in pounds
    days: { "2027-01-19": ["legs"] },
)
"#;

/// What cannot be told from outside: the window's own business, tested in `window.rs`, and what `board.rs` pastes.
const ELSEWHERE: [Command; 2] = [Command::Quit, Command::Paste];

/// What is on from the start, so that nothing changes.
const IS_ON: [Command; 5] = [
    Command::ShowBoard,
    Command::LayerDate,
    Command::SystemTheme,
    Command::UnitsAsWritten,
    Command::ZoomReset,
];

/// An editor with the track of week 2 selected, and something to undo or redo for who needs it.
fn ready(command: Command) -> Harness<'static, Editor> {
    let mut harness = editor_with(PLAN, only(Preferences::default()), [1100.0, 900.0]);
    let card = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with("track, week 2 "))
    };
    harness.get_by(card).click();
    harness.run();
    if matches!(command, Command::Undo | Command::Redo) {
        harness.state().requests().run(Command::Duplicate);
        harness.run();
    }
    if command == Command::Redo {
        harness.state().requests().run(Command::Undo);
        harness.run();
    }
    harness
}

/// Everything a command may change.
fn state(harness: &Harness<'static, Editor>) -> String {
    let editor = harness.state();
    let (document, state) = (editor.document(), editor.state());
    format!(
        "{}\n{:?}\n{:?}\n{:?}\npalette {}, dialog {}, find {}\n{}",
        document.text(),
        document.selection(),
        editor.preferences(),
        state.layer,
        state.palette.is_some(),
        state.dialog.is_some(),
        state.source.is_finding(),
        state.status,
    )
}

/// Lets what is worked out between frames come to its end.
fn settle(harness: &mut Harness<'static, Editor>) {
    harness.run_steps(12);
}

fn by_mouse(harness: &mut Harness<'static, Editor>, command: Command) {
    let menu = harness.get_all_by_label(command.menu().title()).next();
    menu.expect("the menu is there").click();
    harness.run();
    let item =
        harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with(command.title())));
    item.last().unwrap_or_else(|| panic!("{} is in no menu", command.title())).click();
    settle(harness);
}

fn by_keyboard(harness: &mut Harness<'static, Editor>, command: Command) {
    match (command, command.shortcut()) {
        (Command::Cut, _) => harness.event(Event::Cut),
        (Command::Copy, _) => harness.event(Event::Copy),
        (_, Some(keys)) => harness.key_press_modifiers(keys.modifiers, keys.logical_key),
        (_, None) => {
            harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::K);
            harness.run();
            harness.get_by_label("Command").type_text(command.title());
            harness.run();
            harness.key_press(egui::Key::Enter);
        }
    }
    settle(harness);
}

#[test]
fn every_command_does_the_same_by_mouse_and_by_keyboard() {
    for &command in Command::ALL.iter().filter(|command| !ELSEWHERE.contains(command)) {
        let title = command.title();
        let mut mouse = ready(command);
        assert!(command.is_enabled(&mouse.state().env()), "{title} can be used here");
        let before = state(&mouse);
        by_mouse(&mut mouse, command);
        let mut keyboard = ready(command);
        by_keyboard(&mut keyboard, command);
        assert_eq!(state(&mouse), state(&keyboard), "{title}");
        assert!(IS_ON.contains(&command) || state(&mouse) != before, "{title} changes nothing");
    }
}
