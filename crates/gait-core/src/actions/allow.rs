//! Silencing a finding with a comment.

use gait_model::change::Change;
use gait_model::path::Paths;
use gait_rules::Finding;
use gait_syntax::Edit;

use super::{Action, ActionKind};
use crate::gesture::Refusal;
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;

/// What stands in place of the reason: plainly none, so that nobody leaves it there by mistake.
const REASON: &str = "REASON TO BE WRITTEN";

impl Snapshot {
    /// The edits that silence the finding a diagnostic shows, in a comment that gives this reason.
    ///
    /// # Errors
    /// If the reason is empty, if it is a mistake in the text, and if no comment silences it.
    pub fn allow_because(&self, diagnostic: &Diagnostic, reason: &str) -> Result<Vec<Edit>, Refusal> {
        let reason = reason.split(|c: char| c.is_whitespace() || c.is_control());
        let reason = reason.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            return Err(Refusal::new("a finding is silenced with a reason, for whoever reads the plan next"));
        }
        let finding = self.shown_by(diagnostic).ok_or_else(|| {
            Refusal::new("a mistake in the text cannot be silenced; what stands there has no meaning")
        })?;
        let silenced = self.silenced(finding, &reason, true);
        silenced.map(|(_, edits, _)| edits).ok_or_else(|| {
            Refusal::new(format!("no comment silences this `{}`; it stays", finding.rule().name))
        })
    }

    /// Silences a finding with a reason still to be written.
    pub(super) fn allow(&self, finding: &Finding) -> Option<Action> {
        let rule = finding.rule().name;
        let (line, edits, more) = self.silenced(finding, REASON, false)?;
        let is_new = edits.iter().any(|edit| edit.text.contains(REASON));
        let what = if is_new { "write the reason in the comment" } else { "in the comment that is there" };
        // A comment covers whatever begins on its line, which is more than the place that was asked about.
        let more = if more > 0 { format!("; silences {more} more") } else { String::new() };
        Some(Action {
            title: format!("Allow `{rule}` at line {}: {what}{more}", line + 1),
            kind: ActionKind::Suppress,
            edits,
            mends: Some(finding.key(&mut Paths::new(&self.tree))),
            preferred: false,
        })
    }

    /// Silences a finding where a comment reaches it: on its own line if that is enough, else on a line around it; with
    /// the line that the comment is about, and how many other findings of the rule go with it.
    fn silenced(&self, finding: &Finding, reason: &str, apart: bool) -> Option<(u32, Vec<Edit>, usize)> {
        let rule = finding.rule().name;
        let key = finding.key(&mut Paths::new(&self.tree));
        let node = self.tree.covering(finding.span);
        let mut line = None;
        for outer in std::iter::once(node).chain(node.ancestors()).filter(|node| node.parent().is_some()) {
            let own = self.lines.line_of(outer.span().start);
            if line.replace(own) == Some(own) {
                continue;
            }
            let (rule, reason) = (rule.to_owned(), reason.to_owned());
            let change = Change::Allow { item: outer.span(), rule, reason, apart };
            let edits = change.edits(&self.tree, &self.plan)?;
            let Some(after) = self.after(&edits) else { continue };
            let mut paths = Paths::new(&after.tree);
            let is_gone = after.findings.iter().all(|f| f.rule != finding.rule || f.key(&mut paths) != key);
            let is_clean = after.findings.len() < self.findings.len()
                && after.problems.len() <= self.problems.len()
                && after.tree.comments().count() >= self.tree.comments().count();
            if is_gone && is_clean {
                let of_rule = |snapshot: &Self| {
                    snapshot.findings.iter().filter(|other| other.rule == finding.rule).count()
                };
                let more = of_rule(self).saturating_sub(of_rule(&after) + 1);
                return Some((own, edits, more));
            }
        }
        None
    }
}
