//! The canonical form of every notation, which reads back as the same value.

use std::fmt::{Display, Formatter, Result};

use super::words::{RACES, ZONES};
use super::{
    Amount, At, Beat, Body, Choice, Effort, Lift, Load, OneSet, RaceWord, Run, Sets, Slot, Step, Target,
    Tempo, Work, Zone,
};

impl<T: Display> Display for At<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.value.fmt(f)
    }
}

/// Writes the parts with `joint` between them.
fn join<T: Display>(f: &mut Formatter<'_>, parts: &[T], joint: &str) -> Result {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(joint)?;
        }
        part.fmt(f)?;
    }
    Ok(())
}

/// Writes tenths as a decimal: 75 is `7.5`, 70 is `7`.
fn tenths(f: &mut Formatter<'_>, tenths: u16) -> Result {
    match tenths % 10 {
        0 => write!(f, "{}", tenths / 10),
        rest => write!(f, "{}.{rest}", tenths / 10),
    }
}

impl Display for Run {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        join(f, &self.steps, " + ")
    }
}

impl Display for Step {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(repeats) = &self.repeats {
            write!(f, "{repeats}x")?;
        }
        self.body.fmt(f)?;
        match &self.target {
            Some(target) => write!(f, " {target}"),
            None => Ok(()),
        }
    }
}

impl Display for Body {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Group { run, between: None } => write!(f, "({run})"),
            Self::Group { run, between: Some((amount, None)) } => write!(f, "({run}, {amount})"),
            Self::Group { run, between: Some((amount, Some(zone))) } => write!(f, "({run}, {amount} {zone})"),
        }
    }
}

impl Display for Amount {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Distance(range) => range.fmt(f),
            Self::Time(range) => range.fmt(f),
        }
    }
}

impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Zone(zone) => zone.fmt(f),
            Self::Zones(from, to) => write!(f, "{from}..{to}"),
            Self::Pace(range) => write!(f, "@ {range}"),
            Self::Race(race) => write!(f, "@ {race}"),
            Self::PercentOfRace(range, race) => write!(f, "@ {range} {race}"),
            Self::HeartRate(range) => write!(f, "@ {range}hr"),
            Self::Rpe(value) => {
                f.write_str("@ rpe ")?;
                tenths(f, u16::from(*value))
            }
        }
    }
}

impl Display for Zone {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(ZONES.iter().find(|(_, zone)| zone == self).map_or("", |(word, _)| word))
    }
}

impl Display for RaceWord {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(RACES.iter().find(|(_, race)| race == self).map_or("", |(word, _)| word))
    }
}

impl Display for Lift {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.exercise.fmt(f)?;
        if let Some(sets) = &self.sets {
            write!(f, " {sets}")?;
        }
        if let Some(effort) = &self.effort {
            write!(f, " {effort}")?;
        }
        if let Some(tempo) = &self.tempo {
            write!(f, " tempo {tempo}")?;
        }
        if let Some(rest) = &self.rest {
            write!(f, " rest {rest}")?;
        }
        if self.test { f.write_str(" test") } else { Ok(()) }
    }
}

impl Display for Sets {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Alike { count, work, per_side, load } => {
                write!(f, "{count}x{work}{}", if *per_side { "/side" } else { "" })?;
                match load {
                    Some(load) => write!(f, " @ {load}"),
                    None => Ok(()),
                }
            }
            Self::Listed(sets) => join(f, sets, ", "),
        }
    }
}

impl Display for OneSet {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}{} @ {}", self.reps, if self.or_more { "+" } else { "" }, self.load)
    }
}

impl Display for Work {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Reps(range) => range.fmt(f),
            Self::Seconds(range) => write!(f, "{range} s"),
            Self::Metres(range) => write!(f, "{range} m"),
            Self::Max => f.write_str("max"),
        }
    }
}

impl Display for Load {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Mass(mass) => mass.fmt(f),
            Self::Pair(mass) => write!(f, "2x{mass}"),
            Self::OfMax(percent) => write!(f, "{percent}1rm"),
            Self::Bodyweight => f.write_str("bodyweight"),
            Self::Band => f.write_str("band"),
        }
    }
}

impl Display for Effort {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (word, value) = match self {
            Self::Rir(value) => ("rir ", value),
            Self::Rpe(value) => ("rpe ", value),
        };
        f.write_str(word)?;
        tenths(f, u16::from(*value))
    }
}

impl Display for Tempo {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let [lower, pause, lift, top] = self.phases;
        write!(f, "{lower}-{pause}-{lift}")?;
        if top == Beat::Tenths(0) { Ok(()) } else { write!(f, "-{top}") }
    }
}

impl Display for Beat {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Tenths(value) => tenths(f, *value),
            Self::Fast => f.write_str("X"),
        }
    }
}

impl Display for Slot {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        join(f, &self.choices, " | ")?;
        if self.optional {
            f.write_str("?")?;
        }
        match &self.at {
            Some(at) => write!(f, " @ {at}"),
            None => Ok(()),
        }
    }
}

impl Display for Choice {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.name.fmt(f)?;
        match &self.run {
            Some(run) => write!(f, ": {run}"),
            None => Ok(()),
        }
    }
}
