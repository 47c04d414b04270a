//! Documents opened, changed, saved and closed.

use gen_lsp_types as lsp;

use crate::documents::Kind;
use crate::main_loop::Server;

/// Takes a document in.
pub(crate) fn open(server: &mut Server, params: lsp::DidOpenTextDocumentParams) {
    let document = server.documents.open(params.text_document);
    let (uri, kind) = (document.uri.clone(), document.kind);
    if !server.client.watches {
        server.forget_disk();
    }
    server.touched(&uri, kind);
    server.clear_own_spelling(&uri);
}

/// Follows the changes of a document. One that is not open is reported, and nothing else: its text is not known.
pub(crate) fn change(server: &mut Server, params: lsp::DidChangeTextDocumentParams) {
    let lsp::DidChangeTextDocumentParams { text_document, content_changes } = params;
    let uri = text_document.text_document_identifier.uri;
    let columns = server.client.columns;
    let changed = server.documents.change(&uri, text_document.version, content_changes, columns);
    match changed.map(|document| document.kind) {
        Some(kind) => server.touched(&uri, kind),
        None => server.log(lsp::MessageType::Error, &format!("`{uri}` was changed and is not open")),
    }
}

/// Looks at the disk again where nobody else says that it changed.
pub(crate) fn save(server: &mut Server, _: lsp::DidSaveTextDocumentParams) {
    if !server.client.watches {
        super::workspace::disk_changed(server);
    }
}

/// Lets a document go: from here on what stands on the disk counts.
pub(crate) fn close(server: &mut Server, params: lsp::DidCloseTextDocumentParams) {
    let uri = params.text_document.uri;
    let Some(document) = server.documents.close(&uri) else { return };
    server.dirty.remove(&uri.0);
    if document.kind == Kind::Settings {
        server.settings_changed();
    }
    if !server.pulls() && document.kind != Kind::Other {
        server.publish_file(&uri);
    }
}

impl Server {
    /// A document has a new text.
    fn touched(&mut self, uri: &lsp::Uri, kind: Kind) {
        if kind != Kind::Other {
            self.dirty.insert(uri.0.clone());
        }
        if kind == Kind::Settings {
            self.settings_changed();
        }
    }
}
