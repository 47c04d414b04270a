//! Fixing several findings at once.

use gait_rules::{Finding, Safety};
use gait_syntax::edit::difference;

use super::{Action, ActionKind};
use crate::prove::Fix;
use crate::snapshot::Snapshot;
use crate::source::Inputs;

/// No plan needs more; a loop would.
const MOST: usize = 100;

/// Whether a finding is to be fixed, and how safe a fix must be for it.
type Accept<'a> = dyn Fn(&Finding) -> Option<Safety> + 'a;

impl Snapshot {
    /// Fixes everything that can be fixed with this safety, the worst first; nothing if there is nothing.
    #[must_use]
    pub fn fix_all(&self, inputs: &Inputs, most: Safety) -> Option<Action> {
        let title = match most {
            Safety::Safe => "Fix all that is safe to fix",
            Safety::Suggested => "Fix all, suggested fixes included",
        };
        self.fix_where(inputs, title, 1, &|_| Some(most))
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
            let accept = |finding: &Finding| (finding.rule == rule).then_some(most);
            offers.push(self.fix_where(inputs, &title, 2, &accept));
        }
        if self.fixable(|_| true) > 1 {
            if known.iter().any(|(_, fix)| fix.safety == Safety::Safe) {
                let title = "Fix all that is safe to fix";
                offers.push(self.fix_where(inputs, title, 2, &|_| Some(Safety::Safe)));
            }
            let title = "Fix all, suggested fixes included";
            offers.push(self.fix_where(inputs, title, 2, &|_| Some(Safety::Suggested)));
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

    /// Applies the fixes of accepted findings until none helps; nothing if fewer than `least` did.
    fn fix_where(&self, inputs: &Inputs, title: &str, least: usize, accept: &Accept<'_>) -> Option<Action> {
        let mut inputs = inputs.clone();
        let mut at: Option<Self> = None;
        let mut done = 0;
        while done < MOST {
            let Some(fix) = at.as_ref().unwrap_or(self).next_fix(&inputs, accept) else { break };
            inputs.plan = fix.after.source.clone();
            at = Some(fix.after);
            done += 1;
        }
        let after = at.filter(|_| done >= least)?;
        Some(Action {
            title: format!("{title} ({done} {})", if done == 1 { "fix" } else { "fixes" }),
            kind: ActionKind::FixAll,
            edits: difference(self.tree.text(), after.tree.text()).into_iter().collect(),
            mends: None,
            preferred: false,
        })
    }

    /// The first fix of the worst accepted finding that has one.
    fn next_fix(&self, inputs: &Inputs, accept: &Accept<'_>) -> Option<Fix> {
        let mut order: Vec<&Finding> = self.findings.iter().collect();
        order.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        order.into_iter().find_map(|finding| {
            let most = accept(finding)?;
            self.fixes(inputs, finding).into_iter().find(|fix| fix.safety <= most)
        })
    }
}
