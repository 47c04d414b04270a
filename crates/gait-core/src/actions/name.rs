//! One spelling for a session wherever it is named.

use gait_model::notation::is_name;
use gait_syntax::edit::Edit;
use gait_syntax::{Instead, Span};

use super::{Action, ActionKind, touches};
use crate::navigate::Mention;
use crate::snapshot::Snapshot;
use crate::tokens::TokenKind;

impl Snapshot {
    /// What makes a misspelt session right at all its places at once: they say what is known, or what is known is
    /// called as they say.
    pub(super) fn renamings(&self, range: Span) -> Vec<Action> {
        let mut out: Vec<Action> = Vec::new();
        let faulty = self.problems.iter().filter(|problem| touches(problem.span, range));
        for (span, instead) in faulty.filter_map(|problem| Some((problem.span, problem.instead.as_ref()?))) {
            let Instead::Text(right) = instead else { continue };
            let right = &**right;
            let sessions: Vec<Mention<'_>> =
                self.mentions().into_iter().filter(|mention| mention.kind == TokenKind::Session).collect();
            let Some(wrong) = sessions.iter().find(|mention| span.contains(mention.span)) else { continue };
            let named = |name: &str| sessions.iter().filter(|other| other.name == name).count();
            let places = named(wrong.name);
            if places > 1 {
                let title = format!("Write `{right}` in all {places} places that say `{}`", wrong.name);
                out.extend(self.respelt(title, &sessions, wrong.name, right));
            }
            let is_known = sessions.iter().any(|other| other.name == right && other.is_definition);
            if is_known && !wrong.is_definition && is_name(wrong.name) {
                let uses = named(right) - 1;
                let more = if uses > 0 { ", wherever it is named" } else { "" };
                let title = format!("Call the session `{right}` `{}`{more}", wrong.name);
                out.extend(self.respelt(title, &sessions, right, wrong.name));
            }
        }
        out
    }

    /// Another name wherever a session is named, if the plan is better for it.
    fn respelt(&self, title: String, sessions: &[Mention<'_>], from: &str, to: &str) -> Option<Action> {
        let same = sessions.iter().filter(|mention| mention.name == from);
        let edits: Vec<Edit> = same.map(|mention| Edit::new(mention.span, to)).collect();
        let kind = ActionKind::Fix;
        self.is_better_with(&edits).then_some(Action { title, kind, edits, mends: None, preferred: false })
    }
}
