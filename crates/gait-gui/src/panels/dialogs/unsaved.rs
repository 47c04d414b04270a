//! What with unsaved changes, before something goes on.

use egui::Ui;

use super::{Then, answers_at_once};
use crate::panels::Cx;
use crate::request::FileRequest;

pub(super) fn show(cx: &Cx<'_>, then: &Then, ui: &mut Ui) {
    ui.set_width(420.0);
    let before = match then {
        Then::Quit => "the editor closes",
        Then::Open(_) | Then::Restore(_) => "another plan is opened",
        Then::Begin(_) => "a new plan is begun",
    };
    ui.label(format!("`{}` has changes that are not saved. Save them before {before}?", cx.document.name()));
    answers_at_once(
        cx,
        ui,
        &[
            ("Save", true, FileRequest::SaveFirst),
            ("Discard", true, FileRequest::Discard),
            ("Cancel", true, FileRequest::CloseDialog),
        ],
    );
}
