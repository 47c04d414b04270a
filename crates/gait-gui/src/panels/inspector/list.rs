//! Lists: elements that can be moved, taken out, put in and grouped.

use egui::{Button, RichText, Ui};
use gait_core::{Control, Item, Kind, Notation, Part};

use super::Desk;
use super::field::Caption;
use super::picker::Purpose;
use crate::vm::inspector::act::Act;
use crate::vm::inspector::capital;

impl Desk<'_> {
    pub(super) fn list(&mut self, list: &Item, of: &'static Kind, items: &[Item], ui: &mut Ui) {
        let what = what(list);
        for (index, item) in items.iter().enumerate() {
            self.element(&what, index, items.len(), item, ui);
        }
        let is_lift = has_lifts(of);
        let words = if is_lift { format!("Add {what}…") } else { format!("Add {what}") };
        if ui.small_button(words).clicked() {
            if is_lift {
                self.pick(Purpose::Add(list.path.clone()));
            } else {
                self.acts.push(Act::Add { list: list.path.clone(), typed: None });
            }
        }
    }

    fn element(&mut self, what: &str, index: usize, count: usize, item: &Item, ui: &mut Ui) {
        let name = capital(&format!("{what} {}", index + 1));
        let is_group = matches!(item.control, Control::List { .. });
        ui.horizontal(|ui| {
            let kind = if is_group { format!("{name}, a superset") } else { name.clone() };
            ui.label(RichText::new(kind).small().color(self.cx.tokens.weak));
            let menu = ui.menu_button("…", |ui| self.menu(index, count, item, ui));
            menu.response.accessible_name(format!("{name} menu"));
        });
        ui.indent(item.path.to_string(), |ui| {
            let caption = Caption { label: &name, doc: "", required: true, default: None };
            self.item(&caption, item, ui);
        });
    }

    fn menu(&mut self, index: usize, count: usize, item: &Item, ui: &mut Ui) {
        let path = &item.path;
        let mut act = None;
        if ui.add_enabled(index > 0, Button::new("Move up")).clicked() {
            act = Some(Act::Move { item: path.clone(), to: index - 1 });
        }
        if ui.add_enabled(index + 1 < count, Button::new("Move down")).clicked() {
            act = Some(Act::Move { item: path.clone(), to: index + 1 });
        }
        let is_lift = matches!(&item.control, Control::Fields { of, .. } if of.name == "LiftFields");
        let depth = path.0.iter().rev().take_while(|part| matches!(part, Part::Item(_))).count();
        if is_lift && depth == 1 && ui.button("Make a superset").clicked() {
            act = Some(Act::AsList(path.clone()));
        }
        let holds = if let Control::List { items, .. } = &item.control { items.len() } else { 0 };
        if holds == 1 && ui.button("Make a single lift").clicked() {
            act = Some(Act::AsSingle(path.clone()));
        }
        if ui.button("Remove").clicked() {
            act = Some(Act::Clear(path.clone()));
        }
        if let Some(act) = act {
            self.acts.push(act);
            ui.close();
        }
    }
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
    match field.unwrap_or("element") {
        "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" | "days" => "session".to_owned(),
        "week" | "volume" => "week".to_owned(),
        "warm_up" => "lift".to_owned(),
        "familiar" => "exercise".to_owned(),
        "ramp" => "step".to_owned(),
        "health" => "condition".to_owned(),
        name => name.strip_suffix('s').unwrap_or(name).replace('_', " "),
    }
}
