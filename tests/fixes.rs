//! Fixes: what rules propose, applied to small weeks.

use std::collections::BTreeMap;

use gait_core::{FixReport, Inputs, Snapshot, Source, fix};
use gait_model::fatigue::Band;
use gait_model::plan::Kind;
use gait_rules::Safety;
use suite::frame::set;

/// A whole plan around a week, on one line of its own.
fn plan(week: &str) -> String {
    format!(
        r#"Plan(
    format: 1,
    name: "Fixes",
    start: "2027-03-01",
    sessions: {{
        "track": Intervals("25 min easy + 5x5 min interval"),
        "lower": Strength(warm_up: "6 min", lifts: [
            "romanian-deadlift 3x10 rir 2",
            "bulgarian-split-squat 3x10/side rir 2",
            "hip-thrust 3x10 rir 2",
            "dead-bug 3x10",
        ]),
    }},
    phases: [Phase(weeks: 2, week: (
        {week}
    ))],
)
"#
    )
}

/// The week after every fix of a safety, with what was done.
fn fixed(week: &str, most: Safety) -> (String, Vec<String>) {
    let fixed = fix(&Inputs::plan(Source::new("plan", plan(week))), most);
    let text = &fixed.after.source.text;
    let lines: Vec<&str> = text.lines().skip_while(|l| !l.contains("week: (")).skip(1).collect();
    let end = lines.iter().position(|l| l.starts_with("    ))")).expect("the week still ends");
    let done = fixed.applied.iter().map(|a| format!("{}: {}", a.rule, a.label)).collect();
    (lines[..end].iter().map(|l| l.trim()).collect::<Vec<_>>().join(" "), done)
}

