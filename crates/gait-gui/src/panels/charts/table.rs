//! A chart as a table.

use egui::{Align, Button, Layout, RichText, Role, ScrollArea, TextWrapMode, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

use super::super::Cx;
use crate::vm::charts::{TableVm, sentence};

/// The most that a table takes of the page, in points.
const MOST_HEIGHT: f32 = 330.0;
const ROW: f32 = 20.0;
/// Tables with more rows are drawn only where they are looked at.
const MANY: usize = 120;
/// Columns of words that may be long.
const WIDE: [&str; 2] = ["phase", "comes from"];

/// Draws the table. The first cell of a row selects what the row is about.
pub(super) fn show(cx: &Cx<'_>, title: &str, vm: &TableVm, ui: &mut Ui) {
    let table = &vm.table;
    if table.rows.is_empty() {
        ui.label(RichText::new("Nothing to show").color(cx.tokens.weak));
        return;
    }
    ScrollArea::horizontal().id_salt((title, "sideways")).show(ui, |ui| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        let mut builder = TableBuilder::new(ui)
            .id_salt(title)
            .striped(true)
            .max_scroll_height(MOST_HEIGHT)
            .min_scrolled_height(MOST_HEIGHT.min(ROW * 6.0))
            .cell_layout(Layout::left_to_right(Align::Center));
        for column in &table.columns {
            let least = if WIDE.contains(column) { 110.0 } else { 44.0 };
            builder = builder.column(Column::auto().at_least(least));
        }
        let head = builder.header(ROW, |mut row| {
            for column in &table.columns {
                row.col(|ui| {
                    ui.label(RichText::new(sentence(column)).strong());
                });
            }
        });
        head.body(|mut body| {
            if table.rows.len() > MANY {
                body.rows(ROW, table.rows.len(), |row| {
                    let index = row.index();
                    cells(cx, vm, index, row);
                });
            } else {
                for index in 0..table.rows.len() {
                    body.row(ROW, |row| cells(cx, vm, index, row));
                }
            }
        });
    });
}

fn cells(cx: &Cx<'_>, vm: &TableVm, index: usize, mut row: TableRow<'_, '_>) {
    let Some(cells) = vm.table.rows.get(index) else { return };
    let target = vm.targets.get(index);
    row.set_selected(target.is_some_and(|target| target == cx.document.selection()));
    for (column, text) in cells.iter().enumerate() {
        row.col(|ui| match target.filter(|_| column == 0) {
            Some(target) => {
                let button = ui.add(Button::new(RichText::new(text).color(cx.tokens.accent)).frame(false));
                // The first cells alone would be bare numbers.
                let name = cells.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
                button.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Select {name}")));
                if button.clicked() {
                    cx.requests.reveal(target.clone());
                }
            }
            None => {
                ui.label(text);
            }
        });
    }
}
