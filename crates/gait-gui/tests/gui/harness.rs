//! An editor without a window.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::OnceLock;

use egui_kittest::Harness;
use gait_gui::desk::MemoryDesk;
use gait_gui::{Document, Editor, Preferences};

/// The text of a plan of the repository.
pub(crate) fn plan(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plans").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// An editor of a text.
pub(crate) fn editor(text: &str) -> Harness<'static, Editor> {
    editor_with(text, Preferences::default(), [1280.0, 800.0])
}

/// An editor of a text with preferences, in a window of a size.
pub(crate) fn editor_with(text: &str, preferences: Preferences, size: [f32; 2]) -> Harness<'static, Editor> {
    let editor = Editor::new(Document::new(None, text, None), preferences, Box::new(MemoryDesk::default()));
    of(editor, size)
}

/// An editor in a window of a size.
pub(crate) fn of(editor: Editor, size: [f32; 2]) -> Harness<'static, Editor> {
    let mut harness = Harness::builder().with_size(size).build_ui_state(
        |ui, editor: &mut Editor| {
            editor.logic(ui.ctx());
            editor.ui(ui);
        },
        editor,
    );
    harness.state().dress(&harness.ctx);
    harness.run();
    harness
}

/// Preferences that show nothing beside what stands in the middle.
pub(crate) fn only(preferences: Preferences) -> Preferences {
    Preferences { inspector: false, problems: false, source: false, ..preferences }
}

/// Compares what is drawn with the picture of that name. Without a driver to draw with, pictures are left out, loudly.
pub(crate) fn picture(harness: &mut Harness<'static, Editor>, name: &str) {
    if can_draw() {
        harness.snapshot(name);
    }
}

/// Whether there is a Vulkan driver, or something like it.
fn can_draw() -> bool {
    static CAN: OnceLock<bool> = OnceLock::new();
    *CAN.get_or_init(|| {
        let mut nothing = Harness::builder().with_size([8.0, 8.0]).build_ui(|_| {});
        let drawn = catch_unwind(AssertUnwindSafe(|| nothing.render()));
        let can = matches!(drawn, Ok(Ok(_)));
        if !can {
            super::tool::missing(
                "no driver to draw pictures with (`apt-get install libvulkan1 mesa-vulkan-drivers`)",
            );
        }
        can
    })
}
