//! Types in the manner of a plan's, to read with both readers.

use gait_syntax::{Field, Form, List, Map, No, Scalar, Spanned};
use serde::Deserialize;

pub(crate) type Slots = List<Form<String, No, Slot>>;
pub(crate) type Day = Form<String, Slots, No>;
pub(crate) type Lifts = List<Form<String, List<String>, Lift>>;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Plan {
    pub(crate) format: Field<u32>,
    pub(crate) name: Field<String>,
    pub(crate) start: Field<String>,
    pub(crate) end: Field<String>,
    pub(crate) athlete: Field<Athlete>,
    pub(crate) goals: Field<List<Race>>,
    pub(crate) sessions: Field<Map<Session>>,
    pub(crate) phases: Field<List<Phase>>,
    pub(crate) days: Field<Map<Slots>>,
    pub(crate) blocked: Field<List<Blocked>>,
    pub(crate) lint: Field<Lint>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Athlete {
    pub(crate) level: Field<Level>,
    pub(crate) weekly_distance: Field<String>,
    pub(crate) longest_run: Field<String>,
    pub(crate) results: Field<List<RaceResult>>,
    pub(crate) maxes: Field<Map<String>>,
    pub(crate) familiar: Field<Familiar>,
    pub(crate) gates: Field<Gates>,
    pub(crate) availability: Field<Week>,
    pub(crate) equipment: Field<List<String>>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum Level {
    Novice,
    Intermediate,
    Advanced,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct RaceResult {
    pub(crate) distance: Spanned<String>,
    pub(crate) time: Spanned<String>,
    pub(crate) on: Spanned<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum Familiar {
    All,
    None,
    Only(List<String>),
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Gates {
    pub(crate) squat: Field<Gate>,
    pub(crate) lunge: Field<Gate>,
    pub(crate) hinge: Field<Gate>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum Gate {
    Pass(Spanned<String>),
    Fail(String),
    Attested,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Week {
    pub(crate) mon: Field<Day>,
    pub(crate) tue: Field<Day>,
    pub(crate) wed: Field<Day>,
    pub(crate) thu: Field<Day>,
    pub(crate) fri: Field<Day>,
    pub(crate) sat: Field<Day>,
    pub(crate) sun: Field<Day>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Slot {
    #[serde(rename = "use")]
    pub(crate) session: Field<String>,
    pub(crate) at: Field<String>,
    pub(crate) optional: Field<bool>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Race {
    pub(crate) name: Field<String>,
    pub(crate) date: Field<String>,
    pub(crate) distance: Field<String>,
    pub(crate) target: Field<String>,
    pub(crate) priority: Field<Priority>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum Priority {
    A,
    B,
    C,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum Session {
    Easy(Form<String, No, Run>),
    Long(Form<String, No, Run>),
    Tempo(Form<String, No, Run>),
    Intervals(Form<String, No, Run>),
    Strength(Form<No, Lifts, Strength>),
    Mobility(Run),
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Run {
    pub(crate) run: Field<String>,
    pub(crate) key: Field<bool>,
    pub(crate) rpe: Field<f64>,
    pub(crate) note: Field<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Strength {
    pub(crate) lifts: Field<Lifts>,
    pub(crate) focus: Field<Focus>,
    pub(crate) duration: Field<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum Focus {
    Lower,
    Upper,
    Full,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Lift {
    pub(crate) lift: Field<String>,
    pub(crate) note: Field<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Phase {
    pub(crate) name: Field<String>,
    pub(crate) focus: Field<PhaseFocus>,
    pub(crate) weeks: Field<u32>,
    pub(crate) week: Field<Form<No, List<Week>, Week>>,
    pub(crate) ramp: Field<Map<Ramp>>,
    pub(crate) deload: Field<Deload>,
    pub(crate) volume: Field<Form<String, List<String>, No>>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum PhaseFocus {
    Base,
    RacePrep,
    Taper,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) enum Ramp {
    Grow {
        by: Spanned<String>,
        to: Spanned<String>,
        #[serde(default)]
        from: Option<String>,
    },
    Each(List<String>),
    RepsThenLoad(RepsThenLoad),
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct RepsThenLoad {
    pub(crate) reps: String,
    pub(crate) load: String,
    #[serde(default)]
    pub(crate) step: Option<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Deload {
    pub(crate) every: Field<u8>,
    pub(crate) weeks: Field<List<u32>>,
    pub(crate) volume: Field<String>,
    pub(crate) running: Field<String>,
    pub(crate) strength: Field<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Blocked {
    pub(crate) from: Field<String>,
    pub(crate) to: Field<String>,
    pub(crate) reason: Field<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Lint {
    pub(crate) levels: Field<Map<Level>>,
    pub(crate) params: Field<Map<Map<Scalar>>>,
}
