//! What is shown, made once for each version of the text and kept until something it depends on changes.

use gait_core::Units;

use crate::document::Document;
use crate::vm::board::BoardVm;
use crate::vm::problems::ProblemsVm;

/// The view models of one version.
#[derive(Debug)]
pub struct Views {
    of: ((u64, u64), Units),
    /// The board.
    pub board: BoardVm,
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
            problems: ProblemsVm::new(document),
        }
    }

    /// Makes them anew if the document or the units are others.
    pub fn refresh(&mut self, document: &Document, units: Units) {
        if self.of != (document.check_version(), units) {
            *self = Self::new(document, units);
        }
    }
}
