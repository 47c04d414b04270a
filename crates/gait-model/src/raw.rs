//! What may be written in a plan, as serde reads it: strings are still strings, names are not yet resolved.
//! Every struct here is also a row of the one table of fields; see [`crate::shape`].

use crate::shape::kinds::*;
use crate::{shape, variants};

shape! {
    /// A training plan: a whole preparation, laid out week by week.
    struct Plan {
        /// The version of the format; 1.
        required format: Count,
        /// What the plan is called.
        required name: Text,
        /// The first day of week 1; write this or `end`.
        optional start: Date,
        /// The last day of the plan; the weeks are counted back from it.
        optional end: Date,
        /// The day a week starts on.
        optional week_starts: Weekday = "Mon",
        /// The runner's numbers.
        optional athlete: Athlete,
        /// The races the plan prepares for; each is a session on its date and displaces the runs there.
        optional goals: ListOf<Race>,
        /// The sessions that slots name.
        optional sessions: BySessionName<Session>,
        /// Exercises that the library lacks.
        optional exercises: ByExerciseName<Exercise>,
        /// Blocks of consecutive weeks, in order.
        required phases: ListOf<Phase>,
        /// What stands on single days instead of the pattern; a list of slots each, `[]` is rest.
        optional days: ByDay<ListOf<AnySlot>>,
        /// Days on which nothing can be done; sessions there stay in the calendar, marked.
        optional blocked: ListOf<Blocked>,
        /// Levels and parameters of rules for this plan.
        optional lint: Lint,
    }

    /// The runner: experience, recent running, limits.
    struct Athlete {
        /// Strength experience.
        optional level: Level = "Intermediate",
        /// What gives way where running and strength compete.
        optional priority: Priority = "Running",
        /// How well the athlete recovers; `High` needs two clean days a week instead of three.
        optional recovery: Recovery = "Normal",
        /// Average weekly distance of the four weeks before the plan.
        optional weekly_distance: Distance,
        /// The longest run of the 30 days before the plan, as a distance or a time.
        optional longest_run: Amount,
        /// Recent races; paces come from the best of them.
        optional results: ListOf<RaceResult>,
        /// Estimated one-repetition maxima by exercise.
        optional maxes: ByExercise<Mass>,
        /// Heart rates.
        optional heart: Heart,
        /// Body sizes.
        optional body: Body,
        /// The lifts done in the weeks before the plan; an unfamiliar lift costs more at first.
        optional familiar: Familiar = "All",
        /// Movement tests that external load waits for.
        optional gates: Gates,
        /// Conditions of health: only `breath-hold` reads them. What else they ask for is for a clinician to say.
        optional health: ListOf<Health>,
        /// When there is time to train; a day not listed is closed once any is listed.
        optional availability: Availability,
        /// What can be used; free words such as `barbell`.
        optional equipment: ListOf<Text>,
    }

    /// A recent race result.
    struct RaceResult {
        /// The distance: `"10 km"`, `"half"`, `"5 mi"`.
        required distance: RaceDistance,
        /// The finishing time: `"43:20"`, `"1:35:00"`.
        required time: RaceTime,
        /// The day it was run.
        required on: Date,
    }

    /// Heart rates in beats per minute.
    struct Heart {
        /// The highest rate.
        optional max: Count,
        /// The resting rate.
        optional rest: Count,
    }

    /// Body sizes.
    struct Body {
        /// Body mass: `"68 kg"`.
        optional mass: Mass,
        /// Stature: `"178 cm"`.
        optional height: Length,
        /// Knee height: `"50 cm"`.
        optional knee: Length,
    }

    /// Movement tests: own body weight through full range before any external load.
    struct Gates {
        /// The body-weight squat: thighs level or lower, heels down, knees over the toes, torso quiet. Five in a row that
        /// look alike pass; the number is convention, and who judges is a coach or a film.
        optional squat: Gate,
        /// The body-weight lunge: back knee just above the floor, front knee over the middle toe, torso quiet. Five a side
        /// that look alike pass; the number is convention.
        optional lunge: Gate,
        /// The hip hinge: the hips slide back while a stick along the spine keeps touching head, ribs and tailbone. Five
        /// that look alike pass; the number is convention.
        optional hinge: Gate,
        /// Single-leg calf raises with a straight knee, each as high as the first: twenty a side pass. The number is
        /// convention, a little under the median of healthy adults, and no measure of risk.
        optional calf_capacity: Gate,
    }

    /// When there is time to train, per weekday: `"any"` or windows such as `"06:00-09:00"`.
    struct Availability {
        /// Monday.
        optional mon: Windows,
        /// Tuesday.
        optional tue: Windows,
        /// Wednesday.
        optional wed: Windows,
        /// Thursday.
        optional thu: Windows,
        /// Friday.
        optional fri: Windows,
        /// Saturday.
        optional sat: Windows,
        /// Sunday.
        optional sun: Windows,
    }

    /// A race the plan prepares for.
    struct Race {
        /// What the race is called.
        optional name: Text,
        /// The day of the race.
        required date: Date,
        /// The distance: `"half"`, `"10 km"`, `"50 mi"`.
        required distance: RaceDistance,
        /// The time aimed at: `"1:45:00"`.
        optional target: RaceTime,
        /// How much it matters.
        optional priority: RacePriority = "A",
    }

    /// A run with attributes.
    struct RunFields {
        /// What is run.
        required run: Run,
        /// Whether the session is one that strength work must not spoil; the kind decides if left out.
        optional key: Bool,
        /// Perceived effort of the session, 1 to 10; the kind decides if left out.
        optional rpe: Number,
        /// Why the session is as it is.
        optional intent: Intent,
        /// Words for the runner.
        optional note: Text,
    }

    /// A strength session with attributes.
    struct StrengthFields {
        /// What is lifted; a list inside the list is a superset.
        required lifts: ListOf<AnyLift>,
        /// What the session is for.
        optional focus: StrengthFocus = "Full",
        /// The time planned, warm-up included; computed from the content if left out.
        optional duration: Duration,
        /// The warm-up: a time, or what it consists of.
        optional warm_up: TextOrList<Duration, Lift>,
        /// Perceived effort of the session, 1 to 10; the leg dose decides if left out.
        optional rpe: Number,
        /// Why the session is as it is.
        optional intent: Intent,
        /// Words for the runner.
        optional note: Text,
    }

    /// Mobility work with attributes.
    struct MobilityFields {
        /// The time planned.
        required duration: Duration,
        /// Words for the runner.
        optional note: Text,
    }

    /// A lift with attributes.
    struct LiftFields {
        /// The lift, as in the short form.
        required lift: Lift,
        /// Words for the runner.
        optional note: Text,
        /// The range of motion.
        optional rom: RangeOfMotion = "Full",
        /// The breathing meant.
        optional breath: Breath,
        /// The height of the box: `"45 cm"`.
        optional r#box: Length,
        /// Sets of the left side, where the sides differ.
        optional left: Sets,
        /// Sets of the right side, where the sides differ.
        optional right: Sets,
    }

    /// A slot with attributes.
    struct SlotFields {
        /// The session, as in the short form.
        required r#use: Slot,
        /// The start: `"06:30"`.
        optional at: Clock,
        /// Words for the runner.
        optional note: Text,
        /// Whether it may be left out.
        optional optional: Bool = "false",
    }

    /// Consecutive weeks with one purpose.
    struct Phase {
        /// What the phase is called.
        optional name: Text,
        /// What the phase is for; rules about phases need it.
        optional focus: Focus,
        /// How many weeks it lasts; left out, `week` is a list with one row a week.
        optional weeks: Count,
        /// The pattern of a week, or a list of patterns: repeated in turn with `weeks`, one row a week without.
        required week: ListOr<Week, Week>,
        /// How sessions grow, by session or `"session/exercise"`; one step in every week in which the session stands.
        optional ramp: BySessionOrLift<Ramp>,
        /// Scales amounts: one share for every week, or one per week.
        optional volume: TextOrList<Percent, Percent>,
        /// What the phase does on purpose.
        optional intent: ListOf<PhaseIntent>,
        /// Lighter weeks.
        optional deload: Deload,
        /// Levels and parameters of rules for this phase.
        optional lint: Lint,
    }

    /// The pattern of a week: a list of slots per day; a day left out is rest.
    struct Week {
        /// Monday.
        optional mon: ListOf<AnySlot>,
        /// Tuesday.
        optional tue: ListOf<AnySlot>,
        /// Wednesday.
        optional wed: ListOf<AnySlot>,
        /// Thursday.
        optional thu: ListOf<AnySlot>,
        /// Friday.
        optional fri: ListOf<AnySlot>,
        /// Saturday.
        optional sat: ListOf<AnySlot>,
        /// Sunday.
        optional sun: ListOf<AnySlot>,
    }

    /// Lighter weeks: which, and how much of them is left.
    struct Deload {
        /// Every so many weeks, counted from the first of the phase; write this or `weeks`.
        optional every: Count,
        /// Weeks of the plan; write this or `every`.
        optional weeks: ListOf<Count>,
        /// What is left of everything: `"60 %"`; write this, or `running` and `strength`.
        optional volume: Percent,
        /// What is left of running; `"100 %"` only marks the week.
        optional running: Percent,
        /// What is left of strength; `"100 %"` only marks the week.
        optional strength: Percent,
    }

    /// A steady growth: one step a week up to an end.
    struct Grow {
        /// The step: `"1 km"`, `"10 min"`, `"2.5 kg"`, `"1x"`.
        required by: GrowStep,
        /// The value at which it stays.
        required to: GrowStep,
        /// The value of its first week; the session's own if left out.
        optional from: GrowStep,
    }

    /// Double progression: repetitions up to the top, then more load and back to the bottom.
    struct RepsThenLoad {
        /// The repetitions: `"8-12"`.
        required reps: Reps,
        /// How much the load rises: `"5 %"` or `"2.5 kg"`.
        required load: LoadStep,
        /// What the load is rounded to; 2.5 kg or 5 lb if left out.
        optional step: Mass,
    }

    /// Days on which nothing can be done.
    struct Blocked {
        /// The first day.
        required from: Date,
        /// The last day; the first if left out.
        optional to: Date,
        /// Why.
        optional reason: Text,
    }

    /// Levels and parameters of rules.
    struct Lint {
        /// The set of levels to start from.
        optional profile: Profile = "Default",
        /// Levels by rule or group.
        optional levels: ByRule<RuleLevel>,
        /// Parameters by rule.
        optional params: ByRule<ByParameter<ScalarValue>>,
    }

    /// A movement, for plans that need one the library lacks.
    struct Exercise {
        /// The exercise whose fields it takes over.
        optional like: ExerciseId,
        /// What it is called.
        optional name: Text,
        /// Where it belongs.
        optional category: ExerciseCategory,
        /// The movement pattern: `hinge`, `squat`, `lunge`, …
        optional pattern: Text,
        /// One side at a time or both.
        optional laterality: Laterality,
        /// What it needs.
        optional equipment: ListOf<Text>,
        /// The main muscles, with the share of a set each gets, 0 to 1.
        optional primary: ByMuscle<Number>,
        /// The other muscles, likewise.
        optional secondary: ByMuscle<Number>,
        /// How much it lengthens muscles under load, 0 to 1; soreness follows it.
        optional ecc: Number,
        /// Whether it can take external load.
        optional loadable: Bool,
        /// What is counted.
        optional unit: SetUnit,
        /// The movement tests to pass before load.
        optional gates: ListOf<GateName>,
        /// Seconds of lowering, pause, lifting, pause, or a word such as `hold`.
        optional tempo: DefaultTempo,
        /// The breathing: `std`, `brace`, `steady`, …
        optional breath: Text,
        /// An easier exercise.
        optional regression: ExerciseId,
        /// A harder exercise.
        optional progression: ExerciseId,
        /// Load on the Achilles tendon, 0 to 4.
        optional achilles: Count,
        /// Whether the article this project started from names it.
        optional from_source: Bool = "false",
        /// What to look for, one sentence.
        optional cue: Text,
    }
}

