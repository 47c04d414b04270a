//! Two texts beside each other: ours and the one on the disk, or one that was left behind and the file.

use std::path::{Path, PathBuf};

use egui::{RichText, ScrollArea, Ui};
use gait_core::Conflict;

use super::answers;
use crate::desk::OnDisk;
use crate::files::{DiskAlert, Files};
use crate::panels::Cx;
use crate::request::FileRequest;
use crate::vm::lines::{Line, Side, compare};

/// The dialog.
#[derive(Debug)]
pub struct Compare {
    pub(super) title: &'static str,
    subject: Subject,
}

#[derive(Debug)]
enum Subject {
    /// Places that both changed.
    Conflict(Vec<PlaceInConflict>),
    /// A text that was left behind.
    Left { id: PathBuf, lines: Vec<Line> },
}

#[derive(Debug)]
struct PlaceInConflict {
    conflict: Conflict,
    take_theirs: bool,
}

impl Compare {
    /// Compares what is in conflict.
    #[must_use]
    pub fn conflict(files: &Files) -> Option<Self> {
        let Some(DiskAlert::Conflict { merge, .. }) = &files.alerts.disk else { return None };
        let places = merge.conflicts.iter().cloned();
        let places = places.map(|conflict| PlaceInConflict { conflict, take_theirs: false }).collect();
        Some(Self { title: "Changed here and on disk", subject: Subject::Conflict(places) })
    }

    /// Compares a text that was left behind with its file.
    #[must_use]
    pub fn left(files: &Files, id: &Path) -> Option<Self> {
        let left = files.alerts.left.iter().find(|left| left.id == id)?;
        let disk = if let OnDisk::Text(text) = &left.disk { text.as_str() } else { "" };
        let lines = compare(disk, &left.text);
        Some(Self { title: "What was not saved", subject: Subject::Left { id: left.id.clone(), lines } })
    }

    pub(super) fn show(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ui.set_width(760.0);
        match &mut self.subject {
            Subject::Conflict(places) => {
                ScrollArea::both().max_height(420.0).show(ui, |ui| {
                    for (i, place) in places.iter_mut().enumerate() {
                        show_place(i, place, ui);
                    }
                });
                let take = places.iter().map(|place| place.take_theirs).collect();
                ui.label(
                    RichText::new("What only one side changed is taken from that side").color(cx.tokens.weak),
                );
                answers(
                    cx,
                    ui,
                    &[
                        ("Merge as chosen", true, FileRequest::Merge(take)),
                        ("Keep mine", true, FileRequest::KeepMine),
                        ("Take theirs", true, FileRequest::TakeTheirs),
                        ("Cancel", true, FileRequest::CloseDialog),
                    ],
                );
            }
            Subject::Left { id, lines } => {
                ui.label("Lines with − stand in the file, lines with + in what was not saved");
                ScrollArea::both().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
                    for line in lines.iter() {
                        show_line(cx, line, ui);
                    }
                });
                answers(
                    cx,
                    ui,
                    &[
                        ("Restore", true, FileRequest::Restore(id.clone())),
                        ("Discard", true, FileRequest::DiscardLeft(id.clone())),
                        ("Cancel", true, FileRequest::CloseDialog),
                    ],
                );
            }
        }
    }
}

fn show_place(index: usize, place: &mut PlaceInConflict, ui: &mut Ui) {
    let conflict = &place.conflict;
    let path = if conflict.path.is_empty() { "The whole text" } else { &conflict.path };
    ui.label(RichText::new(path).strong());
    ui.columns(2, |columns| {
        let sides = [("Mine", false, &conflict.ours.text), ("On disk", true, &conflict.theirs.text)];
        for (ui, (title, is_theirs, text)) in columns.iter_mut().zip(sides) {
            let title = format!("{title} ({})", index + 1);
            if ui.radio(place.take_theirs == is_theirs, title).clicked() {
                place.take_theirs = is_theirs;
            }
            let text = if text.trim().is_empty() { "(nothing)" } else { text.trim_end() };
            ui.label(RichText::new(text).monospace());
        }
    });
    ui.separator();
}

fn show_line(cx: &Cx<'_>, line: &Line, ui: &mut Ui) {
    let (mark, color) = match line.side {
        Side::Both | Side::Gap => (' ', cx.tokens.weak),
        Side::First => ('−', cx.tokens.error),
        Side::Second => ('+', cx.tokens.good),
    };
    let number = if line.side == Side::Gap { String::new() } else { line.number.to_string() };
    let text = format!("{number:>4} {mark} {}", line.text);
    ui.add(egui::Label::new(RichText::new(text).monospace().color(color)).extend());
}
