//! Under which name to save. A file of that name is replaced only after asking.

use std::path::{Path, PathBuf};

use egui::{RichText, Ui};

use super::choose::{field, list, taken};
use super::{Then, answers, ask};
use crate::panels::Cx;
use crate::request::FileRequest;
use crate::vm::picker::Picker;

/// The dialog.
#[derive(Debug)]
pub struct SaveAs {
    pub(super) picker: Picker,
    /// What goes on when it is saved.
    pub then: Option<Then>,
    /// The file that is there already, under the name that was typed last.
    pub exists: Option<PathBuf>,
    /// Why nothing was saved.
    pub refused: Option<String>,
    /// What was typed when that was found out.
    asked: String,
}

impl SaveAs {
    /// A dialog that offers a path.
    #[must_use]
    pub fn new(path: &Path, then: Option<Then>) -> Self {
        let picker = Picker::new(path.to_string_lossy());
        Self { picker, then, exists: None, refused: None, asked: String::new() }
    }

    pub(super) fn show(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ui.set_width(520.0);
        let choices = self.picker.entries();
        let enter = field(&mut self.picker, "The path of the file", choices.len(), ui);
        if self.picker.typed != self.asked {
            (self.exists, self.refused) = (None, None);
        }
        ui.add_space(4.0);
        let clicked = list(&self.picker, &choices, "No plan here begins with that", ui);
        let chosen = clicked.or_else(|| self.picker.chosen.filter(|_| enter));
        match chosen.and_then(|chosen| choices.get(chosen)) {
            Some(choice) => {
                if let Some(typed) = taken(&mut self.picker, choice, ui) {
                    self.picker.typed = typed;
                    self.picker.chosen = None;
                }
            }
            None if enter => self.ask(cx, false),
            None => {}
        }
        if let Some(why) = &self.refused {
            ui.label(RichText::new(format!("Not saved: {why}")).color(cx.tokens.error));
        }
        let typed = self.picker.typed.clone();
        let is_name = !typed.trim().is_empty() && !typed.ends_with('/');
        match &self.exists {
            Some(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                ui.label(
                    RichText::new(format!("`{name}` is there already. Its text would be lost."))
                        .color(cx.tokens.warning),
                );
                answers(
                    cx,
                    ui,
                    &[
                        ("Replace it", true, FileRequest::SaveAs { typed, overwrite: true }),
                        ("Cancel", true, FileRequest::CloseDialog),
                    ],
                );
            }
            None => {
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    if ui.add_enabled(is_name, egui::Button::new("Save")).clicked() {
                        self.ask(cx, false);
                    }
                    if ui.button("Cancel").clicked() {
                        ask(cx, FileRequest::CloseDialog);
                    }
                });
            }
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, overwrite: bool) {
        self.asked.clone_from(&self.picker.typed);
        ask(cx, FileRequest::SaveAs { typed: self.asked.clone(), overwrite });
    }
}
