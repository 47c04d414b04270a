//! What a rule sees: the plan, its calendar, facts that several rules need, and the parameters in force.

use std::ops::{Range, RangeInclusive};

use gait_model::calendar::{Calendar, Placement, Session, Status, Week, usual_unit};
use gait_model::constants::LEG_CLASSES;
use gait_model::date::long_name;
use gait_model::dose::LegClass;
use gait_model::exercise::Exercise;
use gait_model::notation::Load;
use gait_model::plan::{Content, Focus, Kind, Lift, Phase, Plan, RacePriority};
use gait_model::units::{DistanceUnit, KM_MM};

use crate::history::{Exposure, histories};
use crate::lifting::WorkingSets;
use crate::number::{exact_km, hours, km, number, round_to};
use crate::resolve::Resolved;
use crate::rule::Param;

/// What a rule sees.
#[derive(Debug)]
pub struct Context<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// The plan on dates.
    pub calendar: &'p Calendar,
    /// What several rules need.
    pub facts: &'p Facts<'p>,
    pub(crate) settings: &'p Resolved,
    pub(crate) rule: usize,
}

impl<'p> Context<'p> {
    /// A session.
    #[must_use]
    #[inline]
    pub fn session(&self, index: usize) -> &'p Session {
        &self.calendar.sessions[index]
    }

    /// The phase of a week.
    #[must_use]
    #[inline]
    pub fn phase(&self, week: &Week) -> &'p Phase {
        &self.plan.phases[week.phase]
    }

    /// A parameter as it holds in a phase (an index of [`Plan::phases`]).
    #[must_use]
    #[inline]
    pub fn param(&self, param: Param, phase: usize) -> f64 {
        self.settings.param(self.rule, param, Some(phase))
    }

    /// A parameter as it holds for what belongs to no phase.
    #[must_use]
    #[inline]
    pub fn plan_param(&self, param: Param) -> f64 {
        self.settings.param(self.rule, param, None)
    }

    /// The facts of a week.
    #[must_use]
    pub fn week(&self, week: &Week) -> WeekFacts {
        self.facts.week(week)
    }

    /// Whether less than usual is meant or possible in a week: a deload, a taper, a race, blocked days, or a last
    /// week that is cut short. Minimums and comparisons between weeks leave such weeks out.
    #[must_use]
    pub fn is_light(&self, week: &Week) -> bool {
        let facts = self.week(week);
        let taper = self.phase(week).focus == Some(Focus::Taper);
        week.deload || week.days < 7 || taper || facts.race || facts.blocked
    }

    /// Whether nothing can be done on a day.
    #[must_use]
    pub fn is_blocked(&self, day: u32) -> bool {
        let date = self.calendar.date(day);
        self.plan.blocked.iter().any(|block| (block.from..=block.to).contains(&date))
    }

    /// The races of the goals that are prepared for and followed by rest: A and B, in the order of the text.
    pub fn races(&self) -> impl Iterator<Item = GoalRace> {
        self.plan.goals.iter().enumerate().filter_map(|(goal, written)| {
            let share = match written.priority {
                RacePriority::A => 1.0,
                RacePriority::B => 0.5,
                RacePriority::C => return None,
            };
            let day = self.calendar.day_of(written.date.value)?;
            let session = self.calendar.indices(day).find(|&index| {
                let session = self.session(index);
                session.is_planned() && session.trail.placement == Placement::Goal(goal)
            })?;
            Some(GoalRace { goal, session, day, share })
        })
    }

    /// The weeks in blocks of neighbouring phases of one focus; phases without focus are left out.
    pub fn blocks(&self) -> impl Iterator<Item = (&'p Focus, &'p [Week])> {
        let plan = self.plan;
        let focus = move |week: &Week| plan.phases[week.phase].focus.as_ref();
        let blocks = self.calendar.weeks.chunk_by(move |one, other| focus(one) == focus(other));
        blocks.filter_map(move |weeks| Some((focus(weeks.first()?)?, weeks)))
    }

    /// The strength sessions of a week that count, as indices of sessions.
    pub fn strength_in(&self, week: &Week) -> impl Iterator<Item = usize> {
        let days = week.days();
        let from = self.calendar.indices(days.start).start;
        let to = self.calendar.indices(days.end).start;
        (from..to).filter(|&i| {
            let session = self.session(i);
            session.counts() && session.working_sets() >= MIN_WORKING_SETS
        })
    }

    /// The same, each with its parts by start: parts that go on with one another are one session.
    #[must_use]
    pub fn strength_sessions_in(&self, week: &Week) -> Vec<Vec<usize>> {
        let first = self.calendar.indices(week.first_day).start;
        let mut all = strength_sessions(self.calendar.in_week(week));
        all.iter_mut().flatten().for_each(|index| *index += first);
        all
    }

    /// The lifts of the strength sessions of a week that count.
    pub(crate) fn lifts_in(&self, week: &Week) -> impl Iterator<Item = &'p PlannedLift<'p>> {
        self.strength_in(week).flat_map(|index| self.facts.lifts_of(index))
    }

    /// The strength session of a week that is missed least: least leg dose, then shortest, then last.
    #[must_use]
    pub fn slightest_strength(&self, week: &Week) -> Option<usize> {
        self.strength_in(week).min_by(|&a, &b| {
            let (x, y) = (self.session(a), self.session(b));
            let dose = round_to(x.leg_dose(), 0.1).total_cmp(&round_to(y.leg_dose(), 0.1));
            dose.then(x.minutes().cmp(&y.minutes())).then(b.cmp(&a))
        })
    }

    /// The number a distance is shown with: in the unit that most runs of the plan are written in, to a tenth.
    #[must_use]
    pub fn shown(&self, km: f64) -> f64 {
        round_to(km * per_km(self.facts.unit), 0.1)
    }

    /// A distance for a message, in the unit that most runs of the plan are written in: `40.5 km`, `30 mi`.
    #[must_use]
    pub fn distance(&self, km: f64) -> String {
        format!("{} {}", self.shown(km), self.facts.unit.symbol())
    }

    /// The running of a week for a message.
    #[must_use]
    pub fn running(&self, week: &Week) -> String {
        self.distance(self.week(week).exact_km())
    }

    /// Whether a session is the long run of its week: of kind `Long`, or in a week without one the longest run, if
    /// it takes at least `minutes`.
    #[must_use]
    pub fn is_long_run(&self, session: &Session, minutes: f64) -> bool {
        if session.kind() == Kind::Long {
            return true;
        }
        let Some(week) = self.facts.weeks.get(session.week as usize) else { return false };
        session.kind().counts_distance()
            && !week.long
            && session.minutes() == week.longest_minutes
            && number(session.minutes()) >= minutes
    }

    /// The name of a day's weekday: `Tuesday`.
    #[must_use]
    pub fn weekday(&self, day: u32) -> &'static str {
        long_name(self.calendar.date(day).weekday())
    }
}

