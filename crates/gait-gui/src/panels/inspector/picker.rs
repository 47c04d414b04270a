//! The choice of an exercise: by its name, the movement, a muscle, or what it needs.

use egui::text::LayoutJob;
use egui::{
    Button, ComboBox, FontId, Id, Key, Modal, Modifiers, Popup, Response, RichText, ScrollArea, TextEdit,
    TextFormat, Ui,
};
use gait_core::{ExerciseHit, ExerciseQuery, Facets, FormPath, Notation, NotationTable};

use super::Desk;
use crate::vm::inspector::act::Act;

/// What the chosen exercise is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    /// It is the value.
    Set(FormPath),
    /// It takes the place of the one in a lift, whose notation this is.
    Lift(FormPath, String),
    /// A new lift of a list.
    Add(FormPath),
    /// A new entry of a map.
    AddEntry(FormPath),
}

/// An open choice.
#[derive(Clone, Debug)]
pub(super) struct Picker {
    purpose: Purpose,
    query: ExerciseQuery,
    /// What was found, and by which query.
    found: Option<(ExerciseQuery, Vec<ExerciseHit>)>,
    chosen: usize,
}

impl Desk<'_> {
    pub(super) fn pick(&mut self, purpose: Purpose) {
        let query = ExerciseQuery::default();
        self.state.picker = Some(Picker { purpose, query, found: None, chosen: 0 });
    }
}

/// Draws the choice, if it is open.
pub(super) fn show(desk: &mut Desk<'_>, ui: &Ui) {
    let Some(mut picker) = desk.state.picker.take() else { return };
    if picker.found.as_ref().is_none_or(|(of, _)| *of != picker.query) {
        let hits = desk.cx.document.snapshot().exercises(&picker.query);
        picker.found = Some((picker.query.clone(), hits));
        picker.chosen = 0;
    }
    let modal = Modal::new(Id::unique("exercises")).show(ui.ctx(), |ui| picker.contents(desk, ui));
    match &modal.inner {
        Some(id) => desk.acts.extend(picker.purpose.act(id)),
        None if modal.should_close() => {}
        None => desk.state.picker = Some(picker),
    }
}

impl Picker {
    /// The exercise that was chosen.
    fn contents(&mut self, desk: &Desk<'_>, ui: &mut Ui) -> Option<String> {
        ui.set_width(480.0_f32.min(ui.ctx().content_rect().width() - 40.0));
        let is_choosing = Popup::is_any_open(ui.ctx());
        let pressed = |key| !is_choosing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (up, down, enter) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter));
        ui.heading("Choose an exercise");
        let edit = TextEdit::singleline(&mut self.query.text)
            .hint_text("Name, movement, muscle or equipment")
            .desired_width(f32::INFINITY);
        let edit = ui.add(edit).accessible_name("Search exercises");
        if !is_choosing {
            edit.request_focus();
        }
        self.facets(&desk.vm.facets, ui);
        let hits = self.found.as_ref().map_or(&[][..], |(_, hits)| hits.as_slice());
        let last = hits.len().saturating_sub(1);
        self.chosen = match (up, down) {
            (true, _) => self.chosen.saturating_sub(1),
            (_, true) => (self.chosen + 1).min(last),
            _ => self.chosen,
        };
        let count =
            if hits.len() == 1 { "1 exercise".to_owned() } else { format!("{} exercises", hits.len()) };
        ui.label(RichText::new(count).small().color(desk.cx.tokens.weak));
        let mut picked = hits.get(self.chosen).filter(|_| enter).map(|hit| hit.id.clone());
        let area = ScrollArea::vertical().max_height(320.0).min_scrolled_height(320.0).auto_shrink(false);
        area.show(ui, |ui| {
            for (index, hit) in hits.iter().enumerate() {
                let response = row(desk, hit, index == self.chosen, ui);
                if index == self.chosen && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    picked = Some(hit.id.clone());
                }
            }
        });
        picked
    }

    fn facets(&mut self, facets: &Facets, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            facet("Movement", &mut self.query.pattern, &facets.patterns, ui);
            facet("Muscle", &mut self.query.muscle, &facets.muscles, ui);
            let needs = facets.equipment.iter().map(String::as_str);
            let needs: Vec<(&str, &str)> = needs.map(|need| (need, need)).collect();
            let mut chosen = self
                .query
                .equipment
                .as_deref()
                .and_then(|chosen| needs.iter().map(|(need, _)| *need).find(|need| *need == chosen));
            facet("Equipment", &mut chosen, &needs, ui);
            self.query.equipment = chosen.map(str::to_owned);
        });
    }
}

/// One thing exercises are told apart by.
fn facet<'f>(name: &str, chosen: &mut Option<&'f str>, options: &[(&'f str, &'f str)], ui: &mut Ui) {
    let words = chosen.and_then(|key| options.iter().find(|(k, _)| *k == key)).map(|(_, words)| *words);
    let shown = words.map_or_else(|| RichText::new(name).weak(), RichText::new);
    let combo = ComboBox::from_id_salt(("facet", name)).selected_text(shown).width(130.0).height(360.0);
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, format!("Any {}", name.to_lowercase()));
        for (key, words) in options {
            ui.selectable_value(chosen, Some(*key), *words);
        }
    });
    response.response.accessible_name(name);
}

fn row(desk: &Desk<'_>, hit: &ExerciseHit, is_chosen: bool, ui: &mut Ui) -> Response {
    let needs = if hit.equipment.is_empty() { "no equipment".to_owned() } else { hit.equipment.join(", ") };
    let muscles = hit.muscles.join(", ");
    let about: Vec<&str> =
        [hit.pattern, &muscles, &needs].into_iter().filter(|part| !part.is_empty()).collect();
    let about = about.join(" · ");
    let tokens = desk.cx.tokens;
    let format = |size, color| TextFormat::simple(FontId::proportional(size), color);
    let mut text = LayoutJob::default();
    text.append(&hit.name, 0.0, format(13.0, tokens.text));
    if hit.is_used {
        text.append("in the plan", 8.0, format(11.0, tokens.accent));
    }
    text.append(&format!("\n{about}"), 0.0, format(11.0, tokens.weak));
    let button = Button::selectable(is_chosen, text).wrap().min_size(egui::vec2(ui.available_width(), 0.0));
    let response = ui.add(button).accessible_name(format!("{}, {about}", hit.name));
    if hit.cue.is_empty() { response } else { response.on_hover_text(&hit.cue) }
}

impl Purpose {
    /// What is to be done with the exercise.
    fn act(&self, id: &str) -> Option<Act> {
        Some(match self {
            Self::Set(path) => Act::Set { path: path.clone(), typed: id.to_owned() },
            Self::Add(list) => Act::Add { list: list.clone(), typed: Some(format!("{id} 3x10 rir 2")) },
            Self::AddEntry(map) => Act::AddEntry { map: map.clone(), key: id.to_owned() },
            Self::Lift(path, text) => {
                let table = NotationTable::read(Notation::Lift, text)?;
                let NotationTable::Lift(mut table) = table else { return None };
                id.clone_into(&mut table.exercise);
                let typed = NotationTable::Lift(table).text().ok()?;
                Act::Set { path: path.clone(), typed }
            }
        })
    }
}
