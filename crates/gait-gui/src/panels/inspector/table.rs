//! Notation as a table beneath its line: steps of a run, sets of a lift, sessions of a slot. Both show one value.

mod lift;
mod run;
mod slot;

use egui::{CollapsingHeader, Color32, Id, Key, RichText, TextEdit, TextStyle, Ui};
use gait_core::{CellError, Column, FormPath, Notation, NotationTable, Says};

use super::picker::Purpose;
use super::{Desk, TableDraft};
use crate::vm::inspector::act::Act;

/// What a table asks for when it has been drawn.
#[derive(Clone, Copy, Default)]
struct Asked {
    /// A cell was left, or a row changed: the table is the value now.
    commit: bool,
    /// The table is to be as the plan has it.
    revert: bool,
    /// An exercise is to be chosen.
    pick: bool,
}

impl Desk<'_> {
    /// The table of a value, if its notation has one; `folded` if it may be folded away.
    pub(super) fn table_of(
        &mut self,
        path: &FormPath,
        says: Says,
        value: Option<&str>,
        folded: bool,
        ui: &mut Ui,
    ) {
        let (Says::Notation(notation), Some(value)) = (says, value) else { return };
        let name = match notation {
            Notation::Run => "Steps",
            Notation::Lift | Notation::Sets => "Sets",
            Notation::Slot => "Parts",
            _ => return,
        };
        let key = path.to_string();
        let kept = self.state.tables.remove(&key).filter(|draft| draft.base == value);
        let fresh = || {
            let table = NotationTable::read(notation, value)?;
            let written = table.clone();
            Some(TableDraft { path: path.clone(), base: value.to_owned(), written, table, error: None })
        };
        let Some(mut draft) = kept.or_else(fresh) else { return };
        let asked = if folded {
            let header = CollapsingHeader::new(RichText::new(name).small()).id_salt(("table", &key));
            let shown = header.default_open(true).show(ui, |ui| self.table(&key, &mut draft, ui));
            shown.body_returned.unwrap_or_default()
        } else {
            self.table(&key, &mut draft, ui)
        };
        if asked.pick {
            self.pick(Purpose::Lift(path.clone(), value.to_owned()));
        }
        if asked.commit {
            match draft.table.text() {
                Ok(text) => {
                    draft.error = None;
                    if text != draft.base {
                        self.acts.push(Act::Set { path: path.clone(), typed: text });
                    }
                }
                Err(error) => draft.error = Some(error),
            }
        }
        if let Some(error) = &draft.error {
            let help = error.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
            self.wrong(&format!("{}{help}", error.message), ui);
        }
        if asked.revert {
            self.state.refused.remove(&key);
        } else {
            self.state.tables.insert(key, draft);
        }
    }

    fn table(&self, key: &str, draft: &mut TableDraft, ui: &mut Ui) -> Asked {
        let mut asked = Asked::default();
        let error = draft.error.as_ref();
        let mut cells = Cells { key, error, asked: &mut asked, wrong: self.cx.tokens.error };
        match &mut draft.table {
            NotationTable::Run(table) => run::show(table, &mut cells, ui),
            NotationTable::Lift(table) | NotationTable::Sets(table) => lift::show(table, &mut cells, ui),
            NotationTable::Slot(table) => slot::show(table, &self.vm.sessions, &mut cells, ui),
        }
        asked
    }
}

/// A cell of the table that is kept under a key.
pub(super) fn cell_id(key: &str, row: Option<usize>, column: Option<Column>) -> Id {
    Id::unique(("cell", key, row, column))
}

/// The cells of one table while they are drawn.
struct Cells<'a> {
    key: &'a str,
    error: Option<&'a CellError>,
    asked: &'a mut Asked,
    wrong: Color32,
}

impl Cells<'_> {
    /// A cell, called after its row.
    fn cell(
        &mut self,
        of: (&str, Option<usize>),
        column: Column,
        width: f32,
        text: &mut String,
        ui: &mut Ui,
    ) {
        let (name, row) = of;
        let is_wrong = self.error.is_some_and(|error| (error.row, error.column) == (row, Some(column)));
        let id = cell_id(self.key, row, Some(column));
        let mut edit = TextEdit::singleline(text).id(id).desired_width(width).font(TextStyle::Monospace);
        if is_wrong {
            edit = edit.text_color(self.wrong);
        }
        if column == Column::Between {
            edit = edit.hint_text("between");
        }
        let size = egui::vec2(width, ui.spacing().interact_size.y);
        let response =
            ui.add_sized(size, edit).accessible_name(format!("{name} {}", column.label().to_lowercase()));
        let response = response.on_hover_text(format!("{}: {}", column.label(), column.example()));
        if response.lost_focus() {
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                self.asked.revert = true;
            } else {
                self.asked.commit = true;
            }
        }
    }

    /// The headings of columns that are so wide.
    fn head(columns: &[(&str, f32)], ui: &mut Ui) {
        ui.horizontal(|ui| {
            for (column, width) in columns {
                let text = RichText::new(*column).small().weak();
                let layout = egui::Layout::left_to_right(egui::Align::Center);
                ui.allocate_ui_with_layout(egui::vec2(*width, 14.0), layout, |ui| {
                    ui.set_min_width(*width);
                    ui.label(text);
                });
            }
        });
    }
}
