//! The page of a rule, beside its findings.

use egui::{Frame, Label, RichText, ScrollArea, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::ProblemsState;
use crate::panels::Cx;
use crate::vm::page::{Page, Part};

/// What the page remembers from frame to frame.
#[derive(Default, Debug)]
pub(super) struct PageState {
    /// Whether it is shown.
    pub(super) is_open: bool,
    /// What a link led to.
    followed: Option<String>,
    page: Option<Page>,
    cache: CommonMarkCache,
}

impl PageState {
    /// Shows what a name means, or the rule of the current problem again.
    pub(super) fn follow(&mut self, name: Option<String>) {
        self.followed = name;
    }

    /// Makes the page of a name ready.
    fn turn_to(&mut self, name: &str) {
        if self.page.as_ref().is_some_and(|page| page.name == name) {
            return;
        }
        self.page = Page::of(name);
        self.cache.link_hooks_clear();
        for link in self.page.iter().flat_map(|page| &page.links) {
            self.cache.add_link_hook(link);
        }
    }
}

/// Draws the page.
pub(super) fn show(cx: &Cx<'_>, state: &mut ProblemsState, ui: &mut Ui) {
    let problems = &cx.views.problems;
    let current = state.current().and_then(|identity| problems.index_of(identity));
    let code = current.and_then(|index| problems.rows.get(index)).map(|problem| problem.code);
    let page = &mut state.page;
    let Some(name) = page.followed.clone().or_else(|| code.map(str::to_owned)) else {
        ui.label(RichText::new("Select a problem to read about its rule").color(cx.tokens.weak));
        return;
    };
    page.turn_to(&name);
    if page.followed.is_some() && ui.button("Back to the rule").clicked() {
        page.followed = None;
    }
    let Some(text) = &page.page else { return };
    let mut clicked = None;
    ScrollArea::vertical().id_salt(("page", &name)).auto_shrink(false).show(ui, |ui| {
        for part in &text.parts {
            match part {
                Part::Text(markdown) => {
                    CommonMarkViewer::new().show(ui, &mut page.cache, markdown);
                    // What was clicked is forgotten when the next part is drawn.
                    let hooked = |link: &&String| page.cache.get_link_hook(link) == Some(true);
                    clicked = clicked.take().or_else(|| text.links.iter().find(hooked).cloned());
                }
                Part::Code(code) => example(cx, code, ui),
            }
        }
    });
    if let Some(to) = clicked.as_deref().and_then(Page::target) {
        page.follow(Some(to.to_owned()));
        ui.request_repaint();
    }
}

/// Part of a plan. Its lines keep their columns: what is flagged is marked in the line below.
fn example(cx: &Cx<'_>, code: &str, ui: &mut Ui) {
    Frame::NONE.fill(cx.tokens.field).corner_radius(4).inner_margin(6).show(ui, |ui| {
        ui.take_available_width();
        ScrollArea::horizontal().id_salt(code).show(ui, |ui| {
            ui.add(Label::new(RichText::new(code.trim_end()).monospace()).extend());
        });
    });
}
