//! The inspector: a form for what is selected, with what the calendar makes of it and what an edit would change.

mod field;
mod head;
mod list;
mod map;
mod picker;
mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Id, Label, Panel, RichText, ScrollArea, Sense, Ui};
use gait_core::{CellError, Edit, FieldError, FormPath, Layer, NotationTable, Reach, Units};

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
    /// All of that line is to be selected.
    wants_all: bool,
    /// The line in which all is to be selected, once it has the keyboard.
    selects: Option<Id>,
    /// The text with what is typed, and what that was made of.
    drafted: Option<(u64, Vec<Act>, Arc<str>)>,
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

/// What a line is the text of.
#[derive(Clone, Debug)]
enum Line {
    /// A value.
    Value(FormPath),
    /// The key of an entry.
    Key(FormPath),
    /// The key of an entry that is not there before it is asked for.
    NewKey,
}

/// A line that is being typed.
#[derive(Clone, Debug)]
struct Draft {
    of: Line,
    /// What the plan says.
    base: String,
    text: String,
    error: Option<FieldError>,
}

/// A table that is being filled in.
#[derive(Clone, Debug)]
struct TableDraft {
    path: FormPath,
    /// The notation that the plan has.
    base: String,
    /// The table of that.
    written: NotationTable,
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
            *self = Self {
                of: document.selection().clone(),
                reach: picked.reach,
                wants_focus: picked.wants_focus,
                wants_all: picked.wants_all,
                ..Self::default()
            };
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

/// What is typed and not yet taken over.
enum Pending {
    /// It reads as far as the form can tell.
    Act(Act),
    /// A cell of a table does not.
    Cell(FormPath, CellError),
}

impl InspectorState {
    /// What is typed and not yet taken over. Entries that were never there are not missed.
    fn pending(&self) -> Vec<Pending> {
        let mut out: Vec<Pending> = self.drafts.values().filter_map(Draft::act).map(Pending::Act).collect();
        for (key, draft) in &self.tables {
            if draft.table == draft.written || self.drafts.contains_key(key) {
                continue;
            }
            let path = draft.path.clone();
            match draft.table.text() {
                Ok(typed) if typed == draft.base => {}
                Ok(typed) => out.push(Pending::Act(Act::Set { path, typed })),
                Err(error) => out.push(Pending::Cell(path, error)),
            }
        }
        out
    }

    /// Whether something is typed that is not yet taken over.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        !self.pending().is_empty()
    }

    /// Takes over what is typed: the requests that do it, one by one, as each is about the text that the one before has
    /// made.
    ///
    /// # Errors
    /// If something typed does not read: where the keyboard belongs then, and why.
    pub fn take_next(&mut self, document: &Document) -> Result<Option<Request>, (Id, String)> {
        for pending in self.pending() {
            match pending {
                Pending::Cell(path, error) => {
                    let key = path.to_string();
                    let cell = table::cell_id(&key, error.row, error.column);
                    let words = error.message.clone();
                    if let Some(draft) = self.tables.get_mut(&key) {
                        draft.error = Some(error);
                    }
                    return Err((cell, words));
                }
                Pending::Act(act) => {
                    let request =
                        self.take(document, &act).map_err(|error| (line_id(&key_of(&act)), error))?;
                    if request.is_some() {
                        return Ok(request);
                    }
                }
            }
        }
        Ok(None)
    }

    /// The request for something done, or nothing if all stays as it is. What does not read stays with the reason.
    fn take(&mut self, document: &Document, act: &Act) -> Result<Option<Request>, String> {
        let key = act.path().to_string();
        self.refused.remove(&key);
        let slot = self.shown.as_ref().and_then(|(_, vm)| vm.slot.as_ref());
        match act.request(document, slot) {
            Ok(request) => {
                self.drafts.remove(&key_of(act));
                self.tables.remove(&key);
                Ok(request)
            }
            Err(error) => {
                let words = error.to_string();
                match (act, self.drafts.get_mut(&key)) {
                    (Act::Set { typed, .. }, Some(draft)) if draft.text == *typed => {
                        draft.error = Some(error)
                    }
                    _ => {
                        self.refused.insert(key, error);
                    }
                }
                Err(words)
            }
        }
    }

    /// The text as it would be with what is typed, as far as that reads; nothing if nothing is typed.
    pub fn drafted(&mut self, document: &Document) -> Option<Arc<str>> {
        let acts: Vec<Act> = self
            .pending()
            .into_iter()
            .filter_map(|pending| match pending {
                Pending::Act(act) => Some(act),
                Pending::Cell(..) => None,
            })
            .collect();
        let version = document.version();
        if acts.is_empty() {
            self.drafted = None;
        } else if self.drafted.as_ref().is_none_or(|(of, made_of, _)| (*of, made_of) != (version, &acts)) {
            let text = self.with(document, &acts);
            self.drafted = Some((version, acts, text));
        }
        self.drafted.as_ref().map(|(_, _, text)| Arc::clone(text))
    }

    fn with(&self, document: &Document, acts: &[Act]) -> Arc<str> {
        let slot = self.shown.as_ref().and_then(|(_, vm)| vm.slot.as_ref());
        let mut edits: Vec<Edit> = Vec::new();
        let mut text = Arc::clone(document.text());
        for act in acts {
            let mut more = edits.clone();
            more.extend(act.edits_in(document, slot).unwrap_or_default());
            if let Ok(with) = gait_core::apply(document.text(), &more) {
                (edits, text) = (more, with.into());
            }
        }
        text
    }

    /// Forgets what was typed: it was about another plan.
    pub fn forget(&mut self) {
        *self = Self { reach: self.reach, ..Self::default() };
    }

    /// Shows a session as its slot, where one was just put in, and gives the keyboard to it: what is typed takes its place.
    pub const fn focus_slot(&mut self, layer: Layer) {
        self.reach = Some(match layer {
            Layer::Date => Reach::Date,
            Layer::Pattern => Reach::Slot,
        });
        self.wants_focus = true;
        self.wants_all = true;
    }
}

/// Under which key a line is kept.
fn key_of(act: &Act) -> String {
    match act {
        Act::Rename { entry, .. } => format!("key {entry}"),
        _ => act.path().to_string(),
    }
}

/// The line that is kept under a key.
fn line_id(key: &str) -> Id {
    Id::unique(("form", key))
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
    state.shown = Some((key, vm));
    for act in acts {
        // Where it is refused, the reason stands beneath the field.
        if let Ok(Some(request)) = state.take(cx.document, &act) {
            cx.requests.send(request);
        }
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
