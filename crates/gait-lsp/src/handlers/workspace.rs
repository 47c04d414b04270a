//! What happens around the documents: folders, files on the disk, settings.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types as lsp;
use lsp_server::{Request, RequestId};
use serde_json::Value;

use crate::documents::Kind;
use crate::main_loop::{Asked, Server, cancelled, read};
use crate::options::{Options, SECTION};
use crate::scan::{self, Checked, Files, Scan, Task};
use crate::uri;
use crate::view::View;

/// The look at the folders that runs, and who waits for it.
#[derive(Debug, Default)]
pub(crate) struct Scanning {
    /// The last look that was started.
    number: u64,
    /// Whether it still runs.
    is_running: bool,
    /// Whether the disk has changed since it was started.
    is_stale: bool,
    /// Whether any look has ended.
    is_known: bool,
    /// The requests that wait for it, with what their clients have.
    waiting: Vec<(RequestId, Vec<lsp::PreviousResultId>)>,
}

/// Answers what there is to say about all plans of the folders, once they have been looked at.
pub(crate) fn diagnostic(server: &mut Server, request: Request) {
    let params: lsp::WorkspaceDiagnosticParams = match read(&request.method, request.params) {
        Ok(params) => params,
        Err(refusal) => return server.refuse(request.id, &refusal),
    };
    // A client that watches files for us says when there is something new.
    let is_fresh = server.scanning.is_known && !server.scanning.is_stale && server.client.watches;
    server.scanning.waiting.push((request.id, params.previous_result_ids));
    if !server.options.workspace_diagnostics || is_fresh {
        server.guard("`workspace/diagnostic`", Server::answer_waiting);
    } else if !server.scanning.is_running {
        server.look();
    }
}

/// Stops waiting for an answer.
pub(crate) fn cancel(server: &mut Server, id: &RequestId) {
    let waiting = &mut server.scanning.waiting;
    if let Some(at) = waiting.iter().position(|(waiting, _)| waiting == id) {
        waiting.swap_remove(at);
        server.refuse(id.clone(), &cancelled());
    }
}

/// Files were created, changed or deleted.
pub(crate) fn files_changed(server: &mut Server, params: lsp::DidChangeWatchedFilesParams) {
    if !params.changes.is_empty() {
        disk_changed(server);
    }
}

/// Something on the disk is different.
pub(crate) fn disk_changed(server: &mut Server) {
    server.forget_disk();
    server.settings_changed();
    server.look_again();
}

/// Folders were opened or closed.
pub(crate) fn folders_changed(server: &mut Server, params: lsp::DidChangeWorkspaceFoldersParams) {
    let paths = |folders: Vec<lsp::WorkspaceFolder>| -> Vec<PathBuf> {
        folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect()
    };
    let lsp::WorkspaceFoldersChangeEvent { added, removed } = params.event;
    server.workspace.change_folders(paths(added), &paths(removed));
    server.look_again();
}

/// The settings of the editor are different: they come along, or have to be asked for.
pub(crate) fn configured(server: &mut Server, params: lsp::DidChangeConfigurationParams) {
    match server.client.configures {
        true => server.ask_for_options(),
        false => take_options(server, &params.settings),
    }
}

/// Takes over what a person has set.
pub(crate) fn take_options(server: &mut Server, value: &Value) {
    match Options::read(value) {
        Ok(Some(options)) if options != server.options => {
            server.options = options;
            server.look_again();
            server.check_all_again();
            if server.client.refreshes_hints {
                server.ask::<lsp::InlayHintRefreshRequest>((), Asked::Whatever);
            }
        }
        Ok(_) => {}
        Err(why) => server.log(lsp::MessageType::Warning, &why),
    }
}

impl Server {
    /// Asks for the settings of the editor, if that is possible.
    pub(crate) fn ask_for_options(&mut self) {
        if self.client.configures {
            let item = lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            self.ask::<lsp::ConfigurationRequest>(
                lsp::ConfigurationParams { items: vec![item] },
                Asked::Options,
            );
        }
    }

    /// Settings of plans are different: all open plans are checked again.
    pub(crate) fn settings_changed(&mut self) {
        self.workspace.take_open(&self.documents);
        self.check_all_again();
        self.look_again();
    }

    /// Forgets what was read from the disk.
    pub(crate) fn forget_disk(&mut self) {
        self.workspace.forget();
    }

    fn check_all_again(&mut self) {
        for document in self.documents.iter_mut().filter(|document| document.kind == Kind::Plan) {
            document.view = None;
            self.dirty.insert(document.uri.0.clone());
        }
        if self.pulls() {
            self.ask::<lsp::DiagnosticRefreshRequest>((), Asked::Whatever);
        }
    }

    /// Looks at the folders if the client is sent what is in them.
    pub(crate) fn look_if_published(&mut self) {
        if !self.pulls() && self.options.workspace_diagnostics {
            self.look();
        }
    }

    fn look_again(&mut self) {
        self.scanning.is_stale = true;
        if !self.scanning.is_running {
            self.look_if_published();
        }
    }

    fn look(&mut self) {
        self.scanning.number += 1;
        self.scanning.is_running = true;
        self.scanning.is_stale = false;
        let task = Task {
            number: self.scanning.number,
            workspace: self.workspace.clone(),
            before: self.files.clone(),
            columns: self.client.columns,
        };
        scan::start(task, self.events.clone());
    }

