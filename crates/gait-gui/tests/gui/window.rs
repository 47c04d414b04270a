//! The real program in a real window: opened, dragged in, typed into, saved, changed from outside, killed and recovered.
//!
//! The window is one of a display without a screen. Where things are in it is asked of the same editor without a window, so
//! no position is written down here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::harness;
use super::tool::tool;
use egui::{Pos2, Rect, vec2};
use egui_kittest::kittest::Queryable as _;
use gait_core::{Gesture, Layer, SessionKey, Spot};
use gait_gui::{Document, Preferences};

const PLAN: &str = r#"// Two weeks, to be moved about.
Plan(
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

/// The window's inner size, in points and in pixels.
const SIZE: [f32; 2] = [1280.0, 800.0];
/// What is drawn without a window has this margin around it.
const MARGIN: f32 = 8.0;
/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A display that nobody sees.
struct Display {
    server: Child,
    name: String,
    xdotool: PathBuf,
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Display {
    fn start(folder: &Path) -> Option<Self> {
        let xvfb = tool("Xvfb", "xvfb")?;
        let xdotool = tool("xdotool", "xdotool")?;
        let number = folder.join("display");
        let file = fs::File::create(&number).expect("the folder is ours");
        let server = Command::new(xvfb)
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"])
            .stdout(file)
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut name = String::new();
        wait("Xvfb to be ready", || {
            name = fs::read_to_string(&number).unwrap_or_default();
            name.ends_with('\n')
        });
        Some(Self { server, name: format!(":{}", name.trim()), xdotool })
    }

    fn xdotool(&self, args: &[&str]) -> String {
        let output =
            Command::new(&self.xdotool).args(args).env("DISPLAY", &self.name).output().expect("xdotool runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn key(&self, keys: &str) {
        self.xdotool(&["key", "--clearmodifiers", keys]);
    }

    fn click(&self, at: Pos2) {
        self.move_to(at);
        self.xdotool(&["click", "1"]);
    }

    fn move_to(&self, at: Pos2) {
        self.xdotool(&["mousemove", "--sync", &format!("{:.0}", at.x), &format!("{:.0}", at.y)]);
    }

    /// Drags in steps with pauses, as a hand does: a window that is slow to draw sees none of a drag that is over before it
    /// looks.
    fn drag(&self, from: Pos2, to: Pos2) {
        self.move_to(from);
        rest();
        self.xdotool(&["mousedown", "1"]);
        rest();
        for step in 1..=6_u8 {
            self.move_to(from + (to - from) * (f32::from(step) / 6.0));
            rest();
        }
        self.xdotool(&["mouseup", "1"]);
    }
}

/// As long as a hand rests between two movements.
fn rest() {
    std::thread::sleep(Duration::from_millis(150));
}

/// The editor in its window.
struct Window<'d> {
    display: &'d Display,
    program: Child,
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl<'d> Window<'d> {
    fn open(display: &'d Display, home: &Path, file: &Path) -> Self {
        let log = fs::File::create(home.join("log")).expect("the folder is ours");
        let program = Command::new(env!("CARGO_BIN_EXE_gait-editor"))
            .arg(file)
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .stderr(log)
            .spawn()
            .expect("the editor starts");
        let window = Self { display, program };
        window.wait_for_title("its window", |title| title.contains("two.plan.ron"));
        // Without a window manager nobody gives the window the keyboard.
        let id = display.xdotool(&["search", "--name", "two.plan.ron"]);
        display.xdotool(&["windowfocus", "--sync", id.lines().last().unwrap_or_default()]);
        window
    }

    fn title(&self) -> String {
        let id = self.display.xdotool(&["search", "--name", "Gaitkeeper"]);
        let Some(id) = id.lines().last() else { return String::new() };
        self.display.xdotool(&["getwindowname", id]).trim().to_owned()
    }

    fn wait_for_title(&self, what: &str, is_right: impl Fn(&str) -> bool) {
        wait(what, || is_right(&self.title()));
    }

    /// Drags until something has come of it: on a busy machine the window may have missed the hand.
    fn drag(&self, from: Pos2, to: Pos2) {
        for _ in 0..5 {
            self.display.drag(from, to);
            let begin = Instant::now();
            while begin.elapsed() < Duration::from_secs(8) {
                if self.title().starts_with('*') {
                    return;
                }
                rest();
            }
        }
        panic!("nothing came of dragging");
    }

    /// Clicks into the text, writes before its first letter and saves. A busy machine may have the click after the keys: then
    /// all is taken back and written again.
    fn write(&self, at: Pos2, text: &str, file: &Path) {
        let before = read(file);
        for _ in 0..5 {
            rest();
            self.display.click(at);
            rest();
            self.display.key("ctrl+Home");
            rest();
            self.display.xdotool(&["type", "--delay", "30", text]);
            // Keys come in order, so that whatever was written is in the file when something is.
            let begin = Instant::now();
            while begin.elapsed() < Duration::from_secs(8) {
                self.display.key("ctrl+s");
                rest();
                if read(file) != before {
                    break;
                }
            }
            if read(file) == format!("{text}{before}") {
                return;
            }
            self.undo_all(file, &before);
        }
        panic!("nothing came of writing");
    }

    /// Takes back whatever was done since the plan was opened, and saves. In how many steps letters are taken back is a matter
    /// of the pauses between them, so there are more keys than steps.
    fn undo_all(&self, file: &Path, first: &str) {
        self.display.xdotool(&["key", "--clearmodifiers", "--repeat", "20", "ctrl+z"]);
        wait("the file to be as it was", || {
            self.display.key("ctrl+s");
            rest();
            read(file) == first
        });
    }

    fn wait_until_unsaved(&self) {
        self.wait_for_title("the title to say that there is unsaved work", |title| title.starts_with('*'));
    }

    fn wait_until_saved(&self) {
        self.wait_for_title("the title to say that all is saved", |title| title.starts_with("two.plan.ron"));
    }
}

/// Waits for what will come; nothing is a matter of time alone.
fn wait(what: &str, mut is_there: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_there() {
        assert!(begin.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(25));
    }
}

/// The plan in its file.
fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("the plan is there")
}

/// Where something is in the window whose label begins so.
fn place(text: &str, preferences: Preferences, begins: &str) -> Rect {
    let size = [SIZE[0] + 2.0 * MARGIN, SIZE[1] + 2.0 * MARGIN];
    let harness = harness::editor_with(text, preferences, size);
    let begins = begins.to_owned();
    let node = harness.get_by(move |node| node.label().is_some_and(|label| label.starts_with(&begins)));
    node.rect().translate(-vec2(MARGIN, MARGIN))
}

#[test]
fn the_real_program_in_a_real_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(display) = Display::start(folder.path()) else { return };
    let file = folder.path().join("two.plan.ron");
    fs::write(&file, PLAN).expect("the folder is ours");
    let legs = place(PLAN, Preferences::default(), "legs, week 1 ").center();
    let friday = place(PLAN, Preferences::default(), "Friday 8 January 2027").center();

    // Open, drag, save: the edit is the smallest one. Undo, save: the bytes are the first ones.
    let window = Window::open(&display, folder.path(), &file);
    window.drag(legs, friday);
    assert_eq!(read(&file), PLAN, "nothing is saved unless asked for");
    display.key("ctrl+s");
    window.wait_until_saved();
    assert_eq!(read(&file), moved(PLAN), "the edit is the one of the gesture");
    window.undo_all(&file, PLAN);

    // Type, save, undo all of it, save: the same.
    display.key("ctrl+e");
    let with_source = Preferences { source: true, ..Preferences::default() };
    // The text is wider than its pane, so that its middle may be out of sight.
    let line = place(PLAN, with_source, "Source, ").left_top() + vec2(60.0, 60.0);
    window.write(line, "// typed ", &file);
    window.undo_all(&file, PLAN);

    // Another program changes the file while there is unsaved work: both changes stay.
    display.key("ctrl+e");
    window.drag(legs, friday);
    fs::write(&file, PLAN.replace("// the hard one", "// the hardest one")).expect("the file is ours");
    window.wait_for_title("the change to be taken over", |title| title.starts_with('*'));
    wait("both changes to be in the file", || {
        display.key("ctrl+s");
        std::thread::sleep(Duration::from_millis(300));
        let text = read(&file);
        text.contains("// the hardest one") && text.contains("\"2027-01-08\": [\"legs\"]")
    });

    // Killed with unsaved work: it is offered at the next start.
    let saved = read(&file);
    window.wait_until_saved();
    display.key("ctrl+z");
    window.wait_until_unsaved();
    wait("the journal to be written", || holds(&folder.path().join("state"), "draft"));
    drop(window);
    assert_eq!(read(&file), saved);
    let window = Window::open(&display, folder.path(), &file);
    // The dialog has the keyboard on what restores.
    display.key("Return");
    window.wait_until_unsaved();
    display.key("ctrl+s");
    wait("the work to be in the file", || read(&file) != saved);
    let restored = read(&file);
    assert_eq!(restored, moved(PLAN), "what was undone last is the change of the other program");
}

/// Whether a file below a folder has a name that contains this.
fn holds(folder: &Path, part: &str) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() { holds(&path, part) } else { path.to_string_lossy().contains(part) }
    })
}

/// The plan with the legs of week 1 on Friday, moved without a window.
fn moved(text: &str) -> String {
    let mut document = Document::new(None, text, None);
    let date = |day| jiff::civil::date(2027, 1, day);
    let session = SessionKey { date: date(5), name: "legs".into(), ordinal: 1 };
    let gesture = Gesture::Move { session, to: Spot { date: date(8), index: 0 }, layer: Layer::Date };
    let attempt = document.attempt(&gesture).expect("it can be moved");
    document.accept(attempt, 0);
    document.text().to_string()
}
