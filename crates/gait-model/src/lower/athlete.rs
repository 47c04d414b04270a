//! The runner's numbers.

use gait_syntax::{Field, Problem, Span};

use super::cx::Cx;
use crate::notation::{
    Windows, parse_amount, parse_distance, parse_length, parse_mass, parse_race_distance, parse_race_time,
    parse_windows,
};
use crate::plan::{
    Athlete, Exercises, Familiar, Gate, GateName, Level, Placed, Priority, RaceResult, Recovery,
};
use crate::raw;

impl Default for Athlete {
    fn default() -> Self {
        Self {
            span: Span::empty(0),
            level: Level::Intermediate,
            priority: Priority::Running,
            recovery: Recovery::Normal,
            weekly_distance: None,
            longest_run: None,
            results: Vec::new(),
            has_unread_results: false,
            maxes: Vec::new(),
            heart: (None, None),
            mass: None,
            height: None,
            knee: None,
            familiar: Familiar::All,
            gates: Vec::new(),
            health: Vec::new(),
            availability: None,
            equipment: None,
        }
    }
}

pub(super) fn athlete(cx: &mut Cx<'_>, raw: &raw::Athlete, span: Span, exercises: &Exercises) -> Athlete {
    let mut out = Athlete { span, ..Athlete::default() };
    out.level = raw.level.get().cloned().unwrap_or(Level::Intermediate);
    out.priority = raw.priority.get().cloned().unwrap_or(Priority::Running);
    out.recovery = raw.recovery.get().cloned().unwrap_or(Recovery::Normal);
    out.weekly_distance = cx.read(&raw.weekly_distance, parse_distance);
    out.longest_run = cx.read(&raw.longest_run, parse_amount);
    for result in raw.results.get().map_or(&[][..], |list| &list.0) {
        cx.check_required(&result.value, result.span);
        out.results.extend(race_result(cx, &result.value, result.span));
    }
    out.has_unread_results = match raw.results.spanned() {
        Some(list) => cx.tree.covering(list.span).elements().count() > out.results.len(),
        None => !raw.results.is_missing(),
    };
    for (name, load) in raw.maxes.get().map_or(&[][..], |map| &map.0) {
        let exercise = exercise_named(cx, exercises, &name.value, name.span);
        let load = cx.read_spanned(load, parse_mass);
        out.maxes.extend(exercise.zip(load));
    }
    if let Some(heart) = raw.heart.get() {
        let rate = |field: &Field<u32>| field.spanned().map(|s| Placed { value: s.value, span: s.span });
        out.heart = (rate(&heart.max), rate(&heart.rest));
    }
    if let Some(body) = raw.body.get() {
        out.mass = cx.read(&body.mass, parse_mass);
        out.height = cx.read(&body.height, parse_length);
        out.knee = cx.read(&body.knee, parse_length);
    }
    out.familiar = familiar(cx, raw, exercises);
    if let Some(raw) = raw.gates.get() {
        out.gates = gates(cx, raw);
    }
    out.health =
        raw.health.get().map_or_else(Vec::new, |list| list.0.iter().map(|h| h.value.clone()).collect());
    if let Some(spanned) = raw.availability.spanned() {
        out.availability = availability(cx, &spanned.value).map(|value| Placed { value, span: spanned.span });
    }
    out.equipment = raw.equipment.get().map(|list| list.0.iter().map(|e| e.value.clone()).collect());
    out
}

fn race_result(cx: &mut Cx<'_>, raw: &raw::RaceResult, span: Span) -> Option<RaceResult> {
    let distance = cx.read(&raw.distance, parse_race_distance);
    let time = cx.read(&raw.time, parse_race_time);
    let on = cx.date(&raw.on);
    Some(RaceResult { distance: distance?.value, time: time?.value, on: on?.value, span })
}

/// The exercise called `name`; reports a name that resolves to nothing.
pub(super) fn exercise_named(
    cx: &mut Cx<'_>,
    exercises: &Exercises,
    name: &str,
    span: Span,
) -> Option<crate::plan::ExerciseId> {
    let found = exercises.find(name);
    if found.is_none() {
        let mut problem = Problem::new("unknown-name", span, format!("no exercise is called `{name}`"));
        if let Some(near) = cx.nearest(name, exercises.ids()) {
            problem = problem.meant(near);
        }
        cx.report(problem);
    }
    found
}

fn familiar(cx: &mut Cx<'_>, raw: &raw::Athlete, exercises: &Exercises) -> Familiar {
    match raw.familiar.get() {
        None | Some(raw::Familiar::All) => Familiar::All,
        Some(raw::Familiar::None) => Familiar::None,
        Some(raw::Familiar::Only(list)) => Familiar::Only(
            list.0.iter().filter_map(|name| exercise_named(cx, exercises, &name.value, name.span)).collect(),
        ),
    }
}

fn gates(cx: &mut Cx<'_>, raw: &raw::Gates) -> Vec<(GateName, Placed<Gate>)> {
    let fields = [
        (GateName::Squat, &raw.squat),
        (GateName::Lunge, &raw.lunge),
        (GateName::Hinge, &raw.hinge),
        (GateName::CalfCapacity, &raw.calf_capacity),
    ];
    let mut out = Vec::new();
    for (name, field) in fields {
        let Some(written) = field.spanned() else { continue };
        let dated = |cx: &mut Cx<'_>, text: &str| match crate::date::parse_date(text) {
            Ok(date) => Some(date),
            Err(error) => {
                cx.date_error(error, written.span);
                None
            }
        };
        let gate = match &written.value {
            raw::Gate::Attested => Some(Gate::Attested),
            raw::Gate::Pass(text) => dated(cx, text).map(Gate::Pass),
            raw::Gate::Fail(text) => dated(cx, text).map(Gate::Fail),
        };
        out.extend(gate.map(|value| (name, Placed { value, span: written.span })));
    }
    out
}

/// When there is time, per weekday. A day not listed is closed once any is listed.
fn availability(cx: &mut Cx<'_>, raw: &raw::Availability) -> Option<[Option<Windows>; 7]> {
    let days = [&raw.mon, &raw.tue, &raw.wed, &raw.thu, &raw.fri, &raw.sat, &raw.sun];
    if days.iter().all(|day| day.is_missing()) {
        return None;
    }
    Some(days.map(|day| match day {
        Field::Missing => None,
        // A day whose text cannot be read is left open: one mistake should not close the day as well.
        _ => Some(cx.read(day, parse_windows).map_or(Windows::Any, |placed| placed.value)),
    }))
}
