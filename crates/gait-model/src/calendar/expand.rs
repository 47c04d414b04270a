//! The two chains. Placement: `week`, then `days`, then races, then `blocked`. Amount: what is written, then the
//! ramp, then `deload` or `volume`. No link rewrites the mark of the one before.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::amount::{Reached, scaled};
use super::trail::{Layer, LayerKind, Placement, Trail};
use super::{Calendar, Clock, Estimate, Session, Status, Week, clock, estimate, strength};
use crate::date::{days_between, weekday_index};
use crate::notation::{Amount, At, Body, Run, Step};
use crate::pace::Paces;
use crate::plan::{Choice, Content, Goal, Kind, Plan, SessionDef, Slot};
use crate::units::{Percent, Range};

/// Sessions in a week of most plans; what is set aside for them.
const USUAL_SESSIONS: usize = 10;

pub(super) fn expand(plan: &Plan) -> Calendar {
    let paces = paces(plan);
    let weeks = weeks(plan);
    let marks = Marks::new(plan);
    let mut reached = Reached::new(plan);
    let mut sessions: Vec<Session> = Vec::with_capacity(weeks.len() * USUAL_SESSIONS);
    let mut starts = Vec::with_capacity(weeks.len() * 7 + 1);
    starts.push(0);
    for week in &weeks {
        let from = sessions.len();
        for day in week.days() {
            place_day(plan, week, day, &marks, &mut sessions);
            starts.push(u32::try_from(sessions.len()).unwrap_or(u32::MAX));
        }
        give_amounts(plan, week, &mut reached, &mut sessions[from..]);
    }
    estimate::fill(plan, &paces, &mut sessions);
    let mut calendar = Calendar {
        first_day: plan.first_day,
        weeks,
        sessions,
        starts,
        paces,
        longest_before: plan.athlete.longest_run.as_ref().map(|run| run.value),
        ramp_steps: reached.into_steps(),
    };
    clock::fill(plan, &mut calendar);
    strength::fill(plan, &mut calendar);
    calendar
}

fn paces(plan: &Plan) -> Paces {
    #[expect(clippy::cast_precision_loss, reason = "distances and times of races are small")]
    let results: Vec<(f64, f64)> =
        plan.athlete.results.iter().map(|r| (r.distance.mm as f64 / 1000.0, r.time.seconds as f64)).collect();
    Paces::from_results(&results)
}

fn weeks(plan: &Plan) -> Vec<Week> {
    let all_days = u32::try_from(days_between(plan.first_day, plan.last_day) + 1).unwrap_or(7);
    let mut out = Vec::with_capacity(plan.phases.iter().map(|phase| phase.weeks as usize).sum());
    for (index, phase) in plan.phases.iter().enumerate() {
        for in_phase in 0..phase.weeks {
            let week = phase.first_week + in_phase;
            let first_day = week * 7;
            out.push(Week {
                index: week,
                phase: index,
                in_phase,
                row: in_phase as usize % phase.rows.len().max(1),
                deload: phase.deload.as_ref().is_some_and(|d| d.weeks.iter().any(|w| w.value == week)),
                first_day,
                days: all_days.saturating_sub(first_day).min(7),
            });
        }
    }
    out
}

/// What stands on single days, by day of the plan.
struct Marks {
    entries: FxHashMap<u32, usize>,
    races: FxHashMap<u32, Vec<usize>>,
    /// Blocked spans of days, first and last.
    blocked: Vec<(i64, i64)>,
}

impl Marks {
    fn new(plan: &Plan) -> Self {
        let day = |date: Date| days_between(plan.first_day, date);
        let index = |date: Date| u32::try_from(day(date)).ok();
        let entries = plan.days.iter().enumerate().filter_map(|(i, e)| Some((index(e.date)?, i))).collect();
        let mut races: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (i, goal) in plan.goals.iter().enumerate() {
            if let Some(day) = index(goal.date.value) {
                races.entry(day).or_default().push(i);
            }
        }
        Self { entries, races, blocked: plan.blocked.iter().map(|b| (day(b.from), day(b.to))).collect() }
    }

    fn blocked(&self, day: u32) -> Option<usize> {
        self.blocked.iter().position(|(from, to)| (*from..=*to).contains(&i64::from(day)))
    }
}

/// Appends the sessions of one day, still without amounts and clock.
fn place_day(plan: &Plan, week: &Week, day: u32, marks: &Marks, out: &mut Vec<Session>) {
    let from = out.len();
    let blocked = marks.blocked(day).map(Status::Blocked);
    let races = marks.races.get(&day).map_or(&[][..], Vec::as_slice);
    for &race in races {
        out.push(race_session(plan, week, day, race, blocked.unwrap_or(Status::Planned)));
    }
    let weekday = weekday_index(plan.week_starts.wrapping_add(i64::from(day % 7)));
    let (slots, placement) = match marks.entries.get(&day) {
        Some(&entry) => (&plan.days[entry].slots, Placement::Day(entry)),
        None => (&plan.phases[week.phase].rows[week.row].days[weekday], Placement::Pattern),
    };
    for slot in slots {
        let mut session = slot_session(plan, week, day, slot, placement);
        session.status = match blocked {
            Some(blocked) => blocked,
            None if !races.is_empty() && session.kind().is_run() => Status::Displaced,
            None => Status::Planned,
        };
        session.ordinal =
            1 + u32::try_from(out[from..].iter().filter(|s| s.name == session.name).count()).unwrap_or(0);
        out.push(session);
    }
}

