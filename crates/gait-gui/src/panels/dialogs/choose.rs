//! A field with a list of what can be chosen beneath it.

use egui::{Align, Button, Key, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use super::pressed;
use crate::vm::picker::{Choice, Picker};
use crate::widgets::selecting::select;

/// How high the list is, in points.
const HEIGHT: f32 = 260.0;

/// Draws the field; the keys that move in the list are taken from it. Whether Enter was pressed.
pub(super) fn field(picker: &mut Picker, hint: &str, count: usize, ui: &mut Ui) -> bool {
    let chosen = picker.chosen;
    if pressed(ui.ctx(), Key::ArrowDown) {
        let next = picker.chosen.map_or(0, |chosen| chosen + 1);
        picker.chosen = Some(next.min(count.saturating_sub(1))).filter(|_| count > 0);
    }
    if pressed(ui.ctx(), Key::ArrowUp) {
        picker.chosen = picker.chosen.and_then(|chosen| chosen.checked_sub(1));
    }
    picker.has_moved = picker.chosen != chosen;
    let is_here = ui.memory(|memory| memory.has_focus(id()));
    // Where nothing can be completed, the key goes on to the answers, as everywhere.
    let completed = picker.completed();
    let locks = completed.is_some();
    if let Some(completed) = completed.filter(|_| is_here && pressed(ui.ctx(), Key::Tab)) {
        picker.typed = completed;
        picker.chosen = None;
        move_to_end(picker, ui);
    }
    if picker.selects && select(&picker.typed, picker.name(), id(), ui) {
        picker.selects = false;
    }
    let enter = is_here && pressed(ui.ctx(), Key::Enter);
    let field = TextEdit::singleline(&mut picker.typed)
        .id(id())
        .hint_text(hint)
        .lock_focus(locks)
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::text_edit(true, "", picker.typed.as_str(), hint));
    if response.changed() {
        picker.chosen = None;
    }
    if !picker.is_ready {
        picker.is_ready = true;
        picker.selects = true;
        response.request_focus();
    }
    enter
}

fn id() -> egui::Id {
    egui::Id::unique("dialog field")
}

/// Puts the caret behind what was completed.
fn move_to_end(picker: &Picker, ui: &Ui) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = TextEdit::load_state(ui.ctx(), id()).unwrap_or_default();
    let end = CCursor::new(picker.typed.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), id());
}

/// Takes a folder, or hands back what was chosen.
pub(super) fn taken(picker: &mut Picker, choice: &Choice, ui: &Ui) -> Option<String> {
    if !choice.is_folder {
        return Some(choice.typed.clone());
    }
    picker.take(choice);
    move_to_end(picker, ui);
    None
}

/// Draws the list. Which of it was clicked.
pub(super) fn list(picker: &Picker, choices: &[Choice], nothing: &str, ui: &mut Ui) -> Option<usize> {
    let mut clicked = None;
    let scroll =
        ScrollArea::vertical().max_height(HEIGHT).min_scrolled_height(HEIGHT).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        ui.set_min_height(HEIGHT);
        for (i, choice) in choices.iter().enumerate() {
            let is_chosen = picker.chosen == Some(i);
            let button =
                Button::selectable(is_chosen, &choice.label).min_size(vec2(ui.available_width(), 0.0));
            let response = ui.add(button);
            if is_chosen && picker.has_moved {
                response.scroll_to_me(Some(Align::Center));
            }
            if response.clicked() {
                clicked = Some(i);
            }
        }
        if choices.is_empty() {
            ui.weak(nothing);
        }
    });
    clicked
}
