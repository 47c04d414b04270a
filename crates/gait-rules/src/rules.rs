//! The registry: every rule, by group.

mod ambiguous_alternative;
mod assumed_paces;
mod base_compound_share;
mod base_rep_range;
mod blocked_runs;
mod breath_hold;
mod content_does_not_fit;
mod core_pattern_missing;
mod deload_missing;
mod deload_not_light;
mod deload_outside_phase;
mod easy_share_low;
mod failure_near_key_run;
mod fifty_mile_cap;
mod hard_days_in_a_row;
mod high_mileage_full_body;
mod implausible_number;
mod interference_score_high;
mod key_runs_too_close;
mod load_reps_effort_mismatch;
mod load_step_size;
mod load_step_unearned;
mod lower_body_before_key_run;
mod lower_body_in_race_week;
mod maintenance_without_load;
mod many_variables_at_once;
mod mislabelled_leg_session;
mod mixed_units;
mod mobility_gate;
mod mobility_plan_missing;
mod muscle_group_48h;
mod no_calf_work;
mod no_rest_day;
mod novel_lift_near_key_run;
mod outside_plan;
mod overlap_or_overbooked;
mod partial_range;
mod peak_strength_cap;
mod pillar_missing;
mod plyometric_dose;
mod race_prep_not_reduced;
mod ramp_without_effect;
mod recovery_day_too_hard;
mod redundant_day;
mod reserve_too_small;
mod same_day_gap_awkward;
mod session_untagged;
mod side_imbalance;
mod single_run_spike;
mod starting_too_hard;
mod step_height;
mod strength_before_run_same_day;
mod strength_frequency;
mod strength_not_on_hard_day;
mod strength_on_long_run_day;
mod strength_session_length;
mod suppression_without_reason;
mod taper_not_a_taper;
mod tempo_band;
mod tendon_load_spacing;
mod third_session_over_30_miles;
mod too_few_clean_days;
mod too_soon_after_race;
mod training_monotony;
mod unilateral_share;
mod unknown_exercise;
mod unused_exercise;
mod unused_session;
mod warm_up_missing;
mod weekly_distance_jump;

use crate::rule::Rule;

/// The thresholds behind findings, for [`crate::Measures`] and nobody else: no rule rests on another.
pub(crate) mod measured {
    pub(crate) use super::deload_missing::loading_runs;
    pub(crate) use super::fifty_mile_cap::cap as cap_by_running;
    pub(crate) use super::lower_body_before_key_run::need as need_before_key_run;
    pub(crate) use super::lower_body_in_race_week::free_days as free_days_before_race;
    pub(crate) use super::reserve_too_small::judged as judged_lifts;
    pub(crate) use super::single_run_spike::{Growth as RunGrowth, growth};
    pub(crate) use super::starting_too_hard::{most_sessions as most_sessions_at_start, starting_weeks};
    pub(crate) use super::strength_frequency::{asks_for_work, band as session_band};
    pub(crate) use super::strength_session_length::band as minute_band;
    pub(crate) use super::third_session_over_30_miles::two_suit;
    pub(crate) use super::too_soon_after_race::easy_days as easy_days_after_race;
}

/// Every rule; linter, `explain`, reference, completion and schema are loops over it.
pub const RULES: &[Rule] = &[
    lower_body_before_key_run::RULE,
    strength_before_run_same_day::RULE,
    same_day_gap_awkward::RULE,
    strength_on_long_run_day::RULE,
    strength_not_on_hard_day::RULE,
    too_few_clean_days::RULE,
    interference_score_high::RULE,
    mislabelled_leg_session::RULE,
    novel_lift_near_key_run::RULE,
    muscle_group_48h::RULE,
    hard_days_in_a_row::RULE,
    no_rest_day::RULE,
    recovery_day_too_hard::RULE,
    tendon_load_spacing::RULE,
    strength_frequency::RULE,
    third_session_over_30_miles::RULE,
    fifty_mile_cap::RULE,
    strength_session_length::RULE,
    high_mileage_full_body::RULE,
    base_rep_range::RULE,
    base_compound_share::RULE,
    race_prep_not_reduced::RULE,
    peak_strength_cap::RULE,
    maintenance_without_load::RULE,
    load_step_size::RULE,
    load_step_unearned::RULE,
    deload_missing::RULE,
    deload_not_light::RULE,
    many_variables_at_once::RULE,
    reserve_too_small::RULE,
    failure_near_key_run::RULE,
    starting_too_hard::RULE,
    load_reps_effort_mismatch::RULE,
    pillar_missing::RULE,
    core_pattern_missing::RULE,
    unilateral_share::RULE,
    no_calf_work::RULE,
    plyometric_dose::RULE,
    side_imbalance::RULE,
    tempo_band::RULE,
    partial_range::RULE,
    breath_hold::RULE,
    step_height::RULE,
    content_does_not_fit::RULE,
    warm_up_missing::RULE,
    mobility_gate::RULE,
    mobility_plan_missing::RULE,
    single_run_spike::RULE,
    weekly_distance_jump::RULE,
    training_monotony::RULE,
    key_runs_too_close::RULE,
    easy_share_low::RULE,
    lower_body_in_race_week::RULE,
    taper_not_a_taper::RULE,
    too_soon_after_race::RULE,
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
