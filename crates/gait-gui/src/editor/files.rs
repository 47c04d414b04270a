//! Files, as far as the window has to do with them: its title, its closing, what is dropped on it; dialogs and what they
//! ask for.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Event, ViewportCommand};

use super::Editor;
use crate::document::Document;
use crate::files::{Saving, Told};
use crate::panels::dialogs::{Compare, Dialog, NewPlan, OpenPlan, SaveAs, Then};
use crate::request::{FileRequest, Request};
use crate::views::Views;

impl Editor {
    /// Opens a file, or shows what can be opened; for the start of the program.
    pub fn begin(&mut self, path: Option<&Path>) {
        match path {
            Some(path) => {
                let path = self.files.desk().resolve(&path.to_string_lossy());
                self.open(&path, true);
            }
            // What was left behind is asked about first.
            None if !self.files.alerts.left.is_empty() => {}
            None => self.open_dialog(),
        }
    }

    /// Makes the context draw whenever something happens outside.
    pub fn wake(&mut self, ctx: &Context) {
        let ctx = ctx.clone();
        self.files.desk_mut().on_news(Arc::new(move || ctx.request_repaint()));
    }

    /// What the window system says of the window. Whether another window has the keyboard from now on.
    pub(super) fn window(&mut self, ctx: &Context) -> bool {
        let (closing, leaving, dropped) = ctx.input(|input| {
            let leaving = input.events.iter().any(|event| matches!(event, Event::WindowFocused(false)));
            let dropped = input.raw.dropped_files.first().map(|file| file.path().to_owned());
            (input.viewport().close_requested(), leaving, dropped)
        });
        if closing && !self.state.may_close {
            if !self.take_typed(ctx) {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            } else if self.document.is_dirty() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.state.dialog = Some(Dialog::Unsaved(Then::Quit));
            } else {
                self.state.may_close = true;
            }
        }
        if let Some(path) = dropped {
            self.requests.send(Request::OpenFile(path));
        }
        leaving
    }

    /// Hears what happened outside, keeps what is unsaved, and names the window. Who leaves the window may never come
    /// back to it, so then it is kept at once.
    pub(super) fn carry_on(&mut self, ctx: &Context, leaving: bool) {
        if self.state.may_close {
            // What was not saved was given up.
            return;
        }
        let drafted = self.state.inspector.drafted(&self.document);
        for told in self.files.carry_on(&mut self.document, drafted, self.state.now) {
            self.tell(Some(told));
        }
        if leaving {
            self.document.settle();
            let told = self.files.keep();
            self.tell(told);
        }
        if let Some(due) = self.files.due(self.state.now) {
            ctx.request_repaint_after(Duration::from_millis(due));
        }
        self.serve_dialog();
        let unsaved = if self.is_unsaved() { "*" } else { "" };
        let title = format!("{unsaved}{} — Gaitkeeper", self.document.name());
        if title != self.state.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.state.title = title;
        }
    }

    fn tell(&mut self, told: Option<Told>) {
        let Some(told) = told else { return };
        self.state.status = told.words;
        self.state.undo_status = told.undo.then(|| self.document.version());
    }

    fn say(&mut self, words: impl Into<String>) {
        self.state.status = words.into();
        self.state.undo_status = None;
    }

    /// Does something that leaves the document; unsaved changes are asked about before.
    pub(super) fn ask_then(&mut self, ctx: &Context, then: Then) {
        if self.document.is_dirty() {
            self.state.dialog = Some(Dialog::Unsaved(then));
        } else {
            self.go_on(ctx, then);
        }
    }

    fn go_on(&mut self, ctx: &Context, then: Then) {
        self.state.dialog = None;
        match then {
            Then::Quit => {
                self.files.forget();
                self.state.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Then::Open(path) => self.open(&path, false),
            // An empty file was opened to have a plan begun in it.
            Then::Begin(text) if self.document.path().is_some() && self.document.text().trim().is_empty() => {
                self.document.replace("Begin a plan", &text, self.state.now);
                self.say(format!("A new plan; saving writes it to `{}`", self.document.name()));
            }
            Then::Begin(text) => {
                self.attend(Document::unsaved(None, text, None));
                self.say("A new plan; it has no file yet");
            }
            Then::Restore(id) => self.restore(&id),
        }
    }

    /// Opens a file in place of the document, whatever that holds. One that is not there may begin a plan.
    fn open(&mut self, path: &Path, may_begin: bool) {
        match self.files.read(path) {
            Ok(document) if document.on_disk().is_none() && !may_begin => {
                self.preferences.recent.retain(|other| other != path);
                self.say(format!("There is no file `{}`", gait_files::shown(path)));
            }
            Ok(document) => {
                let is_new = document.on_disk().is_none();
                self.attend(document);
                self.say(if is_new { format!("`{}` is new", self.document.name()) } else { String::new() });
                self.preferences.remember(path);
            }
            Err(why) => {
                self.say(format!("Not opened: {why}"));
                self.state.not_opened = Some(why);
            }
        }
    }

    fn restore(&mut self, id: &Path) {
        let Some(left) = self.files.alerts.left.iter().find(|left| left.id == id).cloned() else { return };
        match self.files.restore(&left, self.state.now) {
            Ok(document) => {
                self.show(document);
                let words = format!("Restored what was not saved of `{}`", self.document.name());
                self.tell(Some(Told { words, undo: true }));
            }
            Err(why) => self.say(format!("Nothing was restored: {why}")),
        }
    }

    fn attend(&mut self, document: Document) {
        self.files.attend(&document);
        self.show(document);
    }

    /// Shows another document: nothing of the one before is selected, held or sought any more.
    fn show(&mut self, document: Document) {
        self.document = document;
        self.state.inspector.forget();
        self.state.not_opened = None;
        self.state.drag = None;
        self.state.undo_status = None;
        self.views = Views::new(&self.document, self.units());
    }

    /// Saves; whether it is on the disk.
    pub(super) fn save(&mut self, ctx: &Context) -> bool {
        let saving = self.files.save(&mut self.document, self.state.now);
        self.after_saving(ctx, saving, None)
    }

    fn after_saving(&mut self, ctx: &Context, saving: Saving, then: Option<Then>) -> bool {
        match saving {
            Saving::Done => {
                self.say(format!("Saved `{}`", self.document.name()));
                if let Some(path) = self.document.path().map(Path::to_owned) {
                    self.preferences.remember(&path);
                }
                if let Some(then) = then {
                    self.go_on(ctx, then);
                }
                return true;
            }
            Saving::Nameless => self.save_as_dialog(then),
            Saving::Exists => {}
            Saving::Refused(why) => self.say(why),
        }
        false
    }

    pub(super) fn new_dialog(&mut self) {
        self.state.dialog = Some(Dialog::New(NewPlan::new(self.files.desk().today())));
    }

    pub(super) fn open_dialog(&mut self) {
        let here = self.files.desk().here();
        self.files.plans = None;
        self.files.desk_mut().look_for_plans(&here);
        self.state.dialog = Some(Dialog::Open(OpenPlan::new(here)));
    }

    pub(super) fn save_as_dialog(&mut self, then: Option<Then>) {
        let path = self
            .document
            .path()
            .map_or_else(|| self.files.desk().here().join(self.document.name()), Path::to_owned);
        self.state.dialog = Some(Dialog::SaveAs(SaveAs::new(&path, then)));
    }

    /// Gives a dialog the folder that it shows.
    fn serve_dialog(&mut self) {
        let Some(field) = self.state.dialog.as_mut().and_then(Dialog::path_field) else { return };
        field.serve(self.files.desk());
    }

    pub(super) fn file(&mut self, ctx: &Context, request: FileRequest) {
        let now = self.state.now;
        match request {
            FileRequest::CloseDialog => self.state.dialog = None,
            FileRequest::Open(typed) => {
                let path = self.files.desk().resolve(&typed);
                self.state.dialog = None;
                self.ask_then(ctx, Then::Open(path));
            }
            FileRequest::Begin(text) => {
                self.state.dialog = None;
                self.ask_then(ctx, Then::Begin(text));
            }
            FileRequest::SaveAs { typed, overwrite } => self.save_under(ctx, &typed, overwrite),
            FileRequest::SaveFirst => {
                let Some(Dialog::Unsaved(then)) = self.state.dialog.take() else { return };
                let saving = self.files.save(&mut self.document, now);
                self.after_saving(ctx, saving, Some(then));
            }
            FileRequest::Discard => {
                let Some(Dialog::Unsaved(then)) = self.state.dialog.take() else { return };
                self.go_on(ctx, then);
            }
            FileRequest::KeepMine => {
                self.files.keep_mine(&mut self.document, now);
                self.state.dialog = None;
                self.say("Kept your version; saving replaces the file");
            }
            FileRequest::TakeTheirs => {
                self.files.take_theirs(&mut self.document, now);
                self.ended_with("Took the version on disk");
            }
            FileRequest::Merge(take) => {
                self.files.merge(&mut self.document, &take, now);
                self.ended_with("Merged both versions");
            }
            FileRequest::Compare => self.state.dialog = Compare::conflict(&self.files).map(Dialog::Compare),
            FileRequest::CompareLeft(id) => {
                self.state.dialog = Compare::left(&self.files, &id).map(Dialog::Compare);
            }
            FileRequest::LookAgain => {
                let told = self.files.look_again(&mut self.document, now);
                self.tell(told);
            }
            FileRequest::TakeOver => {
                self.files.take_over(&self.document);
                self.say(format!("`{}` is this window's now", self.document.name()));
            }
            FileRequest::Dismiss => self.files.alerts.failed = None,
            FileRequest::Restore(id) => self.ask_then(ctx, Then::Restore(id)),
            FileRequest::DiscardLeft(id) => self.discard_left(&id),
            FileRequest::Later => self.files.alerts.left.clear(),
        }
    }

    fn ended_with(&mut self, words: &str) {
        self.state.dialog = None;
        self.tell(Some(Told { words: words.to_owned(), undo: true }));
    }

    fn discard_left(&mut self, id: &Path) {
        let left = self.files.alerts.left.iter().find(|left| left.id == id).cloned();
        if let Some(left) = left {
            self.files.discard(&left);
            self.state.dialog = None;
            self.say("Discarded what was not saved");
        }
    }

    fn save_under(&mut self, ctx: &Context, typed: &str, overwrite: bool) {
        let path = self.named(typed);
        let saving = self.files.save_as(&mut self.document, &path, overwrite, self.state.now);
        let Some(Dialog::SaveAs(dialog)) = &mut self.state.dialog else { return };
        match saving {
            Saving::Done => {
                let then = dialog.then.take();
                self.state.dialog = None;
                self.after_saving(ctx, Saving::Done, then);
            }
            Saving::Exists => dialog.exists = Some(path),
            Saving::Refused(why) => dialog.refused = Some(why),
            Saving::Nameless => {}
        }
    }

    /// A path as it was typed, with the ending of plans if it has neither that nor the one of RON.
    fn named(&self, typed: &str) -> PathBuf {
        gait_files::plan_file(&self.files.desk().resolve(typed))
    }
}
