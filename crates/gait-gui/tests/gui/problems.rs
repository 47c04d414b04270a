//! The list of problems.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use gait_core::{Fixing, Inputs, Safety, Snapshot, Source, Subject, fix};
use gait_gui::{Appearance, Command, Editor, Preferences, Selection};

use super::harness::{editor_with, only, picture};

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

/// A rule with a finding in the plan.
const RULE: &str = "lower-body-before-key-run";

fn open_in(text: &str, appearance: Appearance, size: [f32; 2]) -> Harness<'static, Editor> {
    let preferences = Preferences { appearance, problems: true, ..only(Preferences::default()) };
    editor_with(text, preferences, size)
}

fn open(text: &str) -> Harness<'static, Editor> {
    open_in(text, Appearance::Dark, [1180.0, 900.0])
}

/// Frames until nothing is looked for any more.
fn settle(harness: &mut Harness<'_, Editor>) {
    harness.run_steps(4);
    for _ in 0..500 {
        if !harness.state().state().fixes.is_busy() {
            break;
        }
        harness.step();
    }
    harness.run_steps(2);
}

fn press(harness: &mut Harness<'_, Editor>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn click(harness: &mut Harness<'_, Editor>, label: &str) {
    harness.get_by_label(label).scroll_to_me();
    settle(harness);
    harness.get_by_label(label).click();
    settle(harness);
}

fn text(harness: &Harness<'_, Editor>) -> String {
    harness.state().document().text().to_string()
}

fn status<'h>(harness: &'h Harness<'_, Editor>) -> &'h str {
    &harness.state().state().status
}

fn current<'h>(harness: &'h Harness<'_, Editor>) -> Option<&'h str> {
    harness.state().state().problems.current()
}

fn selected(harness: &Harness<'_, Editor>) -> String {
    match harness.state().document().selection() {
        Selection::Session(key) => key.to_string(),
        other => format!("{other:?}"),
    }
}

fn is_row(node: &AccessKitNode<'_>) -> bool {
    let label = node.label().unwrap_or_default();
    ["error, ", "warning, ", "advice, "].iter().any(|begin| label.starts_with(begin))
        && label.contains(", line ")
}

fn rows(harness: &Harness<'_, Editor>) -> Vec<String> {
    harness.query_all_by(is_row).filter_map(|node| node.accesskit_node().label()).collect()
}

/// Clicks the row that holds some words.
fn click_row(harness: &mut Harness<'_, Editor>, words: &str) {
    let row = |node: &AccessKitNode<'_>| is_row(node) && node.label().is_some_and(|l| l.contains(words));
    harness.get_by(row).click();
    settle(harness);
}

/// Clicks the row that holds some words; what is shown in the text for it.
fn shown_in_text(harness: &mut Harness<'_, Editor>, words: &str) -> Option<String> {
    let row = |node: &AccessKitNode<'_>| is_row(node) && node.label().is_some_and(|l| l.contains(words));
    harness.get_by(row).click();
    let mut shown = None;
    for _ in 0..8 {
        harness.step();
        shown = shown.or(harness.state().state().show_source);
    }
    settle(harness);
    shown.map(|span| text(harness)[span.range()].to_owned())
}

fn snapshot() -> (std::sync::Arc<Snapshot>, Inputs) {
    let inputs = Inputs::plan(Source::new("x", PLAN));
    (std::sync::Arc::new(Snapshot::new(&inputs)), inputs)
}

#[test]
fn a_problem_is_drawn_with_its_fixes_in_both_themes() {
    let mut harness = open_in(PLAN, Appearance::Dark, [1180.0, 480.0]);
    press(&mut harness, Modifiers::NONE, Key::F8);
    for (name, command) in [("problems_dark", Command::DarkTheme), ("problems_light", Command::LightTheme)] {
        harness.state().requests().run(command);
        settle(&mut harness);
        picture(&mut harness, name);
    }
}

#[test]
fn f8_goes_around_and_selects_the_card() {
    let mut harness = open(PLAN);
    let all = rows(&harness);
    assert_eq!(all.len(), harness.state().document().report().diagnostics.len());
    let mut seen = Vec::new();
    for _ in &all {
        press(&mut harness, Modifiers::NONE, Key::F8);
        seen.push((current(&harness).map(str::to_owned), selected(&harness)));
    }
    let mut identities: Vec<_> = seen.iter().map(|(identity, _)| identity.clone()).collect();
    identities.dedup();
    assert_eq!(identities.len(), all.len(), "each is another one: {seen:?}");
    assert!(seen.iter().any(|(_, selected)| selected == "2027-03-01 lower 1"), "{seen:?}");
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!(current(&harness), seen[0].0.as_deref(), "after the last comes the first");
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    assert_eq!(current(&harness), seen[all.len() - 1].0.as_deref());
    assert!(status(&harness).contains("(line "), "{}", status(&harness));
}

