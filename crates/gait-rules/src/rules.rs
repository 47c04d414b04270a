//! The registry: every rule, by group.

mod failure_near_key_run;
mod fifty_mile_cap;
mod key_runs_too_close;
mod lower_body_before_key_run;
mod reserve_too_small;
mod single_run_spike;
mod strength_frequency;
mod strength_session_length;
mod suppression_without_reason;
mod third_session_over_30_miles;
mod weekly_distance_jump;

use crate::rule::Rule;

/// Every rule; linter, `explain`, reference, completion and schema are loops over it.
pub const RULES: &[Rule] = &[
    lower_body_before_key_run::RULE,
    strength_frequency::RULE,
    third_session_over_30_miles::RULE,
    fifty_mile_cap::RULE,
    strength_session_length::RULE,
    reserve_too_small::RULE,
    failure_near_key_run::RULE,
    single_run_spike::RULE,
    weekly_distance_jump::RULE,
    key_runs_too_close::RULE,
    suppression_without_reason::RULE,
];
