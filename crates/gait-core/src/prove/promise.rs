//! What a fix leaves as it is. Findings alone do not tell: a session that lands on a blocked day conflicts with nothing,
//! and is lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use gait_model::calendar::{Calendar, Session};
use gait_model::plan::Lift;
use gait_rules::lifts;

/// What a candidate promises besides mending a finding.
#[derive(Clone, Copy, Debug)]
pub(super) enum Promise {
    /// Nothing: it says itself what it takes away.
    None,
    /// No session stands on fewer dates than before.
    Sessions,
    /// What is lifted keeps its loads.
    Loads,
    /// The same, and nothing but one session on its date changes, an index of the sessions before.
    AllBut(usize),
    /// The same, and that session is there as it was, on another date.
    Moves(usize),
}

impl Promise {
    /// Whether it is kept from one calendar to the next.
    pub(super) fn is_kept(self, was: &Calendar, is: &Calendar) -> bool {
        match self {
            Self::None => true,
            Self::Sessions => keeps_sessions(was, is),
            Self::Loads => keeps_loads(was, is),
            Self::AllBut(session) => {
                let date = format!("{} ", was.sessions[session].day);
                let left = keeps_loads(was, is).then(|| left_over(session, was, is)).flatten();
                left.is_some_and(|left| left.len() <= 1 && left.iter().all(|told| told.starts_with(&date)))
            }
            Self::Moves(session) => {
                let left = keeps_loads(was, is).then(|| left_over(session, was, is)).flatten();
                let own = told(&was.sessions[session]);
                let undated = |told: &str| told.split_once(' ').map(|(_, rest)| rest.to_owned());
                left.is_some_and(|left| matches!(&left[..], [one] if undated(one) == undated(&own)))
            }
        }
    }
}

fn planned(calendar: &Calendar) -> impl Iterator<Item = &Session> {
    calendar.sessions.iter().filter(|session| session.is_planned())
}

fn keeps_sessions(was: &Calendar, is: &Calendar) -> bool {
    let counts = |calendar| {
        let mut counts: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        planned(calendar).for_each(|session| *counts.entry(Arc::clone(&session.name)).or_default() += 1);
        counts
    };
    let (was, is) = (counts(was), counts(is));
    was.iter().all(|(name, count)| is.get(name).is_some_and(|now| now >= count))
}

/// A lift that a date has before and after keeps its heaviest load.
fn keeps_loads(was: &Calendar, is: &Calendar) -> bool {
    let loads = |calendar| {
        let lifts =
            planned(calendar).flat_map(|session| lifts(session).iter().map(|lift| (session.day, lift)));
        let loads = lifts.map(|(day, lift)| ((day, Arc::clone(&lift.name.value)), lift.heaviest()));
        loads.collect::<BTreeMap<_, _>>()
    };
    let (was, is) = (loads(was), loads(is));
    is.iter().all(|(lift, load)| was.get(lift).is_none_or(|before| before == load))
}

/// What stands on the calendar in the place of a session; nothing if any other has changed.
fn left_over(session: usize, was: &Calendar, is: &Calendar) -> Option<Vec<String>> {
    let mut rest: BTreeMap<String, usize> = BTreeMap::new();
    is.sessions.iter().for_each(|session| *rest.entry(told(session)).or_default() += 1);
    for (_, other) in was.sessions.iter().enumerate().filter(|(index, _)| *index != session) {
        match rest.get_mut(&told(other)) {
            Some(count @ 1..) => *count -= 1,
            _ => return None,
        }
    }
    Some(rest.into_iter().flat_map(|(told, count)| std::iter::repeat_n(told, count)).collect())
}

/// What is done, and how much.
fn told(session: &Session) -> String {
    let sets = |lift: &Lift| lift.sets.as_ref().map_or(String::new(), |sets| sets.value.to_string());
    let lifts: Vec<String> =
        lifts(session).iter().map(|lift| format!("{} {}", lift.name.value, sets(lift))).collect();
    format!(
        "{} {} {:?} {} min {} mm: {}",
        session.day,
        session.name,
        session.status,
        session.minutes(),
        session.estimate.mm(),
        lifts.join(", ")
    )
}
