//! Carrying out what was asked for.

use egui::{Context, ViewportCommand};
use gait_core::{Gesture, Join, Layer, Spot};

use super::Editor;
use crate::command::Command;
use crate::fixes::Scope;
use crate::panels::dialogs::Then;
use crate::panels::palette::Palette;
use crate::panels::source;
use crate::preferences::{Appearance, Middle};
use crate::request::{Ask, Request};
use crate::selection::Selection;
use gait_core::Units;

/// How far a step of zoom goes.
const ZOOM_STEP: f32 = 0.1;
/// The least and the most zoom.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;

impl Editor {
    pub(super) fn carry_out(&mut self, ctx: &Context, request: Request) {
        match request {
            Request::Run(command) => self.run(ctx, command),
            Request::Select { selection, reveal } => {
                if reveal {
                    self.state.reveal = Some(selection.clone());
                }
                self.document.select(selection);
            }
            Request::Follow(selection) => {
                if *self.document.selection() != selection {
                    self.state.reveal = Some(selection.clone());
                    self.document.follow(selection);
                }
            }
            Request::Gesture(gesture) => self.gesture(&gesture),
            Request::Edit { version, name, edits, join, selection } => {
                let edits = if version == self.document.version() {
                    Some(edits)
                } else {
                    // What was drawn of an older text is not about this one, but letters are not to be lost.
                    Some(edits)
                        .filter(|_| join == source::typing())
                        .and_then(|edits| self.document.carried(version, &edits))
                };
                if let Some(edits) = edits {
                    // Edits that do not fit would be a fault of ours; the text stays as it is.
                    let _ = self.document.apply(&name, &edits, join, selection, self.state.now);
                }
            }
            Request::ShowSource(span) => {
                self.preferences.source = true;
                self.state.show_source = Some(span);
            }
            Request::Problem(ask) => self.about_problems(ask),
            Request::PasteText(text) => self.paste(text),
            Request::OpenFile(path) => self.ask_then(ctx, Then::Open(path)),
            Request::File(request) => self.file(ctx, request),
            Request::Tell(words) => self.state.status = words,
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        let preferences = &mut self.preferences;
        match command {
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Cut | Command::Copy => self.copy(ctx, command == Command::Cut),
            Command::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::Format => self.format(),
            Command::NextProblem => self.about_problems(Ask::Next),
            Command::PreviousProblem => self.about_problems(Ask::Previous),
            Command::ShowFixes => self.about_problems(Ask::ShowFixes),
            Command::FixSafe => self.about_problems(Ask::ApplyAll(Scope::Safe)),
            Command::FilterProblems => self.about_problems(Ask::Filter),
            Command::Palette => self.state.palette = Some(Palette::default()),
            Command::LayerDate => self.state.layer = Layer::Date,
            Command::LayerPattern => self.state.layer = Layer::Pattern,
            Command::ShowBoard => {
                preferences.middle = Middle::Board;
                // What was selected elsewhere may be out of sight there.
                self.state.reveal = Some(self.document.selection().clone());
            }
            Command::ShowCharts => preferences.middle = Middle::Charts,
            Command::Inspect => {
                preferences.inspector = true;
                self.state.inspector.focus();
            }
            Command::ToggleInspector => preferences.inspector = !preferences.inspector,
            Command::ToggleProblems => preferences.problems = !preferences.problems,
            Command::ToggleSource => preferences.source = !preferences.source,
            Command::LightTheme => preferences.appearance = Appearance::Light,
            Command::DarkTheme => preferences.appearance = Appearance::Dark,
            Command::SystemTheme => preferences.appearance = Appearance::System,
            Command::UnitsAsWritten => preferences.units = Units::AsWritten,
            Command::Kilometres => preferences.units = Units::Kilometres,
            Command::Miles => preferences.units = Units::Miles,
            Command::ReduceMotion => preferences.reduced_motion = !preferences.reduced_motion,
            Command::ZoomIn => zoom(&mut preferences.zoom, ZOOM_STEP),
            Command::ZoomOut => zoom(&mut preferences.zoom, -ZOOM_STEP),
            Command::ZoomReset => preferences.zoom = 1.0,
            Command::New => self.new_dialog(),
            Command::Open => self.open_dialog(),
            Command::Save => drop(self.save(ctx)),
            Command::SaveAs => self.save_as_dialog(None),
            Command::Quit => self.ask_then(ctx, Then::Quit),
            _ => self.change(command),
        }
        self.wear(ctx);
    }

    /// The commands that change the plan where the selection is.
    fn change(&mut self, command: Command) {
        if let Some(gesture) = self.gesture_of(command) {
            self.gesture(&gesture);
        }
    }

    fn gesture_of(&self, command: Command) -> Option<Gesture> {
        let selection = self.document.selection();
        let layer = self.state.layer;
        let session = || selection.session().cloned();
        let date = || selection.date();
        let week = || self.selected_week();
        Some(match command {
            Command::Delete => Gesture::Remove { session: session()?, layer },
            Command::MakeRest => Gesture::Rest { date: date()?, layer },
            Command::ClearDay => Gesture::Clear { date: date()?, layer },
            Command::InsertWeek => Gesture::InsertWeek { before: week()? },
            Command::DuplicateWeek => Gesture::DuplicateWeek { week: week()? },
            Command::RemoveWeek => Gesture::RemoveWeek { week: week()? },
            Command::Duplicate => {
                let session = session()?;
                let to = Spot { date: session.date, index: self.index_of_selected()? + 1 };
                Gesture::Duplicate { session, to, layer }
            }
            Command::MoveLeft
            | Command::MoveRight
            | Command::MoveUp
            | Command::MoveDown
            | Command::MoveWeekUp
            | Command::MoveWeekDown => Gesture::Move { session: session()?, to: self.step(command)?, layer },
            _ => return None,
        })
    }

    /// Where the selected session goes by one step.
    fn step(&self, command: Command) -> Option<Spot> {
        let key = self.document.selection().session()?;
        let index = self.index_of_selected()?;
        let (days, index) = match command {
            Command::MoveLeft => (-1, usize::MAX),
            Command::MoveRight => (1, usize::MAX),
            Command::MoveWeekUp => (-7, usize::MAX),
            Command::MoveWeekDown => (7, usize::MAX),
            Command::MoveUp => (0, index.checked_sub(1)?),
            _ => (0, index + 1),
        };
        let date = key.date.checked_add(jiff::Span::new().days(days)).ok()?;
        Some(Spot { date, index })
    }

    /// How many sessions stand before the selected one on its day.
    fn index_of_selected(&self) -> Option<usize> {
        let key = self.document.selection().session()?;
        let (_, day) = self.views.board.day(key.date)?;
        day.sessions().position(|other| other == key)
    }

    fn gesture(&mut self, gesture: &Gesture) {
        match self.document.attempt(gesture) {
            Ok(attempt) => {
                self.state.status = format!("{}: {}", attempt.name, attempt.effect.summary);
                self.document.accept(attempt, self.state.now);
                self.state.reveal = Some(self.document.selection().clone());
            }
            Err(refusal) => self.state.status = refusal.reason,
        }
    }

    fn copy(&mut self, ctx: &Context, cut: bool) {
        let Some(key) = self.document.selection().session().cloned() else { return };
        let Some(text) = self.document.snapshot().copy(std::slice::from_ref(&key)) else {
            self.state.status = format!("`{}` is no slot that could be copied", key.name);
            return;
        };
        ctx.copy_text(text);
        if cut {
            self.gesture(&Gesture::Remove { session: key, layer: self.state.layer });
        } else {
            self.state.status = format!("Copied {}", key.name);
        }
    }

    fn paste(&mut self, text: String) {
        let Some(date) = self.document.selection().date() else { return };
        let index = self.index_of_selected().map_or(usize::MAX, |index| index + 1);
        self.gesture(&Gesture::Paste { text, at: Spot { date, index }, layer: self.state.layer });
    }

    fn format(&mut self) {
        let edits = gait_core::format(self.document.text());
        let title = Command::Format.title();
        if edits.is_empty() {
            self.state.status = "The text is formatted already".to_owned();
        } else if self.document.apply(title, &edits, Join::Never, None, self.state.now).is_ok() {
            self.state.status = "Formatted the text".to_owned();
        }
    }

    fn undo(&mut self) {
        if let Some(name) = self.document.undo() {
            self.told_back("Undone", &name);
        }
    }

    fn redo(&mut self) {
        if let Some(name) = self.document.redo() {
            self.told_back("Done again", &name);
        }
    }

    fn told_back(&mut self, what: &str, name: &str) {
        self.state.status = format!("{what}: {name}");
        let selection = self.document.selection().clone();
        self.state.reveal = Some(selection).filter(|selection| *selection != Selection::Nothing);
    }
}

fn zoom(zoom: &mut f32, by: f32) {
    *zoom = ((*zoom + by) * 10.0).round() / 10.0;
    *zoom = zoom.clamp(*ZOOM.start(), *ZOOM.end());
}
