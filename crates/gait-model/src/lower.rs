//! From what is written to what is meant: resolves names, reads notation, and reports everything that
//! does not make sense, while keeping all that does.

mod athlete;
mod cx;
mod day;
mod phase;
mod place;
mod ramp;
mod session;
mod slot;

use std::borrow::Cow;
use std::sync::Arc;

use gait_syntax::{Problem, Span, Spanned, Tree};
use jiff::civil::{Date, Weekday, date};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::date::{add_days, long_name, week_start};
use crate::notation::{is_name, parse_race_distance, parse_race_time};
use crate::plan::{Athlete, Exercises, Goal, Lint, Plan, RacePriority, Template};
use crate::raw;
use cx::Cx;
pub use phase::MAX_WEEKS;
use slot::Names;

/// The version of the format this reads.
pub const FORMAT: u32 = 1;

/// A plan and what is wrong with its text.
#[derive(Debug)]
pub struct Lowered {
    /// The plan, as far as the text gives one.
    pub plan: Plan,
    /// The author's mistakes, in no particular order.
    pub problems: Vec<Problem>,
}

/// Says what a plan means. Never fails: what makes no sense is reported and left out.
#[must_use]
pub fn lower(raw: &Spanned<raw::Plan>, tree: &Tree) -> Lowered {
    let cx = &mut Cx::new(tree);
    let (fields, span) = (&raw.value, raw.span);
    cx.check_required(fields, span);
    check_format(cx, fields);
    let exercises = own_exercises(cx, fields);
    let (mut templates, broken) = templates(cx, fields, &exercises);
    let meant: Vec<Option<String>> = templates.iter().map(|template| name_meant(&template.name)).collect();
    let names = Names::new(&templates, &meant, broken);
    let mut phases = Vec::new();
    let mut first_week = 0;
    for (index, phase) in fields.phases.get().map_or(&[][..], |list| &list.0).iter().enumerate() {
        let phase = phase::phase(cx, phase, index, first_week, &names, &exercises);
        // A phase beyond the last week is read for its mistakes only.
        if first_week < MAX_WEEKS {
            first_week += phase.weeks;
            phases.push(phase);
        }
    }
    ramp::check_loads(cx, &mut phases, &templates);
    let is_counted = phase::are_counted(cx, fields);
    let week_starts = fields.week_starts.get().map_or(Weekday::Monday, Weekday::from);
    let weeks = first_week.max(1);
    let bounds = bounds(cx, fields, span, week_starts, weeks);
    let (first_day, last_day) = bounds.unwrap_or_else(|| any_days(week_starts, weeks));
    let days = day::days(cx, fields, first_day, &names);
    let athlete = match fields.athlete.spanned() {
        Some(raw) => {
            let at = cx.name_span(raw.span);
            athlete::athlete(cx, &raw.value, at, &exercises)
        }
        None => Athlete { span: cx.name_span(span), ..Athlete::default() },
    };
    let named = names.into_named();
    for (template, is_named) in templates.iter_mut().zip(named) {
        template.is_named = is_named;
    }
    let goals = goals(cx, fields);
    let blocked = day::blocked(cx, fields);
    let plan = Plan {
        name: fields.name.get().cloned().unwrap_or_default(),
        span,
        first_day,
        last_day,
        is_dated: bounds.is_some(),
        is_counted,
        is_whole: cx.problems.is_empty(),
        week_starts,
        athlete,
        goals,
        phases,
        days,
        blocked,
        lint: fields.lint.get().map(Lint::from_raw).unwrap_or_default(),
        templates,
        exercises,
    };
    Lowered { plan, problems: std::mem::take(&mut cx.problems) }
}

fn check_format(cx: &mut Cx<'_>, raw: &raw::Plan) {
    if let Some(format) = raw.format.spanned().filter(|f| f.value != FORMAT) {
        cx.report(
            Problem::new("structure", format.span, format!("format {} is not known here", format.value))
                .help(format!("this version reads format {FORMAT}")),
        );
    }
}

fn own_exercises(cx: &mut Cx<'_>, raw: &raw::Plan) -> Exercises {
    let mut exercises = Exercises::default();
    let written = raw.exercises.get().map_or(&[][..], |map| &map.0);
    let names: FxHashMap<&str, usize> =
        written.iter().enumerate().map(|(index, (id, _))| (id.value.as_str(), index)).collect();
    for index in bases_first(written, &names) {
        let (id, fields) = &written[index];
        let base = fields.value.like.spanned().and_then(|like| {
            let comes_later =
                exercises.find(&like.value).is_none() && names.contains_key(like.value.as_str());
            if comes_later {
                let fact = format!("the fields of `{}` come from this exercise itself", like.value);
                cx.report(
                    Problem::new("structure", like.span, fact)
                        .help("name an exercise that does not build on this one"),
                );
                return None;
            }
            athlete::exercise_named(cx, &exercises, &like.value, like.span)
        });
        let (exercise, problems) = crate::exercise::from_raw(id, fields, base.map(|b| exercises.get(b)));
        cx.problems.extend(problems);
        exercises.add(exercise, id.span, base);
    }
    // An easier or harder exercise may stand further down, so these names are looked up last.
    for (_, fields) in written {
        for name in
            [&fields.value.regression, &fields.value.progression].into_iter().filter_map(|f| f.spanned())
        {
            athlete::exercise_named(cx, &exercises, &name.value, name.span);
        }
    }
    exercises
}

