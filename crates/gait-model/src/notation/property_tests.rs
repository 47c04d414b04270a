//! Properties over generated values and strings: printing is the inverse of parsing, nothing panics, and every
//! error points into its string.

use std::fmt::{Debug, Display};
use std::sync::Arc;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::*;
use crate::units::*;

fn placed<T>(value: T) -> At<T> {
    At { value, at: 0..0 }
}

fn ordered<T: Ord + Copy>((a, b): (T, T)) -> Range<T> {
    Range { low: a.min(b), high: a.max(b) }
}

/// Single values are what people write; ranges are rarer.
fn range<T: Ord + Copy + Debug>(value: impl Strategy<Value = T> + Clone) -> impl Strategy<Value = Range<T>> {
    prop_oneof![3 => value.clone().prop_map(Range::single), 1 => (value.clone(), value).prop_map(ordered)]
}

fn distance() -> impl Strategy<Value = Range<Distance>> {
    let unit = prop_oneof![Just(DistanceUnit::Km), Just(DistanceUnit::M), Just(DistanceUnit::Mi)];
    (range(1..=30_000_000_i64), unit).prop_map(|(mm, unit)| mm.map(|mm| Distance { mm, unit }))
}

fn seconds() -> impl Strategy<Value = (i64, TimeUnit)> {
    (1..=20_000_i64, prop_oneof![Just(TimeUnit::S), Just(TimeUnit::Min), Just(TimeUnit::H)])
}

/// The largest unit that is printed is one that fits at least once.
fn fitting((seconds, unit): (i64, TimeUnit)) -> Duration {
    let unit = if seconds < unit.seconds() { TimeUnit::S } else { unit };
    Duration { seconds, unit }
}

fn amount() -> impl Strategy<Value = Amount> {
    let times = (seconds(), 1..=20_000_i64).prop_map(|((low, unit), high)| {
        Amount::Time(ordered((low, high)).map(|seconds| Duration { seconds, unit }))
    });
    let time = seconds().prop_map(|time| Amount::Time(Range::single(fitting(time))));
    prop_oneof![2 => distance().prop_map(Amount::Distance), 2 => time, 1 => times]
}

fn zone() -> impl Strategy<Value = Zone> {
    (0..words::ZONES.len()).prop_map(|i| words::ZONES[i].1)
}

fn race() -> impl Strategy<Value = RaceWord> {
    (0..words::RACES.len()).prop_map(|i| words::RACES[i].1)
}

fn heart_rate() -> impl Strategy<Value = Range<Percent>> {
    range(1..=10_000_i64).prop_map(|share| share.map(|basis_points| Percent { basis_points }))
}

fn percent() -> impl Strategy<Value = Range<Percent>> {
    range(1..=20_000_i64).prop_map(|share| share.map(|basis_points| Percent { basis_points }))
}

fn pace() -> impl Strategy<Value = Range<Pace>> {
    let unit = prop_oneof![Just(DistanceUnit::Km), Just(DistanceUnit::Mi)];
    (range(60..=3600_i64), unit).prop_map(|(seconds, unit)| seconds.map(|s| Pace::new(s, unit)))
}

/// Efforts in halves, as tenths.
fn halves(low: u8, high: u8) -> impl Strategy<Value = u8> {
    (low * 2..=high * 2).prop_map(|half| half * 5)
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        zone().prop_map(Target::Zone),
        (zone(), zone()).prop_filter("two zones", |(a, b)| a != b).prop_map(|(a, b)| Target::Zones(a, b)),
        pace().prop_map(Target::Pace),
        race().prop_map(Target::Race),
        (percent(), race()).prop_map(|(share, race)| Target::PercentOfRace(share, race)),
        heart_rate().prop_map(Target::HeartRate),
        halves(1, 10).prop_map(Target::Rpe),
    ]
}

fn step(body: impl Strategy<Value = Body>) -> impl Strategy<Value = At<Step>> {
    (of(range(1..=4_u32)), body, of(target())).prop_map(|(repeats, mut body, target)| {
        if let (None, Body::Group { between, .. }) = (&repeats, &mut body) {
            *between = None;
        }
        placed(Step { repeats: repeats.map(placed), body, target: target.map(placed) })
    })
}

