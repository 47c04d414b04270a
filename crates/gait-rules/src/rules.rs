//! The registry: every rule, by group.

mod ambiguous_alternative;
mod assumed_paces;
mod blocked_runs;
mod core_pattern_missing;
mod deload_outside_phase;
mod failure_near_key_run;
mod fifty_mile_cap;
mod hard_days_in_a_row;
mod implausible_number;
mod key_runs_too_close;
mod lower_body_before_key_run;
mod mislabelled_leg_session;
mod mixed_units;
mod muscle_group_48h;
mod no_calf_work;
mod no_rest_day;
mod outside_plan;
mod overlap_or_overbooked;
mod pillar_missing;
mod plyometric_dose;
mod ramp_without_effect;
mod recovery_day_too_hard;
mod redundant_day;
mod reserve_too_small;
mod same_day_gap_awkward;
mod session_untagged;
mod side_imbalance;
mod single_run_spike;
mod strength_before_run_same_day;
mod strength_frequency;
mod strength_not_on_hard_day;
mod strength_on_long_run_day;
mod strength_session_length;
mod suppression_without_reason;
mod third_session_over_30_miles;
mod too_few_clean_days;
mod unilateral_share;
mod unknown_exercise;
mod unused_exercise;
mod unused_session;
mod weekly_distance_jump;

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
    strength_frequency::RULE,
    third_session_over_30_miles::RULE,
    fifty_mile_cap::RULE,
    strength_session_length::RULE,
    reserve_too_small::RULE,
    failure_near_key_run::RULE,
    pillar_missing::RULE,
    core_pattern_missing::RULE,
    unilateral_share::RULE,
    no_calf_work::RULE,
    plyometric_dose::RULE,
    side_imbalance::RULE,
    single_run_spike::RULE,
    weekly_distance_jump::RULE,
    key_runs_too_close::RULE,
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
