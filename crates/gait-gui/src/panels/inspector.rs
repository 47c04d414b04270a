//! The inspector: a form for what is selected, with what the calendar makes of it and what an edit would change.

mod field;
mod head;
mod list;
mod map;
mod picker;
mod table;

use std::collections::BTreeMap;

use egui::{Label, Panel, RichText, ScrollArea, Sense, Ui};
use gait_core::{CellError, FieldError, FormPath, NotationTable, Reach, Units};

use super::Cx;
use crate::document::Document;
use crate::editor::State;
use crate::request::Request;
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
    /// The first line of the form is to have the keyboard.
    wants_focus: bool,
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
    /// Gives the keyboard to the first line of the form.
    pub const fn focus(&mut self) {
        self.wants_focus = true;
    }

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
    /// Where the names of fields begin.
    left: f32,
}

/// Draws the panel.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let state = &mut state.inspector;
    state.refresh(cx.document, cx.preferences.units);
    let Some((key, vm)) = state.shown.take() else { return };
    let mut desk = Desk { cx, vm: &vm, state, acts: Vec::new(), left: 0.0 };
    Panel::right("inspector").default_size(360.0).min_size(300.0).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(4.0);
            desk.left = ui.cursor().left();
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
        self.fields(form.fields.iter(), ui);
    }

    /// A line beneath a field that says what is wrong.
    fn wrong(&self, text: &str, ui: &mut Ui) {
        ui.add(Label::new(RichText::new(text).small().color(self.cx.tokens.error)).wrap());
    }

    /// Why the last thing done at a place was refused.
    fn refusal(&self, path: &FormPath, ui: &mut Ui) {
        if let Some(error) = self.state.refused.get(&path.to_string()) {
            self.wrong(&error.to_string(), ui);
        }
    }

    /// A problem where it stands, with the way to its text.
    fn remark(&self, remark: &gait_core::Remark, ui: &mut Ui) {
        let color = crate::widgets::badge::color(self.cx.tokens, remark.severity);
        let text =
            RichText::new(format!("{}: {}", remark.severity.name(), remark.message)).small().color(color);
        let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
        let help = remark.help.as_deref().unwrap_or("Show in the text");
        if response.on_hover_text(format!("{}\n{help}", remark.code)).clicked() {
            self.cx.requests.send(Request::ShowSource(remark.span));
        }
    }
}