#[expect(clippy::cast_precision_loss, reason = "both are small")]
fn per_km(unit: DistanceUnit) -> f64 {
    KM_MM as f64 / unit.millimetres() as f64
}

/// Whether a lift moves a weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum External {
    /// A mass, or a share of the maximum, is written.
    Weight,
    /// No load is written, but the exercise is usually done with one.
    Unsaid,
    /// Body weight or a band.
    None,
}

impl External {
    /// Reads it from what is written, and where nothing is, from the equipment of the exercise.
    #[must_use]
    pub fn of(plan: &Plan, lift: &Lift) -> Self {
        Self::from(lift.heaviest(), lift.exercise.map(|id| plan.exercises.get(id)))
    }

    fn from(heaviest: Option<Load>, exercise: Option<&Exercise>) -> Self {
        match heaviest {
            Some(Load::Mass(_) | Load::Pair(_) | Load::OfMax(_)) => Self::Weight,
            Some(Load::Bodyweight | Load::Band) => Self::None,
            None => {
                let usual =
                    exercise.is_some_and(|e| e.loadable && !e.equipment.is_empty() && !e.category.is_core());
                if usual { Self::Unsaid } else { Self::None }
            }
        }
    }
}

/// The lifts of a session; none for anything but strength.
#[must_use]
pub fn lifts(session: &Session) -> &[Lift] {
    match &session.def.content {
        Content::Strength(lifts) => lifts,
        _ => &[],
    }
}

