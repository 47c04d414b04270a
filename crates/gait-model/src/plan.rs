//! What a plan means: names resolved, notation read, every part with its place in the text.

use std::sync::Arc;

use gait_syntax::{Scalar, Span};
use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashMap;

use crate::exercise::{Exercise, Library};
use crate::notation::{GrowStep, Load, LoadStep, OneSet, Run, Sets, Tempo, Windows, Work};
use crate::raw;
use crate::units::{Clock, Distance, Duration, Length, Mass, Percent, Range};

pub use crate::raw::{
    Breath, Focus, GateName, Health, Intent, Level, PartialReason, Priority, Profile, RacePriority, Recovery,
    RuleLevel, StrengthFocus,
};

/// A whole preparation.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the plan is called; empty if the text does not say.
    pub name: String,
    /// The `Plan(…)` in the text.
    pub span: Span,
    /// The first day of week 1.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// Whether the text says when; if it does not, the dates stand in for some.
    pub is_dated: bool,
    /// Whether every phase says how long it is; if one does not, what lies outside the plan is not known.
    pub is_counted: bool,
    /// Whether all of the text makes sense; what seems to be missing may stand in the part that does not.
    pub is_whole: bool,
    /// The day a week starts on.
    pub week_starts: Weekday,
    /// The runner.
    pub athlete: Athlete,
    /// The races, in the order of the text.
    pub goals: Vec<Goal>,
    /// The sessions that slots name, in the order of the text.
    pub templates: Vec<Template>,
    /// Blocks of weeks, in order.
    pub phases: Vec<Phase>,
    /// Days that replace the pattern, in the order of their dates.
    pub days: Vec<DayEntry>,
    /// Days on which nothing can be done.
    pub blocked: Vec<Blocked>,
    /// The library and the plan's own exercises.
    pub exercises: Exercises,
    /// Levels and parameters for the whole plan.
    pub lint: Lint,
}

/// A value and its place in the text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Placed<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// The runner.
#[derive(Clone, Debug)]
pub struct Athlete {
    /// `Athlete` in the text, or `Plan` if there is no athlete.
    pub span: Span,
    /// Strength experience.
    pub level: Level,
    /// What gives way where running and strength compete.
    pub priority: Priority,
    /// How well the athlete recovers.
    pub recovery: Recovery,
    /// Average weekly distance of the four weeks before.
    pub weekly_distance: Option<Placed<Distance>>,
    /// The longest run of the 30 days before.
    pub longest_run: Option<Placed<crate::notation::Amount>>,
    /// Recent results: distance, time, date.
    pub results: Vec<RaceResult>,
    /// Whether there are results that could not be read, so that nothing can be said of their lack.
    pub has_unread_results: bool,
    /// One-repetition maxima by exercise.
    pub maxes: Vec<(ExerciseId, Placed<Mass>)>,
    /// Highest and resting heart rate, beats per minute.
    pub heart: (Option<Placed<u32>>, Option<Placed<u32>>),
    /// Body mass.
    pub mass: Option<Placed<Mass>>,
    /// Stature.
    pub height: Option<Placed<Length>>,
    /// Knee height.
    pub knee: Option<Placed<Length>>,
    /// The lifts done in the weeks before.
    pub familiar: Familiar,
    /// The movement tests.
    pub gates: Vec<(GateName, Placed<Gate>)>,
    /// Conditions.
    pub health: Vec<Health>,
    /// When there is time per weekday, Monday first, nothing on a closed day; nothing at all if no day is listed.
    pub availability: Option<Placed<[Option<Windows>; 7]>>,
    /// What can be used.
    pub equipment: Option<Vec<String>>,
}

/// A recent race.
#[derive(Clone, Copy, Debug)]
pub struct RaceResult {
    /// How far.
    pub distance: Distance,
    /// How long it took.
    pub time: Duration,
    /// When.
    pub on: Date,
    /// The `(…)` in the text.
    pub span: Span,
}

