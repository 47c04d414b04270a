//! The words that sort exercises: movement patterns and ways to breathe, and what the format's own
//! variants mean to the models.

pub use crate::raw::{ExerciseCategory as Category, GateName as Gate, Laterality, Level, SetUnit as Unit};

/// Enums that a plan writes as a word, with what a person calls each.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $key:literal, $words:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name {
            $(#[doc = concat!("`", $key, "`: ", $words, ".")] $variant,)*
        }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// How a plan writes it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }

            /// What a person calls it in a sentence.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $words,)*
                }
            }

            /// The one written so in a plan, if there is one.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    )*};
}

words! {
    /// The movement, whatever the category.
    Pattern {
        Hinge = "hinge", "hinge";
        Bridge = "bridge", "bridge";
        KneeFlexion = "knee-flexion", "knee flexion";
        Squat = "squat", "squat";
        Lunge = "lunge", "lunge";
        Lateral = "lateral", "lateral lunge";
        Step = "step", "step";
        Calf = "calf", "calf raise";
        Dorsiflexion = "dorsiflexion", "dorsiflexion";
        Foot = "foot", "foot";
        Abduction = "abduction", "hip abduction";
        Adduction = "adduction", "hip adduction";
        HipFlexion = "hip-flexion", "hip flexion";
        Brace = "brace", "brace";
        Crawl = "crawl", "crawl";
        Rollout = "rollout", "rollout";
        Carry = "carry", "carry";
        PressOut = "press-out", "press-out";
        LimbCoordination = "limb-coordination", "limb coordination";
        Skip = "skip", "skip";
        Hop = "hop", "hop";
        Jump = "jump", "jump";
        Bound = "bound", "bound";
        HorizontalPush = "horizontal-push", "horizontal push";
        VerticalPush = "vertical-push", "vertical push";
        HorizontalPull = "horizontal-pull", "horizontal pull";
        VerticalPull = "vertical-pull", "vertical pull";
        Dynamic = "dynamic", "dynamic mobility";
        Static = "static", "static stretch";
    }

    /// How to breathe during a set.
    Breathing {
        Standard = "std", "out with the effort, in on the way down";
        Brace = "brace", "a short breath and a brace, for 80 % of the maximum and above";
        ExhaleEffort = "exhale-effort", "out with the effort";
        ExhaleTop = "exhale-top", "out at the top";
        Steady = "steady", "keep breathing";
        Natural = "natural", "as it comes";
    }
}

impl Category {
    /// Whether it is core work of any kind.
    #[must_use]
    pub const fn is_core(&self) -> bool {
        matches!(self, Self::CoreAntiRotation | Self::CoreAntiExtension | Self::CoreAntiLateralFlexion)
    }

    /// Whether its exercises are for the legs: squats, hinges, lunges and the like. Calves and feet are apart.
    #[must_use]
    pub const fn is_legs(&self) -> bool {
        matches!(self, Self::PosteriorChain | Self::KneeDominant | Self::SingleLeg)
    }

    /// Whether its sets count as working sets: neither mobility nor activation.
    #[must_use]
    pub const fn is_work(&self) -> bool {
        !matches!(self, Self::Mobility | Self::Activation)
    }

    /// What a person calls it in a sentence.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PosteriorChain => "posterior chain",
            Self::KneeDominant => "knee-dominant",
            Self::SingleLeg => "single-leg",
            Self::CalfFoot => "calf and foot",
            Self::Plyometric => "plyometric",
            Self::CoreAntiRotation => "core against rotation",
            Self::CoreAntiExtension => "core against extension",
            Self::CoreAntiLateralFlexion => "core against lateral flexion",
            Self::UpperPush => "upper-body push",
            Self::UpperPull => "upper-body pull",
            Self::Mobility => "mobility",
            Self::Activation => "activation",
        }
    }
}