/// A race of the goals on the calendar.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct GoalRace {
    /// The goal, an index of [`Plan::goals`].
    pub goal: usize,
    /// The race as a session.
    pub session: usize,
    /// Its day.
    pub day: u32,
    /// How much of the days around an A race it asks for: all, or half for a B race.
    pub share: f64,
}

impl GoalRace {
    /// Its day and the days up to `count` before.
    #[must_use]
    pub fn days_before(&self, count: f64) -> RangeInclusive<u32> {
        self.day.saturating_sub(whole(count))..=self.day
    }

    /// Its day and the days up to `count` after, in a plan of `all` days.
    #[must_use]
    pub fn days_after(&self, all: u32, count: f64) -> Range<u32> {
        self.day..self.day.saturating_add(whole(count)).saturating_add(1).min(all)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days are few and not negative")]
const fn whole(days: f64) -> u32 {
    days as u32
}

/// What several rules need, computed once.
#[derive(Clone, Debug, Default)]
pub struct Facts<'p> {
    /// Planned runs (optional ones too) by start, as indices of sessions.
    pub runs: Vec<usize>,
    /// Planned key runs by start.
    pub key_runs: Vec<usize>,
    /// Planned sessions of at least [`MIN_WORKING_SETS`] working sets by start.
    pub strength: Vec<usize>,
    /// Each day of the plan.
    pub days: Vec<DayFacts>,
    /// Each week of the plan.
    pub weeks: Vec<WeekFacts>,
    /// The working sets that are done for certain in each week.
    pub sets: Vec<WorkingSets>,
    /// The lifts of planned sessions, in the order of the calendar.
    pub(crate) lifts: Vec<PlannedLift<'p>>,
    /// For each session, where its lifts start; one more entry for the end.
    lift_starts: Vec<usize>,
    /// The history of each lift.
    pub histories: Vec<Vec<Exposure>>,
    /// What most runs of the plan are written in, kilometres or miles.
    pub unit: DistanceUnit,
}

/// A lift of a planned session, with what rules ask of every lift: few lifts concern a rule, and a lift as written is
/// large.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlannedLift<'p> {
    /// The session, an index of the calendar's.
    pub(crate) session: usize,
    /// The lift, an index of the session's.
    pub(crate) at: u32,
    /// How many sets it has.
    pub(crate) sets: u32,
    /// The lift as it is done.
    pub(crate) lift: &'p Lift,
    /// The exercise; nothing if the name resolves to none.
    pub(crate) exercise: Option<&'p Exercise>,
    /// The heaviest load written.
    pub(crate) heaviest: Option<Load>,
    /// Repetitions in reserve, in tenths, if written.
    pub(crate) reserve: Option<u8>,
    /// Whether a set goes to failure.
    pub(crate) to_failure: bool,
    /// Meant to go to failure.
    pub(crate) is_test: bool,
    /// Whether its range, its breath, its box or its sides are written, as of few lifts.
    pub(crate) is_special: bool,
}

impl PlannedLift<'_> {
    /// Whether it moves a weight.
    pub(crate) fn external(&self) -> External {
        External::from(self.heaviest, self.exercise)
    }

    /// Whether a leg muscle gets at least half a set from each set.
    pub(crate) fn trains_legs(&self) -> bool {
        self.exercise.is_some_and(Exercise::trains_legs)
    }
}

/// From so many sets on, which are neither mobility nor activation, a session is a strength session.
pub const MIN_WORKING_SETS: u32 = 3;

/// The most that a session of a clean day may ask for, as effort 0 to 10: what a long run at an easy pace does.
const CLEAN_RPE: f64 = 4.0;

