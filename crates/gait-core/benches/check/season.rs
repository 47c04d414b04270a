//! Plans the way a coach writes them out, each a little different from the others: what a folder of many plans holds.
//!
//! 25 to 30 KB on 20 to 24 weeks: a gym sheet of its own for every week, with loads, tempos, rests and remarks; a base
//! phase as a pattern with ramps, then phases with every week written out; some days and a holiday instead of the
//! pattern. That is near the largest plan that a person keeps by hand, and six times those of `plans/`.

use std::fmt::Write;

/// Numbers that look random and are the same on every machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `below`, which it is not.
    fn below(&mut self, below: u32) -> u32 {
        u32::try_from(self.next() % u64::from(below)).unwrap_or(0)
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(u32::try_from(from.len()).unwrap_or(1)) as usize]
    }
}

/// Weeks of race preparation and of the taper, which stand at the end of every plan; base takes what is left.
const BUILD: u32 = 6;
const TAPER: u32 = 2;

const REMARKS: [&str; 8] = [
    "soft ground where possible",
    "by feel, the watch stays in the pocket",
    "with the club, slower than they want",
    "from the park gate, twice around the lake",
    "water after half an hour if it is warm",
    "stop if the calf speaks up again",
    "the flat way along the river",
    "last two repeats no faster than the first",
];

const CUES: [&str; 6] = [
    "chin tucked, ribs down",
    "knee over the second toe",
    "stop two repetitions before form goes",
    "the left side first, the right does no more",
    "slow on the way down",
    "hold the rail with one finger",
];

/// The plan of number `seed`: the same number gives the same text.
pub(crate) fn season(seed: u32) -> String {
    let mut dice = Dice(u64::from(seed));
    let weeks = 20 + dice.below(5);
    let mut text = String::with_capacity(32_000);
    head(&mut text, &mut dice, seed, weeks);
    sessions(&mut text, &mut dice, weeks);
    phases(&mut text, &mut dice, weeks);
    days(&mut text, &mut dice, weeks);
    text
}

