//! Phases: patterns, ramps, lighter weeks.

use gait_syntax::{Field, Form, Problem, Span, Spanned};

use super::cx::Cx;
use super::ramp::ramp;
use super::slot::{Names, slots};
use crate::notation::parse_percent;
use crate::plan::{Deload, Exercises, Lint, Phase, Placed, Row};
use crate::raw;
use crate::units::Percent;

/// The most weeks a plan may have: ten years.
pub const MAX_WEEKS: u32 = 520;

/// The most sessions that patterns may come to: ten years of 19 a week.
const MAX_SESSIONS: usize = 10_000;

const ALL: Percent = Percent { basis_points: 10_000 };

/// A phase that begins in week `first_week` (from 0) and is the `index`th.
pub(super) fn phase(
    cx: &mut Cx<'_>,
    raw: &Spanned<raw::Phase>,
    index: usize,
    first_week: u32,
    names: &Names<'_>,
    exercises: &Exercises,
) -> Phase {
    let (fields, span) = (&raw.value, raw.span);
    cx.check_required(fields, span);
    let week_span = fields.week.span().unwrap_or_else(|| cx.name_span(span));
    let rows = rows(cx, fields, week_span, names);
    let written = week_count(cx, fields, span, rows.len(), first_week);
    check_rows(cx, fields);
    let weeks = written.min(MAX_WEEKS.saturating_sub(first_week).max(1));
    let weeks = with_few_sessions(cx, &rows, weeks, fields.weeks.span().unwrap_or(week_span));
    let focus = fields.focus.get().cloned();
    let name = match (fields.name.get(), &focus) {
        (Some(name), _) => name.clone(),
        (None, Some(focus)) => format!("{focus:?}"),
        (None, None) => format!("{}", index + 1),
    };
    Phase {
        name,
        span,
        focus,
        first_week,
        weeks,
        week_span,
        rows,
        ramps: ramps(cx, fields, names, exercises),
        volume: volume(cx, fields, written),
        back_to_back: fields.intent.get().is_some_and(|list| !list.0.is_empty()),
        deload: deload(cx, fields, first_week, weeks),
        lint: fields.lint.get().map(Lint::from_raw).unwrap_or_default(),
    }
}

/// As many of the weeks of a phase, at least one, as the plan has room for sessions.
fn with_few_sessions(cx: &mut Cx<'_>, rows: &[Row], weeks: u32, span: Span) -> u32 {
    let mut fitting = 0;
    for row in rows.iter().cycle().take(weeks as usize) {
        let sessions = row.days.iter().map(Vec::len).sum::<usize>();
        if fitting > 0 && cx.sessions + sessions > MAX_SESSIONS {
            break;
        }
        cx.sessions += sessions;
        fitting += 1;
    }
    if fitting < weeks && !cx.is_too_long {
        cx.is_too_long = true;
        let fact = format!("the plan would come to more than {MAX_SESSIONS} sessions");
        cx.report(Problem::new("structure", span, fact).help("the weeks from there on are left out"));
    }
    fitting
}

fn rows(cx: &mut Cx<'_>, raw: &raw::Phase, span: Span, names: &Names<'_>) -> Vec<Row> {
    match raw.week.get() {
        Some(Form::Fields(week)) => vec![row(cx, week, span, names)],
        Some(Form::List(list)) if !list.0.is_empty() => {
            list.0.iter().map(|week| row(cx, &week.value, week.span, names)).collect()
        }
        Some(Form::List(_)) => {
            // A list may also be empty because none of its elements could be read, which has been reported.
            if cx.tree.covering(span).elements().next().is_none() {
                cx.report(
                    Problem::new("structure", span, "this list of weeks is empty")
                        .help("one `(…)` for each week; `()` is a week of rest"),
                );
            }
            vec![Row { span, ..Row::default() }]
        }
        _ => vec![Row { span, ..Row::default() }],
    }
}

fn row(cx: &mut Cx<'_>, raw: &raw::Week, span: Span, names: &Names<'_>) -> Row {
    let days = [&raw.mon, &raw.tue, &raw.wed, &raw.thu, &raw.fri, &raw.sat, &raw.sun]
        .map(|day| slots(cx, day.get().map_or(&[][..], |list| &list.0), names));
    Row { span, days }
}

