//! The command palette: every command by its name.

use egui::{Align, Align2, Area, Button, Frame, Key, Modifiers, Order, ScrollArea, TextEdit, Ui, vec2};

use super::Cx;
use crate::command::Command;
use crate::editor::State;

/// An open palette.
#[derive(Clone, Default, Debug)]
pub struct Palette {
    /// What is typed.
    query: String,
    /// Which of the matches is chosen.
    chosen: usize,
}

/// Draws the palette, if it is open.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let Some(palette) = &mut state.palette else { return };
    let mut close = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let ran = Area::new(egui::Id::unique("palette"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 60.0))
        .show(ui.ctx(), |ui| Frame::popup(ui.style()).show(ui, |ui| palette.contents(cx, ui)).inner);
    close |= ran.inner || ran.response.clicked_elsewhere();
    if close {
        state.palette = None;
        ui.request_repaint();
    }
}

impl Palette {
    /// Whether a command was run.
    fn contents(&mut self, cx: &Cx<'_>, ui: &mut Ui) -> bool {
        ui.set_width(460.0);
        let field = TextEdit::singleline(&mut self.query)
            .hint_text("Type the name of a command")
            .desired_width(f32::INFINITY);
        let (up, down, enter) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::Enter),
            )
        });
        let response = ui.add(field).accessible_name("Command");
        response.request_focus();
        if response.changed() {
            self.chosen = 0;
        }
        let found = matches(&self.query);
        if down {
            self.chosen = (self.chosen + 1).min(found.len().saturating_sub(1));
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let mut run = enter.then(|| found.get(self.chosen).copied()).flatten();
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (i, command) in found.iter().enumerate() {
                let title = format!("{}  ·  {}", command.title(), command.menu().title());
                let mut button = Button::selectable(i == self.chosen, title);
                if let Some(keys) = command.shortcut() {
                    button = button.shortcut_text(ui.ctx().format_shortcut(&keys));
                }
                let button = button.min_size(vec2(ui.available_width(), 0.0));
                let response =
                    ui.add_enabled(command.is_enabled(cx.env), button).on_hover_text(command.help());
                if i == self.chosen && (up || down) {
                    response.scroll_to_me(Some(Align::Center));
                }
                if response.clicked() {
                    run = Some(*command);
                }
            }
            if found.is_empty() {
                ui.weak("No command is called that");
            }
        });
        let Some(command) = run.filter(|command| command.is_enabled(cx.env)) else { return false };
        cx.requests.run(command);
        true
    }
}

/// The commands whose names have the letters of the query in order, those that begin with it first.
fn matches(query: &str) -> Vec<Command> {
    let query = query.trim().to_lowercase();
    let mut found: Vec<(usize, Command)> = Command::ALL
        .iter()
        .filter(|command| **command != Command::Palette)
        .filter_map(|command| Some((rank(&command.title().to_lowercase(), &query)?, *command)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, command)| command).collect()
}

/// How well a title fits: the beginning, a word, anywhere, or only the letters in order; smaller is better.
fn rank(title: &str, query: &str) -> Option<usize> {
    if title.starts_with(query) {
        return Some(0);
    }
    if title.split(' ').any(|word| word.starts_with(query)) {
        return Some(1);
    }
    if title.contains(query) {
        return Some(2);
    }
    let mut rest = title.chars();
    query.chars().filter(|c| *c != ' ').all(|wanted| rest.any(|c| c == wanted)).then_some(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_by_parts_of_their_names() {
        assert_eq!(matches("undo")[0], Command::Undo);
        assert_eq!(matches("dark")[0], Command::DarkTheme);
        assert_eq!(matches("rmwk"), [Command::RemoveWeek]);
        assert_eq!(matches("").len(), Command::ALL.len() - 1);
        assert!(matches("zzz").is_empty());
    }
}
