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
    /// Carries a request out. What is typed in the form is taken over before something goes on from it; where that does not
    /// read, nothing goes on.
    pub(super) fn carry_out(&mut self, ctx: &Context, request: Request) {
        if request.leaves_the_form(self.document.selection()) && !self.take_typed(ctx) {
            if matches!(request, Request::Run(Command::Undo)) {
                self.state.inspector.forget();
                self.state.status = "What was typed is as it was".to_owned();
            }
            return;
        }
        self.do_it(ctx, request);
    }

    /// Takes over what is typed in the form; whether all of it reads. What does not keeps the keyboard.
    pub(super) fn take_typed(&mut self, ctx: &Context) -> bool {
        loop {
            match self.state.inspector.take_next(&self.document) {
                Ok(Some(request)) => self.do_it(ctx, request),
                Ok(None) => return true,
                Err((field, why)) => {
                    self.preferences.inspector = true;
                    self.state.status = format!("What is typed does not read: {why}");
                    ctx.memory_mut(|memory| memory.request_focus(field));
                    return false;
                }
            }
        }
    }

    fn do_it(&mut self, ctx: &Context, request: Request) {
        match request {
            Request::Run(command) => self.run(ctx, command),
            Request::Select { selection, reveal } => {
                if reveal {
                    self.state.reveal = Some(selection.clone());
                }
                self.document.select(selection);
            }
            Request::Follow(selection) => {
                // The form would lose what stands in it and does not read.
                if *self.document.selection() != selection && !self.state.inspector.is_typed() {
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
                    if self.document.apply(&name, &edits, join, selection, self.state.now).is_ok() {
                        self.state.status = name;
                        self.state.undo_status = None;
                    }
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
            Command::Find => {
                preferences.source = true;
                self.state.source.find();
            }
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
            Command::InspectPlan => {
                preferences.inspector = true;
                self.document.select(Selection::Plan);
            }
            Command::AddSession => self.add_session(),
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
            Command::SwapBefore => Gesture::Swap { date: date()?, with: date()?.yesterday().ok()? },
            Command::SwapAfter => Gesture::Swap { date: date()?, with: date()?.tomorrow().ok()? },
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
        if self.is_made(gesture, str::to_owned) && !matches!(gesture, Gesture::Write { .. }) {
            // The keyboard follows on the board; what is written is written in the form.
            let on_board = self.preferences.middle == Middle::Board;
            let selection = self.document.selection().clone();
            self.state.board.focus = Some(selection).filter(|_| on_board);
        }
    }

    /// Makes a gesture under a name of its own, or tells why not.
    fn is_made(&mut self, gesture: &Gesture, name: impl FnOnce(&str) -> String) -> bool {
        match self.document.attempt(gesture) {
            Ok(mut attempt) => {
                attempt.name = name(&attempt.name);
                self.state.undo_status = None;
                self.state.status = format!("{}: {}", attempt.name, attempt.effect.summary);
                self.document.accept(attempt, self.state.now);
                self.state.reveal = Some(self.document.selection().clone());
                true
            }
            Err(refusal) => {
                self.state.status = refusal.reason;
                false
            }
        }
    }

    /// Puts an easy run where the selection is and shows its slot, where it can be made any other session.
    fn add_session(&mut self) {
        const EASY: &str = "easy";
        let Some(date) = self.document.selection().date() else { return };
        let index = self.index_of_selected().map_or(usize::MAX, |index| index + 1);
        let has_own = self.document.snapshot().plan.templates.iter().any(|template| &*template.name == EASY);
        let text = if has_own { EASY.to_owned() } else { format!("{EASY}: 30 min") };
        let layer = self.state.layer;
        let gesture = Gesture::Paste { text, at: Spot { date, index }, layer };
        if self.is_made(&gesture, |name| name.replacen("Paste", "Add", 1)) {
            self.preferences.inspector = true;
            self.state.inspector.focus_slot(layer);
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