#[test]
fn f8_goes_on_while_something_is_typed_and_where_a_mended_problem_was() {
    let mut harness = open(PLAN);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    press(&mut harness, Modifiers::NONE, Key::F8);
    let first = current(&harness).map(str::to_owned);
    assert!(first.is_some());
    press(&mut harness, Modifiers::NONE, Key::F8);
    let second = current(&harness).map(str::to_owned);
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    assert_eq!(current(&harness).map(str::to_owned), first);
    assert_ne!(first, second);
    let applied = harness.query_all_by(|node| node.label().is_some_and(|l| l.starts_with("Apply: "))).next();
    applied.expect("the first problem has a fix").click();
    settle(&mut harness);
    assert_eq!(current(&harness), None, "it is mended");
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert!(current(&harness).is_some());
}

#[test]
fn a_jump_shows_the_text_where_it_is_open_and_opens_it_for_mistakes() {
    let mut harness = open(&PLAN.replace("\"easy: 40 min\"], // gait", "\"easyy: 40 min\"], // gait"));
    click_row(&mut harness, RULE);
    assert!(!harness.state().preferences().source, "the text stays closed");
    assert_eq!(shown_in_text(&mut harness, "easyy").as_deref(), Some("easyy"));
    assert!(harness.state().preferences().source);
    assert_eq!(shown_in_text(&mut harness, RULE).as_deref(), Some("\"lower @ 18:00\""));
    assert_eq!(selected(&harness), "2027-03-01 lower 1");
}

#[test]
fn words_and_severities_filter_the_rows() {
    let mut harness = open(PLAN);
    let all = rows(&harness).len();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    harness.event(egui::Event::Text("lower-body".into()));
    settle(&mut harness);
    assert_eq!(rows(&harness).len(), 1);
    harness.get_by_label(&format!("1 of {all} problems"));
    harness.event(egui::Event::Text(" nothing-like-it".into()));
    settle(&mut harness);
    assert!(rows(&harness).is_empty());
    click(&mut harness, "Clear the filter");
    assert_eq!(rows(&harness).len(), all);
    let warnings = rows(&harness).iter().filter(|row| row.starts_with("warning")).count();
    harness.get_by_role_and_label(egui::accesskit::Role::Button, &format!("{warnings} warnings")).click();
    settle(&mut harness);
    assert_eq!(rows(&harness).len(), all - warnings);
}

#[test]
fn a_plan_without_problems_says_so() {
    let harness = open(&super::harness::plan("early-mornings.plan.ron"));
    harness.get_by_label("No problems");
}

#[test]
fn rows_stand_under_their_rule_or_their_week() {
    let mut harness = open(PLAN);
    harness.get_by_label(RULE);
    let all = rows(&harness).len();
    click(&mut harness, "By week");
    assert!(harness.query_by_label(RULE).is_none());
    assert_eq!(rows(&harness).len(), all);
    // The row on the board is a week as well, with its dates in its name.
    harness.get_by_label("Week 1");
}

#[test]
fn arrows_go_from_row_to_row() {
    let mut harness = open(PLAN);
    press(&mut harness, Modifiers::NONE, Key::F8);
    let first = current(&harness).map(str::to_owned);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let second = current(&harness).map(str::to_owned);
    assert_ne!(first, second);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(current(&harness).map(str::to_owned), first);
}

#[test]
fn one_fix_is_applied_as_the_text_of_its_proof_and_undone_in_one_step() {
    let mut harness = open(PLAN);
    click_row(&mut harness, RULE);
    let (at, inputs) = snapshot();
    let report = at.report();
    let diagnostic = report.diagnostics.iter().find(|d| d.code == RULE).expect("it is found");
    let proven = at.fixes_for(&inputs, diagnostic);
    let fix = proven.first().expect("it can be fixed");
    click(&mut harness, &format!("Apply: {}", fix.label));
    assert_eq!(text(&harness), *fix.after.source.text);
    assert!(status(&harness).contains(&fix.label), "{}", status(&harness));
    assert!(status(&harness).contains("Ctrl+Z"), "{}", status(&harness));
    assert_eq!(harness.state().document().history().undo_names().next(), Some(&*format!("Fix {RULE}")));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn fixes_are_reached_and_applied_by_keyboard() {
    let mut harness = open(PLAN);
    while !current(&harness).is_some_and(|identity| identity.starts_with(RULE)) {
        press(&mut harness, Modifiers::NONE, Key::F8);
    }
    press(&mut harness, Modifiers::COMMAND, Key::Period);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_ne!(text(&harness), PLAN);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn all_of_a_rule_leave_the_other_rules_alone() {
    let mut harness = open(PLAN);
    click_row(&mut harness, RULE);
    let (at, inputs) = snapshot();
    let mut fixing = Fixing::new(at, inputs, Some(RULE), Safety::Suggested);
    while fixing.step() {}
    let fixed = fixing.done();
    assert!(!fixed.applied.is_empty());
    click(&mut harness, "Preview of “Apply all of this rule”");
    assert_eq!(text(&harness), PLAN, "a preview changes nothing");
    click(&mut harness, "Apply all of this rule");
    assert_eq!(text(&harness), *fixed.after.source.text);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn safe_fixes_are_those_of_the_command_line_by_mouse_and_by_keyboard() {
    let fixed = fix(&Inputs::plan(Source::new("x", PLAN)), Safety::Safe);
    assert!(!fixed.applied.is_empty());
    let mut harness = open(PLAN);
    click(&mut harness, "Apply all safe fixes");
    assert_eq!(text(&harness), *fixed.after.source.text);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), PLAN);
    press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Period);
    assert_eq!(text(&harness), *fixed.after.source.text);
    assert!(!harness.state().env().safe_fixes, "nothing is left to fix safely");
}

