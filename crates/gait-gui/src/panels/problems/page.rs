//! The page of a rule, beside its findings.

use egui::{RichText, ScrollArea, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::ProblemsState;
use crate::panels::Cx;
use crate::vm::page::Page;

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
    ScrollArea::vertical().id_salt(("page", &name)).auto_shrink(false).show(ui, |ui| {
        CommonMarkViewer::new().show(ui, &mut page.cache, &text.markdown);
    });
    let clicked = text.links.iter().find(|link| page.cache.get_link_hook(link) == Some(true));
    if let Some(to) = clicked.and_then(|link| Page::target(link)) {
        page.follow(Some(to.to_owned()));
        ui.request_repaint();
    }
}
