//! What is done with each message: one module for each kind of question.

pub(crate) mod actions;
pub(crate) mod assist;
pub(crate) mod diagnostics;
mod format;
mod lifecycle;
mod names;
mod structure;
mod sync;
pub(crate) mod tokens;
pub(crate) mod workspace;

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Notification, Request};
use serde_json::Value;

use crate::documents::Document;
use crate::main_loop::{Server, cancels};
use crate::reply::{Refusal, Reply};
use crate::to_proto::Places;
use crate::view::View;

/// Answers a request, sooner or later.
pub(crate) fn request(server: &mut Server, request: Request) {
    match request.method.as_str() {
        "initialize" => server.answer(request, lifecycle::initialize),
        // It has no parameters; what a client sends all the same, such as `{}`, says nothing.
        "shutdown" => server.answer(request, |server, _: Value| lifecycle::shutdown(server)),
        "textDocument/diagnostic" => server.answer(request, diagnostics::document),
        "textDocument/documentSymbol" => server.answer(request, structure::symbols),
        "textDocument/foldingRange" => server.answer(request, structure::folding),
        "textDocument/selectionRange" => server.answer(request, structure::selection),
        "textDocument/inlayHint" => server.answer(request, structure::hints),
        "textDocument/formatting" => server.answer(request, format::document),
        "textDocument/rangeFormatting" => server.answer(request, format::range),
        "textDocument/semanticTokens/full" => server.answer(request, tokens::full),
        "textDocument/semanticTokens/full/delta" => server.answer(request, tokens::delta),
        "textDocument/semanticTokens/range" => server.answer(request, tokens::range),
        "textDocument/definition" => server.answer(request, names::definition),
        "textDocument/references" => server.answer(request, names::references),
        "textDocument/documentHighlight" => server.answer(request, names::highlights),
        "textDocument/prepareRename" => server.answer(request, names::prepare_rename),
        "textDocument/rename" => server.answer(request, names::rename),
        "textDocument/hover" => server.answer(request, assist::hover),
        "textDocument/completion" => server.answer(request, assist::completion),
        "textDocument/codeAction" => server.answer_beside(request, actions::actions),
        "workspace/diagnostic" => workspace::diagnostic(server, request),
        other => {
            let refusal = Refusal::new(ErrorCode::MethodNotFound, format!("`{other}` is not known here"));
            server.refuse(request.id, &refusal);
        }
    }
}

/// Acts on a notification; what is not known may be ignored.
pub(crate) fn notification(server: &mut Server, note: Notification) {
    match note.method.as_str() {
        "initialized" => server.guard("`initialized`", lifecycle::initialized),
        "$/cancelRequest" => {
            if let Some(id) = cancels(&note) {
                workspace::cancel(server, &id);
            }
        }
        "textDocument/didOpen" => server.act(note, sync::open),
        "textDocument/didChange" => server.act(note, sync::change),
        "textDocument/didClose" => server.act(note, sync::close),
        "textDocument/didSave" => server.act(note, sync::save),
        "workspace/didChangeWatchedFiles" => server.act(note, workspace::files_changed),
        "workspace/didCreateFiles" | "workspace/didRenameFiles" | "workspace/didDeleteFiles" => {
            server.guard("a file event", workspace::disk_changed);
        }
        "workspace/didChangeWorkspaceFolders" => server.act(note, workspace::folders_changed),
        "workspace/didChangeConfiguration" => server.act(note, workspace::configured),
        _ => {}
    }
}

impl Server {
    /// An open document with all that is derived from it.
    pub(crate) fn view(&mut self, uri: &lsp::Uri) -> Reply<(&Document, &View, Places<'_>)> {
        let columns = self.client.columns;
        self.check(uri);
        let found = self.documents.get(uri).and_then(|document| Some((document, document.view.as_deref()?)));
        let Some((document, view)) = found else {
            return Err(Refusal::new(ErrorCode::InvalidParams, format!("`{uri}` is not open")));
        };
        Ok((document, view, Places { lines: &view.lines, columns }))
    }
}
