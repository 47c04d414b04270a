//! Says that paces are assumed where no result gives them.

use gait_model::calendar::{Aspect, Session};
use gait_model::date::add_days;
use gait_model::notation::{Amount, Body, Run, Target, Zone};
use gait_model::plan::{Content, Kind};

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "assumed-paces",
    group: Group::Hygiene,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "no result says how fast the runner is, so paces are assumed",
    page: include_str!("assumed_paces.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let planned = || cx.calendar.sessions.iter().filter(|s| s.is_planned());
    let athlete = &cx.plan.athlete;
    // A result that cannot be read is one all the same.
    if !cx.calendar.paces.assumed || athlete.has_unread_results || !planned().any(needs_pace) {
        return;
    }
    let (at, fact) = match athlete.results.first() {
        Some(result) => {
            (result.span, "no result of 800 m to the marathon in 3.5 to 240 min says how fast this runner is")
        }
        None => (athlete.span, "no result says how fast this runner is"),
    };
    // The example is one that this plan could have: a fixed date would lie behind some plans.
    let on = match cx.plan.is_dated {
        true => format!("\"{}\"", add_days(cx.calendar.first_day, -14)),
        false => "…".to_owned(),
    };
    out.advise(at, Aspect::Presence)
        .help(format!(
            "add a recent one to `athlete`: `results: [(distance: \"5 km\", time: \"27:30\", on: {on})]`"
        ))
        .say(format!("{fact}, so paces are those of 10 km in 50:00 (VDOT 40)"));
}

/// Whether the time or the distance of a session comes from the runner's paces.
fn needs_pace(session: &Session) -> bool {
    match (&session.def.content, session.kind()) {
        (Content::Run(run), kind) => run_needs(run, kind, None),
        _ => false,
    }
}

fn run_needs(run: &Run, kind: Kind, inherited: Option<&Target>) -> bool {
    run.steps.iter().any(|step| {
        let target = step.value.target.as_ref().map(|target| &target.value).or(inherited);
        match &step.value.body {
            Body::Amount(amount) => amount_needs(&amount.value, kind, target),
            Body::Group { run, between } => {
                let rests = between.as_ref().is_some_and(|(amount, zone)| {
                    amount_needs(amount, kind, Some(&Target::Zone(zone.unwrap_or(Zone::Jog))))
                });
                rests || run_needs(run, kind, target)
            }
        }
    })
}

/// Walking has one speed for everybody, and cross training by time no distance.
fn amount_needs(amount: &Amount, kind: Kind, target: Option<&Target>) -> bool {
    let walks =
        matches!((kind, target), (Kind::Walk, None) | (_, Some(Target::Zone(Zone::Walk | Zone::Rest))));
    let no_distance = kind == Kind::Cross && matches!(amount, Amount::Time(_));
    !walks && !no_distance && !matches!(target, Some(Target::Pace(_)))
}
