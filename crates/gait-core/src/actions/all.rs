//! Fixing several findings at once.

use std::sync::Arc;

use gait_rules::{Finding, Safety};
use gait_syntax::edit::difference;

use super::{Action, ActionKind};
use crate::fix::{Fixed, Fixing};
use crate::prove::Fix;
use crate::snapshot::Snapshot;
use crate::source::Inputs;

/// An editor waits for the answer; what is left then is mended when it asks again.
const MOST: usize = 100;

impl Snapshot {
    /// Fixes everything that can be fixed with this safety, the worst first; nothing if there is nothing.
    #[must_use]
    pub fn fix_all(&self, inputs: &Inputs, most: Safety) -> Option<Action> {
        let title = match most {
            Safety::Safe => "Fix all that is safe to fix",
            Safety::Suggested => "Fix all, suggested fixes included",
        };
        self.fix_several(inputs, title, 1, None, most)
    }

    /// What fixes more than the findings at hand, of which some fixes are known.
    pub(super) fn fix_more(&self, inputs: &Inputs, known: &[(&Finding, Fix)]) -> Vec<Action> {
        let mut out: Vec<Action> = Vec::new();
        let Some((first, fix)) = known.first() else { return out };
        let rule = first.rule;
        let most = fix.safety;
        let title = format!("Fix all `{}`", first.rule().name);
        let mut offers: Vec<Option<Action>> = Vec::new();
        if self.fixable(|finding| finding.rule == rule) > 1 {
            offers.push(self.fix_several(inputs, &title, 2, Some(first.rule().name), most));
        }
        if self.fixable(|_| true) > 1 {
            if known.iter().any(|(_, fix)| fix.safety == Safety::Safe) {
                let title = "Fix all that is safe to fix";
                offers.push(self.fix_several(inputs, title, 2, None, Safety::Safe));
            }
            let title = "Fix all, suggested fixes included";
            offers.push(self.fix_several(inputs, title, 2, None, Safety::Suggested));
        }
        for offer in offers.into_iter().flatten() {
            if out.iter().all(|other| other.edits != offer.edits) {
                out.push(offer);
            }
        }
        out
    }

    /// How many findings of a kind have proposals.
    fn fixable(&self, is_meant: impl Fn(&Finding) -> bool) -> usize {
        let has_proposal = |f: &&Finding| !f.occurrences[f.worst].proposals.is_empty();
        self.findings.iter().filter(has_proposal).filter(|finding| is_meant(finding)).count()
    }

    /// Applies fixes up to a safety until none helps, those of one rule or of all; nothing if fewer than `least` did.
    fn fix_several(
        &self,
        inputs: &Inputs,
        title: &str,
        least: usize,
        rule: Option<&str>,
        most: Safety,
    ) -> Option<Action> {
        let mut fixing = Fixing::new(Arc::new(Self::new(inputs)), inputs.clone(), rule, most);
        while fixing.count() < MOST && fixing.step() {}
        let Fixed { after, applied } = fixing.done();
        let done = applied.len();
        (done >= least).then(|| Action {
            title: format!("{title} ({done} {})", if done == 1 { "fix" } else { "fixes" }),
            kind: ActionKind::FixAll,
            edits: difference(self.tree.text(), after.tree.text()).into_iter().collect(),
            mends: None,
            preferred: false,
        })
    }
}
