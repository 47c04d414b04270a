//! The list of problems, with their fixes and the pages of their rules.

mod details;
mod list;
mod page;

use egui::{
    Align, Button, CentralPanel, Frame, Key, Label, Layout, Modifiers, Panel, RichText, TextEdit, Ui,
};
use gait_core::Severity;

use super::Cx;
use crate::command::Command;
use crate::editor::State;
use crate::fixes::Scope;
use crate::vm::problems::{Filter, Group, Grouping, ProblemsVm};
use crate::widgets::badge;

/// The panel's height at first, in points.
const HEIGHT: f32 = 190.0;

/// How many buttons stand at the right of its head.
const TOOLS: usize = 4;
/// They stand there where the head has so much room, in points.
const ONE_LINE: f32 = 860.0;

/// What the panel remembers from frame to frame.
#[derive(Default, Debug)]
pub struct ProblemsState {
    /// Which problems are shown.
    pub filter: Filter,
    /// The reason that is being written, if a finding is being silenced.
    pub reason: Option<String>,
    /// Why the reason was refused.
    pub refusal: Option<String>,
    /// What is to get the keyboard in this frame.
    pub focus: Option<Focus>,
    /// The fixes that are wanted at once, and whether to apply them or to show them.
    pub wanted: Option<(Scope, bool)>,
    current: Option<String>,
    /// Where the current problem stands among those that are shown.
    stand: usize,
    groups: Vec<Group>,
    /// What the groups were made of.
    of: Option<((u64, u64), Filter)>,
    page: page::PageState,
}

/// What gets the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// The field of the filter.
    Filter,
    /// The row of the current problem.
    Row,
    /// Its first fix.
    Fixes,
    /// The field of the reason.
    Reason,
}

impl ProblemsState {
    /// What tells the current problem from the others, if there is one.
    #[must_use]
    pub fn current(&self) -> Option<&str> {
        self.current.as_deref()
    }

    /// Where the current problem stands, or stood before it was mended.
    #[must_use]
    pub const fn stand(&self) -> usize {
        self.stand
    }

    /// The problems that are shown.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Makes the groups anew if they are of other problems or another filter.
    pub fn refresh(&mut self, problems: &ProblemsVm, version: (u64, u64)) {
        if self.of.as_ref().is_some_and(|(of, filter)| *of == version && *filter == self.filter) {
            return;
        }
        self.groups = problems.groups(&self.filter);
        self.of = Some((version, self.filter.clone()));
        let current = self.current.as_deref().and_then(|identity| problems.index_of(identity));
        match current {
            Some(current) => self.stand = self.stand_of(current).unwrap_or(0),
            None => self.unpick(),
        }
    }

    /// Makes a problem the current one; one that the filter hides is shown again.
    pub fn pick(&mut self, problems: &ProblemsVm, index: usize) {
        let Some(row) = problems.rows.get(index) else { return };
        if self.stand_of(index).is_none() {
            self.filter.clear();
            self.groups = problems.groups(&self.filter);
        }
        if self.current.as_ref() != Some(&row.identity) {
            self.unpick();
        }
        self.stand = self.stand_of(index).unwrap_or(0);
        self.current = Some(row.identity.clone());
    }

    /// No problem is the current one any more.
    pub fn unpick(&mut self) {
        self.current = None;
        self.reason = None;
        self.refusal = None;
        self.wanted = None;
        self.page.follow(None);
    }

    fn stand_of(&self, row: usize) -> Option<usize> {
        self.groups.iter().flat_map(|group| &group.rows).position(|&other| other == row)
    }
}

/// Draws the panel.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    Panel::bottom("problems").resizable(true).default_size(HEIGHT).min_size(90.0).show(ui, |ui| {
        ui.take_available_space();
        toolbar(cx, &mut state.problems, ui);
        let width = ui.available_width();
        let plain = Frame::NONE.inner_margin(egui::Margin { left: 8, ..Default::default() });
        if state.problems.page.is_open {
            let panel = Panel::right("page of a rule").frame(plain).default_size(width * 0.32);
            panel.show(ui, |ui| page::show(cx, &mut state.problems, ui));
        }
        if state.problems.current.is_some() {
            let panel = Panel::right("details of a problem").frame(plain).default_size(width * 0.38);
            panel.show(ui, |ui| details::show(cx, state, ui));
        }
        CentralPanel::no_frame().show(ui, |ui| list::show(cx, &mut state.problems, ui));
    });
}

fn toolbar(cx: &Cx<'_>, state: &mut ProblemsState, ui: &mut Ui) {
    let problems = &cx.views.problems;
    let is_wide = ui.available_width() >= ONE_LINE;
    ui.horizontal_wrapped(|ui| {
        filter(state, ui);
        for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
            let shown = !state.filter.hidden.contains(&severity);
            let response = badge::toggle(cx.tokens, severity, problems.count(severity), shown, ui);
            if response.clicked() && shown {
                state.filter.hidden.push(severity);
            } else if response.clicked() {
                state.filter.hidden.retain(|other| *other != severity);
            }
        }
        ui.separator();
        ui.selectable_value(&mut state.filter.grouping, Grouping::Rule, "By rule");
        ui.selectable_value(&mut state.filter.grouping, Grouping::Week, "By week");
        ui.separator();
        let count = RichText::new(counted(problems.rows.len(), state)).color(cx.tokens.weak);
        ui.add(Label::new(count).extend());
        // On a narrow window they go on in the next line.
        if !is_wide {
            (0..TOOLS).for_each(|which| tool(cx, state, which, ui));
        } else {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                (0..TOOLS).rev().for_each(|which| tool(cx, state, which, ui));
            });
        }
    });
}

/// What stands at the right, counted from the left.
fn tool(cx: &Cx<'_>, state: &mut ProblemsState, which: usize, ui: &mut Ui) {
    match which {
        0 => command(cx, Command::PreviousProblem, "Previous", ui),
        1 => command(cx, Command::NextProblem, "Next", ui),
        2 => command(cx, Command::FixSafe, Command::FixSafe.title(), ui),
        _ => {
            let page = ui.toggle_value(&mut state.page.is_open, "Rule page");
            page.on_hover_text("What the rule asks for, and why");
        }
    }
}

fn filter(state: &mut ProblemsState, ui: &mut Ui) {
    let id = egui::Id::unique("filter of the problems");
    let field = TextEdit::singleline(&mut state.filter.text).id(id).hint_text("Filter problems");
    let response = ui.add(field.desired_width(180.0));
    if state.focus == Some(Focus::Filter) {
        response.request_focus();
        state.focus = None;
    }
    // Escape takes the keyboard away; the second time it also means the words.
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        state.filter.text.clear();
    }
    if response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown)) {
        state.focus = Some(Focus::Row);
    }
}

/// `3 of 12 problems`
fn counted(all: usize, state: &ProblemsState) -> String {
    let shown: usize = state.groups.iter().map(|group| group.rows.len()).sum();
    let noun = if all == 1 { "problem" } else { "problems" };
    if shown == all { format!("{all} {noun}") } else { format!("{shown} of {all} {noun}") }
}

/// A command as a button.
fn command(cx: &Cx<'_>, command: Command, title: &str, ui: &mut Ui) {
    let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
    let button = ui.add_enabled(command.is_enabled(cx.env), Button::new(title));
    let why = match command {
        Command::FixSafe => "No rule proposes a fix that leaves the training as it is",
        _ => "There are no problems",
    };
    let button = button.on_hover_text(format!("{} ({keys})", command.help())).on_disabled_hover_text(why);
    if button.clicked() {
        cx.requests.run(command);
    }
}
