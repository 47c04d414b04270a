//! The current problem: what is known of it, its fixes with what they would change, and how to silence it.

use egui::{Button, Key, Label, RichText, ScrollArea, TextEdit, Ui};
use gait_core::Safety;

use super::{Focus, ProblemsState};
use crate::editor::State;
use crate::fixes::{FixVm, Fixes, Known, Scope};
use crate::panels::Cx;
use crate::request::{Ask, Request};
use crate::vm::lines::{Line, Side};
use crate::vm::problems::{PlaceVm, ProblemVm};
use crate::widgets::badge;

/// Draws the current problem.
pub(super) fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let problems = &cx.views.problems;
    let current = state.problems.current().and_then(|identity| problems.index_of(identity));
    let Some(problem) = current.and_then(|index| problems.rows.get(index)) else { return };
    ScrollArea::vertical().id_salt("details").auto_shrink(false).show(ui, |ui| {
        facts(cx, problem, ui);
        ui.separator();
        fixes(cx, &mut state.problems, &state.fixes, problem, ui);
        if problem.is_rule {
            silence(cx, &mut state.problems, ui);
        }
    });
}

fn facts(cx: &Cx<'_>, problem: &ProblemVm, ui: &mut Ui) {
    let weak = |text: &str| Label::new(RichText::new(text).color(cx.tokens.weak)).wrap();
    ui.horizontal_top(|ui| {
        badge::mark(cx.tokens, problem.severity, ui);
        ui.add(Label::new(RichText::new(&problem.message).strong()).wrap());
    });
    let when = Some(&*problem.when).filter(|when| !when.is_empty());
    let about: Vec<&str> = [problem.severity.name(), problem.code].into_iter().chain(when).collect();
    ui.add(weak(&about.join(" · ")));
    for note in &problem.notes {
        ui.add(weak(note));
    }
    if let Some(help) = &problem.help {
        ui.add(Label::new(sentence(help)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let hover = "Show it on the board and in the text";
        let own = ui.link(format!("line {}", problem.line)).on_hover_text(hover);
        if own.clicked() {
            cx.requests.send(Request::Problem(Ask::Pick(problem.identity.clone())));
        }
        for place in &problem.places {
            if ui.link(&place.label).on_hover_text(hover).clicked() {
                go(cx, place);
            }
        }
    });
}

/// With a capital at its start.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Jumps to a place. What is nowhere on the board is shown in the text.
fn go(cx: &Cx<'_>, place: &PlaceVm) {
    if let Some(target) = &place.target {
        cx.requests.reveal(target.clone());
    }
    if place.target.is_none() || cx.preferences.source {
        cx.requests.send(Request::ShowSource(place.span));
    }
}

fn fixes(cx: &Cx<'_>, state: &mut ProblemsState, fixes: &Fixes, problem: &ProblemVm, ui: &mut Ui) {
    let Some(known) = fixes.known(&problem.identity) else {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label("Looking for fixes…");
        });
        return;
    };
    if known.fixes.is_empty() {
        ui.label(RichText::new(none_known(problem, known)).color(cx.tokens.weak));
    }
    for (index, fix) in known.fixes.iter().enumerate() {
        self::fix(cx, state, index, fix, ui);
    }
    if problem.is_rule {
        ui.horizontal_wrapped(|ui| many(cx, state, problem, known, ui));
    }
    let Some((scope, apply)) = state.wanted else { return };
    match fixes.offer(scope) {
        None => {
            ui.label("Working out the fixes…");
        }
        Some(_) if apply => {}
        Some(offer) if offer.applied.is_empty() => {
            ui.label("None of them is known to help");
        }
        Some(offer) => {
            for applied in &offer.applied {
                ui.add(Label::new(format!("{}: {}", applied.rule, applied.label)).wrap());
            }
            diff(cx, &offer.preview, ui);
            if ui.button(scope.name(offer.applied.len())).clicked() {
                cx.requests.send(Request::Problem(Ask::ApplyAll(scope)));
            }
        }
    }
}

/// Why there is nothing to apply.
fn none_known(problem: &ProblemVm, known: &Known) -> String {
    match (problem.is_rule, known.tried) {
        (false, _) => "No fix is known; it is mended in the text".to_owned(),
        (true, 0) => "The rule proposes no fix for this; what to do is a person's to decide".to_owned(),
        (true, 1) => "No fix is known to help; one was tried".to_owned(),
        (true, tried) => format!("No fix is known to help; {tried} were tried"),
    }
}

