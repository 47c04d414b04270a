//! A run as rows of steps.

use egui::{Grid, RichText, Ui};
use gait_core::{Column, RunTable, StepRow};

use super::Cells;

/// Something done with a row from its menu.
#[derive(Clone, Copy)]
enum Done {
    Add,
    Repeat,
    Up,
    Down,
    Remove,
}

/// The items of a row's menu.
const MENU: [(&str, Done); 5] = [
    ("Add a step after", Done::Add),
    ("Repeat with a recovery", Done::Repeat),
    ("Move up", Done::Up),
    ("Move down", Done::Down),
    ("Remove", Done::Remove),
];

pub(super) fn show(table: &mut RunTable, cells: &mut Cells<'_>, ui: &mut Ui) {
    let mut done = None;
    Grid::new(("steps", cells.key)).spacing([4.0, 3.0]).show(ui, |ui| {
        Cells::head(&["Repeats", "Amount", "Target"], ui);
        for (at, row) in table.rows.iter_mut().enumerate() {
            if let Some(act) = step(at, row, cells, ui) {
                done = Some((at, act));
            }
            ui.end_row();
        }
    });
    let Some((row, act)) = done else { return };
    match act {
        Done::Add => table.insert_after(row),
        Done::Repeat => table.repeat(row),
        Done::Up => drop(table.shift(row, false)),
        Done::Down => drop(table.shift(row, true)),
        Done::Remove => table.remove(row),
    }
    cells.asked.commit = true;
}

fn step(at: usize, row: &mut StepRow, cells: &mut Cells<'_>, ui: &mut Ui) -> Option<Done> {
    let name = format!("Step {}", at + 1);
    let of = (name.as_str(), Some(at));
    ui.horizontal(|ui| {
        #[expect(clippy::cast_precision_loss, reason = "groups are nested a few deep")]
        ui.add_space(10.0 * row.depth as f32);
        cells.cell(of, Column::Repeats, 34.0, &mut row.repeats, ui);
        ui.label(RichText::new("x").weak());
    });
    if row.is_group {
        ui.horizontal(|ui| {
            ui.label(RichText::new("between").small().weak());
            cells.cell(of, Column::Between, 52.0, &mut row.between, ui);
        });
    } else {
        cells.cell(of, Column::Amount, 84.0, &mut row.amount, ui);
    }
    cells.cell(of, Column::Target, 84.0, &mut row.target, ui);
    let mut done = None;
    let menu = ui.menu_button("…", |ui| {
        for (words, act) in MENU {
            if ui.button(words).clicked() {
                done = Some(act);
                ui.close();
            }
        }
    });
    menu.response.accessible_name(format!("{name} menu"));
    done
}
