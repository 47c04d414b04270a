//! The rows of the list, in groups.

use egui::{
    CornerRadius, EventFilter, Key, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{Focus, ProblemsState};
use crate::panels::Cx;
use crate::request::{Ask, Request};
use crate::vm::problems::{Group, Grouping, ProblemVm, step};
use crate::widgets::badge;
use crate::widgets::card::one_line;

/// The height of a row, in points.
const ROW: f32 = 22.0;
/// So much room a row needs to say more than its message.
const WIDE: f32 = 460.0;

/// Draws the rows.
pub(super) fn show(cx: &Cx<'_>, state: &mut ProblemsState, ui: &mut Ui) {
    if state.groups.is_empty() {
        nothing(cx, state, ui);
        return;
    }
    ScrollArea::vertical().id_salt("problems").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let groups = std::mem::take(&mut state.groups);
        let first = groups.first().and_then(|group| group.rows.first()).copied();
        for group in &groups {
            heading(cx, group, ui);
            for &index in &group.rows {
                let Some(problem) = cx.views.problems.rows.get(index) else { continue };
                let is_first = first == Some(index);
                row(cx, state, &groups, problem, is_first, ui);
            }
        }
        state.groups = groups;
    });
}

fn nothing(cx: &Cx<'_>, state: &mut ProblemsState, ui: &mut Ui) {
    ui.vertical_centered(|ui| {
        ui.add_space(24.0);
        if cx.views.problems.rows.is_empty() {
            ui.label(RichText::new("No problems").strong());
            ui.label(
                RichText::new("No rule that is on holds anything against this plan").color(cx.tokens.weak),
            );
            return;
        }
        ui.label(RichText::new("Nothing matches the filter").strong());
        if ui.button("Clear the filter").clicked() {
            state.filter.clear();
            ui.request_repaint();
        }
    });
}

fn heading(cx: &Cx<'_>, group: &Group, ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        ui.label(RichText::new(&group.title).strong());
        let count = group.rows.len();
        ui.label(RichText::new(format!("{count}")).color(cx.tokens.weak));
        ui.add(egui::Label::new(RichText::new(group.note).small().color(cx.tokens.weak)).truncate());
    });
}

fn row(
    cx: &Cx<'_>,
    state: &mut ProblemsState,
    groups: &[Group],
    problem: &ProblemVm,
    is_first: bool,
    ui: &mut Ui,
) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, egui::Id::unique(("problem", &problem.identity)), Sense::click());
    let selected = state.current.as_ref() == Some(&problem.identity);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &problem.name));
    if ui.is_rect_visible(rect) {
        paint(cx, problem, state.filter.grouping, rect, selected, &response, ui);
    }
    let is_meant = if state.current.is_some() { selected } else { is_first };
    if is_meant && state.focus == Some(Focus::Row) {
        state.focus = None;
        response.request_focus();
        response.scroll_to_me(None);
    }
    let ask = |ask| cx.requests.send(Request::Problem(ask));
    if response.clicked() {
        ask(Ask::Pick(problem.identity.clone()));
    }
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let next = arrow(ui).and_then(|forward| {
            let index = cx.views.problems.index_of(&problem.identity)?;
            step(groups, Some(index), 0, forward)
        });
        if let Some(next) = next.and_then(|next| cx.views.problems.rows.get(next)) {
            ask(Ask::Pick(next.identity.clone()));
        }
    }
    response.on_hover_text(&problem.message);
}

/// Whether an arrow goes down, or up.
fn arrow(ui: &Ui) -> Option<bool> {
    ui.input_mut(|input| {
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        (down || up).then_some(down)
    })
}

fn paint(
    cx: &Cx<'_>,
    problem: &ProblemVm,
    grouping: Grouping,
    rect: Rect,
    selected: bool,
    response: &Response,
    ui: &Ui,
) {
    let tokens = cx.tokens;
    let painter = ui.painter();
    let corner = CornerRadius::same(4);
    if selected {
        painter.rect_filled(rect, corner, tokens.selection);
    } else if response.hovered() {
        painter.rect_filled(rect, corner, tokens.hovered);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, corner, Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
    }
    let middle = rect.center().y;
    let left = rect.left() + 8.0;
    badge::paint(painter, pos2(left + badge::SIZE / 2.0, middle), tokens, problem.severity);
    let left = left + badge::SIZE + 6.0;
    let weak = if selected { tokens.text } else { tokens.weak };
    let mut right = rect.right() - 56.0;
    one_line(painter, &format!("line {}", problem.line), 11.0, weak, false, pos2(right, middle), 52.0);
    if rect.width() > WIDE {
        let other = match grouping {
            Grouping::Rule => &*problem.when,
            Grouping::Week => problem.code,
        };
        let width = (rect.width() * 0.28).min(260.0);
        right -= width;
        one_line(painter, other, 11.0, weak, false, pos2(right, middle), width - 8.0);
    }
    one_line(painter, &problem.message, 13.0, tokens.text, false, pos2(left, middle), right - left - 8.0);
}
