//! Selecting in a field what stands in it, so that what is typed takes its place.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Ui};

/// Selects a part of the text of a field, in bytes, before the field is drawn. A field loses what is selected in it until it
/// has had the keyboard for a frame: whether it is selected now; if not, it is to be asked for again.
pub(crate) fn select(text: &str, part: Range<usize>, id: Id, ui: &Ui) -> bool {
    if !ui.memory(|memory| memory.owns_ime_events(id)) {
        return false;
    }
    let at = |byte| CCursor::new(text.get(..byte).unwrap_or(text).chars().count());
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(at(part.start), at(part.end))));
    state.store(ui.ctx(), id);
    true
}
