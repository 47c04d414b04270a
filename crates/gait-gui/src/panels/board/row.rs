//! A week of the board.

use egui::{
    Align2, Button, CornerRadius, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::hand::Cell;
use super::{Columns, WEEK_WIDTH, height, keep_arrows};
use gait_core::{Gesture, Rating, Severity};
use jiff::civil::Date;

use crate::command::{Command, Menu};
use crate::drag::Drag;
use crate::editor::State;
use crate::panels::{Cx, bar};
use crate::request::{Ask, Request};
use crate::selection::Selection;
use crate::vm::board::{Card, CardVm, DayVm, Marks, SummaryVm, WeekVm};
use crate::vm::dates;
use crate::widgets::badge;
use crate::widgets::card::{self, Look, one_line};

/// The line of a day's date.
pub(super) const DAY_HEAD: f32 = 18.0;
/// Between cards.
pub(super) const GAP: f32 = 3.0;
/// A week is at least so tall: what it comes to has four lines.
pub(super) const LEAST: f32 = 76.0;
const MARGIN: f32 = 4.0;

/// Draws a week.
pub(super) fn show(cx: &Cx<'_>, state: &mut State, week: &WeekVm, columns: Columns, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(columns.width(), height(week)), Sense::hover());
    let line = Stroke::new(if week.begins_phase { 2.0 } else { 1.0 }, cx.tokens.line);
    ui.painter().hline(rect.x_range(), rect.top(), line);
    let head = Rect::from_min_size(rect.min, vec2(WEEK_WIDTH, rect.height()));
    week_head(cx, state, week, head, ui);
    for (i, day) in week.days.iter().enumerate() {
        let cell = Rect::from_x_y_ranges(columns.day(i), rect.y_range());
        self::day(cx, state, week, day, cell, ui);
    }
    let summary = Rect::from_x_y_ranges(columns.summary(), rect.y_range());
    self::summary(cx, &week.summary, summary, ui);
}

/// The week's number, dates and phase; a click selects the week.
fn week_head(cx: &Cx<'_>, state: &mut State, week: &WeekVm, rect: Rect, ui: &mut Ui) {
    let selection = Selection::Week(week.week);
    let selected = *cx.document.selection() == selection;
    let response = ui.interact(rect, egui::Id::unique(("week", week.week)), Sense::click());
    let deload = if week.deload { ", deload week" } else { "" };
    let name = format!("Week {}, {}, {}{deload}", week.week, week.phase, week.dates);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &name));
    mark_selected(cx, &response, selected, rect, ui);
    let painter = ui.painter();
    let left = rect.left() + 8.0;
    let width = rect.width() - 12.0;
    let mut y = rect.top() + 13.0;
    let mut write = |text: &str, size: f32, color| {
        one_line(painter, text, size, color, false, pos2(left, y), width);
        y += size + 4.0;
    };
    write(&format!("Week {}", week.week), 13.0, cx.tokens.text);
    write(&week.dates, 11.0, cx.tokens.weak);
    write(&week.phase, 11.0, if week.begins_phase { cx.tokens.accent } else { cx.tokens.weak });
    if week.deload {
        write("deload", 11.0, cx.tokens.good);
    }
    pick(cx, state, &response, &selection, ui);
    response.context_menu(|ui| {
        for command in Menu::Week.commands() {
            bar::item(cx, state, command, ui);
        }
        ui.separator();
        if ui.button("Inspect the phase").clicked() {
            cx.requests.select(Selection::Phase(week.phase_index));
            cx.requests.run(Command::Inspect);
        }
    });
}

fn mark_selected(cx: &Cx<'_>, response: &Response, selected: bool, rect: Rect, ui: &Ui) {
    let rect = rect.shrink(1.0);
    if selected {
        ui.painter().rect_filled(rect, CornerRadius::same(4), cx.tokens.selection);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.0, cx.tokens.accent);
        ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
}

/// How a day is shaded for the card in hand; nothing if it is as good as where the card is.
fn shade(cx: &Cx<'_>, rating: Rating) -> Option<egui::Color32> {
    match rating {
        Rating::Best => Some(cx.tokens.good.gamma_multiply(0.38)),
        Rating::Good => Some(cx.tokens.good.gamma_multiply(0.16)),
        Rating::Same => None,
        Rating::Worse => Some(cx.tokens.bad.gamma_multiply(0.16)),
    }
}

