//! Flags suppressions without a reason, of unknown rules, or that silence nothing.

use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: crate::suppress::RULE_NAME,
    group: Group::Hygiene,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: true,
    summary: "a suppression has no reason, names no rule, or silences nothing",
    page: include_str!("suppression_without_reason.md"),
    params: &[],
    // Whether a suppression silences anything is known only after every rule has spoken: see `suppress`.
    check: |_, _| {},
};
