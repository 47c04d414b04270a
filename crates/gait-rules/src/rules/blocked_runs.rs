//! Names the key runs that blocked days take away.

use gait_model::calendar::{Aspect, Placement, Session, Status};
use gait_model::date::table_name;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Rule, Severity};

/// So many runs are named; the others are counted.
const NAMED: usize = 4;

pub(super) const RULE: Rule = Rule {
    name: "blocked-runs",
    group: Group::Hygiene,
    severity: Severity::Advice,
    worst: Severity::Warning,
    of_absence: false,
    summary: "key or long runs fall on blocked days",
    page: include_str!("blocked_runs.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut lost: Vec<Vec<usize>> = vec![Vec::new(); cx.plan.blocked.len()];
    for (index, session) in cx.calendar.sessions.iter().enumerate() {
        let Status::Blocked(block) = session.status else { continue };
        if matches!(session.trail.placement, Placement::Goal(_)) {
            out.warn(index, Aspect::Placement)
                .with(cx.plan.blocked[block].span, Aspect::Presence)
                .help("shorten the block, or take the race out")
                .say(format!("the race `{}` falls on a blocked day", session.name));
        } else if session.kind().is_run() && session.is_key() && !session.optional {
            lost[block].push(index);
        }
    }
    for (block, runs) in cx.plan.blocked.iter().zip(lost).filter(|(_, runs)| !runs.is_empty()) {
        out.advise(block.span, Aspect::Presence)
            .help("if one of them matters, give it a day before or after with an entry in `days`")
            .say(message(cx, &runs));
    }
}

fn message(cx: &Context<'_>, runs: &[usize]) -> String {
    let names: Vec<String> = runs.iter().take(NAMED).map(|&run| named(cx, cx.session(run))).collect();
    let more = match runs.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let count =
        if runs.len() == 1 { "a key run is".to_owned() } else { format!("{} key runs are", runs.len()) };
    format!("{count} lost to blocked days: {}{more}", names.join(", "))
}

/// `track` (Tue 2027-02-16)
fn named(cx: &Context<'_>, session: &Session) -> String {
    let date = cx.calendar.date(session.day);
    format!("`{}` ({} {date})", session.name, table_name(date.weekday()))
}
