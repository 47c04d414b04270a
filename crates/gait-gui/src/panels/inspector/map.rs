//! Maps: rows of a key and a value.

use egui::{Key as Button, RichText, ScrollArea, TextEdit, Ui};
use gait_core::{Control, Item, Key, Row};

use super::field::{BUTTON, Caption};
use super::picker::Purpose;
use super::{Desk, Draft, Line, line_id};
use crate::vm::inspector::act::Act;

impl Desk<'_> {
    pub(super) fn map(&mut self, caption: &Caption<'_>, map: &Item, key: Key, rows: &[Row], ui: &mut Ui) {
        ui.horizontal(|ui| {
            let text = RichText::new(caption.label).color(self.cx.tokens.weak);
            ui.label(text).on_hover_text(caption.doc);
            self.add_entry(caption, map, key, ui);
        });
        if rows.is_empty() {
            return;
        }
        ui.indent(map.path.to_string(), |ui| {
            for row in rows {
                self.entry(row, ui);
            }
        });
    }

    fn entry(&mut self, row: &Row, ui: &mut Ui) {
        ui.horizontal(|ui| {
            self.key(row, ui);
            let remove = ui.small_button("×").on_hover_text("Remove");
            if remove.accessible_name(format!("Remove {}", row.key)).clicked() {
                self.acts.push(Act::Clear(row.item.path.clone()));
            }
        });
        for remark in &row.remarks {
            self.remark(remark, ui);
        }
        ui.indent(("entry", row.item.path.to_string()), |ui| {
            let label = match &row.item.control {
                Control::Choice { .. } => "Kind",
                _ => "Value",
            };
            self.item(&Caption::plain(label), &row.item, ui);
        });
    }

    /// The key of a row, which can be typed anew.
    fn key(&mut self, row: &Row, ui: &mut Ui) {
        let id = format!("key {}", row.item.path);
        let kept = self.state.drafts.remove(&id).filter(|draft| draft.base == row.key);
        let fresh = || Draft::of(Line::Key(row.item.path.clone()), &row.key);
        let mut draft = kept.unwrap_or_else(fresh);
        let edit = TextEdit::singleline(&mut draft.text)
            .id(line_id(&id))
            .desired_width((ui.available_width() - BUTTON).max(60.0));
        let response = ui.add(edit).accessible_name(format!("Name of {}", row.key));
        if response.lost_focus() && draft.text != row.key {
            if ui.input(|input| input.key_pressed(Button::Escape)) {
                draft = fresh();
            } else {
                let to = draft.text.clone();
                self.acts.push(Act::Rename { entry: row.item.path.clone(), to });
            }
        }
        if draft.text != draft.base {
            self.state.drafts.insert(id, draft);
        }
    }

    fn add_entry(&mut self, caption: &Caption<'_>, map: &Item, key: Key, ui: &mut Ui) {
        if key == Key::Exercise {
            if ui.small_button("Add exercise…").clicked() {
                self.pick(Purpose::AddEntry(map.path.clone()));
            }
            return;
        }
        let menu = ui.menu_button("Add…", |ui| {
            let choices = self.cx.document.snapshot().key_choices(&map.path);
            if choices.is_empty() {
                self.free_key(map, ui);
                return;
            }
            ui.set_min_width(240.0);
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for (key, words) in choices {
                    if ui.button(&key).on_hover_text(words).clicked() {
                        self.acts.push(Act::AddEntry { map: map.path.clone(), key });
                        ui.close();
                    }
                }
            });
        });
        menu.response.accessible_name(format!("Add to {}", caption.label.to_lowercase()));
    }

    /// A name that is made up.
    fn free_key(&mut self, map: &Item, ui: &mut Ui) {
        let id = format!("new key {}", map.path);
        let mut draft = self.state.drafts.remove(&id).unwrap_or_else(|| Draft::of(Line::NewKey, ""));
        let edit = TextEdit::singleline(&mut draft.text).hint_text("Name").desired_width(160.0);
        let response = ui.add(edit).accessible_name("Name");
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Button::Enter));
        if (ui.button("Add").clicked() || entered) && !draft.text.trim().is_empty() {
            self.acts.push(Act::AddEntry { map: map.path.clone(), key: draft.text });
            ui.close();
            return;
        }
        self.state.drafts.insert(id, draft);
    }
}
