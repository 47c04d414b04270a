//! What the charts have in common: the axis of weeks, phases, lighter weeks, the selection, legends, keys.

use std::ops::RangeInclusive;

use egui::{
    Align2, Color32, EventFilter, Key, Painter, Pos2, Response, RichText, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui_plot::{AxisHints, GridMark, Plot, PlotPoint, PlotResponse, PlotUi, Span, Text, VLine};

use super::super::Cx;
use crate::command::Command;
use crate::request::Request;
use crate::vm::charts::ChartsVm;

/// The height of a chart, in points.
pub(super) const HEIGHT: f32 = 190.0;
/// What stands left of every chart, so that their weeks are below each other: room for the names of muscles.
pub(super) const LEFT: f32 = 104.0;
/// How wide a mark of a legend is, with the gap to its words.
const MARK: f32 = 21.0;
/// The least room for the number of a week.
const ROOM_FOR_WEEK: f32 = 26.0;
/// The least room for the name of a phase.
const ROOM_FOR_PHASE: f32 = 60.0;

/// How many weeks stand between two numbers on the axis.
pub(super) fn step(weeks: usize, width: f32) -> usize {
    let steps = [1, 2, 4, 8, 13, 26, 52];
    let fits = |step: &usize| width * to_f32(*step) / to_f32(weeks.max(1)) >= ROOM_FOR_WEEK;
    steps.into_iter().find(fits).unwrap_or(104)
}

#[expect(clippy::cast_precision_loss, reason = "plans are far shorter than 2^23 weeks")]
pub(super) const fn to_f32(count: usize) -> f32 {
    count as f32
}

/// A plot along the weeks of the plan whose values go from one end of `range` to the other.
pub(super) fn plot<'a>(
    cx: &Cx<'_>,
    vm: &ChartsVm,
    id: &'static str,
    range: RangeInclusive<f64>,
    ui: &Ui,
) -> Plot<'a> {
    let weeks = vm.weeks.len();
    let step = step(weeks, ui.available_width() - LEFT);
    // Numbers stand under the middle of their weeks.
    let marks = move |_| {
        let middle = |week: usize| GridMark { value: f64::from(to_f32(week)) + 0.5, step_size: 1e3 };
        (0..weeks).step_by(step).map(middle).collect()
    };
    let week = |mark: GridMark, _: &RangeInclusive<f64>| format!("{}", (mark.value + 0.5).round());
    let small = egui::TextStyle::Small.resolve(ui.style());
    let axis = |axis: AxisHints<'a>| axis.tick_label_color(cx.tokens.weak).tick_label_font(small.clone());
    Plot::new(id)
        .height(HEIGHT)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .sense(Sense::click())
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(cx.tokens.line)
        .set_margin_fraction(vec2(0.0, 0.0))
        .include_x(0.0)
        .include_x(vm.length())
        .include_y(*range.start())
        .include_y(*range.end())
        .auto_bounds([true, true])
        .x_grid_spacer(marks)
        .custom_x_axes(vec![axis(AxisHints::new_x()).formatter(week).label_spacing(0.0..=1.0)])
        .custom_y_axes(vec![
            axis(AxisHints::new_y()).min_thickness(LEFT).formatter(|mark, _| whole(mark.value)),
        ])
}

/// A number of an axis.
fn whole(value: f64) -> String {
    if value < 0.0 { format!("\u{2212}{}", -value) } else { format!("{value}") }
}

/// Draws what stands behind every plot: lighter weeks, the selection, phases with their names.
pub(super) fn ground(cx: &Cx<'_>, vm: &ChartsVm, top: f64, plot: &mut PlotUi<'_>) {
    for week in vm.weeks.iter().filter(|week| week.deload) {
        let from = f64::from(week.week) - 1.0;
        plot.span(ground_span(from..=from + 1.0, cx.tokens.stripe));
    }
    if let Some((from, to)) = vm.span_of(cx.document.selection()) {
        plot.span(ground_span(from..=to, cx.tokens.selection));
    }
    let width = plot.transform().frame().width();
    for (from, to, name) in phases(vm) {
        if from > 0.0 {
            plot.vline(
                VLine::new("", from)
                    .stroke(Stroke::new(1.0, cx.tokens.line))
                    .allow_hover(false)
                    .id(from.to_bits()),
            );
        }
        let room = width * short((to - from) / vm.length().max(1.0));
        if room >= ROOM_FOR_PHASE {
            let text = RichText::new(format!(" {}", name)).small();
            let at = PlotPoint::new(from, top);
            plot.text(
                Text::new("", at, text).color(cx.tokens.weak).anchor(Align2::LEFT_TOP).allow_hover(false),
            );
        }
    }
}

fn ground_span(range: RangeInclusive<f64>, fill: Color32) -> Span {
    Span::new("", range).fill(fill).border_width(0.0)
}

