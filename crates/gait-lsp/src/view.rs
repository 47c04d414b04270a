//! All that is derived from one version of a document.

use std::sync::Arc;

use gait_core::{Inputs, LineIndex, SettingsFile, Snapshot, Source};
use gen_lsp_types as lsp;

/// All that is derived from one version of a document, made whole and never changed.
#[derive(Debug)]
pub(crate) struct View {
    /// Positions in the text.
    pub(crate) lines: LineIndex,
    /// What the text is.
    pub(crate) content: Content,
    /// What there is to say, as the client is told.
    pub(crate) diagnostics: Arc<Vec<lsp::Diagnostic>>,
    /// What identifies `diagnostics`: it changes when they may have.
    pub(crate) result: String,
}

/// What a text is.
#[derive(Debug)]
pub(crate) enum Content {
    /// A plan, checked.
    Plan {
        /// What was checked.
        inputs: Inputs,
        /// What came of it.
        snapshot: Box<Snapshot>,
    },
    /// Settings.
    Settings(Arc<SettingsFile>),
    /// Nothing to say about: another kind of document, or one too large.
    Other,
}

impl Content {
    /// Checks a plan.
    pub(crate) fn plan(name: String, text: &str, settings: Option<Arc<SettingsFile>>) -> Self {
        let inputs = Inputs { plan: Source::new(name, text), settings };
        let snapshot = Box::new(Snapshot::new(&inputs));
        Self::Plan { inputs, snapshot }
    }
}
