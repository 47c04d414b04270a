//! A lift as rows of sets.

use egui::{Grid, RichText, Ui};
use gait_core::{Column, LiftTable, SetRow};

use super::Cells;

pub(super) fn show(table: &mut LiftTable, cells: &mut Cells<'_>, ui: &mut Ui) {
    let has_exercise = !table.exercise.is_empty();
    if has_exercise {
        let button = ui.button(RichText::new(&table.exercise).monospace());
        let button = button.on_hover_text("Choose another exercise");
        cells.asked.pick |= button.accessible_name(format!("Exercise {}", table.exercise)).clicked();
    }
    let mut remove = None;
    Grid::new(("sets", cells.key)).spacing([4.0, 3.0]).show(ui, |ui| {
        Cells::head(&["Sets", "Each", "", "Load"], ui);
        for (at, row) in table.sets.iter_mut().enumerate() {
            if set(at, row, cells, ui) {
                remove = Some(at);
            }
            ui.end_row();
        }
    });
    if let Some(at) = remove {
        table.sets.remove(at);
        cells.asked.commit = true;
    }
    if ui.small_button("Add set").clicked() {
        table.add_set();
        cells.asked.commit = true;
    }
    if has_exercise {
        effort(table, cells, ui);
    }
}

/// Whether the set is to be taken out.
fn set(at: usize, row: &mut SetRow, cells: &mut Cells<'_>, ui: &mut Ui) -> bool {
    let name = format!("Set {}", at + 1);
    let of = (name.as_str(), Some(at));
    ui.horizontal(|ui| {
        cells.cell(of, Column::Count, 28.0, &mut row.count, ui);
        ui.label(RichText::new("x").weak());
    });
    cells.cell(of, Column::Work, 52.0, &mut row.work, ui);
    let side = ui.checkbox(&mut row.per_side, "a side").on_hover_text("Each side does it");
    cells.asked.commit |= side.accessible_name(format!("{name} each side")).changed();
    cells.cell(of, Column::Load, 64.0, &mut row.load, ui);
    let button = ui.small_button("×").on_hover_text("Remove");
    button.accessible_name(format!("Remove set {}", at + 1)).clicked()
}

fn effort(table: &mut LiftTable, cells: &mut Cells<'_>, ui: &mut Ui) {
    Grid::new(("effort", cells.key)).spacing([4.0, 3.0]).show(ui, |ui| {
        Cells::head(&["Effort", "Tempo", "Rest"], ui);
        cells.cell(("Lift", None), Column::Effort, 60.0, &mut table.effort, ui);
        cells.cell(("Lift", None), Column::Tempo, 60.0, &mut table.tempo, ui);
        cells.cell(("Lift", None), Column::Rest, 60.0, &mut table.rest, ui);
        let test = ui.checkbox(&mut table.test, "test").on_hover_text("Meant to go to failure");
        cells.asked.commit |= test.changed();
    });
}
