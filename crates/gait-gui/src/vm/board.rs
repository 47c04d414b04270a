//! The board: weeks with their days, cards and summaries.

use std::collections::HashMap;

use gait_core::{
    Diagnostic, SessionKey, SessionRow, Severity, Snapshot, Units, Unread, WeekRow, expand_in, short_time,
};
use jiff::civil::Date;

use crate::document::Document;
use crate::theme::KindColor;
use crate::vm::dates;

/// Everything the board shows.
#[derive(Clone, Debug)]
pub struct BoardVm {
    /// The plan's name.
    pub name: String,
    /// Distance of all weeks.
    pub distance: String,
    /// The names of the weekdays, in the order of the plan's weeks.
    pub weekdays: [String; 7],
    /// The weeks, in order; none if the text is no plan.
    pub weeks: Vec<WeekVm>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct WeekVm {
    /// Counted from 1.
    pub week: u32,
    /// The phase.
    pub phase: String,
    /// Which phase, counted from 0.
    pub phase_index: usize,
    /// Whether the week before is of another phase.
    pub begins_phase: bool,
    /// `4–10 Jan`
    pub dates: String,
    /// Marked as a lighter week.
    pub deload: bool,
    /// Seven of them, as the weeks of the plan begin.
    pub days: Vec<DayVm>,
    /// What the week comes to.
    pub summary: SummaryVm,
}

/// What a week comes to.
#[derive(Clone, Debug)]
pub struct SummaryVm {
    /// Running distance.
    pub distance: String,
    /// Time of all sessions.
    pub time: String,
    /// The leg units, if there are any.
    pub legs: Option<String>,
    /// How many key runs.
    pub key_runs: u32,
    /// Distance against the week before: `+8 %`; nothing in the first week.
    pub ramp: Option<String>,
    /// Findings that speak of this week.
    pub marks: Marks,
}

/// How many problems of each severity there are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Marks {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Advice.
    pub advice: u32,
}

/// A day.
#[derive(Clone, Debug)]
pub struct DayVm {
    /// The date.
    pub date: Date,
    /// `4`, or `1 Feb` where a month begins.
    pub label: String,
    /// Whether the plan has this day.
    pub is_in_plan: bool,
    /// Why nothing can be done, if it is blocked.
    pub blocked: Option<String>,
    /// Whether an entry of `days` replaces the pattern.
    pub is_entry: bool,
    /// The sessions, and what could not be read, in order.
    pub cards: Vec<CardVm>,
    /// How a screen reader says it.
    pub name: String,
}

/// A session on the board.
#[derive(Clone, Debug)]
pub struct CardVm {
    /// What it is.
    pub what: Card,
    /// The name the slot uses.
    pub title: String,
    /// The kind, if the title does not say it: `Tempo`.
    pub kind: Option<String>,
    /// `32 min · 5.9 km`
    pub amount: String,
    /// What is done, in notation.
    pub content: String,
    /// The start, if it is written: `06:30`.
    pub start: String,
    /// Its colour.
    pub color: KindColor,
    /// A run that strength work must not spoil.
    pub is_key: bool,
    /// May be left out.
    pub is_optional: bool,
    /// Whether it gave way to a race or stands on a blocked day.
    pub is_off: bool,
    /// What made it so, last first; for the pointer that rests on it.
    pub details: Vec<String>,
    /// The problems that speak of it.
    pub marks: Marks,
    /// Their messages.
    pub messages: Vec<String>,
    /// How a screen reader says it.
    pub name: String,
}

/// What a card stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Card {
    /// A session of the calendar.
    Session(SessionKey),
    /// Something written that could not be read.
    Unread(Unread),
}

