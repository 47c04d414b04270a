//! An editor without a window.

use std::path::Path;

use egui_kittest::Harness;
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
    let editor = Editor::new(Document::new(None, text, None), preferences);
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
