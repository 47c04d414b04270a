//! What there is to say about documents: sent after each change, or answered.

use std::sync::Arc;

use gait_core::{Columns, LineIndex};
use gen_lsp_types as lsp;

use crate::documents::Kind;
use crate::main_loop::Server;
use crate::reply::Reply;
use crate::scan;
use crate::to_proto::Places;
use crate::view::{Content, View};
use crate::workspace::InForce;

/// The diagnostics of a text.
pub(crate) fn of(
    content: &Content,
    lines: &LineIndex,
    uri: &lsp::Uri,
    columns: Columns,
) -> Vec<lsp::Diagnostic> {
    let report = match content {
        Content::Plan { snapshot, .. } => snapshot.report(),
        Content::Settings(file) => file.report(),
        Content::Other => return Vec::new(),
    };
    let places = Places { lines, columns };
    report.diagnostics.iter().map(|diagnostic| places.diagnostic(uri, diagnostic)).collect()
}

/// Answers what there is to say about a document.
pub(crate) fn document(
    server: &mut Server,
    params: lsp::DocumentDiagnosticParams,
) -> Reply<lsp::DocumentDiagnosticReport> {
    let uri = params.text_document.uri;
    let (_, view, _) = server.view(&uri)?;
    if params.previous_result_id.as_ref() == Some(&view.result) {
        let unchanged = lsp::UnchangedDocumentDiagnosticReport { result_id: view.result.clone() };
        let report = lsp::RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: unchanged,
        };
        return Ok(lsp::DocumentDiagnosticReport::RelatedUnchangedDocumentDiagnosticReport(report));
    }
    let full = lsp::FullDocumentDiagnosticReport {
        result_id: Some(view.result.clone()),
        items: view.diagnostics.to_vec(),
    };
    let report = lsp::RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: full,
    };
    Ok(lsp::DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(report))
}

impl Server {
    /// Whether the client asks for diagnostics; otherwise they are sent. Never both: an editor would show all twice.
    pub(crate) fn pulls(&self) -> bool {
        self.client.pulls && self.options.pull_diagnostics
    }

    /// Sends the diagnostics of every document that has changed.
    pub(crate) fn flush(&mut self) {
        let dirty = std::mem::take(&mut self.dirty);
        if self.pulls() {
            return;
        }
        for uri in dirty {
            let uri = lsp::Uri(uri);
            self.guard("checking", |server| server.publish(&uri));
        }
    }

    fn publish(&mut self, uri: &lsp::Uri) {
        let Ok((document, view, _)) = self.view(uri) else { return };
        let diagnostics = view.diagnostics.to_vec();
        let version = Some(document.version);
        let uri = uri.clone();
        self.tell::<lsp::PublishDiagnosticsNotification>(lsp::PublishDiagnosticsParams {
            uri,
            version,
            diagnostics,
        });
    }

    /// Derives all there is from an open document, unless that is done already.
    pub(crate) fn check(&mut self, uri: &lsp::Uri) {
        let Some(document) = self.documents.get(uri).filter(|document| document.view.is_none()) else {
            return;
        };
        let in_force = match (document.kind, document.path.as_deref()) {
            (Kind::Plan, Some(path)) => self.workspace.settings_for(path),
            _ => None,
        };
        let view = view(document, in_force, self.client.columns);
        if let Some(document) = self.documents.get_mut(uri) {
            document.view = Some(Arc::new(view));
        }
    }
}

fn view(document: &crate::documents::Document, in_force: Option<InForce>, columns: Columns) -> View {
    let text = document.text.as_str();
    let lines = LineIndex::new(text);
    let settings = in_force.map(|it| it.file);
    let result = View::result_id(scan::hash(text, settings.as_deref().map(|file| &*file.source.text)));
    if text.len() as u64 > gait_files::LIMIT && document.kind != Kind::Other {
        let diagnostics = Arc::new(vec![too_large(text.len())]);
        return View { lines, content: Content::Other, diagnostics, result };
    }
    let content = match (document.kind, &document.path) {
        (Kind::Plan, _) => Content::plan(document.name(), text, settings),
        (Kind::Settings, path) => {
            let path = path.clone().unwrap_or_else(|| document.name().into());
            Content::Settings(InForce::read(&path, text).file)
        }
        (Kind::Other, _) => Content::Other,
    };
    let diagnostics = Arc::new(of(&content, &lines, &document.uri, columns));
    View { lines, content, diagnostics, result }
}

fn too_large(size: usize) -> lsp::Diagnostic {
    let (size, most) = (size / 1_000_000, gait_files::LIMIT / 1_000_000);
    lsp::Diagnostic {
        severity: Some(lsp::DiagnosticSeverity::Error),
        source: Some("gait".to_owned()),
        message: lsp::Message::String(format!("the document has {size} MB; at most {most} MB are checked")),
        ..lsp::Diagnostic::default()
    }
}
