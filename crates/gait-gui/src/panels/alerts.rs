//! What there is to know or to decide about files, above the plan and in nobody's way.

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui, vec2};

use super::Cx;
use crate::desk::{Holder, Left, OnDisk};
use crate::editor::State;
use crate::files::DiskAlert;
use crate::request::{FileRequest, Request};
use crate::vm::lines;

/// How many texts that were left behind are shown one by one.
const MOST_LEFT: usize = 3;

/// Something to know, with what can be done about it.
struct Alert {
    /// What is the matter.
    words: String,
    /// What can be done.
    answers: Vec<(&'static str, FileRequest)>,
    /// Whether something may be lost by not looking.
    is_urgent: bool,
}

/// Draws what there is; nothing if all is well.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let alerts = alerts(cx);
    if alerts.is_empty() {
        return;
    }
    Panel::top("alerts").show(ui, |ui| {
        for alert in &alerts {
            row(cx, state, alert, ui);
        }
    });
}

fn row(cx: &Cx<'_>, state: &mut State, alert: &Alert, ui: &mut Ui) {
    let edge = if alert.is_urgent { cx.tokens.warning } else { cx.tokens.accent };
    let frame = Frame::new()
        .fill(cx.tokens.raised)
        .stroke(egui::Stroke::new(1.0, edge))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 4))
        .outer_margin(Margin::symmetric(0, 2));
    frame.show(ui, |ui| {
        // Whatever is to the left and right of a row takes all the height there is, unless it is told how high a row is.
        let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            for (title, request) in alert.answers.iter().rev() {
                let response = ui.button(*title);
                if response.clicked() {
                    cx.requests.send(Request::File(request.clone()));
                }
                // At the start of the program there is nothing else to do with the keyboard.
                if matches!(request, FileRequest::Restore(_)) && !state.offered {
                    response.request_focus();
                    state.offered = true;
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(&alert.words).color(cx.tokens.text)).wrap());
            });
        });
    });
}

fn alerts(cx: &Cx<'_>) -> Vec<Alert> {
    let alerts = &cx.files.alerts;
    let name = cx.document.name();
    let mut out = Vec::new();
    if let Some(disk) = &alerts.disk {
        out.push(of_disk(&name, disk));
    }
    if let Some(holder) = &alerts.holder {
        out.push(held(cx, &name, *holder));
    }
    if alerts.taken_over {
        out.push(Alert {
            words: format!(
                "Another window has taken `{name}` over. Nothing is saved from here until it is taken back."
            ),
            answers: vec![("Take back", FileRequest::TakeOver)],
            is_urgent: true,
        });
    }
    if let Some(why) = &alerts.failed {
        out.push(Alert {
            words: format!("Not saved: {why}. The text is here and in the journal."),
            answers: vec![("Close", FileRequest::Dismiss)],
            is_urgent: true,
        });
    }
    out.extend(alerts.left.iter().take(MOST_LEFT).map(|left| left_behind(cx, left)));
    if alerts.left.len() > MOST_LEFT {
        let more = alerts.left.len() - MOST_LEFT;
        out.push(Alert {
            words: format!("{more} more plans with unsaved changes were left behind."),
            answers: vec![("Later", FileRequest::Later)],
            is_urgent: false,
        });
    }
    out
}

fn of_disk(name: &str, disk: &DiskAlert) -> Alert {
    match disk {
        DiskAlert::Conflict { merge, .. } => {
            let places = match merge.conflicts.len() {
                1 => "in a place".to_owned(),
                count => format!("in {count} places"),
            };
            Alert {
                words: format!("Another program changed `{name}` {places} that you changed as well."),
                answers: vec![
                    ("Compare…", FileRequest::Compare),
                    ("Keep mine", FileRequest::KeepMine),
                    ("Take theirs", FileRequest::TakeTheirs),
                ],
                is_urgent: true,
            }
        }
        DiskAlert::Gone => Alert {
            words: format!(
                "`{name}` was removed or renamed. The text is still here; saving writes the file again."
            ),
            answers: vec![("Look again", FileRequest::LookAgain)],
            is_urgent: true,
        },
        DiskAlert::Unreadable(why) => Alert {
            words: format!("The file cannot be read any more: {why}. The text is still here."),
            answers: vec![("Look again", FileRequest::LookAgain)],
            is_urgent: true,
        },
    }
}

fn held(cx: &Cx<'_>, name: &str, holder: Holder) -> Alert {
    let since = ago(cx.files.desk().clock(), holder.since);
    Alert {
        words: format!(
            "`{name}` is open in another window, {since} (process {}). Only one window saves.",
            holder.process
        ),
        answers: vec![("Take over", FileRequest::TakeOver)],
        is_urgent: true,
    }
}

fn left_behind(cx: &Cx<'_>, left: &Left) -> Alert {
    let name = left
        .path
        .as_deref()
        .and_then(std::path::Path::file_name)
        .map_or_else(|| "a plan without a file".to_owned(), |name| format!("`{}`", name.to_string_lossy()));
    let since = ago(cx.files.desk().clock(), left.time);
    let differs = match &left.disk {
        OnDisk::Text(disk) => match lines::count(disk, &left.text) {
            1 => "1 line differs from the file".to_owned(),
            count => format!("{count} lines differ from the file"),
        },
        OnDisk::Nothing | OnDisk::Unreadable(_) => format!("{} lines", left.text.lines().count()),
    };
    let newer =
        if left.disk_is_base || left.disk == OnDisk::Nothing { "" } else { ", which has changed since" };
    Alert {
        words: format!("Unsaved changes of {name} were left behind {since}: {differs}{newer}."),
        answers: vec![
            ("Compare…", FileRequest::CompareLeft(left.id.clone())),
            ("Restore", FileRequest::Restore(left.id.clone())),
            ("Discard", FileRequest::DiscardLeft(left.id.clone())),
            ("Later", FileRequest::Later),
        ],
        is_urgent: false,
    }
}

/// How long ago something was, roughly: the next unit that is not 0.
fn ago(now: u64, then: u64) -> String {
    let minutes = now.saturating_sub(then) / 60_000;
    let of = |count: u64, unit: &str| match count {
        1 => format!("1 {unit} ago"),
        count => format!("{count} {unit}s ago"),
    };
    match minutes {
        0 => "just now".to_owned(),
        1..60 => of(minutes, "minute"),
        60..2880 => of(minutes / 60, "hour"),
        _ => of(minutes / 1440, "day"),
    }
}
