//! Zone words and race paces, with the athlete's paces.

use gait_model::notation::{RACES, RaceWord, ZONES, Zone};
use gait_model::pace::Paces;
use gait_model::units::{DistanceUnit, Pace};

use super::{Desk, table};

/// How a zone is written.
pub(crate) fn word(zone: Zone) -> &'static str {
    ZONES.iter().find(|(_, known)| *known == zone).map_or("", |(word, _)| word)
}

/// What a zone is for.
const fn meaning(zone: Zone) -> &'static str {
    match zone {
        Zone::Walk => "walking, the same speed for everybody",
        Zone::Jog => "slow running between repeats",
        Zone::Rest => "standing still",
        Zone::Recovery => "easier than easy, the day after hard work",
        Zone::Easy => "talking in sentences; most of the training",
        Zone::Steady => "between easy and marathon effort",
        Zone::Marathon => "the pace of a marathon",
        Zone::Threshold => "comfortably hard: what could be held for about an hour",
        Zone::Interval => "hard, near the pace of 3 to 5 km races",
        Zone::Rep => "fast and relaxed, near the pace of a mile race",
        Zone::Sprint => "as fast as possible",
        Zone::Stride => "a short acceleration, fast without straining",
        Zone::Uphill => "uphill at interval effort",
        Zone::Downhill => "downhill, easy, a little faster than on the level",
    }
}

/// A zone in one line, with its pace.
pub(crate) fn short(zone: Zone, paces: Option<&Paces>, unit: DistanceUnit) -> String {
    match paces.and_then(|paces| pace(paces.speed(zone), unit)) {
        Some(pace) => format!("{pace}; {}", meaning(zone)),
        None => meaning(zone).to_owned(),
    }
}

/// A race pace in one line.
pub(crate) fn short_race(race: RaceWord, paces: Option<&Paces>, unit: DistanceUnit) -> String {
    let name = RACES.iter().find(|(_, known)| *known == race).map_or("", |(word, _)| word);
    match paces.and_then(|paces| pace(paces.race_speed(race), unit)) {
        Some(pace) => format!("{pace}; the pace of a {name} race"),
        None => format!("the pace of a {name} race"),
    }
}

/// `5:12/km`; nothing at rest.
pub(crate) fn pace(speed: f64, unit: DistanceUnit) -> Option<String> {
    (speed > 0.0).then(|| Pace::from_speed(speed, unit).to_string())
}

/// The paces of the zones that have one, slowest first.
pub(crate) fn of_zones(paces: &Paces, unit: DistanceUnit) -> Vec<(&'static str, String)> {
    let zones = [
        Zone::Recovery,
        Zone::Easy,
        Zone::Steady,
        Zone::Marathon,
        Zone::Threshold,
        Zone::Interval,
        Zone::Rep,
    ];
    zones.into_iter().filter_map(|zone| Some((word(zone), pace(paces.speed(zone), unit)?))).collect()
}

impl Desk<'_> {
    /// What a word of a run means: a zone or a race.
    pub(super) fn intensity_word(&self, written: &str, after_at: bool) -> Option<String> {
        let snapshot = self.snapshot?;
        let (paces, unit) = (&snapshot.calendar.paces, self.rows()?.unit());
        let race = RACES.iter().find(|(name, _)| *name == written && (after_at || *name != "marathon"));
        let text = match race {
            Some((_, race)) => short_race(*race, Some(paces), unit),
            None => {
                let (_, zone) = ZONES.iter().find(|(name, _)| *name == written)?;
                short(*zone, Some(paces), unit)
            }
        };
        Some(format!("**`{written}`**: {text}\n\n{}", basis(paces)))
    }

    /// The paces of the athlete.
    pub(super) fn paces(&self) -> Option<String> {
        let snapshot = self.snapshot?;
        let (paces, unit) = (&snapshot.calendar.paces, self.rows()?.unit());
        let row = |(zone, pace): (&str, String)| vec![format!("`{zone}`"), pace];
        let mut rows: Vec<Vec<String>> = of_zones(paces, unit).into_iter().map(row).collect();
        let race = |(name, race): &(&str, RaceWord)| {
            Some(vec![format!("`@ {name}`"), pace(paces.race_speed(*race), unit)?])
        };
        rows.extend(RACES.iter().filter(|(name, _)| *name != "marathon").filter_map(race));
        Some(format!("{}\n\n{}", basis(paces), table(&["zone", "pace"], &rows, "zones")))
    }
}

/// What paces rest on.
fn basis(paces: &Paces) -> String {
    let vdot = gait_rules::round_to(paces.vdot, 0.1);
    if paces.assumed {
        format!("Paces from an assumed VDOT of {vdot}: no usable result in `athlete`.")
    } else {
        format!("Paces from the best result, VDOT {vdot}.")
    }
}
