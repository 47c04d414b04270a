//! Sessions, lifts, and the content of slots.

use gait_syntax::{Form, Problem, Span, Spanned};

use super::cx::Cx;
use super::place::Literal;
use crate::notation::{
    self, Body, Effort, Run, Sets, Zone, metres_in_all, metres_meant_minutes, parse_amount, parse_duration,
    parse_length, parse_run, parse_sets,
};
use crate::plan::{Content, Exercises, Intent, Kind, Lift, Placed, SessionDef, WarmUp};
use crate::raw;
use crate::shape::Value;
use crate::units::{Distance, Duration, Range};

type RawRun = <raw::AnyRun as Value>::Raw;
type RawLift = <raw::AnyLift as Value>::Raw;

impl SessionDef {
    /// A session of `kind` without attributes.
    #[must_use]
    pub fn bare(span: Span, kind: Kind, content: Content) -> Self {
        Self {
            span,
            kind,
            content,
            key: None,
            rpe: None,
            intent: None,
            note: None,
            focus: None,
            duration: None,
            warm_up: None,
        }
    }
}

/// A session of `sessions`; nothing if its content cannot be read.
pub(super) fn session(
    cx: &mut Cx<'_>,
    raw: &Spanned<raw::Session>,
    exercises: &Exercises,
) -> Option<SessionDef> {
    let span = raw.span;
    let run = |cx: &mut Cx<'_>, kind, form: &RawRun| run_session(cx, kind, form, span);
    match &raw.value {
        raw::Session::Easy(form) => run(cx, Kind::Easy, form),
        raw::Session::Recovery(form) => run(cx, Kind::Recovery, form),
        raw::Session::Long(form) => run(cx, Kind::Long, form),
        raw::Session::Intervals(form) => run(cx, Kind::Intervals, form),
        raw::Session::Tempo(form) => run(cx, Kind::Tempo, form),
        raw::Session::Hills(form) => run(cx, Kind::Hills, form),
        raw::Session::Strides(form) => run(cx, Kind::Strides, form),
        raw::Session::Race(form) => run(cx, Kind::Race, form),
        raw::Session::TimeTrial(form) => run(cx, Kind::TimeTrial, form),
        raw::Session::Walk(form) => run(cx, Kind::Walk, form),
        raw::Session::WalkRun(form) => run(cx, Kind::WalkRun, form),
        raw::Session::Cross(form) => run(cx, Kind::Cross, form),
        raw::Session::Strength(form) => Some(strength(cx, form, span, exercises)),
        raw::Session::Mobility(form) => mobility(cx, form, span),
    }
}

fn run_session(cx: &mut Cx<'_>, kind: Kind, form: &RawRun, span: Span) -> Option<SessionDef> {
    match form {
        Form::Text(text) => {
            let at = inner_span(cx, span);
            let run = run_text(cx, kind, text, at)?;
            Some(SessionDef::bare(span, kind, Content::Run(run)))
        }
        Form::Fields(fields) => {
            cx.check_required(fields.as_ref(), span);
            let run = fields.run.spanned().and_then(|run| run_text(cx, kind, &run.value, run.span));
            let rpe = effort_of_session(cx, &fields.rpe);
            Some(SessionDef {
                key: fields.key.get().copied(),
                rpe,
                intent: fields.intent.get().cloned(),
                note: fields.note.get().cloned(),
                ..SessionDef::bare(span, kind, Content::Run(run?))
            })
        }
        Form::List(_) => None,
    }
}

/// The perceived effort an author wrote, 1 to 10.
fn effort_of_session(cx: &mut Cx<'_>, field: &gait_syntax::Field<f64>) -> Option<f64> {
    let written = field.spanned()?;
    if (1.0..=10.0).contains(&written.value) {
        return Some(written.value);
    }
    cx.report(
        Problem::new(
            "notation",
            written.span,
            format!("perceived effort is 1 to 10, found {}", written.value),
        )
        .help("1 is very easy, 10 is all out"),
    );
    None
}