/// The phases with the stretch of the axis that each covers.
pub(super) fn phases(vm: &ChartsVm) -> Vec<(f64, f64, &str)> {
    let blocks = vm.weeks.chunk_by(|one, other| one.phase == other.phase);
    let block = |weeks: &'_ [gait_core::WeekMark]| {
        let (first, last) = (weeks.first()?.week, weeks.last()?.week);
        Some((f64::from(first) - 1.0, f64::from(last)))
    };
    blocks
        .filter_map(|weeks| block(weeks).map(|(from, to)| (from, to, weeks[0].phase_name.as_str())))
        .collect()
}

#[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
pub(super) const fn short(value: f64) -> f32 {
    value as f32
}

/// Says to a screen reader what a chart shows.
pub(super) fn name(response: &Response, summary: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, summary));
}

/// The place on the axis that the pointer is on.
pub(super) fn pointed<R>(shown: &PlotResponse<R>) -> Option<f64> {
    let pointer = shown.response.hover_pos()?;
    Some(shown.transform.value_from_position(pointer).x)
}

/// Which of so many equal stretches of the axis a place lies in.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not below 0 and below the count"
)]
pub(super) fn index_at(place: f64, count: usize) -> Option<usize> {
    if place < 0.0 {
        return None;
    }
    Some(place as usize).filter(|index| *index < count)
}

/// How far the arrow keys go in a chart that has the focus: `-1` for left, `1` for right. Draws the focus.
pub(super) fn stepped(cx: &Cx<'_>, ui: &Ui, response: &Response) -> i32 {
    if response.clicked() {
        response.request_focus();
    }
    if !response.has_focus() {
        return 0;
    }
    ui.painter().rect_stroke(response.rect, 2.0, Stroke::new(1.0, cx.tokens.accent), StrokeKind::Outside);
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key: Key| ui.input(|input| i32::from(input.key_pressed(key)));
    pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
}

/// Tells in the status line what the keys have come to.
pub(super) fn tell(cx: &Cx<'_>, words: &str) {
    cx.requests.send(Request::Tell(words.replace('\n', ", ")));
}

/// The index a step away, within the count; the first or the last if there was none.
pub(super) fn moved(from: Option<usize>, step: i32, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let next = match (from, step) {
        (_, 0) => return None,
        (None, 1) => 0,
        (None, _) => last,
        (Some(from), step) if step < 0 => from.saturating_sub(1),
        (Some(from), _) => from + 1,
    };
    Some(next.min(last))
}

/// How an entry of a legend looks.
#[derive(Clone, Copy)]
pub(super) enum Swatch {
    /// A block.
    Block,
    /// A line.
    Line,
    /// A dashed line.
    Dashes,
    /// A filled disc.
    Disc,
    /// A ring.
    Ring,
}

/// The legend of a chart, under it.
pub(super) fn legend(cx: &Cx<'_>, entries: &[(Swatch, Color32, String)], ui: &mut Ui) {
    indented(ui, |ui| {
        for (swatch, color, words) in entries {
            entry(cx, words, ui, |painter, center| {
                paint_swatch(painter, center, *swatch, *color, cx.tokens.line)
            });
        }
    });
}

/// An entry of a legend: a mark and words that stay together.
pub(super) fn entry(cx: &Cx<'_>, words: &str, ui: &mut Ui, mark: impl FnOnce(&Painter, Pos2)) {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, cx.tokens.weak);
    let size = galley.size();
    let (rect, response) =
        ui.allocate_exact_size(vec2(MARK + size.x + 8.0, size.y.max(14.0)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    mark(ui.painter(), pos2(rect.left() + 8.0, rect.center().y));
    ui.painter().galley(pos2(rect.left() + MARK, rect.center().y - size.y / 2.0), galley, cx.tokens.weak);
}

/// Lays things out below a chart, from where its weeks begin; what does not fit goes on below.
pub(super) fn indented(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.add_space(LEFT);
        ui.horizontal_wrapped(add);
    });
}

/// Shows words at the pointer, and brings the board on a double click.
pub(super) fn tip(cx: &Cx<'_>, response: Response, words: Option<&str>) {
    if response.double_clicked() {
        cx.requests.run(Command::ShowBoard);
    }
    let Some(words) = words else { return };
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(words);
        ui.label(RichText::new("Double-click shows it on the board").small().color(cx.tokens.weak));
    });
}

fn paint_swatch(painter: &Painter, center: Pos2, swatch: Swatch, color: Color32, line: Color32) {
    let ends = [pos2(center.x - 8.0, center.y), pos2(center.x + 8.0, center.y)];
    match swatch {
        Swatch::Block => {
            let rect = egui::Rect::from_center_size(center, vec2(12.0, 10.0));
            painter.rect_filled(rect, 2.0, color);
            painter.rect_stroke(rect, 2.0, Stroke::new(1.0, line), StrokeKind::Outside);
        }
        Swatch::Line => {
            painter.line_segment(ends, Stroke::new(2.0, color));
        }
        Swatch::Dashes => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, color), 4.0, 2.0));
        }
        Swatch::Disc => {
            painter.circle_filled(center, 4.0, color);
        }
        Swatch::Ring => {
            painter.circle_stroke(center, 4.0, Stroke::new(1.5, color));
        }
    }
}
