//! What each notation looks like, for readers of a schema.

use gait_model::shape::Notation;
use serde_json::{Value, json};

/// The name of a notation's definition, and its schema. A pattern stands only where it says all there is to say of the
/// form; everything else is checked by reading.
pub(super) fn describe(notation: Notation) -> (&'static str, Value) {
    match notation {
        Notation::Date => patterned(
            "date",
            r"^\s*([A-Za-z]+\s+)?\d{4}-\d{2}-\d{2}\s*$",
            "A date; a weekday before it is checked.",
            &["2027-05-23", "Sun 2027-05-23"],
        ),
        Notation::Run => plain(
            "run",
            "Steps of a run joined by `+`: `[repeats x] amount [target]`, repeats of several steps in parentheses.",
            &["8 km + 4x100 m stride", "15 min easy + 6x(800 m @ 5k + 90 s jog)"],
        ),
        Notation::Lift => plain(
            "lift",
            "An exercise, its sets, then `rir`, `rpe`, `tempo`, `rest`, `test`.",
            &["goblet-squat 3x10 rir 2", "romanian-deadlift 3x10 @ 50 kg rir 2 tempo 4-1-1 rest 60 s"],
        ),
        Notation::Sets => {
            plain("sets", "Sets, and their load.", &["3x8-10/side @ 20 kg", "5 @ 80 %1rm, 3 @ 85 %1rm"])
        }
        Notation::Slot => plain(
            "slot",
            "A session's name, its own content after `:`, alternatives after `|`, `?` if optional, `@ 06:30`.",
            &["track @ 06:30", "easy: 8 km | rest", "mobility: 15 min?"],
        ),
        Notation::EachEntry => plain(
            "each-entry",
            "One entry of `Each`: a run, a session's name, a name with content, sets, or `rest`.",
            &["tempo", "easy: 6 mi", "3x5 @ 72 %1rm"],
        ),
        Notation::Distance => plain("distance", "A distance in `km`, `mi` or `m`.", &["45 km", "28 mi"]),
        Notation::Amount => plain("amount", "A distance or a time.", &["15 km", "90 min", "1 h 30 min"]),
        Notation::Duration => plain("duration", "A time in `h`, `min` or `s`.", &["45 min", "1 h 30 min"]),
        Notation::RaceTime => plain("race-time", "A finishing time.", &["43:20", "1:35:00"]),
        Notation::RaceDistance => {
            plain("race-distance", "A distance, `5k`, `half` or `marathon`.", &["10 km", "half", "50 mi"])
        }
        Notation::Percent => patterned("percent", r"^\s*\d+(\.\d+)?\s*%\s*$", "A share.", &["60 %"]),
        Notation::Mass => plain("mass", "A mass in `kg` or `lb`.", &["68 kg", "150 lb"]),
        Notation::Length => {
            plain("length", "A length in `cm`, `m`, `in` or `ft`.", &["178 cm", "45 cm", "5 ft 10 in"])
        }
        Notation::Clock => patterned("clock", r"^\s*\d{2}:\d{2}\s*$", "A time of day.", &["06:30"]),
        Notation::Windows => plain(
            "windows",
            "The hours of a day with time to train, or `any`.",
            &["06:00-09:00, 17:00-20:00", "any"],
        ),
        Notation::Reps => patterned(
            "reps",
            r"^\s*\d+(\s*-\s*\d+)?\s*$",
            "Repetitions from the bottom to the top.",
            &["8-12"],
        ),
        Notation::GrowStep => plain(
            "grow-step",
            "A distance, a time, a mass, or a number of repeats.",
            &["1 km", "10 min", "2.5 kg", "1x"],
        ),
        Notation::LoadStep => plain("load-step", "How much a load rises.", &["5 %", "2.5 kg"]),
        Notation::DefaultTempo => plain(
            "default-tempo",
            "Seconds of lowering, pause, lifting, pause, or a word.",
            &["4-1-1-0", "hold"],
        ),
        Notation::Exercise => {
            patterned("exercise", "^[a-z0-9-]+$", "An exercise's id.", &["romanian-deadlift"])
        }
    }
}

fn plain(name: &'static str, description: &str, examples: &[&str]) -> (&'static str, Value) {
    (name, json!({ "type": "string", "description": description, "examples": examples }))
}

fn patterned(
    name: &'static str,
    pattern: &str,
    description: &str,
    examples: &[&str],
) -> (&'static str, Value) {
    let (name, mut schema) = plain(name, description, examples);
    schema["pattern"] = pattern.into();
    (name, schema)
}
