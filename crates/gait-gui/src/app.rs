//! The window: eframe on one side, the editor on the other.

use crate::desk::system_fonts;
use crate::editor::Editor;
use crate::preferences::Preferences;
use crate::theme;

/// Where eframe keeps the preferences.
const PREFERENCES: &str = "preferences";

/// The editor in a window.
#[derive(Debug)]
pub struct App {
    editor: Editor,
}

impl App {
    /// An editor with the preferences of the last time.
    #[must_use]
    pub fn new(cx: &eframe::CreationContext<'_>, make: impl FnOnce(Preferences) -> Editor) -> Self {
        let kept = cx.storage.and_then(|storage| eframe::get_value(storage, PREFERENCES));
        let editor = make(kept.unwrap_or_default());
        editor.dress(&cx.egui_ctx);
        theme::fall_back(&cx.egui_ctx, system_fonts());
        Self { editor }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.editor.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.editor.ui(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, PREFERENCES, self.editor.preferences());
    }
}
