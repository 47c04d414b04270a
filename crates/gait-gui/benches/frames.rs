//! How long the editor takes for a frame, for a keystroke, for a drag: without a window, from input to triangles.
//!
//! `cargo bench -p gait-gui` prints the medians and the 99th percentiles of wall time beside the bar of each scene. On a
//! machine that others use as well, look at the medians.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "measures and tells")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use gait_gui::desk::MemoryDesk;
use gait_gui::{Command, Document, Editor, Preferences, Request, Selection};

/// How often a scene is drawn, after a few frames that warm it up.
const FRAMES: usize = 400;

fn main() {
    // `cargo test --benches` runs this as well: once through is enough there.
    let frames = if std::env::args().any(|arg| arg == "--bench") { FRAMES } else { 2 };
    println!("{:<52} {:>8} {:>8}   bar", "scene (milliseconds)", "p50", "p99");
    board(16, 2.0, frames);
    board(52, 5.0, frames);
    dragging(frames);
    typing(frames);
    edits(frames);
    undo(frames);
    open(frames.min(20));
}

/// A plan of 13 sessions a week: with 16 weeks 208 cards, with 52 of them 676.
fn plan(weeks: u32) -> String {
    let mut text = format!(
        r#"Plan(
    format: 1,
    name: "{weeks} weeks",
    start: "2027-01-04",
    sessions: {{
        "track": Intervals("15 min easy + 6x(800 m @ 5k + 90 s jog) + 10 min easy"),
        "tempo": Tempo("2 km easy + 20 min threshold + 1 km easy"),
        "long": Long("14 km"),
        "lower": Strength(focus: Lower, lifts: ["back-squat 3x8 rir 2", "romanian-deadlift 3x10 rir 2", "calf-raise-single 3x12/side"]),
        "upper": Strength(focus: Upper, lifts: ["push-up 3x12", "barbell-row 3x10 rir 2", "dead-bug 2x10"]),
    }},
    phases: [
"#
    );
    let mut left = weeks;
    let mut number = 0;
    while left > 0 {
        let these = left.min(8);
        number += 1;
        let _ = writeln!(
            text,
            r#"        Phase(name: "Block {number}", weeks: {these}, week: (
            mon: ["easy: 8 km", "upper", "mobility: 15 min"],
            tue: ["track @ 06:30", "lower @ 18:00"],
            wed: ["recovery: 30 min", "mobility: 15 min?"],
            thu: ["tempo", "upper"],
            fri: ["easy: 6 km", "mobility: 10 min"],
            sat: ["easy: 5 km"],
            sun: ["long"],
        ), ramp: {{ "long": Grow(by: "1 km", to: "24 km") }}, deload: (every: 4, volume: "60 %")),"#
        );
        left -= these;
    }
    text.push_str("    ],\n)\n");
    text
}

/// The same with comments until it has so many bytes.
fn padded(weeks: u32, bytes: usize) -> String {
    let mut text = plan(weeks);
    let line = "// what was thought when this was written, and what came of it in the end\n";
    while text.len() < bytes {
        text.push_str(line);
    }
    text
}

/// An editor in no window.
struct Stage {
    ctx: Context,
    editor: Editor,
    time: f64,
    size: Rect,
}

impl Stage {
    fn new(text: String, preferences: Preferences) -> Self {
        let ctx = Context::default();
        ctx.enable_accesskit();
        let editor =
            Editor::new(Document::new(None, text, None), preferences, Box::new(MemoryDesk::default()));
        editor.dress(&ctx);
        let mut stage =
            Self { ctx, editor, time: 0.0, size: Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0)) };
        for _ in 0..10 {
            stage.frame(Vec::new());
        }
        stage
    }

    /// One frame: what was asked for, layout, triangles.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input =
            RawInput { screen_rect: Some(self.size), time: Some(self.time), events, ..RawInput::default() };
        let begin = Instant::now();
        let output = self.ctx.run_ui(input, |ui| {
            self.editor.logic(ui.ctx());
            self.editor.ui(ui);
        });
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = begin.elapsed();
        drop(triangles);
        drop(output.textures_delta);
        took
    }

    fn text(&self) -> String {
        self.editor.document().text().to_string()
    }
}

