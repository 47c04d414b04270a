//! Starting: what the window is, and in words why there is none.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use egui::ViewportBuilder;

/// The name of the program for the window system; preferences are kept under it.
pub const APP_ID: &str = "gaitkeeper";

/// What a window on X11 needs, as Debian and Ubuntu call it.
const PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1 libgl1-mesa-dri";
/// What one on Wayland needs besides.
const WAYLAND_PACKAGES: &str = "libwayland-client0 libwayland-egl1 libegl1 libxkbcommon0";

/// Whether the window is there: what fails from then on is no matter of what is installed.
static STARTED: AtomicBool = AtomicBool::new(false);

/// The window.
#[must_use]
pub fn options() -> eframe::NativeOptions {
    let viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Gaitkeeper")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0])
        .with_drag_and_drop(true);
    eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() }
}

/// The window is there.
pub fn started() {
    STARTED.store(true, Ordering::Relaxed);
}

/// Why there is no window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The fact.
    pub message: String,
    /// What to try, line by line.
    pub hints: Vec<String>,
}

/// Opens a window; libraries that are missing make the window system's code fail or panic, and both are told in words.
///
/// # Errors
/// If there is no window. Later panics go their own way.
pub fn guarded(open: impl FnOnce() -> eframe::Result, has_display: bool) -> Result<(), Failure> {
    if cfg!(all(unix, not(target_os = "macos"))) && !has_display {
        return Err(explain("neither DISPLAY nor WAYLAND_DISPLAY is set", false));
    }
    let said = Arc::new(Mutex::new(String::new()));
    let hears = Arc::clone(&said);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if STARTED.load(Ordering::Relaxed) {
            usual(panic);
        } else {
            let words = panic.payload_as_str().unwrap_or("the window system's library failed");
            words.clone_into(&mut hears.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }));
    match catch_unwind(AssertUnwindSafe(open)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(explain(&error.to_string(), true)),
        Err(panic) if STARTED.load(Ordering::Relaxed) => std::panic::resume_unwind(panic),
        Err(_) => Err(explain(&said.lock().unwrap_or_else(PoisonError::into_inner), true)),
    }
}

/// Why there is no window, and what to try.
fn explain(why: &str, has_display: bool) -> Failure {
    // What the window system's library says begins with a line of its own source.
    let fact = why.split_once(".rs:").and_then(|(_, rest)| rest.split_once(": "));
    let why = fact.map_or(why, |(_, fact)| fact);
    let message = format!("the editor's window cannot be opened: {why}");
    let hints = if !has_display {
        vec![
            "start it in a graphical session, or over `ssh -X`".to_owned(),
            "in a terminal, `gait check` and `gait watch` show the same findings".to_owned(),
        ]
    } else if why.contains("X server") {
        vec!["DISPLAY names a screen that does not answer, or that this user may not use".to_owned()]
    } else {
        vec![
            "a library of the window system seems to be missing; on Debian and Ubuntu install".to_owned(),
            format!("    apt install {PACKAGES}"),
            "and in a Wayland session besides".to_owned(),
            format!("    apt install {WAYLAND_PACKAGES}"),
        ]
    };
    Failure { message, hints }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_names_the_packages() {
        let failed = guarded(|| panic!("Library libxkbcommon-x11.so could not be loaded."), true);
        let failure = failed.expect_err("it panicked");
        assert_eq!(
            failure.message,
            "the editor's window cannot be opened: Library libxkbcommon-x11.so could not be loaded."
        );
        assert!(failure.hints.iter().any(|hint| hint.contains("libxkbcommon-x11-0")), "{failure:?}");
        let failed = guarded(|| Err(eframe::Error::AppCreation("libX11.so.6".into())), true);
        assert!(failed.expect_err("it failed").hints.iter().any(|hint| hint.contains("libx11-6")));
    }

    #[test]
    fn without_a_screen_no_package_helps() {
        let failure = guarded(|| Ok(()), false).expect_err("there is none");
        assert!(failure.message.ends_with("neither DISPLAY nor WAYLAND_DISPLAY is set"));
        assert!(!failure.hints.iter().any(|hint| hint.contains("apt")), "{failure:?}");
        let why = "winit EventLoopError: os error at linux/mod.rs:788: Failed to open connection to X server";
        let failure = explain(why, true);
        assert!(failure.message.ends_with("opened: Failed to open connection to X server"), "{failure:?}");
        assert!(!failure.hints.iter().any(|hint| hint.contains("apt")), "{failure:?}");
    }
}
