//! What part of the text a selection is, and what is selected by a caret in the text.

use gait_core::{SessionKey, Snapshot, Span};
use jiff::civil::Date;

use crate::document::Document;
use crate::selection::Selection;

/// The part of the text that something selected is written in; nothing if it is written nowhere.
pub(crate) fn span_of(document: &Document, selection: &Selection) -> Option<Span> {
    let snapshot = document.snapshot();
    let plan = &snapshot.plan;
    let span = match selection {
        Selection::Nothing | Selection::Plan => return None,
        Selection::Session(key) => snapshot.session(key)?.trail.slot,
        Selection::Day(date) => day(snapshot, *date)?,
        Selection::Week(week) => {
            let week = snapshot.calendar.weeks.get(week.checked_sub(1)? as usize)?;
            let phase = plan.phases.get(week.phase)?;
            phase.rows.get(week.row)?.span
        }
        Selection::Template(name) => {
            let template = plan.templates.iter().find(|template| *template.name == **name)?;
            template.name_span.cover(template.session.span)
        }
        Selection::Phase(index) => plan.phases.get(*index)?.span,
        Selection::Goal(index) => plan.goals.get(*index)?.span,
        Selection::Athlete => athlete(snapshot)?,
    };
    Some(span).filter(|span| span.range().len() < document.text().len() || span.start > 0)
}

/// The entry of `days` of a date, or what its pattern has on that weekday.
fn day(snapshot: &Snapshot, date: Date) -> Option<Span> {
    let plan = &snapshot.plan;
    if let Some(entry) = plan.days.iter().find(|entry| entry.date == date) {
        return Some(entry.key_span.cover(entry.span));
    }
    let days = u32::try_from(date.since(snapshot.calendar.first_day).ok()?.get_days()).ok()?;
    let week = snapshot.calendar.weeks.get(days as usize / 7)?;
    let row = plan.phases.get(week.phase)?.rows.get(week.row)?;
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let slots = row.days.get(weekday)?;
    let all = slots.iter().map(|slot| slot.span).reduce(Span::cover);
    Some(all.unwrap_or(row.span))
}

/// What a caret in the text is in: the smallest part that can be selected. A slot of a pattern is a session of many dates:
/// the one that is selected already, or else the one nearest to what is.
pub(crate) fn selection_at(document: &Document, offset: u32) -> Option<Selection> {
    let snapshot = document.snapshot();
    let plan = &snapshot.plan;
    let has = |span: Span| span.start <= offset && offset <= span.end;
    if let Some(index) = plan.goals.iter().position(|goal| has(goal.span)) {
        return Some(Selection::Goal(index));
    }
    if let Some(key) = session_at(document, offset) {
        return Some(Selection::Session(key));
    }
    if let Some(entry) = plan.days.iter().find(|entry| has(entry.key_span.cover(entry.span))) {
        return Some(Selection::Day(entry.date));
    }
    let template =
        plan.templates.iter().find(|template| has(template.name_span.cover(template.session.span)));
    if let Some(template) = template {
        return Some(Selection::Template(template.name.to_string()));
    }
    if let Some(index) = plan.phases.iter().position(|phase| has(phase.span)) {
        return Some(Selection::Phase(index));
    }
    if athlete(snapshot).is_some_and(has) {
        return Some(Selection::Athlete);
    }
    let whole = snapshot.tree.value().filter(|plan| plan.text().starts_with("Plan(") && has(plan.span()));
    whole.map(|_| Selection::Plan)
}

/// All of the athlete; the plan knows where its name stands. Without one that is the plan's.
fn athlete(snapshot: &Snapshot) -> Option<Span> {
    let whole = snapshot.tree.covering(snapshot.plan.athlete.span).span();
    let word = snapshot.tree.slice(whole);
    word.starts_with("Athlete").then_some(whole)
}

