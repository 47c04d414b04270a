//! Plans of a given size, for benchmarks: realistic sessions, no randomness.

use std::fmt::Write;

/// The sessions every generated plan has.
const SESSIONS: &str = r#"
        "track": Intervals("15 min easy + 6x(800 m @ 5k + 90 s jog) + 10 min easy"),
        "tempo": Tempo("2 km easy + 20 min threshold + 1 km easy"),
        "long":  Long(run: "14 km", note: "soft ground where possible"),
        "lower": Strength(focus: Lower, duration: "45 min", warm_up: "6 min", lifts: [
            "romanian-deadlift 3x10 @ 50 kg rir 2 tempo 4-1-1 rest 60 s",
            "bulgarian-split-squat 3x8/side @ 2x10 kg rir 2 rest 60 s",
            "hip-thrust 2x10 @ 60 kg rir 2 rest 60 s",
            ["calf-raise-single 2x12/side", "dead-bug 2x10"],
        ]),
        "maint": Strength(duration: "35 min", lifts: ["step-up 2x8/side rir 3", "push-up 2x10", "pallof-half-kneeling 2x10/side"]),
"#;

const ATHLETE: &str = r#"Athlete(weekly_distance: "45 km", longest_run: "15 km", results: [(distance: "10 km", time: "43:20", on: "2026-11-01")],
        gates: (squat: Attested, lunge: Attested, hinge: Attested, calf_capacity: Attested))"#;

/// A plan of `weeks` weeks in phases of eight, with ramps, deloads, an override and a block, as people write them.
pub(crate) fn patterned(weeks: u32) -> String {
    let mut text = format!(
        "// A generated plan of {weeks} weeks.\nPlan(\n    format: 1,\n    name: \"Bench {weeks}\",\n    start: \"2027-01-04\",\n    athlete: {ATHLETE},\n    sessions: {{{SESSIONS}    }},\n    phases: [\n"
    );
    let mut left = weeks;
    while left > 0 {
        let here = left.min(8);
        let _ = write!(
            text,
            r#"        Phase(
            name: "Block {left}", focus: Base, weeks: {here},
            week: (
                mon: ["easy: 40 min"],
                tue: ["track @ 06:30", "lower"],               // back to back
                wed: ["recovery: 30 min | rest", "mobility: 15 min?"],
                thu: ["tempo @ 06:45", "maint"],
                sat: ["long"],
            ),
            ramp: {{ "long": Grow(by: "0.5 km", to: "30 km"), "lower/romanian-deadlift": RepsThenLoad(reps: "8-12", load: "5 %") }},
            deload: (every: 4, running: "70 %", strength: "60 %"),
        ),
"#
        );
        left -= here;
    }
    text.push_str("    ],\n    days: { \"2027-02-04\": [\"tempo\"], \"week 2 fri\": [\"easy: 6 km\"] },\n    blocked: [(from: \"2027-02-15\", to: \"2027-02-18\", reason: \"travel\")],\n)\n");
    text
}

/// A plan with every day written out, of about `bytes` bytes: templates and single days in equal parts.
pub(crate) fn written_out(bytes: usize) -> String {
    let mut text = format!(
        "Plan(\n    format: 1,\n    name: \"Written out\",\n    start: \"2027-01-04\",\n    athlete: {ATHLETE},\n    sessions: {{{SESSIONS}"
    );
    let mut count = 0;
    while text.len() < bytes / 2 {
        count += 1;
        let _ = writeln!(
            text,
            "        \"gym-{count}\": Strength(focus: Lower, duration: \"45 min\", lifts: [\n            \"romanian-deadlift 3x10 @ 50 kg rir 2 tempo 4-1-1 rest 60 s\", // slow\n            \"split-squat 3x8/side @ 2x10 kg rir 2 rest 60 s\",\n            \"calf-raise-single 2x12/side\",\n        ]),"
        );
    }
    text.push_str("    },\n    phases: [Phase(weeks: 520, week: ())],\n    days: {\n");
    let mut day = 0;
    while text.len() < bytes && day < 520 * 7 {
        let _ = writeln!(
            text,
            "        \"week {} {}\": [(use: \"easy: 8 km + 4x100 m stride\", at: \"07:00\", note: \"soft ground\"), \"gym-{}\", \"mobility: 10 min?\"],",
            day / 7 + 1,
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day % 7],
            day % count + 1,
        );
        day += 1;
    }
    text.push_str("    },\n)\n");
    text
}
