//! Silencing a finding with a comment whose reason is still to be written.

use gait_model::change::Change;
use gait_model::path::Paths;
use gait_rules::Finding;

use super::{Action, ActionKind};
use crate::snapshot::Snapshot;

/// What stands in place of the reason: plainly none, so that nobody leaves it there by mistake.
const REASON: &str = "REASON TO BE WRITTEN";

impl Snapshot {
    /// Silences a finding where a comment reaches it: on its own line if that is enough, else on a line around it.
    pub(super) fn allow(&self, finding: &Finding) -> Option<Action> {
        let rule = finding.rule().name;
        let key = finding.key(&mut Paths::new(&self.tree));
        let node = self.tree.covering(finding.span);
        let mut line = None;
        for outer in std::iter::once(node).chain(node.ancestors()).filter(|node| node.parent().is_some()) {
            let own = self.lines.line_of(outer.span().start);
            if line.replace(own) == Some(own) {
                continue;
            }
            let change =
                Change::Allow { item: outer.span(), rule: rule.to_owned(), reason: REASON.to_owned() };
            let edits = change.edits(&self.tree, &self.plan)?;
            let Some(after) = self.after(&edits) else { continue };
            let mut paths = Paths::new(&after.tree);
            let is_gone = after.findings.iter().all(|f| f.rule != finding.rule || f.key(&mut paths) != key);
            let is_clean = after.findings.len() < self.findings.len()
                && after.problems.len() <= self.problems.len()
                && after.tree.comments().count() >= self.tree.comments().count();
            if is_gone && is_clean {
                let is_new = edits.iter().any(|edit| edit.text.contains(REASON));
                let what =
                    if is_new { "write the reason in the comment" } else { "in the comment that is there" };
                let title = format!("Allow `{rule}` at line {}: {what}", own + 1);
                let kind = ActionKind::Suppress;
                return Some(Action { title, kind, edits, mends: Some(key), preferred: false });
            }
        }
        None
    }
}
