//! Sessions: what they hold, how long they are, and where they show in the calendar.

use gait_model::calendar::{Placement, Session, estimate_run};
use gait_model::date::{long_name, table_name};
use gait_model::plan::{Content, Kind, RampChange, SessionDef, Template};
use gait_rules::{round_to, week_numbers, weeks_text};
use gait_syntax::Span;

use super::{Desk, format, join, list, table};
use crate::expand::{Rows, SessionRow, content, lifts};
use crate::wording::{long_time, whole_minutes};

impl<'s> Desk<'s> {
    /// A session by its name: one of `sessions`, or a predefined one.
    pub(crate) fn session(&self, name: &str) -> Option<String> {
        let snapshot = self.snapshot?;
        let template = snapshot.plan.templates.iter().find(|template| &*template.name == name);
        let mut out = match template {
            Some(template) => self.template(template),
            None => {
                let kind = Kind::predefined(name)?;
                let about = format::session_kind(kind);
                format!("**`{name}`**: {}, predefined\n\n{about}", kind_words(kind)).trim_end().to_owned()
            }
        };
        let sessions = &snapshot.calendar.sessions;
        let mine: Vec<&Session> = sessions
            .iter()
            .filter(|s| &*s.name == name && !matches!(s.trail.placement, Placement::Goal(_)))
            .collect();
        join(&mut out, self.dates(&mine));
        Some(out)
    }

    /// A session as it is written.
    fn template(&self, template: &Template) -> String {
        let def = &template.session;
        let key = def.kind.is_run() && def.key.unwrap_or_else(|| def.kind.is_key());
        let mut out = format!(
            "**`{}`**: {}{}",
            template.name,
            kind_words(def.kind),
            if key { "; a key run" } else { "" }
        );
        join(&mut out, self.as_written(def));
        join(&mut out, def.note.as_ref().map(|note| format!("*{note}*")));
        join(&mut out, self.ramps(template));
        out
    }

    /// What is done, with its length.
    fn as_written(&self, def: &SessionDef) -> Option<String> {
        let (snapshot, rows) = (self.snapshot?, self.rows()?);
        match &def.content {
            Content::Run(run) => {
                let estimate = estimate_run(&snapshot.calendar.paces, def.kind, run);
                let mut parts = vec![format!("`{run}`"), long_time(whole_minutes(estimate.seconds()))];
                if def.kind.is_run() && estimate.mm() > 0 {
                    parts.push(rows.distance(estimate.mm()));
                }
                Some(parts.join(" · "))
            }
            Content::Strength(_) => {
                Some(list(&lifts(&def.content).iter().map(|lift| format!("`{lift}`")).collect::<Vec<_>>()))
            }
            Content::Mobility(_) => Some(format!("`{}`", content(&def.content))),
            Content::Rest => None,
        }
    }

    /// The ramps that move a session, in the order of the phases.
    fn ramps(&self, template: &Template) -> Option<String> {
        let plan = self.plan()?;
        let id = plan.templates.iter().position(|known| known.name == template.name)?;
        let mut lines = Vec::new();
        for phase in &plan.phases {
            for ramp in phase.ramps.iter().filter(|ramp| ramp.template.0 as usize == id) {
                let what =
                    ramp.exercise.map_or(String::new(), |lift| format!("`{}` ", plan.exercises.get(lift).id));
                let how = match &ramp.change {
                    RampChange::Grow { by, to, .. } => format!("grows by {by} to {to}"),
                    RampChange::Each(entries) => format!("takes {} values in turn", entries.len()),
                    RampChange::RepsThenLoad { reps, load, .. } => {
                        format!("goes from {} to {} repetitions, then {load} more load", reps.low, reps.high)
                    }
                };
                lines.push(format!("{}: {what}{how}", phase_name(&phase.name)));
            }
        }
        (!lines.is_empty()).then(|| format!("Ramp, {}", lines.join("; ")))
    }

