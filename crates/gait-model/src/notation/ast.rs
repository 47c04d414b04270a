//! What a notation string says: a run, a lift, a slot. Every part knows its place in the string.

use std::ops::Range as Bytes;
use std::sync::Arc;

use crate::units::{Clock, Distance, DistanceUnit, Duration, Mass, Pace, Percent, Range};

/// A part of a notation string with its byte range in the unescaped string. Equality ignores the place.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// What was written.
    pub value: T,
    /// Where, in bytes of the unescaped string.
    pub at: Bytes<u32>,
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// A mistake in a notation string.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotationError {
    /// The bytes at fault, in the unescaped string; may be empty at its end.
    pub at: Bytes<u32>,
    /// The fact, lower case, no full stop.
    pub message: String,
    /// What to try.
    pub help: Option<String>,
    /// What to write there instead, if that is all it takes.
    pub instead: Option<String>,
}

/// A run: steps in order. `2 km easy + 6x(800 m @ 5k + 90 s jog)`
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// At least one.
    pub steps: Vec<At<Step>>,
}

/// One term of a run.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// `6x` or `5-6x`; nothing outside repeats.
    pub repeats: Option<At<Range<u32>>>,
    /// What is run, once or in each repeat.
    pub body: Body,
    /// The intensity; nothing means what the kind of the session means by an amount alone.
    pub target: Option<At<Target>>,
}

/// What a step consists of.
#[derive(Clone, PartialEq, Debug)]
pub enum Body {
    /// A distance or a time.
    Amount(At<Amount>),
    /// `(run)` or `(run, amount zone)`: the second part stands between repeats only.
    Group {
        /// What is repeated.
        run: Run,
        /// The recovery between repeats, with its zone if one is written.
        between: Option<(Amount, Option<Zone>)>,
    },
}

/// A distance or a time, or a range of either.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Amount {
    /// `12 km`, `400 m`, `5-6 mi`.
    Distance(Range<Distance>),
    /// `40 min`, `90 s`, `3 h 30 min`, `40-50 min`.
    Time(Range<Duration>),
}

/// An intensity aimed at.
#[derive(Clone, PartialEq, Debug)]
pub enum Target {
    /// A word: `easy`.
    Zone(Zone),
    /// `easy .. steady`.
    Zones(Zone, Zone),
    /// `@ 4:30/km` or `@ 7:00-7:15/mi`; low is the faster end.
    Pace(Range<Pace>),
    /// `@ 5k`: race pace.
    Race(RaceWord),
    /// `@ 95 % 5k` or `@ 90-95 % half`: per cent of race speed.
    PercentOfRace(Range<Percent>, RaceWord),
    /// `@ 75-80 %hr`: per cent of maximum heart rate.
    HeartRate(Range<Percent>),
    /// `@ rpe 7`: perceived effort, 1 to 10, halves allowed (in tenths: 75 is 7.5).
    Rpe(u8),
}

/// A zone word.
#[expect(missing_docs, reason = "each is the word itself")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Zone {
    Walk,
    Jog,
    Rest,
    Recovery,
    Easy,
    Steady,
    Marathon,
    Threshold,
    Interval,
    Rep,
    Sprint,
    Stride,
    Uphill,
    Downhill,
}

/// A race distance used as a pace.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum RaceWord {
    /// `5k`
    FiveK,
    /// `10k`
    TenK,
    /// `half`
    Half,
    /// `marathon`
    Marathon,
}

impl RaceWord {
    /// How far the race is.
    #[must_use]
    pub const fn distance(self) -> Distance {
        let mm = match self {
            Self::FiveK => 5_000_000,
            Self::TenK => 10_000_000,
            Self::Half => 21_097_500,
            Self::Marathon => 42_195_000,
        };
        Distance { mm, unit: DistanceUnit::Km }
    }
}

/// A lift: `romanian-deadlift 3x10 @ 50 kg rir 2 tempo 4-1-1 rest 60 s`
#[derive(Clone, PartialEq, Debug)]
pub struct Lift {
    /// The exercise's id.
    pub exercise: At<Arc<str>>,
    /// Nothing when a ramp gives them.
    pub sets: Option<At<Sets>>,
    /// How near to failure.
    pub effort: Option<At<Effort>>,
    /// Seconds of each phase of a repetition.
    pub tempo: Option<At<Tempo>>,
    /// The rest after a set.
    pub rest: Option<At<Duration>>,
    /// `test`: meant to go to failure.
    pub test: bool,
}

/// What is lifted.
#[derive(Clone, PartialEq, Debug)]
pub enum Sets {
    /// `3x10/side @ 50 kg`: all alike.
    Alike {
        /// How many (per side, with `/side`).
        count: u32,
        /// What one consists of.
        work: Work,
        /// Whether each side does it.
        per_side: bool,
        /// The load, if any is written.
        load: Option<Load>,
    },
    /// `5 @ 60 kg, 5 @ 70 kg, 5+ @ 80 kg`: one by one.
    Listed(Vec<OneSet>),
}

/// One set of a list.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct OneSet {
    /// Repetitions.
    pub reps: u32,
    /// `5+`: as many as possible, at least these.
    pub or_more: bool,
    /// The load.
    pub load: Load,
}

/// What one set consists of.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Work {
    /// `10` or `8-12` repetitions (contacts for plyometrics).
    Reps(Range<u32>),
    /// `30 s` or `20-30 s`: a hold or a carry by time.
    Seconds(Range<u32>),
    /// `20 m`: a carry by distance.
    Metres(Range<u32>),
    /// `max`: as many as possible.
    Max,
}

/// A load.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Load {
    /// `50 kg`, `110 lb`.
    Mass(Mass),
    /// `2x10 kg`: a pair, the mass of each.
    Pair(Mass),
    /// `72 %1rm`
    OfMax(Percent),
    /// `bodyweight`
    Bodyweight,
    /// `band`
    Band,
}

/// How near to failure a set ends. In tenths: `rir 1.5` is 15.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// Repetitions in reserve.
    Rir(u8),
    /// Perceived effort of the set, 1 to 10; 10 − RPE is the reserve (Zourdos2016).
    Rpe(u8),
}

/// Lower, pause, lift, pause: `3-1-1`, `3-1-1-0`; `X` is as fast as possible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tempo {
    /// The four phases; the last is 0 when not written.
    pub phases: [Beat; 4],
}

/// One phase of a repetition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beat {
    /// Tenths of a second.
    Tenths(u16),
    /// As fast as possible.
    Fast,
}

/// A slot: `recovery: 30 min | rest`, `mobility: 15 min?`, `track @ 06:30`.
#[derive(Clone, PartialEq, Debug)]
pub struct Slot {
    /// At least one; the first is the plan, the others are alternatives.
    pub choices: Vec<At<Choice>>,
    /// `?`: may be left out.
    pub optional: bool,
    /// `@ 06:30`
    pub at: Option<At<Clock>>,
}

/// A session named in a slot.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// The session's name.
    pub name: At<Arc<str>>,
    /// Its own content, after a colon.
    pub run: Option<At<Run>>,
    /// Whether content is written but has a mistake; `run` is nothing then.
    pub faulty: bool,
    /// Whether the name is only the first word of a name in several words, which has been reported.
    pub partial: bool,
}