    /// A look at the folders has ended.
    pub(crate) fn scanned(&mut self, scan: Scan) {
        if scan.number != self.scanning.number {
            return;
        }
        self.scanning.is_running = false;
        self.scanning.is_known = true;
        let before = std::mem::replace(&mut self.files, scan.files);
        if !self.pulls() {
            self.publish_files(&before);
        }
        if self.scanning.is_stale && (!self.pulls() || !self.scanning.waiting.is_empty()) {
            return self.look();
        }
        self.answer_waiting();
    }

    fn answer_waiting(&mut self) {
        for (id, previous) in std::mem::take(&mut self.scanning.waiting) {
            let items = self.workspace_report(&previous);
            self.reply(id, lsp::WorkspaceDiagnosticReport { items });
        }
    }

    fn workspace_report(
        &mut self,
        previous: &[lsp::PreviousResultId],
    ) -> Vec<lsp::WorkspaceDocumentDiagnosticReport> {
        let mut all = self.files_not_open();
        if !self.options.workspace_diagnostics {
            all.clear();
        }
        let known: BTreeSet<(&str, &str)> =
            previous.iter().map(|it| (it.uri.0.as_str(), it.value.as_str())).collect();
        let mut items = Vec::new();
        for (uri, checked) in &all {
            let result = View::result_id(checked.hash);
            items.push(match known.contains(&(uri.0.as_str(), result.as_str())) {
                true => unchanged(uri.clone(), result),
                false => full(uri.clone(), Some(result), checked.diagnostics.to_vec()),
            });
        }
        // What is gone has nothing against it any more.
        let there: BTreeSet<&str> = all.iter().map(|(uri, _)| uri.0.as_str()).collect();
        let is_gone = |it: &&lsp::PreviousResultId| !there.contains(it.uri.0.as_str());
        let gone = previous.iter().filter(is_gone).filter(|it| self.documents.get(&it.uri).is_none());
        items.extend(gone.map(|it| full(it.uri.clone(), None, Vec::new())));
        items
    }

    /// The files of the folders without those that are open: of these the client knows more.
    fn files_not_open(&self) -> Vec<(lsp::Uri, Checked)> {
        let all = self.files.iter().filter(|(path, _)| self.documents.at(path).is_none());
        all.map(|(path, checked)| (uri::from_path(path), checked.clone())).collect()
    }

    /// Sends what is new about files that are not open.
    fn publish_files(&mut self, before: &Files) {
        let mut news: Vec<(PathBuf, Arc<Vec<lsp::Diagnostic>>)> = Vec::new();
        let none = Arc::new(Vec::new());
        for (path, checked) in &self.files {
            let old = before.get(path).map_or(&none, |old| &old.diagnostics);
            if **old != *checked.diagnostics {
                news.push((path.clone(), Arc::clone(&checked.diagnostics)));
            }
        }
        let gone = before.keys().filter(|path| !self.files.contains_key(*path));
        news.extend(gone.map(|path| (path.clone(), Arc::clone(&none))));
        for (path, diagnostics) in news {
            if self.documents.at(&path).is_none() {
                self.publish_list(uri::from_path(&path), &diagnostics);
            }
        }
    }

    /// Sends what is known about a file that was just closed, under the spelling of files that are not open.
    pub(crate) fn publish_file(&mut self, uri: &lsp::Uri) {
        let path = uri::to_path(uri);
        let known = path.as_ref().and_then(|path| self.files.get(path));
        let diagnostics = known.map(|checked| Arc::clone(&checked.diagnostics)).unwrap_or_default();
        let own = path.map_or_else(|| uri.clone(), |path| uri::from_path(&path));
        if own != *uri {
            self.publish_list(uri.clone(), &[]);
        }
        self.publish_list(own, &diagnostics);
    }

    /// Takes back what was sent about a file that is open now, if the client spells its URI otherwise: to the client
    /// the two are two files.
    pub(crate) fn clear_own_spelling(&mut self, uri: &lsp::Uri) {
        let Some(path) = uri::to_path(uri).filter(|_| !self.pulls()) else { return };
        let own = uri::from_path(&path);
        if own != *uri && self.files.get(&path).is_some_and(|checked| !checked.diagnostics.is_empty()) {
            self.publish_list(own, &[]);
        }
    }

    fn publish_list(&mut self, uri: lsp::Uri, diagnostics: &[lsp::Diagnostic]) {
        let diagnostics = diagnostics.to_vec();
        let params = lsp::PublishDiagnosticsParams { uri, version: None, diagnostics };
        self.tell::<lsp::PublishDiagnosticsNotification>(params);
    }
}

fn unchanged(uri: lsp::Uri, result_id: String) -> lsp::WorkspaceDocumentDiagnosticReport {
    lsp::WorkspaceDocumentDiagnosticReport::WorkspaceUnchangedDocumentDiagnosticReport(
        lsp::WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version: None,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id },
        },
    )
}

fn full(
    uri: lsp::Uri,
    result_id: Option<String>,
    items: Vec<lsp::Diagnostic>,
) -> lsp::WorkspaceDocumentDiagnosticReport {
    lsp::WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(
        lsp::WorkspaceFullDocumentDiagnosticReport {
            uri,
            version: None,
            full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport { result_id, items },
        },
    )
}