/// Strength that goes on after a break of at most so many hours is one session in parts.
const LONGEST_BREAK: f64 = 0.5;

/// Whether strength goes on with what came before on its day: the two are parts of one session.
#[must_use]
pub fn goes_on(before: &Session, now: &Session) -> bool {
    before.day == now.day && hours(now.start - before.end) <= LONGEST_BREAK
}

/// The strength sessions among some sessions that count, by start, each as its parts: indices of the slice.
#[must_use]
pub fn strength_sessions(among: &[Session]) -> Vec<Vec<usize>> {
    let counts = |session: &Session| session.counts() && session.working_sets() >= MIN_WORKING_SETS;
    let mut all: Vec<usize> = (0..among.len()).filter(|&i| counts(&among[i])).collect();
    // Within a day sessions stand as written, which need not be the order of the clock.
    all.sort_by_key(|&i| among[i].start);
    all.chunk_by(|&one, &next| goes_on(&among[one], &among[next])).map(<[usize]>::to_vec).collect()
}

/// What a day holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DayFacts {
    /// A key run, or a leg dose of at least class moderate.
    pub hard: bool,
    /// No key run, a leg dose under 3, no session above an effort of 4.
    pub clean: bool,
    /// The minutes of all sessions.
    pub minutes: i64,
    /// The sum of the leg doses.
    pub leg: f64,
    /// The highest effort of a session, 0 to 10.
    pub rpe: f64,
}

/// What a week holds; optional sessions do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WeekFacts {
    /// Running distance in km, to 0.1 km: what is compared.
    pub km: f64,
    /// The same in mm: what is shown, in kilometres or miles.
    pub mm: i64,
    /// Strength sessions; parts that go on with one another are one.
    pub strength: u32,
    /// The strength dose over all muscles, in hard-set equivalents, to a tenth.
    pub dose: f64,
    /// Whether a race is in it, of the goals or of the pattern.
    pub race: bool,
    /// Whether a session of it is blocked.
    pub blocked: bool,
    /// Whether a run of kind `Long` is in it, optional or not.
    pub long: bool,
    /// The minutes of its longest run, optional or not.
    pub longest_minutes: i64,
}

impl WeekFacts {
    /// Running distance in km, not rounded.
    #[must_use]
    pub fn exact_km(&self) -> f64 {
        exact_km(self.mm)
    }
}

/// From so many minutes on, the longest run of a week without one of kind `Long` is its long run.
pub const LONG_MINUTES: f64 = 75.0;

impl<'p> Facts<'p> {
    /// Looks through a calendar once.
    #[must_use]
    pub fn new(plan: &'p Plan, calendar: &'p Calendar) -> Self {
        let mut facts = Self { unit: usual_unit(plan, calendar), ..Self::default() };
        facts.add_sessions(calendar);
        facts.add_lifts(plan, calendar);
        facts.days = (0..calendar.day_count()).map(|day| day_facts(calendar.on(day))).collect();
        facts.weeks = calendar.weeks.iter().map(|week| week_facts(calendar.in_week(week))).collect();
        facts.sets = facts.week_sets(calendar);
        facts.histories = histories(calendar, &facts.lifts);
        facts
    }

    /// The facts of a week.
    #[must_use]
    pub fn week(&self, week: &Week) -> WeekFacts {
        self.weeks.get(week.index as usize).copied().unwrap_or_default()
    }

    fn add_sessions(&mut self, calendar: &Calendar) {
        let start = |&i: &usize| calendar.sessions[i].start;
        for list in [&mut self.runs, &mut self.strength] {
            list.reserve_exact(calendar.sessions.len());
        }
        for (i, session) in calendar.sessions.iter().enumerate().filter(|(_, s)| s.is_planned()) {
            if session.kind().is_run() {
                self.runs.push(i);
            }
            if session.working_sets() >= MIN_WORKING_SETS {
                self.strength.push(i);
            }
        }
        // Within a day sessions stand as written, which need not be the order of the clock.
        self.runs.sort_by_key(start);
        self.strength.sort_by_key(start);
        self.key_runs.reserve_exact(self.runs.len());
        self.key_runs.extend(self.runs.iter().copied().filter(|&i| calendar.sessions[i].is_key()));
    }

