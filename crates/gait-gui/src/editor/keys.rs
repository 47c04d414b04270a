//! Keys: every shortcut of the list of commands, taken before any widget sees it.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::Editor;
use crate::command::Command;
use crate::request::Request;

impl Editor {
    /// Turns keys into requests. Undo is always ours, also in a field; what edits text is the field's.
    pub(super) fn keys(&mut self, ctx: &Context) {
        if self.state.palette.is_some() || self.state.dialog.is_some() {
            return;
        }
        let env = self.env();
        for command in shortcuts() {
            if env.typing && command.yields_to_typing() {
                continue;
            }
            let keys = [command.shortcut(), command.other_shortcut()];
            let pressed = keys.into_iter().flatten().any(|keys| consume(ctx, keys));
            if pressed && command.is_enabled(&env) {
                self.requests.run(command);
            }
        }
        if !env.typing {
            self.clipboard(ctx);
        }
    }

    /// Cut, copy and paste are events of the window system.
    fn clipboard(&self, ctx: &Context) {
        let env = self.env();
        let events = ctx.input_mut(|input| {
            let (ours, others) = std::mem::take(&mut input.events)
                .into_iter()
                .partition(|event| matches!(event, Event::Cut | Event::Copy | Event::Paste(_)));
            input.events = others;
            let ours: Vec<Event> = ours;
            ours
        });
        for event in events {
            match event {
                Event::Cut if env.session => self.requests.run(Command::Cut),
                Event::Copy if env.session => self.requests.run(Command::Copy),
                Event::Paste(text) if env.day => self.requests.send(Request::PasteText(text)),
                _ => {}
            }
        }
    }
}

/// The commands with keys, those with more modifiers first: `Ctrl+S` would take `Ctrl+Shift+S` as well.
fn shortcuts() -> Vec<Command> {
    let mut commands: Vec<Command> =
        Command::ALL.iter().copied().filter(|c| c.shortcut().is_some()).collect();
    commands.retain(|c| !matches!(c, Command::Cut | Command::Copy | Command::Paste));
    commands.sort_by_key(|command| {
        std::cmp::Reverse(command.shortcut().map_or(0, |keys| weight(keys.modifiers)))
    });
    commands
}

fn weight(modifiers: Modifiers) -> usize {
    [modifiers.alt, modifiers.shift, modifiers.command].into_iter().filter(|pressed| *pressed).count()
}

/// Takes a shortcut out of the input.
fn consume(ctx: &Context, keys: KeyboardShortcut) -> bool {
    // Enter on a button presses the button; on a card the board makes it inspect.
    if keys.logical_key == Key::Enter {
        return false;
    }
    ctx.input_mut(|input| input.consume_shortcut(&keys))
}