fn run() -> impl Strategy<Value = Run> {
    let amounts = amount().prop_map(|amount| Body::Amount(placed(amount)));
    let flat = vec(step(amounts), 1..4).prop_map(|steps| Run { steps });
    flat.prop_recursive(3, 12, 3, |inner| {
        let group =
            (inner, of((amount(), of(zone())))).prop_map(|(run, between)| Body::Group { run, between });
        let body = prop_oneof![2 => amount().prop_map(|amount| Body::Amount(placed(amount))), 1 => group];
        vec(step(body), 1..3).prop_map(|steps| Run { steps })
    })
    .prop_filter("a run within the limits", |run| run::excess(run).is_none())
}

fn mass() -> impl Strategy<Value = Mass> {
    (1..=1_000_000_000_000_i64, prop_oneof![Just(MassUnit::Kg), Just(MassUnit::Lb)])
        .prop_map(|(ug, unit)| Mass { ug, unit })
}

fn load() -> impl Strategy<Value = Load> {
    prop_oneof![
        mass().prop_map(Load::Mass),
        mass().prop_map(Load::Pair),
        (1..=20_000_i64).prop_map(|basis_points| Load::OfMax(Percent { basis_points })),
        Just(Load::Bodyweight),
        Just(Load::Band),
    ]
}

fn sets() -> impl Strategy<Value = Sets> {
    let work = prop_oneof![
        range(1..=1000_u32).prop_map(Work::Reps),
        range(1..=3600_u32).prop_map(Work::Seconds),
        range(1..=3600_u32).prop_map(Work::Metres),
        Just(Work::Max),
    ];
    let one = (1..=1000_u32, any::<bool>(), load()).prop_map(|(reps, or_more, load)| OneSet {
        reps,
        or_more,
        load,
    });
    prop_oneof![
        (1..=1000_u32, work, any::<bool>(), of(load()))
            .prop_map(|(count, work, per_side, load)| Sets::Alike { count, work, per_side, load }),
        vec(one, 1..5).prop_map(Sets::Listed),
    ]
}

fn tempo() -> impl Strategy<Value = Tempo> {
    let beat = || prop_oneof![3 => (0..=600_u16).prop_map(Beat::Tenths), 1 => Just(Beat::Fast)];
    [beat(), beat(), beat(), beat()].prop_map(|phases| Tempo { phases })
}

fn lift() -> impl Strategy<Value = Lift> {
    let effort = prop_oneof![halves(0, 10).prop_map(Effort::Rir), halves(1, 10).prop_map(Effort::Rpe)];
    let details = (of(effort), of(tempo()), of(seconds().prop_map(fitting)), any::<bool>());
    ("([a-z]|[0-9]{1,2}-)[a-z0-9-]{0,9}", of(sets()), details).prop_map(|(id, sets, details)| {
        let (effort, tempo, rest, test) = details;
        Lift {
            exercise: placed(Arc::from(id)),
            sets: sets.map(placed),
            effort: effort.map(placed),
            tempo: tempo.map(placed),
            rest: rest.map(placed),
            test,
        }
    })
}

fn slot() -> impl Strategy<Value = Slot> {
    let choice = ("[a-z0-9-]{1,8}", of(run())).prop_map(|(name, run)| {
        placed(Choice { name: placed(Arc::from(name)), run: run.map(placed), faulty: false, partial: false })
    });
    (vec(choice, 1..4), any::<bool>(), of(0..24 * 60_u16)).prop_map(|(choices, optional, at)| Slot {
        choices,
        optional,
        at: at.map(|minutes| placed(Clock { minutes })),
    })
}

/// Printed, parsed and printed again, a value is the same and so is its text.
fn round_trip<T: Display + PartialEq + Debug>(value: &T, parse: impl Fn(&str) -> Parsed<T>) {
    let text = value.to_string();
    let parsed = parse(&text);
    assert_eq!(parsed.errors, vec![], "{text}");
    let back = parsed.value.expect("a value where there are no errors");
    assert_eq!(&back, value, "{text}");
    assert_eq!(back.to_string(), text);
}

