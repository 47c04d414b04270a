//! What the client can do, taken once from its `initialize`.

use gait_core::Columns;
use gen_lsp_types::{ClientCapabilities, PositionEncodingKind};

/// What the client can do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    /// How columns are counted.
    pub(crate) columns: Columns,
    /// It asks for diagnostics, and can be told to ask again.
    pub(crate) pulls: bool,
    /// Code actions are objects, not commands.
    pub(crate) action_literals: bool,
    /// Edits may name the version they are meant for.
    pub(crate) versioned_edits: bool,
    /// Completions may hold places to fill in.
    pub(crate) snippets: bool,
    /// It asks whether a name can be changed before it asks for another.
    pub(crate) prepares_rename: bool,
    /// It can be asked to watch files.
    pub(crate) watches: bool,
    /// It can be asked for settings.
    pub(crate) configures: bool,
    /// Symbols may be nested.
    pub(crate) nested_symbols: bool,
    /// Only whole lines can be folded.
    pub(crate) folds_lines: bool,
    /// Definitions may be links.
    pub(crate) links: bool,
    /// It can be told that inlay hints have changed.
    pub(crate) refreshes_hints: bool,
}

impl Default for Client {
    fn default() -> Self {
        Self::new(&ClientCapabilities::default())
    }
}

impl Client {
    /// Reads the capabilities; what is not said is not there.
    pub(crate) fn new(all: &ClientCapabilities) -> Self {
        let document = all.text_document.as_ref();
        let workspace = all.workspace.as_ref();
        let actions = document.and_then(|it| it.code_action.as_ref());
        let edit = workspace.and_then(|it| it.workspace_edit.as_ref());
        let asks = document.is_some_and(|it| it.diagnostic.is_some());
        let asks_again = workspace.and_then(|it| it.diagnostics.as_ref()?.refresh_support);
        Self {
            columns: columns(all),
            pulls: asks && asks_again == Some(true),
            action_literals: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            versioned_edits: edit.and_then(|it| it.document_changes) == Some(true),
            snippets: document
                .and_then(|it| it.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or(false),
            prepares_rename: document.and_then(|it| it.rename.as_ref()?.prepare_support).unwrap_or(false),
            watches: workspace
                .and_then(|it| it.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            configures: workspace.and_then(|it| it.configuration).unwrap_or(false),
            nested_symbols: document
                .and_then(|it| it.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            folds_lines: document
                .and_then(|it| it.folding_range.as_ref()?.line_folding_only)
                .unwrap_or(false),
            links: document.and_then(|it| it.definition.as_ref()?.link_support).unwrap_or(false),
            refreshes_hints: workspace
                .and_then(|it| it.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or(false),
        }
    }

    /// The name of the way columns are counted.
    pub(crate) fn encoding(&self) -> PositionEncodingKind {
        match self.columns {
            Columns::Bytes => PositionEncodingKind::UTF8,
            Columns::Utf16 | Columns::Chars => PositionEncodingKind::UTF16,
        }
    }
}

/// Bytes if the client counts them, as that is how the core counts.
fn columns(all: &ClientCapabilities) -> Columns {
    let offered = all.general.as_ref().and_then(|it| it.position_encodings.as_ref());
    match offered.is_some_and(|kinds| kinds.contains(&PositionEncodingKind::UTF8)) {
        true => Columns::Bytes,
        false => Columns::Utf16,
    }
}
