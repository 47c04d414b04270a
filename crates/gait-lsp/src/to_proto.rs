//! From the core's answers to the protocol's types.

use gait_core::{Columns, Diagnostic, Edit, LineIndex, Severity, Span};
use gen_lsp_types as lsp;
use serde_json::json;

use crate::client::Client;

/// Where the pages of rules can be read.
const PAGES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/crates/gait-rules/src/rules");

/// What turns offsets into positions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'a> {
    /// The lines of the text.
    pub(crate) lines: &'a LineIndex,
    /// How the client counts columns.
    pub(crate) columns: Columns,
}

impl Places<'_> {
    /// The position of an offset.
    pub(crate) fn position(self, offset: u32) -> lsp::Position {
        let position = self.lines.position(offset, self.columns);
        lsp::Position { line: position.line, character: position.column }
    }

    /// The range of a span.
    pub(crate) fn range(self, span: Span) -> lsp::Range {
        lsp::Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// An edit of the text.
    pub(crate) fn edit(self, edit: &Edit) -> lsp::TextEdit {
        lsp::TextEdit { range: self.range(edit.span), new_text: edit.text.clone() }
    }

    /// Edits of the text.
    pub(crate) fn edits(self, edits: &[Edit]) -> Vec<lsp::TextEdit> {
        edits.iter().map(|edit| self.edit(edit)).collect()
    }

    /// Edits of an open document, for the version they were made for if the client compares versions.
    pub(crate) fn workspace_edit(
        self,
        client: &Client,
        uri: &lsp::Uri,
        version: i32,
        edits: &[Edit],
    ) -> lsp::WorkspaceEdit {
        let edits = self.edits(edits);
        let uri = uri.clone();
        if !client.versioned_edits {
            let changes = Some([(uri, edits)].into_iter().collect());
            return lsp::WorkspaceEdit { changes, ..lsp::WorkspaceEdit::default() };
        }
        let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
            version: Some(version),
            text_document_identifier: lsp::TextDocumentIdentifier { uri },
        };
        let edits = edits.into_iter().map(lsp::Edit::TextEdit).collect();
        let change = lsp::DocumentChange::TextDocumentEdit(lsp::TextDocumentEdit { text_document, edits });
        lsp::WorkspaceEdit { document_changes: Some(vec![change]), ..lsp::WorkspaceEdit::default() }
    }

    /// What there is to say.
    pub(crate) fn diagnostic(self, uri: &lsp::Uri, diagnostic: &Diagnostic) -> lsp::Diagnostic {
        let related = diagnostic.related.iter().map(|related| lsp::DiagnosticRelatedInformation {
            location: lsp::Location { uri: uri.clone(), range: self.range(related.span) },
            message: related.label.clone(),
        });
        let related: Vec<_> = related.collect();
        lsp::Diagnostic {
            range: self.range(diagnostic.span),
            severity: Some(severity(diagnostic.severity)),
            code: Some(lsp::Code::String(diagnostic.code.to_owned())),
            code_description: diagnostic
                .is_rule
                .then(|| lsp::CodeDescription { href: page(diagnostic.code) }),
            source: Some("gait".to_owned()),
            message: lsp::Message::String(message(diagnostic)),
            tags: diagnostic.is_without_effect.then(|| vec![lsp::DiagnosticTag::Unnecessary]),
            related_information: (!related.is_empty()).then_some(related),
            data: diagnostic.key.as_ref().map(|key| json!({ "key": key })),
        }
    }
}

/// Advice is information: editors all but hide hints.
fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::Error,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        Severity::Advice => lsp::DiagnosticSeverity::Information,
    }
}

/// The fact, then when it happens, then what to try, a line each.
fn message(diagnostic: &Diagnostic) -> String {
    let mut message = diagnostic.message.clone();
    for note in &diagnostic.notes {
        message.push('\n');
        message.push_str(note);
    }
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    message
}

/// The page of a rule.
pub(crate) fn page(rule: &str) -> lsp::Uri {
    lsp::Uri(format!("{PAGES}/{}.md", rule.replace('-', "_")))
}
