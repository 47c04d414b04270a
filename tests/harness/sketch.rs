//! Plans to generate: small enough to fail readably, mixed enough to meet most rules.

use std::collections::BTreeMap;
use std::fmt::Write;

use gait_core::{Inputs, Snapshot, Source};
use gait_model::date::{add_days, days_between};
use gait_syntax::{Node, parse};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;

use crate::frame::{FRAME, set};

/// A plan, checked.
#[must_use]
pub fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(&Inputs::plan(Source::new("generated", text)))
}

/// So many cases, or as many as `PROPTEST_CASES` says.
#[must_use]
pub fn config(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    // A failure found once becomes a case of its own, not a file of seeds.
    ProptestConfig { cases, failure_persistence: None, ..asked }
}

/// Sessions beside those of the frame: loads, novel lifts, another key run.
const MORE_SESSIONS: &str = r#"
    "heavy": Strength(focus: Lower, duration: "50 min", lifts: [
        "back-squat 4x5 @ 80 kg rir 1",
        "romanian-deadlift 3x8 @ 70 kg rir 2",
        "bench-press 3x8 @ 50 kg rir 2",
    ]),
    "jumps": Strength(["box-jump 3x8", "skater-jump 3x8/side", "nordic-curl 3x6", "pogo-hops 3x20"]),
    "hills": Hills("15 min easy + 8x(60 s uphill + 2 min jog)"),
"#;

/// The runners a plan may be for; the first is the frame's.
const ATHLETES: [&str; 4] = [
    "",
    r#"athlete: Athlete(familiar: All, weekly_distance: "25 km", longest_run: "10 km",
    results: [(distance: "10 km", time: "52:00", on: "2022-11-20")], maxes: { "back-squat": "95 kg" }),"#,
    r#"athlete: Athlete(level: Novice, recovery: High, weekly_distance: "30 mi"),"#,
    r#"athlete: Athlete(level: Experienced, priority: Strength, familiar: Only(["back-squat"]), weekly_distance: "85 km",
    availability: (mon: "any", tue: "06:00-09:00", wed: "any", thu: "17:00-19:00", sat: "any", sun: "08:00-12:00")),"#,
];

/// Slots that a generated plan draws from.
pub const SLOTS: [&str; 16] = [
    "easy",
    "track",
    "long",
    "lower",
    "maint @ 17:30",
    "upper?",
    "recovery | rest",
    "easy: 5-8 km @ 06:15",
    "long: 90 min",
    "mobility: 15 min",
    "rest",
    "walk: 30 min",
    "tempo",
    "heavy",
    "jumps",
    "hills | easy @ 06:30",
];

/// Slots with a start of their own, so that none moves when another goes.
pub const TIMED: [&str; 12] = [
    "easy @ 07:00",
    "track @ 06:30",
    "track @ 18:30",
    "long @ 08:00",
    "tempo @ 07:00",
    "hills @ 17:00",
    "recovery @ 12:00",
    "lower @ 18:00",
    "lower @ 06:00",
    "heavy @ 20:00",
    "maint @ 12:30",
    "jumps @ 19:00",
];

/// How sessions grow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ramp {
    /// Not at all.
    None,
    /// By a step each week.
    Steps,
    /// By steps, and two entries that take turns.
    StepsAndTurns,
}

impl Ramp {
    const fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Steps => {
                r#"ramp: { "long": Grow(by: "5 min", to: "2 h"), "heavy/back-squat": RepsThenLoad(reps: "5-8", load: "2.5 %") }"#
            }
            Self::StepsAndTurns => {
                r#"ramp: { "long": Grow(by: "5 min", to: "2 h"), "heavy/back-squat": RepsThenLoad(reps: "5-8", load: "2.5 %"),
                "track": Each(["5x1 km interval", "tempo"]), "lower/hip-thrust": Each(["3x10", "4x8"]) }"#
            }
        }
    }
}

/// The slots of a day.
pub type Slots = Vec<&'static str>;

/// A phase of a sketch.
#[derive(Clone, Debug)]
pub struct Block {
    /// How many weeks.
    pub weeks: u8,
    /// The patterns, Monday first.
    pub rows: Vec<[Slots; 7]>,
    /// What it is for; empty for nothing.
    pub focus: &'static str,
    /// Which weeks are lighter: every so many.
    pub deload: Option<u8>,
}

