//! The documents that are open: their texts as the client has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gait_core::{Columns, LineIndex};
use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use crate::from_proto;
use crate::handlers::tokens::Sent;
use crate::uri;
use crate::view::View;

/// What a document is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A plan.
    Plan,
    /// Settings.
    Settings,
    /// Something else in RON, which is none of our business.
    Other,
}

impl Kind {
    /// By the language the editor knows it as, or by its name.
    fn of(language: &str, name: &str) -> Self {
        match language {
            "gait-plan" => Self::Plan,
            "gait-settings" => Self::Settings,
            _ if name.ends_with(gait_files::EXTENSION) => Self::Plan,
            _ if name == gait_files::SETTINGS => Self::Settings,
            _ => Self::Other,
        }
    }
}

/// A document that is open.
#[derive(Debug)]
pub(crate) struct Document {
    /// As the client writes it.
    pub(crate) uri: Uri,
    /// Where it is saved, if it is a file.
    pub(crate) path: Option<PathBuf>,
    /// What it is.
    pub(crate) kind: Kind,
    /// The client's count of its changes.
    pub(crate) version: i32,
    /// What stands in it.
    pub(crate) text: String,
    /// All that is derived from the text; nothing until somebody asks.
    pub(crate) view: Option<Arc<View>>,
    /// The semantic tokens that the client has.
    pub(crate) tokens: Option<Sent>,
}

impl Document {
    fn new(item: TextDocumentItem) -> Self {
        let path = uri::to_path(&item.uri);
        let kind = Kind::of(&item.language_id.to_string(), &uri::file_name(&item.uri));
        Self { path, kind, version: item.version, text: item.text, view: None, tokens: None, uri: item.uri }
    }

    /// What to call it in messages.
    pub(crate) fn name(&self) -> String {
        self.path.as_deref().map_or_else(|| uri::file_name(&self.uri), gait_files::shown)
    }
}

/// All documents that are open, by URI.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    open: BTreeMap<String, Document>,
}

impl Documents {
    /// Takes a document in; one that is open already is replaced.
    pub(crate) fn open(&mut self, item: TextDocumentItem) -> &Document {
        let key = item.uri.0.clone();
        self.open.remove(&key);
        self.open.entry(key).or_insert_with(|| Document::new(item))
    }

    /// Lets a document go.
    pub(crate) fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.open.remove(&uri.0)
    }

    /// Makes changes, each on the text that the one before left.
    pub(crate) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        columns: Columns,
    ) -> Option<&Document> {
        let document = self.open.get_mut(&uri.0)?;
        document.view = None;
        document.version = version;
        for change in changes {
            apply(&mut document.text, change, columns);
        }
        Some(document)
    }

    /// A document.
    pub(crate) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(&uri.0)
    }

    /// A document, to put its view in.
    pub(crate) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.open.get_mut(&uri.0)
    }

    /// The document of a file.
    pub(crate) fn at(&self, path: &Path) -> Option<&Document> {
        self.iter().find(|document| document.path.as_deref() == Some(path))
    }

    /// All of them, by URI.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.open.values()
    }

    /// All of them, by URI.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        self.open.values_mut()
    }
}

/// Makes one change of a text. What reaches past the end counts as the end.
fn apply(text: &mut String, change: TextDocumentContentChangeEvent, columns: Columns) {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(it) => *text = it.text,
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(it) => {
            let span = from_proto::span(&LineIndex::new(text), columns, it.range);
            text.replace_range(span.start as usize..span.end as usize, &it.text);
        }
    }
}
