//! The inspector: a form for what is selected, with what the calendar makes of it and what an edit would change.

mod field;
mod head;
mod list;
mod map;
mod picker;
mod table;

use std::collections::BTreeMap;

use egui::{Color32, Panel, RichText, ScrollArea, Ui};
use gait_core::{CellError, FieldError, FormPath, NotationTable, Reach, Units};

use super::Cx;
use crate::document::Document;
use crate::editor::State;
use crate::selection::Selection;
use crate::vm::inspector::InspectorVm;
use crate::vm::inspector::act::Act;

/// What the panel remembers from frame to frame.
#[derive(Clone, Default, Debug)]
pub struct InspectorState {
    of: Selection,
    /// As which part of the plan a session is shown.
    reach: Option<Reach>,
    /// A part of the plan that is looked at beside the selection.
    drill: Option<FormPath>,
    shown: Option<(Key, InspectorVm)>,
    /// What is typed and not yet taken over, by the path of its field.
    drafts: BTreeMap<String, Draft>,
    /// Tables in which a cell does not read yet.
    tables: BTreeMap<String, TableDraft>,
    /// Why something was not done, by the path of its field.
    refused: BTreeMap<String, FieldError>,
    picker: Option<picker::Picker>,
}

/// What the shown view model was made of.
#[derive(Clone, PartialEq, Debug)]
struct Key {
    version: (u64, u64),
    selection: Selection,
    units: Units,
    reach: Option<Reach>,
    drill: Option<FormPath>,
}

/// A line that is being typed.
#[derive(Clone, Debug)]
struct Draft {
    /// What the plan says.
    base: String,
    text: String,
    error: Option<FieldError>,
}

/// A table that is being filled in.
#[derive(Clone, Debug)]
struct TableDraft {
    /// The notation that the plan has.
    base: String,
    table: NotationTable,
    error: Option<CellError>,
}

impl InspectorState {
    /// Makes what is shown anew if something it depends on is another.
    pub fn refresh(&mut self, document: &Document, units: Units) {
        if self.of != *document.selection() {
            let picked = std::mem::take(self);
            *self = Self { of: document.selection().clone(), reach: picked.reach, ..Self::default() };
        }
        let key = Key {
            version: document.check_version(),
            selection: self.of.clone(),
            units,
            reach: self.reach,
            drill: self.drill.clone(),
        };
        if self.shown.as_ref().is_none_or(|(of, _)| *of != key) {
            let vm = InspectorVm::new(document, units, self.reach, self.drill.as_ref());
            self.shown = Some((key, vm));
        }
    }
}

/// What the parts of the panel share while they are drawn.
struct Desk<'a> {
    cx: &'a Cx<'a>,
    vm: &'a InspectorVm,
    state: &'a mut InspectorState,
    /// What was done in this frame.
    acts: Vec<Act>,
}

/// Draws the panel.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let state = &mut state.inspector;
    state.refresh(cx.document, cx.preferences.units.into());
    let Some((key, vm)) = state.shown.take() else { return };
    let mut desk = Desk { cx, vm: &vm, state, acts: Vec::new() };
    Panel::right("inspector").default_size(360.0).min_size(300.0).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(4.0);
            head::show(&mut desk, ui);
            desk.form(ui);
            ui.add_space(40.0);
        });
    });
    picker::show(&mut desk, ui);
    let acts = std::mem::take(&mut desk.acts);
    for act in acts {
        carry_out(cx, state, &vm, &act);
    }
    state.shown = Some((key, vm));
}

/// Asks for what was done, or keeps the reason why it cannot be.
fn carry_out(cx: &Cx<'_>, state: &mut InspectorState, vm: &InspectorVm, act: &Act) {
    let key = act.path().to_string();
    state.refused.remove(&key);
    match act.request(cx.document, vm.slot.as_ref()) {
        Ok(request) => {
            state.drafts.remove(&key);
            state.tables.remove(&key);
            if let Some(request) = request {
                cx.requests.send(request);
            }
        }
        Err(error) => match (act, state.drafts.get_mut(&key)) {
            (Act::Set { typed, .. }, Some(draft)) if draft.text == *typed => draft.error = Some(error),
            _ => {
                state.refused.insert(key, error);
            }
        },
    }
}

impl Desk<'_> {
    fn form(&mut self, ui: &mut Ui) {
        if let Some(slot) = &self.vm.slot {
            self.date_slot(slot, ui);
        }
        let Some(form) = &self.vm.form else { return };
        for remark in &form.remarks {
            self.remark(remark, ui);
        }
        for field in &form.fields {
            self.field(field, ui);
        }
    }

    /// A line beneath a field that says what is wrong.
    fn wrong(&self, text: &str, ui: &mut Ui) {
        colored(self.cx.tokens.error, text, ui);
    }

    /// Why the last thing done at a place was refused.
    fn refusal(&self, path: &FormPath, ui: &mut Ui) {
        if let Some(error) = self.state.refused.get(&path.to_string()) {
            self.wrong(&error.to_string(), ui);
        }
    }

    fn remark(&self, remark: &gait_core::Remark, ui: &mut Ui) {
        let color = crate::widgets::badge::color(self.cx.tokens, remark.severity);
        let text = format!("{}: {}", remark.severity.name(), remark.message);
        let response = colored(color, &text, ui);
        if let Some(help) = &remark.help {
            response.on_hover_text(help);
        }
    }
}

/// A small line in a colour.
fn colored(color: Color32, text: &str, ui: &mut Ui) -> egui::Response {
    ui.add(egui::Label::new(RichText::new(text).small().color(color)).wrap())
}
