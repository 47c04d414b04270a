//! The source pane: typing in the text is a change of the plan like any other.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gait_gui::desk::MemoryDesk;
use gait_gui::{Appearance, Command, Document, Editor, Preferences, Request, Selection};

use super::harness::{editor_with, picture};

const PLAN: &str = r#"Plan(
    start: "2027-01-04",
    sessions: {
        "tempo": Tempo("20 min easy + 15 min threshold"),
    },
    phases: [
        Phase(
            name: "Base",
            weeks: 4,
            week: (
                tue: ["easy 5 km"],
                thu: ["tempo"],
                sun: ["long 10 km"],
            ),
        ),
    ],
)
"#;

fn preferences() -> Preferences {
    Preferences {
        source: true,
        problems: false,
        inspector: false,
        reduced_motion: true,
        ..Preferences::default()
    }
}

/// An editor whose clock goes as one does, so that typing is a burst.
fn source(text: &str) -> Harness<'static, Editor> {
    driven(text, preferences(), |_, _| {})
}

/// An editor in which something happens in each frame before anything is drawn.
fn driven(
    text: &str,
    preferences: Preferences,
    mut before: impl FnMut(&egui::Ui, &Editor) + 'static,
) -> Harness<'static, Editor> {
    let editor = Editor::new(Document::new(None, text, None), preferences, Box::new(MemoryDesk::default()));
    let mut harness = Harness::builder().with_size([1200.0, 700.0]).with_step_dt(0.02).build_ui_state(
        move |ui, editor: &mut Editor| {
            editor.logic(ui.ctx());
            before(ui, editor);
            editor.ui(ui);
        },
        editor,
    );
    harness.state().dress(&harness.ctx);
    harness.run();
    harness
}

fn field<'h>(harness: &'h Harness<'static, Editor>) -> egui_kittest::Node<'h> {
    harness.get_by_role(Role::MultilineTextInput)
}

fn focus(harness: &mut Harness<'static, Editor>) {
    field(harness).focus();
    harness.run();
}