/// The lifts done in the weeks before.
#[derive(Clone, PartialEq, Debug)]
pub enum Familiar {
    /// All that the plan uses.
    All,
    /// None.
    None,
    /// These.
    Only(Vec<ExerciseId>),
}

impl Familiar {
    /// Whether `exercise` was done before the plan.
    #[must_use]
    pub fn has(&self, exercise: ExerciseId) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Only(some) => some.contains(&exercise),
        }
    }
}

/// The state of a movement test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gate {
    /// Passed on a day.
    Pass(Date),
    /// Failed on a day.
    Fail(Date),
    /// Vouched for without a date.
    Attested,
}

/// A race the plan prepares for.
#[derive(Clone, Debug)]
pub struct Goal {
    /// What it is called, or its distance.
    pub name: String,
    /// The `Race(…)` in the text.
    pub span: Span,
    /// When.
    pub date: Placed<Date>,
    /// How far.
    pub distance: Distance,
    /// The time aimed at.
    pub target: Option<Duration>,
    /// How much it matters.
    pub priority: RacePriority,
}

/// A session under a name.
#[derive(Clone, Debug)]
pub struct Template {
    /// The name slots use.
    pub name: Arc<str>,
    /// The name in the text.
    pub name_span: Span,
    /// The session.
    pub session: Arc<SessionDef>,
    /// Whether a slot, a day or the `Each` of another session names it.
    pub is_named: bool,
}

/// Which template.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TemplateId(pub u32);

/// The kinds of sessions.
#[expect(missing_docs, reason = "the names of the variants of `sessions`; see `raw::Session`")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    Easy,
    Recovery,
    Long,
    Intervals,
    Tempo,
    Hills,
    Strides,
    Race,
    TimeTrial,
    Walk,
    WalkRun,
    Cross,
    Strength,
    Mobility,
    Rest,
}

/// A session as written: what is done, and its attributes.
#[derive(Clone, Debug)]
pub struct SessionDef {
    /// The value in the text, or the slot's own content.
    pub span: Span,
    /// The kind.
    pub kind: Kind,
    /// What is done.
    pub content: Content,
    /// Whether the author says it is key; the kind decides otherwise.
    pub key: Option<bool>,
    /// The author's perceived effort; the kind decides otherwise.
    pub rpe: Option<f64>,
    /// Why it is as it is.
    pub intent: Option<Intent>,
    /// Words for the runner.
    pub note: Option<String>,
    /// What a strength session is for, if written.
    pub focus: Option<Placed<StrengthFocus>>,
    /// The time the author planned.
    pub duration: Option<Placed<Duration>>,
    /// The warm-up of a strength session.
    pub warm_up: Option<Placed<WarmUp>>,
}

/// What is done in a session.
#[derive(Clone, Debug)]
pub enum Content {
    /// Steps; byte ranges in it are places in the source text.
    Run(Run),
    /// Lifts in order.
    Strength(Vec<Lift>),
    /// Mobility work of some length.
    Mobility(Range<Duration>),
    /// Nothing.
    Rest,
}

/// The warm-up of a strength session.
#[derive(Clone, Debug)]
pub enum WarmUp {
    /// So long.
    Time(Duration),
    /// These movements.
    Lifts(Vec<Lift>),
}

/// One exercise of a strength session.
#[derive(Clone, Debug)]
pub struct Lift {
    /// The lift in the text.
    pub span: Span,
    /// The exercise's id as written, and its place.
    pub name: Placed<Arc<str>>,
    /// The exercise; nothing if the name resolves to none.
    pub exercise: Option<ExerciseId>,
    /// The sets; nothing if a ramp must give them.
    pub sets: Option<Placed<Sets>>,
    /// Repetitions in reserve, in tenths; from `rir` or 10 − `rpe`.
    pub reserve: Option<Placed<u8>>,
    /// Seconds of each phase.
    pub tempo: Option<Placed<Tempo>>,
    /// The rest after a set.
    pub rest: Option<Placed<Duration>>,
    /// Meant to go to failure.
    pub test: bool,
    /// The range of motion, if written.
    pub rom: Option<Placed<Option<PartialReason>>>,
    /// The breathing, if written.
    pub breath: Option<Placed<Breath>>,
    /// The height of the box.
    pub box_height: Option<Placed<Length>>,
    /// Sets of the left and the right side, where they differ. Few lifts have any, and rules walk along all of them.
    pub sides: Option<Box<[Option<Placed<Sets>>; 2]>>,
    /// Words for the runner.
    pub note: Option<String>,
    /// The superset it belongs to, counted within the session.
    pub superset: Option<u32>,
}