/// Selects what was clicked or reached by keyboard, and brings it into view if that was asked for.
fn pick(cx: &Cx<'_>, state: &mut State, response: &Response, selection: &Selection, ui: &Ui) {
    if state.board.focus.as_ref() == Some(selection) {
        response.request_focus();
        state.board.focus = None;
    }
    if response.has_focus() {
        keep_arrows(ui, response.id);
    }
    let chosen = response.clicked() || response.secondary_clicked() || response.gained_focus();
    if chosen && cx.document.selection() != selection {
        cx.requests.select(selection.clone());
    }
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        cx.requests.run(Command::Inspect);
    }
    if state.reveal.as_ref() == Some(selection) {
        response.scroll_to_me(None);
    }
}

fn day(cx: &Cx<'_>, state: &mut State, week: &WeekVm, day: &DayVm, rect: Rect, ui: &mut Ui) {
    let painter = ui.painter().clone();
    painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, cx.tokens.line.gamma_multiply(0.6)));
    if !day.is_in_plan {
        painter.rect_filled(rect, 0.0, cx.tokens.closed);
        return;
    }
    let selection = Selection::Day(day.date);
    let selected = *cx.document.selection() == selection;
    let response = ui.interact(rect, egui::Id::unique(("day", day.date)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &day.name));
    if day.blocked.is_some() {
        painter.rect_filled(rect.shrink(0.5), 0.0, cx.tokens.closed);
    }
    let rating = state.drag.as_ref().and_then(|drag| drag.rating(day.date));
    if let Some(shade) = rating.and_then(|rating| shade(cx, rating)) {
        painter.rect_filled(rect.shrink(0.5), 0.0, shade);
    }
    mark_selected(cx, &response, selected, rect, ui);
    pick(cx, state, &response, &selection, ui);
    if response.double_clicked() {
        cx.requests.run(Command::Inspect);
    }
    let at = pos2(rect.left() + 6.0, rect.top() + DAY_HEAD / 2.0 + 1.0);
    painter.text(at, Align2::LEFT_CENTER, &day.label, FontId::proportional(11.0), cx.tokens.weak);
    let best = rating == Some(Rating::Best);
    let note = match &day.blocked {
        _ if best => "best",
        Some(reason) => reason.as_str(),
        None if day.is_entry => "this date",
        None => "",
    };
    let color = if best { cx.tokens.good } else { cx.tokens.accent };
    one_line(&painter, note, 10.5, color, false, at + vec2(38.0, 0.0), rect.width() - 48.0);
    response.context_menu(|ui| {
        for command in [Command::AddSession, Command::Paste, Command::MakeRest, Command::ClearDay] {
            bar::item(cx, state, command, ui);
        }
        ui.menu_button("Swap with", |ui| swap(cx, day.date, week, ui));
    });
    let mut cell = Cell::new(day.date, rect, response.id);
    let mut top = rect.top() + DAY_HEAD;
    for card in &day.cards {
        let at = Rect::from_min_size(
            pos2(rect.left() + MARGIN, top),
            vec2(rect.width() - 2.0 * MARGIN, card::HEIGHT),
        );
        let id = self::card(cx, state, card, at, ui);
        cell.push(card, at, id);
        top += card::HEIGHT + GAP;
    }
    state.board.cells.push(cell);
}

/// The other days of the week, to change places with; those that cannot say why.
fn swap(cx: &Cx<'_>, date: Date, week: &WeekVm, ui: &mut Ui) {
    for other in week.days.iter().filter(|other| other.is_in_plan && other.date != date) {
        let why = cx.document.snapshot().refuses_swap(date, other.date);
        let button = ui.add_enabled(why.is_none(), Button::new(dates::short(other.date)));
        if button.on_disabled_hover_text(why.unwrap_or_default()).clicked() {
            cx.requests.send(Request::Gesture(Gesture::Swap { date, with: other.date }));
        }
    }
}

