//! The board: a row for each week, a column for each day, a card for each session.

mod hand;
mod row;

use egui::{Event, EventFilter, FontId, Key, Modifiers, Popup, Rect, ScrollArea, Sense, Ui, pos2, vec2};
use gait_core::Span;
use jiff::civil::Date;

use super::Cx;
use crate::command::Command;
use crate::editor::State;
use crate::request::Request;
use crate::selection::Selection;
use crate::vm::board::{BoardVm, WeekVm};

/// The column of the week's number and phase, in points.
const WEEK_WIDTH: f32 = 92.0;
/// The column of what the week comes to.
const SUMMARY_WIDTH: f32 = 132.0;
/// A day is at least so wide.
const LEAST_DAY: f32 = 96.0;
/// The names of the weekdays.
const HEADER: f32 = 22.0;

/// What the board remembers from frame to frame.
#[derive(Clone, Default, Debug)]
pub struct BoardState {
    /// What the keyboard is to be on in this frame.
    pub focus: Option<Selection>,
    /// Where days are, for the card in hand.
    cells: Vec<hand::Cell>,
    /// Whether keys were the board's in the last frame.
    had_keys: bool,
}

/// Where the columns are.
#[derive(Clone, Copy, Debug)]
struct Columns {
    left: f32,
    day: f32,
}

impl Columns {
    fn new(left: f32, width: f32) -> Self {
        let day = ((width - WEEK_WIDTH - SUMMARY_WIDTH) / 7.0).max(LEAST_DAY);
        Self { left, day }
    }

    fn day(self, index: usize) -> egui::Rangef {
        #[expect(clippy::cast_precision_loss, reason = "a week has seven days")]
        let left = self.left + WEEK_WIDTH + self.day * index as f32;
        egui::Rangef::new(left, left + self.day)
    }

    fn summary(self) -> egui::Rangef {
        let left = self.left + WEEK_WIDTH + self.day * 7.0;
        egui::Rangef::new(left, left + SUMMARY_WIDTH)
    }

    fn width(self) -> f32 {
        WEEK_WIDTH + self.day * 7.0 + SUMMARY_WIDTH
    }
}

/// Draws the board.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let ground = ui.available_rect_before_wrap();
    ui.painter().rect_filled(ground, 0.0, cx.tokens.board);
    let board = &cx.views.board;
    if board.weeks.is_empty() {
        nothing(cx, state, ui);
        return;
    }
    state.board.cells.clear();
    ScrollArea::both().id_salt("board").auto_shrink(false).show(ui, |ui| {
        let columns = Columns::new(ui.min_rect().left(), ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.allocate_exact_size(vec2(columns.width(), HEADER), Sense::hover());
        for week in &board.weeks {
            row::show(cx, state, week, columns, ui);
        }
        ui.add_space(60.0);
        header(cx, board, columns, ui);
        hand::show(cx, state, ui);
    });
    arrows(cx, state, ui);
}

/// What stands there instead of weeks.
fn nothing(cx: &Cx<'_>, state: &State, ui: &mut Ui) {
    ui.vertical_centered(|ui| {
        ui.add_space(80.0);
        if cx.document.text().trim().is_empty() {
            empty(cx, state, ui);
            return;
        }
        ui.heading("No week could be read");
        let first = cx.document.report().diagnostics.first();
        if let Some(first) = first {
            ui.label(format!("Line {}: {}", first.place.line, first.message));
        }
        ui.weak("The text is as it was; it can be mended in the source pane");
        if ui.button("Show the text").clicked() {
            let span = first.map_or(Span::new(0, 0), |first| first.span);
            cx.requests.send(Request::ShowSource(span));
        }
    });
}

/// What stands there instead of a text.
fn empty(cx: &Cx<'_>, state: &State, ui: &mut Ui) {
    match (&state.not_opened, cx.document.path()) {
        (Some(why), _) => {
            ui.heading("Nothing is open");
            ui.label(format!("Not opened: {why}"));
        }
        (None, Some(_)) => {
            ui.heading(format!("`{}` has no text yet", cx.document.name()));
            ui.weak("A plan that is begun here is saved under this name");
        }
        (None, None) => drop(ui.heading("Nothing is open")),
    }
    for command in [Command::New, Command::Open] {
        if ui.button(command.title()).clicked() {
            cx.requests.run(command);
        }
    }
}

