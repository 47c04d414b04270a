//! A slot as rows of sessions.

use egui::{ComboBox, RichText, Ui};
use gait_core::{Column, SlotChoice, SlotTable};

use super::Cells;

/// The widths of columns, in points.
const SESSION: f32 = 116.0;
const CONTENT: f32 = 124.0;

pub(super) fn show(table: &mut SlotTable, sessions: &[(String, String)], cells: &mut Cells<'_>, ui: &mut Ui) {
    let mut remove = None;
    let count = table.choices.len();
    Cells::head(&[("Session", SESSION), ("Content", CONTENT)], ui);
    for (at, choice) in table.choices.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            session(at, choice, sessions, cells, ui);
            if count > 1 {
                let button = ui.small_button("×").on_hover_text("Remove");
                if button.accessible_name(format!("Remove alternative {}", at + 1)).clicked() {
                    remove = Some(at);
                }
            }
        });
    }
    if let Some(at) = remove {
        table.choices.remove(at);
        cells.asked.commit = true;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Start").small().weak());
        cells.cell(("Slot", None), Column::Start, 60.0, &mut table.start, ui);
        let optional = ui.checkbox(&mut table.optional, "optional").on_hover_text("May be left out");
        cells.asked.commit |= optional.changed();
        if ui.small_button("Add alternative").clicked() {
            table.choices.push(SlotChoice { session: "rest".to_owned(), content: String::new() });
            cells.asked.commit = true;
        }
    });
}

/// A session of a slot: chosen from those there are.
fn session(
    at: usize,
    choice: &mut SlotChoice,
    sessions: &[(String, String)],
    cells: &mut Cells<'_>,
    ui: &mut Ui,
) {
    let name = if at == 0 { "Slot".to_owned() } else { format!("Alternative {at}") };
    let combo = ComboBox::from_id_salt(("session", cells.key, at))
        .selected_text(&choice.session)
        .width(SESSION)
        .truncate();
    let shown = combo.show_ui(ui, |ui| {
        for (session, words) in sessions {
            let option = ui.selectable_label(*session == choice.session, session);
            if option.on_hover_text(words).clicked() && *session != choice.session {
                choice.session.clone_from(session);
                cells.asked.commit = true;
            }
        }
    });
    shown.response.accessible_name(format!("{name} session"));
    cells.cell((&name, Some(at)), Column::Content, CONTENT, &mut choice.content, ui);
}
