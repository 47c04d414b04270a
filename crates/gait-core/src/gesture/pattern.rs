//! Gestures that change the pattern of a phase, and so every week that follows it.

use std::sync::Arc;

use gait_model::calendar::Session;
use gait_model::change::{Change, Day};
use gait_model::date::add_days;
use gait_rules::and_list;
use jiff::civil::Date;

use super::draft::{Draft, Home, List};
use super::effect::Moved;
use super::name::day;
use super::{Found, Layer, Outcome, Refusal, Spot};
use crate::snapshot::Snapshot;
use crate::wording::day_month;

/// More dates than these are counted, not listed.
const LISTED: usize = 3;

impl Snapshot {
    /// Moves a session to another day of the pattern it stands in.
    pub(super) fn carried_in_pattern(
        &self,
        session: &Session,
        to: Spot,
        home: Home,
        name: String,
    ) -> Result<Outcome, Refusal> {
        let date = self.calendar.date(session.day);
        let from = self.home(date)?;
        if (from.phase, from.row) != (home.phase, home.row) {
            return Err(self.other_pattern(from, home));
        }
        let is_same_day = from.day == home.day;
        if is_same_day && to.date != date {
            return Err(Refusal::new("the pattern is the same in every week; move this date only"));
        }
        let at = self.place_in_list(session)?;
        let mut index = self.index_in(List::Pattern(home), to, Some(session));
        let mut draft = Draft::new(self.tree.text());
        if !is_same_day || index != at {
            if !is_same_day {
                index -= draft.wake(List::Pattern(home), index);
            }
            // A pattern is read in the order of the text: what is taken out before it may have moved the slot.
            let slot = draft.slot(List::Pattern(from), at)?;
            draft.make(&Change::MoveSlot { slot, to: Day::Pattern(home.day), index })?;
        }
        let now = draft.slot(List::Pattern(home), index).unwrap_or(session.trail.slot);
        let mut notes = self.gives_way(session, to.date);
        let dates = if is_same_day { vec![date] } else { vec![date, to.date] };
        notes.extend(self.overridden(home, &dates, Layer::Pattern));
        Ok(Outcome {
            name,
            moved: Moved::Slot(session.trail.slot, now),
            session: Some(Found {
                date: to.date,
                name: Arc::clone(&session.name),
                nth: index,
                layer: Layer::Pattern,
            }),
            notes,
            draft,
        })
    }

    fn other_pattern(&self, from: Home, to: Home) -> Refusal {
        let name = |home: Home| self.plan.phases.get(home.phase).map_or("", |phase| &phase.name);
        if from.phase == to.phase {
            let phase = name(from);
            return Refusal::new(format!(
                "the rows of `{phase}` take turns, and that week follows another one; move this date only"
            ));
        }
        let reason = format!("`{}` has a pattern of its own; move this date only", name(to));
        Refusal::new(reason)
    }

    /// Says which dates do not follow the pattern, though it changes on their weekday.
    pub(super) fn overridden(&self, home: Home, dates: &[Date], layer: Layer) -> Option<String> {
        if layer == Layer::Date {
            return None;
        }
        let weeks = self.calendar.weeks.iter().filter(|w| (w.phase, w.row) == (home.phase, home.row));
        let mut found: Vec<Date> = Vec::new();
        for week in weeks {
            let days = week.days().map(|day| self.calendar.date(day));
            let same_weekday = |day: &Date| dates.iter().any(|date| date.weekday() == day.weekday());
            let has_entry = |day: &Date| self.plan.days.iter().any(|entry| entry.date == *day);
            found.extend(days.filter(same_weekday).filter(has_entry));
        }
        match found.as_slice() {
            [] => None,
            [one] => Some(format!("{} has an entry of its own in `days` and stays", day(*one))),
            few if few.len() <= LISTED => {
                let list: Vec<String> = few.iter().map(|date| day_month(*date)).collect();
                Some(format!("{} have entries of their own in `days` and stay", and_list(&list)))
            }
            many => Some(format!("{} dates have entries of their own in `days` and stay", many.len())),
        }
    }

    /// The Monday, or whatever weeks begin with, of a week counted from 0.
    pub(super) fn first_of_week(&self, week: u32) -> Date {
        add_days(self.calendar.first_day, i64::from(week) * 7)
    }
}