fn fix(cx: &Cx<'_>, state: &mut ProblemsState, index: usize, fix: &FixVm, ui: &mut Ui) {
    ui.horizontal_top(|ui| {
        let name = format!("Apply: {}", fix.label);
        let response = ui.button("Apply");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if index == 0 && state.focus == Some(Focus::Fixes) {
            state.focus = None;
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.clicked() {
            cx.requests.send(Request::Problem(Ask::Apply(index)));
        }
        ui.vertical(|ui| {
            ui.add(Label::new(sentence(&fix.label)).wrap());
            let gain = Some(&*fix.gain).filter(|gain| !gain.is_empty());
            let safety = match fix.safety {
                Safety::Safe => "safe: every session's work stays as it is",
                Safety::Suggested => "suggested: changes the training",
            };
            let words = gain.into_iter().chain(Some(safety)).collect::<Vec<_>>().join(" · ");
            ui.add(Label::new(RichText::new(words).small().color(cx.tokens.weak)).wrap());
            diff(cx, &fix.preview, ui);
        });
    });
}

/// The lines that go and come.
fn diff(cx: &Cx<'_>, lines: &[Line], ui: &mut Ui) {
    for line in lines {
        let (sign, color) = match line.side {
            Side::First => ('-', cx.tokens.bad),
            _ => ('+', cx.tokens.good),
        };
        let text = format!("{sign} {:>3} {}", line.number, line.text);
        ui.add(Label::new(RichText::new(text).monospace().color(color)).truncate());
    }
}

fn many(cx: &Cx<'_>, state: &mut ProblemsState, problem: &ProblemVm, known: &Known, ui: &mut Ui) {
    let best = known.fixes.first().map(|fix| Scope::of_rule(problem.code, fix.safety));
    let rule = ("Apply all of this rule", best, "None of its fixes is known to help");
    let safe = cx.env.safe_fixes.then_some(Scope::Safe);
    let safe = ("Apply all safe", safe, "No rule proposes a fix that leaves the training as it is");
    for (title, scope, why) in [rule, safe] {
        let button = ui.add_enabled(scope.is_some(), Button::new(title)).on_disabled_hover_text(why);
        let Some(scope) = scope else { continue };
        if button.clicked() {
            cx.requests.send(Request::Problem(Ask::ApplyAll(scope)));
        }
        let mut shown = state.wanted == Some((scope, false));
        let name = format!("Preview of “{title}”");
        let response = ui.toggle_value(&mut shown, "Preview");
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, shown, &name));
        if response.clicked() && shown {
            cx.requests.send(Request::Problem(Ask::Preview(scope)));
        } else if response.clicked() {
            state.wanted = None;
        }
    }
}

/// The reason for leaving the finding as it is.
fn silence(cx: &Cx<'_>, state: &mut ProblemsState, ui: &mut Ui) {
    let Some(reason) = &mut state.reason else {
        let help = "Silence this finding with a comment in the plan that says why";
        if ui.button("Allow here…").on_hover_text(help).clicked() {
            state.reason = Some(String::new());
            state.refusal = None;
            state.focus = Some(Focus::Reason);
        }
        return;
    };
    let id = egui::Id::unique("reason");
    let (mut allow, mut cancel) = (false, false);
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(reason).id(id).hint_text("Why it is fine here");
        let width = (ui.available_width() - 130.0).max(120.0);
        let response = ui.add(field.desired_width(width));
        if state.focus == Some(Focus::Reason) {
            state.focus = None;
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.lost_focus() {
            allow = ui.input(|input| input.key_pressed(Key::Enter));
            cancel = ui.input(|input| input.key_pressed(Key::Escape));
        }
        if response.changed() {
            state.refusal = None;
        }
        allow |= ui.button("Allow").clicked();
        cancel |= ui.button("Cancel").clicked();
    });
    if let Some(refusal) = &state.refusal {
        ui.label(RichText::new(refusal).color(cx.tokens.error));
    }
    if allow {
        cx.requests.send(Request::Problem(Ask::Allow(reason.clone())));
    }
    if cancel {
        state.reason = None;
        state.refusal = None;
    }
}
