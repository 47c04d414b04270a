//! The marks of findings: a shape, a colour and a number, so that none of them is needed to tell severities apart.

use egui::{
    Align2, Color32, FontId, Painter, Pos2, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use gait_core::Severity;

use crate::theme::Tokens;

/// The width and height of a mark without its number, in points.
pub const SIZE: f32 = 12.0;

/// The colour of a severity.
#[must_use]
pub const fn color(tokens: &Tokens, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => tokens.error,
        Severity::Warning => tokens.warning,
        Severity::Advice => tokens.advice,
    }
}

/// Paints the shape of a severity: an error is a filled disc with a cross, a warning a triangle, advice a ring.
pub fn paint(painter: &Painter, center: Pos2, tokens: &Tokens, severity: Severity) {
    let color = color(tokens, severity);
    let r = SIZE / 2.0 - 1.0;
    match severity {
        Severity::Error => {
            painter.circle_filled(center, r, color);
            let stroke = Stroke::new(1.5, tokens.card);
            let d = r * 0.45;
            painter.line_segment([center + vec2(-d, -d), center + vec2(d, d)], stroke);
            painter.line_segment([center + vec2(d, -d), center + vec2(-d, d)], stroke);
        }
        Severity::Warning => {
            let points = vec![
                pos2(center.x, center.y - r),
                pos2(center.x + r, center.y + r * 0.85),
                pos2(center.x - r, center.y + r * 0.85),
            ];
            painter.add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
            let stroke = Stroke::new(1.5, tokens.card);
            painter.line_segment([center + vec2(0.0, -r * 0.3), center + vec2(0.0, r * 0.3)], stroke);
            painter.circle_filled(center + vec2(0.0, r * 0.62), 0.9, tokens.card);
        }
        Severity::Advice => {
            painter.circle_stroke(center, r - 0.5, Stroke::new(1.5, color));
            painter.circle_filled(center, 1.4, color);
        }
    }
}

/// Paints a mark with the number of findings, its right end at `right`. Its width.
pub fn paint_counted(painter: &Painter, right: Pos2, tokens: &Tokens, severity: Severity, count: u32) -> f32 {
    let mut width = SIZE;
    if count > 1 {
        let galley = painter.text(
            right,
            Align2::RIGHT_CENTER,
            count.to_string(),
            FontId::proportional(10.5),
            color(tokens, severity),
        );
        width += galley.width() + 2.0;
    }
    paint(painter, pos2(right.x - width + SIZE / 2.0, right.y), tokens, severity);
    width
}

/// A mark with a number as a widget.
pub fn counted(tokens: &Tokens, severity: Severity, count: usize, ui: &mut Ui) -> Response {
    let text = count.to_string();
    let galley = ui.painter().layout_no_wrap(text, FontId::proportional(12.5), color(tokens, severity));
    let (rect, response) =
        ui.allocate_exact_size(vec2(SIZE + 3.0 + galley.size().x, SIZE.max(galley.size().y)), Sense::hover());
    paint(ui.painter(), pos2(rect.left() + SIZE / 2.0, rect.center().y), tokens, severity);
    let at = pos2(rect.left() + SIZE + 3.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color(tokens, severity));
    let label = words(severity, count);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    response.on_hover_text(label)
}

/// A mark without a number, beside words that say the same.
pub fn mark(tokens: &Tokens, severity: Severity, ui: &mut Ui) {
    let height = ui.text_style_height(&egui::TextStyle::Body);
    let (rect, _) = ui.allocate_exact_size(vec2(SIZE, height), Sense::hover());
    paint(ui.painter(), rect.center(), tokens, severity);
}

/// A mark with a number that is switched on and off.
pub fn toggle(tokens: &Tokens, severity: Severity, count: usize, on: bool, ui: &mut Ui) -> Response {
    let ink = if on { tokens.text } else { tokens.weak };
    let galley = ui.painter().layout_no_wrap(count.to_string(), FontId::proportional(12.5), ink);
    let size = vec2(SIZE + 16.0 + galley.size().x, ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let ground = if response.hovered() { tokens.hovered } else { tokens.button };
    let corner = egui::CornerRadius::same(4);
    if on || response.hovered() {
        ui.painter().rect_filled(rect, corner, ground);
    }
    let edge = if response.has_focus() { tokens.accent } else { tokens.line };
    ui.painter().rect_stroke(rect, corner, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    paint(ui.painter(), pos2(rect.left() + 6.0 + SIZE / 2.0, rect.center().y), tokens, severity);
    let at = pos2(rect.left() + 10.0 + SIZE, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    let label = words(severity, count);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
    response.on_hover_text(format!("{} {label}", if on { "Hide" } else { "Show" }))
}

/// `2 warnings`
#[must_use]
pub fn words(severity: Severity, count: usize) -> String {
    match (severity, count) {
        (Severity::Advice, _) | (_, 1) => format!("{count} {}", severity.name()),
        _ => format!("{count} {}s", severity.name()),
    }
}
