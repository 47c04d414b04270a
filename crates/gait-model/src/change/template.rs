//! Sessions between their two places: under a name in `sessions`, or written out in a slot.

use gait_syntax::edit::{self, Edit};
use gait_syntax::{Span, Tree};

use super::add_template;
use crate::notation::is_name;

pub(super) fn extract(tree: &Tree, choices: &[Span], name: &str, value: &str) -> Option<Vec<Edit>> {
    if !is_name(name) || choices.is_empty() {
        return None;
    }
    let mut edits = add_template(tree, name, value)?;
    edits.extend(choices.iter().map(|choice| Edit::new(*choice, name)));
    Some(edits)
}

pub(super) fn inline(tree: &Tree, name: &str, choice: Span, text: &str) -> Option<Vec<Edit>> {
    // Inside a string, these would need escapes, which raw strings do not have.
    if text.contains(['"', '\\', '\n']) {
        return None;
    }
    let entry = tree.value()?.field("sessions")?.entry(name)?.parent()?;
    let mut edits = edit::remove(entry)?;
    edits.push(Edit::new(choice, text));
    Some(edits)
}
