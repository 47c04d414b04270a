//! Flags sessions whose focus says that they spare the legs, while their lifts do not.

use gait_model::calendar::{Aspect, Part, Session};
use gait_model::change::Change;
use gait_model::dose::dose;
use gait_model::exercise::Unit as SetUnit;
use gait_model::plan::StrengthFocus;

use crate::context::{Context, lifts};
use crate::number::round_to;
use crate::occurrence::Occurrences;
use crate::proposal::Safety;
use crate::rule::{Group, Param, Rule, Severity};

const LIMIT: Param =
    Param::count("limit", 6.0, (0.0, 60.0), "from so many leg units on, the focus misleads (warning)");
const ADVISE: Param = Param::count(
    "advise_from",
    3.0,
    (0.0, 60.0),
    "from so many leg units on, the focus is doubtful (advice)",
);

pub(super) const RULE: Rule = Rule {
    name: "mislabelled-leg-session",
    group: Group::Interference,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a session is called upper body, core or activation and loads the legs",
    page: include_str!("mislabelled_leg_session.md"),
    params: &[LIMIT, ADVISE],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for (index, session) in cx.calendar.sessions.iter().enumerate() {
        let Some(focus) = session.def.focus.as_ref().and_then(|focus| sparing(&focus.value)) else {
            continue;
        };
        let leg = round_to(leg_dose(cx, session), 0.1);
        let severity = if leg >= cx.param(LIMIT, session.phase) {
            Severity::Warning
        } else if leg >= cx.param(ADVISE, session.phase) {
            Severity::Advice
        } else {
            continue;
        };
        let muscle = session.dose.as_ref().map_or("legs", |d| d.muscles.hardest_leg_muscle().0.name());
        let message =
            format!("`{}` has the focus {focus} but carries {leg} leg units, mostly {muscle}", session.name);
        let retag = Change::SetField { owner: session.def.span, field: "focus", value: "Full".to_owned() };
        let draft = out.report(severity, index, Aspect::Content(Part::Focus)).propose(
            Safety::Safe,
            format!("tag `{}` as Full", session.name),
            retag,
        );
        // A session without lifts would be nothing to do.
        match heaviest_lift(cx, session).filter(|_| lifts(session).len() > 1) {
            Some((lift, name)) => {
                let without =
                    lifts(session).get(lift as usize).map(|lift| Change::Remove { item: lift.span });
                without
                    .into_iter()
                    .fold(draft, |draft, change| {
                        draft.propose(Safety::Suggested, format!("do without `{name}`"), change)
                    })
                    .with(index, Aspect::Content(Part::Lift(lift)))
                    .help(format!("write `focus: Full`, or do without `{name}`"))
                    .say(message);
            }
            None => draft.help("write `focus: Full`").say(message),
        }
    }
}

/// The leg dose of a session. What an activation session holds for seconds is what it is there for: a tendon at work
/// without the legs being tired.
fn leg_dose(cx: &Context<'_>, session: &Session) -> f64 {
    let focus = session.def.focus.as_ref().map(|focus| &focus.value);
    if !matches!(focus, Some(StrengthFocus::Activation)) {
        return session.leg_dose();
    }
    let lifts: Vec<_> = session.lift_doses(cx.plan).into_iter().map(|(_, lift)| lift).collect();
    let moving = lifts.into_iter().filter(|lift| lift.exercise.unit != SetUnit::Seconds);
    dose(&moving.collect::<Vec<_>>(), &cx.plan.athlete.level).leg()
}

/// The name of a focus that promises to spare the legs.
fn sparing(focus: &StrengthFocus) -> Option<&'static str> {
    match focus {
        StrengthFocus::Upper => Some("Upper"),
        StrengthFocus::Core => Some("Core"),
        StrengthFocus::Activation => Some("Activation"),
        StrengthFocus::Full | StrengthFocus::Lower | StrengthFocus::Circuit => None,
    }
}

/// The lift that gives the legs most, with its name.
fn heaviest_lift<'p>(cx: &Context<'p>, session: &'p Session) -> Option<(u32, &'p str)> {
    let level = &cx.plan.athlete.level;
    let (lift, heaviest) = session
        .lift_doses(cx.plan)
        .into_iter()
        .map(|(index, lift)| (index, dose(&[lift], level).leg(), lift.exercise))
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(index, _, exercise)| (index, exercise))?;
    Some((u32::try_from(lift).ok()?, heaviest.id.as_str()))
}
