//! Ramps: what grows, and in which steps.

use std::sync::Arc;

use gait_syntax::{Problem, Spanned};
use rustc_hash::FxHashSet;

use super::athlete::exercise_named;
use super::cx::Cx;
use super::session::run_text;
use super::slot::Names;
use crate::notation::{
    Body, GrowStep, Load, Run, Sets, parse_grow_step, parse_load_step, parse_mass, parse_reps_range,
    parse_sets, parse_slot,
};
use crate::plan::{
    Content, EachEntry, ExerciseId, Exercises, Kind, Phase, Placed, Ramp, RampChange, SessionDef, Template,
    TemplateId,
};
use crate::raw;

/// One entry of `ramp`.
pub(super) fn ramp(
    cx: &mut Cx<'_>,
    key: &Spanned<String>,
    raw: &Spanned<raw::Ramp>,
    names: &Names<'_>,
    exercises: &Exercises,
) -> Option<Ramp> {
    let (template, exercise) = target(cx, key, names, exercises)?;
    let session = &names.get(template).session;
    let change = match &raw.value {
        raw::Ramp::Grow(grow) => {
            cx.check_required(grow, raw.span);
            grow_change(cx, grow, session, exercise)?
        }
        raw::Ramp::Each(list) => {
            // A list may also be empty because none of its elements could be read, which has been reported.
            let written = cx.tree.covering(raw.span).elements().next();
            if written.is_some_and(|list| list.elements().next().is_none()) && list.0.is_empty() {
                cx.report(
                    Problem::new("structure", raw.span, "this list of values is empty")
                        .help("one value for each week, in turn: `Each([\"8 km\", \"10 km\"])`"),
                );
            }
            RampChange::Each(each(cx, &list.0, template, exercise, names)?)
        }
        raw::Ramp::RepsThenLoad(fields) => {
            cx.check_required(fields, raw.span);
            if exercise.is_none() {
                cx.report(not_a_lift(key, "`RepsThenLoad` changes a lift"));
                return None;
            }
            let reps = cx.read(&fields.reps, parse_reps_range);
            let load = cx.read(&fields.load, parse_load_step);
            let step = cx.read(&fields.step, parse_mass).map(|p| p.value);
            RampChange::RepsThenLoad { reps: reps?.value, load: load?.value, step }
        }
    };
    Some(Ramp { name_span: key.span, span: raw.span, template, exercise, change })
}

fn not_a_lift(key: &Spanned<String>, fact: &str) -> Problem {
    Problem::new("structure", key.span, format!("{fact}; `{}` names a session", key.value))
        .help(format!("name the lift: `\"{}/romanian-deadlift\"`", key.value))
}

/// What a key such as `"lower/romanian-deadlift"` names.
fn target(
    cx: &mut Cx<'_>,
    key: &Spanned<String>,
    names: &Names<'_>,
    exercises: &Exercises,
) -> Option<(TemplateId, Option<ExerciseId>)> {
    let part = |from: usize, to: usize| {
        let at = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        cx.literal(key.span).span(&(at(from)..at(to)))
    };
    let (session, lift, session_span, lift_span) = match key.value.split_once('/') {
        Some((session, lift)) => {
            let slash = session.len();
            (session, Some(lift), part(0, slash), part(slash + 1, key.value.len()))
        }
        None => (key.value.as_str(), None, key.span, key.span),
    };
    let Some(template) = names.find(session) else {
        if Kind::predefined(session).is_some() && !names.is_broken(session) {
            cx.report(
                Problem::new("structure", key.span, format!("`{session}` is predefined and takes no ramp"))
                    .help("give the session a name of its own in `sessions`"),
            );
        } else {
            names.report_unknown(cx, session, session_span);
        }
        return None;
    };
    let Some(lift) = lift else { return Some((template, None)) };
    let exercise = exercise_named(cx, exercises, lift, lift_span)?;
    let Content::Strength(lifts) = &names.get(template).session.content else {
        cx.report(Problem::new(
            "structure",
            key.span,
            format!("`{session}` is not a strength session, so it has no lifts"),
        ));
        return None;
    };
    if !lifts.iter().any(|l| l.exercise == Some(exercise)) {
        let mut problem = Problem::new("unknown-name", key.span, format!("`{session}` has no lift `{lift}`"));
        if let Some(near) = cx.nearest(lift, lifts.iter().map(|l| &*l.name.value)) {
            problem = problem.meant(&format!("{session}/{near}"));
        }
        cx.report(problem);
        return None;
    }
    Some((template, Some(exercise)))
}

