//! The whole editor: its state, and the order of things in a frame. What a person asked for is carried out in
//! [`Editor::logic`]; [`Editor::ui`] draws and asks.

mod files;
mod keys;
mod problems;
mod run;

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use gait_core::{Layer, Span, Units};

use crate::command::Env;
use crate::desk::Desk;
use crate::document::Document;
use crate::drag::Drag;
use crate::files::Files;
use crate::fixes::Fixes;
use crate::panels::{self, Cx};
use crate::preferences::{Appearance, Middle, Preferences};
use crate::request::{Request, Requests};
use crate::selection::Selection;
use crate::theme::{self, Tokens};
use crate::views::Views;

/// An editor with one plan.
#[derive(Debug)]
pub struct Editor {
    document: Document,
    files: Files,
    views: Views,
    preferences: Preferences,
    requests: Requests,
    queue: Receiver<Request>,
    /// What was asked for in the last frame.
    pending: VecDeque<Request>,
    state: State,
}

/// What is open, typed or held at the moment; nothing of it is kept.
#[derive(Debug, Default)]
pub struct State {
    /// Which layer moves and removals change.
    pub layer: Layer,
    /// The card in hand.
    pub drag: Option<Drag>,
    /// What is to be brought into view in this frame.
    pub reveal: Option<Selection>,
    /// What the source pane is to show in this frame.
    pub show_source: Option<Span>,
    /// The last thing to tell.
    pub status: String,
    /// The version of the text that the last thing to tell made, if that can be undone beside it.
    pub undo_status: Option<u64>,
    /// The dialog that is open.
    pub dialog: Option<panels::dialogs::Dialog>,
    /// Why nothing is open.
    pub not_opened: Option<String>,
    /// What the dialog that was drawn last asks; nothing if none was open.
    pub asked: &'static str,
    /// Whether what was left behind has had the keyboard.
    pub offered: bool,
    /// What the window is called.
    pub title: String,
    /// Whether the window may close.
    pub may_close: bool,
    /// The command palette, if it is open.
    pub palette: Option<panels::palette::Palette>,
    /// The board.
    pub board: panels::board::BoardState,
    /// The charts.
    pub charts: panels::charts::ChartsState,
    /// The inspector.
    pub inspector: panels::inspector::InspectorState,
    /// The problems.
    pub problems: panels::problems::ProblemsState,
    /// The fixes that are known, and those that are looked for.
    pub fixes: Fixes,
    /// The source pane.
    pub source: panels::source::SourceState,
    /// Milliseconds since the start, for bursts of typing.
    pub now: u64,
    /// Whether a field of text had the keyboard in the last frame.
    pub typing: bool,
}

impl Editor {
    /// An editor of a plan.
    #[must_use]
    pub fn new(document: Document, preferences: Preferences, desk: Box<dyn Desk>) -> Self {
        let mut files = Files::new(desk);
        files.attend(&document);
        let (requests, queue) = Requests::queue();
        let views = Views::new(&document, preferences.units);
        Self {
            document,
            files,
            views,
            preferences,
            requests,
            queue,
            pending: VecDeque::new(),
            state: State::default(),
        }
    }

    /// Gives a context our themes and the person's preferences.
    pub fn dress(&self, ctx: &egui::Context) {
        theme::install(ctx);
        self.wear(ctx);
    }

    /// Applies preferences that may have changed.
    fn wear(&self, ctx: &egui::Context) {
        ctx.set_theme(match self.preferences.appearance {
            Appearance::Light => egui::ThemePreference::Light,
            Appearance::Dark => egui::ThemePreference::Dark,
            Appearance::System => egui::ThemePreference::System,
        });
        ctx.set_zoom_factor(self.preferences.zoom);
        let time = if self.preferences.reduced_motion { 0.0 } else { 1.0 / 12.0 };
        let scroll = if self.preferences.reduced_motion {
            egui::style::ScrollAnimation::none()
        } else {
            egui::style::ScrollAnimation::default()
        };
        ctx.all_styles_mut(|style| {
            style.animation_time = time;
            style.scroll_animation = scroll;
        });
    }

    /// The open plan.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// What the person prefers.
    #[must_use]
    pub const fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// Where requests are sent.
    #[must_use]
    pub const fn requests(&self) -> &Requests {
        &self.requests
    }

    /// What is open, typed or held.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Carries out what was asked for, and makes ready what is shown.
    pub fn logic(&mut self, ctx: &egui::Context) {
        self.state.now = ctx.input(|input| milliseconds(input.time));
        self.state.reveal = None;
        self.state.show_source = None;
        self.state.typing = ctx.text_edit_focused();
        let leaving = self.window(ctx);
        self.keys(ctx);
        while let Some(request) = self.pending.pop_front().or_else(|| self.queue.try_recv().ok()) {
            self.carry_out(ctx, request);
        }
        if let Some(drag) = &mut self.state.drag {
            drag.look(&self.document);
        }
        self.carry_on(ctx, leaving);
        self.make_ready();
        self.work_on_fixes(ctx);
        self.make_ready();
    }

    /// Draws. What is asked for is carried out before the next frame, which is asked for as well.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let env = self.env();
        let tokens = Tokens::of(ui.theme());
        let cx = Cx {
            document: &self.document,
            views: &self.views,
            preferences: &self.preferences,
            tokens,
            requests: &self.requests,
            env: &env,
            files: &self.files,
        };
        panels::bar::show(&cx, &mut self.state, ui);
        panels::status::show(&cx, &self.state, ui);
        panels::alerts::show(&cx, &mut self.state, ui);
        if self.preferences.problems {
            panels::problems::show(&cx, &mut self.state, ui);
        }
        if self.preferences.inspector {
            panels::inspector::show(&cx, &mut self.state, ui);
        }
        if self.preferences.source {
            panels::source::show(&cx, &mut self.state, ui);
        }
        egui::CentralPanel::no_frame().show(ui, |ui| match self.preferences.middle {
            Middle::Board => panels::board::show(&cx, &mut self.state, ui),
            Middle::Charts => panels::charts::show(&cx, &mut self.state, ui),
        });
        panels::palette::show(&cx, &mut self.state, ui);
        panels::dialogs::show(&cx, &mut self.state, ui);
        self.pending.extend(self.queue.try_iter());
        if !self.pending.is_empty() {
            ui.request_repaint();
        }
    }

    fn units(&self) -> Units {
        self.preferences.units
    }

    /// What decides which commands can be used now.
    #[must_use]
    pub fn env(&self) -> Env {
        let history = self.document.history();
        let selection = self.document.selection();
        Env {
            dirty: self.is_unsaved() || self.document.path().is_none(),
            can_undo: history.undo_names().next().is_some(),
            can_redo: history.redo_names().next().is_some(),
            session: selection.session().is_some(),
            day: selection.date().is_some(),
            week: self.selected_week().is_some(),
            problems: !self.document.report().diagnostics.is_empty(),
            safe_fixes: self.views.problems.has_safe,
            typing: self.state.typing,
        }
    }

    /// Whether something is not on the disk: of the text, or typed in the form.
    fn is_unsaved(&self) -> bool {
        self.document.is_dirty() || self.state.inspector.is_typed()
    }

    /// The week that is selected, or holds what is.
    fn selected_week(&self) -> Option<u32> {
        match self.document.selection() {
            Selection::Week(week) => Some(*week),
            selection => self.views.board.day(selection.date()?).map(|(week, _)| week.week),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a program runs for less than 2^53 ms"
)]
fn milliseconds(seconds: f64) -> u64 {
    (seconds.max(0.0) * 1000.0) as u64
}