#[test]
fn the_order_of_untimed_sessions_is_safe_to_change() {
    for (week, after) in [
        (r#"tue: ["lower", "track"],"#, r#"tue: ["track", "lower"],"#),
        (
            r#"tue: ["mobility: 10 min", "lower", "easy: 5 km", "mobility: 12 min"],"#,
            r#"tue: ["mobility: 10 min", "easy: 5 km", "lower", "mobility: 12 min"],"#,
        ),
    ] {
        let (text, done) = fixed(week, Safety::Safe);
        assert_eq!(text, after);
        assert_eq!(done.len(), 1, "{done:?}");
    }
}

#[test]
fn a_written_time_is_not_safe_to_change() {
    let week = r#"tue: ["lower @ 06:00", "track @ 18:00"],"#;
    assert_eq!(fixed(week, Safety::Safe), (week.to_owned(), Vec::new()));
}

#[test]
fn sessions_move_to_where_they_do_no_harm() {
    for (week, rule) in [
        (
            r#"tue: ["track"], wed: ["recovery: 30 min", "lower"], sun: ["long: 20 km"],"#,
            "recovery-day-too-hard",
        ),
        (r#"tue: ["track"], sun: ["long: 20 km", "lower"],"#, "strength-on-long-run-day"),
        (r#"sun: ["long: 20 km"], mon: ["lower"], tue: ["track"],"#, "lower-body-before-key-run"),
    ] {
        let (text, done) = fixed(week, Safety::Suggested);
        assert_eq!(done, [format!("{rule}: move `lower` to Tuesday, last, in every week of the pattern")]);
        assert!(text.contains(r#"tue: ["track", "lower"]"#), "{text}");
    }
}

#[test]
fn a_new_lift_moves_a_day_away_from_the_race() {
    let plan = r#"Plan(
    format: 1,
    name: "New before a race",
    start: "2027-03-01",
    athlete: Athlete(familiar: None),
    goals: [Race(name: "City 10 km", date: "2027-03-15", distance: "10 km")],
    sessions: { "new": Strength(["nordic-curl 3x6 rir 2"]) },
    phases: [Phase(week: [(tue: ["new"]), (), ()])],
)
"#;
    let fixed = fix(&Inputs::plan(Source::new("plan", plan.to_owned())), Safety::Suggested);
    let applied = || fixed.applied.iter().filter(|fix| fix.rule == "novel-lift-near-key-run");
    assert_eq!(applied().map(|fix| &*fix.label).collect::<Vec<_>>(), ["move `new` to Monday"]);
    assert!(fixed.after.source.text.contains(r#"mon: ["new"]"#), "{}", fixed.after.source.text);
}

/// A whole plan of one week, with a field of the plan and its phase on lines of their own.
fn with_field(field: &str, phase: &str) -> String {
    format!(
        r#"Plan(
    format: 1,
    name: "Fixes",
    start: "2027-03-01",
    {field}
    phases: [
        Phase(weeks: 4, week: (tue: ["easy: 5 km"])),
        {phase}
    ],
)
"#
    )
}

#[test]
fn what_does_nothing_is_taken_out() {
    let phase = |rest: &str| format!(r#"Phase(weeks: 3, week: (tue: ["easy: 6 km"]){rest}),"#);
    let sessions = r#"sessions: { "tempo": Tempo("20 min") },"#;
    for (field, rest, safety, rule, label, gone) in [
        (
            r#"days: { "week 1 tue": ["easy: 5 km"], "week 1 wed": ["easy: 5 km"] },"#,
            "",
            Safety::Safe,
            "redundant-day",
            "remove the entry",
            "week 1 tue",
        ),
        (sessions, "", Safety::Suggested, "unused-session", "remove `tempo`", "tempo"),
        (
            r#"exercises: { "log-squat": (like: "back-squat") },"#,
            "",
            Safety::Suggested,
            "unused-exercise",
            "remove `log-squat`",
            "log-squat",
        ),
        (
            r#"sessions: { "tempo": Tempo("20 min") }, days: { "week 1 thu": ["tempo"] },"#,
            r#", ramp: { "tempo": Grow(by: "1 min", to: "30 min") }"#,
            Safety::Suggested,
            "ramp-without-effect",
            "remove the ramp",
            "Grow",
        ),
        (
            "// gait: allow(outside-plan): the holiday may move\n    days: {},",
            "",
            Safety::Safe,
            "suppression-without-reason",
            "remove the comment",
            "gait:",
        ),
    ] {
        let plan = with_field(field, &phase(rest));
        let fixed = fix(&Inputs::plan(Source::new("plan", plan.as_str())), safety);
        let done: Vec<String> = fixed.applied.iter().map(|a| format!("{}: {}", a.rule, a.label)).collect();
        assert_eq!(done, [format!("{rule}: {label}")], "{plan}");
        let text = &fixed.after.source.text;
        assert!(plan.contains(gone) && !text.contains(gone), "{text}");
    }
}

#[test]
fn slips_are_spelt_right() {
    let lower = |lift: &str| {
        format!(
            r#"sessions: {{ "lower": Strength(warm_up: "6 min", lifts: ["{lift} 3x10 rir 3"]) }}, lint: (levels: {{ "pillar-missing": Off }}),"#
        )
    };
    let deload = |week: u32| {
        format!(
            r#"Phase(weeks: 3, week: (tue: ["easy: 5 km", "lower"]), deload: (weeks: [{week}], volume: "60 %")),"#
        )
    };
    let allow = |rule: &str| format!("days: {{ \"week 9 tue\": [] }}, // gait: allow({rule}): it may grow");
    for (before, after, safety, rule) in [
        (
            with_field(&lower("bulgarian-splitsquat"), &deload(6)),
            with_field(&lower("bulgarian-split-squat"), &deload(6)),
            Safety::Safe,
            "unknown-exercise",
        ),
        (
            with_field(&lower("back-squat"), &deload(2)),
            with_field(&lower("back-squat"), &deload(6)),
            Safety::Suggested,
            "deload-outside-phase",
        ),
        (
            with_field(&allow("outside-plna"), ""),
            with_field(&allow("outside-plan"), ""),
            Safety::Safe,
            "suppression-without-reason",
        ),
    ] {
        let fixed = fix(&Inputs::plan(Source::new("plan", before)), safety);
        let done: Vec<&str> = fixed.applied.iter().map(|a| a.rule).collect();
        assert_eq!(done, [rule]);
        assert_eq!(*fixed.after.source.text, *after);
    }
}

/// Comments of one week are findings of their own, also where they say the same.
#[test]
fn every_comment_that_silences_nothing_is_taken_out_of_a_week() {
    let allow = "// gait: allow(outside-plan): the holiday may move";
    let week = |first: &str, other: &str| {
        let week = format!(
            "Phase(weeks: 1, week: (\n            tue: [\"easy: 5 km\"],{first}\n            thu: [\"easy: 5 km\"],{other}\n        )),"
        );
        with_field("", &week)
    };
    for (one, two) in
        [(format!(" {allow}"), format!(" {allow}, twice")), (format!(" {allow}"), format!(" {allow}"))]
    {
        let inputs = Inputs::plan(Source::new("plan", week(&one, &two)));
        let snapshot = Snapshot::new(&inputs);
        let dead = snapshot.findings.iter().filter(|f| f.rule().name == "suppression-without-reason");
        let fixes: Vec<usize> = dead.map(|finding| snapshot.fixes(&inputs, finding).len()).collect();
        assert_eq!(fixes, [1, 1]);
        let fixed = fix(&inputs, Safety::Safe);
        assert_eq!(*fixed.after.source.text, *week("", ""));
        let done: Vec<&str> = fixed.applied.iter().map(|a| a.label.as_str()).collect();
        assert_eq!(done, ["remove the comment", "remove the comment"]);
    }
}

/// What a comment is needed for stays.
#[test]
fn only_the_names_that_silence_nothing_are_taken_out_of_a_comment() {
    for (before, after) in [
        ("lower-body-before-key-run, outside-plan", "lower-body-before-key-run"),
        ("outside-plan, lower-body-before-key-run", "lower-body-before-key-run"),
        ("outside-plan, lower-body-before-key-run, no-rest-day", "lower-body-before-key-run"),
    ] {
        let week = |rules: &str| {
            plan(&format!(
                r#"mon: ["lower @ 18:00"], // gait: allow({rules}): the gym is closed on Tuesdays
        tue: ["track @ 07:00"],"#
            ))
        };
        let fixed = fix(&Inputs::plan(Source::new("plan", week(before))), Safety::Safe);
        assert_eq!(*fixed.after.source.text, *week(after));
    }
}

#[test]
fn the_last_session_before_a_race_is_dropped_from_its_own_row() {
    let text = r#"Plan(
    format: 1,
    name: "Fixes",
    start: "2027-03-01",
    goals: [Race(name: "City 10 km", date: "2027-03-14", distance: "10 km")],
    sessions: { "gym": Strength(focus: Upper, lifts: ["push-up 3x10", "db-row 3x10/side @ 10 kg"]) },
    phases: [Phase(focus: RacePrep, week: [(tue: ["gym"]), (mon: ["easy: 5 km", "gym"], wed: ["easy: 5 km", "gym"])])],
    lint: (levels: { "volume": Off, "racing": Off, "recovery": Off, "interference": Off }),
)
"#;
    let fixed = fix(&Inputs::plan(Source::new("plan", text)), Safety::Suggested);
    let dropped = fixed.applied.iter().find(|a| a.rule == "peak-strength-cap").expect("it helps");
    assert_eq!(dropped.label, "drop `gym`");
    let after = &fixed.after.source.text;
    assert!(after.contains(r#"(mon: ["easy: 5 km", "gym"], wed: ["easy: 5 km"])"#), "{after}");
}

#[test]
fn strength_progresses_in_smaller_steps() {
    let gym = |sets: &str| {
        format!(r#"sessions: {{ "gym": Strength(["back-squat {sets}", "push-up 2x10 rir 3"]) }},"#)
    };
    let phase = |rest: &str| format!(r#"Phase(weeks: 4, week: (tue: ["gym"], fri: ["gym"]){rest}),"#);
    let novice = |sets: &str| format!("athlete: Athlete(level: Novice),\n    {}", gym(sets));
    for (field, rest, rule, label, now) in [
        (
            gym("3x8 @ 50 kg rir 3"),
            r#", ramp: { "gym/back-squat": Grow(by: "10 kg", to: "80 kg") }"#,
            "load-step-size",
            "grow by 5 kg at a time",
            r#"Grow(by: "5 kg", to: "80 kg")"#,
        ),
        (
            gym("3x8 @ 50 kg rir 3"),
            r#", ramp: { "gym/back-squat": RepsThenLoad(reps: "8-9", load: "30 %") }"#,
            "load-step-size",
            "raise the load by 12 %",
            r#"RepsThenLoad(reps: "8-9", load: "12 %")"#,
        ),
        (
            gym("2x8 @ 50 kg rir 3"),
            r#", deload: (every: 4, running: "70 %", strength: "80 %")"#,
            "deload-not-light",
            "halve the strength sets of the deload weeks",
            r#"deload: (every: 4, running: "70 %", strength: "50 %")"#,
        ),
        (
            novice("3x8 @ 50 kg rir 1 tempo 3-1-1 rest 90 s"),
            "",
            "starting-too-hard",
            "leave 3 repetitions in reserve, and choose a lighter load",
            r#""back-squat 3x8 @ 50 kg rir 3 tempo 3-1-1 rest 90 s""#,
        ),
    ] {
        let plan = with_field(&field, &phase(rest));
        let fixed = fix(&Inputs::plan(Source::new("plan", plan.as_str())), Safety::Suggested);
        let done: Vec<String> = fixed.applied.iter().map(|a| format!("{}: {}", a.rule, a.label)).collect();
        assert!(done.contains(&format!("{rule}: {label}")), "{done:?}");
        let text = &fixed.after.source.text;
        assert!(!plan.contains(now) && text.contains(now), "{text}");
    }
}

#[test]
fn many_weeks_of_strength_get_a_lighter_one() {
    let gym = r#"sessions: { "gym": Strength(["back-squat 3x8 @ 50 kg rir 3", "push-up 2x10 rir 3"]) },"#;
    let plan = with_field(gym, r#"Phase(weeks: 8, week: (tue: ["gym"], fri: ["gym"])),"#);
    let fixed = fix(&Inputs::plan(Source::new("plan", plan)), Safety::Suggested);
    let done: Vec<&str> = fixed.applied.iter().map(|a| a.rule).collect();
    assert!(done.contains(&"deload-missing"), "{done:?}");
    let deload = r#"deload: (every: 4, running: "100 %", strength: "50 %")"#;
    assert!(fixed.after.source.text.contains(deload), "{}", fixed.after.source.text);
}

/// Each rule's first fix of one finding, in a plan that differs by a session.
#[test]
fn strength_sessions_are_mended_where_they_stand() {
    for (session, rule, label, after) in [
        (
            r#"Strength(["pogo-hops 5x30", "dead-bug 2x10"])"#,
            "plyometric-dose",
            "do `pogo-hops` 3x30",
            r#"Strength(["pogo-hops 3x30", "dead-bug 2x10"])"#,
        ),
        (
            r#"Strength([(lift: "step-up 3x8", left: "2x8", right: "3x8")])"#,
            "side-imbalance",
            "do `step-up` 3x8 on both sides",
            r#"Strength([(lift: "step-up 3x8", left: "3x8", right: "3x8")])"#,
        ),
        (
            r#"Strength(["deadlift 3x8 rir 2 tempo 1-1-1"])"#,
            "tempo-band",
            "lift `deadlift` with tempo 3-0-1-1",
            r#"Strength(["deadlift 3x8 rir 2 tempo 3-0-1-1"])"#,
        ),
        (
            r#"Strength([(lift: "back-squat 3x8 rir 2", breath: Hold)])"#,
            "breath-hold",
            "breathe out with the effort of `back-squat`",
            r#"Strength([(lift: "back-squat 3x8 rir 2", breath: Exhale)])"#,
        ),
        (
            r#"Strength([(lift: "step-up 3x8/side", box: "60 cm")])"#,
            "step-height",
            "use a box of 45 cm",
            r#"Strength([(lift: "step-up 3x8/side", box: "45 cm")])"#,
        ),
        (
            r#"Strength(duration: "30 min", lifts: ["hip-thrust 4x8", "deadlift 4x8", "push-up 4x8", "db-row 4x8/side"])"#,
            "content-does-not-fit",
            "plan 45 min for `gym`",
            r#"Strength(duration: "45 min", lifts: ["hip-thrust 4x8", "deadlift 4x8", "push-up 4x8", "db-row 4x8/side"])"#,
        ),
        (
            r#"Strength(["split-squat 3x10/side", "deadlift 3x8"])"#,
            "warm-up-missing",
            "begin `gym` with 6 min of warm-up",
            r#"Strength(warm_up: "6 min", lifts: ["split-squat 3x10/side", "deadlift 3x8"])"#,
        ),
        (
            r#"Strength(["goblet-squat 3x10 rir 3", "dead-bug 2x10"])"#,
            "mobility-gate",
            "do `bodyweight-squat` instead of `goblet-squat`",
            r#"Strength(["bodyweight-squat 3x10 rir 3", "dead-bug 2x10"])"#,
        ),
    ] {
        let squat = if rule == "mobility-gate" { r#"Fail("2027-02-20")"# } else { "Attested" };
        let plan = |session: &str| {
            let athlete = format!(
                r#"athlete: Athlete(body: (knee: "48 cm"), familiar: All, gates: (squat: {squat}, lunge: Attested,
        hinge: Attested, calf_capacity: Attested)), sessions: {{ "gym": {session} }},"#
            );
            with_field(&athlete, r#"Phase(weeks: 1, week: (tue: ["gym"])),"#)
        };
        let inputs = Inputs::plan(Source::new("plan", plan(session)));
        let snapshot = Snapshot::new(&inputs);
        assert!(snapshot.problems.is_empty(), "{:?}", snapshot.problems);
        let finding = snapshot.findings.iter().find(|f| f.rule().name == rule).expect(rule);
        let fixes = snapshot.fixes(&inputs, finding);
        let fix = fixes.first().expect(rule);
        assert_eq!((fix.label.as_str(), fix.safety), (label, Safety::Suggested));
        assert_eq!(*fix.after.source.text, *plan(after));
    }
}

/// A load never rises, and work by one set at most.
#[test]
fn the_sides_of_a_lift_are_evened_without_a_leap() {
    for (left, right, after) in [
        ("2x8", "3x8", Some(("3x8", "3x8"))),
        ("3x8 @ 10 kg", "2x8 @ 10 kg", Some(("3x8 @ 10 kg", "3x8 @ 10 kg"))),
        ("4x8", "2x8", Some(("2x8", "2x8"))),
        ("3x6", "3x8", Some(("3x6", "3x6"))),
        ("3x8 @ 10 kg", "3x8 @ 14 kg", Some(("3x8 @ 10 kg", "3x8 @ 10 kg"))),
        ("3x8 @ 14 kg", "2x8 @ 10 kg", Some(("2x8 @ 10 kg", "2x8 @ 10 kg"))),
        ("4x8 @ 10 kg", "2x8 @ 14 kg", None),
    ] {
        let plan = |left: &str, right: &str| {
            set(&format!(
                r#"sessions: {{ "gym": Strength([(lift: "step-up 3x8", left: "{left}", right: "{right}"), "push-up 2x10"]) }},
phases: [Phase(weeks: 1, week: (tue: ["gym"]))],"#
            ))
            .text
        };
        let inputs = Inputs::plan(Source::new("plan", plan(left, right)));
        let snapshot = Snapshot::new(&inputs);
        let finding = snapshot.findings.iter().find(|finding| finding.rule().name == "side-imbalance");
        let fixes = snapshot.fixes(&inputs, finding.expect("the sides differ"));
        let texts: Vec<&str> = fixes.iter().map(|fix| &*fix.after.source.text).collect();
        let after: Vec<String> = after.iter().map(|(left, right)| plan(left, right)).collect();
        assert_eq!(texts, after, "{left}, {right}");
    }
}

#[test]
fn a_missing_tempo_is_safe_to_write() {
    let plan = |lift: &str| {
        let lint = r#"lint: (params: { "tempo-band": { "missing": 1 } }),"#;
        let sessions = format!(r#"sessions: {{ "gym": Strength(["{lift}"]) }}, {lint}"#);
        with_field(&sessions, r#"Phase(weeks: 1, week: (tue: ["easy: 5 km", "gym"])),"#)
    };
    let fixed = fix(&Inputs::plan(Source::new("plan", plan("hip-thrust 3x8 @ 40 kg rir 3"))), Safety::Safe);
    assert_eq!(*fixed.after.source.text, *plan("hip-thrust 3x8 @ 40 kg tempo 3-1-1-1 rir 3"));
}

#[test]
fn one_share_for_everything_is_written_apart_where_half_the_sets_go() {
    let plan =
        set(r#"weeks: 4, week: (tue: ["lower"], thu: ["maint"]), deload: (every: 4, volume: "90 %"),"#);
    let inputs = Inputs::plan(Source::new("plan", plan.text));
    let snapshot = Snapshot::new(&inputs);
    let finding = snapshot.findings.iter().find(|finding| finding.rule().name == "deload-not-light");
    let fixes = snapshot.fixes(&inputs, finding.expect("the week is not light"));
    let text = &fixes.first().expect("half the sets are offered").after.source.text;
    assert!(text.contains(r#"deload: (every: 4, running: "90 %", strength: "50 %")"#), "{text}");
}

#[test]
fn a_lift_whose_test_was_failed_goes_without_its_load() {
    for (gate, lift, after) in [
        ("hinge", "romanian-deadlift 3x10 @ 40 kg rir 3", Some("romanian-deadlift 3x10 @ bodyweight rir 3")),
        ("lunge", "walking-lunge 3x10/side @ 2x8 kg", Some("bw-lunge 3x10/side")),
        ("squat", "goblet-squat 3x10 @ 16 kg", Some("bodyweight-squat 3x10")),
        (
            "squat",
            "goblet-squat 8 @ 12 kg, 6 @ 16 kg",
            Some("bodyweight-squat 8 @ bodyweight, 6 @ bodyweight"),
        ),
        // Ten repetitions of what is held for seconds would be ten seconds.
        ("squat", "leg-press 3x10 @ 60 kg", None),
    ] {
        let plan = set(&format!(
            r#"athlete: Athlete(familiar: All, gates: (squat: Attested, lunge: Attested, hinge: Attested, calf_capacity: Attested)),
sessions: {{ "gym": Strength(["{lift}", "push-up 2x10 rir 3"]) }},
phases: [Phase(weeks: 1, week: (tue: ["gym"]))],"#
        ));
        let text = plan.text.replace(&format!("{gate}: Attested"), &format!("{gate}: Fail(\"2027-02-01\")"));
        let inputs = Inputs::plan(Source::new("plan", text));
        let snapshot = Snapshot::new(&inputs);
        let finding = snapshot.findings.iter().find(|finding| finding.rule().name == "mobility-gate");
        let fixes = snapshot.fixes(&inputs, finding.expect("a load after a failed test is flagged"));
        let text = fixes.first().map(|fix| &*fix.after.source.text);
        let is_so = match (text, after) {
            (Some(text), Some(after)) => text.contains(&format!("\"{after}\"")),
            (text, after) => text.is_none() && after.is_none(),
        };
        assert!(is_so, "{lift}: {:?}", fixes.first().map(|fix| &fix.label));
    }
}

/// What is planned on the other days, and how long and far.
fn elsewhere(snapshot: &Snapshot, date: &str) -> Vec<String> {
    let calendar = &snapshot.calendar;
    let told = calendar.sessions.iter().filter(|session| session.is_planned()).map(|session| {
        let (minutes, mm) = (session.minutes(), session.estimate.mm());
        format!("{} {} {minutes} min {mm} mm", calendar.date(session.day), session.name)
    });
    told.filter(|told| !told.starts_with(date)).collect()
}

/// The days of races, and how often each session is planned.
fn races_and_counts(snapshot: &Snapshot) -> (Vec<u32>, BTreeMap<String, usize>) {
    let planned = || snapshot.calendar.sessions.iter().filter(|session| session.is_planned());
    let races = planned().filter(|session| session.kind() == Kind::Race).map(|race| race.day).collect();
    let mut counts = BTreeMap::new();
    planned().for_each(|session| *counts.entry(session.name.to_string()).or_default() += 1);
    (races, counts)
}

#[test]
fn what_a_fix_does_not_speak_of_stays() {
    const LEGS_THEN_TRACK: &str = r#"mon: ["lower @ 18:00"], tue: ["track @ 07:00"]"#;
    let cases = [
        ("a blocked day", format!(r#"blocked: [(from: "2027-03-03", to: "2027-03-05")], phases: [Phase(weeks: 1, week: ({LEGS_THEN_TRACK}))],"#)),
        ("days with entries", format!(r#"days: {{ "week 2 tue": ["easy"], "week 3 tue": ["easy"] }}, phases: [Phase(weeks: 3, week: ({LEGS_THEN_TRACK}))],"#)),
        ("the end of the plan", format!(r#"end: "2027-03-09", phases: [Phase(weeks: 2, week: ({LEGS_THEN_TRACK}))],"#)),
        ("a race of the goals", r#"goals: [Race(date: "2027-03-06", distance: "10 km", priority: B)], phases: [Phase(weeks: 1, week: (tue: ["easy"], sun: ["long"]))],"#.to_owned()),
        ("a race of the pattern", r#"phases: [Phase(weeks: 1, week: (fri: ["tempo"], sat: ["race: 5 km @ 09:00"], sun: ["long"]))],"#.to_owned()),
        ("a ramp", r#"sessions: { "roll": Long("14 km") }, phases: [Phase(weeks: 5, week: (tue: ["easy: 40 min"], sun: ["roll"]), ramp: { "roll": Grow(by: "1 km", from: "26 km", to: "32 km") })],"#.to_owned()),
        ("a lighter week", r#"goals: [Race(date: "2027-03-28", distance: "10 km")], phases: [Phase(weeks: 4, week: (thu: ["easy: 8 km @ 07:00", "lower @ 18:00"], sun: ["easy: 10 km"]), volume: ["100 %", "100 %", "100 %", "50 %"])],"#.to_owned()),
    ];
    let [mut offered, mut moved, mut dated] = [0; 3];
    for (name, case) in cases {
        let inputs = Inputs::plan(Source::new("plan", set(&case).text));
        let snapshot = Snapshot::new(&inputs);
        assert!(snapshot.problems.is_empty(), "{name}: {:?}", snapshot.problems);
        let (races, counts) = races_and_counts(&snapshot);
        for fix in snapshot.findings.iter().flat_map(|finding| snapshot.fixes(&inputs, finding)) {
            offered += 1;
            let (races_after, counts_after) = races_and_counts(&fix.after);
            assert_eq!(races, races_after, "{name}: {}", fix.label);
            if fix.label.starts_with("move ") || fix.label.starts_with("let ") {
                assert_eq!(counts, counts_after, "{name}: {}", fix.label);
            }
            if fix.label.ends_with(", in that week only") {
                moved += 1;
                let (was, is) = (elsewhere(&snapshot, "none"), elsewhere(&fix.after, "none"));
                assert_eq!(was.len(), is.len(), "{name}: {}", fix.label);
                let other = was.iter().filter(|session| !is.contains(session)).count();
                assert_eq!(other, 1, "{name}: {}", fix.label);
            } else if let Some(label) = fix.label.strip_suffix(" only") {
                dated += 1;
                let (_, date) = label.rsplit_once(' ').expect("a date");
                assert_eq!(elsewhere(&snapshot, date), elsewhere(&fix.after, date), "{name}: {}", fix.label);
            }
        }
    }
    assert!(offered >= 12 && moved > 0 && dated > 0, "{offered}, {moved} moved, {dated} on a date");
}

#[test]
fn what_shows_once_is_mended_once() {
    let plan = set(r#"goals: [Race(date: "2027-03-20", distance: "10 km", priority: B)],
phases: [Phase(weeks: 6, week: (tue: ["tempo: 6 km"], thu: ["easy: 8 km"], sun: ["long: 16 km"]))],"#);
    let inputs = Inputs::plan(Source::new("plan", plan.text));
    let snapshot = Snapshot::new(&inputs);
    let of_the_race = ["too-soon-after-race", "key-runs-too-close"];
    let once = |finding: &&gait_rules::Finding| of_the_race.contains(&finding.rule().name);
    let fixes: Vec<_> =
        snapshot.findings.iter().filter(once).flat_map(|finding| snapshot.fixes(&inputs, finding)).collect();
    let of_sunday = fixes.iter().find(|fix| fix.label.contains("`long` on Sun 2027-03-21 only"));
    assert!(of_sunday.is_some(), "{:?}", fixes.iter().map(|fix| &fix.label).collect::<Vec<_>>());
    for fix in fixes {
        assert!(fix.after.source.text.contains(r#"sun: ["long: 16 km"]))]"#), "{}", fix.label);
        assert!(fix.after.source.text.contains("days: {"), "{}", fix.label);
    }
}

#[test]
fn a_date_in_a_lighter_week_keeps_what_stands_beside_as_light() {
    let plan = set(r#"goals: [Race(date: "2027-03-20", distance: "10 km", priority: B)],
phases: [Phase(weeks: 4, week: (tue: ["easy: 8 km"], sun: ["easy: 8 km @ 07:00", "tempo: 10 km @ 18:00"]), volume: ["100 %", "100 %", "50 %", "100 %"])],"#);
    let inputs = Inputs::plan(Source::new("plan", plan.text));
    let snapshot = Snapshot::new(&inputs);
    let finding = snapshot.findings.iter().find(|finding| finding.rule().name == "too-soon-after-race");
    let fixes = snapshot.fixes(&inputs, finding.expect("5 km of tempo on the day after"));
    let entries: Vec<&str> =
        fixes.iter().filter_map(|fix| Some(fix.after.source.text.split_once("days: ")?.1)).collect();
    assert!(
        entries.iter().any(|days| days.contains(r#""2027-03-21": ["easy: 4 km @ 07:00", "easy: "#)),
        "{entries:?}"
    );
}

#[test]
fn nothing_hides_under_a_comment() {
    let plan = |comment: &str| {
        let text = format!(
            r#"athlete: Athlete(
    level: Intermediate, weekly_distance: "40 km", longest_run: "20 km", familiar: All,
    gates: (squat: Attested, lunge: Attested, hinge: Attested, calf_capacity: Attested),
    availability: (mon: "any", tue: "06:00-08:00", wed: "any", thu: "06:00-08:00"),
),
phases: [Phase(weeks: 2, week: (
    mon: ["lower @ 18:00"],
    tue: ["track @ 07:00"],
    wed: ["easy: 5 km @ 07:00"], {comment}
    thu: ["tempo @ 07:00"],
))],"#
        );
        Inputs::plan(Source::new("plan", set(&text).text))
    };
    let allow =
        "// gait: allow(lower-body-before-key-run, interference-score-high): the physiotherapist says so";
    for comment in ["", allow] {
        let inputs = plan(comment);
        let snapshot = Snapshot::new(&inputs);
        assert!(snapshot.problems.is_empty(), "{:?}", snapshot.problems);
        let finding = snapshot.findings.iter().find(|f| f.rule().name == "interference-score-high");
        let fixes = snapshot.fixes(&inputs, finding.expect("the evening before"));
        let moves = fixes.iter().map(|fix| &fix.label).filter(|label| label.starts_with("move")).count();
        assert_eq!(moves, 0, "{comment}: {:?}", fixes.iter().map(|fix| &fix.label).collect::<Vec<_>>());
    }
}

#[test]
fn a_session_is_made_lighter_once() {
    let plan = set(r#"
sessions: { "lift": Strength(duration: "45 min", warm_up: "6 min", lifts: ["back-squat 4x8 @ 80 kg rir 1", "deadlift 4x8 @ 100 kg rir 1"]) },
phases: [Phase(weeks: 4, week: (mon: ["lift"], tue: ["tempo: 8 km"], wed: ["lift"], thu: ["tempo: 8 km"], fri: ["lift"], sat: ["long: 16 km"], sun: ["tempo: 8 km"]))],"#);
    let fixed = fix(&Inputs::plan(Source::new("plan", plan.text)), Safety::Suggested);
    let cuts: Vec<&str> =
        fixed.applied.iter().map(|fix| &*fix.label).filter(|label| label.starts_with("take ")).collect();
    assert_eq!(cuts.len(), 1, "{cuts:?}");
}

/// The legs are cut on a date and then in all weeks, and there is nothing left for another run.
#[test]
fn a_second_run_finds_nothing_to_mend() {
    let plan = r#"Plan(
    format: 1,
    name: "Back-to-back 50 km, sixteen weeks",
    end: "2027-09-26",
    goals: [Race(date: "2027-09-25", distance: "50 km")],
    sessions: {
        "climbs": Hills("2 mi easy + 6x(2 min uphill + 2 min downhill) + 2 mi easy"),
        "legs": Strength(lifts: [
            "step-up 3x8/side @ 2x10 kg rir 2",
            "lateral-step-down 2x10/side rir 2",
            "side-plank 2x40 s/side rir 2",
        ]),
    },
    phases: [
        Phase(
            weeks: 13,
            week: (
                tue: ["easy: 5 mi", "legs"],
                wed: ["climbs"],
            ),
        ),
    ],
)
"#;
    let folder = format!("{}/../plans", env!("CARGO_MANIFEST_DIR"));
    let entries =
        std::fs::read_dir(folder).expect("the worked plans").map(|entry| entry.expect("an entry").path());
    let is_plan = |path: &std::path::PathBuf| path.to_string_lossy().ends_with(".plan.ron");
    let worked = entries.filter(is_plan).map(|path| std::fs::read_to_string(path).expect("a plan"));
    for text in worked.chain([plan.to_owned()]) {
        let once = fix(&Inputs::plan(Source::new("plan", text)), Safety::Suggested).after;
        let again = fix(&Inputs::plan(Source::new("plan", &*once.source.text)), Safety::Suggested);
        assert!(again.applied.is_empty(), "{:?}\n{}", again.applied, once.source.text);
    }
}

/// Whoever calls a session lighter than another need not have it cut by way of that one's name.
#[test]
fn a_lighter_copy_is_not_cut_again() {
    let cuts = |name: &str| {
        let plan = set(&r#"
sessions: { "lift": Strength(duration: "45 min", warm_up: "6 min", lifts: ["back-squat 4x8 @ 80 kg rir 1", "deadlift 4x8 @ 100 kg rir 1"]) },
phases: [Phase(weeks: 4, week: (mon: ["lift"], tue: ["tempo: 8 km"], wed: ["lift"], thu: ["tempo: 8 km"], fri: ["lift"], sat: ["long: 16 km"], sun: ["tempo: 8 km"]))],"#
            .replace("lift\"", &format!("{name}\"")));
        let fixed = fix(&Inputs::plan(Source::new("plan", plan.text)), Safety::Suggested);
        fixed.applied.iter().filter(|fix| fix.label.starts_with("take ")).count()
    };
    assert_eq!(["lift-light", "lift-light-2", "lift-light-b"].map(cuts), [0, 0, 1]);
}

#[test]
fn what_a_mistake_may_hide_is_not_taken_out() {
    for (plan, spelt, kept) in [
        (
            r#"sessions: { "tempo": Tempo("30 min"), "long": Long("12 km") }, phases: [Phase(weeks: 2, week: (tue: ["tenpo"], sun: ["long"]))],"#,
            ("tenpo", "easy: 8 km"),
            r#""tempo": Tempo("30 min")"#,
        ),
        (
            r#"sessions: { "tempo": Tempo("30 min") }, phases: [Phase(weeks: 2, week: (tue: ["tenpo"], thu: ["tempo"]))], days: { "2027-03-02": [] },"#,
            ("tenpo", "rest"),
            r#""2027-03-02": []"#,
        ),
        (
            r#"sessions: { "long": Long("12 km") }, phases: [Phase(weeks: 4, week: (sun: ["long 12 km"]), ramp: { "long": Grow(by: "1 km", to: "15 km") })],"#,
            ("long 12 km", "long: 12 km"),
            "Grow(by:",
        ),
        (
            r#"phases: [Phase(weeks: 1, week: (tue: ["easy: 6 km"], /* gait: allow(no-rest-day): a streak */ wed: ["qqqq"]))],"#,
            ("qqqq", "easy: 8 km"),
            "a streak",
        ),
    ] {
        let text = set(plan).text;
        let spelt = text.replace(spelt.0, spelt.1);
        let fixed = |text: String| fix(&Inputs::plan(Source::new("plan", text)), Safety::Suggested).after;
        assert!(fixed(text).source.text.contains(kept), "{plan}");
        // Where nothing is misspelt it goes, so that the mistake is the reason.
        assert!(!fixed(spelt).source.text.contains(kept), "{plan}");
    }
}

#[test]
fn no_fix_makes_interference_worse() {
    let worst = |snapshot: &Snapshot| {
        let scores = snapshot.calendar.strength_interference();
        Band::of(scores.iter().map(|score| score.interference.strength).fold(0.0, f64::max))
    };
    let mut tried = 0;
    for path in ["marathon-off-the-shelf", "gym-on-the-wrong-days", "winter-a-b"] {
        let path = format!("{}/../plans/{path}.plan.ron", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a plan of the repository");
        let inputs = Inputs::plan(Source::new("plan", text));
        let snapshot = Snapshot::new(&inputs);
        for fix in snapshot.findings.iter().flat_map(|finding| snapshot.fixes(&inputs, finding)) {
            tried += 1;
            assert!(worst(&fix.after) <= worst(&snapshot), "{}: {}", fix.rule, fix.label);
        }
    }
    assert!(tried > 9, "{tried}");
}

#[test]
fn misspelt_names_are_written_right_first() {
    let text = set(r#"phases: [Phase(wekes: 2, week: (tue: ["tenpo"], sun: ["long"]))],"#).text;
    let inputs = Inputs::plan(Source::new("plan", text));
    let safe = fix(&inputs, Safety::Safe);
    assert!(safe.after.source.text.contains(r#"["tenpo"]"#), "what was meant is a guess");
    let fixed = fix(&inputs, Safety::Suggested);
    let first: Vec<String> = fixed
        .applied
        .iter()
        .take(2)
        .map(|one| format!("{}: {} ({})", one.rule, one.label, one.gain))
        .collect();
    assert_eq!(
        first,
        ["unknown-field: write `weeks` (1 mistake fewer)", "unknown-name: write `tempo` (1 mistake fewer)"]
    );
    assert!(fixed.after.problems.is_empty(), "{:?}", fixed.after.problems);
}

#[test]
fn strength_stays_away_from_strength() {
    let plan = |week: &str| {
        format!(
            r#"Plan(
    format: 1,
    name: "Two a week",
    start: "2027-03-01",
    sessions: {{
        "track": Intervals("25 min easy + 5x5 min interval"),
        "legs": Strength(warm_up: "6 min", duration: "30 min", lifts: [
            "romanian-deadlift 3x10 rir 2",
            "bulgarian-split-squat 3x10/side rir 2",
            "calf-raise 3x15 rir 2",
        ]),
        "core": Strength(focus: Core, duration: "30 min", lifts: ["dead-bug 3x10", "side-plank 3x30 s/side"]),
    }},
    phases: [Phase(weeks: 2, week: ({week}))],
)
"#
        )
    };
    // The only key run has strength after it already, so nothing moves there, however well the two would go together.
    let week = r#"mon: ["legs"], tue: ["track", "core"], thu: ["easy: 5 km"]"#;
    let fixed = fix(&Inputs::plan(Source::new("plan", plan(week))), Safety::Suggested);
    assert!(fixed.applied.iter().any(|a| a.label.starts_with("move `legs`")), "{:?}", fixed.applied);
    assert!(fixed.after.source.text.contains(r#"tue: ["track", "core"]"#), "{}", fixed.after.source.text);
}

#[test]
fn a_fault_that_goes_to_another_run_is_not_mended() {
    let plan = r#"Plan(
    format: 1,
    name: "Monday and Saturday",
    start: "2027-03-01",
    athlete: Athlete(longest_run: "18 km", familiar: All, gates: (squat: Attested, hinge: Attested)),
    sessions: {
        "track": Intervals("2 km + 6x(1 km @ 4:30/km, 2 min jog) + 2 km"),
        "tempo": Tempo("2 km easy + 6 km threshold + 2 km"),
        "long": Long("18 km"),
        "gym-a": Strength(warm_up: "6 min", lifts: ["back-squat 3x10 rir 2", "romanian-deadlift 3x10 rir 2", "calf-raise-single 3x15 rir 2"]),
        "gym-b": Strength(warm_up: "6 min", lifts: ["bulgarian-split-squat 3x10 rir 2", "hip-thrust 3x10 rir 2", "side-plank 3x30 s"]),
    },
    phases: [Phase(weeks: 3, week: (
        mon: ["gym-a"], tue: ["track"], wed: ["easy: 8 km"], thu: ["tempo", "gym-b"], sat: ["easy: 8 km"], sun: ["long"],
    ))],
)
"#;
    let inputs = Inputs::plan(Source::new("plan", plan));
    let snapshot = Snapshot::new(&inputs);
    let finding = snapshot.findings.iter().find(|finding| finding.rule().name == "hard-days-in-a-row");
    let finding = finding.expect("Sunday to Tuesday are hard");
    // On Saturday the legs would be as heavy before the long run as they are before the track now.
    let fixes = snapshot.fixes(&inputs, finding);
    let labels: Vec<&str> = fixes.iter().map(|fix| &*fix.label).collect();
    assert!(!labels.iter().any(|label| label.contains("Monday and Saturday")), "{labels:?}");
}

#[test]
fn a_fault_of_another_run_is_named() {
    let path = format!("{}/../plans/gym-on-the-wrong-days.plan.ron", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a plan of the repository");
    // The gym is for evenings.
    let evenings = r#"athlete: Athlete(availability: (mon: "any", tue: "06:00-08:30, 17:00-21:00", wed: "any", thu: "any", fri: "any", sat: "any", sun: "any"),"#;
    let text = text.replace("athlete: Athlete(", evenings);
    let inputs = Inputs::plan(Source::new("plan", text));
    let snapshot = Snapshot::new(&inputs);
    let finding = snapshot.findings.iter().find(|finding| finding.rule().name == "interference-score-high");
    let fixes = snapshot.fixes(&inputs, finding.expect("legs before the tempo"));
    let gains: Vec<&str> = fixes.iter().map(|fix| &*fix.gain).collect();
    // The error before one run goes, and a warning before another comes.
    assert!(gains.iter().any(|gain| gain.contains("new: `interference-score-high`")), "{gains:?}");
}

#[test]
fn a_written_start_may_go_with_a_move() {
    let path = format!("{}/../plans/sample-week-evening.plan.ron", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a plan of the repository");
    let fixed = |text: &str| fix(&Inputs::plan(Source::new("plan", text)), Safety::Suggested);
    let open = fixed(&text);
    assert!(open.after.findings.is_empty(), "{:?}", open.applied);
    assert!(open.after.source.text.contains(r#"thu: ["tempo @ 07:00", "lower-40"]"#));
    // Where the hours end with the run, it does not follow straight after.
    let hours = r#"athlete: Athlete(availability: (mon: "any", tue: "06:00-09:00, 17:00-21:00", wed: "any", thu: "06:00-08:00, 17:00-21:00", fri: "any", sat: "any", sun: "any"),"#;
    let closed = fixed(&text.replace("athlete: Athlete(", hours));
    let rules: Vec<&str> = closed.after.findings.iter().map(|finding| finding.rule().name).collect();
    assert!(!rules.contains(&"overlap-or-overbooked"), "{:?}", closed.applied);
    assert!(
        !closed.after.source.text.contains(r#"thu: ["tempo @ 07:00", "lower-40"]"#),
        "{:?}",
        closed.applied
    );
}

/// A week whose pattern is at fault on four Sundays, and in one of them once more.
const SUNDAYS: &str = r#"Plan(
    format: 1,
    name: "Early mornings",
    start: "2027-03-01",
    sessions: {
        "quick": Intervals("10 min easy + 5x(3 min @ 95-100 % 5k + 2 min jog) + 10 min easy"),
        "tempo": Tempo("15 min easy + 15 min @ 80-85 %hr + 5 min easy"),
        "long": Long("55 min"),
        "legs": Strength(lifts: [
            "split-squat 2x10/side @ 2x8 kg rir 2",
            "calf-raise-single 2x15/side rir 2",
        ]),
    },
    phases: [
        Phase(weeks: 5, week: ()),
        Phase(
            weeks: 4,
            week: (
                sun: ["long", "tempo @ 05:55", "quick @ 05:55", "legs"],
            ),
            deload: (weeks: [8], running: "80 %", strength: "60 %"),
        ),
    ],
)
"#;

/// The fixes of a plan as they are reported.
fn reported(text: &str) -> Vec<FixReport> {
    let inputs = Inputs::plan(Source::new("plan", text));
    let report = Snapshot::new(&inputs).report_with_fixes(&inputs);
    report.diagnostics.into_iter().filter_map(|one| one.fixes).flatten().collect()
}

#[test]
fn a_finding_in_two_parts_is_no_more_than_it_was() {
    let fixes = reported(SUNDAYS);
    let moved = fixes.iter().find(|fix| fix.label.ends_with("in that week only")).expect("a move on a date");
    // The week is written out, and what is held against the pattern is held against both from then on.
    assert_eq!(moved.gain, "interference moderate → negligible");
}

#[test]
fn edits_are_in_the_order_of_the_text() {
    let fixes = reported(SUNDAYS);
    assert!(fixes.iter().any(|fix| fix.edits.len() > 2), "a session goes with its definition");
    for fix in fixes {
        assert!(fix.edits.is_sorted_by_key(|edit| edit.span), "{}: {:?}", fix.label, fix.edits);
    }
}

#[test]
fn however_many_slips_are_mended_at_once() {
    let allow = "            // gait: allow(outside-plan): the holiday may move\n";
    let week = format!(
        "Phase(weeks: 1, week: (\n{}            tue: [\"easy: 5 km\"],\n        )),",
        allow.repeat(120)
    );
    let fixed = fix(&Inputs::plan(Source::new("plan", with_field("", &week))), Safety::Safe);
    assert_eq!(fixed.applied.len(), 120);
    assert!(!fixed.after.source.text.contains("allow"));
}
