//! Settings: `gait.ron`, read like a plan, and what it and a plan's `lint` may say about rules.

use gait_model::plan::{Lint, Placed, Profile, RuleLevel};
use gait_model::shape;
use gait_model::shape::kinds::{ByParameter, ByRule, ListOf, ScalarValue, Text};
use gait_model::units::KM_PER_MILE;
use gait_syntax::{Problem, Scalar, nearest};

use crate::RULES;
use crate::rule::{Group, Level, Param, Severity, Unit};

/// What may be written in `gait.ron`.
pub mod raw {
    use super::*;
    use gait_model::raw::{Profile, RuleLevel};

    shape! {
        /// Settings for every plan below the folder this file is in.
        struct Settings {
            /// The set of levels to start from.
            optional profile: Profile = "Default",
            /// The plans that are checked, as patterns from this folder; all of them if left out.
            optional include: ListOf<Text>,
            /// Files and folders that are not checked, as patterns from this folder.
            optional exclude: ListOf<Text>,
            /// Levels by rule or group.
            optional levels: ByRule<RuleLevel>,
            /// Parameters by rule.
            optional params: ByRule<ByParameter<ScalarValue>>,
        }
    }
}

/// What `gait.ron` says.
#[derive(Clone, Default, Debug)]
pub struct Settings {
    /// Patterns of plans to check; empty is all.
    pub include: Vec<Placed<String>>,
    /// Patterns of files and folders to leave out.
    pub exclude: Vec<Placed<String>>,
    /// Profile, levels and parameters.
    pub lint: Lint,
}

/// Reads settings; what is wrong is reported and left out.
#[must_use]
pub fn read(text: &str) -> (Settings, Vec<Problem>) {
    let parse = gait_syntax::parse(text);
    let read = gait_syntax::read::<raw::Settings>(&parse.tree);
    let mut problems = parse.problems;
    problems.extend(read.problems);
    let raw = read.value.unwrap_or_default();
    let texts = |field: &gait_syntax::Field<gait_syntax::List<String>>| {
        let list = field.get().map_or(&[][..], |list| &list.0);
        list.iter().map(|s| Placed { value: s.value.clone(), span: s.span }).collect()
    };
    let lint = Lint::from_raw(&gait_model::raw::Lint {
        profile: raw.profile.clone(),
        levels: raw.levels.clone(),
        params: raw.params.clone(),
    });
    problems.extend(check_lint(&lint));
    (Settings { include: texts(&raw.include), exclude: texts(&raw.exclude), lint }, problems)
}

/// Which rules a name of `levels` means: one rule, or those of a group.
#[must_use]
pub fn rules_named(name: &str) -> Vec<usize> {
    match crate::find(name) {
        Some(rule) => vec![rule],
        None => RULES.iter().enumerate().filter(|(_, r)| r.group.name() == name).map(|(i, _)| i).collect(),
    }
}

/// Unknown names, unknown parameters and values that make no sense.
#[must_use]
pub fn check_lint(lint: &Lint) -> Vec<Problem> {
    let mut out = Vec::new();
    for (name, _) in &lint.levels {
        if rules_named(&name.value).is_empty() {
            let known = RULES.iter().map(|r| r.name).chain(Group::ALL.iter().map(|g| g.name()));
            out.push(unknown("no rule or group", name, nearest(&name.value, known)));
        }
    }
    for (name, values) in &lint.params {
        let Some(rule) = crate::find(&name.value) else {
            out.push(unknown("no rule", name, nearest(&name.value, RULES.iter().map(|r| r.name))));
            continue;
        };
        for (param, value) in values {
            match RULES[rule].params.iter().find(|p| p.name == param.value) {
                Some(known) => out.extend(read_value(known, value).err()),
                None => {
                    let names = RULES[rule].params.iter().map(|p| p.name);
                    let mut problem = unknown(
                        &format!("no parameter of `{}`", name.value),
                        param,
                        nearest(&param.value, names.clone()),
                    );
                    if problem.help.is_none() {
                        let list: Vec<String> = names.map(|n| format!("`{n}`")).collect();
                        problem.help = Some(match list.as_slice() {
                            [] => "it has no parameters".to_owned(),
                            list => format!("it has {}", list.join(", ")),
                        });
                    }
                    out.push(problem);
                }
            }
        }
    }
    out
}

fn unknown(fact: &str, name: &Placed<String>, near: Option<&str>) -> Problem {
    let problem = Problem::new("unknown-name", name.span, format!("{fact} is called `{}`", name.value));
    match near {
        Some(near) => problem.meant(near),
        None => problem,
    }
}

/// The level an author means.
#[must_use]
pub const fn level(raw: &RuleLevel) -> Level {
    match raw {
        RuleLevel::Off => Level::Off,
        RuleLevel::Advice => Level::At(Severity::Advice),
        RuleLevel::Warning => Level::At(Severity::Warning),
        RuleLevel::Error => Level::At(Severity::Error),
    }
}

/// Reads the value of a parameter: a number, or text with the unit, such as `"30 h"`.
///
/// # Errors
/// Another unit, no number, or a value outside the parameter's range.
pub fn read_value(param: &Param, value: &Placed<Scalar>) -> Result<f64, Problem> {
    let unit = param.unit.symbol();
    let problem = |message: String| {
        let example = format!("{} {unit}", param.default);
        Problem::new("parameter", value.span, message).help(format!("such as `\"{}\"`", example.trim_end()))
    };
    let number = match &value.value {
        Scalar::Number(number) => Some(*number),
        Scalar::Text(text) => number_with_unit(text, param.unit),
        Scalar::Bool(_) => None,
    };
    let Some(number) = number else {
        let expected =
            if unit.is_empty() { "a plain number".to_owned() } else { format!("a number in {unit}") };
        return Err(problem(format!("`{}` is {expected}", param.name)));
    };
    let (low, high) = param.range;
    if !(low..=high).contains(&number) {
        let range = format!("{low} to {high} {unit}");
        return Err(problem(format!("`{}` is {}, found {number}", param.name, range.trim_end())));
    }
    Ok(number)
}

fn number_with_unit(text: &str, unit: Unit) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let written = text[end..].trim();
    match written {
        "mi" if unit == Unit::Kilometres => Some(number * KM_PER_MILE),
        _ => (written == unit.symbol()).then_some(number),
    }
}

/// The levels a profile starts from, by rule name. A rule that is not named keeps its own severities.
#[must_use]
pub fn profile_levels(profile: &Profile) -> &'static [(&'static str, Level)] {
    const WARN: Level = Level::At(Severity::Warning);
    match profile {
        Profile::Default | Profile::Minimal => &[],
        Profile::Strict => &[
            ("strength-not-on-hard-day", WARN),
            ("same-day-gap-awkward", WARN),
            ("base-rep-range", WARN),
            ("tempo-band", WARN),
            ("core-pattern-missing", WARN),
            ("unilateral-share", WARN),
            ("load-step-unearned", WARN),
            ("mobility-gate", Level::At(Severity::Error)),
        ],
        // What rests on the article alone gives way where trials say otherwise.
        Profile::Evidence => {
            &[("base-rep-range", Level::Off), ("tempo-band", Level::Off), ("no-calf-work", WARN)]
        }
    }
}
