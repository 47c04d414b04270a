//! The charts.

use egui::{Key, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gait_core::{Inputs, Series, Snapshot, Source};
use gait_gui::{Appearance, Command, Editor, Preferences, Selection};

use super::harness::{editor_with, plan};

/// Room for all five charts.
const PAGE: [f32; 2] = [640.0, 1630.0];
const TITLES: [&str; 5] = [
    "Weekly load",
    "Running and longest run",
    "Interference with key runs",
    "What is left in the muscles",
    "Remembered load",
];

fn charts(text: &str, appearance: Appearance, size: [f32; 2]) -> Harness<'static, Editor> {
    let preferences = Preferences { appearance, problems: false, inspector: false, ..Preferences::default() };
    let mut harness = editor_with(text, preferences, size);
    harness.state().requests().run(Command::ShowCharts);
    harness.run();
    harness
}

fn of(name: &str) -> Harness<'static, Editor> {
    charts(&plan(name), Appearance::Dark, PAGE)
}

fn selected(harness: &Harness<'_, Editor>) -> Selection {
    harness.state().document().selection().clone()
}

/// Where the charts are whose summary contains some words; a table or a title is none.
fn drawn(harness: &Harness<'_, Editor>, words: &str) -> Vec<Rect> {
    let nodes = harness.query_all_by_label_contains(words);
    nodes.filter(|node| node.accesskit_node().role() == egui::Role::Image).map(|node| node.rect()).collect()
}

fn chart(harness: &Harness<'_, Editor>, words: &str) -> Rect {
    let [rect] = drawn(harness, words)[..] else { panic!("there is one chart of {words}") };
    rect
}

fn click(harness: &mut Harness<'_, Editor>, at: egui::Pos2) {
    harness.hover_at(at);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
    harness.remove_cursor();
    harness.run();
}

#[test]
fn every_chart_says_what_it_shows() {
    let harness = of("half-by-the-mile.plan.ron");
    for title in TITLES {
        harness.get_by_label(title);
        harness.get_by_label(&format!("{title} as a table"));
    }
    for summary in [
        "Weekly load, 14 weeks: 1272 to 2069, most in week 10",
        "Weekly running, 14 weeks: 22.7 to 38.6 mi, most in week 11; longest run 13.1 mi",
        "none is moderate or high",
        "What is left of past training in 18 muscles; most in ",
        "Remembered load, 98 days: long-term load from 263.6 to ",
    ] {
        harness.get_by_label_contains(summary);
    }
    for caveat in ["A planning aid, never an injury risk", "not fitness, readiness or injury"] {
        harness.get_by_label_contains(caveat);
    }
}

#[test]
fn every_chart_can_be_read_as_a_table() {
    for (title, summary, head) in [
        (TITLES[0], "Weekly load, ", "Monotony"),
        (TITLES[1], "Weekly running, ", "Against the week before"),
        (TITLES[2], "Interference with ", "Comes from"),
        (TITLES[3], "What is left of past training", "Soleus"),
        (TITLES[4], "Remembered load, ", "Load"),
    ] {
        let mut harness = of("sample-week.plan.ron");
        assert!(harness.query_by_label(head).is_none(), "{head}");
        assert!(chart(&harness, summary).height() > 60.0);
        harness.get_by_label(&format!("{title} as a table")).click();
        harness.run();
        harness.get_by_label(head);
        assert_eq!(drawn(&harness, summary).len(), 0);
        harness.get_by_label(&format!("{title} as a table")).click();
        harness.run();
        assert!(chart(&harness, summary).height() > 60.0);
        assert!(harness.query_by_label(head).is_none(), "{head}");
    }
}

#[test]
fn a_row_of_a_table_selects_what_it_is_about() {
    let mut harness = of("half-by-the-mile.plan.ron");
    harness.get_by_label("Weekly load as a table").click();
    harness.run();
    harness.get_by_label("Select 3, Mon 12 Jul, Base, deload").click();
    harness.run();
    assert_eq!(selected(&harness), Selection::Week(3));
}

