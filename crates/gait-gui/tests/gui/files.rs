//! Files: what is opened, begun, saved and asked about, by mouse and by keyboard, in a world in memory.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use gait_core::{Edit, Join, Span};
use gait_gui::desk::{Holder, MemoryDesk, OnDisk};
use gait_gui::{Appearance, Document, Editor, Preferences, Request, Selection};

use super::harness::{of, only, picture};

const FILE: &str = "/plans/a.plan.ron";

const PLAN: &str = r#"Plan(
    format: 1,
    name: "Small",
    start: "2027-03-01",
    phases: [Phase(
        name: "Base",
        weeks: 2,
        week: (
            tue: ["easy: 6 km"],
            sun: ["long: 8 km"],
        ),
    )],
)
"#;

/// A window of a world; nothing but the board beside what files need.
fn window(desk: &MemoryDesk, path: Option<&str>) -> Harness<'static, Editor> {
    window_with(desk, path, only(Preferences::default()))
}

fn window_with(desk: &MemoryDesk, path: Option<&str>, preferences: Preferences) -> Harness<'static, Editor> {
    let mut editor = Editor::new(Document::unsaved(None, "", None), preferences, Box::new(desk.clone()));
    editor.begin(path.map(Path::new));
    of(editor, [900.0, 620.0])
}

fn world() -> MemoryDesk {
    let desk = MemoryDesk::default();
    desk.write(FILE, PLAN);
    desk
}

fn edit(harness: &mut Harness<'static, Editor>, from: &str, to: &str) {
    let document = harness.state().document();
    let start = u32::try_from(document.text().find(from).expect("it is there")).expect("it is short");
    let span = Span::new(start, start + u32::try_from(from.len()).expect("it is short"));
    harness.state().requests().send(Request::Edit {
        version: document.version(),
        name: "Edit".into(),
        edits: vec![Edit::new(span, to.to_owned())],
        join: Join::Never,
        selection: None,
    });
    harness.run();
}

fn press(harness: &mut Harness<'static, Editor>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut Harness<'static, Editor>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn write(harness: &mut Harness<'static, Editor>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn sees(harness: &Harness<'static, Editor>, part: &str) -> bool {
    harness.query_all_by_label_contains(part).next().is_some()
}

fn path(harness: &Harness<'static, Editor>) -> Option<PathBuf> {
    harness.state().document().path().map(Path::to_owned)
}

fn text(harness: &Harness<'static, Editor>) -> String {
    harness.state().document().text().to_string()
}

/// Asks the window to close, as its button does; whether it stays.
fn close(harness: &mut Harness<'static, Editor>) -> bool {
    let root = harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(ViewportEvent::Close);
    harness.step();
    let stays = asked(harness, &ViewportCommand::CancelClose);
    harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    harness.run();
    stays
}

/// Whether the window was asked something in the last frame.
fn asked(harness: &Harness<'static, Editor>, command: &ViewportCommand) -> bool {
    let output = harness.output().viewport_output.get(&ViewportId::ROOT);
    output.is_some_and(|output| output.commands.contains(command))
}

#[test]
fn a_plan_is_saved_by_keyboard_and_by_menu() {
    let desk = world();
    let mut harness = window(&desk, Some(FILE));
    assert_eq!(harness.state().state().title, "a.plan.ron — Gaitkeeper");
    edit(&mut harness, "6 km", "7 km");
    assert_eq!(harness.state().state().title, "*a.plan.ron — Gaitkeeper");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "7 km")));
    assert_eq!(harness.state().state().title, "a.plan.ron — Gaitkeeper");
    assert!(sees(&harness, "Saved `a.plan.ron`"));
    edit(&mut harness, "7 km", "9 km");
    click(&mut harness, "File");
    click(&mut harness, "Save Ctrl+S");
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "9 km")));
}

#[test]
fn a_plan_is_opened_by_a_part_of_its_name() {
    let desk = world();
    desk.write("/plans/old/winter.plan.ron", PLAN);
    let mut harness = window(&desk, None);
    assert!(sees(&harness, "Open a plan"), "nothing is open, so it is asked what to open");
    write(&mut harness, "wint");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(path(&harness), Some("/plans/old/winter.plan.ron".into()));
    // By mouse, and from the list of recent files.
    press(&mut harness, Modifiers::COMMAND, Key::O);
    click(&mut harness, "a.plan.ron");
    assert_eq!(path(&harness), Some(FILE.into()));
    click(&mut harness, "File");
    harness.get_by_label_contains("Recent files").hover();
    harness.run();
    harness.get_by_label_contains("Recent files").click();
    harness.run();
    click(&mut harness, "old/winter.plan.ron");
    assert_eq!(path(&harness), Some("/plans/old/winter.plan.ron".into()));
    assert_eq!(harness.state().preferences().recent.len(), 2);
}

