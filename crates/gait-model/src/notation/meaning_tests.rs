//! What strings mean: values, places, and the forms that are kept where a string has mistakes.

use super::*;
use crate::units::{Clock, Distance, DistanceUnit, Duration, Mass, Pace, Percent, Range};

fn value<T>(parsed: Parsed<T>) -> T {
    assert_eq!(parsed.errors, vec![]);
    parsed.value.expect("no errors")
}

fn marked<'a, T>(text: &'a str, at: &At<T>) -> &'a str {
    &text[at.at.start as usize..at.at.end as usize]
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
        assert_eq!(value(run).to_string(), text);
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
        assert_eq!(value(lift).to_string(), text);
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
        let printed = value(slot).to_string();
        assert_eq!(printed, text.replace("04:30/km", "4:30/km"));
    }
}

#[test]
fn white_space_is_free() {
    let tight = parse_run("15min easy+6x(800m@5k+90s jog)").value;
    let loose = parse_run("  15 min   easy\n+ 6 x ( 800 m @ 5k\t+ 90 s jog )\u{a0}").value;
    assert!(tight.is_some());
    assert_eq!(tight, loose);
    assert_eq!(parse_slot("tempo\u{a0}@\u{a0}06:30").value, parse_slot("tempo@06:30").value);
    assert_eq!(parse_percent("60%").value, parse_percent(" 60 % ").value);
}

#[test]
fn a_run_knows_its_parts_and_their_places() {
    let text = "2 km easy + 5-6x(800 m @ 95-100 % 5k + 90 s jog, 2 min)";
    let run = value(parse_run(text));
    let [warm_up, repeats] = &run.steps[..] else { panic!("two steps") };
    assert_eq!(marked(text, warm_up), "2 km easy");
    assert_eq!(warm_up.value.target.as_ref().map(|target| marked(text, target)), Some("easy"));
    let counts = repeats.value.repeats.as_ref().expect("repeats");
    assert_eq!((marked(text, counts), counts.value), ("5-6", Range { low: 5, high: 6 }));
    let Body::Group { run: inside, between } = &repeats.value.body else { panic!("a group") };
    assert_eq!(*between, Some((Amount::Time(Range::single(Duration::minutes(2))), None)));
    let Body::Amount(amount) = &inside.steps[0].value.body else { panic!("an amount") };
    assert_eq!(marked(text, amount), "800 m");
    assert_eq!(amount.value, Amount::Distance(Range::single(Distance::metres(800))));
    let target = inside.steps[0].value.target.as_ref().expect("a target");
    assert_eq!(marked(text, target), "@ 95-100 % 5k");
    let shares = Range { low: Percent::new(95), high: Percent::new(100) };
    assert_eq!(target.value, Target::PercentOfRace(shares, RaceWord::FiveK));
}

#[test]
fn a_lift_knows_its_parts_and_their_places() {
    let text = "back-squat 3x8-12/side @ 2x12.5 kg rir 1.5 tempo 3-0.5-X rest 1 min 30 s test";
    let lift = value(parse_lift(text));
    let sets = lift.sets.as_ref().expect("sets");
    assert_eq!(marked(text, sets), "3x8-12/side @ 2x12.5 kg");
    let pair = Load::Pair(Mass { ug: 12_500_000_000, unit: Default::default() });
    let reps = Work::Reps(Range { low: 8, high: 12 });
    assert_eq!(sets.value, Sets::Alike { count: 3, work: reps, per_side: true, load: Some(pair) });
    assert_eq!(lift.effort.expect("an effort").value, Effort::Rir(15));
    let phases = [Beat::Tenths(30), Beat::Tenths(5), Beat::Fast, Beat::Tenths(0)];
    assert_eq!(lift.tempo.expect("a tempo").value, Tempo { phases });
    let rest = lift.rest.expect("a rest");
    assert_eq!((marked(text, &rest), rest.value), ("rest 1 min 30 s", Duration::secs(90)));
    assert!(lift.test);
}

#[test]
fn a_slot_with_mistakes_keeps_the_sessions_it_names() {
    let parsed = parse_slot("tempo: 20 mins threshold | Rest | easy: 6 km? @ 06:30");
    assert_eq!(parsed.errors.len(), 2);
    let slot = parsed.value.expect("two names");
    let names: Vec<_> = slot.choices.iter().map(|c| (&*c.value.name.value, c.value.faulty)).collect();
    assert_eq!(names, [("tempo", true), ("easy", false)]);
    assert!(slot.optional);
    assert_eq!(slot.at.map(|at| at.value), Clock::new(6, 30));
    assert_eq!(parse_slot("Rest").value, None);
    // Where only the colon is missing, the run is read.
    let easy = parse_slot("easy 8 km").value.expect("a name");
    assert_eq!(easy.to_string(), "easy: 8 km");
}

