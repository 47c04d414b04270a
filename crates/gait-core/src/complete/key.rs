//! Keys of maps.

use gait_model::calendar::Week;
use gait_model::date::{long_name, short_name, table_name};
use gait_model::exercise::Muscle;
use gait_model::plan::{Content, Kind};
use gait_model::shape::Key;
use gait_rules::{Group, RULES};
use gait_syntax::{Node, NodeKind};
use jiff::civil::Date;

use super::{CompletionKind, Item};
use crate::explain::page;
use crate::hover::{Desk, exercise, rule};

impl Desk<'_> {
    /// The keys that the map at the place does not hold yet.
    pub(super) fn keys(&self, key: Key) -> Vec<Item> {
        let mut out = match key {
            Key::SessionName => self.session_keys(),
            Key::ExerciseName => self.exercise_keys(),
            Key::Exercise => self.exercises(),
            Key::SessionOrLift => self.ramp_keys(),
            Key::Day => self.day_keys(),
            Key::Rule => self.rule_keys(),
            Key::Parameter => self.parameters(),
            Key::Muscle => muscles(),
        };
        out.retain(|item| !self.is_sibling(&item.label));
        out
    }

    /// Whether the map at the place holds this key in another entry.
    pub(super) fn is_sibling(&self, key: &str) -> bool {
        let at = self.site.offset;
        let node = self.site.node;
        let map = std::iter::once(node).chain(node.ancestors()).find(|node| node.kind() == NodeKind::Map);
        let other = |node: &Node<'_>| !(node.span().start <= at && at <= node.span().end);
        let keys = map.into_iter().flat_map(Node::entries).filter_map(Node::key).filter(other);
        keys.filter_map(Node::str_value).any(|found| found == key)
    }

    /// The exercises that sessions use and nothing describes.
    fn exercise_keys(&self) -> Vec<Item> {
        let Some(plan) = self.plan() else { return Vec::new() };
        let mut names: Vec<&str> = Vec::new();
        for template in &plan.templates {
            let Content::Strength(lifts) = &template.session.content else { continue };
            names.extend(lifts.iter().filter(|lift| lift.exercise.is_none()).map(|lift| &*lift.name.value));
        }
        names.sort_unstable();
        names.dedup();
        let item =
            |name| Item::new(CompletionKind::Exercise, name).detail("used in a session, not described yet");
        names.into_iter().map(item).collect()
    }

    /// The sessions of the plan, and the lifts of its strength sessions.
    fn ramp_keys(&self) -> Vec<Item> {
        let mut out = self.templates();
        let Some(plan) = self.plan() else { return out };
        for template in plan.templates.iter().filter(|template| template.session.kind == Kind::Strength) {
            let Content::Strength(lifts) = &template.session.content else { continue };
            let mut seen: Vec<&str> = Vec::new();
            for lift in lifts {
                let name = &*lift.name.value;
                if seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                let sets =
                    lift.sets.as_ref().map_or("sets to be given".to_owned(), |sets| sets.value.to_string());
                let item = Item::new(CompletionKind::Exercise, format!("{}/{name}", template.name))
                    .detail(sets)
                    .rank(4);
                out.push(item.documentation(self.exercise(name).unwrap_or_default()));
            }
        }
        out
    }

    /// The days of the plan: `week 5 fri`, or dates once a digit stands there.
    fn day_keys(&self) -> Vec<Item> {
        if self.site.text_before().is_some_and(|before| before.starts_with(|c: char| c.is_ascii_digit())) {
            return self.dates_of_plan();
        }
        self.each_day(|date, week| {
            let weekday = date.weekday();
            let about = match self.is_dated() {
                true => date.to_string(),
                false => format!("week {week}, {}", long_name(weekday)),
            };
            (format!("week {week} {}", short_name(weekday)), about)
        })
    }

    /// The dates of the plan.
    pub(super) fn dates_of_plan(&self) -> Vec<Item> {
        if !self.is_dated() {
            return Vec::new();
        }
        self.each_day(|date, week| (date.to_string(), format!("{}, week {week}", table_name(date.weekday()))))
    }

    /// Every day of the plan, by what is written for it and what is said of it.
    fn each_day(&self, words: impl Fn(Date, u32) -> (String, String)) -> Vec<Item> {
        let Some(calendar) = self.snapshot.map(|snapshot| &snapshot.calendar) else { return Vec::new() };
        let item = |(day, week): (u32, u32)| {
            let (label, about) = words(calendar.date(day), week);
            Item::new(CompletionKind::Value, label).detail(self.day_detail(day, about))
        };
        calendar.weeks.iter().flat_map(days).map(item).collect()
    }

    /// What stands on a day, behind how else it is called.
    fn day_detail(&self, day: u32, about: String) -> String {
        let sessions = self.snapshot.map_or(&[][..], |snapshot| snapshot.calendar.on(day));
        let names: Vec<&str> = sessions.iter().map(|session| &*session.name).collect();
        if names.is_empty() { format!("{about}: rest") } else { format!("{about}: {}", names.join(", ")) }
    }

    /// Rules, and groups where levels are set.
    fn rule_keys(&self) -> Vec<Item> {
        let params = self.site.field().is_some_and(|(_, field)| field.name == "params");
        let mut out: Vec<Item> =
            RULES.iter().filter(|rule| !params || !rule.params.is_empty()).map(rule_item).collect();
        if !params {
            out.extend(Group::ALL.map(|group| {
                Item::new(CompletionKind::Group, group.name())
                    .detail(format!("rules about {}", page::group_summary(group)))
                    .documentation(rule::group(group))
                    .rank(6)
            }));
        }
        out
    }

    /// The parameters of the rule at the place.
    fn parameters(&self) -> Vec<Item> {
        let rule = self.site.key(Key::Rule).and_then(gait_rules::find).map(|index| &RULES[index]);
        let params = rule.map_or(&[][..], |rule| rule.params);
        let item = |param: &gait_rules::Param| {
            Item::new(CompletionKind::Parameter, param.name)
                .detail(format!("{} unless set", page::quantity(param, param.default)))
                .documentation(rule::one_parameter(param))
        };
        params.iter().map(item).collect()
    }
}

/// A rule by its name.
pub(super) fn rule_item(rule: &'static gait_rules::Rule) -> Item {
    Item::new(CompletionKind::Rule, rule.name)
        .detail(rule.summary)
        .documentation(rule::rule(rule))
        .filter(format!("{} {}", rule.name, rule.group.name()))
}

fn muscles() -> Vec<Item> {
    let item = |muscle: Muscle| {
        Item::new(CompletionKind::Word, muscle.key())
            .detail(muscle.name())
            .documentation(exercise::muscle(muscle.key()).unwrap_or_default())
    };
    Muscle::ALL.into_iter().map(item).collect()
}

/// The days of a week, each with the number of the week.
fn days(week: &Week) -> impl Iterator<Item = (u32, u32)> + use<> {
    let number = week.index + 1;
    week.days().map(move |day| (day, number))
}