impl Marks {
    /// Counts one.
    pub const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
        }
    }

    /// The worst one, and how many there are in all.
    #[must_use]
    pub const fn worst(&self) -> Option<(Severity, u32)> {
        let all = self.errors + self.warnings + self.advice;
        match (self.errors, self.warnings, self.advice) {
            (0, 0, 0) => None,
            (0, 0, _) => Some((Severity::Advice, all)),
            (0, _, _) => Some((Severity::Warning, all)),
            _ => Some((Severity::Error, all)),
        }
    }

    /// `1 error, 2 warnings`; empty if there are none.
    #[must_use]
    pub fn words(&self) -> String {
        let plural = |count: u32, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        };
        let parts = [
            plural(self.errors, "error", "errors"),
            plural(self.warnings, "warning", "warnings"),
            plural(self.advice, "advice", "advice"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl DayVm {
    /// The sessions of the day, in order.
    pub fn sessions(&self) -> impl Iterator<Item = &SessionKey> {
        self.cards.iter().filter_map(CardVm::session)
    }
}

impl CardVm {
    /// The session, if it could be read.
    #[must_use]
    pub const fn session(&self) -> Option<&SessionKey> {
        match &self.what {
            Card::Session(key) => Some(key),
            Card::Unread(_) => None,
        }
    }
}

impl BoardVm {
    /// The board of a document.
    #[must_use]
    pub fn new(document: &Document, units: Units) -> Self {
        let snapshot = document.snapshot();
        let rows = expand_in(snapshot, units);
        let cx = Cx::new(document);
        let mut weeks: Vec<WeekVm> = Vec::with_capacity(rows.weeks.len());
        if !snapshot.plan.phases.is_empty() {
            for row in &rows.weeks {
                let before = weeks.len().checked_sub(1).and_then(|i| rows.weeks.get(i));
                weeks.push(cx.week(row, before));
            }
        }
        Self { name: rows.name, distance: rows.distance, weekdays: cx.weekdays(), weeks }
    }

    /// The card of a session.
    #[must_use]
    pub fn card(&self, key: &SessionKey) -> Option<&CardVm> {
        let day = self.weeks.iter().flat_map(|week| &week.days).find(|day| day.date == key.date)?;
        day.cards.iter().find(|card| card.session() == Some(key))
    }

    /// The day of a date.
    #[must_use]
    pub fn day(&self, date: Date) -> Option<(&WeekVm, &DayVm)> {
        self.weeks.iter().find_map(|week| Some((week, week.days.iter().find(|day| day.date == date)?)))
    }
}

/// What is looked up once for all cards.
struct Cx<'d> {
    snapshot: &'d Snapshot,
    /// The problems of sessions, by the name that reports give them.
    of_session: HashMap<&'d str, Vec<(Severity, &'d str)>>,
    /// The problems of weeks.
    of_week: HashMap<u32, Marks>,
    unread: Vec<Unread>,
}

impl<'d> Cx<'d> {
    fn new(document: &'d Document) -> Self {
        let mut of_session: HashMap<&str, Vec<(Severity, &str)>> = HashMap::new();
        let mut of_week: HashMap<u32, Marks> = HashMap::new();
        for diagnostic in &document.report().diagnostics {
            for week in weeks_of(diagnostic) {
                of_week.entry(week.0).or_default().add(week.1);
            }
            for occurrence in &diagnostic.occurrences {
                for session in &occurrence.sessions {
                    let of_this = of_session.entry(session.as_str()).or_default();
                    of_this.push((occurrence.severity, occurrence.message.as_str()));
                }
            }
        }
        let snapshot = document.snapshot();
        Self { snapshot, of_session, of_week, unread: snapshot.unread() }
    }

    fn weekdays(&self) -> [String; 7] {
        let first = self.snapshot.plan.first_day;
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
        let mut names = days.map(|day| day.strftime("%a").to_string());
        std::array::from_fn(|_| names.next().unwrap_or_default())
    }

    fn week(&self, row: &WeekRow, before: Option<&WeekRow>) -> WeekVm {
        let calendar = &self.snapshot.calendar;
        let week = &calendar.weeks[row.week as usize - 1];
        let first = calendar.date(week.first_day);
        let last = calendar.date(week.first_day + week.days.saturating_sub(1));
        let days = (0..7).map(|i| self.day(row, week.first_day + i, row.days.get(i as usize))).collect();
        let marks = self.of_week.get(&row.week).copied().unwrap_or_default();
        WeekVm {
            week: row.week,
            phase: phase_title(&row.phase),
            phase_index: week.phase,
            begins_phase: week.in_phase == 0,
            dates: dates::span(first, last),
            deload: row.deload,
            days,
            summary: SummaryVm {
                distance: row.distance.clone(),
                time: short_time(row.minutes),
                // An empty sum is -0.
                legs: Some(format!("{:.1}", row.leg_dose + 0.0)).filter(|legs| legs != "0.0"),
                key_runs: row.key_runs,
                ramp: before.and_then(|before| ramp(before.km, row.km)),
                marks,
            },
        }
    }