/// A plan to generate: days are counted from the first, and wrap around.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// The day that weeks start on, from Monday.
    pub starts: u8,
    /// Its first week, from that of 2023-01-02.
    pub first: u16,
    /// One of a few runners.
    pub athlete: u8,
    /// How sessions grow.
    pub ramp: Ramp,
    /// The phases.
    pub blocks: Vec<Block>,
    /// Days that replace the pattern.
    pub days: BTreeMap<u8, Slots>,
    /// First day and length, less one.
    pub blocked: Vec<(u8, u8)>,
    /// Days with a race.
    pub goals: Vec<u8>,
    /// Days that the last week lacks.
    pub cut: u8,
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Sketch {
    fn weeks(&self) -> i64 {
        self.blocks.iter().map(|block| i64::from(block.weeks)).sum()
    }

    /// A first day on the weekday that weeks start on, anywhere in ten years around a leap day.
    #[must_use]
    pub fn first_day(&self) -> Date {
        const MONDAY: Date = date(2023, 1, 2);
        add_days(MONDAY, i64::from(self.first) * 7 + i64::from(self.starts))
    }

    fn day_count(&self) -> i64 {
        self.weeks() * 7 - i64::from(self.cut)
    }

    /// The date of a day, counted around from the first.
    #[must_use]
    pub fn date(&self, day: u8) -> Date {
        add_days(self.first_day(), i64::from(day) % self.day_count())
    }

    /// The whole plan.
    #[must_use]
    pub fn plan(&self) -> String {
        set(&self.text(false)).text
    }

    /// The fields that differ from the frame, with the entries of `days` in some order.
    #[must_use]
    pub fn text(&self, reverse: bool) -> String {
        let start = self.first_day();
        let end = add_days(start, self.day_count() - 1);
        let mut out = format!(
            "week_starts: {},\nstart: \"{start}\",\nend: \"{end}\",\n{}\nsessions: {},\nphases: [\n",
            WEEKDAYS[usize::from(self.starts)],
            ATHLETES[usize::from(self.athlete) % ATHLETES.len()],
            sessions(),
        );
        for block in &self.blocks {
            out.push_str(&self.phase(block));
        }
        out.push_str("],\ndays: {\n");
        let mut lines: Vec<String> =
            self.entries().iter().map(|(date, slots)| format!("\"{date}\": {slots:?},")).collect();
        if reverse {
            lines.reverse();
        }
        let _ = write!(out, "{}\n}},\nblocked: [", lines.join("\n"));
        for (from, length) in &self.blocked {
            let from = self.date(*from);
            let _ = write!(out, "(from: \"{from}\", to: \"{}\"),", add_days(from, i64::from(*length)));
        }
        out.push_str("],\ngoals: [");
        for day in &self.goals {
            let _ = write!(out, "(date: \"{}\", distance: \"10 km\"),", self.date(*day));
        }
        out.push_str("],\n");
        out
    }

    fn phase(&self, block: &Block) -> String {
        let rows: Vec<String> = block.rows.iter().map(row).collect();
        let mut fields = vec![format!("weeks: {}", block.weeks), format!("week: [{}]", rows.join(", "))];
        if !block.focus.is_empty() {
            fields.insert(0, format!("focus: {}", block.focus));
        }
        if self.ramp != Ramp::None {
            fields.push(self.ramp.text().to_owned());
        }
        fields.extend(
            block
                .deload
                .map(|every| format!("deload: (every: {every}, running: \"75 %\", strength: \"50 %\")")),
        );
        format!("Phase({}),\n", fields.join(", "))
    }

    /// Two numbers may mean one date; a date stands once.
    fn entries(&self) -> BTreeMap<Date, &Slots> {
        self.days.iter().map(|(day, slots)| (self.date(*day), slots)).collect()
    }

    /// How many sessions each day must have.
    #[must_use]
    pub fn expected(&self) -> Vec<usize> {
        let mut out = Vec::new();
        for block in &self.blocks {
            for week in 0..usize::from(block.weeks) {
                let row = &block.rows[week % block.rows.len()];
                // A row begins on Monday, a week where the plan says.
                out.extend((0..7).map(|day| row[(day + usize::from(self.starts)) % 7].len()));
            }
        }
        out.truncate(usize::try_from(self.day_count()).unwrap_or(0));
        let index = |date: Date| usize::try_from(days_between(self.first_day(), date)).unwrap_or(0);
        for (date, slots) in self.entries() {
            out[index(date)] = slots.len();
        }
        for day in &self.goals {
            out[index(self.date(*day))] += 1;
        }
        out
    }
}

/// The sessions of the frame and [`MORE_SESSIONS`].
fn sessions() -> String {
    let tree = parse(FRAME).tree;
    let framed = tree.value().and_then(|plan| plan.field("sessions")).map_or("{", Node::text);
    format!("{}{MORE_SESSIONS}}}", framed.trim_end_matches('}'))
}

fn row(days: &[Slots; 7]) -> String {
    let days = days.iter().zip(WEEKDAYS).map(|(slots, name)| format!("{}: {slots:?}", name.to_lowercase()));
    format!("({})", days.collect::<Vec<_>>().join(", "))
}

fn slots(from: &'static [&'static str]) -> impl Strategy<Value = Slots> {
    prop::collection::vec(select(from), 0..3)
}

/// Phases of `weeks` weeks or less, their slots drawn from some.
fn block(weeks: u8, from: &'static [&'static str]) -> impl Strategy<Value = Block> {
    let rows = prop::collection::vec(prop::array::uniform7(slots(from)), 1..3);
    let focus = select(&["", "", "Base", "Strength", "RacePrep", "Peak", "Taper", "OffSeason"][..]);
    (1..=weeks, rows, focus, prop::option::of(2..5u8)).prop_map(|(weeks, mut rows, focus, deload)| {
        // Rows beyond the last week are a mistake.
        rows.truncate(usize::from(weeks));
        Block { weeks, rows, focus, deload }
    })
}

/// One or two phases of up to four weeks.
pub fn sketch() -> impl Strategy<Value = Sketch> {
    sketch_of(1..3, 4, &SLOTS)
}

/// So many phases of up to so many weeks, their slots drawn from some.
pub fn sketch_of(
    phases: std::ops::Range<usize>,
    weeks: u8,
    from: &'static [&'static str],
) -> impl Strategy<Value = Sketch> {
    let blocks = prop::collection::vec(block(weeks, from), phases);
    let days = prop::collection::btree_map(any::<u8>(), slots(from), 0..5);
    let blocked = prop::collection::vec((any::<u8>(), 0..9u8), 0..3);
    let goals = prop::collection::vec(any::<u8>(), 0..3);
    (0..7u8, 0..520u16, 0..4u8, blocks, days, blocked, goals, 0..7u8).prop_map(
        |(starts, first, athlete, blocks, days, blocked, goals, cut)| Sketch {
            starts,
            first,
            athlete,
            ramp: Ramp::StepsAndTurns,
            blocks,
            days,
            blocked,
            goals,
            cut,
        },
    )
}
