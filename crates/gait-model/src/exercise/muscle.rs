//! The muscles a dose is counted for, and sets of them.

use std::fmt;

/// A muscle or group of muscles. The eight that carry a run come first.
#[expect(missing_docs, reason = "each is the muscle itself")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Muscle {
    Quads,
    Hams,
    GluteMax,
    GluteMed,
    Adductors,
    HipFlexors,
    Gastroc,
    Soleus,
    TibAnt,
    FootAnkle,
    Erectors,
    Abs,
    Obliques,
    Lats,
    UpperBack,
    Chest,
    Delts,
    Arms,
}

/// How many muscles there are.
pub const MUSCLES: usize = 18;

/// One number for each muscle, in the order of [`Muscle::ALL`].
pub type PerMuscle = [f64; MUSCLES];

impl Muscle {
    /// Every muscle; the place of each is its index in a [`PerMuscle`].
    pub const ALL: [Self; MUSCLES] = [
        Self::Quads,
        Self::Hams,
        Self::GluteMax,
        Self::GluteMed,
        Self::Adductors,
        Self::HipFlexors,
        Self::Gastroc,
        Self::Soleus,
        Self::TibAnt,
        Self::FootAnkle,
        Self::Erectors,
        Self::Abs,
        Self::Obliques,
        Self::Lats,
        Self::UpperBack,
        Self::Chest,
        Self::Delts,
        Self::Arms,
    ];

    /// The muscles whose doses add up to the leg dose of a session.
    pub const LEG: [Self; 8] = [
        Self::Quads,
        Self::Hams,
        Self::GluteMax,
        Self::GluteMed,
        Self::Adductors,
        Self::HipFlexors,
        Self::Gastroc,
        Self::Soleus,
    ];

    /// The place in a [`PerMuscle`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// How a plan writes it: `glute-max`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Quads => "quads",
            Self::Hams => "hams",
            Self::GluteMax => "glute-max",
            Self::GluteMed => "glute-med",
            Self::Adductors => "adductors",
            Self::HipFlexors => "hip-flexors",
            Self::Gastroc => "gastroc",
            Self::Soleus => "soleus",
            Self::TibAnt => "tib-ant",
            Self::FootAnkle => "foot-ankle",
            Self::Erectors => "erectors",
            Self::Abs => "abs",
            Self::Obliques => "obliques",
            Self::Lats => "lats",
            Self::UpperBack => "upper-back",
            Self::Chest => "chest",
            Self::Delts => "delts",
            Self::Arms => "arms",
        }
    }

    /// What a person calls it in a sentence: "gluteus maximus" is "glutes".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quads => "quads",
            Self::Hams => "hamstrings",
            Self::GluteMax => "glutes",
            Self::GluteMed => "side glutes",
            Self::Adductors => "adductors",
            Self::HipFlexors => "hip flexors",
            Self::Gastroc => "calves",
            Self::Soleus => "soleus",
            Self::TibAnt => "shins",
            Self::FootAnkle => "feet and ankles",
            Self::Erectors => "lower back",
            Self::Abs => "abs",
            Self::Obliques => "obliques",
            Self::Lats => "lats",
            Self::UpperBack => "upper back",
            Self::Chest => "chest",
            Self::Delts => "shoulders",
            Self::Arms => "arms",
        }
    }

    /// The muscle written so in a plan, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|muscle| muscle.key() == key)
    }

    /// Whether the leg dose counts it.
    #[must_use]
    pub const fn is_leg(self) -> bool {
        self.index() < Self::LEG.len()
    }
}

impl fmt::Display for Muscle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of muscles.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct MuscleSet(u32);

impl MuscleSet {
    /// No muscle.
    pub const EMPTY: Self = Self(0);

    /// The muscles of [`Muscle::LEG`], which come first.
    pub const LEG: Self = Self((1 << Muscle::LEG.len()) - 1);

    /// Adds a muscle.
    pub const fn insert(&mut self, muscle: Muscle) {
        self.0 |= 1 << muscle.index();
    }

    /// Whether the muscle is in the set.
    #[must_use]
    pub const fn contains(self, muscle: Muscle) -> bool {
        self.0 & (1 << muscle.index()) != 0
    }

    /// Whether there is no muscle in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The muscles in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The muscles in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The muscles, in the order of [`Muscle::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Muscle> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let next = Muscle::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(*next)
        })
    }
}

impl FromIterator<Muscle> for MuscleSet {
    fn from_iter<I: IntoIterator<Item = Muscle>>(muscles: I) -> Self {
        let mut set = Self::EMPTY;
        for muscle in muscles {
            set.insert(muscle);
        }
        set
    }
}

impl fmt::Debug for MuscleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Muscle::key)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_keys_agree() {
        for (place, muscle) in Muscle::ALL.into_iter().enumerate() {
            assert_eq!(muscle.index(), place);
            assert_eq!(Muscle::from_key(muscle.key()), Some(muscle));
            assert_eq!(muscle.is_leg(), Muscle::LEG.contains(&muscle));
            assert_eq!(muscle.is_leg(), MuscleSet::LEG.contains(muscle));
        }
        assert_eq!(Muscle::from_key("glute_max"), None);
    }

    #[test]
    fn sets_keep_what_they_are_given() {
        let set: MuscleSet = [Muscle::Arms, Muscle::Quads].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Muscle::Quads, Muscle::Arms]);
        assert!(!set.contains(Muscle::Hams));
        assert!(set.intersection(MuscleSet::EMPTY).is_empty());
        assert_eq!(format!("{set:?}"), r#"{"quads", "arms"}"#);
    }
}
