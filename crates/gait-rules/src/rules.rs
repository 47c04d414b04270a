//! The registry: every rule, by group.

mod hard_days_in_a_row;
mod lower_body_before_key_run;
mod mislabelled_leg_session;
mod muscle_group_48h;
mod no_rest_day;
mod recovery_day_too_hard;
mod same_day_gap_awkward;
mod strength_before_run_same_day;
mod strength_not_on_hard_day;
mod strength_on_long_run_day;
mod suppression_without_reason;
mod too_few_clean_days;

use crate::rule::Rule;

/// Every rule; linter, `explain`, reference, completion and schema are loops over it.
pub const RULES: &[Rule] = &[
    lower_body_before_key_run::RULE,
    strength_before_run_same_day::RULE,
    same_day_gap_awkward::RULE,
    strength_on_long_run_day::RULE,
    strength_not_on_hard_day::RULE,
    too_few_clean_days::RULE,
    mislabelled_leg_session::RULE,
    muscle_group_48h::RULE,
    hard_days_in_a_row::RULE,
    no_rest_day::RULE,
    recovery_day_too_hard::RULE,
    suppression_without_reason::RULE,
];