/// Whether the text says of every phase how many weeks it lasts.
pub(super) fn are_counted(cx: &Cx<'_>, raw: &raw::Plan) -> bool {
    let Some(phases) = raw.phases.spanned() else { return false };
    let is_counted = |phase: &Spanned<raw::Phase>| {
        let rows = matches!(phase.value.week.get(), Some(Form::List(_)));
        phase.value.weeks.get().is_some() || (phase.value.weeks.is_missing() && rows)
    };
    // A phase that is no phase at all is not in the list.
    let written = cx.tree.covering(phases.span).elements().count();
    written == phases.value.0.len() && phases.value.0.iter().all(is_counted)
}

/// The length of the phase as it is written, at least a week: `weeks`, or one week per row of a list.
fn week_count(cx: &mut Cx<'_>, raw: &raw::Phase, phase: Span, rows: usize, first_week: u32) -> u32 {
    let room = MAX_WEEKS.saturating_sub(first_week);
    let rows = u32::try_from(rows).unwrap_or(u32::MAX).max(1);
    let (weeks, span) = match (raw.weeks.spanned(), raw.week.spanned()) {
        (Some(weeks), _) => (weeks.value, weeks.span),
        (None, Some(Spanned { value: Form::List(_), span })) => (rows, *span),
        (None, Some(Spanned { value: _, span })) => {
            if raw.weeks.is_missing() && !cx.has_unknown_field::<raw::Phase>(phase) {
                cx.report(
                    Problem::new(
                        "missing-field",
                        cx.name_span(*span),
                        "this phase does not say how many weeks it lasts",
                    )
                    .help("add `weeks: 4`, or make `week` a list with one row a week"),
                );
            }
            return 1;
        }
        (None, None) => return 1,
    };
    if weeks == 0 {
        cx.report(
            Problem::new("structure", span, "a phase lasts at least one week")
                .help("leave the phase out instead"),
        );
    }
    // Said where the plan becomes too long, not for all the phases after that.
    if weeks > room && !cx.is_too_long {
        cx.is_too_long = true;
        cx.report(
            Problem::new("structure", span, format!("the plan would be longer than {MAX_WEEKS} weeks"))
                .help("split it into several plans"),
        );
    }
    weeks.max(1)
}

/// Rows beyond the weeks of the phase, which never happen.
fn check_rows(cx: &mut Cx<'_>, raw: &raw::Phase) {
    let (Some(weeks), Some(week)) = (raw.weeks.get().copied(), raw.week.spanned()) else { return };
    if weeks == 0 || !matches!(week.value, Form::List(_)) {
        return;
    }
    // Rows that could not be read have been reported, and count.
    let rows = || cx.tree.covering(week.span).elements();
    let Some(first) = rows().nth(weeks as usize) else { return };
    let (count, s) = (rows().count(), if weeks == 1 { "" } else { "s" });
    let fact = format!("`week` has {count} rows for {weeks} week{s}: from this one on they never happen");
    let help = format!("leave them out, or write `weeks: {count}`");
    cx.report(Problem::new("structure", first.span(), fact).help(help));
}

fn ramps(
    cx: &mut Cx<'_>,
    raw: &raw::Phase,
    names: &Names<'_>,
    exercises: &Exercises,
) -> Vec<crate::plan::Ramp> {
    let entries = raw.ramp.get().map_or(&[][..], |map| &map.0);
    entries.iter().filter_map(|(key, value)| ramp(cx, key, value, names, exercises)).collect()
}

fn volume(cx: &mut Cx<'_>, raw: &raw::Phase, weeks: u32) -> Vec<Placed<Percent>> {
    let Some(written) = raw.volume.spanned() else { return Vec::new() };
    match &written.value {
        Form::Text(text) => share(cx, text, written.span).into_iter().collect(),
        Form::List(list) => {
            // Entries that are no text have been reported, and count.
            let count = cx.tree.covering(written.span).elements().count();
            if count != 1 && count != weeks as usize {
                cx.report(
                    Problem::new(
                        "structure",
                        written.span,
                        format!(
                            "`volume` has {count} entries for {weeks} week{}",
                            if weeks == 1 { "" } else { "s" }
                        ),
                    )
                    .help("one entry for all weeks, or one per week"),
                );
            }
            list.0.iter().filter_map(|entry| share(cx, &entry.value, entry.span)).collect()
        }
        Form::Fields(_) => Vec::new(),
    }
}

