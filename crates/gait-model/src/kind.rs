//! The kinds table: what each kind of session means when the author says no more.

use crate::notation::Zone;
use crate::plan::Kind;

/// What an amount without a target means in a session of some kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Intensity {
    /// Outside repeats.
    pub outside: Zone,
    /// Inside repeats; nothing if a target must be named there.
    pub repeats: Option<Zone>,
}

impl Kind {
    /// Every kind, in the order of `sessions`.
    pub const ALL: [Self; 15] = [
        Self::Easy,
        Self::Recovery,
        Self::Long,
        Self::Intervals,
        Self::Tempo,
        Self::Hills,
        Self::Strides,
        Self::Race,
        Self::TimeTrial,
        Self::Walk,
        Self::WalkRun,
        Self::Cross,
        Self::Strength,
        Self::Mobility,
        Self::Rest,
    ];

    /// The predefined session of this kind, as slots name it; strength has none.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Recovery => "recovery",
            Self::Long => "long",
            Self::Intervals => "intervals",
            Self::Tempo => "tempo",
            Self::Hills => "hills",
            Self::Strides => "strides",
            Self::Race => "race",
            Self::TimeTrial => "time-trial",
            Self::Walk => "walk",
            Self::WalkRun => "walk-run",
            Self::Cross => "cross",
            Self::Strength => "strength",
            Self::Mobility => "mobility",
            Self::Rest => "rest",
        }
    }

    /// The kind whose predefined session is called `name`.
    #[must_use]
    pub fn predefined(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind != Self::Strength && kind.name() == name)
    }

    /// Whether the session is endurance work: every kind but strength, mobility and rest.
    #[must_use]
    pub const fn is_run(self) -> bool {
        !matches!(self, Self::Strength | Self::Mobility | Self::Rest)
    }

    /// Whether its distance counts as running: cross training and walks do not.
    #[must_use]
    pub const fn counts_distance(self) -> bool {
        self.is_run() && !matches!(self, Self::Cross | Self::Walk)
    }

    /// Whether strength work must not spoil it.
    #[must_use]
    pub const fn is_key(self) -> bool {
        matches!(
            self,
            Self::Long | Self::Tempo | Self::Intervals | Self::Hills | Self::Race | Self::TimeTrial
        )
    }

    /// Perceived effort of the session, 1 to 10 (our convention). Strength depends on its leg dose; see
    /// [`crate::calendar::Session::rpe`].
    #[must_use]
    pub const fn rpe(self) -> f64 {
        match self {
            Self::Rest => 0.0,
            Self::Walk | Self::Mobility => 1.0,
            Self::Recovery => 2.0,
            Self::Easy | Self::WalkRun | Self::Cross => 3.0,
            Self::Long | Self::Strides | Self::Strength => 4.0,
            Self::Tempo => 6.0,
            Self::Intervals | Self::Hills => 8.0,
            Self::Race | Self::TimeTrial => 9.0,
        }
    }

    /// What an amount alone means.
    #[must_use]
    pub const fn intensity(self) -> Intensity {
        match self {
            Self::Recovery => Intensity { outside: Zone::Recovery, repeats: Some(Zone::Recovery) },
            Self::Tempo => Intensity { outside: Zone::Threshold, repeats: Some(Zone::Threshold) },
            Self::Intervals => Intensity { outside: Zone::Easy, repeats: None },
            Self::Hills => Intensity { outside: Zone::Easy, repeats: Some(Zone::Uphill) },
            Self::Strides => Intensity { outside: Zone::Easy, repeats: Some(Zone::Stride) },
            Self::Race | Self::TimeTrial => {
                Intensity { outside: Zone::Interval, repeats: Some(Zone::Interval) }
            }
            Self::Walk => Intensity { outside: Zone::Walk, repeats: Some(Zone::Walk) },
            _ => Intensity { outside: Zone::Easy, repeats: Some(Zone::Easy) },
        }
    }
}
