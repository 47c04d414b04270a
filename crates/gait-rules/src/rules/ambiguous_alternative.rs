//! Flags alternatives of a slot that bring findings the first choice does not.

use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: crate::alternatives::RULE_NAME,
    group: Group::Hygiene,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "an alternative brings findings that the first choice does not",
    page: include_str!("ambiguous_alternative.md"),
    params: &[],
    // What an alternative brings is known only by checking the plan with it: see `alternatives`.
    check: |_, _| {},
};