/// Puts the caret behind some words, by the keyboard alone.
fn go_behind(harness: &mut Harness<'static, Editor>, words: &str) {
    focus(harness);
    let text = harness.state().document().text().replace("\r\n", "\n");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let end = text.find(words).unwrap_or_else(|| panic!("`{words}` is in the text")) + words.len();
    let before = &text[..end];
    let column = before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count();
    let mut events = vec![press(Key::Home, Modifiers::COMMAND | Modifiers::CTRL)];
    events.extend(std::iter::repeat_n(press(Key::ArrowDown, Modifiers::NONE), before.matches('\n').count()));
    events.extend(std::iter::repeat_n(press(Key::ArrowRight, Modifiers::NONE), column));
    at_once(harness, events);
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// Lets all of it happen in one frame; what is given to the harness as events happens one frame after the other.
fn at_once(harness: &mut Harness<'static, Editor>, events: Vec<Event>) {
    harness.input_mut().events.extend(events);
    harness.run();
}

fn type_text(harness: &mut Harness<'static, Editor>, text: &str) {
    at_once(harness, vec![Event::Text(text.to_owned())]);
}

fn text(harness: &Harness<'static, Editor>) -> String {
    harness.state().document().text().to_string()
}

fn shown(harness: &Harness<'static, Editor>) -> String {
    field(harness).accesskit_node().value().unwrap_or_default()
}

fn run(harness: &mut Harness<'static, Editor>, command: Command) {
    harness.state().requests().run(command);
    harness.run();
}

fn undo_names(harness: &Harness<'static, Editor>) -> Vec<String> {
    harness.state().document().history().undo_names().map(str::to_owned).collect()
}

#[test]
fn typing_changes_the_text_and_the_board() {
    let mut harness = source(PLAN);
    go_behind(&mut harness, "[\"easy ");
    type_text(&mut harness, "1");
    assert!(text(&harness).contains("easy 15 km"), "{}", text(&harness));
    assert_eq!(shown(&harness), text(&harness));
    let cards = harness.query_all_by_label_contains("easy, week");
    let longer =
        cards.filter(|card| card.accesskit_node().label().is_some_and(|label| label.contains("15 km")));
    assert_eq!(longer.count(), 4, "a card in each week");
}

#[test]
fn a_burst_of_typing_is_one_step_with_the_board() {
    let mut harness = source(PLAN);
    go_behind(&mut harness, "name: \"");
    for letter in ["N", "e", "w", " "] {
        type_text(&mut harness, letter);
    }
    assert!(text(&harness).contains("name: \"New Base\""));
    assert_eq!(undo_names(&harness), ["Edit the text"]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(text(&harness), PLAN);
    assert_eq!(shown(&harness), PLAN, "the field shows what was undone");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
    assert!(shown(&harness).contains("name: \"New Base\""));
    // The caret is where the text was changed: what is typed next goes there.
    type_text(&mut harness, "big ");
    assert!(text(&harness).contains("name: \"New big Base\""), "{}", text(&harness));
}

#[test]
fn keys_of_one_frame_all_arrive_in_order() {
    let mut harness = source(PLAN);
    go_behind(&mut harness, "km\"],");
    let letter = |letter: &str| Event::Text(letter.to_owned());
    let enter = press(Key::Enter, Modifiers::NONE);
    at_once(&mut harness, vec![letter("a"), letter("b"), letter("c"), enter, letter("d")]);
    assert!(text(&harness).contains("km\"],abc\n                d\n"), "{}", text(&harness));
    assert_eq!(shown(&harness), text(&harness));
}

#[test]
fn letters_survive_a_change_made_in_the_same_frame() {
    let at = u32::try_from(PLAN.find("Tempo").expect("there")).expect("short");
    let mut harness = driven(PLAN, preferences(), move |ui, editor| {
        // Another pane, drawn earlier, inserts something before the caret in the frame in which a letter is typed.
        if ui.input(|input| input.events.contains(&Event::Text("X".to_owned()))) {
            editor.requests().send(Request::Edit {
                version: editor.document().version(),
                name: "Other".to_owned(),
                edits: vec![gait_core::Edit::insert(at, "/* other */ ")],
                join: gait_core::Join::Never,
                selection: None,
            });
        }
    });
    go_behind(&mut harness, "name: \"");
    type_text(&mut harness, "X");
    assert!(text(&harness).contains("/* other */ Tempo"), "{}", text(&harness));
    assert!(text(&harness).contains("name: \"XBase\""), "{}", text(&harness));
    type_text(&mut harness, "Y");
    assert!(text(&harness).contains("name: \"XYBase\""), "{}", text(&harness));
}

#[test]
fn what_the_board_does_shows_in_the_field_and_the_caret_stays() {
    let mut harness = source(PLAN);
    go_behind(&mut harness, "sun");
    let tempo = harness.get_all_by_label_contains("tempo").next().expect("a card");
    tempo.click();
    harness.run();
    run(&mut harness, Command::Delete);
    assert_ne!(text(&harness), PLAN);
    assert_eq!(shown(&harness), text(&harness));
    focus(&mut harness);
    type_text(&mut harness, "X");
    assert!(text(&harness).contains("sunX:"), "{}", text(&harness));
}

#[test]
fn the_caret_selects_on_the_board_and_keeps_the_keyboard() {
    let mut harness = source(PLAN);
    go_behind(&mut harness, "\"long");
    let Selection::Session(key) = harness.state().document().selection().clone() else { panic!("a session") };
    assert_eq!(key.to_string(), "2027-01-10 long 1");
    assert!(field(&harness).is_focused());
    go_behind(&mut harness, "20 min");
    assert_eq!(*harness.state().document().selection(), Selection::Template("tempo".to_owned()));
    go_behind(&mut harness, "weeks");
    assert_eq!(*harness.state().document().selection(), Selection::Phase(0));
}

#[test]
fn what_is_selected_elsewhere_is_scrolled_to() {
    let lines = "    // a comment\n".repeat(200);
    let plan = PLAN.replacen("    phases", &format!("{lines}    phases"), 1);
    let mut harness = source(&plan);
    let is_seen = |harness: &Harness<'static, Editor>| {
        let run = harness.query_all_by(|node| {
            node.role() == Role::TextRun
                && node.value().is_some_and(|value| value.contains("thu: [\"tempo\"]"))
        });
        let panel = harness.ctx.content_rect();
        run.into_iter().any(|node| panel.contains_rect(node.rect()))
    };
    assert!(!is_seen(&harness));
    harness.get_all_by_label_contains("tempo").next().expect("a card").click();
    harness.run();
    assert!(is_seen(&harness));
    assert!(!field(&harness).is_focused(), "the card has the keyboard");
}

#[test]
fn its_name_counts_the_problems_and_the_foot_tells_the_one_at_the_caret() {
    let mut harness = source(&PLAN.replace("weeks: 4", "wekes: 4"));
    let label = field(&harness).accesskit_node().label().unwrap_or_default();
    assert!(label.starts_with("Source, ") && label.contains("error"), "{label}");
    go_behind(&mut harness, "wekes");
    let message =
        harness.state().document().report().diagnostics.iter().find(|d| d.message.contains("wekes"));
    let message = message.expect("a mistake").message.clone();
    assert!(harness.query_by_label(&message).is_some(), "{message}");
    assert!(harness.query_by_label("Line 9, column 18").is_some());
}

#[test]
fn the_pointer_on_a_squiggle_tells_the_problem() {
    let text = PLAN.replace("weeks: 4", "wekes: 4");
    // Here a frame is a quarter of a second, so that the pointer soon rests.
    let mut harness = editor_with(&text, preferences(), [1200.0, 700.0]);
    let run = harness.get_by(|node| {
        node.role() == Role::TextRun && node.value().is_some_and(|value| value.contains("wekes"))
    });
    let rect = run.rect();
    // The word begins in column 12 of 20.
    harness.hover_at(egui::pos2(rect.left() + rect.width() * 0.7, rect.center().y));
    harness.run();
    harness.run();
    assert!(harness.query_by_label_contains("`wekes`").is_some());
}

#[test]
fn tab_indents_and_escape_leaves() {
    let mut harness = source("a\nb\nc\n");
    focus(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::Home);
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(text(&harness), "    a\nb\nc\n");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Home);
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(text(&harness), "        a\n    b\nc\n", "the caret is before the third line");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
    assert_eq!(text(&harness), "    a\nb\nc\n");
    assert!(field(&harness).is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!field(&harness).is_focused());
}

