//! Flags base phases in which few sets are of compound lifts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use gait_model::calendar::{Aspect, Part, Week};
use gait_model::exercise::{Category, Exercise, Muscle, Pattern};
use gait_model::plan::Focus;
use gait_syntax::Span;

use crate::context::{Context, lifts};
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::rule::{Group, Param, Rule, Severity};

const SHARE: Param = Param::percent(
    "share",
    60.0,
    (0.0, 100.0),
    "least share of compound lifts among the sets of base; calves, trunk and jumps apart",
);

pub(super) const RULE: Rule = Rule {
    name: "base-compound-share",
    group: Group::Phase,
    severity: Severity::Advice,
    worst: Severity::Advice,
    of_absence: true,
    summary: "few sets of a base phase are of compound lifts",
    page: include_str!("base_compound_share.md"),
    params: &[SHARE],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for (_, weeks) in cx.blocks().filter(|(focus, _)| **focus == Focus::Base) {
        check_block(cx, weeks, out);
    }
}

fn check_block(cx: &Context<'_>, weeks: &[Week], out: &mut Occurrences) {
    let (mut all, mut compound) = (0, 0);
    // By lift as written: sets, and where it stands first.
    let mut single: BTreeMap<Span, (u32, usize, u32)> = BTreeMap::new();
    for lift in weeks.iter().flat_map(|week| cx.lifts_in(week)) {
        let Some(exercise) = lift.exercise.filter(|exercise| counts(exercise)) else { continue };
        all += lift.sets;
        if is_compound(exercise) {
            compound += lift.sets;
        } else {
            single.entry(lift.lift.span).or_insert((0, lift.session, lift.at)).0 += lift.sets;
        }
    }
    let most = single.values().max_by_key(|(sets, index, at)| (*sets, Reverse(*index), Reverse(*at)));
    let Some(&(_, index, at)) = most else { return };
    let session = cx.session(index);
    let share = cx.param(SHARE, session.phase);
    let percent = round_to(100.0 * f64::from(compound) / f64::from(all.max(1)), 1.0);
    let Some(lift) = lifts(session).get(at as usize).filter(|_| all > 0 && percent < share) else { return };
    out.advise(index, Aspect::Content(Part::Lift(at)))
        .help(format!(
            "put a squat, hinge, lunge, push or row in place of some sets of `{}`",
            lift.name.value
        ))
        .say(format!(
            "compound lifts are {percent} % of the sets in base, calves and trunk apart; {share} % advised"
        ));
}

/// Calf and trunk work, warm-up and jumps are neither: other rules ask for them.
fn counts(exercise: &Exercise) -> bool {
    let category = &exercise.category;
    category.is_work()
        && !category.is_core()
        && !matches!(category, Category::CalfFoot | Category::Plyometric)
}

/// Whether it is a movement of several joints, or gives at least two muscle groups of legs or upper body half of every
/// set. Weights alone would miss the body-weight squat, which is compound and easy.
fn is_compound(exercise: &Exercise) -> bool {
    use Pattern::{
        Hinge, HorizontalPull, HorizontalPush, Lateral, Lunge, Squat, Step, VerticalPull, VerticalPush,
    };
    const COMPOUND: [Pattern; 9] =
        [Hinge, Squat, Lunge, Lateral, Step, HorizontalPush, VerticalPush, HorizontalPull, VerticalPull];
    exercise.pattern.is_some_and(|pattern| COMPOUND.contains(&pattern)) || main_groups(exercise) >= 2
}

fn main_groups(exercise: &Exercise) -> u32 {
    use Muscle::{Abs, Erectors, FootAnkle, Gastroc, GluteMax, GluteMed, Obliques, Soleus, TibAnt};
    let main = |muscle: Muscle| exercise.trained.contains(muscle);
    let both = |one, other| u32::from(main(one) || main(other));
    let paired = [GluteMax, GluteMed, Gastroc, Soleus];
    let neither = [Abs, Erectors, FootAnkle, Obliques, TibAnt];
    let single = Muscle::ALL.into_iter().filter(|m| !paired.contains(m) && !neither.contains(m) && main(*m));
    let groups = u32::try_from(single.count()).unwrap_or(u32::MAX);
    groups + both(GluteMax, GluteMed) + both(Gastroc, Soleus)
}
