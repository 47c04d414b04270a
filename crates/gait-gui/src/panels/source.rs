//! The text of the plan: the same that everything else is made of, with colours and the marks of its problems. What is
//! typed here goes into the same history as what is done on the board.

mod buffer;
mod caret;
mod colors;
mod find;
mod large;
mod marks;

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::text_edit::TextEditOutput;
use egui::{
    Align, Event, FontId, Frame, Galley, Id, Key, Layout, Margin, Panel, Rangef, Rect, RichText, ScrollArea,
    Shape, TextBuffer, TextEdit, TextStyle, Ui, UiBuilder, Vec2, vec2,
};
use gait_core::{Join, Span, difference};

use super::Cx;
use crate::editor::State;
use crate::request::Request;
use crate::selection::Selection;
use crate::theme::Tokens;
use crate::vm::source::{MOST_EDITED, SourceVm, moved, selection_at, to_u32};
use crate::widgets::selecting::select;
use buffer::Buffer;

/// How wide the panel is at first, and at least, in points.
const WIDTH: (f32, f32) = (420.0, 240.0);
/// How tall a line is, as a share of the height of its letters.
const LINE: f32 = 1.2;

/// What the panel remembers from frame to frame.
#[derive(Clone, Default, Debug)]
pub struct SourceState {
    /// The text in the field. After typing it is ahead of the document for a frame.
    scratch: String,
    /// The version of the document that the field was last brought in step with.
    version: Option<u64>,
    /// The caret, in bytes.
    caret: usize,
    /// Whether the field has the keyboard.
    has_focus: bool,
    /// What was typed is not checked yet; then what the caret is in gets selected.
    typed: bool,
    /// What was selected in the last frame.
    seen: Selection,
    /// What was selected because the caret is in it: no reason to scroll.
    own: Option<Selection>,
    /// A part of the text that somebody asked to see.
    asked: Option<Span>,
    /// What is marked came from outside, and so is marked over all its lines.
    from_outside: bool,
    /// The line and the column to be scrolled to.
    scroll_to: Option<(usize, usize)>,
    /// Where the text is scrolled to, and how much of it is seen.
    view: Option<Rect>,
    /// How wide the longest line is, in points.
    width: f32,
    colors: Option<Colors>,
    /// The bar in which words are looked for, if it is open.
    find: Option<find::Find>,
    /// What was found last and is to be selected, once the field has the keyboard.
    selects: Option<Span>,
}

/// The text of a version with its colours.
#[derive(Clone, Debug)]
struct Colors {
    of: (u64, u64),
    tokens: &'static Tokens,
    font: FontId,
    job: LayoutJob,
}

/// Bursts of typing in the text are one step.
pub(crate) fn typing() -> Join {
    Join::Typing("source".to_owned())
}

/// The field.
fn id() -> Id {
    Id::unique("source text")
}

/// Draws the panel.
pub(crate) fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let vm = cx.views.source(cx.document);
    let (asked, reveal) = (state.show_source, state.reveal.clone());
    let source = &mut state.source;
    Panel::right("source").resizable(true).default_size(WIDTH.0).min_size(WIDTH.1).show(ui, |ui| {
        head(vm, ui);
        source.look_where_asked(cx, vm, asked, reveal.as_ref());
        let foot = Panel::bottom("source foot").frame(Frame::NONE.inner_margin(Margin::symmetric(0, 3)));
        foot.show(ui, |ui| self::foot(cx, vm, source, ui));
        let is_large = vm.shown.text.len() > MOST_EDITED;
        if !is_large {
            source.keep_in_step(cx, vm, ui);
        }
        find::show(cx, vm, source, ui);
        if is_large {
            large::show(cx, vm, source, ui);
        } else {
            text(cx, vm, source, ui);
        }
    });
}

fn head(vm: &SourceVm, ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.strong("Source");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.weak(&vm.problems));
    });
}

/// Where the caret is, and what is wrong there.
fn foot(cx: &Cx<'_>, vm: &SourceVm, source: &SourceState, ui: &mut Ui) {
    let found = source.find.as_ref().and_then(find::Find::current);
    let (line, column) = vm.position(found.map_or(to_u32(source.caret), |found| found.start));
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("Line {}, column {}", line + 1, column + 1)).small());
        let here = vm.squiggles.iter().rev().find(|m| m.line == line && (m.from..=m.to).contains(&column));
        if let Some(diagnostic) = here.and_then(|mark| cx.document.report().diagnostics.get(mark.diagnostic))
        {
            let color = crate::widgets::badge::color(cx.tokens, diagnostic.severity);
            let words = RichText::new(&diagnostic.message).small().color(color);
            ui.add(egui::Label::new(words).truncate());
        }
    });
}

/// What letters look like.
#[derive(Clone, Debug)]
struct Look {
    font: FontId,
    line: f32,
    letter: f32,
}

impl Look {
    fn new(ui: &Ui) -> Self {
        let font = TextStyle::Monospace.resolve(ui.style());
        let (height, letter) = ui.fonts_mut(|fonts| (fonts.row_height(&font), fonts.glyph_width(&font, '0')));
        Self { font, line: (height * LINE).round(), letter }
    }
}

