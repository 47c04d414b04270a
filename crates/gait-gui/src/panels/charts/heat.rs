//! The heat map: a row for each muscle, a column for each day.

use egui::emath::GuiRounding as _;
use egui::{
    Align2, Color32, Mesh, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui,
    pos2, vec2,
};
use gait_core::HeatMap;

use super::super::Cx;
use super::frame::{self, LEFT};
use crate::theme::{Tokens, between};
use crate::vm::charts::ChartsVm;

/// The height of a row, in points.
const ROW: f32 = 15.0;
/// The height of the line of weeks.
const FOOT: f32 = 16.0;

/// Draws the map.
pub(super) fn show(cx: &Cx<'_>, vm: &ChartsVm, ui: &mut Ui) {
    let muscles = vm.heat.muscles();
    let height = ROW * frame::to_f32(muscles.len()) + FOOT;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    frame::name(&response, &vm.heat.summary);
    let map = Map { rect, weeks: vm.weeks.len(), days: vm.days.count };
    if ui.is_rect_visible(rect) {
        paint(cx, vm, &map, ui);
    }
    let pointed = response.hover_pos().and_then(|pointer| map.at(pointer, muscles.len()));
    act(cx, vm, &response, pointed, ui);
    let hover = pointed.and_then(|(row, day)| vm.heat.hover(row, day));
    frame::tip(cx, response, hover.as_deref());
    scale(cx, ui);
}

/// What clicks and keys do.
fn act(cx: &Cx<'_>, vm: &ChartsVm, response: &Response, pointed: Option<(usize, u32)>, ui: &Ui) {
    let clicked = pointed.filter(|_| response.clicked()).map(|(_, day)| day);
    let selected = vm.day_of(cx.document.selection()).map(|day| day as usize);
    let keyed = frame::moved(selected, frame::stepped(cx, ui, response), vm.days.count as usize);
    let keyed = keyed.and_then(|day| u32::try_from(day).ok());
    if let Some(day) = clicked.or(keyed) {
        cx.requests.reveal(vm.heat.day(day));
    }
    if let Some(words) = keyed.and_then(|day| vm.heat.most_tired(day)) {
        frame::tell(cx, &words);
    }
}

/// Where things are.
struct Map {
    rect: Rect,
    weeks: usize,
    days: u32,
}

impl Map {
    fn day_width(&self) -> f32 {
        (self.rect.width() - LEFT) / frame::to_f32(self.weeks.max(1) * 7)
    }

    fn x(&self, day: u32) -> f32 {
        self.rect.left() + LEFT + self.day_width() * frame::to_f32(day as usize)
    }

    fn y(&self, row: usize) -> f32 {
        self.rect.top() + ROW * frame::to_f32(row)
    }

    fn cell(&self, row: usize, day: u32) -> Rect {
        Rect::from_min_max(pos2(self.x(day), self.y(row)), pos2(self.x(day + 1), self.y(row + 1)))
    }

    /// The row and the day under the pointer.
    fn at(&self, pointer: Pos2, rows: usize) -> Option<(usize, u32)> {
        let from = pointer - self.rect.min;
        let day = frame::index_at(f64::from((from.x - LEFT) / self.day_width()), self.days as usize)?;
        let row = frame::index_at(f64::from(from.y / ROW), rows)?;
        Some((row, u32::try_from(day).ok()?))
    }
}

fn paint(cx: &Cx<'_>, vm: &ChartsVm, map: &Map, ui: &Ui) {
    let painter = ui.painter_at(map.rect);
    let t = cx.tokens;
    let font = TextStyle::Small.resolve(ui.style());
    let muscles = vm.heat.muscles();
    for (row, muscle) in muscles.iter().enumerate() {
        let at = pos2(map.rect.left() + LEFT - 6.0, map.y(row) + ROW / 2.0);
        painter.text(at, Align2::RIGHT_CENTER, muscle, font.clone(), t.text);
    }
    painter.add(Shape::mesh(cells(cx, vm, map, ui)));
    let bottom = map.y(muscles.len());
    for (from, _, _) in frame::phases(vm).iter().filter(|(from, _, _)| *from > 0.0) {
        let x = map.rect.left() + LEFT + frame::short(from * 7.0) * map.day_width();
        painter.vline(x, map.rect.top()..=bottom, Stroke::new(1.0, t.weak));
    }
    let step = frame::step(map.weeks, map.rect.width() - LEFT);
    for week in (0..map.weeks).step_by(step) {
        let x = map.rect.left() + LEFT + map.day_width() * (frame::to_f32(week) * 7.0 + 3.5);
        painter.text(pos2(x, bottom + 2.0), Align2::CENTER_TOP, week + 1, font.clone(), t.weak);
    }
    select(cx, vm, map, &painter);
}

/// All cells as one mesh: ten years have sixty thousand of them.
fn cells(cx: &Cx<'_>, vm: &ChartsVm, map: &Map, ui: &Ui) -> Mesh {
    let gap = if map.day_width() > 6.0 { 0.5 } else { 0.0 };
    let pixels = ui.pixels_per_point();
    let mut mesh = Mesh::default();
    for row in 0..vm.heat.muscles().len() {
        for (day, cell) in (0u32..).zip(vm.heat.row(row)) {
            let rect = map.cell(row, day).shrink(gap).round_to_pixels(pixels);
            mesh.add_colored_rect(rect, shade(cx.tokens, cell.tired));
        }
    }
    mesh
}

/// A frame around the selected day or week.
fn select(cx: &Cx<'_>, vm: &ChartsVm, map: &Map, painter: &Painter) {
    let Some((from, to)) = vm.span_of(cx.document.selection()) else { return };
    let x = |place: f64| map.rect.left() + LEFT + frame::short(place * 7.0) * map.day_width();
    let rows = vm.heat.muscles().len();
    let frame = Rect::from_min_max(pos2(x(from), map.rect.top()), pos2(x(to), map.y(rows)));
    painter.rect_stroke(frame, 1.0, Stroke::new(2.0, cx.tokens.accent), StrokeKind::Outside);
}

/// The colour of a cell, from how tired the muscle is: brightness alone tells it apart.
fn shade(tokens: &Tokens, tired: f64) -> Color32 {
    let share = frame::short(tired);
    let [none, half, full] = tokens.heat;
    if share < 0.5 { between(none, half, share * 2.0) } else { between(half, full, share * 2.0 - 1.0) }
}

/// The scale under the map: hard sets left, from none to where the colour ends.
fn scale(cx: &Cx<'_>, ui: &mut Ui) {
    frame::indented(ui, |ui| {
        for (left, words) in [(0.0, "0"), (2.0, "2"), (5.0, "5"), (10.0, "10"), (20.0, "20 hard sets")] {
            let color = shade(cx.tokens, HeatMap::tired(left));
            frame::entry(cx, words, ui, |painter, center| {
                let rect = Rect::from_center_size(center, vec2(16.0, 10.0));
                painter.rect_filled(rect, 1.0, color);
                painter.rect_stroke(rect, 1.0, Stroke::new(1.0, cx.tokens.line), StrokeKind::Inside);
            });
        }
    });
}
