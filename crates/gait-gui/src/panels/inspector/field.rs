//! Fields and the controls they are filled in with.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, CollapsingHeader, ComboBox, FontId, Key, Label, Layout, Response, RichText, Stroke, TextEdit, Ui,
    vec2,
};
use gait_core::{Control, Field, FormPath, Item, Notation, NotationTable, Part, Says};

use super::picker::Purpose;
use super::{Desk, Draft, Line, line_id};
use crate::request::Request;
use crate::theme::Tokens;
use crate::vm::inspector::act::{Act, title};
use crate::vm::inspector::{SlotVm, capital};
use crate::widgets::selecting::select;

/// The width of the names of fields, in points.
const LABEL: f32 = 96.0;
/// However deep a field is, its name has this much room.
const LEAST_LABEL: f32 = 60.0;
/// What the button behind a control needs, in points.
pub(super) const BUTTON: f32 = 40.0;

/// What stands before a control.
#[derive(Clone, Copy)]
pub(super) struct Caption<'a> {
    /// The name.
    pub(super) label: &'a str,
    /// What it means; empty if that goes without saying.
    pub(super) doc: &'a str,
    /// Whether a value must stand there.
    pub(super) required: bool,
    /// What holds when nothing does.
    pub(super) default: Option<&'a str>,
    /// The element's place in its list and the length of that, if it is one: it has a menu then.
    pub(super) element: Option<(usize, usize)>,
}

impl<'a> Caption<'a> {
    /// A name that goes without saying more.
    pub(super) const fn plain(label: &'a str) -> Self {
        Self { label, doc: "", required: true, default: None, element: None }
    }
}