/// Draws the field with the numbers of its lines.
fn text(cx: &Cx<'_>, vm: &SourceVm, source: &mut SourceState, ui: &mut Ui) {
    let look = Look::new(ui);
    let whole = ui.available_rect_before_wrap();
    ui.painter().rect_filled(whole, 0.0, cx.tokens.field);
    let (gutter, field) = whole.split_left_right_at_x(whole.left() + marks::gutter_width(vm, &look));
    let output = ui
        .scope_builder(UiBuilder::new().max_rect(field).layout(Layout::top_down(Align::Min)), |ui| {
            scrolled(cx, vm, source, &look, field, ui)
        })
        .inner;
    ui.advance_cursor_after_rect(whole);
    marks::gutter(cx, vm, source, &output, &look, gutter, ui);
}

fn scrolled(
    cx: &Cx<'_>,
    vm: &SourceVm,
    source: &mut SourceState,
    look: &Look,
    field: Rect,
    ui: &mut Ui,
) -> TextEditOutput {
    let area = ScrollArea::both().id_salt("source scroll").auto_shrink(false);
    let area = source.scrolled_to(area, vm, look, field.size());
    let shown = area.show(ui, |ui| {
        let under = ui.painter().add(Shape::Noop);
        let mut output = edit(cx, vm, source, look, field.size(), ui);
        ui.painter().set(under, marks::bands(cx, vm, source, &output, look, ui.clip_rect()));
        marks::squiggles(cx, vm, source, &output, look, ui);
        // The steps of this field are in the history of the document.
        output.state.clear_undoer();
        output
    });
    source.view = Some(Rect::from_min_size(shown.state.clamped_offset().to_pos2(), shown.inner_rect.size()));
    shown.inner
}

/// The field itself, and what was typed into it.
fn edit(
    cx: &Cx<'_>,
    vm: &SourceVm,
    source: &mut SourceState,
    look: &Look,
    least: Vec2,
    ui: &mut Ui,
) -> TextEditOutput {
    source.color(cx, vm, look);
    if source.selects.is_some_and(|found| select(&source.scratch, found.range(), id(), ui)) {
        source.selects = None;
    }
    let pasted = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Paste(_))));
    let indented = source.has_focus && caret::indent(&mut source.scratch, id(), ui);
    let size = vec2((source.width + 4.0 * look.letter).max(least.x), least.y);
    let colors = source.colors.as_ref().map(|colors| &colors.job);
    let mut layouter =
        |ui: &Ui, buffer: &dyn TextBuffer, _wrap: f32| laid_out(cx, vm, colors, look, buffer.as_str(), ui);
    let mut buffer = Buffer(&mut source.scratch);
    let output = TextEdit::multiline(&mut buffer)
        .id(id())
        .frame(Frame::NONE)
        .lock_focus(true)
        .cursor_at_end(false)
        .desired_width(size.x)
        .min_size(size)
        .layouter(&mut layouter)
        .show(ui);
    let response = &output.response.response;
    // Escape in the text leaves the bar first.
    if source.has_focus
        && response.lost_focus()
        && source.is_finding()
        && ui.input(|i| i.key_pressed(Key::Escape))
    {
        source.stop_finding(ui);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label(format!("Source, {}", vm.problems));
    });
    source.width = output.galley.size().x;
    source.has_focus = response.has_focus();
    let changed = response.changed() || indented;
    if changed {
        let name = match (indented, pasted) {
            (true, _) => "Indent lines",
            (_, true) => "Paste into the text",
            _ => "Edit the text",
        };
        source.send(cx, vm, name, if indented || pasted { Join::Never } else { typing() });
    }
    source.follow(cx, vm, &output, changed);
    output
}