    /// Where sessions show: how often, when, and what they are there.
    pub(crate) fn dates(&self, sessions: &[&Session]) -> Option<String> {
        let (snapshot, rows) = (self.snapshot?, self.rows()?);
        if !snapshot.plan.is_dated && sessions.is_empty() {
            return None;
        }
        let (Some(first), Some(last)) = (sessions.first(), sessions.last()) else {
            return Some("Stands nowhere in the calendar.".to_owned());
        };
        let weeks: Vec<u32> = sessions.iter().map(|session| session.week + 1).collect();
        let day = |session: &Session| {
            let date = snapshot.calendar.date(session.day);
            match self.is_dated() {
                true => format!("{} {date}", table_name(date.weekday())),
                false => format!("week {}, {}", session.week + 1, long_name(date.weekday())),
            }
        };
        let mut head = match sessions.len() {
            1 if !self.is_dated() => format!("Once: {}", day(first)),
            1 => format!("Once: {}, {}", day(first), weeks_text(&weeks)),
            n => format!("{n} times, {}: {} to {}", weeks_text(&weeks), day(first), day(last)),
        };
        let lost = sessions.iter().filter(|session| !session.is_planned()).count();
        if lost > 0 {
            head.push_str(&format!("; {lost} of them blocked or displaced"));
        }
        Some(format!("{head}\n\n{}", calendar_table(&rows, sessions)))
    }

    /// What a slot, or whatever else stands at a place in a pattern, becomes on its dates.
    pub(super) fn slot_dates(&self, slot: Span) -> Option<String> {
        let sessions = &self.snapshot?.calendar.sessions;
        let mine: Vec<&Session> =
            sessions.iter().filter(|session| session.trail.slot.contains(slot)).collect();
        self.dates(&mine)
    }
}

/// The sessions with their weeks; neighbours that are alike share a row.
fn calendar_table(rows: &Rows<'_>, sessions: &[&Session]) -> String {
    let mut groups: Vec<(Vec<u32>, Vec<String>)> = Vec::new();
    for session in sessions {
        let cells = cells(&rows.session(session));
        match groups.last_mut() {
            Some((weeks, same)) if *same == cells => weeks.push(session.week + 1),
            _ => groups.push((vec![session.week + 1], cells)),
        }
    }
    let row = |(weeks, cells): (Vec<u32>, Vec<String>)| {
        std::iter::once(week_numbers(&weeks)).chain(cells).collect()
    };
    let strength = sessions.first().is_some_and(|session| session.dose.is_some());
    let last = if strength { "legs" } else { "distance" };
    let rows: Vec<Vec<String>> = groups.into_iter().map(row).collect();
    table(&["week", "what", "time", last], &rows, "rows")
}

fn cells(row: &SessionRow) -> Vec<String> {
    let what = match (row.status, row.lifts.len()) {
        ("planned", 0) => format!("`{}`", row.content),
        ("planned", n) => format!("{n} {}: {}", if n == 1 { "lift" } else { "lifts" }, shortened(&row.lifts)),
        ("blocked", _) => row.reason.as_ref().map_or("blocked".to_owned(), |why| format!("blocked: {why}")),
        (status, _) => status.to_owned(),
    };
    let what = if what == "``" { "–".to_owned() } else { what.replace('|', "\\|") };
    let legs = row.leg_dose.map(|dose| match row.leg_class {
        Some(class) => format!("{class}, {dose}"),
        None => format!("{dose}"),
    });
    let far = row.distance.clone().or(legs).unwrap_or_else(|| "–".to_owned());
    let time = if row.status == "planned" { long_time(row.minutes) } else { "–".to_owned() };
    vec![what, time, far]
}

/// The first lifts of a session; the rest stands in the text.
fn shortened(lifts: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = lifts.iter().take(SHOWN).map(|lift| format!("`{lift}`")).collect();
    if lifts.len() > SHOWN {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// `the long run of the week`
pub(crate) fn kind_words(kind: Kind) -> String {
    let shape = gait_model::raw::Session::SHAPE;
    let name = format!("{kind:?}");
    let doc = shape.variants.iter().find(|variant| variant.name == name).map_or("", |variant| variant.doc);
    let mut letters = doc.trim().trim_end_matches('.').chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// What a phase is called; a bare number says that it is one.
pub(super) fn phase_name(name: &str) -> String {
    if name.chars().all(|c| c.is_ascii_digit()) { format!("phase {name}") } else { name.to_owned() }
}

/// The sum of leg doses to a tenth.
pub(super) fn legs(dose: f64) -> String {
    format!("{}", round_to(dose, 0.1))
}
