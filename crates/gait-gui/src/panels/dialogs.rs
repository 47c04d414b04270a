//! What asks before it goes on: which file, which template, what with unsaved changes.

mod choose;
mod compare;
mod new;
mod open;
mod save_as;
mod unsaved;

use std::path::PathBuf;

use egui::{Context, Frame, Id, Key, Modal, Modifiers, Response, RichText, Ui};

use super::Cx;
use crate::editor::State;
use crate::request::{FileRequest, Request};
use crate::vm::picker::Picker;

pub use compare::Compare;
pub use new::NewPlan;
pub use open::OpenPlan;
pub use save_as::SaveAs;

/// A dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// Which plan to open.
    Open(OpenPlan),
    /// Which plan to begin with.
    New(NewPlan),
    /// Under which name to save.
    SaveAs(SaveAs),
    /// What with unsaved changes, before something goes on.
    Unsaved(Then),
    /// Two texts beside each other.
    Compare(Compare),
}

/// What goes on after an answer about unsaved changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Then {
    /// The window closes.
    Quit,
    /// A file is opened.
    Open(PathBuf),
    /// A plan is begun with this text.
    Begin(String),
    /// The text left behind of this file of the journal is restored.
    Restore(PathBuf),
}

impl Dialog {
    /// The field that shows what a folder holds, if there is one.
    pub const fn path_field(&mut self) -> Option<&mut Picker> {
        match self {
            Self::Open(open) => Some(&mut open.picker),
            Self::SaveAs(save_as) => Some(&mut save_as.picker),
            Self::New(_) | Self::Unsaved(_) | Self::Compare(_) => None,
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::Open(_) => "Open a plan",
            Self::New(_) => "New plan",
            Self::SaveAs(_) => "Save as",
            Self::Unsaved(_) => "Unsaved changes",
            Self::Compare(compare) => compare.title,
        }
    }
}

/// Draws the dialog that is open.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &Ui) {
    let Some(dialog) = &mut state.dialog else {
        state.asked = "";
        return;
    };
    // What had the keyboard beneath a dialog does not keep it.
    if std::mem::replace(&mut state.asked, dialog.title()) != dialog.title() {
        ui.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
    }
    let frame = Frame::window(ui.style()).inner_margin(14);
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ui.ctx(), |ui| {
        ui.label(RichText::new(dialog.title()).heading());
        ui.add_space(4.0);
        match dialog {
            Dialog::Open(open) => open.show(cx, ui),
            Dialog::New(new) => new.show(cx, ui),
            Dialog::SaveAs(save_as) => save_as.show(cx, ui),
            Dialog::Unsaved(then) => unsaved::show(cx, then, ui),
            Dialog::Compare(compare) => compare.show(cx, ui),
        }
    });
    if modal.should_close() {
        ask(cx, FileRequest::CloseDialog);
    }
}

fn ask(cx: &Cx<'_>, request: FileRequest) {
    cx.requests.send(Request::File(request));
}

/// Whether a key was pressed that belongs to the dialog.
fn pressed(ctx: &Context, key: Key) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// The line of answers at the bottom, the one that is meant first.
fn answers(cx: &Cx<'_>, ui: &mut Ui, answers: &[(&str, bool, FileRequest)]) {
    drop(buttons(cx, ui, answers));
}

/// Draws them; the button of the first.
fn buttons(cx: &Cx<'_>, ui: &mut Ui, answers: &[(&str, bool, FileRequest)]) -> Option<Response> {
    ui.add_space(8.0);
    let mut first = None;
    ui.horizontal(|ui| {
        for (title, is_enabled, request) in answers {
            let button = ui.add_enabled(*is_enabled, egui::Button::new(*title));
            if button.clicked() {
                ask(cx, request.clone());
            }
            first.get_or_insert(button);
        }
    });
    first
}

/// Answers of which the first has the keyboard until that goes elsewhere: Enter gives it.
fn answers_at_once(cx: &Cx<'_>, ui: &mut Ui, answers: &[(&str, bool, FileRequest)]) {
    let first = buttons(cx, ui, answers).filter(Response::enabled);
    if let Some(first) = first.filter(|_| ui.memory(|memory| memory.focused().is_none())) {
        first.request_focus();
    }
}