/// The exercises in the order in which they can be read: each behind the one it is `like`, wherever that stands. Of
/// those that go in a circle one comes first.
fn bases_first(
    written: &[(Spanned<String>, Spanned<raw::Exercise>)],
    names: &FxHashMap<&str, usize>,
) -> Vec<usize> {
    let base = |index: usize| names.get(written[index].1.value.like.get()?.as_str()).copied();
    let mut is_seen = vec![false; written.len()];
    let mut order = Vec::with_capacity(written.len());
    for start in 0..written.len() {
        let from = order.len();
        let mut next = Some(start);
        while let Some(index) = next.filter(|&index| !is_seen[index]) {
            is_seen[index] = true;
            order.push(index);
            next = base(index);
        }
        order[from..].reverse();
    }
    order
}

/// The templates, and the names of those whose content could not be read.
fn templates(cx: &mut Cx<'_>, raw: &raw::Plan, exercises: &Exercises) -> (Vec<Template>, FxHashSet<String>) {
    let mut out = Vec::new();
    let mut broken = FxHashSet::default();
    for (name, value) in raw.sessions.get().map_or(&[][..], |map| &map.0) {
        check_name(cx, name);
        match session::session(cx, value, exercises) {
            Some(def) => out.push(Template {
                name: Arc::from(name.value.as_str()),
                name_span: name.span,
                session: Arc::new(def),
                is_named: false,
            }),
            None => {
                broken.insert(name.value.clone());
            }
        }
    }
    broken.extend(unread_names(cx.tree, &out));
    let meant: Vec<String> = broken.iter().filter_map(|name| name_meant(name)).collect();
    broken.extend(meant);
    (out, broken)
}

/// Names of `sessions` that are not among `read`, because their value did not even read.
fn unread_names(tree: &Tree, read: &[Template]) -> Vec<String> {
    let Some(sessions) = tree.value().and_then(|plan| plan.field("sessions")) else { return Vec::new() };
    let read: FxHashSet<&str> = read.iter().map(|t| &*t.name).collect();
    let keys = sessions.entries().filter_map(|entry| entry.key()?.str_value());
    // In parentheses they are fields with quotes, which has been reported.
    let fields = sessions.fields().filter_map(|field| Some(Cow::Borrowed(field.name()?.0)));
    let names = keys.chain(fields);
    names.filter(|name| !read.contains(&**name)).map(Cow::into_owned).collect()
}

/// A name must be writable in a slot.
fn check_name(cx: &mut Cx<'_>, name: &Spanned<String>) {
    if is_name(&name.value) {
        return;
    }
    let fact =
        format!("`{}` cannot be named in a slot: names are lower-case letters, digits and `-`", name.value);
    let problem = Problem::new("notation", name.span, fact);
    cx.report(match name_meant(&name.value) {
        Some(meant) => problem.help(format!("call it `{meant}`")).instead(meant),
        None => problem,
    });
}

/// What a name that no slot can say would be as a name: `Long Run` as `long-run`.
fn name_meant(name: &str) -> Option<String> {
    if is_name(name) {
        return None;
    }
    let good = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    let kebab: String = name.to_lowercase().chars().map(|c| if good(&c) { c } else { '-' }).collect();
    let kebab = kebab.trim_matches('-');
    (!kebab.is_empty()).then(|| kebab.to_owned())
}

fn goals(cx: &mut Cx<'_>, raw: &raw::Plan) -> Vec<Goal> {
    let mut out = Vec::new();
    for race in raw.goals.get().map_or(&[][..], |list| &list.0) {
        let (fields, span) = (&race.value, race.span);
        cx.check_required(fields, span);
        let date = cx.date(&fields.date);
        let distance = cx.read(&fields.distance, parse_race_distance);
        let target = cx.read(&fields.target, parse_race_time).map(|p| p.value);
        let (Some(date), Some(distance)) = (date, distance) else { continue };
        let written = fields.distance.get().cloned().unwrap_or_default();
        out.push(Goal {
            name: fields.name.get().cloned().unwrap_or(written),
            span,
            date,
            distance: distance.value,
            target,
            priority: fields.priority.get().cloned().unwrap_or(RacePriority::A),
        });
    }
    out
}

