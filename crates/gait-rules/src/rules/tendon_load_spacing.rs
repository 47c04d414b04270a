//! Flags high load on the Achilles tendon on neighbouring days.

use gait_model::calendar::{Aspect, Session};
use gait_model::notation::{Body, Run, Target, Zone};
use gait_model::plan::{Content, Kind};

use crate::context::Context;
use crate::number::hours;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};
use crate::wording::names;

const GAP: Param =
    Param::hours("gap", 36.0, (0.0, 96.0), "hours from start to start between two high loads on the tendon");

/// Hops on both legs and what is harder: the library's scale of Achilles load.
const HIGH: u8 = 3;

pub(super) const RULE: Rule = Rule {
    name: "tendon-load-spacing",
    group: Group::Recovery,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: false,
    summary: "jumps and fast running load the Achilles tendon on neighbouring days",
    page: include_str!("tendon_load_spacing.md"),
    params: &[GAP],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut loads: Vec<usize> = (0..cx.calendar.sessions.len())
        .filter(|&i| {
            let session = cx.session(i);
            session.is_planned() && (loads_by_running(session) || jumps(cx, i).next().is_some())
        })
        .collect();
    loads.sort_by_key(|&i| cx.session(i).start);
    for (place, &later) in loads.iter().enumerate() {
        let gap = |earlier: usize| hours(cx.session(later).start - cx.session(earlier).start);
        let need = cx.param(GAP, cx.session(later).phase);
        let earlier = loads[..place]
            .iter()
            .rev()
            .copied()
            .take_while(|&earlier| gap(earlier) < need)
            // Of one day, the order does not matter; two key runs are the matter of `key-runs-too-close`.
            .find(|&earlier| {
                cx.session(earlier).day < cx.session(later).day && !(is_key(cx, earlier) && is_key(cx, later))
            });
        if let Some(earlier) = earlier {
            report(cx, earlier, later, need, out);
        }
    }
}

fn report(cx: &Context<'_>, earlier: usize, later: usize, need: f64, out: &mut Occurrences) {
    // Jumps are easier to move than a run.
    let (change, other) = if jumps(cx, later).next().is_none() && jumps(cx, earlier).next().is_some() {
        (earlier, later)
    } else {
        (later, earlier)
    };
    let name = |index: usize| {
        let session = &cx.session(index).name;
        let mut jumps = jumps(cx, index).peekable();
        if jumps.peek().is_none() {
            format!("`{session}`")
        } else {
            format!("`{session}` ({})", names(jumps))
        }
    };
    out.advise(change, Aspect::Placement)
        .with(other, Aspect::Placement)
        .rests_on_clock(cx.calendar, &[earlier, later])
        .help("put both on one day, or two days apart")
        .propose_move(change)
        .say(format!(
            "{} starts {} h after {}: both load the Achilles tendon heavily; {need} h advised",
            name(later),
            hours(cx.session(later).start - cx.session(earlier).start),
            name(earlier)
        ));
}

fn is_key(cx: &Context<'_>, index: usize) -> bool {
    cx.session(index).kind().is_run() && cx.session(index).is_key()
}

/// The names of the jumps of a session.
fn jumps<'p>(cx: &Context<'p>, index: usize) -> impl Iterator<Item = &'p str> {
    let lifts = cx.facts.lifts_of(index).iter();
    let high = lifts.filter(|lift| lift.sets > 0 && lift.exercise.is_some_and(|e| e.achilles >= HIGH));
    high.map(|lift| &*lift.lift.name.value)
}

/// Whether a run is fast or uphill enough: by its kind, or because a step of it is a sprint. Strides are too short.
fn loads_by_running(session: &Session) -> bool {
    match (&session.def.content, session.kind()) {
        (_, Kind::Intervals | Kind::Hills | Kind::Race | Kind::TimeTrial) => true,
        (Content::Run(run), kind) => kind.is_run() && sprints(run),
        _ => false,
    }
}

fn sprints(run: &Run) -> bool {
    run.steps.iter().any(|step| {
        let inner = match &step.value.body {
            Body::Group { run, .. } => sprints(run),
            Body::Amount(_) => false,
        };
        inner || step.value.target.as_ref().is_some_and(|target| target.value == Target::Zone(Zone::Sprint))
    })
}