fn deload(cx: &mut Cx<'_>, raw: &raw::Phase, first_week: u32, weeks: u32) -> Option<Deload> {
    let written = raw.deload.spanned()?;
    let (fields, span) = (&written.value, written.span);
    let weeks = match (fields.every.spanned(), fields.weeks.get()) {
        (Some(every), None) if every.value == 0 => {
            cx.report(
                Problem::new("structure", every.span, "a lighter week every 0 weeks")
                    .help("such as `every: 4`"),
            );
            Vec::new()
        }
        (Some(every), None) => (1..=weeks / every.value)
            .map(|n| Placed { value: first_week + n * every.value - 1, span })
            .collect(),
        (None, Some(list)) => list.0.iter().filter_map(|week| listed_week(cx, week)).collect(),
        (Some(every), Some(_)) => {
            cx.report(
                Problem::new("structure", every.span, "`every` and `weeks` both say which weeks")
                    .help("keep one"),
            );
            Vec::new()
        }
        (None, None) => {
            let missing = fields.every.is_missing() && fields.weeks.is_missing();
            if missing && !cx.has_unknown_field::<raw::Deload>(span) {
                cx.report(
                    Problem::new("missing-field", cx.name_span(span), "this deload does not say which weeks")
                        .help("add `every: 4`, or `weeks: [4, 8]`"),
                );
            }
            Vec::new()
        }
    };
    let (running, strength) = shares(cx, fields, span);
    let volume = fields.volume.spanned().map(|volume| volume.span);
    Some(Deload { span, weeks, running, strength, volume })
}

/// A week of the plan, counted from 0.
fn listed_week(cx: &mut Cx<'_>, week: &Spanned<u32>) -> Option<Placed<u32>> {
    let value = week.value.checked_sub(1);
    if value.is_none() {
        cx.report(
            Problem::new("structure", week.span, "there is no week 0")
                .help("weeks of the plan are counted from 1"),
        );
    }
    Some(Placed { value: value?, span: week.span })
}

/// How much is left: a percentage above 0.
fn share(cx: &mut Cx<'_>, text: &str, span: Span) -> Option<Placed<Percent>> {
    let value = cx.notation(text, span, parse_percent)?;
    if value.basis_points == 0 {
        cx.report(
            Problem::new("structure", span, "0 % leaves nothing of a session")
                .help("leave the sessions out of these weeks instead"),
        );
        return None;
    }
    Some(Placed { value, span })
}

/// What is left of running and of strength.
fn shares(cx: &mut Cx<'_>, raw: &raw::Deload, span: Span) -> (Percent, Percent) {
    let mut read = |field: &Field<String>| {
        let written = field.spanned()?;
        share(cx, &written.value, written.span)
    };
    let (all, running, strength) = (read(&raw.volume), read(&raw.running), read(&raw.strength));
    if let (Some(all), Some(one)) = (&all, running.as_ref().or(strength.as_ref())) {
        cx.report(
            Problem::new("structure", all.span, "`volume` already speaks of running and strength")
                .related(one.span, "so this says it twice")
                .help("write `volume`, or `running` and `strength`"),
        );
    }
    let pair = raw.running.is_missing() != raw.strength.is_missing();
    let none = raw.volume.is_missing() && raw.running.is_missing() && raw.strength.is_missing();
    if raw.volume.is_missing() && (pair || none) && !cx.has_unknown_field::<raw::Deload>(span) {
        cx.report(
            Problem::new("missing-field", cx.name_span(span), "this deload does not say how much is left")
                .help(
                    "add `volume: \"60 %\"`, or both `running` and `strength`; `100 %` only marks the week",
                ),
        );
    }
    let left = |own: Option<Placed<Percent>>| own.or(all).map_or(ALL, |placed| placed.value);
    (left(running), left(strength))
}
