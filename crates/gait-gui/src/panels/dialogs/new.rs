//! Which plan to begin with, from when, and under which name.

use egui::{Button, Key, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};
use gait_core::template::{Anchor, Dated, Made, TEMPLATES, day};
use jiff::civil::Date;

use super::{answers_at_once, ask, pressed};
use crate::panels::Cx;
use crate::request::FileRequest;
use crate::vm::dates;

/// The template, which of its days is given, the name and the day.
type Typed = (usize, Anchor, String, String);

/// The dialog.
#[derive(Debug)]
pub struct NewPlan {
    today: Date,
    chosen: usize,
    dated: Dated,
    anchor: Anchor,
    name: String,
    date: String,
    /// What comes of what was typed, and what that was.
    made: Option<(Typed, Option<Made>)>,
}

impl NewPlan {
    /// A dialog that offers days after this one.
    #[must_use]
    pub fn new(today: Date) -> Self {
        let dated = Dated::new(TEMPLATES[0]);
        let anchor = dated.anchors()[0];
        let date = dated.offered(anchor, today).to_string();
        Self { today, chosen: 0, name: dated.name().to_owned(), dated, anchor, date, made: None }
    }

    fn choose(&mut self, chosen: usize) {
        self.chosen = chosen;
        self.dated = Dated::new(TEMPLATES[chosen]);
        self.name = self.dated.name().to_owned();
        self.set_anchor(self.dated.anchors()[0]);
    }

    fn set_anchor(&mut self, anchor: Anchor) {
        self.anchor = anchor;
        self.date = self.dated.offered(anchor, self.today).to_string();
    }

    /// The plan as it would be; nothing if what was typed is no date.
    fn made(&mut self) -> Option<&Made> {
        let of = (self.chosen, self.anchor, self.name.clone(), self.date.clone());
        if self.made.as_ref().is_none_or(|(made_of, _)| *made_of != of) {
            let made = day(&self.date).map(|date| self.dated.made(self.anchor, date, self.name.trim()));
            self.made = Some((of, made));
        }
        self.made.as_ref()?.1.as_ref()
    }

    pub(super) fn show(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ui.set_width(560.0);
        if pressed(ui.ctx(), Key::ArrowDown) && self.chosen + 1 < TEMPLATES.len() {
            self.choose(self.chosen + 1);
        }
        if pressed(ui.ctx(), Key::ArrowUp) && self.chosen > 0 {
            self.choose(self.chosen - 1);
        }
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for (i, template) in TEMPLATES.iter().enumerate() {
                let text = format!("{}  ·  {}", template.title, template.about);
                let button =
                    Button::selectable(i == self.chosen, text).min_size(vec2(ui.available_width(), 0.0));
                if ui.add(button).clicked() && i != self.chosen {
                    self.choose(i);
                }
            }
        });
        ui.separator();
        let mut enter = false;
        egui::Grid::new("new plan").num_columns(2).show(ui, |ui| {
            ui.label("Name");
            enter |= text(&mut self.name, "Name", ui);
            ui.end_row();
            ui.horizontal(|ui| {
                for &anchor in self.dated.anchors() {
                    if ui.radio(self.anchor == anchor, anchor.title()).clicked() && self.anchor != anchor {
                        self.set_anchor(anchor);
                    }
                }
            });
            enter |= text(&mut self.date, "Date", ui);
            ui.end_row();
        });
        let begin = self.made().map(|made| (made.text.clone(), words(made)));
        match &begin {
            Some((_, words)) => ui.label(RichText::new(words).color(cx.tokens.weak)),
            None => ui.label(
                RichText::new("A date is written as year, month and day: 2027-03-01").color(cx.tokens.error),
            ),
        };
        let text = begin.map(|(text, _)| text);
        if let Some(text) = text.clone().filter(|_| enter) {
            ask(cx, FileRequest::Begin(text));
        }
        answers_at_once(
            cx,
            ui,
            &[
                ("Begin", text.is_some(), FileRequest::Begin(text.unwrap_or_default())),
                ("Cancel", true, FileRequest::CloseDialog),
            ],
        );
    }
}

fn words(made: &Made) -> String {
    format!("{} weeks, from {} to {}", made.weeks, dates::long(made.first), dates::long(made.last))
}

/// A line of text; whether Enter was pressed in it.
fn text(value: &mut String, label: &str, ui: &mut Ui) -> bool {
    let response = ui.add(TextEdit::singleline(value).desired_width(260.0));
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, "", value.as_str(), "");
        info.label = Some(label.to_owned());
        info
    });
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
