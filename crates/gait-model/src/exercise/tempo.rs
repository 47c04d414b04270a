//! The tempo an exercise has when a plan writes none.

use std::fmt;

use crate::constants::{FAST_S, LOWERING, SECONDS_PER_REP};
use crate::notation::{Beat, Tempo, parse_tempo};

/// Seconds of the four phases of a repetition, or a word for what has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DefaultTempo {
    /// `3-1-1-0`: lower, pause, lift, pause.
    Phases(Tempo),
    /// `hold`: the position is kept.
    Hold,
    /// `walk`: carried along.
    Walk,
    /// `smooth`: swung without pauses.
    Smooth,
    /// `slow`: moved slowly throughout.
    Slow,
    /// `natural`: at the pace the movement has by itself.
    Natural,
    /// `X`: as fast as possible.
    Fast,
}

/// A repetition of a movement that has no phases (swings, hip switches), in seconds. Ours.
const FLOWING_REP_S: f64 = 2.0;

impl DefaultTempo {
    /// The words it may be, beside four phases.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("hold", Self::Hold),
        ("walk", Self::Walk),
        ("smooth", Self::Smooth),
        ("slow", Self::Slow),
        ("natural", Self::Natural),
        ("X", Self::Fast),
    ];

    /// What an exercise has that says nothing: `3-1-1-0`, as most of the library.
    pub const USUAL: Self = Self::Phases(Tempo {
        phases: [Beat::Tenths(30), Beat::Tenths(10), Beat::Tenths(10), Beat::Tenths(0)],
    });

    /// Reads `4-1-1-0`, `4-1-1` or a word; nothing if it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, word)) = Self::WORDS.into_iter().find(|(word, _)| *word == text) {
            return Some(word);
        }
        parse_tempo(text).value.map(Self::Phases)
    }

    /// The eccentric in seconds, for the dose model: 3, which neither adds nor takes away, where none is defined.
    #[must_use]
    pub fn eccentric_s(self) -> f64 {
        match self {
            Self::Phases(tempo) => eccentric_s(tempo),
            _ => LOWERING.0,
        }
    }

    /// How long one repetition (or contact) lasts, in seconds.
    #[must_use]
    pub fn rep_s(self) -> f64 {
        match self {
            Self::Phases(tempo) => rep_s(tempo),
            Self::Fast => FAST_S,
            Self::Smooth | Self::Natural => FLOWING_REP_S,
            Self::Hold | Self::Walk | Self::Slow => SECONDS_PER_REP,
        }
    }
}

/// The lowering phase of a written tempo, in seconds.
#[must_use]
pub fn eccentric_s(tempo: Tempo) -> f64 {
    seconds(tempo.phases[0])
}

/// One repetition at a written tempo, in seconds.
#[must_use]
pub fn rep_s(tempo: Tempo) -> f64 {
    tempo.phases.into_iter().map(seconds).sum()
}

fn seconds(beat: Beat) -> f64 {
    match beat {
        Beat::Tenths(tenths) => f64::from(tenths) / 10.0,
        Beat::Fast => FAST_S,
    }
}

impl fmt::Display for DefaultTempo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Phases(tempo) => tempo.fmt(f),
            Self::Hold => f.write_str("hold"),
            Self::Walk => f.write_str("walk"),
            Self::Smooth => f.write_str("smooth"),
            Self::Slow => f.write_str("slow"),
            Self::Natural => f.write_str("natural"),
            Self::Fast => f.write_str("X"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in ["3-1-1", "X-0-X", "4-0.5-1-2", "hold", "walk", "smooth", "slow", "natural", "X"] {
            let tempo = DefaultTempo::parse(text).expect(text);
            assert_eq!(tempo.to_string(), text);
        }
        assert_eq!(DefaultTempo::parse("3-1-1"), DefaultTempo::parse("3-1-1-0"));
        for text in
            ["", "3", "3-1", "3-1-1-0-0", "3--1-0", "a-b-c", "3-1-1-", "hold ", "9999999-1-1", "1.55-1-1"]
        {
            assert_eq!(DefaultTempo::parse(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_of_a_repetition() {
        let of = |text| DefaultTempo::parse(text).expect(text);
        assert_eq!((of("4-1-1-0").eccentric_s(), of("4-1-1-0").rep_s()), (4.0, 6.0));
        assert_eq!((of("X-0-X-0").eccentric_s(), of("X-0-X-0").rep_s()), (1.0, 2.0));
        assert_eq!((of("X").eccentric_s(), of("X").rep_s()), (3.0, 1.0));
    }
}