#[test]
fn a_week_is_selected_by_its_bar_and_by_keys() {
    let mut harness = of("half-by-the-mile.plan.ron");
    let rect = chart(&harness, "Weekly load, ");
    let week = |week: f32| pos2(rect.left() + rect.width() * (week - 0.5) / 14.0, rect.center().y);
    click(&mut harness, week(4.0));
    assert_eq!(selected(&harness), Selection::Week(4));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness), Selection::Week(5));
    harness.key_press(Key::ArrowLeft);
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(selected(&harness), Selection::Week(3));
}

#[test]
fn the_pointer_on_a_week_says_its_numbers() {
    let mut harness = of("half-by-the-mile.plan.ron");
    assert!(harness.query_by_label_contains("strain").is_none());
    harness.hover_at(chart(&harness, "Weekly load, ").center());
    harness.run();
    harness.get_by_label_contains("strain");
}

#[test]
fn a_click_on_a_point_selects_the_run() {
    let text = plan("sample-week-evening.plan.ron");
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("a", text.as_str())));
    let timeline = Series::new(&snapshot, gait_core::Units::AsWritten).interference;
    let speed = &timeline.runs[0];
    let mut harness = charts(&text, Appearance::Dark, PAGE);
    let rect = chart(&harness, "Interference with ");
    let x = rect.left() + rect.width() * (speed.at / 7.0) as f32;
    // Beside all points nothing happens.
    click(&mut harness, pos2(x - 40.0, rect.top() + 4.0));
    assert_eq!(selected(&harness), Selection::Nothing);
    for y in 0..20 {
        click(&mut harness, pos2(x, rect.top() + rect.height() * y as f32 / 20.0));
    }
    let selected = selected(&harness);
    let key = selected.session().expect("the run above the day is selected");
    assert_eq!((&*key.name, key.date.to_string()), ("speed", speed.run.date.clone()));
}

#[test]
fn keys_go_from_run_to_run_and_from_day_to_day() {
    let mut harness = of("sample-week-evening.plan.ron");
    focus(&mut harness, "Interference with ");
    for (run, words) in
        [("speed", "speed: 26.5, high"), ("tempo", "tempo: "), ("long", "long: "), ("long", "long: ")]
    {
        harness.key_press(Key::ArrowRight);
        harness.run();
        assert_eq!(selected(&harness).session().map(|key| key.name.to_string()), Some(run.to_owned()));
        assert!(harness.state().state().status.contains(words), "{}", harness.state().state().status);
    }
    focus(&mut harness, "Remembered load, ");
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(selected(&harness).date().map(|date| date.to_string()), Some("2027-03-05".to_owned()));
    assert!(harness.state().state().status.starts_with("Fri 5 Mar, load "));
    focus(&mut harness, "What is left of past training");
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert!(harness.state().state().status.contains(", Thu 4 Mar: "), "{}", harness.state().state().status);
}

fn focus(harness: &mut Harness<'_, Editor>, words: &str) {
    let is_chart = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == egui::Role::Image;
    harness.query_all_by_label_contains(words).find(is_chart).expect("the chart is there").focus();
    harness.run();
}

#[test]
fn a_double_click_shows_the_week_on_the_board() {
    let mut harness = of("half-by-the-mile.plan.ron");
    let at = chart(&harness, "Weekly load, ").center();
    // Here a frame takes a quarter of a second.
    harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 2.0);
    harness.hover_at(at);
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
    }
    harness.run();
    assert_eq!(selected(&harness), Selection::Week(8));
    assert!(harness.query_by_label("Weekly load").is_none(), "the board stands where the charts were");
}

#[test]
fn the_worst_runs_are_named_and_lead_to_their_cards() {
    let mut harness = of("sample-week-evening.plan.ron");
    harness.get_by_label("Tue 2 Mar speed: 26.5, high, from lower-40 12.3 h before").click();
    harness.run();
    assert_eq!(selected(&harness).session().map(|key| key.name.to_string()), Some("speed".to_owned()));
}

#[test]
fn a_click_on_the_heat_map_selects_the_day() {
    let mut harness = of("sample-week.plan.ron");
    let rect = chart(&harness, "What is left of past training");
    // The names of muscles stand left of the days.
    let day =
        |day: f32| pos2(rect.left() + 104.0 + (rect.width() - 104.0) * (day + 0.5) / 7.0, rect.top() + 20.0);
    click(&mut harness, day(1.0));
    assert_eq!(selected(&harness).date().map(|date| date.to_string()), Some("2027-03-02".to_owned()));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness).date().map(|date| date.to_string()), Some("2027-03-03".to_owned()));
    harness.hover_at(day(0.0));
    harness.run();
    harness.get_by_label_contains("hamstrings, Mon 1 Mar: ");
    harness.get_by_label_contains(" of lower-40, ");
}