fn grow_change(
    cx: &mut Cx<'_>,
    grow: &raw::Grow,
    session: &SessionDef,
    exercise: Option<ExerciseId>,
) -> Option<RampChange> {
    let by = cx.read(&grow.by, parse_grow_step);
    let to = cx.read(&grow.to, parse_grow_step);
    let from = cx.read(&grow.from, parse_grow_step);
    let (by, to) = (by?, to?);
    for other in [Some(to), from].into_iter().flatten() {
        if std::mem::discriminant(&other.value) != std::mem::discriminant(&by.value) {
            cx.report(
                Problem::new("structure", other.span, "this is not in the unit of `by`")
                    .related(by.span, "the step")
                    .help("`by`, `to` and `from` are all distances, all times, all loads or all counts"),
            );
            return None;
        }
    }
    if let Some(from) = from.filter(|from| is_above(from.value, to.value)) {
        let fact = format!("this begins at {} and grows to {}", from.value, to.value);
        cx.report(
            Problem::new("structure", from.span, fact)
                .related(to.span, "which is less")
                .help("`from` is the value of the first week, `to` the last that is reached"),
        );
        return None;
    }
    if !can_grow(session, exercise, by.value) {
        cx.report(
            Problem::new("structure", by.span, nothing_to_grow(exercise, by.value))
                .related(session.span, "the session")
                .help("`Grow` grows the longest step outside repeats, the count of repeats (`1x`), or the load of a lift (`kg`, `lb`)"),
        );
        return None;
    }
    Some(RampChange::Grow { by: by.value, to: to.value, from: from.map(|p| p.value) })
}

fn is_above(from: GrowStep, to: GrowStep) -> bool {
    match (from, to) {
        (GrowStep::Distance(from), GrowStep::Distance(to)) => from > to,
        (GrowStep::Time(from), GrowStep::Time(to)) => from > to,
        (GrowStep::Mass(from), GrowStep::Mass(to)) => from > to,
        (GrowStep::Repeats(from), GrowStep::Repeats(to)) => from > to,
        _ => false,
    }
}

/// Reports growing loads of lifts that have none, and takes their ramps away. An `Each` can give a lift its load, also that
/// of an earlier phase, so this is known when all phases are read.
pub(super) fn check_loads(cx: &mut Cx<'_>, phases: &mut [Phase], templates: &[Template]) {
    let mut given: FxHashSet<TemplateId> = FxHashSet::default();
    for phase in phases {
        let each = phase.ramps.iter().filter(|ramp| matches!(ramp.change, RampChange::Each(_)));
        given.extend(each.map(|ramp| ramp.template));
        phase.ramps.retain(|ramp| {
            let RampChange::Grow { by: GrowStep::Mass(_), .. } = ramp.change else { return true };
            let session = &templates[ramp.template.0 as usize].session;
            if given.contains(&ramp.template) || has_load(session, ramp.exercise) {
                return true;
            }
            let by = cx.tree.covering(ramp.span).field("by").map_or(ramp.span, |by| by.span());
            cx.report(
                Problem::new("structure", by, "the lift has no load to grow")
                    .related(session.span, "the session")
                    .help("write its sets with a load in kg or lb: `3x8 @ 40 kg`"),
            );
            false
        });
    }
}

fn has_load(session: &SessionDef, exercise: Option<ExerciseId>) -> bool {
    let Content::Strength(lifts) = &session.content else { return false };
    let is_mass = |load: &Load| matches!(load, Load::Mass(_) | Load::Pair(_));
    lifts.iter().filter(|lift| lift.exercise == exercise).any(|lift| match &lift.sets {
        Some(Placed { value: Sets::Alike { load, .. }, .. }) => load.as_ref().is_some_and(is_mass),
        Some(Placed { value: Sets::Listed(sets), .. }) => sets.iter().any(|set| is_mass(&set.load)),
        None => false,
    })
}

fn nothing_to_grow(exercise: Option<ExerciseId>, by: GrowStep) -> &'static str {
    match by {
        GrowStep::Mass(_) if exercise.is_none() => "a load grows with a lift, and the key names none",
        GrowStep::Mass(_) => "the lift has no load to grow",
        _ if exercise.is_some() => "a lift grows by kg or lb",
        GrowStep::Distance(_) => "the session has no step in km or mi outside repeats",
        GrowStep::Time(_) => "the session has no timed step outside repeats",
        GrowStep::Repeats(_) => "the session has no repeats",
    }
}

/// Whether `session` has something that grows in the unit of `by`.
fn can_grow(session: &SessionDef, exercise: Option<ExerciseId>, by: GrowStep) -> bool {
    match (&session.content, by) {
        // Loads can come from an `Each` of an earlier phase, so a lift without sets is not refused.
        (Content::Strength(_), GrowStep::Mass(_)) => exercise.is_some(),
        (Content::Run(run), GrowStep::Repeats(_)) => run.steps.iter().any(|s| s.value.repeats.is_some()),
        (Content::Run(run), GrowStep::Distance(_)) => has_amount(run, true),
        (Content::Run(run), GrowStep::Time(_)) => has_amount(run, false),
        (Content::Mobility(_), GrowStep::Time(_)) => true,
        _ => false,
    }
}

