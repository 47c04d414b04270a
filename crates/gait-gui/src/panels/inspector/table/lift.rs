//! A lift as rows of sets.

use egui::{RichText, Ui};
use gait_core::{Column, LiftTable, SetRow};

use super::Cells;

/// The widths of columns, in points.
const COUNT: f32 = 30.0;
const WORK: f32 = 60.0;
const LOAD: f32 = 72.0;

pub(super) fn show(table: &mut LiftTable, cells: &mut Cells<'_>, ui: &mut Ui) {
    let has_exercise = !table.exercise.is_empty();
    if has_exercise {
        let button = ui.button(RichText::new(&table.exercise).monospace());
        let button = button.on_hover_text("Choose another exercise");
        cells.asked.pick |= button.accessible_name(format!("Exercise {}", table.exercise)).clicked();
    }
    let mut remove = None;
    if !table.sets.is_empty() {
        Cells::head(&[("Sets", COUNT + 16.0), ("Each", WORK), ("", 62.0), ("Load", LOAD)], ui);
    }
    for (at, row) in table.sets.iter_mut().enumerate() {
        if ui.horizontal(|ui| set(at, row, cells, ui)).inner {
            remove = Some(at);
        }
    }
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
    cells.cell(of, Column::Count, COUNT, &mut row.count, ui);
    ui.label(RichText::new("x").weak());
    cells.cell(of, Column::Work, WORK, &mut row.work, ui);
    let side = ui.checkbox(&mut row.per_side, "a side").on_hover_text("Each side does it");
    cells.asked.commit |= side.accessible_name(format!("{name} each side")).changed();
    cells.cell(of, Column::Load, LOAD, &mut row.load, ui);
    let button = ui.small_button("×").on_hover_text("Remove");
    button.accessible_name(format!("Remove set {}", at + 1)).clicked()
}

fn effort(table: &mut LiftTable, cells: &mut Cells<'_>, ui: &mut Ui) {
    Cells::head(&[("Effort", WORK), ("Tempo", WORK), ("Rest", WORK)], ui);
    ui.horizontal(|ui| {
        cells.cell(("Lift", None), Column::Effort, WORK, &mut table.effort, ui);
        cells.cell(("Lift", None), Column::Tempo, WORK, &mut table.tempo, ui);
        cells.cell(("Lift", None), Column::Rest, WORK, &mut table.rest, ui);
        let test = ui.checkbox(&mut table.test, "test").on_hover_text("Meant to go to failure");
        cells.asked.commit |= test.changed();
    });
}
