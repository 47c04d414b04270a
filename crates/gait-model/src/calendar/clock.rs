//! The clock: one reading of when sessions start and end.
//!
//! A written start wins. Otherwise the sessions of a day stand in the written order: the first starts at the first
//! window of the day, without one at 07:00 if the day has a run and at 18:00 if not; each further one ten minutes
//! after the one before ends.

use super::{Calendar, Clock, Session};
use crate::date::weekday_index;
use crate::notation::Windows;
use crate::plan::{Kind, Plan};

/// Minutes between two sessions without a written start.
const BETWEEN: i64 = 10;
const MORNING: i64 = 7 * 60;
const EVENING: i64 = 18 * 60;

pub(super) fn fill(plan: &Plan, calendar: &mut Calendar) {
    for day in 0..calendar.day_count() {
        let range = calendar.indices(day);
        let weekday = weekday_index(plan.week_starts.wrapping_add(i64::from(day % 7)));
        let window =
            plan.athlete.availability.as_ref().and_then(|days| first_window(days.value[weekday].as_ref()));
        set_times(&mut calendar.sessions[range], i64::from(day) * 24 * 60, window);
    }
}

/// The start of the first window in minutes after midnight; a day that is open throughout has none.
fn first_window(windows: Option<&Windows>) -> Option<i64> {
    match windows? {
        Windows::Any => None,
        Windows::Hours(hours) => hours.first().map(|window| i64::from(window.from.minutes)),
    }
}

fn set_times(sessions: &mut [Session], midnight: i64, window: Option<i64>) {
    // A day on which nothing can be done shows the times that it would have.
    let is_lost = !sessions.iter().any(Session::is_planned);
    let is_there = |session: &Session| is_lost || session.is_planned();
    let has_run = sessions.iter().any(|s| is_there(s) && s.kind().is_run());
    let first = window.unwrap_or(if has_run { MORNING } else { EVENING });
    let mut next = midnight + first;
    for session in sessions {
        if session.clock == Clock::Assumed {
            session.start = next;
        }
        session.end = session.start + minutes(session);
        // What is not done takes no time of the day.
        if is_there(session) && session.kind() != Kind::Rest {
            next = session.end + BETWEEN;
        }
    }
}

/// The length in whole minutes, middle of the range.
fn minutes(session: &Session) -> i64 {
    (session.estimate.seconds() + 30) / 60
}