/// Errors point into the string, at character boundaries, and there is a value or an error.
fn sound<T: Display>(text: &str, parse: impl Fn(&str) -> Parsed<T>) {
    let Parsed { value, errors } = parse(text);
    assert!(value.is_some() || !errors.is_empty(), "neither value nor error: {text:?}");
    assert!(errors.len() <= MAX_ERRORS);
    for error in &errors {
        let marked = text.get(error.at.start as usize..error.at.end as usize);
        assert!(marked.is_some(), "{error:?} lies outside {text:?}");
        assert!(!error.message.is_empty());
    }
    // What reads without errors prints to something that reads the same.
    if let (Some(value), true) = (value, errors.is_empty()) {
        let printed = value.to_string();
        let again = parse(&printed);
        assert_eq!(again.errors, vec![], "{text:?} printed {printed:?}");
        assert_eq!(again.value.map(|value| value.to_string()), Some(printed), "{text:?}");
    }
}

fn sound_everywhere(text: &str) {
    sound(text, parse_run);
    sound(text, parse_lift);
    sound(text, parse_sets);
    sound(text, parse_slot);
    sound(text, parse_amount);
    sound(text, parse_distance);
    sound(text, parse_duration);
    sound(text, parse_mass);
    sound(text, parse_load);
    sound(text, parse_effort);
    sound(text, parse_tempo);
    sound(text, parse_percent);
    sound(text, parse_pace);
    sound(text, parse_clock);
    sound(text, parse_reps_range);
    sound(text, parse_race_time);
    sound(text, parse_race_distance);
    sound(text, parse_length);
    sound(text, parse_windows);
    sound(text, parse_grow_step);
    sound(text, parse_load_step);
}

const PIECES: &[&str] = &[
    "6",
    "8",
    "10",
    "12.5",
    "0",
    "99999999999",
    "06:30",
    "4:30",
    "x",
    "×",
    "-",
    "–",
    "..",
    "+",
    "|",
    "?",
    "@",
    ",",
    "(",
    ")",
    ":",
    "/",
    "%",
    " ",
    " ",
    " ",
    "km",
    "mi",
    "m",
    "min",
    "s",
    "h",
    "k",
    "5k",
    "half",
    "marathon",
    "easy",
    "jog",
    "threshold",
    "Easy",
    "hr",
    "rpe",
    "rir",
    "tempo",
    "rest",
    "test",
    "X",
    "/side",
    "/km",
    "/mi",
    "kg",
    "lb",
    "1rm",
    "%1rm",
    "bodyweight",
    "band",
    "max",
    "any",
    "goblet-squat",
    "long",
    "ö",
    "\u{a0}",
    "'",
    "8 km",
    "3x10",
    "6x(",
    "40 min",
    "@ 50 kg",
];

/// Pieces of notation in any order: most strings are nearly right.
fn soup() -> impl Strategy<Value = String> {
    vec(proptest::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn runs_print_and_read_back(run in run()) {
        round_trip(&run, parse_run);
    }

    #[test]
    fn lifts_print_and_read_back(lift in lift()) {
        round_trip(&lift, parse_lift);
    }

    #[test]
    fn slots_print_and_read_back(slot in slot()) {
        round_trip(&slot, parse_slot);
    }

    #[test]
    fn quantities_print_and_read_back(
        amount in amount(), mass in mass(), load in load(), tempo in tempo(), pace in pace(), reps in range(1..=1000_u32),
    ) {
        round_trip(&amount, parse_amount);
        round_trip(&mass, parse_mass);
        round_trip(&load, parse_load);
        round_trip(&tempo, parse_tempo);
        round_trip(&pace.low, parse_pace);
        round_trip(&reps, parse_reps_range);
    }

    #[test]
    fn pieces_of_notation_are_read_soundly(text in soup()) {
        sound_everywhere(&text);
    }

    #[test]
    fn any_text_is_read_soundly(text in "\\PC{0,24}") {
        sound_everywhere(&text);
    }

    #[test]
    fn prefixes_are_read_soundly(slot in slot(), lift in lift()) {
        for text in [slot.to_string(), lift.to_string()] {
            for (end, _) in text.char_indices() {
                sound(&text[..end], parse_slot);
                sound(&text[..end], parse_lift);
            }
        }
    }
}
