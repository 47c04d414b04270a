//! A rule is a value: its name, its page, its parameters and a function.

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::occurrence::Occurrences;

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Weaker evidence, or taste.
    Advice,
    /// Breaks a recommendation.
    Warning,
    /// Breaks a stated minimum, or safety.
    Error,
}

impl Severity {
    /// How it is written everywhere.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What an author sets for a rule: silence, or one severity for every finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported with this severity, whatever the rule says.
    At(Severity),
}

/// The family a rule belongs to; a level may be set for all of it.
#[expect(missing_docs, reason = "each is the word itself")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    Interference,
    Recovery,
    Volume,
    Phase,
    Progression,
    Effort,
    Exercises,
    Technique,
    WarmUp,
    RunningLoad,
    Racing,
    Hygiene,
}

impl Group {
    /// Every group; each has rules.
    pub const ALL: [Self; 12] = [
        Self::Interference,
        Self::Recovery,
        Self::Volume,
        Self::Phase,
        Self::Progression,
        Self::Effort,
        Self::Exercises,
        Self::Technique,
        Self::WarmUp,
        Self::RunningLoad,
        Self::Racing,
        Self::Hygiene,
    ];

    /// How it is written in settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interference => "interference",
            Self::Recovery => "recovery",
            Self::Volume => "volume",
            Self::Phase => "phase",
            Self::Progression => "progression",
            Self::Effort => "effort",
            Self::Exercises => "exercises",
            Self::Technique => "technique",
            Self::WarmUp => "warm-up",
            Self::RunningLoad => "running-load",
            Self::Racing => "racing",
            Self::Hygiene => "hygiene",
        }
    }
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// The one id, kebab-case; names the fault, not the cure.
    pub name: &'static str,
    /// The family.
    pub group: Group,
    /// The severity its findings usually have; single ones may be higher or lower.
    pub severity: Severity,
    /// The severity that none of its findings exceeds, unless an author raises it.
    pub worst: Severity,
    /// Whether it is about what is not there, or is less than elsewhere in the plan, and so silent while the text has
    /// mistakes, which may hide it: a misspelt slot names no session, and a week without the run that could not be read
    /// makes the next one a jump. Where that is true of a sentence or two of a rule, the rule asks whether the plan
    /// [`is_whole`](gait_model::plan::Plan::is_whole).
    pub of_absence: bool,
    /// One line for tables.
    pub summary: &'static str,
    /// The page, Markdown.
    pub page: &'static str,
    /// What an author may set.
    pub params: &'static [Param],
    /// Looks at a plan.
    pub check: fn(&Context<'_>, &mut Occurrences),
}

impl Rule {
    /// How well the reason for the rule is supported, `A` to `E`, as its page says; nothing for plain hygiene.
    #[must_use]
    pub fn grade(&self) -> Option<char> {
        let (_, evidence) = self.page.split_once("\n## Evidence\n")?;
        evidence.trim_start().strip_prefix("Grade ")?.chars().next()
    }
}

/// What a number of a parameter measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// `h`
    Hours,
    /// `d`
    Days,
    /// `min`
    Minutes,
    /// `km`; `mi` is converted.
    Kilometres,
    /// `%`
    Percent,
    /// A plain number: sessions, sets, days, units of dose.
    Count,
}

impl Unit {
    /// How it is written after the number; empty for plain numbers.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Hours => "h",
            Self::Days => "d",
            Self::Minutes => "min",
            Self::Kilometres => "km",
            Self::Percent => "%",
            Self::Count => "",
        }
    }
}

/// A threshold an author may set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Param {
    /// How it is written, `snake_case`.
    pub name: &'static str,
    /// What the number measures.
    pub unit: Unit,
    /// What holds when it is not set.
    pub default: f64,
    /// The values that make sense, ends included.
    pub range: (f64, f64),
    /// What it decides.
    pub doc: &'static str,
}

impl Param {
    /// A parameter of any unit.
    #[must_use]
    pub const fn new(
        name: &'static str,
        unit: Unit,
        default: f64,
        range: (f64, f64),
        doc: &'static str,
    ) -> Self {
        Self { name, unit, default, range, doc }
    }

    /// A parameter in hours.
    #[must_use]
    pub const fn hours(name: &'static str, default: f64, range: (f64, f64), doc: &'static str) -> Self {
        Self::new(name, Unit::Hours, default, range, doc)
    }

    /// A parameter in minutes.
    #[must_use]
    pub const fn minutes(name: &'static str, default: f64, range: (f64, f64), doc: &'static str) -> Self {
        Self::new(name, Unit::Minutes, default, range, doc)
    }

    /// A parameter that is a plain number.
    #[must_use]
    pub const fn count(name: &'static str, default: f64, range: (f64, f64), doc: &'static str) -> Self {
        Self::new(name, Unit::Count, default, range, doc)
    }

    /// A parameter in per cent.
    #[must_use]
    pub const fn percent(name: &'static str, default: f64, range: (f64, f64), doc: &'static str) -> Self {
        Self::new(name, Unit::Percent, default, range, doc)
    }

    /// A parameter in kilometres.
    #[must_use]
    pub const fn kilometres(name: &'static str, default: f64, range: (f64, f64), doc: &'static str) -> Self {
        Self::new(name, Unit::Kilometres, default, range, doc)
    }
}
