//! Gestures of the board, on generated and worked plans in several layouts: only what a gesture speaks of differs
//! afterwards, no comment is lost, and what is done and taken back leaves the calendar as it was.

use std::collections::BTreeMap;

use gait_core::{
    Attempt, Clock, Gesture, Inputs, Layer, Refusal, SessionKey, Snapshot, Source, Spot, expand,
};
use gait_model::calendar::{Clock as ClockSource, Placement, Session, Status};
use gait_model::date::{add_days, days_between};
use gait_model::plan::Kind;
use gait_syntax::edit::apply;
use jiff::civil::{Date, Weekday};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use suite::plans;
use suite::sketch::{config, sketch, snapshot};

use crate::changes::{Layout, layout};

/// A gesture, told without places, so that it can be made in any plan.
#[derive(Clone, Debug)]
struct Pick {
    kind: Kinds,
    layer: Layer,
    a: Index,
    b: Index,
    c: Index,
    text: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kinds {
    Move,
    Paste,
    Duplicate,
    Remove,
    Rest,
    Clear,
    SetStart,
    InsertWeek,
    RemoveWeek,
    DuplicateWeek,
}

const KINDS: [Kinds; 12] = [
    Kinds::Move,
    Kinds::Move,
    Kinds::Move,
    Kinds::Paste,
    Kinds::Duplicate,
    Kinds::Remove,
    Kinds::Rest,
    Kinds::Clear,
    Kinds::SetStart,
    Kinds::InsertWeek,
    Kinds::RemoveWeek,
    Kinds::DuplicateWeek,
];

/// What makes sense in every plan, and what does not.
const TEXTS: [&str; 5] = [
    "\"easy: 5 km\"",
    "[\"easy: 5 km\", (use: \"long: 9 km\", note: \"flat\")]",
    "walk: 20 min @ 12:00",
    "strides",
    "nonsense 5",
];

fn pick_of(kinds: &'static [Kinds]) -> impl Strategy<Value = Pick> {
    let layer = select(&[Layer::Date, Layer::Pattern][..]);
    let index = any::<Index>;
    (select(kinds), layer, index(), index(), index(), select(&TEXTS[..]))
        .prop_map(|(kind, layer, a, b, c, text)| Pick { kind, layer, a, b, c, text })
}

impl Pick {
    fn gesture(&self, one: &Snapshot) -> Option<Gesture> {
        let calendar = &one.calendar;
        let layer = self.layer;
        let day = |index: Index| {
            let day = u32::try_from(index.index(calendar.day_count() as usize)).expect("a plan has few days");
            calendar.date(day)
        };
        let week = |more| u32::try_from(self.a.index(calendar.weeks.len() + more) + 1).expect("few weeks");
        let session = || {
            let sessions: Vec<&Session> =
                calendar.sessions.iter().filter(|session| session.kind() != Kind::Rest).collect();
            let session = sessions.get(self.a.index(sessions.len().max(1)))?;
            Some(SessionKey::of(calendar, session))
        };
        // Most people move things within a week.
        let to = || {
            let date = match session() {
                Some(key) if self.c.index(3) > 0 => {
                    let week = days_between(calendar.first_day, key.date).div_euclid(7);
                    add_days(calendar.first_day, week * 7 + i64::try_from(self.b.index(7)).expect("under 7"))
                }
                _ => day(self.b),
            };
            Spot { date, index: self.c.index(4) }
        };
        Some(match self.kind {
            Kinds::Move => Gesture::Move { session: session()?, to: to(), layer },
            Kinds::Duplicate => Gesture::Duplicate { session: session()?, to: to(), layer },
            Kinds::Paste => Gesture::Paste { text: self.text.to_owned(), at: to(), layer },
            Kinds::Remove => Gesture::Remove { session: session()?, layer },
            Kinds::Rest => Gesture::Rest { date: day(self.a), layer },
            Kinds::Clear => Gesture::Clear { date: day(self.a), layer },
            Kinds::SetStart => {
                let at = Clock::new(u16::try_from(self.b.index(24)).expect("under 24"), 30);
                Gesture::SetStart { session: session()?, at: at.filter(|_| self.c.index(2) == 0), layer }
            }
            Kinds::InsertWeek => Gesture::InsertWeek { before: week(1) },
            Kinds::RemoveWeek => Gesture::RemoveWeek { week: week(0) },
            Kinds::DuplicateWeek => Gesture::DuplicateWeek { week: week(0) },
        })
    }
}

fn inputs(text: &str) -> Inputs {
    Inputs::plan(Source::new("generated", text))
}

fn attempt(one: &Snapshot, gesture: &Gesture) -> Result<Attempt, Refusal> {
    one.attempt(&inputs(one.tree.text()), gesture)
}

/// What must hold for every gesture; the plan after it, if it can be made.
fn check(one: &Snapshot, gesture: &Gesture) -> Option<Attempt> {
    let text = one.tree.text();
    let made = match attempt(one, gesture) {
        Ok(made) => made,
        Err(refusal) => {
            assert!(!refusal.reason.is_empty(), "a refusal has a reason");
            return None;
        }
    };
    let new = apply(text, &made.edits).expect("the edits fit");
    assert_eq!(new, made.after.tree.text(), "{gesture:?}");
    assert!(
        made.after.problems.len() <= one.problems.len(),
        "{gesture:?}\n{text}\n{:#?}",
        made.after.problems
    );
    let is_windows = text.contains("\r\n");
    assert!(!is_windows || !new.replace("\r\n", "").contains('\n'), "{gesture:?}: {new}");
    if let Some(key) = &made.session {
        assert!(made.after.session(key).is_some(), "{gesture:?}: {key:?} is not there\n{new}");
    }
    assert!(!made.effect.summary.is_empty() && !made.name.is_empty());
    let takes_out = matches!(
        gesture,
        Gesture::Remove { .. } | Gesture::Rest { .. } | Gesture::Clear { .. } | Gesture::RemoveWeek { .. }
    );
    if !takes_out {
        let (before, after) = (comments(one), comments(&made.after));
        for (comment, count) in before {
            assert!(after.get(&comment) >= Some(&count), "{gesture:?} loses {comment}\n{text}\n{new}");
        }
    }
    Some(made)
}

fn comments(one: &Snapshot) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for comment in one.tree.comments() {
        *out.entry(one.tree.slice(comment.span).to_owned()).or_default() += 1;
    }
    out
}