    fn add_lifts(&mut self, plan: &'p Plan, calendar: &'p Calendar) {
        let planned = |session: &'p Session| if session.is_planned() { lifts(session) } else { &[] };
        self.lifts.reserve_exact(calendar.sessions.iter().map(|session| planned(session).len()).sum());
        self.lift_starts.reserve_exact(calendar.sessions.len() + 1);
        for (session, written) in calendar.sessions.iter().map(planned).enumerate() {
            self.lift_starts.push(self.lifts.len());
            self.lifts.extend((0..).zip(written).map(|(at, lift)| PlannedLift {
                session,
                at,
                sets: lift.set_count(),
                lift,
                exercise: lift.exercise.map(|id| plan.exercises.get(id)),
                heaviest: lift.heaviest(),
                reserve: lift.reserve.map(|reserve| reserve.value),
                to_failure: lift.to_failure(),
                is_test: lift.test,
                is_special: is_special(lift),
            }));
        }
        self.lift_starts.push(self.lifts.len());
    }

    fn week_sets(&self, calendar: &Calendar) -> Vec<WorkingSets> {
        let mut weeks = vec![WorkingSets::default(); calendar.weeks.len()];
        for lift in &self.lifts {
            let session = &calendar.sessions[lift.session];
            let work = lift.exercise.filter(|exercise| !session.optional && exercise.category.is_work());
            if let (Some(exercise), Some(week)) = (work, weeks.get_mut(session.week as usize)) {
                week.add(exercise, lift.sets);
            }
        }
        weeks
    }

    /// The lifts of a session, by its index; none if it is not planned.
    pub(crate) fn lifts_of(&self, session: usize) -> &[PlannedLift<'p>] {
        &self.lifts[self.places(session)]
    }

    /// Where the lifts of a session stand among all.
    pub(crate) fn places(&self, session: usize) -> Range<usize> {
        self.lift_starts[session]..self.lift_starts[session + 1]
    }
}

const fn is_special(lift: &Lift) -> bool {
    lift.rom.is_some() || lift.breath.is_some() || lift.box_height.is_some() || lift.sides.is_some()
}

fn day_facts(sessions: &[Session]) -> DayFacts {
    let mut day = DayFacts::default();
    let mut key = false;
    for session in sessions.iter().filter(|s| s.is_planned()) {
        let is_key = session.kind().is_run() && session.is_key();
        key |= is_key;
        day.hard |= is_key || session.leg_class() >= LegClass::Moderate;
        day.minutes += session.minutes();
        day.leg += session.leg_dose();
        day.rpe = day.rpe.max(session.rpe());
    }
    day.clean = !key && round_to(day.leg, 0.1) < LEG_CLASSES[0] && day.rpe <= CLEAN_RPE;
    day
}

fn week_facts(sessions: &[Session]) -> WeekFacts {
    let mut week = WeekFacts::default();
    for session in sessions {
        week.blocked |= matches!(session.status, Status::Blocked(_));
        if !session.is_planned() {
            continue;
        }
        let counts_distance = session.kind().counts_distance();
        week.long |= session.kind() == Kind::Long;
        if counts_distance {
            week.longest_minutes = week.longest_minutes.max(session.minutes());
        }
        if session.optional {
            continue;
        }
        week.mm += if counts_distance { session.estimate.mm() } else { 0 };
        week.race |= session.kind() == Kind::Race;
    }
    let doses = sessions.iter().filter(|s| s.counts()).filter_map(|s| s.dose.as_ref());
    let dose: f64 = doses.map(|dose| dose.muscles.fast.iter().sum::<f64>()).sum();
    let strength = u32::try_from(strength_sessions(sessions).len()).unwrap_or(u32::MAX);
    WeekFacts { km: km(week.mm), dose: round_to(dose, 0.1), strength, ..week }
}