/// The names of the weekdays, above whatever is scrolled.
fn header(cx: &Cx<'_>, board: &BoardVm, columns: Columns, ui: &Ui) {
    let top = ui.clip_rect().top();
    let painter = ui.painter();
    let rect = Rect::from_min_size(pos2(columns.left, top), vec2(columns.width(), HEADER));
    painter.rect_filled(rect, 0.0, cx.tokens.panel);
    painter.hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, cx.tokens.line));
    let write = |text: &str, left: f32| {
        let at = pos2(left, rect.center().y);
        painter.text(at, egui::Align2::LEFT_CENTER, text, FontId::proportional(12.0), cx.tokens.weak);
    };
    let weeks = match board.weeks.len() {
        1 => "1 week".to_owned(),
        count => format!("{count} weeks"),
    };
    write(&weeks, columns.left + 8.0);
    for (i, weekday) in board.weekdays.iter().enumerate() {
        write(weekday, columns.day(i).min + 6.0);
    }
    write(&board.distance, columns.summary().min + 8.0);
    let id = egui::Id::unique("board header");
    let name = format!("{}, {weeks}, {}", board.name, board.distance);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
}

/// Arrows go from card to card, and to days that have none.
fn arrows(cx: &Cx<'_>, state: &mut State, ui: &Ui) {
    let is_ours = state.palette.is_none()
        && state.dialog.is_none()
        && !Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| memory.focused().is_none_or(|id| state.board.cells.iter().any(|c| c.has(id))));
    // Escape has taken the keyboard from whatever had it by now; it goes on to the plan only if that was the board.
    let had_keys = std::mem::replace(&mut state.board.had_keys, is_ours);
    if cx.env.typing || state.drag.is_some() {
        return;
    }
    if !is_ours {
        return;
    }
    let Some(key) = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Key { key, pressed: true, modifiers: Modifiers::NONE, .. } => Some(*key),
            _ => None,
        })
    }) else {
        return;
    };
    if key == Key::Escape && had_keys {
        cx.requests.select(Selection::Plan);
    }
    if let Some(next) = neighbour(&cx.views.board, cx.document.selection(), key) {
        state.board.focus = Some(next.clone());
        cx.requests.reveal(next);
        ui.request_repaint();
    }
}

/// Keeps the arrows for the board while one of its cards or days has the keyboard.
fn keep_arrows(ui: &Ui, id: egui::Id) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// What is next to a selection in the direction of a key.
fn neighbour(board: &BoardVm, selection: &Selection, key: Key) -> Option<Selection> {
    if !matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown) {
        return None;
    }
    let Some(date) = selection.date() else { return first(board) };
    let (_, day) = board.day(date)?;
    let index =
        selection.session().and_then(|key| day.sessions().position(|other| other == key)).unwrap_or(0);
    let other_day =
        |days: i64, index: usize| at(board, date.checked_add(jiff::Span::new().days(days)).ok()?, index);
    match key {
        Key::ArrowLeft => other_day(-1, index),
        Key::ArrowRight => other_day(1, index),
        Key::ArrowUp if index > 0 => at(board, date, index - 1),
        Key::ArrowUp => other_day(-7, usize::MAX),
        _ if index + 1 < day.sessions().count() => at(board, date, index + 1),
        _ => other_day(7, 0),
    }
}

fn first(board: &BoardVm) -> Option<Selection> {
    at(board, board.weeks.first()?.days.first()?.date, 0)
}

/// The session of a date that is nearest to an index, or the day if it has none.
fn at(board: &BoardVm, date: Date, index: usize) -> Option<Selection> {
    let (_, day) = board.day(date).filter(|(_, day)| day.is_in_plan)?;
    let last = day.sessions().count().checked_sub(1);
    let session = last.and_then(|last| day.sessions().nth(index.min(last)));
    Some(session.map_or(Selection::Day(date), |key| Selection::Session(key.clone())))
}

/// How tall a week is, in points: all cards of its fullest day.
fn height(week: &WeekVm) -> f32 {
    let most = week.days.iter().map(|day| day.cards.len()).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "a day has at most 24 slots")]
    let cards = most as f32 * (crate::widgets::card::HEIGHT + row::GAP);
    (row::DAY_HEAD + cards + row::GAP).max(row::LEAST)
}
