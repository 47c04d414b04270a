//! What is shown, made once for each version of the text and kept until something it depends on changes.

use std::cell::OnceCell;

use gait_core::Units;

use crate::document::Document;
use crate::vm::board::BoardVm;
use crate::vm::charts::ChartsVm;
use crate::vm::problems::ProblemsVm;
use crate::vm::source::SourceVm;

/// The view models of one version.
#[derive(Debug)]
pub struct Views {
    of: ((u64, u64), Units),
    /// The board.
    pub board: BoardVm,
    /// The charts, from when they are first shown.
    pub charts: Option<ChartsVm>,
    /// The text, once it is shown.
    source: OnceCell<SourceVm>,
    /// The problems.
    pub problems: ProblemsVm,
}

impl Views {
    /// The view models of a document.
    #[must_use]
    pub fn new(document: &Document, units: Units) -> Self {
        Self {
            of: (document.check_version(), units),
            board: BoardVm::new(document, units),
            charts: None,
            source: OnceCell::new(),
            problems: ProblemsVm::new(document),
        }
    }

    /// The text. `document` is the one these views are of.
    pub(crate) fn source(&self, document: &Document) -> &SourceVm {
        self.source.get_or_init(|| SourceVm::new(document))
    }

    /// Makes them anew if the document or the units are others.
    pub fn refresh(&mut self, document: &Document, units: Units) {
        if self.of != (document.check_version(), units) {
            *self = Self::new(document, units);
        }
    }

    /// Makes the charts if they are not there yet. They are not made for who does not look at them.
    pub fn make_charts(&mut self, document: &Document) {
        let (_, units) = self.of;
        self.charts.get_or_insert_with(|| ChartsVm::new(document, units));
    }
}
