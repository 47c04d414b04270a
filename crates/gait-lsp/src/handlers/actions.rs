//! What can be done at a place: fixes that are known to help, other ways of writing, comments that silence.

use gait_core::{Action, ActionKind, Safety};
use gen_lsp_types as lsp;

use crate::beside::Work;
use crate::client::Client;
use crate::from_proto;
use crate::main_loop::Server;
use crate::reply::Reply;
use crate::to_proto::Places;
use crate::view::{Content, View};

/// The kinds that are offered, for the answer to `initialize`.
pub(crate) fn kinds() -> Vec<lsp::CodeActionKind> {
    vec![lsp::CodeActionKind::QuickFix, lsp::CodeActionKind::Refactor, lsp::CodeActionKind::SourceFixAll]
}

/// Answers what can be done, with its edits: what is offered has been tried, so they are known. Trying takes its time.
pub(crate) fn actions(
    server: &mut Server,
    params: lsp::CodeActionParams,
) -> Reply<Work<impl FnOnce() -> Reply<Option<Vec<lsp::CodeActionResponse>>> + Send + use<>>> {
    let client = server.client;
    let uri = params.text_document.uri.clone();
    let (document, _, _) = server.view(&uri)?;
    let (version, view) = (document.version, document.view.clone());
    let work = {
        let uri = uri.clone();
        move || Ok(view.and_then(|view| offers(&client, &view, &uri, version, &params)))
    };
    Ok(Work { uri, version, work })
}

fn offers(
    client: &Client,
    view: &View,
    uri: &lsp::Uri,
    version: i32,
    params: &lsp::CodeActionParams,
) -> Option<Vec<lsp::CodeActionResponse>> {
    if !client.action_literals {
        return None;
    }
    let places = Places { lines: &view.lines, columns: client.columns };
    let range = from_proto::span(places.lines, places.columns, params.range);
    let wanted = Wanted(params.context.only.as_deref());
    let mut found: Vec<(Action, lsp::CodeActionKind)> = Vec::new();
    match &view.content {
        Content::Plan { inputs, snapshot } => {
            if wanted.has_any(&[lsp::CodeActionKind::QuickFix, lsp::CodeActionKind::Refactor]) {
                found.extend(snapshot.actions(inputs, range).into_iter().map(with_kind));
            }
            // Asked for by name, as editors do before they save; in a menu it would stand twice.
            if wanted.names(&lsp::CodeActionKind::SourceFixAll) {
                let all = snapshot.fix_all(inputs, Safety::Safe);
                found.extend(all.map(|action| (action, lsp::CodeActionKind::SourceFixAll)));
            }
        }
        Content::Settings(file) => found.extend(file.actions(range).into_iter().map(with_kind)),
        Content::Other => return None,
    }
    found.retain(|(_, kind)| wanted.is(kind));
    let answer = found.into_iter().map(|(action, kind)| {
        let mended = mended(&action, &params.context.diagnostics);
        lsp::CodeActionResponse::CodeAction(lsp::CodeAction {
            edit: Some(places.workspace_edit(client, uri, version, &action.edits)),
            title: action.title,
            kind: Some(kind),
            diagnostics: (!mended.is_empty()).then_some(mended),
            is_preferred: action.preferred.then_some(true),
            ..lsp::CodeAction::default()
        })
    });
    Some(answer.collect())
}

fn with_kind(action: Action) -> (Action, lsp::CodeActionKind) {
    let kind = kind(action.kind);
    (action, kind)
}

/// Where an editor's menu shows it. Silencing stands with the fixes, as it is an answer to the same line.
fn kind(kind: ActionKind) -> lsp::CodeActionKind {
    match kind {
        ActionKind::Fix | ActionKind::FixAll | ActionKind::Suppress => lsp::CodeActionKind::QuickFix,
        ActionKind::Refactor => lsp::CodeActionKind::Refactor,
    }
}

/// Those of the client's diagnostics that an action mends.
fn mended(action: &Action, shown: &[lsp::Diagnostic]) -> Vec<lsp::Diagnostic> {
    let Some(key) = &action.mends else { return Vec::new() };
    let has_key = |it: &&lsp::Diagnostic| {
        it.data.as_ref().and_then(|data| data.get("key")?.as_str()) == Some(key.as_str())
    };
    shown.iter().filter(has_key).cloned().collect()
}

/// The kinds that the client asks for; everything, if it names none.
#[derive(Clone, Copy)]
struct Wanted<'a>(Option<&'a [lsp::CodeActionKind]>);

impl Wanted<'_> {
    /// Whether an action of this kind is among what is asked for: `quickfix` takes in `quickfix.x`.
    fn is(self, kind: &lsp::CodeActionKind) -> bool {
        self.0.is_none_or(|only| only.iter().any(|wanted| takes_in(wanted, kind)))
    }

    /// Whether actions of these kinds are asked for.
    fn has_any(self, kinds: &[lsp::CodeActionKind]) -> bool {
        kinds.iter().any(|kind| self.is(kind))
    }

    /// Whether a kind is asked for by name.
    fn names(self, kind: &lsp::CodeActionKind) -> bool {
        self.0.is_some() && self.is(kind)
    }
}

fn takes_in(wanted: &lsp::CodeActionKind, kind: &lsp::CodeActionKind) -> bool {
    let (wanted, kind) = (wanted.to_string(), kind.to_string());
    wanted.is_empty()
        || kind.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_take_in_those_below_them() {
        let takes = |wanted: &'static str, kind: &'static str| {
            takes_in(&lsp::CodeActionKind::from(wanted), &lsp::CodeActionKind::from(kind))
        };
        assert!(takes("", "quickfix") && takes("source", "source.fixAll") && takes("quickfix", "quickfix"));
        assert!(!takes("source.fixAll.gait", "source.fixAll") && !takes("quick", "quickfix"));
    }
}