#[test]
fn after_at_two_digits_without_a_unit_are_the_clock() {
    let at = |text: &str| value(parse_slot(text)).at.map(|at| at.value.to_string());
    assert_eq!(at("easy: 8 km @ 06:30").as_deref(), Some("06:30"));
    assert_eq!(at("easy: 8 km @ 06:30 "), Some("06:30".into()));
    assert_eq!(at("easy: 8 km @ 06:30/km"), None);
    assert_eq!(at("easy: 8 km @ 06:30 /mi"), None);
    assert_eq!(at("easy: 8 km @ 06:30-06:45/km"), None);
    assert_eq!(at("easy: 8 km @ 06:30/km @ 07:00").as_deref(), Some("07:00"));
}

#[test]
fn metres_too_short_for_how_they_are_run_are_suspect() {
    let suspects = |text: &str| {
        let steps = metres_meant_minutes(&value(parse_run(text)), Zone::Easy, Some(Zone::Easy));
        steps
            .iter()
            .map(|At { at, .. }| text[at.start as usize..at.end as usize].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(suspects("20 m"), ["20 m"]);
    assert_eq!(suspects("5 km easy + 30-40 m steady + (15 m + 1 km)"), ["30-40 m", "15 m"]);
    assert!(suspects("8 km + 4x80 m stride + 6x(60 m sprint, 40 m walk)").is_empty());
    assert!(suspects("100 m + 40 min + 0.05 km").is_empty());
    assert_eq!(suspects("15 m easy + 6x(3 m @ 5k + 2 m jog)"), ["15 m", "3 m", "2 m"]);
    assert_eq!(
        suspects("10 min + 3x(15 m threshold, 60 s jog) + 8x(1 m uphill + 2 m jog)"),
        ["15 m", "1 m", "2 m"]
    );
    assert!(
        suspects("8x(60 m @ 5k + 50 m walk) + 20 m sprint + 3x(2x(40 m uphill + 40 m jog) + 2 min)")
            .is_empty()
    );
}

#[test]
fn single_fields_read_as_meant() {
    assert_eq!(value(parse_duration("1 h 30 min")), Duration::minutes(90));
    assert_eq!(value(parse_duration("1.5 h")), Duration::minutes(90));
    assert_eq!(value(parse_race_time("43:20")), Duration::secs(2600));
    assert_eq!(value(parse_race_time("1:35:00")), Duration::minutes(95));
    assert_eq!(value(parse_race_time("95 min")), Duration::minutes(95));
    assert_eq!(value(parse_race_time("1:35:00")).as_race_time().to_string(), "1:35:00");
    assert_eq!(value(parse_race_distance("half")).mm, 21_097_500);
    assert_eq!(value(parse_race_distance("marathon")).mm, 42_195_000);
    assert_eq!(value(parse_race_distance("5k")), Distance::km(5));
    assert_eq!(value(parse_race_distance("13.1 mi")).mm, 21_082_406);
    assert_eq!(value(parse_race_distance("50 mi")).unit, DistanceUnit::Mi);
    assert_eq!(value(parse_percent("62.5%")).basis_points, 6250);
    assert_eq!(value(parse_pace("7:00/mi")), Pace::new(420, DistanceUnit::Mi));
    assert_eq!(value(parse_length("5 ft 10 in")).um, 1_778_000);
    assert_eq!(value(parse_length("1.78 m")), value(parse_length("178 cm")));
    assert_eq!(value(parse_grow_step("1x")), GrowStep::Repeats(1));
    assert_eq!(value(parse_grow_step("10 min")), GrowStep::Time(Duration::minutes(10)));
    assert_eq!(value(parse_grow_step("5 lb")), GrowStep::Mass(Mass::lb(5)));
    assert_eq!(value(parse_load_step("5 %")), LoadStep::Percent(Percent::new(5)));
    assert_eq!(value(parse_load_step("2.5 kg")).to_string(), "2.5 kg");
    assert_eq!(value(parse_windows("06:00-09:00,17:00 - 24:00")).to_string(), "06:00-09:00, 17:00-24:00");
    assert_eq!(value(parse_windows("any")), Windows::Any);
    assert_eq!(value(parse_amount("15-20 km")).to_string(), "15-20 km");
}

#[test]
fn names_are_lower_case_letters_digits_and_hyphens() {
    assert!(is_name("long") && is_name("time-trial") && is_name("5k-test"));
    assert!(!is_name("") && !is_name("Long") && !is_name("long run") && !is_name("läufe") && !is_name("a_b"));
}

#[test]
fn a_string_full_of_mistakes_says_only_so_many() {
    let text = "1 foo + ".repeat(1000);
    assert_eq!(parse_run(&text).errors.len(), MAX_ERRORS);
    // Deep and wide nonsense ends as well.
    assert_eq!(parse_run(&"(".repeat(100_000)).errors.len(), 9);
    assert!(!parse_lift(&"a 1x1 @ ".repeat(10_000)).errors.is_empty());
    assert!(!parse_slot(&"| ? @ ".repeat(10_000)).errors.is_empty());
}
