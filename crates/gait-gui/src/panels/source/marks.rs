//! What is drawn around the letters: numbers of lines, bands behind what is selected, squiggles under problems.

use egui::epaint::RectShape;
use egui::text::CharIndex;
use egui::text_edit::TextEditOutput;
use egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, Ui, pos2,
    vec2,
};
use gait_core::{Diagnostic, Severity};

use super::{Look, SourceState};
use crate::panels::Cx;
use crate::theme::Tokens;
use crate::vm::source::{SourceVm, Squiggle};
use crate::widgets::badge;

/// Room for the marks of problems beside the numbers, in points.
const MARKS: f32 = 16.0;
/// Between the numbers and the text.
const GAP: f32 = 6.0;

/// How wide the column of line numbers is.
pub(super) fn gutter_width(vm: &SourceVm, look: &Look) -> f32 {
    let digits = vm.lines().max(100).ilog10() + 1;
    #[expect(clippy::cast_precision_loss, reason = "a number has few digits")]
    let digits = digits as f32;
    MARKS + digits * look.letter + GAP
}

/// Where lines are on the screen.
struct Rows<'o> {
    output: &'o TextEditOutput,
    look: &'o Look,
    /// A line that was put in or taken out in this frame, and how many: what is known of the others is a frame behind.
    ahead: Option<(usize, isize)>,
}

impl<'o> Rows<'o> {
    fn new(vm: &SourceVm, source: &SourceState, output: &'o TextEditOutput, look: &'o Look) -> Self {
        let ahead = (source.typed && source.scratch != vm.shown.text).then(|| {
            let line = source.scratch.get(..source.caret).unwrap_or_default().matches('\n').count();
            let grown = output.galley.rows.len().max(1).cast_signed() - vm.lines().cast_signed();
            (line.saturating_add_signed(-grown.max(0)), grown)
        });
        Self { output, look, ahead }
    }

    /// Where a line of the checked text is now.
    const fn now(&self, line: usize) -> usize {
        match self.ahead {
            Some((at, grown)) if line > at => line.saturating_add_signed(grown),
            _ => line,
        }
    }

    fn y(&self, line: usize) -> Rangef {
        #[expect(clippy::cast_precision_loss, reason = "a text has less than 2^24 lines")]
        let guess = line as f32 * self.look.line;
        let row = self.output.galley.rows.get(line);
        let top = self.output.galley_pos.y + row.map_or(guess, |row| row.pos.y);
        Rangef::new(top, top + self.look.line)
    }

    fn x(&self, line: usize, column: usize) -> f32 {
        let row = self.output.galley.rows.get(line);
        self.output.galley_pos.x + row.map_or(0.0, |row| row.pos.x + row.x_offset(CharIndex(column)))
    }

    /// The lines that can be seen.
    fn seen(&self, clip: Rect) -> std::ops::Range<usize> {
        let rows = &self.output.galley.rows;
        let top = clip.top() - self.output.galley_pos.y;
        let first = rows.partition_point(|row| row.pos.y + self.look.line < top);
        let count = rows.iter().skip(first).take_while(|row| row.pos.y < top + clip.height()).count();
        first..first + count.max(1)
    }
}

/// The band of the line with the caret, and what is marked.
pub(super) fn bands(
    cx: &Cx<'_>,
    vm: &SourceVm,
    source: &SourceState,
    output: &TextEditOutput,
    look: &Look,
    clip: Rect,
) -> Shape {
    let rows = Rows::new(vm, source, output, look);
    let mut shapes = Vec::new();
    let mut band = |x: Rangef, y: Rangef, color: Color32| {
        shapes.push(Shape::rect_filled(Rect::from_x_y_ranges(x, y), CornerRadius::same(2), color));
    };
    if source.has_focus {
        let line = source.scratch.get(..source.caret).unwrap_or_default().matches('\n').count();
        band(clip.x_range(), rows.y(line), cx.tokens.stripe);
    }
    if let Some(span) = source.marked(cx, vm) {
        let lines = vm.lines_of(span);
        let (first, from) = vm.position(span.start);
        let (last, to) = vm.position(span.end);
        if first == last {
            let line = rows.now(first);
            band(Rangef::new(rows.x(line, from), rows.x(line, to)), rows.y(line), cx.tokens.selection);
        } else if source.from_outside {
            let y = Rangef::new(rows.y(rows.now(*lines.start())).min, rows.y(rows.now(*lines.end())).max);
            band(clip.x_range(), y.intersection(clip.y_range()), cx.tokens.selection.gamma_multiply(0.45));
        }
    }
    if let Some(find) = &source.find {
        let seen = rows.seen(clip);
        let part = vm.line(seen.start).start..vm.line(seen.end).end;
        shapes.extend(vm.places(find.within(part)).map(|place| {
            let line = rows.now(place.line);
            let across = Rangef::new(rows.x(line, place.from), rows.x(line, place.to));
            let area = Rect::from_x_y_ranges(across, rows.y(line));
            found(cx.tokens, Some(place.part) == find.current(), area)
        }));
    }
    Shape::Vec(shapes)
}

/// The mark behind words that were looked for.
pub(super) fn found(tokens: &Tokens, is_current: bool, area: Rect) -> Shape {
    let (fill, line) =
        if is_current { (tokens.selection, tokens.accent) } else { (tokens.found, tokens.warning) };
    let stroke = Stroke::new(1.0, line.gamma_multiply(if is_current { 1.0 } else { 0.5 }));
    Shape::Rect(RectShape::new(area, CornerRadius::same(2), fill, stroke, StrokeKind::Inside))
}