variants! {
    /// A session by its kind.
    enum Session {
        /// Easy running.
        Easy(AnyRun),
        /// Easier still, after hard days.
        Recovery(AnyRun),
        /// The long run of the week.
        Long(AnyRun),
        /// Repeats faster than threshold, with recoveries.
        Intervals(AnyRun),
        /// Sustained running around threshold.
        Tempo(AnyRun),
        /// Repeats uphill.
        Hills(AnyRun),
        /// Easy running with short fast accelerations.
        Strides(AnyRun),
        /// A race.
        Race(AnyRun),
        /// A race against the clock alone.
        TimeTrial(AnyRun),
        /// Walking.
        Walk(AnyRun),
        /// Walking and running in turn.
        WalkRun(AnyRun),
        /// Endurance work that is not running: cycling, swimming.
        Cross(AnyRun),
        /// Lifting.
        Strength(AnyStrength),
        /// Mobility work.
        Mobility(AnyMobility),
    }

    /// How a session changes from week to week.
    enum Ramp {
        /// One step a week up to an end.
        Grow(Grow),
        /// Each week's value, in turn.
        Each(ListOf<EachEntry>),
        /// Repetitions up to the top, then more load.
        RepsThenLoad(RepsThenLoad),
    }

    /// What a phase is for.
    enum Focus {
        /// General work: volume and strength.
        Base,
        /// A block that puts strength first.
        Strength,
        /// Work at the race's own demands; strength is kept, not built.
        RacePrep,
        /// The weeks of the most important races.
        Peak,
        /// Less work before a race.
        Taper,
        /// Between seasons.
        OffSeason,
    }

    /// What a phase does on purpose.
    enum PhaseIntent {
        /// Long runs on neighbouring days.
        BackToBack,
    }

    /// Strength experience.
    enum Level {
        /// Under 12 weeks of strength training.
        Novice,
        /// Between.
        Intermediate,
        /// Over a year.
        Experienced,
    }

    /// What gives way where running and strength compete.
    enum Priority {
        /// Strength serves running.
        Running,
        /// Strength comes first; rules about order stand down.
        Strength,
    }

    /// How well an athlete recovers.
    enum Recovery {
        /// As most do.
        Normal,
        /// Used to many training days.
        High,
    }

    /// The lifts done in the weeks before the plan.
    enum Familiar {
        /// All that the plan uses.
        All,
        /// None.
        None,
        /// These.
        Only(ListOf<ExerciseId>),
    }

    /// The state of a movement test.
    enum Gate {
        /// Passed on a day.
        Pass(Date),
        /// Failed on a day.
        Fail(Date),
        /// Vouched for without a date.
        Attested,
    }

    /// A movement test.
    enum GateName {
        /// The body-weight squat.
        Squat,
        /// The body-weight lunge.
        Lunge,
        /// The hip hinge.
        Hinge,
        /// Twenty single-leg calf raises a side.
        CalfCapacity,
    }

    /// A condition that changes advice on breathing, and on nothing else.
    enum Health {
        /// High blood pressure.
        Hypertension,
        /// Pregnancy.
        Pregnancy,
    }

    /// How much a race matters.
    enum RacePriority {
        /// The race the plan is for.
        A,
        /// Important, with a short taper.
        B,
        /// Run out of training.
        C,
    }

    /// Why a session is as it is.
    enum Intent {
        /// Meant to measure.
        Test,
        /// Meant to be lifted or run as fast as possible.
        Fast,
        /// Tired legs on purpose.
        FatigueResistance,
        /// Aimed at a known weakness.
        Weakness,
    }

    /// What a strength session is for.
    enum StrengthFocus {
        /// Everything.
        Full,
        /// Legs.
        Lower,
        /// Arms, shoulders, back.
        Upper,
        /// The trunk.
        Core,
        /// Short rounds of several exercises.
        Circuit,
        /// Waking muscles up, hardly any load.
        Activation,
    }

    /// The range of motion of a lift.
    enum RangeOfMotion {
        /// All of it.
        Full,
        /// Part of it, for a reason.
        Partial(PartialReason),
    }

    /// Why a lift uses part of its range.
    enum PartialReason {
        /// Rehabilitation.
        Rehab,
        /// The range free of pain.
        PainFree,
        /// What the equipment allows.
        Equipment,
        /// More load.
        Load,
    }

    /// Breathing in a repetition.
    enum Breath {
        /// Out on the effort.
        Exhale,
        /// Held for the effort.
        Brace,
        /// Held for the whole repetition.
        Hold,
    }

    /// The day a week starts on.
    enum Weekday {
        /// Monday.
        Mon,
        /// Tuesday.
        Tue,
        /// Wednesday.
        Wed,
        /// Thursday.
        Thu,
        /// Friday.
        Fri,
        /// Saturday.
        Sat,
        /// Sunday.
        Sun,
    }

    /// A set of levels to start from.
    enum Profile {
        /// The rules' own severities.
        Default,
        /// Advice that matters becomes a warning.
        Strict,
        /// What trials speak against is off, what they speak for counts more.
        Evidence,
        /// Errors only.
        Minimal,
    }

    /// What an author sets for a rule.
    enum RuleLevel {
        /// Not reported.
        Off,
        /// Every finding is advice.
        Advice,
        /// Every finding is a warning.
        Warning,
        /// Every finding is an error.
        Error,
    }

    /// Where an exercise belongs.
    enum ExerciseCategory {
        /// Hips and hamstrings.
        PosteriorChain,
        /// Both legs, knees first.
        KneeDominant,
        /// One leg at a time.
        SingleLeg,
        /// Calves and feet.
        CalfFoot,
        /// Hops and jumps.
        Plyometric,
        /// Trunk against turning.
        CoreAntiRotation,
        /// Trunk against arching.
        CoreAntiExtension,
        /// Trunk against bending sideways.
        CoreAntiLateralFlexion,
        /// Pushing.
        UpperPush,
        /// Pulling.
        UpperPull,
        /// Range of motion.
        Mobility,
        /// Waking muscles up.
        Activation,
    }

    /// One side at a time or both.
    enum Laterality {
        /// Both sides at once.
        Bilateral,
        /// One side at a time.
        Unilateral,
    }

    /// What a set counts.
    enum SetUnit {
        /// Repetitions.
        Reps,
        /// Seconds held or carried.
        Seconds,
        /// Ground contacts.
        Contacts,
    }
}

/// A run in notation, or with attributes.
pub type AnyRun = TextOr<Run, RunFields>;
/// A slot in notation, or with attributes.
pub type AnySlot = TextOr<Slot, SlotFields>;
/// A lift in notation, with attributes, or a superset: a list of either.
pub type AnyLift = AnyForm<Lift, TextOr<Lift, LiftFields>, LiftFields>;
/// The lifts of a strength session, or the long form.
pub type AnyStrength = ListOr<AnyLift, StrengthFields>;
/// The time of mobility work, or the long form.
pub type AnyMobility = TextOr<Duration, MobilityFields>;