fn session_at(document: &Document, offset: u32) -> Option<SessionKey> {
    let calendar = &document.snapshot().calendar;
    let has = |span: Span| span.start <= offset && offset <= span.end;
    let selected = document.selection();
    let days_off = |date: Date| match selected.date() {
        Some(other) => date.since(other).map_or(i32::MAX, |span| span.get_days().abs()),
        None => 0,
    };
    let here = calendar.sessions.iter().filter(|session| has(session.trail.slot));
    let keys = here.map(|session| SessionKey::of(calendar, session));
    keys.min_by_key(|key| (selected.session() != Some(key), days_off(key.date), key.date))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"Plan(
    start: "2027-01-04",
    athlete: Athlete(level: Novice),
    goals: [Race(name: "Parkrun", date: "2027-01-31", distance: "5 km")],
    sessions: {
        "tempo": Tempo("20 min easy + 15 min threshold"),
    },
    phases: [
        Phase(
            name: "Base",
            weeks: 4,
            week: (
                tue: ["easy 5 km", "tempo"],
                sun: ["long 10 km"],
            ),
        ),
    ],
    days: {
        "2027-01-13": ["easy 4 km"],
    },
)
"#;

    fn document() -> Document {
        Document::new(None, PLAN, None)
    }

    fn at(document: &Document, words: &str) -> Option<Selection> {
        let start = PLAN.find(words).unwrap_or_else(|| panic!("`{words}` is in the plan"));
        selection_at(document, u32::try_from(start + 1).expect("short"))
    }

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn the_caret_selects_the_smallest_part_it_is_in() {
        let document = document();
        let name = |selection: Option<Selection>| match selection {
            Some(Selection::Session(key)) => key.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(name(at(&document, "\"tempo\"],")), "2027-01-05 tempo 1");
        assert_eq!(name(at(&document, "\"long 10")), "2027-01-10 long 1");
        assert_eq!(name(at(&document, "\"easy 4")), "2027-01-13 easy 1");
        assert_eq!(at(&document, "2027-01-13"), Some(Selection::Day(date("2027-01-13"))));
        assert_eq!(at(&document, "15 min"), Some(Selection::Template("tempo".to_owned())));
        assert_eq!(at(&document, "weeks: 4"), Some(Selection::Phase(0)));
        assert_eq!(at(&document, "Parkrun"), Some(Selection::Goal(0)));
        assert_eq!(at(&document, "Novice"), Some(Selection::Athlete));
        assert_eq!(at(&document, "start"), Some(Selection::Plan));
    }

    #[test]
    fn a_slot_of_many_weeks_is_the_session_nearest_to_what_is_selected() {
        let mut document = document();
        document.select(Selection::Day(date("2027-01-20")));
        let Some(Selection::Session(key)) = at(&document, "\"tempo\"],") else { panic!("a session") };
        assert_eq!(key.date, date("2027-01-19"));
        document.select(Selection::Session(SessionKey { date: date("2027-01-26"), ..key.clone() }));
        let Some(Selection::Session(same)) = at(&document, "\"tempo\"],") else { panic!("a session") };
        assert_eq!(same.date, date("2027-01-26"));
    }

    #[test]
    fn what_is_selected_has_a_part_of_the_text() {
        let document = document();
        let text = |selection: &Selection| {
            span_of(&document, selection).map_or("nowhere", |span| &PLAN[span.range()])
        };
        let Some(session) = at(&document, "\"tempo\"],") else { panic!("a session") };
        assert_eq!(text(&session), "\"tempo\"");
        assert_eq!(text(&Selection::Day(date("2027-01-13"))), "\"2027-01-13\": [\"easy 4 km\"]");
        assert_eq!(text(&Selection::Day(date("2027-01-12"))), "\"easy 5 km\", \"tempo\"");
        assert!(text(&Selection::Day(date("2027-01-11"))).starts_with("(\n                tue"), "rest");
        assert!(text(&Selection::Week(2)).starts_with("(\n                tue"));
        assert!(text(&Selection::Template("tempo".to_owned())).starts_with("\"tempo\": Tempo("));
        assert!(text(&Selection::Phase(0)).starts_with("Phase("));
        assert!(text(&Selection::Goal(0)).starts_with("Race("));
        assert_eq!(text(&Selection::Athlete), "Athlete(level: Novice)");
        for nowhere in [
            Selection::Nothing,
            Selection::Plan,
            Selection::Week(0),
            Selection::Week(99),
            Selection::Phase(7),
            Selection::Goal(7),
            Selection::Day(date("2031-01-01")),
            Selection::Day(date("2001-01-01")),
            Selection::Template("none".to_owned()),
        ] {
            assert_eq!(text(&nowhere), "nowhere", "{nowhere:?}");
        }
    }

    #[test]
    fn a_text_that_is_no_plan_has_no_parts() {
        for text in ["", "Plan(", "nonsense", "Plan()"] {
            let document = Document::new(None, text, None);
            for offset in 0..=u32::try_from(text.len()).expect("short") {
                let whole = text.starts_with("Plan").then_some(Selection::Plan);
                assert_eq!(selection_at(&document, offset), whole, "{text:?} at {offset}");
            }
        }
    }
}