#[test]
fn a_path_is_completed_and_opened() {
    let desk = world();
    desk.write("/plans/old/winter.plan.ron", PLAN);
    let mut harness = window(&desk, None);
    write(&mut harness, "./o");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(path(&harness), Some("/plans/old/winter.plan.ron".into()));
    press(&mut harness, Modifiers::COMMAND, Key::O);
    write(&mut harness, "/no/such.plan.ron");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(sees(&harness, "There is no file"));
    assert_eq!(path(&harness), Some("/plans/old/winter.plan.ron".into()));
}

#[test]
fn a_plan_is_begun_from_a_template() {
    let desk = world();
    let mut harness = window(&desk, Some(FILE));
    press(&mut harness, Modifiers::COMMAND, Key::N);
    harness.get_by_label_contains("Half marathon, small").click();
    harness.run();
    assert!(sees(&harness, "12 weeks, from Monday 4 January 2027 to Sunday 28 March 2027"));
    picture(&mut harness, "new_plan");
    harness.get_by_label("Race day").click();
    harness.run();
    click(&mut harness, "Begin");
    assert_eq!(path(&harness), None);
    assert!(text(&harness).contains("date: \"2027-03-28\""));
    assert_eq!(harness.state().state().title, "*untitled.plan.ron — Gaitkeeper");
    // It asks for a name; the ending goes without saying.
    press(&mut harness, Modifiers::COMMAND, Key::S);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut harness, "/plans/mine");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(path(&harness), Some("/plans/mine.plan.ron".into()));
    assert_eq!(desk.file("/plans/mine.plan.ron"), OnDisk::Text(text(&harness)));
}

#[test]
fn the_name_of_a_new_plan_is_selected_where_it_is_saved() {
    let desk = world();
    let mut harness = window(&desk, None);
    // The list of plans to open leads to a new one by its key as well.
    press(&mut harness, Modifiers::COMMAND, Key::N);
    click(&mut harness, "Begin");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    write(&mut harness, "mine");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(path(&harness), Some("/plans/mine.plan.ron".into()));
}

#[test]
fn saving_under_a_name_that_is_taken_asks() {
    let desk = world();
    desk.write("/plans/b.plan.ron", "another plan");
    let mut harness = window(&desk, Some(FILE));
    press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut harness, "/plans/b.plan.ron");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(sees(&harness, "`b.plan.ron` is there already"));
    assert_eq!(desk.file("/plans/b.plan.ron"), OnDisk::Text("another plan".into()));
    picture(&mut harness, "save_as");
    click(&mut harness, "Replace it");
    assert_eq!(desk.file("/plans/b.plan.ron"), OnDisk::Text(PLAN.into()));
    assert_eq!(path(&harness), Some("/plans/b.plan.ron".into()));
}

#[test]
fn closing_asks_about_unsaved_changes() {
    let desk = world();
    let mut harness = window(&desk, Some(FILE));
    assert!(!close(&mut harness), "nothing is unsaved");

    let mut harness = window(&desk, Some(FILE));
    edit(&mut harness, "6 km", "7 km");
    assert!(close(&mut harness));
    assert!(sees(&harness, "has changes that are not saved"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!sees(&harness, "has changes that are not saved"));
    assert!(close(&mut harness));
    click(&mut harness, "Save");
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "7 km")));
    assert!(harness.state().state().may_close);

    let mut harness = window(&desk, Some(FILE));
    edit(&mut harness, "7 km", "9 km");
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    click(&mut harness, "Discard");
    assert!(harness.state().state().may_close);
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "7 km")));
    harness.event(Event::WindowFocused(false));
    harness.run();
    assert_eq!(desk.kept(), None, "what was given up is not kept");
}

/// A window with the form of the pattern's first slot, into whose note something was typed.
fn typing(desk: &MemoryDesk) -> Harness<'static, Editor> {
    let preferences = Preferences { inspector: true, ..only(Preferences::default()) };
    let mut harness = window_with(desk, Some(FILE), preferences);
    harness.state().requests().select(Selection::Plan);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    write(&mut harness, "Large");
    assert_eq!(text(&harness), PLAN, "it is a draft");
    harness
}

