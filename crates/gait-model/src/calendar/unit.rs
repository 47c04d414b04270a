//! The unit that a plan is mostly written in.

use crate::notation::{Amount, Body};
use crate::plan::{Content, Plan};
use crate::units::DistanceUnit;

use super::Calendar;

/// Kilometres or miles, as most distances outside repeats are written; on a tie, or if every run is written as a time,
/// as the athlete's weekly distance is.
#[must_use]
pub fn usual_unit(plan: &Plan, calendar: &Calendar) -> DistanceUnit {
    let vote = |unit: DistanceUnit| match unit {
        DistanceUnit::Mi => 1,
        DistanceUnit::Km => -1,
        DistanceUnit::M => 0,
    };
    let runs = calendar.sessions.iter().filter_map(|session| match &session.def.content {
        Content::Run(run) => Some(run),
        _ => None,
    });
    let votes: i64 = runs
        .flat_map(|run| &run.steps)
        .map(|step| match (&step.value.repeats, &step.value.body) {
            (None, Body::Amount(amount)) => match amount.value {
                Amount::Distance(range) => vote(range.high.unit),
                Amount::Time(_) => 0,
            },
            _ => 0,
        })
        .sum();
    let athlete = plan.athlete.weekly_distance.map_or(0, |distance| vote(distance.value.unit));
    if votes > 0 || (votes == 0 && athlete > 0) { DistanceUnit::Mi } else { DistanceUnit::Km }
}