/// The place of the text in `Tempo("…")`.
fn inner_span(cx: &Cx<'_>, span: Span) -> Span {
    let node = cx.tree.covering(span);
    node.elements().next().map_or(span, |inner| inner.span())
}

/// Reads a run and checks it against what its kind means by an amount alone.
pub(super) fn run_text(cx: &mut Cx<'_>, kind: Kind, text: &str, span: Span) -> Option<Run> {
    let mut run = cx.notation(text, span, parse_run)?;
    cx.literal(span).place_run(&mut run);
    check_run(cx, kind, &run);
    Some(run)
}

/// Checks a run whose ranges are places in the source.
pub(super) fn check_run(cx: &mut Cx<'_>, kind: Kind, run: &Run) {
    check_metres(cx, kind, run);
    if kind.intensity().repeats.is_none() {
        for step in &run.steps {
            untargeted_repeat(cx, &step.value, step.value.repeats.is_some());
        }
    }
}

/// The shortest run in metres that is no slip.
const SHORTEST_RUN: Distance = Distance::metres(400);

/// Reports metres that must be minutes.
fn check_metres(cx: &mut Cx<'_>, kind: Kind, run: &Run) {
    let intensity = kind.intensity();
    // Strides are short wherever they stand.
    let alone = if kind == Kind::Strides { Zone::Stride } else { intensity.outside };
    let short = metres_meant_minutes(run, alone, intensity.repeats);
    for step in &short {
        let span = Span::new(step.at.start, step.at.end);
        let number = step.value.to_string();
        let number = number.trim_end_matches(" m");
        let help = match kind {
            Kind::Race | Kind::TimeTrial => format!("write `{number} km` or `{number} mi`"),
            _ => format!("write `{number} min`"),
        };
        let fact = format!("`{number} m` is metres; that is over in seconds");
        cx.report(Problem::new("notation", span, fact).help(help));
    }
    // Races and strides may be that short.
    if !short.is_empty() || matches!(kind, Kind::Strides | Kind::Race | Kind::TimeTrial) {
        return;
    }
    if let Some(all) = metres_in_all(run).filter(|all| *all < SHORTEST_RUN)
        && let (Some(first), Some(last)) = (run.steps.first(), run.steps.last())
    {
        let span = Span::new(first.at.start, last.at.end);
        let fact = format!("a run of {all} is over in a minute or two");
        cx.report(Problem::new("notation", span, fact).help("minutes are written `min`"));
    }
}

/// In intervals, the repeats must name a target: reports a repeat in which no step does.
fn untargeted_repeat(cx: &mut Cx<'_>, step: &notation::Step, repeated: bool) {
    let Some(at) = step_without_target(step, repeated) else { return };
    cx.report(
        Problem::new("notation", Span::new(at.start, at.end), "the repeats name no target")
            .help("say how fast: `6x(800 m @ 5k + 90 s jog)`, `5x3 min interval`"),
    );
}

fn step_without_target(step: &notation::Step, repeated: bool) -> Option<std::ops::Range<u32>> {
    if !repeated || step.target.is_some() {
        return None;
    }
    match &step.body {
        Body::Group { run, .. } => {
            let named = |s: &notation::At<notation::Step>| {
                s.value.target.is_some() || matches!(s.value.body, Body::Group { .. })
            };
            if run.steps.iter().any(named) {
                return run.steps.iter().find_map(|s| {
                    matches!(s.value.body, Body::Group { .. })
                        .then(|| step_without_target(&s.value, true))
                        .flatten()
                });
            }
            Some(run.steps.first()?.at.start..run.steps.last()?.at.end)
        }
        Body::Amount(_) => None,
    }
}

fn mobility(cx: &mut Cx<'_>, form: &<raw::AnyMobility as Value>::Raw, span: Span) -> Option<SessionDef> {
    let (duration, note) = match form {
        Form::Text(text) => {
            let at = inner_span(cx, span);
            (a_time(cx, text, at), None)
        }
        Form::Fields(fields) => {
            cx.check_required(fields.as_ref(), span);
            let duration = fields.duration.spanned().and_then(|d| a_time(cx, &d.value, d.span));
            (duration, fields.note.get().cloned())
        }
        Form::List(_) => return None,
    };
    Some(SessionDef { note, ..SessionDef::bare(span, Kind::Mobility, Content::Mobility(duration?)) })
}