/// The text laid out. What is typed in this frame is ahead of the colours by one change.
fn laid_out(
    cx: &Cx<'_>,
    vm: &SourceVm,
    colors: Option<&LayoutJob>,
    look: &Look,
    text: &str,
    ui: &Ui,
) -> Arc<Galley> {
    let job = match (difference(&vm.shown.text, text), colors) {
        (None, Some(job)) => job.clone(),
        (None, None) => colors::job(text, &vm.tokens, cx.tokens, &look.font, look.line),
        (Some(edit), _) => colors::job(text, &moved(&vm.tokens, &edit), cx.tokens, &look.font, look.line),
    };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

impl SourceState {
    /// Makes the text of the document the one in the field; the caret stays where it was in it.
    fn keep_in_step(&mut self, cx: &Cx<'_>, vm: &SourceVm, ui: &Ui) {
        let version = Some(cx.document.version());
        if self.version == version {
            return;
        }
        let is_first = self.version.is_none();
        self.version = version;
        if self.scratch == vm.shown.text {
            return;
        }
        if !is_first {
            // Undo and redo show what they change; whatever else changes leaves the caret between the same letters.
            let jumps = self.has_focus && cx.document.has_travelled();
            self.caret = caret::carry(&self.scratch, &vm.shown.text, jumps, id(), ui);
            if jumps {
                self.scroll_to = Some(vm.position(to_u32(self.caret)));
            }
        }
        self.scratch.clone_from(&vm.shown.text);
        self.asked = None;
    }

    /// Keeps the colours of the version that is shown.
    fn color(&mut self, cx: &Cx<'_>, vm: &SourceVm, look: &Look) {
        let of = cx.document.check_version();
        let is_same = |colors: &Colors| {
            colors.of == of && std::ptr::eq(colors.tokens, cx.tokens) && colors.font == look.font
        };
        if !self.colors.as_ref().is_some_and(is_same) {
            let job = colors::job(&vm.shown.text, &vm.tokens, cx.tokens, &look.font, look.line);
            self.colors = Some(Colors { of, tokens: cx.tokens, font: look.font.clone(), job });
        }
    }

    /// Sends what was typed.
    fn send(&mut self, cx: &Cx<'_>, vm: &SourceVm, name: &str, join: Join) {
        let edits = vm.shown.edits(&self.scratch);
        if edits.is_empty() {
            return;
        }
        self.typed = true;
        let version = cx.document.version();
        cx.requests.send(Request::Edit { version, name: name.to_owned(), edits, join, selection: None });
    }

    /// Selects what the caret is in.
    fn follow(&mut self, cx: &Cx<'_>, vm: &SourceVm, output: &TextEditOutput, changed: bool) {
        let Some(range) = output.cursor_range else { return };
        let caret = caret::to_bytes(&self.scratch, range.primary);
        let has_moved = caret != self.caret;
        self.caret = caret;
        if changed || (!has_moved && !self.typed) {
            return;
        }
        let Some(selection) = selection_at(cx.document, vm.shown.written(to_u32(caret))) else {
            self.typed = false;
            return;
        };
        let typed = std::mem::take(&mut self.typed);
        self.asked = None;
        self.own = Some(selection.clone());
        if selection == *cx.document.selection() {
            return;
        }
        // A caret that goes elsewhere ends a step; one that is moved by what is typed does not.
        if typed {
            cx.requests.send(Request::Follow(selection));
        } else {
            cx.requests.reveal(selection);
        }
    }

    /// Finds what others want to be seen.
    fn look_where_asked(
        &mut self,
        cx: &Cx<'_>,
        vm: &SourceVm,
        asked: Option<Span>,
        reveal: Option<&Selection>,
    ) {
        let selection = cx.document.selection();
        let is_new = self.seen != *selection;
        if is_new {
            self.seen = selection.clone();
            self.asked = None;
        }
        let is_own = self.own.as_ref() == Some(selection);
        if is_new && !is_own {
            self.own = None;
        }
        let wanted = if let Some(span) = asked {
            self.asked = Some(vm.shown.span(span));
            self.asked
        } else if !is_own && (is_new || reveal == Some(selection) || self.version.is_none()) {
            self.marked(cx, vm)
        } else {
            return;
        };
        self.from_outside = true;
        if let Some(span) = wanted {
            self.scroll_to = Some((*vm.lines_of(span).start(), 0));
        }
    }

    /// The part of the shown text that is marked: what somebody asked to see, or what is selected.
    fn marked(&self, cx: &Cx<'_>, vm: &SourceVm) -> Option<Span> {
        let selected = || crate::vm::source::span_of(cx.document, cx.document.selection());
        self.asked.or_else(|| Some(vm.shown.span(selected()?)))
    }

    /// How far to scroll so that a place is in the middle; nothing in a direction in which it is seen already.
    fn offset_of(&self, place: (usize, usize), vm: &SourceVm, look: &Look, field: Vec2) -> [Option<f32>; 2] {
        let middle = |at: f32, letter: f32, seen: Option<Rangef>, size: f32, last: f32| {
            let is_seen = seen.is_some_and(|seen| seen.min <= at && at + letter <= seen.max);
            (!is_seen).then_some((at - size / 2.0).clamp(0.0, last.max(0.0)))
        };
        #[expect(
            clippy::cast_precision_loss,
            reason = "a text has less than 2^24 lines, and so has a line letters"
        )]
        let points = |count: usize, size: f32| count as f32 * size;
        let letters = vm.shown.text.get(vm.line(place.0).range()).map_or(0, |line| line.chars().count());
        let (x, y) = (points(place.1, look.letter), points(place.0, look.line));
        let [across, down] = [self.view.map(|view| view.x_range()), self.view.map(|view| view.y_range())];
        [
            middle(x, look.letter, across, field.x, points(letters, look.letter) - field.x),
            middle(y, look.line, down, field.y, points(vm.lines(), look.line) - field.y),
        ]
    }

    /// Scrolls an area to where somebody wants to look.
    fn scrolled_to(&mut self, area: ScrollArea, vm: &SourceVm, look: &Look, field: Vec2) -> ScrollArea {
        let Some(place) = self.scroll_to.take() else { return area };
        let [x, y] = self.offset_of(place, vm, look, field);
        let area = if let Some(x) = x { area.horizontal_scroll_offset(x) } else { area };
        if let Some(y) = y { area.vertical_scroll_offset(y) } else { area }
    }
}