fn card(cx: &Cx<'_>, state: &mut State, card: &CardVm, rect: Rect, ui: &mut Ui) -> egui::Id {
    let selection = card.session().map(|key| Selection::Session(key.clone()));
    let look = Look {
        selected: selection.as_ref() == Some(cx.document.selection()),
        in_hand: card.session().is_some() && state.drag.as_ref().map(|drag| &drag.session) == card.session(),
    };
    let response = card::show(cx.tokens, card, look, rect, ui);
    match (&card.what, &selection) {
        (Card::Session(key), Some(selection)) => {
            pick(cx, state, &response, selection, ui);
            let on_badge = response.interact_pointer_pos().is_some_and(|at| card::badge(rect).contains(at));
            if response.clicked() && on_badge && card.marks.worst().is_some() {
                cx.requests.send(Request::Problem(Ask::OfSession(key.clone())));
            }
            if response.drag_started() {
                state.drag = Some(Drag::new(key.clone(), state.layer));
            }
            if response.double_clicked() {
                cx.requests.run(Command::Inspect);
            }
            response.context_menu(|ui| {
                let first = [Command::Cut, Command::Copy, Command::Paste, Command::ShowFixes];
                for command in first.into_iter().chain(Menu::Session.commands()) {
                    bar::item(cx, state, command, ui);
                }
            });
        }
        (Card::Unread(unread), _) if response.clicked() => {
            cx.requests.send(Request::ShowSource(unread.at));
        }
        _ => {}
    }
    let id = response.id;
    if state.drag.is_none() && response.hovered() {
        response.on_hover_ui(|ui| details(card, ui));
    }
    id
}

/// What the pointer that rests on a card is told.
fn details(card: &CardVm, ui: &mut Ui) {
    ui.set_max_width(420.0);
    ui.strong(&card.title);
    for line in
        card.kind.iter().chain(Some(&card.amount)).chain(Some(&card.content)).filter(|line| !line.is_empty())
    {
        ui.label(line);
    }
    for line in &card.details {
        ui.weak(line);
    }
    if !card.messages.is_empty() {
        ui.separator();
    }
    for message in &card.messages {
        ui.label(message);
    }
}

fn summary(cx: &Cx<'_>, summary: &SummaryVm, rect: Rect, ui: &Ui) {
    let painter = ui.painter();
    painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, cx.tokens.line));
    let ramp = summary.ramp.as_deref().unwrap_or("");
    let key_runs =
        if summary.key_runs == 1 { "1 key run".to_owned() } else { format!("{} key runs", summary.key_runs) };
    let legs = summary.legs.as_ref().map_or_else(String::new, |legs| format!("legs {legs} units"));
    let lines = [
        (format!("{}   {ramp}", summary.distance), 13.0, cx.tokens.text),
        (format!("{} · {key_runs}", summary.time), 11.0, cx.tokens.weak),
        (legs.clone(), 11.0, cx.tokens.weak),
    ];
    let left = rect.left() + 8.0;
    let mut y = rect.top() + 13.0;
    for (text, size, color) in lines.iter().filter(|(text, ..)| !text.is_empty()) {
        one_line(painter, text, *size, *color, false, pos2(left, y), rect.width() - 12.0);
        y += size + 4.0;
    }
    marks(cx, summary.marks, pos2(left, y), ui);
    let name = format!(
        "{}, {}, {key_runs}{}{}{}",
        summary.distance,
        summary.time,
        if legs.is_empty() { String::new() } else { format!(", {legs}") },
        if ramp.is_empty() { String::new() } else { format!(", {ramp} against the week before") },
        Some(summary.marks.words()).filter(|w| !w.is_empty()).map(|w| format!(", {w}")).unwrap_or_default(),
    );
    let id = egui::Id::unique(("summary", rect.top().to_bits()));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}

/// How many findings of each severity there are, the worst first.
fn marks(cx: &Cx<'_>, marks: Marks, left: egui::Pos2, ui: &Ui) {
    let counts = [
        (Severity::Error, marks.errors),
        (Severity::Warning, marks.warnings),
        (Severity::Advice, marks.advice),
    ];
    let mut x = left.x;
    for (severity, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        badge::paint(ui.painter(), pos2(x + badge::SIZE / 2.0, left.y), cx.tokens, severity);
        let at = pos2(x + badge::SIZE + 3.0, left.y);
        let font = FontId::proportional(11.0);
        let written = ui.painter().text(at, Align2::LEFT_CENTER, count.to_string(), font, cx.tokens.text);
        x = written.right() + 8.0;
    }
}