fn slot_session(plan: &Plan, week: &Week, day: u32, slot: &Slot, placement: Placement) -> Session {
    let first = &slot.choices[0];
    let def = definition(plan, first);
    let written = if first.own.is_some() { slot.span } else { def.span };
    Session {
        day,
        week: week.index,
        phase: week.phase,
        ordinal: 1,
        name: Arc::clone(&first.name.value),
        template: first.template,
        kind: def.kind,
        def,
        status: Status::Planned,
        optional: slot.optional,
        alternatives: slot.choices[1..]
            .iter()
            .map(|choice| (Arc::clone(&choice.name.value), definition(plan, choice)))
            .collect(),
        start: slot.at.map_or(i64::MIN, |at| i64::from(day) * 1440 + i64::from(at.value.minutes)),
        end: 0,
        clock: if slot.at.is_some() { Clock::Written } else { Clock::Assumed },
        estimate: Estimate::default(),
        dose: None,
        trail: Trail { placement, slot: slot.span, written, changes: Vec::new(), lifts: Vec::new() },
    }
}

/// The session a choice stands for, as written.
fn definition(plan: &Plan, choice: &Choice) -> Arc<SessionDef> {
    match (&choice.own, choice.template) {
        (Some(own), _) => Arc::clone(own),
        (None, Some(id)) => Arc::clone(&plan.templates[id.0 as usize].session),
        // Lowering leaves no choice without either; rest is what is safe to assume.
        (None, None) => Arc::new(SessionDef::bare(choice.name.span, Kind::Rest, Content::Rest)),
    }
}

fn race_session(plan: &Plan, week: &Week, day: u32, index: usize, status: Status) -> Session {
    let goal = &plan.goals[index];
    let span = goal.span;
    Session {
        day,
        week: week.index,
        phase: week.phase,
        ordinal: 1,
        name: Arc::from(goal.name.as_str()),
        template: None,
        kind: Kind::Race,
        def: Arc::new(SessionDef::bare(span, Kind::Race, Content::Run(race_run(goal)))),
        status,
        optional: false,
        alternatives: Vec::new(),
        start: i64::MIN,
        end: 0,
        clock: Clock::Assumed,
        estimate: Estimate::default(),
        dose: None,
        trail: Trail {
            placement: Placement::Goal(index),
            slot: span,
            written: span,
            changes: Vec::new(),
            lifts: Vec::new(),
        },
    }
}

fn race_run(goal: &Goal) -> Run {
    let at = goal.span.start..goal.span.end;
    let distance = Range { low: goal.distance, high: goal.distance };
    let step = Step {
        repeats: None,
        body: Body::Amount(At { value: Amount::Distance(distance), at: at.clone() }),
        target: None,
    };
    Run { steps: vec![At { value: step, at }] }
}

/// Applies ramps and lighter weeks to the sessions of one week.
fn give_amounts(plan: &Plan, week: &Week, reached: &mut Reached, sessions: &mut [Session]) {
    let own = |s: &Session| {
        matches!(s.trail.placement, Placement::Goal(_)) || s.template.is_none() || is_own(plan, s)
    };
    let mut standing = Vec::with_capacity(sessions.len());
    for session in sessions.iter().filter(|s| s.is_planned() && !own(s)) {
        if let Some(id) = session.template.filter(|id| !standing.contains(id)) {
            standing.push(id);
        }
    }
    for id in standing {
        reached.advance(plan, week, id);
    }
    let scale = week_scale(plan, week);
    for session in sessions.iter_mut().filter(|s| !matches!(s.trail.placement, Placement::Goal(_))) {
        let own = own(session);
        if let (false, Some(id)) = (own, session.template) {
            reached.apply(id, session);
        }
        let exact = own && matches!(session.trail.placement, Placement::Day(_));
        if let (false, Some(scale)) = (exact, &scale) {
            scale_session(session, scale);
        }
    }
}

/// Whether the session stands with content of its own in the slot.
fn is_own(plan: &Plan, session: &Session) -> bool {
    session.template.is_some_and(|id| !Arc::ptr_eq(&plan.templates[id.0 as usize].session, &session.def))
}

/// What is left of running and strength in this week, and the layer that says so.
pub(super) struct WeekScale {
    pub(super) running: Percent,
    pub(super) strength: Percent,
    layer: Layer,
}

pub(super) fn week_scale(plan: &Plan, week: &Week) -> Option<WeekScale> {
    let phase = &plan.phases[week.phase];
    if let Some(deload) = phase.deload.as_ref().filter(|_| week.deload) {
        let layer = Layer { kind: LayerKind::Deload, span: deload.span };
        return Some(WeekScale { running: deload.running, strength: deload.strength, layer });
    }
    let volume = phase
        .volume
        .get(week.in_phase as usize)
        .or_else(|| phase.volume.last().filter(|_| phase.volume.len() == 1))?;
    let layer = Layer { kind: LayerKind::Volume, span: volume.span };
    Some(WeekScale { running: volume.value, strength: volume.value, layer })
}

fn scale_session(session: &mut Session, scale: &WeekScale) {
    let share = match session.kind() {
        // The distance of a race is not the author's to change, whether it is a goal or stands in the week.
        Kind::Race | Kind::TimeTrial => return,
        Kind::Strength => scale.strength,
        kind if kind.is_run() => scale.running,
        _ => return,
    };
    // `100 %` only marks the week.
    if share == Percent::HUNDRED {
        return;
    }
    session.set_def(Arc::new(scaled(&session.def, share)));
    session.trail.changes.push(scale.layer);
}