#[test]
fn units_are_those_that_were_chosen() {
    let mut harness = of("sample-week.plan.ron");
    harness.get_by_label_contains("Planned, in km");
    harness.state().requests().run(Command::Miles);
    harness.run();
    harness.get_by_label_contains("Planned, in mi");
}

#[test]
fn an_edit_is_seen_at_once() {
    let mut harness = of("sample-week.plan.ron");
    let before = chart_label(&harness);
    let text = harness.state().document().text().to_string();
    let at = u32::try_from(text.find("90 min").expect("the long run")).expect("short");
    harness.state().requests().send(gait_gui::Request::Edit {
        version: harness.state().document().version(),
        name: "Longer".to_owned(),
        edits: vec![gait_core::Edit { span: gait_core::Span::new(at, at + 2), text: "120".to_owned() }],
        join: gait_core::Join::Never,
        selection: None,
    });
    harness.run();
    assert_ne!(chart_label(&harness), before);
}

fn chart_label(harness: &Harness<'_, Editor>) -> String {
    let node = harness.get_by_label_contains("Weekly load, 1 week: ");
    node.accesskit_node().label().expect("it was found by it")
}

#[test]
fn without_sessions_the_page_says_why_it_is_empty() {
    for (text, why) in [
        ("Plan(", "No charts: the text holds no phase that can be read"),
        (
            r#"Plan(format: 1, name: "x", start: "2027-03-01", phases: [Phase(weeks: 2, week: ())])"#,
            "No charts: no session stands in any week yet",
        ),
    ] {
        let harness = charts(text, Appearance::Dark, [640.0, 400.0]);
        harness.get_by_label_contains(why);
        assert!(harness.query_by_label("Weekly load").is_none());
    }
}

/// A year that trains on five days a week.
fn year() -> String {
    plan("sample-week.plan.ron").replace("weeks: 1,", "weeks: 52,")
}

#[test]
fn a_year_has_charts_and_tables() {
    let mut harness = charts(&year(), Appearance::Light, PAGE);
    harness.get_by_label_contains("Weekly load, 52 weeks: ");
    for title in TITLES {
        harness.get_by_label(&format!("{title} as a table")).click();
        harness.run();
    }
    // Load and running; the first key run. Long tables are drawn only where they are in sight.
    assert_eq!(harness.query_all_by_label_contains("Select 1, Mon 1 Mar, ").count(), 2);
    harness.get_by_label("Select 1, Tue 2 Mar, speed");
    assert!(harness.query_all_by_label_contains("Select Mon 1 Mar, ").count() > 0);
}

/// A picture of the page, without the bars above and below it.
fn picture(mut harness: Harness<'static, Editor>, name: &str) {
    let size = harness.ctx.content_rect().size();
    let top = harness.get_by_label("Weekly load").rect().top() - 14.0;
    harness.mask(Rect::from_min_size(pos2(0.0, 0.0), vec2(size.x, top)));
    harness.mask(Rect::from_min_size(pos2(0.0, size.y - 34.0), vec2(size.x, 34.0)));
    harness.snapshot(name);
}

#[test]
fn a_season_in_the_dark() {
    picture(of("half-by-the-mile.plan.ron"), "charts_dark");
}

#[test]
fn a_season_in_the_light() {
    picture(charts(&plan("half-by-the-mile.plan.ron"), Appearance::Light, PAGE), "charts_light");
}

#[test]
fn a_week_and_tables() {
    let mut week = charts(&plan("sample-week-evening.plan.ron"), Appearance::Light, PAGE);
    week.get_by_label("Running and longest run as a table").click();
    week.run();
    week.get_by_label("What is left in the muscles as a table").click();
    week.run();
    picture(week, "charts_tables");
}

#[test]
fn a_year() {
    picture(charts(&year(), Appearance::Dark, [640.0, 760.0]), "charts_year");
}
