//! The registry: every rule, by group.

mod lower_body_before_key_run;
mod suppression_without_reason;

use crate::rule::Rule;

/// Every rule; linter, `explain`, reference, completion and schema are loops over it.
pub const RULES: &[Rule] = &[lower_body_before_key_run::RULE, suppression_without_reason::RULE];