#[test]
fn a_finding_is_silenced_with_a_reason_and_never_without() {
    let mut harness = open(PLAN);
    click_row(&mut harness, RULE);
    let before = rows(&harness).len();
    click(&mut harness, "Allow here…");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), PLAN);
    harness.get_by_label_contains("is silenced with a reason");
    harness.event(egui::Event::Text("the gym is closed on Tuesdays".into()));
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let comment = format!("// gait: allow({RULE}): the gym is closed on Tuesdays");
    assert!(text(&harness).contains(&comment), "{}", text(&harness));
    assert_eq!(rows(&harness).len(), before - 1);
    assert!(harness.query_by_label("Allow here…").is_none());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn escape_leaves_a_finding_as_it_is() {
    let mut harness = open(PLAN);
    click_row(&mut harness, RULE);
    click(&mut harness, "Allow here…");
    harness.event(egui::Event::Text("because".into()));
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label("Allow here…");
    assert_eq!(text(&harness), PLAN);
}

#[test]
fn the_page_of_the_rule_stands_beside_it_and_its_links_lead_on() {
    let mut harness = open_in(PLAN, Appearance::Light, [1280.0, 480.0]);
    click(&mut harness, "Rule page");
    harness.get_by_label("Select a problem to read about its rule");
    click_row(&mut harness, RULE);
    harness.get_by_label("Evidence");
    picture(&mut harness, "problems_page");
    // Its middle may be where its line ends, so it is not clicked by mouse.
    harness.get_by_label("gait explain evidence").click_accesskit();
    settle(&mut harness);
    click(&mut harness, "Back to the rule");
    harness.get_by_label("Evidence");
}

#[test]
fn the_mark_on_a_card_opens_its_worst_problem() {
    let mut harness = open(PLAN);
    let card =
        |node: &AccessKitNode<'_>| node.label().is_some_and(|label| label.starts_with("track, week 1 "));
    let badge = harness.get_by(card).rect().right_top() + egui::vec2(-10.0, 10.0);
    harness.hover_at(badge);
    harness.run_steps(2);
    harness.drag_at(badge);
    harness.run_steps(1);
    harness.drop_at(badge);
    settle(&mut harness);
    assert_eq!(selected(&harness), "2027-03-02 track 1");
    let worst = current(&harness).expect("its problem is open");
    assert!(worst.starts_with("interference-score-high"), "{worst}");
}

#[test]
fn every_page_can_be_drawn_with_the_fonts_that_are_there() {
    let harness = open(PLAN);
    for subject in Subject::all() {
        for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace] {
            let font = egui::FontId::new(13.0, family);
            let page = subject.page();
            let missing: String = page
                .chars()
                .filter(|c| !c.is_control())
                .filter(|c| !harness.ctx.fonts_mut(|f| f.has_glyph(&font, *c)))
                .collect();
            assert!(missing.is_empty(), "{}: {missing} in {:?}", subject.name(), font.family);
        }
    }
}

#[test]
fn what_a_fix_moves_stays_selected() {
    let mut harness = open(PLAN);
    let key = gait_core::SessionKey {
        date: "2027-03-01".parse().expect("a date"),
        name: "lower".into(),
        ordinal: 1,
    };
    harness.state().requests().select(Selection::Session(key.clone()));
    press(&mut harness, Modifiers::COMMAND, Key::Period);
    let identity = current(&harness).expect("it has a problem").to_owned();
    let known = harness.state().state().fixes.known(&identity).expect("its fixes are known");
    let moves = known.fixes.iter().position(|fix| fix.label.starts_with("move")).expect("one moves it");
    harness.state().requests().send(gait_gui::Request::Problem(gait_gui::request::Ask::Apply(moves)));
    settle(&mut harness);
    assert_ne!(text(&harness), PLAN);
    let selection = harness.state().document().selection().clone();
    let now = selection.session().expect("a session is selected").clone();
    assert!(now.name == key.name && now.date != key.date, "{now:?}");
    assert!(harness.state().document().snapshot().session(&now).is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(*harness.state().document().selection(), Selection::Session(key));
}

#[test]
fn a_narrow_window_has_room_for_the_head() {
    let preferences = Preferences { problems: true, zoom: 1.8, ..only(Preferences::default()) };
    let mut harness = editor_with(PLAN, preferences, [800.0, 600.0]);
    settle(&mut harness);
    picture(&mut harness, "problems_narrow");
    let all: Vec<egui::Rect> = ["By week", "Previous", "Next", "Apply all safe fixes", "Rule page"]
        .iter()
        .map(|label| harness.get_by_label(label).rect())
        .collect();
    for (i, one) in all.iter().enumerate() {
        assert!(all.iter().skip(i + 1).all(|other| !one.intersects(*other)), "{all:?}");
    }
}
