//! A run as rows of steps.

use egui::{RichText, Ui};
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

/// The widths of columns, in points.
const REPEATS: f32 = 36.0;
const AMOUNT: f32 = 84.0;
const TARGET: f32 = 92.0;

/// How far a step in so many groups stands in.
fn indent(depth: usize) -> f32 {
    f32::from(u8::try_from(depth).unwrap_or(u8::MAX).min(6)) * 10.0
}

pub(super) fn show(table: &mut RunTable, cells: &mut Cells<'_>, ui: &mut Ui) {
    let mut done = None;
    let deepest = table.rows.iter().map(|row| indent(row.depth)).fold(0.0, f32::max);
    Cells::head(&[("Repeats", REPEATS + deepest + 16.0), ("Amount", AMOUNT), ("Target", TARGET)], ui);
    for (at, row) in table.rows.iter_mut().enumerate() {
        let act = ui.horizontal(|ui| step(at, row, deepest, cells, ui)).inner;
        done = act.map(|act| (at, act)).or(done);
    }
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

fn step(at: usize, row: &mut StepRow, deepest: f32, cells: &mut Cells<'_>, ui: &mut Ui) -> Option<Done> {
    let name = format!("Step {}", at + 1);
    let of = (name.as_str(), Some(at));
    let inset = indent(row.depth);
    ui.add_space(inset);
    cells.cell(of, Column::Repeats, REPEATS, &mut row.repeats, ui);
    ui.label(RichText::new("x").weak());
    ui.add_space(deepest - inset);
    if row.is_group {
        cells.cell(of, Column::Between, AMOUNT, &mut row.between, ui);
    } else {
        cells.cell(of, Column::Amount, AMOUNT, &mut row.amount, ui);
    }
    cells.cell(of, Column::Target, TARGET, &mut row.target, ui);
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