/// The numbers of the lines that can be seen, with the worst problem of each.
pub(super) fn gutter(
    cx: &Cx<'_>,
    vm: &SourceVm,
    source: &SourceState,
    output: &TextEditOutput,
    look: &Look,
    rect: Rect,
    ui: &Ui,
) {
    let rows = Rows::new(vm, source, output, look);
    let painter = ui.painter_at(rect);
    let caret = source.scratch.get(..source.caret).unwrap_or_default().matches('\n').count();
    let font = FontId { size: look.font.size - 1.5, ..look.font.clone() };
    for line in rows.seen(rect) {
        let color = if source.has_focus && line == caret { cx.tokens.text } else { cx.tokens.weak };
        let at = pos2(rect.right() - GAP, rows.y(line).center());
        painter.text(at, Align2::RIGHT_CENTER, (line + 1).to_string(), font.clone(), color);
    }
    if let Some(span) = source.marked(cx, vm) {
        let lines = vm.lines_of(span);
        let y = Rangef::new(rows.y(rows.now(*lines.start())).min, rows.y(rows.now(*lines.end())).max);
        painter.vline(rect.right() - 2.0, y, Stroke::new(2.0, cx.tokens.accent));
    }
    // They are sorted by line, and on a line the worst comes last; the others would show at its edges.
    let worst = |pair: &[Squiggle]| pair.first().map(|mark| mark.line) != pair.get(1).map(|mark| mark.line);
    let last = vm.squiggles.last().into_iter();
    let before = vm.squiggles.windows(2).filter(|pair| worst(pair)).map(|pair| &pair[0]);
    for mark in before.chain(last) {
        let y = rows.y(rows.now(mark.line)).center();
        if rect.y_range().contains(y) {
            badge::paint(&painter, pos2(rect.left() + MARKS / 2.0, y), cx.tokens, mark.severity);
        }
    }
}

/// Underlines problems, and tells about the one at the pointer.
pub(super) fn squiggles(
    cx: &Cx<'_>,
    vm: &SourceVm,
    source: &SourceState,
    output: &TextEditOutput,
    look: &Look,
    ui: &Ui,
) {
    let rows = Rows::new(vm, source, output, look);
    let clip = ui.clip_rect();
    let seen = rows.seen(clip);
    let painter = ui.painter();
    let response = &output.response.response;
    let pointer = response.hover_pos();
    let mut here: Vec<&Diagnostic> = Vec::new();
    for mark in &vm.squiggles {
        let line = rows.now(mark.line);
        if !seen.contains(&line) {
            continue;
        }
        let area = area(mark, line, &rows);
        underline(painter, area, mark.severity, badge::color(cx.tokens, mark.severity));
        if pointer.is_some_and(|pointer| area.contains(pointer)) {
            here.extend(cx.document.report().diagnostics.get(mark.diagnostic));
        }
    }
    if !here.is_empty() {
        let _ = response.clone().on_hover_ui_at_pointer(|ui| {
            for (i, diagnostic) in here.iter().rev().enumerate() {
                if i > 0 {
                    ui.separator();
                }
                tell(cx, diagnostic, ui);
            }
        });
    }
}

fn area(mark: &Squiggle, line: usize, rows: &Rows<'_>) -> Rect {
    let from = rows.x(line, mark.from);
    let to = rows.x(line, mark.to).max(from + rows.look.letter);
    Rect::from_x_y_ranges(Rangef::new(from, to), rows.y(line))
}

/// An error is a sharp wave, a warning a long one, advice a row of dots.
fn underline(painter: &Painter, area: Rect, severity: Severity, color: Color32) {
    let y = area.bottom() - 2.0;
    let (step, height) = match severity {
        Severity::Error => (2.0, 1.5),
        Severity::Warning => (4.0, 1.5),
        Severity::Advice => {
            let dots = points(area, 4.0).map(|x| Shape::circle_filled(pos2(x + 1.0, y), 0.9, color));
            painter.extend(dots);
            return;
        }
    };
    let at =
        |(i, x): (usize, f32)| -> Pos2 { pos2(x, y) + vec2(0.0, if i % 2 == 0 { height } else { -height }) };
    let wave: Vec<Pos2> = points(area, step).enumerate().map(at).collect();
    painter.line(wave, Stroke::new(1.2, color));
}

/// Places from left to right.
fn points(area: Rect, step: f32) -> impl Iterator<Item = f32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most as many as a screen has"
    )]
    let count = (area.width().min(10_000.0) / step).ceil() as u16;
    (0..=count).map(move |i| area.left() + f32::from(i) * step)
}

/// A problem in words.
fn tell(cx: &Cx<'_>, diagnostic: &Diagnostic, ui: &mut Ui) {
    ui.set_max_width(440.0);
    ui.horizontal_wrapped(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(badge::SIZE, badge::SIZE), egui::Sense::hover());
        badge::paint(ui.painter(), rect.center(), cx.tokens, diagnostic.severity);
        ui.label(&diagnostic.message);
    });
    ui.weak(diagnostic.code);
    for note in &diagnostic.notes {
        ui.label(note);
    }
    if let Some(help) = &diagnostic.help {
        ui.label(help);
    }
    for related in &diagnostic.related {
        ui.weak(format!("Line {}: {}", related.place.line, related.label));
    }
}