#[test]
fn what_is_typed_in_the_form_is_saved_asked_about_and_kept() {
    let large = PLAN.replace("Small", "Large");
    let desk = world();
    let mut harness = typing(&desk);
    assert_eq!(harness.state().state().title, "*a.plan.ron — Gaitkeeper");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file(FILE), OnDisk::Text(large.clone()));

    let desk = world();
    let mut harness = typing(&desk);
    harness.event(Event::WindowFocused(false));
    harness.run();
    assert_eq!(desk.kept().map(|kept| kept.text.to_string()), Some(large.clone()));
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    assert!(sees(&harness, "has changes that are not saved"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(desk.file(FILE), OnDisk::Text(large));

    let desk = world();
    assert!(close(&mut typing(&desk)), "closing the window asks as well");
}

#[test]
fn enter_gives_the_answer_that_has_the_keyboard() {
    let desk = world();
    for (answer, closes) in [("Cancel", false), ("Discard", true)] {
        let mut harness = window(&desk, Some(FILE));
        edit(&mut harness, "6 km", "7 km");
        press(&mut harness, Modifiers::COMMAND, Key::Q);
        assert!(harness.get_by_label("Save").is_focused());
        harness.get_by_label(answer).focus();
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.into()), "{answer}");
        assert_eq!(harness.state().state().may_close, closes, "{answer}");
    }
    let mut harness = window(&desk, Some(FILE));
    press(&mut harness, Modifiers::COMMAND, Key::N);
    harness.get_by_label("Cancel").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), PLAN);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    harness.get_by_label_contains("Half marathon, small").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), PLAN, "it is taken, not begun");
    assert!(sees(&harness, "12 weeks, from"));
    harness.get_by_label("Date").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_ne!(text(&harness), PLAN, "Enter in a field begins");
}

#[test]
fn alerts_take_a_line_each() {
    for count in [2, 4] {
        let desk = world();
        for _ in 0..count {
            desk.leave(Some(Path::new(FILE)), &PLAN.replace("6 km", "7 km"), true);
        }
        let mut harness = window(&desk, Some(FILE));
        let top = harness.get_by_label_contains("Small, 2 weeks").rect().top();
        assert!(top < 60.0 + 40.0 * count as f32, "{count} alerts end at {top}");
        if count == 2 {
            picture(&mut harness, "alerts");
        }
        let later = harness.query_all_by_label("Later").next();
        later.expect("it can wait").click();
        harness.run();
        let top = harness.get_by_label_contains("Small, 2 weeks").rect().top();
        assert!(top < 60.0, "the room is the board's again: {top}");
    }
}

#[test]
fn a_plan_is_begun_in_the_file_that_was_named() {
    let desk = world();
    let mut harness = window_with(&desk, Some("/plans/new.plan.ron"), Preferences::default());
    assert!(sees(&harness, "`new.plan.ron` has no text yet"));
    assert!(!sees(&harness, "Add race"), "there is nothing to fill in");
    click(&mut harness, "New plan…");
    click(&mut harness, "Begin");
    assert_eq!(path(&harness), Some("/plans/new.plan.ron".into()));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file("/plans/new.plan.ron"), OnDisk::Text(text(&harness)));
}

#[test]
fn a_file_that_cannot_be_opened_says_why() {
    let desk = world();
    desk.spoil("/plans/odd.plan.ron", "it is not UTF-8");
    let mut harness = window(&desk, Some("/plans/odd.plan.ron"));
    assert!(sees(&harness, "Nothing is open") && sees(&harness, "Not opened: it is not UTF-8"));
    harness.state().requests().send(Request::OpenFile(FILE.into()));
    harness.run();
    assert!(!sees(&harness, "Nothing is open"));
}

#[test]
fn a_name_with_a_dot_gets_the_ending_as_well() {
    for (typed, saved) in [
        ("/plans/sub 1.35", "/plans/sub 1.35.plan.ron"),
        ("/plans/b.ron", "/plans/b.ron"),
        ("/plans/c.plan.ron", "/plans/c.plan.ron"),
    ] {
        let desk = world();
        let mut harness = window(&desk, Some(FILE));
        press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        write(&mut harness, typed);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(path(&harness), Some(saved.into()));
    }
}

#[test]
fn opening_another_plan_asks_about_unsaved_changes() {
    let desk = world();
    desk.write("/plans/b.plan.ron", PLAN);
    let mut harness = window(&desk, Some(FILE));
    edit(&mut harness, "6 km", "7 km");
    harness.state().requests().send(Request::OpenFile("/plans/b.plan.ron".into()));
    harness.run();
    assert_eq!(path(&harness), Some(FILE.into()));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(path(&harness), Some("/plans/b.plan.ron".into()));
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "7 km")), "Enter saves");
}

#[test]
fn a_plan_that_changed_is_read_again_and_can_be_undone() {
    let desk = world();
    let mut harness = window(&desk, Some(FILE));
    desk.write(FILE, &PLAN.replace("6 km", "7 km"));
    harness.run();
    assert!(sees(&harness, "was changed on disk and read again"));
    assert!(text(&harness).contains("7 km"));
    click(&mut harness, "Undo");
    assert_eq!(text(&harness), PLAN);
    press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert!(text(&harness).contains("7 km"));
}