    fn day(&self, week: &WeekRow, day: u32, row: Option<&gait_core::DayRow>) -> DayVm {
        let calendar = &self.snapshot.calendar;
        let date = calendar.date(day);
        let plan = &self.snapshot.plan;
        let blocked = plan.blocked.iter().find(|blocked| blocked.from <= date && date <= blocked.to);
        let blocked = blocked.map(|blocked| blocked.reason.clone().unwrap_or_else(|| "blocked".to_owned()));
        let mut cards: Vec<CardVm> = Vec::new();
        for session in row.map_or(&[][..], |row| &row.sessions) {
            cards.push(self.card(week.week, date, session));
        }
        for unread in self.unread.iter().filter(|unread| unread.date == date) {
            let at = unread.index.min(cards.len());
            cards.insert(at, unread_card(unread));
        }
        let what = match (&blocked, cards.len()) {
            (Some(reason), _) => format!("blocked, {reason}"),
            (None, 0) if row.is_none() => "not in the plan".to_owned(),
            (None, 0) => "nothing planned".to_owned(),
            (None, 1) => "1 session".to_owned(),
            (None, count) => format!("{count} sessions"),
        };
        DayVm {
            label: dates::in_column(date, day == 0),
            is_in_plan: row.is_some(),
            blocked,
            is_entry: plan.days.iter().any(|entry| entry.date == date),
            cards,
            name: format!("{}, week {}, {what}", dates::long(date), week.week),
            date,
        }
    }

    fn card(&self, week: u32, date: Date, row: &SessionRow) -> CardVm {
        let key = SessionKey { date, name: row.name.as_str().into(), ordinal: row.ordinal };
        let mut marks = Marks::default();
        let mut messages = Vec::new();
        let shown = key.to_string();
        for (severity, message) in self.of_session.get(shown.as_str()).into_iter().flatten() {
            marks.add(*severity);
            messages.push(format!("{}: {message}", severity.name()));
        }
        let kind = (row.kind != row.name).then(|| kind_title(row.kind));
        let time = (row.minutes > 0).then(|| short_time(row.minutes));
        let amount: Vec<String> = [row.distance.clone(), time].into_iter().flatten().collect();
        let start = if row.start_written { row.start.clone() } else { String::new() };
        let mut details: Vec<String> = row.details.clone();
        if !row.start_written && row.minutes > 0 {
            details.insert(0, format!("starts about {}; no time is written", row.start));
        }
        if !row.trail.is_empty() {
            details.push(row.trail.join(", "));
        }
        if row.status != "planned" {
            details.push(row.reason.clone().unwrap_or_else(|| row.status.to_owned()));
        }
        let mut name =
            vec![row.name.clone(), format!("week {week} {}", date.strftime("%A")), start_words(row)];
        name.extend(kind.clone());
        name.extend(amount.iter().cloned());
        name.extend(row.key.then(|| "key run".to_owned()));
        name.extend(row.optional.then(|| "optional".to_owned()));
        name.extend((row.status != "planned").then(|| row.status.to_owned()));
        name.extend(Some(marks.words()).filter(|words| !words.is_empty()));
        CardVm {
            title: row.name.clone(),
            kind,
            amount: amount.join(" · "),
            content: row.content.clone(),
            start,
            color: KindColor::of(row.kind),
            is_key: row.key,
            is_optional: row.optional,
            is_off: row.status != "planned",
            details,
            marks,
            messages,
            name: name.join(", "),
            what: Card::Session(key),
        }
    }
}

/// The weeks a problem speaks of, each once, with the worst of it there.
fn weeks_of(diagnostic: &Diagnostic) -> Vec<(u32, Severity)> {
    let mut weeks: Vec<(u32, Severity)> = Vec::new();
    for occurrence in &diagnostic.occurrences {
        let Some(week) = occurrence.week else { continue };
        match weeks.iter_mut().find(|(other, _)| *other == week) {
            Some((_, severity)) => *severity = (*severity).max(occurrence.severity),
            None => weeks.push((week, occurrence.severity)),
        }
    }
    weeks
}

fn unread_card(unread: &Unread) -> CardVm {
    CardVm {
        title: unread.text.clone(),
        kind: None,
        amount: unread.message.clone(),
        content: String::new(),
        start: String::new(),
        color: KindColor::Rest,
        is_key: false,
        is_optional: false,
        is_off: false,
        details: Vec::new(),
        marks: Marks { errors: 1, ..Marks::default() },
        messages: vec![format!("error: {}", unread.message)],
        name: format!("{}, {}, cannot be read, {}", unread.text, dates::long(unread.date), unread.message),
        what: Card::Unread(unread.clone()),
    }
}

fn kind_title(kind: &str) -> String {
    let mut words = kind.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

fn start_words(row: &SessionRow) -> String {
    if row.start_written { format!("at {}", row.start) } else { format!("about {}", row.start) }
}

/// A phase without a name goes by its number.
pub(crate) fn phase_title(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_digit()) { format!("Phase {name}") } else { name.to_owned() }
}

/// The change of distance against the week before, in whole percent.
fn ramp(before: f64, now: f64) -> Option<String> {
    if before <= 0.0 {
        return None;
    }
    let percent = ((now / before - 1.0) * 100.0).round();
    Some(if percent == 0.0 { "0 %".to_owned() } else { format!("{percent:+.0} %").replace('-', "−") })
}