#[test]
fn any_text_can_be_typed_in() {
    let long = format!("Plan(name: \"{}\")", "x".repeat(20_000));
    for before in
        ["", "\u{feff}Plan(\r\n)\r\n", "Plan(\n\tname: \"\u{e9}\u{df}\",\n)", "(((", "\"", long.as_str()]
    {
        let mut harness = source(before);
        focus(&mut harness);
        let end = press(Key::End, Modifiers::COMMAND | Modifiers::CTRL);
        at_once(&mut harness, vec![end, Event::Text("\u{fc}!".to_owned())]);
        assert_eq!(text(&harness), format!("{before}\u{fc}!"));
        harness.key_press(Key::Enter);
        harness.run();
        let end = if before.contains('\r') { "\r\n" } else { "\n" };
        assert!(text(&harness).starts_with(&format!("{before}\u{fc}!{end}")), "{:?}", text(&harness));
        run(&mut harness, Command::Undo);
        assert_eq!(text(&harness), before);
    }
}

#[test]
fn two_thousand_lines_can_be_pasted() {
    let mut harness = source(PLAN);
    focus(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::End);
    harness.run();
    let lines = "// a line\r\n".repeat(2000);
    harness.event(Event::Paste(lines));
    harness.run();
    assert_eq!(text(&harness), format!("{PLAN}{}", "// a line\n".repeat(2000)));
    assert_eq!(undo_names(&harness), ["Paste into the text"]);
    type_text(&mut harness, "end");
    assert!(text(&harness).ends_with("// a line\nend"));
    run(&mut harness, Command::Undo);
    run(&mut harness, Command::Undo);
    assert_eq!(shown(&harness), PLAN);
}

#[test]
fn formatting_is_a_step() {
    let mut harness = source(&PLAN.replace("        ", " "));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    harness.run();
    assert_eq!(text(&harness), gait_core::formatted(&text(&harness)).text);
    assert!(text(&harness).contains("\n    phases: ["));
    assert_eq!(undo_names(&harness), ["Format the text"]);
    run(&mut harness, Command::Undo);
    assert_eq!(text(&harness), PLAN.replace("        ", " "));
}

#[test]
fn a_text_of_more_than_two_megabytes_is_shown_only() {
    let plan = format!("{PLAN}{}", "// a comment of some length that says nothing at all\n".repeat(40_000));
    let harness = source(&plan);
    assert!(harness.query_by_role(Role::MultilineTextInput).is_none());
    assert!(harness.query_by_label_contains("is shown only").is_some());
    assert!(harness.query_by_label_contains("start: \"2027-01-04\"").is_some());
}

/// Opens the bar and types into it.
fn find(harness: &mut Harness<'static, Editor>, words: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    type_text(harness, words);
}

