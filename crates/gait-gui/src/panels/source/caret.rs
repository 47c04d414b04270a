//! The caret of the field: egui counts characters, everything else counts bytes.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Event, Id, Key, Ui};
use gait_core::{carried, changes};

use super::buffer;
use crate::vm::source::to_u32;

/// Where a caret is, in bytes.
pub(super) fn to_bytes(text: &str, caret: CCursor) -> usize {
    text.char_indices().nth(caret.index.0).map_or(text.len(), |(at, _)| at)
}

/// The caret at a byte.
pub(super) fn at_byte(text: &str, at: usize) -> CCursor {
    let before = text.get(..at).unwrap_or(text);
    CCursor::new(before.chars().count())
}

/// Puts the caret of a field somewhere, in bytes; the first of both is where the selection began.
pub(super) fn put(text: &str, from: usize, to: usize, id: Id, ui: &Ui) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(at_byte(text, from), at_byte(text, to));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Carries the caret into a new text; `jumps` puts it behind what has changed. Where it is then.
pub(super) fn carry(old: &str, new: &str, jumps: bool, id: Id, ui: &Ui) -> usize {
    let Some(range) = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range()) else {
        return 0;
    };
    let edits = changes(old, new);
    let carry = |caret| {
        let at = carried(to_u32(to_bytes(old, caret)), &edits) as usize;
        at.min(new.len())
    };
    let (mut from, mut to) = (carry(range.secondary), carry(range.primary));
    if jumps && let Some(last) = edits.last() {
        to = carried(last.span.end, &edits) as usize;
        from = to;
    }
    put(new, from, to, id, ui);
    to
}

/// Moves the selected lines in or out, if `Tab` was pressed on a selection, or `Shift+Tab`. Whether they were.
pub(super) fn indent(text: &mut String, id: Id, ui: &Ui) -> bool {
    let Some(range) = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range()) else {
        return false;
    };
    let [from, to] = range.sorted_cursors().map(|caret| to_bytes(text, caret));
    let several = text.get(from..to).is_some_and(|selected| selected.contains('\n'));
    let presses = ui.input_mut(|input| {
        let mut presses = Vec::new();
        input.events.retain(|event| match event {
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. }
                if modifiers.shift || (several && modifiers.is_none()) =>
            {
                presses.push(modifiers.shift);
                false
            }
            _ => true,
        });
        presses
    });
    let before = text.len();
    let mut selection = from..to;
    for out in &presses {
        selection = buffer::indent(text, selection, *out);
    }
    if presses.is_empty() {
        return false;
    }
    put(text, selection.start, selection.end, id, ui);
    text.len() != before
}