impl Lift {
    /// The sets of the lift; where only sides are written, those of the side that does more.
    #[must_use]
    #[inline]
    pub fn main_sets(&self) -> Option<&Placed<Sets>> {
        self.sets.as_ref().or_else(|| self.fuller_side())
    }

    /// The sets of the side that does more. Few lifts have sides, and rules ask all of them for their sets.
    #[cold]
    fn fuller_side(&self) -> Option<&Placed<Sets>> {
        self.side_sets().max_by_key(|sets| count(&sets.value))
    }

    /// The sets that are written for one side, the left one first.
    pub fn side_sets(&self) -> impl Iterator<Item = &Placed<Sets>> {
        self.sides.iter().flat_map(|sides| sides.iter().flatten())
    }

    /// The sets of both sides, each where it is written.
    #[must_use]
    pub fn left_and_right(&self) -> [Option<&Placed<Sets>>; 2] {
        self.sides.as_ref().map_or([None, None], |sides| sides.each_ref().map(Option::as_ref))
    }

    /// The number of sets (per side for sided sets).
    #[must_use]
    pub fn set_count(&self) -> u32 {
        self.main_sets().map_or(0, |sets| count(&sets.value))
    }

    /// The heaviest load written.
    #[must_use]
    pub fn heaviest(&self) -> Option<Load> {
        match self.main_sets().map(|s| &s.value)? {
            Sets::Alike { load, .. } => *load,
            Sets::Listed(sets) => {
                sets.iter().map(|set: &OneSet| set.load).max_by(|a, b| weight(a).total_cmp(&weight(b)))
            }
        }
    }

    /// The number of sets that go on until no repetition is left: `max`, `5+`.
    #[must_use]
    pub fn open_sets(&self) -> u32 {
        match self.main_sets().map(|s| &s.value) {
            Some(Sets::Alike { count, work: Work::Max, .. }) => *count,
            Some(Sets::Listed(sets)) => {
                u32::try_from(sets.iter().filter(|set| set.or_more).count()).unwrap_or(u32::MAX)
            }
            _ => 0,
        }
    }

    /// Whether a set goes to failure: `max`, `5+` or no repetition in reserve.
    #[must_use]
    pub fn to_failure(&self) -> bool {
        self.open_sets() > 0 || self.reserve.is_some_and(|r| r.value == 0)
    }
}

/// How many sets there are.
fn count(sets: &Sets) -> u32 {
    match sets {
        Sets::Alike { count, .. } => *count,
        Sets::Listed(sets) => u32::try_from(sets.len()).unwrap_or(u32::MAX),
    }
}

/// For comparing loads of one lift, which are written in one way.
#[expect(clippy::cast_precision_loss, reason = "loads are far below 2^52 micrograms' worth of precision")]
fn weight(load: &Load) -> f64 {
    match load {
        Load::Mass(mass) => mass.ug as f64,
        Load::Pair(mass) => 2.0 * mass.ug as f64,
        Load::OfMax(percent) => percent.basis_points as f64,
        Load::Bodyweight | Load::Band => 0.0,
    }
}

/// Consecutive weeks with one purpose.
#[derive(Clone, Debug)]
pub struct Phase {
    /// What it is called, or its focus, or its number.
    pub name: String,
    /// The `Phase(…)` in the text.
    pub span: Span,
    /// What it is for.
    pub focus: Option<Focus>,
    /// Its first week, counted from 0 over the plan.
    pub first_week: u32,
    /// How many weeks it lasts.
    pub weeks: u32,
    /// The value of `week` in the text.
    pub week_span: Span,
    /// The patterns, repeated in turn.
    pub rows: Vec<Row>,
    /// How sessions grow.
    pub ramps: Vec<Ramp>,
    /// One share for every week, or one per week.
    pub volume: Vec<Placed<Percent>>,
    /// Long runs on neighbouring days on purpose.
    pub back_to_back: bool,
    /// Lighter weeks.
    pub deload: Option<Deload>,
    /// Levels and parameters for the phase.
    pub lint: Lint,
}

