//! Flags strength sessions whose content takes much more or much less than the time planned for it.

use std::sync::Arc;

use gait_model::calendar::{Aspect, Part, content_seconds};
use gait_model::change::Change;
use gait_model::plan::SessionDef;
use rustc_hash::FxHashMap;

use crate::context::{Context, lifts};
use crate::lifting::is_scaled;
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const RUSHED: Param =
    Param::percent("rushed", 120.0, (100.0, 300.0), "content may take so much of the planned time");
const PADDED: Param =
    Param::percent("padded", 60.0, (0.0, 100.0), "content should take so much of the planned time (advice)");

pub(super) const RULE: Rule = Rule {
    name: "content-does-not-fit",
    group: Group::Technique,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a strength session's sets do not fit its duration",
    page: include_str!("content_does_not_fit.md"),
    params: &[RUSHED, PADDED],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    // A session as written stands on many dates, and takes the same time on each.
    let mut known: FxHashMap<*const SessionDef, i64> = FxHashMap::default();
    for (index, session) in cx.calendar.sessions.iter().enumerate() {
        // In lighter weeks sets are rounded to whole ones, and the minutes are not.
        if session.working_sets() > 0 && session.is_planned() && !is_scaled(session) {
            let seconds = known.entry(Arc::as_ptr(&session.def));
            let seconds = *seconds.or_insert_with(|| content_seconds(cx.plan, &session.def));
            check_session(cx, index, seconds, out);
        }
    }
}

fn check_session(cx: &Context<'_>, index: usize, content_seconds: i64, out: &mut Occurrences) {
    let session = cx.session(index);
    let Some(duration) = &session.def.duration else { return };
    let planned = round_to(number(duration.value.seconds) / 60.0, 1.0);
    let content = round_to(number(content_seconds) / 60.0, 1.0);
    if planned <= 0.0 || content <= 0.0 {
        return;
    }
    let share = round_to(content / planned * 100.0, 1.0);
    let severity = if share > cx.param(RUSHED, session.phase) {
        Severity::Warning
    } else if cx.plan.is_whole && share < cx.param(PADDED, session.phase) {
        Severity::Advice
    } else {
        return;
    };
    let help = match severity {
        Severity::Warning => {
            "drop lifts, pair them in supersets so that they share their rests, or plan more time"
        }
        _ => "plan less time, or add the warm-up as `warm_up`",
    };
    // People plan in fives.
    let enough = (content / 5.0).ceil() * 5.0;
    let value = format!("\"{enough} min\"");
    let change = Change::SetField { owner: session.def.span, field: "duration", value };
    let draft = out.report(severity, index, Aspect::Content(Part::Duration)).help(help).propose(
        Safety::Suggested,
        format!("plan {enough} min for `{}`", session.name),
        change,
    );
    let last = lifts(session).last().filter(|_| severity == Severity::Warning && lifts(session).len() > 2);
    let draft = match last {
        Some(last) => draft.propose(
            Safety::Suggested,
            format!("do without `{}`, the last lift", last.name.value),
            Change::Remove { item: last.span },
        ),
        None => draft,
    };
    draft.say(format!("the content of `{}` takes {content} min, {planned} min are planned", session.name));
}