fn head(text: &mut String, dice: &mut Dice, seed: u32, weeks: u32) {
    let _ = write!(
        text,
        r#"// {weeks} weeks to a half marathon, the gym after the hard runs. Written by week; what changed is in the log.
Plan(
    format: 1,
    name: "Plan {seed}",
    end: "{end}",                                // the race
    athlete: Athlete(
        level: Intermediate,
        weekly_distance: "{distance} km",
        longest_run: "{longest} km",
        results: [(distance: "10 km", time: "{minutes}:{seconds:02}", on: "2026-11-01")],
        familiar: All,
        gates: (squat: Attested, lunge: Attested, hinge: Attested, calf_capacity: Attested),
        equipment: ["barbell", "dumbbells", "band", "box", "bench"],
    ),
    goals: [Race(name: "Half marathon", date: "{end}", distance: "half", priority: A)],
"#,
        end = dice.pick(&["2027-05-23", "2027-05-30", "2027-06-06", "2027-06-13"]),
        distance = 40 + dice.below(12),
        longest = 14 + dice.below(4),
        minutes = 42 + dice.below(8),
        seconds = dice.below(60),
    );
}

fn sessions(text: &mut String, dice: &mut Dice, weeks: u32) {
    let _ = write!(
        text,
        r#"    sessions: {{
        "upper": Strength(focus: Upper, duration: "40 min", lifts: [
            ["overhead-press 3x8 @ 30 kg rir 3", "pull-up 3x6 rir 3"],
            ["db-bench-press 2x10 @ 2x14 kg rir 3", "barbell-row 2x10 @ 40 kg rir 3"],
            "side-plank 3x30 s/side",
            "short-foot 2x10/side",
        ]),
        // Runs. The sheets of the gym are below, one for each week.
        "track": Intervals(run: "15 min easy + {repeats}x(800 m @ 5k + 90 s jog) + 10 min easy", note: "{track}"),
        "fartlek": Intervals("2 km easy + 8x(1 min @ 5k + 1 min easy) + 2 km easy"),
        "tempo": Tempo("2 km easy + {tempo} min threshold + 1 km easy"),
        "cruise": Tempo(run: "2 km easy + 3x(8 min threshold + 2 min jog) + 1 km easy", rpe: 7),
        "long":  Long(run: "{long} km", note: "{remark}"),
"#,
        repeats = 4 + dice.below(3),
        track = dice.pick(&REMARKS),
        tempo = 18 + dice.below(8),
        long = 13 + dice.below(3),
        remark = dice.pick(&REMARKS),
    );
    let lifts = Lifts {
        hinge: dice.pick(&["romanian-deadlift", "hip-thrust", "deadlift"]),
        knee: dice.pick(&["bulgarian-split-squat", "split-squat", "reverse-lunge", "step-up"]),
    };
    // The week of the race has none.
    for week in 1..weeks {
        sheet(text, dice, &lifts, week, weeks);
    }
    text.push_str("    },\n");
}

/// What a plan lifts all the way through; the rest changes from sheet to sheet.
struct Lifts {
    hinge: &'static str,
    knee: &'static str,
}

/// The gym of a week. Repetitions rise for three weeks, then the load does after a lighter week; the last sheets keep
/// what is there. Now and then a coach is in a hurry and adds too much at once.
fn sheet(text: &mut String, dice: &mut Dice, lifts: &Lifts, week: u32, weeks: u32) {
    let keeps = week + BUILD + TAPER > weeks;
    let block = (week - 1).min(weeks - BUILD - TAPER) / 4;
    let (sets, reps) = match week % 4 {
        _ if keeps => (2, 8),
        0 => (2, 12),
        step => (3, 6 + 2 * step),
    };
    let hurry = u32::from(dice.below(5) == 0) * 5;
    let _ = write!(
        text,
        r#"        "gym-{week}": Strength(focus: Full, duration: "{minutes} min", warm_up: "6 min", note: "week {week}: {note}", lifts: [
            "{hinge} {sets}x{reps} @ {first} kg rir 2 tempo 3-1-1 rest 90 s",{comment}
            (lift: "{knee} {sets}x{reps}/side @ 2x{second} kg rir 2 rest 60 s", note: "{cue}"),
            "calf-raise-single {sets}x12/side rir 2 tempo 3-1-2",   // straight knee, full height
            ["{push}", "{pull}"],
            ["{core}", "{side}"],
        ]),
"#,
        minutes = if keeps { 45 } else { 55 },
        hinge = lifts.hinge,
        knee = lifts.knee,
        note = dice.pick(&CUES),
        first = 40 + 2 * block + hurry,
        comment =
            if dice.below(3) == 0 { "   // the heavy one of the two; never before the long run" } else { "" },
        second = 10 + block,
        cue = dice.pick(&CUES),
        push = dice.pick(&["push-up 2x12 rir 3", "incline-push-up 2x15 rir 3"]),
        pull = dice.pick(&["db-row 2x10/side @ 16 kg rir 3", "inverted-row 2x10 rir 3"]),
        core = dice.pick(&["dead-bug 2x10", "bird-dog 2x10", "front-plank 2x40 s"]),
        side = dice.pick(&["side-plank 2x30 s/side", "pallof-standing 2x10/side @ band"]),
    );
}

