//! Lists: elements that can be moved, taken out, put in and grouped.

use egui::{Button, CollapsingHeader, RichText, Ui};
use gait_core::{Control, Field, Item, Kind, Notation, Part, Says, StructShape};

use super::Desk;
use super::field::{Caption, has_parts, is_in_parts};
use super::picker::Purpose;
use crate::vm::inspector::act::{Act, one_of};
use crate::vm::inspector::capital;

impl Desk<'_> {
    pub(super) fn list(
        &mut self,
        caption: &Caption<'_>,
        list: &Item,
        of: &'static Kind,
        items: &[Item],
        ui: &mut Ui,
    ) {
        let what = what(list);
        ui.horizontal(|ui| {
            let text = RichText::new(caption.label).color(self.cx.tokens.weak);
            let label = ui.label(text);
            if !caption.doc.is_empty() {
                label.on_hover_text(caption.doc);
            }
            if let Some(place) = caption.element {
                self.menu_button(caption.label, place, list, ui);
            }
            if items.is_empty() {
                self.add_button(&what, list, of, ui);
            }
        });
        if items.is_empty() {
            return;
        }
        ui.indent(list.path.to_string(), |ui| {
            for (index, item) in items.iter().enumerate() {
                // The lifts of a superset are told apart from the others.
                let number = match caption.element {
                    Some((outer, _)) => format!("{}.{}", outer + 1, index + 1),
                    None => format!("{}", index + 1),
                };
                let name = capital(&format!("{what} {number}"));
                self.element(&name, (index, items.len()), item, ui);
            }
            self.add_button(&what, list, of, ui);
        });
    }

    fn add_button(&mut self, what: &str, list: &Item, of: &Kind, ui: &mut Ui) {
        let is_lift = has_lifts(of);
        let words = if is_lift { format!("Add {what}…") } else { format!("Add {what}") };
        if !ui.small_button(words).clicked() {
            return;
        }
        if is_lift {
            self.pick(Purpose::Add(list.path.clone()));
        } else {
            self.acts.push(Act::Add { list: list.path.clone(), typed: None });
        }
    }

    /// An element: on one line with its menu, with whatever more it says when asked for.
    fn element(&mut self, name: &str, place: (usize, usize), item: &Item, ui: &mut Ui) {
        let caption = Caption { element: Some(place), ..Caption::plain(name) };
        match &item.control {
            Control::Fields { of, fields } => match one_line(of, fields) {
                Some(main) => {
                    self.item(&caption, &main.item, ui);
                    self.details(name, item, main, fields, ui);
                }
                None => {
                    ui.horizontal(|ui| {
                        ui.label(RichText::new(name).color(self.cx.tokens.weak));
                        self.menu_button(name, place, item, ui);
                    });
                    ui.indent(item.path.to_string(), |ui| self.fields(fields.iter(), ui));
                    self.refusal(&item.path, ui);
                }
            },
            Control::List { .. } => {
                let label = format!("{name}, a superset");
                self.item(&Caption { label: &label, ..caption }, item, ui);
            }
            _ => self.item(&caption, item, ui),
        }
    }

    /// What an element says beside its line: the table of it, and its other fields.
    fn details(&mut self, name: &str, item: &Item, main: &Field, fields: &[Field], ui: &mut Ui) {
        let is_said = |field: &Field| has_parts(main) && is_in_parts(field);
        let others = || fields.iter().filter(|field| field.name != main.name && !is_said(field));
        let said = others().filter(|field| field.item.span.is_some()).map(Field::label);
        let said: Vec<String> = said.map(|label| label.to_lowercase()).collect();
        let words =
            if said.is_empty() { "Details".to_owned() } else { format!("Details, {}", said.join(", ")) };
        let header = CollapsingHeader::new(RichText::new(words).small().color(self.cx.tokens.weak));
        let shown = header.id_salt(("details", item.path.to_string())).show(ui, |ui| {
            if let Control::Line { says, value } = &main.item.control {
                self.table_of(&main.item.path, *says, value.as_deref(), false, ui);
            }
            self.fields(others(), ui);
        });
        shown.header_response.accessible_name(format!("{name} details"));
        for remark in &item.remarks {
            self.remark(remark, ui);
        }
        self.refusal(&item.path, ui);
    }

    pub(super) fn menu_button(&mut self, name: &str, place: (usize, usize), item: &Item, ui: &mut Ui) {
        let menu = ui.menu_button("…", |ui| self.menu(place.0, place.1, item, ui));
        menu.response.accessible_name(format!("{name} menu"));
    }

    fn menu(&mut self, index: usize, count: usize, item: &Item, ui: &mut Ui) {
        // The line of an element is its main field; what is moved is the element.
        let mut path = item.path.clone();
        while !matches!(path.0.last(), Some(Part::Item(_)) | None) {
            path.0.pop();
        }
        let mut act = None;
        if ui.add_enabled(index > 0, Button::new("Move up")).clicked() {
            act = Some(Act::Move { item: path.clone(), to: index - 1 });
        }
        if ui.add_enabled(index + 1 < count, Button::new("Move down")).clicked() {
            act = Some(Act::Move { item: path.clone(), to: index + 1 });
        }
        let is_lift = matches!(&item.control, Control::Line { says: Says::Notation(Notation::Lift), .. });
        let depth = path.0.iter().rev().take_while(|part| matches!(part, Part::Item(_))).count();
        if is_lift && depth == 1 && ui.button("Make a superset").clicked() {
            act = Some(Act::AsList(path.clone()));
        }
        let holds = if let Control::List { items, .. } = &item.control { items.len() } else { 0 };
        if holds == 1 && ui.button("Make a single lift").clicked() {
            act = Some(Act::AsSingle(path.clone()));
        }
        if ui.button("Remove").clicked() {
            act = Some(Act::Clear(path));
        }
        if let Some(act) = act {
            self.acts.push(act);
            ui.close();
        }
    }
}

/// The field that the short form of an element is, if it has one.
fn one_line<'f>(of: &StructShape, fields: &'f [Field]) -> Option<&'f Field> {
    let mut required = fields.iter().filter(|field| field.required && of.name.ends_with("Fields"));
    let (field, None) = (required.next()?, required.next()) else { return None };
    matches!(field.item.control, Control::Line { .. }).then_some(field)
}

/// Whether lifts stand in the list.
fn has_lifts(of: &Kind) -> bool {
    match of {
        Kind::Notation(notation) => *notation == Notation::Lift,
        Kind::OneOf(forms) => forms.iter().any(has_lifts),
        _ => false,
    }
}

/// What one element of a list is called.
fn what(list: &Item) -> String {
    let field = list.path.0.iter().rev().find_map(|part| match part {
        Part::Field(name) => Some(*name),
        _ => None,
    });
    one_of(&field.unwrap_or("element").replace('_', " "))
}
