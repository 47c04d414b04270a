//! `gait rules`: the rules as a table.

use anstyle::Style;
use gait_core::{Group, Level, Param, Profile, RULES, Rule, Severity, Subject, nearest, profile_levels};

use crate::Status;
use crate::args::{ProfileName, RulesArgs};
use crate::failure::Failure;
use crate::output::{BOLD, DIM, NAME, Output, painted, severity_style};
use crate::render::table;
use crate::render::text::pad;

pub(crate) fn run(args: &RulesArgs, output: &mut Output) -> Result<Status, Failure> {
    let group = args.group.as_deref().map(group_named).transpose()?;
    let mut text = String::new();
    let mut shown = 0;
    for group in Group::ALL.into_iter().filter(|one| group.is_none_or(|wanted| wanted == *one)) {
        let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.group == group).collect();
        let about = Subject::Group(group).summary();
        text.push_str(&format!("{} {}\n", painted(group.name(), BOLD), painted(format!("· {about}"), DIM)));
        text.push_str(&listed(&rules, args, output.width()));
        text.push('\n');
        shown += rules.len();
    }
    output.write(&text)?;
    let of = if shown == RULES.len() { String::new() } else { format!("{shown} of ") };
    output.note(&format!("{of}{} rules; `gait explain NAME` tells more", RULES.len()))?;
    Ok(Status::Clean)
}

fn group_named(name: &str) -> Result<Group, Failure> {
    Group::ALL.into_iter().find(|group| group.name() == name).ok_or_else(|| {
        let names = Group::ALL.map(Group::name);
        let hint = nearest(name, names.into_iter()).map_or_else(
            || format!("groups are {}", names.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        Failure::Unknown { message: format!("there is no group `{name}`"), hint: Some(hint) }
    })
}

/// The rules of a group, each with its parameters under it if they are wanted.
fn listed(rules: &[&Rule], args: &RulesArgs, width: usize) -> String {
    // One width of names for all groups, so that the columns run through.
    let names = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let (severity, was) = severity_in(rule, args.profile);
        let summary = was.map_or_else(|| rule.summary.to_owned(), |was| format!("{} ({was})", rule.summary));
        let row = vec![pad(rule.name, names), pad(&severity, "warning".len()), summary];
        out.push_str(&table::rows(&[row], &[NAME, Style::new(), Style::new()], 2, width));
        if args.verbose && !rule.params.is_empty() {
            let params: Vec<Vec<String>> = rule.params.iter().map(parameter).collect();
            out.push_str(&table::rows(&params, &[Style::new(), Style::new(), DIM, DIM], 6, width));
        }
    }
    out
}

/// The severity of a rule in a profile, and what the profile changes.
fn severity_in(rule: &Rule, profile: Option<ProfileName>) -> (String, Option<String>) {
    let own = painted(rule.severity.name(), severity_style(rule.severity));
    let Some(profile) = profile else { return (own, None) };
    let levels = profile_levels(&profile.into());
    let level = levels.iter().find(|(name, _)| *name == rule.name).map(|(_, level)| *level);
    let was = || Some(format!("{} by itself", rule.severity.name()));
    match level {
        Some(Level::Off) => (painted("off", DIM), was()),
        Some(Level::At(severity)) if severity != rule.severity => {
            (painted(severity.name(), severity_style(severity)), was())
        }
        // What is milder by itself is not so here.
        Some(Level::At(_)) => (own, Some("its milder findings too".to_owned())),
        _ if profile == ProfileName::Minimal && rule.worst != Severity::Error => (painted("off", DIM), was()),
        _ if profile == ProfileName::Minimal && rule.severity != Severity::Error => {
            (painted("–", DIM), Some("its errors only".to_owned()))
        }
        _ => (own, None),
    }
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Default => Self::Default,
            ProfileName::Strict => Self::Strict,
            ProfileName::Evidence => Self::Evidence,
            ProfileName::Minimal => Self::Minimal,
        }
    }
}

/// Name, default, range, meaning.
fn parameter(param: &Param) -> Vec<String> {
    let unit = param.unit.symbol();
    let (low, high) = param.range;
    let quantity = |number: f64| format!("{number} {unit}").trim_end().to_owned();
    vec![
        param.name.to_owned(),
        format!("= {}", quantity(param.default)),
        format!("{low} to {}", quantity(high)),
        param.doc.to_owned(),
    ]
}