/// A time or a range of times.
fn a_time(cx: &mut Cx<'_>, text: &str, span: Span) -> Option<Range<Duration>> {
    match cx.notation(text, span, parse_amount)? {
        notation::Amount::Time(time) => Some(time),
        notation::Amount::Distance(_) => {
            cx.report(
                Problem::new("notation", span, format!("`{text}` is a distance, not a time"))
                    .help("such as `15 min`"),
            );
            None
        }
    }
}

fn strength(
    cx: &mut Cx<'_>,
    form: &<raw::AnyStrength as Value>::Raw,
    span: Span,
    exercises: &Exercises,
) -> SessionDef {
    match form {
        Form::List(list) => {
            let lifts = lifts(cx, &list.0, exercises, None);
            SessionDef::bare(span, Kind::Strength, Content::Strength(lifts))
        }
        Form::Fields(fields) => {
            cx.check_required(fields.as_ref(), span);
            let intent = fields.intent.get().cloned();
            let list = fields.lifts.get().map_or(&[][..], |list| &list.0);
            let lifts = lifts(cx, list, exercises, intent.as_ref());
            SessionDef {
                rpe: effort_of_session(cx, &fields.rpe),
                intent,
                note: fields.note.get().cloned(),
                focus: fields.focus.spanned().map(|f| Placed { value: f.value.clone(), span: f.span }),
                duration: cx.read(&fields.duration, parse_duration),
                warm_up: warm_up(cx, fields, exercises),
                ..SessionDef::bare(span, Kind::Strength, Content::Strength(lifts))
            }
        }
        Form::Text(_) => SessionDef::bare(span, Kind::Strength, Content::Strength(Vec::new())),
    }
}

fn warm_up(cx: &mut Cx<'_>, fields: &raw::StrengthFields, exercises: &Exercises) -> Option<Placed<WarmUp>> {
    let written = fields.warm_up.spanned()?;
    let value = match &written.value {
        Form::Text(text) => WarmUp::Time(cx.notation(text, written.span, parse_duration)?),
        Form::List(list) => WarmUp::Lifts(
            list.0.iter().filter_map(|text| lift_text(cx, &text.value, text.span, exercises, None)).collect(),
        ),
        Form::Fields(_) => return None,
    };
    Some(Placed { value, span: written.span })
}

fn lifts(
    cx: &mut Cx<'_>,
    list: &[Spanned<RawLift>],
    exercises: &Exercises,
    intent: Option<&Intent>,
) -> Vec<Lift> {
    let count = |item: &Spanned<RawLift>| if let Form::List(group) = &item.value { group.0.len() } else { 1 };
    let mut out = Vec::with_capacity(list.iter().map(count).sum());
    let mut supersets = 0;
    for item in list {
        match &item.value {
            Form::Text(text) => out.extend(lift_text(cx, text, item.span, exercises, intent)),
            Form::Fields(fields) => out.extend(lift_fields(cx, fields, item.span, exercises, intent)),
            Form::List(group) => {
                for inner in &group.0 {
                    let lift = match &inner.value {
                        Form::Text(text) => lift_text(cx, text, inner.span, exercises, intent),
                        Form::Fields(fields) => lift_fields(cx, fields, inner.span, exercises, intent),
                        Form::List(_) => None,
                    };
                    out.extend(lift.map(|lift| Lift { superset: Some(supersets), ..lift }));
                }
                supersets += 1;
            }
        }
    }
    out
}