impl Desk<'_> {
    /// A field with its name before it.
    pub(super) fn field(&mut self, field: &Field, ui: &mut Ui) {
        let label = title(field);
        let (doc, required, default) = (field.doc, field.required, field.default);
        let caption = Caption { label: &label, doc, required, default, element: None };
        match &field.item.control {
            Control::Fields { fields, .. } => self.nested(&caption, &field.item, fields, ui),
            _ => self.item(&caption, &field.item, ui),
        }
    }

    /// Several fields: lines first, then what is longer.
    pub(super) fn fields<'f>(&mut self, fields: impl Iterator<Item = &'f Field>, ui: &mut Ui) {
        let all: Vec<&Field> = fields.collect();
        let has_parts = all.iter().any(|field| has_parts(field));
        let shown = all.into_iter().filter(|field| !(has_parts && is_in_parts(field)));
        let (lines, groups): (Vec<&Field>, Vec<&Field>) = shown.partition(|field| {
            !matches!(field.item.control, Control::Fields { .. } | Control::List { .. } | Control::Map { .. })
        });
        for field in lines.into_iter().chain(groups) {
            self.field(field, ui);
        }
    }

    /// A value with everything in it.
    pub(super) fn item(&mut self, caption: &Caption<'_>, item: &Item, ui: &mut Ui) {
        match &item.control {
            Control::Line { says, value } => {
                self.row(caption, item, ui, |desk, label, ui| {
                    desk.line(&item.path, *says, value.as_deref(), caption, label, ui);
                });
                self.error_of(&item.path, ui);
                if caption.element.is_none() {
                    self.table_of(&item.path, *says, value.as_deref(), true, ui);
                }
            }
            Control::Switch { value } => self.row(caption, item, ui, |desk, label, ui| {
                let chosen = value.map(|value| if value { "true" } else { "false" });
                desk.combo(item, caption, chosen, &[("true", ""), ("false", "")], label, ui);
            }),
            Control::Choice { of, chosen, inside } => {
                self.row(caption, item, ui, |desk, label, ui| {
                    let options: Vec<_> = of.variants.iter().map(|v| (v.name, v.doc.trim())).collect();
                    let chosen = chosen.map(|chosen| of.variants[chosen].name);
                    desk.combo(item, caption, chosen, &options, label, ui);
                });
                if let Some(inside) = inside {
                    ui.indent((item.path.to_string(), "inside"), |ui| self.inside(caption, inside, ui));
                }
            }
            Control::Fields { fields, .. } => self.fields_in(item, fields, ui),
            Control::List { of, items } => self.list(caption, item, of, items, ui),
            Control::Map { key, rows, .. } => self.map(caption, item, *key, rows, ui),
            Control::Unreadable { text } => self.row(caption, item, ui, |desk, _, ui| {
                if let Some(span) = item.span.filter(|_| ui.small_button("Show in the text").clicked()) {
                    desk.cx.requests.send(Request::ShowSource(span));
                }
                ui.add(Label::new(RichText::new(text).monospace()).truncate());
            }),
        }
        for remark in &item.remarks {
            self.remark(remark, ui);
        }
        self.refusal(&item.path, ui);
    }

    /// What a variant holds.
    fn inside(&mut self, caption: &Caption<'_>, inside: &Item, ui: &mut Ui) {
        let label = match &inside.control {
            Control::Fields { fields, .. } => {
                return self.fields(fields.iter(), ui);
            }
            Control::Line { says: Says::Notation(Notation::Date), .. } => "On",
            Control::Choice { .. } => "Why",
            _ => "What",
        };
        self.item(&Caption { doc: caption.doc, ..Caption::plain(label) }, inside, ui);
    }

    /// A struct of its own within the form.
    fn nested(&mut self, caption: &Caption<'_>, item: &Item, fields: &[Field], ui: &mut Ui) {
        let is_written = item.span.is_some();
        let none = if is_written { "" } else { " (none)" };
        let header = CollapsingHeader::new(format!("{}{none}", caption.label));
        let header = header.id_salt(("nested", item.path.to_string(), is_written)).default_open(is_written);
        let shown = header.show(ui, |ui| {
            self.fields_in(item, fields, ui);
            let remove = format!("Remove {}", caption.label.to_lowercase());
            if is_written && !caption.required && ui.small_button(remove).clicked() {
                self.acts.push(Act::Clear(item.path.clone()));
            }
        });
        shown.header_response.on_hover_text(caption.doc);
        for remark in &item.remarks {
            self.remark(remark, ui);
        }
        self.refusal(&item.path, ui);
    }

    /// The fields of a value; of an element of a list those that say something, and the others when asked for.
    fn fields_in(&mut self, item: &Item, fields: &[Field], ui: &mut Ui) {
        let is_element = matches!(item.path.0.last(), Some(Part::Item(_)));
        let says = |field: &&Field| !is_element || field.required || field.item.span.is_some();
        let has_parts = fields.iter().any(has_parts);
        let fields = fields.iter().filter(|field| !(has_parts && is_in_parts(field)));
        let (shown, more): (Vec<&Field>, Vec<&Field>) = fields.partition(says);
        self.fields(shown.into_iter(), ui);
        if more.is_empty() {
            return;
        }
        let header = CollapsingHeader::new(RichText::new("More").small());
        header.id_salt(("more", item.path.to_string())).show(ui, |ui| self.fields(more.into_iter(), ui));
    }

    /// A control with its name before it and the way back to the default behind it.
    fn row(
        &mut self,
        caption: &Caption<'_>,
        item: &Item,
        ui: &mut Ui,
        control: impl FnOnce(&mut Self, &Response, &mut Ui),
    ) {
        ui.horizontal(|ui| {
            let layout = Layout::left_to_right(Align::Center);
            // Controls stand beneath each other, however deep their fields are.
            let width = (self.left + LABEL - ui.cursor().left()).max(LEAST_LABEL);
            let label = ui.allocate_ui_with_layout(vec2(width, 20.0), layout, |ui| {
                ui.set_min_width(width);
                ui.add(Label::new(RichText::new(caption.label).color(self.cx.tokens.weak)).truncate())
            });
            let label = label.inner;
            let label = if caption.doc.is_empty() { label } else { label.on_hover_text(caption.doc) };
            control(self, &label, ui);
            let is_field = matches!(item.path.0.last(), Some(Part::Field(_)));
            if let Some(place) = caption.element {
                self.menu_button(caption.label, place, item, ui);
            } else if item.span.is_some() && !caption.required && is_field {
                self.reset(caption, item, ui);
            }
        });
    }

    fn reset(&mut self, caption: &Caption<'_>, item: &Item, ui: &mut Ui) {
        let back = match caption.default {
            Some(default) => format!("Reset to the default, {default}"),
            None => "Clear".to_owned(),
        };
        let button = ui.small_button("×").on_hover_text(&back);
        if button.accessible_name(format!("Reset {}", caption.label.to_lowercase())).clicked() {
            self.acts.push(Act::Clear(item.path.clone()));
        }
    }

    /// A line of text, taken over when Enter is pressed or the keyboard goes elsewhere. Escape puts it back.
    fn line(
        &mut self,
        path: &FormPath,
        says: Says,
        value: Option<&str>,
        caption: &Caption<'_>,
        label: &Response,
        ui: &mut Ui,
    ) {
        let key = path.to_string();
        let written = value.unwrap_or_default();
        let kept = self.state.drafts.remove(&key).filter(|draft| draft.base == written);
        let fresh = || Draft::of(Line::Value(path.clone()), written);
        let mut draft = kept.unwrap_or_else(fresh);
        let picks = says == Says::Notation(Notation::Exercise);
        let width = ui.available_width() - BUTTON - if picks { 72.0 } else { 0.0 };
        let wrong = draft.error.as_ref().and_then(|error| error.at.clone());
        let tokens = self.cx.tokens;
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, _: f32| {
            let job = marked(text.as_str(), wrong.clone(), tokens);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let id = line_id(&key);
        if self.state.selects == Some(id) && select(&draft.text, 0..draft.text.len(), id, ui) {
            self.state.selects = None;
        }
        let has_error = draft.error.is_some();
        let mut edit = TextEdit::singleline(&mut draft.text)
            .id(id)
            .hint_text(hint(says, caption.default))
            .desired_width(width.max(60.0));
        if has_error {
            edit = edit.layouter(&mut layouter);
        }
        let response = ui.add(edit).labelled_by(label.id);
        if std::mem::take(&mut self.state.wants_focus) {
            response.request_focus();
            self.state.selects = std::mem::take(&mut self.state.wants_all).then_some(id);
        }
        if response.changed() {
            draft.error = None;
        }
        if response.lost_focus() {
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                draft = fresh();
            } else if draft.text != written {
                self.acts.push(Act::Set { path: path.clone(), typed: draft.text.clone() });
            }
        }
        if draft.text != draft.base {
            self.state.drafts.insert(key, draft);
        }
        if picks && ui.small_button("Choose…").clicked() {
            self.pick(Purpose::Set(path.clone()));
        }
    }

    /// What is wrong with what was typed in a line.
    fn error_of(&self, path: &FormPath, ui: &mut Ui) {
        if let Some(error) = self.state.drafts.get(&path.to_string()).and_then(|draft| draft.error.as_ref()) {
            self.wrong(&error.to_string(), ui);
        }
    }

    /// One of several words.
    fn combo(
        &mut self,
        item: &Item,
        caption: &Caption<'_>,
        chosen: Option<&str>,
        options: &[(&str, &str)],
        label: &Response,
        ui: &mut Ui,
    ) {
        let unset = caption
            .default
            .map_or_else(|| "not said".to_owned(), |default| format!("{} (default)", spoken(default)));
        let shown = chosen.map_or_else(
            || RichText::new(unset).color(self.cx.tokens.weak),
            |name| RichText::new(spoken(name)),
        );
        let width = (ui.available_width() - BUTTON).max(60.0);
        let combo = ComboBox::from_id_salt(("form", item.path.to_string()))
            .selected_text(shown)
            .width(width)
            .truncate();
        let response = combo.show_ui(ui, |ui| {
            for (name, doc) in options {
                let option = ui.selectable_label(chosen == Some(name), spoken(name));
                let option = if doc.is_empty() { option } else { option.on_hover_text(*doc) };
                if option.clicked() {
                    self.acts.push(Act::Set { path: item.path.clone(), typed: (*name).to_owned() });
                }
            }
        });
        response.response.labelled_by(label.id);
    }

    /// A slot of the pattern, to be written anew for one date.
    pub(super) fn date_slot(&mut self, slot: &SlotVm, ui: &mut Ui) {
        let doc = "What stands on this date instead of the pattern, in slot notation";
        let caption = Caption { doc, ..Caption::plain("Slot") };
        let control = Control::Line { says: Says::Notation(Notation::Slot), value: Some(slot.text.clone()) };
        let item = Item { path: slot.path.clone(), span: None, control, remarks: Vec::new() };
        self.item(&caption, &item, ui);
        if !slot.becomes.is_empty() {
            let text = format!("On this date it comes to {}", slot.becomes);
            ui.add(Label::new(RichText::new(text).small().color(self.cx.tokens.weak)).wrap());
        }
    }
}