/// The pattern of a week.
#[derive(Clone, Default, Debug)]
pub struct Row {
    /// The `(…)` in the text.
    pub span: Span,
    /// The slots per weekday, Monday first.
    pub days: [Vec<Slot>; 7],
}

/// One session on one day, as written.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The slot in the text.
    pub span: Span,
    /// The first is the plan, the others are alternatives.
    pub choices: Vec<Choice>,
    /// May be left out.
    pub optional: bool,
    /// The start.
    pub at: Option<Placed<Clock>>,
    /// Words for the runner.
    pub note: Option<String>,
}

/// One session of a slot.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name written, and its place.
    pub name: Placed<Arc<str>>,
    /// The session it names, if that is one of `sessions`.
    pub template: Option<TemplateId>,
    /// The slot's own content; nothing if the template's holds.
    pub own: Option<Arc<SessionDef>>,
}

/// How a session changes from week to week.
#[derive(Clone, Debug)]
pub struct Ramp {
    /// The key in the text.
    pub name_span: Span,
    /// The value in the text.
    pub span: Span,
    /// The session that changes.
    pub template: TemplateId,
    /// The lifts of it that change: all of one exercise, or nothing for the session itself.
    pub exercise: Option<ExerciseId>,
    /// In what way.
    pub change: RampChange,
}

/// In what way a session changes.
#[derive(Clone, Debug)]
pub enum RampChange {
    /// By one step a week, up to an end.
    Grow {
        /// The step.
        by: GrowStep,
        /// The value at which it stays.
        to: GrowStep,
        /// The value of its first week.
        from: Option<GrowStep>,
    },
    /// By each entry in turn; there is at least one.
    Each(Vec<Placed<EachEntry>>),
    /// Repetitions up to the top, then load.
    RepsThenLoad {
        /// Bottom and top.
        reps: Range<u32>,
        /// How much the load rises.
        load: LoadStep,
        /// What the load is rounded to.
        step: Option<Mass>,
    },
}

/// One entry of `Each`.
#[derive(Clone, Debug)]
pub enum EachEntry {
    /// This session, in place of the session's own content.
    Session(Arc<SessionDef>),
    /// These sets, for a lift or for every lift that has none.
    Sets(Placed<Sets>),
}

/// Lighter weeks.
#[derive(Clone, Debug)]
pub struct Deload {
    /// The value in the text.
    pub span: Span,
    /// The weeks of the plan, counted from 0, with their place if they are listed.
    pub weeks: Vec<Placed<u32>>,
    /// What is left of running.
    pub running: Percent,
    /// What is left of strength.
    pub strength: Percent,
    /// The value of `volume` in the text, where one share is written for both.
    pub volume: Option<Span>,
}

/// What stands on one date instead of the pattern.
#[derive(Clone, Debug)]
pub struct DayEntry {
    /// The date.
    pub date: Date,
    /// The key in the text.
    pub key_span: Span,
    /// The list in the text.
    pub span: Span,
    /// The slots; empty is rest.
    pub slots: Vec<Slot>,
}

/// Days on which nothing can be done.
#[derive(Clone, Debug)]
pub struct Blocked {
    /// The `(…)` in the text.
    pub span: Span,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why.
    pub reason: Option<String>,
}

/// Values of parameters, by name.
pub type ParamValues = Vec<(Placed<String>, Placed<Scalar>)>;

