//! A card of the board: a session, or something written that could not be read.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Color32, CornerRadius, CursorIcon, FontId, Id, Painter, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::badge;
use crate::theme::{Tokens, between};
use crate::vm::board::{Card, CardVm};

/// The height of a card, in points.
pub const HEIGHT: f32 = 36.0;
/// The width of the bar that tells the kind.
const BAR: f32 = 4.0;
const PADDING: f32 = 5.0;
/// A card must be so wide for its kind to stand before the amount.
const ROOM_FOR_KIND: f32 = 150.0;

/// How a card looks beside what it says.
#[derive(Clone, Copy, Default, Debug)]
pub struct Look {
    /// It is what the inspector and the text are about.
    pub selected: bool,
    /// It is in hand: this is where it came from.
    pub in_hand: bool,
}

/// Draws a card that can be clicked and dragged.
pub fn show(tokens: &Tokens, card: &CardVm, look: Look, rect: Rect, ui: &Ui) -> Response {
    let response = ui.interact(rect, identity(card), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, look.selected, &card.name));
    if ui.is_rect_visible(rect) {
        let shade = if look.in_hand { 0.35 } else { 1.0 };
        let painter = ui.painter();
        paint(tokens, card, rect, shade, response.hovered(), painter);
        if look.selected || response.has_focus() {
            let width = if look.selected { 2.0 } else { 1.0 };
            let stroke = Stroke::new(width, tokens.accent);
            painter.rect_stroke(rect, CornerRadius::same(5), stroke, StrokeKind::Inside);
        }
    }
    if response.hovered() && card.session().is_some() {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    response
}

/// Where a card has the marks of its problems.
#[must_use]
pub fn badge(card: Rect) -> Rect {
    Rect::from_min_max(pos2(card.right() - 30.0, card.top()), pos2(card.right(), card.top() + 20.0))
}

/// What tells a card from all others, also after an edit elsewhere.
fn identity(card: &CardVm) -> Id {
    match &card.what {
        Card::Session(key) => Id::unique(("card", key)),
        Card::Unread(unread) => Id::unique(("unread", unread.date, unread.index)),
    }
}

/// Paints a card.
pub fn paint(tokens: &Tokens, card: &CardVm, rect: Rect, shade: f32, hovered: bool, painter: &Painter) {
    let fade = |color: Color32| color.gamma_multiply(shade);
    let unread = matches!(card.what, Card::Unread(_));
    let ground = if hovered { between(tokens.card, tokens.hovered, 0.5) } else { tokens.card };
    let corner = CornerRadius::same(5);
    let line = if unread { tokens.error } else { tokens.line };
    painter.rect(rect, corner, fade(ground), Stroke::new(1.0, fade(line)), StrokeKind::Inside);
    let bar = Rect::from_min_max(rect.min, pos2(rect.left() + BAR, rect.bottom()));
    let color = if unread { tokens.error } else { tokens.kind(card.color) };
    let color = if card.is_off { tokens.weak } else { color };
    painter.rect_filled(bar, CornerRadius { nw: 5, sw: 5, ne: 0, se: 0 }, fade(color));

    let left = rect.left() + BAR + PADDING;
    let mut right = rect.right() - PADDING;
    let line = rect.top() + 11.0;
    if let Some((severity, count)) = card.marks.worst() {
        right -= badge::paint_counted(painter, pos2(right, line), tokens, severity, count) + 3.0;
    }
    if card.is_key {
        star(painter, pos2(right - 5.0, line), fade(tokens.kind(card.color)));
        right -= 13.0;
    }
    let text = if card.is_off { tokens.weak } else { tokens.text };
    let title = if card.is_optional { format!("{}?", card.title) } else { card.title.clone() };
    one_line(painter, &title, 13.0, fade(text), card.is_off, pos2(left, line), right - left);
    let line = rect.bottom() - 10.0;
    let kind = card.kind.as_deref().filter(|_| rect.width() >= ROOM_FOR_KIND);
    let start = Some(card.start.as_str()).filter(|start| !start.is_empty());
    let color = if unread { tokens.error } else { tokens.weak };
    let width = rect.right() - PADDING - left;
    // The first amount is the distance of a run; half a number is worse than one number less.
    let (amount, more) = card.amount.split_once(" · ").unwrap_or((&card.amount, ""));
    let join = |parts: [Option<&str>; 4]| {
        let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let tries = [
        join([start, kind, Some(amount), Some(more)]),
        join([start, kind, Some(amount), None]),
        join([start, None, Some(amount), None]),
        join([None, None, Some(amount), None]),
    ];
    let font = FontId::proportional(11.0);
    let is_room =
        |text: &&String| painter.layout_no_wrap((*text).clone(), font.clone(), color).size().x <= width;
    let fits = if unread { None } else { tries.iter().find(is_room) };
    let below = fits.unwrap_or(&tries[0]);
    one_line(painter, below, 11.0, fade(color), false, pos2(left, line), width);
}

/// Writes text on one line, cut where there is no more room.
pub fn one_line(
    painter: &Painter,
    text: &str,
    size: f32,
    color: Color32,
    struck: bool,
    left_center: egui::Pos2,
    width: f32,
) {
    if text.is_empty() || width <= 8.0 {
        return;
    }
    let strikethrough = if struck { Stroke::new(1.0, color) } else { Stroke::NONE };
    let format = TextFormat {
        font_id: FontId::proportional(size),
        color,
        strikethrough,
        valign: Align::Center,
        ..Default::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(width);
    let galley = painter.layout_job(job);
    let at = pos2(left_center.x, left_center.y - galley.size().y / 2.0);
    painter.galley(at, galley, color);
}

/// A star with five points: a key run.
fn star(painter: &Painter, center: egui::Pos2, color: Color32) {
    let point = |i: u16| {
        let radius = if i.is_multiple_of(2) { 5.0 } else { 2.2 };
        let angle = std::f32::consts::PI * (f32::from(i) / 5.0 - 0.5);
        center + vec2(angle.cos(), angle.sin()) * radius
    };
    // The star is not convex, so it is painted as five arms around its middle.
    for arm in 0..5 {
        let i = arm * 2;
        let points = vec![point(i + 9), point(i), point(i + 1), center];
        painter.add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
    }
}
