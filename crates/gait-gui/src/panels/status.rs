//! The line at the bottom: the file, what was done last, what there is to mend.

use egui::{Align, Label, Layout, Panel, RichText, Ui};
use gait_core::Severity;

use super::Cx;
use crate::command::Command;
use crate::editor::State;
use crate::widgets::badge;

/// Draws the line.
pub fn show(cx: &Cx<'_>, state: &State, ui: &mut Ui) {
    // Only as long as nothing else was done: later it would take that back instead.
    let can_undo = state.undo_status == Some(cx.document.version());
    Panel::bottom("status").show(ui, |ui| {
        ui.horizontal(|ui| {
            let unsaved =
                if cx.document.is_dirty() || state.inspector.is_typed() { " (unsaved)" } else { "" };
            ui.label(RichText::new(format!("{}{unsaved}", cx.document.name())).strong());
            ui.separator();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                // That there is no plan yet is no mistake of anybody's.
                if !cx.document.text().trim().is_empty() {
                    let report = cx.document.report();
                    for severity in [Severity::Advice, Severity::Warning, Severity::Error] {
                        badge::counted(cx.tokens, severity, report.count(severity), ui);
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if can_undo && ui.small_button(Command::Undo.title()).clicked() {
                        cx.requests.run(Command::Undo);
                    }
                    ui.add(Label::new(RichText::new(&state.status).color(cx.tokens.weak)).truncate());
                });
            });
        });
    });
}
