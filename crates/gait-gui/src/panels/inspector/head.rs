//! What is selected, in words: what the calendar makes of it, where it comes from, what an edit changes.

use egui::{CollapsingHeader, Label, RichText, Sense, Ui, vec2};
use gait_core::FormPath;

use super::Desk;
use crate::command::Command;
use crate::request::Request;
use crate::selection::Selection;
use crate::vm::inspector::act::Act;
use crate::widgets::badge;

/// What stands behind the title needs so much room, in points.
const KIND: f32 = 90.0;
/// More letters than these would need a wider panel.
const MOST: usize = 36;

pub(super) fn show(desk: &mut Desk<'_>, ui: &mut Ui) {
    if !matches!(desk.cx.document.selection(), Selection::Plan | Selection::Nothing) {
        let link = ui.link(RichText::new("Plan").small()).on_hover_text(Command::InspectPlan.help());
        if link.clicked() {
            desk.cx.requests.run(Command::InspectPlan);
        }
    }
    title(desk, ui);
    for fact in &desk.vm.facts {
        ui.add(Label::new(RichText::new(fact).color(desk.cx.tokens.weak)).wrap());
    }
    lifts(desk, ui);
    scopes(desk, ui);
    origins(desk, ui);
    findings(desk, ui);
    links(desk, ui);
    ui.add_space(4.0);
    ui.separator();
}

/// A name that may be as long as its author likes, cut to what fits on a line.
fn short(name: &str) -> String {
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let mut out: String = name.chars().take(MOST - 1).collect();
    out.push('…');
    out
}

fn title(desk: &Desk<'_>, ui: &mut Ui) {
    ui.horizontal(|ui| {
        if let Some(color) = desk.vm.color {
            let (rect, _) = ui.allocate_exact_size(vec2(5.0, 18.0), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, desk.cx.tokens.kind(color));
        }
        let room = (ui.available_width() - KIND).max(KIND);
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(Label::new(RichText::new(&desk.vm.title).heading()).truncate());
        });
        if !desk.vm.kind.eq_ignore_ascii_case(&desk.vm.title) {
            ui.label(RichText::new(&desk.vm.kind).color(desk.cx.tokens.weak));
        }
    });
}

/// What is lifted on this date, ramps applied.
fn lifts(desk: &Desk<'_>, ui: &mut Ui) {
    let lifts = &desk.vm.lifts;
    if lifts.is_empty() {
        return;
    }
    let count = if lifts.len() == 1 { "1 lift".to_owned() } else { format!("{} lifts", lifts.len()) };
    let words = RichText::new(format!("{count} on this date")).small().color(desk.cx.tokens.weak);
    CollapsingHeader::new(words).id_salt("lifts on this date").show(ui, |ui| {
        for lift in lifts {
            ui.add(Label::new(RichText::new(lift).small()).wrap());
        }
    });
}

/// Which part of the plan the form is of.
fn scopes(desk: &mut Desk<'_>, ui: &mut Ui) {
    let vm = desk.vm;
    if vm.scopes.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for scope in &vm.scopes {
            let is_shown = scope.is_shown && desk.state.drill.is_none();
            let label = ui.selectable_label(is_shown, short(&scope.label));
            let label = label.accessible_name(&scope.label);
            if label.on_hover_text(format!("{}\n{}", scope.label, scope.help)).clicked() {
                desk.state.reach = Some(scope.reach);
                desk.state.drill = None;
            }
        }
    });
    let shown = vm.scopes.iter().find(|scope| scope.is_shown);
    if let Some(scope) = shown.filter(|_| desk.state.drill.is_none()) {
        ui.label(RichText::new(&scope.help).small().color(desk.cx.tokens.weak));
    }
}

/// The layers that made a session what it is; each leads to its form.
fn origins(desk: &mut Desk<'_>, ui: &mut Ui) {
    let vm = desk.vm;
    if vm.origins.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new("Comes from").small().color(desk.cx.tokens.weak));
        for (i, origin) in vm.origins.iter().enumerate() {
            if i > 0 {
                ui.label(RichText::new("›").small().color(desk.cx.tokens.weak));
            }
            let words = origin.what.replace('`', "");
            let link = ui.link(RichText::new(short(&words)).small()).accessible_name(&words);
            if link.on_hover_text(format!("Show the form of this layer: {words}")).clicked() {
                desk.state.drill = desk.cx.document.snapshot().form_path(&origin.target);
            }
        }
    });
    if desk.state.drill.is_some() {
        ui.horizontal(|ui| {
            if ui.small_button("Back to the session").clicked() {
                desk.state.drill = None;
            }
            let span = vm.form.as_ref().and_then(|form| form.span);
            if let Some(span) = span.filter(|_| ui.small_button("Show in the text").clicked()) {
                desk.cx.requests.send(Request::ShowSource(span));
            }
        });
    }
}

/// The problems, each with the way to its text.
fn findings(desk: &Desk<'_>, ui: &mut Ui) {
    const SHOWN: usize = 6;
    let all = &desk.vm.findings;
    for finding in all.iter().take(SHOWN) {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(badge::SIZE, 16.0), Sense::hover());
            badge::paint(ui.painter(), rect.center(), desk.cx.tokens, finding.severity);
            let words = format!("{}: {}", finding.severity.name(), finding.message);
            let text = RichText::new(&finding.message).small().color(desk.cx.tokens.text);
            let response = ui.add(Label::new(text).wrap().sense(Sense::click())).accessible_name(words);
            let help = finding.help.as_deref().unwrap_or("Show in the text");
            if response.on_hover_text(format!("{}\n{help}", finding.code)).clicked() {
                desk.cx.requests.send(Request::ShowSource(finding.span));
            }
        });
    }
    if let Some(more) = all.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        ui.label(RichText::new(format!("{more} more in the list of problems")).small());
    }
}

/// What else there is, by groups, with a way to add to some of them.
fn links(desk: &mut Desk<'_>, ui: &mut Ui) {
    let vm = desk.vm;
    let mut groups: Vec<&'static str> = Vec::new();
    for link in &vm.links {
        if !groups.contains(&link.group) {
            groups.push(link.group);
        }
    }
    for group in groups {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(group).small().color(desk.cx.tokens.weak));
            for link in vm.links.iter().filter(|link| link.group == group) {
                let label = short(&link.label);
                let response = ui.link(&label).accessible_name(&link.label);
                let is_cut = label != link.label;
                let response = if is_cut { response.on_hover_text(&link.label) } else { response };
                if response.clicked() {
                    desk.cx.requests.reveal(link.to.clone());
                }
            }
        });
    }
    if matches!(desk.cx.document.selection(), Selection::Day(_)) {
        let add = ui.small_button(Command::AddSession.title()).on_hover_text(Command::AddSession.help());
        if add.clicked() {
            desk.cx.requests.run(Command::AddSession);
        }
    }
    if vm.form.as_ref().is_some_and(|form| form.kind == "Plan") {
        ui.horizontal_wrapped(|ui| add(desk, ui));
        for list in ["goals", "phases", "sessions"] {
            desk.refusal(&FormPath::default().field(list), ui);
        }
    }
}

fn add(desk: &mut Desk<'_>, ui: &mut Ui) {
    for (words, field) in [("Add race", "goals"), ("Add phase", "phases")] {
        if ui.small_button(words).clicked() {
            let list = FormPath::default().field(field);
            desk.acts.push(Act::Add { list, typed: None });
        }
    }
    if ui.small_button("Add session").clicked() {
        let map = FormPath::default().field("sessions");
        desk.acts.push(Act::AddEntry { map, key: desk.vm.free_name.clone() });
    }
}
