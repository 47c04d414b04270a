//! Names of sessions.

use std::collections::BTreeSet;

use gait_model::plan::{Content, Kind, SessionDef};

use super::notation::is_name;
use super::{CompletionKind, Item};
use crate::expand::content;
use crate::hover::{Desk, format, session::kind_words};

impl Desk<'_> {
    /// The sessions that a slot may name, those of the plan first. Predefined ones are written with the colon that
    /// their content follows, if there is `room` for it.
    pub(super) fn session_names(&self, room: bool) -> Vec<Item> {
        let Some(plan) = self.plan() else { return Vec::new() };
        let mut out: Vec<Item> = self.templates();
        let own = |name: &str| plan.templates.iter().any(|template| &*template.name == name);
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Strength && !own(kind.name())) {
            let bare = kind == Kind::Rest || !room;
            let label = kind.name();
            let item = Item::new(CompletionKind::Session, label)
                .detail(if kind == Kind::Rest {
                    "nothing is done".to_owned()
                } else {
                    format!("{}, predefined", kind_words(kind))
                })
                .documentation(format::session_kind(kind))
                .rank(6);
            out.push(if bare { item } else { item.text(format!("{label}: ")) });
        }
        out
    }

    /// The sessions of the plan.
    pub(super) fn templates(&self) -> Vec<Item> {
        let Some(plan) = self.plan() else { return Vec::new() };
        plan.templates
            .iter()
            .map(|template| {
                Item::new(CompletionKind::Session, &*template.name)
                    .detail(detail(&template.session))
                    .documentation(self.session(&template.name).unwrap_or_default())
                    .rank(2)
            })
            .collect()
    }

    /// The names of `sessions` that could be added: those that slots use and nothing explains, then the predefined ones.
    pub(super) fn session_keys(&self) -> Vec<Item> {
        let Some(snapshot) = self.snapshot else { return Vec::new() };
        let mut used: BTreeSet<&str> = BTreeSet::new();
        // What no session explains has been reported where it stands.
        for problem in snapshot.problems.iter().filter(|problem| problem.code == "unknown-name") {
            let word = snapshot.tree.slice(problem.span);
            if problem.message.starts_with("no session ") && is_word(word) && !self.is_sibling(word) {
                used.insert(word);
            }
        }
        let mut out: Vec<Item> = used
            .into_iter()
            .map(|name| {
                Item::new(CompletionKind::Session, name).detail("used in a slot, not written yet").rank(1)
            })
            .collect();
        let free =
            |kind: &Kind| *kind != Kind::Strength && *kind != Kind::Rest && !self.is_sibling(kind.name());
        out.extend(Kind::ALL.into_iter().filter(free).map(|kind| {
            Item::new(CompletionKind::Session, kind.name())
                .detail("stands for the predefined session")
                .documentation(format::session_kind(kind))
        }));
        out
    }
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_name)
}

/// `Long, 12 km`
pub(super) fn detail(def: &SessionDef) -> String {
    let what = match &def.content {
        Content::Strength(lifts) => {
            format!("{} {}", lifts.len(), if lifts.len() == 1 { "lift" } else { "lifts" })
        }
        other => content(other),
    };
    format!("{:?}, {what}", def.kind)
}
