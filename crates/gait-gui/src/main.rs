//! The command `gait-editor`: opens a plan in a window.
#![allow(clippy::disallowed_methods, reason = "the command reads the environment of its user")]

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use gait_gui::desk::{Desk, RealDesk};
use gait_gui::{App, Document, Editor, start};

/// Edits running and strength training plans: as a board, as forms, as text, all of the same file.
#[derive(Parser, Debug)]
#[command(name = "gait-editor", version, max_term_width = 100)]
#[command(after_help = "\
Examples:
  gait-editor half.plan.ron      open a plan, or begin one of that name
  gait-editor                    choose a plan below this folder, or begin with a template")]
struct Args {
    /// The plan to open
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_set);
    match start::guarded(|| open(args), has_display) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure);
            ExitCode::from(2)
        }
    }
}

fn open(args: Args) -> eframe::Result {
    let desk = RealDesk::of_environment();
    desk.keep_on_panic();
    let path = args.file.map(|file| desk.here().join(file));
    let make = move |cx: &eframe::CreationContext<'_>| {
        start::started();
        let app = App::new(cx, |preferences| {
            let nothing = Document::unsaved(None, "", None);
            let mut editor = Editor::new(nothing, preferences, Box::new(desk));
            editor.wake(&cx.egui_ctx);
            editor.begin(path.as_deref());
            editor
        });
        let app: Box<dyn eframe::App> = Box::new(app);
        Ok(app)
    };
    eframe::run_native("Gaitkeeper", start::options(), Box::new(make))
}

fn tell(failure: &start::Failure) {
    let mut text = format!("error: {}\n", failure.message);
    for hint in &failure.hints {
        text.push_str(&format!("  help: {hint}\n"));
    }
    // Where even this cannot be written, the exit code is all that is left.
    let _ = std::io::stderr().write_all(text.as_bytes());
}