/// A session as a calendar has it, without where it stands in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Told {
    name: String,
    content: String,
    start: Option<i64>,
    status: &'static str,
    optional: bool,
}

/// The sessions of each day; rest goes without saying.
fn days(one: &Snapshot) -> Vec<Vec<Told>> {
    let rows = expand(one).weeks.into_iter().flat_map(|week| week.days);
    let mut rows: Vec<Vec<String>> = rows
        .map(|day| {
            let text = |row: gait_core::SessionRow| {
                format!("{} {} {:?} {:?}", row.kind, row.content, row.lifts_in_full, row.details)
            };
            day.sessions.into_iter().map(text).collect()
        })
        .collect();
    (0..one.calendar.day_count())
        .map(|day| {
            let content = std::mem::take(&mut rows[day as usize]);
            let sessions = one.calendar.on(day).iter().zip(content);
            sessions
                .filter(|(session, _)| session.kind() != Kind::Rest)
                .map(|(s, text)| told(s, text))
                .collect()
        })
        .collect()
}

fn told(session: &Session, content: String) -> Told {
    Told {
        name: session.name.to_string(),
        content,
        start: (session.clock == ClockSource::Written).then(|| session.start.rem_euclid(24 * 60)),
        status: match session.status {
            Status::Planned => "planned",
            Status::Displaced => "displaced",
            Status::Blocked(_) => "blocked",
        },
        optional: session.optional,
    }
}

/// The days of a calendar without the sessions of a name, but for the names of those: what a ramp makes of them may
/// change with one of them.
fn without<'d>(days: &'d [Vec<Told>], name: &str) -> Vec<Vec<&'d Told>> {
    days.iter().map(|day| day.iter().filter(|told| told.name != name).collect()).collect()
}