fn conflict(desk: &MemoryDesk) -> Harness<'static, Editor> {
    let mut harness = window(desk, Some(FILE));
    edit(&mut harness, "6 km", "7 km");
    desk.write(FILE, &PLAN.replace("6 km", "5 km"));
    harness.run();
    assert!(sees(&harness, "Another program changed `a.plan.ron` in a place that you changed as well."));
    harness
}

#[test]
fn a_conflict_stops_nobody_and_ends_as_the_person_says() {
    let desk = world();
    let mut harness = conflict(&desk);
    edit(&mut harness, "8 km", "10 km");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "5 km")), "nothing is overwritten");
    click(&mut harness, "Keep mine");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "7 km").replace("8 km", "10 km")));

    let desk = world();
    let mut harness = conflict(&desk);
    click(&mut harness, "Take theirs");
    assert_eq!(text(&harness), PLAN.replace("6 km", "5 km"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), PLAN.replace("6 km", "7 km"));
}

#[test]
fn a_conflict_is_compared_and_merged() {
    compared_and_merged(Appearance::Dark, "conflict_dark");
}

#[test]
fn a_conflict_is_compared_and_merged_in_the_light() {
    compared_and_merged(Appearance::Light, "conflict_light");
}

fn compared_and_merged(appearance: Appearance, name: &str) {
    let desk = world();
    let preferences = only(Preferences { appearance, ..Preferences::default() });
    let mut harness = window_with(&desk, Some(FILE), preferences);
    edit(&mut harness, "6 km", "7 km");
    desk.write(FILE, &PLAN.replace("6 km", "5 km"));
    harness.run();
    click(&mut harness, "Compare…");
    picture(&mut harness, name);
    click(&mut harness, "On disk (1)");
    click(&mut harness, "Merge as chosen");
    assert_eq!(text(&harness), PLAN.replace("6 km", "5 km"));
    assert!(!sees(&harness, "Another program changed"));
}

#[test]
fn a_file_that_is_gone_is_said_and_written_again() {
    let desk = world();
    let mut harness = window(&desk, Some(FILE));
    desk.remove(FILE);
    harness.run();
    assert!(sees(&harness, "`a.plan.ron` was removed or renamed."));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.into()));
    assert!(!sees(&harness, "was removed or renamed."));
}

#[test]
fn what_was_left_behind_is_offered_and_restored_by_enter() {
    let desk = world();
    desk.set_clock(300_000);
    desk.leave(Some(Path::new(FILE)), &PLAN.replace("6 km", "7 km"), true);
    let mut harness = window(&desk, Some(FILE));
    assert!(sees(
        &harness,
        "Unsaved changes of `a.plan.ron` were left behind 5 minutes ago: 1 line differs from the file."
    ));
    picture(&mut harness, "left_behind");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(text(&harness).contains("7 km"));
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.into()));
    assert_eq!((desk.count_left(), sees(&harness, "were left behind")), (0, false));
}

#[test]
fn what_was_left_behind_is_compared_discarded_or_left() {
    let desk = world();
    desk.leave(Some(Path::new(FILE)), &PLAN.replace("6 km", "7 km"), true);
    let mut harness = window(&desk, None);
    assert!(!sees(&harness, "Open a plan"), "one question at a time");
    click(&mut harness, "Later");
    assert_eq!((desk.count_left(), sees(&harness, "were left behind")), (1, false));

    let mut harness = window(&desk, None);
    click(&mut harness, "Compare…");
    assert!(sees(&harness, "+             tue: [\"easy: 7 km\"],"), "the line as it was not saved");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    click(&mut harness, "Discard");
    assert_eq!((desk.count_left(), sees(&harness, "were left behind")), (0, false));
}

#[test]
fn unsaved_work_is_kept_when_the_window_is_left() {
    let desk = world();
    let mut harness = window(&desk, Some(FILE));
    edit(&mut harness, "6 km", "7 km");
    assert_eq!(desk.kept(), None);
    harness.event(Event::WindowFocused(false));
    harness.run();
    let kept = desk.kept().expect("it is kept");
    assert!(kept.text.contains("7 km"));
}

#[test]
fn another_window_of_the_file_is_said_and_taken_over() {
    let desk = world();
    desk.hold(Some(Holder { process: 7, since: 0 }));
    let mut harness = window(&desk, Some(FILE));
    assert!(sees(&harness, "`a.plan.ron` is open in another window"));
    edit(&mut harness, "6 km", "7 km");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.into()));
    click(&mut harness, "Take over");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(desk.file(FILE), OnDisk::Text(PLAN.replace("6 km", "7 km")));
}
