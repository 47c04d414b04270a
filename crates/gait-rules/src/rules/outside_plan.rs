//! Flags what is written for days that the plan does not have.

use gait_model::calendar::Aspect;
use gait_model::date::days_between;
use gait_syntax::Span;
use jiff::civil::Date;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "outside-plan",
    group: Group::Hygiene,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a day, a race or a block lies outside the plan",
    page: include_str!("outside_plan.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // Without a date of its own the plan has no days that anything could lie outside of.
    // Where the plan ends is not known while a phase does not say how long it is.
    if !cx.plan.is_dated || !cx.plan.is_counted {
        return;
    }
    for entry in &cx.plan.days {
        one(cx, out, entry.key_span, (entry.date, entry.date), "this day");
    }
    for goal in &cx.plan.goals {
        let what = format!("the race `{}`", goal.name);
        one(cx, out, goal.date.span, (goal.date.value, goal.date.value), &what);
    }
    for block in &cx.plan.blocked {
        one(cx, out, block.span, (block.from, block.to), "this block");
    }
}

fn one(cx: &Context<'_>, out: &mut Occurrences, span: Span, (from, to): (Date, Date), what: &str) {
    let (first, last) = (cx.plan.first_day, cx.plan.last_day);
    let fact = if from > last {
        format!("{from} is {} after the plan's last day, {last}", days(days_between(last, from)))
    } else if to < first {
        format!("{to} is {} before the plan's first day, {first}", days(days_between(to, first)))
    } else {
        return;
    };
    out.warn(span, Aspect::Presence)
        .help("correct the date, or let the plan begin or end elsewhere")
        .say(format!("{what} lies outside the plan: {fact}"));
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}
