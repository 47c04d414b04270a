//! Which plan to open: those below the folder one is in, those that were open, or any by its path.

use std::path::PathBuf;

use egui::Ui;

use super::choose::{field, list, taken};
use super::{answers, ask};
use crate::command::Command;
use crate::panels::Cx;
use crate::request::FileRequest;
use crate::vm::picker::{Picker, shown};

/// The dialog.
#[derive(Debug)]
pub struct OpenPlan {
    pub(super) picker: Picker,
    here: PathBuf,
}

impl OpenPlan {
    /// A dialog with the plans below a folder.
    #[must_use]
    pub fn new(here: PathBuf) -> Self {
        Self { picker: Picker::default(), here }
    }

    pub(super) fn show(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ui.set_width(520.0);
        let plans = cx.files.plans.as_deref();
        let choices = match self.picker.is_path() {
            true => self.picker.entries(),
            false => self.picker.plans(&self.here, plans.unwrap_or_default(), &cx.preferences.recent),
        };
        let enter = field(&mut self.picker, "A part of a name, or a path", choices.len(), ui);
        ui.add_space(4.0);
        let nothing = match plans {
            None => format!("Looking for plans below {}…", shown(&PathBuf::new(), &self.here)),
            Some([]) => format!("There are no plans below {}", shown(&PathBuf::new(), &self.here)),
            Some(_) => "No plan is called that".to_owned(),
        };
        let clicked = list(&self.picker, &choices, &nothing, ui);
        let typed = self.picker.typed.trim().to_owned();
        let only = (choices.len() == 1 && !self.picker.is_path()).then_some(0);
        let chosen = clicked.or_else(|| self.picker.chosen.or(only).filter(|_| enter));
        let path = match chosen.and_then(|chosen| choices.get(chosen)) {
            Some(choice) => taken(&mut self.picker, choice, ui),
            None => Some(typed.clone()).filter(|_| enter && self.picker.is_path()),
        };
        if let Some(path) = path {
            ask(cx, FileRequest::Open(path));
        }
        let first = self.picker.chosen.or(only).and_then(|chosen| choices.get(chosen));
        let would = first.filter(|choice| !choice.is_folder).map(|choice| choice.typed.clone());
        let would = would.or_else(|| Some(typed).filter(|_| self.picker.is_path()));
        let can_open = would.as_ref().is_some_and(|path| !path.ends_with('/'));
        answers(
            cx,
            ui,
            &[
                ("Open", can_open, FileRequest::Open(would.unwrap_or_default())),
                ("Cancel", true, FileRequest::CloseDialog),
            ],
        );
        ui.separator();
        let keys = Command::New.shortcut();
        let pressed = keys.is_some_and(|keys| ui.input_mut(|input| input.consume_shortcut(&keys)));
        if ui.button(Command::New.title()).clicked() || pressed {
            cx.requests.run(Command::New);
        }
    }
}
