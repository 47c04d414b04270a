//! What gestures are called, and why they are refused.

use gait_model::date::{long_name, table_name};
use gait_model::plan::Blocked;
use jiff::civil::Date;

use super::{Layer, Refusal};
use crate::snapshot::Snapshot;
use crate::wording::day_month;

/// `Tue 6 Apr`
pub(super) fn day(date: Date) -> String {
    format!("{} {}", table_name(date.weekday()), day_month(date))
}

impl Snapshot {
    /// `Tue 6 Apr`, or `Tuesdays of Base`.
    pub(crate) fn place_name(&self, date: Date, layer: Layer) -> String {
        match (layer, self.home(date)) {
            (Layer::Pattern, Ok(home)) => {
                let phase = self.plan.phases.get(home.phase).map_or("", |phase| &phase.name);
                format!("{}s of {phase}", long_name(date.weekday()))
            }
            _ => day(date),
        }
    }

    pub(super) fn outside(&self, date: Date) -> Refusal {
        let day_of = |day: u32| day_month(self.calendar.date(day));
        let (first, last) = (day_of(0), day_of(self.calendar.day_count().saturating_sub(1)));
        let is_before = date < self.calendar.first_day;
        let bound = if is_before { format!("begins on {first}") } else { format!("ends on {last}") };
        Refusal::new(format!("{} is outside the plan, which {bound}", day(date)))
    }

    pub(super) fn no_week(&self, week: u32) -> Refusal {
        Refusal::new(format!("there is no week {week}; the plan has {}", self.calendar.weeks.len()))
    }
}

pub(super) fn is_blocked(date: Date, block: &Blocked) -> Refusal {
    let reason = block.reason.as_ref().map_or(String::new(), |reason| format!(" ({reason})"));
    Refusal::new(format!("{} is blocked{reason}", day(date)))
}
