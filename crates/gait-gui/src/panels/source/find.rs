//! The bar above the text in which words are looked for.

use std::ops::Range;

use egui::text_edit::TextEditState;
use egui::{Id, Key, Modifiers, Response, RichText, TextEdit, Ui};
use gait_core::Span;

use super::{SourceState, caret};
use crate::panels::Cx;
use crate::vm::source::{SourceVm, find, to_u32};
use crate::widgets::selecting::select;

/// What stands beside the field, in points.
const TOOLS: f32 = 178.0;
/// The count of matches, in points: the buttons stay where they are.
const COUNT: f32 = 84.0;
/// The field is at least so wide.
const LEAST: f32 = 60.0;

/// What is looked for, and where it is.
#[derive(Clone, Default, Debug)]
pub(super) struct Find {
    words: String,
    /// The version and the words that the matches are of: they are looked for once.
    of: Option<(u64, String)>,
    /// In bytes of the shown text, sorted and apart.
    matches: Vec<Span>,
    /// The match that was gone to.
    current: Option<usize>,
    /// Where the caret was: what is typed is looked for from there on.
    from: u32,
    /// The bar is to get the keyboard in this frame.
    asks: bool,
    /// All of the words are to be selected, once the field has the keyboard.
    selects: bool,
}

impl Find {
    /// The match that was gone to.
    pub(super) fn current(&self) -> Option<Span> {
        self.matches.get(self.current?).copied()
    }

    /// The matches in a part of the text.
    pub(super) fn within(&self, part: Range<u32>) -> impl Iterator<Item = Span> {
        let first = self.matches.partition_point(|found| found.end <= part.start);
        self.matches.iter().skip(first).take_while(move |found| found.start < part.end).copied()
    }

    /// Finds the words anew if they are others, or if the text is another one. Whether the words are.
    fn refresh(&mut self, version: u64, text: &str) -> bool {
        let is_typed = self.of.as_ref().is_none_or(|(_, words)| *words != self.words);
        if !is_typed && self.of.as_ref().is_some_and(|(of, _)| *of == version) {
            return false;
        }
        let stood = self.current();
        self.matches = find(text, &self.words);
        self.of = Some((version, self.words.clone()));
        self.current = stood.and_then(|stood| self.matches.iter().position(|found| *found == stood));
        is_typed
    }

    /// The first match from a place on, or of all.
    fn next_from(&self, at: u32) -> Option<usize> {
        let next = self.matches.partition_point(|found| found.start < at);
        (!self.matches.is_empty()).then_some(if next < self.matches.len() { next } else { 0 })
    }

    /// Goes to the next match or the one before, from the last to the first and back.
    fn step(&mut self, back: bool) {
        let count = self.matches.len();
        self.current = match (self.current, back) {
            _ if count == 0 => None,
            (Some(current), true) => Some((current + count - 1) % count),
            (Some(current), false) => Some((current + 1) % count),
            (None, true) => self.next_from(self.from).map(|next| (next + count - 1) % count),
            (None, false) => self.next_from(self.from),
        };
    }

    /// `3 of 12`
    fn count(&self) -> String {
        match (self.words.is_empty(), self.matches.len(), self.current) {
            (true, ..) => String::new(),
            (_, 0, _) => "Not found".to_owned(),
            (_, count, Some(current)) => format!("{} of {count}", current + 1),
            (_, count, None) => format!("{count} found"),
        }
    }
}

impl SourceState {
    /// Opens the bar, or gives it the keyboard again.
    pub fn find(&mut self) {
        self.find.get_or_insert_default().asks = true;
    }

    /// Whether the bar is open.
    #[must_use]
    pub const fn is_finding(&self) -> bool {
        self.find.is_some()
    }

    /// Closes the bar; the text has the keyboard then, with what was found selected.
    pub(super) fn stop_finding(&mut self, ui: &Ui) {
        self.selects = self.find.take().and_then(|find| find.current());
        ui.memory_mut(|memory| memory.request_focus(super::id()));
    }
}

/// The field of the bar.
fn id() -> Id {
    Id::unique("words to find in the text")
}

/// Draws the bar, if it is open.
pub(super) fn show(cx: &Cx<'_>, vm: &SourceVm, source: &mut SourceState, ui: &mut Ui) {
    let Some(mut find) = source.find.take() else { return };
    if std::mem::take(&mut find.asks) {
        begin(&mut find, source, ui);
    }
    if find.selects && select(&find.words, 0..find.words.len(), id(), ui) {
        find.selects = false;
    }
    // Shift first: Enter alone would take both.
    let has_keys = ui.memory(|memory| memory.has_focus(id()));
    let pressed = |modifiers| has_keys && ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
    let (mut back, mut on) = (pressed(Modifiers::SHIFT), pressed(Modifiers::NONE));
    let mut left = false;
    let mut closed = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - TOOLS).max(LEAST);
        let field = TextEdit::singleline(&mut find.words).id(id()).hint_text("Find").desired_width(width);
        let field = ui.add(field).accessible_name("Find in the text");
        let mut button = |mark: &str, words: &str, ui: &mut Ui| {
            let button = ui.small_button(mark).accessible_name(words).on_hover_text(words);
            left |= button.lost_focus();
            button.clicked()
        };
        back |= button("↑", "Previous match (Shift+Enter)", ui);
        on |= button("↓", "Next match (Enter)", ui);
        closed = button("×", "Close (Escape)", ui);
        left |= field.lost_focus();
        count(cx, &find, ui);
    });
    let is_typed = find.refresh(cx.document.version(), &vm.shown.text);
    if is_typed {
        find.current = find.next_from(find.from);
    } else if back || on {
        find.step(back);
    }
    let goes = is_typed || back || on;
    let found = find.current().filter(|_| goes);
    source.find = Some(find);
    if let Some(found) = found {
        source.asked = None;
        source.scroll_to = Some(vm.position(found.start));
    }
    if closed || (left && ui.input(|input| input.key_pressed(Key::Escape))) {
        source.stop_finding(ui);
    }
}

/// Gives the bar the keyboard; what is selected in the text is looked for.
fn begin(find: &mut Find, source: &SourceState, ui: &Ui) {
    let selected = TextEditState::load(ui.ctx(), super::id()).and_then(|state| state.cursor.char_range());
    let [from, to] = selected.map_or([source.caret; 2], |range| {
        range.sorted_cursors().map(|caret| caret::to_bytes(&source.scratch, caret))
    });
    find.from = to_u32(from);
    let words = source.scratch.get(from..to).unwrap_or_default();
    if !words.is_empty() && !words.contains('\n') {
        words.clone_into(&mut find.words);
    }
    find.selects = true;
    ui.memory_mut(|memory| memory.request_focus(id()));
}

fn count(cx: &Cx<'_>, find: &Find, ui: &mut Ui) -> Response {
    let is_missing = find.matches.is_empty();
    let color = if is_missing { cx.tokens.warning } else { cx.tokens.weak };
    let words = RichText::new(find.count()).small().color(color);
    ui.add_sized([COUNT, ui.spacing().interact_size.y], egui::Label::new(words).truncate())
}