fn tell(scene: &str, mut times: Vec<Duration>, bar: &str) {
    times.sort_unstable();
    let at = |share: usize| {
        let index = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    println!("{scene:<52} {:>8.2} {:>8.2}   {bar}", at(50), at(99));
}

fn only_board() -> Preferences {
    Preferences { inspector: false, problems: false, ..Preferences::default() }
}

/// The board with all its cards and the tree for screen readers, while the pointer wanders.
fn board(weeks: u32, bar: f64, frames: usize) {
    for (what, preferences) in
        [("board alone", only_board()), ("board, inspector, problems", Preferences::default())]
    {
        let mut stage = Stage::new(plan(weeks), preferences);
        let times = (0..frames).map(|i| {
            let at = pos2(200.0 + (i % 50) as f32 * 12.0, 120.0 + (i % 37) as f32 * 10.0);
            stage.frame(vec![Event::PointerMoved(at)])
        });
        let times: Vec<Duration> = times.collect();
        tell(&format!("{weeks} weeks, {} cards: {what}", weeks * 13), times, &format!("{bar} p50"));
    }
}

/// A card held over one day after another: the outlook of each drop and the search for the best days belong to it.
fn dragging(frames: usize) {
    let mut stage = Stage::new(plan(16), only_board());
    let from = pos2(320.0, 105.0);
    stage.frame(vec![Event::PointerMoved(from)]);
    let button = |pressed| Event::PointerButton {
        pos: from,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    stage.frame(vec![button(true)]);
    let mut times = Vec::new();
    for i in 0..frames {
        let at = pos2(200.0 + (i % 90) as f32 * 10.0, 120.0 + (i % 7) as f32 * 60.0);
        times.push(stage.frame(vec![Event::PointerMoved(at)]));
    }
    let is_held = stage.editor.state().drag.is_some();
    tell(
        "dragging a card over 16 weeks, with what it would do",
        times,
        if is_held { "2 p50" } else { "NOT HELD" },
    );
}

/// A keystroke in the source pane: from the key to the new text and the new board, drawn.
fn typing(frames: usize) {
    for (what, text) in [("16 weeks", plan(16)), ("70 kB", padded(16, 70_000))] {
        let preferences = Preferences { source: true, ..only_board() };
        let mut stage = Stage::new(text, preferences);
        let at = stage.text().find("what was").or_else(|| stage.text().find("name:")).unwrap_or(0);
        let at = u32::try_from(at).unwrap_or(0);
        stage.editor.requests().send(Request::ShowSource(gait_core::Span::new(at, at)));
        for _ in 0..5 {
            stage.frame(Vec::new());
        }
        let inside = pos2(1100.0, 400.0);
        let button = |pressed| Event::PointerButton {
            pos: inside,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        stage.frame(vec![Event::PointerMoved(inside)]);
        stage.frame(vec![button(true)]);
        stage.frame(vec![button(false)]);
        stage.frame(vec![Event::Key {
            key: Key::End,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }]);
        let before = stage.text().len();
        let (mut laid_out, mut shown) = (Vec::new(), Vec::new());
        for _ in 0..frames {
            // The frame of the key lays the new text out; the board shows what came of it in the next.
            let typed = stage.frame(vec![Event::Text("x".to_owned())]);
            laid_out.push(typed);
            shown.push(typed + stage.frame(Vec::new()));
        }
        let grew = stage.text().len() >= before + frames;
        let bar = if grew { "4 p50" } else { "NOT TYPED" };
        tell(&format!("a keystroke in the text, {what}: laid out"), laid_out, bar);
        tell(&format!("a keystroke in the text, {what}: on the board"), shown, "30 p50");
    }
}

/// From an edit to its findings on the screen.
fn edits(frames: usize) {
    let mut stage = Stage::new(plan(16), Preferences::default());
    let mut times = Vec::new();
    for i in 0..frames {
        let document = stage.editor.document();
        let text = document.text();
        let at = text.find("easy: ").map_or(0, |at| at + "easy: ".len());
        let span = gait_core::Span::new(u32::try_from(at).unwrap_or(0), u32::try_from(at + 1).unwrap_or(0));
        let edit = gait_core::Edit { span, text: if i % 2 == 0 { "9".to_owned() } else { "8".to_owned() } };
        stage.editor.requests().send(Request::Edit {
            version: document.version(),
            name: "Set distance".to_owned(),
            edits: vec![edit],
            join: gait_core::Join::Never,
            selection: Some(Selection::Nothing),
        });
        times.push(stage.frame(Vec::new()));
    }
    tell("an edit of 16 weeks to its findings, drawn", times, "30 p50, 100 p95");
}

fn undo(frames: usize) {
    let mut stage = Stage::new(plan(52), Preferences::default());
    let date = jiff::civil::date(2027, 1, 5);
    for _ in 0..30 {
        let at = gait_core::Spot { date, index: 9 };
        let text = "easy: 5 km".to_owned();
        stage.editor.requests().send(Request::Gesture(gait_core::Gesture::Paste {
            text,
            at,
            layer: gait_core::Layer::Date,
        }));
        stage.frame(Vec::new());
    }
    let mut times = Vec::new();
    for i in 0..frames {
        stage.editor.requests().run(if (i / 20) % 2 == 0 { Command::Undo } else { Command::Redo });
        times.push(stage.frame(Vec::new()));
    }
    tell("undo or redo of a step, 52 weeks, drawn", times, "20");
}

/// From a text to the first frame.
fn open(frames: usize) {
    for (what, text) in [("16 weeks", plan(16)), ("1 MB", padded(52, 1_000_000))] {
        let mut times = Vec::new();
        for _ in 0..frames {
            let text = text.clone();
            let begin = Instant::now();
            let ctx = Context::default();
            let editor = Editor::new(
                Document::new(None, text, None),
                Preferences { source: true, ..Preferences::default() },
                Box::new(MemoryDesk::default()),
            );
            editor.dress(&ctx);
            let mut stage =
                Stage { ctx, editor, time: 0.0, size: Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0)) };
            stage.frame(Vec::new());
            times.push(begin.elapsed());
        }
        tell(&format!("opening {what}, to the first frame, text shown"), times, "300");
    }
}