/// Levels and parameters of rules, by name and not yet checked against the rules.
#[derive(Clone, Default, Debug)]
pub struct Lint {
    /// The set of levels to start from.
    pub profile: Option<Placed<Profile>>,
    /// Levels by rule or group.
    pub levels: Vec<(Placed<String>, Placed<RuleLevel>)>,
    /// Parameters by rule.
    pub params: Vec<(Placed<String>, ParamValues)>,
}

impl Lint {
    /// Takes the raw block over.
    #[must_use]
    pub fn from_raw(raw: &raw::Lint) -> Self {
        let name = |s: &gait_syntax::Spanned<String>| Placed { value: s.value.clone(), span: s.span };
        let levels = raw.levels.get().map_or(&[][..], |map| &map.0);
        let params = raw.params.get().map_or(&[][..], |map| &map.0);
        Self {
            profile: raw.profile.spanned().map(|p| Placed { value: p.value.clone(), span: p.span }),
            levels: levels
                .iter()
                .map(|(k, v)| (name(k), Placed { value: v.value.clone(), span: v.span }))
                .collect(),
            params: params
                .iter()
                .map(|(rule, values)| {
                    let one = |(k, v): &(_, gait_syntax::Spanned<Scalar>)| {
                        (name(k), Placed { value: v.value.clone(), span: v.span })
                    };
                    (name(rule), values.value.0.iter().map(one).collect())
                })
                .collect(),
        }
    }
}

/// Which exercise: the library first, then the plan's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ExerciseId(pub u32);

/// The library and the plan's own exercises.
#[derive(Clone, Default, Debug)]
pub struct Exercises {
    own: Vec<Exercise>,
    /// Where each of them stands, by its id; of several with one id the first.
    by_id: FxHashMap<String, usize>,
    /// The names of the own ones in the text, and what each is `like`.
    written: Vec<(Span, Option<ExerciseId>)>,
}

/// An exercise that the plan itself describes.
#[derive(Clone, Copy, Debug)]
pub struct OwnExercise<'p> {
    /// Which.
    pub id: ExerciseId,
    /// Its name in the text.
    pub name_span: Span,
    /// The exercise whose fields it takes over.
    pub like: Option<ExerciseId>,
    /// The exercise.
    pub exercise: &'p Exercise,
}

impl Exercises {
    /// Adds an exercise of the plan's own, whose name is written at `name_span`.
    pub fn add(&mut self, exercise: Exercise, name_span: Span, like: Option<ExerciseId>) {
        self.by_id.entry(exercise.id.clone()).or_insert(self.own.len());
        self.own.push(exercise);
        self.written.push((name_span, like));
    }

    /// The plan's own exercises, in the order of the text.
    pub fn own(&self) -> impl Iterator<Item = OwnExercise<'_>> {
        let first = Library::builtin().len();
        self.own.iter().zip(&self.written).enumerate().filter_map(
            move |(i, (exercise, &(name_span, like)))| {
                let id = ExerciseId(u32::try_from(first + i).ok()?);
                Some(OwnExercise { id, name_span, like, exercise })
            },
        )
    }

    /// The exercise called `id`: the plan's own first, then the library's.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<ExerciseId> {
        let library = Library::builtin();
        let own = self.by_id.get(id).map(|i| i + library.len());
        own.or_else(|| library.position(id)).and_then(|i| u32::try_from(i).ok()).map(ExerciseId)
    }

    /// The exercise `id` stands for.
    ///
    /// # Panics
    /// If `id` comes from another plan.
    #[must_use]
    pub fn get(&self, id: ExerciseId) -> &Exercise {
        let library = Library::builtin();
        let index = id.0 as usize;
        library.at(index).unwrap_or_else(|| &self.own[index - library.len()])
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        Library::builtin().len() + self.own.len()
    }

    /// The ids of all of them, the library's first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        Library::builtin().ids().chain(self.own.iter().map(|e| e.id.as_str()))
    }

    /// All that a name stands for, the library's first: one that the plan replaces with its own is left out.
    pub fn iter(&self) -> impl Iterator<Item = &Exercise> {
        let library = Library::builtin().iter().filter(|exercise| !self.by_id.contains_key(&exercise.id));
        library.chain(&self.own)
    }
}
