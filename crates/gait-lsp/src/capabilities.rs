//! What the server can do, as it says in the answer to `initialize`.

use gen_lsp_types as lsp;

use crate::client::Client;
use crate::handlers::{actions, assist, tokens};
use crate::options::Options;

/// What the server can do for a client.
pub(crate) fn of(client: &Client, options: Options) -> lsp::ServerCapabilities {
    lsp::ServerCapabilities {
        position_encoding: Some(client.encoding()),
        text_document_sync: Some(lsp::TextDocumentSync::Options(lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Incremental),
            save: Some(lsp::Save::Bool(true)),
            ..lsp::TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: (client.pulls && options.pull_diagnostics).then(|| {
            lsp::DiagnosticProvider::DiagnosticOptions(lsp::DiagnosticOptions {
                identifier: Some("gait".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: options.workspace_diagnostics,
                ..lsp::DiagnosticOptions::default()
            })
        }),
        document_symbol_provider: Some(lsp::DocumentSymbolProvider::Bool(true)),
        folding_range_provider: Some(lsp::FoldingRangeProvider::Bool(true)),
        selection_range_provider: Some(lsp::SelectionRangeProvider::Bool(true)),
        inlay_hint_provider: Some(lsp::InlayHintProvider::Bool(true)),
        document_formatting_provider: Some(lsp::DocumentFormattingProvider::Bool(true)),
        document_range_formatting_provider: Some(lsp::DocumentRangeFormattingProvider::Bool(true)),
        semantic_tokens_provider: Some(lsp::SemanticTokensProvider::SemanticTokensOptions(
            lsp::SemanticTokensOptions {
                legend: tokens::legend(),
                range: Some(lsp::SemanticTokensOptionsRange::Bool(true)),
                full: Some(lsp::Full::SemanticTokensFullDelta(lsp::SemanticTokensFullDelta {
                    delta: Some(true),
                })),
                ..lsp::SemanticTokensOptions::default()
            },
        )),
        definition_provider: Some(lsp::DefinitionProvider::Bool(true)),
        references_provider: Some(lsp::ReferencesProvider::Bool(true)),
        document_highlight_provider: Some(lsp::DocumentHighlightProvider::Bool(true)),
        rename_provider: Some(match client.prepares_rename {
            true => lsp::RenameProvider::RenameOptions(lsp::RenameOptions {
                prepare_provider: Some(true),
                ..lsp::RenameOptions::default()
            }),
            false => lsp::RenameProvider::Bool(true),
        }),
        hover_provider: Some(lsp::HoverProvider::Bool(true)),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(assist::TRIGGERS.map(str::to_owned).to_vec()),
            ..lsp::CompletionOptions::default()
        }),
        code_action_provider: Some(match client.action_literals {
            true => lsp::CodeActionProvider::CodeActionOptions(lsp::CodeActionOptions {
                code_action_kinds: Some(actions::kinds()),
                ..lsp::CodeActionOptions::default()
            }),
            false => lsp::CodeActionProvider::Bool(false),
        }),
        workspace: Some(workspace()),
        ..lsp::ServerCapabilities::default()
    }
}

fn workspace() -> lsp::WorkspaceOptions {
    let pattern = |glob: &str| lsp::FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: lsp::FileOperationPattern { glob: glob.to_owned(), ..lsp::FileOperationPattern::default() },
    };
    // A folder that moves takes its plans along.
    let all = lsp::FileOperationRegistrationOptions {
        filters: vec![pattern("**/*.plan.ron"), pattern("**/gait.ron"), pattern("**/")],
    };
    lsp::WorkspaceOptions {
        workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(lsp::ChangeNotifications::Bool(true)),
        }),
        file_operations: Some(lsp::FileOperationOptions {
            did_create: Some(all.clone()),
            did_rename: Some(all.clone()),
            did_delete: Some(all),
            ..lsp::FileOperationOptions::default()
        }),
        ..lsp::WorkspaceOptions::default()
    }
}
