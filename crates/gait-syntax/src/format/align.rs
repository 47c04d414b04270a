//! Columns over several lines.

use super::Slot;
use crate::tree::Tree;

pub(super) fn align(_tree: &Tree, _slots: &mut [Slot]) {}
