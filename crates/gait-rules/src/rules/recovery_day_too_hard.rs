//! Flags sessions that are too hard for the day of recovery they stand on.

use gait_model::calendar::{Aspect, Part, Session};
use gait_model::notation::{Body, Run, Target};
use gait_model::plan::{Content, Kind};

use crate::context::Context;
use crate::number::{number, round_to};
use crate::occurrence::Occurrences;
use crate::proposal::Action;
use crate::rule::{Group, Param, Rule, Severity};

const MAX_RPE: Param = Param::count("max_rpe", 4.0, (1.0, 10.0), "the hardest effort, 1 to 10");
const LEG: Param =
    Param::count("exempt_leg_dose", 3.0, (0.0, 22.0), "a session with fewer leg units spares the legs");
const MAX_RUN: Param = Param::minutes("max_run", 75.0, (10.0, 240.0), "the longest run or ride");
const MAX_LIFTING: Param =
    Param::minutes("max_lifting", 30.0, (0.0, 120.0), "the longest session of upper body or core work");

pub(super) const RULE: Rule = Rule {
    name: "recovery-day-too-hard",
    group: Group::Recovery,
    severity: Severity::Warning,
    worst: Severity::Warning,
    of_absence: false,
    summary: "a day of recovery holds a session that is too hard or too long",
    page: include_str!("recovery_day_too_hard.md"),
    params: &[MAX_RPE, LEG, MAX_RUN, MAX_LIFTING],
    check,
};

fn check(cx: &Context<'_>, out: &mut Occurrences) {
    for day in 0..cx.calendar.day_count() {
        let sessions = cx.calendar.on(day);
        if !sessions.iter().any(marks) || sessions.iter().any(|s| s.is_planned() && s.kind() == Kind::Race) {
            continue;
        }
        // Two suffice: a session is not judged by its own alternative.
        let marking: Vec<usize> =
            cx.calendar.indices(day).filter(|&i| marks(cx.session(i))).take(2).collect();
        for index in cx.calendar.indices(day).filter(|&i| cx.session(i).is_planned()) {
            let by_itself = cx.session(index).kind() == Kind::Recovery;
            let mark = marking.iter().copied().find(|&mark| by_itself || mark != index);
            if let Some(mark) = mark {
                check_session(cx, index, if by_itself { index } else { mark }, out);
            }
        }
    }
}

/// Whether a session says that its day is for recovery: a recovery run or rest, be it as an alternative.
fn marks(session: &Session) -> bool {
    let restful = |kind| matches!(kind, Kind::Recovery | Kind::Rest);
    session.is_planned()
        && (restful(session.kind()) || session.alternatives.iter().any(|(_, def)| restful(def.kind)))
}

fn check_session(cx: &Context<'_>, index: usize, mark: usize, out: &mut Occurrences) {
    let session = cx.session(index);
    let Some(fault) = fault(cx, session) else { return };
    let draft = out.warn(index, fault.aspect);
    let draft = if mark == index { draft } else { draft.with(mark, Aspect::Presence) };
    let draft = if fault.aspect == Aspect::Placement { draft.propose_move(index) } else { draft };
    let draft = match fault.instead {
        Some(text) => draft.propose_action(Action::Instead(index, text)),
        None => draft,
    };
    draft.help(fault.help).say(format!(
        "`{}` {} on {}, a day marked for recovery; {} advised",
        session.name,
        fault.fact,
        cx.weekday(session.day),
        fault.advised
    ));
}

struct Fault {
    aspect: Aspect,
    fact: String,
    advised: String,
    help: String,
    /// What may be done instead, in slot notation.
    instead: Option<String>,
}

fn fault(cx: &Context<'_>, session: &Session) -> Option<Fault> {
    let name = &session.name;
    let param = |param| cx.param(param, session.phase);
    let leg = round_to(session.leg_dose(), 0.1);
    if session.dose.is_some() && leg >= param(LEG) {
        return Some(Fault {
            aspect: Aspect::Placement,
            fact: format!("puts {leg} units on the legs"),
            advised: format!("under {}", param(LEG)),
            help: format!("move `{name}` to the day of a key run"),
            instead: None,
        });
    }
    if session.rpe() > param(MAX_RPE) {
        return Some(Fault {
            aspect: Aspect::Placement,
            fact: format!("asks for an effort of {} of 10", session.rpe()),
            advised: format!("at most {}", param(MAX_RPE)),
            help: format!("move `{name}` to another day, or make it easy"),
            instead: session
                .kind()
                .is_run()
                .then(|| format!("recovery: {} min", RESTFUL_MINUTES.min(session.minutes()))),
        });
    }
    if session.estimate.hard_seconds > 0 && !paced_by_guess(cx, session) {
        return Some(Fault {
            aspect: Aspect::Content(Part::Whole),
            fact: format!("holds {} above easy intensity", time(session.estimate.hard_seconds)),
            advised: "none".to_owned(),
            help: "leave the quick part out, or call the run `easy` or `strides`".to_owned(),
            instead: match &session.def.content {
                Content::Run(run) => Some(format!("easy: {run}")),
                _ => None,
            },
        });
    }
    let most = longest(cx, session)?;
    (number(session.minutes()) > most).then(|| Fault {
        aspect: Aspect::Amount,
        fact: format!("takes {} min", session.minutes()),
        advised: format!("at most {most} min"),
        help: format!("cut it to {most} min, or make another day the one for recovery"),
        instead: session.kind().is_run().then(|| format!("{name}: {most} min")),
    })
}

/// What is proposed instead of a hard run lasts no longer.
const RESTFUL_MINUTES: i64 = 30;

/// The minutes a session may take; walks and mobility work may take any time.
fn longest(cx: &Context<'_>, session: &Session) -> Option<f64> {
    match session.kind() {
        Kind::Strength => Some(cx.param(MAX_LIFTING, session.phase)),
        Kind::Walk => None,
        kind => kind.is_run().then(|| cx.param(MAX_RUN, session.phase)),
    }
}

/// Whether the run aims at a pace while the runner's own paces are assumed, so that nobody knows what is easy.
fn paced_by_guess(cx: &Context<'_>, session: &Session) -> bool {
    fn names_pace(run: &Run) -> bool {
        run.steps.iter().any(|step| {
            let inner = match &step.value.body {
                Body::Group { run, .. } => names_pace(run),
                Body::Amount(_) => false,
            };
            inner || matches!(step.value.target.as_ref().map(|t| &t.value), Some(Target::Pace(_)))
        })
    }
    cx.calendar.paces.assumed && matches!(&session.def.content, Content::Run(run) if names_pace(run))
}

fn time(seconds: i64) -> String {
    if seconds < 120 { format!("{seconds} s") } else { format!("{} min", (seconds + 30) / 60) }
}
