//! The registry: every rule, by group.

mod ambiguous_alternative;
mod assumed_paces;
mod blocked_runs;
mod deload_outside_phase;
mod implausible_number;
mod lower_body_before_key_run;
mod mixed_units;
mod outside_plan;
mod overlap_or_overbooked;
mod ramp_without_effect;
mod redundant_day;
mod session_untagged;
mod suppression_without_reason;
mod unknown_exercise;
mod unused_exercise;
mod unused_session;

use crate::rule::Rule;

/// Every rule; linter, `explain`, reference, completion and schema are loops over it.
pub const RULES: &[Rule] = &[
    lower_body_before_key_run::RULE,
    // Hygiene.
    session_untagged::RULE,
    overlap_or_overbooked::RULE,
    unknown_exercise::RULE,
    implausible_number::RULE,
    suppression_without_reason::RULE,
    ambiguous_alternative::RULE,
    unused_session::RULE,
    unused_exercise::RULE,
    mixed_units::RULE,
    redundant_day::RULE,
    outside_plan::RULE,
    deload_outside_phase::RULE,
    ramp_without_effect::RULE,
    assumed_paces::RULE,
    blocked_runs::RULE,
];