fn date_index(one: &Snapshot, date: Date) -> usize {
    usize::try_from(days_between(one.calendar.first_day, date)).expect("a date of the plan")
}

/// Whether a session that is on no weekday is so because an entry of `days` hides it on this date.
fn is_hidden(one: &Snapshot, weekday: Option<Weekday>, date: Date) -> bool {
    weekday.is_none() && one.plan.days.iter().any(|entry| entry.date == date)
}

/// A worked or generated plan, laid out in some way.
fn text_of(plan: Option<Index>, sketch: &suite::sketch::Sketch, layout: &Layout) -> String {
    let text = plan.map_or_else(
        || sketch.plan(),
        |plan| {
            let plans = plans();
            plans[plan.index(plans.len())].1.clone()
        },
    );
    layout.of(&text)
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn gestures_do_what_they_say(
        plan in prop::option::of(any::<Index>()), sketch in sketch(), layout in layout(), pick in pick_of(&KINDS),
    ) {
        let one = snapshot(&text_of(plan, &sketch, &layout));
        let Some(gesture) = pick.gesture(&one) else { return Ok(()) };
        let Some(made) = check(&one, &gesture) else { return Ok(()) };
        let (before, after) = (days(&one), days(&made.after));
        match &gesture {
            Gesture::Move { session, to, layer: Layer::Date } => {
                prop_assert_eq!(without(&before, &session.name), without(&after, &session.name), "{:?}", gesture);
                let named = |days: &[Vec<Told>]| -> Vec<usize> {
                    days.iter().map(|day| day.iter().filter(|told| *told.name == *session.name).count()).collect()
                };
                let mut expected = named(&before);
                expected[date_index(&one, session.date)] -= 1;
                expected[date_index(&one, to.date)] += 1;
                prop_assert_eq!(expected, named(&after), "{:?}", gesture);
            }
            Gesture::Move { session, to, layer: Layer::Pattern } => {
                prop_assert_eq!(without(&before, &session.name), without(&after, &session.name), "{:?}", gesture);
                let weekday = made.session.map(|key| key.date.weekday());
                prop_assert!(weekday == Some(to.date.weekday()) || is_hidden(&made.after, weekday, to.date));
            }
            Gesture::Remove { session, layer: Layer::Date } => {
                prop_assert_eq!(without(&before, &session.name), without(&after, &session.name), "{:?}", gesture);
            }
            Gesture::Duplicate { session, to, layer: Layer::Date } => {
                prop_assert_eq!(without(&before, &session.name), without(&after, &session.name), "{:?}", gesture);
                let at = date_index(&one, to.date);
                prop_assert_eq!(before[at].len() + 1, after[at].len());
            }
            Gesture::Rest { date, layer: Layer::Date } | Gesture::Clear { date, layer: Layer::Date } => {
                let is_race = |session: &&Session| matches!(session.trail.placement, Placement::Goal(_));
                let at = date_index(&one, *date);
                let day = u32::try_from(at).expect("few days");
                prop_assert_eq!(after[at].len(), one.calendar.on(day).iter().filter(is_race).count());
            }
            _ => {}
        }
    }

    #[test]
    fn there_and_back_is_where_it_was(
        plan in prop::option::of(any::<Index>()), sketch in sketch(), layout in layout(), pick in pick_of(&[Kinds::Move]),
    ) {
        let one = snapshot(&text_of(plan, &sketch, &layout));
        let Some(Gesture::Move { session, to, layer }) = pick.gesture(&one) else { return Ok(()) };
        let Some(made) = check(&one, &Gesture::Move { session: session.clone(), to, layer }) else { return Ok(()) };
        let Some(key) = made.session else {
            prop_assert!(layer == Layer::Pattern && is_hidden(&made.after, None, to.date), "the session is somewhere");
            return Ok(());
        };
        let home = one.session(&session).expect("it was there");
        let index = one.calendar.on(home.day).iter().position(|other| std::ptr::eq(other, home));
        let back = Spot { date: session.date, index: index.expect("it stands on its day") };
        // Rest that was written goes when a session comes, and so do not count.
        let is_rest = |other: &&Session| other.kind() == Kind::Rest;
        prop_assume!(one.calendar.on(home.day).iter().filter(is_rest).count() == 0);
        let gesture = Gesture::Move { session: key.clone(), to: back, layer };
        match attempt(&made.after, &gesture) {
            Ok(again) => prop_assert_eq!(days(&one), days(&again.after), "{:?}\n{}", gesture, again.after.tree.text()),
            // Nothing is put onto a blocked day.
            Err(refusal) => prop_assert!(refusal.reason.contains("is blocked"), "{}", refusal.reason),
        }
    }

    #[test]
    fn a_week_put_in_and_taken_out_leaves_nothing(
        plan in prop::option::of(any::<Index>()), sketch in sketch(), layout in layout(), at in any::<Index>(),
    ) {
        let one = snapshot(&text_of(plan, &sketch, &layout));
        let week = u32::try_from(at.index(one.calendar.weeks.len()) + 1).expect("few weeks");
        for (gesture, added) in
            [(Gesture::InsertWeek { before: week }, week), (Gesture::DuplicateWeek { week }, week + 1)]
        {
            let Some(made) = check(&one, &gesture) else {
                return Err(TestCaseError::fail(format!("{gesture:?} can be made")));
            };
            prop_assert_eq!(made.after.calendar.weeks.len(), one.calendar.weeks.len() + 1);
            prop_assert_eq!(made.after.calendar.first_day, one.calendar.first_day);
            let back = check(&made.after, &Gesture::RemoveWeek { week: added });
            let back = back.expect("what was put in can be taken out").after;
            // Behind a last week that is cut short comes one that is, and without that the plan ends with a whole week.
            let is_cut_last = one.calendar.weeks.last().is_some_and(|last| last.days < 7);
            if gesture == (Gesture::InsertWeek { before: week }) || !is_cut_last || (week as usize) < one.calendar.weeks.len() {
                prop_assert_eq!(days(&one), days(&back), "{:?}\n{}", gesture, back.tree.text());
            }
        }
    }

    #[test]
    fn a_week_taken_out_takes_nothing_else(
        plan in prop::option::of(any::<Index>()), sketch in sketch(), layout in layout(), at in any::<Index>(),
    ) {
        let one = snapshot(&text_of(plan, &sketch, &layout));
        let week = at.index(one.calendar.weeks.len());
        let gesture = Gesture::RemoveWeek { week: u32::try_from(week + 1).expect("few weeks") };
        let Some(made) = check(&one, &gesture) else {
            prop_assert_eq!(one.calendar.weeks.len(), 1, "only the last week stays");
            return Ok(());
        };
        let phase = &one.plan.phases[one.calendar.weeks[week].phase];
        let takes_turns = |other: usize| {
            let same = one.calendar.weeks[other].phase == one.calendar.weeks[week].phase;
            same && phase.rows.len() > 1 && phase.rows.len() < phase.weeks as usize
        };
        for (other, after) in (0..one.calendar.weeks.len()).filter(|other| *other != week).zip(0..) {
            if !takes_turns(other) {
                let (was, is) = (slots_in(&one, other), slots_in(&made.after, after));
                let len = was.len().min(is.len());
                prop_assert_eq!(&was[..len], &is[..len], "week {} of\n{}", other + 1, made.after.tree.text());
            }
        }
    }
}

/// The names of the sessions of each day of a week, races apart, and whether the day is blocked.
fn slots_in(one: &Snapshot, week: usize) -> Vec<Vec<(String, bool)>> {
    let week = &one.calendar.weeks[week];
    let is_slot = |session: &&Session| !matches!(session.trail.placement, Placement::Goal(_));
    let told = |s: &Session| (s.name.to_string(), matches!(s.status, Status::Blocked(_)));
    (week.first_day..week.first_day + week.days)
        .map(|day| one.calendar.on(day).iter().filter(is_slot).map(told).collect())
        .collect()
}