impl Draft {
    pub(super) fn of(line: Line, written: &str) -> Self {
        Self { of: line, base: written.to_owned(), text: written.to_owned(), error: None }
    }

    /// What it asks for, if it says something else than the plan.
    pub(super) fn act(&self) -> Option<Act> {
        if self.text == self.base {
            return None;
        }
        let typed = self.text.clone();
        match &self.of {
            Line::Value(path) => Some(Act::Set { path: path.clone(), typed }),
            Line::Key(entry) => Some(Act::Rename { entry: entry.clone(), to: typed }),
            Line::NewKey => None,
        }
    }
}

/// Whether a field is a slot whose parts are shown beneath it.
pub(super) fn has_parts(field: &Field) -> bool {
    let Control::Line { says: Says::Notation(Notation::Slot), value: Some(value) } = &field.item.control
    else {
        return false;
    };
    NotationTable::read(Notation::Slot, value).is_some()
}

/// Whether a field that says nothing can be filled in among the parts of its slot.
pub(super) fn is_in_parts(field: &Field) -> bool {
    matches!(field.name, "at" | "optional") && field.item.span.is_none()
}

/// A text with what is wrong in it underlined: all of it, if no part is named.
fn marked(text: &str, wrong: Option<Range<usize>>, tokens: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let format =
        |color, underline| TextFormat { underline, ..TextFormat::simple(FontId::proportional(13.0), color) };
    let wrong = wrong.filter(|at| text.get(at.clone()).is_some()).unwrap_or(0..text.len());
    job.append(&text[..wrong.start], 0.0, format(tokens.text, Stroke::NONE));
    let line = Stroke::new(1.5, tokens.error);
    job.append(&text[wrong.clone()], 0.0, format(tokens.error, line));
    job.append(&text[wrong.end..], 0.0, format(tokens.text, Stroke::NONE));
    job
}

/// How a variant is read: `RacePrep` is `Race prep`, `true` is `Yes`.
fn spoken(name: &str) -> String {
    match name {
        "true" => return "Yes".to_owned(),
        "false" => return "No".to_owned(),
        short if short.len() <= 3 => return short.to_owned(),
        _ => {}
    }
    let mut out = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.push(letter.to_ascii_lowercase());
    }
    capital(&out)
}

/// What stands in an empty field.
fn hint(says: Says, default: Option<&str>) -> String {
    match (default, says.example()) {
        (Some(default), _) => format!("{default} (default)"),
        (None, "") => String::new(),
        (None, example) => format!("for instance {example}"),
    }
}