/// Stands in where the text gives no date, so that the pattern can still be checked.
fn any_days(starts: Weekday, weeks: u32) -> (Date, Date) {
    let first = week_start(date(2001, 1, 1), starts);
    (first, add_days(first, i64::from(weeks) * 7 - 1))
}

/// The first and the last day of a plan of `weeks` weeks; nothing if the text gives neither.
fn bounds(cx: &mut Cx<'_>, raw: &raw::Plan, span: Span, starts: Weekday, weeks: u32) -> Option<(Date, Date)> {
    let start = cx.date(&raw.start);
    let end = cx.date(&raw.end);
    let days = i64::from(weeks) * 7;
    match (start, end) {
        (Some(start), end) => {
            let first = week_start(start.value, starts);
            if first != start.value {
                let next = add_days(first, 7);
                cx.report(
                    Problem::new(
                        "date",
                        start.span,
                        format!(
                            "{} is a {}, but weeks start on {}",
                            start.value,
                            long_name(start.value.weekday()),
                            long_name(starts)
                        ),
                    )
                    .help(format!("write `{first}` or `{next}`, or set `week_starts`")),
                );
            }
            let last = add_days(first, days - 1);
            let Some(end) = end else { return Some((first, last)) };
            if (add_days(last, -6)..=last).contains(&end.value) {
                return Some((first, end.value));
            }
            cx.report(
                Problem::new(
                    "structure",
                    end.span,
                    format!(
                        "the phases last {weeks} week{}, so the plan ends on {last}",
                        if weeks == 1 { "" } else { "s" }
                    ),
                )
                .related(start.span, "counted from here")
                .help("leave `start` or `end` out, or change the phases"),
            );
            Some((first, last))
        }
        (None, Some(end)) => {
            let last_week = week_start(end.value, starts);
            Some((add_days(last_week, 7 - days), end.value))
        }
        (None, None) => {
            let is_misspelt = |field| cx.is_misspelt::<raw::Plan>(span, field);
            let none = raw.start.is_missing() && raw.end.is_missing();
            if none && !is_misspelt("start") && !is_misspelt("end") {
                let at = cx.name_span(span);
                cx.report(
                    Problem::new("missing-field", at, "this plan has neither `start` nor `end`")
                        .help("add `start: \"2027-01-04\"`, the first day of week 1, or `end`, the last day"),
                );
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use gait_syntax::{Spanned, parse, read};

    use super::*;

    fn plan(fields: &str) -> Plan {
        let text = format!("Plan(format: 1, name: \"x\", start: \"2027-01-04\", {fields})");
        let tree = parse(&text).tree;
        let raw = read::<raw::Plan>(&tree).value.expect("a plan");
        lower(&Spanned::new(raw, Span::empty(0)), &tree).plan
    }

    #[test]
    fn what_could_not_be_read_is_known_to_be_missing() {
        let weeks = |phases: &str| plan(&format!("phases: [{phases}]")).is_counted;
        assert!(weeks("Phase(weeks: 2, week: ()), Phase(week: [(), ()])"));
        assert!(!weeks("Phase(weeks: 2, week: ()), Phase(weeks: \"two\", week: ())"));
        assert!(!weeks("Phase(weeks: 2, week: ()), Phase(week: ())"));
        assert!(!weeks("Phase(weeks: 2, week: ()), \"taper\""));
        let results =
            |list: &str| plan(&format!("athlete: Athlete(results: {list})")).athlete.has_unread_results;
        assert!(!results("[(distance: \"5 km\", time: \"20:00\", on: \"2026-11-01\")]"));
        assert!(results("[(distance: \"5 km\", time: \"20\", on: \"2026-11-01\")]"));
        assert!(results("[5]") && results("5"));
        assert!(!results("[]"));
    }

    #[test]
    fn many_slips_among_many_names_are_not_compared_each_with_each() {
        let names: String = (0..600).map(|n| format!("\"session-{n}\": Easy(\"5 km\"), ")).collect();
        let slots: String = (0..600).map(|n| format!("(tue: [\"sesion-{n}x\"]), ")).collect();
        let text = format!("Plan(sessions: {{ {names} }}, phases: [Phase(week: [{slots}])])");
        let tree = parse(&text).tree;
        let raw = read::<raw::Plan>(&tree).value.expect("a plan");
        let problems = lower(&Spanned::new(raw, Span::empty(0)), &tree).problems;
        let unknown = problems.iter().filter(|problem| problem.code == "unknown-name");
        let (meant, left): (Vec<_>, Vec<_>) = unknown.partition(|problem| problem.instead.is_some());
        assert!(meant.len() > 200 && left.len() > 200, "{} of {}", meant.len(), meant.len() + left.len());
    }
}