fn phases(text: &mut String, dice: &mut Dice, weeks: u32) {
    let base = (weeks - BUILD - TAPER) / 2;
    // One plan in four offers something that is no mere rest: that is checked as a plan of its own.
    let crossed = if dice.below(4) == 0 { 1 } else { 0 };
    text.push_str("    phases: [\n");
    let _ = write!(
        text,
        r#"        // Everything here follows the pattern; the ramps do the rest.
        Phase(
            name: "Base", focus: Base, weeks: {base},
            week: [
"#
    );
    for week in 1..=base {
        let _ = write!(
            text,
            r#"                (
                    tue: [(use: "fartlek", at: "06:30", note: "{}"), "gym-{week}"],
                    wed: ["easy: {} km | {}"],
                    thu: ["tempo @ 06:45", "upper"],
                    fri: ["recovery: 30 min", "mobility: 15 min?"],
                    sun: ["long @ 09:00"],
                ),
"#,
            dice.pick(&REMARKS),
            6 + dice.below(3),
            if week == crossed { "cross: 50 min" } else { "rest" },
        );
    }
    text.push_str(
        r#"            ],
            ramp: { "long": Grow(by: "0.5 km", to: "19 km"), "tempo": Grow(by: "2 min", to: "30 min") },
            deload: (every: 4, running: "75 %", strength: "60 %"),
        ),
"#,
    );
    let ends = [
        ("Hills", "Base", base + 1, weeks - BUILD - TAPER),
        ("Build", "RacePrep", weeks - BUILD - TAPER + 1, weeks - TAPER),
        ("Taper", "Taper", weeks - TAPER + 1, weeks),
    ];
    for (name, focus, from, to) in ends {
        written_out(text, dice, (name, focus), from..=to);
    }
    text.push_str("    ],\n");
}

/// A phase with a row for each of its weeks.
fn written_out(
    text: &mut String,
    dice: &mut Dice,
    (name, focus): (&str, &str),
    weeks: std::ops::RangeInclusive<u32>,
) {
    let _ = writeln!(text, "        Phase(name: \"{name}\", focus: {focus}, week: [");
    let tapers = focus == "Taper";
    let last = *weeks.end();
    for week in weeks {
        let light = tapers || week.is_multiple_of(4);
        let race = tapers && week == last;
        let key = match dice.below(3) {
            0 => {
                format!("15 min easy + {}x(3 min @ 5k + 2 min jog) + 10 min easy", if light { 3 } else { 5 })
            }
            1 => {
                format!("15 min easy + {}x(1 km @ 10k + 2 min jog) + 10 min easy", if light { 3 } else { 5 })
            }
            _ => format!("2 km easy + {}x(400 m @ 5k + 1 min jog) + 2 km easy", if light { 5 } else { 8 }),
        };
        let _ = write!(
            text,
            r#"            (
                mon: ["rest"],                             // week {week}: {}
                tue: [(use: "track: {key}", at: "06:30", note: "{}"){}],
                wed: ["easy: {} km"],
                thu: ["cruise: 2 km easy + {}x({} min threshold + 2 min jog) + 1 km easy @ 06:45"{}],
                fri: [{}"mobility: 15 min?"],
"#,
            dice.pick(&CUES),
            dice.pick(&REMARKS),
            if race { String::new() } else { format!(", \"gym-{week}\"") },
            if light { 5 } else { 6 + dice.below(4) },
            if light { 2 } else { 3 },
            7 + dice.below(4),
            if tapers { "" } else { ", \"upper\"" },
            if light { "" } else { "\"recovery: 30 min | rest\", " },
        );
        if !race {
            let km = if light { 12 } else { 15 + week / 4 };
            let _ = writeln!(
                text,
                "                sat: [\"strides: 5 km easy + 4x20 s stride\"],\n                sun: [(use: \"long: {km} km\", at: \"09:00\", note: \"{}\")],",
                dice.pick(&REMARKS)
            );
        }
        text.push_str("            ),\n");
    }
    text.push_str("        ]),\n");
}

fn days(text: &mut String, dice: &mut Dice, weeks: u32) {
    text.push_str("    // What life did to the plan.\n    days: {\n");
    for week in (2..weeks - TAPER).step_by(2) {
        let day = if dice.below(2) == 0 { "wed" } else { "fri" };
        let _ = writeln!(
            text,
            "        \"week {week} {day}\": [(use: \"easy: {} km\", at: \"{}\", note: \"{}\")],",
            5 + dice.below(4),
            dice.pick(&["06:30", "12:15", "18:30"]),
            dice.pick(&REMARKS),
        );
    }
    let from = 1 + dice.below(20);
    let _ = write!(
        text,
        r#"    }},
    blocked: [(from: "2027-03-{from:02}", to: "2027-03-{:02}", reason: "{}")],
)
"#,
        from + 3,
        dice.pick(&["travel for work", "by the sea, no gym", "a cold"]),
    );
}