#[test]
fn words_are_found_and_selected_where_they_stand() {
    let mut harness = source(PLAN);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    assert!(harness.get_by_label("Find in the text").is_focused());
    type_text(&mut harness, "tempo");
    assert!(harness.query_by_label("1 of 3").is_some(), "case is ignored");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label("2 of 3").is_some());
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    assert!(harness.query_by_label("3 of 3").is_some(), "before the first comes the last");
    harness.get_by_label_contains("Next match").click();
    harness.run();
    harness.get_by_label_contains("Previous match").click();
    harness.run();
    assert!(harness.query_by_label("3 of 3").is_some());
    harness.get_by_label("Find in the text").focus();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Find in the text").is_none());
    assert!(field(&harness).is_focused());
    let Selection::Session(key) = harness.state().document().selection().clone() else { panic!("a session") };
    assert_eq!(&*key.name, "tempo");
    type_text(&mut harness, "easy");
    assert_eq!(
        text(&harness),
        PLAN.replace("thu: [\"tempo\"]", "thu: [\"easy\"]"),
        "what was found is selected"
    );
}

#[test]
fn a_capital_is_looked_for_as_it_is_typed() {
    let mut harness = source(PLAN);
    find(&mut harness, "Tempo");
    assert!(harness.query_by_label("1 of 1").is_some());
    type_text(&mut harness, "x");
    assert!(harness.query_by_label("Not found").is_some());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label("Not found").is_some());
}

#[test]
fn matches_follow_the_text_and_begin_with_what_is_selected() {
    let mut harness = source(PLAN);
    go_behind(&mut harness, "weeks: 4");
    let back = press(Key::ArrowLeft, Modifiers::SHIFT | Modifiers::CTRL | Modifiers::COMMAND);
    at_once(&mut harness, vec![press(Key::ArrowLeft, Modifiers::NONE); 3]);
    at_once(&mut harness, vec![back]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    assert!(harness.query_by_label("1 of 1").is_some(), "`weeks` is looked for");
    type_text(&mut harness, "weeks");
    assert!(harness.query_by_label("1 of 1").is_some(), "what stands there is replaced");
    harness.state().requests().send(Request::Edit {
        version: harness.state().document().version(),
        name: "Other".to_owned(),
        edits: vec![gait_core::Edit::insert(0, "// weeks and weeks\n")],
        join: gait_core::Join::Never,
        selection: None,
    });
    harness.run();
    assert!(harness.query_by_label("3 found").is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().state().source.is_finding());
}

#[test]
fn what_is_found_is_brought_into_view() {
    let lines = "    // a comment\n".repeat(300);
    let long = format!("    // {} needle\n", "far away ".repeat(60));
    let plan = PLAN.replacen("    phases", &format!("{lines}{long}    phases"), 1);
    let mut harness = source(&plan);
    let place = |harness: &Harness<'static, Editor>| {
        let run = harness
            .query_all_by(|node| {
                node.role() == Role::TextRun && node.value().is_some_and(|value| value.contains("needle"))
            })
            .last();
        run.map(|run| run.rect())
    };
    find(&mut harness, "needle");
    let window = harness.ctx.content_rect();
    let seen = place(&harness).expect("the line is laid out");
    assert!(window.y_range().contains(seen.center().y), "{seen:?}");
    assert!(window.x_range().contains(seen.right() - 5.0), "{seen:?}");
}

#[test]
fn a_large_text_is_searched_as_well() {
    let lines = "// a comment of some length that says nothing at all\n".repeat(40_000);
    let mut harness = source(&format!("{PLAN}{lines}// needle\n"));
    find(&mut harness, "needle");
    assert!(harness.query_by_label("1 of 1").is_some());
    assert!(harness.query_by_label_contains("// needle").is_some(), "it is scrolled to");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().state().source.is_finding());
}

/// A plan with problems of each severity.
fn with_problems() -> String {
    PLAN.replace("thu: [\"tempo\"]", "wed: [\"tempo\"],\n                thu: [\"tempo\", \"legs 5x5\"]")
        .replace("weeks: 4,", "weeks: 4, // four of them")
}

#[test]
fn it_looks_as_it_should() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (appearance, name) in [(Appearance::Dark, "source_dark"), (Appearance::Light, "source_light")] {
        let preferences = Preferences { appearance, ..preferences() };
        let mut harness = editor_with(&with_problems(), preferences, [760.0, 460.0]);
        go_behind(&mut harness, "\"long");
        picture(&mut harness, name);
        results.extend_harness(&mut harness);
    }
}

#[test]
fn what_was_looked_for_is_marked() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (appearance, name) in [(Appearance::Dark, "find_dark"), (Appearance::Light, "find_light")] {
        let preferences = Preferences { appearance, ..preferences() };
        let mut harness = editor_with(&with_problems(), preferences, [760.0, 460.0]);
        go_behind(&mut harness, "sessions");
        find(&mut harness, "tempo");
        harness.key_press(Key::Enter);
        harness.run();
        picture(&mut harness, name);
        results.extend_harness(&mut harness);
    }
}
