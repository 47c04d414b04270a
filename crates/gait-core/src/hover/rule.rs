//! Rules, groups of rules and parameters.

use gait_rules::{Group, Param, RULES, Rule};

use super::list;
use crate::explain::page::{group_summary, quantity};

/// What a name of `levels`, `params` or a suppression means.
pub(crate) fn named(name: &str) -> Option<String> {
    let known = gait_rules::find(name).map(|index| rule(&RULES[index]));
    known.or_else(|| Group::ALL.into_iter().find(|group| group.name() == name).map(group))
}

/// A rule: its summary, usual severity, conditions and parameters.
pub(crate) fn rule(rule: &Rule) -> String {
    let mut out = format!(
        "**`{}`** ({}, group `{}`)\n\n{}",
        rule.name,
        rule.severity.name(),
        rule.group.name(),
        first_up(rule.summary)
    );
    let what = rule.page.split_once("## What\n").and_then(|(_, rest)| rest.split_once("\n## "));
    if let Some(first) = what.and_then(|(what, _)| what.trim().split("\n\n").next()) {
        out.push_str(&format!("\n\n{first}"));
    }
    if !rule.params.is_empty() {
        let lines: Vec<String> = rule.params.iter().map(line).collect();
        out.push_str(&format!("\n\nParameters:\n\n{}", list(&lines)));
    }
    out.push_str(&format!("\n\nMore: `gait explain {}`", rule.name));
    out
}

/// A parameter of a rule.
pub(crate) fn parameter(rule: &str, name: &str) -> Option<String> {
    let rule = &RULES[gait_rules::find(rule)?];
    let param = rule.params.iter().find(|param| param.name == name)?;
    Some(one_parameter(param))
}

/// A parameter: what it decides, its default and range.
pub(crate) fn one_parameter(param: &Param) -> String {
    let (low, high) = param.range;
    format!(
        "**`{}`**\n\n{}\n\n{} unless set; {low} to {}.",
        param.name,
        first_up(param.doc),
        quantity(param, param.default),
        quantity(param, high)
    )
}

fn line(param: &Param) -> String {
    format!("`{}`: {}; {} unless set", param.name, param.doc, quantity(param, param.default))
}

/// A group: what its rules watch over, and which they are.
pub(crate) fn group(group: Group) -> String {
    let rules: Vec<String> = RULES
        .iter()
        .filter(|rule| rule.group == group)
        .map(|rule| format!("`{}`: {}", rule.name, rule.summary))
        .collect();
    format!("**`{}`** (group)\n\nRules about {}.\n\n{}", group.name(), group_summary(group), list(&rules))
        .trim_end()
        .to_owned()
}

fn first_up(text: &str) -> String {
    crate::wording::sentence(text) + "."
}
