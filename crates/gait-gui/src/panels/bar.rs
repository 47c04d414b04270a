//! The menu bar and the switches beneath it.

use egui::containers::menu::menu_style;
use egui::{Button, MenuBar, Panel, Ui};
use gait_core::Layer;

use super::Cx;
use crate::command::{Command, Menu};
use crate::editor::State;
use crate::preferences::{Appearance, Middle};
use crate::request::Request;
use crate::vm::picker;
use gait_core::Units;

/// The menus and the switches stand beside each other where there is so much room, in points.
const ONE_LINE: f32 = 840.0;

/// Draws the menu bar and the switches.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    Panel::top("bar").show(ui, |ui| {
        let is_wide = ui.available_width() >= ONE_LINE;
        MenuBar::new().ui(ui, |ui| {
            for menu in Menu::ALL {
                ui.menu_button(menu.title(), |ui| self::menu(cx, state, menu, ui));
            }
            if is_wide {
                ui.separator();
                switches(cx, state, ui);
            }
        });
        if !is_wide {
            ui.horizontal_wrapped(|ui| {
                menu_style(ui.style_mut());
                switches(cx, state, ui);
            });
        }
    });
}

fn menu(cx: &Cx<'_>, state: &State, menu: Menu, ui: &mut Ui) {
    ui.set_min_width(240.0);
    for command in menu.commands() {
        item(cx, state, command, ui);
        if command == Command::Open {
            ui.menu_button("Recent files", |ui| recent(cx, ui));
        }
    }
}

/// The files that were open, the last one first.
fn recent(cx: &Cx<'_>, ui: &mut Ui) {
    let here = cx.files.desk().here();
    if cx.preferences.recent.is_empty() {
        ui.weak("No file was opened yet");
    }
    for path in &cx.preferences.recent {
        if ui.button(picker::shown(&here, path)).clicked() {
            cx.requests.send(Request::OpenFile(path.clone()));
            ui.close();
        }
    }
}

/// A command as an item of a menu.
pub fn item(cx: &Cx<'_>, state: &State, command: Command, ui: &mut Ui) {
    let mut button = Button::selectable(is_on(cx, state, command), title(cx, command));
    if let Some(keys) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&keys));
    }
    let response = ui.add_enabled(command.is_enabled(cx.env), button).on_hover_text(command.help());
    if response.clicked() {
        cx.requests.run(command);
        ui.close();
    }
}

/// The title, with what would be undone.
fn title(cx: &Cx<'_>, command: Command) -> String {
    let history = cx.document.history();
    let step = match command {
        Command::Undo => history.undo_names().next(),
        Command::Redo => history.redo_names().next(),
        _ => None,
    };
    step.map_or_else(
        || command.title().to_owned(),
        |step| format!("{} {}", command.title(), lower_first(step)),
    )
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Whether a command that switches something is switched on.
fn is_on(cx: &Cx<'_>, state: &State, command: Command) -> bool {
    let preferences = cx.preferences;
    match command {
        Command::LayerDate => state.layer == Layer::Date,
        Command::LayerPattern => state.layer == Layer::Pattern,
        Command::ShowBoard => preferences.middle == Middle::Board,
        Command::ShowCharts => preferences.middle == Middle::Charts,
        Command::ToggleInspector => preferences.inspector,
        Command::ToggleProblems => preferences.problems,
        Command::ToggleSource => preferences.source,
        Command::LightTheme => preferences.appearance == Appearance::Light,
        Command::DarkTheme => preferences.appearance == Appearance::Dark,
        Command::SystemTheme => preferences.appearance == Appearance::System,
        Command::UnitsAsWritten => preferences.units == Units::AsWritten,
        Command::Kilometres => preferences.units == Units::Kilometres,
        Command::Miles => preferences.units == Units::Miles,
        Command::ReduceMotion => preferences.reduced_motion,
        _ => false,
    }
}

fn switches(cx: &Cx<'_>, state: &State, ui: &mut Ui) {
    let groups: [&[Command]; 3] = [
        &[Command::ShowBoard, Command::ShowCharts],
        &[Command::ToggleProblems, Command::ToggleInspector, Command::ToggleSource],
        &[Command::LayerDate, Command::LayerPattern],
    ];
    for (i, group) in groups.into_iter().enumerate() {
        if i > 0 {
            ui.separator();
        }
        for &command in group {
            let button = Button::selectable(is_on(cx, state, command), command.title());
            let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
            if ui.add(button).on_hover_text(format!("{} ({keys})", command.help())).clicked() {
                cx.requests.run(command);
            }
        }
    }
}
