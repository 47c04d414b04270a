//! The card in hand: where it would be dropped, and what that would do.

use egui::{Area, CursorIcon, Frame, Id, Key, Modifiers, Order, Pos2, Rect, RichText, Stroke, Ui, vec2};
use gait_core::{Balance, Layer, SessionKey, Spot};
use jiff::civil::Date;

use super::row;
use crate::drag::{Drag, Outlook};
use crate::editor::State;
use crate::panels::Cx;
use crate::request::Request;
use crate::vm::board::CardVm;
use crate::widgets::card;

/// Where a day and its cards were drawn.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    date: Date,
    rect: Rect,
    id: Id,
    sessions: Vec<(SessionKey, Rect)>,
    ids: Vec<Id>,
}

impl Cell {
    pub(super) const fn new(date: Date, rect: Rect, id: Id) -> Self {
        Self { date, rect, id, sessions: Vec::new(), ids: Vec::new() }
    }

    pub(super) fn push(&mut self, card: &CardVm, rect: Rect, id: Id) {
        self.sessions.extend(card.session().map(|key| (key.clone(), rect)));
        self.ids.push(id);
    }

    /// Whether a widget is this day or one of its cards.
    pub(super) fn has(&self, id: Id) -> bool {
        self.id == id || self.ids.contains(&id)
    }

    /// Where a card would go that is held at a height, and the height of the line that shows it.
    fn spot(&self, session: &SessionKey, y: f32) -> (Spot, f32) {
        let others = || self.sessions.iter().filter(|(key, _)| key != session);
        let index = others().filter(|(_, rect)| rect.center().y < y).count();
        let line = match others().nth(index) {
            Some((_, next)) => next.top() - row::GAP / 2.0,
            None => others()
                .next_back()
                .map_or(self.rect.top() + row::DAY_HEAD, |(_, rect)| rect.bottom() + row::GAP / 2.0),
        };
        (Spot { date: self.date, index }, line)
    }

    /// Whether the spot is where the session is already.
    fn is_home(&self, session: &SessionKey, spot: Spot) -> bool {
        self.sessions.iter().position(|(key, _)| key == session) == Some(spot.index)
    }
}

/// Follows the card in hand.
pub(super) fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let Some(mut drag) = state.drag.take() else { return };
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        ui.ctx().stop_dragging();
        return;
    }
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let other = ui.input(|input| input.modifiers.shift);
    drag.layer = if other { other_layer(state.layer) } else { state.layer };
    drag.spot = None;
    let cell =
        state.board.cells.iter().find(|cell| cell.rect.contains(pointer) && ui.clip_rect().contains(pointer));
    if let Some(cell) = cell {
        let (spot, line) = cell.spot(&drag.session, pointer.y);
        if !cell.is_home(&drag.session, spot) {
            drag.spot = Some(spot);
            let x = cell.rect.x_range().shrink(3.0);
            ui.painter().hline(x, line, Stroke::new(3.0, cx.tokens.accent));
        }
    }
    if ui.input(|input| input.pointer.any_released()) {
        if let Some(gesture) = drag.gesture() {
            cx.requests.send(Request::Gesture(gesture));
        }
        return;
    }
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    in_hand(cx, &drag, pointer, ui);
    scroll_at_edges(pointer, ui);
    state.drag = Some(drag);
    ui.request_repaint();
}

const fn other_layer(layer: Layer) -> Layer {
    match layer {
        Layer::Date => Layer::Pattern,
        Layer::Pattern => Layer::Date,
    }
}

/// The card at the pointer, with what a drop would do beneath it.
fn in_hand(cx: &Cx<'_>, drag: &Drag, pointer: Pos2, ui: &Ui) {
    let Some(card) = cx.views.board.card(&drag.session) else { return };
    Area::new(Id::unique("card in hand"))
        .order(Order::Tooltip)
        .interactable(false)
        .fixed_pos(pointer + vec2(10.0, 6.0))
        .show(ui.ctx(), |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(128.0, card::HEIGHT), egui::Sense::hover());
            card::paint(cx.tokens, card, rect, 0.95, false, ui.painter());
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(320.0);
                outlook(cx, drag, ui);
            });
        });
}

fn outlook(cx: &Cx<'_>, drag: &Drag, ui: &mut Ui) {
    match drag.outlook() {
        Some(Outlook::Would { balance, summary }) => {
            let color = match balance {
                Balance::Better => cx.tokens.good,
                Balance::Same => cx.tokens.text,
                Balance::Worse => cx.tokens.bad,
            };
            ui.label(RichText::new(summary).color(color));
        }
        Some(Outlook::Cannot(reason)) => {
            ui.label(RichText::new(reason).color(cx.tokens.bad));
        }
        None => {
            ui.weak("Drop it on a day; Escape puts it back");
        }
    }
    let layer = match drag.layer {
        Layer::Date => "Changes this date only; hold Shift for the pattern",
        Layer::Pattern => "Changes every week of the pattern; hold Shift for this date only",
    };
    ui.label(RichText::new(layer).small().color(cx.tokens.weak));
}

/// Scrolls the board while a card is held at its upper or lower edge.
fn scroll_at_edges(pointer: Pos2, ui: &Ui) {
    const EDGE: f32 = 36.0;
    const SPEED: f32 = 9.0;
    let view = ui.clip_rect();
    let by = if pointer.y < view.top() + EDGE {
        SPEED
    } else if pointer.y > view.bottom() - EDGE {
        -SPEED
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, by));
}
