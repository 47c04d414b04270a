//! Flags boxes that are too high or too low for step-ups.

use gait_model::calendar::{Aspect, Part};
use gait_model::change::Change;
use gait_model::plan::{ExerciseId, PartialReason, Plan};
use gait_model::units::Length;
use gait_syntax::edit::quote;

use crate::context::Context;
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const LOW: Param =
    Param::percent("low", 80.0, (0.0, 200.0), "lowest box in per cent of knee height (advice)");
const HIGH: Param = Param::percent("high", 100.0, (0.0, 200.0), "highest box in per cent of knee height");
const STATURE: Param = Param::percent(
    "knee_of_stature",
    28.5,
    (20.0, 40.0),
    "knee height in per cent of stature, where it is not measured",
);

pub(super) const RULE: Rule = Rule {
    name: "step-height",
    group: Group::Technique,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "the box of a step-up does not suit the height of the knee",
    page: include_str!("step_height.md"),
    params: &[LOW, HIGH, STATURE],
    check,
};

/// The exercise that the rule is about; those of the plan's own that are `like` it as well. Step-downs use a low box.
const STEP_UP: &str = "step-up";

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for planned in cx.facts.lifts.iter().filter(|lift| lift.is_special) {
        let (lift, phase) = (planned.lift, cx.session(planned.session).phase);
        let Some(height) = lift.box_height else { continue };
        if !lift.exercise.is_some_and(|id| is_step_up(cx.plan, id)) {
            continue;
        }
        let Some(knee) = Knee::of(cx, phase) else { return };
        let share = round_to(height.value.in_cm() / knee.cm * 100.0, 1.0);
        let (low, high) = (cx.param(LOW, phase), cx.param(HIGH, phase));
        let rehab = lift.rom.as_ref().and_then(|rom| rom.value.as_ref()) == Some(&PartialReason::Rehab);
        let severity = if share > high {
            Severity::Warning
        } else if share < low && !rehab {
            Severity::Advice
        } else {
            continue;
        };
        let fits = fitting(knee.cm, low, high);
        let change = Change::SetField { owner: lift.span, field: "box", value: quote(&format!("{fits} cm")) };
        let draft = out
            .report(severity, planned.session, Aspect::Content(Part::Lift(planned.at)))
            .help(format!("a box of {fits} cm is right for you"))
            .propose(Safety::Suggested, format!("use a box of {fits} cm"), change);
        let draft = if knee.is_measured {
            draft
        } else {
            draft.note("knee height reckoned from stature; write `body: (knee: …)` if you know it")
        };
        draft.say(format!(
            "the box of `{}` is {} high, {share} % of the knee's {} cm; {low}–{high} % advised",
            lift.name.value,
            shown(height.value),
            knee.cm
        ));
    }
}

fn is_step_up(plan: &Plan, id: ExerciseId) -> bool {
    let mut id = id;
    // Own exercises may be like one another; a ring of them ends with their number.
    for _ in 0..=plan.exercises.own().count() {
        if plan.exercises.get(id).id == STEP_UP {
            return true;
        }
        let like = plan.exercises.own().find(|own| own.id == id).and_then(|own| own.like);
        let Some(like) = like else { return false };
        id = like;
    }
    false
}

/// The height of a knee.
struct Knee {
    /// In centimetres, to the centimetre.
    cm: f64,
    is_measured: bool,
}

impl Knee {
    fn of(cx: &Context<'_>, phase: usize) -> Option<Self> {
        let athlete = &cx.plan.athlete;
        let (cm, is_measured) = match (athlete.knee, athlete.height) {
            (Some(knee), _) => (knee.value.in_cm(), true),
            (None, Some(height)) => (height.value.in_cm() * cx.param(STATURE, phase) / 100.0, false),
            (None, None) => return None,
        };
        let cm = round_to(cm, 1.0);
        (cm > 0.0).then_some(Self { cm, is_measured })
    }
}

/// The highest box in steps of five centimetres that fits, or the middle of the band if none does.
fn fitting(knee_cm: f64, low: f64, high: f64) -> f64 {
    let highest = (knee_cm * high / 100.0 / 5.0).floor() * 5.0;
    if highest >= knee_cm * low / 100.0 {
        highest
    } else {
        round_to(knee_cm * f64::midpoint(low, high) / 100.0, 1.0)
    }
}

fn shown(height: Length) -> String {
    format!("{} cm", round_to(height.in_cm(), 1.0))
}
