//! Silencing a finding with a comment.

use gait_model::change::Change;
use gait_model::path::Paths;
use gait_rules::{Finding, NO_REASON_YET};
use gait_syntax::Edit;
use gait_syntax::edit::apply;

use super::{Action, ActionKind};
use crate::gesture::Refusal;
use crate::report::Diagnostic;
use crate::snapshot::Snapshot;
use crate::source::{Inputs, Source};

/// What a comment is tried with while its reason is still to be written, as without one it silences nothing.
const ANY_REASON: &str = "because";

impl Snapshot {
    /// The edits that silence the finding a diagnostic shows, in a comment that gives this reason.
    ///
    /// # Errors
    /// If the reason is empty, if it is a mistake in the text, and if no comment silences it.
    pub fn allow_because(&self, diagnostic: &Diagnostic, reason: &str) -> Result<Vec<Edit>, Refusal> {
        let reason = reason.split(|c: char| c.is_whitespace() || c.is_control());
        let reason = reason.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if reason.is_empty() || reason == NO_REASON_YET {
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
        let (line, edits, more) = self.silenced(finding, NO_REASON_YET, false)?;
        let is_new = edits.iter().any(|edit| edit.text.contains(NO_REASON_YET));
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
        let is_there = |snapshot: &Self| {
            let mut paths = Paths::new(&snapshot.tree);
            snapshot.findings.iter().any(|f| f.rule == finding.rule && f.key(&mut paths) == key)
        };
        let given = self.tree.text().contains(NO_REASON_YET).then(|| self.with_reasons(self.tree.text()));
        let before = given.as_ref().unwrap_or(self);
        if !is_there(before) {
            // A comment silences it already, and only lacks its reason.
            return None;
        }
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
            let Ok(text) = apply(self.tree.text(), &edits) else { continue };
            let after = self.with_reasons(&text);
            let is_clean = after.findings.len() < before.findings.len()
                && after.problems.len() <= before.problems.len()
                && after.tree.comments().count() >= before.tree.comments().count();
            if is_clean && !is_there(&after) {
                let of_rule = |snapshot: &Self| {
                    snapshot.findings.iter().filter(|other| other.rule == finding.rule).count()
                };
                let more = of_rule(before).saturating_sub(of_rule(&after) + 1);
                return Some((own, edits, more));
            }
        }
        None
    }
    /// The plan of a text, checked as it will be when the reasons that are still to be written are.
    fn with_reasons(&self, text: &str) -> Self {
        let plan = Source::new(self.source.name.as_str(), text.replace(NO_REASON_YET, ANY_REASON));
        Self::new(&Inputs { plan, settings: self.settings.clone() })
    }
}
