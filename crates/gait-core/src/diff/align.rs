//! Two calendars on one line of days, so that days can be compared.

use std::collections::HashMap;

use gait_model::date::{add_days, days_between};

use crate::expand::{Expansion, SessionRow};
use crate::snapshot::Snapshot;

/// A session and the day it stands on, counted from the first day of the plan after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'e> {
    pub(super) day: i64,
    pub(super) date: &'e str,
    pub(super) weekday: &'static str,
    pub(super) session: &'e SessionRow,
    /// Counted over the plan, in the written order.
    pub(super) place: usize,
}

/// Two calendars on one line of days: those of the plan after, counted from 0.
#[derive(Debug)]
pub(super) struct Frame<'e> {
    pub(super) before: Vec<Entry<'e>>,
    pub(super) after: Vec<Entry<'e>>,
    /// The first day of the plan before on that line.
    start: i64,
    /// By how many days the whole plan is taken to have moved.
    moved: i64,
    /// How many days the plan after has.
    days: i64,
}

impl<'e> Frame<'e> {
    pub(super) fn new(old: &'e Expansion, before: &Snapshot, new: &'e Expansion, after: &Snapshot) -> Self {
        let apart = days_between(after.calendar.first_day, before.calendar.first_day);
        let to_end = |snapshot: &Snapshot| i64::from(snapshot.calendar.day_count());
        let ends = days_between(
            add_days(after.calendar.first_day, to_end(after)),
            add_days(before.calendar.first_day, to_end(before)),
        );
        let after_entries = entries(new, 0);
        let days = new.weeks.iter().map(|week| week.days.len()).sum::<usize>();
        // By date first; a plan as a whole is moved only if that makes more of it equal.
        let moves = [0, -apart, -ends].into_iter().filter(|days| days % 7 == 0);
        let (mut best, mut most) = (0, None);
        for moved in moves {
            let equal = equal(&entries(old, apart + moved), &after_entries);
            if most.is_none_or(|most| equal > most) {
                (best, most) = (moved, Some(equal));
            }
        }
        Self {
            before: entries(old, apart + best),
            after: after_entries,
            start: apart + best,
            moved: best,
            days: i64::try_from(days).unwrap_or(i64::MAX),
        }
    }

    /// By how many weeks the plan has moved.
    pub(super) const fn moved_weeks(&self) -> i64 {
        self.moved / 7
    }

    /// The week of the plan before that is week 1 now.
    pub(super) const fn first_week_was(&self) -> i64 {
        1 - nearest_week(self.start)
    }

    /// Where a week of the plan before stands among those of the plan after, counted from 1.
    pub(super) fn old_week(&self, week: u32) -> i64 {
        i64::from(week) + nearest_week(self.start)
    }

    /// The week of a day, where both plans have the same weeks: counted from the day on which the first of them begins.
    pub(super) fn common_week(&self, day: i64) -> i64 {
        (day - self.start.min(0)).div_euclid(7)
    }

    /// The number of the week that holds a day, and whether it is one of the plan before, as that after has no such day.
    pub(super) fn week(&self, day: i64) -> (u32, bool) {
        let old = !(0..self.days).contains(&day);
        let day = if old { day - self.start } else { day };
        (u32::try_from(day.div_euclid(7) + 1).unwrap_or(0), old)
    }
}

/// Days in weeks, to the nearest: weeks of the two plans may begin on different weekdays.
const fn nearest_week(days: i64) -> i64 {
    (days + 3).div_euclid(7)
}

fn entries(expansion: &Expansion, start: i64) -> Vec<Entry<'_>> {
    let days = expansion.weeks.iter().flat_map(|week| &week.days).zip(start..);
    days.flat_map(|(row, day)| row.sessions.iter().map(move |session| (row, day, session)))
        .enumerate()
        .map(|(place, (row, day, session))| Entry {
            day,
            date: &row.date,
            weekday: row.weekday,
            session,
            place,
        })
        .collect()
}

/// How many sessions are the same on the same day.
fn equal(before: &[Entry<'_>], after: &[Entry<'_>]) -> usize {
    let mut there: HashMap<(i64, &str, &str), usize> = HashMap::new();
    for one in before {
        *there.entry(identity(one)).or_default() += 1;
    }
    let mut equal = 0;
    for one in after {
        if let Some(left) = there.get_mut(&identity(one)).filter(|left| **left > 0) {
            *left -= 1;
            equal += 1;
        }
    }
    equal
}

fn identity<'e>(entry: &Entry<'e>) -> (i64, &'e str, &'e str) {
    (entry.day, &entry.session.name, &entry.session.content)
}