fn has_amount(run: &Run, distance: bool) -> bool {
    run.steps.iter().any(|s| {
        s.value.repeats.is_none()
            && matches!(&s.value.body, Body::Amount(amount) if matches!(amount.value, crate::notation::Amount::Distance(_)) == distance)
    })
}

fn each(
    cx: &mut Cx<'_>,
    list: &[Spanned<String>],
    template: TemplateId,
    exercise: Option<ExerciseId>,
    names: &Names<'_>,
) -> Option<Vec<Placed<EachEntry>>> {
    let entries: Vec<_> = list
        .iter()
        .filter_map(|entry| {
            let value = each_entry(cx, entry, template, exercise, names)?;
            Some(Placed { value, span: entry.span })
        })
        .collect();
    (!entries.is_empty()).then_some(entries)
}

fn each_entry(
    cx: &mut Cx<'_>,
    entry: &Spanned<String>,
    template: TemplateId,
    exercise: Option<ExerciseId>,
    names: &Names<'_>,
) -> Option<EachEntry> {
    let session = &names.get(template).session;
    let text = entry.value.trim();
    if exercise.is_some() {
        return sets(cx, entry);
    }
    // A name wins over notation.
    if text == "rest" && names.find("rest").is_none() {
        let rest = SessionDef::bare(entry.span, Kind::Rest, Content::Rest);
        return Some(EachEntry::Session(Arc::new(rest)));
    }
    if let Some(id) = names.find(text) {
        if id != template {
            names.note(id);
        }
        return Some(EachEntry::Session(Arc::clone(&names.get(id).session)));
    }
    if names_a_session(text, names) {
        return named_with_content(cx, entry, template, names);
    }
    if let Some(kind) = Kind::predefined(text).filter(|_| !names.is_broken(text)) {
        let session = super::slot::predefined(cx, kind, entry.span, None)?;
        return Some(EachEntry::Session(session));
    }
    if session.kind == Kind::Strength {
        return sets(cx, entry);
    }
    if is_word(text) {
        names.report_unknown(cx, text, entry.span);
        return None;
    }
    if let Some((name, _)) = text.split_once(':').filter(|(name, _)| is_word(name.trim_end())) {
        names.report_unknown(cx, name.trim_end(), entry.span);
        return None;
    }
    let run = run_text(cx, session.kind, &entry.value, entry.span)?;
    let content = match (session.kind, &session.content) {
        (Kind::Mobility, _) => {
            cx.report(Problem::new("notation", entry.span, "mobility work changes with `Grow`"));
            return None;
        }
        _ => Content::Run(run),
    };
    let def = SessionDef { span: entry.span, content, ..(**session).clone() };
    Some(EachEntry::Session(Arc::new(def)))
}

/// A bare word that is neither a session nor a run.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// Whether the entry is a session's name, then a colon.
fn names_a_session(text: &str, names: &Names<'_>) -> bool {
    let Some((name, _)) = text.split_once(':') else { return false };
    let name = name.trim();
    names.find(name).is_some() || Kind::predefined(name).is_some()
}

fn named_with_content(
    cx: &mut Cx<'_>,
    entry: &Spanned<String>,
    template: TemplateId,
    names: &Names<'_>,
) -> Option<EachEntry> {
    let slot = cx.notation(&entry.value, entry.span, parse_slot)?;
    if slot.choices.len() > 1 || slot.optional || slot.at.is_some() {
        cx.report(
            Problem::new("notation", entry.span, "an entry of `Each` is one session")
                .help("alternatives, `?` and the clock belong to the slot"),
        );
    }
    let literal = cx.literal(entry.span);
    let choice = &slot.choices.first()?.value;
    let span = literal.span(&choice.name.at);
    let name = &choice.name.value;
    let run = choice.run.as_ref().map(|run| literal.placed(run));
    let def = match names.find(name) {
        Some(id) => {
            if id != template {
                names.note(id);
            }
            let session = &names.get(id).session;
            Arc::new(super::session::own_content(cx, session.kind, Some(session), run?)?)
        }
        None => super::slot::predefined(cx, Kind::predefined(name)?, span, run)?,
    };
    Some(EachEntry::Session(def))
}

fn sets(cx: &mut Cx<'_>, entry: &Spanned<String>) -> Option<EachEntry> {
    let value = cx.notation(&entry.value, entry.span, parse_sets)?;
    Some(EachEntry::Sets(Placed { value, span: entry.span }))
}
