//! Flags lighter weeks whose strength work is not lighter, or is left out altogether.

use gait_model::calendar::{Aspect, LayerKind, Week};
use gait_model::change::Change;
use gait_model::plan::Deload;

use crate::context::Context;
use crate::number::round_to;
use crate::occurrence::{Occurrences, Target};
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const RATIO: Param = Param::percent(
    "ratio",
    70.0,
    (0.0, 100.0),
    "a lighter week keeps at most so much of the strength of the three loading weeks before",
);

pub(super) const RULE: Rule = Rule {
    name: "deload-not-light",
    group: Group::Progression,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "a lighter week holds as much strength work as the others, or none",
    page: include_str!("deload_not_light.md"),
    params: &[RATIO],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    let mut doses: Vec<f64> = Vec::new();
    for week in &cx.calendar.weeks {
        let facts = cx.week(week);
        if !cx.is_light(week) {
            if facts.strength > 0 {
                doses.push(facts.dose);
            }
        } else if week.deload && week.days == 7 && !facts.race && !facts.blocked {
            judge(cx, week, &doses[doses.len().saturating_sub(3)..], out);
        }
    }
}

fn judge(cx: &Context<'_>, week: &Week, before: &[f64], out: &mut Occurrences) {
    if before.is_empty() {
        return;
    }
    let dose = cx.week(week).dose;
    if dose == 0.0 {
        out.advise(Target::Week(week.index), Aspect::Presence)
            .help("keep the sessions and halve their sets")
            .say("the deload week holds no strength at all; fewer sets are rest enough");
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most three")]
    let usual = before.iter().sum::<f64>() / before.len() as f64;
    let share = round_to(dose / usual * 100.0, 1.0);
    let limit = cx.param(RATIO, week.phase);
    if share <= limit {
        return;
    }
    let message = format!(
        "the deload week keeps {share} % of the strength of the weeks before; {limit} % advised at most"
    );
    let deload = cx.phase(week).deload.as_ref();
    let draft = match scaled_session(cx, week) {
        Some(session) => out.advise(session, Aspect::Amount),
        None => out.advise(Target::Week(week.index), Aspect::Amount),
    };
    let draft = draft.help("set `strength: \"50 %\"` in `deload`; small counts of sets round up");
    let draft = match deload {
        Some(deload) => draft.propose_all(
            Safety::Suggested,
            "halve the strength sets of the deload weeks",
            halved(deload),
        ),
        None => draft,
    };
    draft.say(message);
}

/// Half the strength. One share for everything is written apart then, as both cannot stand side by side.
fn halved(deload: &Deload) -> Vec<Change> {
    let owner = deload.span;
    let set = |field, value: String| Change::SetField { owner, field, value: format!("\"{value}\"") };
    let strength = set("strength", "50 %".to_owned());
    match deload.volume {
        Some(item) => vec![set("running", deload.running.to_string()), strength, Change::Remove { item }],
        None => vec![strength],
    }
}

/// A session of the week that the deload has scaled: its amount comes from there.
fn scaled_session(cx: &Context<'_>, week: &Week) -> Option<usize> {
    cx.strength_in(week).find(|&index| {
        cx.session(index).trail.changes.last().is_some_and(|layer| layer.kind == LayerKind::Deload)
    })
}