fn lift_text(
    cx: &mut Cx<'_>,
    text: &str,
    span: Span,
    exercises: &Exercises,
    intent: Option<&Intent>,
) -> Option<Lift> {
    let literal = Literal::of(cx.tree.text(), span, text);
    let mut lift = cx.lift(text, literal)?;
    literal.place_lift(&mut lift);
    let place = |at: &std::ops::Range<u32>| Span::new(at.start, at.end);
    let reserve = lift.effort.as_ref().map(|effort| Placed {
        value: match effort.value {
            Effort::Rir(tenths) => tenths,
            Effort::Rpe(tenths) => 100u8.saturating_sub(tenths),
        },
        span: place(&effort.at),
    });
    Some(Lift {
        span,
        exercise: exercises.find(&lift.exercise.value),
        name: Placed { span: place(&lift.exercise.at), value: lift.exercise.value },
        sets: lift.sets.map(|sets| Placed { span: place(&sets.at), value: sets.value }),
        reserve,
        tempo: lift.tempo.map(|tempo| Placed { value: tempo.value, span: place(&tempo.at) }),
        rest: lift.rest.map(|rest| Placed { value: rest.value, span: place(&rest.at) }),
        test: lift.test || intent == Some(&Intent::Test),
        rom: None,
        breath: None,
        box_height: None,
        sides: None,
        note: None,
        superset: None,
    })
}

fn lift_fields(
    cx: &mut Cx<'_>,
    fields: &raw::LiftFields,
    span: Span,
    exercises: &Exercises,
    intent: Option<&Intent>,
) -> Option<Lift> {
    cx.check_required(fields, span);
    let text = fields.lift.spanned()?;
    let lift = lift_text(cx, &text.value, text.span, exercises, intent)?;
    let rom = fields.rom.spanned().map(|rom| Placed {
        value: match &rom.value {
            raw::RangeOfMotion::Full => None,
            raw::RangeOfMotion::Partial(reason) => Some(reason.clone()),
        },
        span: rom.span,
    });
    Some(Lift {
        span,
        rom,
        breath: fields.breath.spanned().map(|b| Placed { value: b.value.clone(), span: b.span }),
        box_height: cx.read(&fields.r#box, parse_length),
        sides: sides(cx, fields),
        note: fields.note.get().cloned(),
        ..lift
    })
}

fn sides(cx: &mut Cx<'_>, fields: &raw::LiftFields) -> Option<Box<[Option<Placed<Sets>>; 2]>> {
    let sides = [cx.read(&fields.left, parse_sets), cx.read(&fields.right, parse_sets)];
    sides.iter().any(Option::is_some).then(|| Box::new(sides))
}

/// The content written after a name in a slot, as a session of `kind`; reports content that does not suit.
pub(super) fn own_content(
    cx: &mut Cx<'_>,
    kind: Kind,
    like: Option<&SessionDef>,
    run: notation::At<Run>,
) -> Option<SessionDef> {
    let span = Span::new(run.at.start, run.at.end);
    let content = match kind {
        Kind::Strength => {
            cx.report(
                Problem::new("notation", span, "a strength session takes no content in a slot")
                    .help("write the lifts in `sessions` and name the session here"),
            );
            return None;
        }
        Kind::Rest => {
            cx.report(Problem::new("notation", span, "rest takes no content"));
            return None;
        }
        Kind::Mobility => Content::Mobility(time_alone(cx, &run.value, span)?),
        _ => {
            check_run(cx, kind, &run.value);
            Content::Run(run.value)
        }
    };
    let bare = SessionDef::bare(span, kind, content);
    Some(match like {
        Some(like) => SessionDef {
            key: like.key,
            rpe: like.rpe,
            intent: like.intent.clone(),
            note: like.note.clone(),
            focus: like.focus.clone(),
            duration: like.duration,
            warm_up: like.warm_up.clone(),
            ..bare
        },
        None => bare,
    })
}

/// The one time a mobility session consists of.
fn time_alone(cx: &mut Cx<'_>, run: &Run, span: Span) -> Option<Range<Duration>> {
    if let [step] = run.steps.as_slice()
        && let notation::Step {
            repeats: None,
            body: Body::Amount(notation::At { value: notation::Amount::Time(time), .. }),
            target: None,
        } = step.value
    {
        return Some(time);
    }
    cx.report(
        Problem::new("notation", span, "mobility work has a time and nothing else")
            .help("such as `mobility: 15 min`"),
    );
    None
}
