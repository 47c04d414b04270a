//! Flags lifts whose name no exercise has.

use gait_model::calendar::Aspect;
use gait_model::change::Change;
use gait_model::plan::{Content, Lift, Template, WarmUp};
use gait_syntax::nearest;

use crate::context::Context;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unknown-exercise",
    group: Group::Hygiene,
    severity: Severity::Error,
    worst: Severity::Error,
    of_absence: false,
    summary: "a lift names an exercise that neither the library nor the plan has",
    page: include_str!("unknown_exercise.md"),
    params: &[],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for lift in cx.plan.templates.iter().flat_map(lifts).filter(|lift| lift.exercise.is_none()) {
        let name = &*lift.name.value;
        let known = cx.plan.exercises.ids();
        let near = nearest(name, known);
        let help = near.map_or_else(
            || {
                let own = |like| format!("under `exercises`: `\"{name}\": (like: \"{like}\")`");
                match akin(name, cx.plan.exercises.ids()).as_slice() {
                    [] => format!("describe it {} with a lift much like it", own("…")),
                    some @ [first, ..] => {
                        format!("known are `{}`; describe any other {}", some.join("`, `"), own(first))
                    }
                }
            },
            |near| format!("did you mean `{near}`?"),
        );
        // The name stands in the template, on the calendar or not.
        let mut draft = out.error(lift.name.span, Aspect::Presence).help(help);
        if let Some(near) = near {
            let change = Change::Respell { name: lift.name.span, with: near.to_owned() };
            draft = draft.propose(Safety::Safe, format!("write `{near}`"), change);
        }
        draft.say(format!("no exercise is called `{name}`, so its load on the legs is unknown"));
    }
}

/// So many lifts with a word of the name are offered.
const AKIN: usize = 3;

/// The shortest of the ids that share the most words with a name, those first that end like it: `back-squat` for
/// `squats`.
fn akin<'a>(name: &str, ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let words: Vec<&str> = name.split('-').map(|word| word.strip_suffix('s').unwrap_or(word)).collect();
    let shared = |id: &str| id.split('-').filter(|part| words.contains(part)).count();
    let mut found: Vec<(usize, &str)> =
        ids.map(|id| (shared(id), id)).filter(|(count, _)| *count > 0).collect();
    let most = found.iter().map(|(count, _)| *count).max().unwrap_or(0);
    found.retain(|(count, _)| *count == most);
    let last = words.last().copied().unwrap_or_default();
    found.sort_by_key(|(_, id)| (!id.ends_with(last), id.len()));
    found.into_iter().take(AKIN).map(|(_, id)| id).collect()
}

/// The lifts of a template, those of its warm-up first.
fn lifts(template: &Template) -> impl Iterator<Item = &Lift> {
    let session = &template.session;
    let warm_up = match session.warm_up.as_ref().map(|w| &w.value) {
        Some(WarmUp::Lifts(lifts)) => lifts.as_slice(),
        _ => &[],
    };
    let lifts = match &session.content {
        Content::Strength(lifts) => lifts.as_slice(),
        _ => &[],
    };
    warm_up.iter().chain(lifts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifts_akin_share_words_and_end_alike() {
        let ids = || {
            ["jump-squat", "squat-jump", "back-squat", "goblet-squat", "front-squat", "leg-curl"].into_iter()
        };
        assert_eq!(akin("squats", ids()), ["jump-squat", "back-squat", "front-squat"]);
        assert_eq!(akin("squat-jumps", ids()), ["squat-jump", "jump-squat"]);
        assert_eq!(akin("hops", ids()), [""; 0]);
    }
}
