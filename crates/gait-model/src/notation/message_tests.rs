//! What is said about mistakes, and that the plans of the format's description read without any.

use super::*;

/// Every error of a string as `at: message (help)`, where `at` is the text marked.
fn errors<T>(text: &str, parsed: &Parsed<T>) -> Vec<String> {
    let marked = |e: &NotationError| text[e.at.start as usize..e.at.end as usize].to_owned();
    let help = |e: &NotationError| e.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    parsed.errors.iter().map(|e| format!("{}: {}{}", marked(e), e.message, help(e))).collect()
}

#[test]
fn canonical_notation_reads_and_prints_itself() {
    for text in [
        "12 km",
        "40 min",
        "40-50 min",
        "3 h 30 min",
        "90 s",
        "7.5 mi",
        "20 min threshold",
        "2 km easy + 5 km threshold + 1 km easy",
        "6x800 m @ 5k",
        "5-6x(3 min @ 10k + 2 min jog)",
        "15 min easy + 6x(800 m @ 5k + 90 s jog) + 10 min easy",
        "6x(800 m @ 5k, 90 s jog)",
        "6x(3 min @ rpe 8.5, 2 min)",
        "2x(3x(200 m sprint, 1 min walk), 5 min rest) @ 95 % half",
        "8 km easy..steady",
        "10 km @ 4:30/km",
        "10 mi @ 7:00-7:15/mi",
        "30 min @ 75-80 %hr",
        "5 km @ 92.5-95 % marathon",
        "8 km + 4x100 m stride",
    ] {
        let run = parse_run(text);
        assert_eq!(errors(text, &run), Vec::<String>::new(), "{text}");
        assert_eq!(run.value.expect("no errors").to_string(), text);
    }
    for text in [
        "goblet-squat 3x10 rir 2 tempo 3-1-1",
        "side-plank 3x30 s/side",
        "romanian-deadlift 3x10 @ 50 kg rir 2 tempo 4-1-1 rest 60 s",
        "bulgarian-split-squat 3x8/side @ 2x10 kg rir 2 rest 60 s",
        "hip-thrust 2x8-12 @ 60 kg rir 2 rest 60 s",
        "90-90-hip-switch 2x8",
        "farmer-carry 3x20 m @ 2x24 kg",
        "push-up 3xmax",
        "back-squat",
        "back-squat rpe 8",
        "back-squat 3x5 @ 72.5 %1rm tempo 2-0-X test",
        "back-squat 5 @ 60 kg, 5 @ 70 kg, 5+ @ 80 kg rest 3 min",
        "pull-up 3x5 @ bodyweight rir 1.5",
        "band-walk 2x10/side @ band tempo 2-1-2.5-1",
        "bench-press 3x5 @ 135 lb",
    ] {
        let lift = parse_lift(text);
        assert_eq!(errors(text, &lift), Vec::<String>::new(), "{text}");
        assert_eq!(lift.value.expect("no errors").to_string(), text);
    }
    for text in [
        "rest",
        "track @ 06:30",
        "recovery: 30 min | rest",
        "mobility: 15 min?",
        "easy: 8 km @ 4:30/km? @ 06:30",
        "5k-test: 5 km @ 5k | easy: 6 mi @ 07:00",
        "easy: 6x(1 km @ 04:30/km, 90 s) @ 18:00",
    ] {
        let slot = parse_slot(text);
        assert_eq!(errors(text, &slot), Vec::<String>::new(), "{text}");
        let printed = slot.value.expect("no errors").to_string();
        assert_eq!(printed, text.replace("04:30/km", "4:30/km"));
    }
}

#[test]
fn white_space_is_free() {
    let tight = parse_run("15min easy+6x(800m@5k+90s jog)").value;
    let loose = parse_run("  15 min   easy\n+ 6 x ( 800 m @ 5k\t+ 90 s jog )\u{a0}").value;
    assert!(tight.is_some());
    assert_eq!(tight, loose);
    assert_eq!(parse_percent("60%").value, parse_percent(" 60 % ").value);
}
